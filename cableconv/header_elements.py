"""Labelled spans into header elements: what is printed, white space collapsed, with its lines.

Law of this file: an element is a run of content of one kind; only a joining line end or a
page break inside a line lets it go on.
"""

from __future__ import annotations

from typing import NamedTuple

from cableconv.model import HEADER, LAYOUT, Kind, Spans

_WANTED = HEADER | {Kind.PORTION, Kind.SIGNATURE, Kind.TITLE, Kind.PAGE_LINE, Kind.TRAILER}
_SPACED = frozenset({Kind.WRAP, Kind.HYPHEN_SUSPENDED, Kind.DASH})
_UNSPACED = frozenset({Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT})
_ELSEWHERE = frozenset({Kind.PORTION, Kind.TITLE, Kind.PAGE_LINE})
NEW = "new"


class Element(NamedTuple):
    """One header element: its text, its source lines, the value of its span."""

    text: str
    lines: tuple[int, ...]
    value: str = ""


def elements(spans: Spans) -> dict[Kind, list[Element]]:
    """The elements by kind, in order. Works on spans before and after line ends were decided."""
    found: dict[Kind, list[Element]] = {}
    number = 1
    kind_now: Kind | None = None
    texts: list[str] = []
    numbers: list[int] = []
    joins = False
    for kind, text, value, _ in spans:
        if kind in _WANTED:
            if kind in _ELSEWHERE:
                found.setdefault(kind, []).append(Element(" ".join(text.split()), (number,), value))
                joins = True
            else:
                whole = text[-1] in "\r\n"  # line ends not decided yet
                if kind is not kind_now or value == NEW or not joins:
                    _close(found, kind_now, texts, numbers)
                    kind_now, texts, numbers = kind, [], []
                texts.append(text)
                if not numbers or numbers[-1] != number:
                    numbers.append(number)
                joins = whole
        elif kind in _SPACED:
            texts.append(" ")
            joins = True
        elif kind in _UNSPACED:
            joins = True
        elif kind not in LAYOUT:
            joins = False
        if text[-1] == "\n" or text[-1] == "\r":
            number += 1
    _close(found, kind_now, texts, numbers)
    return found


def _close(found: dict[Kind, list[Element]], kind: Kind | None, texts: list[str], numbers: list[int]) -> None:
    if kind is not None:
        found.setdefault(kind, []).append(Element(" ".join("".join(texts).split()), tuple(numbers)))
