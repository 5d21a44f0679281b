"""The RELAX NG schema: what is written is valid, also under TEI P5; what is not is refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from benchmarks.accuracy.printing import sample
from cableconv import Edition, Options, convert, validate
from cableconv.check.schema import faults
from cableconv.errors import InternalError
from cableconv.model import Cable
from cableconv.tei import document as tei
from tests.schema_language import Writer
from tests.strategies import cables

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas" / "1.0"
TEI_ALL = ROOT.parent / "shared" / "schemas" / "tei_all-4.1.0.rng"


def converted() -> Iterator[bytes]:
    """Documents of invented texts: fixtures, saved pages, files of several cables, generated cables."""
    texts = [path.read_bytes() for path in sorted((ROOT / "fixtures").glob("*.txt"))]
    texts += [path.read_bytes() for path in sorted((ROOT / "tests" / "cases" / "html").glob("*.html"))]
    texts += [sample(11, index).data for index in range(30)]
    texts.append(b"\n\n".join(texts[:2]))
    for number, text in enumerate(texts):
        for edition in Edition:
            publisher = "Testville Project" if number % 2 else ""
            licence = "https://example.org/" if number % 3 else ""
            yield convert(text, Options("a.txt", None, edition, publisher, licence))


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.skipif(not TEI_ALL.exists(), reason=f"{TEI_ALL} is not there")
def test_outputs_are_valid_tei(tmp_path: Path) -> None:
    """Random cables and converted texts in both editions, under tei_all and under our own schema, by jing."""

    def put(data: bytes) -> None:
        (tmp_path / f"{len(list(tmp_path.iterdir())):04d}.xml").write_bytes(data)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(cables())
    def write(cable: Cable) -> None:
        put(tei.write(cable))

    write()
    for data in converted():
        put(data)
    files = sorted(tmp_path.iterdir())
    assert len(files) >= 160
    for schema in (TEI_ALL, SCHEMAS / "cableconv.rng"):
        done = subprocess.run(["jing", schema, *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[:2000]


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.skipif(not TEI_ALL.exists(), reason=f"{TEI_ALL} is not there")
def test_whatever_the_schema_accepts_is_valid_tei(tmp_path: Path) -> None:
    """Documents drawn from the grammar itself, with every element that it has in every place."""
    writer = Writer(8)
    for number in range(120):
        (tmp_path / f"{number:03d}.xml").write_bytes(etree.tostring(writer.document()))
    assert writer.untried() == []
    files = sorted(tmp_path.iterdir())
    for schema in (SCHEMAS / "cableconv.rng", TEI_ALL):
        done = subprocess.run(["jing", schema, *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[:2000]


def test_documents_of_the_grammar_are_valid_and_have_no_faults() -> None:
    writer = Writer(9)
    for _ in range(60):
        document = writer.document()
        assert validate.refusals(document) == []
        assert faults(etree.tostring(document)) == []


def test_an_attribute_that_no_element_has_is_refused_wherever_it_stands() -> None:
    """libxml2 forgets some of them, as a pattern is written; see `sent` in cableconv.rnc."""
    writer = Writer(10)
    tried: set[object] = set()
    while len(tried) < 700:
        document = writer.document()
        for element in document.iter():
            parent = element.getparent()
            siblings = () if parent is None else tuple(each.tag for each in parent)[:8]
            named = tuple(value for name, value in element.attrib.items() if name in ("type", "name", "unit"))
            place = element.tag, named, None if parent is None else parent.tag, siblings
            if place in tried:
                continue
            tried.add(place)
            element.set("key", "x")
            assert validate.refusals(document), (element.tag, siblings)
            del element.attrib["key"]


def test_every_output_names_its_schemas_in_a_short_prolog() -> None:
    """PRONOM's signature of TEI (fmt/1476) finds the root within 512 bytes of the XML declaration."""
    catalog = {each.get("name") for each in etree.parse(SCHEMAS / "catalog.xml").getroot().iter("{*}uri")}
    roots = set()
    for data in converted():
        declaration, _, rest = data.partition(b"?>")
        assert declaration.startswith(b"<?xml ")
        found = re.search(rb"<(TEI|teiCorpus) ", rest)
        assert found is not None and found.start() <= 512
        roots.add(found[1])
        prolog = rest[: found.start()].decode()
        named = re.findall(r'<\?xml-model href="([^"]*)"[^>]*schematypens="([^"]*)"', prolog)
        assert len(named) == 2 and {name for name, _ in named} <= catalog
        assert [kind.rpartition("/")[2] for _, kind in named] == ["1.0", "schematron"]
    assert roots == {b"TEI", b"teiCorpus"}


GOOD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>A cable without a title</title></titleStmt>
<editionStmt><edition n="reading">Reading edition</edition></editionStmt>
<publicationStmt><p>Not published.</p></publicationStmt>
<sourceDesc><bibl><title type="file">a.txt</title><extent><measure unit="byte" quantity="5"/></extent>
<idno type="sha256">{sha256}</idno><note type="encoding">utf-8</note></bibl></sourceDesc></fileDesc>
<encodingDesc><appInfo><application ident="cableconv" version="0.1.0">
<label>cableconv 0.1.0</label></application>
</appInfo><editorialDecl><hyphenation eol="none"><p>Whole.</p></hyphenation><normalization><p>Joined.</p>
</normalization></editorialDecl></encodingDesc></teiHeader>
<text><body><div><p>A word.</p></div></body></text></TEI>""".replace("{sha256}", "0" * 64)


def test_good_document_is_valid() -> None:
    validate.validate_tei(GOOD.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>A word.</p>", "<p>A <hi>word</hi>.</p>"),
        ("<p>A word.</p>", '<p type="x">A word.</p>'),
        ("<div><p>A word.</p></div>", "<div><div/><p>A word.</p></div>"),
        ("<div><p>A word.</p></div>", "<p>A word.</p>"),
        ("<div><p>A word.</p></div>", ""),
        ("<p>A word.</p>", "<p>A word.</p><closer><signed>X</signed></closer><p>More.</p>"),
        ("<p>A word.</p>", '<ab type="nonsense">A word.</ab>'),
        ("<p>A word.</p>", "<list></list>"),
        ("<p>A word.</p>", "<p>A<lb/>word.</p>"),
        ("<p>A word.</p>", "A word."),
        ('n="reading"', 'n="critical"'),
        ("0" * 64, "0" * 63),
        ('<note type="encoding">utf-8</note>', ""),
        ('quantity="5"', 'quantity="-5"'),
        ("<p>Not published.</p>", ""),
        ("</fileDesc>", "</fileDesc><revisionDesc/>"),
    ],
)
def test_faults_are_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(InternalError, match="CC602"):
        validate.validate_tei(GOOD.replace(old, new, 1).encode())


@pytest.mark.parametrize("place", [0, 399, 400, 401, 4999])
def test_faults_in_long_runs_are_refused(place: int) -> None:
    """Long runs are validated in parts; no part is left out."""
    run = ['word<lb n="1"/>'] * 5000
    validate.validate_tei(GOOD.replace("A word.", "".join(run)).encode())
    run[place] = '<hi>word</hi><lb n="1"/>'
    with pytest.raises(InternalError, match="CC602"):
        validate.validate_tei(GOOD.replace("A word.", "".join(run)).encode())


def test_malformed_is_refused() -> None:
    with pytest.raises(InternalError, match="CC601"):
        validate.validate_tei(b"<TEI>")
