"""Faults against the RELAX NG schema: what is told of each, and that no other is told."""

from __future__ import annotations

import copy
import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from cableconv import validate
from cableconv.check import datatypes
from cableconv.check.file import Choices, check
from cableconv.check.schema import Fault, faults

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = sorted((ROOT / "fixtures").glob("*.xml"))
JING = shutil.which("jing")
SCHEMA = ROOT / "schemas" / "1.0" / "cableconv.rng"
GOOD = (ROOT / "fixtures" / "full-header.diplomatic.xml").read_text(encoding="utf-8")

# What is done to the document, and what is told of it.
CASES = {
    "element unknown": (
        "<body>",
        "<body><hi>word</hi>",
        "element <hi> is not allowed here in <body>; allowed: <div>; "
        "take its tags away, or name an element that is allowed there",
    ),
    "element misspelt": (
        "<editionStmt>",
        "<editionstmt/><editionStmt>",
        "element <editionstmt> is not allowed here in <fileDesc>; allowed: <editionStmt>; "
        "write <editionStmt>",
    ),
    "element elsewhere": (
        "</profileDesc>",
        "</profileDesc><trailer>BT</trailer>",
        "element <trailer> is not allowed here in <teiHeader>; allowed: the end of <teiHeader>; "
        "move it: it stands in <div>",
    ),
    "element of another namespace": (
        "<body>",
        '<body><a xmlns="urn:a"/>',
        "element <{urn:a}a> is not allowed here in <body>; allowed: <div>; "
        "take its tags away, or name an element that is allowed there",
    ),
    "element missing": (
        r"<appInfo>.*</appInfo>",
        "",
        "<encodingDesc> lacks <appInfo> before <editorialDecl>; add it, or convert the source again",
    ),
    "element missing of several with its name": (
        r'<note type="encoding">utf-8</note>',
        "",
        '<bibl> lacks <note type="encoding"> before <note>; add it, or convert the source again',
    ),
    "elements missing at the end": (
        r"(?s)<body>.*</body>",
        "",
        "<text> is not complete; expected: <body>; add what is missing, or convert the source again",
    ),
    "attribute unknown": (
        "<body>",
        '<body rend="x">',
        "attribute rend is not allowed on <body>; allowed: none; take it away",
    ),
    "attribute that others have": (
        "<p ",
        '<p type="x" ',
        "attribute type is not allowed on <p>; allowed: ana, n; take it away",
    ),
    "attribute missing": (
        ' quantity="2314"',
        "",
        "<measure> lacks the attribute quantity; add it, or convert the source again",
    ),
    "attribute of no allowed value": (
        '<symbol value="stated"/>',
        '<symbol value="state"/>',
        'value="state" is not allowed on this <symbol>; allowed: "stated", "derived"; write "stated"',
    ),
    "attribute of another datatype": (
        'quantity="2314"',
        'quantity="-5"',
        'quantity="-5" is not allowed on this <measure>; allowed: a whole number from 0; '
        "give an allowed value, or convert the source again",
    ),
    "text among elements": (
        "<titleStmt>",
        "<titleStmt>loose words",
        'text "loose words" is not allowed here in <titleStmt>; allowed: <title type="host">, '
        '<title type="subject">, <title>; take it away, or convert the source again',
    ),
    "text of no allowed value": (
        '<note type="newline">lf',
        '<note type="newline">nl',
        'text "nl" is not allowed here in <note>; allowed: "cr", "crlf", "lf"; '
        "give an allowed value, or convert the source again",
    ),
    "text of another datatype": (
        '(<idno type="sha256">)[^<]*',
        r"\1abc",
        'text "abc" is not allowed here in <idno>; allowed: text that matches [0-9a-f]{64}; '
        "give an allowed value, or convert the source again",
    ),
    "text missing": (
        '(<idno type="sha256">)[^<]*',
        r"\1",
        "<idno> is not complete; expected: text that matches [0-9a-f]{64}; "
        "add what is missing, or convert the source again",
    ),
    "no namespace": (
        ' xmlns="http://www.tei-c.org/ns/1.0"',
        "",
        "element <TEI> is in no namespace, and not in http://www.tei-c.org/ns/1.0; allowed: <TEI>, "
        '<teiCorpus>; write xmlns="http://www.tei-c.org/ns/1.0" in its start tag',
    ),
    "another namespace": (
        "http://www.tei-c.org/ns/1.0",
        "http://www.tei-c.org/ns/1.1",
        "element <TEI> is in the namespace http://www.tei-c.org/ns/1.1, and not in "
        "http://www.tei-c.org/ns/1.0; allowed: <TEI>, <teiCorpus>; "
        'write xmlns="http://www.tei-c.org/ns/1.0" in its start tag',
    ),
    "children in no namespace": (
        "(?s)<TEI xmlns=(.*)</TEI>",
        r"<t:TEI xmlns:t=\1</t:TEI>",
        "element <teiHeader> is in no namespace, and not in http://www.tei-c.org/ns/1.0; "
        'write xmlns="http://www.tei-c.org/ns/1.0" in its start tag',
    ),
    "a name that is none": (
        '(<taxonomy xml:id=")[^"]*',
        r"\1#one",
        'xml:id="#one" is not allowed on this <taxonomy>; allowed: a name that begins with a letter that '
        "matches c[0-9a-f]+-.+; give an allowed value, or convert the source again",
    ),
    "a name twice": (
        '(?s)(<category xml:id="([^"]*)".*?<category xml:id=")[^"]*',
        r"\1\2",
        'xml:id="cc02d18ee361d-extent-summary" stands twice in the document, first in line 15; '
        "give the declaration its own name again",
    ),
    "another root": (
        r"(?s)<TEI xmlns=([^>]*)>.*</TEI>",
        r"<text xmlns=\1><body><div><p>A.</p></div></body></text>",
        "the root element is <text>; allowed: <TEI>, <teiCorpus>; move it: it stands in <TEI>",
    ),
}


