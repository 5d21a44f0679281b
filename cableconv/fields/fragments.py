"""Fragments of a header parsed alone: a REF block, a TAGS line, an address list.

Law of this file: the same readings as in a whole cable; any text gives a value, never an exception.
What is no text is the caller's fault (UsageError).
"""

from __future__ import annotations

import re

from cableconv.errors import UsageError
from cableconv.fields import header as header_fields
from cableconv.fields.authority import classified_by as _classified_by
from cableconv.fields.references import references
from cableconv.fields.tags import tags
from cableconv.grammar import header as lines
from cableconv.grammar.form import lazy
from cableconv.grammar.labelled import PLACE_FIRST
from cableconv.grammar.passing import NOTICE
from cableconv.header import stage as header
from cableconv.header.dates import full_year
from cableconv.header.elements import NEW
from cableconv.header.forms import is_caption, passing
from cableconv.header.readings import address_goes_on, addressees
from cableconv.lexicon.reference_numbers import Year
from cableconv.model import HEADER, Kind, Span, Spans
from cableconv.model_header import Addressee, ClassifiedBy, Field, Header, Reference, Status, Tag
from cableconv.pages import stage as pages
from cableconv.scan import plain, scan

_LABELS = lazy(r"\s(?=(?:ACTION|INFO|XMT)\s?:)", re.IGNORECASE)
_INDICATOR = 10  # columns of a routing indicator and its stroke
_ENDED = lazy(r"\s*(?:BT\s+)?[#$]\s?(?P<serial>\d{4})(?:\s+N{3,})?\s*")  # the trailer alone, "#4453"
_LISTS = lazy(  # where a list of another kind begins inside a line
    r"(?<=\S)\s+(?=(?:ACTION|INFO|XMT)\s?:|(?:TO|INFO|XMT)\s+(?:[RQU][A-Z]{3,7}\s?/|AMEMBASSY|AMCONSUL|AMCONGEN"
    r"|USMISSION|USINT|USDEL|USUN|USNATO|SECSTATE|SECDEF|DEPT|CINC|CDR|WHITE HOUSE|NSC\b|CIA\b|DIA\b|JCS\b))"
)


def parse_header(text: str) -> Header:
    """The header of a text without site boilerplate (or of its beginning), or of lines of one: captions,
    passing lines, notices, addresses, the end of transmission."""
    if ended := _ENDED.fullmatch(_text(text)):
        line = text[: ended.start("serial")].count("\n") + 1
        serial = Field(ended["serial"], Status.DERIVED, (line,), "end of transmission")
        return Header(station_serial=serial)
    spans = header.mark(pages.mark(scan(plain(text))))
    if not any(span.kind in HEADER for span in spans):
        spans = _lines_alone(spans)
    return header_fields.read(spans)


def _lines_alone(spans: Spans) -> Spans:
    """The spans of a text all of whose lines are captions, notices, passing lines or addresses, as such; any
    other text as it is."""
    marked: list[Span] = []
    for span in spans:
        kind = _kind_alone(span.text) if span.kind is Kind.LINE else None
        if span.kind is Kind.LINE and kind is None:
            return spans
        marked.append(Span(kind, span.text, NEW) if kind else span)
    return tuple(marked)


def _kind_alone(text: str) -> Kind | None:
    if is_caption(text):
        return Kind.CAPTION
    if NOTICE.fullmatch(text.strip()):
        return Kind.NOTICE
    if passing(text):
        return Kind.PASSING
    address = lines.ADDRESSEE.fullmatch(text) and "/" in text[:_INDICATOR]
    return Kind.TO if address else None


def _text(text: str) -> str:
    """The text itself; UsageError when it is none."""
    if not isinstance(text, str):
        raise UsageError("CC040", f"a fragment is a text, not {type(text).__name__}", "decode it first")
    return text


def parse_references(text: str, year: int | None = None) -> tuple[Reference, ...]:
    """The items of a reference line, with or without "REF:".

    year: of the cable, two or four digits, for items that print none; without it such
    items have no reference number.
    """
    return references(" ".join(_text(text).split()), None if year is None else Year(full_year(str(year))))


def parse_tags(text: str) -> tuple[Tag, ...]:
    """The entries of a TAGS line, with or without "TAGS:"."""
    return tags(" ".join(_text(text).split()))


def parse_classified_by(text: str) -> ClassifiedBy:
    """Name, title, post and reasons of a "Classified By" statement."""
    return _classified_by(" ".join(_text(text).split()))


def parse_addressees(text: str) -> tuple[Addressee, ...]:
    """The addressees of a list, one a line, wrapped or run together; TO and INFO may stand in front."""
    whole = " ".join(_text(text).split())
    if "," in whole and PLACE_FIRST.search(whole):  # of a labelled header
        return tuple(one for part in _LABELS.split(whole) for one in addressees(part))
    listed: list[str] = []
    printed = text.replace("\r", "\n").split("\n")
    for line in (part for each in printed for part in _LISTS.split(each)):
        if listed and address_goes_on(listed[-1], line.strip()):
            listed[-1] = _joined(listed[-1], line.strip())
        elif line.strip():
            listed.append(line.strip())
    return tuple(one for line in listed if line not in ("TO", "INFO") for one in addressees(line))


def _joined(before: str, line: str) -> str:
    """An addressee and the rest of it; a hyphen in a name of one word is the line's."""
    if not before.endswith("-"):
        return f"{before} {line}"
    last = before.rpartition(" ")[2][:-1]
    return before + line if "-" in last else before[:-1] + line
