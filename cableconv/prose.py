"""The lines of running text in a partition: what tells how a document was wrapped and spelled.

Law of this file: the lines are those of the source, before or after the last stage alike.
"""

from __future__ import annotations

from cableconv.model import LINE_ENDS, Kind, Spans

_RUNNING = LINE_ENDS | {
    Kind.TEXT,
    Kind.LABEL,
    Kind.PORTION,
    Kind.REDACTION,
    Kind.CITATION,
    Kind.MARKER,
    Kind.ITEM_MARK,
}


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
