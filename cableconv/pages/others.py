"""Lines of the shape of a page marker, or of a section's first line, that are of another cable.

The text names it, or a list of cables.

Law of this file: a marker is this cable's where post and serial agree; where one of them does, its page
must fit in with the cable's own markers; where neither does, the line is text. What no header states
disagrees with nothing.
"""

from bisect import bisect_left
from typing import NamedTuple

from cableconv.grammar import pages as grammar
from cableconv.model import Kind, Span, Spans
from cableconv.pages.identity import Identity, bare
from cableconv.pages.markers import heading_of, is_whole
from cableconv.pages.section_lines import SectionLine, section_line

_LONGEST = 200  # columns of a line that a marker fills
_FRONT = 6  # lines of a header above its date-time group


class _Marker(NamedTuple):
    at: int
    post: str
    serial: str
    page: int
    total: int  # 0 of a page heading, which has none
    serial_agrees: bool
    post_agrees: bool


def of_others(spans: Spans, telling: set[int], identity: Identity) -> frozenset[int]:
    """The places of whole lines that have the shape of a page marker and are not this cable's."""
    if not identity.serials:
        return frozenset()
    markers = [found for at in sorted(telling) if (found := _marker(spans, at, identity))]
    own = [found for found in markers if found.serial_agrees and found.post_agrees]
    if len(own) == len(markers):
        return frozenset()
    body = _body_begins(spans)
    above = {(found.post, found.serial) for found in markers if found.at < body}
    counted = [found for found in own if found.total]
    said = _said(spans)
    others: set[int] = set()
    for found in markers:
        half = found.serial_agrees or found.post_agrees
        if not found.total:
            same = half or (found.post, found.serial) in above
        elif counted:
            same = half and _fits(found, counted)
        else:
            same = half and not _is_listed(spans, found.at)
        if not same and said[bisect_left(said, (found.at, False)) - 1][1]:
            others.add(found.at)
    return frozenset(others) - {found.at for found in own}


def sections_of_this(spans: list[Span], lines: list[int], identity: Identity) -> list[int]:
    """The places of the classification lines of later sections that are of this cable, of those given."""
    own: list[int] = []
    begun = SectionLine(1)
    for at in lines:
        line = section_line(spans[at].text)
        serial = not identity.serials or identity.agrees(line.serial)
        post = identity.names(line.post)
        follows = line.number == begun.number + 1 and line.total == (begun.total or line.total)
        if (serial and post) or ((serial or post) and follows):
            own.append(at)
            begun = line
    return own


def _marker(spans: Spans, at: int, identity: Identity) -> _Marker | None:
    text = spans[at].text
    if len(text) > _LONGEST or not is_whole(spans, at):
        return None
    marker = grammar.PAGE_MARKER.fullmatch(text)
    total = int(marker["total"]) if marker else 0
    heading = marker or heading_of(text)
    parts = heading.groupdict() if heading else {}
    if not parts.get("serial") or not (total or "sections" in parts):
        return None  # a relay station's heading has its own number
    return _Marker(
        at, bare(parts["post"]), parts["serial"], int(parts.get("page") or 1), total,
        identity.agrees(parts["serial"]), identity.names(" ".join(parts["post"].upper().split())),
    )  # fmt: skip


def _fits(found: _Marker, own: list[_Marker]) -> bool:
    """Does the page come between those of the cable's own markers above and below, of as many?"""
    after = bisect_left(own, found)
    above, below = own[max(0, after - 1) : after], own[after : after + 1]
    beside = [each for each in (*above, *below) if each.total == found.total]
    return bool(beside) and all((each.page - found.page) * (each.at - found.at) > 0 for each in beside)


def _is_listed(spans: Spans, at: int) -> bool:
    """Does a line that announces a list stand above, or a further line of this shape beside it?"""
    above = at - 1
    while above > 0 and spans[above].kind is Kind.BLANK:
        above -= 1
    beside = [spans[place].text for place in (at - 1, at + 1) if 0 <= place < len(spans)]
    return spans[above].text.rstrip().endswith(":") or any(
        grammar.PAGE_MARKER.fullmatch(text[:_LONGEST]) for text in beside
    )


def _body_begins(spans: Spans) -> int:
    """Place of the first numbered paragraph; 0 where there is none."""
    for at, (kind, text, _, _, _) in enumerate(spans):
        if kind is Kind.LINE and grammar.FIRST_PARAGRAPH[text[:2]] and grammar.NUMBER_ONE.match(text):
            return at
    return 0


def _said(spans: Spans) -> list[tuple[int, bool]]:
    """From which place on a header says which cable it is, or a further one begins that does not."""
    said = [(-1, True)]
    station = -_FRONT
    for at, (kind, text, _, _, _) in enumerate(spans):
        if kind is not Kind.LINE or not grammar.OPENING[text[:2]]:
            continue
        if any(form.match(text) for form in grammar.IDENTITY[text[:2]]):
            said.append((at, True))
            station = at
        elif at - station > _FRONT and any(form.fullmatch(text) for form in grammar.OPENING[text[:2]]):
            said.append((at, False))
    return said
