"""What does not agree in a header: day, serial, security, order, precedence, portions.

Law of this file: a finding names both sides and their lines; it corrects nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from cableconv.fields.classification import NORMAL, level
from cableconv.findings import agreement, repeated, unread
from cableconv.header.elements import Found, elements
from cableconv.header.markers import page_markers
from cableconv.lexicon import tables
from cableconv.model import Finding, Kind, Spans
from cableconv.model_header import Field, Header

_LETTERS = {"U": 0, "E": 0, "C": 2, "S": 3, "T": 4}
_RANK = {"R": 0, "P": 1, "O": 2, "Z": 3, "Y": 3}
_WORD_RANK = {"ROUTINE": 0, "PRIORITY": 1, "IMMEDIATE": 2, "NIACT IMMEDIATE": 2, "FLASH": 3, "EMERGENCY": 3}
_DUPLICATES = {
    "ZFD": "suspected duplicate",
    "ZDK": "repetition",
    "ZEL": "correction",
    "ZFR": "cancelled copy",
}


def findings(spans: Spans, header: Header, found: Found | None = None) -> tuple[Finding, ...]:
    """Every disagreement within the header and between header, page markers and portions.

    found: the elements of the spans, where they were read before.
    """
    if found is None:
        found = elements(spans)
    return tuple(
        sorted(
            (
                *_time(header),
                *_serial(found, header),
                *_section(header),
                *_security(header),
                *_order(header),
                *_precedence(header),
                *_portions(spans, header),
                *_signals(header),
                *unread.findings(found, header),
                *repeated.findings(spans, header),
                *agreement.findings(header, page_markers(found)),
            ),
            key=lambda finding: (finding.lines[:1], finding.code),
        )
    )


def _both(*fields: Field[Any]) -> tuple[int, ...]:
    return tuple(sorted({line for field in fields for line in field.lines}))


def _moment(header: Header) -> date | None:
    return date.fromisoformat(header.date_time_group.value[:10]) if header.date_time_group.value else None


def _time(header: Header) -> Iterator[Finding]:
    day = _moment(header)
    if day is None or not header.date_time_group.value:
        return
    places = (*header.julian_day.lines, *header.date_time_group.lines)
    if header.julian_day.value is not None and header.julian_day.value != day.timetuple().tm_yday:
        yield Finding(
            "CC401",
            "warning",
            places,
            f"the DE line gives day {header.julian_day.value} of the year, "
            f"the date-time group day {day.timetuple().tm_yday}",
        )
    hour = header.date_time_group.value[11:13] + header.date_time_group.value[14:16]
    if hour and header.filing_time.value and header.filing_time.value != hour:
        yield Finding(
            "CC402",
            "info",
            places,
            f"the DE line gives {header.filing_time.value} as filing time, the date-time group {hour}",
        )


def _serial(found: Found, header: Header) -> Iterator[Finding]:
    station, serial = header.station_serial.value, header.serial.value
    if station and serial and int(station) % 10_000 != int(serial) % 10_000:
        yield Finding(
            "CC403",
            "warning",
            _both(header.station_serial, header.serial),
            f"the DE line has serial {station}, the cable {serial}",
        )
    if serial:
        yield from _serials_of_pages(found, serial, header.serial.lines[:1])
    for trailer in found.get(Kind.TRAILER, ()):
        printed = re.search(r"#\s?(\d{4})(?!\d)", trailer.text)
        known = station or (serial or "")[-4:]
        if printed and known and int(printed[1]) != int(known) % 10_000:
            yield Finding(
                "CC403",
                "warning",
                trailer.lines,
                f"the end of transmission has #{printed[1]}, the header {known}",
            )


def _serials_of_pages(found: Found, serial: str, stated: tuple[int, ...]) -> Iterator[Finding]:
    """Each other serial that page markers have, once, with its lines below those of the cable's own."""
    others: dict[str, list[int]] = {}
    for _, other, _, line in page_markers(found):
        if other and int(other) != int(serial):
            others.setdefault(other, []).append(line)
    for other, places in others.items():
        yield Finding(
            "CC403",
            "warning",
            (*stated, *places),
            f"a page marker has serial {other}, the cable {serial}",
        )