def broken(name: str) -> str:
    old, new, _ = CASES[name]
    made, count = re.subn(old, new, GOOD, count=1)
    assert count
    return made


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_in_these_words_and_no_other_is(name: str) -> None:
    (found,) = faults(broken(name).encode())
    assert f"{found.message}; {found.remedy}" == CASES[name][2]


def test_every_fault_of_a_document_is_told() -> None:
    """One does not hide the next."""
    text = GOOD
    for old, new, _ in (CASES["attribute missing"], CASES["element missing"], CASES["element unknown"]):
        text = re.sub(old, new, text, count=1)
    assert [each.message.split(";")[0] for each in faults(text.encode())] == [
        "<measure> lacks the attribute quantity",
        "<encodingDesc> lacks <appInfo> before <editorialDecl>",
        "element <hi> is not allowed here in <body>",
    ]


def test_a_fault_of_the_namespace_hides_no_other_and_is_told_once() -> None:
    text = broken("no namespace").replace("<body>", '<body rend="x">', 1)
    assert [each.message.split(";")[0] for each in faults(text.encode())] == [
        "element <TEI> is in no namespace, and not in http://www.tei-c.org/ns/1.0",
        "attribute rend is not allowed on <body>",
    ]


def test_all_faults_are_told_and_where_they_are_too_many_that_is_told() -> None:
    found = faults(GOOD.replace("<body>", "<body>" + "<foo/>" * 3000, 1).encode())
    assert len(found) == 3000
    found = faults(GOOD.replace("<body>", "<body>" + "<foo/>" * 10_001, 1).encode())
    assert len(found) == 10_001
    assert found[-1].message == "10000 faults are told; the rest of the document was not read"


