"""Blocks of the body and their inline content as JSON.

Laws: strings and the "text" of objects, joined, are the clean text of the block; only what
a block may hold by its kind is read.
"""

from __future__ import annotations

from json.encoder import encode_basestring as quote
from typing import Any

from cableconv.blocks.nesting import DEEPEST
from cableconv.grammar.json_values import UNCLEAN
from cableconv.json.codec import present, read_object
from cableconv.json.values import LARGEST, Codec, Fault, Limits, array, integer, text
from cableconv.model import HEADER, Block, BlockKind, Inline, Kind, Mark, PageBreak

EXTENTS = ("summary", "comment", "note", "text")
MARKS = {
    kind.value: kind
    for kind in (
        Kind.LABEL,
        Kind.PORTION,
        Kind.ITEM_MARK,
        Kind.REDACTION,
        Kind.CITATION,
        Kind.MARKER,
        Kind.CELL,
    )
}
BLOCKS = {kind.value: kind for kind in BlockKind}
ELEMENTS = tuple(sorted(kind.value for kind in HEADER))
BREAK_WORD = BlockKind.PAGE_BREAK.value

_extents = array(text(Limits(words=EXTENTS)), unique=True)
_element = text(Limits(words=ELEMENTS))
_page = integer(Limits(most=LARGEST))
_level = integer(Limits(least=2, most=DEEPEST))
_string = text(Limits())


_HEADER, _ITEM, _LINE, _ROW = BlockKind.HEADER, BlockKind.ITEM, BlockKind.LINE, BlockKind.ROW
_PAGE_BREAK, _CELL = BlockKind.PAGE_BREAK, Kind.CELL  # looked up once, not every block


def write_inline(item: Inline) -> str:
    """A string, a mark or a page break."""
    if type(item) is str:
        return quote(item)
    if isinstance(item, Mark):
        value = f', "value": {quote(item.value)}}}' if item.value else "}"
        return f'{{"kind": "{item.kind}", "text": {quote(item.text)}{value}'
    if isinstance(item, PageBreak):
        page = "" if item.page is None else f', "page": {item.page}'
        total = "" if item.total is None else f', "total": {item.total}'
        section = "" if item.section is None else f', "section": {item.section}'
        in_word = ', "in_word": true' if item.in_word else ""
        return f'{{"kind": "{BREAK_WORD}"{page}{total}{section}{in_word}}}'
    raise TypeError(f"no inline content: {type(item).__name__}")


def read_inline(value: Any) -> Inline:
    """A string, a mark or a page break; the object's kind says which."""
    if type(value) is str:
        if not value:
            raise Fault("a string that is not empty", value)
        return value
    kind = value.get("kind") if type(value) is dict else None
    mark = MARKS.get(kind) if type(kind) is str else None
    if mark is not None:
        text_ = value.get("text")
        if type(text_) is str and (len(value) == 2 or (len(value) == 3 and type(value.get("value")) is str)):
            if value.get("value") != "":
                return Mark(mark, text_, value.get("value", ""))
            raise Fault("no such key, as it is empty", "").inside("value")
        read_object(value, _MARK_READERS, frozenset({"text"}))
    if kind == BREAK_WORD:
        found = read_object(value, _BREAK_READERS, frozenset())
        return PageBreak(
            found.get("page"), found.get("in_word", False), found.get("total"), found.get("section")
        )
    if type(value) is dict:
        raise Fault("one of " + ", ".join([*MARKS, BREAK_WORD]), kind).inside("kind")
    raise Fault("a string, a mark or a page break", value)


def _true(value: Any) -> bool:
    if value is not True:
        raise Fault("true, or no such key", value)
    return True


_kind = text(Limits(words=(*MARKS, BREAK_WORD)))
_MARK_READERS = {"kind": _kind.read, "text": _string.read, "value": present(_string, "").read}
_BREAK_READERS = {
    "kind": _kind.read,
    "page": _page.read,
    "total": _page.read,
    "section": _page.read,
    "in_word": _true,
}

_content = array(Codec(write_inline, read_inline))
_kinds = text(Limits(words=tuple(BLOCKS)))
_READERS = {
    "kind": _kinds.read,
    "element": _element.read,
    "extents": present(_extents, ()).read,
    "level": _level.read,
    "apart": _true,
    "content": _content.read,
}
_REQUIRED = frozenset({"kind", "content"})


def write_block(block: Block) -> str:
    """A block on one line: kind, element, extents, level, apart, content."""
    content = ", ".join([write_inline(item) for item in block.content])
    element = f', "element": "{block.element}"' if block.element else ""
    extents = f', "extents": {_extents.write(block.extents)}' if block.extents else ""
    level = f', "level": {block.level}' if block.level > 1 else ""
    apart = ', "apart": true' if block.apart else ""
    return f'{{"kind": "{block.kind}"{element}{extents}{level}{apart}, "content": [{content}]}}'


def read_block(value: Any) -> Block:
    """A block whose content is what its kind allows, and clean."""
    found = read_object(value, _READERS, _REQUIRED)
    kind, content = BLOCKS[found["kind"]], found["content"]
    if (kind is _HEADER) != ("element" in found):
        expected = "the key element" if kind is _HEADER else "no element outside the header"
        raise Fault(expected, value)
    if "level" in found and kind is not _ITEM:
        raise Fault("no level outside a list", found["level"]).inside("level")
    if "apart" in found and kind is not _LINE:
        raise Fault("no such key but on a line", True).inside("apart")
    _check_content(kind, content)
    return Block(
        kind,
        content,
        found.get("element", ""),
        found.get("extents", ()),
        found.get("level", 1),
        "apart" in found,
    )


def _check_content(kind: BlockKind, content: tuple[Inline, ...]) -> None:
    if kind is _PAGE_BREAK and (len(content) != 1 or not isinstance(content[0], PageBreak)):
        raise Fault("one page break").inside("content")
    row = kind is _ROW
    texts: list[str] = []
    string_before = False
    for place, item in enumerate(content):
        if type(item) is str:
            if string_before:
                raise Fault("one string, not two side by side", item).inside(place).inside("content")
            text_, is_cell, string_before = item, False, True
        elif isinstance(item, Mark):
            text_, is_cell, string_before = item.text, item.kind is _CELL, False
        else:
            string_before = False
            continue
        if row != is_cell:
            raise Fault("cells in a row, and only there", item).inside(place).inside("content")
        texts.append(text_)
    for joined in texts if row else ("".join(texts),):
        if " ".join(joined.split()) != joined:
            raise Fault("clean text: single blanks, none at the edges", joined).inside("content")
        if not joined.isprintable() and UNCLEAN.search(joined):
            raise Fault("clean text without control characters", joined).inside("content")


BLOCK: Codec[Block] = Codec(write_block, read_block)
