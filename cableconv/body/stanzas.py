"""Stanzas of two lines, which by themselves are too short to be told from prose.

Law of this file: two lines are weighed together with their neighbours, or stand beside verse that is shaped
as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from cableconv.text.lines import EVEN, Habits, Line, fits, indent
from cableconv.text.verse import endings_of, is_verse

_STANZAS = 12  # of two lines each that are weighed together, at most
_ROOM = 3  # columns that the first of two lines leaves free, beyond the next word
_WIDER = 12  # columns by which a stanza of two lines may be wider than the one beside it


def add_stanzas(
    pairs: Sequence[range], lines: Sequence[Line], habits: Habits, verse: set[int], kept: Set[int]
) -> None:
    """Add the stanzas among these blocks of two lines to the places of the verse that is known.

    kept: places of other lines that stand as they are.
    """
    for group in _neighbours(pairs, lines):
        first = next((n for n in range(len(group) - 1) if _are_stanzas(group[n:], lines, habits)), None)
        if first is not None:
            verse.update(*group[first:])
    for pair in pairs:
        if _is_stanza(pair, lines, habits, verse) or _is_stanza(pair, lines, habits, kept):
            verse.update(pair)


def _neighbours(pairs: Sequence[range], lines: Sequence[Line]) -> Iterator[list[range]]:
    """Blocks of two lines in a row, a blank line between them."""
    group: list[range] = []
    for pair in pairs:
        full = len(group) == _STANZAS
        if group and (full or group[-1].stop != pair.start or lines[pair.start].blanks != 1):
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _are_stanzas(group: Sequence[range], lines: Sequence[Line], habits: Habits) -> bool:
    """Are the line ends inside these blocks of two lines, taken together, those of verse?"""
    endings = [ending for pair in group for ending in endings_of(lines[pair.start : pair.stop])]
    if habits.slack > EVEN or not any(lines[pair[0]].bare[-1] not in ".?!" for pair in group):
        return False
    bound = habits.width - habits.slack
    full = [pair for pair in group if lines[pair[0]].length + 1 + lines[pair[1]].word > bound]
    if any(lines[pair[1]].bare[-1] == "." or not lines[pair[1]].bare[0].isupper() for pair in full):
        return False  # two lines of prose
    return is_verse(endings, max(lines[pair[1]].length for pair in group), bound)


def _is_stanza(pair: range, lines: Sequence[Line], habits: Habits, kept: Set[int]) -> bool:
    """Are two lines by themselves a stanza: beside lines of verse, as they are shaped?"""
    first = lines[pair[0]]
    if first.bare[-1] == ":":
        return False  # a title: "Agriculture:"
    beside: list[range] = []
    if first.blanks == 1 and pair[0] - 1 in kept:
        beside.append(_stanza_at(pair[0] - 1, -1, lines, kept))
    if pair[1] + 1 in kept and lines[pair[1] + 1].blanks == 1:
        beside.append(_stanza_at(pair[1] + 1, 1, lines, kept))
    return any(_is_like(pair, other, lines, habits) for other in beside)


def _stanza_at(at: int, step: int, lines: Sequence[Line], kept: Set[int]) -> range:
    """The kept lines that end (-1) or begin (1) here, up to a blank line."""
    stop = at
    while stop + step in kept and not lines[stop if step < 0 else stop + step].blanks:
        stop += step
    return range(stop, at + 1) if step < 0 else range(at, stop + 1)


def _is_like(pair: range, other: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Is the pair as wide as the stanza beside it, as far right, and do its lines begin as those do?"""
    first, second = lines[pair[0]], lines[pair[1]]
    nearest = lines[other[-1] if other[-1] < pair[0] else other[0]]
    if indent(nearest) != indent(first):
        return False
    if first.bare.isupper() and not fits(first, second, habits.width - habits.slack):
        return False  # in capitals two lines of prose begin as those of verse do
    small = [line.bare[0].islower() for line in (first, second)]
    alike = small[0] == small[1] == nearest.bare[0].islower()
    alike = alike or small == [lines[at].bare[0].islower() for at in other]
    widest = max(first.length, second.length)
    if alike and widest <= nearest.length + _WIDER:
        return True
    room = fits(first, second, habits.width - habits.slack - _ROOM)
    return alike and room and widest <= max(lines[at].length for at in other) + _WIDER
