"""Entries of a list, articles of a law and sentences of a letter that go on in the line below.

Law of this file: among kept lines only, all other lines of whose block begin with a capital or a number. What
goes on stands below a line that had no room for it, or in the middle of two numbers with a hyphen between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cableconv.body.marks import is_marked
from cableconv.grammar import letters
from cableconv.grammar.form import lazy
from cableconv.text.lines import EVEN, Habits, Line, fits, indent
from cableconv.text.sentences import IN_WORD, LINKS, is_abbreviated, is_terminal

_NARROW = 0.75  # of the width: a shorter line ends for other reasons than a wrapper's
_LONGEST = 60  # lines of a list that is looked at for it
_FEWEST = 3  # entries whose sign, a colon or comma, the rest of one does not have
_NUMBER_OPEN = lazy(r"(?P<number>\d+)-\Z")
_NUMBER_REST = lazy(r"(?P<number>\d{2,4})(?![\w./:-]|,\d)")  # "1990; Lawyer", but no "12:30" and no date
_YEAR = lazy(r"(?:1[89]|20)\d\d")


def rests_of(lines: Sequence[Line], habits: Habits, kept: Collection[int]) -> set[int]:
    """Places of the kept lines that are the rest of the one above."""
    found: set[int] = set()
    for block in _blocks(lines, kept):
        cut = [at for at in block[1:] if not is_marked(lines[at]) and _may_go_on(at, block[0], lines)]
        rests = {at for at in cut if _is_rest(lines[at - 1], lines[at], habits)}
        heads = [at for at in block if at not in rests]
        named = {at for at in cut if at not in rests and _is_unlike(at, block, rests, lines, habits)}
        if len(named) == 1:
            rests |= named
            heads = [at for at in heads if at not in named]
        if rests and len(heads) > 1 and all(_begins_entry(lines[at]) for at in heads):
            found |= rests
    return found


def _blocks(lines: Sequence[Line], kept: Collection[int]) -> Iterator[range]:
    """Runs of kept lines that nothing parts."""
    run: list[int] = []
    for at in sorted(kept):
        line = lines[at]
        if run and (at != run[-1] + 1 or line.blanks or line.paged or line.first or line.glued):
            yield range(run[0], run[-1] + 1)
            run = []
        run.append(at)
    if run:
        yield range(run[0], run[-1] + 1)


def _may_go_on(at: int, first: int, lines: Sequence[Line]) -> bool:
    """Is the line above open, no line with a number, and this one as far to the right?"""
    above = lines[at - 1]
    open_end = not is_terminal(above.bare) or is_abbreviated(above.bare)
    return open_end and not is_marked(above) and indent(lines[at]) >= indent(lines[first])


def _is_rest(above: Line, line: Line, habits: Habits) -> bool:
    bare = line.bare
    number = _NUMBER_OPEN.search(above.bare)
    if number:
        rest = _NUMBER_REST.match(bare)
        return rest is not None and not _is_earlier(rest["number"], number["number"])
    if not _is_full(above, line, habits):
        return False
    linked = above.bare[-1] != "," and LINKS.search(above.bare) is not None
    return bare[0].islower() or linked or is_abbreviated(above.bare) or bool(IN_WORD.search(above.bare))


def _is_earlier(number: str, than: str) -> bool:
    """Is this a year before the other, with which another entry begins ("since 2003-", "1998 to 2003")?"""
    years = _YEAR.fullmatch(number) is not None and _YEAR.fullmatch(than) is not None
    return years and int(number) <= int(than)


def _is_full(above: Line, line: Line, habits: Habits) -> bool:
    """Had the line above, as long as the text is wide, no room for the first word of this one?"""
    full = not fits(above, line, habits.width - habits.slack)
    return habits.slack <= EVEN and above.length >= _NARROW * habits.width and full


def _is_unlike(at: int, block: range, rests: Collection[int], lines: Sequence[Line], habits: Habits) -> bool:
    """Is this the rest of a full line, as it has no colon or comma, unlike all entries of the block?"""
    if len(block) > _LONGEST or not _is_full(lines[at - 1], lines[at], habits):
        return False
    if letters.GREETING.fullmatch(lines[at].bare):
        return False  # below the head of a mail
    others = [lines[place].bare for place in block if place not in rests and place != at]
    if len(others) < _FEWEST:
        return False
    return any(
        sign not in lines[at].bare and all(sign in bare[:-1] for bare in others) for sign in (": ", ", ")
    )


def _begins_entry(line: Line) -> bool:
    return not line.bare[0].islower()
