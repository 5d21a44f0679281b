"""What the words above a block of lines say of it: that verse or a list follows.

Law of this file: it looks at the lines above, at indents and at room; what lines are is weighed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from cableconv.body.marks import is_marked
from cableconv.grammar import letters
from cableconv.grammar.form import AtEnd
from cableconv.text.lines import Habits, Line, ends_early, fits, indent
from cableconv.text.sentences import LINKS, is_terminal
from cableconv.text.sung import SUNG, sings_below
from cableconv.text.verse import ANNOUNCED, FEWEST, FOLLOWS, QUOTES

_DEEPER = 2  # columns by which lines stand further right than the words that introduce them
_PAIR = 2
_FULL = 0.6  # of the width: a line that a wrapper ended for want of room is longer
_ROOM = 6  # columns that the line above verse leaves free when nothing else parts them
_MUCH = 8  # columns that a line of verse leaves free, and hardly any of prose
_MARKS = frozenset(',;:.!?-"')
_NOTE = AtEnd(10, r"[(\[] ?(?:note|comment):\Z", re.IGNORECASE)  # a sentence goes on below "(Note:"
_BROAD = 0.75  # of the width: the upper of two lines of a list ends before
_SAID = 3  # lines of the paragraph that may say what stands below it


def announced(part: range, lines: Sequence[Line]) -> float:
    """What the line above says of these, as a weight: that they are verse, or that something follows."""
    first = part[0]
    if first == 0 or lines[first].first:
        return 0.0
    if lines[first - 1].bare[-1] != ":":
        sung = sings_below(lines[first - 1], lines[first]) or _sings_in_capitals(part, lines)
        return ANNOUNCED if sung else 0.0
    return ANNOUNCED if SUNG.search(announcing(first, lines)) else FOLLOWS


def _sings_in_capitals(part: range, lines: Sequence[Line]) -> bool:
    """Does a sentence in capitals that speaks of verse end above a blank line and lines that no wrapper
    filled: one leaves much room, or all end with a mark?"""
    first = part[0]
    above = lines[first - 1]
    if above.bare[-1] != "." or not lines[first].blanks or len(part) < FEWEST:
        return False
    if not (above.bare.isupper() and all(lines[at].bare.isupper() for at in part)):
        return False
    if SUNG.search(announcing(first, lines).rpartition(". ")[2]) is None:
        return False
    longest = max([lines[at].length for at in part])
    room = any(fits(lines[at], lines[at + 1], longest - _MUCH) for at in part[:-1])
    return room or all(lines[at].bare[-1] in _MARKS for at in part)


def announcing(first: int, lines: Sequence[Line]) -> str:
    """The last lines of the paragraph above."""
    begin = first - 1
    while begin > 0 and first - begin < _SAID and not lines[begin].blanks and not lines[begin].first:
        begin -= 1
    return " ".join(line.bare for line in lines[begin:first])


def is_said(line: Line, left: int) -> bool:
    """Are these the words of a sentence, "The address of the firm is:", above lines enough by themselves?"""
    words = line.bare[:-1].split()
    small = sum(word.islower() for word in words)
    return left > FEWEST and line.bare[0].isupper() and len(words) > _PAIR and 2 * small >= len(words)


def introduces(above: Line, line: Line, habits: Habits) -> bool:
    """Does the line above end with a colon, or early with a sentence, or with one that speaks of verse, below
    which a small letter begins no sentence?"""
    if above.bare[-1] == ":":
        return _NOTE.search(above.bare) is None and not letters.SALUTATION.fullmatch(above.bare)
    if sings_below(above, line):
        return True
    room = habits.width - habits.slack - _ROOM
    early = above.length + 1 + line.word <= room  # asked first: it costs least
    return early and is_terminal(above.bare) and ends_early(above, line, habits, _ROOM)


def is_inset(part: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Do lines further right stand below the end of a sentence, or, the first with a capital, below a full
    line whose end a crawler ate?"""
    above, first = lines[part[0] - 1], lines[part[0]]
    left = indent(first)
    if left < _DEEPER:
        return False
    if is_terminal(above.bare) and indent(above) <= left - _DEEPER:
        return all(indent(lines[at]) >= left for at in part)
    if not first.bare.lstrip(QUOTES)[:1].isupper() or is_terminal(above.bare):
        return False
    full = above.length >= _FULL * habits.width and LINKS.search(above.bare) is not None
    full = full and first.bare[-1] != ":"  # "... a rhyme about the" / "Minister:"
    width = habits.width - _ROOM
    return full and all(
        indent(lines[at]) >= left and (at == part[-1] or lines[at].length + lines[at + 1].word < width)
        for at in part
    )


def is_list_of_two(block: range, lines: Sequence[Line], habits: Habits, begun: Collection[int]) -> bool:
    """Are these two inset lines, the upper of which leaves much room, what a colon introduces, and no
    sentence?"""
    first = block[0]
    some = lines[block.start : block.stop]
    if len(some) != _PAIR or first == 0 or lines[first].first or lines[first - 1].bare[-1] != ":":
        return False
    if any(at in begun for at in block):
        return False
    left = indent(lines[first])
    inset = left >= indent(lines[first - 1]) + _DEEPER and indent(some[1]) == left
    plain = not any(is_terminal(line.bare) or is_marked(line) or LINKS.search(line.bare) for line in some)
    return inset and plain and fits(some[0], some[1], int(_BROAD * habits.width))
