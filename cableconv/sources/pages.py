"""Whether a page of a web archive is there as a whole.

Law of this file: what tells how much there is of a page (record, length, chunks, packing, hash) is asked; a
header that does not speak of the bytes that stand there, as crawlers that unpack leave it, tells nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from typing import Any

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")  # RFC 9112, section 7.1
_LAST_CHUNK = re.compile(rb"[ \t]*0+[ \t]*(?:;[^\r\n]*)?(?:\r?\n|\Z)")
_PACKINGS = {"gzip": (zlib.MAX_WBITS | 16,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
_PIECE = 1 << 16
_HASHES = ("md5", "sha1", "sha256", "sha512")
_BASE32 = re.compile(r"[A-Z2-7]+=*")


def missing_part(record: Any, payload: bytes, page: bytes) -> str:
    """What shows that the page of this record is there in part only, or changed; "" where nothing does.
    payload: as it was sent; page: unpacked."""
    if why := record.rec_headers.get_header("WARC-Truncated"):
        return f"has a part of its page (WARC-Truncated: {why.strip()})"
    body, headers = payload, record.http_headers
    if headers:
        chunks = _chunks(payload) if _lower(headers, "Transfer-Encoding") == "chunked" else None
        length = _lower(headers, "Content-Length")
        if chunks is not None:
            body, ended = chunks
            if not ended:
                return "has a part of its page (the last chunk is missing)"
        elif length.isdecimal() and int(length) > len(payload):
            return f"has a part of its page ({len(payload)} of {int(length)} bytes)"
        if _is_cut(body, _PACKINGS.get(_lower(headers, "Content-Encoding"), ())):
            return "has a part of its page (what packs it is cut off, or damaged)"
    stated = record.rec_headers.get_header("WARC-Payload-Digest") or ""
    # of which of them it is, crawlers do not agree
    if stated and not any(_agrees(stated, each) for each in (payload, body, page)):
        return "is damaged: its page is not the one that its digest is of"
    return ""


def _lower(headers: Any, name: str) -> str:
    return (headers.get_header(name) or "").strip().lower()


def _chunks(payload: bytes) -> tuple[bytes, bool] | None:
    """What stands in the chunks, and whether the last is there; None where there are none, whatever the
    header says."""
    found: list[bytes] = []
    at = 0
    while not _LAST_CHUNK.match(payload, at):
        begin = _CHUNK.match(payload, at)
        if begin is None:
            return (b"".join(found), False) if at else None
        end = begin.end() + int(begin[1], 16)
        found.append(payload[begin.end() : end])
        if end > len(payload):
            return b"".join(found), False
        at = end + 2  # a line end
    return b"".join(found), True


def _is_cut(body: bytes, forms: tuple[int, ...]) -> bool:
    """Is the body packed in one of these forms, and breaks off before its end?"""
    for form in forms:
        unpacker, begun = zlib.decompressobj(form), False
        try:
            for at in range(0, len(body), _PIECE):
                begun = bool(unpacker.decompress(body[at : at + _PIECE])) or begun
        except zlib.error:
            if begun:
                return True
            continue  # it is not packed so
        return not unpacker.eof
    return False


def _agrees(stated: str, data: bytes) -> bool:
    """Is this the digest of the data, or one of a form that is not known here?"""
    name, _, value = stated.strip().partition(":")
    name = name.lower().replace("-", "")
    if name not in _HASHES:
        return True
    digest = hashlib.new(name, data, usedforsecurity=False).digest()
    if len(value) == 2 * len(digest):
        return value.lower() == digest.hex()
    if _BASE32.fullmatch(value.upper()):
        return value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("=")
    return True
