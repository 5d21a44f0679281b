"""A zip whose end is lost, and with it the directory of its entries: what stands before the tear.

Law: as sources. Entries are found by their own headers (PKWARE, APPNOTE.TXT, 4.3.7), one after the other; an
entry that is not whole, or whose sum is wrong, is an item with an error.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from cableconv.sources.item import Item, too_large
from cableconv.sources.names import hidden, safe

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE, _DESCRIPTOR = b"PK\x03\x04", b"PK\x07\x08"
_ENCRYPTED, _LATER, _UTF8 = 1, 8, 0x800  # flags: sizes come after the data; the name is UTF-8
_STORED, _DEFLATED = 0, 8
_WIDE = 0xFFFFFFFF  # the size stands in the extra field
_CHUNK = 65536


class _Entry(NamedTuple):
    name: str
    flags: int
    method: int
    sum: int
    packed: int


def torn_zip(path: str, max_bytes: int) -> Iterator[Item]:
    """The files in a zip without its directory, as far as they are there. Raises OSError."""
    with open(path, "rb") as file:
        while (entry := _entry(file)) is not None:
            data, why = _data(file, entry, max_bytes)
            if not entry.name.endswith("/") and not hidden(entry.name):
                yield Item(safe(entry.name), data=b"" if why else data, error=why)
            if why and entry.flags & _LATER:
                return  # where the next one begins is not known


def _entry(file: IO[bytes]) -> _Entry | None:
    """The next header; None when there is none."""
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(_SIGNATURE):
        return None
    _, _, flags, method, _, _, total, packed, _, length, more = _HEADER.unpack(header)
    name, extra = file.read(length), file.read(more)
    if packed == _WIDE and extra[:2] == b"\1\0" and len(extra) >= 20:
        packed = struct.unpack_from("<Q", extra, 12)[0]
    text = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return _Entry(text, flags, method, total, packed)


def _data(file: IO[bytes], entry: _Entry, max_bytes: int) -> tuple[bytes, str]:
    """The bytes of an entry, or why they cannot be had; the file stands behind it."""
    if entry.flags & _ENCRYPTED or entry.method not in (_STORED, _DEFLATED):
        file.seek(0 if entry.flags & _LATER else entry.packed, 1)
        return b"", "it is encrypted, or packed in a way that needs the lost directory"
    if entry.method == _STORED and entry.flags & _LATER:
        return b"", "its size stood in the lost directory"
    start = file.tell()
    data, why = (
        _inflated(file, entry, max_bytes) if entry.method == _DEFLATED else _stored(file, entry, max_bytes)
    )
    total = entry.sum
    if entry.flags & _LATER:
        mark = file.read(4)
        total = int.from_bytes(file.read(4) if mark == _DESCRIPTOR else mark, "little")
        file.seek(8, 1)
    else:
        file.seek(start + entry.packed)
    return data, why or ("" if zlib.crc32(data) == total else "its sum is wrong")


def _stored(file: IO[bytes], entry: _Entry, max_bytes: int) -> tuple[bytes, str]:
    if why := too_large(entry.packed, max_bytes):
        return b"", why
    data = file.read(entry.packed)
    return data, "" if len(data) == entry.packed else "the rest of it is lost"


def _inflated(file: IO[bytes], entry: _Entry, max_bytes: int) -> tuple[bytes, str]:
    """The bytes of a deflated entry; the file stands where they end."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size = 0
    try:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or file.read(_CHUNK)
            if not packed:
                return b"", "the rest of it is lost"
            piece = unpacker.decompress(packed, max_bytes + 1 - size)
            size += len(piece)
            pieces.append(piece)
            if size > max_bytes:
                return b"", too_large(size, max_bytes)
    except zlib.error as error:
        return b"", f"it cannot be read ({error})"
    file.seek(-len(unpacker.unused_data), 1)
    return b"".join(pieces), ""
