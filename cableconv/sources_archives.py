"""Documents in archives: zip and tar. Nothing is unpacked to disk, and real bytes are counted.

Law: as sources. Links, devices and folders are no documents.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING

from cableconv.errors import InputError
from cableconv.sources_item import Gauge, Item, safe, too_large

if TYPE_CHECKING:
    from tarfile import TarFile
    from zipfile import ZipFile, ZipInfo

_HEAD = 30  # bytes of a zip entry's header without its name


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
    except broken as error:
        raise unreadable(path, error) from error
    with archive:
        entries = archive.infolist()
        overlapping = _overlapping(entries)
        for entry in entries:
            if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16):
                continue
            why = too_large(entry.file_size, max_bytes)
            if id(entry) in overlapping:
                why = "its bytes are those of another entry as well"
            data = b""
            try:
                data = b"" if why else _unzipped(archive, entry, max_bytes)
                why = why or too_large(len(data), max_bytes)
            except broken as error:
                why = f"it cannot be read ({error})"
            yield Item(safe(entry.filename), data=b"" if why else data, error=why)
            gauge.at(entry.header_offset + entry.compress_size)


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
    """The files in a tar, packed or not. Raises InputError."""
    import tarfile

    try:
        with open(path, "rb") as raw, _tape(path, raw) as archive:
            for entry in archive:
                if entry.size < 0:
                    raise tarfile.ReadError("an entry has a negative size")
                if not entry.isfile():
                    continue
                why = too_large(entry.size, max_bytes)
                file = None if why else archive.extractfile(entry)
                yield Item(safe(entry.name), data=file.read() if file else b"", error=why)
                vars(archive)["members"] = []  # or it remembers every entry
                gauge.at(raw.tell())
    except damage(path, tarfile.TarError, ValueError) as error:
        raise unreadable(path, error) from error


def _tape(path: str, raw: IO[bytes]) -> TarFile:
    import tarfile

    if path.lower().endswith(".zst"):
        from cableconv.sources_extra import zstd

        return tarfile.open(fileobj=zstd(path, raw), mode="r|")
    return tarfile.open(fileobj=raw, mode="r|*")
