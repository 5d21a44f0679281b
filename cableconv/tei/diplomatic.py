"""The text of the diplomatic edition: the whole partition into TEI.

Laws: every character of every span stands in the document; white space in text nodes may be
reformatted without loss. Between two characters that print there stands nothing, or one space,
or one space and then elements, or, inside a word, one element.
"""

from __future__ import annotations

from cableconv.blocks import build as blocks
from cableconv.blocks.extents import quoted
from cableconv.blocks.nesting import holders
from cableconv.blocks.printed import empty_cells, page_number
from cableconv.model import LAYOUT, LINE_ENDS, Block, BlockKind, Kind, Span, Spans
from cableconv.tei.frame import Frame
from cableconv.tei.gap import CHOICE, CORRECTED, Newline, Scope
from cableconv.tei.names import AMBIENT, Pointers, attribute, newline_kind
from cableconv.tei.reading import extents_attribute, mark_tags, page_break
from cableconv.text import page_counts

_NEWLINES = {"\n": "lf", "\r\n": "crlf", "\r": "cr"}
_NAMES = {name: newline for newline, name in _NEWLINES.items()}
_SPACES = frozenset({Kind.WRAP, Kind.DASH, Kind.HYPHEN_SUSPENDED})
_RUNS = frozenset({Kind.BOILERPLATE, Kind.TITLE})


_NO_BLOCK = Block(BlockKind.PARAGRAPH, ())  # of a group that prints nothing


