"""Labelled spans into the header's fields: each stated, derived or absent.

Laws of this file: a value that the source prints is stated with its lines; one worked out
from others is derived and says from what; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from cableconv import tables
from cableconv.damaged_labels import mended
from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import count
from cableconv.header_authority import classified_by
from cableconv.header_elements import Element, Found, elements
from cableconv.header_forms import classification_word
from cableconv.header_readings import addressee, addressees, date_time_group, executive_order
from cableconv.header_references import Year, references
from cableconv.header_tags import tags
from cableconv.model import (
    Addressee,
    ClassifiedBy,
    ExecutiveOrder,
    Field,
    Header,
    Kind,
    Precedence,
    Reference,
    Section,
    Security,
    Spans,
    Status,
    Tag,
)

_STATED = Status.STATED
_PAGE_MARKER = lazy(
    r"\s*(?P<post>[A-Za-z][A-Za-z .'/-]{1,39}?)\s+(?P<serial>\d{5,8})"
    r"\s+(?P<page>\d{2,3})(?:\.\d)?\s+OF\s+(?P<total>\d{2,3})\s*",
    re.IGNORECASE,
)
_PAGE_HEADING = lazy(r".*?\bPAGE\s+\d{2,3}\s+(?P<post>[A-Z][A-Z .'/-]{1,30}?)\s+(?P<serial>\d{3,8})(?:\s.*)?")
_ORGANIZATION = lazy(
    r"(?:AMEMBASSY|AMCONSUL|AMCONGEN|AMEMB|USMISSION|USDEL|USINT|USLO|AMEMBASY|AMERICAN EMBASSY)\s+"
)
_HANDLING = (
    ("NOFORN", lazy(r"\bNOFORN\b|NO FOREIGN DISSEM", re.IGNORECASE)),
    ("FOUO", lazy(r"FOR OFFICIAL USE ONLY|\bFOUO\b", re.IGNORECASE)),
    ("EFTO", lazy(r"\bEFTO\b", re.IGNORECASE)),
    ("SBU", lazy(r"\bSENSITIVE\b|\bSBU\b", re.IGNORECASE)),
    ("NODIS", lazy(r"\bNODIS\b", re.IGNORECASE)),
    ("EXDIS", lazy(r"\bEXDIS\b", re.IGNORECASE)),
    ("LIMDIS", lazy(r"\bLIMDIS\b", re.IGNORECASE)),
    ("STADIS", lazy(r"\bSTADIS\b", re.IGNORECASE)),
    ("ORCON", lazy(r"\bORCON\b", re.IGNORECASE)),
)
LEVELS = {"U": 0, "SBU": 0, "FOUO": 0, "LOU": 1, "C": 2, "S": 3, "TS": 4}
NORMAL = ("UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET", "TOP SECRET")


class Classified(NamedTuple):
    """What a classification line says."""

    classification: str
    handling: tuple[str, ...]
    post: str
    serial: str
    section: Section | None
    lines: tuple[int, ...]


def read(spans: Spans) -> Header:
    """The header of a partition whose lines have been labelled, body included."""
    return fields(elements(spans))


def fields(found: Found) -> Header:
    """The header that its elements state, and what can be derived from them."""
    classified = _classified(found)
    station = _station(found)
    precedence, moment, signals = _date_time(found)
    post, serial = _post_and_serial(found, classified)
    number = _reference_number(moment, post, serial)
    security, more_signals = _security(found)
    classification, handling = _classification(found, classified)
    subject, portion = _subject(found)
    return Header(
        title=_text(_first(found, Kind.TITLE), from_value=True),
        subject=subject,
        subject_portion=portion,
        reference_number=number,
        post=post,
        serial=serial,
        pages=_pages(found),
        transmission_identifier=_text(_first(found, Kind.TRANSMISSION_ID)),
        relay=_relay(found),
        routing_indicator=station["ri"],
        station_serial=station["serial"],
        section=_section(classified, station["section"]),
        julian_day=_julian_day(station["day"]),
        filing_time=station["time"],
        security=security,
        operating_signals=_joined_signals(more_signals, signals),
        precedence=precedence,
        date_time_group=moment,
        originator=_originator(found),
        action_addressees=_addressees(found, Kind.TO),
        info_addressees=_addressees(found, Kind.INFO),
        excluded_addressees=_addressees(found, Kind.EXCLUDED),
        group_count=_text(_first(found, Kind.GROUP_COUNT)),
        distribution=_printed(found, Kind.DISTRIBUTION),
        passing=_printed(found, Kind.PASSING),
        classification=classification,
        handling=handling,
        captions=_captions(found),
        notice=_notice(found),
        executive_order=_order(found),
        tags=_tags(found),
        references=_references(found, moment, post, serial),
        classified_by=_authority(_first(found, Kind.CLASSIFIED_BY)),
        signature=_text(_first(found, Kind.SIGNATURE)),
    )


def _first(found: Found, kind: Kind) -> Element | None:
    listed = found.get(kind)
    return listed[0] if listed else None


def _text(element: Element | None, *, from_value: bool = False) -> Field[str]:
    if element is None:
        return Field()
    value = (element.value if from_value and element.value else element.text).strip()
    return Field(value, _STATED, element.lines) if value else Field()


def _lines(listed: list[Element]) -> tuple[int, ...]:
    return tuple(sorted({number for element in listed for number in element.lines}))


def _classified(found: Found) -> Classified | None:
    """The classification line that has the serial; without one, the first that there is."""
    read_ = [one for one in map(_classification_line, found.get(Kind.CLASSIFICATION, ())) if one]
    return next((one for one in read_ if one.serial), read_[0] if read_ else None)


def _classification_line(element: Element) -> Classified | None:
    word = classification_word(element.text)
    if word is None:
        return None
    rest = forms.CLASSIFICATION_REST.match(element.text, word[1])
    if rest is None:
        return Classified(word[0], (), "", "", None, element.lines)
    section = None
    if rest["total"]:
        total = count(rest["total"])
        number = count(rest["number"]) if rest["number"] else total if rest["final"] else 1
        section = Section(number, total) if number and total else None
    shown = (rest["handling"] or "") + (rest["rest"] or "")
    handling = tuple(name for name, form in _HANDLING if form.search(shown))
    post = " ".join((rest["post"] or "").upper().split())
    return Classified(word[0], handling, post, (rest["serial"] or "").lstrip("0"), section, element.lines)


def _station(found: Found) -> dict[str, Field[str]]:
    element = _first(found, Kind.STATION)
    read_ = lines.STATION.fullmatch(element.text) if element else None
    names = ("ri", "serial", "section", "day", "time")
    if element is None or read_ is None:
        return {name: Field() for name in names}
    return {name: Field(read_[name], _STATED, element.lines) if read_[name] else Field() for name in names}


def _julian_day(field: Field[str]) -> Field[int]:
    """The day of the year; what is no day of any year says nothing."""
    day = int(field.value or 0)
    return Field(day, field.status, field.lines, field.basis) if 1 <= day <= 366 else Field()


def _section(classified: Classified | None, printed: Field[str]) -> Field[Section]:
    if classified and classified.section:
        return Field(classified.section, _STATED, tuple(sorted({*classified.lines, *printed.lines})))
    if printed.value and int(printed.value):
        return Field(Section(int(printed.value)), _STATED, printed.lines)
    return Field()


def _date_time(found: Found) -> tuple[Field[Precedence], Field[str], tuple[Element, str] | None]:
    element = _first(found, Kind.DTG)
    if element is None:
        return Field(), Field(), None
    action, info, moment, signals = date_time_group(element.text)
    precedence: Field[Precedence] = (
        Field(Precedence(action, info), _STATED, element.lines) if action else Field()
    )
    stated: Field[str] = Field(moment, _STATED, element.lines) if moment else Field()
    return precedence, stated, ((element, signals) if signals else None)


def _security(found: Found) -> tuple[Field[Security], list[tuple[Element, str]]]:
    element = _first(found, Kind.SECURITY)
    read_ = lines.SECURITY.match(element.text) if element else None
    if element is None or read_ is None:
        return Field(), []
    letters, release = read_["letters"], (read_["release"] or "").lstrip("/")
    signals = " ".join(
        [read_["signals"].strip(), *(t for t in read_["rest"].split() if re.fullmatch(r"Z[A-Z]{2}\d?", t))]
    ).strip()
    return Field(Security(read_["prosign"], letters, release), _STATED, element.lines), [
        (element, signals)
    ] if signals else []


def _joined_signals(
    first: list[tuple[Element, str]], second: tuple[Element, str] | None
) -> Field[tuple[str, ...]]:
    listed = [*first, second] if second else first
    if not listed:
        return Field()
    return Field(
        tuple(s for _, text in listed for s in text.split() if s.startswith("Z")),
        _STATED,
        _lines([element for element, _ in listed]),
    )


def _relay(found: Found) -> Field[tuple[str, ...]]:
    listed = found.get(Kind.RELAY)
    return (
        Field(tuple(" ".join(e.text for e in listed).split()), _STATED, _lines(listed)) if listed else Field()
    )


def _originator(found: Found) -> Field[Addressee]:
    element = _first(found, Kind.FROM)
    return Field(addressee(element.text), _STATED, element.lines) if element else Field()


def _addressees(found: Found, kind: Kind) -> Field[tuple[Addressee, ...]]:
    listed = found.get(kind)
    if not listed:
        return Field()
    read_ = tuple(one for element in listed for one in addressees(element.text))
    return Field(read_, _STATED, _lines(listed)) if read_ else Field()


def _printed(found: Found, kind: Kind) -> Field[tuple[str, ...]]:
    listed = found.get(kind)
    return Field(tuple(element.text for element in listed), _STATED, _lines(listed)) if listed else Field()


_SINGLE_CAPTIONS = frozenset(
    (
        "SIPDIS",
        "SENSITIVE",
        "NOFORN",
        "NODIS",
        "EXDIS",
        "STADIS",
        "LIMDIS",
        "EFTO",
        "AIDAC",
        "TERREP",
        "FODAG",
    )
)


def _captions(found: Found) -> Field[tuple[str, ...]]:
    listed = found.get(Kind.CAPTION)
    if not listed:
        return Field()
    known = tables.captions()
    values: list[str] = []
    for element in listed:
        text = element.text.upper().strip("/. ")
        if text.startswith("("):
            text = text.strip("()")
        closed = text.replace(" ", "")
        words = [closed] if closed in _SINGLE_CAPTIONS else re.split("[ ,/]+", text)
        values.extend(words if all(word in _SINGLE_CAPTIONS or word in known for word in words) else [text])
    return Field(tuple(dict.fromkeys(values)), _STATED, _lines(listed))


def _notice(found: Found) -> Field[str]:
    listed = found.get(Kind.NOTICE)
    return Field(" ".join(element.text for element in listed), _STATED, _lines(listed)) if listed else Field()


def _order(found: Found) -> Field[ExecutiveOrder]:
    element = _first(found, Kind.EXECUTIVE_ORDER)
    order = executive_order(element.text) if element else None
    return Field(order, _STATED, element.lines) if element and order else Field()


def _authority(element: Element | None) -> Field[ClassifiedBy]:
    """The parts of the statement, which keeps the label that is printed."""
    if element is None:
        return Field()
    read_ = replace(classified_by(mended(element.text)), text=element.text)
    return Field(read_, _STATED, element.lines)


def _tags(found: Found) -> Field[tuple[Tag, ...]]:
    element = _first(found, Kind.TAGS)
    read_ = tags(mended(element.text)) if element else ()
    return Field(read_, _STATED, element.lines) if element and read_ else Field()


def _subject(found: Found) -> tuple[Field[str], Field[str]]:
    element = _first(found, Kind.SUBJECT)
    if element is None:
        return Field(), Field()
    text = mended(element.text)
    labelled = forms.SUBJECT.match(text) or forms.SUBJECT_BARE.match(text)
    value = (labelled["value"] if labelled else text).strip()
    portion = forms.PORTION.match(value)
    if portion and value[portion.end() :]:
        mark: Field[str] = Field("".join(portion["value"].upper().split()), _STATED, element.lines)
        return Field(value[portion.end() :], _STATED, element.lines), mark
    return (Field(value, _STATED, element.lines) if value else Field()), Field()


def page_markers(found: Found) -> list[tuple[str, str, int, int]]:
    """Post, serial, total (0 when not printed) and line of each page marker with a serial."""
    markers: list[tuple[str, str, int, int]] = []
    for text, numbers, _ in found.get(Kind.PAGE_LINE, ()):
        read_ = _PAGE_MARKER.fullmatch(text)
        if read_:
            markers.append(
                (read_["post"].upper(), read_["serial"].lstrip("0"), int(read_["total"]), numbers[0])
            )
        elif "PAGE" in text and (heading := _PAGE_HEADING.fullmatch(text)):
            markers.append((heading["post"].upper(), heading["serial"].lstrip("0"), 0, numbers[0]))
    return markers


def _pages(found: Found) -> Field[int]:
    totals = [(total, line) for _, _, total, line in page_markers(found) if total]
    if not totals:
        return Field()
    return Field(max(total for total, _ in totals), _STATED, tuple(dict.fromkeys(line for _, line in totals)))


def _from_post(found: Found) -> tuple[str, tuple[int, ...]]:
    element = _first(found, Kind.FROM)
    if element is None:
        return "", ()
    name = addressee(element.text).name.upper()
    if name.startswith("SECSTATE"):
        return "STATE", element.lines
    return _ORGANIZATION.sub("", name, count=1), element.lines


def _post_and_serial(found: Found, classified: Classified | None) -> tuple[Field[str], Field[str]]:
    post: Field[str] = Field()
    serial: Field[str] = Field()
    if classified and classified.post:
        post = Field(classified.post, _STATED, classified.lines)
    if classified and classified.serial:
        serial = Field(classified.serial, _STATED, classified.lines)
    if post.value and serial.value:
        return post, serial
    markers = page_markers(found)
    sender, sender_lines = _from_post(found)
    if markers:
        name, digits, _, _ = markers[0]
        places = tuple(dict.fromkeys(at for _, _, _, at in markers))
        if not serial.value and digits:
            serial = Field(digits, Status.DERIVED, places, "page marker")
        if not post.value:
            whole = sender.startswith(name) and 5 < len(name) <= 10 and sender != name
            post = Field(
                sender if whole else name,
                Status.DERIVED,
                (*sender_lines, *places) if whole else places,
                "page marker and FM line" if whole else "page marker",
            )
    if not post.value and sender:
        post = Field(sender, Status.DERIVED, sender_lines, "FM line")
    return post, serial


def _reference_number(moment: Field[str], post: Field[str], serial: Field[str]) -> Field[str]:
    if not (moment.value and post.value and serial.value):
        return Field()
    number = f"{moment.value[2:4]}{re.sub('[^A-Z]', '', post.value)}{serial.value}"
    places = tuple(sorted({*moment.lines, *post.lines, *serial.lines}))
    return Field(number, Status.DERIVED, places, "year of the date-time group, post and serial")


def _classification(found: Found, classified: Classified | None) -> tuple[Field[str], Field[tuple[str, ...]]]:
    captions = [
        element
        for element in found.get(Kind.CAPTION, ())
        if any(form.search(element.text) for _, form in _HANDLING)
    ]
    printed = dict.fromkeys(classified.handling if classified else ())
    for element in captions:
        printed.update(dict.fromkeys(name for name, form in _HANDLING if form.search(element.text)))
    if classified and classified.classification != "UNCLASSIFIED":
        printed.pop("SBU", None)
    stated: Field[tuple[str, ...]] = Field()
    if printed:
        places = {*(classified.lines if classified and classified.handling else ()), *_lines(captions)}
        stated = Field(tuple(printed), _STATED, tuple(sorted(places)))
    if classified:
        return Field(classified.classification, _STATED, classified.lines), stated
    return _derived(found.get(Kind.PORTION, []), stated)


def _derived(
    portions: list[Element], stated: Field[tuple[str, ...]]
) -> tuple[Field[str], Field[tuple[str, ...]]]:
    """The highest portion marking, with the handling that the markings of that level carry."""
    ranks = {value: level(value) for value in {element.value for element in portions}}
    levels = [(ranks[element.value], element) for element in portions if ranks[element.value] >= 0]
    if not levels:
        return Field(), stated
    highest = max(value for value, _ in levels)
    top = [element for value, element in levels if value == highest]
    marks = dict.fromkeys(element.value for element in top)
    handling = dict.fromkeys(name for mark in marks for name in _portion_handling(mark))
    places = _lines([element for _, element in levels])
    classification: Field[str] = Field(NORMAL[highest], Status.DERIVED, places, "portion markings")
    if stated.value or not handling:
        return classification, stated
    return classification, Field(tuple(handling), Status.DERIVED, places, "portion markings")


def level(portion: str) -> int:
    """Rank of a portion marking's classification, -1 when unknown."""
    return LEVELS.get(re.split(r"[/ ]", portion.upper().strip("() "), maxsplit=1)[0], -1)


def _portion_handling(portion: str) -> list[str]:
    base, *caveats = [part for part in portion.upper().split("/") if part]
    names = [base] if base in ("SBU", "FOUO") else []
    names.extend("NOFORN" if caveat in ("NF", "N", "NOFORN") else caveat for caveat in caveats)
    return names


def _references(
    found: Found, moment: Field[str], post: Field[str], serial: Field[str]
) -> Field[tuple[Reference, ...]]:
    listed = found.get(Kind.REFERENCE)
    if not listed:
        return Field()
    known = None
    if moment.value:
        own = re.sub("[^A-Z]", "", post.value or "")
        known = Year(int(moment.value[:4]), moment.value[5:7] == "01", own, int(serial.value or 0))
    read_ = tuple(item for element in listed for item in references(mended(element.text), known))
    return Field(read_, _STATED, _lines(listed)) if read_ else Field()
