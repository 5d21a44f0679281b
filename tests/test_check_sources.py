"""`check` reads what convert reads: folders, patterns, archives, tables, standard input."""

from __future__ import annotations

import csv
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import cableconv
from cableconv.check import run as check_run
from cableconv.check.inputs import Task, tasks
from cableconv.check.run import Run
from cableconv.check.settings import Settings
from cableconv.sources.item import Item
from tests.batch_corpus import at_once
from tests.published_schemas import SARIF, hold
from tests.test_check import BAD, check
from tests.test_cli import fails
from tests.test_findings import CABLE

PORTION = (BAD / "CC406.txt").read_bytes()
TOLD = (
    "21:1: CC406 error: portion marking (S) in a cable that is CONFIDENTIAL; have it reviewed; handle the "
    "cable by the higher one"
)
ROOT = Path(__file__).resolve().parent.parent


def names(found: Iterator[Task]) -> list[str]:
    return [task.path for task in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text(CABLE)
    (tmp_path / "sub" / "a.txt").write_bytes(PORTION)
    (tmp_path / "sub" / "a.xml").write_bytes(cableconv.convert(CABLE.encode()))
    (tmp_path / "sub" / "notes.md").write_text("no cable")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("x/one.txt", PORTION)
        archive.writestr("two.json", cableconv.convert(CABLE.encode(), to="json"))
    with tarfile.open(tmp_path / "c.tar.gz", "w:gz") as tape:
        entry = tarfile.TarInfo("one.txt")
        entry.size = len(PORTION)
        tape.addfile(entry, io.BytesIO(PORTION))
    with open(tmp_path / "c.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerows([["id", "body"], ["good", CABLE], ["bad", PORTION.decode()]])
    lines = [json.dumps({"id": "bad", "text": PORTION.decode()}), "{", json.dumps({"id": "none"})]
    (tmp_path / "c.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


def test_an_archive(folder: Path) -> None:
    text = check("c.zip", folder=folder, code=1)
    assert text == f"c.zip/x/one.txt:{TOLD}\n2 files checked: 1 errors, 0 warnings, 0 notes\n"
    assert check("c.tar.gz", "-f", "concise", folder=folder, code=1) == f"c.tar.gz/one.txt:{TOLD}\n"


def test_a_table(folder: Path) -> None:
    assert check("c.csv", "-f", "concise", folder=folder, code=1) == f"c.csv/bad.txt:{TOLD}\n"
    text = check("c.csv", "--text-column", "id", "--id-column", "body", folder=folder, code=1)
    assert "CC026 error: no cable was found" in text


def test_lines_of_json_that_cannot_be_read_do_not_hide_the_others(folder: Path) -> None:
    text = check("c.jsonl", "-f", "concise", folder=folder, code=1).splitlines()
    assert text[0] == f"c.jsonl/bad.txt:{TOLD}"
    assert text[1].startswith("c.jsonl/row-2.txt:1:1: CC022 error: line 2 is no JSON")
    assert text[2].startswith("c.jsonl/none.txt:1:1: CC022 error: the row has no text")


def test_an_archive_that_cannot_be_read_does_not_hide_the_others(folder: Path) -> None:
    (folder / "d.zip").write_bytes(b"PK\x03\x04 no archive")
    text = check("d.zip", "c.zip", "-f", "concise", folder=folder, code=1).splitlines()
    assert text[0].startswith("d.zip:1:1: CC022 error: d.zip cannot be read")
    assert text[1] == f"c.zip/x/one.txt:{TOLD}"


def test_a_table_in_an_archive_that_cannot_be_read_is_told(folder: Path) -> None:
    rows = (folder / "c.csv").read_bytes()
    with zipfile.ZipFile(folder / "t.zip", "w") as archive:
        archive.writestr("b.txt", CABLE)
        archive.writestr("t.csv", rows)
        archive.writestr("t.parquet", b"PAR1")
        archive.writestr("t.bin", rows)
    text = check("t.zip", "-f", "concise", folder=folder, code=1)
    assert [line.split(" ")[0] for line in text.splitlines()] == [
        f"t.zip/t.csv/bad.txt:{TOLD}".split(" ")[0],
        "t.zip/t.parquet:1:1:",
    ]
    whole = (folder / "t.zip").read_bytes()
    (folder / "t.zip").write_bytes(whole.replace(rows, rows[::-1]))
    text = check("t.zip", "-f", "concise", folder=folder, code=1)
    assert "t.zip/t.csv:1:1: CC022 error: it cannot be read (Bad CRC-32" in text
    assert "t.bin" not in text
    small = check("t.zip", "--max-bytes", str(len(rows) - 1), "-f", "concise", folder=folder, code=1)
    assert "t.zip/t.csv:1:1: CC065 error" in small


@pytest.mark.parametrize(
    "form", ["text", "json", "github", "gitlab", "sarif", "junit", "archivematica", "concise"]
)
def test_half_a_character_in_the_name_of_a_column_does_not_hide_the_others(folder: Path, form: str) -> None:
    (folder / "w.csv").write_bytes("id,b\ud800,c\n1,x,y\n".encode("utf-16", "surrogatepass"))
    result = at_once(
        "check", "--no-config", "w.csv", "c.zip", "-f", form, "--write-baseline", "base", folder=folder
    )
    assert result.returncode == (0 if form == "archivematica" else 1)
    report = result.stdout.decode("utf-8")
    assert "CC049" in report
    assert "ud800" in report
    assert "x/one.txt" in report


def test_of_an_archive_the_documents_are_taken_as_of_a_folder(folder: Path) -> None:
    """By their suffix; a report that a run before has left is none."""
    with zipfile.ZipFile(folder / "m.zip", "w") as archive:
        archive.writestr("a.bin", b"\x00\x01")
        archive.writestr("x/notes.md", "no cable")
        archive.writestr("x/ONE.TXT", PORTION)
        archive.writestr("report.json", check("b.txt", "-f", "json", folder=folder, code=0))
    assert check("m.zip", "-f", "concise", folder=folder, code=1) == f"m.zip/x/ONE.TXT:{TOLD}\n"
    with zipfile.ZipFile(folder / "none.zip", "w") as archive:
        archive.writestr("a.bin", b"\x00\x01")
    fails(at_once("check", "--no-config", "none.zip", folder=folder), 2, "CC046")


@pytest.mark.parametrize(
    ("holder", "inner"), [("c.zip", "x/one.txt"), ("c.tar.gz", "one.txt"), ("c.csv", "bad.txt")]
)
@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_a_site_is_told_the_file_of_the_repository_and_the_place_in_it(
    folder: Path, holder: str, inner: str, form: str
) -> None:
    here = {"GITHUB_WORKSPACE": str(folder)}
    text = check(holder, "-f", form, folder=folder, code=1, **here)
    place, _, said = TOLD.partition(" CC406 error: ")
    match form:
        case "github":
            assert f"::error file={holder},line=1,col=1,title=CC406::{inner}:{place} {said}\n" in text
        case "gitlab":
            (found,) = json.loads(text)
            assert found["location"] == {"path": holder, "lines": {"begin": 1}}
            assert found["description"] == f"CC406: {inner}:{place} {said}"
        case "sarif":
            (found,) = json.loads(text)["runs"][0]["results"]
            located = found["locations"][0]["physicalLocation"]
            assert located["artifactLocation"] == {"uri": holder}
            assert found["message"]["text"] == f"{inner}:{place} {said}"


def test_a_folder_with_the_name_of_an_archive_holds_files(folder: Path) -> None:
    (folder / "d.zip").mkdir()
    (folder / "d.zip" / "a.txt").write_bytes(PORTION)
    text = check(".", "c.zip", "-f", "github", folder=folder, code=1, GITHUB_WORKSPACE=str(folder))
    assert "::error file=d.zip/a.txt,line=21," in text


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_standard_input_is_no_file_of_a_repository(folder: Path, form: str) -> None:
    result = at_once("check", "--no-config", "-", "-f", form, folder=folder, stdin=PORTION)
    text = result.stdout.decode()
    if form == "github":
        assert "::error title=CC406::standard input:21:1: portion marking (S)" in text
        return
    (found,) = json.loads(text)["runs"][0]["results"]
    (located,) = found["locations"]  # GitHub refuses a log in which a result has none
    assert located["physicalLocation"]["artifactLocation"]["uri"] == "-"
    assert found["message"]["text"].startswith("standard input:21:1: portion marking (S)")
    hold(json.loads(text), SARIF)


def test_standard_input(folder: Path) -> None:
    result = at_once("check", "--no-config", "-", "-f", "concise", folder=folder, stdin=PORTION)
    assert (result.returncode, result.stdout.decode()) == (1, f"-:{TOLD}\n")


def test_a_list_of_paths(folder: Path) -> None:
    (folder / "list").write_text("sub/a.txt\nb.txt\n")
    assert check("--files-from", "list", "-f", "concise", folder=folder, code=1) == f"sub/a.txt:{TOLD}\n"
    (folder / "none").write_text("")
    fails(at_once("check", "--no-config", "--files-from", "none", folder=folder), 2, "CC046")


def test_archives_and_tables_of_a_folder_are_told_and_not_opened(folder: Path) -> None:
    told = at_once("check", "--no-config", ".", folder=folder)
    assert told.stdout.decode().splitlines()[-1].startswith("3 files checked: ")
    assert told.stderr.decode() == (
        "cableconv: CC061 archives and tables in folders are not opened: c.csv, c.jsonl, c.tar.gz, ...; "
        "name them, or exclude them\n"
    )
    told = at_once("check", "--no-config", ".", "c.zip", "--exclude", "*.csv,*.jsonl,*.gz", folder=folder)
    assert "c.zip/x/one.txt" in told.stdout.decode()
    assert told.stderr == b""
    assert at_once("check", "--no-config", "*", folder=folder).stderr == b"", "a pattern names them"
    (folder / "only").mkdir()
    (folder / "c.zip").rename(folder / "only" / "c.zip")
    fails(at_once("check", "--no-config", "only", folder=folder), 2, "CC046 nothing was checked")


def test_order_and_choice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert names(tasks(["."], Settings())) == ["b.txt", "sub/a.txt", "sub/a.xml"]
    assert names(tasks(["sub", "b.txt", "./b.txt", str(folder)], Settings())) == [
        "b.txt",
        "sub/a.txt",
        "sub/a.xml",
    ]
    assert names(tasks(["*.zip", "sub/*"], Settings())) == [
        "sub/a.txt",
        "sub/a.xml",
        "c.zip/x/one.txt",
        "c.zip/two.json",
    ]
    assert names(tasks([".", "c.zip"], Settings(include=("*.txt",), exclude=("sub",)))) == [
        "b.txt",
        "c.zip/x/one.txt",
    ]
    assert names(tasks(["sub/notes.md"], Settings())) == ["sub/notes.md"], "what is named is checked"


def test_a_member_whose_name_is_too_long_for_its_suffix_is_checked(folder: Path) -> None:
    with zipfile.ZipFile(folder / "long.zip", "w") as members:
        members.writestr("x/" + 200 * "l" + ".txt", CABLE)
        members.writestr("x/" + 180 * "l", CABLE)  # no document
    text = check("long.zip", "-f", "json", "--exit-zero", folder=folder, code=0)
    assert json.loads(text)["files"] == 1


def test_a_pattern_that_matches_nothing(folder: Path) -> None:
    fails(at_once("check", "--no-config", "*.doc", folder=folder), 3, "CC052 nothing matches *.doc")


def test_a_large_document_is_refused_unread(folder: Path) -> None:
    text = check("b.txt", "c.zip", "--max-bytes", "100", "-f", "concise", folder=folder, code=1)
    assert text.count("more than --max-bytes 100") == 3


def test_two_processes_report_in_the_same_order(folder: Path) -> None:
    for number in range(40):
        (folder / f"n{number}.txt").write_bytes(PORTION if number % 3 else CABLE.encode())
    paths = (".", "c.zip", "c.csv", "c.jsonl")
    one = check(*paths, folder=folder, code=1)
    assert check(*paths, "-j", "2", folder=folder, code=1) == one


def killing(task: Task, choices: object, max_bytes: int) -> tuple[str, tuple[object, ...]]:
    """A document that takes its process with it."""
    if task.path.endswith("deadly.txt"):
        os._exit(9)
    return task.path, ()


def test_a_document_that_kills_its_process_costs_itself_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "deadly.txt").write_text(CABLE)
    monkeypatch.setattr(check_run, "examine", killing)
    run_of_all = Run(["."], Settings(jobs=2))
    (told, counted) = "".join(run_of_all.chunks()).splitlines()
    assert told.startswith("deadly.txt:1:1: CC051 error: the document was given up: its worker died (exit 9)")
    assert counted == "4 files checked: 1 errors, 0 warnings, 0 notes"
    assert run_of_all.exit_code == 1


def test_no_more_is_in_memory_than_is_being_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report begins before the last document is read."""
    monkeypatch.chdir(folder)
    read: list[str] = []
    real = check_run.load

    def load(item: Item, most: int) -> bytes:
        read.append(item.name)
        return real(item, most)

    monkeypatch.setattr(check_run, "load", load)
    chunks = Run(["sub", "c.zip", "c.jsonl"], Settings(output_format="concise")).chunks()
    assert next(chunks) == f"sub/a.txt:{TOLD}\n"
    assert len(read) == 1
    assert len(list(chunks)) == 4


def test_a_report_takes_its_name_when_it_is_whole(folder: Path) -> None:
    (folder / "report.json").write_text("old")
    fails(
        at_once("check", "--no-config", "none*", "-f", "json", "-o", "report.json", folder=folder), 3, "CC052"
    )
    assert (folder / "report.json").read_text() == "old"
    check("c.zip", "-f", "json", "-o", "report.json", folder=folder, code=1)
    assert json.loads((folder / "report.json").read_text())["files"] == 2
    assert not list(folder.glob(".cableconv*"))


def test_a_name_of_xml_or_json_is_held_to_it(folder: Path) -> None:
    (folder / "d.xml").write_text(f"<!DOCTYPE x [<!ENTITY a 'b'>]>\n<x>{CABLE}</x>\n")
    assert "CC710 error: the document has a DOCTYPE" in check("d.xml", folder=folder, code=1)
    (folder / "d").write_text(f"<!DOCTYPE x [<!ENTITY a 'b'>]>\n<x>{CABLE}</x>\n")
    assert "CC710 error: the document has a DOCTYPE" in check("d", folder=folder, code=1)
    (folder / "x.xml").write_text(f"<x>{CABLE}</x>\n")
    assert "CC603 error: the root element is <x> in no namespace" in check("x.xml", folder=folder, code=1)
    (folder / "x.json").write_text(CABLE)
    assert "CC610 error: no JSON" in check("x.json", folder=folder, code=1)


def test_what_an_instruction_refers_to(folder: Path) -> None:
    tei = (folder / "sub" / "a.xml").read_text(encoding="utf-8")
    (folder / "s.xml").write_text(tei.replace("<TEI", "<?xml-stylesheet href='file:///x.xsl'?>\n<TEI", 1))
    text = check("s.xml", "-f", "concise", folder=folder, code=1)
    assert "CC710 error: an instruction refers to 'file:///x.xsl'" in text


def test_a_tei_document_in_utf_16(folder: Path) -> None:
    tei = (folder / "sub" / "a.xml").read_text(encoding="utf-8").replace('"UTF-8"', '"UTF-16"', 1)
    (folder / "w.xml").write_bytes(tei.encode("utf-16"))
    check("w.xml", folder=folder, code=0)


def test_a_baseline_of_the_settings_that_is_still_to_be_written(folder: Path) -> None:
    (folder / "cableconv.toml").write_text('[check]\nbaseline = "known.lst"\n')
    result = at_once("check", "sub", "c.zip", "--write-baseline", "known.lst", folder=folder)
    assert result.returncode == 1, result.stderr.decode()
    assert at_once("check", "sub", "c.zip", folder=folder).returncode == 0
