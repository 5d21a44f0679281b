"""Words of a site that a cable's text holds as its own: wrapped with them to its width.

A site puts its advert between two lines, and a host that joins lines makes them longer than the text is wide.
Words of the cable were there when it was wrapped: their line is no longer than the others, and the next word
did not fit on it. Law of this file: it asks, it cuts nothing, and answers no where a text is not wrapped.
"""

from __future__ import annotations

from collections.abc import Container

from cableconv.boilerplate import foot
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import SENTENCE_END, is_page_line, is_prose, runs_small

_LEAST = 4  # lines that show how wide a text is
_WIDEST = 100  # characters of a line of wrapped text
_STRAY = 20  # of so many lines one may be longer
_SLACK = 3  # characters by which a line may be longer than most


def width_of(part: Segment, aside: Container[int] = ()) -> int:
    """How wide the running text of this page is wrapped; 0 where nothing shows it. aside: lines that are not
    asked."""
    hits, line = part.page.hits, part.page.line
    lengths = sorted(
        len(part.text(at).rstrip())
        for at in part.lines
        if part.top_end < at < part.bottom
        and at not in hits
        and at not in aside
        and at + 1 < part.end
        and line[at + 1]
        and is_prose(part.text(at))
    )
    width = lengths[-1 - len(lengths) // _STRAY] if len(lengths) >= _LEAST else 0
    return width if width <= _WIDEST else 0


def is_wrapped_in(part: Segment, index: int, width: int) -> bool:
    """Is a line that is a site's words from end to end, or one of several such, a line of a sentence of the
    cable? One runs into it, and it is as full as the other lines of the text."""
    hits = part.page.hits
    first = last = index
    while hits.get(first - 1) is hits[index] and part.page.line[first - 1]:
        first -= 1
    while hits.get(last + 1) is hits[index] and part.page.line[last + 1]:
        last += 1
    lines = range(first, last + 1)
    if not width or not all(_is_full(part, at, part.text(at).strip(), width) for at in lines):
        return False
    above = _text_above(part, first)
    return bool(above) and not _is_closed(above)


def is_wrapped_with(part: Segment, index: int, line: str, start: int, end: int, width: int) -> bool:
    """Are a site's words inside this line wrapped with the other words of it? Then the line is not too long,
    and without them it would be too short, or no sentence."""
    if not width or len(line.strip()) > width + _SLACK:
        return False
    before, after = line[:start].strip(), line[end:].strip()
    if before and after:
        return True
    if _is_heading(part, index, before or after):
        return False
    if _word_below(part, index):
        return not _is_full(part, index, before or after, width)
    if before:
        return not _is_closed(before)
    above = _text_above(part, index)
    return after[:1].islower() or (bool(above) and not _is_closed(above))


def is_lengthened(line: str, start: int, end: int, width: int) -> bool:
    """Is this line of wrapped text too long with these words, and not without them? Then they were put into
    it after it was wrapped."""
    rest = len(line[:start].strip()) + 1 + len(line[end:].strip())
    return bool(width) and rest <= width + _SLACK < len(line.strip())


def _is_heading(part: Segment, index: int, text: str) -> bool:
    """Is this text of a line that stands apart a heading, above a rule or not?"""
    line, below = part.page.line, index + 1
    ruled = below < part.end and foot.is_underline(part.text(below))
    alone = not line[index - 1] if index > part.start else True
    return alone and (ruled or not _word_below(part, index)) and not runs_small(text.split())


def _is_full(part: Segment, index: int, text: str, width: int) -> bool:
    """Is this text of a line as long as one of wrapped text, so that the next word has no room on it?"""
    word = _word_below(part, index)
    return bool(word) and len(text) <= width + _SLACK and len(text) + 1 + len(word) > width


def _word_below(part: Segment, index: int) -> str:
    """The first word of the line directly below, "" where a blank line or the page's end stands there."""
    below = index + 1
    return part.text(below).split()[0] if below < part.end and part.page.line[below] else ""


def _text_above(part: Segment, index: int) -> str:
    """The line that the text above this one ends with: directly above it, or above a mark of a telegram's
    page or a line of the site between."""
    hits, place = part.page.hits, part.rank[index] - 1
    while place >= 0 and (part.lines[place] in hits or is_page_line(part.text(part.lines[place]))):
        place -= 1
    if place < 0:
        return ""
    between = range(part.lines[place] + 1, index)
    parted = any(not part.page.line[at] for at in between) and not any(part.page.line[at] for at in between)
    return "" if parted else part.text(part.lines[place]).strip()


def _is_closed(text: str) -> bool:
    return text.endswith((*SENTENCE_END, ":"))
