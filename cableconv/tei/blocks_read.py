"""The blocks of a reading edition, read back from its text element."""

from __future__ import annotations

from typing import Any

from cableconv.model import Block, BlockKind, Inline, Kind, Mark, PageBreak
from cableconv.tei.fields import broken
from cableconv.tei.header_read import HeaderReader
from cableconv.tei.names import KINDS, collapse, undatum
from cableconv.tei.walk import walk

BLOCKS = {
    "head": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "item": BlockKind.ITEM,
    "row": BlockKind.ROW,
    "signed": BlockKind.SIGNATURE,
    "byline": BlockKind.DRAFTING,
    "trailer": BlockKind.TRAILER,
}
TYPED = {
    "line": BlockKind.LINE,
    "signature": BlockKind.SIGNATURE,
    "drafting": BlockKind.DRAFTING,
    "trailer": BlockKind.TRAILER,
}
_ELEMENTS = {"cell": Kind.CELL, "ref": Kind.CITATION}
_SEGMENTS = {kind.value: kind for kind in (Kind.PORTION, Kind.REDACTION, Kind.MARKER)}


def block_kind(name: str, element: Any) -> BlockKind | None:
    """The kind of block that an element is; the text of an item that holds a list is its p."""
    if name == "item" and _holds_list(element):
        return None
    if name == "p" and _local(element.getparent()) == "item":
        return BlockKind.ITEM
    if name != "ab":
        return BLOCKS.get(name)
    return TYPED.get(element.get("type", ""), BlockKind.HEADER)


def is_item(element: Any) -> bool:
    """Is the element of a block one of a list item?"""
    return block_kind(_local(element), element) is BlockKind.ITEM


def _holds_list(element: Any) -> bool:
    return _local(next(element.iterchildren(tag="*"), None)) == "p"


def _local(element: Any) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]


def mark_value(element: Any, header: HeaderReader) -> str:
    """The value of text with a role."""
    if element.get("type") == Kind.PORTION and element.get("ana"):
        return header.category(element, element.get("ana"))
    if _local(element) == "ref":
        return undatum(element.get("cRef") or "")
    return undatum(element.get("subtype") or element.get("n") or "")


class _Reader:
    def __init__(self, header: HeaderReader) -> None:
        self.header = header
        self.blocks: list[Block] = []
        self.block: tuple[BlockKind, Any] | None = None
        self.mark: tuple[Kind, Any] | None = None
        self.content: list[Inline] = []
        self.held: str | None = None  # text of the open mark
        self.after: list[PageBreak] = []  # what stands at the end of the open mark
        self.level = 0  # lists that are open

    def text(self, text: str) -> None:
        text = collapse(text).lstrip(" ")
        if not text or self.block is None:
            return
        if self.mark is not None:
            self.held = (self.held or "") + text
        else:
            self.content.append(text)

    def start(self, name: str, element: Any) -> None:
        if name == "list":
            self.level += 1
        elif name == "pb":
            self._page(element)
        elif (kind := block_kind(name, element)) is not None:
            self.block, self.content = (kind, element), []
        elif self.block is not None and (role := self._role(name, element)) is not None:
            self.mark, self.held = (role, element), ""

    def _role(self, name: str, element: Any) -> Kind | None:
        if name == "label":
            assert self.block is not None
            return Kind.ITEM_MARK if self.block[0] is BlockKind.ITEM else Kind.LABEL
        if name in _ELEMENTS:
            return _ELEMENTS[name]
        return _SEGMENTS.get(element.get("type")) if name == "seg" else None

    def _page(self, element: Any) -> None:
        number = element.get("n")
        if number is not None and not (number.isascii() and number.isdigit() and len(number) < 10):
            raise broken(element, f"{number!r} is no page number")
        page = PageBreak(
            None if number is None else int(number),
            element.get("break") == "no",
            _counted(element, "type", "of-"),
            _counted(element, "subtype", "section-"),
        )
        if self.block is None:
            self.blocks.append(Block(BlockKind.PAGE_BREAK, (page,)))
        elif self.mark is not None and self.held:
            self.after.append(page)
        else:
            self.content.append(page)

    def end(self, name: str, element: Any) -> None:
        if name == "list":
            self.level -= 1
        elif self.mark is not None and element is self.mark[1]:
            kind = self.mark[0]
            text = self.held or ""
            self.content.append(
                Mark(kind, text.rstrip(" ") if kind is Kind.CELL else text, self._value(kind, element))
            )
            self.content += self.after
            self.mark, self.held, self.after = None, None, []
        elif self.block is not None and element is self.block[1]:
            self._finish(self.block[0], element)
            self.block = None

    def _value(self, kind: Kind, element: Any) -> str:
        if kind is Kind.LABEL and not self.content and self.block is not None:
            number = self.block[1].get("n")
            if number is not None:
                return undatum(number)
        return mark_value(element, self.header)

    def _finish(self, kind: BlockKind, element: Any) -> None:
        content = self.content
        for place in range(len(content) - 1, -1, -1):  # a reformatter may add a space at the end
            last = content[place]
            if isinstance(last, str):
                content[place : place + 1] = [last.rstrip(" ")]
            elif isinstance(last, Mark):
                content[place] = Mark(last.kind, last.text.rstrip(" "), last.value)
            else:
                continue
            break
        name = element.get("type", "") if kind is BlockKind.HEADER else ""
        if kind is BlockKind.HEADER and name not in KINDS:
            raise broken(element, f"there is no header element {name!r}")
        pointers = element.get("ana", "").split()
        extents = tuple([self.header.category(element, pointer) for pointer in pointers])
        level = self.level if kind is BlockKind.ITEM else 1
        apart = kind is BlockKind.LINE and element.get("subtype") == "first"
        self.blocks.append(Block(kind, tuple(content), name, extents, level, apart))


def read_blocks(root: Any, header: HeaderReader) -> tuple[Block, ...]:
    """The blocks of a reading edition."""
    reader = _Reader(header)
    for event, name, element in walk(root):
        if event == "text":
            reader.text(name)
        elif event == "start":
            reader.start(name, element)
        else:
            reader.end(name, element)
    return tuple(reader.blocks)


def _counted(element: Any, name: str, begins: str) -> int | None:
    """The number at the end of such an attribute of a page break, "of-3"."""
    value = element.get(name)
    if value is None:
        return None
    number = value.removeprefix(begins)
    if number == value or not (number.isascii() and number.isdigit() and len(number) < 10):
        raise broken(element, f"{value!r} is no {name} of a page break")
    return int(number)
