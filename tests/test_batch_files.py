"""Files of many documents: a TEI corpus, JSON lines, zip, Parquet, shards; killed and gone on with."""

from __future__ import annotations

import json
import os
import signal
import time
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

import cableconv
from cableconv import validate
from cableconv.restoration import read_documents
from tests.batch_corpus import at_once, cable, corpus, names_in, numbered, start, tree
from tests.test_cli import fails, run, said

__all__ = ["corpus"]
ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = "{http://www.tei-c.org/ns/1.0}TEI"
TWO = cable(50) + b"\nNNNN\n\n" + cable(51).replace(b"151200Z", b"161200Z")


def test_a_tei_corpus_is_valid_and_its_identifiers_are_its_own(corpus: Path, tmp_path: Path) -> None:
    (corpus / "again.txt").write_bytes(cable(1))  # the same bytes twice
    (corpus / "two.txt").write_bytes(TWO)
    (corpus / "two-again.txt").write_bytes(TWO)
    (corpus / "notes.txt").write_text("Nothing of a cable here.\n")
    out = tmp_path / "corpus.xml"
    result = run(corpus, "-o", out, "-j", "2", "--edition", "diplomatic", "--publisher", "A & B")
    assert result.returncode == 3
    root = etree.fromstring(out.read_bytes())
    assert validate.refusals(root) == []
    assert len(root.findall(TEI)) == 17
    ids = [each.get(ID) for each in root.iter() if each.get(ID)]
    assert len(ids) == len(set(ids))
    assert at_once("check", out).returncode == 0
    sources = [(corpus / name).read_bytes() for name in names_in(corpus) if name != "notes.txt"]
    (tmp_path / "back").mkdir()
    assert at_once("restore", out, "-o", tmp_path / "back").returncode == 0
    assert [*tree(tmp_path / "back").values()] == sources
    fails(at_once("restore", out), 3, "CC707")
    names = [path.name for path in sorted(tmp_path.iterdir())]
    assert names == [".corpus.xml.journal", "back", "corpus", "corpus.xml"]


def test_a_corpus_does_not_depend_on_the_workers(corpus: Path, tmp_path: Path) -> None:
    outputs = []
    for jobs in ("1", "3"):
        assert run(corpus, "-o", tmp_path / f"{jobs}.xml", "-j", jobs).returncode == 0
        outputs.append((tmp_path / f"{jobs}.xml").read_bytes())
    assert outputs[0] == outputs[1]
    fails(at_once(corpus, "-o", tmp_path / "x.xml", "-t", "json"), 2, "CC050")