class _Writer:
    """Writes spans one after the other; knows the line, the block and what is open."""

    __slots__ = (
        "block",
        "bytewise",
        "frame",
        "last",
        "last_block",
        "newline",
        "number",
        "pending",
        "pointers",
    )

    def __init__(self, pointers: Pointers, encoding: str, newline: str) -> None:
        self.pointers = pointers
        self.bytewise = not encoding.lower().replace("-", "").replace("_", "").startswith(("utf16", "utf32"))
        self.newline = newline
        self.frame = Frame()
        self.number = 0
        self.block = 0  # number of the block that is open, counted; 0 between blocks
        self.pending: Newline | None = Newline("", None, None, 0)
        self.last: Kind | None = None
        self.last_block = 0

    def glyph(self, char: str, count: int) -> str:
        repeated = f' n="{count}"' if count > 1 else ""
        return f'<g ref="{self.pointers.character(char, self.bytewise)}"{repeated}/>'

    def lb(self, newline: Newline, number: int, block: int, unbroken: bool, wrapped: bool) -> str:
        """The lb that begins a line, and says what is not usual of the newline before it."""
        tag = f'<lb n="{number}"'
        before = ""
        if newline.text:
            if newline.text != self.newline:
                tag += f' type="{_NEWLINES[newline.text]}"'
            if newline.hyphen and wrapped:
                before = "-"
            elif newline.hyphen:
                tag += ' rend="hyphen"'
            elif newline.kind is not newline_kind(newline.last, newline.block == block != 0, unbroken):
                tag += f' rend="{newline.kind or "attached"}"'
        return before + tag + (' break="no"/>' if unbroken else "/>")

    def begin_line(self, scope: Scope) -> None:
        """Write the lb that is due, if a line begins here."""
        if self.pending is not None:
            self.number += 1
            scope.line(self.pending, self.number)
            self.pending = None

    def end_span(self, span: Span, newline: str, has_text: bool) -> None:
        """Note what the line's end will have to know of this span."""
        kind = span.kind
        hyphen = kind is Kind.HYPHEN_DROPPED and has_text is False and span.text[0] == "-"
        if newline:
            self.pending = Newline(newline, None if has_text else kind, self.last, self.last_block, hyphen)
            if has_text:
                self.pending = Newline(newline, None, kind, self.block)
            self.last = None
        else:
            self.last = kind
            self.last_block = self.block

    # Layout

    def piece(self, span: Span, body: str, start: str, end: str, scope: Scope) -> None:
        """One element of the gap that holds a span which prints nothing."""
        out = [start]
        inner = Scope(self, out, scope.block)
        self.begin_line(inner)
        self._fill(inner, body)
        inner.flush(False)
        out.append(end)
        scope.element("".join(out))

    def _fill(self, scope: Scope, body: str) -> None:
        if body:
            scope.text(body)
        else:  # a span of a newline only: say that it is there
            scope.element('<space unit="chars" quantity="0"/>')

    def layout(self, span: Span, scope: Scope, starts_page: bool) -> None:
        """A span that prints nothing: layout, or a line end with its characters."""
        kind = span.kind
        body, newline = _split(span.text)
        value = attribute("n", span.value)
        hyphen = kind is Kind.HYPHEN_DROPPED and body == "-" and bool(newline) and scope.block != 0
        if (not body or hyphen) and not value and kind is not Kind.PAGE_LINE:
            self.begin_line(scope)
            self.end_span(span, newline, False)
            return
        if self.pending is not None and self.pending.hyphen:
            self.begin_line(scope)  # its line break divides the word, so it stands in the word's gap
        if kind is Kind.PAGE_LINE:
            if starts_page:
                page = page_counts.page_break(page_number(span.value), span.text)
                scope.element(page_break(page))
            self.piece(span, body, f'<fw type="header"{value}>', "</fw>", scope)
        elif kind is Kind.REPEAT:
            self.piece(span, body, f'<fw type="{kind}"{value}>', "</fw>", scope)
        elif kind is Kind.RULE:
            self.piece(span, body, f'<metamark function="{kind}"{value}>', "</metamark>", scope)
        elif scope.block:
            self.piece(span, body, f'<surplus reason="{kind}"{value}>', "</surplus>", scope)
        elif kind is Kind.BLANK and not value and not body.strip(" \t"):
            self.begin_line(scope)
            scope.text(body)
        else:
            self.piece(span, body, f'<fw type="{kind}"{value}>', "</fw>", scope)
        self.end_span(span, newline, True)

    def between(self, spans: Spans) -> None:
        """A group of layout between blocks."""
        page: str | None = None
        index = 0
        while index < len(spans):
            span = spans[index]
            if span.kind in _RUNS and not span.value:
                index = self._run(spans, index)
                page = None
                continue
            self.frame.point()
            scope = Scope(self, self.frame.out, 0)
            starts, page = _page(span, page)
            self.layout(span, scope, starts)
            scope.flush(False)
            index += 1

    def _run(self, spans: Spans, index: int) -> int:
        """Consecutive lines of one kind of boilerplate, as one element."""
        kind = spans[index].kind
        start, end = self.frame.layout(kind)
        out = self.frame.out
        out.append(f"\n{start}>")
        scope = Scope(self, out, 0)
        while index < len(spans) and spans[index].kind is kind and not spans[index].value:
            body, newline = _split(spans[index].text)
            self.begin_line(scope)
            scope.text(body)
            scope.prints = scope.prints or bool(newline)
            self.end_span(spans[index], newline, bool(body))
            index += 1
        scope.flush(False)
        out.append(end)
        return index

    # Blocks

    def content(self, kind: BlockKind, spans: Spans, block: Block, number: int, holds: bool) -> None:
        """A group that is a block. block: what it prints; holds: a list follows inside it."""
        self.block = number
        element = spans[0].kind.value if kind is BlockKind.HEADER else ""
        start, end = self.frame.block(
            kind, element, quoted=quoted(block), level=block.level, holds=holds, apart=block.apart
        )
        out = self.frame.out
        start = "\n" + start + extents_attribute(block.extents, self.pointers)
        if kind is BlockKind.PARAGRAPH and spans[0].kind is Kind.LABEL:
            start += attribute("n", spans[0].value)
            spans = (spans[0]._replace(value=""), *spans[1:])
        out.append(start + ">")
        ambient = AMBIENT.get(kind, spans[0].kind)
        scope = Scope(self, out, number)
        page: str | None = None
        in_cell, empty = False, ""  # empty: the cells without text that follow the one that is open
        for span in spans:
            starts, page = _page(span, page)
            if span.kind in LAYOUT or span.kind in LINE_ENDS:
                self.layout(span, scope, starts)
                scope.prints = scope.prints or span.kind in _SPACES
                continue
            if span.kind is Kind.CELL:
                if in_cell:
                    scope.flush(False)
                    out.append("</cell>" + empty)
                follow = empty_cells(span.value)
                out.append("<cell>" if follow else f"<cell{attribute('n', span.value)}>")
                scope, in_cell, empty = Scope(self, out, number), True, "<cell/>" * follow
            self._print(span, scope, ambient)
        scope.flush(False)
        out.append("</cell>" + empty + end if in_cell else end)
        self.block = 0

    def _print(self, span: Span, scope: Scope, ambient: Kind) -> None:
        """A span of text of the cable, in an element unless it is what stands there anyway."""
        body, newline = _split(span.text)
        said = span.kind is ambient and (not span.value or span.kind is Kind.CELL)
        self.begin_line(scope)
        if said and not body and span.kind is not Kind.CELL and span.corrected is None:
            self.end_span(span, newline, False)
            scope.prints = True
            return
        start, end = ("", "") if said else mark_tags(span.kind, span.value, self.pointers)
        if not said:
            scope.tag(start)
        if span.corrected is None:
            self._fill(scope, body)
        else:
            self._choice(body, span.corrected, scope)
        if not said:
            scope.tag(end)
        self.end_span(span, newline, True)
        scope.prints = scope.prints or bool(newline)

    def _choice(self, body: str, corrected: str, scope: Scope) -> None:
        """What the source has, and the corrected reading, which prints in the scope."""
        out: list[str] = []
        inner = Scope(self, out, scope.block)
        self._fill(inner, body)
        inner.flush(False)
        scope.tag(f"{CHOICE}{''.join(out)}</sic><corr>")
        scope.text(corrected)
        scope.tag(CORRECTED)

    def finish(self) -> str:
        """The last line: the one that a final newline begins."""
        if self.pending is not None:
            self.frame.point()
            scope = Scope(self, self.frame.out, 0)
            self.begin_line(scope)
            scope.flush(False)
        return self.frame.finish()


