"""Where the body of a text begins, and where its second page does.

Law of this file: it asks the spans that are marked, and marks none.
"""

from __future__ import annotations

from cableconv.grammar import pages as grammar
from cableconv.grammar import repeated
from cableconv.grammar.passing import NOTICE, PASSING_MIXED
from cableconv.model import Kind, Span

_LINE, _PAGE_LINE = Kind.LINE, Kind.PAGE_LINE  # looked up once, not every span
_RUNNING = 20  # small letters of a line that is running text


def body_begins(spans: list[Span]) -> int:
    """Place of the first numbered paragraph; beyond the end when there is none."""
    for index, span in enumerate(spans):
        text = span.text
        if span.kind is _LINE and grammar.FIRST_PARAGRAPH[text[:2]] and grammar.NUMBER_ONE.match(text):
            return index
    return len(spans)


def second_page(spans: list[Span]) -> int:
    """Place of the first line that begins a later page; beyond the end when there is none."""
    return next((at for at, span in enumerate(spans) if span.kind is _PAGE_LINE and span.value), len(spans))


def text_begins(spans: list[Span]) -> int:
    """Place of the first line of running text below the header; beyond the end when there is none."""
    lines = ((at, span.text) for at, span in enumerate(spans) if span.kind is _LINE)
    running = (at for at, text in lines if is_running(text) and not repeated.LABELLED_LINE.match(text))
    return next(running, len(spans))


def is_running(text: str) -> bool:
    """Is this running text, and no line that says who passes the cable on or how it is handled?"""
    running = sum(map(str.islower, text)) > _RUNNING
    return running and not (PASSING_MIXED.fullmatch(text) or NOTICE.fullmatch(text.strip()))
