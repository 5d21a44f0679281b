"""Spans into blocks: which spans belong together, and what they print.

Laws: grouping keeps every span once and in order; assembling prints clean text only and
never depends on the spans' reasons. Both editions of a cable get their blocks here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cableconv.grammar.form import lazy
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
)


class Group(NamedTuple):
    """Spans that stand together: those of one block, or layout between blocks (kind None)."""

    kind: BlockKind | None
    spans: Spans


MARKS = frozenset({Kind.LABEL, Kind.PORTION, Kind.ITEM_MARK, Kind.REDACTION, Kind.MARKER, Kind.CELL})

VALUED = frozenset({Kind.PAGE_LINE, Kind.LABEL, Kind.PORTION, Kind.MARKER, Kind.HEADING})

# Characters that print nothing (controls that are not white, U+FEFF, U+FFFE, U+FFFF) and
# those that print U+FFFD (lone surrogates, by which undecodable bytes are held).
SILENT = lazy("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
UNDECODED = lazy("[\ud800-\udfff]")

_OPENS: dict[Kind, BlockKind] = {
    Kind.HEADING: BlockKind.HEADING,
    Kind.LABEL: BlockKind.PARAGRAPH,
    Kind.PORTION: BlockKind.PARAGRAPH,
    Kind.REDACTION: BlockKind.PARAGRAPH,
    Kind.MARKER: BlockKind.PARAGRAPH,
    Kind.TEXT: BlockKind.PARAGRAPH,
    Kind.LINE: BlockKind.PARAGRAPH,
    Kind.ITEM_MARK: BlockKind.ITEM,
    Kind.CELL: BlockKind.ROW,
    Kind.VERSE: BlockKind.LINE,
    Kind.SIGNATURE: BlockKind.SIGNATURE,
    Kind.TRAILER: BlockKind.TRAILER,
    **dict.fromkeys(HEADER, BlockKind.HEADER),
}
_STARTS_ANEW = frozenset({Kind.LABEL, Kind.ITEM_MARK})
_RUNNING = frozenset({Kind.TEXT, Kind.LINE, Kind.PORTION, Kind.REDACTION, Kind.MARKER})
_TAKES_RUNNING = frozenset({Kind.HEADING, Kind.LABEL, Kind.ITEM_MARK, *_RUNNING})
_TAKES_PORTION = frozenset({Kind.SUBJECT, Kind.CLASSIFIED_BY})


def _followers(opener: Kind) -> frozenset[Kind]:
    """The kinds that continue a block that this kind opened."""
    inside = LINE_ENDS | LAYOUT
    if opener not in _STARTS_ANEW and opener not in _RUNNING:
        inside |= {opener}
    if opener in _TAKES_RUNNING:
        inside |= _RUNNING
    if opener in _TAKES_PORTION:
        inside |= {Kind.PORTION}
    return inside


_CONTINUES: dict[Kind, frozenset[Kind]] = {opener: _followers(opener) for opener in _OPENS}
_OUTSIDE = LINE_ENDS | LAYOUT  # what a group between blocks holds
_BLANK, _END, _PAGE_LINE = Kind.BLANK, Kind.END, Kind.PAGE_LINE  # looked up once, not every span


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
        if this not in inside:
            if this is Kind.LABEL and index == begin + 1 and spans[begin][0] is Kind.PORTION:
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


def clean(text: str) -> str:
    """The clean text of a string: what it prints, white space collapsed, none at the edges."""
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(_printed(text).split())


def _printed(text: str) -> str:
    return UNDECODED.sub("\ufffd", SILENT.sub("", text))


class _Printer:
    """The content of one block while it is put together.

    `pieces` holds strings and marks in order; a printed space goes to the piece that was
    printed last, so that no piece begins with one. `waiting` holds the places of page
    breaks since the last printed character: in a word unless a space comes.
    """

    __slots__ = ("last", "pieces", "space", "waiting")

    def __init__(self) -> None:
        self.pieces: list[Inline] = []
        self.last = -1
        self.space = False
        self.waiting: list[int] = []

    def text(self, raw: str, kind: Kind | None = None, value: str = "") -> None:
        words = " ".join(raw.split())
        if not words.isprintable():
            raw = _printed(raw)
            words = " ".join(raw.split())
        if not words:
            self.space = self.space or bool(raw)
            if kind is Kind.CELL:
                self.pieces.append(Mark(kind, "", value))
            return
        if raw[0].isspace():
            self.space = True
        if self.last >= 0:
            self._join(kind)
        else:
            self.waiting.clear()
        self.space = raw[-1].isspace()
        pieces = self.pieces
        if kind is not None:
            self.last = len(pieces)
            pieces.append(Mark(kind, words, value))
            return
        previous = pieces[-1] if pieces else None
        if isinstance(previous, str):
            pieces[-1] = previous + words
        else:
            self.last = len(pieces)
            pieces.append(words)

    def _join(self, kind: Kind | None) -> None:
        """Print the space due before the next word, or find page breaks to be in a word."""
        pieces = self.pieces
        last = pieces[self.last]
        if isinstance(last, str):
            if self.space:
                pieces[self.last] = last + " "
        elif isinstance(last, Mark):
            if kind is Kind.CELL or last.kind is Kind.CELL:
                self.waiting.clear()
            elif self.space:
                pieces[self.last] = Mark(last.kind, last.text + " ", last.value)
        if self.waiting:
            if not self.space:
                for place in self.waiting:
                    page = pieces[place]
                    if isinstance(page, PageBreak):
                        pieces[place] = PageBreak(page.page, True)
            self.waiting.clear()

    def page(self, page: int | None) -> None:
        self.waiting.append(len(self.pieces))
        self.pieces.append(PageBreak(page))


# What a span does to the text that is being collected.
_PRINT, _SPACE, _NOTHING, _MARK, _PAGE = range(5)
_DOES: dict[Kind, int] = (
    dict.fromkeys(Kind, _PRINT)
    | dict.fromkeys(LAYOUT, _NOTHING)
    | dict.fromkeys(MARKS, _MARK)
    | {
        Kind.WRAP: _SPACE,
        Kind.HYPHEN_SUSPENDED: _SPACE,
        Kind.DASH: _SPACE,
        Kind.HYPHEN_DROPPED: _NOTHING,
        Kind.HYPHEN_KEPT: _NOTHING,
        Kind.END: _NOTHING,
        Kind.PAGE_LINE: _PAGE,
    }
)


def page_number(value: str) -> int | None:
    """The page that a marker's value ("2", "2/3") names; None when it names none."""
    number = value.partition("/")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


