"""The round bullet of a list in a text of capitals: "O" and a blank at the beginning of several lines.

Law of this file: one such line is none; below words that announce verse it is the cry of a poet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cableconv.body.announced import announcing
from cableconv.grammar import body as grammar
from cableconv.text.lines import EVEN, Habits, Line, fits, indent, leaves_room
from cableconv.text.sentences import is_terminal
from cableconv.text.sung import SUNG
from cableconv.text.verse import LONGEST

_REACH = 12  # lines from one item to the next
_ROOM, _EVEN_ROOM = 8, 4  # columns that a line of verse leaves free beyond the next word, in even text
_FEW = 2  # lines that a title and the first item are


def round_bullets(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the items of such lists."""
    found: set[int] = set()
    for run in _runs(lines):
        first = run[0]
        sung = _is_sung(first, lines) or _goes_on_as_verse(run, lines, habits)
        sung = sung or _begins_as_verse(first, lines, habits)
        if len(run) > 1 and _may_begin(first, lines, habits) and not sung:
            found.update(run)
    return found


def _goes_on_as_verse(run: Sequence[int], lines: Sequence[Line], habits: Habits) -> bool:
    """Does a line at the bullets' own column stand right below one of them, which had much room for its word?
    The rest of an item hangs, or stands below a full line; a poet cries "O" where he likes."""
    left = indent(lines[run[0]])
    for at in [at for at in run if at + 1 < len(lines) and at + 1 not in run]:
        line, below = lines[at], lines[at + 1]
        parted = below.blanks or below.first or below.paged or below.label or indent(below) != left
        open_end = fits(line, below, _bound(habits)) or line.length > habits.width
        if not (parted or is_terminal(line.bare)) and open_end:
            return True
    return False


def _begins_as_verse(first: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Do several lines at the bullets' own column stand above the first, in one block, each of which leaves
    the next word room? What introduces a list is a title of one line, or fills its lines."""
    above = lines[_top(first, lines) : first + 1]
    same = all(indent(line) == indent(lines[first]) for line in above)
    return len(above) > _FEW and same and all(fits(*pair, _bound(habits)) for pair in pairwise(above))


def _bound(habits: Habits) -> int:
    """Columns that a line of verse and the next word fill at most."""
    return habits.width - (_EVEN_ROOM if habits.slack <= EVEN else _ROOM)


def _is_sung(at: int, lines: Sequence[Line]) -> bool:
    """Do words that announce verse stand right above the line, or above the block that it stands in?"""
    if SUNG.search(announcing(at, lines)):
        return True
    top = _top(at, lines)
    if top == at:
        return False
    if not lines[top].first and SUNG.search(announcing(top, lines)):
        return True
    introduced = next((place for place in range(at - 1, top, -1) if lines[place - 1].bare[-1] == ":"), None)
    return introduced is not None and SUNG.search(announcing(introduced, lines)) is not None


def _top(at: int, lines: Sequence[Line]) -> int:
    """The first line of the block."""
    top = at
    while top > 0 and at - top < LONGEST and not (lines[top].blanks or lines[top].first or lines[top].label):
        top -= 1
    return top


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Lines with the bullet at one column, as far as no paragraph's number stands between."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if line.bare[:2] != "O " or line.glued or not line.bare.isupper():
            continue
        if not grammar.CAPITAL_ROUND.match(line.text):
            continue
        if run and not _is_next(run[-1], at, lines):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _is_next(last: int, at: int, lines: Sequence[Line]) -> bool:
    near = at - last <= _REACH and indent(lines[at]) == indent(lines[last])
    return near and not any(line.first or line.label for line in lines[last + 1 : at])


def _may_begin(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Does the line stand apart, or below one that ends, or below a title of one line, which had room for the
    bullet and its word? An open line inside a block is a poet's."""
    line = lines[at]
    if at == 0 or line.first or line.blanks or line.paged:
        return True
    above = lines[at - 1]
    titled = bool(above.blanks or above.first or above.paged) and leaves_room(above, line, habits)
    return is_terminal(above.bare) or titled
