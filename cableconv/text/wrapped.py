"""How the lines of a text were wrapped: to which width, how evenly, and which of them tell nothing of it.

Law of this file: it reads lines and gives numbers. 5 FAH-1 H-246.1 sets 55 characters a line, later systems
60 to 69, so the width is estimated for every document.
"""

from collections.abc import Container, Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import ceil

from cableconv.text.lines import EVEN, UNWRAPPED, Line, begins_with_letter, fits, indent, is_parted
from cableconv.text.sentences import LINKS, is_terminal
from cableconv.text.sung import SUNG
from cableconv.text.verse import endings_of, in_small_letters, is_filled
from cableconv.text.widths import Step, Wrapping, filled_width, filling, wrapping

_GAP = "   "  # parts columns
_INSET = 3  # columns by which an inset paragraph stands further right than the line above
_LISTED = 3  # lines of a list without marks, at least
_SHORTEST = 40  # columns of a line that was wrapped, in a text most of which was not
_NARROW = 52  # columns to which few texts were wrapped more closely
_step = partial(tuple.__new__, Step)  # from its parts in one step of C


def insets_of(lines: Sequence[Line]) -> dict[int, int]:
    """The lines of paragraphs further right than the text, and the columns that these were wrapped to."""
    found: dict[int, int] = {}
    end = 0
    for at in [at for at, line in enumerate(lines) if line.text[0].isspace()]:
        left = indent(lines[at])
        if at < end or left < _INSET or (at > 0 and left < indent(lines[at - 1]) + _INSET):
            continue
        end = at + 1
        while end < len(lines) and indent(lines[end]) == left and not is_parted(lines[end]):
            end += 1
        filled = is_filled(endings_of(lines[at:end]), lines[end - 1].length, 0)
        if filled and not are_entries(lines[at:end]):
            longest = max([line.length for line in lines[at:end]])
            found.update((line.at, longest) for line in lines[at:end])
    return found


def are_entries(lines: Sequence[Line]) -> bool:
    """Is this a list without marks, of names or times: does each line begin with a capital or a number (in
    capitals with a number), and none end a sentence or go on with one?"""
    if len(lines) < _LISTED:
        return False
    names = not all(line.bare.isupper() for line in lines)
    begun = all(line.bare[0].isdigit() or (names and line.bare[0].isupper()) for line in lines)
    ended = (is_terminal(line.bare) or LINKS.search(line.bare) or line.bare[-1] == "-" for line in lines)
    return begun and not any(ended)


def wrapping_of(
    lines: Sequence[Line], steps: Sequence[tuple[Line, Line]], insets: Mapping[int, int]
) -> Wrapping:
    """Width and slack, from lines that run on; where there are none, from the longest lines."""
    lengths = [line.length for line in lines if line.length <= UNWRAPPED]
    capitals = in_capitals(lines)
    filled = filled_width(_measured(steps, insets, capitals=True)) if capitals else 0
    wide = (step for step in steps if step[0].length >= _SHORTEST)  # no wrapper fills lines of verse
    if not filled and is_unwrapped(lines) and (capitals or not any(_is_wrap(*step) for step in wide)):
        return Wrapping(UNWRAPPED, 0, UNWRAPPED)
    width = filled or _width(lines, lengths)
    poems = {lines[at].at for block in in_small_letters(lines, width) for at in block[:-1]} | insets.keys()
    poems |= _short_insets(lines, width)
    if capitals:
        poems |= _short_blocks(lines, width)
    measured = _measured(steps, poems, capitals)
    if filled:
        return filling([step for step in measured if step.length <= filled], filled)
    narrowest = max(width, _NARROW)
    least = narrowest if capitals else 0  # nothing tells the names in capitals from the prose
    return wrapping(measured, lengths, width, least) or Wrapping(narrowest, 0, UNWRAPPED)


def _is_wrap(before: Line, line: Line) -> bool:
    """Did a wrapper end the line above, in the middle of a sentence?"""
    return before.length <= UNWRAPPED and line.bare[0].islower() and runs_on(before, line)


