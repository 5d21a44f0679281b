"""A document to be read, what it cannot be read for, and how far the reading has come."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container
from typing import NamedTuple

from cableconv import input


class Item(NamedTuple):
    """A document to be read: name with forward slashes; path of a plain file, or its bytes; error when it
    cannot be read, with its code where the error does not tell it; stated: names of statements
    (model.Statement) and values of its table; whole: the error is that of a path with all that it holds;
    inside: the path of the archive or table that it stands in, where that was found in a folder; lost:
    names of documents that an error may have taken with it, and beginnings of names, which end in a slash
    or are empty; column: the one of its table that was taken for the text, where nobody named one; aside:
    another spelling of its name, which a file system may take for the same, stands beside it and keeps the
    name; origin: the path of the archive or table that it stands in, where that was named."""

    name: str
    path: str = ""
    data: bytes | None = None
    error: str = ""
    code: str = ""
    stated: tuple[tuple[str, str], ...] = ()
    whole: bool = False
    inside: str = ""
    lost: tuple[str, ...] = ()
    column: str = ""
    aside: bool = False
    origin: str = ""

    def extent(self) -> int:
        """How many bytes it has."""
        return input.size_of(self.path) if self.data is None else len(self.data)

    def file(self) -> str:
        """The file that it is, or stands in, from wherever a run is started; "" for one that is none."""
        path = self.path or self.inside or self.origin
        return os.path.abspath(path) if path else ""

    def below(self, prefix: str) -> Item:
        """The item as one of a collection whose names begin so."""
        lost = tuple(prefix + name for name in self.lost)
        return self._replace(name=prefix + self.name, lost=lost)


class Gauge:
    """How many bytes have been read, as they are stored; of total, 0 when nobody asked. passed: how many
    pages of web archives are no texts, by the types that they state; notes: what else is to be told once."""

    __slots__ = ("before", "given", "notes", "passed", "total")

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self.given = 0
        self.before = 0  # bytes of the paths that are done
        self.passed: Counter[str] = Counter()
        self.notes: dict[str, None] = {}

    def inside(self) -> Gauge:
        """One for what stands in a collection, of which this one counts the bytes."""
        inner = Gauge()
        inner.notes = self.notes
        return inner

    def begin(self) -> None:
        """The next path."""
        self.before = self.given

    def at(self, place: int) -> None:
        """So many bytes of this path have been read."""
        self.given = self.before + place

    def add(self, path: str) -> None:
        """A file has been given."""
        if self.total and path:
            self.given += input.size_of(path)

    def end(self, path: str) -> None:
        """An archive or a table in a folder has been given."""
        self.given = self.before
        self.add(path)


def is_lost(name: str, lost: Container[str]) -> bool:
    """Is this one of the documents that errors have taken with them?"""
    end = 0
    while end >= 0:
        if name[:end] in lost:
            return True
        end = name.find("/", end) + 1 or -1
    return name in lost


def taken_from(column: str) -> str:
    """For the message of a text that is none: which column it stood in, where that may be the wrong one."""
    return (
        f" in the column {column!r}, which was taken by its name (--text-column names another)"
        if column
        else ""
    )


def row_lost(number: int, why: str) -> Item:
    """The item of a row that cannot be read: it may be any document of its table."""
    return Item(f"row-{number}.txt", data=b"", error=why, lost=("",))


class TooLarge(str):
    """The error of what is larger than a document may be."""

    __slots__ = ()


def code_of(error: str) -> str:
    """The code of an item that has this error."""
    return "CC065" if isinstance(error, TooLarge) else "CC022"


def too_large(size: int, max_bytes: int) -> str:
    """The error of a document that is too large, else ""."""
    return TooLarge(f"it has {size} bytes, more than --max-bytes {max_bytes}") if size > max_bytes else ""
