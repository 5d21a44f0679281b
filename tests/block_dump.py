"""Blocks as lines that a person can read and write: the language of the case files."""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.model import Block, Mark, PageBreak


def dump(blocks: Iterable[Block]) -> str:
    """One line a block: kind, extents in brackets, content with marks as <kind value|text>."""
    return "".join(f"{_line(block)}\n" for block in blocks)


def _line(block: Block) -> str:
    head = (block.element or block.kind.value) + (" (apart)" if block.apart else "")
    extents = f" [{' '.join(block.extents)}]" if block.extents else ""
    return f"{head}{extents}: " + "".join(_item(item) for item in block.content)


def _item(item: str | Mark | PageBreak) -> str:
    if isinstance(item, Mark):
        return f"<{item.kind.value}{' ' + item.value if item.value else ''}|{item.text}>"
    if isinstance(item, PageBreak):
        return f"<{'=' if item.in_word else ''}page {item.page}>"
    return item
