"""The values that everything else is about: spans, blocks, the cable.

Laws of this file: values only. Nothing here reads, writes or decides; everything is
immutable and compares by value.
"""

# Annotations are evaluated here: a named tuple would compile each that is a string, in every process.

from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from cableconv.model_header import Header
from cableconv.model_source import Source


class Kind(StrEnum):
    """What a span of the source is. One kind a span, decided by the stages."""

    LINE = "line"  # a whole line that no stage has read yet

    # Layout: whole lines (or pieces) that are no text of the cable; newline included.
    BLANK = "blank"
    BOILERPLATE = "boilerplate"  # text of the publishing site
    TITLE = "title"  # the site's headline of this cable
    PAGE_LINE = "page-line"  # page marker or running header; value: page number
    REPEAT = "repeated-header"  # header lines that a section restart prints again
    RULE = "heading-rule"  # the underline of a heading

    # Transmission header (ACP 127 format lines 1-11) and message header (line 12).
    DISTRIBUTION = "distribution"
    TRANSMISSION_ID = "transmission-identifier"
    RELAY = "relay"
    STATION = "station"  # the DE line
    SECURITY = "security"  # ZNR / ZNY and operating signals
    DTG = "date-time-group"
    FROM = "from"
    TO = "to"
    INFO = "info"
    EXCLUDED = "excluded"  # XMT
    REFERENCE_NUMBER = "reference-number"  # MRN line
    GROUP_COUNT = "group-count"
    SEPARATOR = "separator"  # BT before the text
    CLASSIFICATION = "classification"
    CAPTION = "caption"
    PASSING = "passing"
    NOTICE = "notice"  # handling notice
    EXECUTIVE_ORDER = "executive-order"
    TAGS = "tags"
    SUBJECT = "subject"
    REFERENCE = "reference"
    CLASSIFIED_BY = "classified-by"
    HEADER_TEXT = "header-text"  # a header line that could not be read

    # Body.
    HEADING = "heading"
    LABEL = "label"  # paragraph number with the white space after it; value: the number
    PORTION = "portion-marking"  # value: the normal form, "SBU" or "C/NF"
    ITEM_MARK = "item-mark"  # bullet or letter of a list item
    REDACTION = "redaction"  # what stands for words that were taken out: "XXXXXXXXXXXX"
    CITATION = "citation"  # "REF A", "reftel"; value: the reference number, or the letter
    MARKER = "marker"  # "Summary:", "End comment."; value: "summary-begin", "comment-end"
    CELL = "cell"
    VERSE = "line-kept"  # a line of an address, verse or other text kept line by line
    TEXT = "text"
    SIGNATURE = "signature"
    DRAFTING = "drafting"  # who drafted, cleared, approved or released the cable
    TRAILER = "trailer"  # BT, #4453, NNNN after the text

    # Line ends after text of the cable.
    WRAP = "wrap"  # prints a space
    HYPHEN_DROPPED = "hyphen-dropped"  # hyphen and line end; prints nothing
    HYPHEN_KEPT = "hyphen-kept"  # line end after a hyphen of the word; prints nothing
    HYPHEN_SUSPENDED = "hyphen-suspended"  # "pre-" / "and post-war"; prints a space
    DASH = "dash"  # line end beside a dash; prints a space
    END = "line-end"  # ends a block; prints nothing


LAYOUT = frozenset({Kind.BLANK, Kind.BOILERPLATE, Kind.TITLE, Kind.PAGE_LINE, Kind.REPEAT, Kind.RULE})
TRANSMISSION = frozenset(
    {
        Kind.DISTRIBUTION,
        Kind.TRANSMISSION_ID,
        Kind.RELAY,
        Kind.STATION,
        Kind.SECURITY,
        Kind.DTG,
        Kind.FROM,
        Kind.TO,
        Kind.INFO,
        Kind.EXCLUDED,
        Kind.REFERENCE_NUMBER,
        Kind.GROUP_COUNT,
        Kind.SEPARATOR,
    }
)
HEADER = TRANSMISSION | {
    Kind.CLASSIFICATION,
    Kind.CAPTION,
    Kind.PASSING,
    Kind.NOTICE,
    Kind.EXECUTIVE_ORDER,
    Kind.TAGS,
    Kind.SUBJECT,
    Kind.REFERENCE,
    Kind.CLASSIFIED_BY,
    Kind.HEADER_TEXT,
}
LINE_ENDS = frozenset(
    {
        Kind.WRAP,
        Kind.HYPHEN_DROPPED,
        Kind.HYPHEN_KEPT,
        Kind.HYPHEN_SUSPENDED,
        Kind.DASH,
        Kind.END,
    }
)


