"""Spans into blocks: which spans belong together, and what they print.

Laws: grouping keeps every span once and in order. Both editions of a cable get their blocks here.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from cableconv.blocks import extents, nesting, quotations
from cableconv.blocks.printed import MARKS, content
from cableconv.model import (
    HEADER,
    LAYOUT,
    LINE_ENDS,
    Block,
    BlockKind,
    Inline,
    Kind,
    Mark,
    PageBreak,
    Span,
    Spans,
    kind_of,
)


class Group(NamedTuple):
    """Spans that stand together: those of one block, or layout between blocks (kind None)."""

    kind: BlockKind | None
    spans: Spans


VALUED = frozenset(
    {
        Kind.PAGE_LINE,
        Kind.LABEL,
        Kind.PORTION,
        Kind.CITATION,
        Kind.MARKER,
        Kind.REDACTION,
        Kind.HEADING,
        Kind.CELL,
    }
)

_OPENS: dict[Kind, BlockKind] = {
    Kind.HEADING: BlockKind.HEADING,
    Kind.LABEL: BlockKind.PARAGRAPH,
    Kind.PORTION: BlockKind.PARAGRAPH,
    Kind.REDACTION: BlockKind.PARAGRAPH,
    Kind.CITATION: BlockKind.PARAGRAPH,
    Kind.MARKER: BlockKind.PARAGRAPH,
    Kind.TEXT: BlockKind.PARAGRAPH,
    Kind.LINE: BlockKind.PARAGRAPH,
    Kind.ITEM_MARK: BlockKind.ITEM,
    Kind.CELL: BlockKind.ROW,
    Kind.VERSE: BlockKind.LINE,
    Kind.SIGNATURE: BlockKind.SIGNATURE,
    Kind.DRAFTING: BlockKind.DRAFTING,
    Kind.TRAILER: BlockKind.TRAILER,
    **dict.fromkeys(HEADER, BlockKind.HEADER),
}
_STARTS_ANEW = frozenset({Kind.LABEL, Kind.ITEM_MARK})
_RUNNING = frozenset({Kind.TEXT, Kind.LINE, Kind.PORTION, Kind.REDACTION, Kind.CITATION, Kind.MARKER})
_TAKES_RUNNING = frozenset({Kind.HEADING, Kind.LABEL, Kind.ITEM_MARK, *_RUNNING})


def _followers(opener: Kind) -> frozenset[Kind]:
    """The kinds that continue a block that this kind opened."""
    inside = LINE_ENDS | LAYOUT
    if opener not in _STARTS_ANEW and opener not in _RUNNING:
        inside |= {opener}
    if opener in _TAKES_RUNNING:
        inside |= _RUNNING
    return inside


_CONTINUES: dict[Kind, frozenset[Kind]] = {opener: _followers(opener) for opener in _OPENS}
_OUTSIDE = LINE_ENDS | LAYOUT  # what a group between blocks holds
_BLANK, _END, _PAGE_LINE, _WRAP = Kind.BLANK, Kind.END, Kind.PAGE_LINE, Kind.WRAP  # looked up once
_LABEL, _PORTION, _MARKER, _HEADING = Kind.LABEL, Kind.PORTION, Kind.MARKER, Kind.HEADING
_ITEM_MARK = Kind.ITEM_MARK
_KEPT, _ITEM, _ROW, _HEADER = BlockKind.LINE, BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADER


def group(spans: Spans) -> tuple[Group, ...]:
    """Groups of a partition; their spans, in order, are the partition.

    A content span opens a block; a line end of kind END closes it. Layout inside an open
    block belongs to it. A paragraph number, a list mark and every change of header element
    or of family opens a new block even without END.
    """
    groups: list[Group] = []
    begin = 0
    kind: BlockKind | None = None
    inside = _OUTSIDE
    for index, span in enumerate(spans):
        this = span[0]
        if this not in inside or (this is _PORTION and _leads(spans, begin, index)):
            if this is _LABEL and index == begin + 1 and spans[begin][0] is _PORTION:
                continue  # "(SBU) 1. Text": the marking stands before the number
            if index > begin:
                groups.append(Group(kind, spans[begin:index]))
                begin = index
            kind, inside = _OPENS[this], _CONTINUES[this]
        elif this is _END and kind is not None:
            groups.append(Group(kind, spans[begin : index + 1]))
            begin = index + 1
            kind, inside = None, _OUTSIDE
    if begin < len(spans):
        groups.append(Group(kind, spans[begin:]))
    return tuple(groups)


def _leads(spans: Spans, begin: int, index: int) -> bool:
    """Does a marking begin a paragraph here, "(SBU) 1. Text" or "(U) Text"? Not behind a number."""
    content = (span.kind for span in reversed(spans[begin:index]) if span.kind not in _OUTSIDE)
    return next(content, None) not in (None, _LABEL, _ITEM_MARK)


def pairs(spans: Spans) -> Iterator[tuple[Group, tuple[Block, ...]]]:
    """Each group with the blocks that it makes: one, none, or the page breaks in layout.

    Extents and levels are not known yet: assemble adds them.
    """
    for each in group(spans):
        yield each, _blocks(each)


def _blocks(each: Group) -> tuple[Block, ...]:
    kind, spans = each
    if kind is None:
        if _PAGE_LINE not in map(kind_of, spans):
            return ()
        printed = content(spans)
    else:
        printed = content(spans)
        for item in printed:
            if isinstance(item, str) or (isinstance(item, Mark) and item.text):
                element = spans[0][0].value if kind is _HEADER else ""
                if kind is _ROW and isinstance(printed[-1], PageBreak):
                    return _row_before_pages(printed)
                return (Block(kind, printed, element),)
    return tuple(Block(BlockKind.PAGE_BREAK, (item,)) for item in printed if isinstance(item, PageBreak))


def _row_before_pages(printed: tuple[Inline, ...]) -> tuple[Block, ...]:
    """A row and the page breaks after its last cell: a row holds cells alone."""
    end = max(at for at, item in enumerate(printed, 1) if not isinstance(item, PageBreak))
    breaks = (Block(BlockKind.PAGE_BREAK, (item,)) for item in printed[end:])
    return Block(BlockKind.ROW, printed[:end]), *breaks


def assemble(spans: Spans) -> tuple[Block, ...]:
    """The blocks that a partition prints, as every edition shows them."""
    blocks: list[Block] = []
    signs: list[tuple[int, str]] = []  # block index, "summary-begin"
    marks: dict[int, str] = {}  # block index, list mark with the blanks before it
    gaps: dict[int, int | None] = {}  # index of a kept line below another, blank lines between them
    gap: int | None = 0
    above: BlockKind | None = None
    inset: dict[int, Spans] = {}  # of blocks that may be quoted
    for each, made in pairs(spans):
        kind, within = each
        if kind in quotations.KINDS and made and within[0].text[: quotations.INSET].isspace():
            inset[len(blocks)] = within
        if kind is _KEPT and made:
            if above is _KEPT:
                gaps[len(blocks)] = gap
            gap = 0
        elif above is _KEPT and kind is None:
            gap = _blanks(within)
        above = kind or (above if not made else None)
        if kind is _HEADER and made and any(map(extents.opens_repeated, within)):
            signs.append((len(blocks), "text-begin"))
        if kind in extents.HOLD_SIGNS and made:
            if kind is _ITEM:
                marks[len(blocks)] = within[0].text
            for span in within:
                if span.value and (span.kind is _MARKER or span.kind is _HEADING):
                    signs.append((len(blocks), span.value))
        blocks.extend(made)
    if any(gaps.values()):
        from cableconv.blocks import stanzas

        blocks = stanzas.parted(blocks, gaps)
    if signs:
        blocks = extents.within(blocks, signs)
    if inset:
        blocks = quotations.within(blocks, inset)
    return tuple(nesting.nested(blocks, marks) if len(marks) > 1 else blocks)


def _blanks(spans: Spans) -> int | None:
    """How many blank lines these are; None if anything else is among them."""
    return len(spans) if all(span.kind is _BLANK for span in spans) else None


_NEWLINES = ("\r", "\n")
_span = partial(tuple.__new__, Span)  # a Span from its five parts in one step of C


@lru_cache(maxsize=8)
def _wrap(newline: str) -> Span:
    """An ordinary line end without its reason: there is one of them a line."""
    return Span(_WRAP, newline)


def canonical(spans: Spans) -> Spans:
    """The partition as a cable holds it: no reasons, no notes between stages (values of other
    kinds than VALUED), and neighbours of one kind and one line without values and corrections
    are one span."""
    made: list[Span] = []
    open_kind: Kind | None = None  # of the last span, when a neighbour may be one with it
    for span in spans:
        if not span.value and span.corrected is None:  # most spans
            kind, text = span.kind, span.text
            if kind is open_kind and kind not in MARKS:
                span = _span((kind, made.pop().text + text, "", None, None))
            elif span.reason is not None:
                span = _span((kind, text, "", None, None)) if kind is not _WRAP else _wrap(text)
            made.append(span)
            open_kind = kind if text[-1] not in _NEWLINES else None
            continue
        kind, text, value, reason, corrected = span
        noted = value and kind not in VALUED
        if noted:
            value = ""
        if corrected is not None and kind in _OUTSIDE:
            corrected, noted = None, True  # what prints nothing is not corrected
        if kind is open_kind and not value and corrected is None and kind not in MARKS:
            text = made.pop().text + text
            noted = True
        if reason is not None or noted:
            span = _span((kind, text, value, None, corrected))
        made.append(span)
        open_kind = kind if text[-1] not in _NEWLINES and not value and corrected is None else None
    return tuple(made)
