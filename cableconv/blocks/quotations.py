"""Quotations that are inset: paragraphs or lines in quotation marks, all of them further in than the text.

Law of this file: the marks open with the first block and close with the last, and no others stand
between, so that what somebody says in turns ("Yes," he said, "no.") is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cableconv.model import LAYOUT, Block, BlockKind, Kind, Mark, Spans

INSET = 3  # columns that every line of a quotation is further in
KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LINE})
_OPEN = ('"', "\N{LEFT DOUBLE QUOTATION MARK}")
_CLOSE = ('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
_MARKS = {*_OPEN, *_CLOSE}
_EXTENT = "text"
_LONGEST = 200  # blocks


def within(blocks: Sequence[Block], inset: Mapping[int, Spans]) -> list[Block]:
    """The blocks, those of inset quotations in the extent of a text given word for word. inset: the spans
    of the blocks whose first line is further in, by index."""
    result = list(blocks)
    done = 0
    for first in sorted(inset):
        if first < done:
            continue
        run = _quotation(blocks, inset, first)
        for index in run:
            done = index + 1
            if _EXTENT not in blocks[index].extents:
                result[index] = blocks[index]._replace(extents=(*blocks[index].extents, _EXTENT))
    return result


def _quotation(blocks: Sequence[Block], inset: Mapping[int, Spans], first: int) -> list[int]:
    """The indexes of the blocks of the quotation that begins here; none where none does."""
    kind = blocks[first].kind
    run: list[int] = []
    lines = 0
    for index in range(first, min(len(blocks), first + _LONGEST)):
        if blocks[index].kind is BlockKind.PAGE_BREAK:
            continue
        if blocks[index].kind is not kind or index not in inset or not _is_inset(inset[index]):
            return []
        text = _text(blocks[index])
        opens = text.startswith(_OPEN)
        if not opens and (not run or kind is BlockKind.PARAGRAPH):
            return []
        run.append(index)
        lines += sum(span.text[-1] in "\r\n" for span in inset[index] if span.kind not in LAYOUT)
        inside = text[opens:].rstrip(".,; ")
        marks = sum(map(inside.count, _MARKS))
        if marks:
            return run if marks == 1 and inside.endswith(_CLOSE) and lines > 1 else []
    return []


def _is_inset(spans: Spans) -> bool:
    """Is every line of the block further in?"""
    begins = True
    for kind, text, _, _, _ in spans:
        if kind not in LAYOUT:
            if begins and kind is not Kind.END and not text[:INSET].isspace():
                return False
            begins = text[-1] in "\r\n"
    return True


def _text(block: Block) -> str:
    return "".join(
        item if isinstance(item, str) else item.text for item in block.content if isinstance(item, str | Mark)
    )
