"""Labelled spans into the header's fields: each stated, derived or absent.

Laws of this file: a value that the source prints is stated with its lines; one worked out
from others is derived and says from what; nothing is guessed.
"""

from __future__ import annotations

import re

from cableconv.fields.authority import classified_by
from cableconv.fields.classification import (
    classification_and_handling,
    classification_line,
    classification_lines,
)
from cableconv.fields.number import pages, post_and_serial, reference_number, stated_number
from cableconv.fields.references import references
from cableconv.fields.tags import tags
from cableconv.fields.transmission import (
    addressees_of,
    date_time,
    joined_signals,
    julian_day,
    of_addressees,
    originator,
    relay,
    section,
    security_and_signals,
    station_parts,
)
from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.grammar.labelled import CLOSING
from cableconv.header import airgram
from cableconv.header.dates import full_year
from cableconv.header.elements import Element, Found, elements, first, lines_of
from cableconv.header.forms import GLUED_CAPTIONS, ONE_CAPTION, listed_captions
from cableconv.header.labelled import value_of
from cableconv.header.readings import executive_order
from cableconv.header.run_in import without_serial
from cableconv.lexicon import tables
from cableconv.lexicon.damaged_labels import mended
from cableconv.lexicon.reference_numbers import Year, post_letters
from cableconv.lexicon.stumps import may_be_cut
from cableconv.model import Kind, Spans
from cableconv.model_header import ClassifiedBy, ExecutiveOrder, Field, Header, Reference, Status, Tag

_STATED = Status.STATED
_STOP = lazy(  # of a sentence, not of an abbreviation or of words left out
    r"(?:[a-z0-9)\]%\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]|[A-Z]{3})\.\Z"
)


def read(spans: Spans) -> Header:
    """The header of a partition whose lines have been labelled, body included."""
    return fields(elements(spans))


def fields(found: Found) -> Header:
    """The header that its elements state, and what can be derived from them."""
    classified = classification_line(found)
    station = station_parts(found)
    precedence, moment, signals = date_time(found)
    post, serial = post_and_serial(found, classified)
    number = reference_number(moment, post, serial)
    moment = moment if moment.value else airgram.date(found)
    if stated := stated_number(found) or airgram.number(found):
        number, post, serial = stated
    security, more_signals = security_and_signals(found)
    classification, handling = classification_and_handling(found, classified)
    subject, portion = _subject(found)
    return Header(
        title=_text(first(found, Kind.TITLE), from_value=True),
        subject=subject,
        subject_portion=portion,
        reference_number=number,
        post=post,
        serial=serial,
        pages=pages(found),
        transmission_identifier=_text(first(found, Kind.TRANSMISSION_ID)),
        relay=relay(found),
        routing_indicator=station["ri"],
        station_serial=station["serial"],
        section=section(classified, station["section"]),
        julian_day=julian_day(station["day"]),
        filing_time=station["time"],
        security=security,
        operating_signals=joined_signals(more_signals, signals),
        precedence=precedence if precedence.value else of_addressees(found),
        date_time_group=moment,
        originator=originator(found),
        action_addressees=addressees_of(found, Kind.TO),
        info_addressees=addressees_of(found, Kind.INFO),
        excluded_addressees=addressees_of(found, Kind.EXCLUDED),
        group_count=_text(first(found, Kind.GROUP_COUNT)),
        distribution=_printed(found, Kind.DISTRIBUTION),
        passing=_passing(found),
        classification=classification,
        handling=handling,
        captions=_captions(found),
        notice=_notice(found),
        executive_order=_order(found),
        tags=_tags(found),
        references=_references(found, moment, number, post, serial),
        classified_by=_authority(first(found, Kind.CLASSIFIED_BY), post.value or ""),
        signature=_signature(found.get(Kind.SIGNATURE, [])),
    )


def _text(element: Element | None, *, from_value: bool = False) -> Field[str]:
    if element is None:
        return Field()
    value = (element.value if from_value and element.value else element.text).strip()
    return Field(value, _STATED, element.lines) if value else Field()


def _signature(listed: list[Element]) -> Field[str]:
    """The name that signs, without the label of a labelled telegram, which may stand above it."""
    labelled = CLOSING.match(listed[0].text) if listed else None
    if labelled and labelled["value"]:
        return _text(listed[0]._replace(text=labelled["value"]))
    name = _text(next(iter(listed[1:] if labelled else listed), None))
    value = (name.value or "").rstrip("#")
    stopped = value.endswith(".") and " " not in value  # "SMITH.", not "J. SMITH JR."
    return name._replace(value=value[:-1] if stopped else value or None)


def _printed(found: Found, kind: Kind) -> Field[tuple[str, ...]]:
    listed = found.get(kind)
    return Field(tuple(element.text for element in listed), _STATED, lines_of(listed)) if listed else Field()


