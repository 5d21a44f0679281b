"""In which ways the pages of a web archive are packed (RFC 9110, section 8.4), unpacked in bounded memory.

Law of this file: what is packed otherwise than it says, as crawlers that unpack leave it, is given as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

_SAME = {"x-gzip": "gzip"}  # section 8.4.1.3
_GZIP = b"\x1f\x8b"


class _Unpacker(Protocol):
    """piece: bytes that may be unpacked at once; failure: what it raises for bytes that are not packed so."""

    piece: int
    failure: type[Exception]

    def unpack(self, data: bytes) -> bytes: ...

    def ended(self) -> bool: ...


class _Zlib:
    """gzip, of one or more members, or deflate."""

    piece = 1 << 16
    failure: type[Exception] = zlib.error

    def __init__(self, form: int) -> None:
        self.form = form
        self.member = zlib.decompressobj(form)

    def unpack(self, data: bytes) -> bytes:
        found = self.member.decompress(data)
        while self.member.eof and self.member.unused_data.startswith(_GZIP):
            rest, self.member = self.member.unused_data, zlib.decompressobj(self.form)
            found += self.member.decompress(rest)
        return found

    def ended(self) -> bool:
        return self.member.eof


class _Brotli:
    piece = 64  # some bytes may be 16 MB (RFC 7932, section 9.2)

    def __init__(self) -> None:
        package: Any = import_module("brotli")
        self.failure: type[Exception] = package.error
        self.stream = package.Decompressor()

    def unpack(self, data: bytes) -> bytes:
        return bytes(self.stream.process(data))

    def ended(self) -> bool:
        return bool(self.stream.is_finished())


_UNPACKERS: dict[str, tuple[Callable[[], _Unpacker], ...]] = {
    "gzip": (lambda: _Zlib(zlib.MAX_WBITS | 16),),
    "deflate": (lambda: _Zlib(zlib.MAX_WBITS), lambda: _Zlib(-zlib.MAX_WBITS)),  # many leave its head out
    "br": (_Brotli,),
}


def packings(stated: str) -> list[str]:
    """The ways that a Content-Encoding states, the last first."""
    named = [each.strip() for each in reversed(stated.lower().split(","))]
    return [_SAME.get(each, each) for each in named if each not in ("", "identity")]


def unknown(packed: Sequence[str]) -> str:
    """Why something that is packed in these ways cannot be unpacked, else ""."""
    for each in packed:
        if each == "br" and find_spec("brotli") is None:
            return "is packed as br (Brotli): install the package brotli, which unpacks it"
        if each not in _UNPACKERS:
            return f"is packed as {each}, which nothing here unpacks"
    return ""


def unpacked(body: bytes, packed: Sequence[str], most: int) -> tuple[bytes, bool]:
    """What is packed in these ways, and whether all of it is there. Of more bytes than the most, it stops
    behind them."""
    whole = True
    for each in packed:
        made = (_through(make(), body, most) for make in _UNPACKERS[each])
        body, ended = next((found for found in made if found is not None), (body, True))
        whole = whole and ended
    return body, whole


def _through(unpacker: _Unpacker, body: bytes, most: int) -> tuple[bytes, bool] | None:
    """None where it is not packed so."""
    found = bytearray()
    try:
        for piece in _pieces(body, unpacker.piece):
            found += unpacker.unpack(piece)
            if len(found) > most:
                return bytes(found), True
    except unpacker.failure:
        return (bytes(found), False) if found else None
    return bytes(found), unpacker.ended()


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))
