"""Extents: the summary, comment, note or quoted text in which a block stands.

Law of this file: markers decide; an extent may cross paragraphs and nest in another.
"""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.model import Block, BlockKind, Kind, Mark, Span

_ENDS = "text-end"
_TEXT_MARKERS = ("text-begin", _ENDS)
HOLD_SIGNS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
_CLOSING = frozenset(
    {BlockKind.HEADING, BlockKind.SIGNATURE, BlockKind.DRAFTING, BlockKind.TRAILER, BlockKind.HEADER}
)  # no heading reaches over these
_WORDS = lazy(r"[A-Z]{4,}")
_SENTENCES = lazy(r"[.?!]\s")
_ANNOUNCING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_IN_EXTENTS = HOLD_SIGNS | {BlockKind.ROW, BlockKind.LINE}


def within(blocks: list[Block], signs: list[tuple[int, str]]) -> list[Block]:
    """The blocks with the extents (summary, comment) that markers say they stand in."""
    names: list[list[str]] = [[] for _ in blocks]
    for name, begin, end in sorted(_extents(blocks, signs), key=lambda extent: extent[1:]):
        for index in range(begin, end + 1):
            if blocks[index].kind in _IN_EXTENTS and name not in names[index]:
                names[index].append(name)
    return [
        block._replace(extents=tuple(found)) if found else block
        for block, found in zip(blocks, names, strict=True)
    ]


def _extents(blocks: list[Block], signs: list[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    """Name, first and last block of every extent.

    An extent runs from its beginning to its end. Without an end it is the block that says
    so, or all that stands under the heading that says so. An end without a beginning ends
    the block in which it stands; a summary's reaches back to the first paragraph, for a
    summary comes first, and a text's to the paragraph that announces it.
    """
    opened: dict[str, int] = {}
    for index, sign in signs:
        name, _, point = sign.rpartition("-")
        if point == "begin":
            if name in opened and _under_heading(blocks, opened[name], index):
                continue  # "COMMENT" as a heading, and "Comment:" in the paragraph below it
            if name in opened:
                yield name, opened[name], _reach(blocks, opened[name])
            opened[name] = index
        elif point == "end":
            first = opened.pop(name, None)
            if first is None:
                first = _first_paragraph(blocks, index) if name == "summary" else _announced(blocks, index)
            yield name, first, index
    for name, begin in opened.items():
        yield name, begin, _reach(blocks, begin)


def _under_heading(blocks: list[Block], begin: int, index: int) -> bool:
    return blocks[begin].kind is BlockKind.HEADING and index <= _reach(blocks, begin)


def _reach(blocks: list[Block], begin: int) -> int:
    """The last block under a heading, or under a number with a marker alone; for any other block, itself."""
    numbered = _only_marks(blocks[begin])
    if blocks[begin].kind is not BlockKind.HEADING and not numbered:
        return begin
    last = begin
    for index in range(begin + 1, len(blocks)):
        kind = blocks[index].kind
        if kind in _CLOSING:
            break
        if numbered and any(
            isinstance(item, Mark) and item.kind is Kind.LABEL for item in blocks[index].content
        ):
            break
        last = index
    return last


def _only_marks(block: Block) -> bool:
    """Is the block a number with a marker, "1. SUMMARY", and no text of its own?"""
    kinds = [item.kind for item in block.content if isinstance(item, Mark)]
    return len(kinds) == len(block.content) and Kind.LABEL in kinds and Kind.MARKER in kinds


def _first_paragraph(blocks: list[Block], before: int) -> int:
    for index in range(before):
        if blocks[index].kind is BlockKind.PARAGRAPH:
            return index
    return before


def _announced(blocks: list[Block], index: int) -> int:
    """The block below the one that announces the text which ends in this one, else this one."""
    ends = [item.text for item in blocks[index].content if isinstance(item, Mark) and item.value == _ENDS]
    for at in range(index - 1, -1, -1) if ends else ():
        block = blocks[at]
        if any(isinstance(item, Mark) and item.value in _TEXT_MARKERS for item in block.content):
            break
        said = "".join([item for item in block.content if isinstance(item, str)])
        if block.kind in _ANNOUNCING and announces(said, ends[0]):
            return at + 1
    return index


def announces(said: str, end: str) -> bool:
    """Does a paragraph announce the text that this marker ends: "FOLLOWING IS TRANSCRIPT:"?"""
    sentence = _SENTENCES.split(said.upper().strip())[-1]
    if not (sentence.endswith(":") or sentence.rstrip(".").endswith("FOLLOWS")):
        return False
    return not set(_WORDS.findall(sentence)).isdisjoint(_WORDS.findall(end.upper()))


def opens_repeated(span: Span) -> bool:
    """Does this line of the header open a telegram that is repeated, "QUOTE"?"""
    if span.kind is not Kind.HEADER_TEXT or "Q" not in span.text:
        return False
    return markers.HEADER_QUOTE.fullmatch(span.text.strip()) is not None


def quoted(block: Block) -> bool:
    """Is all of the block part of a text that the cable gives word for word?

    A block with a marker of the text in it is so only in part.
    """
    if "text" not in block.extents:
        return False
    return not any(isinstance(item, Mark) and item.value in _TEXT_MARKERS for item in block.content)
