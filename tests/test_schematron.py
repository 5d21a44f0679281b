"""The Schematron constraints: every one can be broken, and a full processor tells the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree, isoschematron

from cableconv.check.file import check
from cableconv.check.schematron import breaches, constraints
from cableconv.tei.walk import hardened

ROOT = Path(__file__).resolve().parent.parent
BAD = ROOT / "fixtures" / "bad"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
NAMES = [constraint.name for constraint in constraints()]
DOCUMENTS = sorted([*(ROOT / "fixtures").glob("*.xml"), *BAD.glob("CC604-*.xml")])


def test_every_constraint_has_a_name_a_message_and_a_remedy() -> None:
    assert len(NAMES) == len({*NAMES}) > 15
    for constraint in constraints():
        assert all(len(part) > 3 for part in (constraint.name, constraint.message, constraint.remedy))


@pytest.mark.parametrize("name", NAMES)
def test_every_constraint_has_a_document_that_breaks_it_alone(name: str) -> None:
    file = BAD / f"CC604-{name}.xml"
    (found,) = check(file.name, file.read_bytes())
    assert found.code == "CC604"
    assert f"> breaks {name}: " in found.message
    assert found.remedy


def test_every_such_document_is_of_a_constraint() -> None:
    assert sorted(path.stem.removeprefix("CC604-") for path in BAD.glob("CC604*")) == sorted(NAMES)


def processor() -> Any:
    return isoschematron.Schematron(
        etree.parse(ROOT / "schemas" / "1.0" / "cableconv.sch"), store_report=True
    )


def test_a_full_processor_tells_the_same() -> None:
    """The one of lxml, by XSLT."""
    schematron = processor()
    assert len(DOCUMENTS) > 40
    for path in DOCUMENTS:
        root = hardened(path.read_bytes())
        schematron.validate(root)
        told = sorted(
            (failed.get("id", ""), root.getroottree().getpath(_at(root, failed.get("location", ""))))
            for failed in schematron.validation_report.getroot().iter(SVRL + "failed-assert")
        )
        ours = sorted((found.name, root.getroottree().getpath(element)) for element, found in breaches(root))
        assert ours == told, path.name


def test_an_element_is_the_context_of_one_rule_of_a_pattern() -> None:
    """Of several a processor applies the first alone."""
    schema = etree.parse(ROOT / "schemas" / "1.0" / "cableconv.sch").getroot()
    spaces = {each.get("prefix", ""): each.get("uri", "") for each in schema.iter(SCH + "ns")}
    for path in DOCUMENTS:
        root = hardened(path.read_bytes())
        for pattern in schema.iter(SCH + "pattern"):
            contexts = [rule.get("context", "") for rule in pattern.iter(SCH + "rule")]
            found = [each for context in contexts for each in root.xpath(f"//{context}", namespaces=spaces)]
            assert len(found) == len({*found}), f"{path.name}: {pattern.get('id')}"


def _at(root: Any, location: str) -> Any:
    (found,) = root.getroottree().xpath(location)
    return found


def test_places_are_those_of_the_tags() -> None:
    """Line and column, in a document that has been wrapped in the middle of tags."""
    text = (BAD / "CC604-page-number.xml").read_text(encoding="utf-8")
    text = text.replace(' type="', '\n  type="').replace("<pb ", "<!-- a comment --><?a b?>\n\n   <pb\n")
    (found,) = check("a.xml", text.encode())
    lines = text.split("\n")
    assert lines[found.line - 1][found.column - 1 :] == "<pb"
