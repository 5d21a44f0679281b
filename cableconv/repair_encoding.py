"""UTF-8 that was read as Windows-1252 or ISO 8859-1, once or several times: what it says.

Laws of this file: a sequence counts only if its bytes are UTF-8 and its place rules out that the
characters stand for themselves; where its place does not, the whole document must speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar.damage import CONTROL, FOLLOWING, MOJIBAKE, SEQUENCE, WINDOWS
from cableconv.grammar.form import lazy
from cableconv.repair_correction import Correction

RULE = "CC350"
_DEEPEST = 4  # times that a text was read wrongly
# Marks that stand beside words: a capital A with tilde and a closing quotation mark are no sequence.
_MARKS = frozenset(
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{MIDDLE DOT}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    "\N{DAGGER}\N{DOUBLE DAGGER}\N{BULLET}\N{HORIZONTAL ELLIPSIS}\N{EN DASH}\N{EM DASH}"
)
_DAGGERS = frozenset("\N{DAGGER}\N{DOUBLE DAGGER}")
# Characters of Windows-1252 that never follow a word as marks do.
_NO_MARKS = frozenset(
    "\N{LATIN SMALL LETTER F WITH HOOK}\N{MODIFIER LETTER CIRCUMFLEX ACCENT}\N{PER MILLE SIGN}"
    "\N{LATIN CAPITAL LETTER S WITH CARON}\N{LATIN CAPITAL LIGATURE OE}\N{LATIN CAPITAL LETTER Z WITH CARON}"
    "\N{SMALL TILDE}\N{LATIN SMALL LETTER S WITH CARON}\N{LATIN SMALL LIGATURE OE}"
    "\N{LATIN SMALL LETTER Z WITH CARON}\N{LATIN CAPITAL LETTER Y WITH DIAERESIS}"
)
_OPENERS = frozenset("\"'([\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}")
# What UTF-8 of three bytes is in cables: marks and signs, ligatures, the byte-order mark.
_SIGNS = lazy("[\u2010-\u205e\u20a0-\u20bf\u2100-\u27bf\ufb00-\ufb06\ufeff\ufffd\u2000-\u200f]")
_LATIN = lazy("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u01a0\u01a1\u01af\u01b0\u0218-\u021b]")
_VIETNAMESE = lazy("[\u1e00-\u1eff]")
_OTHER_LETTERS = lazy("[\u0370-\u06ff\u0e00-\u0e7f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_PICTURES = lazy("[\U0001f000-\U0001faff]")
_CUT_OFF = lazy(f"\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}\ufffd?(?![{FOLLOWING}\\w])")
_OPENING = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}\N{LATIN SMALL LIGATURE OE}"
_LOST_BLANK = {
    "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}": "",
    "\N{LATIN CAPITAL LETTER A WITH TILDE}": "\N{LATIN SMALL LETTER A WITH GRAVE}",
}
_BEFORE_BLANK = lazy(f"[{''.join(_LOST_BLANK)}](?= )")
_CONTROLS = lazy("[\x80-\x84\x86-\x9f]")


class Certainty(IntEnum):
    """How sure it is that characters do not stand for themselves."""

    NOT = 0
    LIKELY = 1  # needs a document that is like this everywhere
    SURE = 2


class Place(NamedTuple):
    """What stands around a sequence: two characters before it, one after it ("" at the edges)."""

    earlier: str
    before: str
    after: str


class _Run(NamedTuple):
    """Sequences side by side: where, what they say, how certain that is, how often misread."""

    start: int
    end: int
    reading: str
    certainty: Certainty
    times: int


def corrections(text: str) -> Iterator[Correction]:
    """The corrections that are certain in this text."""
    if text.isascii():
        return
    runs = [run for found in MOJIBAKE.pattern().finditer(text) if (run := _run(text, found))]
    if any(run.certainty is Certainty.SURE for run in runs):
        everywhere = _is_everywhere(text, runs)
        for run in runs:
            if everywhere or run.certainty is Certainty.SURE:
                yield _correction(text, run)
        yield from _cut_off(text)
        if everywhere:
            yield from _before_blank(text)
    elif not runs:
        yield from _controls(text)


def undone(text: str) -> str:
    """The text with every sequence read right, as often as that leaves one."""
    return _undone(text)[0]


def _undone(text: str) -> tuple[str, int]:
    times = 0
    while times < _DEEPEST:
        read = SEQUENCE.sub(lambda found: _decoded(found[0]) or found[0], text)
        if read == text:
            break
        text, times = read, times + 1
    return text, times


@cache
def _bytes() -> dict[str, int]:
    """The byte for which a character stands: in ISO 8859-1, undecoded, in Windows-1252."""
    table = {chr(code): code for code in range(0x80, 0x100)}
    table |= {chr(0xDC00 + code): code for code in range(0x80, 0x100)}
    return table | {character: code for code, character in WINDOWS.items()}


def _decoded(sequence: str) -> str | None:
    """The character whose UTF-8 bytes these are; None when they are no UTF-8."""
    table = _bytes()
    try:
        return bytes([table[character] for character in sequence]).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _run(text: str, found: re.Match[str]) -> _Run | None:
    sequences = SEQUENCE.findall(found[0])
    read = [_decoded(sequence) for sequence in sequences]
    said = "".join([character or "" for character in read])
    if None in read:
        return None
    start, end = found.span()
    reading, times = _undone(found[0])
    reading = "".join([WINDOWS.get(ord(character), character) for character in reading])
    if times > 1:
        return _Run(start, end, reading, Certainty.SURE, times)
    around = [*text[max(0, start - 2) : start].rjust(2, "\0"), *said, *text[end : end + 1], "\0"]
    certain = [
        _certainty(sequence, said[at], Place(around[at], around[at + 1], around[at + 3]), len(sequences))
        for at, sequence in enumerate(sequences)
    ]
    if Certainty.NOT in certain:
        return None
    return _Run(start, end, reading, max(certain), times)


def _certainty(sequence: str, read: str, place: Place, count: int) -> Certainty:
    """How sure a sequence of a run of count sequences is in its place."""
    if sequence[0] == "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}":
        quoted = place.before in _OPENERS and sequence[1] in _MARKS
        return Certainty.LIKELY if quoted or place.before.isupper() else Certainty.SURE
    if _SIGNS.match(read) or _PICTURES.match(read):
        return Certainty.SURE
    if _LATIN.match(read):
        return _letter(sequence, read, place)
    if _VIETNAMESE.match(read):
        return Certainty.LIKELY if sequence[-1] in _MARKS - _DAGGERS else Certainty.SURE
    if _OTHER_LETTERS.match(read):
        return Certainty.SURE if count > 1 else Certainty.LIKELY
    return Certainty.LIKELY if read == "\N{MULTIPLICATION SIGN}" else Certainty.NOT


def _letter(sequence: str, read: str, place: Place) -> Certainty:
    """How sure a Latin letter is, whose bytes look like a capital and a sign."""
    first, mark = sequence[0], sequence[1] in _MARKS
    earlier, before, after = place
    if before.islower():  # no capital stands inside a word
        return Certainty.SURE
    if not before.isalnum():
        if first == "\N{LATIN CAPITAL LETTER A WITH TILDE}":  # which is no word by itself
            return Certainty.LIKELY if mark and not after.islower() else Certainty.SURE
        return Certainty.LIKELY if mark or not after.islower() else Certainty.SURE
    if before.isupper() and (sequence[1] in _NO_MARKS or "\x80" <= sequence[1] <= "\x9f"):
        return Certainty.SURE
    initial = before.isupper() and not earlier.isupper() and after.islower()
    return Certainty.SURE if initial and read.islower() and not mark else Certainty.LIKELY


def _is_everywhere(text: str, runs: list[_Run]) -> bool:
    """Does no character beyond ASCII stand for itself?"""
    ends = [(0, 0), *((run.start, run.end) for run in runs), (len(text), len(text))]
    rest = "".join([text[end:start] for (_, end), (start, _) in pairwise(ends)])
    return _BEFORE_BLANK.sub("", _CUT_OFF.sub("", rest)).isascii()


def _correction(text: str, run: _Run) -> Correction:
    times = "" if run.times < 2 else f", {run.times} times"
    why = "" if run.certainty is Certainty.SURE else "; so is all of the text beyond ASCII"
    return _found(
        text,
        (run.start, run.end),
        run.reading,
        f"UTF-8 read as Windows-1252{times}",
        0.99 if run.certainty is Certainty.SURE else 0.93,
        why,
    )


def _found(
    text: str, place: tuple[int, int], reading: str, what: str, confidence: float, why: str = ""
) -> Correction:
    start, end = place
    evidence = f'{what}: "{text[start:end]}" is "{reading}"{why}'
    return Correction(start, end, reading, RULE, evidence, confidence)


def _cut_off(text: str) -> Iterator[Correction]:
    """Closing quotation marks whose last byte, 9D, is no character of Windows-1252 and was lost."""
    torn = list(_CUT_OFF.finditer(text))
    if len(torn) <= text.count(_OPENING):
        for found in torn:
            what = "UTF-8 read as Windows-1252, last byte lost"
            yield _found(text, found.span(), "\N{RIGHT DOUBLE QUOTATION MARK}", what, 0.95)


def _before_blank(text: str) -> Iterator[Correction]:
    """Sequences whose second character was a no-break space and is a blank now."""
    for found in _BEFORE_BLANK.finditer(text):
        capital = text[max(0, found.start() - 1) : found.start()].isupper()
        if not (capital and _LOST_BLANK[found[0]]):
            what = "UTF-8 read as Windows-1252, no-break space lost"
            yield _found(text, found.span(), _LOST_BLANK[found[0]], what, 0.93)


def _controls(text: str) -> Iterator[Correction]:
    """Windows-1252 read as ISO 8859-1: its marks stand as controls, which no text has."""
    if any(ord(each) not in WINDOWS for each in _CONTROLS.findall(text)):
        return
    for found in CONTROL.pattern().finditer(text):
        reading = "".join([WINDOWS[ord(character)] for character in found[0]])
        yield _found(text, found.span(), reading, "Windows-1252 read as ISO 8859-1", 0.97)
