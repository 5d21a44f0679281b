"""The adverts of a site that the cable quotes: a colon above announces them.

Law of this file: it asks, it cuts nothing. The marks with which a telegram's pages begin part no
quotation: what stands beside them is asked for as if they were not there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise, takewhile

from cableconv.boilerplate import foot
from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import SENTENCE_END, is_page_line, is_prose, runs_small
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_NONE = data.Pattern("", "", "", None)
_FIRST_ITEMS = frozenset({"1)", "a)", "A)", "a.", "(1)", "(a)", "(i)", "i.", "i)"})
_HEADING_WORDS = 9  # of a heading, fewer
_BEGIN = lazy(r"\bbegin\s", re.IGNORECASE)  # "Begin text:" opens what stands below it
_VERSE = 48  # characters that a line of verse has fewer than
_PARAGRAPH = lazy(
    r"(?!begin[ ]text|[a-z][ .)])[A-Z][\w'\u2019.-]*(?:,?[ ]+[\w'\u2019.,-]+){3}", re.IGNORECASE
)
_QUOTED = 25  # lines of a quoted text above one
_OPENING = ('"', "\u201c")  # marks that open a quotation
_ABOVE = 10  # lines above an advert, among which a colon announces it


def announced_adverts(part: Segment, body: list[int]) -> set[int]:
    """The adverts that a colon of the cable announces: directly below it, or where nothing else that it could
    announce stands below them, or where each line of the page stands apart; an advert of one line also where
    the site puts none but such into this text, and no list follows it."""
    text, marks = part.text, _page_lines(part)
    body = [at for at in body if at not in marks]
    lines = [at for at in part.lines if at not in marks]
    loose = not any(two == one + 1 for one, two in pairwise(body))
    announced: set[int] = set()
    runs = _runs_of_adverts(part, body)
    alone = all(above < 0 or _ends_in_colon(part, above) for above, *_ in runs)
    for above, run, index in runs:
        ends = index >= part.end and above >= 0 and _breaks_off(part, above)  # its colon is lost
        quoted = len(runs) == 1 and _is_in_quotation(part, lines, run)
        if ends or quoted or _is_in_announced_block(part, lines, run) or _is_of_quoted_page(part, lines, run):
            announced.update(run)
        elif above >= 0 and _ends_in_colon(part, above):
            direct = takewhile(
                lambda pair: marks.issuperset(range(pair[0] + 1, pair[1])), pairwise((above, *run))
            )
            heading = _is_heading(text(above))
            headed = index < part.end and (heading or _begins_list(text(index)))
            is_all = (
                (loose and not headed)
                or (alone and len(run) == 1 and not headed)
                or not _is_object(part, above, index)
            )
            announced.update(run if is_all else [at for _, at in direct])
    return announced


def _runs_of_adverts(part: Segment, body: list[int]) -> list[tuple[int, list[int], int]]:
    """Adverts with nothing else between them, the line above them (-1: none) and the line below."""
    found: list[tuple[int, list[int], int]] = []
    run: list[int] = []
    above = -1
    for index in [*body, part.end]:
        if index < part.end and part.page.is_advert(index):
            run.append(index)
            continue
        if run:
            found.append((above, run, index))
        run, above = [], index
    return found


def _is_in_announced_block(part: Segment, lines: list[int], run: list[int]) -> bool:
    """Do these adverts stand among other lines in a block that a colon announces, or below a line that breaks
    off, of which a crawl has lost the end? The site parts its own from the text. lines: those of the page
    that are no marks of a telegram's page."""
    hits, first, last = part.page.hits, bisect_left(lines, run[0]), bisect_left(lines, run[-1])
    near = [lines[at] for at in (first - 1, last + 1) if 0 <= at < len(lines)]
    near = [at for at in near if not _is_apart(part, min(at, run[-1]), max(at, run[0]))]
    near = [
        at for at in near if at in hits or (foot.is_short(part.text(at)) and not _ends_in_colon(part, at))
    ]
    if not near:
        return False
    block = lines[max(0, first - _ABOVE) : first + 1]
    apart = [True, *(_is_apart(part, one, two) for one, two in pairwise(block))]
    texts = [part.text(at) for at in block]
    if foot.announcing(texts, apart, len(block) - 1, lambda at: block[at] in hits) is not None:
        return True
    if not any(at in (run[0] - 1, run[-1] + 1) for at in near):
        return False  # a page ends here, and the line may be that of a new block
    while first and not _is_apart(part, lines[first - 1], lines[first]):
        first -= 1
    return _breaks_off(part, lines[max(0, first - 1)])


