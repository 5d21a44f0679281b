"""Codes that a release under the Freedom of Information Act prints in place of words: B1, 1.4(D), REDACTED.

Law of this file: only a copy that says that it is such a release has the codes, and there only codes alone on
a line, behind the gap of what was taken out, beside its brackets, or several in a row; "a B1 visa" is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.grammar import redactions as grammar
from cableconv.grammar import stamps as stamp_forms
from cableconv.model import HEADER, LAYOUT, Kind, Span, Spans, kind_of
from cableconv.text.inline import beginning
from cableconv.text.sentences import is_terminal

_LINE, _PAGE_LINE, _REDACTION = Kind.LINE, Kind.PAGE_LINE, Kind.REDACTION  # looked up once, not every span
_CASE, _RELEASE = "Case No.", "RELEASE"
_SIGNS = ("B", "b)(", "1.4", "1.5", "REDACTED")
_LONGEST = 80  # columns of a line of codes
_APART = frozenset(
    {Kind.HEADING, Kind.SIGNATURE, Kind.DRAFTING, Kind.TRAILER, Kind.CELL, Kind.VERSE, *HEADER}
)


def mark_codes(spans: Spans) -> Spans:
    """Label the codes in the lines of a released copy; other copies come back as they are."""
    stamps = [
        span.text for span in spans if (_RELEASE in span.text or _CASE in span.text) and _is_stamp(span)
    ]
    if not stamps:
        return _mark_words(spans)
    stated = frozenset(
        code for text in stamps for code in _values(text) if stamp_forms.RELEASE_STAMP.fullmatch(text)
    )
    result: list[Span] = []
    for span in spans:
        if span.kind is _LINE and any(sign in span.text for sign in _SIGNS):
            result += _cut(span, stated)
        else:
            result.append(span)
    return tuple(result) if len(result) > len(spans) or _REDACTION in map(kind_of, result) else spans


def _mark_words(spans: Spans) -> Spans:
    """The word REDACTED alone on a line, which no release need have printed."""
    places = [at for at, span in enumerate(spans) if span.kind is _LINE and "REDACTED" in span.text]
    alone = [at for at in places if len(spans[at].text) < _LONGEST and grammar.WORD.fullmatch(spans[at].text)]
    if not alone:
        return spans
    result = list(spans)
    for at in alone:
        result[at] = Span(_REDACTION, spans[at].text)
    return tuple(result)


def begin_codes(spans: list[Span]) -> list[Span]:
    """Codes alone on a line go on with the paragraph above, over a blank line only where it has not ended;
    else they begin one."""
    above: Kind | None = None
    open_ = blank = False
    for at, span in enumerate(spans):
        if span.kind is _REDACTION and (at == 0 or spans[at - 1].text[-1] in "\r\n"):
            begins = above is None or above in _APART or (blank and not open_)
            if begins and above is not _REDACTION:
                spans[at] = beginning(span)
        if span.kind in LAYOUT:
            blank = blank or span.kind is Kind.BLANK
            continue
        if span.text.strip():
            open_ = span.kind in (Kind.LABEL, Kind.PORTION, _REDACTION) or not is_terminal(span.text.rstrip())
        above, blank = span.kind, False
    return spans


def _is_stamp(span: Span) -> bool:
    released = stamp_forms.RELEASE_STAMP.fullmatch(span.text) is not None
    return released or (span.kind is _PAGE_LINE and "Case No." in span.text)


def _cut(span: Span, stated: frozenset[str]) -> Iterator[Span]:
    """The line with its codes as spans of their own."""
    text = span.text
    if len(text) < _LONGEST and (alone := grammar.CODES_ALONE.fullmatch(text)):
        yield Span(_REDACTION, text, ",".join(_values(alone[0])))
        return
    at = 0
    for found in grammar.CODES_INSIDE.pattern().finditer(text):
        codes = _values(found[0])
        start, end = found.span()
        framed = text[start - 1 : start] == "[" and text[end : end + 1] == "]"
        start, end = start - framed, end + framed
        said = not stated or stated.issuperset(codes)
        if not (
            framed
            or _beside_nothing(text, start, end)
            or (said and _stands_for_words(text, start, end, codes))
        ):
            continue
        end += len(text) - end - len(text[end:].lstrip(" "))
        if not text[end:].strip():
            end = len(text)
        if start > at:
            yield Span(_LINE, text[at:start])
        yield Span(_REDACTION, text[start:end], ",".join(codes))
        at = end
    if at < len(text):
        yield Span(_LINE, text[at:]) if at else span


def _beside_nothing(text: str, start: int, end: int) -> bool:
    """Do brackets that hold nothing stand beside this place?"""
    above = grammar.EMPTY_ABOVE.search(text[:start])
    return above is not None or grammar.EMPTY_BELOW.match(text, end) is not None


def _stands_for_words(text: str, start: int, end: int, codes: list[str]) -> bool:
    """Do the codes at this place stand behind the line's one gap, or several of reasons in a row?"""
    before = text[:start]
    gaps = [gap for gap in grammar.GAP.finditer(text) if not start <= gap.end() <= end]
    if grammar.GAP_BEFORE.search(before) and not gaps:
        return True
    return len(codes) > 1 and "." in text[start:end] and grammar.CITING.search(before) is None


def _values(text: str) -> list[str]:
    """The codes in their normal form, "B5" for "(b)(5)", in order, each once."""
    found = [_value(code) for code in grammar.CODE.pattern().finditer(text)]
    return list(dict.fromkeys(found))


def _value(code: re.Match[str]) -> str:
    if exemption := code["exemption"] or code["bracketed"]:
        return f"B{exemption}" + (f"({code['part'].upper()})" if code["part"] else "")
    return f"{code['reason']}({code['letter'].upper()})"
