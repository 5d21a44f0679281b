"""The ODD: the prose of guide.xml with a specification of every element, from the grammar."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

from lxml import etree

from .compact import TEI
from .constraints import SCH, constraint_examples
from .grammar import ODD, Attribute, Element, Grammar, Undocumented, readable

GUIDE = Path(__file__).parent / "guide.xml"
_PREFIX = re.compile(r"(?<![^# ])c[0-9a-f]+(?:-[0-9]+)?-(?=[a-zU])")
_SCH_ALONE = {"sch": SCH[1:-1]}
_EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
_HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- Made from cableconv.rnc, cableconv.sch, tools/schema/guide.xml and examples.xml by
     python -m tools.schema; do not edit. -->
"""
# The TEI P5 module (Guidelines, appendix C) of every element.
_MODULES = {
    "core": "abbr bibl binaryObject biblScope choice corr date head item label list measure milestone note p "
    "pb lb publisher quote ref relatedItem sic teiCorpus term title",
    "figures": "cell row table",
    "gaiji": "char charDecl g mapping",
    "header": "appInfo application authority availability catDesc catRef category classDecl correspAction "
    "correspContext correspDesc edition editionStmt editorialDecl encodingDesc extent fileDesc hyphenation "
    "idno keywords licence normalization profileDesc publicationStmt sourceDesc taxonomy teiHeader textClass "
    "titleStmt correction punctuation",
    "iso-fs": "binary f fs numeric string symbol vColl",
    "linking": "ab seg standOff",
    "namesdates": "orgName placeName",
    "textstructure": "TEI back body byline closer div front signed text trailer",
    "transcr": "facsimile fw metamark space surplus",
}
MODULES = {name: module for module, names in _MODULES.items() for name in names.split()}


def odd(grammar: Grammar, examples: dict[int, list[Any]], schematron: bytes) -> bytes:
    """The whole ODD. Raises Undocumented for an element whose TEI module is not known."""
    guide = etree.parse(GUIDE, etree.XMLParser(remove_comments=True)).getroot()
    place = next(each for each in guide.iter(etree.PI) if each.target == "specification")
    place.getparent().replace(place, _specification(grammar, examples, etree.fromstring(schematron)))
    _number(guide)
    etree.indent(guide)
    for example in guide.iter(_EXAMPLES + "egXML"):
        if not (example.tail or "").strip():
            example.tail = "\n"
    return _HEAD + etree.tostring(guide, encoding="UTF-8") + b"\n"


def _specification(grammar: Grammar, examples: dict[int, list[Any]], schematron: Any) -> Any:
    by_name: dict[str, list[tuple[Element, list[Any]]]] = {}
    for number, element in enumerate(grammar.elements):
        by_name.setdefault(element.name, []).append((element, examples[number]))
    unknown = sorted(by_name.keys() - MODULES.keys())
    if unknown:
        raise Undocumented(f"name the TEI module of {', '.join(unknown)} in tools/schema/odd.py")
    whole = _made("schemaSpec", ident="cableconv", start="TEI teiCorpus", ns=TEI)
    _add(whole, "moduleRef", key="tei")
    for module in sorted({MODULES[name] for name in by_name}):
        names = sorted(name for name in by_name if MODULES[name] == module)
        _add(whole, "moduleRef", key=module, include=" ".join(names))
    whole.append(_prefix())
    constraints = _constraints(schematron, by_name)
    for name in sorted(by_name, key=str.lower):
        whole.append(_element(name, by_name[name], constraints.get(name, [])))
    return whole


def _element(name: str, contexts: list[tuple[Element, list[Any]]], constraints: list[Any]) -> Any:
    spec = _made("elementSpec", ident=name, module=MODULES[name], mode="change")
    _add(spec, "desc").text = contexts[0][0].documentation
    _add(spec, "classes", mode="replace")
    spec.append(_content(element for element, _ in contexts))
    spec.extend(constraints)
    attributes = _merged([element for element, _ in contexts])
    if attributes:
        listed = _add(spec, "attList")
        for attribute in attributes:
            listed.append(_attribute(attribute))
    shown: set[bytes] = set()
    for example in (each for _, examples in contexts for each in examples):
        text = etree.tostring(example, with_tail=False)
        if text not in shown:
            shown.add(text)
            _add(spec, "exemplum").append(_egxml(example))
    remarks = _add(spec, "remarks")
    for element, _ in contexts:
        remarks.append(_context(element))
    return spec


def _context(element: Element) -> Any:
    """What the element is in one place, and what it may hold there."""
    paragraph = _made("p")
    paragraph.text = "In " if element.parents else "As the root of a document"
    for number, parent in enumerate(element.parents):
        gi = _add(paragraph, "gi")
        gi.text, gi.tail = parent, ", " if number + 1 < len(element.parents) else ""
    last = paragraph[-1] if len(paragraph) else None
    said = f": {element.documentation} Content: "
    if last is None:
        paragraph.text += said
    else:
        last.tail = said
    code = _add(paragraph, "code")
    code.text = readable(element.content)
    return paragraph


def _content(elements: Iterable[Element]) -> Any:
    """The contents of all contexts, as alternatives."""
    content = _made("content")
    distinct: dict[str, Any] = {readable(element.content): element.content for element in elements}
    if list(distinct) == ["empty"]:
        _add(content, "empty")
        return content
    if len(distinct) == 1:
        content.append(copy.deepcopy(next(iter(distinct.values()))))
        return content
    inside = _add(content, "alternate")
    if distinct.pop("empty", 0) is None:
        inside.set("minOccurs", "0")
    for each in distinct.values():
        inside.append(copy.deepcopy(each))
    if len(inside) == 1:  # an alternate has two members at least
        content.replace(inside, _made("sequence", minOccurs="0"))
        content[0].append(inside[0])
    return content


