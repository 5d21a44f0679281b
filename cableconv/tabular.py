"""Which lines are rows of a table, and where their cells end.

Law of this file: a gap after a sentence end is typing ("end.  Next"), never a column.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.grammar.form import lazy
from cableconv.lines import Line

_GAP = lazy(r"(?<=[^\s.?!:;])[ \t]{2,}(?=\S)|(?<![ \t])\t++(?=\S)|(?<=[.])[ \t]{4,}(?=\S)")
_RULE = lazy(r"\s*[-=_]{2,}(?:\s+[-=_]{2,})*+\s*")


def rows(lines: Sequence[Line]) -> dict[int, tuple[int, ...]]:
    """Index of each row among lines -> where its cells end in Line.text (not the last)."""
    gaps = [tuple(_gaps(line.text)) if "  " in line.text or "\t" in line.text else () for line in lines]
    if not any(gaps):
        return {}
    found: dict[int, tuple[int, ...]] = {}
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and (gaps[end] or (end > index and _RULE.fullmatch(lines[end].text))):
            if end > index and ((lines[end].blanks > 1 and not lines[end].paged) or lines[end].first):
                break
            end += 1
        members = [
            place for place in range(index, end) if gaps[place] and not _RULE.fullmatch(lines[place].text)
        ]
        if _is_table([gaps[place] for place in members]):
            found.update((place, gaps[place]) for place in members)
        index = max(end, index + 1)
    return found


def _gaps(text: str) -> list[int]:
    indent = len(text) - len(text.lstrip())
    return [found.end() for found in _GAP.finditer(text, indent)]


def _is_table(gaps: list[tuple[int, ...]]) -> bool:
    """Two rows of three columns, or three rows of two whose columns stand in line."""
    if len(gaps) >= 2 and sum(len(row) >= 2 for row in gaps) >= 2:
        return True
    if len(gaps) < 3:
        return False
    ends = [row[-1] for row in gaps]
    aligned = max(sum(abs(end - other) <= 2 for other in ends) for end in ends)
    return aligned >= 0.6 * len(ends)
