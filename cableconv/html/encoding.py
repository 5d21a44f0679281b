"""The bytes of a saved web page as text: in the encoding that it declares, or in the one that they show."""

from __future__ import annotations

import codecs
import re

from cableconv.decode import Decoded, decode
from cableconv.errors import CableconvError
from cableconv.grammar.form import lazy

_CHARSET = lazy(r"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_ESCAPED = lazy(r"[\udc80-\udcff]++|[\ud800-\udfff]")
_REFERENCE = r"&(?:amp;)*#(?:0*{}|[xX]0*[{}]);"
_CR, _LF = _REFERENCE.format("13", "dD"), _REFERENCE.format("10", "aA")
_LINE_END = lazy(rf"[ \t]*(?:(?:{_CR})?{_LF}|{_CR})")
_LINE_ENDS = lazy(rf"(?:{_REFERENCE.format('1[03]', 'aAdD')}[ \t]*)+")
_WINDOW = 4096  # bytes in which a page declares its encoding (HTML, "determining the encoding")
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})  # read as Windows-1252
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "ucs-4", "iso-10646")
_NEWLINES = ("\r", "\n")


def with_line_ends(text: str) -> str:
    """The text with line ends in place of their character references, but for those right before one."""

    def written(found: re.Match[str]) -> str:
        beside = text[found.end() : found.end() + 1] in _NEWLINES
        return found[0] if beside else _LINE_END.sub("\n", found[0])

    return _LINE_ENDS.sub(written, text)


def as_declared(data: bytes) -> Decoded:
    """The page's text: by the encoding that it declares, where its bytes are in that; else by ours. Bytes
    that are UTF-8 throughout are so, whatever names an encoding of one byte a character."""
    marked = data.startswith(codecs.BOM_UTF8)  # a mark counts more than a declaration (HTML, "BOM sniffing")
    declared = None if marked else _CHARSET.search(data[:_WINDOW].decode("latin-1"))
    if declared:
        name = declared[1].lower()
        if name.startswith(_WIDE):
            name = "utf-8"  # the declaration could not be read if it were true (HTML, "prescan")
        try:
            told = decode(data, "cp1252" if name in _LATIN else name)
        except CableconvError:
            return decode(data)  # a wrong declaration: the bytes themselves say more
        if not _ESCAPED.search(told.text) and (len(told.text) < len(data) or not _is_utf8(data)):
            return told
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def lettered(decoded: Decoded) -> str:
    """The text with a character for each byte that its encoding does not know: that of Windows-1252, as
    pages put together from several have it, or U+FFFD."""
    one_byte = not decoded.encoding.startswith(_WIDE)
    return _ESCAPED.sub(
        lambda found: (
            found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
            if one_byte and found[0] >= "\udc80"
            else "\ufffd" * len(found[0])
        ),
        decoded.text,
    )
