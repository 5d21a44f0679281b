"""Whether a page of a web archive is there as a whole.

Law of this file: what tells how much there is of a page (record, length, chunks, packing, hash) is asked; a
header that does not speak of the bytes that stand there, as crawlers that unpack leave it, tells nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any, NamedTuple

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")  # RFC 9112, section 7.1
_LAST_CHUNK = re.compile(rb"[ \t]*0+[ \t]*(?:;[^\r\n]*)?(?:\r?\n|\Z)")
_HASHES = ("md5", "sha1", "sha256", "sha512")
_BASE32 = re.compile(r"[A-Z2-7]+=*")


class Page(NamedTuple):
    """The page of a record at every step: head, the lines of HTTP above it; sent, the bytes below them; body,
    what stands in the chunks that those may be; data, the body unpacked; whole: is all of what packs it
    there? ended: is the last chunk there? None where there are no chunks."""

    head: bytes
    sent: bytes
    body: bytes
    data: bytes
    whole: bool
    ended: bool | None = None


def body_of(record: Any, sent: bytes) -> tuple[bytes, bool | None]:
    """What stands in the chunks in which a page was sent, without trailers (RFC 9112, section 7.1.2), and
    whether the last is there; the page itself and None where there are none."""
    chunked = record.http_headers and _lower(record.http_headers, "Transfer-Encoding") == "chunked"
    found = _chunks(sent) if chunked else None
    return found if found is not None else (sent, None)


def missing_part(record: Any, page: Page) -> str:
    """What shows that the page of this record is there in part only, or changed; "" where nothing does."""
    if why := record.rec_headers.get_header("WARC-Truncated"):
        return f"has a part of its page (WARC-Truncated: {why.strip()})"
    if page.ended is False:
        return "has a part of its page (the last chunk is missing)"
    if headers := record.http_headers:
        length = _lower(headers, "Content-Length")
        if page.ended is None and length.isdecimal() and int(length) > len(page.sent):
            return f"has a part of its page ({len(page.sent)} of {int(length)} bytes)"
        if not page.whole:
            return "has a part of its page (what packs it is cut off, or damaged)"
    # of which of them it is, crawlers do not agree
    agreed = _agrees(record, "WARC-Payload-Digest", page.sent, page.body, page.data)
    if agreed is None:  # else the page is proved, whatever its head
        agreed = _agrees(record, "WARC-Block-Digest", page.head + page.sent)
    return "is damaged: its page is not the one that its digest is of" if agreed is False else ""


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


def _agrees(record: Any, name: str, *given: bytes) -> bool | None:
    """Is the digest that a record states of itself that of one of these? None where it states none, or one of
    a form that is not known here."""
    kind, _, value = (record.rec_headers.get_header(name) or "").strip().partition(":")
    kind = kind.lower().replace("-", "")
    if kind not in _HASHES:
        return None
    for data in given:
        digest = hashlib.new(kind, data, usedforsecurity=False).digest()
        if len(value) == 2 * len(digest):
            same = value.lower() == digest.hex()
        elif _BASE32.fullmatch(value.upper()):
            same = value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("=")
        else:
            return None
        if same:
            return True
    return False