@pytest.mark.parametrize("name", ["a name that is none", "a name twice"])
def test_a_wrong_name_is_a_fault_of_the_schema_but_a_doctype_is_one_first(name: str) -> None:
    (told,) = check("a.xml", broken(name).encode())
    assert told.code == "CC603"
    (told,) = check("a.xml", broken(name).replace("<TEI", "<!DOCTYPE TEI>\n<TEI", 1).encode())
    assert told.code == "CC710"


def test_faults_inside_an_unknown_element_are_told() -> None:
    text = GOOD.replace("<body>", '<body><section><pb n="one"/></section>', 1)
    assert [each.message.split(" is not allowed")[0] for each in faults(text.encode())] == [
        "element <section>",
        'n="one"',
    ]


def up_to(text: str, place: tuple[int, int]) -> int:
    """How many characters stand before a line and column."""
    line, column = place
    return sum(len(each) for each in text.splitlines(keepends=True)[: line - 1]) + column - 1


def is_place_of(fault: Fault, jing: tuple[int, int], text: str) -> bool:
    """jing gives the end of the tag, or of the text and its end tag, where we give its beginning."""
    between = text[up_to(text, (fault.line, fault.column)) : up_to(text, jing)]
    told = "[^<>]*(</[^<>]*>)?" if fault.message.startswith('text "') else "(<[^<>]*>)?"
    return re.fullmatch(told, between) is not None


def told_by_jing(folder: Path) -> dict[str, tuple[int, int]]:
    """Line and column of the first error of each document that jing refuses."""
    done = subprocess.run(
        ["jing", SCHEMA, *sorted(folder.iterdir())], capture_output=True, text=True, check=False
    )
    told: dict[str, tuple[int, int]] = {}
    for name, line, column in re.findall(r"^.*/(.*)\.xml:(\d+):(\d+): error", done.stdout, re.MULTILINE):
        told.setdefault(name, (int(line), int(column)))
    return told


FOREIGN = {
    "no namespace": ("<ead><eadheader/><p>words</p></ead>", "<ead> in no namespace"),
    "a name of ours in no namespace": ("<list><hi/></list>", "<list> in no namespace"),
    "a namespace of its own": ('<METS:mets xmlns:METS="urn:m"/>', "<mets> in the namespace urn:m"),
    "a name of ours elsewhere": ('<text xmlns="urn:t"/>', "<text> in the namespace urn:t"),
    "TEI of others": (
        '<sourceDoc xmlns="http://www.tei-c.org/ns/1.0"/>',
        "<sourceDoc> in the namespace http://www.tei-c.org/ns/1.0",
    ),
}


@pytest.mark.parametrize("engine", ["lxml", "jing"])
@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_document_is_told_once_as_such(name: str, engine: str) -> None:
    """Whatever it holds, and whatever its instructions refer to; jing is not asked."""
    text, root = FOREIGN[name]
    data = f'<?xml version="1.0"?>\n<?xml-stylesheet href="a.css"?>\n{text}'.encode()
    (told,) = check("a.xml", data, Choices(engine=engine))
    assert (told.line, told.column, told.code) == (3, 1, "CC603")
    assert told.message == f"the root element is {root}: this is no document of cableconv"
    assert told.remedy == "leave the file out, or check one with the root <TEI> or <teiCorpus>"


@pytest.mark.parametrize("root", ["tei", "Tei", "TEI.2", "teiCorpu", "text", "div"])
def test_an_edited_root_is_no_foreign_document(root: str) -> None:
    text = GOOD.replace("<TEI ", f"<{root} ", 1).replace("</TEI>", f"</{root}>")
    assert "no document of cableconv" not in faults(text.encode())[0].message
    assert f"the root element is <{root}>; allowed: <TEI>, <teiCorpus>" == faults(text.encode())[0].message


