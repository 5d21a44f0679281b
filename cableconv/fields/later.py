"""What only a header below says, a later section's or one that the page prints again, where the first one has
been cut off or cut short.

Law of this file: a field that is stated stays; what comes from a header below is derived and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cableconv.fields import header as header_fields
from cableconv.fields.number import reference_number
from cableconv.fields.references import dated
from cableconv.header import stage as header
from cableconv.header.elements import Found, elements
from cableconv.lexicon.reference_numbers import Year, post_letters
from cableconv.lexicon.stumps import may_be_cut
from cableconv.model import Kind, Span, Spans
from cableconv.model_header import Field, Header, Status
from cableconv.scan import scan

_BASIS = "header of a later section"
_PRINTED_AGAIN = "header that the page prints again"
_PAGE_LINE, _REPEAT = Kind.PAGE_LINE, Kind.REPEAT  # looked up once, not every span
_REPEATED = frozenset({"CC207", "CC208"})  # rules of the lines that a section's header has
_AGAIN = "CC109"  # the rule of a header that a page prints again
_LEADING = ("date_time_group", "originator", "action_addressees", "routing_indicator", "captions")
_OWN = frozenset({"title", "section", "pages", "signature"})  # what each section or the cable has for itself


def filled(stated: Header, spans: Spans) -> Header:
    """The header, with the fields that it lacks and a header below has."""
    lacking = [name for name in _LEADING if getattr(stated, name).value is None]
    if not (lacking or stated.classification.status is not Status.STATED):
        return stated
    for found, basis in _headers(spans):
        later = header_fields.fields(found)
        told: dict[str, Field[Any]] = {}
        for name in Header._fields:
            field: Field[Any] = getattr(later, name)
            if field.status is Status.STATED and name not in _OWN and _lacks(stated, name):
                told[name] = Field(field.value, Status.DERIVED, field.lines, basis)
        stated = stated._replace(**told)
    if stated.date_time_group.status is Status.DERIVED:
        stated = _with_years(stated)
    if stated.reference_number.status is Status.ABSENT:
        number = reference_number(stated.date_time_group, stated.post, stated.serial)
        stated = stated._replace(reference_number=number)
    return stated


def _with_years(stated: Header) -> Header:
    """The header, with the numbers of references whose year a header below tells."""
    moment, listed = stated.date_time_group.value or "", stated.references.value
    if not listed or not moment:
        return stated
    own = "" if may_be_cut(stated.post) else post_letters(stated.post.value or "")
    known = Year(int(moment[:4]), moment[5:7] == "01", own, int(stated.serial.value or 0))
    return stated._replace(references=stated.references._replace(value=dated(listed, known)))


def _lacks(stated: Header, name: str) -> bool:
    status = getattr(stated, name).status
    if name == "post" and may_be_cut(stated.post):
        return True
    return status is Status.ABSENT or (name == "classification" and status is Status.DERIVED)


def _headers(spans: Spans) -> Iterator[tuple[Found, str]]:
    """The elements of each header below, with their lines, and what header it is."""
    if not any(map(_is_repeated, spans)):
        return
    number = begins = 1
    texts: list[str] = []
    basis = _BASIS
    for span in spans:
        if not texts:
            begins = number
        if _is_repeated(span):
            basis = basis if texts else _PRINTED_AGAIN if span.kind is Kind.BOILERPLATE else _BASIS
            texts.append(span.text)
        elif texts and span.kind in (Kind.BLANK, Kind.PAGE_LINE, Kind.BOILERPLATE):
            texts.append("\n" if span.text[-1] in "\r\n" else "")
        elif texts:
            yield _read("".join(texts), begins), basis
            texts = []
        if span.text[-1] in "\r\n":
            number += 1
    if texts:
        yield _read("".join(texts), begins), basis


def _is_repeated(span: Span) -> bool:
    if span.kind is _REPEAT:
        return True
    if span.kind is not _PAGE_LINE and span.kind is not Kind.BOILERPLATE:
        return False
    rule = span.reason.rule if span.reason else ""
    return rule == _AGAIN if span.kind is Kind.BOILERPLATE else rule in _REPEATED


def _read(text: str, begins: int) -> Found:
    found = elements(header.mark(scan(text)))
    return {
        kind: [one._replace(lines=tuple(line + begins - 1 for line in one.lines)) for one in listed]
        for kind, listed in found.items()
    }
