"""Tables of a web page: those of figures, and those by which a page is laid out in columns.

Law of this file: it looks at elements and writes nothing.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

_IN_CELLS = frozenset(("td", "th", "a", "b", "i", "em", "strong", "span", "font", "sup", "sub", "small", "u"))
_OF_TABLES = frozenset(("tr", "tbody", "thead", "tfoot", "colgroup", "col"))
_FEWEST_ROWS = 3  # of a table of figures; with two a page states one thing of its cable
_CELL = 40  # characters of such a table's longest cell
_ENDS = ("br", "p", "div", "pre", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4")
_LINE_ENDS = 2  # in a column: a cell of figures may be in two lines
_LABEL = 2  # words of one, as in "From:", "E.O. 12958"
_LONGEST_LABEL = 40  # characters


def is_column(cell: Any) -> bool:
    """Does a cell stand apart from the one before it: is one of them a column of lines, and no label and
    what it labels?"""
    before = cell.getprevious()
    if before is None or before.tag not in ("td", "th"):
        return False
    if _lines(before) > 1:
        return _lines(before) > _LINE_ENDS or _lines(cell) > _LINE_ENDS
    return _lines(cell) > _LINE_ENDS and not _is_label(before)


def _lines(cell: Any) -> int:
    """The lines of a cell, as far as they are counted."""
    return 1 + sum(1 for _ in islice(cell.iterdescendants(*_ENDS), _LINE_ENDS))


def _is_label(cell: Any) -> bool:
    text = "".join(cell.itertext()).strip()
    return len(text) <= _LONGEST_LABEL and (text.endswith(":") or len(text.split()) <= _LABEL)


def rows(table: Any) -> list[list[str]]:
    """The cells of a table of figures and names, row by row; none where a page is laid out by it."""
    found: list[list[str]] = []
    for row in table.iter("tr"):
        if not all(each.tag in _IN_CELLS for each in row.iterdescendants() if isinstance(each.tag, str)):
            return []
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iterchildren("td", "th")]
        found.append(cells)
        if len(cells) != len(found[0]) or any(len(cell) > _CELL for cell in cells):
            return []
    outside = any(each.tag not in _OF_TABLES for each in table.iterchildren() if isinstance(each.tag, str))
    return found if len(found) >= _FEWEST_ROWS and len(found[0]) > 1 and not outside else []