def _content(spans: Spans) -> tuple[Inline, ...]:
    """What the spans of one group print, page breaks in their places."""
    printer = _Printer()
    raw: list[str] = []
    page: str | None = None  # value of the page line that stands directly before
    for kind, text, value, _ in spans:
        does = _DOES[kind]
        if does == 0:  # _PRINT
            raw.append(text)
        elif does == 1:  # _SPACE
            raw.append(" ")
        elif does != _NOTHING:
            if does == _PAGE and (not value or page == value):
                page = page or value or None
                continue
            if raw:
                printer.text("".join(raw))
                raw = []
            if does == _MARK:
                printer.text(text, kind, value)
            else:
                printer.page(page_number(value))
                page = value
                continue
        if kind is not _BLANK:
            page = None
    if raw:
        printer.text("".join(raw))
    return tuple(printer.pieces)


def pairs(spans: Spans) -> Iterator[tuple[Group, tuple[Block, ...]]]:
    """Each group with the blocks that it makes: one, none, or the page breaks in layout.

    Extents are not known yet: assemble adds them.
    """
    for each in group(spans):
        yield each, _blocks(each)


def _blocks(each: Group) -> tuple[Block, ...]:
    kind, spans = each
    if kind is None:
        if all(span[0] is not _PAGE_LINE for span in spans):
            return ()
        content = _content(spans)
    else:
        content = _content(spans)
        for item in content:
            if isinstance(item, str) or (isinstance(item, Mark) and item.text):
                element = spans[0][0].value if kind is BlockKind.HEADER else ""
                return (Block(kind, content, element),)
    return tuple(Block(BlockKind.PAGE_BREAK, (item,)) for item in content if isinstance(item, PageBreak))


