"""The partition that a diplomatic edition carries, read back from its text element."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cableconv.blocks.printed import empty_cells
from cableconv.model import BlockKind, Kind, Span, Spans
from cableconv.tei.blocks_read import block_kind, is_item, mark_value
from cableconv.tei.diplomatic import newline_text
from cableconv.tei.fields import TEI, broken
from cableconv.tei.header_read import HeaderReader
from cableconv.tei.names import AMBIENT, KINDS, collapse, newline_kind, pointed_character, undatum
from cableconv.tei.walk import in_choice, walk

_WRAPPED = Kind.HYPHEN_DROPPED  # the kind of text in surplus reason="layout", a wrapper's


@dataclass(slots=True)
class _Open:
    """An element that is open: what kind its characters have, and to which span they go."""

    element: Any
    kind: Kind
    value: str = ""
    key: object = None
    scope: bool = False  # its edges are edges of text
    wrapper: bool = False  # holds one gap of what is around it


@dataclass(slots=True)
class _Growing:
    """A span that grows."""

    kind: Kind
    value: str
    key: object
    block: Any
    pieces: list[str] = field(default_factory=list)
    corrected: _Growing | None = None  # what corr says for it


class _Reader:
    def __init__(self, header: HeaderReader, usual: str) -> None:
        self.header = header
        self.usual = usual
        self.spans: list[_Growing] = []
        self.line = 0
        self.line_begins = 0  # index of the first span of the line
        self.open: list[_Open] = [_Open(None, Kind.BLANK, key=object())]
        self.block: Any = None
        self.label: str | None = None  # the paragraph's number, until its label comes
        self.space: _Growing | None = None  # the span to which a single space may belong
        self.before_sic: _Growing | None = None  # that, while what the source has is read

    # Characters

    def _grow(self, text: str, around: bool = False) -> _Growing:
        """Add characters to the span that is due here. around: of the text around a wrapper."""
        here = self.open[-2] if around and self.open[-1].wrapper else self.open[-1]
        last = self.spans[-1] if len(self.spans) > self.line_begins else None
        if last is None or last.key is not here.key:
            last = _Growing(here.kind, here.value, here.key, self.block)
            self.spans.append(last)
        last.pieces.append(text)
        return last

    def text(self, text: str) -> None:
        text = collapse(text).lstrip(" ")
        if not text:
            return
        if self.space is not None:
            self.space.pieces.append(" ")
        kept = text.rstrip(" ")
        grown = self._grow(kept)
        self.space = grown if kept != text else None

    def _whole(self, element: Any, name: str, default: str) -> int:
        number = element.get(name, default)
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise broken(element, f"{number!r} is no number")
        return int(number)

    def space_element(self, element: Any) -> None:
        char = "\t" if element.get("unit") == "tab" else " "
        self._grow(char * self._whole(element, "quantity", "1"), around=True)

    def glyph(self, element: Any) -> None:
        pointed = pointed_character(element.get("ref", ""))
        if pointed is None:
            return
        char, replaces = pointed
        if replaces:
            last = self.spans[-1] if self.spans else None
            if last is None or not last.pieces or not last.pieces[-1].endswith("\ufffd"):
                raise broken(element, "this g stands for an undecodable byte, but follows no U+FFFD")
            last.pieces[-1] = last.pieces[-1][:-1]
            last.pieces.append(char)
            return
        self._grow(char * self._whole(element, "n", "1"), around=True)

    # Lines

    def lb(self, element: Any) -> None:
        self.line += 1
        if element.get("n") != str(self.line):
            raise broken(element, f"line {element.get('n')} stands in place of line {self.line}")
        if self.line == 1:
            return
        newline = newline_text(element.get("type", self.usual))
        if newline is None:
            raise broken(element, f"there is no newline {element.get('type')!r}")
        last = self.spans[-1] if len(self.spans) > self.line_begins else None
        rend = element.get("rend")
        if rend == "hyphen":
            self._end(Kind.HYPHEN_DROPPED, "-" + newline)
        elif rend is not None and rend != "attached":
            if rend not in KINDS:
                raise broken(element, f"there is no kind of line end {rend!r}")
            self._end(KINDS[rend], newline)
        else:
            same = last is not None and self.block is not None and last.block is self.block
            unbroken = element.get("break") == "no"
            kind = newline_kind(last.kind if last else None, same, unbroken) if rend is None else None
            if kind is not None:
                self._end(kind, newline)
            elif last is None:
                raise broken(element, "an attached newline needs a span before it")
            else:
                last.pieces.append(newline)
        self.line_begins = len(self.spans)

    def _end(self, kind: Kind, text: str) -> None:
        self.spans.append(_Growing(kind, "", object(), self.block, [text]))

    # Elements

    def start(self, name: str, element: Any) -> None:
        if name == "pb":
            self.space = None
        elif name in ("lb", "space", "g"):
            self.space = None
            {"lb": self.lb, "space": self.space_element, "g": self.glyph}[name](element)
        elif name in ("sic", "corr"):
            if _corrects(element):
                self._choose(name, element)
        elif (
            name == "cell"
            and self.block is not None
            and not len(element)
            and not (element.text or "").strip()
        ):
            self._follow_empty(element)
        elif (opened := self._opened(name, element)) is not None:
            if opened.scope:
                self.space = None
            self.open.append(opened)

    def _choose(self, name: str, element: Any) -> None:
        """What the source has becomes a span, and what corr says its corrected reading. The space
        before both is the text's, unless corr begins with one."""
        here = self.open[-1]
        if name == "sic":
            self.before_sic, self.space = self.space, None
            self.open.append(_Open(element, here.kind, here.value, object()))
        elif len(self.spans) > self.line_begins:
            last = self.spans[-1]
            last.corrected = _Growing(last.kind, "", object(), last.block)
            self.open.append(_Open(element, last.kind, "", last.corrected.key))
            self.spans.append(last.corrected)

    def _opened(self, name: str, element: Any) -> _Open | None:
        layout = self._layout(name, element)
        if layout is not None:
            value = undatum(element.get("n", ""))
            wrapper = name == "surplus" and element.get("reason") == "layout"
            return _Open(element, layout, value, object(), True, wrapper)
        kind = block_kind(name, element)
        if kind is not None:
            self.block = element
            self.label = element.get("n") if name == "p" else None
            return _Open(element, self._ambient(kind, element), "", object(), True)
        if self.block is None:
            return None
        if name == "cell":
            return _Open(element, Kind.CELL, undatum(element.get("n", "")), object(), True)
        if name == "label":
            number, self.label = self.label, None
            role = Kind.ITEM_MARK if is_item(self.block) else Kind.LABEL
            return _Open(element, role, undatum(element.get("n") or number or ""), object())
        if name == "ref":
            return _Open(element, Kind.CITATION, mark_value(element, self.header), object())
        if name == "seg" and element.get("type") in KINDS:
            return _Open(element, KINDS[element.get("type")], mark_value(element, self.header), object())
        return None

    def _follow_empty(self, element: Any) -> None:
        """An empty cell without a character of its own: the cell before counts it."""
        for span in reversed(self.spans):
            if span.block is not self.block:
                break
            if span.kind is Kind.CELL:
                span.value = str(empty_cells(span.value) + 1)
                return
        raise broken(element, "an empty cell needs a cell before it, or a space that says what it holds")

    def _ambient(self, kind: BlockKind, element: Any) -> Kind:
        if kind is not BlockKind.HEADER:
            return AMBIENT[kind]
        name = element.get("type", "")
        if name not in KINDS:
            raise broken(element, f"there is no header element {name!r}")
        return KINDS[name]

    def _layout(self, name: str, element: Any) -> Kind | None:
        """The kind of layout that an element holds; None for other elements."""
        if name == "fw":
            kind = element.get("type", "")
            return Kind.PAGE_LINE if kind == "header" else KINDS.get(kind)
        if name == "metamark":
            return KINDS.get(element.get("function", ""))
        if name == "surplus":
            reason = element.get("reason", "")
            return _WRAPPED if reason == "layout" else KINDS.get(reason)
        if name == "note" or (name == "ab" and element.get("type") in (Kind.BOILERPLATE, Kind.TITLE)):
            return KINDS.get(element.get("type", ""))
        return None

    def end(self, element: Any) -> None:
        opened = self.open[-1]
        if opened.element is element:
            self.open.pop()
            if opened.scope:
                self.space = None
            elif element.tag == TEI + "sic":
                self.space, self.before_sic = self.before_sic, None
            elif self.spans and self.spans[-1].key is opened.key and element.tag == TEI + "corr":
                self.spans.pop()  # the span that it corrects goes on being the last
        if self.block is element:
            self.block = None

    def finish(self) -> Spans:
        if not self.line:
            raise broken(self.header.root, "the text has no lines: this is no diplomatic edition")
        made = []
        for each in self.spans:
            text = "".join(each.pieces)
            if not text:
                raise broken(self.header.root, f"a span of kind {each.kind} is empty")
            corrected = None if each.corrected is None else "".join(each.corrected.pieces)
            made.append(Span(each.kind, text, each.value, None, corrected))
        return tuple(made)


def _corrects(element: Any) -> bool:
    """Is it sic, or corr after a sic, in a choice? Those of an editor alone are transparent."""
    if not in_choice(element):
        return False
    before = element.getprevious()
    return bool(element.tag == TEI + "sic" or (before is not None and before.tag == TEI + "sic"))


def read_spans(root: Any, header: HeaderReader) -> Spans:
    """The partition of a diplomatic edition."""
    reader = _Reader(header, header.newline())
    for event, name, element in walk(root):
        if event == "text":
            reader.text(name)
        elif event == "start":
            reader.start(name, element)
        else:
            reader.end(element)
    return reader.finish()
