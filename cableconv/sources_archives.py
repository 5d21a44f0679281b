"""Documents in archives: zip and tar. Nothing is unpacked to disk, and real bytes are counted.

Law: as sources. A link to a file of the archive is that file under another name; one that leads elsewhere is
an item with an error, and so is a device or a pipe. Folders are no documents.
"""

from __future__ import annotations

import posixpath
import stat
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from cableconv.errors import InputError
from cableconv.sources_item import Gauge, Item, safe, too_large

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo
    from zipfile import ZipFile, ZipInfo

_HEAD = 30  # bytes of a zip entry's header without its name
_LONGEST_LINK = 4096
_CHAIN = 40  # links that lead to links


def unreadable(path: str, error: Exception) -> InputError:
    """The error of an archive or table that is damaged."""
    return InputError("CC022", f"{path} cannot be read ({error})", "use an undamaged copy")


def damage(path: str, *own: type[Exception]) -> tuple[type[Exception], ...]:
    """What a damaged file of this sort raises."""
    from lzma import LZMAError
    from zlib import error

    usual: tuple[type[Exception], ...] = (OSError, EOFError, error, LZMAError, *own)
    if not path.lower().endswith(".zst"):
        return usual
    from cableconv.sources_extra import zstd_errors

    return (*usual, *zstd_errors())


