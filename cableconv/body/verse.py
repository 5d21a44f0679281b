"""Verse: blocks of lines that a poet ended, stanza by stanza, and what their page turned over.

Law of this file: a block is verse as a whole or not at all; a line that stands further right below a full
one is the rest of it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence, Set
from itertools import pairwise

from cableconv.body.announced import announced, introduces, is_inset, is_list_of_two, is_said
from cableconv.body.couplets import couplet
from cableconv.body.list_runs import closes_dash, opens_dash
from cableconv.body.marks import is_marked, is_numbered
from cableconv.body.stanzas import add_stanzas
from cableconv.body.tails import without_tail
from cableconv.grammar import entries, letters, markers
from cableconv.text.lines import EVEN, UNWRAPPED, Habits, Line, ends_early, fits, indent
from cableconv.text.sentences import IN_WORD, is_terminal, is_titled
from cableconv.text.verse import (
    ANNOUNCED,
    COLUMN,
    FEWEST,
    LONGEST,
    NEW_SENTENCE,
    QUOTES,
    endings_of,
    is_filled,
    is_staggered,
    is_verse,
    may_be_verse,
)
from cableconv.text.wrapped import are_entries

_DEEPER = 2  # columns by which the rest of a line stands further right
_TURNED = 2  # lines with a rest, where there are no more than two
_STARTS = 4  # places in a block at which verse is looked for below the words that introduce it
_FULL = 0.6  # of the width: a line that a wrapper ended for want of room is longer
_ROOM = 6  # columns that the line above verse leaves free when nothing else parts them
_NARROWER = 3  # columns by which inset prose is narrower than the text
_NO_CHANCE = 5  # lines of verse of which none leaves the next word room are seldom more
_REDACTED = "XXXXX"


class Verse:
    """Places of lines of verse: kept as they stand, and, of these, turned: the rest of the line above;
    filled: places of the lines of blocks that a wrapper filled, however narrow; sung: of verse below words
    that announce it."""

    __slots__ = ("filled", "kept", "sung", "turned")

    def __init__(self) -> None:
        self.kept: set[int] = set()
        self.turned: set[int] = set()
        self.filled: set[int] = set()
        self.sung: set[int] = set()


def verse_of(
    lines: Sequence[Line],
    habits: Habits,
    apart: Container[int],
    begun: Collection[int],
    kept: Set[int],
) -> Verse:
    """The verse of a text.

    apart: places of rows, rules, headings, signatures; begun: of lines that begin items, turns of
    speakers and the like; kept: of lines that are kept anyway.
    """
    found = Verse()
    pairs: list[range] = []
    for whole in _blocks(lines, apart):
        block = without_tail(whole, lines, habits)
        if len(block) < FEWEST:
            if _is_kept(block, lines, habits, begun) or is_list_of_two(block, lines, habits, begun):
                found.kept.update(block)
                continue
            found.kept.update(couplet(block, lines, habits, begun))
            taken = kept >= set(block) or any(at in begun or _is_marked(lines[at]) for at in block)
            pairs += [] if taken else [block]  # the closing of a letter is kept, and no stanza
            continue
        some = _of(lines, block)
        if announced(block, lines) < ANNOUNCED and _fills_itself(some, habits):
            found.filled.update(block)
            continue
        if is_numbered(some[0]) and _runs_in(some, habits) and not any(at in begun for at in block[1:]):
            found.kept.update(block[1:])
            continue
        filled = not (kept.isdisjoint(block) or is_staggered(some) or are_entries(some))
        filled = filled and not (habits.slack <= EVEN and min([line.length for line in some]) > habits.width)
        if filled and is_filled(endings_of(some), some[-1].length, habits.width):
            found.filled.update(block)
            continue
        parts = _parts(block, lines, habits)
        part = next(
            (
                part
                for part in parts
                if _is_kept(part, lines, habits, begun) or is_list_of_two(part, lines, habits, begun)
            ),
            None,
        )
        if part is None and (two := couplet(block, lines, habits, begun)):
            found.kept.update(two)
        elif part is None and introduces(lines[block[-3]], lines[block[-2]], habits):
            pairs.append(block[-2:])  # a first stanza of two lines, right below the words that introduce it
        if part is not None:
            found.kept.update(part)
            if announced(part, lines) >= ANNOUNCED:
                found.sung.update(part)
            found.turned.update(_turned(part, lines, habits))
    add_stanzas(pairs, lines, habits, found.kept, kept)
    return found


def _runs_in(some: Sequence[Line], habits: Habits) -> bool:
    """Does verse run in with a paragraph's number: each line leaves much room and the next begins with a
    capital, and most end with a mark?"""
    room = habits.width - habits.slack - _ROOM
    if len(some) <= FEWEST or not all(fits(above, below, room) for above, below in pairwise(some)):
        return False
    endings = endings_of(some)
    return (
        all(ending.capital for ending in endings)
        and 3 * sum(ending.stop for ending in endings) >= 2 * len(endings)
        and not any(ending.link for ending in endings)
        and not any(NEW_SENTENCE.search(line.bare) for line in some[1:])
        and not any(map(_is_marked, some[1:]))
    )


def _fills_itself(some: Sequence[Line], habits: Habits) -> bool:
    """Prose that was inset, and wrapped narrower than the text: no line leaves the next word room as far as
    the longest goes, and a sentence ends in mid line, or the lines are too many for chance?"""
    longest = max([line.length for line in some])
    inset = some[0].text[0].isspace() and longest <= habits.width - _NARROWER and not are_entries(some)
    if longest - indent(some[0]) < COLUMN * habits.width:
        return False
    if not inset or any(indent(line) != indent(some[0]) or line.bare[0] == "(" for line in some[1:]):
        return False
    if any(above.length + 1 + below.word <= longest for above, below in pairwise(some)):
        return False
    if any(NEW_SENTENCE.search(line.bare) for line in some):
        return True
    return len(some) > _NO_CHANCE and not all(ending.capital for ending in endings_of(some))


def _blocks(lines: Sequence[Line], apart: Container[int]) -> Iterator[range]:
    """Runs of lines that nothing parts, no number or mark of an item and no closing of a letter."""
    start = 0
    for at in range(1, len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        parted = (
            line is None
            or line.blanks
            or line.paged
            or line.first
            or line.glued
            or _begins_item(lines[at - 1], line)
            or (line.bare[-1] == "," and letters.CLOSING.fullmatch(line.bare))
        )
        if parted or at in apart or at - 1 in apart:
            if start not in apart and at - start > 1:
                yield range(start, at)
            start = at


def _begins_item(above: Line, line: Line) -> bool:
    """Does the mark of a paragraph or of an item begin the line, and no dash of the sentence above?"""
    return _is_marked(line) and not (opens_dash(line, above) or closes_dash(line, above))


def _parts(block: range, lines: Sequence[Line], habits: Habits) -> Iterator[range]:
    """The block, if it begins like verse, and what stands in it below words that introduce it."""
    starts = 0
    stop = block[-1] + 1 - _ends_in_heading(block, lines)
    for at in block[:-1]:
        line = lines[at]
        if at == block[0]:
            below = lines[at + 1]  # an indent sets verse off from the words that introduce it
            inset = line.bare[-1] == ":" and (
                indent(line) < indent(below)
                or (" " not in line.bare and below.length > _FULL * habits.width)  # "Agriculture:"
                or is_said(line, stop - at)
                or markers.MARKER_HEADING.fullmatch(line.bare) is not None
            )
            opens = not inset and not _is_marked(line) and not _goes_on(at, lines)
        else:
            opens = introduces(lines[at - 1], line, habits) or _widens(range(at, stop), lines, habits)
            opens = opens or (line.text[0].isspace() and is_inset(range(at, stop), lines, habits))
        if opens and _TURNED <= stop - at <= LONGEST:
            yield range(at, stop)
            starts += 1
        if starts == _STARTS:
            return


def _widens(part: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Are these lines, right below the end of a sentence, all longer than the text's wrapper makes any?"""
    if habits.slack > EVEN or lines[part[0]].length <= habits.width:
        return False
    return is_terminal(lines[part[0] - 1].bare) and all(lines[at].length > habits.width for at in part)


