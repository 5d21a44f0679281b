"""Characters whose bytes are UTF-8: which of them were one character, and how sure that is.

Laws of this file: a sequence counts only if its bytes are UTF-8; how sure it is depends on the
characters beside it alone. What the whole document says is not known here.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from cableconv.grammar.damage import MOJIBAKE, SEQUENCE, WINDOWS
from cableconv.grammar.form import lazy

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
# Marks that never stand between two letters.
_BESIDE = frozenset(
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{DAGGER}\N{DOUBLE DAGGER}\N{BULLET}"
)
_OTHERS = frozenset(("\N{MULTIPLICATION SIGN}", *WINDOWS.values()))  # of a text read wrongly twice
_OPENERS = frozenset("\"'([\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}")
# What UTF-8 of three bytes is in cables: marks and signs, ligatures, the byte-order mark.
_SIGNS = lazy("[\u2010-\u205e\u20a0-\u20bf\u2100-\u27bf\ufb00-\ufb06\ufeff\ufffd\u2000-\u200f]")
_LATIN = lazy("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u01a0\u01a1\u01af\u01b0\u0218-\u021b]")
_VIETNAMESE = lazy("[\u1e00-\u1eff]")
_OTHER_LETTERS = lazy("[\u0370-\u06ff\u0e00-\u0e7f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_PICTURES = lazy("[\U0001f000-\U0001faff]")


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


class Run(NamedTuple):
    """Sequences side by side: where they stand, what they say, how sure it is."""

    start: int
    end: int
    reading: str
    certainty: Certainty


def runs(text: str) -> Iterator[Run]:
    """The runs of sequences in a text that may have been single characters."""
    for found in MOJIBAKE.pattern().finditer(text):
        sequences = SEQUENCE.findall(found[0])
        said = read(found[0])
        if said is None:
            continue
        start, end = found.span()
        around = [*text[max(0, start - 2) : start].rjust(2, "\0"), *said, *text[end : end + 1], "\0"]
        certain = [
            _certainty(sequence, said[at], Place(around[at], around[at + 1], around[at + 3]), len(sequences))
            for at, sequence in enumerate(sequences)
        ]
        if Certainty.NOT not in certain:
            reading = "".join([WINDOWS.get(ord(character), character) for character in said])
            yield Run(start, end, reading, max(certain))


def read(run: str) -> str | None:
    """What the bytes of a run of sequences say in UTF-8; None when they are none."""
    table = _bytes()
    try:
        return bytes([table[character] for character in run]).decode("utf-8")
    except UnicodeDecodeError:
        return None


@cache
def _bytes() -> dict[str, int]:
    """The byte for which a character stands: in ISO 8859-1, undecoded, in Windows-1252."""
    table = {chr(code): code for code in range(0x80, 0x100)}
    table |= {chr(0xDC00 + code): code for code in range(0x80, 0x100)}
    return table | {character: code for code, character in WINDOWS.items()}


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
    return Certainty.LIKELY if read in _OTHERS else Certainty.NOT


def _letter(sequence: str, read: str, place: Place) -> Certainty:
    """How sure a Latin letter is, whose bytes look like a capital and a sign."""
    first, mark = sequence[0], sequence[1] in _MARKS
    earlier, before, after = place
    if sequence[1] in _BESIDE and before.isalpha() and after.isalpha():
        return Certainty.SURE
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
