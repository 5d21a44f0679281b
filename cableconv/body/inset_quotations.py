"""Quotations in prose, set in below the words that introduce them, which their own wrapper filled.

Law of this file: marks of quotation hold the whole block, at one column; a sentence ends inside a line, or
goes on over all line ends of capitals. A poem leaves room at its line ends.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.text.lines import Line, indent
from cableconv.text.sentences import LINKS

_OPEN = '"\N{LEFT DOUBLE QUOTATION MARK}'
_CLOSE = ('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
_SET_IN = 3  # columns by which a quotation stands further right than the words above it
_LONGEST = 40  # lines of a block that is looked at
_PAIR = 2  # lines of a quotation that has no more
_WIDE = 40  # columns of a line of capitals; slogans are shorter
_RAGGED = 2  # columns that its wrapper may leave free, though the next word would have fitted
_NEW_SENTENCE = lazy(  # inside a line, "OF GDP. ASKED", "3 percent. In"; no initials
    r"(?:[a-z]{2}|[A-Z]{3}|\d)[.?!][\"')]?\s+[\"'(]?[A-Z]"
)
_STOPS = (".", ",", ";", ":", "!", "?", "--")


class Inset(NamedTuple):
    """Places of the first lines of such quotations, and of the others."""

    first: frozenset[int]
    others: frozenset[int]


def inset_quotations(lines: Sequence[Line]) -> Inset:
    first: set[int] = set()
    others: set[int] = set()
    for block in _blocks(lines):
        if _is_prose([lines[at] for at in block]):
            begun = {block[0], *(at for at in block[1:] if _opens_again(lines[at - 1], lines[at]))}
            first |= begun
            others.update(set(block) - begun)
    return Inset(frozenset(first), frozenset(others))


def _blocks(lines: Sequence[Line]) -> Iterator[range]:
    """Blocks of several lines at one column, in marks of quotation, below a colon."""
    for at in range(1, len(lines)):
        line, above = lines[at], lines[at - 1]
        if not (line.text[0].isspace() and line.bare[0] in _OPEN and above.bare[-1] == ":") or line.first:
            continue
        left = indent(line)
        if left < indent(above) + _SET_IN:
            continue
        end = at + 1
        while end < len(lines) and end - at < _LONGEST and indent(lines[end]) == left:
            below = lines[end]
            if below.first or below.glued or below.advert or (below.blanks and not below.paged):
                break
            end += 1
        ended = lines[end - 1].bare.rstrip(".,;").endswith(_CLOSE)
        parted = end == len(lines) or lines[end].blanks or lines[end].first or indent(lines[end]) < left
        if end - at > 1 and ended and parted:
            yield range(at, end)


def _opens_again(above: Line, line: Line) -> bool:
    """Does the next paragraph of the quotation begin here, with the mark that opens it, and close none?"""
    return line.bare[0] in _OPEN and above.bare[-1] in ".?!"


def _is_prose(some: Sequence[Line]) -> bool:
    """Does running text fill these lines, as far as the longest goes?"""
    longest = max(line.length for line in some)
    pairs = list(pairwise(some))
    if any(below.bare[0] in _OPEN and above.bare.endswith((*_CLOSE, ":", ",")) for above, below in pairs):
        return False  # one speech below another
    inside = [pair for pair in pairs if not (pair[1].paged or _opens_again(*pair))]
    if any(above.length + 1 + below.word <= longest - _RAGGED for above, below in inside):
        return False
    capitals = all(line.bare.isupper() for line in some)
    if not capitals and len(some) > _PAIR and all(line.bare[0].isupper() for line in some[1:]):
        return False  # a poem, whose lines begin so
    if any(_NEW_SENTENCE.search(line.bare) for line in some):
        return True
    linked = [LINKS.search(above.bare) is not None for above, _ in pairs]
    if not capitals:
        small = [below.bare[0].islower() for _, below in pairs]
        return any(link and low for link, low in zip(linked, small, strict=True))
    return (any(linked) or longest >= _WIDE) and not any(above.bare.endswith(_STOPS) for above, _ in pairs)
