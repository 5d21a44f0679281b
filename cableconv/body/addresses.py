"""Postal addresses in running text: the line of a street or room, and the lines beside it; and addresses of
the network, a line each or over several.

Law of this file: a street alone proves nothing; only a street and a second short line without the
marks of a sentence, both with room for the next word, are an address.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from cableconv.grammar import letters
from cableconv.grammar.form import lazy
from cableconv.text.addresses import continues, is_address
from cableconv.text.lines import Habits, Line, fits
from cableconv.text.sentences import LINKS, is_terminal

_SHORT = 0.7  # of the width: no line of an address is as long
_ROOM = 8  # columns that a longer line leaves free beside the next word
_MOST = 5  # lines above or below the street
_JOINTS = frozenset("-/._?=&@%~+")  # signs behind which a wrapper breaks an address
_LONGEST = 2048  # characters of an address over several lines
_IN_CARE = frozenset(("c/", "at", "fa", "f.", "z.", "p/"))  # with which letters.IN_CARE begins
_SMALL = lazy(r"(?:of|the|and|for|de|la|du|von|van|al|at|&)\Z")


def address_lines(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """The places of the lines of postal addresses that have a street, a room or a box in them."""
    found: set[int] = set()
    short = _SHORT * habits.width
    for at, line in [(at, line) for at, line in enumerate(lines) if line.length < short]:
        if not _is_street(line) or at in taken or not _ends(at, lines, habits):
            continue
        address = {at}
        for step in (-1, 1):
            place = at + step
            while abs(place - at) <= _MOST and _is_beside(place, step, lines, habits, taken):
                address.add(place)
                place += step
        if len(address) > 1:
            found |= address
    return found


class Online(NamedTuple):
    """Places of lines with numbers and addresses, and of these, the ones that are the rest of an address."""

    kept: set[int]
    rests: set[int]


def online_lines(
    lines: Sequence[Line], habits: Habits, kept: Container[int], taken: Container[int]
) -> Online:
    """The places of telephone numbers and network addresses, alone on their lines, below a kept line or
    one another; and of the short lines beside them in a block that a colon introduces."""
    places = {
        at
        for at, line in enumerate(lines)
        if (line.bare[-1].isdigit() or "@" in line.bare or "://" in line.bare or "www." in line.bare)
        and at not in taken
        and not line.glued
        and letters.ONLINE.fullmatch(line.bare)
    }
    rests = _rests(lines, places, taken)
    wholes = places - rests
    found: set[int] = set()
    block = range(0)
    introduced = False
    for at in sorted(wholes):
        if at not in block:
            block = _block_of(at, lines)
            introduced = _is_introduced(block, lines, habits, places, rests, taken)
        above = not (lines[at].blanks or lines[at].first or lines[at].paged)
        below = at + 1
        while below in rests:
            below += 1
        if introduced:
            found.update(block)
        elif above and (at - 1 in kept or at - 1 in found):
            found.update(range(at, below))
        elif below in wholes and not (lines[below].blanks or lines[below].first or lines[below].paged):
            found.update(range(at, below + 1))
            while (below := below + 1) in rests:
                found.add(below)
    return Online(found, rests & found)


def _rests(lines: Sequence[Line], places: set[int], taken: Container[int]) -> set[int]:
    """Places of the lines that go on with the address which is the end of the line above; the first lines
    of such addresses, which may be none by themselves, are added to the places."""
    rests: set[int] = set()
    begun = ""  # the address as far as the lines above hold it
    ends = [at for at, line in enumerate(lines[:-1], 1) if line.bare[-1] in _JOINTS]
    for at in [at for at in ends if " " not in lines[at].bare]:
        above, line = lines[at - 1], lines[at]
        begun = begun + above.bare if at - 1 in rests else above.bare
        if at in taken or at - 1 in taken or line.blanks or line.paged or line.first or line.glued:
            continue
        if letters.ONLINE.fullmatch(line.bare):
            continue
        if len(begun) < _LONGEST and _goes_on(begun.rsplit(None, 1)[-1], line.bare):
            if at - 1 not in rests and letters.ONLINE.fullmatch(begun + line.bare):
                places.add(at - 1)
            if at - 1 in places or at - 1 in rests:
                rests.add(at)
    return rests


def _goes_on(token: str, following: str) -> bool:
    if token[-1] == "-":
        return is_address(token) and following[0].isalnum() and not following[0].isupper()
    return continues(token, following)


def _block_of(at: int, lines: Sequence[Line]) -> range:
    """The lines around this one that nothing parts."""
    first, stop = at, at + 1
    while first > 0 and not (lines[first].blanks or lines[first].first or lines[first].paged):
        first -= 1
    while stop < len(lines) and not (lines[stop].blanks or lines[stop].first or lines[stop].paged):
        stop += 1
    return range(first, stop)


def _is_introduced(
    block: range,
    lines: Sequence[Line],
    habits: Habits,
    places: Container[int],
    rests: Container[int],
    taken: Container[int],
) -> bool:
    """Does a colon introduce the block, all of whose lines are names, numbers and addresses that fill no
    line?"""
    first = block[0]
    several = 1 < sum(place not in rests for place in block) <= _MOST
    if first == 0 or lines[first - 1].bare[-1] != ":" or not several:
        return False
    short = _SHORT * habits.width
    plain = all(
        place in places
        or place in rests
        or (place not in taken and lines[place].length < short and is_named(lines[place].bare))
        for place in block
    )
    return plain and not lines[first].label


def _is_street(line: Line) -> bool:
    return (
        not line.glued
        and any(map(str.isdigit, line.bare))
        and letters.STREET.fullmatch(line.bare) is not None
    )


def _is_beside(place: int, step: int, lines: Sequence[Line], habits: Habits, taken: Container[int]) -> bool:
    """Does this line belong to the address of which the line after (-1) or before (1) it is one?"""
    if not 0 <= place < len(lines) or place in taken:
        return False
    line, lower = lines[place], lines[place + 1 if step < 0 else place]
    if lower.blanks or lower.first or lower.glued or line.glued or line.label:
        return False
    wide = line.length >= _SHORT * habits.width
    if wide and not (step < 0 and _leaves_much(line, lower, habits)):
        return False
    return (
        is_named(line.bare)
        and (lower.paged or _ends(place if step < 0 else place - 1, lines, habits))
        and (step < 0 or _ends(place, lines, habits))
    )


def _leaves_much(line: Line, below: Line, habits: Habits) -> bool:
    """Would the next word and some more have fitted at the end of a longer line, "Ambassador of the United
    States of America"?"""
    return fits(line, below, habits.width - max(_ROOM, habits.slack))


def _ends(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is there room for the next word, or no next line at all?"""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.blanks or below.first or below.paged:
        return True
    return fits(lines[at], below, habits.width - habits.slack)


def is_named(bare: str) -> bool:
    """Only names and numbers, no sentence: "Ministry of Trade", "Testville 1010", "c/o Ministry of Trade"."""
    begun = letters.IN_CARE.match(bare) if bare[:2].lower() in _IN_CARE else None
    if begun is not None and begun.end() < len(bare):
        bare = bare[begun.end() :]
    if is_terminal(bare) or LINKS.search(bare):
        return False
    words = bare.replace(",", " ").split()
    return all(not word[0].islower() or _SMALL.match(word) for word in words) and not words[0][0].islower()
