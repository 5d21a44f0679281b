"""Persons of a list below a colon whose entries go over several lines, each with "Mr." or another title.

Law of this file: a title begins a person only where it would have fitted on the line above, and no line of
the block ends a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.grammar.form import lazy
from cableconv.text.lines import EVEN, Habits, Line, fits, indent
from cableconv.text.sentences import IN_WORD, LINKS, is_abbreviated, is_terminal

_MOST = 40  # lines of such a block
_TITLED = lazy(r"(?:Mrs?|Ms|Miss|Dr|Prof|Amb|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Gov|Sen|Rep|Rev|Hon)\.? [A-Z]")


def persons(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines at which the second person of such a list begins, and those below."""
    if habits.slack > EVEN:
        return set()
    found: set[int] = set()
    for first in [at for at, line in enumerate(lines, 1) if line.bare[-1] == ":" and at < len(lines)]:
        if not _is_titled(lines[first]):
            continue
        stop = first + 1
        while stop < len(lines) and stop - first <= _MOST and not _is_parted(lines[stop]):
            stop += 1
        block = lines[first:stop]
        if 1 < len(block) <= _MOST and not any(map(_ends_sentence, block)):
            found.update(at for at in range(first + 1, stop) if _begins(at, first, lines, habits))
    return found


def _begins(at: int, first: int, lines: Sequence[Line], habits: Habits) -> bool:
    above, line = lines[at - 1], lines[at]
    if not _is_titled(line) or indent(line) != indent(lines[first]) or not fits(above, line, habits.width):
        return False
    return not (LINKS.search(above.bare) or IN_WORD.search(above.bare) or is_abbreviated(above.bare))


def _is_titled(line: Line) -> bool:
    return _TITLED.match(line.bare) is not None


def _ends_sentence(line: Line) -> bool:
    return is_terminal(line.bare) and line.bare[-1] != ";"


def _is_parted(line: Line) -> bool:
    return bool(line.blanks or line.paged or line.first or line.glued)
