"""What the TEI writer and reader must agree on: escapes, element names, pointers.

Laws: every string survives, whatever its characters; every xml:id of a document begins with
the document's own prefix, so that documents can stand in one corpus.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import lazy
from cableconv.model import LAYOUT, LINE_ENDS, BlockKind, Kind

NAMESPACE = "http://www.tei-c.org/ns/1.0"
CHUNK = 1_000_000  # characters of one text node; libxml2 reads 10,000,000 bytes

# A string outside the transcription (header, ledger) is written as it is when white space may be
# collapsed in it without loss; other characters stand as \uXXXX, and so does the backslash.
_ODD = lazy(r"\\|[^\S ]|^ | $|(?<= ) |[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPE = lazy(r"\\u([0-9A-F]{4})")
_WHITE = lazy("[ \t\r\n]+")


def xml(text: str) -> str:
    """Character data of an element or attribute."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def datum(text: str) -> str:
    """A string of the header as character data or attribute value; the inverse is `undatum`."""
    if not _is_even(text) and _ODD.search(text):
        text = _ODD.sub(lambda found: f"\\u{ord(found[0]):04X}", text)
    return xml(text).replace('"', "&quot;")


def _is_even(text: str) -> bool:
    """Is this surely printed as it is? Only ASCII, told without the pattern."""
    return (
        text.isascii()
        and text.isprintable()
        and not ("\\" in text or "  " in text or text.startswith(" ") or text.endswith(" "))
    )


def undatum(text: str) -> str:
    """The string that `datum` wrote, white space as any formatter left it."""
    text = collapse(text).strip(" ")
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "\\" in text else text


def collapse(text: str) -> str:
    """XML white space collapsed to single spaces; the edges keep one."""
    return _WHITE.sub(" ", text)


def attribute(name: str, value: str) -> str:
    """The attribute, or nothing when it would be empty."""
    return f' {name}="{datum(value)}"' if value else ""


def chunked(text: str) -> str:
    """Character data of any length: long runs are cut by milestones that mean nothing.

    A cut never stands beside a space: a space next to an element would be layout.
    """
    if len(text) <= CHUNK:
        return xml(text)
    pieces = []
    begin = 0
    while len(text) - begin > CHUNK:
        end = begin + CHUNK
        while end < len(text) and (text[end] == " " or text[end - 1] == " "):
            end += 1
        pieces.append(xml(text[begin:end]))
        begin = end
    pieces.append(xml(text[begin:]))
    return '<milestone unit="chunk"/>'.join(pieces)


class Pointers:
    """The xml:ids of one document: categories of its taxonomies, and characters."""

    __slots__ = ("categories", "characters", "prefix", "taken")

    def __init__(self, sha256: str, part: str = "") -> None:
        found = re.match("[0-9a-f]{1,12}", sha256)
        self.prefix = "c" + (found[0] if found else "0") + (f"-{part}" if part else "")
        self.categories: dict[str, dict[str, str]] = {}
        self.characters: dict[str, str] = {}
        self.taken: set[str] = set()

    def category(self, taxonomy: str, value: str) -> str:
        """A pointer to the category of this value, which is declared when it is first used."""
        known = self.categories.setdefault(taxonomy, {})
        if value not in known:
            name = f"{self.prefix}-{taxonomy}-" + re.sub("[^A-Za-z0-9.]+", "_", value)[:40]
            plain, number = name, 1
            while name in self.taken:
                number += 1
                name = f"{plain}-{number}"
            self.taken.add(name)
            known[value] = name
        return "#" + known[value]

    def character(self, char: str, bytewise: bool) -> str:
        """A pointer to the declaration of a character that stands for itself nowhere in XML."""
        code = ord(char)
        if 0xD800 <= code <= 0xDFFF:
            is_byte = bytewise and 0xDC80 <= code <= 0xDCFF
            name = f"byte-{code - 0xDC00:02X}" if is_byte else f"surrogate-{code:04X}"
        else:
            name = f"U-{code:04X}"
        self.characters[name] = f"{self.prefix}-{name}"
        return f"#{self.prefix}-{name}"

    def field(self, name: str) -> str:
        """A pointer to what is known of a header field: status, lines, basis."""
        return f"#{self.prefix}-field-{name.replace('_', '-')}"


def pointed_character(reference: str) -> tuple[str, bool] | None:
    """The character that g/@ref points to, and whether it prints U+FFFD; None for a foreign g."""
    kind, _, code = reference.rpartition("-")
    try:
        number = int(code, 16)
    except ValueError:
        return None
    if kind.endswith("-U") and number < 0xD800 + 0x2800 and not 0xD800 <= number < 0xE000:
        return chr(number), False
    if kind.endswith("-byte") and 0x80 <= number <= 0xFF:
        return chr(0xDC00 + number), True
    if kind.endswith("-surrogate") and 0xD800 <= number <= 0xDFFF:
        return chr(number), True
    return None


KINDS = {kind.value: kind for kind in Kind}
AMBIENT: dict[BlockKind, Kind] = {
    BlockKind.HEADING: Kind.HEADING,
    BlockKind.PARAGRAPH: Kind.TEXT,
    BlockKind.ITEM: Kind.TEXT,
    BlockKind.ROW: Kind.CELL,
    BlockKind.LINE: Kind.VERSE,
    BlockKind.SIGNATURE: Kind.SIGNATURE,
    BlockKind.DRAFTING: Kind.DRAFTING,
    BlockKind.TRAILER: Kind.TRAILER,
}

# Class of a span in the rule for line ends below.
LAYOUT_LIKE = LAYOUT | LINE_ENDS


def newline_kind(last: Kind | None, same_block: bool, unbroken: bool) -> Kind | None:
    """The kind that a line's newline has when its lb says nothing; None: part of the last span.

    last: the line's last span. An empty line is blank. After text of the cable, the newline is
    a wrap inside its block (a hyphen's that belongs to the word when break="no") and the end of
    the block outside it.
    """
    if last is None:
        return Kind.BLANK
    if last in LAYOUT_LIKE:
        return None
    if not same_block:
        return Kind.END
    return Kind.HYPHEN_KEPT if unbroken else Kind.WRAP


def ana_of(name: str, pointers: Pointers) -> str:
    """The attribute ana, which points to the header field of this name."""
    return f' ana="{pointers.field(name)}"'
