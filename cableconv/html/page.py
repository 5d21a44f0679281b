"""A saved web page as the text that a person reads on it.

Laws of this file: nothing is fetched, run or expanded; what is no text for a reader (scripts,
navigation, forms) is left out unless a cable's own lines stand in it, everything else stands in the
order of the page. Which lines are
the site's own is not decided here, but by the boilerplate stage, as for a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from cableconv.decode import decode
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.html import footers, lists, menus, notes, styles, tables
from cableconv.html.encoding import as_declared, lettered, with_line_ends
from cableconv.recognise import has_written_line_ends
from cableconv.xml_memory import refuse_starved

_XML_DECLARATION = lazy(r"\A\s*<\?xml[^>]{0,200}\?>")
_STRAY_END = lazy(  # of a page that goes on: browsers read what follows into the element that is open
    r"</(?:body|html)\s*+>(?!\s*+(?:<!doctype\b|<html\b|<\?xml\b|</html\b|\Z))", re.IGNORECASE
)
_LEFT_OUT = frozenset(
    """script style noscript template iframe object embed svg math canvas audio video select option button
    textarea input nav head footer datalist dialog""".split()  # noqa: SIM905
)
_MAY_HOLD = frozenset(("footer", "nav", "noscript", "textarea", "dialog"))  # text of a cable, on some pages
_IN_SENTENCE = ("button", "noscript")  # a word of the cable, on some pages
_WHOLE = frozenset(("", "html", "body", "main", "article"))  # never navigation, whatever they are called
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody
    tfoot thead tr ul""".split()  # noqa: SIM905
)
_APART = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "hr")
)
_PRINTED = frozenset(("pre", "textarea"))  # their line ends and blanks are printed
_CELLS = frozenset(("td", "th"))
_NUMBERED = frozenset(("li", "td", "th"))  # that may have the number of a line
_SENTENCE = 30  # characters that no entry of a menu has
_FEW = 5  # words of a line that a page keeps for its scripts
_WHITE = lazy(r"[ \t\r\n\f]+")


class PageText(NamedTuple):
    """The text of a page, its lines ended by LF, and the encoding in which the page was read."""

    text: str
    encoding: str


