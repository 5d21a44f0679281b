"""QUOTE and UNQUOTE in a text: where they stand around a text that is given word for word, they are markers.

Law of this file: only pairs are markers. A pair begins where a block or a sentence begins, or behind a colon;
"he said quote no unquote" is a way to write quotation marks, as are pairs inside a pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cableconv.blocks.extents import opens_repeated
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.model import LAYOUT, Kind, Span
from cableconv.text.inline import BEGINS, cut

_LEADS = frozenset({Kind.LABEL, Kind.PORTION, Kind.ITEM_MARK})
_BETWEEN = LAYOUT | {Kind.BLANK}
_OPEN_BEFORE = lazy(r"(?:\A|[.:?!][\"')]?\s)\s*\Z")
_TEXT_MARKERS = ("text-begin", "text-end")


class _Word(NamedTuple):
    """A word of the two: its place, and whether a pair may begin or end with it."""

    at: int  # place of its span
    start: int  # in the span's text
    end: int
    closes: bool
    strong: bool
    marked: bool  # a marker already


def pair_quotes(spans: list[Span]) -> list[Span]:
    """The spans, those pairs of QUOTE and UNQUOTE cut out as markers of a text."""
    found = [word for pair in _pairs(list(_words(spans))) for word in pair if not word.marked]
    for word in sorted(found, reverse=True):
        span = spans[word.at]
        value = "text-end" if word.closes else "text-begin"
        if word.start == 0 and span.value.startswith(BEGINS):
            value = BEGINS + value
        spans[word.at : word.at + 1] = cut(span, word.start, word.end, Kind.MARKER, value)
    return spans


def _words(spans: Sequence[Span]) -> Iterator[_Word]:
    """All words of the two in running text and in markers, but those inside other marked texts."""
    ends = [at for at, span in enumerate(spans) if _is_other_text(span) and span.value.endswith("-end")]
    inside = False
    for at, span in enumerate(spans):
        if opens_repeated(span):
            yield _Word(at, 0, len(span.text), False, True, True)
        elif span.kind is Kind.MARKER and span.value.removeprefix(BEGINS) in _TEXT_MARKERS:
            closes = span.value.endswith("-end")
            if not _is_other_text(span):
                yield _Word(at, 0, len(span.text), closes, True, True)
            else:
                inside = not closes and bool(ends) and at < ends[-1]
        elif span.kind is Kind.TEXT and not inside and "Q" in span.text.upper():
            yield from _words_of_text(spans, at)


def _is_other_text(span: Span) -> bool:
    """Is this the marker of a text that says so otherwise: "Begin text:"?"""
    marks = span.kind is Kind.MARKER and span.value.removeprefix(BEGINS) in _TEXT_MARKERS
    return marks and markers.QUOTE_WORD.search(span.text) is None


def _words_of_text(spans: Sequence[Span], at: int) -> Iterator[_Word]:
    text = spans[at].text
    for found in markers.QUOTE_WORD.pattern().finditer(text):
        end = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip(" \t"))
        if found["end"]:
            yield _Word(at, found.start(), end, True, True, False)
            continue
        opens = _OPEN_BEFORE.search(text, max(0, found.start() - 8), found.start()) is not None
        if opens and not text[: found.start()].strip():
            opens = spans[at].value.startswith(BEGINS) or (at > 0 and spans[at - 1].kind in _LEADS)
            opens = opens or (at > 0 and spans[at - 1].text.rstrip().endswith((":", ".")))
        opens = opens or (not text[end:].strip() and _ends_block(spans, at))
        yield _Word(at, found.start(), end, False, opens, False)


def _ends_block(spans: Sequence[Span], at: int) -> bool:
    """Does a block begin below this span: "REPEATED TO YOU QUOTE" above "1. The port is shut."?"""
    below = next((span for span in spans[at + 1 :] if span.kind not in _BETWEEN), None)
    return below is not None and (below.kind in _LEADS or below.value.startswith(BEGINS))


def _pairs(words: Sequence[_Word]) -> Iterator[tuple[_Word, _Word]]:
    """The outermost pairs that begin where a text does."""
    open_words: list[_Word] = []
    found: list[tuple[_Word, _Word]] = []
    for word in words:
        if not word.closes:
            open_words.append(word)
        elif open_words:
            first = open_words.pop()
            if first.strong:
                found = [pair for pair in found if pair[0] < first]
                found.append((first, word))
    return iter(found)
