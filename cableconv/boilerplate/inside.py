"""Site text inside a cable: inserts between its lines, headers that the site repeats.

Law of this file: a phrase in quotation marks is the cable's, whoever printed it first.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from cableconv.boilerplate import foot
from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.phrases import pattern_of
from cableconv.boilerplate.running import is_of_sentence
from cableconv.boilerplate.shapes import SENTENCE_END, is_prose, runs_small
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_LONG_SENTENCE = 6  # words of one that nobody but its site prints
_OPENING = 6  # lines at the head of a page, in which a cable's header begins
_NONE = data.Pattern("", "", "", None)
_SHEETS = frozenset({"page # of #", "# of #"})
_FIRST_ITEMS = frozenset({"1)", "a)", "A)", "a.", "(1)", "(a)", "(i)", "i.", "i)"})
_HEADING_WORDS = 9  # of a heading, fewer
_BEGIN = lazy(r"\bbegin\s", re.IGNORECASE)  # "Begin text:" opens what stands below it
_OTHER_TEXT = lazy(  # a rule, a paragraph's number, a sentence more
    r"[-=_*]{5}|\b\d{1,2}\.\s*\([A-Z]|[.!?]['\"\u2019\u201d)]?(?:\s+\S+){4}"
)
_RUNNING = 5  # lines of running text in a row that no header has
_UNDERLINE = lazy(r"\s*[-=_*~]{3}[-=_*~ ]*\s*")
_VERSE = 48  # characters that a line of verse has fewer than
_PARAGRAPH = lazy(
    r"(?!begin[ ]text|[a-z][ .)])[A-Z][\w'\u2019.-]*(?:,?[ ]+[\w'\u2019.,-]+){3}", re.IGNORECASE
)


def inserts(part: Segment) -> None:
    page, hits = part.page, part.page.hits
    anchors = {index for index, hit in hits.items() if hit.role == "insert"}
    if not anchors:
        return
    body = [index for index in part.lines if part.top_end < index < part.bottom]
    announced = _announced(part, body)
    shown: dict[frozenset[str], bool] = {}  # is the page of one of these sites?
    for place, index in enumerate(body):
        if index not in anchors:
            continue
        owners = page.printed_by(index)
        if owners not in shown:
            together = page.cut != "safe" and _stand_together(part, body, owners)
            shown[owners] = together or part.is_of(owners) or _heads_page(part, body, owners)
        if not shown[owners] or index in announced or _is_underlined(part, index):
            page.doubtful.add(index)
            continue
        if _goes_on(part, index):
            continue  # the phrase alone is cut, not what a host has joined to it
        if is_of_sentence(part, index):
            page.doubtful.add(index)
            continue
        page.put(index, "CC103", f"site text inside the cable, {page.evidence(index)}", 0.97)
        for step in (-1, 1):
            near = place + step
            while 0 <= near < len(body) and body[near] in hits and hits[body[near]].role == "insert_weak":
                page.put(
                    body[near],
                    "CC103",
                    f"site text beside other site text, {page.evidence(body[near])}",
                    0.9,
                )
                near += step


def _is_underlined(part: Segment, index: int) -> bool:
    """Does a line of dashes stand directly below this one, as below a heading of the cable?"""
    below = index + 1
    return below < part.end and part.page.line[below] and _UNDERLINE.fullmatch(part.text(below)) is not None


def _goes_on(part: Segment, index: int) -> bool:
    """Does other text stand behind the whole of a phrase that may stand inside a line, or behind the
    beginning of one, of which the layout does not say how it goes on?"""
    inline, hit = part.page.layouts.inline, part.page.hits[index]
    text = part.text(index).strip()
    if hit.tail is not None and _OTHER_TEXT.search(text, len(hit.head)):
        return True
    found = pattern_of(inline).match(text) if inline else None
    return (
        found is not None
        and found.lastgroup == "inline_insert"
        and any(map(str.isalnum, text[found.end() :]))
    )


def _heads_page(part: Segment, body: list[int], owners: frozenset[str]) -> bool:
    """Does a line of these sites that stands inside cables head this page: above the cable's first line?"""
    for place, index in enumerate(body[:_OPENING]):
        if site.HEADER_LINE.match(part.text(index)):
            return False
        if part.page.printed_by(index) & owners:
            return any(site.HEADER_LINE.match(part.text(at)) for at in body[place + 1 : place + _OPENING])
    return False


