"""What an input is, by its content alone.

Law of this file: it looks at the bytes and never at a name; it decides nothing further.
"""

from __future__ import annotations

import re

_TEI_NAMESPACE = b"http://www.tei-c.org/ns/1.0"
_MAGIC = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0",
    b"II*\x00",
    b"MM\x00*",
    b"OggS",
    b"ID3",
    b"RIFF",
    b"7z\xbc\xaf",
)
_ODD_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31})
_WINDOW = 65_536
_WRITTEN = rb"&(?:amp;)*#(?:0*1[03]|[xX]0*[aAdD]);"  # a line end as a character reference
_SEVERAL = 5  # of them inside one line of a file, which no damage leaves there
_APART = 400  # bytes between two, as a mean: as long as a paragraph is that a wrapper never saw


def recognise(data: bytes) -> str:
    """ "empty", "tei", "json", "html", "binary" or "text"; documents of cableconv are tei or json,
    saved web pages html, and texts whose line ends a page wrote as character references."""
    head = data[:_WINDOW]
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bare and not data.strip():
        return "empty"
    wide = wide_encoding(head)
    marked = head.decode(wide, "replace").lstrip("\ufeff").encode("utf-8", "replace") if wide else bare
    if marked.startswith(b"<") and _TEI_NAMESPACE in marked:
        return "tei"
    if bare.startswith(b"{") and b"cableconv" in head[:4096]:
        return "json"
    if _is_page(marked.lstrip() if wide else _narrowed(bare)) or has_written_line_ends(data):
        return "html"
    return "binary" if _is_binary(head) else "text"


def has_written_line_ends(data: bytes) -> bool:
    """Are the line ends of this text written as character references, "&#x000A;", and no page around it?"""
    head = data[:_WINDOW]
    if b";" not in head or b"&" not in head or _is_page(head.removeprefix(b"\xef\xbb\xbf").lstrip()):
        return False
    for line in head.splitlines():
        pieces = re.split(_WRITTEN, line) if line.count(b"&") >= _SEVERAL else []
        filled = sum(bool(piece.strip()) for piece in pieces)
        if filled > _SEVERAL and len(line) <= _APART * filled:
            return True
    return False


def _narrowed(bare: bytes) -> bytes:
    """What begins as a page in UTF-16 without a mark does, in UTF-8; else as it is."""
    encoding = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}.get(bare[:2])
    return bare.decode(encoding, "replace").encode("utf-8", "replace") if encoding else bare


def wide_encoding(data: bytes) -> str:
    """The encoding of an XML document or a text in UTF-16 or UTF-32, by its byte-order mark or, as XML has it
    (appendix F), by its first characters; else empty."""
    return next((encoding for begin, encoding in _WIDE if data.startswith(begin)), "")


_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)


def _is_page(bare: bytes) -> bool:
    """Does it begin as a web page does? Comments and an XML declaration may stand before."""
    start = bare[:2048].lower()
    if not start.startswith(b"<"):
        return False
    return start.startswith(_PAGE) or any(tag in start for tag in _PAGE[:2])


_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<pre", b"<title", b"<div", b"<p>", b"<table")


def _is_binary(head: bytes) -> bool:
    if head.startswith(_MAGIC):
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    zeros = head.count(0)
    if zeros and not _wide(head, zeros):
        return True
    odd = len(head) - len(head.translate(None, _ODD_CONTROLS)) - zeros
    return odd > len(head) // 20


def _wide(head: bytes, zeros: int) -> bool:
    """UTF-16 or UTF-32 of mostly Latin text: NULs fill one place of two, or three of four."""
    if zeros < len(head) // 4:
        return zeros <= max(1, len(head) // 500)  # a few stray NULs are damage, not another format
    places = [head[start::4].count(0) for start in range(4)]
    quarter = max(1, len(head) // 4)
    full = [count > 0.7 * quarter for count in places]
    return full in (
        [True, False, True, False],
        [False, True, False, True],
        [True, True, True, False],
        [False, True, True, True],
    )
