"""Site text inside a cable: inserts between its lines, headers that the site repeats.

Law of this file: a phrase in quotation marks is the cable's, whoever printed it first.
"""

from __future__ import annotations

from itertools import pairwise

from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.announced import announced_adverts
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.phrases import pattern_of
from cableconv.boilerplate.running import is_named, is_of_sentence
from cableconv.boilerplate.shapes import is_prose
from cableconv.boilerplate.wrapped import is_wrapped_in, width_of
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_LONG_SENTENCE = 6  # words of one that nobody but its site prints
_HEADED = frozenset({"N1"})  # layouts whose line inside a cable is the heading of the text as a whole
_HEADER = 12  # lines of a page's first lines and of a list of offices, above a header
_OPENING = 6  # lines at the head of a page, in which a cable's header begins
_NONE = data.Pattern("", "", "", None)
_SHEETS = frozenset({"page # of #", "# of #"})
_OTHER_TEXT = lazy(  # a rule, a paragraph's number, a sentence more
    r"[-=_*]{5}|\b\d{1,2}\.\s*\([A-Z]|[.!?]['\"\u2019\u201d)]?(?:\s+\S+){4}"
)
_RUNNING = 5  # lines of running text in a row that no header has
_UNDERLINE = lazy(r"\s*[-=_*~]{3}[-=_*~ ]*\s*")


def inserts(part: Segment) -> None:
    page, hits = part.page, part.page.hits
    anchors = {index for index, hit in hits.items() if hit.role == "insert"}
    if not anchors:
        return
    body = [index for index in part.lines if part.top_end < index < part.bottom]
    announced = announced_adverts(part, body)
    begun, width = _first_text(part, body), width_of(part)
    shown: dict[frozenset[str], bool] = {}  # is the page of one of these sites?
    for place, index in enumerate(body):
        if index not in anchors:
            continue
        owners = page.printed_by(index)
        if owners not in shown:
            together = page.cut != "safe" and _stand_together(part, body, owners)
            shown[owners] = together or part.is_of(owners) or _heads_page(part, body, owners)
        own = shown[owners] and (hits[index].layout not in _HEADED or _begins_text(part, body, place, begun))
        if not own or index in announced or _is_underlined(part, index):
            page.doubtful.add(index)
            continue
        if _goes_on(part, index):
            continue  # the phrase alone is cut, not what a host has joined to it
        if is_of_sentence(part, index) or is_named(part, index) or is_wrapped_in(part, index, width):
            page.doubtful.add(index)
            continue
        page.put(index, "CC103", f"site text inside the cable, {page.evidence(index)}", 0.97)
        _beside(part, body, place, announced)


def _beside(part: Segment, body: list[int], place: int, announced: set[int]) -> None:
    """Mark the weak lines next to an advert that goes, as far as no heading of the cable stands there."""
    page = part.page
    for step in (-1, 1):
        near = place + step
        while 0 <= near < len(body) and page.is_advert(body[near]) and body[near] not in announced:
            index = body[near]
            if page.hits[index].role == "insert":
                break
            if _is_underlined(part, index):
                page.doubtful.add(index)
                break
            page.put(index, "CC103", f"site text beside other site text, {page.evidence(index)}", 0.9)
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


def _begins_text(part: Segment, body: list[int], place: int, begun: int) -> bool:
    """May a telegram begin below this line: no text of one above it, or a header below it? begun: the place
    of the page's first line of text."""
    if place < begun:
        return True
    for at in body[place + 1 : place + _HEADER]:
        text = part.text(at)
        if at in part.page.stamps:
            continue
        if site.NUMBERED.match(text) or is_prose(text):
            return False
        if site.HEADER_LINE.match(text):
            return True
    return False


def _first_text(part: Segment, body: list[int]) -> int:
    """The place of the first line that is text of a telegram, none of its header nor of the one heading."""
    headed = False
    for place, at in enumerate(body):
        text = part.text(at)
        if at in part.page.stamps:
            continue
        if site.NUMBERED.match(text) or is_prose(text):
            return place
        if part.page.hits.get(at, _NONE).layout in _HEADED:
            if headed:
                return place
            headed = True
    return len(body)


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
        sure = (site.HEADER_LINE, site.SOFT_HEADER_LINE) if run > 1 else (site.SOFT_HEADER_LINE,)
        if any(form.match(key) for key in keys[place : place + run] for form in sure):
            for index in region[place : place + run]:
                page.put(index, "CC109", "header that the site prints twice", 0.93)
        for key in range(place, place + max(run, 1)):
            seen.setdefault(keys[key], key)
        place += max(run, 1)
