"""Post and serial, and the message reference number (MRN) that follows from them.

Law of this file: post and serial are stated by the classification line alone; of page markers and
FM line they are derived, and the number always is.
"""

from __future__ import annotations

from cableconv.fields.classification import Classified
from cableconv.grammar.labelled import NUMBER
from cableconv.grammar.pages import COUNTED_PAGE
from cableconv.header.elements import Found, first
from cableconv.header.labelled import value_of
from cableconv.header.markers import named_by_markers, page_markers
from cableconv.header.readings import post_of
from cableconv.lexicon import stumps
from cableconv.lexicon.reference_numbers import post_letters
from cableconv.model import Kind
from cableconv.model_header import Field, Status

_STATED = Status.STATED


def pages(found: Found) -> Field[int]:
    """The number of pages that the page markers print, or else "Page 2 of 5"."""
    totals = [(total, line) for _, _, total, line in page_markers(found) if total] or [
        (int(counted["total"]), numbers[0])
        for text, numbers, _ in found.get(Kind.PAGE_LINE, ())
        if (counted := COUNTED_PAGE.fullmatch(text))
    ]
    if not totals:
        return Field()
    return Field(max(total for total, _ in totals), _STATED, tuple(dict.fromkeys(line for _, line in totals)))


def _from_post(found: Found) -> tuple[str, tuple[int, ...]]:
    element = first(found, Kind.FROM)
    if element is None:
        return "", ()
    return post_of(element.text), element.lines


def post_and_serial(found: Found, classified: Classified | None) -> tuple[Field[str], Field[str]]:
    """Post and serial: of the classification line, else of page markers, else (the post) of the FM line."""
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
        digits = markers[0][1]
        places = tuple(dict.fromkeys(at for _, _, _, at in markers))
        if not serial.value and digits:
            serial = Field(digits, Status.DERIVED, places, "page marker")
        if not post.value:
            post = _of_markers(found, places, sender, sender_lines)
    if not post.value and sender:
        post = Field(sender, Status.DERIVED, sender_lines, "FM line")
    return post, serial


def _of_markers(
    found: Found, places: tuple[int, ...], sender: str, sender_lines: tuple[int, ...]
) -> Field[str]:
    """The post that the page markers name, whole where anything tells the rest of it."""
    printed, width = named_by_markers(found)
    name, told = stumps.completed(printed, width, filter(None, (sender,)))
    lines = tuple(dict.fromkeys((*sender_lines, *places))) if told == "FM line" else places
    doubt = stumps.IN_DOUBT * (name != sender and stumps.in_doubt(name, width))
    return Field(name, Status.DERIVED, lines, f"page marker{f' and {told}' if told else doubt}")


def stated_number(found: Found) -> tuple[Field[str], Field[str], Field[str]] | None:
    """Reference number, post and serial of the MRN line; None where there is none."""
    element = first(found, Kind.REFERENCE_NUMBER)
    printed = NUMBER.fullmatch(value_of(element.text)) if element else None
    if element is None or printed is None:
        return None
    post = " ".join(printed["post"].upper().split())
    number = f"{printed['year']}{post_letters(post)}{printed['serial']}"
    places = element.lines
    return (
        Field(number, _STATED, places),
        Field(post, _STATED, places),
        Field(printed["serial"], _STATED, places),
    )


def reference_number(moment: Field[str], post: Field[str], serial: Field[str]) -> Field[str]:
    """The MRN in its normal form, 07TESTVILLE123; absent where a part of it is, or may be cut."""
    if not (moment.value and post.value and serial.value) or stumps.may_be_cut(post):
        return Field()
    number = f"{moment.value[2:4]}{post_letters(post.value)}{serial.value}"
    places = tuple(sorted({*moment.lines, *post.lines, *serial.lines}))
    return Field(number, Status.DERIVED, places, "year of the date-time group, post and serial")
