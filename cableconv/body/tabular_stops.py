"""Columns behind a stop: "Lindqvist, A.   Foreign Minister" between rows that need no such gap.

Law of this file: blanks after a stop are typing, unless the text behind them stands in line with a column of
the rows beside, or three lines have the same gap, and no cell holds as much as a line of prose does.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.text.lines import Line

_AFTER_STOP = lazy(r"(?<=[.?!:;])[ \t]+(?=\S)")
_MARKS = (grammar.LABEL, grammar.PORTION_FIRST, grammar.ITEM_MARK, grammar.LETTER_MARK)
_FIGURE = lazy(r"(?P<gap> {2,})[-+$(]?\d[\d.,]*%?\)?\Z")  # the last cell of a row
_WIDE = 3  # blanks that no sentence has
_STOPS = ".?!:;"
_SURE = 2  # rows beside that make a column of one blank
_REACH = 3  # lines from a row to the one that shares its column
_ALIKE = 3  # lines with the same gap, where no other line has the column
_ENDS = ".?!"  # of sentences
_CLOSES = ".?!:"  # the last line of a paragraph, which may announce a table
_SMALL = 3  # words in small letters of a line of prose, at least
_WORDS = 5  # of a cell, at most


def end_of_mark(text: str) -> int:
    """Where the text behind a paragraph number, portion marking or list mark begins; 0 without one."""
    found = [mark.match(text) for mark in _MARKS]
    ends = [mark.end() for mark in found if mark]
    end = max(
        (end for end in ends if text[end - 1 : end].isspace() or text[end : end + 1].isspace()), default=0
    )
    return end + len(text[end:]) - len(text[end:].lstrip())


def with_stopped(lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The gaps of all lines, with those behind a stop that are columns."""
    stopped = {
        at: found
        for at, line in enumerate(lines)
        if "  " in line.bare and (found := tuple(gap.end() for gap in _AFTER_STOP.finditer(line.text)))
    }
    result = list(gaps)
    for at, ends in stopped.items():
        text, mark = lines[at].text, end_of_mark(lines[at].text)
        more = [
            end
            for end in ends
            if end > mark and end not in gaps[at] and _is_column(end, at, lines, gaps, stopped)
        ]
        together = tuple(sorted((*gaps[at], *more)))
        if more and max(_words(text, together)) <= _WORDS and not is_prose(lines[at]):
            result[at] = together
    return result


def _is_column(
    end: int,
    at: int,
    lines: Sequence[Line],
    gaps: Sequence[tuple[int, ...]],
    stopped: Mapping[int, tuple[int, ...]],
) -> bool:
    """Do the rows beside have this column, or several lines this gap behind a full stop?"""
    beside = list(_beside(at, lines, tight=not gaps[at]))
    text = lines[at].text
    rows = [other for other in beside if end in gaps[other]]
    below = bool(rows) and min(rows) > at
    if (
        below
        and lines[at].bare[-1] in _CLOSES
        and not any(lines[other].bare[-1] in _CLOSES for other in rows)
    ):
        return False  # the last line of a paragraph above a table
    if text[end].islower():
        return False  # "at 9 a.m.  on Monday"
    alike = [other for other in beside if _has_gap(end, other, lines, stopped)]
    if text[end - 2] in _STOPS:  # one blank, where the cell is as wide as the column
        return len(rows) + len(alike) >= _SURE and len(gaps[at]) > 0
    dotted = text[:end].rstrip()[-1] == "." and _small(lines[at]) < _SMALL
    alike = [other for other in alike if _small(lines[other]) < _SMALL]
    if _small(lines[at]) < _SMALL and any(flush_right(lines[at], lines[other]) for other in beside):
        return True
    wide = text[:end].endswith(" " * _WIDE) and _small(lines[at]) < _SMALL
    return bool(rows) or (dotted and len(alike) >= _ALIKE - 1) or (wide and len(alike) > 0)


def flush_right(one: Line, other: Line) -> bool:
    """Do figures behind wide gaps end these lines, at the same column?"""
    if one.length != other.length:
        return False
    found = [_FIGURE.search(line.text) for line in (one, other)]
    return all(found) and any(figure and len(figure["gap"]) >= _WIDE for figure in found)


def _has_gap(end: int, at: int, lines: Sequence[Line], stopped: Mapping[int, tuple[int, ...]]) -> bool:
    """Do two blanks or more behind a full stop of this line end there?"""
    text = lines[at].text
    return end in stopped.get(at, ()) and text[:end].rstrip()[-1] == "." and text[end - 2].isspace()


def _beside(at: int, lines: Sequence[Line], *, tight: bool) -> Iterator[int]:
    """The lines above and below, as far as no wide space parts them; tight: nor a blank line."""
    for step in (-1, 1):
        place = at
        for _ in range(_REACH):
            lower = lines[place] if step < 0 else lines[place + 1] if place + 1 < len(lines) else None
            place += step
            if place < 0 or lower is None or lower.first or lower.paged or lower.blanks > (not tight):
                break
            yield place


def is_prose(line: Line) -> bool:
    """Does a sentence end with this line: a stop, and words in small letters before it?"""
    return line.bare[-1] in _ENDS and _small(line) >= _SMALL


def _small(line: Line) -> int:
    """How many of its words are in small letters?"""
    return sum(word.islower() for word in line.bare.split())


def _words(text: str, ends: Sequence[int]) -> Iterator[int]:
    """How many words each cell holds."""
    return (len(text[start:end].split()) for start, end in pairwise((0, *ends, len(text))))
