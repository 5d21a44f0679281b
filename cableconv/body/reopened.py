"""Quotations of several paragraphs, each of which opens the marks again, over a page break.

Law of this file: it counts the marks of the paragraph above the page; one that begins with a mark and closes
none of them is still open.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.text.lines import Line
from cableconv.text.sentences import is_terminal

_OPEN = '"\N{LEFT DOUBLE QUOTATION MARK}'
_LONGEST = 60  # lines of a paragraph that is looked through


def reopened(lines: Sequence[Line]) -> set[int]:
    """Places of the lines below a page that open the marks of the quotation above it again."""
    return {
        at
        for at, line in enumerate(lines)
        if line.paged and at and line.bare[0] in _OPEN and not line.glued and _is_open(at, lines)
    }


def _is_open(at: int, lines: Sequence[Line]) -> bool:
    """Is the paragraph that ends above this line a quotation without its last mark?"""
    if not is_terminal(lines[at - 1].bare):
        return False
    begin = at - 1
    while begin and at - begin < _LONGEST and not (lines[begin].blanks or lines[begin].first):
        begin -= 1
    text = " ".join(line.bare for line in lines[begin:at])
    if text[0] not in _OPEN:
        return False
    if text[0] == '"':
        return text.count('"') % 2 == 1
    return text.count(_OPEN[1]) > text.count("\N{RIGHT DOUBLE QUOTATION MARK}")
