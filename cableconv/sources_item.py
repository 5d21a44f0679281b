"""A document to be read, its name, and how far the reading has come.

Law of this file: a name from outside becomes one that leads nowhere outside, by a mapping under which
no two names are one.
"""

from __future__ import annotations

from typing import NamedTuple

from cableconv import output

_LONGEST = 200  # characters of a name; file systems take 255 bytes


class Item(NamedTuple):
    """A document to be read: name with forward slashes; path of a plain file, or its bytes; error
    when it cannot be read, with its code; stated: names of statements (model.Statement) and values of
    its table."""

    name: str
    path: str = ""
    data: bytes | None = None
    error: str = ""
    code: str = "CC022"
    stated: tuple[tuple[str, str], ...] = ()


class Gauge:
    """How many bytes have been read, as they are stored; of total, 0 when nobody asked."""

    __slots__ = ("before", "given", "total")

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self.given = 0
        self.before = 0  # bytes of the paths that are done

    def begin(self) -> None:
        """The next path."""
        self.before = self.given

    def at(self, place: int) -> None:
        """So many bytes of this path have been read."""
        self.given = self.before + place

    def add(self, path: str) -> None:
        """A file has been given."""
        if self.total:
            self.given += output.size_of(path)


def too_large(size: int, max_bytes: int) -> str:
    """The error of a document that is too large, else ""."""
    return f"it has {size} bytes, more than --max-bytes {max_bytes}" if size > max_bytes else ""


def safe(name: str) -> str:
    """A name from inside an archive or a table that leads nowhere outside: every part that is empty,
    "." or "..", and every character that no file system takes, is written as %XX."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(_safe_part(part) for part in parts)


def _safe_part(part: str) -> str:
    if part in ("", ".", ".."):
        return "%2E" * len(part) or "%"
    kept = "".join(
        letter
        if letter.isprintable() and letter not in '%:*?"<>|'
        else "".join(f"%{byte:02X}" for byte in _bytes(letter))
        for letter in part
    )
    if len(kept) <= _LONGEST:
        return kept
    from hashlib import sha256

    return f"{kept[: _LONGEST - 17]}%{sha256(kept.encode()).hexdigest()[:16]}"


def _bytes(letter: str) -> bytes:
    return letter.encode("utf-8", "surrogateescape" if "\udc80" <= letter <= "\udcff" else "replace")