def _ends_in_heading(block: range, lines: Sequence[Line]) -> bool:
    """Is the last line a title between the end of a sentence, of an address or of what is inset, and a
    paragraph number, nothing parting them?"""
    at = block[-1]
    if at + 1 >= len(lines) or lines[at + 1].blanks or not lines[at + 1].label:
        return False
    title = lines[at].bare.strip("* ")
    above = lines[at - 1]
    over = (
        is_terminal(above.bare)
        or (above.bare[-1].isdigit() and title.count(" ") > 1)
        or indent(lines[at]) < indent(above)
    )
    return is_titled(title) and title[-1] not in ".,;!" and over and not any(map(str.isdigit, title))


def _goes_on(at: int, lines: Sequence[Line]) -> bool:
    """Does the line go on with a sentence over a page break or behind a piece that was cut out?"""
    line = lines[at]
    return at > 0 and not line.first and (line.paged or line.glued) and not is_terminal(lines[at - 1].bare)


def _of(lines: Sequence[Line], part: range) -> Sequence[Line]:
    return lines[part.start : part.stop]


def _is_kept(part: range, lines: Sequence[Line], habits: Habits, begun: Collection[int]) -> bool:
    some = _of(lines, part)
    if any(line.length > UNWRAPPED for line in some):
        return False
    width = habits.width - habits.slack if habits.slack <= EVEN else 0
    lean = announced(part, lines)
    inset = any(line.text[0].isspace() for line in some)
    if not (may_be_verse(some, width) or inset or lean >= ANNOUNCED):
        return False
    if any(at in begun for at in part) or any(map(_is_marked, some)) or _are_bullets(some):
        return False
    sung = lean >= ANNOUNCED and fits(some[0], some[1], habits.width - _ROOM)
    if not sung and _is_titled_prose(some, width):
        return False
    if any(_REDACTED in line.bare for line in some) or _are_sentences(part, lines):
        return False
    if _turned(part, lines, habits) or (is_staggered(some) and _leaves_room(some, habits)):
        return True
    left = min([indent(line) for line in some])
    above = lines[part[0]]
    apart = left >= _DEEPER or (above.blanks > 0 and entries.TURN.match(above.bare) is None)
    fewest = _TURNED if lean > 0 and apart and not _goes_over_page(part, lines) else FEWEST
    return is_verse(endings_of(some), some[-1].length, width, left=left, lean=lean, fewest=fewest)


