"""Prose right below verse, an address or a list of names, with no blank line to part them.

Law of this file: told by the shape of the lines alone. Above such prose a line leaves much room; its own
lines, but for the last, leave none, and are wider than all lines above in the block.
"""

from collections.abc import Sequence

from cableconv.text.lines import EVEN, Habits, Line, fits, indent, is_deeper
from cableconv.text.sentences import is_terminal
from cableconv.text.verse import QUOTES

_ROOM = 5  # columns that the line above leaves free, beyond the first word
_FEWEST = 2  # lines of what stands above
_WIDER = 4  # columns by which the lines of prose that a wrapper filled are wider than those above
_FULL = 2  # full lines of prose in capitals, at least
_NARROW = 0.7  # of the width: a shorter line ends for other reasons than a wrapper's
_CHANCE = 3  # columns by which a text's longest line may be longer than its others
_LINKING = frozenset(  # words of sentences
    {"A", "AN", "AND", "ARE", "AS", "AT", "BE", "BUT", "BY", "FOR", "FROM", "HAD", "HAS", "HAVE", "HE", "HIS"}
    | {"IN", "IS", "IT", "ITS", "MAY", "NOT", "OF", "ON", "OR", "SHE", "THAT", "THE", "THEIR", "THEY", "THIS"}
    | {"TO", "WAS", "WE", "WERE", "WHICH", "WHO", "WILL", "WITH", "WOULD"}
)
_SMALL = 3  # words in small letters of a line of prose, at least


def without_tail(block: range, lines: Sequence[Line], habits: Habits) -> range:
    """The block without the paragraph that its last lines are."""
    at = _begin_of_dedented(block, lines) or _begin_of_tail(block, lines, habits)
    return range(block.start, at) if at else block


def _begin_of_dedented(block: range, lines: Sequence[Line]) -> int:
    """The place of the sentence that stands further left than the inset names above it; 0 without any."""
    start = block.start + (lines[block[0]].bare[-1] == ":")  # the words that introduce the names
    left = indent(lines[start])
    at = next((at for at in range(start, block.stop) if indent(lines[at]) < left - _FEWEST), 0)
    if at - start < _FEWEST or not is_terminal(lines[block[-1]].bare):
        return 0
    names = all(not is_terminal(lines[above].bare) for above in range(start, at))
    outside = all(indent(lines[below]) < left - _FEWEST for below in range(at, block.stop))
    return at if names and outside and lines[at].bare[0].isupper() and _is_prose(lines[at].bare) else 0


def _begin_of_tail(block: range, lines: Sequence[Line], habits: Habits) -> int:
    """The place at which prose begins that the block ends with; 0 without any."""
    last = block[-1]
    if habits.slack > EVEN or not is_terminal(lines[last].bare):
        return 0
    width = habits.width - habits.slack
    at = last
    while (
        at - block.start >= _FEWEST
        and _runs_on(lines[at - 1], lines[at], width)
        and not _changes_case(lines[at - 1], lines[at])
    ):
        at -= 1
    above, first = lines[at - 1], lines[at]
    if at == last or at - block.start < _FEWEST:
        return 0
    if last - at < _FULL and first.bare.isupper() and above.bare.isupper():
        return 0  # a line of verse in capitals may be full by chance
    if not (fits(above, first, width - _ROOM) or _changes_case(above, first)):
        return 0
    if not (first.bare.lstrip(QUOTES)[:1].isupper() or is_deeper(above, first)) or indent(first) > indent(
        above
    ):
        return 0  # "and" goes on with the sentence above an inset list
    top = at - 1
    while top > block.start and _goes_on(lines[top - 1], lines[top], habits):
        top -= 1
    if top > block.start and is_deeper(lines[top], lines[top - 1]) and not is_deeper(above, first):
        return 0  # an entry of a list that is inset
    widest = max(lines[place].length for place in range(top, at))
    wide = 2 * sum(lines[place].length >= widest + _WIDER for place in range(at, last)) >= last - at
    poem = all(_is_verse_end(lines[place], lines[place + 1]) for place in range(at, last))
    return (
        at
        if at - top >= _FEWEST and wide and _is_prose(f"{first.bare} {lines[at + 1].bare}") and not poem
        else 0
    )


def _runs_on(above: Line, line: Line, width: int) -> bool:
    """Does prose run on here: the next word has no room, or so little that only a longest line had more?"""
    if not fits(above, line, width):
        return True
    small = line.bare[0].islower() and above.bare[-1].isalnum()
    return small and not fits(above, line, width - _CHANCE)


def _goes_on(above: Line, line: Line, habits: Habits) -> bool:
    """Does an address or a poem go on with this line: is the one above none that introduces it?"""
    return above.bare[-1] != ":" and (
        above.length < _NARROW * habits.width or fits(above, line, habits.width - habits.slack)
    )


def _changes_case(above: Line, line: Line) -> bool:
    """Do capitals end above this line?"""
    return above.bare.isupper() and not line.bare.isupper()


def _is_verse_end(above: Line, line: Line) -> bool:
    """A capital below a stop: so do most lines of a poem end, few of prose."""
    return above.bare[-1] in ".,;:!?" and line.bare.lstrip(QUOTES)[:1].isupper()


def _is_prose(bare: str) -> bool:
    """Do small words, or in capitals those that no name has many of, stand in these lines?"""
    words = bare.split()
    if bare.isupper():
        return sum(word in _LINKING for word in words) >= _FEWEST
    return sum(word.islower() for word in words) >= _SMALL
