"""Quotations whose every line begins with ">", as in a letter of the network.

Law of this file: a list with ">" has the mark at its items alone; where the sentence goes on from one marked
line to the next, the marks are those of a quotation, and its lines stay as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cableconv.text.lines import Habits, Line
from cableconv.text.sentences import LINKS, is_terminal

_MARK = "> "


def quoted_lines(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines of such quotations."""
    found: set[int] = set()
    for block in _blocks(lines):
        some = lines[block.start : block.stop]
        pairs = [(a, b) for a, b in pairwise(some) if not is_terminal(a.bare)]
        longest = max([line.length for line in some])
        filled = all(_is_full(a, b, longest) for a, b in pairs)
        wide = all(_is_full(a, b, habits.width - habits.slack) for a, b in pairs)
        if pairs and filled and (wide or any(LINKS.search(a.bare) for a, _ in pairs)):
            found.update(block)
    return found


def _blocks(lines: Sequence[Line]) -> Iterator[range]:
    """Runs of marked lines that nothing but a page parts."""
    start: int | None = None
    for at in range(len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        marked = line is not None and (line.bare[:2] == _MARK or line.bare == ">")
        if start is not None and (
            line is None or not marked or (line.blanks and not line.paged) or line.first
        ):
            if at - start > 1:
                yield range(start, at)
            start = None
        if marked and start is None:
            start = at


def _is_full(above: Line, line: Line, width: int) -> bool:
    """Would the first word behind the mark have found no room on the line above?"""
    word = line.bare[len(_MARK) :].partition(" ")[0]
    return above.length + 1 + len(word) > width
