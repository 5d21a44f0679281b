"""Lines of prose that their wrapper made even with second blanks between the words.

Law of this file: such lines all end at one column and hold words of a sentence; a table's cells stand in
line instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cableconv.grammar.form import lazy
from cableconv.text.lines import Line, indent

_WIDE = lazy(r"\s{3}|\t|\d\s\s+\d")  # few wrappers put so many blanks between words, a table does
_BLANKS = lazy(r"(?<=[^\s.?!:;])[ ]+(?=\S)")  # not those that a typist puts behind a sentence
_WORDS = 5  # words of a justified line, at least
_EVEN = 2  # blanks by which one gap is wider than another, where a wrapper spread them evenly, are fewer
_WIDEST = 4  # blanks between two words that a wrapper may need in a narrow text
_NEAR = 5  # lines to the next line with gaps, where a cell between them wraps
_FEWEST = 3  # lines that end at one column, from which a wrapper's habit can be told
_SMALL = 0.3  # of the words of prose begin with a small letter, at least


def justified(lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> set[int]:
    """Places of the justified lines among those that have gaps. gaps: where cells would end, line by line."""
    spread = [
        at
        for at, ends in enumerate(gaps)
        if ends and (widest := _widest(lines[at].bare)) and (widest < _EVEN or not _in_line(at, lines, gaps))
    ]
    if not spread:
        return set()
    return {*_at_the_margin(lines, spread), *_beside(lines, set(spread))}


def _widest(bare: str) -> int:
    """How much wider the widest gap between words of prose is than the narrowest; 0 for other lines."""
    blanks = [len(gap) for gap in _BLANKS.findall(bare)]
    words = bare.split()
    if "  " not in bare or "\t" in bare or len(words) < _WORDS or not blanks or max(blanks) > _WIDEST:
        return 0
    if 2 * sum(any(map(str.isalpha, word)) for word in words) < len(words):
        return 0  # figures
    small = sum(word[0].islower() for word in words)
    return max(1, max(blanks) - min(blanks)) if bare.isupper() or small >= _SMALL * len(words) else 0


def _in_line(at: int, lines: Sequence[Line], gaps: Sequence[tuple[int, ...]]) -> bool:
    """Do most cells of the line end where those of the next such line above or below do, or where the
    lines between stand?"""
    beside: set[int] = set()
    for step in (-1, 1):
        for near in range(at + step, at + step * _NEAR, step):
            if not 0 <= near < len(lines):
                break
            beside.update((*gaps[near], indent(lines[near])))
            if gaps[near]:
                break
    return 2 * sum(end in beside for end in gaps[at]) >= len(gaps[at])


def _at_the_margin(lines: Sequence[Line], spread: Sequence[int]) -> Iterator[int]:
    """The lines that end at the column at which most of them end, or one before it."""
    ends = Counter([lines[at].length for at in spread])
    margin = max(ends, key=lambda column: (ends[column] + ends[column - 1], column))
    near = [at for at in spread if margin - 1 <= lines[at].length <= margin]
    return iter(near if len(near) >= _FEWEST else ())


def _beside(lines: Sequence[Line], spread: set[int]) -> Iterator[int]:
    """Pairs of lines of which the second goes on with the sentence of the first."""
    for at in spread:
        pair = at - 1 in spread and not lines[at].blanks and lines[at].bare[0].islower()
        if pair and not (_WIDE.search(lines[at].bare) or _WIDE.search(lines[at - 1].bare)):
            yield from (at - 1, at)
