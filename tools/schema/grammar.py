"""The elements of the RELAX NG schema as documentation needs them: what each may hold, and where.

The grammar knows an element by its context: a title in a titleStmt is another pattern than one in a
bibl. Content is given in pure ODD (TEI P5, chapter 22), which both the ODD and the pages print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from .compact import DOCUMENTATION, RNG, TEI

ODD = "{" + TEI + "}"
_OCCURS = {
    "optional": {"minOccurs": "0"},
    "zeroOrMore": {"minOccurs": "0", "maxOccurs": "unbounded"},
    "oneOrMore": {"maxOccurs": "unbounded"},
}


class Undocumented(Exception):
    """Something in the grammar lacks its line of documentation."""


@dataclass(frozen=True)
class Attribute:
    """An attribute: whether it must stand; values with their meaning, none when it is free; else its
    datatype and pattern; whether it holds a list."""

    name: str
    documentation: str
    required: bool
    values: tuple[tuple[str, str], ...]
    datatype: str = ""
    pattern: str = ""
    is_list: bool = False


@dataclass(frozen=True)
class Element:
    """An element in one context. content: ODD content, None when empty; parents: names of the elements
    in which it may stand."""

    name: str
    documentation: str
    attributes: tuple[Attribute, ...]
    content: Any
    parents: tuple[str, ...]


class Grammar:
    """A RELAX NG schema in XML form, in the subset that cableconv's schema uses."""

    def __init__(self, relax_ng: bytes) -> None:
        self.root = etree.fromstring(relax_ng)
        self.defines = {each.get("name"): each for each in self.root.iter(RNG + "define")}

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element pattern, in the order of the schema."""
        patterns = list(self.root.iter(RNG + "element"))
        holders: dict[Any, set[str]] = {pattern: set() for pattern in patterns}
        for pattern in patterns:
            for child in self._inner(pattern):
                if child.tag == RNG + "element":
                    holders[child].add(pattern.get("name"))
        return tuple(self._element(pattern, tuple(sorted(holders[pattern]))) for pattern in patterns)

    def _inner(self, pattern: Any) -> Iterator[Any]:
        """The patterns inside one, references followed, down to elements and attributes."""
        for child in pattern:
            if child.tag == RNG + "ref":
                yield from self._inner(self.defines[child.get("name")])
                continue
            yield child
            if child.tag not in (RNG + "element", RNG + "attribute"):
                yield from self._inner(child)

    def _element(self, pattern: Any, parents: tuple[str, ...]) -> Element:
        attributes: dict[str, Attribute] = {}
        for attribute, required in self._attributes(pattern, True):
            attributes[attribute.get("name")] = self._attribute(attribute, required, pattern.get("name"))
        content = self._content(pattern)
        return Element(
            pattern.get("name"),
            _documentation(pattern, f"element <{pattern.get('name')}>"),
            tuple(attributes.values()),
            content,
            parents,
        )

    def _attributes(self, pattern: Any, required: bool) -> Iterator[tuple[Any, bool]]:
        for child in pattern:
            if child.tag == RNG + "attribute":
                yield child, required
            elif child.tag == RNG + "ref":
                yield from self._attributes(self.defines[child.get("name")], required)
            elif child.tag != RNG + "element":
                sure = required and child.tag in (RNG + "group", RNG + "oneOrMore")
                yield from self._attributes(child, sure)

    def _attribute(self, attribute: Any, required: bool, element: str) -> Attribute:
        name = attribute.get("name")
        about = _documentation(attribute, f"attribute {name} of <{element}>")
        inner = [each for each in self._inner(attribute) if isinstance(each.tag, str)]
        values = tuple(
            (each.text, _following(each, name, element)) for each in inner if each.tag == RNG + "value"
        )
        data = next((each for each in inner if each.tag == RNG + "data"), None)
        if data is None:
            return Attribute(name, about, required, values)
        is_list = any(each.tag == RNG + "list" for each in inner)
        return Attribute(name, about, required, values, data.get("type"), _pattern(data), is_list)

    def _content(self, pattern: Any) -> Any:
        """The content of an element or a pattern inside it, in pure ODD; None for nothing."""
        parts = [part for child in pattern if (part := self._part(child)) is not None]
        return _joined("sequence", parts)

    def _part(self, pattern: Any) -> Any:
        tag = pattern.tag.removeprefix(RNG)
        match tag:
            case "element":
                return etree.Element(ODD + "elementRef", {"key": pattern.get("name")})
            case "ref":
                return self._content(self.defines[pattern.get("name")])
            case "text":
                return etree.Element(ODD + "textNode")
            case "data":
                restriction = {"restriction": found} if (found := _pattern(pattern)) else {}
                return etree.Element(ODD + "dataRef", {"name": pattern.get("type"), **restriction})
            case "choice":
                return self._choice(pattern)
            case "group":
                return self._content(pattern)
            case "optional" | "zeroOrMore" | "oneOrMore":
                return _repeated(self._content(pattern), _OCCURS[tag])
        return None  # attributes, documentation, empty

    def _choice(self, pattern: Any) -> Any:
        values = pattern.findall(RNG + "value")
        if values:
            listed = etree.Element(ODD + "valList", {"type": "closed"})
            for value in values:
                item = etree.SubElement(listed, ODD + "valItem", {"ident": value.text})
                etree.SubElement(item, ODD + "desc").text = _following(value, "content", "it")
            return listed
        parts = [part for child in pattern if (part := self._part(child)) is not None]
        return _joined("alternate", parts)


def _documentation(pattern: Any, what: str) -> str:
    found = pattern[0] if len(pattern) else None
    if found is None or found.tag != DOCUMENTATION:
        raise Undocumented(f"{what} has no documentation: write a line ## above it in cableconv.rnc")
    return " ".join(found.text.split())


def _following(value: Any, attribute: str, element: str) -> str:
    after = value.getnext()
    if after is None or after.tag != DOCUMENTATION:
        raise Undocumented(
            f'value "{value.text}" of {attribute} on <{element}> has no documentation: '
            "write a line ## above it in cableconv.rnc"
        )
    return " ".join(after.text.split())


def _pattern(data: Any) -> str:
    found = data.find(f"{RNG}param[@name='pattern']")
    return "" if found is None else found.text


def _joined(name: str, parts: list[Any]) -> Any:
    """A sequence or alternate of parts; of one, the part itself."""
    if len(parts) < 2:
        return parts[0] if parts else None
    whole = etree.Element(ODD + name)
    for part in parts:
        if part.tag == whole.tag and not part.attrib:
            whole.extend(part)
        else:
            whole.append(part)
    return whole


def _repeated(part: Any, occurs: dict[str, str]) -> Any:
    """The part, as often as is said. What is repeated already stands in a sequence of its own."""
    if part is None:
        return None
    if "minOccurs" in part.attrib or "maxOccurs" in part.attrib:
        inner, part = part, etree.Element(ODD + "sequence")
        part.append(inner)
    part.attrib.update(occurs)
    return part


def readable(content: Any) -> str:
    """ODD content in the notation of the compact form."""
    if content is None:
        return "empty"
    text = _readable(content)
    return text[1:-1] if text.startswith("(") and text.endswith(")") and _closes(text) else text


def _closes(text: str) -> bool:
    """Do the first and the last bracket belong together?"""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return place == len(text) - 1
    return False


def _readable(content: Any) -> str:
    name = content.tag.removeprefix(ODD)
    few, many = content.get("minOccurs") == "0", content.get("maxOccurs") == "unbounded"
    mark = {(True, False): "?", (True, True): "*", (False, True): "+", (False, False): ""}[few, many]
    match name:
        case "elementRef":
            return content.get("key") + mark
        case "textNode":
            return "text" + mark
        case "dataRef":
            return content.get("name") + mark
        case "valList":
            return "(" + " | ".join(f'"{item.get("ident")}"' for item in content) + ")" + mark
    between = ", " if name == "sequence" else " | "
    return "(" + between.join(map(_readable, content)) + ")" + mark
