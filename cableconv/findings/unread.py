"""What of a header could not be read: whole lines, and values that are none.

Law of this file: a finding quotes what is printed; the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.fields.classification import classification_line
from cableconv.grammar import header as lines
from cableconv.grammar import markers, site
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import digits
from cableconv.header import airgram
from cableconv.header.dates import DAMAGED_DATE
from cableconv.header.elements import Element, Found, first
from cableconv.header.markers import post_names
from cableconv.header.opening import strong
from cableconv.header.readings import (
    PRECEDENCES,
    addressees,
    executive_order,
    group_of,
    unfolded,
)
from cableconv.header.sections import LABELLED
from cableconv.lexicon.classification_post import is_listed, may_hold_caption, rest_of
from cableconv.lexicon.classification_words import classification_word
from cableconv.lexicon.damaged_labels import mended
from cableconv.model import Finding, Kind
from cableconv.model_header import Header, Status

_MONTHS = tuple(
    "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER".split()  # noqa: SIM905
)
_DATE = lazy(r"(?<!\d)\d{1,4}\s?[/.-]{1,2}\s?\d{1,2}\s?[/.-]{1,2}\s?\d{2,4}(?!\d)")
_NAMELESS = lazy(rf"(?:{lines.RI})?\s?/")
_FEW = 4  # letters and figures, fewer than name a date or an event
_IN_ENTRY = frozenset(" '-.&")  # signs of entries in words and of names
_ADDRESSED = ((Kind.TO, "TO"), (Kind.INFO, "INFO"), (Kind.EXCLUDED, "XMT"))


def findings(found: Found, header: Header) -> Iterator[Finding]:
    """Lines of the header that are no element known here, and values that are no time, date or name."""
    later = [each for each in found.get(Kind.HEADER_TEXT, ()) if strong(each.text) in LABELLED]
    for each in later:
        message = f'the header of a later section says "{each.text}", the first one does not'
        yield Finding("CC419", "info", each.lines, message)
    unread = [
        each
        for each in found.get(Kind.HEADER_TEXT, ())
        if each not in later and not (_is_known(each.text, header) or _opens_repeated(each.text))
    ]
    if unread:
        yield Finding(
            "CC411",
            "info",
            tuple(sorted({n for e in unread for n in e.lines})),
            "lines of the header that could not be read; they are kept",
        )
    yield from _post(found, header)
    yield from _station(first(found, Kind.STATION), header)
    yield from _date_time(first(found, Kind.DTG), header)
    yield from _order(first(found, Kind.EXECUTIVE_ORDER), header)
    yield from _tags(first(found, Kind.TAGS), header)
    yield from _addressees(found)


def _is_known(text: str, header: Header) -> bool:
    """Is this an archive's note, the dateline of an edition, or the cable's own number, read elsewhere?"""
    own = re.fullmatch(r"([A-Z .'/-]+?) ?0*(\d+)", text) if header.serial.value else None
    if own and (own[1], own[2]) == (header.post.value, header.serial.value):
        return True
    return (
        "partial extract" in text
        or airgram.is_known(text)
        or text in PRECEDENCES
        or site.DATELINE.fullmatch(text) is not None
    )


def _opens_repeated(text: str) -> bool:
    """Does this open the telegram that is repeated, "QUOTE"?"""
    return markers.HEADER_QUOTE.fullmatch(text) is not None


def _post(found: Found, header: Header) -> Iterator[Finding]:
    """The post of a classification line that nothing else names, where words of no list stand before it."""
    named = post_names(found)
    if named and header.serial.status is Status.STATED:
        return
    line = classification_line(found)
    if line is None:
        return
    if not line.serial:
        yield from _behind_word(found)
    if not line.post or named:
        return
    foreign = [words for words in line.captions if not is_listed(words)]
    if foreign:
        message = f'"{foreign[-1]}" is read as a caption because of the post {line.post}; no list has it'
        yield Finding("CC418", "info", line.lines, message)
    elif may_hold_caption(line.post):
        message = f'no other line names the post "{line.post}": its first word may be a caption'
        yield Finding("CC418", "info", line.lines, message)


def _behind_word(found: Found) -> Iterator[Finding]:
    """What stands behind the classification's word, if it is no post and serial that could be read."""
    for element in found.get(Kind.CLASSIFICATION, ()):
        word = classification_word(element.text)
        rest = element.text[word[1] :].strip() if word else ""
        if word and rest and rest_of(element.text, word[1]) is None:
            yield _value(
                element, f'"{rest}" behind the classification is no post and serial that could be read'
            )


