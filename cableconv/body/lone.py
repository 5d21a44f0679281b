"""Blocks of one short line that blank lines part and that begin in small letters: addresses of the network
one below the other, the words of a glossary, the entries of a list.

Law of this file: a sentence over a stray blank line looks much the same, so one such block proves nothing;
two prove it where nothing in them goes on.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from cableconv.grammar.form import lazy
from cableconv.text.lines import Habits, Line, indent
from cableconv.text.sentences import IN_WORD, LINKS, is_abbreviated, is_terminal

_SHORT = 0.5  # of the width: no such line is as long, unless it is one address
_ADDRESS = lazy(r"(?i)<?(?:(?:https?|ftp)://|www\.|mailto:)[^\s@]{3,}|<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?;?")
_FILE = lazy(r"(?:[A-Za-z]:|\\)\\(?:\S+|[\w. \\-]*\.\w{2,4})")  # "i:\econ\loan.doc"
_GOES_ON = lazy(  # words that no entry of a list begins with
    r"(?:about|after|and|are|as|at|because|been|before|but|by|during|for|from|had|has|have|he|in|into|is|it|nor|of"
    r"|on|or|over|she|should|than|that|they|this|to|under|until|was|were|when|where|which|while|who|whom|whose"
    r"|will|with|within|without|would)\b"
)


def lone_lines(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """Places of the lines in small letters that begin such a block below another."""
    lower = {
        at for at, line in enumerate(lines) if line.blanks and at and _may_begin(line) and at not in taken
    }
    if not lower:
        return set()
    found: set[int] = set()
    for at in [at for at in sorted(lower) if _is_address(at, lines)]:
        above = _block_above(at, lines)
        if lines[above].blanks and not lines[above].paged and _is_address(above, lines):
            found.add(at)
            if above in lower and is_terminal(lines[above - 1].bare):
                found.add(above)  # below the words that introduce the two
    for run in _runs(lines, habits, taken):
        found.update(at for at in run[1:] if at in lower)
    return found


def _may_begin(line: Line) -> bool:
    return not (line.paged or line.first or line.glued) and line.bare[0].islower()


def _is_address(at: int, lines: Sequence[Line]) -> bool:
    """Is the first line of a block nothing but an address of the network or a file?"""
    bare = lines[at].bare
    return _ADDRESS.fullmatch(bare) is not None or _FILE.fullmatch(bare) is not None


def _block_above(at: int, lines: Sequence[Line]) -> int:
    """The first line of the block above, if no blanks stand in it, however many lines it goes over."""
    first = at - 1
    while first > 0 and not (lines[first].blanks or lines[first].first or " " in lines[first].bare):
        first -= 1
    return first


def _runs(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> Iterator[list[int]]:
    """Blocks of one line each, one below the other, below the end of a sentence; nothing goes on below."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if run and not (_is_parted(at, lines) and at not in taken and _is_entry(line, habits)):
            if _is_over(run, lines):
                yield run
            run = []
        if at in taken or not (_is_parted(at, lines) and _is_entry(line, habits)):
            continue
        if run or is_terminal(lines[at - 1].bare):
            run.append(at)
    if run and _is_over(run, lines):
        yield run


def _is_parted(at: int, lines: Sequence[Line]) -> bool:
    """Is the line a block of its own?"""
    if at == 0:
        return False
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    parted = line.blanks and not (line.paged or line.first or line.glued)
    return bool(parted) and (below is None or bool(below.blanks or below.first))


def _is_entry(line: Line, habits: Habits) -> bool:
    """Is the line short, and do its words neither end a sentence nor go on with one?"""
    if line.length >= _SHORT * habits.width or is_terminal(line.bare) or line.label:
        return False
    goes_on = LINKS.search(line.bare) or IN_WORD.search(line.bare) or is_abbreviated(line.bare)
    return not goes_on and _GOES_ON.match(line.bare) is None


def _is_over(run: Sequence[int], lines: Sequence[Line]) -> bool:
    """Are these two or more at one column, below which no sentence goes on?"""
    below = lines[run[-1] + 1] if run[-1] + 1 < len(lines) else None
    ended = below is None or below.first or not below.bare[0].islower()
    return len(run) > 1 and ended and len({indent(lines[at]) for at in run}) == 1
