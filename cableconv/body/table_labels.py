"""Lines inside a table that fill its first column alone: "2003" without figures, "South" above its towns.

Law of this file: such a line ends before the columns, and the row right below it has no column but those of
the table.
"""

from collections.abc import Sequence, Set

from cableconv.body.tabular_stops import is_prose
from cableconv.text.lines import Line, indent
from cableconv.text.sentences import is_terminal

_ASKEW = 3  # columns by which figures of other lengths, or the heads above them, may stand beside
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
