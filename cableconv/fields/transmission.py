"""The fields of the transmission header: station, section, security line, date-time group, addressees."""

from __future__ import annotations

import re

from cableconv.fields.classification import Classified
from cableconv.grammar import header as lines
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import digits
from cableconv.header import airgram
from cableconv.header.elements import Element, Found, first, lines_of
from cableconv.header.readings import PRECEDENCES, addressee, addressees, date_time_group, unfolded
from cableconv.model import Kind
from cableconv.model_header import Addressee, Field, Precedence, Section, Security, Status

_STATED = Status.STATED
_PRECEDENCE = "precedence of the addressees"
_RANKED = ("FLASH", "NIACT IMMEDIATE", "IMMEDIATE", "PRIORITY", "ROUTINE")
_NUMBERED = lazy(r"(?<=\bZ[A-Z]{2})(?:\s?[/-]\s?|\s)(?=\d{1,2}\b)")  # "ZFF-4", "ZFF 4" for "ZFF4"
_NEAR = 3  # lines between the word of the precedence and the date-time group below it
_TIME = lazy(r"(?:[01]\d|2[0-3])[0-5]\d")


def station_parts(found: Found) -> dict[str, Field[str]]:
    """The parts of the station line by name: ri, serial, section, day, time."""
    element = first(found, Kind.STATION)
    read_ = lines.STATION.fullmatch(unfolded(element.text)) if element else None
    names = ("ri", "serial", "section", "day", "time")
    if element is None or read_ is None:
        return {name: Field() for name in names}
    values = {name: (read_[name] or "") if name == "ri" else digits(read_[name] or "") for name in names}
    values["time"] = values["time"] if _TIME.fullmatch(values["time"]) else ""
    return {
        name: Field(value, _STATED, element.lines) if value else Field() for name, value in values.items()
    }


def julian_day(field: Field[str]) -> Field[int]:
    """The day of the year; what is no day of any year says nothing."""
    day = int(field.value or 0)
    return Field(day, field.status, field.lines, field.basis) if 1 <= day <= 366 else Field()


def section(classified: Classified | None, printed: Field[str]) -> Field[Section]:
    """Section and total of the classification line; without it, the section of the station line."""
    if classified and classified.section:
        return Field(classified.section, _STATED, tuple(sorted({*classified.lines, *printed.lines})))
    if printed.value and int(printed.value):
        return Field(Section(int(printed.value)), _STATED, printed.lines)
    return Field()


def date_time(found: Found) -> tuple[Field[Precedence], Field[str], tuple[Element, str] | None]:
    """Precedence and date-time group, and the operating signals that stand on their line."""
    element = first(found, Kind.DTG)
    if element is None:
        return Field(), Field(), None
    action, info, moment, signals = date_time_group(element.text)
    precedence: Field[Precedence] = (
        Field(Precedence(action, info), _STATED, element.lines) if action else _above(found, element)
    )
    stated: Field[str] = Field(moment, _STATED, element.lines) if moment else Field()
    return precedence, stated, ((element, signals) if signals else None)


def _above(found: Found, time: Element) -> Field[Precedence]:
    """The precedence in words on a line of its own, close above a date-time group that has none."""
    for each in found.get(Kind.HEADER_TEXT, ()):
        word = PRECEDENCES.get(each.text) if len(each.text) > 1 else None
        if word and 0 < time.lines[0] - each.lines[0] <= _NEAR:
            return Field(Precedence(word), _STATED, each.lines)
    return Field()


def of_addressees(found: Found) -> Field[Precedence]:
    """The precedence of a labelled header, which stands with each addressee."""
    listed = [element for element in found.get(Kind.TO, ()) if element.text[:7].upper() == "ACTION:"]
    action = _highest(listed)
    if not action:
        return Field()
    informed = found.get(Kind.INFO, [])
    places = lines_of([*listed, *informed])
    return Field(
        Precedence(action, _highest(informed)), Status.DERIVED, places, "precedence of the addressees"
    )


def _highest(listed: list[Element]) -> str:
    """The highest precedence that these addressees have; "" where none says."""
    printed = {one.precedence for element in listed for one in addressees(element.text)}
    return next((word for word in _RANKED if word in printed), "")


def security_and_signals(found: Found) -> tuple[Field[Security], list[tuple[Element, str]]]:
    """The security line, and the operating signals that stand on it and on the DE line."""
    security: Field[Security] = Field()
    signals: list[tuple[Element, str]] = []
    station = first(found, Kind.STATION)
    called = lines.STATION.fullmatch(unfolded(station.text)) if station and " Z" in station.text else None
    if station and called and called["signals"]:
        signals.append((station, called["signals"].strip()))
    for element in found.get(Kind.SECURITY, ()):
        read_ = lines.SECURITY.match(unfolded(element.text))
        if read_ and security.value is None:
            release = (read_["release"] or "").lstrip("/")
            security = Field(Security(read_["prosign"], read_["letters"], release), _STATED, element.lines)
            more = (t for t in read_["rest"].split() if re.fullmatch(r"Z[A-Z]{2}\d?", t))
            if printed := " ".join([read_["signals"].strip(), *more]).strip():
                signals.append((element, printed))
        elif not read_ and lines.SIGNALS.fullmatch(element.text):
            signals.append((element, element.text))
    return security, signals


def joined_signals(
    of_security: list[tuple[Element, str]], of_date_time: tuple[Element, str] | None
) -> Field[tuple[str, ...]]:
    """The operating signals of both lines, in order."""
    listed = [*of_security, of_date_time] if of_date_time else of_security
    if not listed:
        return Field()
    return Field(
        tuple(s for _, text in listed for s in _NUMBERED.sub("", text).split() if s.startswith("Z")),
        _STATED,
        lines_of([element for element, _ in listed]),
    )


def relay(found: Found) -> Field[tuple[str, ...]]:
    """The words of the relay lines."""
    listed = found.get(Kind.RELAY)
    return (
        Field(tuple(" ".join(e.text for e in listed).split()), _STATED, lines_of(listed))
        if listed
        else Field()
    )


def originator(found: Found) -> Field[Addressee]:
    """The addressee of the FM line."""
    element = first(found, Kind.FROM)
    return Field(addressee(element.text), _STATED, element.lines) if element else Field()


def addressees_of(found: Found, kind: Kind) -> Field[tuple[Addressee, ...]]:
    """The addressees of one kind: action, info or excluded."""
    listed = found.get(kind)
    if not listed:
        return Field()
    texts = [name for each in listed for name in airgram.names_listed(each.text) or (each.text,)]
    read_ = tuple(one for text in texts for one in addressees(text))
    return Field(read_, _STATED, lines_of(listed)) if read_ else Field()
