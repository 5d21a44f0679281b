"""The marks that a page prints before the items of its lists.

Law of this file: an item of a menu, which is a link and nothing else, has none.
"""

from __future__ import annotations

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


class Items:
    """Counts the items of numbered lists, which are met in the order of the page."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts: dict[Any, int] = {}

    def mark(self, item: Any) -> str:
        """The mark of an item, "" for none: of a numbered one its number, as a paragraph's of a cable where
        it reads as one."""
        parent = item.getparent()
        if parent is None or parent.tag not in ("ul", "ol"):
            return ""
        number = self._number(item, parent) if parent.tag == "ol" else 0
        if not _is_point(item):
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
