"""The text of the reading edition: blocks into TEI."""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.blocks.extents import quoted
from cableconv.blocks.nesting import holders
from cableconv.grammar.form import lazy
from cableconv.model import Block, BlockKind, Inline, Kind, Mark, PageBreak
from cableconv.tei.frame import Frame
from cableconv.tei.names import Pointers, attribute, chunked

_NAME = lazy("[A-Za-z][A-Za-z0-9-]*")


def mark_tags(kind: Kind, value: str, pointers: Pointers) -> tuple[str, str]:
    """Start and end tag of text with a role; any kind can be said, and its value with it."""
    if kind in (Kind.LABEL, Kind.ITEM_MARK):
        return f"<label{attribute('n', value)}>", "</label>"
    if kind is Kind.CELL:
        return f"<cell{attribute('n', value)}>", "</cell>"
    if kind is Kind.CITATION:
        return f"<ref{attribute('cRef', value)}>", "</ref>"
    tag = f'<seg type="{kind}"'
    if value and kind is Kind.PORTION:
        tag += f' ana="{pointers.category("portion", value)}"'
    elif kind is not Kind.REDACTION and _NAME.fullmatch(value):
        tag += f' subtype="{value}"'
    else:
        tag += attribute("n", value)
    return tag + ">", "</seg>"


def extents_attribute(extents: tuple[str, ...], pointers: Pointers) -> str:
    """The pointers of a block to the extents in which it stands."""
    if not extents:
        return ""
    return ' ana="' + " ".join([pointers.category("extent", name) for name in extents]) + '"'


def page_break(page: PageBreak) -> str:
    number = "" if page.page is None else f' n="{page.page}"'
    total = "" if page.total is None else f' type="of-{page.total}"'
    section = "" if page.section is None else f' subtype="section-{page.section}"'
    unbroken = ' break="no"' if page.in_word else ""
    return f"<pb{number}{total}{section}{unbroken}/>"


def text(blocks: Iterable[Block], pointers: Pointers) -> str:
    """The text element of a reading edition."""
    frame = Frame()
    out = frame.out
    blocks = tuple(blocks)
    holding = holders(blocks)
    for index, block in enumerate(blocks):
        kind, content, extents = block.kind, block.content, block.extents
        if kind is BlockKind.PAGE_BREAK:
            frame.point()
            out.extend([page_break(item) for item in content if isinstance(item, PageBreak)])
            continue
        start, end = frame.block(
            kind,
            block.element,
            quoted=quoted(block),
            level=block.level,
            holds=index in holding,
            apart=block.apart,
        )
        out.append("\n" + start)
        if extents:
            out.append(extents_attribute(extents, pointers))
        if kind is BlockKind.PARAGRAPH:
            content = _numbered(content, out)
        out.append(">")
        _write_content(content, kind, out, pointers)
        out.append(end)
    return frame.finish()


def _write_content(content: tuple[Inline, ...], kind: BlockKind, out: list[str], pointers: Pointers) -> None:
    """The content of a block; in a row a page break stands at the beginning of the
    cell after it, or at the end of the last."""
    held = ""
    for item in content:
        if isinstance(item, str):
            out.append(chunked(item))
        elif isinstance(item, Mark):
            opening, closing = mark_tags(item.kind, item.value, pointers)
            out.append(opening + held + chunked(item.text) + closing)
            held = ""
        elif kind is BlockKind.ROW:
            held += page_break(item)
        else:
            out.append(page_break(item))
    if held and out[-1].endswith("</cell>"):
        out[-1] = out[-1].removesuffix("</cell>") + held + "</cell>"


def _numbered(content: tuple[Inline, ...], out: list[str]) -> tuple[Inline, ...]:
    """Write a paragraph's number; its label then needs no value of its own."""
    first = content[0] if content else None
    if isinstance(first, Mark) and first.kind is Kind.LABEL and first.value:
        out.append(attribute("n", first.value))
        return (Mark(first.kind, first.text), *content[1:])
    return content
