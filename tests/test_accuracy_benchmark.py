"""The accuracy benchmark measures itself: truth scores 100, and damage is seen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks.accuracy.__main__ import main, outcome_of, site_lines
from benchmarks.accuracy.canon import canon
from benchmarks.accuracy.distance import distance
from benchmarks.accuracy.outcome import from_json, from_tei, from_truth
from benchmarks.accuracy.printing import LAYOUTS, sample
from benchmarks.accuracy.scoring import score
from benchmarks.accuracy.sites import survives
from benchmarks.accuracy.structure import Line, Piece
from benchmarks.accuracy.texts import texts
from benchmarks.accuracy.verifying import faults
from benchmarks.accuracy.wrapping import hyphen_class, word_breaks, wrap

SOME = range(120)
ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("index", SOME)
def test_truth_scores_100_and_can_be_rebuilt(index: int) -> None:
    made = sample(7, index)
    assert faults(made) == []
    assert score(made.truth, from_truth(made.truth), site_lines(made)).failures == {}


def test_the_generator_is_deterministic() -> None:
    assert sample(7, 5) == sample(7, 5)
    assert sample(7, 5).data != sample(8, 5).data


def test_the_documents_cover_the_layouts_and_places() -> None:
    flags = {flag for index in range(600) for flag in sample(7, index).truth.flags}
    assert {f"layout:{name}" for name in LAYOUTS} <= flags
    for form in ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"):
        assert any(flag.startswith(f"page:{form}:") for flag in flags), form
    for place in ("mid-sentence", "in-word", "between", "heading-rule", "list", "table", "subject"):
        assert any(flag.startswith("page:") and flag.endswith(place) for flag in flags), place
    assert {"regime:hard", "regime:few", "regime:typeset", "several-cables", "site:middle"} <= flags


def test_enough_invented_documents_are_shipped() -> None:
    invented = [text for text in texts() if text.invented]
    assert len(invented) >= 40
    assert all(len(text.paragraphs) >= 3 for text in invented)


def _damaged(kind: str) -> set[str]:
    """The checks that fail when the truth itself is damaged in one way."""
    failing: set[str] = set()
    for index in range(40):
        made = sample(7, index)
        outcome = from_truth(made.truth)
        sure = [
            (block, true)
            for block, true in zip(outcome.blocks, made.truth.blocks, strict=True)
            if true.certain and true.kind == "paragraph"
        ]
        if not sure:
            continue
        block = sure[0][0]
        if kind == "text":
            block.text = block.text[:-3] + "x"
        elif kind == "kind":
            block.kind = "heading"
        elif kind == "lost":
            outcome.blocks = []
        elif kind == "page":
            outcome.pages = []
        elif kind == "header":
            outcome.header = {}
        elif kind == "site":
            outcome.blocks[-1].text += " " + made.data.decode(made.truth.encoding).replace("\r", "\n")
        failing |= set(score(made.truth, outcome, site_lines(made)).failures)
    return failing


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        ("text", "text:paragraph"),
        ("kind", "kind:paragraph-as-heading"),
        ("lost", "words-lost"),
        ("page", "page-missing"),
        ("header", "header:executive_order"),
        ("site", "site-text-left"),
    ],
)
def test_damage_is_seen(kind: str, check: str) -> None:
    assert check in _damaged(kind)


def test_the_verifier_sees_a_wrong_truth() -> None:
    made = sample(7, 3)
    block = next(b for b in made.truth.blocks if b.certain)
    block.text = block.text.replace("e", "a", 1)
    made.truth.other = made.truth.other[1:]
    found = faults(made)
    assert any("is not" in fault for fault in found)
    assert any("nobody's" in fault for fault in found)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("DE RUEHTV #4453/01 3400838", True),
        ("TESTVILLE 00004453 002 OF 003", True),
        ("FM AMEMBASSY TESTVILLE", False),
        ("SIPDIS", False),
        ("government.", False),
        ("--------------------------------------------- ---", True),
        ("", True),
    ],
)
def test_the_line_filter(text: str, kept: bool) -> None:
    assert survives(Line("body", [Piece(text)])) is kept


@pytest.mark.parametrize(("word", "broken"), [("government", "govern-ment"), ("winter", "win-ter")])
def test_word_breaks(word: str, broken: str) -> None:
    at = broken.index("-")
    assert at in word_breaks(word)


def test_wrapping_keeps_the_text() -> None:
    from random import Random

    text = "The so-called pre- and post-war plan -- at http://www.testland.example/a/b -- covers 2007-2008."
    for regime in ("hard", "few", "typeset"):
        for width in range(20, 60):
            cuts = wrap(text, width, Random(1), regime)
            parts = []
            for cut, after in zip(cuts, [*cuts[1:], None], strict=True):
                parts.append(text[cut.start : cut.end] + (text[cut.end : after.start] if after else ""))
            assert "".join(parts) == text


def test_hyphen_classes() -> None:
    assert hyphen_class("2007-2008", 5) == "range"
    assert hyphen_class("U.S.-China", 5) == "capital"
    assert hyphen_class("so-called", 3) == "prefix"
    assert hyphen_class("industry-led", 9) == "compound"
    assert hyphen_class("government-to-government", 11) == "three-part"


@pytest.mark.parametrize(
    ("a", "b", "expected"), [("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2)]
)
def test_distance(a: str, b: str, expected: int) -> None:
    assert distance(a, b) == distance(b, a) == expected


def test_canon() -> None:
    assert canon(" a\xa0 b &amp; c\N{RIGHT SINGLE QUOTATION MARK}s ") == "a b & c's"


def test_json_and_tei_are_read_alike() -> None:
    data = (
        b'{"blocks":[{"kind":"heading","content":["Some Heading"]},'
        b'{"kind":"paragraph","content":[{"kind":"label","text":"2. ","value":"2"},'
        b'{"kind":"portion-marking","text":"(SBU) ","value":"SBU"},'
        b'"Text for ",{"kind":"page-break","page":2},"future use."]},'
        b'{"kind":"row","content":[{"kind":"cell","text":"Wheat"},{"kind":"cell","text":"12"}]}],"header":{}}'
    )
    tei = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><head>Some Heading</head><p n="2">'
        b'<label>2. </label><seg type="portion-marking">(SBU) </seg>Text for <pb n="2"/>future use.</p>'
        b"<table><row><cell>Wheat</cell><cell>12</cell></row></table></div></body></text></TEI>"
    )
    one, other = from_json(data), from_tei(tei)
    assert one.blocks == other.blocks
    assert [page[:2] for page in one.pages] == [page[:2] for page in other.pages] == [(2, 1)]


def test_a_document_without_output_counts_as_empty(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from benchmarks.accuracy import systems

    def fails(data: bytes, name: str) -> None:
        raise ValueError("no")

    monkeypatch.setitem(systems.SYSTEMS, "baseline", fails)
    assert main(["-n", "2", "-j", "1", "--systems", "baseline", "--brief"]) == 1
    assert "gave no output: ValueError: no" in capsys.readouterr().err
    assert outcome_of("baseline", sample(7, 0))[0] is None


def test_only_the_public_door_is_used() -> None:
    for path in (ROOT / "benchmarks" / "accuracy").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert not node.module.startswith("cableconv"), path
            if isinstance(node, ast.Import):
                assert all(not name.name.startswith("cableconv.") for name in node.names), path
    for path in (ROOT / "cableconv").rglob("*.py"):
        assert "import benchmarks" not in path.read_text(encoding="utf-8"), path
