"""The partition as lines of text: what `spans` and `explain` show, and how text is made visible.

Law of this file: nothing of a document leaves it that a terminal or a log would obey.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cableconv.model import LAYOUT, LINE_ENDS, Kind, Span, Spans
from cableconv.visible import visible

if TYPE_CHECKING:
    from cableconv.conversion_trace import Document

_SHOWN = 100  # characters of a span that explain shows

_WHAT = {
    Kind.BOILERPLATE: "text of the site removed",
    Kind.TITLE: "headline of the site set apart",
    Kind.PAGE_LINE: "page-break line removed",
    Kind.REPEAT: "repeated header line removed",
    Kind.RULE: "rule or bar removed",
    Kind.WRAP: "line end joined with a space",
    Kind.HYPHEN_DROPPED: "hyphen and line end removed",
    Kind.HYPHEN_KEPT: "line end removed after a hyphen of the word",
    Kind.HYPHEN_SUSPENDED: "line end joined with a space after a suspended hyphen",
    Kind.DASH: "line end joined with a space beside a dash",
    Kind.END: "line end kept",
}
_WHAT_BY_RULE = {
    "CC308": "begins a block inside its line",
    # no hyphen stands there
    "CC332": "line end removed inside an address",
    "CC333": "line end removed beside a dash or slash",
}


def span_lines(document: Document) -> Iterator[str]:
    """One line a span: line:column, kind, the text as a Python literal, the value and the corrected
    reading if any."""
    for line, column, span in _placed(document):
        value = f"\t{visible(span.value)}" if span.value else ""
        corrected = "" if span.corrected is None else f"\tprinted as {_literal(span.corrected)}"
        yield f"{line}:{column}\t{span.kind.value}\t{_literal(span.text)}{value}{corrected}"


def change_lines(document: Document, name: str) -> Iterator[str]:
    """One line for each span that is removed, joined, derived or corrected, with its rule and evidence."""
    spans, host = document.spans, document.source.host
    if host is not None and host.layout:
        yield f"{name}:1:1: the page has the layout {host.layout}"
    for index, (line, column, span) in enumerate(_placed(document)):
        if span.reason is None:
            continue
        rule, evidence, confidence = span.reason
        what = _WHAT_BY_RULE.get(rule) or _WHAT.get(span.kind, f"read as {span.kind.value}")
        text = _in_context(spans, index) if span.kind in LINE_ENDS else span.text.rstrip("\r\n")
        if span.corrected is not None:
            what = f'damage printed as "{visible(span.corrected)}"'
            text = _word_around(spans, index)
        shown = visible(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")
        because = f" ({visible(evidence)})" if evidence else ""
        yield f'{name}:{line}:{column}: {rule} {what}: "{shown}"{because} [{confidence:.2f}]'


def _placed(document: Document) -> Iterator[tuple[int, int, Span]]:
    """Each span with the line of the file and the column, both from 1, where it begins."""
    line = document.source.part.line if document.source.part else 1
    column = 1
    for span in document.spans:
        yield line, column, span
        if span.text.endswith(("\n", "\r")):
            line, column = line + 1, 1
        else:
            column += len(span.text)


def _in_context(spans: Spans, index: int) -> str:
    """A line end with the word before it and the word after it."""
    before = spans[index - 1].text[-_SHOWN:].split() if index else []
    following = index + 1
    while following < len(spans) and spans[following].kind in LAYOUT:
        following += 1
    after = spans[following].text[:_SHOWN].split() if following < len(spans) else []
    return "".join([*before[-1:], spans[index].text, *after[:1]])


def _word_around(spans: Spans, index: int) -> str:
    """A damaged piece with what stands beside it in its word."""
    before = spans[index - 1].text if index else ""
    after = spans[index + 1].text if index + 1 < len(spans) else ""
    head = before[-_SHOWN:].split()[-1:] if before[-1:].strip() else []
    tail = after[:_SHOWN].split()[:1] if after[:1].strip() else []
    return "".join([*head, spans[index].text.rstrip("\r\n"), *tail])


def _literal(text: str) -> str:
    """repr, which escapes what is not printable; always in single quotes, so that columns line up."""
    shown = repr(text)
    return shown if shown[0] == "'" else "'" + shown[1:-1].replace("'", "\\'") + "'"
