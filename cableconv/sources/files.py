"""The files of folders, and those that match a pattern of names; archives and tables among them unopened.

Law of this file: the order is that of the names' bytes, names count from the folder or from the first wild
part of the pattern, and a folder that cannot be read is an item that says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from glob import iglob
from itertools import chain, takewhile
from stat import S_ISDIR

from cableconv import folders, input
from cableconv.errors import InputError
from cableconv.sources.item import Item
from cableconv.sources.names import plainest, safe, textual

_LINK = "this is a link to a folder elsewhere, which is not followed: name that folder, or leave this one out"


def files(path: str) -> Iterator[Item]:
    """The files of a folder, or those that match a pattern; archives and tables among them are not opened. A
    folder on the way that cannot be read is an item with an error. Raises InputError when the folder itself
    cannot be read."""
    return _matches(path) if input.is_pattern(path) else _folder(path)


def _folder(path: str) -> Iterator[Item]:
    begin = len(os.path.join(path, ""))
    for file in folders.files_in(path):
        yield _found_at(textual(file[begin:].replace(os.sep, "/")), file, begin)


def _found_at(name: str, path: str, begin: int) -> Item:
    """A file whose name begins there in its path, or the error of a folder or of a link to one, which have a
    slash behind them."""
    if not path.endswith(os.sep):
        return Item(name, path, aside=_stands_aside(path, begin))
    if os.path.islink(path[:-1]):
        # what was made of it while it was no link stays
        return Item(name.rstrip("/"), path[:-1], error=_LINK, code="CC058", lost=(name,))
    why = folders.unread(path) or "the folder could not be read"
    return Item(name.rstrip("/"), path[:-1], error=why, whole=True, lost=(f"{name.rstrip('/')}/",))


def _stands_aside(path: str, begin: int) -> bool:
    """Does another file stand where this one would in lower case, with its accents in one? It keeps the name
    whether it is read before this one or behind it."""
    name = path[begin:]
    plain = plainest(name)
    if plain == name:
        return False
    try:
        other = os.lstat(path[:begin] + plain)
        return not S_ISDIR(other.st_mode) and not os.path.samestat(other, os.lstat(path))
    except OSError:  # as nearly always, there is none
        return False


def measure(paths: Sequence[str]) -> int:
    """Bytes of everything that is to be read, as it is stored: what a gauge counts up to."""
    total = 0
    for path in paths:
        for each in iglob(path, recursive=True) if input.is_pattern(path) else (path,):
            with suppress(InputError):  # which is told when it is read
                total += sum(map(input.size_of, folders.files_in(each)))
    return total


def _matches(pattern: str) -> Iterator[Item]:
    """The files that match, and those of folders that match; named from the pattern's first wild part on."""
    parts = pattern.split(os.sep)
    first = next(at for at, part in enumerate(parts) if _is_wild(part))
    start = fixed_part(pattern)
    found = chain(_unread(parts, first), sorted(iglob(pattern, recursive=True), key=os.fsencode))
    seen: set[int] = set()
    for path in found:
        for file in _files_of(path):
            if hash(file) not in seen:  # a folder and a file in it may both match
                seen.add(hash(file))
                name = os.path.relpath(file, start)
                begin = len(file) - len(name)
                name = name.replace(os.sep, "/")
                yield _found_at(safe(name) if name.startswith("../") else textual(name), file, begin)


def fixed_part(pattern: str) -> str:
    """The folder from which a pattern leads on."""
    fixed = list(takewhile(lambda part: not _is_wild(part), pattern.split(os.sep)))
    return os.sep.join(fixed) or (os.sep if fixed else os.curdir)


def _is_wild(part: str) -> bool:
    return any(letter in part for letter in "*?[")


def _unread(parts: Sequence[str], first: int) -> Iterator[str]:
    """The folders on the way of a pattern that cannot be read, with a slash behind them: what matches names
    nothing of them, and does not say so."""
    for end in range(first, len(parts)):
        begin = os.sep.join((*parts[:end], "")) or os.curdir
        for folder in iglob(begin, recursive=True):
            if folders.unread(folder):
                yield os.path.join(folder, "")


def _files_of(path: str) -> Iterator[str]:
    """The files of a folder, or the folder itself when it cannot be read, with a slash behind it."""
    try:
        yield from folders.files_in(path)
    except InputError:
        yield os.path.join(path, "")