def _passing(found: Found) -> Field[tuple[str, ...]]:
    printed = _printed(found, Kind.PASSING)
    values = tuple(filter(None, map(value_of, printed.value or ())))
    return Field(values, printed.status, printed.lines) if values else Field()


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
    """The captions of the classification line, and those on lines of their own."""
    listed = found.get(Kind.CAPTION, [])
    on_lines = [one for one in classification_lines(found) if one.captions]
    values = [caption for one in on_lines for caption in one.captions]
    places = [line for one in on_lines for line in one.lines]
    for element in listed:
        values.extend(_caption(value_of(element.text)))
    if not values:
        return Field()
    return Field(tuple(dict.fromkeys(values)), _STATED, tuple(sorted({*places, *lines_of(listed)})))


_CORRECTED = lazy(r"C ?O ?R ?R ?E ?C ?T ?E ?D +C ?O ?P ?Y")


def _caption(printed: str) -> list[str]:
    """The captions of one line: each by itself where all are known or a number in a series is the last."""
    known = tables.captions()
    text = _CORRECTED.sub("CORRECTED COPY", printed.upper()).strip("/. ")
    if text.startswith("("):
        text = text.strip("()")
    closed = text.replace(" ", "")
    if GLUED_CAPTIONS.fullmatch(closed):
        return ONE_CAPTION.findall(closed)
    words = [closed] if closed in _SINGLE_CAPTIONS else re.split("[ ,/]+", text)
    if all(word in _SINGLE_CAPTIONS or word in known for word in words):
        return words
    if listed := listed_captions(text):
        return listed
    parts = re.split("/+", text)
    return parts if forms.SERIES.fullmatch(parts[-1]) else [text]


def _notice(found: Found) -> Field[str]:
    listed = found.get(Kind.NOTICE)
    return (
        Field(" ".join(element.text for element in listed), _STATED, lines_of(listed)) if listed else Field()
    )


def _order(found: Found) -> Field[ExecutiveOrder]:
    """The E.O. line; where it has no date, with that of a labelled "Declassify On:" line."""
    listed = found.get(Kind.EXECUTIVE_ORDER, [])[:2]
    printed = _unmarked(listed[0].text)[1] if listed else ""
    order = executive_order(printed) or executive_order(mended(printed))
    if order is None:
        return Field()
    if len(listed) > 1 and not order.declassify_on and executive_order(listed[1].text) is None:
        whole = executive_order(f"{listed[0].text} DECL: {value_of(listed[1].text)}")
        return Field(whole, _STATED, lines_of(listed))
    return Field(order, _STATED, listed[0].lines)


def _authority(element: Element | None, post: str) -> Field[ClassifiedBy]:
    """The parts of the statement, which keeps the label that is printed. post: the cable's own."""
    if element is None:
        return Field()
    read_ = classified_by(mended(element.text), post)._replace(text=element.text)
    return Field(read_, _STATED, element.lines)


def _tags(found: Found) -> Field[tuple[Tag, ...]]:
    listed = found.get(Kind.TAGS, [])
    read_ = tuple(
        dict.fromkeys(tag for element in listed for tag in tags(mended(_unmarked(element.text)[1])))
    )
    return Field(read_, _STATED, lines_of(listed)) if read_ else Field()


def _subject(found: Found) -> tuple[Field[str], Field[str]]:
    element = first(found, Kind.SUBJECT)
    if element is None:
        return Field(), Field()
    printed, text = _unmarked(mended(without_serial(element.text)))
    labelled = forms.SUBJECT.match(text)
    if labelled and labelled["mark"]:  # "SUBJECT (C): A VISIT"
        printed = "".join(labelled["mark"].upper().split())
    labelled = labelled or forms.SUBJECT_BARE.match(text)
    value = (labelled["value"] if labelled else text).strip()
    openings = (element, *found.get(Kind.REFERENCE, ())[:1])
    if _STOP.search(value) and any(without_serial(each.text) != each.text for each in openings):
        value = value.removesuffix(".")
    portion = forms.PORTION.match(value)
    if portion and value[portion.end() :]:
        inside = "".join(portion["value"].upper().split())
        return Field(value[portion.end() :], _STATED, element.lines), Field(inside, _STATED, element.lines)
    mark: Field[str] = Field(printed, _STATED, element.lines) if printed and value else Field()
    return (Field(value, _STATED, element.lines) if value else Field()), mark


def _unmarked(text: str) -> tuple[str, str]:
    """The portion marking before a label, "(U) SUBJECT: A VISIT", and the line without it."""
    found = forms.PORTION.match(text) if text[:1] == "(" else None
    return ("".join(found["value"].upper().split()), text[found.end() :]) if found else ("", text)


def _references(
    found: Found, moment: Field[str], number: Field[str], post: Field[str], serial: Field[str]
) -> Field[tuple[Reference, ...]]:
    listed = found.get(Kind.REFERENCE)
    if not listed:
        return Field()
    known = None
    own = "" if may_be_cut(post) else post_letters(post.value or "")
    if moment.value is None and (number.value or "")[:2].isdigit():
        known = Year(full_year((number.value or "")[:2]), post=own, serial=int(serial.value or 0))
    if moment.value:
        known = Year(int(moment.value[:4]), moment.value[5:7] == "01", own, int(serial.value or 0))
    read_ = tuple(
        item
        for element in listed
        for item in references(mended(_unmarked(without_serial(element.text))[1]), known)
    )
    return Field(read_, _STATED, lines_of(listed)) if read_ else Field()
