"""What else must agree in a header: sections, posts, addressees' precedence, reasons and dates.

Law of this file: a finding names both sides and their lines; it corrects nothing. Sources:
5 FAH-2 H-320 (format lines), E.O. 12958 sections 1.5 and 1.6, E.O. 13292 (reasons renumbered).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from cableconv.grammar.captions import SERIES_WORD
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.lexicon.classification_post import named_by
from cableconv.model import Finding
from cableconv.model_header import Addressee, Field, Header, Status

_RANK = {"ROUTINE": 0, "PRIORITY": 1, "IMMEDIATE": 2, "NIACT IMMEDIATE": 2, "FLASH": 3, "EMERGENCY": 4}
_RENUMBERED = "2003-09-22"  # ISOO's directive for E.O. 13292: reasons of section 1.5 became 1.4
_GRACE = "2004-06-30"  # drafters went on with the old number for some months
_STUMP = 4  # letters with which two spellings of a name begin
_WORD = 4  # letters of a word that tells a post
_YEARS = 25  # E.O. 12958 section 1.6: the longest ordinary term
_SERIES = lazy(SERIES_WORD, re.VERBOSE)
_KIND_OF_POST = lazy(r"^(?:AMEMBASSY|AMEMBASY|AMCONSUL|AMCONGEN|USMISSION|USDEL|USINT|USLO) ")


def findings(header: Header, markers: list[tuple[str, str, int, int]]) -> Iterator[Finding]:
    """Disagreements. markers: post, serial, total and line of each page marker."""
    yield from _sections(header)
    yield from _posts(header, markers)
    yield from _addressees(header)
    yield from _reasons(header)
    yield from _declassification(header)
    yield from _totals(markers)


def _lines(*fields: Field[Any]) -> tuple[int, ...]:
    return tuple(sorted({line for field in fields for line in field.lines}))


def _sections(header: Header) -> Iterator[Finding]:
    """A telegram of several sections has the section's number in its DE line."""
    section = header.section
    if section.value is None or not section.value.total or header.station_serial.status is not Status.STATED:
        return
    if section.value.total > 1 and set(section.lines).isdisjoint(header.station_serial.lines):
        yield Finding(
            "CC412",
            "info",
            _lines(section, header.station_serial),
            f"the classification line says section {section.value.number} of {section.value.total}, "
            "the DE line names no section",
        )


def _bare(post: str) -> str:
    return re.sub("[^A-Z]", "", post.upper())


def _posts(header: Header, markers: list[tuple[str, str, int, int]]) -> Iterator[Finding]:
    """FM line, classification line, routing indicator and page markers name one post."""
    post = header.post
    if post.value is None:
        return
    own = _bare(post.value)
    origin = header.originator
    named = _KIND_OF_POST.sub("", origin.value.name) if origin.value is not None else ""
    normal = tables.posts()
    both = named in normal and post.value in normal
    series = _SERIES.fullmatch(post.value) is not None  # "FM USDEL SECRETARY", "SECTO 8022"
    if named and not series and (normal[named] != normal[post.value] if both else _apart(origin, post.value)):
        yield Finding(
            "CC413", "warning", _lines(origin, post), f"the FM line names {named}, the cable {post.value}"
        )
    indicator = header.routing_indicator
    known = tables.routing_indicators().get(indicator.value or "")
    if known and known in normal and post.value in normal and normal[known] != normal[post.value]:
        yield Finding(
            "CC413",
            "warning",
            _lines(indicator, post),
            f"the routing indicator {indicator.value} is that of {known}, the cable is of {post.value}",
        )
    others: dict[str, list[int]] = {}
    for name, _, _, line in markers:
        stump = _bare(name)
        if not (own.startswith(stump) or stump.startswith(own)) and normal.get(name) != post.value:
            others.setdefault(name, []).append(line)
    for name, places in others.items():
        yield Finding(
            "CC413",
            "warning",
            (*post.lines, *places),
            f"page markers name {name}, the cable is of {post.value}",
        )


def _apart(origin: Field[Addressee], post: str) -> bool:
    """Does a post's FM line name one whose name has no word in common with this one?"""
    name = origin.value.name if origin.value is not None else ""
    if not _KIND_OF_POST.match(name) or post in named_by(f"FM {name}"):
        return False
    named, own = _bare(_KIND_OF_POST.sub("", name)), _bare(post)
    if named[:_STUMP] == own[:_STUMP]:
        return False
    words = {word for word in re.split("[^A-Z]+", f"{name} {post}") if len(word) >= _WORD}
    return not any(word in named and word in own for word in words)


def _addressees(header: Header) -> Iterator[Finding]:
    """No addressee has a precedence above the telegram's own."""
    precedence = header.precedence.value
    if precedence is None or precedence.action not in _RANK or header.precedence.basis:
        return
    for field in (header.action_addressees, header.info_addressees):
        listed: tuple[Addressee, ...] = field.value or ()
        above = [one for one in listed if _RANK.get(one.precedence, 0) > _RANK[precedence.action]]
        if above:
            yield Finding(
                "CC414",
                "info",
                _lines(header.precedence, field),
                f"{above[0].name} is addressed {above[0].precedence}, the telegram is {precedence.action}",
            )


def _reasons(header: Header) -> Iterator[Finding]:
    """Reasons are those of section 1.5 before, of section 1.4 after September 2003."""
    authority, moment = header.classified_by.value, header.date_time_group.value
    if authority is None or moment is None:
        return
    day = moment[:10]
    early = day < _RENUMBERED and any(reason.startswith("1.4") for reason in authority.reasons)
    late = day > _GRACE and any(reason.startswith("1.5") for reason in authority.reasons)
    if early or late:
        yield Finding(
            "CC415",
            "info",
            _lines(header.classified_by, header.date_time_group),
            f"reasons {', '.join(authority.reasons)} in a cable of {day}: they were numbered 1.5 until "
            "September 2003, and 1.4 since",
        )


def _declassification(header: Header) -> Iterator[Finding]:
    order, moment = header.executive_order.value, header.date_time_group.value
    if order is None or not order.declassify_on:
        return
    if header.classification.value == "UNCLASSIFIED" and header.classification.lines:
        yield Finding(
            "CC408",
            "info",
            _lines(header.executive_order, header.classification),
            f"declassification on {order.declassify_on} of a cable that is UNCLASSIFIED",
        )
    if moment and order.declassify_on > f"{int(moment[:4]) + _YEARS:04d}{moment[4:10]}":
        yield Finding(
            "CC408",
            "info",
            _lines(header.executive_order, header.date_time_group),
            f"declassification on {order.declassify_on}, more than {_YEARS} years after {moment[:10]}",
        )


def _totals(markers: list[tuple[str, str, int, int]]) -> Iterator[Finding]:
    stated = [(total, line) for _, _, total, line in markers if total]
    for (total, line), (following, at) in itertools.pairwise(stated):
        if following != total:
            yield Finding(
                "CC253", "warning", (line, at), f"page markers count {total} pages, then {following}"
            )
