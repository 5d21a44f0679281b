"""Where the tags of an XML document stand: what a tree does not keep.

Law of this file: positions alone, of documents that another parser has accepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

_HREF = re.compile(r"""\bhref\s*=\s*["']\s*([^"']+)""")
_DECLARATION = 1024  # bytes in which an XML declaration stands
_TEI = "{http://www.tei-c.org/ns/1.0}"


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


def references(data: bytes) -> list[tuple[Place, str, str]]:
    """What processing instructions refer to, where they stand: the place, the instruction's target, the
    reference."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    found: list[tuple[Place, str, str]] = []

    def instruction(target: str, text: str) -> None:
        place = Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        found.extend((place, target, to) for to in _HREF.findall(text))

    parser.ProcessingInstructionHandler = instruction
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
    return found


def misdeclared(data: bytes) -> Place | None:
    """Where the encoding is declared, when the document's own bytes contradict it."""
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(data[:_DECLARATION], False)
    except (expat.ExpatError, ValueError, LookupError) as error:
        wrong = expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING]
        if isinstance(error, expat.ExpatError) and error.code == wrong:
            return Place(error.lineno, error.offset + 1)
    return None


def place_of(number: int, places: list[Place], line: int | None) -> Place:
    """The place of the element with this number; where it is not known, its line."""
    return places[number] if number < len(places) else Place(line or 1, 1)


def first_in(line: int, places: list[Place]) -> int:
    """The column of the first start tag in a line, 1 when there is none."""
    return next((place.column for place in places if place.line == line), 1)


class Recorded(NamedTuple):
    """Where a document or corpus records what is said of its cables. finding: a function of the number of the
    cable and the number of the finding; change: likewise of an entry of the ledger; field: of the number of
    the cable and the name of a field of its header, or empty for the cable itself."""

    finding: Callable[[int, int], tuple[int, int]]
    field: Callable[[int, str], tuple[int, int]]
    change: Callable[[int, int], tuple[int, int]]


def of_json(data: bytes) -> Recorded:
    """In a JSON document or corpus."""
    from cableconv.json.place import child, children, line_and_column

    @cache
    def text() -> str:
        return data.decode("utf-8-sig")

    @cache
    def documents() -> list[int]:
        begin = len(text()) - len(text().lstrip())
        several = child(text(), begin, "documents")
        return [begin] if several is None else [at for _, at in children(text(), several)]

    @cache
    def listed(number: int, key: str) -> list[int]:
        found = child(text(), documents()[number], key)
        return [] if found is None else [at for _, at in children(text(), found)]

    def item(key: str) -> Callable[[int, int], tuple[int, int]]:
        return lambda number, index: line_and_column(text(), listed(number, key)[index])

    def field(number: int, name: str) -> tuple[int, int]:
        at = documents()[number]
        for step in ("header", name) if name else ():
            at = child(text(), at, step) or at
        return line_and_column(text(), at)

    return Recorded(item("findings"), field, item("changes"))


def of_tei(root: Any, data: bytes) -> Recorded:
    """In a TEI document or corpus; a field stands where its value does, else where standOff describes it."""

    @cache
    def recorded() -> tuple[list[dict[str, list[Place]]], list[dict[str, Place]]]:
        tags = start_tags(data)
        entries: list[dict[str, list[Place]]] = []
        fields: list[dict[str, Place]] = []
        for number, element in enumerate(root.iter()):
            if element.tag == _TEI + "TEI":
                entries.append({"finding": [], "change": []})
                fields.append({"": place_of(number, tags, element.sourceline)})
            elif element.tag == _TEI + "fs" and (kind := element.get("type")) in ("finding", "change"):
                entries[-1][kind].append(place_of(number, tags, element.sourceline))
            elif fields and (name := _field_of(element)):
                fields[-1].setdefault(name, place_of(number, tags, element.sourceline))
        return entries, fields

    def entry(kind: str) -> Callable[[int, int], tuple[int, int]]:
        return lambda number, index: recorded()[0][number][kind][index]

    def field(number: int, name: str) -> tuple[int, int]:
        known = recorded()[1][number]
        return known.get(name.replace("_", "-"), known[""])

    return Recorded(entry("finding"), field, entry("change"))


def _field_of(element: Any) -> str:
    """The field of which the element has the value or the description, else empty."""
    if element.tag == _TEI + "fs":
        return element.get("n", "") if element.get("type") == "field" else ""
    return str(element.get("ana", "")).partition("-field-")[2]
