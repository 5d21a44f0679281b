"""Faults of a TEI document against the schema: place, what is allowed there, how to mend it.

libxml2 says whether a document is valid, in few words and with a line alone. Where it is not, the
document is read once more with the derivatives of the same schema, which know at every place what may
follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from cableconv.check.datatypes import WHITE, is_white
from cableconv.check.grammar import Schema, schema
from cableconv.check.reader import Reader, named

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
MALFORMED = "not well-formed XML: "
_ROOTS = ("TEI", "teiCorpus")
_MOST = 10_000  # faults that are told of one document
_DEEPEST = 1000  # elements one in another; what the other parser refuses as too deep is not read to its end


class Fault(NamedTuple):
    """A fault: line and column from 1, the message, and how to mend it."""

    line: int
    column: int
    message: str
    remedy: str
    code: str = "CC603"


@cache
def _schema() -> Schema:
    from lxml import etree

    from cableconv.resources import schema_file

    return schema(etree.parse(schema_file("cableconv.rng")).getroot())


def is_foreign(space: str, local: str) -> bool:
    """Is this the root of a document of another kind, and not of one of ours that was edited? A root that is
    called as ours, in any namespace, and every element of TEI that our documents have are taken for that."""
    if local in _ROOTS:
        return False
    like = space == _TEI and get_close_matches(local, _ROOTS, 1)
    return not (
        local.lower() in map(str.lower, _ROOTS) or like or (space == _TEI and local in _schema().elements)
    )


class _Stop(Exception):
    """No more is to be read of the document."""


class _Faults:
    """The faults of a document, gathered while it is parsed."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser
        self.reader = Reader(_schema())
        self.told: list[Fault] = []
        self.spaces: set[str] = set()  # wrong namespaces that were told
        self.ids: dict[str, int] = {}
        self.white = False  # there is no word yet in the text that is being gathered

    def start(self, name: str, listed: list[str]) -> None:
        if len(self.reader.open) > _DEEPEST:
            raise _Stop
        place = self.place()
        space, _, local = name.rpartition(" ")
        if len(self.reader.open) == 1 and is_foreign(space, local):
            self.note([_of_another_kind(space, local)], *place)
            raise _Stop
        self.note(self.reader.text_ends(), *self.reader.text_place)
        self.note(self.name_space(name), *place)
        given = [(_local(key), value) for key, value in _pairs(listed)]
        self.note(self.reader.start(self.known_as(name), given), *place)
        self.note(self.repeated(dict(given).get("xml:id", "")), *place)

    def end(self, name: str) -> None:
        self.note(self.reader.text_ends(last=True), *self.reader.text_place)
        self.note(self.reader.end(), *self.place())

    def characters(self, text: str) -> None:
        if not self.reader.text or self.white:  # the place of a text is that of its first word
            line, column = self.place()
            self.reader.text_place = line, column + len(text) - len(text.lstrip(WHITE))
            self.white = is_white(text)
        self.reader.text.append(text)

    def doctype(self, *_declared: object) -> None:
        raise _Stop  # the other parser refuses it

    def place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def note(self, told: Iterable[tuple[str, str]], line: int, column: int) -> None:
        self.told.extend(Fault(line, column, *each) for each in told)
        if len(self.told) >= _MOST:
            said = f"{_MOST} faults are told; the rest of the document was not read"
            self.told[_MOST:] = [Fault(line, column, said, "mend these first")]
            raise _Stop

    def name_space(self, name: str) -> Iterator[tuple[str, str]]:
        """The root in another namespace, or any element in none, is told once; all others of that namespace
        are then read as if they were in the right one."""
        space, _, local = name.rpartition(" ")
        root = len(self.reader.open) == 1
        if space == _TEI or space in self.spaces or (space and not root):
            return
        self.spaces.add(space)
        found = _in_namespace(space)
        allowed = f"; allowed: {self.reader.allowed()}" if root else ""
        yield (
            f"element <{named(local)}> is {found}, and not in {_TEI}{allowed}",
            f'write xmlns="{_TEI}" in its start tag',
        )

    def known_as(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        return local if space in self.spaces else _local(name)

    def repeated(self, name: str) -> Iterator[tuple[str, str]]:
        if name in self.ids:
            yield (
                f'xml:id="{named(name)}" stands twice in the document, first in line {self.ids[name]}',
                "give the declaration its own name again",
            )
        elif name:
            self.ids[name] = self.parser.CurrentLineNumber


def faults(data: bytes) -> list[Fault]:
    """What is not as the schema has it, in the order of the document; at most 10,000, and then a last one
    that says so."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = True
    found = _Faults(parser)
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.characters
    parser.StartDoctypeDeclHandler = found.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = f"{MALFORMED}{expat.ErrorString(error.code)}"
        found.told.append(Fault(error.lineno, error.offset + 1, said, "use an undamaged copy", "CC710"))
    except _Stop:
        pass
    return found.told


def _in_namespace(space: str) -> str:
    return f"in the namespace {named(space)}" if space else "in no namespace"


def _of_another_kind(space: str, local: str) -> tuple[str, str]:
    """What is said of a foreign document: its tags are of no use to ours."""
    said = f"the root element is <{named(local)}> {_in_namespace(space)}: this is no document of cableconv"
    return (
        said,
        f"leave the file out, or check one with the root {' or '.join(f'<{each}>' for each in _ROOTS)}",
    )


def _pairs(listed: list[str]) -> Iterator[tuple[str, str]]:
    return zip(listed[::2], listed[1::2], strict=True)


def _local(name: str) -> str:
    """A name as the schema writes it; of another namespace with that."""
    space, _, local = name.rpartition(" ")
    return {_TEI: local, "": local, _XML: f"xml:{local}"}.get(space, f"{{{space}}}{local}")
