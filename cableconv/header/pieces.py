"""The lines of a front, and the pieces that each of them is read in."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cableconv.model import HEADER, Kind, Spans

_AGAIN = "CC109"  # of a header that a site prints twice
_KEPT = 6  # how far the count goes either way, so that a header printed again is spaced by itself
_FEW = 5  # gaps between lines of the header that are too few to tell a double-spaced copy


class Piece(NamedTuple):
    """A line, or the part of a line that one element fills, with what is known of it alone."""

    at: int  # place of its span
    text: str
    kind: Kind | None  # what it opens beyond doubt
    gap: int  # blank lines before it
    paged: bool  # a page line or other layout stands before it
    part: bool  # not the first piece of its line
    overline: bool = False  # the upper one of the two rules of a heading
    labelled: bool = False  # in a header with a label on every line
    joined: bool = False  # it goes on with the element above
    begun: bool = False  # the body begins with it, as the lines below show


def single_spaced(pieces: list[Piece], last: int) -> list[Piece]:
    """The pieces without the blank lines of a double-spaced copy whose body is too short to tell it."""
    gaps = [
        after.gap
        for before, after in pairwise(pieces[: last + 1])
        if after.at != before.at and not after.paged
    ]
    spacing = min(gaps, default=0) if len(gaps) > _FEW else 0
    return [piece._replace(gap=max(0, piece.gap - spacing)) for piece in pieces] if spacing else pieces


class Line(NamedTuple):
    """A line of the front, and what stands between it and the one above."""

    at: int  # place of its span
    text: str  # "" for a span that is header already
    blanks: int  # blank lines
    layout: bool  # a page line, or another that is none of the text's
    close: int  # lines up to here right below another, less those below one blank line, within bounds


def lines_of(spans: Spans) -> Iterator[Line]:
    """Each line of the text and of the header; what a site prints again of a header counts as close, too, and
    parts what stands below it from the header."""
    blanks, layout = 0, False
    begun, gap, close = False, 0, 0
    for at, (kind, text, _, reason, _) in enumerate(spans):
        if kind is Kind.BLANK:
            blanks += 1
            gap += 1
            continue
        begun = begun or kind is Kind.LINE
        if begun:
            close = max(-_KEPT, min(_KEPT, close + (gap == 0) - (gap == 1)))
        gap = 0
        if kind is Kind.LINE:
            yield Line(at, text, blanks, layout, close)
            blanks, layout = 0, False
        elif kind in HEADER:
            yield Line(at, "", blanks, layout, close)
        elif reason is not None and reason.rule == _AGAIN:
            blanks, layout = 1, False
        else:
            layout = True
