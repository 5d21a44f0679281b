"""Lines inside a table that fill its first column alone: "2003" without figures, "South" above its towns.

Law of this file: such a line ends before the columns. The row right below it has no column but those of the
table; where none is below, it stands right under a row, as far left, and says that it sums up.
"""

from collections.abc import Sequence, Set

from cableconv.body.tabular_stops import is_prose
from cableconv.text.lines import Line, indent
from cableconv.text.sentences import is_terminal

_ASKEW = 3  # columns by which figures of other lengths, or the heads above them, may stand beside
_OPEN = frozenset({"AND", "OF", "THE", "FOR", "&", "OR"})  # words that end no first cell
_SUMS = frozenset(
    {"TOTAL", "TOTALS", "SUBTOTAL", "SUB-TOTAL", "GRAND TOTAL", "SUM", "AVERAGE", "MEAN", "OTHER", "OTHERS"}
)
_INSET = 8  # columns of a first column that has no head


def heads(line: Line) -> set[int]:
    """Where the first head of a row of heads stands that leaves out the first column's; nothing of others."""
    left = indent(line)
    return {left} if left >= _INSET else set()


def is_label(at: int, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]], columns: Set[int]) -> bool:
    """Does this line hold the first cell of a row and nothing else? columns: of the rows above."""
    line = lines[at]
    if at + 1 == len(lines) or line.blanks > 1 or line.paged or line.glued or line.length >= min(columns) - 1:
        return False
    below, row = lines[at + 1], gaps[at + 1]
    if not row or below.blanks or below.first or below.paged or is_terminal(line.bare):
        return False
    if below.bare[0].islower() or is_prose(below):
        return False  # a sentence below the table
    named = (line.worded and line.bare[0].isupper()) or line.bare.isdigit()
    return named and all(any(abs(one - other) <= _ASKEW for other in columns) for one in row)


def is_last(at: int, lines: Sequence[Line], columns: Sequence[int]) -> bool:
    """Does this line, "TOTAL", end the table whose last row stands right above, its figures lost or left out?
    columns: of that row. Other words alone there may be a heading, or who signed."""
    line, above = lines[at], lines[at - 1]
    if line.bare.rstrip(":").upper() not in _SUMS or line.length >= columns[0] or line.paged:
        return False
    return indent(line) == indent(above) and any(map(str.isdigit, above.text[columns[0] :]))


def begins_cell(at: int, lines: Sequence[Line], columns: Sequence[int]) -> bool:
    """Does the first cell of the row right below begin with this line, "Ministry of Trade and" above
    "Industry   12": it stands apart, and a small word ends it? columns: of that row."""
    line, below = lines[at], lines[at + 1]
    if not (line.blanks and columns) or below.blanks or below.paged or line.glued:
        return False
    ends_early = line.length < columns[0] and line.bare.split()[-1].upper() in _OPEN
    return ends_early and line.worded and below.worded