def test_parquet_holds_what_the_documents_say(corpus: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out.parquet"
    assert at_once(corpus, "-o", out, "-t", "json").returncode == 0
    rows = parquet.read_table(out).to_pylist()
    assert [row["id"] for row in rows] == names_in(corpus)
    for row in rows:
        source = (corpus / row["id"]).read_bytes()
        assert row["sha256"] == sha256(source).hexdigest()
        (found,) = read_documents(row["document"].encode())
        assert row["reference_number"] == found.header.reference_number.value
        assert row["subject"] == "HARBOR TALKS"
        assert row["text"].encode() == cableconv.convert(source, to="text")
    assert names_in(out, text_column="document") == [f"{row['id']}.txt" for row in rows]


@pytest.mark.parametrize("suffix", [".jsonl", ".xml", ".zip", ".parquet"])
def test_shards_are_files_of_their_own(corpus: Path, tmp_path: Path, suffix: str) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    out.mkdir()
    result = run(corpus, "-o", out / f"part{suffix}", "--shard", "5", "-j", "2", "--checksums")
    assert result.returncode == 0
    names = [f"part-0000{number}{suffix}" for number in range(3)]
    assert sorted(path.name for path in out.glob("[!.]*")) == [*names, f"part{suffix}.sha256"]
    sums = (out / f"part{suffix}.sha256").read_text()
    for name in names:
        assert f"{sha256((out / name).read_bytes()).hexdigest()}  {name}\n" in sums
    if suffix == ".zip":
        assert len(zipfile.ZipFile(out / names[2]).namelist()) == 2
    assert at_once(corpus, "-o", out / f"{{}}.of{suffix}", "--shard", "6").returncode == 0
    assert (out / f"00001.of{suffix}").exists()
    refused = at_once(corpus, "-o", out / f"part{suffix}", "--shard", "5", "--no-overwrite")
    fails(refused, 3, "CC034")


def many(folder: Path) -> Path:
    (numbered(folder, 100) / "007.txt").write_bytes(b"No cable.\n")
    return folder


def killed(*arguments: str | Path, when: Path, size: int) -> None:
    """Start a run and kill it when this file has grown to a size."""
    process = start(*arguments)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if when.exists() and when.stat().st_size >= size:
            os.killpg(process.pid, signal.SIGKILL)
            break
        time.sleep(0.005)
    assert process.wait() == -signal.SIGKILL


@pytest.mark.parametrize(
    ("name", "shard", "change"),
    [
        ("out.jsonl", "", "none"),
        ("out.jsonl", "", "add"),
        ("out.jsonl", "", "remove"),
        ("out.xml", "", "edit"),
        ("out.xml", "30", "mend"),
        ("out.xml", "30", "none"),
        ("out.zip", "", "none"),
        ("out.zip", "", "edit"),
        ("out.zip", "30", "mend"),
        ("out.parquet", "", "none"),
        ("out.parquet", "", "edit"),
        ("out.parquet", "", "add"),
        ("out.parquet", "30", "mend"),
        ("out.parquet", "30", "none"),
    ],
)
def test_a_killed_run_goes_on_to_the_undisturbed_file(
    tmp_path: Path, name: str, shard: str, change: str
) -> None:
    if ".parquet" in name:
        pytest.importorskip("pyarrow")
    source = many(tmp_path / "in")
    options = ("-j", "2", *(("--shard", shard) if shard else ()))
    out, whole = tmp_path / "out", tmp_path / "whole"
    out.mkdir()
    whole.mkdir()
    journal = out / f".{name}.journal"
    killed(source, "-o", out / name, *options, when=journal, size=8_000)
    if change == "edit":
        (source / "020.txt").write_bytes(cable(950))
    elif change == "add":
        (source / "0195.txt").write_bytes(cable(951))
    elif change == "remove":
        (source / "020.txt").unlink()
    elif change == "mend":
        (source / "007.txt").write_bytes(cable(7))
    result = run(source, "-o", out / name, *options, "--resume")
    assert at_once(source, "-o", whole / name, *options).returncode == result.returncode
    assert tree(out) == tree(whole)
    if change == "none":
        assert "up-to-date" in said(result)


def test_two_runs_never_write_one_output(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 200), tmp_path / "out"  # far from done when the second begins
    with start(source, "-o", out) as first:
        deadline = time.monotonic() + 60
        while not any(out.glob("*.xml")) and time.monotonic() < deadline:  # it holds the output by now
            time.sleep(0.005)
        first.send_signal(signal.SIGSTOP)  # in its middle, however slow the second is to start
        try:
            fails(run(source, "-o", out), 3, "CC056")
        finally:
            first.send_signal(signal.SIGCONT)
        assert first.wait(60) == 0
    assert len(list(out.glob("*.xml"))) == 200


def test_a_report_says_what_it_cost(corpus: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert run(corpus, "-o", tmp_path / "out", "--report", report, "--licence", "CC0").returncode == 0
    found = json.loads(report.read_text())
    assert found["bytes"] == sum(path.stat().st_size for path in corpus.rglob("*.txt"))
    assert found["options"] == ["licence=CC0"]
    assert found["documents_per_second"] > 0
    assert found["cables"] == 12
    assert 1_000_000 < found["largest_worker"] < 80_000_000


def test_one_document_may_stand_in_a_file_of_many(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "one.jsonl"
    assert at_once(corpus / "a" / "1.txt", "-o", out).returncode == 0
    (line,) = out.read_text().splitlines()
    assert json.loads(line)["id"] == "1.txt"


def test_a_name_of_a_file_makes_no_folder(corpus: Path, tmp_path: Path) -> None:
    for name in ("out.csv", "out.jsonl.gz", "out.tar", "out.html", "out.txt"):
        fails(at_once(corpus, "-o", tmp_path / name), 2, "CC050 many documents cannot go into")
        assert not (tmp_path / name).exists()
    (tmp_path / "out.csv").mkdir()
    assert at_once(corpus, "-o", tmp_path / "out.csv", "-q").returncode == 0


def test_what_is_missing_is_named(corpus: Path, tmp_path: Path) -> None:
    listed, database = tmp_path / "list", tmp_path / "a.sqlite"
    for verb in ([], ["learn"], ["index"]):
        result = at_once(*verb, "--files-from", listed, "-o", database)
        assert fails(result, 3, "CC020").startswith(f"{listed}:1:1: CC020")
    assert at_once("index", corpus, "-o", database, "-q").returncode == 0
    before = database.read_bytes()
    listed.write_bytes(b"\n")
    for verb in ([], ["learn"], ["index"]):
        fails(at_once(*verb, "--files-from", listed, "-o", database), 3, "CC052 it lists no path")
    assert database.read_bytes() == before
    result = at_once(corpus, "-o", tmp_path / "out", "--report", tmp_path / "none" / "report.json")
    fails(result, 3, "CC033 the report cannot be written (No such file")


@pytest.mark.parametrize(
    "option",
    [
        ("--shard", "0"),
        ("-j", "0"),
        ("-j", "two"),
        ("--timeout", "nan"),
        ("--timeout", "-1"),
        ("--max-bytes", "-5"),
    ],
)
def test_numbers_that_mean_nothing_are_refused(corpus: Path, tmp_path: Path, option: tuple[str, str]) -> None:
    fails(at_once(corpus, "-o", tmp_path / "out", *option), 2, "CC040")
    assert not (tmp_path / "out").exists()


def test_shards_that_are_too_many_are_told(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for serial in range(1, 7):
        (source / f"{serial}.txt").write_bytes(cable(serial))
    given = (source, "-o", tmp_path / "p-{}.jsonl", "--shard", "2", "--resume", "--prune")
    assert at_once(*given).returncode == 0
    for serial in (1, 2):
        (source / f"{serial}.txt").unlink()
    three = [f"p-0000{at}.jsonl" for at in range(3)]
    journal = tmp_path / ".p-{}.jsonl.journal"
    said_before = journal.read_bytes()
    journal.unlink()
    told = said(at_once(*given))
    assert "CC057 1 output of runs before, of no document of this one (p-00002.jsonl)" in told
    assert "they stay: neither journal nor checksums of a run before prove that they are unchanged" in told
    assert sorted(each.name for each in tmp_path.glob("p-*")) == three
    journal.write_bytes(said_before)
    (tmp_path / three[0]).write_bytes(tree(tmp_path)[three[0]])
    told = said(at_once(*given[:-1]))
    assert "(p-00002.jsonl)" in told and "--resume --prune removes those" in told
    assert sorted(each.name for each in tmp_path.glob("p-*")) == three


def test_shards_that_are_too_many_are_removed_where_the_journal_proves_them(tmp_path: Path) -> None:
    source = numbered(tmp_path / "in", 6)
    given = (source, "-o", tmp_path / "p-{}.jsonl", "--shard", "2", "--resume")
    assert at_once(*given).returncode == 0
    for serial in (5, 6):
        (source / f"{serial:03}.txt").unlink()
    told = said(at_once(*given))
    assert "4 up-to-date" in told and "CC057 1 output" in told and "(p-00002.jsonl)" in told
    assert (tmp_path / "p-00002.jsonl").exists()
    told = said(at_once(*given, "--prune"))
    assert "removed 1 output of runs before" in told and "CC057" not in told
    assert sorted(each.name for each in tmp_path.glob("p-*")) == ["p-00000.jsonl", "p-00001.jsonl"]
