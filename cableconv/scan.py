"""Text into line spans: the first partition, which every stage refines.

Law of this file: the spans are whole lines and their texts joined are the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cableconv.grammar.form import lazy
from cableconv.model import Kind, Span, Spans

_LINE = lazy(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_EMPTY = {newline: Span(Kind.BLANK, newline) for newline in ("\n", "\r\n", "\r")}
_span = partial(tuple.__new__, Span)  # a Span from its parts in one step of C


# No-break space and the blanks of typesetters, which pages print in place of the telegram's own.
# U+2028 and U+2029 end lines for those who set them, not in a text file.
_BLANKS = dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " ")
_INVISIBLE = lazy("(?<![\u200b\u2060])[\u200b\u2060]++(?=[ ]*+(?:[\r\n]|\\Z))")  # part nothing there
_ASCII = bytes(range(0x80))
_SMALL_IN_ASCII = (("\N{KELVIN SIGN}", "k"), ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "i"))
_ODD_BLANKS = tuple(map(chr, _BLANKS))


def plain(text: str) -> str:
    """The text with every blank as U+0020, character for character: what the stages decide on."""
    if text.isascii():
        return text
    if any(blank in text for blank in _ODD_BLANKS):
        text = text.translate(_BLANKS)
    if "\N{ZERO WIDTH SPACE}" in text or "\N{WORD JOINER}" in text:
        text = _INVISIBLE.sub(lambda found: " " * len(found[0]), text)
    return text


def lowered(text: str) -> str:
    """The text in small letters of ASCII, character for character, to look for words in: what is
    beyond ASCII stands as "?", but for the two characters whose small letters are of ASCII."""
    for character, small in _SMALL_IN_ASCII:
        if character in text:
            text = text.replace(character, small)
    return text.encode("ascii", "replace").lower().decode("ascii")


def beyond_ascii(text: str) -> frozenset[str]:
    """The characters of a text that are not of ASCII."""
    encoded = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return frozenset(encoded.decode("utf-8", "surrogatepass"))


def places_of(text: str, piece: str) -> Iterator[int]:
    """Where a piece stands in a text."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def split_lines(text: str) -> list[str]:
    """The lines of a text, each with its newline; joined they are the text.

    A line ends at CR LF, LF or CR and at nothing else: str.splitlines would also split
    at form feed, NEL and U+2028, which are characters of the line.
    """
    count = text.count("\r")
    newline = "\r\n" if count else "\n"
    if count and not count == text.count(newline) == text.count("\n"):
        return _LINE.findall(text)  # newlines of several kinds
    *whole, last = text.split(newline)
    lines = [line + newline for line in whole]
    return [*lines, last] if last else lines


def scan(text: str) -> Spans:
    """Split text into one span a line, newline included: BLANK when white only, else LINE."""
    line = Kind.LINE
    return tuple(
        [
            _EMPTY[piece]
            if piece in _EMPTY
            else _span((Kind.BLANK if piece.isspace() else line, piece, "", None, None))
            for piece in split_lines(text)
        ]
    )
