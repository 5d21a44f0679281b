"""Lines of one shape: names with their offices, or with telephone numbers and addresses of the network.

Law of this file: all lines of a block have the shape and no sentence ends them, or none is kept. The names of
a side may stand below its title; titles in small letters before a name need room at every line's end.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from cableconv.body.marks import is_numbered
from cableconv.body.ruled import is_rule
from cableconv.grammar import letters
from cableconv.grammar.form import lazy
from cableconv.text.lines import UNWRAPPED, Habits, Line, fits
from cableconv.text.sentences import LINKS, is_terminal

_TITLE = 30  # columns that the name of a side is shorter than
_ROOM = 2  # columns that a line leaves free beyond the next word, where paragraphs may have lost their ends
_FEWEST = 2
_SMALL = ("of", "and", "the")  # in the name of a side
_SENTENCE = lazy(  # words that no office has
    r"^the\b|\b(?:who|whom|which|that|was|is|are|were|has|have|had|said|he|she|it|they|we|but|will|would|not|on|as"
    r"|by|from|in)\b",
    re.IGNORECASE,
)
_HOLDER = lazy(  # "presidential adviser Jan Sample, Notetaker", "SPEAKER OF PARLIAMENT JAN SAMPLE, DCM"
    r"(?:[A-Za-z][\w.'-]*[ ]){1,7}(?-i:[A-Z]|al-|el-)[\w'-]+,[ ]"
    r"(?-i:[A-Z])[\w&/'.-]*(?:[ ][A-Za-z][\w&/'.-]*){0,5}"
    r"(?:,[ ](?-i:[A-Z])[\w&/'-]*(?:[ ](?-i:[A-Z])[\w&/'-]*){0,3})?"
)


def alike_lines(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """Places of the lines of such blocks. taken: places of rows, rules, items, headings and signatures."""
    kept: set[int] = set()
    for block in _blocks(lines, taken):
        if _leaves_room(block, lines, habits):
            kept.update(block)
    return kept


def _leaves_room(block: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Is there room for more words: at one line end where paragraphs may have lost their ends, and at all
    where an office has its title in small letters and nothing introduces the block?"""
    some = lines[block.start : block.stop]
    free = [fits(above, below, habits.width - _ROOM) for above, below in pairwise(some)]
    if habits.lossy:
        return any(free)
    introduced = len(some) > _FEWEST and (
        not _is_named(some[0]) or (block.start > 0 and lines[block.start - 1].bare[-1] == ":")
    )
    sure = introduced or habits.longest == UNWRAPPED or all(map(_has_shape, some))
    return sure or all(fits(above, below, habits.width - habits.slack) for above, below in pairwise(some))


def _blocks(lines: Sequence[Line], taken: Container[int]) -> Iterator[range]:
    """Runs of two lines of the shape or more, the names of their sides between them, with nothing but blank
    lines, a title or a colon above, and no other text right below."""
    start = stop = 0
    named = 0
    for at in range(len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        if line is not None and stop == at > start and at not in taken:
            if _is_named(line) and not line.first and (line.paged or not line.blanks):
                stop, named = at + 1, named + 1
                continue
            if not (line.first or line.blanks or line.paged) and _titles_side(at, lines, taken):
                stop = at + 1
                continue
        if named >= _FEWEST and (line is None or _is_over(at, lines)):
            yield range(start, stop)
        start = stop = at
        named = 0
        if line is None or at in taken or not _is_apart(at, lines):
            continue
        named = int(_is_named(line))
        if named or _titles_side(at, lines, taken):
            stop = at + 1


def _is_named(line: Line) -> bool:
    return _has_shape(line) or _holds_office(line)


def _has_shape(line: Line) -> bool:
    """Is this a name with an office, a telephone number or an address of the network?"""
    bare = line.bare
    if line.glued or not bare[0].isalpha():
        return False
    if ("@" in bare or bare[-1].isdigit()) and letters.REACHED.fullmatch(bare):
        return True
    office = ", " in bare and not bare.endswith(".") and letters.OFFICE.fullmatch(bare) is not None
    return office and LINKS.search(bare) is None and _SENTENCE.search(bare) is None


def _holds_office(line: Line) -> bool:
    """Is this a title, a name and an office?"""
    if line.glued or ", " not in line.bare or not _HOLDER.fullmatch(line.bare):
        return False
    return _SENTENCE.search(line.bare) is None and LINKS.search(line.bare) is None


def _titles_side(at: int, lines: Sequence[Line], taken: Container[int]) -> bool:
    """Is this the name of a side, "Testland", above two of its people?"""
    bare = lines[at].bare
    words = bare.replace(".", "").split()
    if len(bare) >= _TITLE or not bare[0].isupper() or not all(map(str.isalpha, words)):
        return False
    if LINKS.search(bare) or any(word[0].islower() and word not in _SMALL for word in words):
        return False
    places = range(at + 1, min(at + 1 + _FEWEST, len(lines)))
    tight = not any(
        lines[place].first or (lines[place].blanks and not lines[place].paged) for place in places
    )
    return len(places) == _FEWEST and tight and all(p not in taken and _is_named(lines[p]) for p in places)


def _is_apart(at: int, lines: Sequence[Line]) -> bool:
    """Does the line stand below a blank line, a colon or the short name of a side, "U.S."?"""
    if at == 0 or lines[at].blanks or lines[at].first:
        return True
    above = lines[at - 1]
    titled = bool(above.blanks or above.first) and above.length < _TITLE and LINKS.search(above.bare) is None
    return above.bare[-1] == ":" or titled


def _is_over(at: int, lines: Sequence[Line]) -> bool:
    """Does this line, below the block, stand apart, or begin something else: a number, the name of a side, or
    a heading above a number or a rule?"""
    line = lines[at]
    if line.blanks or line.first or line.paged or is_numbered(line):
        return True
    if line.bare[-1] == ":" and line.length < _TITLE and not is_terminal(line.bare[:-1]):
        return True
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and not is_terminal(line.bare) and (is_numbered(below) or is_rule(below))
