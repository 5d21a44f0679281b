"""Which lines are rows of a table, and where their cells end.

Laws of this file: a gap after a sentence end is typing ("end.  Next"), but for what `tabular_stops` finds;
one after the mark of an item or a paragraph is none. Gaps alone prove little: columns stand in line, or what
a cell had no room for stands below it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cableconv.body import table_bars, table_labels
from cableconv.body.justified import justified
from cableconv.body.table_columns import with_empty
from cableconv.body.tabular_stops import end_of_mark, flush_right, is_prose, with_stopped
from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.text.lines import Line, indent
from cableconv.text.sentences import is_terminal

_GAP = lazy(
    r"(?<=[^\s.])[ \t]*+\.{5,}+[ \t]*+(?=\S)|(?<![ \t])\t++(?=\S)"
    r"|(?<=[^\s.?!:;])(?<![.?!][)\"'])(?<!\s[$(])[ \t]{2,}(?=\S)|(?:(?<=[.])|(?<=[.?!][)\"']))[ \t]{4,}(?=\S)"
)
_LEADER = "....."  # leads from a name to its figure
_RULE = lazy(
    r"\s*[-=_]{2,}(?:\s+[-=_]{2,})*+\s*"
    r"|\s*(?:[|+](?=[^-=\r\n]*[-=]{2})|[-=:]{2,}+ ?[|+](?= ?[-=:]{2}))[-=:+| ]+\s*"
)
_WIDE = lazy(r"\S\s{3}")
_ASKEW = 1  # columns by which a cell may stand beside those above
_RAGGED = 3  # columns by which figures of other lengths may, which stand flush right
_FEWEST = 2  # rows that have a column in common


def rows(lines: Sequence[Line]) -> dict[int, tuple[int, ...]]:
    """Index of each row among lines -> where its cells end in Line.text (not the last)."""
    wide = [
        at
        for at, line in enumerate(lines)
        if "  " in line.text or "\t" in line.text or "|" in line.text or _LEADER in line.text
    ]
    if not wide:
        return {}
    gaps: list[tuple[int, ...]] = [()] * len(lines)
    for at in wide:
        gaps[at] = tuple(_gaps(lines[at].text))
    if any(gaps):
        for at in justified(lines, gaps):
            gaps[at] = ()
    gaps = with_stopped(lines, gaps)
    if not any(gaps):
        return {}
    found: dict[int, tuple[int, ...]] = {}
    index = 0
    while index < len(lines):
        if not gaps[index]:
            index += 1
            continue
        run = _run(index, lines, gaps)
        if _ends_paragraph(run, lines, gaps):
            index += 1
            continue
        if _is_table(run, lines, gaps):
            found.update(_placed(run, lines, gaps))
        index = run.end
    found.update(_continued(lines, found))
    return found


def tight(lines: Sequence[Line], found: Mapping[int, tuple[int, ...]]) -> set[int]:
    """The rows right above or below another: a number that begins one is the table's, no paragraph's,
    unless a portion marking follows it."""
    joined = {at for at in found if at + 1 in found and not lines[at + 1].blanks}
    joined |= {at + 1 for at in joined}
    return {at for at in joined if not _is_marked(lines[at])}


def _is_marked(line: Line) -> bool:
    label = line.label if line.bare[0].isdigit() or line.bare[0] == "(" else None
    return bool(label and (label["portion"] or label["before"]))


class _Run(NamedTuple):
    """Lines with gaps, what hangs below their cells, and rules between."""

    members: list[int]  # places of the lines with gaps
    hung: Counter[int]  # how many lines hang at each column
    end: int  # the place after the last line


def _run(start: int, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> _Run:
    """The run of lines that begins with the line with gaps at start."""
    members = [start]
    hung: Counter[int] = Counter()
    columns = set(gaps[start])
    heads = table_labels.heads(lines[start])
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if (line.blanks > 1 and not line.paged) or line.first:
            break
        if gaps[end]:
            members.append(end)
            columns.update(gaps[end])
        elif (column := _column(line, columns)) is not None and not line.glued:
            hung[column] += 1
        elif not (
            _RULE.fullmatch(line.text)
            or _wraps_first(end, lines, gaps, members)
            or table_labels.is_label(end, lines, gaps, columns | heads)
            or (members[-1] == end - 1 and table_labels.is_last(end, lines, gaps[end - 1]))
        ):
            break
        end += 1
    return _Run(members, hung, end)


def _ends_paragraph(run: _Run, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> bool:
    """Is the first line of the run the last of a paragraph, which a blank line parts from the rows: it ends a
    sentence, and has none of their columns?"""
    first = run.members[0]
    if first == 0 or lines[first].blanks or lines[first].first or len(run.members) < _FEWEST:
        return False
    row = run.members[1]
    apart = row == first + 1 and lines[row].blanks > 0 and not gaps[first - 1]
    return apart and is_terminal(lines[first].bare) and not any(_has(gaps[row], end) for end in gaps[first])


def _wraps_first(
    at: int, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]], members: Sequence[int]
) -> bool:
    """Is this the first line of a first cell, "Thirdland,", the row of which goes on with the next line? Rows
    of two cells must be several, with the one column, and the rest of the cell set in."""
    columns = gaps[members[-1]]
    if at + 1 == len(lines) or lines[at].blanks or lines[at].glued or lines[at].length >= columns[0]:
        return False
    below, row = lines[at + 1], gaps[at + 1]
    if below.blanks or below.first or below.paged or len(row) != len(columns):
        return False
    if len(row) < _FEWEST:
        several = len(members) > _FEWEST and all(gaps[place] == columns for place in members)
        return several and row == columns and indent(below) > indent(lines[at])
    return all(abs(one - other) <= _RAGGED for one, other in zip(row, columns, strict=True))


def _placed(
    run: _Run, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The rows of the run, those with empty cells as the others show them."""
    columns: tuple[int, ...] = ()
    filled = with_empty([(lines[place], gaps[place]) for place in run.members])
    for place, known in zip(run.members, filled, strict=True):
        if known is not None:
            columns = known
        elif _column(lines[place], columns) is not None:
            columns = (*_empty(lines[place], columns), *gaps[place])
        else:
            columns = gaps[place]
        yield place, columns