def read(data: bytes, encoding: str | None = None) -> PageText:
    """The text of a page's bytes. encoding overrides what the page declares.

    Any bytes give a text, as browsers do it; only an encoding that does not exist is refused.
    """
    if has_written_line_ends(data):
        text = decode(data, encoding)
        return PageText(with_line_ends(lettered(text).lstrip("\ufeff")), text.encoding)
    decoded = decode(data, encoding) if encoding is not None else as_declared(data)
    from lxml import etree

    source = _XML_DECLARATION.sub("", lettered(decoded).lstrip("\ufeff"), count=1)
    source = _STRAY_END.sub("", source)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(f"<!DOCTYPE html>{source}".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:  # it recovers from all faults of a page
        refuse_starved(error)
        raise
    pages = [] if root is None else [root, *root.itersiblings()]  # a page of its own below each </html>
    return PageText(_Layout().of(pages), decoded.encoding)


class _Layout:
    """The lines of a page, while its elements are walked."""

    __slots__ = ("items", "line", "lines", "marked", "pre", "space")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []  # pieces of the line that is being written
        self.space = False  # white space since the last character
        self.pre = 0
        self.items = lists.Items()
        self.marked = False  # the line has the mark of an item and nothing else

    def of(self, pages: Sequence[Any]) -> str:
        for page in pages:
            self._walk(page)
            self._end_line()
            self._blank()
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "".join(f"{line}\n" for line in self.lines)

    def _walk(self, root: Any) -> None:
        from lxml import etree

        skipped: set[Any] = set()
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            name = element.tag if isinstance(element.tag, str) else ""
            name = "div" if name and styles.is_block(element) else name
            if event == "start":
                role = "nav" if name not in _WHOLE and menus.navigates(element) else name
                if not name or _is_left_out(element, role):
                    skipped.add(element)
                    steps.skip_subtree()
                    continue
                if name == "table" and (rows := tables.rows(element)):
                    skipped.add(element)
                    steps.skip_subtree()
                    self._table(rows)
                    continue
                if name in _NUMBERED and self.items.counts_lines(element):
                    self._end_line()
                    if lists.is_blank(element):
                        self._blank()
                    if name in _CELLS:
                        skipped.add(element)
                        steps.skip_subtree()
                        continue
                if name in _CELLS and self.line and tables.is_column(element):
                    self._end_line()
                self._open(name)
                if name == "li" and (mark := self.items.mark(element)):
                    self.line.append(mark)
                    self.marked = True
                self._text(element.text)
            else:
                if element not in skipped:
                    self._close(name)
                self._text(element.tail)

    @classmethod
    def inside(cls, element: Any) -> list[str]:
        """The lines of what stands in an element."""
        layout = cls()
        layout.pre = int(element.tag in _PRINTED)
        for text in element.itertext():
            layout._text(text)
            layout._end_line()
        return layout.lines

    def _open(self, name: str) -> None:
        if name == "br":
            self._end_line(always=True)
        elif name in _BLOCKS and not (self.marked and name in lists.IN_ITEMS):
            self._end_line()
            if name in _APART:
                self._blank()
        elif name in _CELLS and self.line:
            self.space = True
        self.pre += name in _PRINTED

    def _close(self, name: str) -> None:
        self.pre -= name in _PRINTED
        if name in _BLOCKS:
            self._end_line()
            if name in _APART:
                self._blank()

    def _table(self, rows: list[list[str]]) -> None:
        """A table of short cells, its columns one below the other as a telegram prints them."""
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        self._end_line()
        self._blank()
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.lines.append("   ".join(cells).rstrip())
        self._blank()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if text.strip():
            self.marked = False
        if self.pre:
            first, *more = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self.line.append(first)
            for line in more:
                self._end_line(always=True)
                self.line.append(line)
            return
        words = _WHITE.sub(" ", text)
        if words[0] == " ":
            self.space = True
        bare = words.strip(" ")
        if bare:
            if self.space and self.line:
                self.line.append(" ")
            self.line.append(bare)
            self.space = words[-1] == " "

    def _end_line(self, *, always: bool = False) -> None:
        text = "".join(self.line)
        if text.strip() or (always and (self.lines or text)):
            self.lines.append(text if text.strip() else "")
        self.line = []
        self.space = self.marked = False

    def _blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def _is_left_out(element: Any, name: str) -> bool:
    """Is an element no text for a reader, or a mark of a note that the page's editor added?"""
    if name in _LEFT_OUT:
        return not _is_read(element, name)
    return notes.is_mark(element) or _is_hidden(element)


def _is_hidden(element: Any) -> bool:
    """Does the page not show this element, and hold it neither a line of a cable nor a sentence, nor stand in
    one?"""
    if not styles.is_hidden(element) or _stands_in_sentence(element):
        return False
    lines = _Layout.inside(element)
    return not any(_is_of_cable(line) or len(line.split()) > _FEW for line in lines)


def _is_read(element: Any, name: str) -> bool:
    """Does an element that a page has for its own use hold text of the cable: lines of one, or a word
    of a sentence that goes on at both its sides?"""
    in_sentence = name in _IN_SENTENCE and _stands_in_sentence(element)
    below = (element.tail or "").strip()
    return (
        (in_sentence and (name == "button" or below[0].islower()))
        or (name in _MAY_HOLD and any(_is_of_cable(text) for text in _Layout.inside(element)))
        or (name == "footer" and footers.signs(element))
    )


def _stands_in_sentence(element: Any) -> bool:
    """Does text stand right before and right behind an element?"""
    before, parent = element.getprevious(), element.getparent()
    above = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    return bool(above.strip() and (element.tail or "").strip())


def _is_of_cable(line: str) -> bool:
    number = site.NUMBERED.match(line)
    sentence = len(line) > _SENTENCE and line.rstrip().endswith((".", ":", ";", '"'))
    return bool(
        (number and sentence)
        or site.NUMBER_INSIDE.match(line)
        or site.SURE_LINE.match(line)
        or site.HEADER_LINE.match(line)
    )
