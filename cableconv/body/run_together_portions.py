"""Paragraphs with a portion marking and no number, in a line whose line ends a host has lost.

Law of this file: a marking begins one behind the end of a sentence, or behind a title that has its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cableconv.grammar.form import lazy
from cableconv.model import Kind, Span
from cableconv.text.inline import pieces_of_paragraph
from cableconv.text.signs import is_hinted

_MARKING = r"\((?:U|C|S|SBU|TS|LOU)(?:/{1,2}[A-Z][A-Z, ]{0,20})?\)\s{1,4}"
_LEADS = lazy(rf"\s{{0,8}}{_MARKING}")
_PORTION = lazy(rf"\s{{1,8}}(?={_MARKING}[A-Z\"'])")
_ENDS = ".?!\"')\N{RIGHT DOUBLE QUOTATION MARK}"
_TITLE = 5  # words of a title and its marking, at most


def split_at_portions(piece: Span) -> Iterator[Span]:
    """Cut a text that begins with a portion marking before each other that begins a paragraph."""
    starts = [0]
    text = piece.text
    for found in _PORTION.finditer(text, 1) if piece.kind is Kind.LINE and _LEADS.match(text) else ():
        above = text[starts[-1] : found.start()]
        if above[-1:] in _ENDS or len(above.split()) <= _TITLE:
            starts.append(found.end())
    if len(starts) == 1:
        yield piece
        return
    for start, end in pairwise([*starts, len(text)]):
        part = text[start:end]
        yield from pieces_of_paragraph(part, None, begins=True, item=False, signed=is_hinted(part))
