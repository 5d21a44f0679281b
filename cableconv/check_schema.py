"""Faults of a TEI document against the schema: place, what is allowed there, how to mend it.

libxml2 says whether a document is valid, in few words and with a line alone. Where it is not, the
document is read once more with the derivatives of the same schema, which know at every place what may
follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from cableconv import check_patterns as patterns
from cableconv.check_patterns import Schema
from cableconv.check_reader import Reader

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST = 100  # faults that are told of one document


class Fault(NamedTuple):
    """A fault: line and column from 1, the message, and how to mend it."""

    line: int
    column: int
    message: str
    remedy: str


@cache
def _schema() -> Schema:
    from lxml import etree

    from cableconv.resources import schema_file

    return patterns.schema(etree.parse(schema_file("cableconv.rng")).getroot())


def faults(data: bytes) -> list[Fault]:
    """What is not as the schema has it, in the order of the document."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    reader = Reader(_schema())
    found: list[Fault] = []

    def note(told: Iterable[tuple[str, str]], line: int, column: int) -> None:
        found.extend(Fault(line, column, *each) for each in told)

    def start(name: str, listed: list[str]) -> None:
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        note(reader.text_ends(), *reader.text_place)
        note(reader.start(_local(name), [(_local(n), v) for n, v in _pairs(listed)]), *place)

    def end(name: str) -> None:
        note(reader.text_ends(last=True), *reader.text_place)
        note(reader.end(), parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def characters(text: str) -> None:
        if not reader.text:
            reader.text_place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        reader.text.append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = f"not well-formed: {expat.ErrorString(error.code)}"
        found.append(Fault(error.lineno, error.offset + 1, said, "use an undamaged copy"))
    return found[:_MOST]


def _pairs(listed: list[str]) -> Iterator[tuple[str, str]]:
    return zip(listed[::2], listed[1::2], strict=True)


def _local(name: str) -> str:
    """A name as the schema writes it; of another namespace with that."""
    space, _, local = name.rpartition(" ")
    return {_TEI: local, "": local, _XML: f"xml:{local}"}.get(space, f"{{{space}}}{local}")
