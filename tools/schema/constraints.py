"""The examples of every constraint, taken from constraints.xml and held to the Schematron schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from .compact import TEI
from .grammar import Undocumented

SCH = "{http://purl.oclc.org/dsdl/schematron}"
FILE = Path(__file__).parent / "constraints.xml"


class Shown(NamedTuple):
    """An example that keeps a constraint, one that breaks it, and the name of the element it is about."""

    kept: Any
    broken: Any
    element: str


def constraint_examples(schematron: Any) -> dict[str, Shown]:
    """The examples of each assert of the schema, by its id. Raises Undocumented for one without, and for
    examples that do not show what they are to show."""
    demands = {demand.get("id"): demand for demand in schematron.iter(SCH + "assert")}
    root = etree.parse(FILE, etree.XMLParser(remove_comments=True, collect_ids=False)).getroot()
    found: dict[str, Shown] = {}
    for given in root:
        name, line = given.get("name"), f"{FILE.name}:{given.sourceline}"
        if name not in demands or name in found or len(given) != 2:
            raise Undocumented(f"{line}: {name} is to be a constraint, once, with two examples")
        kept, broken = (etree.fromstring(etree.tostring(each, with_tail=False)) for each in given)
        if told := _breaches(schematron, kept):
            raise Undocumented(f"{line}: the first example of {name} breaks {told[0][0]}")
        told = _breaches(schematron, broken)
        if [each for each, _ in told] != [name]:
            raise Undocumented(f"{line}: the second example of {name} is to break it alone, and once")
        found[name] = Shown(kept, broken, told[0][1])
    for name in demands.keys() - found.keys():
        raise Undocumented(f"the constraint {name} has no examples: add them to {FILE.name}")
    return found


def _breaches(schematron: Any, example: Any) -> list[tuple[str, str]]:
    """The asserts that an example breaks, each with the name of the element that does."""
    return [
        (demand.get("id"), etree.QName(element).localname)
        for rule in schematron.iter(SCH + "rule")
        for demand in rule.iter(SCH + "assert")
        for element in example.xpath(
            f"//{rule.get('context')}[not({demand.get('test')})]", namespaces={"t": TEI}
        )
    ]