def zipped(path: str, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The files in a zip. Raises InputError."""
    import struct
    from zipfile import BadZipFile, ZipFile

    broken = damage(path, BadZipFile, RuntimeError, NotImplementedError, ValueError, struct.error)
    try:
        archive = ZipFile(path)
    except BadZipFile as error:
        from cableconv.sources_torn import torn_zip

        yield from torn_zip(path, max_bytes)  # its directory stands at its end, and is lost
        raise unreadable(path, error) from error
    except broken as error:
        raise unreadable(path, error) from error
    with archive:
        entries = archive.infolist()
        overlapping = _overlapping(entries)
        for entry in entries:
            name = _inside(entry.filename)
            if entry.is_dir():
                continue
            try:
                found = _followed(archive, entry)
                if found is None:
                    yield _no_file(name, "a link that leads to no file of the archive")
                    continue
                why = too_large(found.file_size, max_bytes)
                if id(found) in overlapping:
                    why = "its bytes are those of another entry as well"
                data = b"" if why else _unzipped(archive, found, max_bytes)
                why = why or too_large(len(data), max_bytes)
            except broken as error:
                data, why = b"", f"it cannot be read ({error})"
            yield Item(name, data=b"" if why else data, error=why)
            gauge.at(entry.header_offset + entry.compress_size)


def _inside(name: str) -> str:
    """The name of an item, from that of an entry; tar puts "./" before each where a folder was "."."""
    while name.startswith("./") and name.lstrip("./"):
        name = name[2:]
    return safe(name)


def _no_file(name: str, what: str) -> Item:
    return Item(name, data=b"", error=f"this is {what}", code="CC058")


def _led_to(name: str, target: str) -> str:
    """The name in the archive that a symbolic link leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _followed(archive: ZipFile, entry: ZipInfo) -> ZipInfo | None:
    """The file that an entry is, or leads to; None when it leads out of the archive."""
    for _ in range(_CHAIN):
        if not stat.S_ISLNK(entry.external_attr >> 16):
            return None if entry.is_dir() else entry
        target = _unzipped(archive, entry, _LONGEST_LINK).decode("utf-8", "replace")
        found = archive.NameToInfo.get(_led_to(entry.filename, target))
        if found is None:
            return None
        entry = found
    return None


def _unzipped(archive: ZipFile, entry: ZipInfo, max_bytes: int) -> bytes:
    with archive.open(entry) as file:
        return file.read(max_bytes + 1)


def _overlapping(entries: Sequence[ZipInfo]) -> set[int]:
    """The entries that share bytes with the one before: how a small archive unpacks to a huge one."""
    found: set[int] = set()
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            found.add(id(entry))
        end = max(end, entry.header_offset + _HEAD + entry.compress_size)
    return found


def taped(path: str, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The files in a tar, packed or not; then the links to files in it, for which it is read again. Raises
    InputError."""
    links = _Links()
    error: InputError | None = None
    try:
        for number, archive, entry, place in _entries(path):
            if entry.isfile():
                links.file(entry.name, number)
                yield _taken(path, archive, entry, entry.name, max_bytes)
            elif entry.islnk() or entry.issym():
                links.link(entry)
            elif not entry.isdir():
                yield _no_file(_inside(entry.name), "a device or a pipe")
            gauge.at(place)
    except InputError as damaged:
        error = damaged
    if links.links:
        yield from _linked(path, links.resolved(), max_bytes)
    if error is not None:
        raise error


class _Links:
    """Which links stand in a tar, and at which entries the files do that they may lead to."""

    def __init__(self) -> None:
        self.at: dict[int, int] = {}  # hashes of names: they may be millions
        # name, what it leads to, and the entry of a hard link
        self.links: list[tuple[str, str, int]] = []

    def file(self, name: str, number: int) -> None:
        self.at[hash(posixpath.normpath(name))] = number

    def link(self, entry: TarInfo) -> None:
        if entry.issym():
            self.links.append((entry.name, _led_to(entry.name, entry.linkname), 0))
        else:
            target = posixpath.normpath(entry.linkname)
            self.links.append((entry.name, target, self.at.get(hash(target), 0)))

    def resolved(self) -> list[tuple[str, int]]:
        """The links, and the entry that each leads to, 0 for none."""
        targets = {posixpath.normpath(name): (target, number) for name, target, number in self.links}
        resolved: list[tuple[str, int]] = []
        for name, target, number in self.links:
            for _ in range(_CHAIN):
                number = number or self.at.get(hash(target), 0)
                if number or target not in targets:
                    break
                target, number = targets[target]
            resolved.append((name, number))
        return resolved


def _linked(path: str, links: Sequence[tuple[str, int]], max_bytes: int) -> Iterator[Item]:
    """The items of links, as their files come by once more."""
    names: dict[int, list[str]] = {}
    for name, number in links:
        names.setdefault(number, []).append(name)
    for name in names.pop(0, []):
        yield _no_file(_inside(name), "a link that leads to no file of the archive")
    last = max(names, default=0)
    for number, archive, entry, _ in _entries(path) if last else ():
        if number in names:
            first, *others = names[number]
            item = _taken(path, archive, entry, first, max_bytes)
            yield item
            for name in others:
                yield item._replace(name=_inside(name))
        if number == last:
            return


def _taken(path: str, archive: TarFile, entry: TarInfo, name: str, max_bytes: int) -> Item:
    """The file of an entry, under this name. Raises InputError when the archive is torn in it."""
    why = too_large(entry.size, max_bytes)
    try:
        file = None if why else archive.extractfile(entry)
        return Item(_inside(name), data=file.read() if file else b"", error=why)
    except _torn(path) as error:
        raise unreadable(path, error) from error


def _torn(path: str) -> tuple[type[Exception], ...]:
    import tarfile

    return damage(path, tarfile.TarError, ValueError)


def _entries(path: str) -> Iterator[tuple[int, TarFile, TarInfo, int]]:
    """The entries of a tar, numbered from 1, and how far into the file each ends. Raises InputError."""
    import tarfile

    try:
        with open(path, "rb") as raw, _tape(path, raw) as archive:
            for number, entry in enumerate(archive, 1):
                if entry.size < 0:
                    raise tarfile.ReadError("an entry has a negative size")
                yield number, archive, entry, raw.tell()
                vars(archive)["members"] = []  # or it remembers every entry
    except _torn(path) as error:
        raise unreadable(path, error) from error


def _tape(path: str, raw: IO[bytes]) -> TarFile:
    import tarfile

    if path.lower().endswith(".zst"):
        from cableconv.sources_extra import zstd

        unpacked: Any = zstd(path, raw)
        return tarfile.open(fileobj=unpacked, mode="r|")
    return tarfile.open(fileobj=raw, mode="r|*")
