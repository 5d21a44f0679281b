"""The site's text above a cable: where it ends, and what in it is evidence.

Law of this file: without a strong line or the site's own table nothing above a cable is cut.
"""

from __future__ import annotations

from cableconv.boilerplate import host as boilerplate_host
from cableconv.boilerplate.layouts import Pattern
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import is_footnote, is_prose
from cableconv.grammar import site
from cableconv.model import Kind, Reason

_TABLED = frozenset("WD")  # first letters of layouts that print a table above the cable
_ABOVE = frozenset({"title", "gate", "top", "page"})


def _first_header(part: Segment) -> int:
    """The first line that begins the cable, unclaimed and of a cable's shape; where none does, the first long
    one that holds a header or numbered paragraphs."""
    hits = part.page.hits
    for place, index in enumerate(part.lines):
        if index in hits:
            continue
        text = part.text(index)
        if not site.OPENING[text[:2]] or index in part.page.headlines:
            continue
        if site.HEADER_LINE.match(text):
            return index
        if site.NUMBERED.match(text) and not is_footnote(text):
            return index
        soft = site.SOFT_HEADER_LINE.match(text) and not _host_label(part, place, text)
        if soft and not _is_headline(part, place):
            return index
    inside = (index for index in part.lines if index not in hits and part.page.holds_cable(index))
    return next(inside, part.end)


def _below_headline(part: Segment) -> int:
    """The first line below the headline of an edition's document: all that it prints there is text."""
    hits = part.page.hits
    heads = (at for at in part.lines if at in hits and hits[at].layout == "F1" and hits[at].role == "title")
    return next((part.page.after[at] for at in heads), part.end)


def _host_label(part: Segment, place: int, text: str) -> bool:
    """A "Tags:" line in the site's case, close below a line of the site's table."""
    if text.lstrip()[:5].isupper():
        return _in_table(part, place)
    near = part.lines[max(0, place - 6) : place]
    return any(index in part.page.hits and part.page.hits[index].layout[0] in _TABLED for index in near)


def _is_headline(part: Segment, place: int) -> bool:
    """Is a line that begins as a header's one the headline of a library page, "REF: YOUR QUESTION": day and
    number of the cable stand right below?"""
    below = [part.text(index).strip() for index in part.lines[place + 1 : place + 3]]
    forms = (site.TIMESTAMP, site.REFERENCE_ID)
    return len(below) == len(forms) and all(
        form.fullmatch(text) for form, text in zip(forms, below, strict=True)
    )


def _in_table(part: Segment, place: int) -> bool:
    """Do labels of a library page stand directly above and below?"""
    beside = [part.page.hits.get(index) for index in part.lines[max(0, place - 1) : place + 2]]
    return sum(hit is not None and hit.layout == "D1" for hit in beside) == 2


def mark(part: Segment) -> None:
    page, hits = part.page, part.page.hits
    first = _first_header(part)
    last = _gate_end(part, first)
    first = min(_prose(part, first, last), _below_headline(part))
    above = [index for index in part.lines if index < first and index in hits]
    strong = [index for index in above if hits[index].role in _ABOVE]
    glued = glued_lines(part, first)
    if len(glued) > 1:
        last = max(last, glued[-1])
    if not strong and last < part.start:
        return
    if strong:
        last = max(last, strong[-1])
    for index in part.lines:  # weak lines and values that follow at once
        if last < index < first and not _edition(part, last):
            value = boilerplate_host.is_host_value(part, index)
            menu = page.cut != "safe" and site.MENU.fullmatch(part.text(index))
            if not (index in hits or value or menu or boilerplate_host.is_dated(part, index, first)):
                break
            last = index
    part.top_end = last
    part.sites = _sites(part, last, bool(glued))
    _mark_top(part, last, set(glued), begun=first < part.end)


def _sites(part: Segment, last: int, glued: bool) -> frozenset[str]:
    """The sites whose strong lines or labels stand above the cable."""
    hits = part.page.hits
    shown = [index for index in part.lines if index <= last and index in hits]
    found = {
        owner
        for index in shown
        if hits[index].role in _ABOVE or hits[index].field
        for owner in part.page.printed_by(index)
    }
    return frozenset(found | ({"D3"} if glued else set()))


def _edition(part: Segment, index: int) -> bool:
    """A line of N1 or F1, under which the document itself stands at once."""
    hit = part.page.hits.get(index)
    return hit is not None and hit.layout in ("N1", "F1")


def _prose(part: Segment, first: int, gate: int) -> int:
    """The unknown line of running text at which a top ends: the first below the site's table, which
    ends at gate; where there is no table, the first of two."""
    before = -1
    for index in part.lines:
        if index >= first:
            break
        if index <= gate:
            continue
        if index not in part.page.hits and is_prose(part.text(index)):
            if before >= 0 or gate >= part.start:
                return before if before >= 0 else index
            before = index
        else:
            before = -1
    return first


def _gate_end(part: Segment, first: int) -> int:
    """The last line of the site's table of reference, created, classification, origin."""
    page = part.page
    gates = [
        index
        for index in part.lines
        if index in page.hits and page.hits[index].role in ("gate", "field") and index < first
    ]
    if not gates:
        return part.start - 1
    last = gates[-1]
    for index in part.lines:
        if index <= last:
            continue
        if index >= first or not boilerplate_host.is_host_value(part, index):
            break
        last = index
    return last


def glued_lines(part: Segment, first: int) -> list[int]:
    found = []
    for index in part.lines:
        if index >= first:
            break
        label = site.GLUED_LABEL.fullmatch(part.text(index).rstrip())
        if label:
            found.append(index)
    return found if len(found) > 1 else []


def _mark_top(part: Segment, last: int, glued: set[int], *, begun: bool) -> None:
    """begun: it is known where the cable begins, so that what nobody knows above it is the site's."""
    page = part.page
    title = boilerplate_host.title(part, last)
    enclosed = _enclosed(part, last)
    for index in part.lines:
        if index > last:
            break
        if index in page.marks:
            continue
        hit = page.hits.get(index)
        if title and index == title[0]:
            page.marks[index] = (Kind.TITLE, title[1], Reason("CC104", title[2], 0.97))
        elif hit:
            page.put(index, "CC101", f"site text above the cable, {page.evidence(index)}", 0.97)
        elif index in glued or boilerplate_host.is_host_value(part, index):
            page.put(index, "CC105", "value of the site's table above the cable", 0.95)
        elif not begun:
            continue
        elif page.cut != "safe" or site.MENU.fullmatch(part.text(index)) or index in enclosed:
            page.put(index, "CC106", "line between site texts above the cable", 0.85)
    boilerplate_host.read_metadata(part, last, glued, title)


def _enclosed(part: Segment, last: int) -> range:
    """Lines that can only be the site's, known or not: between two of its lines of weight or its labels,
    above a cable that begins with a line of its header."""
    hits, below = part.page.hits, part.page.after[last] if last >= part.start else part.end
    shown = [at for at in part.lines if at <= last and _shows(hits.get(at))]
    if not shown or below >= part.end or not site.HEADER_LINE.match(part.text(below)):
        return range(0)
    return range(shown[0], shown[-1])


def _shows(hit: Pattern | None) -> bool:
    return hit is not None and (hit.role in _ABOVE or bool(hit.field))
