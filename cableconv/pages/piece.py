"""A piece of a longer line that is no text of the cable."""

from typing import NamedTuple

from cableconv.model import Kind, Reason


class Piece(NamedTuple):
    """A piece of a line that is no text: where it stands, the page that it begins, why."""

    start: int
    end: int
    value: str
    reason: Reason
    kind: Kind = Kind.PAGE_LINE
