"""Is a block of lines verse, or prose that a wrapper filled? Told by the shape of its line ends.

A wrapper ends a line because the next word has no room; a poet, where the line is over: most lines of verse
begin with a capital or end with a stop, and leave the next word room. Each line end is weighed for both.
Law of this file: functions of lines alone; it knows nothing of the text around them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from cableconv.grammar.form import AtEnd, lazy
from cableconv.text.sung import sings_below

FEWEST = 3  # lines of a block that is verse by itself
STAGGERED = 4  # lines of one every second line of which stands further right
_OUTLIER = 12  # columns
LONGEST = 60  # lines of a block that is looked at: a poem without a blank line is seldom longer
_SOME_ROOM, _MUCH_ROOM = 3, 8  # columns left free beyond the next word
_INSET = 0.6  # of the width: few lines of an inset paragraph are narrower
_FLUSH = 0.7  # of the width: and of one that is narrower than the text without an indent
_DEEP = 6  # columns by which few paragraphs stand further right
COLUMN = 0.4  # of the width: no inset prose stands in a column as narrow
_SUNG = 0.5  # of the width: and less prose below words that announce verse
_MANY = 6  # full lines that are no chance
_CAPITALS = 0.6  # of the lines of a poem begin with a capital, where most do
_EARLY = 0.3  # of the lines of one in small letters leave the next word room, at least

# Weights in favour of verse: natural logarithms of how much oftener verse has the sign than prose. Of lines
# of wrapped prose about one in six begins with a capital, one in seven ends with a stop, none leaves room.
_CAPITAL, _SMALL = 1.7, -1.0
_SMALL_IN_SMALL = -0.3  # a small letter, where most lines begin with one
_STOP, _NO_STOP = 1.2, -0.5
_LINK, _NO_LINK = -2.3, 0.25
_MUCH, _SOME, _NONE = 2.5, 1.2, -0.7
_FILLED = -0.4  # inset lines none of which leaves the next word room as far as the longest goes
_FULL = -1.5  # and as far as the text goes
_AGAIN = 2.0  # the line begins with the word that the line above begins with
_SENTENCE = -1.5  # a sentence ends, and another begins, inside a line
_BOTH = -1.8  # a line that ends a sentence, above a capital: in prose the one brings the other
ANNOUNCED, FOLLOWS = 4.0, 0.5  # the words above: "recited this poem:", and a colon alone
_IN_CAPITALS = 1.0  # announced verse in capitals, of which no line's first letter tells anything
_BEYOND = 2.0  # most lines are longer than the text is wide, and no wrapper filled them
_VERSE = 2.0  # sum from which a block is verse


_LINKS = AtEnd(
    5,
    r"\b(?:a|an|and|as|at|but|by|for|from|in|is|its|nor|of|on|or|our|than|that|the|their|to|which|with)\Z|[^-\s]-\Z|(?<=\s)-\Z",
    re.IGNORECASE,
)
_BRACKETED = lazy(r"\[[^\]\r\n]*\]")
_WIDER = 8  # columns by which a line of prose is wider than all lines of the verse above it
_ENDS = (".", "!", "?", '"')
NEW_SENTENCE = lazy(r"[.?!](?<=[a-z]{3}.)(?<!Prof.)[\"')]?\s+[A-Z][a-z]")
_STOPS = (",", ".", ";", ":", "!", "?", "--")
QUOTES = "\"'(\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"


class Printed(Protocol):
    """A line: columns of its text and of its first word, its text with and without white space at either end,
    the blank lines above, and whether anything else parts it from the line above."""

    @property
    def length(self) -> int: ...
    @property
    def word(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def bare(self) -> str: ...
    @property
    def blanks(self) -> int: ...
    @property
    def paged(self) -> bool: ...
    @property
    def first(self) -> bool: ...


class Ending(NamedTuple):
    """A line end inside a block: columns of the line, of the word below, and the signs."""

    length: int
    word: int
    capital: bool  # the line below begins with a capital, where capitals tell anything
    small: bool  # it begins with a small letter
    stop: bool  # the line ends with a mark
    link: bool  # it ends with a word that a phrase goes on from: "of", "the"
    again: bool  # both begin with the same word
    inside: bool  # a sentence begins inside the line below, or inside the first line
    ended: bool  # the line ends a sentence


def may_be_verse(lines: Sequence[Printed], width: int) -> bool:
    """Does any of these lines leave the next word room, or is each longer than the text's wrapper makes any?
    Of most prose none does, which ends the question."""
    lengths = [line.length for line in lines]
    bound = max(width, *lengths) - _SOME_ROOM - 1
    room = any(above.length + below.word <= bound for above, below in pairwise(lines))
    return room or 0 < width < min(lengths)


def endings_of(lines: Sequence[Printed]) -> list[Ending]:
    """The line ends between these lines."""
    upper = all(_is_upper(line.bare) for line in lines)
    return [
        Ending(
            length=above.length,
            word=below.word,
            capital=not upper and below.bare.lstrip(QUOTES)[:1].isupper(),
            small=below.bare[0].islower(),
            stop=above.bare.endswith(_STOPS),
            link=_LINKS.search(above.bare) is not None,
            again=_first(above) == _first(below),
            inside=_parted(below) or (at == 0 and _parted(above)),
            ended=above.bare.endswith(_ENDS),
        )
        for at, (above, below) in enumerate(pairwise(lines))
    ]


def _is_upper(bare: str) -> bool:
    """Is the line in capitals, but for what stands in brackets for words taken out?"""
    return bare.isupper() or ("[" in bare and _BRACKETED.sub("X", bare).isupper())


def _parted(line: Printed) -> bool:
    """Does a sentence end inside the line, and another begin?"""
    return NEW_SENTENCE.search(line.bare) is not None


def _first(line: Printed) -> str:
    """The word that the line begins with."""
    return line.bare[: line.word].strip(",;:.!?\"'").casefold()


def in_small_letters(lines: Sequence[Printed], width: int) -> Iterator[range]:
    """Blocks of verse most lines of which begin with small letters, or every second line of which stands
    further right. Their line ends look like those of a sentence, and would tell of a wrapper that leaves
    lines short. width: columns of the longest ordinary line."""
    start = 0
    for at in range(1, len(lines) + 1):
        introduces = at < len(lines) and (
            lines[at - 1].bare[-1] == ":" or sings_below(lines[at - 1], lines[at])
        )
        parted = at == len(lines) or lines[at].blanks or lines[at].paged or lines[at].first
        if not (introduces or parted):
            continue
        block = _without_prose(lines[start:at])
        ended = parted or len(block) < at - start  # the words that introduce verse are no part of any
        likely = ended and FEWEST <= len(block) <= LONGEST and _is_small(block)
        if (likely and _is_small_verse(block, width)) or (ended and is_staggered(block)):
            yield range(start, start + len(block))
        start = at


def _is_small_verse(block: Sequence[Printed], width: int) -> bool:
    """Is this verse by its own lines alone, or because each ends with a mark though the text is wider?"""
    room = _leaves_room(block)
    if not (room or all(line.bare.endswith(_STOPS) for line in block[:-1])):
        return False  # as most prose
    endings = endings_of(block)
    return (room and is_verse(endings, block[-1].length, 0)) or _stops_early(endings, width)


def _without_prose(lines: Sequence[Printed]) -> Sequence[Printed]:
    """The lines down to the end of a sentence below which a wider line stands: prose, with no blank line to
    part it from the verse."""
    widest = 0
    for at, line in enumerate(lines):
        if at >= FEWEST and line.length >= widest + _WIDER and lines[at - 1].bare.endswith(_ENDS):
            return lines[:at]
        widest = max(widest, line.length)
    return lines


def is_staggered(lines: Sequence[Printed]) -> bool:
    """Does every second line stand further right, as in a stanza? Of entries whose second lines hang the
    first ones begin with capitals and are filled to the width of the longest."""
    if not (STAGGERED <= len(lines) <= LONGEST and any(line.text[0].isspace() for line in lines[1::2])):
        return False
    columns = [len(line.text) - len(line.text.lstrip()) for line in lines]
    left = min(columns)
    shifted = [column > left for column in columns]
    if any(above is below for above, below in pairwise(shifted)):
        return False
    longest = max([line.length for line in lines])
    small = any(line.bare[0].islower() for line, right in zip(lines, shifted, strict=True) if not right)
    rests = [at for at in range(1, len(lines)) if shifted[at]]
    return small or any(lines[at - 1].length + 1 + lines[at].word <= longest for at in rests)


def _is_small(lines: Sequence[Printed]) -> bool:
    """Do most of these lines, but for the first, begin with a small letter?"""
    return 2 * sum([line.bare[0].islower() for line in lines[1:]]) >= len(lines) - 1


def _leaves_room(lines: Sequence[Printed]) -> bool:
    """Do as many of these lines leave the next word room as those of verse in small letters?"""
    bound = max([line.length for line in lines]) - _SOME_ROOM - 1
    early = sum([above.length + below.word <= bound for above, below in pairwise(lines)])
    return early >= max(1, _EARLY * (len(lines) - 1))


def is_verse(
    endings: Sequence[Ending],
    last: int,
    width: int,
    *,
    left: int = 0,
    lean: float = 0.0,
    fewest: int = FEWEST,
) -> bool:
    """Are these line ends those of verse? last: columns of the last line; width: that wrapped lines of this
    text fill at least, 0 where none is known; left: columns that the lines stand further right than the text;
    lean: what the words above say, as a weight; fewest: lines."""
    if not fewest <= len(endings) + 1 <= LONGEST:
        return False
    longest = _longest(endings, last)
    small = 2 * sum(ending.small for ending in endings) >= len(endings)
    few = len(endings) < FEWEST  # such lines fill themselves by chance
    narrowest = _INSET if few else _SUNG if lean >= ANNOUNCED else COLUMN
    column = longest - left >= narrowest * width  # an inset paragraph is narrower than the text
    if width and few and lean < ANNOUNCED and all(end.length + 1 + end.word > width for end in endings):
        return False  # no line that few words fill leaves room: sentences, inset
    if small and left >= _DEEP and _stops_always(endings, longest, width - left):
        return True
    if small and len(endings) >= FEWEST and _stops_early(endings, width):
        return True
    if len(endings) >= FEWEST and all(
        end.capital and end.stop and not (end.ended or end.inside) for end in endings
    ):
        return True  # however full: prose has no line like these in forty
    filled = left > 0 and column and all(end.length + 1 + end.word > longest for end in endings)
    inset = small and column and longest >= (_INSET if left else _FLUSH) * width
    bound = longest if filled or inset else max(longest, width)
    room = [bound - ending.length - 1 - ending.word for ending in endings]
    wide = _are_wide(endings, last, width)
    if lean < ANNOUNCED and not (filled or wide or _is_shaped(endings, room, small)):
        return False
    begins = small or sum(ending.capital for ending in endings) >= _CAPITALS * len(endings)
    beyond = _is_beyond(endings, room, width)
    stopped = filled and 3 * sum([ending.stop for ending in endings]) >= 2 * len(endings)
    begins = begins or wide or (_tell_nothing(endings) and (min(room) >= _SOME_ROOM or beyond or stopped))
    if lean < ANNOUNCED and not begins:
        return False
    signs = sum([_weight(ending, small) for ending in endings]) + _BEYOND * beyond
    if lean >= ANNOUNCED and _tell_nothing(endings):
        signs += _IN_CAPITALS
    if wide:
        return lean + signs + _BEYOND * (not beyond) >= _VERSE
    if filled:
        return lean + signs + sum([_fill(ending, width) for ending in endings]) >= _VERSE
    return lean + signs + sum(map(_left_free, room)) >= _VERSE


def _longest(endings: Sequence[Ending], last: int) -> int:
    """The columns that the lines reach; one alone that goes far beyond all others says nothing of them."""
    *_, second, longest = sorted([last, *(ending.length for ending in endings)])
    return second if longest - second >= _OUTLIER and len(endings) >= FEWEST else longest


def _stops_always(endings: Sequence[Ending], longest: int, width: int) -> bool:
    """Does every line end with a mark, and no sentence inside one: four lines, or three narrower than what is
    inset on both sides?"""
    always = all(ending.stop and not ending.inside for ending in endings)
    return always and (len(endings) >= FEWEST or longest <= width - _SOME_ROOM)


def _stops_early(endings: Sequence[Ending], width: int) -> bool:
    """Does every line end with a mark, with no sentence inside one, and leave the next word room?"""
    bound = width - _SOME_ROOM - 1
    return all(
        ending.stop and not ending.inside and ending.length + ending.word <= bound for ending in endings
    )


def _is_beyond(endings: Sequence[Ending], room: Sequence[int], width: int) -> bool:
    """Are most lines longer than the text's wrapper makes any, and leave enough of them the next word room as
    far as the longest goes, so that no other wrapper filled them?"""
    longer = sum([ending.length > width for ending in endings])
    return (
        width > 0
        and 2 * longer > len(endings)
        and 2 * sum([columns >= 0 for columns in room]) >= len(endings)
    )


def _are_wide(endings: Sequence[Ending], last: int, width: int) -> bool:
    """Are all lines longer than the text's wrapper makes any, the last one, too, each begins with a capital,
    or half of them end with a mark, and none holds the end of a sentence? Of prose that another wrapper
    filled, few lines in a row do."""
    if len(endings) < FEWEST or not 0 < width < last:
        return False
    stops = sum([ending.stop for ending in endings])
    begin = all(ending.capital for ending in endings) or 2 * stops >= len(endings)
    return begin and all(ending.length > width and not ending.inside for ending in endings)


def _tell_nothing(endings: Sequence[Ending]) -> bool:
    """Does no line of these begin with a letter that tells anything, as all are in capitals?"""
    return not any(ending.capital or ending.small for ending in endings)


def _is_shaped(endings: Sequence[Ending], room: Sequence[int], small: bool) -> bool:
    """Do enough lines leave room? Prose that was wrapped twice leaves every second one short."""
    early = [columns >= _SOME_ROOM for columns in room]
    if sum(early) < (_EARLY * len(endings) if small else 1):
        return False
    stops = sum(ending.stop for ending in endings)
    if not small or any(map(all, pairwise(early))) or 2 * stops >= len(endings):
        return True
    return len(endings) > FEWEST and sum([columns < 0 for columns in room]) <= 1  # but for the longest line


def is_filled(endings: Sequence[Ending], last: int, width: int) -> bool:
    """Are these line ends those of prose that was wrapped to the width of its own longest line?"""
    if len(endings) + 1 < FEWEST or 2 * sum(ending.small for ending in endings) < len(endings):
        return False
    longest = max(last, *(ending.length for ending in endings))
    wide = longest >= _INSET * width or len(endings) >= _MANY
    return wide and all(ending.length + 1 + ending.word > longest for ending in endings)


def _weight(ending: Ending, in_small: bool) -> float:
    """What the words at a line end say; _left_free and _fill: what the room there does."""
    small = _SMALL_IN_SMALL if in_small else _SMALL
    begins = _CAPITAL if ending.capital else small if ending.small else 0.0
    ends = (_STOP if ending.stop else _NO_STOP) + (_LINK if ending.link else _NO_LINK)
    both = _BOTH if ending.ended and ending.capital else 0.0
    return begins + ends + both + _AGAIN * ending.again + _SENTENCE * ending.inside


def _left_free(room: int) -> float:
    return _MUCH if room >= _MUCH_ROOM else _SOME if room >= _SOME_ROOM else _NONE


def _fill(ending: Ending, width: int) -> float:
    return _FILLED if ending.length + 1 + ending.word <= width else _FULL
