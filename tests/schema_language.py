"""Documents of the schema's own language: whatever the grammar allows, also what no writer makes."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import NamedTuple

from lxml import etree

from cableconv.check.grammar import schema
from cableconv.check.patterns import EMPTY, Pattern, Sort
from cableconv.resources import schema_file

_ROOM = 9  # how deep elements nest before each takes its shortest content
_DATA = {
    "": "a",
    "token": "1.0",
    "NMTOKEN": "summary-begin",
    "NCName": "cableconv",
    "anyURI": "https://example.org/",
    "boolean": "true",
    "integer": "-3",
    "nonNegativeInteger": "0",
    "positiveInteger": "1",
    "double": "0.5",
    "dateTime": "2008-12-05T08:38:00Z",
    "base64Binary": "YQ==",
}
_MATCHING = {
    "#c[0-9a-f]+-.+": "#c1-a",
    "CC[0-9]{3}": "CC201",
    "of-[0-9]{1,9}": "of-3",
    "section-[0-9]{1,9}": "section-2",
    "[0-9a-f]{64}": "0" * 64,
    "[A-Z][0-9]": "S1",
    r"[0-9]+(\.[0-9]+){0,3}": "0.1.0",
}


class Part(NamedTuple):
    """What was chosen of a pattern, in its order: attributes, elements and texts."""

    attributes: tuple[tuple[str, str], ...] = ()
    content: tuple[etree._Element | str, ...] = ()


class Writer:
    """Writes documents; what it has chosen seldom so far it chooses before the rest."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.schema = schema(etree.parse(schema_file("cableconv.rng")).getroot())
        self.taken: Counter[Pattern] = Counter()
        self.ids = 0
        self.depths = self._depths()

    def document(self) -> etree._Element:
        """One document."""
        self.ids = 0
        (root,) = self._of(self.schema.start, 0).content
        assert isinstance(root, etree._Element)
        return root

    def untried(self) -> list[str]:
        """The elements of the schema that no document had so far."""
        return [each.name for each in self.schema.contents if not self.taken[each]]

    def _depths(self) -> dict[Pattern, int]:
        """How many elements each element needs below it at least, itself included."""
        depths = dict.fromkeys(self.schema.contents, 99)
        while True:
            better = {each: 1 + self._depth(held, depths) for each, held in self.schema.contents.items()}
            if better == depths:
                return depths
            depths = better

    def _depth(self, pattern: Pattern, depths: dict[Pattern, int]) -> int:
        match pattern.sort:
            case Sort.ELEMENT:
                return depths[pattern]
            case Sort.CHOICE:
                return min(self._depth(part, depths) for part in pattern.parts)
            case Sort.GROUP | Sort.MANY:
                return max(self._depth(part, depths) for part in pattern.parts)
        return 0

    def _of(self, pattern: Pattern, depth: int) -> Part:
        self.taken[pattern] += 1
        match pattern.sort:
            case Sort.ELEMENT:
                return Part(content=(self._element(pattern, depth),))
            case Sort.ATTRIBUTE:
                return Part(((pattern.name, self._value(pattern)),))
            case Sort.CHOICE:
                return self._of(self._chosen(pattern, depth), depth)
            case Sort.GROUP:
                return _joined([self._of(part, depth) for part in pattern.parts])
            case Sort.MANY:
                times = 1 if depth > _ROOM else self.chance.choice((1, 1, 2, 3))
                return _joined([self._of(pattern.parts[0], depth) for _ in range(times)])
            case Sort.TEXT:
                return Part(content=("a",))
            case Sort.DATA | Sort.VALUE | Sort.LIST:
                return Part(content=(self._text(pattern),))
        return Part()

    def _chosen(self, choice: Pattern, depth: int) -> Pattern:
        if depth > _ROOM:
            return min(choice.parts, key=lambda part: (self._depth(part, self.depths), part is not EMPTY))
        return min(choice.parts, key=lambda part: self.taken[part] * self.chance.random())

    def _element(self, pattern: Pattern, depth: int) -> etree._Element:
        inside = self._of(self.schema.contents[pattern], depth + 1)
        element = etree.Element(f"{{http://www.tei-c.org/ns/1.0}}{pattern.name}")
        for name, value in inside.attributes:
            element.set(name.replace("xml:", "{http://www.w3.org/XML/1998/namespace}"), value)
        for each in inside.content:
            if not isinstance(each, str):
                element.append(each)
            elif len(element):
                element[-1].tail = (element[-1].tail or "") + each
            else:
                element.text = (element.text or "") + each
        return element

    def _value(self, attribute: Pattern) -> str:
        held = attribute.parts[0]
        if attribute.name == "xml:id":
            self.ids += 1
            return f"c1-{self.ids}"
        return "a" if held.sort == Sort.TEXT else self._text(held)

    def _text(self, pattern: Pattern) -> str:
        match pattern.sort:
            case Sort.VALUE:
                return pattern.text
            case Sort.DATA:
                return _MATCHING[pattern.text] if pattern.text else _DATA[pattern.name]
            case Sort.CHOICE:
                return self._text(self._chosen(pattern, 0))
            case Sort.MANY | Sort.LIST:
                return self._text(pattern.parts[0])
        raise AssertionError(pattern)


def _joined(parts: list[Part]) -> Part:
    return Part(
        tuple(each for part in parts for each in part.attributes),
        tuple(each for part in parts for each in part.content),
    )