def _empty(line: Line, columns: Sequence[int]) -> tuple[int, ...]:
    """Where the empty cells end that stand before the line's text."""
    left = indent(line)
    return (*(column for column in columns if column < left - _ASKEW), left)


def _column(line: Line, columns: Iterable[int]) -> int | None:
    """The column at which the line stands below a cell, if it does."""
    if line.blanks or line.first or not line.text[0].isspace():
        return None
    left = indent(line)
    return next((column for column in columns if abs(left - column) <= _ASKEW), None)


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
            if at + 1 in found and table_labels.begins_cell(at, lines, found[at + 1]):
                more[at] = ()
            continue
        if _column(line, columns) is not None:
            more[at] = _empty(line, columns)
        elif steady > 1 and len(columns) == 1 and _fills_first(at, lines, columns[0]):
            more[at] = columns
        elif columns and (
            (at + 1 in found and not lines[at + 1].blanks and line.length < columns[0])
            or table_labels.is_last(at, lines, columns)
        ):
            more[at] = ()
        else:
            columns = ()
    return more


def _fills_first(at: int, lines: Sequence[Line], column: int) -> bool:
    """Does a cell of a word or two fill the first column, so that one blank parts it from the next? A line
    with a rule of its own length below it is a heading."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is not None and below.length == lines[at].length and _RULE.fullmatch(below.text):
        return False
    text = lines[at].text
    first = text[:column].rstrip()
    return (
        len(first) == column - 1
        and first[:1].isupper()
        and first.count(" ") < 2
        and text[column:].strip() != ""
    )


def _gaps(text: str) -> list[int]:
    left = len(text) - len(text.lstrip())
    if text.count("|") > 1:
        if grammar.BARRED_RULE.fullmatch(text):
            return []
        return table_bars.ends(text)
    gaps = [found.end() for found in _GAP.finditer(text, left)]
    return [] if gaps and gaps[-1] <= end_of_mark(text) else gaps


def _is_table(run: _Run, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> bool:
    """Rows between bars or with tabs; two rows of three columns; a column that two rows have and a line
    below one of them; three rows of two whose columns stand in line, or two that are a block alone."""
    each = [gaps[place] for place in run.members]
    if sum(lines[place].bare[0] == lines[place].bare[-1] == "|" for place in run.members) > 1:
        return True
    if sum("\t" in lines[place].bare for place in run.members) > 1 or sum(len(row) > 1 for row in each) > 1:
        return True
    if any(sum(_has(row, column) for row in each) >= _FEWEST for column in run.hung):
        return True
    if len(each) == _FEWEST:
        upper, lower = [lines[place] for place in run.members]
        in_line = each[0] == each[1] or (len(each[0]) == len(each[1]) and flush_right(upper, lower))
        return in_line and not run.hung and _is_block(run, lines, gaps)
    ends = Counter(row[-1] for row in each)
    aligned = max(sum(ends[end + aside] for aside in range(-2, 3)) for end in ends)
    return len(each) > _FEWEST and aligned >= 0.6 * len(ends)


def _is_numbered(line: Line) -> bool:
    """Does a paragraph's number begin the line?"""
    return not line.worded and line.label is not None


def _has(row: Sequence[int], column: int) -> bool:
    return any(abs(end - column) <= _ASKEW for end in row)


def _is_block(run: _Run, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> bool:
    """Do blank lines, or a colon above, part the run from other text, and are its gaps wide?"""
    first = run.members[0]
    above = first == 0 or lines[first].blanks or lines[first].first or lines[first - 1].bare.endswith(":")
    below = run.end == len(lines) or lines[run.end].blanks or lines[run.end].first
    below = below or (_is_numbered(lines[run.end]) and not any(is_prose(lines[at]) for at in run.members))
    wide = any(_WIDE.search(lines[place].bare) for place in run.members)
    cells = [lines[place].text[column:] for place in run.members for column in (0, *gaps[place])]
    return bool(above and below) and (wide or not any(cell.lstrip()[:1].islower() for cell in cells))
