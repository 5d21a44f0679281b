"""Lines of one shape: names with their offices, or with telephone numbers and addresses of the network.

Law of this file: all lines of a block have the shape and no sentence ends them, or none is kept.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from cableconv.body.marks import is_numbered
from cableconv.grammar import letters
from cableconv.grammar.form import lazy
from cableconv.text.lines import Habits, Line, fits
from cableconv.text.sentences import LINKS, is_terminal

_TITLE = 30  # columns that the name of a side is shorter than
_ROOM = 2  # columns that a line leaves free beyond the next word, where paragraphs may have lost their ends
_SENTENCE = lazy(  # words that no office has
    r"^the\b|\b(?:who|whom|which|that|was|is|are|were|has|have|had|said|he|she|it|they|we|but|will|would|not|on|as"
    r"|by|from|in)\b",
    re.IGNORECASE,
)


def alike_lines(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """Places of the lines of such blocks. taken: places of rows, rules, items and signatures."""
    kept: set[int] = set()
    for block in _blocks(lines, taken):
        some = lines[block.start : block.stop]
        if not habits.lossy or any(
            fits(above, below, habits.width - _ROOM) for above, below in pairwise(some)
        ):
            kept.update(block)
    return kept


def _blocks(lines: Sequence[Line], taken: Container[int]) -> Iterator[range]:
    """Runs of two lines of the shape or more, with nothing but blank lines, a title or a colon above, and
    no other text right below."""
    start: int | None = None
    for at in range(len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        ended = line is None or bool(line.blanks or line.first or line.paged)
        if line is not None and not ended and start is not None and at not in taken and _has_shape(line):
            continue
        if start is not None and at - start > 1 and (line is None or ended or _is_other(line)):
            yield range(start, at)
        begins = line is not None and at not in taken and _is_apart(at, lines) and _has_shape(line)
        start = at if begins else None


def _has_shape(line: Line) -> bool:
    """Is this a name with an office, a telephone number or an address of the network?"""
    bare = line.bare
    if line.glued or not bare[0].isalpha():
        return False
    if ("@" in bare or bare[-1].isdigit()) and letters.REACHED.fullmatch(bare):
        return True
    office = ", " in bare and not bare.endswith(".") and letters.OFFICE.fullmatch(bare) is not None
    return office and LINKS.search(bare) is None and _SENTENCE.search(bare) is None


def _is_apart(at: int, lines: Sequence[Line]) -> bool:
    """Does the line stand below a blank line, a colon or the short name of a side, "U.S."?"""
    if at == 0 or lines[at].blanks or lines[at].first:
        return True
    above = lines[at - 1]
    titled = bool(above.blanks or above.first) and above.length < _TITLE and LINKS.search(above.bare) is None
    return above.bare[-1] == ":" or titled


def _is_other(line: Line) -> bool:
    """Does this line, right below the block, begin something else: a number, or the name of a side?"""
    return is_numbered(line) or (
        line.bare[-1] == ":" and line.length < _TITLE and not is_terminal(line.bare[:-1])
    )
