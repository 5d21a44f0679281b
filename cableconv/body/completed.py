"""Blocks most of whose lines are kept, and the short words with a colon right above kept lines.

Law of this file: it adds to what is known for other reasons, and alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cableconv.body.addresses import is_named
from cableconv.text.lines import EVEN, Habits, Line, fits, is_parted
from cableconv.text.sentences import is_introduction, is_terminal

_FEWEST = 3  # lines of a block that are kept for their shape
_WORDS = 3  # of a title with a colon, at most


def completed(
    lines: Sequence[Line], habits: Habits, kept: Collection[int], taken: Collection[int]
) -> set[int]:
    """Places of the other lines of such blocks: names, each of which leaves the next word room.

    taken: places of rows, rules, items and signatures."""
    found: set[int] = set()
    if habits.slack > EVEN:
        return found
    for block in _blocks(lines, kept):
        rest = [at for at in block if at not in kept]
        if not rest or len(block) - len(rest) < max(_FEWEST, len(rest)):
            continue
        if not any(at in taken for at in block) and all(_is_one(at, block, lines, habits) for at in rest):
            found.update(rest)
    return found


def _blocks(lines: Sequence[Line], kept: Collection[int]) -> Iterator[range]:
    """The blocks between blank lines in which kept lines stand."""
    stop = 0
    for at in sorted(kept):
        if at < stop:
            continue
        start = at
        while start > 0 and not is_parted(lines[start]):
            start -= 1
        stop = at + 1
        while stop < len(lines) and not is_parted(lines[stop]):
            stop += 1
        if lines[start].blanks and not lines[start].paged:
            yield range(start, stop)


def _is_one(at: int, block: range, lines: Sequence[Line], habits: Habits) -> bool:
    ends = at == block[-1] or fits(lines[at], lines[at + 1], habits.width - habits.slack)
    return ends and is_named(lines[at].bare)


def titles_above(lines: Sequence[Line], kept: Collection[int]) -> set[int]:
    """Places of "Participants:" right below the end of a sentence and above kept lines; "THE DATA ARE:" is a
    sentence, which may go on in the paragraph above."""
    return {
        at - 1
        for at in kept
        if at > 1 and at - 1 not in kept and not is_parted(lines[at]) and _is_title(at - 1, lines)
    }


def _is_title(at: int, lines: Sequence[Line]) -> bool:
    line, above = lines[at], lines[at - 1]
    short = line.bare[-1] == ":" and line.bare.count(" ") < _WORDS and line.bare[0].isupper()
    short = short and not is_introduction(line.bare)
    return short and not is_parted(line) and is_terminal(above.bare) and above.bare[-1] != ":"
