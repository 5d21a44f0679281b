"""The examples of every element, taken from examples.xml and held to the schema."""

from __future__ import annotations

import copy
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from .compact import RNG, TEI
from .grammar import Element, Grammar, Undocumented

FILE = Path(__file__).parent / "examples.xml"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_LARGE = 700  # characters of an example above which a smaller one is taken, if there is one


def examples(grammar: Grammar) -> dict[int, list[Any]]:
    """Examples of each element of the grammar, by its place in `grammar.elements`: one, and more for the
    attributes that no example of an element of this name shows yet.

    Raises Undocumented when an element has no example in one of its contexts, or an attribute none at all,
    or when an example is not what the schema allows.
    """
    parser = etree.XMLParser(remove_comments=True)
    root = etree.parse(FILE, parser).getroot()
    used: set[Any] = set()
    found: dict[int, list[Any]] = {}
    shown: dict[str, set[str]] = {}
    patterns = grammar.root.iter(RNG + "element")
    names = [element.name for element in grammar.elements]
    for number, (element, pattern) in enumerate(zip(grammar.elements, patterns, strict=True)):
        valid = [each for each in _candidates(root, element) if _allows(grammar, pattern, each)]
        used.update(valid)
        if not valid:
            raise Undocumented(
                f"<{element.name}> in {_listed(element.parents)} ({element.documentation}) has no "
                f"example: add one to {FILE.name}"
            )
        rank = partial(_rank, alone=names.count(element.name) == 1)
        chosen = [min(valid, key=rank)]
        told = shown.setdefault(element.name, set())
        told |= _shown(chosen[0])
        while more := [each for each in valid if _shown(each) - told]:
            chosen.append(min(more, key=rank))
            told |= _shown(chosen[-1])
        found[number] = chosen
    for element in grammar.elements:
        for attribute in element.attributes:
            if attribute.name not in shown[element.name]:
                raise Undocumented(
                    f"{attribute.name} of <{element.name}> ({attribute.documentation}) has no example: "
                    f"add one to {FILE.name}"
                )
    for each in root:
        if each not in used:
            raise Undocumented(f"{FILE.name}:{each.sourceline}: the schema does not allow this example")
    return found


def _shown(example: Any) -> set[str]:
    """The attributes of the example, as the schema names them."""
    return {name.replace(_XML, "xml:") for name in example.attrib}


def _candidates(root: Any, element: Element) -> list[Any]:
    named = root.iter(f"{{{TEI}}}{element.name}")
    wanted = {*element.parents, "examples"}
    return [each for each in named if each is not root and _name(each.getparent()) in wanted]


def _rank(example: Any, alone: bool) -> tuple[bool, bool, int]:
    """Small before large; examples of their own first where the element has one context alone, else
    those that stand in it; then those that show more."""
    size = len(etree.tostring(example))
    own = _name(example.getparent()) == "examples"
    return size > _LARGE, own is not alone, -size


def _allows(grammar: Grammar, pattern: Any, example: Any) -> bool:
    """Does the schema, begun with this pattern, allow the example?"""
    schema = etree.Element(grammar.root.tag, grammar.root.attrib, nsmap=grammar.root.nsmap)
    schema.extend(copy.deepcopy(each) for each in grammar.root.iter(RNG + "define"))
    etree.SubElement(schema, RNG + "start").append(copy.deepcopy(pattern))
    alone = etree.fromstring(etree.tostring(example, with_tail=False))
    return bool(etree.RelaxNG(schema).validate(alone))


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"<{name}>" for name in names) or "no element"
