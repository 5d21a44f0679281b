"""The schemas' sources, what is made from them, and the code say the same."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from cableconv import resources
from cableconv.batch.report import DONE, FAILED, QUARANTINED, UP_TO_DATE
from cableconv.check.schematron import breaches
from cableconv.json.blocks import ELEMENTS
from cableconv.model import HEADER, LAYOUT, LINE_ENDS, Kind
from cableconv.tei.fields import FIELDS
from tests.test_cli import fails, run
from tools import schema as sources
from tools.schema.compact import RNG, relax_ng
from tools.schema.constraints import SCH
from tools.schema.grammar import ODD, Grammar, Undocumented

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "schemas" / "1.0"
TEI_ALL = ROOT.parent / "shared" / "schemas" / "tei_all-4.1.0.rng"
GRAMMAR = Grammar((SCHEMAS / "cableconv.rng").read_bytes())
SPECIFIED = etree.parse(SCHEMAS / "cableconv.odd").getroot()
EGXML = "{http://www.tei-c.org/ns/Examples}egXML"
ADDED = "an element was added? docs/schema/README.md says what to do"


def test_what_is_made_is_current() -> None:
    assert sources.stale() == [], "run: python -m tools.schema"


def bare(path: Path) -> bytes:
    """A schema without its comments and its indent."""
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True)
    return etree.tostring(etree.parse(path, parser), method="c14n")


@pytest.mark.skipif(shutil.which("trang") is None, reason="trang is not installed")
def test_both_forms_are_one_schema_for_trang_too(tmp_path: Path) -> None:
    subprocess.run(["trang", SCHEMAS / "cableconv.rnc", tmp_path / "made.rng"], check=True)
    assert bare(tmp_path / "made.rng") == bare(SCHEMAS / "cableconv.rng")


# The ODD


def in_grammar() -> dict[str, dict[str, set[str]]]:
    """Elements with their attributes and the values of those, from the RELAX NG schema."""
    found: dict[str, dict[str, set[str]]] = {}
    for element in GRAMMAR.elements:
        attributes = found.setdefault(element.name, {})
        for attribute in element.attributes:
            attributes.setdefault(attribute.name, set()).update(value for value, _ in attribute.values)
    return found


def in_odd() -> dict[str, dict[str, set[str]]]:
    return {
        spec.get("ident", ""): {
            attribute.get("ident", ""): {value.get("ident", "") for value in attribute.iter(ODD + "valItem")}
            for attribute in spec.iter(ODD + "attDef")
        }
        for spec in SPECIFIED.iter(ODD + "elementSpec")
    }


def test_odd_and_relax_ng_name_the_same() -> None:
    known, specified = in_grammar(), in_odd()
    assert specified.keys() == known.keys(), ADDED
    for name, attributes in known.items():
        assert specified[name].keys() == attributes.keys(), f"<{name}>: {ADDED}"
        for attribute, values in attributes.items():
            if specified[name][attribute]:  # an attribute that is free in one context lists none
                assert specified[name][attribute] == values, f"<{name} {attribute}>: {ADDED}"


def test_everything_in_the_odd_is_described_and_shown() -> None:
    specs = list(SPECIFIED.iter(ODD + "elementSpec"))
    assert len(specs) > 80
    for spec in specs:
        assert spec.findall(ODD + "exemplum"), spec.get("ident")
        for each in spec.iter(ODD + "elementSpec", ODD + "attDef", ODD + "valItem", ODD + "constraintSpec"):
            assert each.findtext(ODD + "desc"), f"{each.get('ident')} in {spec.get('ident')}"


def test_every_attribute_is_shown_in_an_example_of_its_element() -> None:
    for spec in SPECIFIED.iter(ODD + "elementSpec"):
        shown = {name for each in spec.iter(f"{EGXML[:-5]}{spec.get('ident')}") for name in each.attrib}
        for attribute in spec.iter(ODD + "attDef"):
            name = attribute.get("ident", "").replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
            assert name in shown, f"{attribute.get('ident')} of <{spec.get('ident')}>"


def in_tei(example: Any) -> Any:
    """What an egXML holds, as the element that it stands for."""
    text = etree.tostring(example[0], encoding="unicode", with_tail=False)
    return etree.fromstring(text.replace(EGXML[1:-6], ODD[1:-1]))


SPECIFIED_CONSTRAINTS = [
    spec for spec in SPECIFIED.iter(ODD + "constraintSpec") if spec.get("ident") != "prefix"
]


@pytest.mark.parametrize(
    "spec", SPECIFIED_CONSTRAINTS, ids=[spec.get("ident") for spec in SPECIFIED_CONSTRAINTS]
)
def test_every_constraint_has_an_example_that_keeps_it_and_one_that_breaks_it(spec: Any) -> None:
    kept, broken = spec.iter(EGXML)
    assert (kept.get("valid"), broken.get("valid")) == ("feasible", "false")
    assert list(breaches(in_tei(kept))) == []
    ((element, constraint),) = breaches(in_tei(broken))
    assert constraint.name == spec.get("ident")
    assert etree.QName(element).localname == spec.getparent().get("ident")


@pytest.mark.parametrize(
    "spec", SPECIFIED_CONSTRAINTS, ids=[spec.get("ident") for spec in SPECIFIED_CONSTRAINTS]
)
def test_what_keeps_a_constraint_shows_what_it_is_about(spec: Any) -> None:
    """An example that the constraint does not look at would keep it as well."""
    context = spec.find(f"{ODD}constraint/{SCH}rule").get("context")
    kept, _ = spec.iter(EGXML)
    assert in_tei(kept).getroottree().xpath(f"//{context}", namespaces={"t": ODD[1:-1]})


def test_the_page_shows_both_examples_of_every_constraint() -> None:
    page = (ROOT / "docs" / "schema" / "tei.md").read_text()
    for spec in SPECIFIED_CONSTRAINTS:
        told = page.split(f"Constraint `{spec.get('ident')}` on ", 1)[1]
        assert re.match(
            r".*\n\nThis keeps it:\n\n```xml\n[^`]+```\n\nThis breaks it:\n\n```xml\n[^`]+```\n", told
        )


def test_the_prefix_of_the_constraints_is_described_and_shown() -> None:
    (spec,) = (each for each in SPECIFIED.iter(ODD + "constraintSpec") if each.get("ident") == "prefix")
    assert spec.findtext(ODD + "desc")
    (example,) = spec.iter(EGXML)
    assert in_tei(example).tag == ODD + "trailer"


def test_odd_holds_every_constraint() -> None:
    asserts = etree.parse(SCHEMAS / "cableconv.sch").getroot().iter(SCH + "assert")
    held = [each.get("ident") for each in SPECIFIED.iter(ODD + "constraintSpec")]
    assert sorted(held) == sorted([*(each.get("id", "") for each in asserts), "prefix"])


def compiled(specification: Any) -> etree.RelaxNG:
    """The schema that the ODD specifies: one pattern an element, whatever its place."""
    grammar = etree.Element(RNG + "grammar", nsmap={None: RNG[1:-1]})
    grammar.set("ns", ODD[1:-1])
    grammar.set("datatypeLibrary", "http://www.w3.org/2001/XMLSchema-datatypes")
    start = etree.SubElement(etree.SubElement(grammar, RNG + "start"), RNG + "choice")
    for root in specification.find(f".//{ODD}schemaSpec").get("start").split():
        etree.SubElement(start, RNG + "ref", name=root)
    for spec in specification.iter(ODD + "elementSpec"):
        define = etree.SubElement(grammar, RNG + "define", name=spec.get("ident"))
        element = etree.SubElement(define, RNG + "element", name=spec.get("ident"))
        for attribute in spec.iter(ODD + "attDef"):
            required = attribute.get("usage") == "req"
            parent = element if required else etree.SubElement(element, RNG + "optional")
            made = etree.SubElement(parent, RNG + "attribute", name=attribute.get("ident"))
            values = attribute.findall(f"{ODD}valList/{ODD}valItem")
            choice = etree.SubElement(made, RNG + "choice") if values else None
            for value in values:
                etree.SubElement(choice, RNG + "value").text = value.get("ident")
        for content in spec.find(ODD + "content"):
            element.append(pattern(content))
    return etree.RelaxNG(grammar)


def pattern(content: Any) -> Any:
    """ODD content as a RELAX NG pattern."""
    few, many = content.get("minOccurs") == "0", content.get("maxOccurs") == "unbounded"
    if few or many:
        name = {(True, False): "optional", (True, True): "zeroOrMore", (False, True): "oneOrMore"}[few, many]
        whole = etree.Element(RNG + name)
        whole.append(pattern(without_occurrence(content)))
        return whole
    match content.tag.removeprefix(ODD):
        case "elementRef":
            return etree.Element(RNG + "ref", name=content.get("key"))
        case "sequence" | "alternate" as name:
            whole = etree.Element(RNG + {"sequence": "group", "alternate": "choice"}[name])
            whole.extend(pattern(each) for each in content)
            return whole
        case "empty":
            return etree.Element(RNG + "empty")
    return etree.Element(RNG + "text")  # text, and data, which libxml2 takes for it here


def without_occurrence(content: Any) -> Any:
    same = etree.Element(content.tag, {k: v for k, v in content.attrib.items() if "Occurs" not in k})
    same.extend(list(content))
    return same


def test_the_odd_makes_a_schema_that_allows_the_fixtures_and_no_more_elements() -> None:
    schema = compiled(etree.fromstring(etree.tostring(SPECIFIED)))
    fixtures = sorted((ROOT / "fixtures").glob("*.xml"))
    assert len(fixtures) > 20
    for path in fixtures:
        document = etree.parse(path)
        assert schema.validate(document), f"{path.name}: {schema.error_log.last_error}"
        paragraph = next(document.getroot().iter(ODD + "label", ODD + "p"))
        etree.SubElement(paragraph, ODD + "hi")
        assert not schema.validate(document)


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.skipif(not TEI_ALL.exists(), reason=f"{TEI_ALL} is not there")
def test_the_odd_is_valid_tei() -> None:
    done = subprocess.run(
        ["jing", TEI_ALL, SCHEMAS / "cableconv.odd"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[:2000]


# The code


def written() -> tuple[set[str], set[str]]:
    """Names of the elements and attributes in the strings of the TEI writer."""
    elements: set[str] = set()
    attributes: set[str] = set()
    for path in (ROOT / "cableconv" / "tei").glob("*.py"):
        tree = ast.parse(path.read_bytes())
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                elements.update(re.findall(r"(?<!P)</?([A-Za-z]+)(?=[\s/>]|$)", node.value))
                attributes.update(re.findall(r'(?<=[ "])([A-Za-z:]+)="', node.value))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "attribute":
                attributes.add(ast.literal_eval(node.args[0]))
    return elements, attributes


def test_the_writer_and_the_schema_name_the_same_elements() -> None:
    """Names that the writer puts together stand in tables; the rest stands in its strings."""
    elements = written()[0]
    known = in_grammar()
    assert elements - known.keys() == set(), f"the writer writes what the schema lacks; {ADDED}"
    assembled = {"list", "table", "front", "body", "back"}
    assert known.keys() - elements - assembled == set(), "the schema has what the writer does not write"


def test_the_writer_and_the_schema_name_the_same_attributes() -> None:
    attributes = written()[1] - {"xmlns", "href", "schematypens", "encoding", "version"}
    known = {name for names in in_grammar().values() for name in names}
    assert attributes - known == set(), f"the writer writes what the schema lacks; {ADDED}"
    assert known - attributes - {"encoding", "version"} == set(), (
        "the schema has what the writer does not write"
    )


def values(name: str) -> list[str]:
    """The values of a definition that holds nothing else."""
    return [each.text or "" for each in GRAMMAR.defines[name].iter(RNG + "value")]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("elementName", HEADER),
        ("layoutName", LAYOUT),
        ("lineEndName", LINE_ENDS),
        ("textName", frozenset(Kind) - HEADER - LAYOUT - LINE_ENDS),
    ],
)
def test_schema_and_model_have_the_same_kinds(name: str, kinds: frozenset[Kind]) -> None:
    assert sorted(values(name)) == sorted(kinds), f"{name} in cableconv.rnc and Kind in model.py differ"


def test_schema_and_model_have_the_same_fields() -> None:
    fields = [name.replace("_", "-") for name in FIELDS]
    assert values("fieldName") == fields, "fieldName in cableconv.rnc and FIELDS in tei_fields.py differ"
    parts = [name.replace("_", "-") for shape in FIELDS.values() if shape for name, _ in shape.parts]
    assert sorted({*values("part")}) == sorted({*parts}), "part in cableconv.rnc and the shapes differ"
    assert sorted(values("elementName")) == sorted(ELEMENTS)


def test_schema_and_batch_have_the_same_outcomes() -> None:
    report = json.loads((SCHEMAS / "cableconv.report.schema.json").read_bytes())
    outcomes = report["$defs"]["outcome"]["properties"]["outcome"]["enum"]
    assert outcomes == [DONE, UP_TO_DATE, FAILED, QUARANTINED]


# What the sources are asked for


MINIMAL = """default namespace = "http://www.tei-c.org/ns/1.0"
start = a
a =
  ## An a.
  element a {
    ## Its n.
    attribute n {
      ## one
      "1"
    }
  }
