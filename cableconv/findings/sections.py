"""Which sections of the telegram are not here, stand twice or are another telegram's.

Law of this file: it reports, it changes nothing. That an archive keeps the header of the first section alone,
and the text of all, is the rule and no finding; nor is a line of a section that is not here where the markers
of all pages are.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.findings.pages import begins_section, counted_page
from cableconv.grammar.pages import STATION_LINE
from cableconv.model import Finding, Kind, Spans, kind_of
from cableconv.model_header import Header, Status
from cableconv.pages.section_lines import section_line
from cableconv.text.page_counts import section_counted

_PAGE_LINE, _REPEAT, _STATION, _TEXT = Kind.PAGE_LINE, Kind.REPEAT, Kind.STATION, Kind.TEXT
_COUNTING = frozenset({_PAGE_LINE, _REPEAT, _STATION})
_DE, _LINE, _HEADING = range(3)  # a DE line, a classification line, the heading of a page


class _Told(NamedTuple):
    """A line that says in which section it stands."""

    at: int  # the place of its span
    line: int
    sort: int
    number: int
    total: int  # 0 where it does not say


def findings(spans: Spans, lines: Sequence[int], header: Header, end: int) -> Iterator[Finding]:
    """Findings of the sequence of sections. lines: that of each span. end: the line with which another cable
    of the file begins, 0 where none does."""
    told = _told(spans, lines, header)
    if not told:
        return
    told = [each for each in told if not end or each.line < end]
    yield from _without_section(told, header)
    answered = [(one, two) for one, two in pairwise(told) if _is_answered(spans, one, two)]
    for station, line in answered:
        if station.number != line.number:
            yield Finding(
                "CC404", "warning", (station.line, line.line),
                f"the DE line names section {station.number}, the classification line below it section "
                f"{line.number}",
            )  # fmt: skip
    stations = {station for station, _ in answered}
    sections = [each for each in told if each not in stations]
    whole = _has_all_pages(spans, header)
    for before, after in pairwise(sections):
        yield from _next(spans, before, after, whole=whole)
    if sections and not whole:
        yield from _last(sections)


def _told(spans: Spans, lines: Sequence[int], header: Header) -> list[_Told]:
    """What the lines say of their sections, in the order of the text."""
    told: list[_Told] = []
    for at in [at for at, kind in enumerate(map(kind_of, spans)) if kind in _COUNTING]:
        kind, text = spans[at].kind, spans[at].text
        station = STATION_LINE.match(text) if kind is not _PAGE_LINE and "DE " in text else None
        if station and int(station["section"] or 0):
            told.append(_Told(at, lines[at], _DE, int(station["section"]), 0))
        elif kind is not _STATION and begins_section(spans[at]) and (said := section_line(text)).number:
            told.append(_Told(at, lines[at], _LINE, said.number, said.total))
        elif kind is _PAGE_LINE and (counted := section_counted(text)):
            told.append(_Told(at, lines[at], _HEADING, *counted))
    stated = header.section
    if stated.value is not None and stated.value.total:
        line = stated.lines[-1]
        at = bisect_left(lines, line)
        told.append(_Told(at, line, _LINE, stated.value.number, stated.value.total))
    return sorted(told)


def _text_between(spans: Spans, one: _Told, other: _Told) -> bool:
    return _TEXT in map(kind_of, spans[one.at : other.at])


def _is_answered(spans: Spans, one: _Told, other: _Told) -> bool:
    """Are these the DE line and the classification line of one section?"""
    return one.sort == _DE and other.sort == _LINE and not _text_between(spans, one, other)


def _without_section(told: Sequence[_Told], header: Header) -> Iterator[Finding]:
    """The DE line names a section, the classification line, which was read whole, none."""
    section, classification = header.section, header.classification
    if section.value is None or section.value.total or classification.status is not Status.STATED:
        return
    if not set(header.serial.lines).isdisjoint(classification.lines):
        yield Finding(
            "CC404", "info", (*section.lines, *classification.lines),
            f"the DE line names section {section.value.number}, the classification line none",
        )  # fmt: skip


def _next(spans: Spans, before: _Told, after: _Told, *, whole: bool) -> Iterator[Finding]:
    """What is out of order between a line that tells of a section and the next. whole: no page is lost."""
    places = (before.line, after.line)
    if before.total and after.total and before.total != after.total:
        yield Finding(
            "CC258", "warning", places,
            f"section {before.number} is one of {before.total}, section {after.number} one of {after.total}",
        )  # fmt: skip
    if before.number == after.number:
        if before.sort == after.sort != _HEADING and _text_between(spans, before, after):
            yield Finding(
                "CC256", "warning", places,
                f"section {after.number} begins twice, with text between: it may be doubled",
            )  # fmt: skip
    elif after.number != before.number + 1 and not (whole and after.number > before.number):
        yield Finding(
            "CC256", "warning", places,
            f"section {after.number} follows section {before.number}: text or lines of sections may be lost "
            "between them",
        )  # fmt: skip


def _last(sections: Sequence[_Told]) -> Iterator[Finding]:
    """The last section is not here, in a copy that keeps the lines of later sections, or a heading on each
    page."""
    last = sections[-1]
    total = max(each.total for each in sections)
    kept = last.sort == _HEADING or any(each.number != last.number for each in sections)
    if kept and last.number < total:
        yield Finding(
            "CC257", "warning", (last.line,),
            f"the last section is {last.number} of {total}: the end may be lost",
        )  # fmt: skip


def _has_all_pages(spans: Spans, header: Header) -> bool:
    """Do the markers count every page up to the last?"""
    total = header.pages.value or 0
    return total > 1 and {counted_page(span) for span in spans}.issuperset(range(2, total + 1))
