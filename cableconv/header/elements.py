"""Labelled spans into header elements: what is printed, white space collapsed, with its lines.

Law of this file: an element is a run of content of one kind; only a joining line end or a
page break inside a line lets it go on.
"""

from typing import NamedTuple
from unicodedata import category

from cableconv.model import HEADER, LAYOUT, Kind, Spans

_BEYOND = frozenset({Kind.PORTION, Kind.SIGNATURE, Kind.TITLE, Kind.PAGE_LINE, Kind.TRAILER})
_WANTED = HEADER | _BEYOND
_SPACED = frozenset({Kind.WRAP, Kind.HYPHEN_SUSPENDED, Kind.DASH})
_UNSPACED = frozenset({Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT})
NEW = "new"


class Element(NamedTuple):
    """One header element: its text, its source lines, the value of its span."""

    text: str
    lines: tuple[int, ...]
    value: str = ""


Found = dict[Kind, list[Element]]


def elements(spans: Spans) -> Found:
    """The elements by kind, in order. Works on spans before and after line ends were decided."""
    found: Found = {}
    wanted = [at for at, span in enumerate(spans) if span.kind in _WANTED]
    ends = max((at for at in wanted if spans[at].kind in HEADER), default=-1) + 1
    _read_header(spans[:ends], found)
    # After the header the elements stand far apart: their lines are counted in between.
    number, counted = 1, 0
    for at in wanted:
        number += _line_ends("".join([span.text for span in spans[counted:at]]))
        counted = at
        kind, text, value, _, corrected = spans[at]
        if kind in _BEYOND:
            element = Element(clean(text if corrected is None else corrected), (number,), clean(value))
            found.setdefault(kind, []).append(element)
    return found


def clean(text: str) -> str:
    """White space collapsed; what prints nothing left out; what cannot be written as U+FFFD."""
    bare = " ".join(text.split())
    if bare.isprintable():
        return bare
    kept = [
        "\N{REPLACEMENT CHARACTER}" if "\ud800" <= character <= "\udfff" else character
        for character in bare
        if character.isspace() or not (category(character) == "Cc" or character in "\ufeff\ufffe\uffff")
    ]
    return " ".join("".join(kept).split())


def _line_ends(text: str) -> int:
    count = text.count("\n")
    return count + text.count("\r") - text.count("\r\n") if "\r" in text else count


def _read_header(spans: Spans, found: Found) -> None:
    number = 1
    kind_now: Kind | None = None
    texts: list[str] = []
    numbers: list[int] = []
    joins = False
    beside = mended = False  # the span before is on the same line; it is a correction
    for kind, text, value, _, corrected in spans:
        if kind in HEADER:
            piece = beside and (mended or corrected is not None)  # of a span that a correction parts
            if kind is not kind_now or value == NEW or not (joins or piece):
                _close(found, kind_now, texts, numbers)
                kind_now, texts, numbers = kind, [], []
            texts.append(text if corrected is None else corrected)
            if not numbers or numbers[-1] != number:
                numbers.append(number)
            joins = text[-1] in "\r\n"  # line ends not decided yet
            beside, mended = not joins, corrected is not None
        elif kind in _SPACED:
            texts.append(" ")
            joins = True
        elif kind in _UNSPACED:
            joins = True
        elif kind not in LAYOUT:
            joins = False
        if kind not in HEADER:
            beside = False
        if text[-1] in "\r\n":
            number += 1
    _close(found, kind_now, texts, numbers)


def _close(found: Found, kind: Kind | None, texts: list[str], numbers: list[int]) -> None:
    if kind is not None:
        text = clean("".join(texts)).lstrip("\N{PILCROW SIGN}")
        found.setdefault(kind, []).append(Element(text, tuple(numbers)))


def first(found: Found, kind: Kind) -> Element | None:
    """The first element of a kind, None when there is none."""
    listed = found.get(kind)
    return listed[0] if listed else None


def lines_of(listed: list[Element]) -> tuple[int, ...]:
    """The source lines of some elements, in order, each once."""
    return tuple(sorted({number for element in listed for number in element.lines}))