def assemble(spans: Spans) -> tuple[Block, ...]:
    """The blocks that a partition prints, as every edition shows them."""
    blocks: list[Block] = []
    signs: list[tuple[int, str]] = []  # block index, "summary-begin"
    for each, made in pairs(spans):
        if each.kind in _HOLDS_SIGNS:
            for kind, _, value, _ in each.spans:
                if value and (kind is Kind.MARKER or kind is Kind.HEADING) and made:
                    signs.append((len(blocks), value))
        blocks.extend(made)
    return _with_extents(blocks, signs) if signs else tuple(blocks)


_HOLDS_SIGNS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING})
_IN_EXTENTS = _HOLDS_SIGNS | {BlockKind.ROW, BlockKind.LINE}


def _with_extents(blocks: list[Block], signs: list[tuple[int, str]]) -> tuple[Block, ...]:
    """The blocks with the extents (summary, comment) that markers say they stand in."""
    names: list[list[str]] = [[] for _ in blocks]
    for name, begin, end in sorted(_extents(blocks, signs), key=lambda extent: extent[1:]):
        for index in range(begin, end + 1):
            if blocks[index].kind in _IN_EXTENTS and name not in names[index]:
                names[index].append(name)
    return tuple(
        Block(block.kind, block.content, block.element, tuple(found)) if found else block
        for block, found in zip(blocks, names, strict=True)
    )


def _extents(blocks: list[Block], signs: list[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    """Name, first and last block of every extent.

    An extent runs from its beginning to its end. Without an end it is the block that says
    so, or all that stands under the heading that says so. An end without a beginning ends
    the block in which it stands; a summary's reaches back to the first paragraph, for a
    summary comes first.
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
                first = _first_paragraph(blocks, index) if name == "summary" else index
            yield name, first, index
    for name, begin in opened.items():
        yield name, begin, _reach(blocks, begin)


def _under_heading(blocks: list[Block], begin: int, index: int) -> bool:
    return blocks[begin].kind is BlockKind.HEADING and index <= _reach(blocks, begin)


def _reach(blocks: list[Block], begin: int) -> int:
    """The last block under a heading; for any other block, itself."""
    if blocks[begin].kind is not BlockKind.HEADING:
        return begin
    last = begin
    for index in range(begin + 1, len(blocks)):
        kind = blocks[index].kind
        if kind in (BlockKind.HEADING, BlockKind.SIGNATURE, BlockKind.TRAILER, BlockKind.HEADER):
            break
        last = index
    return last


def _first_paragraph(blocks: list[Block], before: int) -> int:
    for index in range(before):
        if blocks[index].kind is BlockKind.PARAGRAPH:
            return index
    return before


_span = Span._make  # half the time of calling Span


def canonical(spans: Spans) -> Spans:
    """The partition as a cable holds it: no reasons, no notes between stages (values of other
    kinds than VALUED), and neighbours of one kind and one line without values are one span."""
    made: list[Span] = []
    for kind, text, value, _ in spans:
        if kind not in VALUED:
            value = ""
        if made and not value and kind not in MARKS:
            last = made[-1]
            if last.kind is kind and not last.value and last.text[-1] not in "\r\n":
                made[-1] = Span(kind, last.text + text)
                continue
        made.append(_span((kind, text, value, None)))
    return tuple(made)