def _is_of_quoted_page(part: Segment, lines: list[int], run: list[int]) -> bool:
    """Do these adverts stand beside another line that a site prints, blank lines between or not, among short
    lines that a colon announces? Or with no blank line beside them between the sentences of a block that
    one announces over a blank line? Then it is a page that the cable quotes."""
    hits, first, last = part.page.hits, bisect_left(lines, run[0]), bisect_left(lines, run[-1])
    if not 0 < first <= last < len(lines) - 1 or lines[last + 1] >= part.bottom:
        return False
    above, below = lines[first - 1], lines[last + 1]
    others = [at for at in (above, below) if at in hits and not part.page.is_advert(at)]
    held = (above, below) == (run[0] - 1, run[-1] + 1) and _is_whole(part, above, below)
    for place in range(first - 1, max(0, first - _ABOVE) - 1, -1) if others or held else ():
        at = lines[place]
        if _ends_in_colon(part, at) and at not in hits:
            return bool(others) or _is_apart(part, at, lines[place + 1])
        if not others and _is_apart(part, at, lines[place + 1]):
            return False
        if others and not (at in hits or foot.is_short(part.text(at))):
            return False
    return False


def _is_in_quotation(part: Segment, lines: list[int], run: list[int]) -> bool:
    """Do these adverts stand between whole sentences of a text that a colon announces, and that quotation
    marks or "Begin text:" open, in a page that shows no line of the years of its site's adverts?"""
    first, last = bisect_left(lines, run[0]), bisect_left(lines, run[-1])
    if not 0 < first <= last < len(lines) - 1 or lines[last + 1] >= part.bottom:
        return False
    above, below = lines[first - 1], lines[last + 1]
    if part.page.hits[run[0]].layout in part.layouts_above or not _is_whole(part, above, below):
        return False
    for place in range(first - 1, max(0, first - _QUOTED) - 1, -1):
        text = part.text(lines[place])
        if _ends_in_colon(part, lines[place]):
            opened = part.text(lines[place + 1]).lstrip()[:1] in _OPENING
            return place < first - 1 and (opened or _BEGIN.search(text) is not None)
        if site.NUMBERED.match(text):
            return False
    return False


def _is_whole(part: Segment, above: int, below: int) -> bool:
    """Does the one line end a sentence, and the other begin none in small letters?"""
    ended = part.text(above).rstrip().endswith(SENTENCE_END)
    return ended and not part.text(below).lstrip()[:1].islower()


def _is_apart(part: Segment, one: int, two: int) -> bool:
    """Does a blank line stand between these lines, and no mark of a page, which blank lines surround?"""
    return two > one + 1 and not any(part.page.line[one + 1 : two])


def _page_lines(part: Segment) -> frozenset[int]:
    """The lines with which the pages of a telegram begin, TESTVILLE 00004453 002 OF 003."""
    return frozenset(at for at in part.lines if is_page_line(part.text(at)))


def _breaks_off(part: Segment, index: int) -> bool:
    """Does a line of running text, which no stamp is, stop in mid sentence?"""
    text = part.text(index).rstrip()
    return index not in part.page.stamps and is_prose(text) and not text.endswith((*SENTENCE_END, ":"))


def _ends_in_colon(part: Segment, index: int) -> bool:
    return part.text(index).rstrip()[-1:] == ":"


def _is_object(part: Segment, above: int, index: int) -> bool:
    """Can this be what the line above, which ends in a colon, announces: the rest of its sentence, a list, a
    table, a quotation, or the text below a heading, but no paragraph at its own margin?"""
    if index >= part.end:
        return False
    text, over = part.text(index), part.text(above)
    before = site.NUMBERED.match(over)
    if _is_heading(over) or _begins_list(text) or _margin(text) > _margin(over) or _BEGIN.search(over):
        return True
    if number := site.NUMBERED.match(text):
        return before is not None and int(number["number"]) != int(before["number"]) + 1
    is_verse = text.rstrip().endswith(",") and len(text.rstrip()) < _VERSE
    return is_verse or not _PARAGRAPH.match(text.lstrip())


def _is_heading(over: str) -> bool:
    """Is a line that ends in a colon a heading, and no sentence that announces something?"""
    words = over.split()
    return site.NUMBERED.match(over) is None and len(words) < _HEADING_WORDS and not runs_small(words)


def _begins_list(text: str) -> bool:
    """Does the first item of a list with numbers or letters stand here: "1) The Board", "a. a loan"?"""
    return text.lstrip()[:2] in _FIRST_ITEMS or text.lstrip()[:3] in _FIRST_ITEMS


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())