class Reason(NamedTuple):
    """Why a span has its kind: rule code ("CC201"), evidence in words, confidence 0-1."""

    rule: str
    evidence: str
    confidence: float


class Span(NamedTuple):
    """A piece of the source: its kind, its characters, what it says, why, and a corrected reading.

    A span never reaches over the end of a line; a newline stands last in its span.
    corrected is what damaged characters of the cable's text say: clean text, one blank allowed at
    either end, "" for nothing; it is printed in place of the text. None: the text is printed.
    """

    kind: Kind
    text: str
    value: str = ""
    reason: Reason | None = None
    corrected: str | None = None


Spans = tuple[Span, ...]

#: Of a span, in one step of C: for passes over all spans, `map(text_of, spans)`.
kind_of, text_of = itemgetter(0), itemgetter(1)


class Edition(StrEnum):
    """How much of the source's layout a document carries."""

    READING = "reading"
    DIPLOMATIC = "diplomatic"


class BlockKind(StrEnum):
    """The blocks of a cable, in the order in which they stand."""

    HEADER = "header"  # one header element as printed; element says which
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    LINE = "line"  # kept line by line: address, verse
    SIGNATURE = "signature"
    DRAFTING = "drafting"  # drafting, clearance, approval, release
    TRAILER = "trailer"
    PAGE_BREAK = "page-break"  # a page begins between two blocks


class PageBreak(NamedTuple):
    """A page begins here. page is the number as an integer, None when the marker has none; total is how many
    pages there are and section the number of the telegram's section, where the marker prints them."""

    page: int | None
    in_word: bool = False
    total: int | None = None
    section: int | None = None


class Mark(NamedTuple):
    """Printed text with a role: kind is LABEL, PORTION, ITEM_MARK, MARKER or CELL.

    text ends in one space when a space is printed between it and what follows (never for
    cells, which are apart by nature); value is the span's value.
    """

    kind: Kind
    text: str
    value: str = ""


Inline = str | Mark | PageBreak


class Block(NamedTuple):
    """One block. content: strings, marks and page breaks; strings and mark texts joined
    are the clean text: white space collapsed to single U+0020, none at the edges. No two
    strings stand side by side and none is empty."""

    kind: BlockKind
    content: tuple[Inline, ...]
    element: str = ""  # for HEADER: the Kind's value, "date-time-group"
    extents: tuple[str, ...] = ()  # "summary", "comment", "note", "text", in which it stands
    level: int = 1  # for ITEM: depth of its list; an item of level 2 is part of the item before
    apart: bool = False  # for LINE: a blank line parts it from the one before: a stanza, another address


class Change(NamedTuple):
    """A ledger entry: rule, what was done, the source lines, evidence, confidence.

    Changes that agree in everything but their lines are one entry.
    """

    rule: str
    kind: Kind
    lines: tuple[int, ...]
    evidence: str
    confidence: float


class Finding(NamedTuple):
    """Something that a reader should know: code, severity error, warning or info, lines, message."""

    code: str
    severity: str
    lines: tuple[int, ...]
    message: str


class Cable(NamedTuple):
    """A whole cable in one edition. spans: the partition, without reasons, in the
    diplomatic edition only."""

    source: Source
    edition: Edition
    generator: str  # "cableconv 0.1.0"
    header: Header
    blocks: tuple[Block, ...]
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    spans: Spans = ()
    publisher: str = ""
    licence: str = ""
    options: tuple[str, ...] = ()  # parameters that were not at their default
