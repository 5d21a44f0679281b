"""What a block prints: clean text, marks and page breaks from its spans.

Law of this file: it prints clean text only, and never depends on the spans' reasons.
"""

from __future__ import annotations

from cableconv.grammar.form import lazy
from cableconv.model import LAYOUT, Inline, Kind, Mark, PageBreak, Spans
from cableconv.text.page_counts import page_break

MARKS = frozenset(
    {Kind.LABEL, Kind.PORTION, Kind.ITEM_MARK, Kind.REDACTION, Kind.CITATION, Kind.MARKER, Kind.CELL}
)

_MANY = 4  # digits of a number of cells that no table has
_LONG = 1_000_000  # characters of a string that is read in parts

# Characters that print nothing (controls that are not white, U+FEFF, U+FFFE, U+FFFF) and
# those that print U+FFFD (lone surrogates, by which undecodable bytes are held).
SILENT = lazy("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
UNDECODED = lazy("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The clean text of a string: what it prints, white space collapsed, none at the edges."""
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(_printed(text).split())


def _collapsed(raw: str) -> str:
    """The words of a string, one blank between two. A long string is read in parts: its words by themselves
    take several times its memory."""
    if len(raw) <= _LONG:
        return " ".join(raw.split())
    parts: list[str] = []
    start = 0
    while start < len(raw):
        end = raw.find(" ", start + _LONG)
        end = end if end > 0 else len(raw)
        if words := raw[start:end].split():
            parts.append(" ".join(words))
        start = end
    return " ".join(parts)


def _printed(text: str) -> str:
    return UNDECODED.sub("\ufffd", SILENT.sub("", text))


class Printer:
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
        words = _collapsed(raw)
        if not words.isprintable():
            raw = _printed(raw)
            words = _collapsed(raw)
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

    def cell(self, raw: str, value: str) -> None:
        """A cell of a row; value: how many empty ones follow that have no character of their own."""
        self.text(raw, Kind.CELL)
        self.pieces += [Mark(Kind.CELL, "")] * empty_cells(value)

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
                        pieces[place] = page._replace(in_word=True)
            self.waiting.clear()

    def page(self, page: PageBreak) -> None:
        self.waiting.append(len(self.pieces))
        self.pieces.append(page)


# What a span does to the text that is being collected.
_PRINT, _SPACE, _NOTHING, _MARK, _PAGE = range(5)
_BLANK = Kind.BLANK  # looked up once, not every span
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


def empty_cells(value: str) -> int:
    """How many empty cells follow a cell of this value without a character of their own."""
    return int(value) if value.isascii() and value.isdigit() and value[0] != "0" and len(value) < _MANY else 0


def content(spans: Spans) -> tuple[Inline, ...]:
    """What the spans of one group print, page breaks in their places."""
    printer = Printer()
    raw: list[str] = []
    page: str | None = None  # value of the page line that stands directly before
    for span in spans:
        does = _DOES[span.kind]
        if does == 0:  # _PRINT
            raw.append(span.text if span.corrected is None else span.corrected)
        elif does == 1:  # _SPACE
            raw.append(" ")
        elif does != _NOTHING:
            value = span.value
            if does == _PAGE and (not value or page == value):
                page = page or value or None
                continue
            if raw:
                printer.text("".join(raw))
                raw = []
            if does == _MARK:
                text = span.text if span.corrected is None else span.corrected
                if span.kind is Kind.CELL:
                    printer.cell(text, value)
                else:
                    printer.text(text, span.kind, value)
            else:
                printer.page(page_break(page_number(value), span.text))
                page = value
                continue
        if page is not None and span.kind is not _BLANK:
            page = None
    if raw:
        printer.text("".join(raw))
    return tuple(printer.pieces)
