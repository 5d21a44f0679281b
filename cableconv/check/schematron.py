"""The constraints of the Schematron schema on a TEI document.

Law of this file: it tells what a Schematron processor tells. A rule's context and an assert's test make one
XPath that finds what breaks it; so it asks of the schema that the contexts of one pattern do not overlap and
that no test needs a variable, which tests/test_schematron.py holds beside a full processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

_SCH = "{http://purl.oclc.org/dsdl/schematron}"


class Constraint(NamedTuple):
    """An assert: its id, the XPath of the nodes that break it, what it demands, how to mend."""

    name: str
    breaches: Any
    message: str
    remedy: str


@cache
def constraints() -> tuple[Constraint, ...]:
    """The asserts of the packaged schema, compiled."""
    from lxml import etree

    from cableconv.resources import schema_file

    schema = etree.parse(schema_file("cableconv.sch")).getroot()
    spaces = {each.get("prefix", ""): each.get("uri", "") for each in schema.iter(_SCH + "ns")}
    remedies = {each.get("id", ""): each.text or "" for each in schema.iter(_SCH + "diagnostic")}
    return tuple(
        Constraint(
            demand.get("id", ""),
            etree.XPath(f"//{rule.get('context')}[not({demand.get('test')})]", namespaces=spaces),
            " ".join((demand.text or "").split()),
            remedies.get(demand.get("diagnostics", ""), ""),
        )
        for rule in schema.iter(_SCH + "rule")
        for demand in rule.iter(_SCH + "assert")
    )


def breaches(root: Any) -> Iterator[tuple[Any, Constraint]]:
    """Every element that breaks a constraint, with the constraint."""
    for constraint in constraints():
        for element in constraint.breaches(root):
            yield element, constraint
