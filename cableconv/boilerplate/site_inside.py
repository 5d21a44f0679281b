"""Lines that a site prints inside the cables of a corpus, which no layout describes: adverts in their text.

Counted like the lines of the edges, in bounded memory. Law of this file: a line is listed only where blank
lines part it from the text and it stands between two halves of a sentence, looks like a site's or asks its
readers something; it is cut only where nobody could take it for the cable's, or beside one that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.boilerplate import foot, shapes
from cableconv.boilerplate.site_edges import HEADING, Edges, is_prose, shows_site
from cableconv.boilerplate.site_sightings import FORMULA, INSIDE, Key, Recurrence, SiteLines, form
from cableconv.boilerplate.site_words import speaks_as_cable, speaks_of_site, speaks_to_readers
from cableconv.grammar import site
from cableconv.grammar.stamps import REVIEW_STAMP
from cableconv.text.sentences import is_terminal

FEWEST, SHARE = 10, 0.05  # documents in which a line must stand, and their share
_CUT_FEWEST, _CUT_SHARE = 20, 0.2  # the same of one that is cut without being approved
_HALVES = 2  # documents in which it parts a sentence
_CUT_HALVES = 3
_BLOCK = 3  # lines of a block of adverts at most
_LEAST = 8  # letters of a line
_SPACED = 0.5  # of the gaps of a text whose lines all stand apart, sentences go on over them


class Inside(NamedTuple):
    """How often a line stands apart inside cables, of which posts (two at most), between the halves of how
    many sentences, as prose how often, and how it is written (None: in several ways)."""

    recurrence: Recurrence
    posts: frozenset[str]
    halves: int
    prose: int
    written: str | None

    def __or__(self, other: Inside) -> Inside:
        return Inside(
            self.recurrence | other.recurrence,
            self.posts if len(self.posts) > 1 else self.posts | other.posts,
            self.halves + other.halves,
            self.prose + other.prose,
            self.written if self.written == other.written else None,
        )


def seen_inside(lines: Sequence[str], apart: Sequence[bool], found: Edges, post: str) -> dict[str, Inside]:
    """The lines of a file (none blank) that stand apart in the text of its cable, in blocks of few lines."""
    begin = _text_begin(lines, found)
    blocks = _blocks(apart, begin, found.bottom)
    gaps = [_goes_on(lines, one[-1], two[0]) for one, two in pairwise(blocks)]
    seen: dict[str, Inside] = {}
    if len(gaps) < 2 or sum(gaps) > _SPACED * len(gaps):
        return seen
    posts = frozenset((post,) if post else ())
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if len(block) > _BLOCK or foot.is_item(lines[block[0]]):
            continue
        halves = _goes_on(lines, before[-1], after[0])
        for at in block:
            line = form(lines[at]) if _may_be_site(lines, at, block) else ""
            if line:
                distance = Recurrence(1, at - begin, at - begin)
                prose = is_prose(lines, apart, at)
                seen.setdefault(line, Inside(distance, posts, halves, prose, lines[at].strip()))
    return seen


def site_lines_inside(documents: int, posts: int, seen: Mapping[str, Inside]) -> dict[Key, Recurrence]:
    """Those of the lines that recur in so many documents of so many posts and may be a site's."""
    least = max(FEWEST, SHARE * documents)
    often = max(_CUT_FEWEST, _CUT_SHARE * documents)
    found = {
        line: one
        for line, one in sorted(seen.items())
        if one.recurrence.documents >= least
        and (len(one.posts) > 1 or posts < 2)
        and (one.halves >= _HALVES or shows_site(line) or speaks_to_readers(line))
        and not (speaks_as_cable(line) or FORMULA.search(line) or HEADING.fullmatch(line.upper()))
    }
    sure = {line for line, one in found.items() if _is_plain(line, one, often) and one.halves >= _CUT_HALVES}
    more = {line for line, one in found.items() if _is_plain(line, one, often) and speaks_to_readers(line)}
    cut = sure | more if sure else sure  # a site that is seen to print adverts prints others
    return {(INSIDE, line): one.recurrence._replace(cut=line in cut) for line, one in found.items()}


def inside_of(
    lines: Sequence[str], apart: Sequence[bool], within: range, known: SiteLines
) -> tuple[list[int], str]:
    """Which of the lines inside a cable the profile lists, parted from its text and announced by nothing, and
    the first of them as it is written."""
    blanks = any(apart)
    listed = [at for at in within if _is_listed(lines[at], known)]
    found: list[int] = []
    for at in listed:
        first, last = at, at
        while first - 1 in listed and not apart[first]:
            first -= 1
        while last + 1 in listed and not apart[last + 1]:
            last += 1
        parted = apart[first] and (last + 1 >= len(lines) or apart[last + 1])
        announced = first > 0 and lines[first - 1].rstrip().endswith(":")
        ruled = last + 1 < len(lines) and foot.is_underline(lines[last + 1])
        if (parted or not blanks) and not (announced or ruled):
            found.append(at)
    return found, lines[found[0]] if found else ""


def _is_listed(line: str, known: SiteLines) -> bool:
    seen = known.get((INSIDE, form(line)))
    return seen is not None and seen.cut


def _is_plain(line: str, one: Inside, often: float) -> bool:
    """Is a line so often and so written that nobody takes it for the cable's, where it parts sentences?"""
    sentence = 2 * one.prose > one.recurrence.documents and not (speaks_of_site(line) or shows_site(line))
    several = one.recurrence.documents >= often and len(one.posts) > 1
    return several and one.written is not None and not sentence


def _text_begin(lines: Sequence[str], found: Edges) -> int:
    """The first line of the cable's text: that of a paragraph with a number, or of running text."""
    within = range(found.top, found.bottom)
    return next(
        (at for at in within if site.NUMBERED.match(lines[at]) or shapes.is_prose(lines[at])), found.bottom
    )


def _blocks(apart: Sequence[bool], begin: int, end: int) -> list[range]:
    """The lines from begin to before end, as blocks that blank lines part."""
    starts = [begin, *(at for at in range(begin + 1, end) if apart[at])]
    return [range(one, two) for one, two in zip(starts, [*starts[1:], end], strict=True) if one < two]


def _goes_on(lines: Sequence[str], above: int, below: int) -> bool:
    """Does a sentence that stops in the line above go on in the one below?"""
    text = lines[above].rstrip()
    return not is_terminal(text.strip()) and not text.endswith(":") and lines[below].lstrip()[:1].islower()


def _may_be_site(lines: Sequence[str], at: int, block: range) -> bool:
    """Is this no line that telegrams print between their paragraphs: of a header, a page, a banner?"""
    text = lines[at].strip()
    if sum(map(str.isalpha, text)) < _LEAST or text.isupper() or foot.is_item(text):
        return False
    if site.NUMBERED.match(text) or site.HEADER_LINE.match(text) or site.SOFT_HEADER_LINE.match(text):
        return False
    if at + 1 in block and foot.is_underline(lines[at + 1]):
        return False
    shown = shapes.is_of_cable(text) or site.SURE_LINE.match(text) or REVIEW_STAMP.search(text)
    return not shown and not shapes.is_page_line(text)
