"""The head of an airgram: its number, FROM, TO and INFO with their colons, the date.

Law of this file: such lines are read only below the word AIRGRAM on a line of its own, or below the airgram's
number alone right above one of them, and above the subject.
Source: airgrams of 1966 to 1974 as published.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import lazy
from cableconv.grammar.labelled import PLACE_FIRST
from cableconv.header.dates import day_of
from cableconv.header.elements import Found, first
from cableconv.header.readings import post_of
from cableconv.lexicon.reference_numbers import post_letters
from cableconv.model import Kind, Spans
from cableconv.model_header import Field, Status

_OPENS = lazy(r"\s*(?:DEPARTMENT OF STATE\s+)?(?:AIRGRAM|A I R G R A M)\s*", re.IGNORECASE)
_LABELLED = lazy(r"\s*(?P<label>FROM|TO|INFO|DATE)\s{0,6}:\s*\S", re.IGNORECASE)
_NUMBER = lazy(r"\s*(?P<series>C?A)\s?-\s?(?P<serial>\d{1,5})\s*")
_NUMBER_ALONE = lazy(
    r"\s*C?A\s?-\s?\d{1,5}\s*(?:\s(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|SECRET)\s*)?"
)
_CUT = lazy(
    r"(?<=\s)DATE\s?:|(?<=\d)\s{2,}(?=(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|SECRET)\s*\Z)"
)
_CLASS = lazy(r"\s*(?:UNCLASSIFIED|LIMITED OFFICIAL USE|CONFIDENTIAL|SECRET)\s*")
_DATED = lazy(r"DATE\s{0,6}:\s?(?P<date>(?:.*\D)?(?P<year>19\d\d)\b.*)", re.IGNORECASE)
_LISTED = lazy(r"(?:TO|INFO)\s{0,6}:\s*(?P<names>[^,;]+(?:[,;]\s*[^,;]+)+?)[,;]?", re.IGNORECASE)
_SEVERAL = lazy(r"AM(?:EMBASS(?:IES|YS)|CONSULS)\s", re.IGNORECASE)  # read as such
_OF_NAME = lazy(r"(?:WASHINGTON|D\.?C\.?|[A-Z]\.[A-Z]\.|N\.?Y\.?|INC\.?)", re.IGNORECASE)  # behind a comma
_KNOWN = lazy(
    r"(?:DEPARTMENT OF STATE(?: AIRGRAM| TELEGRAM)?|AIRGRAM|A I R G R A M|DATE\s?:.{4,40})", re.IGNORECASE
)
_NEAR = 6  # spans in which the first label stands below the number
_KINDS = {"FROM": Kind.FROM, "TO": Kind.TO, "INFO": Kind.INFO, "DATE": Kind.DTG}


def opens(text: str) -> bool:
    """Is this the word that says that an airgram follows?"""
    return len(text) < 60 and "R" in text.upper() and _OPENS.fullmatch(text) is not None


def opens_with_number(spans: Spans, at: int) -> bool:
    """Is this line the number of an airgram, right above its TO, FROM or INFO with a colon?"""
    text = spans[at].text
    if text.lstrip()[:1] not in ("A", "C") or _NUMBER_ALONE.fullmatch(text) is None:
        return False
    below = next((span.text for span in spans[at + 1 : at + _NEAR] if span.kind is Kind.LINE), "")
    return _LABELLED.match(below) is not None


def split(text: str) -> list[str]:
    """The line cut before its date, and behind its number; joined, the pieces are the line."""
    cuts = [found.end() if found[0].isspace() else found.start() for found in _CUT.finditer(text[:200])]
    ends = [*cuts, len(text)]
    return [piece for piece in (text[at:end] for at, end in zip([0, *cuts], ends, strict=True)) if piece]


def kind_of(text: str) -> Kind | None:
    """The element that a piece of an airgram's head is; None for other lines."""
    if labelled := _LABELLED.match(text):
        return _KINDS[labelled["label"].upper()]
    if _NUMBER.fullmatch(text):
        return Kind.REFERENCE_NUMBER
    return Kind.CLASSIFICATION if _CLASS.fullmatch(text) else None


def is_known(text: str) -> bool:
    """Is this line of a head without a field of its own read all the same?"""
    return _KNOWN.fullmatch(text) is not None


def date(found: Found) -> Field[str]:
    """The day that the head of an airgram prints; absent where none is read."""
    for each in found.get(Kind.DTG, ()):
        dated = _DATED.fullmatch(each.text)
        if dated and (day := day_of(dated["date"], sent=True)):
            return Field(day, Status.STATED, each.lines)
    return Field()


def names_listed(text: str) -> list[str] | None:
    """The addressees of a line "INFO : London, Paris", each for itself; None for any other line."""
    listed = _LISTED.fullmatch(text)
    if listed is None or _SEVERAL.match(listed["names"]) or PLACE_FIRST.search(text):
        return None
    names: list[str] = []
    for name in map(str.strip, re.split("[,;]", listed["names"])):
        if names and _OF_NAME.fullmatch(name):
            names[-1] += f", {name}"
        elif name:
            names.append(re.sub(r"(?i)\Aand\s+", "", name))
    return names


def number(found: Found) -> tuple[Field[str], Field[str], Field[str]] | None:
    """Reference number, post and serial of an airgram; None where the text is none, or names no post."""
    element, sender = first(found, Kind.REFERENCE_NUMBER), first(found, Kind.FROM)
    printed = _NUMBER.fullmatch(element.text) if element else None
    if element is None or printed is None or sender is None:
        return None
    post = Field(post_of(sender.text), Status.DERIVED, sender.lines, "FM line")
    serial = Field(printed["serial"].lstrip("0"), Status.STATED, element.lines)
    dates = [(dated, each) for each in found.get(Kind.DTG, ()) if (dated := _DATED.fullmatch(each.text))]
    if not (dates and post.value and serial.value):
        return Field(), post, serial
    value = f"{dates[0][0]['year'][2:]}{post_letters(post.value)}{printed['series']}-{serial.value}"
    places = tuple(sorted({*dates[0][1].lines, *post.lines, *serial.lines}))
    return Field(value, Status.DERIVED, places, "year of the date, post and serial"), post, serial
