"""The RELAX NG schema: fast to load, both forms equal, a strict subset of TEI P5."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from cableconv import tei, validate
from cableconv.errors import InternalError
from cableconv.model import Cable
from tests.strategies import cables

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas" / "1.0"
TEI_ALL = ROOT.parent / "shared" / "schemas" / "tei_all-4.1.0.rng"


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.skipif(not TEI_ALL.exists(), reason=f"{TEI_ALL} is not there")
def test_outputs_are_valid_tei(tmp_path: Path) -> None:
    """Random cables of both editions, under tei_all and under our own schema, by jing."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(cables())
    def write(cable: Cable) -> None:
        name = f"{len(list(tmp_path.iterdir())):04d}.xml"
        (tmp_path / name).write_bytes(tei.write(cable))

    write()
    files = sorted(tmp_path.iterdir())
    assert len(files) >= 60
    for schema in (TEI_ALL, SCHEMAS / "cableconv.rng"):
        done = subprocess.run(["jing", schema, *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[:2000]


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
