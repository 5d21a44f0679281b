"""The reading text: blocks as lines of plain text.

Law of this file: one block a line, the clean text of the block and nothing else; header
elements and list items stand on following lines, other blocks are parted by a blank line.
"""

from __future__ import annotations

from cableconv.model import Block, BlockKind, Cable, Kind, Mark

_CLOSE = frozenset(
    {
        BlockKind.HEADER,
        BlockKind.ITEM,
        BlockKind.ROW,
        BlockKind.LINE,
        BlockKind.DRAFTING,
        BlockKind.TRAILER,
    }
)


def clean_text(block: Block) -> str:
    """What a block prints: strings and marks joined, cells of a row parted by one space."""
    if block.kind is BlockKind.ROW:
        return " ".join(item.text for item in block.content if isinstance(item, Mark) and item.text)
    return "".join(
        item if isinstance(item, str) else item.text for item in block.content if isinstance(item, str | Mark)
    )


def write(cable: Cable) -> bytes:
    """The cable's reading text as UTF-8, one block a line."""
    lines: list[str] = []
    before: BlockKind | None = None
    for block in cable.blocks:
        if block.kind is BlockKind.PAGE_BREAK:
            continue
        if before is not None and not (block.kind is before and before in _CLOSE and not block.apart):
            lines.append("")
        lines.append(_columns(block) if block.kind is BlockKind.ROW else clean_text(block))
        before = block.kind
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _columns(block: Block) -> str:
    """Cells parted by a tab, so that they can be told apart."""
    return "\t".join(item.text for item in block.content if isinstance(item, Mark) and item.kind is Kind.CELL)