def is_unwrapped(lines: Sequence[Line]) -> bool:
    """Does most of the text stand on lines that nobody wrapped, which are no rows of a table?"""
    lengths = [line.length for line in lines if not (line.length > UNWRAPPED and _GAP in line.bare)]
    return 2 * sum([length for length in lengths if length > UNWRAPPED]) > sum(lengths)


def _measured(steps: Sequence[tuple[Line, Line]], poems: Container[int], capitals: bool) -> list[Step]:
    """The steps from one line to the next in numbers, but for those of verse."""
    return [
        _step((a.length, b.word, sure, len(a.bare)))
        for a, b in steps
        if a.length <= UNWRAPPED and a.at not in poems
        for sure in [(b.bare[0].islower() and runs_on(a, b)) or (capitals and _may_run_on(a, b))]
    ]


def _short_insets(lines: Sequence[Line], width: int) -> set[int]:
    """Line.at of lines further right than most, in blocks every line of which leaves the next word much room,
    no wrapper's, and of the lines right above these."""
    found: set[int] = set()
    inset = [at for at, line in enumerate(lines) if line.text[0].isspace() and indent(line) >= _INSET]
    if 2 * len(inset) >= len(lines):
        return found
    start = 0
    for place, at in enumerate(inset, 1):
        below = inset[place] if place < len(inset) else len(lines)
        if below == at + 1 < len(lines) and indent(lines[below]) == indent(lines[at]):
            continue
        first = inset[start]
        if at > first and all(
            fits(above, line, width - EVEN) for above, line in pairwise(lines[first : at + 1])
        ):
            found.update(line.at for line in lines[max(0, first - 1) : at])
        start = place
    return found


def _short_blocks(lines: Sequence[Line], width: int) -> set[int]:
    """Line.at of lines of verse in capitals, which begin like those of a sentence: in blocks every line of
    which leaves the next word room, as a wrapper that leaves lines short does not, and below words that
    announce verse, as far down as no two lines in a row are full."""
    found: set[int] = set()
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and not is_parted(lines[at]) and not _announces(at - 1, lines):
            continue
        block = lines[start:at]
        room = [fits(above, line, width - EVEN) for above, line in pairwise(block)]
        if len(block) >= _LISTED and all(room):
            found.update(line.at for line in block)
        elif start and _announces(start - 1, lines):
            full = (place for place, pair in enumerate(pairwise([*room, False])) if not any(pair))
            found.update(line.at for line in block[: next(full, len(block))])
        start = at
    return found


def _announces(at: int, lines: Sequence[Line]) -> bool:
    """Does a sentence that speaks of verse end with a colon here?"""
    if lines[at].bare[-1] != ":":
        return False
    return any(SUNG.search(line.bare) for line in lines[max(0, at - 1) : at + 1])


def in_capitals(lines: Sequence[Line]) -> bool:
    return sum([line.bare.isupper() for line in lines]) > 0.8 * len(lines)


def runs_on(before: Line, line: Line) -> bool:
    """Does the sentence surely go on from the line above to this one, which begins with a small letter?"""
    if not line.worded and begins_with_letter(line.bare):
        return False
    if before.bare[-1] == ":":
        return False  # it may introduce verse, or a list in small letters
    word = line.bare[: line.word]
    return not ("@" in word or "/" in word or word[-1] == ":" or word[:4] == "www.")  # of an address


def _may_run_on(before: Line, line: Line) -> bool:
    if line.bare[0].isdigit() and line.label:
        return False
    columns = _GAP in before.bare or "\t" in before.bare
    return line.bare[0].isalnum() and not (line.blanks or is_terminal(before.bare) or columns)


def _width(lines: Sequence[Line], lengths: Sequence[int]) -> int:
    """The columns of the longest ordinary line. First lines that an indent made longer than the
    others are left out, when most lines have none. lengths: of all that were wrapped."""
    flush = [line.length for line in lines if line.length <= UNWRAPPED and not line.text[0].isspace()]
    ordered = sorted(flush if 2 * len(flush) > len(lines) else lengths)
    return ordered[max(0, ceil(len(ordered) * 0.97) - 1)] if ordered else 0
