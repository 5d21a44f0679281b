"""docs/schema/tei.md from the ODD."""

from __future__ import annotations

from typing import Any

from lxml import etree

from .constraints import SCH
from .grammar import ODD, readable

_EGXML = "{http://www.tei-c.org/ns/Examples}egXML"
_NAMESPACE = ' xmlns="http://www.tei-c.org/ns/Examples"'
_MANY = 12  # values above which their meaning is printed once in the page


def tei_page(odd: bytes) -> str:
    """The ODD as Markdown: its prose, then every element in the order of the alphabet."""
    root = etree.fromstring(odd)
    parts = [
        "# TEI documents\n\nMade from `schemas/1.0/cableconv.odd` by `python -m tools.schema`; do not edit.\n"
    ]
    for division in root.iter(ODD + "div"):
        parts.append(f"\n## {division.findtext(ODD + 'head')}\n")
        parts.extend(f"\n{_prose(each)}\n" for each in division.findall(ODD + "p"))
    told: set[str] = set()
    for element in root.iter(ODD + "elementSpec"):
        parts.append(_element(element, told))
    return "".join(parts)


def _prose(paragraph: Any) -> str:
    """A paragraph; names of elements and attributes as code."""
    marks = {"gi": "`<{}>`", "att": "`@{}`", "code": "`{}`", "emph": "*{}*"}
    text = paragraph.text or ""
    for child in paragraph:
        mark = marks[etree.QName(child).localname]
        text += mark.format(child.text) + (child.tail or "")
    return " ".join(text.split())


def _element(element: Any, told: set[str]) -> str:
    name = element.get("ident")
    parts = [f"\n### {name}\n\n{element.findtext(ODD + 'desc')} (TEI module {element.get('module')})\n\n"]
    parts.extend(f"- {_prose(each)}\n" for each in element.find(ODD + "remarks"))
    attributes = element.findall(f"{ODD}attList/{ODD}attDef")
    if attributes:
        parts.append("\n| attribute | | values | meaning |\n|---|---|---|---|\n")
        parts.extend(_attribute(each, told) for each in attributes)
    for constraint in element.findall(ODD + "constraintSpec"):
        parts.append(_constraint(constraint))
    for example in element.findall(ODD + "exemplum"):
        said = example.findtext(ODD + "p")
        text = _example(example.find(_EGXML))
        parts.append(f"\n{said + chr(10) + chr(10) if said else ''}```xml\n{text}\n```\n")
    return "".join(parts)


def _constraint(constraint: Any) -> str:
    """What it demands, and the examples that its description holds."""
    context = constraint.find(f"{ODD}constraint/{SCH}rule").get("context")
    desc = constraint.find(ODD + "desc")
    demand, said = desc.text.rsplit(". ", 1)
    parts = [f"\nConstraint `{constraint.get('ident')}` on `{context}`: {demand}.\n"]
    for example in desc.iter(_EGXML):
        parts.append(f"\n{said.strip()}\n\n```xml\n{_example(example)}\n```\n")
        said = example.tail or ""
    return "".join(parts)


def _attribute(attribute: Any, told: set[str]) -> str:
    listed = attribute.findall(f"{ODD}valList/{ODD}valItem")
    data = attribute.find(f"{ODD}datatype/{ODD}dataRef")
    if listed:
        values = _values([(each.get("ident"), each.findtext(ODD + "desc") or "") for each in listed], told)
    else:
        values = "text" if data.get("key") else readable(data)
        if data.get("restriction"):
            values += f" matching `{data.get('restriction')}`"
        if attribute.find(ODD + "datatype").get("maxOccurs"):
            values += ", one or more"
    required = "required" if attribute.get("usage") == "req" else ""
    return f"| {attribute.get('ident')} | {required} | {values} | {attribute.findtext(ODD + 'desc')} |\n"


def _values(values: list[tuple[str, str]], told: set[str]) -> str:
    """Values with their meaning; in a long list a meaning that was told above is left out."""
    shown = []
    for value, meaning in values:
        known = len(values) > _MANY and f"{value} {meaning}" in told
        shown.append(f"`{value}`" if known or not meaning else f"`{value}` ({meaning})")
        if len(values) > _MANY:
            told.add(f"{value} {meaning}")
    return ", ".join(shown)


def _example(example: Any) -> str:
    """The example as the ODD has it, less its indent."""
    text = etree.tostring(example[0], encoding="unicode", with_tail=False).replace(_NAMESPACE, "")
    first, *rest = text.split("\n")
    indent = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return "\n".join([first, *(line[indent:] for line in rest)])
