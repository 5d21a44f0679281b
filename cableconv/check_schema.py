"""Faults of a TEI document against the schema, each with its place and what is allowed there.

libxml2 says whether a document is valid, in few words and with a line alone. Where it is not,
the document is walked once more, element by element, with what the RELAX NG schema allows each
element to hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST = 100  # faults that are told of one document


class Fault(NamedTuple):
    """A fault: line and column from 1 (column 0: unknown), and the message."""

    line: int
    column: int
    message: str


class Allowed(NamedTuple):
    """What the schema lets an element hold, all its patterns together."""

    children: frozenset[str]
    attributes: dict[str, frozenset[str]]  # name: the only values, none when free
    required: frozenset[str]
    text: bool


@cache
def allowed() -> dict[str, Allowed]:
    """By element name, from the packaged RELAX NG schema."""
    from lxml import etree

    from cableconv.resources import schema_file

    grammar = etree.parse(schema_file("cableconv.rng")).getroot()
    defines = {each.get("name", ""): each for each in grammar.iter(_RNG + "define")}
    found: dict[str, Allowed] = {}
    for element in grammar.iter(_RNG + "element"):
        name = element.get("name", "")
        children: set[str] = set()
        attributes: dict[str, set[str]] = {}
        required: set[str] = set()
        text = _collect(element, defines, children, attributes, required, True, set())
        known = found.get(name)
        merged = {key: frozenset(values) for key, values in attributes.items()}
        if known is not None:
            for key in {*known.attributes, *merged}:
                one, two = known.attributes.get(key), merged.get(key)
                free = (one is not None and not one) or (two is not None and not two)
                merged[key] = frozenset() if free else (one or frozenset()) | (two or frozenset())
            children |= known.children
            required &= known.required
            text = text or known.text
        found[name] = Allowed(frozenset(children), merged, frozenset(required), text)
    return found


def _collect(
    pattern: Any,
    defines: dict[str, Any],
    children: set[str],
    attributes: dict[str, set[str]],
    required: set[str],
    certain: bool,
    seen: set[str],
) -> bool:
    """Gather what stands below a pattern, up to the next element; whether text may stand there."""
    text = False
    for each in pattern:
        tag = each.tag.removeprefix(_RNG) if isinstance(each.tag, str) else ""
        if tag == "element":
            children.add(each.get("name", ""))
        elif tag == "attribute":
            name = each.get("name", "")
            attributes.setdefault(name, set()).update(_values(each, defines))
            if certain:
                required.add(name)
        elif tag == "ref":
            target = each.get("name", "")
            if target not in seen:
                below = seen | {target}
                text |= _collect(defines[target], defines, children, attributes, required, certain, below)
        elif tag in ("text", "data", "value", "list"):
            text = True
        else:
            sure = certain and tag in ("group", "interleave", "mixed", "oneOrMore")
            text |= _collect(each, defines, children, attributes, required, sure, seen)
            text |= tag == "mixed"
    return text


def _values(attribute: Any, defines: dict[str, Any]) -> set[str]:
    """The only values of an attribute; none when it is free."""
    values: set[str] = set()
    todo = list(attribute)
    while todo:
        each = todo.pop()
        tag = each.tag.removeprefix(_RNG) if isinstance(each.tag, str) else ""
        if tag == "value":
            values.add(each.text or "")
        elif tag == "ref":
            todo.extend(defines[each.get("name", "")])
        elif tag in ("choice", "group"):
            todo.extend(each)
        else:
            return set()
    return values


def faults(data: bytes) -> list[Fault]:
    """What stands where the schema does not allow it, in the order of the document."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    found: list[Fault] = []
    stack: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.removeprefix(_TEI + " ")
        if len(found) < _MOST:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            found.extend(
                Fault(line, column, message)
                for message in _element_faults(local, attributes, stack[-1] if stack else "")
            )
        stack.append(local)

    def end(name: str) -> None:
        stack.pop()

    def characters(text: str) -> None:
        known = allowed().get(stack[-1]) if stack else None
        if known is not None and not known.text and text.strip() and len(found) < _MOST:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            shown = " ".join(text.split())[:40]
            found.append(
                Fault(line, column, f'text "{shown}" is not allowed in <{stack[-1]}>, which holds elements')
            )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        found.append(
            Fault(error.lineno, error.offset + 1, f"not well-formed: {expat.ErrorString(error.code)}")
        )
    return found


def _element_faults(name: str, attributes: dict[str, str], parent: str) -> Iterator[str]:
    """Messages on one start tag."""
    above = allowed().get(parent)
    known = allowed().get(name)
    if above is not None and name not in above.children:
        yield f"element <{name}> is not allowed in <{parent}>; allowed there: {_listed(above.children)}"
    elif not parent and name not in ("TEI", "teiCorpus"):
        yield f"the root element is <{name}>; allowed: TEI, teiCorpus"
    if known is None:
        return
    given = {key.replace(f"{_XML} ", "xml:"): value for key, value in attributes.items()}
    for key, value in given.items():
        values = known.attributes.get(key)
        if values is None:
            yield (
                f"attribute {key} is not allowed on <{name}>; allowed: {_listed(known.attributes) or 'none'}"
            )
        elif values and not any(" ".join(value.split()) == one for one in values):
            yield f'{key}="{value[:40]}" is not allowed on <{name}>; allowed: {_listed(values)}'
    for key in sorted(known.required - given.keys()):
        yield f"<{name}> lacks the attribute {key}"


def _listed(names: Any) -> str:
    listed = sorted(names)
    return ", ".join(listed[:12]) + (f" and {len(listed) - 12} more" if len(listed) > 12 else "")