def _goes_over_page(part: range, lines: Sequence[Line]) -> bool:
    """Does a page alone part these lines from one as far to the right that a sentence goes on in?"""
    last, below = lines[part[-1]], lines[part[-1] + 1 : part[-1] + 2]
    return any(
        line.paged and line.bare[0].islower() and indent(line) == indent(last) for line in below
    ) and not is_terminal(last.bare)


def _leaves_room(some: Sequence[Line], habits: Habits) -> bool:
    """Does every line leave the next word room?"""
    return all(fits(above, line, habits.width - habits.slack) for above, line in pairwise(some))


def _is_titled_prose(some: Sequence[Line], width: int) -> bool:
    """Does a title without a stop stand above lines none of which leaves the next word room?"""
    title = some[0].bare
    titled = title[-1] not in ".,;:!?-" and is_titled(title) and " " in title
    return titled and not may_be_verse(some[1:], width)


def _are_sentences(part: range, lines: Sequence[Line]) -> bool:
    """Is each line a sentence, which nothing introduces and no indent sets off?"""
    first = lines[part[0]]
    introduced = part[0] > 0 and lines[part[0] - 1].bare.endswith(":")
    ended = all(is_terminal(line.bare) and not line.bare[0].islower() for line in _of(lines, part))
    return ended and not introduced and not first.text[0].isspace()


def _are_bullets(some: Sequence[Line]) -> bool:
    """Is the "o" that begins several lines a bullet, and no "o bell, o sail" of a poet?"""
    return sum(line.bare[:2] == "o " for line in some) > 1


def _is_marked(line: Line) -> bool:
    """Does the line begin with the mark of a paragraph or of an item?"""
    return line.bare[:2] != "o " and is_marked(line)


def _turned(part: range, lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines that are the rest of the full line above them, which stands further left; none
    unless all lines of the part are such rests or begin with a capital and end where they are over."""
    left = min(indent(lines[at]) for at in part)
    rests = {at for at in part if indent(lines[at]) >= left + _DEEPER}
    heads = [at for at in part if at not in rests]
    with_rest = sum(at + 1 in rests for at in heads)
    if not rests or part[0] in rests or len(heads) < (FEWEST if with_rest < _TURNED else _TURNED):
        return set()
    if any(indent(lines[at]) != left or not lines[at].bare.lstrip(QUOTES)[:1].isupper() for at in heads):
        return set()
    if any(
        ends_early(lines[at - 1], lines[at], habits, indent(lines[at]) - left)
        and not IN_WORD.search(lines[at - 1].bare)
        for at in rests
    ):
        return set()  # there was room: something else is indented
    full = [
        at - 1
        for at in heads[1:]
        if at - 1 not in rests and not ends_early(lines[at - 1], lines[at], habits, 0)
    ]
    return rests if len(full) <= with_rest else set()
