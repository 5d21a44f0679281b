"""Forms: "Name: Example" line below line, with the rest of a value that its line had no room for.

Law of this file: a line without a name and a colon belongs to the value above only where it stands further
right, or where no line of the form is so long that its first word would have fitted.
"""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cableconv.body_marks import is_numbered
from cableconv.grammar import body as grammar
from cableconv.lines import Habits, Line, indent
from cableconv.sentences import LINKS, is_terminal

_FEWEST = 3  # fields of a form
_NARROW = 0.6  # of the width: a shorter line ends for other reasons than a wrapper's
_LONGEST = 40  # lines of a form


class Forms(NamedTuple):
    """Places of the lines of forms whose values wrap, and of those that are the rest of a value."""

    kept: set[int]
    rests: set[int]


def forms_of(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> Forms:
    """The forms with a value that goes on in the line below. taken: places of rows, rules, items and
    signatures."""
    found = Forms(set(), set())
    if sum([":" in line.bare for line in lines]) < _FEWEST:
        return found
    for block in _blocks(lines, taken):
        rests = _rests(block, lines, habits)
        if rests:
            found.kept.update(block)
            found.rests.update(rests)
    return found


def _blocks(lines: Sequence[Line], taken: Container[int]) -> Iterator[range]:
    """Runs of lines that begin with a field and that nothing parts."""
    start: int | None = None
    for at in range(len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        parted = line is None or line.blanks or line.paged or line.first or line.glued or is_numbered(line)
        if parted or at in taken:
            if start is not None and _FEWEST < at - start <= _LONGEST:
                yield range(start, at)
            start = None
        if line is not None and start is None and at not in taken and _may_begin(at, lines):
            start = at


def _may_begin(at: int, lines: Sequence[Line]) -> bool:
    """Does a field stand here below a blank line, or below a line that ends with a stop or colon?"""
    line = lines[at]
    if _name(line) == "":
        return False
    return at == 0 or bool(line.blanks or line.first) or is_terminal(lines[at - 1].bare)


def _name(line: Line) -> str:
    """The name of the field that begins the line; "" without one."""
    found = grammar.TURN.match(line.bare) if line.worded and ":" in line.bare[:40] else None
    return found["who"] if found else ""


def _rests(block: range, lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines that are the rest of a value; none unless the block is a form with some."""
    names = [_name(lines[at]) for at in block]
    fields = [name for name in names if name]
    if len(fields) < _FEWEST or len(set(fields)) < len(fields) or all(names):
        return set()
    longest = max(lines[at].length for at in block)
    left = indent(lines[block[0]])
    rests = {at for at, name in zip(block, names, strict=True) if not name}
    if all(indent(lines[at]) > left + 1 for at in rests):
        return rests
    short = len(rests) <= len(fields) and longest <= habits.width
    return rests if short and all(_filled(at, lines, longest, habits) for at in rests) else set()


def _filled(at: int, lines: Sequence[Line], longest: int, habits: Habits) -> bool:
    """Had the line above no room for the first word of this one?"""
    above = lines[at - 1]
    full = above.length + 1 + lines[at].word > longest or LINKS.search(above.bare) is not None
    return above.length >= _NARROW * habits.width and full and not is_terminal(above.bare)
