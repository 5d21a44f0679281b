"""Documents in a zip. Nothing is unpacked to disk, and real bytes are counted.

Law: as sources. A link to a file of the archive is that file under another name; one that leads elsewhere is
an item with an error. Folders and hidden files are no documents, as in a folder.
"""

from __future__ import annotations

import posixpath
import stat
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cableconv.errors import InputError
from cableconv.sources.item import Gauge, Item, too_large
from cableconv.sources.joined import is_behind_a_zip
from cableconv.sources.names import hidden, safe

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_UTF8 = 0x800  # the flag by which an entry says that its name is UTF-8
_ENCRYPTED = 1
_HEAD = 30  # bytes of a zip entry's header without its name
_LONGEST_LINK = 4096
CHAIN = 40  # links that lead to links


def unreadable(path: str, error: Exception, where: str = "") -> InputError:
    """The error of an archive or table that is damaged, from where on, or that needs too much memory."""
    if path.lower().endswith((".zst", ".tzst")) and "too much memory" in str(error):
        from cableconv.sources.extra import WINDOW_LOG

        why = f"it was packed with a window of more than {2**WINDOW_LOG >> 20} MB (zstd --long={WINDOW_LOG})"
        return InputError("CC063", f"{path} cannot be read: {why}", "unpack it, or pack it again")
    return InputError("CC022", f"{path} cannot be read{where} ({error})", "use an undamaged copy")


def hidden_only(path: str) -> InputError:
    """The error of an archive that would silently give nothing."""
    return InputError("CC052", f"{path} holds hidden files only", "pack what is in its hidden folder")


def damage(path: str, *own: type[Exception]) -> tuple[type[Exception], ...]:
    """What a damaged file of this sort raises."""
    from lzma import LZMAError
    from zlib import error

    usual: tuple[type[Exception], ...] = (OSError, EOFError, error, LZMAError, *own)
    if not path.lower().endswith((".zst", ".tzst")):
        return usual
    from cableconv.sources.extra import zstd_errors

    return (*usual, *zstd_errors())


def zipped(path: str, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The files in a zip. Raises InputError."""
    import struct
    from zipfile import BadZipFile, ZipFile

    broken = damage(path, BadZipFile, RuntimeError, NotImplementedError, ValueError, struct.error)
    try:
        archive = ZipFile(path)
    except BadZipFile as error:
        from cableconv.sources.torn import torn_zip

        yield from torn_zip(path, max_bytes)  # its directory stands at its end, and is lost
        raise unreadable(path, error) from error
    except broken as error:
        raise unreadable(path, error) from error
    with archive:
        entries = archive.infolist()
        overlapping = _overlapping(entries)
        files = [entry for entry in entries if not entry.is_dir()]
        inner = _folders(entries) if any(map(_is_link, entries)) else frozenset[str]()
        if files and all(hidden(entry.filename) for entry in files):
            raise hidden_only(path)
        for entry in files:
            if hidden(entry.filename):
                continue
            name = inside(_name(entry))
            try:
                found, target = _followed(archive, entry)
                if found is None and target in inner:
                    continue  # as in a folder
                if found is None:
                    yield no_file(name, "a link that leads to no file of the archive")
                    continue
                why = too_large(found.file_size, max_bytes)
                if id(found) in overlapping:
                    why = "its bytes are those of another entry as well"
                data = b"" if why else _unzipped(archive, found, max_bytes)
                why = why or too_large(len(data), max_bytes)
            except broken as error:
                encrypted = entry.flag_bits & _ENCRYPTED
                data, why = b"", "it is encrypted" if encrypted else f"it cannot be read ({error})"
            yield Item(name, data=b"" if why else data, error=why)
            gauge.at(entry.header_offset + entry.compress_size)
        begin = min((entry.header_offset for entry in entries), default=archive.start_dir)
        if is_behind_a_zip(path, begin):
            raise InputError(
                "CC022",
                f"another zip stands before the one that is read in {path}",
                "part them: it is not read",
            )


def _name(entry: ZipInfo) -> str:
    """The name of an entry. Many programs write UTF-8 and do not say so."""
    if entry.filename.isascii() or entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def inside(name: str) -> str:
    """The name of an item, from that of an entry; tar puts "./" before each where a folder was "."."""
    while name.startswith("./") and name.lstrip("./"):
        name = name[2:]
    return safe(name)


def no_file(name: str, what: str) -> Item:
    return Item(name, data=b"", error=f"this is {what}", code="CC058")


def led_to(name: str, target: str) -> str:
    """The name in the archive that a symbolic link leads to, empty for one that leads nowhere."""
    return target and posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _is_link(entry: ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _folders(entries: Sequence[ZipInfo]) -> frozenset[str]:
    """The folders of a zip, which need not have entries."""
    found = {posixpath.curdir}
    for entry in entries:
        name = posixpath.dirname(entry.filename) or posixpath.curdir
        while name not in found:
            found.add(name)
            name = posixpath.dirname(name) or posixpath.curdir
    return frozenset(found)


def _followed(archive: ZipFile, entry: ZipInfo) -> tuple[ZipInfo | None, str]:
    """The file that an entry is, or leads to, None when it is none of the archive; the name that it leads
    to."""
    target = entry.filename
    for _ in range(CHAIN):
        if not _is_link(entry):
            return (None if entry.is_dir() else entry), target
        target = led_to(entry.filename, _unzipped(archive, entry, _LONGEST_LINK).decode("utf-8", "replace"))
        found = archive.NameToInfo.get(target)
        if found is None:
            return None, target
        entry = found
    return None, ""


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
