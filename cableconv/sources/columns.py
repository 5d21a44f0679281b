"""Which column of a table holds the text: by its name, and where several may, by what their cells look like.

Law of this file: a cable has lines. A column by whose name alone nothing can be told is taken when it is the
only one of lines; of several somebody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from cableconv.errors import InputError

ROWS = 20  # that are looked at
_LEAST = 2  # ends of lines in the cell of a text
_TEXT_NAMES = ("text", "body", "content", "raw", "raw_content", "document")
_OWN = {
    "id",
    "sha256",
    "document",
}  # a table that cableconv has written: the text beside it is a reading of it
_WORDS = {
    "text",
    "fulltext",
    "body",
    "content",
    "raw",
    "document",
    "cable",
    "telegram",
    "message",
    "transcript",
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Columns of a dump of cables: the transmission header stands apart, the others state something of the cable.
_HEADER_NAMES = ("header", "head", "transmission_header", "raw_header")
_STATED_NAMES = {
    "created": ("created", "date", "datetime", "sent"),
    "reference_id": ("reference_id", "refid", "reference", "mrn", "identifier", "cable_id"),
    "origin": ("origin", "embassy", "from", "source"),
    "classification": ("classification", "class"),
    "references": ("references", "refs"),
}
_LEAST_STATED = 3  # of those, for a table to be such a dump


class Dump(NamedTuple):
    """The columns of a dump of cables: of text, header and reference number, and what the others state."""

    text: str
    header: str
    reference: str
    stated: tuple[tuple[str, str], ...]


def dump_of(names: Sequence[str]) -> Dump | None:
    """The columns of a table that is a dump of cables by the names of its columns."""
    text, header = first(_TEXT_NAMES, names), first(_HEADER_NAMES, names)
    stated = {said: first(usual, names) for said, usual in _STATED_NAMES.items()}
    found = tuple((said, name) for said, name in stated.items() if name)
    if not text or not header or len(found) < _LEAST_STATED:
        return None
    return Dump(text, header, stated["reference_id"], found)


def first(usual: Sequence[str], names: Sequence[str]) -> str:
    """The first of the usual names that there is, as it is written."""
    return next((name for each in usual for name in names if name.strip().lower() == each), "")


def usual_text(names: Sequence[str]) -> str:
    """The first column whose name says that it is the text, "" for none."""
    return first(_TEXT_NAMES, names)


def candidates(names: Sequence[str]) -> list[str]:
    """The columns that may be the text by their names: the usual ones, in their order, then those in whose
    names one of their words stands."""
    if {*names} >= _OWN:
        return ["document"]
    usual = [name for each in _TEXT_NAMES for name in names if name.strip().lower() == each]
    worded = [name for name in names if _WORDS.intersection(word.lower() for word in _WORD.findall(name))]
    return list(dict.fromkeys([*usual, *worded]))


def text_of(
    path: str, names: Sequence[str], rows: Iterable[Sequence[object]], told: Callable[[str], object] = str
) -> str:
    """The column of the text, "" for none. rows: the first ones, with the values of all columns; they are
    asked where several columns may be it. told: is told which others are left. Raises InputError when that
    leaves several."""
    found = candidates(names)
    usual = usual_text(names) if usual_text(names) in found else ""
    if len(found) < 2 and usual in found:
        return usual
    cells = [dict(zip(names, row, strict=False)) for row in islice(rows, ROWS)]
    lined = [name for name in found if _has_lines([row.get(name) for row in cells])]
    best = next((name for name in lined if name.strip().lower() in _TEXT_NAMES), "")
    if best and len(lined) > 1:
        others = ", ".join(repr(name) for name in lined if name != best)
        told(f"the column {best!r} is taken for the text, and {others} left, by their names (--text-column)")
    if best or not lined:
        return best or usual
    if len(lined) > 1:
        which = f"{len(lined)} columns that may be the text ({', '.join(map(repr, lined))})"
        raise InputError("CC049", f"{path or 'it'} has {which}: name one with --text-column")
    return lined[0]


def _has_lines(cells: Iterable[object]) -> bool:
    """Do most cells that are not empty have several lines?"""
    given = [cell for cell in cells if cell]
    lined = [cell for cell in given if _line_ends(cell) >= _LEAST]
    return len(lined) * 2 > len(given)


def _line_ends(cell: object) -> int:
    if isinstance(cell, str):
        return max(cell.count("\n"), cell.count("\r"))
    return max(cell.count(b"\n"), cell.count(b"\r")) if isinstance(cell, bytes) else 0
