"""A saved web page as the text that a person reads on it.

Laws of this file: nothing is fetched, run or expanded; what is no text for a reader (scripts,
navigation, forms) is left out, everything else stands in the order of the page. Which lines are
the site's own is not decided here, but by the boilerplate stage, as for a text.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cableconv.decode import decode
from cableconv.errors import CableconvError
from cableconv.grammar.form import lazy

_CHARSET = lazy(r"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_DECLARATION = lazy(r"\s*<\?xml[^>]{0,200}\?>")
_WINDOW = 4096  # bytes in which a page declares its encoding (HTML, "determining the encoding")
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})  # read as Windows-1252
_LEFT_OUT = frozenset(
    """script style noscript template iframe object embed svg math canvas audio video select option button
    textarea input nav head footer datalist dialog""".split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody
    tfoot thead tr ul""".split()  # noqa: SIM905
)
_APART = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "hr")
)
_WHITE = lazy(r"[ \t\r\n\f]+")


class PageText(NamedTuple):
    """The text of a page, its lines ended by LF, and the encoding in which the page was read."""

    text: str
    encoding: str


def read(data: bytes, encoding: str | None = None) -> PageText:
    """The text of a page's bytes. encoding overrides what the page declares.

    Any bytes give a text, as browsers do it; only an encoding that does not exist is refused.
    """
    decoded = decode(data, encoding) if encoding is not None else _decoded(data)
    from lxml import etree

    source = _XML_DECLARATION.sub("", decoded.text.lstrip("\ufeff"), count=1)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(f"<!DOCTYPE html>{source}".encode("utf-8", "replace"), parser)
    return PageText(_Layout().of(root) if root is not None else "", decoded.encoding)


def _decoded(data: bytes) -> Any:
    """The page's text: by the encoding that it declares, where its bytes are in that; else by ours."""
    declared = _CHARSET.search(data[:_WINDOW].decode("latin-1"))
    if declared:
        name = declared[1].lower()
        try:
            return decode(data, "cp1252" if name in _LATIN else name)
        except CableconvError:
            pass  # a wrong declaration: the bytes themselves say more
    return decode(data)


class _Layout:
    """The lines of a page, while its elements are walked."""

    __slots__ = ("line", "lines", "pre", "space")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []  # pieces of the line that is being written
        self.space = False  # white space since the last character
        self.pre = 0

    def of(self, root: Any) -> str:
        from lxml import etree

        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            name = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if name in _LEFT_OUT or not name:
                    steps.skip_subtree()
                    continue
                self._open(name)
                self._text(element.text)
            else:
                if name and name not in _LEFT_OUT:
                    self._close(name)
                self._text(element.tail)
        self._end_line()
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "".join(f"{line}\n" for line in self.lines)

    def _open(self, name: str) -> None:
        if name == "br":
            self._end_line(always=True)
        elif name in _BLOCKS:
            self._end_line()
            if name in _APART:
                self._blank()
        elif name in ("td", "th") and self.line:
            self.space = True
        self.pre += name == "pre"

    def _close(self, name: str) -> None:
        self.pre -= name == "pre"
        if name in _BLOCKS:
            self._end_line()
            if name in _APART:
                self._blank()

    def _text(self, text: str | None) -> None:
        if not text:
            return
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
        self.space = False

    def _blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
