"""A grammar in RELAX NG (XML form) as patterns: what a document may be, what every element holds.

Law of this file: it reads the subset of RELAX NG that cableconv's schema uses, in which every name stands
in one namespace.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from cableconv.check.patterns import EMPTY, TEXT, Pattern, Sort, any_of, choice, group, many, pattern_of

_RNG = "{http://relaxng.org/ns/structure/1.0}"


class Schema(NamedTuple):
    """A grammar: what a document may be, and every element pattern with what it holds, by name."""

    start: Pattern
    elements: dict[str, tuple[Pattern, ...]]
    contents: dict[Pattern, Pattern]


class _Names(NamedTuple):
    """The definitions by name, and the pattern of each element by its node."""

    defines: dict[str, Any]
    elements: dict[Any, Pattern]


def schema(grammar: Any) -> Schema:
    """The schema that an lxml element, the grammar of RELAX NG, defines.

    Raises KeyError for a reference to a name that is not defined.
    """
    known = _Names(
        {each.get("name", ""): each for each in grammar.iter(_RNG + "define")},
        {
            node: pattern_of(Sort.ELEMENT, node.get("name", ""), (), str(number))
            for number, node in enumerate(grammar.iter(_RNG + "element"))
        },
    )
    elements: dict[str, tuple[Pattern, ...]] = {}
    for pattern in known.elements.values():
        elements[pattern.name] = (*elements.get(pattern.name, ()), pattern)
    start = _inside(grammar.find(_RNG + "start"), known)
    contents = {pattern: _inside(node, known) for node, pattern in known.elements.items()}
    return Schema(start, elements, contents)


def _inside(node: Any, known: _Names) -> Pattern:
    """What the children of a node say, one after the other."""
    whole = EMPTY
    for child in node:
        if isinstance(child.tag, str) and child.tag.startswith(_RNG):
            whole = group(whole, _read(child, known))
    return whole


def _read(node: Any, known: _Names) -> Pattern:
    """The pattern that a node of the grammar is."""
    name = node.get("name", "")
    match node.tag.removeprefix(_RNG):
        case "element":
            return known.elements[node]
        case "attribute":
            held = _inside(node, known)
            return pattern_of(Sort.ATTRIBUTE, name, (TEXT if held is EMPTY else held,), "")
        case "ref":
            return _inside(known.defines[name], known)
        case "text":
            return TEXT
        case "value":
            return pattern_of(Sort.VALUE, "", (), node.text or "")
        case "data":
            return pattern_of(Sort.DATA, node.get("type", ""), (), node.findtext(_RNG + "param", ""))
        case "list":
            return pattern_of(Sort.LIST, "", (_inside(node, known),), "")
        case "choice":
            return any_of(_read(child, known) for child in node if child.tag.startswith(_RNG))
        case "optional":
            return choice(_inside(node, known), EMPTY)
        case "zeroOrMore":
            return choice(many(_inside(node, known)), EMPTY)
        case "oneOrMore":
            return many(_inside(node, known))
    return _inside(node, known)  # group, param, empty
