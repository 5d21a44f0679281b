"""UTF-8 that was read as Windows-1252 or ISO 8859-1, once or several times, in a whole text.

Laws of this file: what is sure in its place is corrected; what is only likely, where a text has
something sure and nothing beyond ASCII that stands for itself. What was read wrongly twice is
corrected by the same rules again.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar.damage import CONTROL, FOLLOWERS, FOLLOWING, MOJIBAKE, WINDOWS
from cableconv.grammar.form import lazy
from cableconv.repair.correction import Correction
from cableconv.repair.sequences import Certainty, Run, read, runs
from cableconv.scan import beyond_ascii, places_of

RULE = "CC350"
_DEEPEST = 4  # times that a text was read wrongly
_CUT_OFF = lazy(f"\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}\ufffd?(?![{FOLLOWING}\\w])")
_OPENING = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}\N{LATIN SMALL LIGATURE OE}"
_LOST_BLANK = {
    "\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}": "",
    "\N{LATIN CAPITAL LETTER A WITH TILDE}": "\N{LATIN SMALL LETTER A WITH GRAVE}",
}
_BEFORE_BLANK = lazy(f"[{''.join(_LOST_BLANK)}](?= )")
_CONTROLS = frozenset(map(chr, (*range(0x80, 0x85), *range(0x86, 0xA0))))
_LEADS = frozenset(map(chr, range(0xC2, 0xF5)))  # what a sequence begins with
_UTF8 = "UTF-8 read as Windows-1252"


class _Piece(NamedTuple):
    """A damaged piece: where, what it says, how it came about, confidence."""

    start: int
    end: int
    reading: str
    what: str
    confidence: float


def corrections(text: str) -> Iterator[Correction]:
    """The corrections that are certain in this text."""
    if text.isascii():
        return
    found = list(_once(text, beyond_ascii(text)))
    for times in range(2, _DEEPEST + 1):
        more = _deeper(text, found, times)
        if more is None:
            break
        found = more
    for start, end, reading, what, confidence in found:
        evidence = f'{what}: "{text[start:end]}" is "{reading}"'
        yield Correction(start, end, reading, RULE, evidence, confidence)


def undone(text: str) -> str:
    """A text that is nothing but sequences read right; any other as it is."""
    if text.isascii() or not MOJIBAKE.fullmatch(text):
        return text
    return read(text) or text


def _once(text: str, odd: frozenset[str]) -> Iterator[_Piece]:
    """What was read wrongly, taken back once. odd: the text's characters beyond ASCII."""
    begins = any(text[at + 1 : at + 2] in FOLLOWERS for lead in odd & _LEADS for at in places_of(text, lead))
    found = list(runs(text)) if begins else []
    if any(run.certainty is Certainty.SURE for run in found):
        everywhere = _is_everywhere(text, found)
        for run in found:
            if run.certainty is Certainty.SURE:
                yield _Piece(run.start, run.end, run.reading, _UTF8, 0.99)
            elif everywhere:
                yield _Piece(run.start, run.end, run.reading, f"{_UTF8}, as all of the text was", 0.93)
        yield from _cut_off(text)
        if everywhere:
            yield from _before_blank(text)
    elif not found:
        yield from _controls(text, odd)


def _deeper(text: str, found: list[_Piece], times: int) -> list[_Piece] | None:
    """The pieces with those read once more that are sequences still; None when none is."""
    more = [_inside(text, piece) for piece in found]
    if not any(run is not None and run.certainty is Certainty.SURE for run in more):
        return None
    everywhere = None not in more
    return [
        piece._replace(reading=run.reading, what=f"{_UTF8}, {times} times")
        if run is not None and (everywhere or run.certainty is Certainty.SURE)
        else piece
        for piece, run in zip(found, more, strict=True)
    ]


def _inside(text: str, piece: _Piece) -> Run | None:
    """The run that is all of a piece's reading, in its place."""
    before = text[max(0, piece.start - 2) : piece.start].rjust(2, "\0")
    placed = before + piece.reading + text[piece.end : piece.end + 1]
    span = (2, 2 + len(piece.reading))
    return next((run for run in runs(placed) if (run.start, run.end) == span), None)


def _is_everywhere(text: str, found: list[Run]) -> bool:
    """Does no character beyond ASCII stand for itself?"""
    ends = [(0, 0), *((run.start, run.end) for run in found), (len(text), len(text))]
    rest = "".join([text[end:start] for (_, end), (start, _) in pairwise(ends)])
    return _BEFORE_BLANK.sub("", _CUT_OFF.sub("", rest)).isascii()


def _cut_off(text: str) -> Iterator[_Piece]:
    """Closing quotation marks whose last byte, 9D, is no character of Windows-1252 and was lost."""
    torn = list(_CUT_OFF.finditer(text))
    if len(torn) <= text.count(_OPENING):
        for found in torn:
            yield _Piece(*found.span(), "\N{RIGHT DOUBLE QUOTATION MARK}", f"{_UTF8}, last byte lost", 0.95)


def _before_blank(text: str) -> Iterator[_Piece]:
    """Sequences whose second character was a no-break space and is a blank now."""
    for found in _BEFORE_BLANK.finditer(text):
        capital = text[max(0, found.start() - 1) : found.start()].isupper()
        if not (capital and _LOST_BLANK[found[0]]):
            yield _Piece(*found.span(), _LOST_BLANK[found[0]], f"{_UTF8}, no-break space lost", 0.93)


def _controls(text: str, odd: frozenset[str]) -> Iterator[_Piece]:
    """Windows-1252 read as ISO 8859-1: its marks stand as controls, which no text has."""
    controls = odd & _CONTROLS
    if not controls or any(ord(each) not in WINDOWS for each in controls):
        return
    for found in CONTROL.pattern().finditer(text):
        reading = "".join([WINDOWS[ord(character)] for character in found[0]])
        yield _Piece(*found.span(), reading, "Windows-1252 read as ISO 8859-1", 0.97)
