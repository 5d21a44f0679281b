"""The lines of running text in a partition: what tells how a document was wrapped and spelled.

Law of this file: the lines are those of the source, before or after the last stage alike.
"""

from __future__ import annotations

from cableconv.model import HEADER, LINE_ENDS, Kind, Spans

_RUNNING = LINE_ENDS | {
    Kind.TEXT,
    Kind.LABEL,
    Kind.PORTION,
    Kind.REDACTION,
    Kind.CITATION,
    Kind.MARKER,
    Kind.ITEM_MARK,
}


_OTHER = HEADER | {Kind.HEADING, Kind.VERSE, Kind.CELL, Kind.SIGNATURE}


def others(spans: Spans) -> list[str]:
    """Lines of the cable that are no paragraphs': of its header, headings, rows, kept lines. They name
    posts, people and subjects of which the paragraphs speak."""
    return [span.text.rstrip("\r\n") for span in spans if span.kind in _OTHER]


def lines(spans: Spans) -> list[str]:
    """Lines of paragraphs without their line ends; no header, heading, table, verse or site text."""
    found: list[str] = []
    parts: list[str] = []
    for span in spans:
        text = span.text
        if span.kind in _RUNNING:
            parts.append(text)
            if text[-1] in "\r\n":
                found.append("".join(parts).rstrip("\r\n"))
                parts = []
        elif parts:
            found.append("".join(parts))
            parts = []
    return found
