"""Headings that a wrapper broke: two or three lines of one title, above the number of a paragraph.

Law of this file: every line but the last is full, or a phrase or capitals run on from it; the words are a
title's; in a text of capitals, where nothing tells titles, the lines are full, and blank lines part them from
whole sentences on both sides.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from cableconv.body.marks import is_marked, is_numbered, is_office
from cableconv.body.roles import Role
from cableconv.body.titles import without_portion
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.text.lines import Habits, Line, fits
from cableconv.text.sentences import EDGES, LINKS, SMALL, is_terminal

_MOST = 3  # lines of a title
_PAIR = 2
_SHORT = 0.8  # of the width: the last line above a number that lost nothing may be shorter
_LONG = 0.6  # of the width: lines of capitals that a title was broken into
_CAPITALS = 0.8  # of the lines of a text of capitals
_SENTENCE = lazy(r"[^\W\d_]{3}[.;?!][\"')]*\s")  # the end of one, inside the words


def wrapped_titles(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> dict[int, Role]:
    """Their lines with their roles. taken: places of rows, rules, items, headings and signatures."""
    numbers = [at for at, line in enumerate(lines) if at and _begins_paragraph(line)]
    blocks = [block for at in numbers for block in _block_above(at, lines, habits, taken)]
    if not blocks:
        return {}
    capitals = sum([line.bare.isupper() for line in lines]) > _CAPITALS * len(lines)
    over = {block.stop for block in blocks}
    whole = all(at in over or at - 1 in taken or _ends(lines[at - 1], habits) for at in numbers)
    roles: dict[int, Role] = {}
    for block in blocks:
        if block.start not in roles and _is_title(block, lines, habits, capitals=capitals, whole=whole):
            roles[block.start] = Role.HEADING
            roles.update((place, Role.HEADING_MORE) for place in block[1:])
    return roles


def _begins_paragraph(line: Line) -> bool:
    return not line.glued and is_numbered(line) and line.word < len(line.bare)  # not "19.", a sentence's last


def _ends(line: Line, habits: Habits) -> bool:
    """Is this no line of a paragraph that lost its end?"""
    return is_terminal(line.bare) or line.length < _SHORT * habits.width


def _block_above(at: int, lines: Sequence[Line], habits: Habits, taken: Container[int]) -> Iterator[range]:
    """The filled lines right above, as far as they may be one title."""
    for start in range(at - 2, max(-1, at - _MOST - 1), -1):
        block = range(start, at)
        if any(place in taken for place in block) or not _is_filled(block, lines, habits):
            return
        first = lines[start]
        if is_marked(first) and without_portion(first) is first:
            return
        above = lines[start - 1] if start else None
        if first.first or first.blanks or above is None or is_terminal(above.bare):
            yield block
            return


def _is_filled(block: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Does nothing part the lines, and has the next word of each no room, or do they run on?"""
    verse = len(block) > _PAIR or _goes_over_page(block.start, lines, habits)  # it ends where it likes
    for at in block[:-1]:
        line, below = lines[at], lines[at + 1]
        if below.blanks or below.paged or below.first or below.glued or is_marked(below):
            return False
        if fits(line, below, habits.width - habits.slack) and not _runs_on(line, below, habits, verse=verse):
            return _stands_apart(block, lines, habits)
    return True


def _stands_apart(block: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Do blank lines part two lines from the text around them, the first long and the second shorter? A
    drafter may break a title a word before the end of the line."""
    first, last = lines[block.start], lines[block.stop - 1]
    if block.start and lines[block.start - 1].bare[-1] == ":":
        return False  # a name, an address
    apart = first.blanks > 0 and not first.paged and lines[block.stop].blanks > 0 and len(block) == _PAIR
    shaped = first.length > _SHORT * habits.width and last.length < _LONG * habits.width
    return apart and shaped and not first.bare.isupper() and not (habits.double_spaced or habits.stray_blanks)


def _goes_over_page(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Do lines in capitals that leave room go on here from the page before?"""
    if not (at and lines[at].paged and lines[at].bare.isupper()):
        return False
    above = lines[at - 1]
    return above.bare.isupper() and not is_terminal(above.bare) and fits(above, lines[at], habits.width)


def _runs_on(line: Line, below: Line, habits: Habits, *, verse: bool) -> bool:
    """Does a phrase go over both lines, "Exports of Sugar" / "and Tea", or are they long ones of capitals?
    verse: capitals may be those of verse."""
    capitals = (
        not verse and line.bare.isupper() and below.bare.isupper() and line.length > _LONG * habits.width
    )
    return capitals or below.bare[0].islower() or LINKS.search(line.bare) is not None


def _is_title(block: range, lines: Sequence[Line], habits: Habits, *, capitals: bool, whole: bool) -> bool:
    """Are these the words of a title? capitals: the text is in capitals; whole: no paragraph lost its end."""
    first, below = lines[block.start], lines[block.stop]
    title = without_portion(first)
    above = None if first.first or not block.start else lines[block.start - 1]
    full = not any(fits(lines[at], lines[at + 1], habits.width - habits.slack) for at in block[:-1])
    offices = [is_office(lines[at].bare) for at in block]
    if not full and (any(offices) or (above is not None and above.bare[-1] == ":")):
        return False  # "Ann Sample, Director of the Authority" / "of the Port"
    words = " ".join([title.bare, *[lines[at].bare for at in block[1:]]])
    if first.glued or not _may_be_title(words):
        return False
    if not words.isupper():
        return _are_titled(words) and not all(offices)
    if not capitals:
        return True
    full = full or (":" in first.bare and first.blanks > 0)
    ended = above is None or is_terminal(above.bare)
    apart = first.blanks > 0 and (below.blanks > 0 or below.paged)
    early = habits.solid and above is not None and fits(above, first, habits.width - habits.slack)
    return whole and full and title is first and ended and (first.first or apart or early)


def _may_be_title(words: str) -> bool:
    """Do the words end as titles do, and hold no end of a sentence and no marker?"""
    if is_terminal(words.rstrip("?!")) or words[-1] in ",-" or words[-5:].upper() in ("QUOTE", "UNQTE"):
        return False
    return not (_SENTENCE.search(words) or markers.MARKER_END.search(words) or LINKS.search(words))


def _are_titled(words: str) -> bool:
    """Do all longer words begin with a capital, several at least?"""
    longer = [word for word in words.split() if len(word.strip(EDGES)) > 3 and word not in SMALL]
    return len(longer) > _MOST and all(not word.lstrip(EDGES)[:1].islower() for word in longer)
