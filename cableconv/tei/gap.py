"""What stands between two printed characters of the diplomatic edition.

Law of this file: between two characters that print there stands nothing, or one space, or one
space and then elements, or, inside a word, one element; so white space in text nodes may be
reformatted without loss.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from cableconv.grammar.form import lazy
from cableconv.model import Kind
from cableconv.tei.names import chunked

_WHITE = r"\s\x1c-\x1f\x85"
_SILENT = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff"
_PIECES = lazy(
    rf"(?P<run>[^{_WHITE}{_SILENT}\ud800-\udfff]+(?:[ ][^{_WHITE}{_SILENT}\ud800-\udfff]+)*+)"
    r"|(?P<spaces>[ ]+)|(?P<tabs>\t+)|(?P<lost>[\ud800-\udfff])|(?P<odd>(?P<char>.)(?P=char)*+)",
    re.DOTALL,
)


class Newline(NamedTuple):
    """A newline whose lb is still to be written: its characters and kind (None: part of the
    last span), the last kind of its line, the block in which that stood, hyphen dropped."""

    text: str
    kind: Kind | None
    last: Kind | None
    block: int
    hyphen: bool = False


class Elements(Protocol):
    """What writes the elements of a gap."""

    def glyph(self, char: str, count: int) -> str:
        """The g of characters that XML cannot hold."""

    def lb(self, newline: Newline, number: int, block: int, unbroken: bool, wrapped: bool) -> str:
        """The lb that begins a line."""


CHOICE, CORRECTED = "<choice><sic>", "</corr></choice>"
_TAG, _ELEMENT, _SPACE, _LINE = range(4)


class Scope:
    """Text between two edges: a block, a cell, or a piece of layout.

    What stands between printed characters waits in `gap` until it is known what it prints.
    """

    __slots__ = ("block", "gap", "out", "printed", "prints", "writer")

    def __init__(self, writer: Elements, out: list[str], block: int) -> None:
        self.writer = writer
        self.out = out
        self.block = block
        self.gap: list[tuple[int, str, Newline | None, int]] = []
        self.printed = False
        self.prints = False

    def tag(self, tag: str) -> None:
        self.gap.append((_TAG, tag, None, 0))

    def element(self, element: str) -> None:
        self.gap.append((_ELEMENT, element, None, 0))

    def line(self, newline: Newline, number: int) -> None:
        self.gap.append((_LINE, "", newline, number))

    def text(self, text: str) -> None:
        """The characters of a span that prints in this scope."""
        for found in _PIECES.finditer(text):
            match found.lastgroup:
                case "run":
                    self.flush(True)
                    self.out.append(chunked(found[0]))
                    self.printed = True
                case "spaces":
                    self.gap.append((_SPACE, found[0], None, 0))
                    self.prints = True
                case "tabs":
                    self.element(f'<space unit="tab" quantity="{len(found[0])}"/>')
                    self.prints = True
                case "lost":
                    self.flush(True)
                    self.out.append("\ufffd")
                    self.printed = True
                    self.element(self.writer.glyph(found[0], 1))
                case _:
                    self.element(self.writer.glyph(found[0][0], len(found[0])))
                    self.prints = self.prints or found[0].isspace()

    def flush(self, before_text: bool) -> None:
        """Write the gap: all of it as elements, but for a single space that stands alone."""
        gap = self.gap
        if not gap:
            return
        inside = self.printed and before_text
        elements = sum(1 for item in gap if item[0] != _TAG)
        if inside and elements == 1 and gap[0][0] == _SPACE and gap[0][1] == " ":
            self.out.append(" ")
            self.out.extend([item[1] for item in gap[1:]])
        elif inside and not self.prints:
            self._unbroken(elements > 1 and all(item[0] != _TAG for item in gap))
        else:
            while gap and gap[0][1].startswith(
                (CHOICE, CORRECTED)
            ):  # a space stands where its reading has it
                self.out.append(gap.pop(0)[1])
            if inside:
                self.out.append(" ")
            self.out.extend([self._written(item, False, False) for item in gap])
        gap.clear()
        self.prints = False

    def _unbroken(self, wrapped: bool) -> None:
        """A gap inside a word, one element whatever it holds."""
        if wrapped:
            self.out.append('<surplus reason="layout">')
        self.out.extend([self._written(item, True, wrapped) for item in self.gap])
        if wrapped:
            self.out.append("</surplus>")

    def _written(self, item: tuple[int, str, Newline | None, int], unbroken: bool, wrapped: bool) -> str:
        kind, text, newline, number = item
        if kind == _SPACE:
            return f'<space unit="chars" quantity="{len(text)}"/>'
        if newline is not None:
            return self.writer.lb(newline, number, self.block, unbroken, wrapped)
        return text
