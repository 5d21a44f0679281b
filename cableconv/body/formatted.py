"""Sets of formatted messages, "MSGID/SITREP/TASK FORCE 9/022//", each of which stands on lines of its own.

Law of this file: a set begins with its name and a slash, in capitals, and ends with two; one alone is text.
Source: MIL-STD-6040, United States message text formats.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.text.lines import Line

_OPENS = lazy(r"(?P<name>[A-Z][A-Z0-9]{2,8})/(?! )")
_ENDS = "//"
_LONGEST = 8  # lines of a set that is looked at for its end
_FEWEST = 2  # sets that make a formatted message


class Sets(NamedTuple):
    """Places of the lines of such sets, and of these, the ones that go on with the line above."""

    kept: set[int]
    rests: set[int]


def sets_of(lines: Sequence[Line]) -> Sets:
    """The lines of the sets of a formatted message."""
    found = Sets(set(), set())
    ends = [at for at, line in enumerate(lines) if line.bare.endswith(_ENDS)]
    if len(ends) < _FEWEST:
        return found
    begins = [_begin(end, lines) for end in ends]
    if sum(begin is not None for begin in begins) < _FEWEST:
        return found
    for begin, end in zip(begins, ends, strict=True):
        if begin is not None:
            found.kept.update(range(begin, end + 1))
            found.rests.update(range(begin + 1, end + 1))
    return found


def _begin(end: int, lines: Sequence[Line]) -> int | None:
    """Where the set begins that ends with this line; None where this is the end of other text."""
    for at in range(end, max(-1, end - _LONGEST), -1):
        line = lines[at]
        if not line.bare.isupper() or (at < end and line.bare.endswith(_ENDS)):
            return None
        if _OPENS.match(line.bare):
            return at
        if line.blanks or line.first or line.label:
            return None
    return None
