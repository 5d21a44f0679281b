"""Classification and handling of a cable: what its line states, or what its portion markings carry.

Law of this file: the line is stated; only where there is none the highest portion marking stands
for it, and is derived.
"""

import re
from typing import NamedTuple

from cableconv.grammar import authority as authority_forms
from cableconv.grammar import header_text as forms
from cableconv.grammar import pages as page_forms
from cableconv.grammar.form import lazy
from cableconv.header.elements import Element, Found, lines_of
from cableconv.header.markers import post_names
from cableconv.header.readings import executive_order
from cableconv.lexicon.classification_post import caption_words, rest_of
from cableconv.lexicon.classification_words import abbreviated, classification_word
from cableconv.model import Kind
from cableconv.model_header import Field, Section, Status

_STATED = Status.STATED
_HANDLING = (
    ("NOFORN", lazy(r"\bNOFORN\b|\bN O F O R N\b|NO FOREIGN DISSEM|\bNF\b", re.IGNORECASE)),
    ("FOUO", lazy(r"FOR OFFICIAL USE ONLY|\bFOUO\b", re.IGNORECASE)),
    ("EFTO", lazy(r"\bEFTO\b|\bE F T O\b", re.IGNORECASE)),
    ("SBU", lazy(r"\bSENSITIVE\b|\bSBU\b", re.IGNORECASE)),
    ("NODIS", lazy(r"\bNODIS\b|\bN O D I S\b", re.IGNORECASE)),
    ("EXDIS", lazy(r"\bEXDIS\b|\bE X D I S\b", re.IGNORECASE)),
    ("LIMDIS", lazy(r"\bLIMDIS\b|\bL I M D I S\b", re.IGNORECASE)),
    ("STADIS", lazy(r"\bSTADIS\b", re.IGNORECASE)),
    ("ORCON", lazy(r"\bORCON\b", re.IGNORECASE)),
)
_LEVELS = {"U": 0, "SBU": 0, "FOUO": 0, "LOU": 1, "C": 2, "S": 3, "TS": 4}
NORMAL = ("UNCLASSIFIED", "LIMITED OFFICIAL USE", "CONFIDENTIAL", "SECRET", "TOP SECRET")


class Classified(NamedTuple):
    """What a classification line says."""

    classification: str
    handling: tuple[str, ...]
    post: str
    serial: str
    section: Section | None
    lines: tuple[int, ...]
    captions: tuple[str, ...] = ()  # on the line, "EYES ONLY", "TOSEC 000012"


def classification_line(found: Found) -> Classified | None:
    """The classification line that has post and serial; without one, one that has a serial, or the first."""
    read_ = classification_lines(found)
    whole = next((one for one in read_ if one.serial and one.post), None)
    return whole or next((one for one in read_ if one.serial), read_[0] if read_ else None)


def classification_lines(found: Found) -> list[Classified]:
    """What each classification line says, banners included."""
    named = post_names(found)
    return [one for each in found.get(Kind.CLASSIFICATION, ()) if (one := _line_of(each, named))]


def _line_of(element: Element, named: frozenset[str]) -> Classified | None:
    word = classification_word(element.text) or (abbreviated(element.text) if named else None)
    wordless = word is None and (forms.WORDLESS.fullmatch(element.text) is not None or named != frozenset())
    if wordless:
        word = "", 0
    if word is None:
        return None
    rest = rest_of(element.text, word[1], named)
    if wordless and (rest is None or not rest.serial):
        return None
    if rest is None:
        return Classified(word[0], (), "", "", None, element.lines)
    section = Section(rest.number, rest.total or None) if rest.number else None
    captions = f"{rest.captions} {rest.behind}"
    shown = f"{element.text[: word[1]]} {captions}"
    handling = tuple(name for name, form in _HANDLING if form.search(shown))
    classified = word[0] not in ("UNCLASSIFIED", "")
    words = caption_words(captions, classified=classified)
    return Classified(word[0], handling, rest.post, rest.serial, section, element.lines, words)


def classification_and_handling(
    found: Found, classified: Classified | None
) -> tuple[Field[str], Field[tuple[str, ...]]]:
    """Classification and handling: stated by line and captions, or derived from portion markings."""
    captions = [
        element
        for element in found.get(Kind.CAPTION, ())
        if any(form.search(element.text) for _, form in _HANDLING)
    ]
    levels = classification_lines(found)
    printed = dict.fromkeys(name for one in levels for name in one.handling)
    for element in captions:
        printed.update(dict.fromkeys(name for name, form in _HANDLING if form.search(element.text)))
    if classified and classified.classification != "UNCLASSIFIED":
        printed.pop("SBU", None)
    stated: Field[tuple[str, ...]] = Field()
    if printed:
        places = {*(line for one in levels if one.handling for line in one.lines), *lines_of(captions)}
        stated = Field(tuple(printed), _STATED, tuple(sorted(places)))
    if level_ := next((one for one in (classified, *levels) if one and one.classification), None):
        return Field(level_.classification, _STATED, level_.lines), stated
    derived, handling = _derived(found.get(Kind.PORTION, []), stated)
    if derived.value in NORMAL[:2] and _is_classified(found):
        derived = Field()  # the paragraphs that a copy has kept are not the ones that make it so
    return (derived, handling) if derived.value else (_of_banner(found), handling)


def _is_classified(found: Found) -> bool:
    """Do the executive order's line or a statement of the authority say that the cable is classified?"""
    orders = (executive_order(element.text) for element in found.get(Kind.EXECUTIVE_ORDER, ()))
    marked = any(order and order.applies and (order.declassify_on or order.exemptions) for order in orders)
    reasoned = any(
        authority_forms.REASONS_DONE.fullmatch(element.text) for element in found.get(Kind.CLASSIFIED_BY, ())
    )
    return marked or reasoned


def _of_banner(found: Found) -> Field[str]:
    """The classification above the first page of a labelled telegram, where no other line has it."""
    if Kind.REFERENCE_NUMBER in found:
        for element in found.get(Kind.PAGE_LINE, ()):
            word = classification_word(element.text) if page_forms.BANNER.fullmatch(element.text) else None
            if word:
                return Field(word[0], Status.DERIVED, element.lines, "classification banner")
    return Field()


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
    places = lines_of([element for _, element in levels])
    classification: Field[str] = Field(NORMAL[highest], Status.DERIVED, places, "portion markings")
    if stated.value or not handling:
        return classification, stated
    return classification, Field(tuple(handling), Status.DERIVED, places, "portion markings")


def level(portion: str) -> int:
    """Rank of a portion marking's classification, -1 when unknown."""
    return _LEVELS.get(portion.upper().strip("() ").replace("/", " ").partition(" ")[0], -1)


def _portion_handling(portion: str) -> list[str]:
    base, *caveats = [part for part in portion.upper().split("/") if part]
    names = [base] if base in ("SBU", "FOUO") else []
    names.extend("NOFORN" if caveat in ("NF", "N", "NOFORN") else caveat for caveat in caveats)
    return names