def _section(header: Header) -> Iterator[Finding]:
    section, pages = header.section.value, header.pages.value
    if section and section.total and section.number > section.total:
        yield Finding(
            "CC404", "warning", header.section.lines, f"section {section.number} of {section.total}"
        )
    if section and section.total and pages and section.total > pages:
        yield Finding(
            "CC404",
            "info",
            _both(header.section, header.pages),
            f"{section.total} sections, but {pages} pages",
        )


def _security(header: Header) -> Iterator[Finding]:
    security, classification = header.security.value, header.classification.value
    if security is None or classification not in NORMAL or not header.classification.lines:
        return
    rank = NORMAL.index(classification)
    letters = _LETTERS.get(security.letters[0])
    if letters is not None and (letters if letters != 1 else 0) != (0 if rank == 1 else rank):
        yield Finding(
            "CC405",
            "error",
            _both(header.security, header.classification),
            f"the security line {security.prosign} {security.letters} does not agree with {classification}",
        )
    if security.prosign == "ZNR" and rank > 1:
        yield Finding(
            "CC405",
            "error",
            _both(header.security, header.classification),
            f"ZNR allows sending in clear, but the cable is {classification}",
        )


def _order(header: Header) -> Iterator[Finding]:
    order, day = header.executive_order.value, _moment(header)
    if order is None:
        return
    known = tables.executive_orders().get(order.number)
    if known is None:
        yield Finding(
            "CC407",
            "warning",
            header.executive_order.lines,
            f"there is no executive order {order.number} on classification",
        )
    elif day is not None and not known[0] <= day.isoformat() < (known[1] or "9999"):
        yield Finding(
            "CC407",
            "info",
            _both(header.executive_order, header.date_time_group),
            f"E.O. {order.number} was in force from {known[0]}{' to ' + known[1] if known[1] else ''}, "
            f"the cable is of {day}",
        )
    classification = header.classification.value
    if classification in ("CONFIDENTIAL", "SECRET", "TOP SECRET") and not order.applies:
        yield Finding(
            "CC408",
            "info",
            _both(header.executive_order, header.classification),
            f"E.O. {order.number}: N/A in a cable that is {classification}",
        )
    if day is not None and order.declassify_on and order.declassify_on <= day.isoformat():
        yield Finding(
            "CC408",
            "info",
            _both(header.executive_order, header.date_time_group),
            f"declassification on {order.declassify_on}, not after the cable's date {day}",
        )


def _precedence(header: Header) -> Iterator[Finding]:
    relay, precedence = header.relay.value, header.precedence.value
    if not relay or not precedence or relay[0][0] not in _RANK:
        return
    highest = max(_WORD_RANK.get(precedence.action, -1), _WORD_RANK.get(precedence.info, -1))
    if highest >= 0 and _RANK[relay[0][0]] != highest:
        yield Finding(
            "CC409",
            "info",
            _both(header.relay, header.precedence),
            f"the relay line has {relay[0]}, the date-time group {precedence.action}",
        )


def _portions(spans: Spans, header: Header) -> Iterator[Finding]:
    banner = header.classification.value
    if banner not in NORMAL or header.classification.basis:
        return
    rank = NORMAL.index(banner)
    subject = header.subject_portion
    if subject.value and level(subject.value) > rank:
        yield Finding(
            "CC406",
            "error",
            subject.lines,
            f"portion marking ({subject.value}) of the subject in a cable that is {banner}",
        )
    portion = Kind.PORTION
    printed = {span.value for span in spans if span.kind is portion}
    higher = {value for value in printed if level(value) > rank}
    if not higher:
        return
    above: dict[str, list[int]] = {}
    number = 1
    for kind, text, value, _, _ in spans:
        if kind is portion and value in higher:
            above.setdefault(value, []).append(number)
        if text[-1] in "\r\n":
            number += 1
    for value, places in above.items():
        yield Finding(
            "CC406", "error", tuple(places), f"portion marking ({value}) in a cable that is {banner}"
        )


def _signals(header: Header) -> Iterator[Finding]:
    for signal in dict.fromkeys(header.operating_signals.value or ()):
        meaning = _DUPLICATES.get(signal[:3])
        if meaning:
            yield Finding(
                "CC410",
                "info",
                header.operating_signals.lines,
                f"{signal} marks a {meaning}: the text may exist twice",
            )