def _stand_together(part: Segment, body: list[int], owners: frozenset[str]) -> bool:
    """Do two different adverts of these sites stand one below the other, one of them a long sentence?"""
    hits = part.page.hits
    for one, two in pairwise(body):
        heads = {hits[at].head for at in (one, two) if part.page.printed_by(at) & owners}
        if len(heads) > 1 and any(len(head.split()) > _LONG_SENTENCE for head in heads):
            return True
    return False


def of_print(part: Segment) -> None:
    """The page's address that a browser prints beside the number of each sheet (layout D4)."""
    hits = part.page.hits
    if "W1" not in part.sites:
        return
    body = [index for index in part.lines if part.top_end < index < part.bottom]
    sheets = {at for at in body if at in hits and hits[at].head in _SHEETS}
    for one, two in pairwise(body) if sheets else ():
        address = one if two in sheets else two
        if (one in sheets) != (two in sheets) and hits.get(address, _NONE).layout == "D4":
            part.page.put(address, "CC103", f"address of the page, {part.page.evidence(address)}", 0.95)


def _announced(part: Segment, body: list[int]) -> set[int]:
    """The adverts that a colon of the cable announces: directly below it, or where nothing else that it could
    announce stands below them, or where each line of the page stands apart; an advert of one line also where
    the site puts none but such into this text, and no list follows it."""
    text = part.text
    loose = not any(two == one + 1 for one, two in pairwise(body))
    announced: set[int] = set()
    runs = _runs_of_adverts(part, body)
    alone = all(above < 0 or _ends_in_colon(part, above) for above, *_ in runs)
    for above, run, index in runs:
        ends = index >= part.end and above >= 0 and _breaks_off(part, above)  # its colon is lost
        if ends or _is_in_announced_block(part, run):
            announced.update(run)
        elif above >= 0 and _ends_in_colon(part, above):
            direct = takewhile(lambda pair: pair[0] + 1 == pair[1], pairwise((above, *run)))
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
        if index < part.end and part.page.hits.get(index, _NONE).role.startswith("insert"):
            run.append(index)
            continue
        if run:
            found.append((above, run, index))
        run, above = [], index
    return found


def _is_in_announced_block(part: Segment, run: list[int]) -> bool:
    """Do these adverts stand among other lines in a block that a colon announces, or below a line that breaks
    off, of which a crawl has lost the end? The site parts its own from the text."""
    line, hits, beside = part.page.line, part.page.hits, (run[0] - 1, run[-1] + 1)
    near = [at for at in beside if part.start <= at < part.end and line[at]]
    if not any(at in hits or (foot.is_short(part.text(at)) and not _ends_in_colon(part, at)) for at in near):
        return False
    if foot.announcing(*part.filled, part.rank[run[0]], lambda at: part.lines[at] in hits) is not None:
        return True
    first = run[0]
    while first > part.start and line[first - 1]:
        first -= 1
    above = part.lines[part.rank[first] - 1] if part.rank[first] else first
    return _breaks_off(part, above)


def _breaks_off(part: Segment, index: int) -> bool:
    """Does a line of running text stop in mid sentence?"""
    text = part.text(index).rstrip()
    return is_prose(text) and not text.endswith((*SENTENCE_END, ":"))


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


def printed_twice(part: Segment) -> None:
    """The header that the site prints above the body and again within it (layout D2)."""
    page = part.page
    if not any(pattern.layout == "D2" and index <= part.top_end for index, pattern in page.hits.items()):
        return
    region: list[int] = []
    prose = 0
    for index in part.lines:
        if index > part.top_end:
            text = part.text(index)
            prose = prose + 1 if is_prose(text) else 0
            ends = site.NUMBERED.match(text) or site.LATER_SECTION.search(text) or prose > _RUNNING
            if ends or len(region) > 400:
                break
            region.append(index)
    seen: dict[str, int] = {}
    keys = [" ".join(part.text(index).split()) for index in region]
    place = 0
    while place < len(keys):
        first = seen.get(keys[place])
        run = 0
        if first is not None:
            while place + run < len(keys) and first + run < place and keys[first + run] == keys[place + run]:
                run += 1
        if run > 1 and any(site.HEADER_LINE.match(key) for key in keys[place : place + run]):
            for index in region[place : place + run]:
                page.put(index, "CC109", "header that the site prints twice", 0.93)
        for key in range(place, place + max(run, 1)):
            seen.setdefault(keys[key], key)
        place += max(run, 1)
