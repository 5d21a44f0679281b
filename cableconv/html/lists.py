"""The marks that a page prints before the items of its lists.

Law of this file: an item of a menu, which is a link and nothing else, has none; nor has a line of a text
that a page prints as a list, or as a table, to count its lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from cableconv.grammar import site
from cableconv.grammar.form import lazy

IN_ITEMS = frozenset(("p", "div"))  # blocks that may begin on the line of the mark
_WORDING = frozenset(("b", "i", "em", "strong", "span", "font", "sup", "sub", "small", "u"))
_NUMBERED = lazy(r"\W{0,3}\d{1,3}[.)]")
_POINT = 160  # characters of an item that is no paragraph of a cable
_PIECES = 40  # of an item's text that are looked at
_LETTERS = 26  # items that letters count
_DIGITS = 6  # of the number of an item
_MOST = 1000  # lists whose counts are held
_CELLS = 2  # of a row with the number of a line
_FEWEST = 8  # lines of a text that a page counts
_BARE = 2  # of them are blank
_TRIED = 400  # that are looked at


class Items:
    """Counts the items of numbered lists, which are met in the order of the page."""

    __slots__ = ("counted", "counts")

    def __init__(self) -> None:
        self.counts: dict[Any, int] = {}
        self.counted: dict[Any, bool] = {}

    def counts_lines(self, element: Any) -> bool:
        """Is this an item of a list whose items are the lines of a text, or the cell with a line's number?"""
        parent = element.getparent()
        if parent is None or parent.tag not in ("ol", "tr"):
            return False
        if parent.tag == "tr":
            if element.getprevious() is not None or len(parent) != _CELLS:
                return False
            parent = parent.getparent()
        if parent is None:
            return False
        if parent not in self.counted:
            if len(self.counted) > _MOST:
                self.counted.clear()
            rows = list(islice(parent.iterchildren("li", "tr"), _TRIED))
            lines = [_line(row) for row in rows]
            self.counted[parent] = len(rows) >= _FEWEST and None not in lines and _is_text(lines)
        return self.counted[parent]

    def mark(self, item: Any) -> str:
        """The mark of an item, "" for none: of a numbered one its number, as a paragraph's of a cable where
        it reads as one."""
        parent = item.getparent()
        if parent is None or parent.tag not in ("ul", "ol"):
            return ""
        number = self._number(item, parent) if parent.tag == "ol" else 0
        if not _is_point(item) or self.counts_lines(item):
            return ""
        if parent.tag == "ul":
            return "- "
        text = " ".join("".join(islice(item.itertext(), _PIECES)).split())
        if _NUMBERED.match(text):
            return ""
        if len(text) > _POINT or site.SURE_LINE.match(text):
            return f"{number}. "
        kind = parent.get("type")
        letter = kind in ("a", "A") and 0 < number <= _LETTERS
        return f"{chr(ord(kind) + number - 1) if letter else number}) "

    def _number(self, item: Any, parent: Any) -> int:
        if len(self.counts) > _MOST:
            self.counts.clear()
        own = _whole(item.get("value"))
        if own is None:
            start = _whole(parent.get("start"))
            own = self.counts.get(parent, (1 if start is None else start) - 1) + 1
        self.counts[parent] = own
        return own


def is_blank(item: Any) -> bool:
    """Is an item, or what stands beside a line's number, blank?"""
    beside = item if item.tag == "li" else item.getnext()
    return beside is None or not any(text.strip() for text in beside.itertext())


def _line(row: Any) -> str | None:
    """What an item says, or a row of two cells behind the number of a line; None where it has no number."""
    if row.tag == "li":
        return _text_of(row)
    cells = list(islice(row, _CELLS + 1))
    if len(cells) != _CELLS or not _text_of(cells[0]).isdecimal():
        return None
    return _text_of(cells[1])


def _text_of(element: Any) -> str:
    return " ".join("".join(islice(element.itertext(), _PIECES)).split())


def _is_text(lines: Iterable[str | None]) -> bool:
    """Are these a telegram's: a line of its header or the first of a paragraph, and blank ones among them?"""
    told = [line for line in lines if line is not None]
    blank = sum(not line for line in told)
    return blank >= _BARE and any(site.HEADER_LINE.match(line) or site.NUMBERED.match(line) for line in told)


def _is_point(item: Any) -> bool:
    return _says(item) or any(
        child.tag in _WORDING or (child.tag in IN_ITEMS and _says(child)) for child in islice(item, _PIECES)
    )


def _says(element: Any) -> bool:
    """Has the element text of its own, beside links?"""
    own = [element.text, *[child.tail for child in islice(element, _PIECES)]]
    return any(text and text.strip() for text in own)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() and len(text) < _DIGITS else None
