"""Where the tags of an XML document stand: what a tree does not keep.

Law of this file: positions alone, of documents that another parser has accepted.
"""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple


class Place(NamedTuple):
    """Line and column of a start tag, both from 1."""

    line: int
    column: int


def start_tags(data: bytes) -> list[Place]:
    """The places of all start tags, in the order of the document; fewer in an encoding that only the
    other parser knows."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    places: list[Place] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        places.append(Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
    return places


def place_of(number: int, places: list[Place], line: int | None) -> Place:
    """The place of the element with this number; where it is not known, its line."""
    return places[number] if number < len(places) else Place(line or 1, 1)
