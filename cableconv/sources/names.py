"""Names of documents: a name from outside becomes one that every output can hold.

Law of this file: a name leads nowhere outside, is text, and no two names become one, not even where a file
system knows neither case nor how accents are written.
"""

from __future__ import annotations

import os
import re
from unicodedata import normalize

_LONGEST = 200  # bytes of a name; file systems take 255, and a suffix and a number may be added
_LONGEST_PART = 255
_MARK = 8  # hexadecimal digits
_HASH = re.compile("%[0-9a-f]{16}$")
_LIKE_MARK = re.compile("(?:%2E%2E)?%*")
_LIKE_BYTE = re.compile("%x+(?=[89A-F][0-9A-F])")
_BYTES = re.compile("[\udc80-\udcff]")


def spelled(name: str) -> str:
    """The name with each byte that is no UTF-8 as %xFF."""
    return _BYTES.sub(_spelled_byte, name) if not name.isascii() else name


def _spelled_byte(found: re.Match[str]) -> str:
    return f"%x{ord(found[0]) & 0xFF:02X}"


def textual(name: str) -> str:
    """The name of a file as text: a byte that is no UTF-8 is %xFF, and what looks so in the name itself,
    "%xFF", is "%xxFF", so that no two names become one. A part that is too long for that ends in a hash."""
    text = spelled(_LIKE_BYTE.sub(r"\g<0>x", name) if "%x" in name else name)
    if text == name:
        return name
    return "/".join(
        shortened(part, _LONGEST_PART) if len(part.encode("utf-8", "surrogatepass")) > _LONGEST_PART else part
        for part in text.split("/")
    )


def as_written(path: str) -> str:
    """A path as folders of names: "a/b" for "./a//b", "%/a/b" for "/a/b", "%2E%2E/a" for "../a". A part that
    looks like one of these marks has one "%" more, so that no two become one."""
    parts = path.replace(os.sep, "/").split("/")
    root = ["%"] if path.startswith(os.sep) else []
    kept = [
        "%2E%2E" if part == ".." else f"{part}%" if _LIKE_MARK.fullmatch(part) else part
        for part in parts
        if part not in ("", ".")
    ]
    return textual("/".join(root + kept))


class Names:
    """The names that were given, each once."""

    __slots__ = ("counts", "taken")

    def __init__(self) -> None:
        self.taken: dict[int, int] = {}  # by what a file system may take for one: which name has it
        self.counts: dict[int, int] = {}  # of names that came again

    def once(self, name: str, *, aside: bool = False) -> str:
        """The name; numbered when it was given before: "a.txt", "a%2.txt". "A.txt" is the same name to many
        file systems, and so is one whose accents are written apart: where another spelling was given, or
        aside says that it will be, a name has a mark of its own, which no other document changes."""
        key = _key(name)
        if not aside and key not in self.taken:
            self.taken[key] = hash(name)
            return name
        given = base = name if not aside and self.taken[key] == hash(name) else _with(name, _mark(name))
        count = self.counts.get(hash(base), 1)
        while (key := _key(given)) in self.taken:
            count += 1
            given = _with(base, str(count))
        self.counts[hash(base)] = count
        self.taken[key] = hash(given)
        return given


def plainest(name: str) -> str:
    """The spelling that keeps its name where others of it stand beside it."""
    return name.lower() if name.isascii() else normalize("NFC", name.casefold())


def _mark(name: str) -> str:
    from hashlib import sha256

    return sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:_MARK]


def _with(name: str, mark: str) -> str:
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    return f"{folder}{slash}" + (f"{stem}%{mark}{dot}{suffix}" if dot else f"{last}%{mark}")


def _key(name: str) -> int:
    """Equal for names that a file system may take for one."""
    return hash(plainest(name))


def hidden(name: str) -> bool:
    """Is a file of this name hidden, or in a folder that is? Such files are no documents."""
    return any(part.startswith(".") and part not in (".", "..") for part in name.split("/"))


def safe(name: str) -> str:
    """A name from inside an archive or a table that leads nowhere outside: every part that is empty,
    "." or "..", and every character that no file system takes, is written as %XX, a byte that is no UTF-8 as
    %xFF."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(_safe_part(part) for part in parts)


def _safe_part(part: str) -> str:
    if part in ("", ".", ".."):
        return "%2E" * len(part) or "%"
    kept = "".join(
        letter if letter.isprintable() and letter not in '%:*?"<>|' else _escaped(letter) for letter in part
    )
    return kept if len(kept) * 4 <= _LONGEST or len(kept.encode()) <= _LONGEST else shortened(kept, _LONGEST)


def shortened(name: str, most: int) -> str:
    """A name of so many bytes from one of more: its beginning, and a hash in the place of the rest."""
    from hashlib import sha256

    data = name.encode("utf-8", "surrogateescape")
    end = most - 17
    while data[end] & 0xC0 == 0x80 and end > most - 21:  # not in mid letter
        end -= 1
    begin = data[:end].decode("utf-8", "surrogateescape")
    filled = begin + "%" * (most - 17 - len(begin.encode("utf-8", "surrogateescape")))
    return f"{filled}%{sha256(data).hexdigest()[:16]}"


def is_shortened(name: str) -> bool:
    """May the end of this name, its suffix too, have become a hash?"""
    return _HASH.search(name) is not None


def _escaped(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":
        return spelled(letter)
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))