def _value(element: Element, message: str) -> Finding:
    return Finding("CC416", "info", element.lines, message)


def _station(element: Element | None, header: Header) -> Iterator[Finding]:
    printed = lines.STATION.fullmatch(unfolded(element.text)) if element else None
    if element is None or printed is None:
        return
    yield from _letters(element, [printed[name] for name in ("serial", "section", "day", "time")])
    if printed["day"] and header.julian_day.value is None:
        yield _value(element, f"{printed['day']} in the DE line is no day of a year")
    if printed["time"] and header.filing_time.value is None:
        yield _value(element, f"{printed['time']} in the DE line is no time of a day")


def _letters(element: Element, numbers: list[str | None]) -> Iterator[Finding]:
    """Numbers in which a letter stands for a digit, as they were read."""
    for number in numbers:
        if number and digits(number) != number:
            yield _value(element, f'"{number}" is read as {digits(number)}')


def _date_time(element: Element | None, header: Header) -> Iterator[Finding]:
    printed = lines.DTG.fullmatch(group_of(element.text)) if element else None
    if element is not None and printed is None and header.date_time_group.value is None:
        yield _value(element, f'"{element.text}" is no date that could be read')
    if element is None or printed is None:
        return
    yield from _letters(element, [printed[name] for name in ("day", "time", "year")])
    if printed["year"] and header.date_time_group.value is None:
        yield _value(element, f'"{element.text}" is no date and time')
    if not printed["year"]:
        yield _value(element, f'"{element.text}" has no year: date and number of the cable are not known')
    if printed["odd"]:
        yield _value(
            element, f'"{printed["odd"]}" behind the date-time group is no operating signal known here'
        )
    month = printed["month"].upper().replace("0", "O")
    read_ = header.date_time_group.value is not None
    if read_ and not any(name.startswith(month) for name in _MONTHS) and month != "SEPT":
        yield _value(element, f'the month is printed "{printed["month"]}" and read as {month[:3]}')


def _order(element: Element | None, header: Header) -> Iterator[Finding]:
    order = header.executive_order.value
    if element is None or order is None:
        return
    if executive_order(element.text.strip("(USC) ")) is None and executive_order(mended(element.text)):
        yield _value(element, f'"{element.text}" is read as the line of E.O. {order.number}')
    if not order.value and ":" not in element.text[:5]:  # labelled headers print the number alone
        yield _value(element, f"the line of E.O. {order.number} says nothing about declassification")
    said = "".join(filter(str.isalnum, order.value.upper().removeprefix("DECL")))
    if order.value and order.applies and not (order.declassify_on or order.exemptions) and len(said) < _FEW:
        yield _value(element, f'"{order.value}" in the E.O. line is no date and no exemption')
    yield from _letters(element, [found[0] for found in DAMAGED_DATE.finditer(order.value)])
    date = _DATE.search(order.value)
    if date and order.applies and not order.declassify_on:
        yield _value(element, f"{date[0]} in the E.O. line is no date")


def _tags(element: Element | None, header: Header) -> Iterator[Finding]:
    """Entries with a sign or a figure that none has, "P#OV"."""
    entries = [tag.text for tag in header.tags.value or () if tag.kind == "unknown"]
    damaged = [text for text in entries if not all(sign.isalpha() or sign in _IN_ENTRY for sign in text)]
    if element is not None and damaged:
        yield _value(element, f'"{damaged[0]}" in the TAGS line is no entry that could be read')


def _addressees(found: Found) -> Iterator[Finding]:
    """Lines that name nobody: a routing indicator without a name, a label with nothing below it."""
    for kind, label in _ADDRESSED:
        listed = found.get(kind, [])
        named = any(addressees(element.text) for element in listed)
        for element in listed:
            bare = re.sub(rf"\A{label}\b", "", element.text).strip()
            if _NAMELESS.fullmatch(bare) or not (named or bare):
                yield _value(element, f'"{element.text}" names no addressee')