def _split(text: str) -> tuple[str, str]:
    if text.endswith("\r\n"):
        return text[:-2], "\r\n"
    return (text[:-1], text[-1]) if text.endswith(("\n", "\r")) else (text, "")


def _page(span: Span, page: str | None) -> tuple[bool, str | None]:
    """Whether a span begins a page, and the page whose lines we are in: as blocks are assembled."""
    if span.kind is not Kind.PAGE_LINE:
        return False, page if span.kind is Kind.BLANK else None
    if not span.value or page == span.value:
        return False, page or span.value or None
    return True, span.value


def usual_newline(spans: Spans) -> str:
    """The name of the newline that most lines end with: lf, crlf or cr."""
    counts = dict.fromkeys(_NAMES, 0)
    for span in spans:
        newline = _split(span.text)[1]
        if newline:
            counts[_NEWLINES[newline]] += 1
    return max(counts, key=lambda name: counts[name])


def newline_text(name: str) -> str | None:
    """The characters of a newline by its name."""
    return _NAMES.get(name)


def text(spans: Spans, made: tuple[Block, ...], pointers: Pointers, encoding: str, newline: str) -> str:
    """The text element of a diplomatic edition. made: the blocks of these spans."""
    writer = _Writer(pointers, encoding, _NAMES[newline])
    index = 0
    groups = list(blocks.pairs(spans))
    holding = holders(made)
    for number, (each, own) in enumerate(groups, 1):
        block = made[index] if own and index < len(made) else _NO_BLOCK
        holds = bool(own) and index in holding
        index += len(own)
        if each.kind is None:
            if number == len(groups) and any(span.kind in _RUNS for span in each.spans):
                writer.frame.back()
            writer.between(each.spans)
        else:
            writer.content(each.kind, each.spans, block, number, holds)
    return writer.finish()
