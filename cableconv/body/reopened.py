"""Quotations over a page break: does a paragraph of one begin below it, or does the one above go on?

Law of this file: it counts the marks of the paragraph above the page; one that begins with a mark and closes
none of them is still open. Each paragraph of a quotation opens the marks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cableconv.text.lines import Line, indent
from cableconv.text.sentences import is_terminal

_OPEN = '"\N{LEFT DOUBLE QUOTATION MARK}'
_CLOSE = ('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
_LONGEST = 60  # lines of a paragraph that is looked through


class Quotations(NamedTuple):
    """Places of lines below a page: again, of those that open the marks of the quotation above it again; on,
    of those with which an inset quotation goes on."""

    again: set[int]
    on: set[int]


def quotations(lines: Sequence[Line]) -> Quotations:
    found = Quotations(set(), set())
    for at, line in enumerate(lines):
        if not (line.paged and at) or line.glued or line.advert or not _is_open(at, lines):
            continue
        if line.bare[0] in _OPEN:
            found.again.add(at)
        elif indent(line) == indent(lines[at - 1]) > 0 and _closes(at, lines):
            found.on.add(at)
    return found


def _is_open(at: int, lines: Sequence[Line]) -> bool:
    """Is the paragraph that ends above this line a quotation without its last mark?"""
    if not is_terminal(lines[at - 1].bare):
        return False
    begin = at - 1
    while begin and at - begin < _LONGEST and not (lines[begin].blanks or lines[begin].first):
        if lines[begin - 1].bare[-1] == ":" and lines[begin].bare[0] in _OPEN:
            break  # right below the words that introduce it
        begin -= 1
    text = " ".join(line.bare for line in lines[begin:at])
    if text[0] not in _OPEN:
        return False
    if text[0] == '"':
        return text.count('"') % 2 == 1
    return text.count(_OPEN[1]) > text.count("\N{RIGHT DOUBLE QUOTATION MARK}")


def _closes(at: int, lines: Sequence[Line]) -> bool:
    """Does the block that begins here end with the mark, and hold no other?"""
    end = at + 1
    while end < len(lines) and end - at < _LONGEST and indent(lines[end]) == indent(lines[at]):
        if lines[end].blanks or lines[end].first:
            break
        end += 1
    text = " ".join(line.bare for line in lines[at:end])
    return text.endswith(_CLOSE) and not any(mark in text[:-1] for mark in (*_CLOSE, _OPEN[1]))
