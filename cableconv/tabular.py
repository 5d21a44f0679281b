"""Which lines are rows of a table, and where their cells end.

Law of this file: a gap after a sentence end is typing ("end.  Next"), never a column.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.grammar.form import lazy
from cableconv.lines import Line

_GAP = lazy(r"(?<=[^\s.?!:;])[ \t]{2,}(?=\S)|(?<![ \t])\t++(?=\S)|(?<=[.])[ \t]{4,}(?=\S)")
_BAR = lazy(r"\|\s*(?=\S)")
_RULE = lazy(r"\s*[-=_]{2,}(?:\s+[-=_]{2,})*+\s*")

_WIDE = lazy(r"\s{3}|\t|\d\s\s+\d")  # no wrapper puts so many blanks between words, a table does
_WORDS = 5  # words of a justified line, at least
_ASKEW = 1  # columns by which a cell may stand beside those above


def rows(lines: Sequence[Line]) -> dict[int, tuple[int, ...]]:
    """Index of each row among lines -> where its cells end in Line.text (not the last)."""
    wide = [at for at, line in enumerate(lines) if _may_be_row(line.text)]
    if not wide:
        return {}
    gaps: list[tuple[int, ...]] = [()] * len(lines)
    for at in wide:
        gaps[at] = tuple(_gaps(lines[at].text))
    if not any(gaps):
        return {}
    for at in _justified(lines, gaps):
        gaps[at] = ()
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
        tabbed = [place for place in members if "\t" in lines[place].bare]
        if len(tabbed) > 1 or _is_table([gaps[place] for place in members]):
            found.update((place, gaps[place]) for place in members)
        index = max(end, index + 1)
    found.update(_continued(lines, found))
    return found


def _justified(lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> set[int]:
    """Lines of prose in a row, whose wrapper put second blanks between words to make them even."""
    even = [
        bool(gap) and len(line.bare.split()) >= _WORDS and _WIDE.search(line.bare) is None
        for line, gap in zip(lines, gaps, strict=True)
    ]
    found: set[int] = set()
    for at in range(1, len(lines)):
        if even[at - 1] and even[at] and not lines[at].blanks and lines[at].bare[0].islower():
            found.update((at - 1, at))
    return found


def _continued(lines: Sequence[Line], found: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Lines with one cell alone: what a cell had no room for, or the title of the rows below."""
    more: dict[int, tuple[int, ...]] = {}
    columns: tuple[int, ...] = ()  # of the row above
    steady = 0  # rows above in which the first column ends at the same place
    for at, line in enumerate(lines):
        if at in found:
            steady = steady + 1 if columns[:1] == found[at][:1] else 1
            columns = found[at]
            continue
        if line.blanks or line.first or line.glued or _RULE.fullmatch(line.text):
            columns = () if line.blanks or line.first else columns
            continue
        indent = len(line.text) - len(line.text.lstrip())
        if any(abs(indent - column) <= _ASKEW for column in columns):
            more[at] = (indent,)
        elif steady > 1 and len(columns) == 1 and _fills_first(line.text, columns[0]):
            more[at] = columns
        elif columns and at + 1 in found and not lines[at + 1].blanks and line.length < columns[0]:
            more[at] = ()
        else:
            columns = ()
    return more


def _fills_first(text: str, column: int) -> bool:
    """Does a cell of a word or two fill the first column, so that one blank parts it from the next?"""
    first = text[:column].rstrip()
    return (
        len(first) == column - 1
        and first[:1].isupper()
        and first.count(" ") < 2
        and text[column:].strip() != ""
    )


def _may_be_row(text: str) -> bool:
    return "  " in text or "\t" in text or "|" in text


def _gaps(text: str) -> list[int]:
    indent = len(text) - len(text.lstrip())
    if text.count("|") > 1:
        return [found.end() for found in _BAR.finditer(text, indent + 1)]
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
