"""Fragments of a header parsed alone: a REF block, a TAGS line, an address list.

Law of this file: the same readings as in a whole cable; any text gives a value, never an exception.
"""

from __future__ import annotations

import re

from cableconv import header, header_fields, pages
from cableconv.grammar.form import lazy
from cableconv.grammar.labelled import PLACE_FIRST
from cableconv.header_authority import classified_by as _classified_by
from cableconv.header_readings import address_goes_on, addressees, full_year
from cableconv.header_references import references
from cableconv.header_tags import tags
from cableconv.model_header import Addressee, ClassifiedBy, Header, Reference, Tag
from cableconv.reference_numbers import Year
from cableconv.scan import plain, scan

_LABELS = lazy(r"\s(?=(?:ACTION|INFO|XMT)\s?:)", re.IGNORECASE)


def parse_header(text: str) -> Header:
    """The header of a text without site boilerplate (or of its beginning)."""
    return header_fields.read(header.mark(pages.mark(scan(plain(text)))))


def parse_references(text: str, year: int | None = None) -> tuple[Reference, ...]:
    """The items of a reference line, with or without "REF:".

    year: of the cable, two or four digits, for items that print none; without it such
    items have no reference number.
    """
    return references(" ".join(text.split()), None if year is None else Year(full_year(str(year))))


def parse_tags(text: str) -> tuple[Tag, ...]:
    """The entries of a TAGS line, with or without "TAGS:"."""
    return tags(" ".join(text.split()))


def parse_classified_by(text: str) -> ClassifiedBy:
    """Name, title, post and reasons of a "Classified By" statement."""
    return _classified_by(" ".join(text.split()))


def parse_addressees(text: str) -> tuple[Addressee, ...]:
    """The addressees of a list, one a line, wrapped or run together; TO and INFO may stand in front."""
    whole = " ".join(text.split())
    if "," in whole and PLACE_FIRST.search(whole):  # of a labelled header
        return tuple(one for part in _LABELS.split(whole) for one in addressees(part))
    listed: list[str] = []
    for line in text.replace("\r", "\n").split("\n"):
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
