"""What opens a telegram: a line of its header, its page's heading, or the site's text above it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cableconv.grammar import header as header_grammar
from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.labelled import MRN_LINE
from cableconv.grammar.numbers import count
from cableconv.model import Kind, Spans

_LINE = Kind.LINE  # looked up once, not every span
_OPENING_KINDS = frozenset({Kind.TITLE, Kind.BOILERPLATE, Kind.PAGE_LINE})
_TOP_RULES = frozenset({"CC101", "CC105", "CC106"})  # text of the site above a cable
_AHEAD = 14  # lines in which a header says FM, E.O., TAGS or SUBJECT
_TRANSMITTED = 30  # columns of a transmission identifier, fewer
_ADDRESSED = 90  # lines of a header between its time and its classification
_RELAYED = 4  # lines below it in which the station stands
_PROSE = lazy(r"(?<![A-Z])(?!Z[A-Z]{2}\d?\b)[A-Za-z]{2}")  # behind the DE line, no operating signal
PAGE_ONE = lazy(r"\s*(?:[A-Z ]{1,30}\s)?PAGE\s+0?1\s")
_CUT_TIME = lazy(r"(?:[ZOPR] ){1,2}\d{6}Z\s*")  # month and year on the next line
_MESSAGE_HEADER = lazy(r"\s*(?:E\.?\s?O\.?\s?1|TAGS\s?:|SUBJECT\s?:|SUBJ\s?:)")


class Opening(NamedTuple):
    """A line that opens a telegram: its serial and its moment where it says them; sure when no
    header has two such lines, of_site when it is the site's text above a cable."""

    serial: int | None = None
    moment: str = ""
    sure: bool = False
    of_site: bool = False


def openings(spans: Spans) -> dict[int, Opening]:
    """What opens a telegram, by its place in the spans."""
    opening_of = grammar.OPENING
    may_open = [
        at
        for at, span in enumerate(spans)
        if (opening_of[span.text[:2]] if span.kind is _LINE else span.kind in _OPENING_KINDS)
    ]
    return {at: opening for at in may_open if (opening := _opening(spans, at))}


def _opening(spans: Spans, at: int) -> Opening | None:
    kind, text, _, reason, _ = spans[at]
    if kind is _LINE:
        return _opening_line(spans, at, text.lstrip())
    if kind is Kind.TITLE:
        return Opening(of_site=True)
    if kind is Kind.BOILERPLATE:
        return Opening(of_site=True) if reason is not None and reason.rule in _TOP_RULES else None
    if kind is Kind.PAGE_LINE:
        heading = grammar.PAGE_HEADING.fullmatch(text) if PAGE_ONE.match(text) else None
        return Opening(int(heading["serial"])) if heading and heading["serial"] else None
    return None


def _opening_line(spans: Spans, at: int, text: str) -> Opening | None:
    if text.startswith(("VZCZ", "ZCZC")):
        if len(text.rstrip()) >= _TRANSMITTED:
            return None
        later = _later_section(spans, at)  # each section has its own transmission
        return Opening(sure=True) if later is None else Opening(later)
    if text.startswith("DE "):
        station = grammar.STATION_LINE.match(text)
        if station is None or int(station["section"] or 1) > 1 or _PROSE.search(text, station.end()):
            return None
        return Opening(int(station["serial"]))
    if text[:3].upper() == "MRN":
        number = MRN_LINE.fullmatch(text)
        dated = any("DTG" in line.upper() for line in lines_after(spans, at, 2))
        return Opening(int(number["serial"])) if number and dated else None
    if text[:1] in "ZOPR" and _CUT_TIME.fullmatch(text):
        text = f"{text.rstrip()} {next(lines_after(spans, at, 1), '').strip()}"
    moment = header_grammar.DTG.fullmatch(text.rstrip()) if text[:1] in "ZOPRY0123FIND(" else None
    if moment:
        opens = any(line.lstrip().startswith("FM ") for line in lines_after(spans, at, 3))
        serial = _later_header(spans, at) if opens else None  # each section repeats the header
        return Opening(serial, shown(moment)) if opens else None
    classified = grammar.CLASSIFIED_SERIAL.match(text) if text[:1] in "UCSTLF" else None
    if classified and any(_MESSAGE_HEADER.match(line) for line in lines_after(spans, at, _AHEAD)):
        return Opening(int(classified["serial"]))
    return None


def _later_section(spans: Spans, at: int) -> int | None:
    """The serial of the station, where a later section of its cable is transmitted below this line."""
    stations = (grammar.STATION_LINE.match(line.lstrip()) for line in lines_after(spans, at, _RELAYED))
    found = next((station for station in stations if station), None)
    return int(found["serial"]) if found and int(found["section"] or 1) > 1 else None


def _later_header(spans: Spans, at: int) -> int | None:
    """The serial of the cable whose later section's header this line is of."""
    for line in lines_after(spans, at, _ADDRESSED):
        if grammar.IDENTITY[line[:2]] and grammar.CLASSIFIED_SERIAL.match(line):
            section = grammar.SECTION_LINE.fullmatch(line.strip())
            later = section is not None and count(section["number"] or section["final_total"] or "1") > 1
            return int(section["serial"]) if section and later else None
    return None


def shown(moment: re.Match[str]) -> str:
    return f"{moment['day']}{moment['time']}{moment['month'].upper()}{(moment['year'] or '')[-2:]}"


def lines_after(spans: Spans, at: int, most: int) -> Iterator[str]:
    """The next lines that are not blank."""
    for kind, text, _, _, _ in spans[at + 1 : at + 1 + 2 * most]:
        if kind is not Kind.BLANK and kind is not Kind.PAGE_LINE:
            yield text
            most -= 1
            if not most:
                return