LONG = "a" * 40_000
LONG_NAMES = {
    "attribute": GOOD.replace("<body>", f'<body {LONG}="x">', 1),
    "element": GOOD.replace("<body>", f"<body><{LONG}/>", 1),
    "namespace": GOOD.replace("<body>", f'<body><a xmlns="urn:{LONG}"/>', 1),
    "namespace of the root": GOOD.replace("http://www.tei-c.org/ns/1.0", f"urn:{LONG}", 1),
    "foreign root": f"<{LONG}/>",
    "value": GOOD.replace('<symbol value="stated"/>', f'<symbol value="{LONG}"/>', 1),
    "text": GOOD.replace('<note type="newline">lf', f'<note type="newline">{LONG}', 1),
    "reference of an instruction": GOOD.replace("<TEI", f'<?x href="{LONG}"?><TEI', 1),
    "schema": GOOD.replace("schema:1.0-draft:tei", f"schema:1.0-draft:{LONG}", 1),
    "tags that do not match": f"<TEI><a></{LONG}></TEI>",
    "entity": GOOD.replace("<body>", f"<body>&{LONG};", 1),
    "prefix": GOOD.replace("<body>", f'<body {LONG}:a="x">', 1),
}


@pytest.mark.parametrize("name", LONG_NAMES)
def test_long_names_are_cut_and_marked_so(name: str) -> None:
    told = check("a.xml", LONG_NAMES[name].encode())
    assert told
    for each in told:
        assert "aaa..." in each.message
        assert len(each.message) < 400


def test_what_a_message_can_show_is_whole() -> None:
    name, value = "b" * 100, "c" * 40
    (fault,) = faults(GOOD.replace("<body>", f'<body {name}="x">', 1).encode())
    assert fault.message == f"attribute {name} is not allowed on <body>; allowed: none"
    (fault,) = faults(GOOD.replace('quantity="2314"', f'quantity="{value}"', 1).encode())
    assert fault.message.startswith(f'quantity="{value}" is not allowed')


@pytest.mark.skipif(JING is None, reason="jing is not installed")
def test_places_are_those_that_jing_tells(tmp_path: Path) -> None:
    for name in CASES:
        (tmp_path / f"{name}.xml").write_text(broken(name), encoding="utf-8")
    told = told_by_jing(tmp_path)
    assert told.keys() == CASES.keys()
    for name, place in told.items():
        assert is_place_of(faults(broken(name).encode())[0], place, broken(name)), (name, place)


def test_good_documents_have_no_faults() -> None:
    assert len(FIXTURES) > 40
    for path in FIXTURES:
        assert faults(path.read_bytes()) == [], path.name


def changed(root: Any, chance: random.Random) -> Any:
    """A copy of the document with something done to it, which may leave it valid."""
    root = copy.deepcopy(root)
    nodes = list(root.iter())
    node, other = chance.choice(nodes[1:]), chance.choice(nodes[1:])
    parent = node.getparent()
    match chance.randrange(8):
        case 0:
            parent.remove(node)
        case 1:
            node.tag = other.tag
        case 2:
            node.addnext(copy.deepcopy(other))
        case 3:
            parent.insert(0, node)
        case 4:
            for key in list(node.attrib)[:1]:
                del node.attrib[key]
        case 5:
            node.attrib.update({key: value for key, value in other.attrib.items() if "id" not in key})
        case 6:
            for key in [key for key in node.attrib if "id" not in key][:1]:
                node.set(key, chance.choice(["", "1", "no", "-3", "header", "#c1-x", "wrap wrap"]))
        case _:
            node.text = chance.choice(["", "1", "word", "lf", None])
    for number, each in enumerate(root.iter("{*}fs", "{*}category", "{*}taxonomy", "{*}char")):
        if each.get("{http://www.w3.org/XML/1998/namespace}id"):
            each.set("{http://www.w3.org/XML/1998/namespace}id", f"c1-{number}")  # ids stay unique
    return root


