"""The line that opens an edited telegram: serial, subject, references and text run together.

Law of this file: subject and references end with their sentence; what follows is text.
"""

import re
from typing import NamedTuple

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.header.opening import strong
from cableconv.header.split import split
from cableconv.model import Kind, Spans

_STOP = lazy(r"[.?!][\"'\u2019\u201d)]?\s+(?=[A-Z0-9(\"\u201c])")
_REFERRED = lazy(r"(?<=[\d)])\.\s+(?=[A-Z][a-z]+\b(?!'s?\s\d|\u2019s?\s\d|[ \w]{0,20}\s\d)|[A-Z]+\.\s)")
_DAY = lazy(r"1\.\s+(?=Ref(?:s|tels?)?\s?:)")
_LONGEST = 700  # characters of serial, subject and references
_SERIAL = 3  # digits of a serial that is no paragraph's number
_ABBREVIATIONS = frozenset(
    """AMB BRIG GEN COL SEC GOV SEN REP LT SGT CPL CMDR MAJ CAPT ADM PROF MIN DEP ASST DEPT GOVT NO NOS JAN
    FEB MAR APR JUN JUL AUG SEP SEPT OCT NOV DEC MR MRS MS DR ST FT MT VS ETC SUBJ REF CIRC RE VOL HON REV
    MESSRS SECY""".split()  # noqa: SIM905
)


class Part(NamedTuple):
    """What of a line one element of the opening fills."""

    text: str
    begins: bool  # the element; it goes on from the line above otherwise
    header: bool = True  # no text of the cable


def run_in(spans: Spans, at: int) -> dict[int, list[Part]]:
    """The parts of the lines below the dateline of an edition that run serial, subject, references and
    text together, "1402. Subject: Talks. Ref: State 123. We met.", by place; none of other lines. The
    first has the serial."""
    opening = site.RUN_IN.fullmatch(spans[at].text)
    if opening is None or not opening["label"]:
        return {}
    above = next((span for span in reversed(spans[:at]) if span.kind is not Kind.BLANK), None)
    if above is None or above.kind is not Kind.LINE:
        if len(opening["serial"]) < _SERIAL or opening["label"][:1] not in "Ss":
            return {}  # the dateline is lost; a short number would be a paragraph's
    elif not site.DATELINE.fullmatch(above.text):
        return {}
    start = opening.start("label")
    ends = [len(spans[at].text)]
    while _goes_on(spans, at + len(ends)):
        ends.append(ends[-1] + len(spans[at + len(ends)].text))
    whole = "".join([span.text for span in spans[at : at + len(ends)]])
    pieces = _with_dates(split(whole[start:].replace("\n", " ").replace("\r", " ")))
    for number, piece in enumerate(pieces):
        end = _end(piece)
        if end < len(piece):  # the rest is text, whatever labels stand in it
            pieces[number:] = [piece[:end], "".join([piece[end:], *pieces[number + 1 :]])]
            break
    header = next(
        (number for number, piece in enumerate(pieces[1:], 1) if strong(piece) is None), len(pieces)
    )
    pieces[header:] = ["".join(pieces[header:])] if pieces[header:] else []  # what is text is one part
    lengths = [start + len(pieces[0]), *map(len, pieces[1:])]
    if sum(lengths[:header]) > _LONGEST:  # no sentence ends it
        return {}
    return _by_line(whole, lengths, header, ends, at)


def _with_dates(pieces: list[str]) -> list[str]:
    """The pieces with the day of a date, which stands before a label like a paragraph's number, "... April 1.
    Ref:", in the piece above."""
    for at in range(1, len(pieces)):
        day = _DAY.match(pieces[at])
        if day:
            pieces[at - 1 : at + 1] = [pieces[at - 1] + day[0], pieces[at][day.end() :]]
    return pieces


def _goes_on(spans: Spans, at: int) -> bool:
    """Is this a further line of what the opening line begins?"""
    return (
        at < len(spans)
        and spans[at].kind is Kind.LINE
        and spans[at - 1].text[-1] in "\r\n"
        and not site.NUMBERED.match(spans[at].text)
    )


def _by_line(whole: str, lengths: list[int], header: int, ends: list[int], at: int) -> dict[int, list[Part]]:
    """The pieces of these lengths, cut where lines end, by the place of the line's span. header: how many
    of them are header."""
    found: dict[int, list[Part]] = {}
    begin = line = 0
    for number, length in enumerate(lengths):
        stop, begins = sum(lengths[:number]) + length, True
        while begin < stop:
            end = min(stop, ends[line])
            found.setdefault(at + line, []).append(Part(whole[begin:end], begins, number < header))
            line += end == ends[line]
            begin, begins = end, False
    return found


def _end(piece: str) -> int:
    """Where the first sentence of a subject, or the last reference, ends."""
    if piece[:3].upper() == "REF":
        found = _REFERRED.search(piece)
        return found.end() if found else len(piece)
    for found in _STOP.finditer(piece):
        word = re.split(r"[\s(/-]", piece[: found.start()])[-1]
        figure = word.isdigit() and piece[found.end() :][:1].isalpha()  # "Press Summary for April 4. The"
        if figure or (len(word) > 2 and "." not in word and word.upper() not in _ABBREVIATIONS):
            return found.end()
    return len(piece)


def without_serial(text: str) -> str:
    """A line that opens an edited telegram without the serial before its label."""
    found = site.RUN_IN.fullmatch(text) if text.lstrip()[:1].isdigit() else None
    return text[found.start("label") :] if found and found["label"] else text