def _merged(elements: list[Element]) -> list[Attribute]:
    """The attributes of all contexts; what stands in each context is required."""
    found: dict[str, list[Attribute]] = {}
    for element in elements:
        for attribute in element.attributes:
            found.setdefault(attribute.name, []).append(attribute)
    merged = []
    for name, same in found.items():
        free = any(not each.values for each in same)
        values = tuple(dict(value for each in same for value in each.values).items())
        required = len(same) == len(elements) and all(each.required for each in same)
        kinds = {(each.datatype, each.pattern, each.is_list) for each in same}
        merged.append(
            replace(same[0], required=required, values=() if free else values)
            if len(kinds) == 1
            else Attribute(name, same[0].documentation, required, ())
        )
    return merged


def _attribute(attribute: Attribute) -> Any:
    spec = _made("attDef", ident=attribute.name, mode="add", usage="req" if attribute.required else "opt")
    _add(spec, "desc").text = attribute.documentation
    datatype = _add(spec, "datatype")
    if attribute.is_list:
        datatype.set("maxOccurs", "unbounded")
    if attribute.values or not attribute.datatype:
        _add(datatype, "dataRef", key="teidata.enumerated" if attribute.values else "teidata.text")
    else:
        data = _add(datatype, "dataRef", name=attribute.datatype)
        if attribute.pattern:
            data.set("restriction", attribute.pattern)
    if attribute.values:
        listed = _add(spec, "valList", type="closed")
        for value, meaning in attribute.values:
            item = _add(listed, "valItem", ident=value)
            if meaning:
                _add(item, "desc").text = meaning
    return spec


def _constraints(schematron: Any, names: Iterable[str]) -> dict[str, list[Any]]:
    """By element, the asserts of the Schematron schema, each with an example that keeps it and one that
    breaks it."""
    remedies = {each.get("id"): each.text for each in schematron.iter(SCH + "diagnostic")}
    shown = constraint_examples(schematron)
    found: dict[str, list[Any]] = {}
    for rule in schematron.iter(SCH + "rule"):
        for demand in rule.iter(SCH + "assert"):
            spec = _made("constraintSpec", ident=demand.get("id"), scheme="schematron")
            asked = " ".join(demand.text.split())
            desc = _add(spec, "desc")
            desc.text = f"{asked}; to mend: {remedies[demand.get('diagnostics')]}."
            context = {"context": rule.get("context")}
            inner = etree.SubElement(_add(spec, "constraint"), SCH + "rule", context, nsmap=_SCH_ALONE)
            etree.SubElement(inner, SCH + "assert", {"test": demand.get("test")}).text = asked
            about = shown[demand.get("id")]
            _show(desc, " This keeps it: ", about.kept, valid="feasible")
            _show(desc, " This breaks it: ", about.broken, valid="false")
            if about.element not in names:
                raise Undocumented(f"the Schematron rule for {rule.get('context')} is about no element")
            found.setdefault(about.element, []).append(spec)
    return found


def _prefix() -> Any:
    """What the prefix in all constraints stands for."""
    spec = _made("constraintSpec", ident="prefix", scheme="schematron")
    desc = _add(spec, "desc")
    desc.text = "the prefix t stands for the namespace of TEI; nothing is demanded of a document."
    etree.SubElement(_add(spec, "constraint"), SCH + "ns", {"prefix": "t", "uri": TEI}, nsmap=_SCH_ALONE)
    _show(desc, " This is what t:trailer means: ", _trailer(), valid="true")
    return spec


def _trailer() -> Any:
    trailer = _made("trailer")
    trailer.text = "BT"
    return trailer


def _show(desc: Any, said: str, example: Any, **attributes: str) -> None:
    """Put an example into a description: TEI has no other place for one in a constraintSpec."""
    if len(desc):
        desc[-1].tail = said
    else:
        desc.text += said
    desc.append(_egxml(example, **attributes))


def _egxml(example: Any, **attributes: str) -> Any:
    """The example in TEI's namespace for examples; `_number` makes its ids its own."""
    shown = etree.Element(_EXAMPLES + "egXML", attributes, nsmap={None: _EXAMPLES[1:-1]})
    shown.append(_renamed(example))
    return shown


def _renamed(element: Any) -> Any:
    made = etree.Element(element.tag.replace(ODD, _EXAMPLES), element.attrib, nsmap={None: _EXAMPLES[1:-1]})
    made.text = element.text
    for child in element:
        inner = _renamed(child)
        inner.tail = child.tail
        made.append(inner)
    return made


def _number(guide: Any) -> None:
    """Give the ids of each example a prefix of their own, as an id stands once in a document; made from
    the name of the element or constraint, so that another changes no example but its own."""
    counted: Counter[str] = Counter()
    for example in guide.iter(_EXAMPLES + "egXML"):
        owner = next(example.iterancestors(ODD + "elementSpec", ODD + "constraintSpec")).get("ident")
        prefix = f"c{crc32(owner.encode()):08x}{counted[owner]:x}-"
        counted[owner] += 1
        for element in example.iter():
            for name, value in element.attrib.items():
                element.set(name, _PREFIX.sub(prefix, value))


def _made(tag: str, /, **attributes: str) -> Any:
    return etree.Element(ODD + tag, attributes, nsmap={None: TEI})


def _add(parent: Any, tag: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, ODD + tag, attributes)
