"""`check --roundtrip` of a diplomatic edition: its own source, converted again, gives the document."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import cableconv
from cableconv import Edition, Options
from cableconv.check.file import Choices, check
from cableconv.diagnostic import Diagnostic
from tests.batch_corpus import at_once
from tests.test_findings import CABLE

ROOT = Path(__file__).resolve().parent.parent
ROUNDTRIP = Choices(roundtrip=True)
SOURCES = sorted([*(ROOT / "fixtures").glob("*.txt"), *(ROOT / "tests" / "cases" / "html").glob("*.html")])
SOURCES.append(ROOT / "tests" / "cases" / "several" / "two-telegrams.txt")


def made(data: bytes, to: str, **more: str) -> bytes:
    return cableconv.convert(data, Options(name="a.txt", edition=Edition.DIPLOMATIC, **more), to)  # type: ignore[arg-type]


def told(data: bytes, name: str = "a.xml") -> list[Diagnostic]:
    return [each for each in check(name, data, ROUNDTRIP) if each.code == "CC716"]


@pytest.mark.parametrize("to", ["tei", "json"])
@pytest.mark.parametrize("path", SOURCES, ids=[path.name for path in SOURCES])
def test_what_was_not_edited_is_what_its_source_gives(path: Path, to: str) -> None:
    assert told(made(path.read_bytes(), to)) == []


@pytest.mark.parametrize(
    "more", [{"cut": "safe"}, {"cut": "aggressive"}, {"encoding": "cp1252"}, {"repair": False}]
)
def test_the_recorded_options_are_those_of_the_conversion(more: dict[str, str]) -> None:
    for name in ("site-page-full", "damaged-characters"):
        assert told(made((ROOT / "fixtures" / f"{name}.txt").read_bytes(), "tei", **more)) == []


@pytest.mark.parametrize("to", ["tei", "json"])
def test_a_header_that_was_edited_is_told_where_the_value_stands(to: str) -> None:
    document = made(CABLE.encode(), to).decode()
    number = cableconv.read(document.encode()).header.reference_number.value
    assert number is not None
    other = number[:-1] + "X"
    begin = f">{number}</idno>" if to == "tei" else f'"value": "{number}"'
    assert document.count(begin) == 1
    edited = document.replace(begin, begin.replace(number, other))
    (found,) = told(edited.encode())
    assert (found.severity, found.message) == (
        "warning",
        f"the header is not what the source gives: reference-number, expected {number!r}, found {other!r}",
    )
    line = edited.split("\n")[found.line - 1]
    assert line[found.column - 1 :].startswith("<idno " if to == "tei" else '{"status": ')
    assert other in line
    assert [each for each in check("a.xml", edited.encode()) if each.code == "CC716"] == [], (
        "asks for --roundtrip"
    )


def test_a_finding_that_was_taken_out_is_told() -> None:
    document = made((ROOT / "fixtures" / "bad" / "CC406.txt").read_bytes(), "json").decode()
    begin, _, rest = document.partition('  "findings": [')
    edited = begin.rstrip().rstrip(",") + rest.partition("\n  ]")[2]
    assert edited != document
    (found,) = told(edited.encode(), "a.json")
    assert (found.line, found.column) == (1, 1)
    assert found.message == "the findings are not those that the source gives"


def test_the_cable_of_a_corpus_is_named_by_its_place() -> None:
    document = made((ROOT / "tests" / "cases" / "several" / "two-telegrams.txt").read_bytes(), "tei").decode()
    first, between, second = document.rpartition("<TEI ")
    number = cableconv.read_all(document.encode())[1].header.reference_number.value
    assert f">{number}</idno>" in second
    edited = first + between + second.replace(f">{number}</idno>", ">08NOWHERE1</idno>", 1)
    (found,) = told(edited.encode())
    assert found.line > first.count("\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cableconv 0.", "cableconv 9."),
        ('"options": ["cut=safe"]', '"options": ["cut=safe", "profile=0123"]'),
        ('"options": ["cut=safe"]', '"options": ["cut=safe", "hand"]'),
    ],
)
def test_what_was_made_otherwise_is_not_compared(old: str, new: str) -> None:
    """By another version, or with a profile, which the document does not hold."""
    document = made(CABLE.encode(), "json", cut="safe").decode()
    number = cableconv.read(document.encode()).header.reference_number.value
    edited = document.replace(f'"value": "{number}"', '"value": "08NOWHERE1"')
    assert told(edited.encode(), "a.json")
    assert old in edited
    assert told(edited.replace(old, new).encode(), "a.json") == []


def test_a_reading_edition_and_a_part_alone_are_not_compared() -> None:
    data = (ROOT / "tests" / "cases" / "several" / "two-telegrams.txt").read_bytes()
    part = cableconv.write(cableconv.read_all(data, Options(edition=Edition.DIPLOMATIC))[0]).decode()
    reading = cableconv.convert(CABLE.encode()).decode()
    for document in (part, reading):
        number = cableconv.read(document.encode()).header.reference_number.value
        edited = document.replace(f">{number}</idno>", ">08NOWHERE1</idno>")
        assert edited != document
        assert told(edited.encode()) == []


def test_a_corpus_of_many_sources_is_proved_source_by_source(tmp_path: Path) -> None:
    """Also of what a table states of its rows; each source restores."""
    with open(tmp_path / "t.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerows([["id", "text", "made"], ["a", CABLE, "2007-03-14"], ["b", CABLE * 2, "2007-03-15"]])
    for out in ("corpus.xml", "corpus.jsonl"):
        done = at_once(
            "t.csv", "-o", out, "--edition", "diplomatic", "--host-column", "created=made", folder=tmp_path
        )
        assert done.returncode == 0, done.stderr
        result = at_once("check", "--no-config", out, "--roundtrip", "--fail-on", "warning", folder=tmp_path)
        assert "CC7" not in result.stdout.decode()
    text = (tmp_path / "corpus.xml").read_text()
    edited = text.replace("met its neighbors", "met its neighbor", 1)
    assert edited != text
    (tmp_path / "corpus.xml").write_text(edited)
    result = at_once("check", "--no-config", "corpus.xml", folder=tmp_path)
    assert result.returncode == 1
    assert " CC703 error: the rebuilt " in result.stdout.decode()
