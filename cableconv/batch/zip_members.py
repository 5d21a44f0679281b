"""A zip as documents one after the other: what one adds to it, and the directory that stands behind them.

Law of this file: the directory is made of what stands before it, so that a run goes on in mid file and
gives the bytes of an undisturbed one. Source: APPNOTE.TXT 6.3 of PKWARE, 4.3 and 4.5.3.
"""

from __future__ import annotations

import struct
import zlib
from typing import IO

ZIP_MARK = b"cableconv"  # the comment of a zip

_MEMBER = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_WIDE_END = struct.Struct("<4sQ2H2L4Q")
_WIDE_PLACE = struct.Struct("<4sLQL")

_DEFLATED = 8
_UTF8 = 0x800
_DAY = 33  # 1 January 1980, so that the same input gives the same bytes
_UNIX = 3 << 8
_RIGHTS = 0o644 << 16
_PLAIN, _WIDE = 20, 45  # version that a reader needs, without and with numbers of 64 bits
_WIDE_EXTRA = 1
MOST = 0xFFFFFFFF  # that 32 bits say; this number says that the extra field has it
_MOST_ENTRIES = 0xFFFF


def member(name: str, data: bytes) -> bytes:
    """A document as a zip has it: its header and its bytes, packed."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    sizes = len(packed), len(data)
    wide = max(sizes) >= MOST
    extra = struct.pack("<2H2Q", _WIDE_EXTRA, 16, len(data), len(packed)) if wide else b""
    stated = (MOST, MOST) if wide else sizes
    called, flags = name.encode("utf-8"), 0 if name.isascii() else _UTF8
    version = _WIDE if wide else _PLAIN
    fixed = version, flags, _DEFLATED, 0, _DAY, zlib.crc32(data), *stated, len(called), len(extra)
    return _MEMBER.pack(b"PK\3\4", *fixed) + called + extra + packed


def directory(file: IO[bytes], end: int) -> bytes:
    """What stands behind the documents of a file, which end there."""
    entries: list[bytes] = []
    at = 0
    while at < end:
        file.seek(at)
        entry, size = _entry(file, at)
        entries.append(entry)
        at += size
    return b"".join(entries) + _end(len(entries), sum(map(len, entries)), at)


def _entry(file: IO[bytes], at: int) -> tuple[bytes, int]:
    """What the directory says of the document whose header stands at this place, and how long that is."""
    _, version, flags, method, time, day, total, packed, size, called, more = _MEMBER.unpack(
        file.read(_MEMBER.size)
    )
    name, extra = file.read(called), file.read(more)
    numbers: list[int] = []  # of 64 bits, in this order
    length = packed
    if extra:
        size_64, length = struct.unpack_from("<2Q", extra, 4)
        numbers += [size_64, length]
    numbers += [at] if at >= MOST else []
    wide = struct.pack(f"<2H{len(numbers)}Q", _WIDE_EXTRA, 8 * len(numbers), *numbers) if numbers else b""
    version = _WIDE if wide else version
    fixed = _UNIX | version, version, flags, method, time, day, total, packed, size, called, len(wide)
    entry = _ENTRY.pack(b"PK\1\2", *fixed, 0, 0, 0, _RIGHTS, min(at, MOST)) + name + wide
    return entry, _MEMBER.size + called + more + length


def _end(count: int, size: int, at: int) -> bytes:
    """The end of the directory, which has so many entries and bytes and begins at this place."""
    wide = b""
    if count >= _MOST_ENTRIES or max(size, at) >= MOST:
        whole = _WIDE_END.size - 12
        wide = _WIDE_END.pack(b"PK\6\6", whole, _WIDE, _WIDE, 0, 0, count, count, size, at)
        wide += _WIDE_PLACE.pack(b"PK\6\7", 0, at + size, 1)
    few = min(count, _MOST_ENTRIES)
    return (
        wide + _END.pack(b"PK\5\6", 0, 0, few, few, min(size, MOST), min(at, MOST), len(ZIP_MARK)) + ZIP_MARK
    )
