"""Where a cable comes from: the file, its part of it, the web page, the site and what that states."""

# Annotations are evaluated here: a named tuple would compile each that is a string, in every process.

from typing import NamedTuple


class Part(NamedTuple):
    """Which piece of a file of several cables a source is.

    cable counts from 1, to cables; offset in bytes and line are where the piece begins in the
    file; size and sha256 are those of the whole file.
    """

    cable: int
    cables: int
    offset: int
    line: int
    size: int
    sha256: str


class Page(NamedTuple):
    """The saved web page that a source's text was taken from.

    size in bytes, sha256, and the encoding in which the page was read; content: its bytes, deflated
    (RFC 1950) and in base64, in a diplomatic edition; of several cables only the first has it.
    """

    size: int
    sha256: str
    encoding: str
    content: str = ""


STATEMENTS = (
    "reference_id", "created", "released", "published", "classification", "origin", "serial", "tags",
    "subject", "references",
)  # fmt: skip


class Statement(NamedTuple):
    """What a page says of its cable outside it: one of STATEMENTS; the value as printed, and its line, 0
    for a column of the table in which the source stood."""

    name: str
    value: str
    line: int


class Host(NamedTuple):
    """The publishing site: its layout ("S1", "" when none is known) and what it states of the cable."""

    layout: str
    statements: tuple[Statement, ...] = ()


class Source(NamedTuple):
    """The file, or the part of one, that a cable was made from; enough to rebuild its bytes from
    its text.

    size in bytes; sha256 in lower-case hex; encoding a Python codec name; truncated the
    number of bytes (0-3) of an incomplete last code unit, held as U+DCxx at the end of
    the text; confidence 0-1 of a detected encoding (1 when proved or given).
    """

    name: str
    size: int
    sha256: str
    encoding: str
    confidence: float = 1.0
    truncated: int = 0
    part: Part | None = None
    page: Page | None = None
    host: Host | None = None
