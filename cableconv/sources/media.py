"""Which pages of a web archive are no texts, by the type that they state.

Law of this file: what says that it is an image, a sound, a font, a style sheet, a script or the like is
passed over and counted; what states another type, or none, is read, and its content decides.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

_NO_TEXT = re.compile(
    r"(?:image|audio|video|font)/.+"
    r"|text/(?:css|(?:java|ecma)script)"
    r"|application/(?:(?:x-)?(?:java|ecma)script|(?:x-)?font-.+|vnd\.ms-fontobject|wasm|x-shockwave-flash"
    r"|pdf|manifest\+json|opensearchdescription\+xml)"
)
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")  # RFC 6838, section 4.2
ROBOTS = "robots.txt"  # RFC 9309: what crawlers may read, for crawlers


def no_text(record: Any, uri: str) -> str:
    """The type of a page that is no text, "" for one that may be. uri: its address."""
    if _path(uri) == f"/{ROBOTS}":
        return ROBOTS
    headers = record.http_headers or record.rec_headers
    stated = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return stated if _TYPE.fullmatch(stated) and _NO_TEXT.fullmatch(stated) else ""


def _path(uri: str) -> str:
    try:
        return urlsplit(uri).path
    except ValueError:  # it is none
        return ""
