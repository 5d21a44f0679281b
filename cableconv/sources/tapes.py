"""Documents in a tar, packed or not. Nothing is unpacked to disk, and real bytes are counted.

Law: as sources. A link to a file of the archive is that file under another name; one that leads elsewhere is
an item with an error, and so is a device or a pipe. Folders and hidden files are no documents, as elsewhere.
Archives that were joined are read to the end of the last; where one ends before its end mark, that is said.
"""

from __future__ import annotations

import posixpath
import tarfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, cast

from cableconv.errors import InputError
from cableconv.sources.archives import CHAIN, damage, hidden_only, inside, led_to, no_file, unreadable
from cableconv.sources.item import Gauge, Item, too_large
from cableconv.sources.names import hidden

_GZIP, _BZIP2, _XZ, _LZMA = b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"]\0\0"
# What the library says of a header: NULs, the end of the file, a part of one, none, none behind an extension.
_END, _EMPTY, _CUT, _NONE, _NONE_BEHIND = (
    vars(tarfile)[f"{kind}HeaderError"] for kind in ("EOF", "Empty", "Truncated", "Invalid", "Subsequent")
)


def taped(path: str, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The files in a tar, packed or not; then the links to files in it, for which it is read again. Raises
    InputError."""
    links = _Links()
    taken = left_out = 0
    error: InputError | None = None
    try:
        for number, archive, entry, place in _entries(path):
            if entry.isfile():
                links.file(entry.name, number)
            if entry.isdir():
                links.folder(entry.name)
                continue
            if hidden(entry.name):
                left_out += 1
                continue
            taken += 1
            if entry.isfile():
                yield _taken(path, archive, entry, entry.name, max_bytes)
            elif entry.islnk() or entry.issym():
                links.link(entry)
            else:
                yield no_file(inside(entry.name), "a device or a pipe")
            gauge.at(place)
    except InputError as damaged:
        error = damaged
    if links.links:
        yield from _linked(path, links.resolved(), max_bytes)
    if error is not None:
        raise error
    if left_out and not taken:
        raise hidden_only(path)


class _Links:
    """Which links stand in a tar, and at which entries the files do that they may lead to."""

    def __init__(self) -> None:
        self.at: dict[int, int] = {}  # hashes of names: they may be millions
        self.folders = {hash(posixpath.curdir)}
        # name, what it leads to, and the entry of a hard link
        self.links: list[tuple[str, str, int]] = []

    def file(self, name: str, number: int) -> None:
        self.at[hash(posixpath.normpath(name))] = number
        self.folder(posixpath.dirname(name))

    def folder(self, name: str) -> None:
        """A folder, and those above it, which need not have an entry."""
        name = posixpath.normpath(name)
        while hash(name) not in self.folders:
            self.folders.add(hash(name))
            name = posixpath.dirname(name) or posixpath.curdir

    def link(self, entry: tarfile.TarInfo) -> None:
        if entry.issym():
            self.links.append((entry.name, led_to(entry.name, entry.linkname), 0))
        else:
            target = posixpath.normpath(entry.linkname)
            self.links.append((entry.name, target, self.at.get(hash(target), 0)))

    def resolved(self) -> list[tuple[str, int]]:
        """The links, and the entry that each leads to, 0 for none. One to a folder is not followed."""
        targets = {posixpath.normpath(name): (target, number) for name, target, number in self.links}
        resolved: list[tuple[str, int]] = []
        for name, target, number in self.links:
            for _ in range(CHAIN):
                number = number or self.at.get(hash(target), 0)
                if number or target not in targets:
                    break
                target, number = targets[target]
            if number or hash(target) not in self.folders:
                resolved.append((name, number))
        return resolved


def _linked(path: str, links: Sequence[tuple[str, int]], max_bytes: int) -> Iterator[Item]:
    """The items of links, as their files come by once more."""
    names: dict[int, list[str]] = {}
    for name, number in links:
        names.setdefault(number, []).append(name)
    for name in names.pop(0, []):
        yield no_file(inside(name), "a link that leads to no file of the archive")
    last = max(names, default=0)
    for number, archive, entry, _ in _entries(path) if last else ():
        if number in names:
            first, *others = names[number]
            item = _taken(path, archive, entry, first, max_bytes)
            yield item
            for name in others:
                yield item._replace(name=inside(name))
        if number == last:
            return


def _taken(path: str, archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str, max_bytes: int) -> Item:
    """The file of an entry, under this name. Raises InputError when the archive is torn in it."""
    why = too_large(entry.size, max_bytes)
    try:
        file = None if why else archive.extractfile(entry)
        return Item(inside(name), data=file.read() if file else b"", error=why)
    except _torn(path) as error:
        raise unreadable(path, error) from error


def _torn(path: str) -> tuple[type[Exception], ...]:
    return damage(path, tarfile.TarError, ValueError)


class _Header(tarfile.TarInfo):
    """The header of an entry. The library passes over whatever is none without a word."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _Header:
        tape = cast(_Tape, archive)
        try:
            found = super().fromtarfile(archive)
        except _END:
            tape.ended = True
            raise
        except _EMPTY as error:
            if archive.offset and not tape.ended:
                raise tarfile.ReadError(tape.why or "it has no end: what stood behind may be lost") from error
            raise
        except _CUT as error:
            if tape.ended:  # less than a header
                raise _EMPTY from error
            raise tarfile.ReadError("it is cut off") from error
        except _NONE_BEHIND as error:
            archive.offset = cast(Any, archive.fileobj).tell() - tarfile.BLOCKSIZE
            raise _NONE("none behind its extension") from error
        except _NONE as error:
            if tape.ended or not archive.offset:
                where = "behind its end" if tape.ended else "at byte 0"
                raise tarfile.ReadError(f"what stands {where} is no entry") from error
            tape.why = tape.why or (
                f"what stands at byte {archive.offset} is no entry; those behind it were looked for"
            )
            raise  # the library goes on with the next block
        tape.ended = False
        return found


class _Tape(tarfile.TarFile):
    tarinfo = _Header
    ignore_zeros = True  # another archive may follow, or an entry behind a damaged header
    ended = False
    why = ""  # of the first header that is none


class _Stream:
    """The unpacked bytes as they come. Never more is asked for than one reading gives: of a file that is cut
    off, what comes before the cut would be lost."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self.read = read


def _entries(path: str) -> Iterator[tuple[int, tarfile.TarFile, tarfile.TarInfo, int]]:
    """The entries of a tar, numbered from 1, and how far into the file each ends. Raises InputError."""
    try:
        with open(path, "rb") as raw, _tape(path, raw) as archive:
            for number, entry in enumerate(archive, 1):
                if entry.size < 0:
                    raise tarfile.ReadError("an entry has a negative size")
                yield number, archive, entry, raw.tell()
                vars(archive)["members"] = []  # or it remembers every entry
            if archive.why:
                raise tarfile.ReadError(archive.why)
    except _torn(path) as error:
        raise unreadable(path, error) from error


def _tape(path: str, raw: IO[bytes]) -> _Tape:
    stream: Any = _Stream(_unpacked(path, raw))
    return _Tape.open(fileobj=stream, mode="r|")


def _unpacked(path: str, raw: IO[bytes]) -> Callable[[int], bytes]:
    """What reads the unpacked bytes; how they are packed is known by how they begin."""
    begin = cast(Any, raw).peek(6)
    if path.lower().endswith((".zst", ".tzst")):
        from cableconv.sources.extra import zstd

        return cast(Callable[[int], bytes], zstd(path, raw).read)
    if begin.startswith(_GZIP):
        import gzip

        return gzip.GzipFile(fileobj=raw).read1
    if begin.startswith(_BZIP2):
        import bz2

        return bz2.BZ2File(raw).read1
    if begin.startswith((_XZ, _LZMA)):
        import lzma

        return lzma.LZMAFile(raw).read1
    return raw.read
