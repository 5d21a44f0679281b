"""Character references of web pages that stand in plain text: `&amp;`, `&#39;`, `&#x000A;`.

Laws of this file: a reference ends in a semicolon and names a character of running text; inside an
address, and where a text speaks of the reference itself, it stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from cableconv.grammar.damage import CHARACTER_REFERENCE, ENTITY_CODES, WINDOWS
from cableconv.grammar.form import lazy
from cableconv.model import Kind
from cableconv.repair.correction import Correction
from cableconv.repair.encoding import undone

if TYPE_CHECKING:
    from cableconv.hyphens.evidence import Evidence

RULE = "CC351"
HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}")
WINDOW = 200  # characters looked at on either side of such a line end
_LINE_END = lazy(r"&(?:amp;)*#(?:10|13|[xX]0*[AaDd]);")
_PIECE = lazy(r"&(?:amp;|#38;|#x26;)*(?:#([0-9]+)|#[xX]([0-9A-Fa-f]+)|([A-Za-z][A-Za-z0-9]*));")
_ADDRESS = lazy(r"(?:[a-z][a-z0-9+.-]{1,9}://|www\.)\S", re.IGNORECASE)
_PARAMETER = lazy(r"[A-Za-z_][\w.%~-]{0,40}=")
_AFTER_ADDRESS = lazy(r"[.,;:!?)\]]*(?!\S)")
_OF_ADDRESSES = frozenset("-_/.:?=~%+")
_ENDS_ADDRESS = frozenset("\"'<>")
_LONGEST = 400  # characters of an address before a reference
_MENTIONED = frozenset(('""', "''", "``"))


def corrections(text: str) -> Iterator[Correction]:
    """The corrections that are certain in this text."""
    evidence = cache(lambda: _evidence(text))
    for found in CHARACTER_REFERENCE.pattern().finditer(text):
        start, end = found.span()
        reading = _PIECE.sub(_said, found[0])
        if "\0" in reading or text[max(0, start - 1) : start] + text[end : end + 1] in _MENTIONED:
            continue
        if _in_address(text, start, end, reading):
            continue
        said = undone(reading)
        shown = " ".join(said.split()) and said
        if not shown and (broken := _in_word(text, start, end, evidence)):
            yield broken
            continue
        what = f'"{shown}"' if shown else "a blank"
        yield Correction(start, end, said, RULE, f'character reference: "{found[0]}" is {what}', 0.98)


def _in_word(text: str, start: int, end: int, evidence: Callable[[], Evidence]) -> Correction | None:
    """The line end behind a hyphen inside a word: it prints nothing, nor does the hyphen of a word break."""
    if text[start - 1 : start] not in HYPHENS or not (text[end : end + 1].isalnum() and start):
        return None
    from cableconv.hyphens import line_end as hyphens

    before = text[max(0, start - WINDOW) : start].rpartition("\n")[2]
    decided = hyphens.decide(before, text[end : end + WINDOW], evidence)
    if decided.kind not in (Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT):
        return None
    told = f'character reference: "{text[start:end]}" is a line end inside a word; {decided.evidence}'
    begin = start - (decided.kind is Kind.HYPHEN_DROPPED)
    return Correction(begin, end, "", RULE, told, decided.confidence)


def _evidence(text: str) -> Evidence:
    from cableconv.hyphens import line_end as hyphens

    return hyphens.gather(_LINE_END.sub("\n", text).split("\n"))


def _said(found: re.Match[str]) -> str:
    """The character of a reference; NUL for one that no running text has."""
    decimal, hexadecimal, name = found.groups()
    if name:
        return _entities().get(name, "\0")
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code in WINDOWS:  # as browsers read them
        return WINDOWS[code]
    if code in (9, 10, 13):
        return " "
    odd = code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE
    return "\0" if odd or code < 0x20 or 0x7F <= code < 0xA0 else chr(code)


@cache
def _entities() -> dict[str, str]:
    from html.entities import codepoint2name

    named = {codepoint2name[code]: chr(code) for code in ENTITY_CODES if code in codepoint2name}
    return named | {"apos": "'"}


def _in_address(text: str, start: int, end: int, reading: str) -> bool:
    """Is the reference a part of an address that an ampersand and a name before "=" do not prove?"""
    before = text[max(0, start - _LONGEST) : start]
    if not before or before[-1].isspace() or not _ADDRESS.search(before.split()[-1]):
        return False
    if reading.isspace() or reading in _OF_ADDRESSES:
        return False  # no address has a line end, or its own signs written so
    if reading == "&":
        return not _PARAMETER.match(text, end)
    return not (reading in _ENDS_ADDRESS and _AFTER_ADDRESS.match(text, end))
