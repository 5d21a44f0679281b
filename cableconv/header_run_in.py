"""The line that opens an edited telegram: serial, subject, references and text run together.

Law of this file: subject and references end with their sentence; what follows is text.
"""

from __future__ import annotations

import re

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.header_split import split
from cableconv.model import Kind, Spans

_STOP = lazy(r"[.?!][\"'\u2019\u201d)]?\s+(?=[A-Z0-9(\"\u201c])")
_REFERRED = lazy(r"(?<=[\d)])\.\s+(?=[A-Z][a-z]+\b(?!'s?\s\d|\u2019s?\s\d|[ \w]{0,20}\s\d)|[A-Z]+\.\s)")
_ABBREVIATIONS = frozenset(
    """AMB GEN COL SEC GOV SEN REP LT MAJ CAPT ADM PROF MIN DEP ASST DEPT GOVT NO NOS JAN FEB MAR APR JUN JUL
    AUG SEP SEPT OCT NOV DEC MR MRS MS DR ST FT MT VS ETC SUBJ REF CIRC RE VOL""".split()  # noqa: SIM905
)


def run_in(spans: Spans, at: int) -> list[str]:
    """The pieces of a line below the dateline of an edition that runs serial, subject, references and
    text together, "1402. Subject: Talks. Ref: State 123. We met."; none of other lines. The first has the
    serial."""
    text = spans[at].text
    opening = site.RUN_IN.fullmatch(text)
    below = spans[at + 1] if at + 1 < len(spans) else None  # where each ends is not sure in wrapped text
    wrapped = below is not None and below.kind is Kind.LINE and not site.NUMBERED.match(below.text)
    if opening is None or not opening["label"] or wrapped:
        return []
    above = next((span for span in reversed(spans[:at]) if span.kind is not Kind.BLANK), None)
    if above is None or above.kind is not Kind.LINE or not site.DATELINE.fullmatch(above.text):
        return []
    start = opening.start("label")
    pieces = split(text[start:])
    for number, piece in enumerate(pieces):
        end = _end(piece)
        if end < len(piece):  # the rest is text, whatever labels stand in it
            pieces[number:] = [piece[:end], "".join([piece[end:], *pieces[number + 1 :]])]
            break
    return [text[:start] + pieces[0], *pieces[1:]]


def _end(piece: str) -> int:
    """Where the first sentence of a subject, or the last reference, ends."""
    if piece[:3].upper() == "REF":
        found = _REFERRED.search(piece)
        return found.end() if found else len(piece)
    for found in _STOP.finditer(piece):
        word = re.split(r"[\s(/-]", piece[: found.start()])[-1]
        if len(word) > 2 and "." not in word and word.upper() not in _ABBREVIATIONS:
            return found.end()
    return len(piece)


def without_serial(text: str) -> str:
    """A line that opens an edited telegram without the serial before its label."""
    found = site.RUN_IN.fullmatch(text) if text.lstrip()[:1].isdigit() else None
    return text[found.start("label") :] if found and found["label"] else text