def several(count: int) -> list[bytes]:
    chance = random.Random(7)
    roots = [etree.parse(path, etree.XMLParser(remove_pis=True)).getroot() for path in FIXTURES]
    return [etree.tostring(changed(chance.choice(roots), chance)) for _ in range(count)]


def test_faults_are_told_of_a_document_when_and_only_when_libxml2_refuses_it() -> None:
    refused = 0
    for data in several(300):
        valid = not validate.refusals(etree.fromstring(data))
        assert (faults(data) == []) is valid, data.decode()
        refused += not valid
    assert 50 < refused < 290


@pytest.mark.skipif(JING is None, reason="jing is not installed")
def test_faults_are_told_of_a_document_when_and_only_when_jing_refuses_it_and_at_its_place(
    tmp_path: Path,
) -> None:
    documents = several(300)
    for number, data in enumerate(documents):
        (tmp_path / f"{number}.xml").write_bytes(data)
    told = told_by_jing(tmp_path)
    found = {str(number): faults(data) for number, data in enumerate(documents)}
    assert told.keys() == {number for number, each in found.items() if each}
    for number, place in told.items():
        text = documents[int(number)].decode()
        assert is_place_of(found[number][0], place, text), text


@pytest.mark.parametrize(
    ("datatype", "good", "bad"),
    [
        ("nonNegativeInteger", ["0", "12", " 7 ", "+3"], ["", "-1", "1.5", "x", "٣"]),
        ("positiveInteger", ["1", "010"], ["0", "-1", ""]),
        ("integer", ["-4", "0"], ["1.0", "--1"]),
        ("double", ["1.0", "1e-05", ".5", "NaN"], ["one", "", "1,5"]),
        ("boolean", ["true", "0"], ["yes", "TRUE"]),
        ("dateTime", ["2007-03-14T15:30:00Z"], ["2007-03-14", "2007-13-14T15:30:00Z", "14 March"]),
        ("NMTOKEN", ["a-b", "1.x"], ["a b", ""]),
        ("NCName", ["a-b"], ["1a", "a:b", ""]),
        ("anyURI", ["#c1-a", "https://example.org/"], ["a b"]),
        ("base64Binary", ["YWJj", "YQ==", ""], ["YWJ", "Y*=="]),
    ],
)
def test_datatypes(datatype: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if not datatypes.is_valid(datatype, "", text)] == []
    assert [text for text in bad if datatypes.is_valid(datatype, "", text)] == []


@pytest.mark.parametrize("engine", ["lxml", JING or "lxml"])
def test_an_encoding_that_contradicts_its_declaration_is_malformed_in_both_engines(engine: str) -> None:
    for text in (GOOD, GOOD.replace("<body>", '<body rend="x">', 1)):
        (told,) = check("a.xml", text.encode("utf-16"), Choices(engine=engine))
        assert (told.line, told.code) == (1, "CC710")
        assert told.message == "not well-formed XML: it is not in the encoding that it declares"
    right = GOOD.replace('encoding="UTF-8"', 'encoding="UTF-16"', 1)
    assert check("a.xml", right.encode("utf-16"), Choices(engine=engine)) == check("a.xml", GOOD.encode())


def test_a_namespace_that_is_no_uri_is_not_malformed_and_hides_nothing() -> None:
    odd = '<a xmlns="urn:x&amp;y&lt;"/>'
    text = GOOD.replace("<body>", f'<body rend="x">{odd}', 1)
    told = check("a.xml", text.encode())
    assert [(each.code, each.message.split(";")[0]) for each in told] == [
        ("CC603", "attribute rend is not allowed on <body>"),
        ("CC603", "element <{urn:x&y<}a> is not allowed here in <body>"),
    ]
    (told_unused,) = check("a.xml", GOOD.replace("<body>", '<body xmlns:b="urn:x&amp;y&lt;">', 1).encode())
    assert told_unused.message.endswith("is not a valid URI")
    assert "well-formed" not in told_unused.message
