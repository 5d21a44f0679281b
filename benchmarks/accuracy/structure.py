"""The values of the benchmark: a structured document, its printed lines, its truth.

A document is written first and printed afterwards. Every printed line knows, piece by
piece, which part of which block it shows; so the truth is computed from the lines that
are left after every loss, never guessed back from the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

ANY_KIND = ("heading", "paragraph", "item", "row", "line", "drafting", "signature")


@dataclass(slots=True)
class Block:
    """One block of the body with its clean text, number and marks included."""

    kind: str  # heading, paragraph, item, row, line, signature
    text: str
    n: str = ""
    portion: str = ""
    cells: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()  # other kinds that are as right
    raw: str = ""  # rows: the line as printed
    rule: str = ""  # headings: the underline
    overline: bool = False
    indent: int = 0
    hang: int = 0
    tight: bool = False  # no blank line before it
    group: int = 0  # blocks of one list or table
    level: int = 1  # items: depth of the list


@dataclass(slots=True)
class Element:
    """One header element: what its lines say by the names of the public header."""

    name: str
    lines: list[list[Piece]]
    facts: dict[str, Any] = field(default_factory=dict)


class Piece(NamedTuple):
    """A run of characters of a printed line, and whose it is."""

    text: str
    owner: int = -1  # index of the block, or of the header element; -1 for neither
    start: int = 0  # span of the owner's clean text
    end: int = 0
    seam: str = ""  # how it meets the next piece of its owner: "", "wrap" or a hyphen class


@dataclass(slots=True)
class Line:
    """A printed line. role: body, header, page, repeat, rule, site, title, trailer, blank."""

    role: str
    pieces: list[Piece]
    page: int | None = None  # pages: the number it prints
    column: int = 0  # and where in the line
    demanded: bool = True  # pages: whether a page break must be reported
    note: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Document:
    """A structured document, ready to be printed."""

    key: str
    meta: dict[str, Any]
    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Seam:
    """A line end inside a block that is more than a plain wrap."""

    block: int
    offset: int
    kind: str


class Shown(NamedTuple):
    """A piece of a block in the file: line and columns from 0, its seam, clean text up to its end."""

    line: int
    first: int
    last: int
    seam: str
    offset: int


@dataclass(slots=True)
class TrueBlock:
    """A block as it can be known from the printed text."""

    kind: str
    text: str
    n: str
    portion: str
    cells: tuple[str, ...]
    accept: tuple[str, ...]
    pieces: list[Shown]
    certain: bool = True
    level: int = 1


@dataclass(slots=True)
class TruePage:
    """A page break: number, block and offset of the clean text (block -1: in the header)."""

    page: int | None
    block: int
    offset: int
    demanded: bool
    form: str


@dataclass(slots=True)
class Truth:
    """All that a perfect converter would say about a printed document."""

    index: int
    name: str
    blocks: list[TrueBlock]
    pages: list[TruePage]
    seams: list[Seam]
    stated: dict[str, Any]  # header fields that are wholly there
    real: dict[str, Any]  # header fields of the document, also where the text lost them
    boilerplate: list[int]
    other: list[int]  # header, page lines, rules, trailers, blanks
    orphans: list[str]  # pieces of header elements whose beginning is lost
    flags: list[str]
    encoding: str
    newline: str
    cables: int = 1


@dataclass(slots=True)
class Sample:
    """A printed document and its truth."""

    data: bytes
    truth: Truth
