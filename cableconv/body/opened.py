"""Which lines does an indent begin as paragraphs, where the other lines of a paragraph stand at the margin?

Law of this file: a full line further right, above one at the margin that goes on with it, shows the column;
another line at this column begins a paragraph where it is one by itself, or goes on at the margin, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from cableconv.body.marks import is_marked, is_numbered
from cableconv.grammar import letters, markers
from cableconv.text.lines import Habits, Line, ends_early, fits, indent, is_parted
from cableconv.text.sentences import IN_WORD, LINKS, is_terminal

_INDENT = 2  # columns of an indent that tells
_DEEP = 10  # columns by which no paragraph's first line stands further right
_SPARE = 3  # columns that such a line may leave free: a sign that a site put before the numbers is one
_RARE = 3  # times as many lines begin paragraphs at such a column as go on there


def opened_lines(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """Places of these lines. taken: places of rows, rules, items and signatures."""
    columns = _columns(lines, habits, taken)
    found: set[int] = set()
    for at in _indented(lines, taken) if columns else ():
        line = lines[at]
        if indent(line) not in columns or line.glued or line.bare[0].islower() or is_marked(line):
            continue
        if _goes_on(at, lines, habits) or _is_whole(at, lines, habits, found):
            found.add(at)
    return found


def _indented(lines: Sequence[Line], taken: Container[int]) -> Iterator[int]:
    return (
        at
        for at, line in enumerate(lines)
        if line.text[0].isspace() and _INDENT <= indent(line) <= _DEEP and at not in taken
    )


def _columns(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """The columns at which first lines stand, and few others."""
    begins: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    for at in _indented(lines, taken):
        line = lines[at]
        if line.bare[0].islower():
            inside[indent(line)] += at > 0 and not is_parted(line) and indent(lines[at - 1]) < indent(line)
        elif (is_numbered(line) or not is_marked(line)) and _goes_on(at, lines, habits):
            begins[indent(line)] += 1
    return {column for column, count in begins.items() if count > _RARE * inside[column]}


def _goes_on(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is this a full line whose sentence goes on at the margin below?"""
    if at + 1 == len(lines) or (at and _is_broken_word(lines[at - 1], lines[at])):
        return False
    line, below = lines[at], lines[at + 1]
    if is_parted(below) or indent(line) < indent(below) + _INDENT or is_marked(below):
        return False
    sure = below.bare[0].islower() or LINKS.search(line.bare) is not None
    room = _SPARE if sure else 0
    return not fits(line, below, habits.width - habits.slack - room) and (sure or not is_terminal(line.bare))


def _is_broken_word(above: Line, line: Line) -> bool:
    return not (line.blanks or line.first) and IN_WORD.search(above.bare) is not None


def _is_whole(at: int, lines: Sequence[Line], habits: Habits, found: Container[int]) -> bool:
    """Is this a paragraph of one line below another?"""
    if not at or not _is_over(lines[at]):
        return False
    line, above = lines[at], lines[at - 1]
    if at + 1 < len(lines) and not is_parted(lines[at + 1]) and lines[at + 1].bare[0].islower():
        return False
    if letters.SALUTATION.fullmatch(line.bare):
        return indent(above) == indent(line) and ends_early(above, line, habits, 0)
    if not is_terminal(above.bare) or above.bare[-1] == ":":
        return False
    if indent(above) + _INDENT <= indent(line):
        return not is_marked(above) or is_numbered(above)
    return at - 1 in found and not line.paged and ends_early(above, line, habits, 0)


def _is_over(line: Line) -> bool:
    return is_terminal(line.bare) or any(
        form.fullmatch(line.bare) for form in (letters.SALUTATION, markers.TEXT_MARKER, markers.EXTENT_MARKER)
    )