"""


@pytest.mark.parametrize("line", ["## An a.", "## Its n.", "## one"])
def test_a_missing_line_of_documentation_is_named(line: str) -> None:
    assert len(Grammar(relax_ng(MINIMAL)).elements) == 1
    with pytest.raises(Undocumented, match=r"write a line ## above it in cableconv\.rnc"):
        len(Grammar(relax_ng(MINIMAL.replace(line, ""))).elements)


def test_an_attribute_without_an_example_is_named() -> None:
    from tools.schema.examples import examples

    compact = (SCHEMAS / "cableconv.rnc").read_text()
    assert compact.count("element cell {") == 1
    other = compact.replace("element cell {", "element cell { ## Another.\nattribute unseen { text }?,")
    with pytest.raises(Undocumented, match=r"unseen of <cell> \(Another\.\) has no example: add one"):
        examples(Grammar(relax_ng(other)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name="char-id"', 'name="char-name"', "char-name is to be a constraint, once, with two examples"),
        ('<pb n="2002"/>', '<pb n="3"/>', "the second example of page-number is to break it alone, and once"),
        ('<pb n="2"/>', '<pb n="3000"/>', "the first example of page-number breaks page-number"),
    ],
)
def test_a_wrong_example_of_a_constraint_is_named(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tools.schema import constraints

    text = constraints.FILE.read_text()
    assert text.count(old) == 1
    (tmp_path / "constraints.xml").write_text(text.replace(old, new))
    monkeypatch.setattr(constraints, "FILE", tmp_path / "constraints.xml")
    with pytest.raises(Undocumented, match=said):
        constraints.constraint_examples(etree.parse(SCHEMAS / "cableconv.sch").getroot())


def test_a_constraint_without_examples_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tools.schema import constraints

    root = etree.parse(constraints.FILE, etree.XMLParser(collect_ids=False)).getroot()
    root.remove(next(each for each in root if each.get("name") == "char-id"))
    (tmp_path / "constraints.xml").write_bytes(etree.tostring(root))
    monkeypatch.setattr(constraints, "FILE", tmp_path / "constraints.xml")
    with pytest.raises(Undocumented, match="the constraint char-id has no examples: add them"):
        constraints.constraint_examples(etree.parse(SCHEMAS / "cableconv.sch").getroot())


def test_a_missing_example_is_named() -> None:
    from tools.schema.examples import examples

    with pytest.raises(Undocumented, match=r"<a> in no element \(An a\.\) has no example: add one"):
        examples(Grammar(relax_ng(MINIMAL)))


# What is published


def test_every_schema_is_printed_as_it_is() -> None:
    for name, forms in resources.SCHEMA_FILES.items():
        for form, file in forms.items():
            assert run("schema", name, "--form", form).stdout == (SCHEMAS / file).read_bytes()
        assert run("schema", name).stdout == (SCHEMAS / next(iter(forms.values()))).read_bytes()


def test_every_schema_can_be_printed() -> None:
    published = {file for forms in resources.SCHEMA_FILES.values() for file in forms.values()}
    assert published == {path.name for path in SCHEMAS.iterdir()}


@pytest.mark.parametrize(
    ("name", "form", "forms"), [("json", "rnc", "forms: json"), ("tei", "json", "rng, rnc, sch")]
)
def test_a_form_that_a_schema_lacks(name: str, form: str, forms: str) -> None:
    assert forms in fails(
        run("schema", name, "--form", form), 2, f"CC043 the schema {name} has no form {form}"
    )


def test_the_catalog_names_every_schema_once() -> None:
    entries = [
        each for each in etree.parse(SCHEMAS / "catalog.xml").getroot() if each.tag is not etree.Comment
    ]
    files = [entry.get("uri", "") for entry in entries]
    assert sorted(files) == sorted(path.name for path in SCHEMAS.iterdir() if path.name != "catalog.xml")
    names = {entry.get("name", ""): (SCHEMAS / entry.get("uri", "")).read_text() for entry in entries}
    for name, text in names.items():
        assert name.startswith("urn:cableconv:schema:1.0-draft:")
        if '"$id"' in text:
            assert f'"$id": "{name}"' in text


def test_the_pages_name_every_schema() -> None:
    page = (ROOT / "docs" / "schema" / "README.md").read_text()
    for path in SCHEMAS.iterdir():
        assert f"`{path.name}`" in page
    for path in (ROOT / "docs" / "schema").iterdir():
        assert path.name == "README.md" or f"]({path.name})" in page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("start = a", "start a", "cableconv.rnc:2: '=' is expected, not 'a'"),
        ('"1"', "&", "cableconv.rnc:9: '&' is not read"),
        ('"1"', ")", "cableconv.rnc:9: a pattern is expected, not ')'"),
        ("  }\n", "", "'}' is expected, not ''"),
    ],
)
def test_a_fault_of_the_compact_form_is_named_with_its_line(old: str, new: str, said: str) -> None:
    assert old in MINIMAL
    with pytest.raises(SyntaxError, match=re.escape(said)):
        relax_ng(MINIMAL[::-1].replace(old[::-1], new[::-1], 1)[::-1])
