"""Collections: what goes in and out, and what a failure costs."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import tarfile
import time
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

import cableconv
from cableconv.batch.names import output_name, sharded
from cableconv.cli.main import main
from cableconv.pool.processes import Lost
from cableconv.pool.processes import run as pooled
from cableconv.pool.worker import Limits
from cableconv.shard import Plan, convert_shard
from cableconv.sources.item import Item
from cableconv.sources.names import safe
from tests.batch_corpus import at_once, cable, corpus, names_in, tree
from tests.test_cli import PNG, ROOT, fails, run, said
from tests.test_findings import CABLE

__all__ = ["corpus"]

HEADER, _, TEXT = CABLE.partition("BT\n")


# A folder


def test_a_folder_is_mirrored(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(corpus, "-o", out, "-j", "2", "--edition", "diplomatic", "--checksums")
    assert result.returncode == 0
    assert said(result).startswith("12 documents in ")
    found = tree(out)
    sums = found.pop("SHA256SUMS").decode()
    assert sorted(found) == sorted(
        str(path.relative_to(corpus).with_suffix(".xml")) for path in corpus.rglob("*.txt")
    )
    for name, data in found.items():
        assert cableconv.restore(data) == (corpus / name).with_suffix(".txt").read_bytes()
        assert f"{sha256(data).hexdigest()}  {name}\n" in sums
        single = at_once((corpus / name).with_suffix(".txt"), "--edition", "diplomatic").stdout
        assert data == single


def test_a_failure_is_one_document_s(corpus: Path, tmp_path: Path) -> None:
    (corpus / "notes.txt").write_text("Nothing of a cable here.\n")
    (corpus / "picture.txt").write_bytes(PNG)
    out, report = tmp_path / "out", tmp_path / "report.json"
    result = at_once(corpus, "-o", out, "--report", report)
    assert result.returncode == 3
    lines = said(result).splitlines()
    assert "notes.txt:1:1: CC026 failed: no cable was found" in lines
    assert len(tree(out)) == 12
    found = json.loads(report.read_text())
    jsonschema.validate(found, json.loads((ROOT / "schemas/1.0/cableconv.report.schema.json").read_text()))
    assert found["totals"] == {"converted": 12, "failed": 2}
    assert found["errors"] == {"CC025": 1, "CC026": 1}
    assert found["complete"]
    by_name = {entry["name"]: entry for entry in found["outcomes"]}
    assert by_name["picture.txt"]["code"] == "CC025"
    assert by_name["a/1.txt"]["output"] == "a/1.xml"


def test_include_exclude_and_lists(corpus: Path, tmp_path: Path) -> None:
    assert names_in(corpus, include=("a/*",), exclude=("3.txt", "5*")) == [
        "a/1.txt",
        "a/11.txt",
        "a/7.txt",
        "a/9.txt",
    ]
    listed = tmp_path / "list"
    listed.write_bytes(b"\0".join(os.fsencode(corpus / "a" / name) for name in ("1.txt", "3.txt")))
    assert at_once("--files-from", listed, "-0", "-o", tmp_path / "out", "--shard", "1").returncode == 0
    assert sorted(tree(tmp_path / "out")) == [f"00000/%{corpus}/a/1.xml", f"00001/%{corpus}/a/3.xml"]
    fails(at_once(corpus, "--include", "none", "-o", tmp_path / "none"), 3, "CC052")
    fails(at_once(corpus), 2, "CC050")
    fails(at_once(corpus, "-o", tmp_path / "out.txt"), 2, "CC050")
    assert not (tmp_path / "out.txt").exists()
    fails(at_once(corpus, "-o", tmp_path / "x", "--several", "split"), 2, "CC050")
    result = at_once(corpus, tmp_path / "missing", "-o", tmp_path / "y")  # costs itself
    assert result.returncode == 3
    assert f"{tmp_path}/missing:1:1: CC020 failed" in said(result)
    assert len(tree(tmp_path / "y")) == 12


def test_the_output_folder_is_no_input(corpus: Path) -> None:
    for _ in range(2):
        assert said(at_once(corpus, "-o", corpus / "out")).startswith("12 documents")


# Archives and tables


def test_zip_and_tar_give_what_the_folder_gives(corpus: Path, tmp_path: Path) -> None:
    zipped, tarred = tmp_path / "c.zip", tmp_path / "c.tar.gz"
    with zipfile.ZipFile(zipped, "w") as archive, tarfile.open(tarred, "w:gz") as tape:
        for path in sorted(corpus.rglob("*.txt")):
            archive.write(path, path.relative_to(corpus))
            tape.add(path, str(path.relative_to(corpus)))
    outputs = []
    for source in (corpus, zipped, tarred):
        out = tmp_path / f"out-{len(outputs)}"
        assert at_once(source, "-o", out).returncode == 0
        outputs.append(tree(out))
    assert outputs[0] == outputs[1] == outputs[2]
    together = names_in(corpus, zipped, zipped)
    assert len(set(together)) == len(together) == 36
    assert "c.zip%2/a/1.txt" in together


def test_names_that_lead_out_of_an_archive_stay_inside(tmp_path: Path) -> None:
    zipped = tmp_path / "evil.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("same.txt", cable(6))
            archive.writestr("same.txt", cable(7))
        for name in ("../up.txt", "/root.txt", "a/../../b.txt", "c:\\x.txt"):
            archive.writestr(name, cable(7))
    out = tmp_path / "deep" / "out"
    out.parent.mkdir()
    assert at_once(zipped, "-o", out).returncode == 0
    assert len(tree(out)) == 6
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["evil.zip"]


def test_a_bomb_and_a_torn_archive_cost_themselves(tmp_path: Path) -> None:
    zipped = tmp_path / "bomb.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"a" * 3_000_000)
        archive.writestr("good.txt", cable(7))
    result = at_once(zipped, "-o", tmp_path / "out", "--max-bytes", "1000000")
    assert "bomb.txt:1:1: CC065 failed" in said(result)
    assert list(tree(tmp_path / "out")) == ["good.xml"]
    torn = tmp_path / "torn.zip"
    torn.write_bytes(zipped.read_bytes()[:-30])
    assert at_once(torn, "-o", tmp_path / "x").returncode == 3


def test_the_eight_columns_of_a_dump(tmp_path: Path) -> None:
    table = tmp_path / "cables.csv"
    rows = []
    for number in (1, 2):
        text = TEXT.replace("neighbors", 'neighbors, \\"all\\" of them')
        head = HEADER + "BT"
        rows.append(
            f'"{number}","1/15/2008 12:00","08OTTAWA{number}","Embassy Ottawa","CONFIDENTIAL","",'
            f'"{head}","{text}"\n'
        )
    table.write_text("".join(rows))
    assert at_once(table, "-o", tmp_path / "out", "-t", "text").returncode == 0
    found = tree(tmp_path / "out")
    assert sorted(found) == ["08OTTAWA1.txt", "08OTTAWA2.txt"]
    assert b'neighbors, "all" of them' in found["08OTTAWA1.txt"]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".csv"])
def test_tables_with_names(tmp_path: Path, suffix: str) -> None:
    if suffix == ".csv":
        import csv

        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(["url", "body", "other"])
        for serial in (1, 2):
            writer.writerow([f"x/{serial}", cable(serial).decode(), ""])
        data = stream.getvalue().encode()
    else:
        rows = [{"url": f"x/{serial}", "body": cable(serial).decode()} for serial in (1, 2)]
        data = "".join(json.dumps(row) + "\n" for row in rows).encode() + b"no json\n[1]\n"
    table = tmp_path / f"table{suffix}"
    table.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    result = at_once(table, "-o", tmp_path / "out")
    assert sorted(tree(tmp_path / "out")) == ["x/1.xml", "x/2.xml"]
    assert result.returncode == (0 if suffix == ".csv" else 3)
    if suffix == ".csv":
        fails(at_once(table, "-o", tmp_path / "y", "--text-column", "bdoy", "-q"), 3, "CC049")


# Targets of one file


@pytest.mark.parametrize("to", ["tei", "json", "text"])
def test_one_object_a_line_in_the_order_of_the_input(corpus: Path, tmp_path: Path, to: str) -> None:
    out = tmp_path / "out.jsonl"
    assert run(corpus, "-o", out, "-t", to, "-j", "2").returncode == 0
    found = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [entry["id"] for entry in found] == names_in(corpus)
    for entry in found:
        source = (corpus / entry["id"]).read_bytes()
        assert entry["sha256"] == sha256(source).hexdigest()
        document = json.dumps(entry["document"]) if to == "json" else entry["document"]
        if to != "text":
            assert cableconv.verify(document.encode(), source)
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == ["corpus", "out.jsonl"]


def test_a_zip(corpus: Path, tmp_path: Path) -> None:
    outputs = []
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}.zip"
        assert run(corpus, "-o", out, "-j", jobs).returncode == 0
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    with zipfile.ZipFile(tmp_path / "out1.zip") as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist())[:2] == ["a/1.xml", "a/11.xml"]


# Names


def test_no_two_names_give_one() -> None:
    parts = ["a", "a%", "a.", "a.b", "", "%", ".", "a.txt", "txt"]
    names = {f"{one}{two}" for one in parts for two in ("", ".txt", ".html", ".xml", "%.txt", ".txt.txt")} - {
        ""
    }
    outputs = [output_name(name, "tei") for name in names]
    assert len(set(outputs)) == len(names)
    assert output_name("x/a.txt", "json") == "x/a.json"
    inside = {f"{name}/{other}" for name in names for other in ("a.txt", "b.xml/c.txt")}
    for to, suffix in (("tei", ".xml"), ("json", ".json"), ("text", ".txt")):
        kept = {f"SHA256SUMS{end}/a.txt" for end in ("", "%", "%%")} | {".cableconv-journal/a.txt"}
        more = names | inside | kept | {f"a{suffix}{end}/a.txt" for end in ("", "%", "%%", "%a")}
        found = {output_name(name, to).casefold() for name in more} | {"sha256sums", ".cableconv-journal"}
        assert len(found) == len({name.casefold() for name in more}) + 2
        folders = {name[:at] for name in found for at in range(len(name)) if name[at] == "/"}
        assert not folders & found
    assert output_name("1990.zip/x.xmls/a.txt", "tei") == "1990.zip/x.xmls/a.xml"
    assert sharded("x/a.xml", 2345, 1000) == "00002/x/a.xml"
    assert safe("../a\0b") == "%2E%2E/a%00b"


def test_a_file_and_a_folder_of_one_name_do_not_meet(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for at, name in enumerate(("a.txt", "a.xml/c.txt", "a.xml%/c.txt", "SHA256SUMS/d.txt"), 1):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(cable(at))
    assert at_once(folder, "-o", out, "--checksums").returncode == 0
    assert sorted(tree(out)) == [
        "SHA256SUMS", "SHA256SUMS%/d.xml", "a.xml", "a.xml%%/c.xml", "a.xml%/c.xml",
    ]  # fmt: skip
    assert "4 up-to-date" in said(at_once(folder, "-o", out, "--resume"))


# The pool: work of its own kinds


def work(what: str) -> str:
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "slow":
        time.sleep(2)
    if what == "hang":
        time.sleep(60)
    if what == "eat":
        try:
            return str(len(bytearray(4_000_000_000)))
        except MemoryError:
            return "no memory"
    return what


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_kills_or_hangs_costs_itself(jobs: int) -> None:
    given = [str(number) for number in range(40)]
    given[3:3] = ["die"]
    given[30:30] = ["hang"]
    found = list(pooled(given, work, jobs, Limits(seconds=1)))
    lost = [result for result in found if isinstance(result, Lost)]
    assert {(result.item, result.reason) for result in lost} == {
        ("die", "its worker died (exit -9)"),
        ("hang", "it took more than 1 seconds"),
    }
    assert sorted(result for result in found if isinstance(result, str)) == sorted(
        set(given) - {"die", "hang"}
    )


class Stuck(NamedTuple):
    """Work with which the first worker never comes up, as one that somebody has stopped."""

    mark: str

    def __reduce__(self) -> tuple[object, ...]:
        stuck = f"__import__('os').path.exists({self.mark!r})"
        stuck += f" or open({self.mark!r}, 'w').close() or __import__('time').sleep(600)"
        return eval, (f"({stuck}) and str",)


def test_a_worker_that_does_not_come_up_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cableconv.pool.processes._COMES_UP", 3.0)
    mark = tmp_path / "mark"
    assert list(pooled(["a", "b", "c"], Stuck(str(mark)), 1, Limits(seconds=2))) == ["a", "b", "c"]  # type: ignore[arg-type]
    assert mark.exists()


def test_a_large_item_may_take_longer() -> None:
    given = ["slow", "hang", "x"]
    most = {"slow": 10, "hang": 2, "x": 0}
    found = list(pooled(given, work, 2, Limits(seconds=0.5, for_byte=0.5), extent=most.__getitem__))
    assert {each for each in found if isinstance(each, str)} == {"slow", "x"}
    assert [each for each in found if isinstance(each, Lost)] == [Lost("hang", "it took more than 2 seconds")]


def test_what_keeps_the_leader_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cableconv.pool.processes._STOPPED", 0.8)

    def given() -> Iterator[str]:
        yield from ("a", "b", "c", "d", "slow", "e", "f", "g")
        time.sleep(1.9)  # as if the terminal had stopped us
        yield "h"

    assert sorted(pooled(given(), work, 1, Limits(seconds=1))) == [*"abcdefgh", "slow"]


@pytest.mark.parametrize("verb", [(), ("learn", "-j", "2"), ("index", "-j", "2"), ("check", "-j", "2")])
def test_a_document_that_hangs_ends_where_nobody_said_when(
    verb: tuple[str, ...],
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("cableconv.pool.worker.USUAL", Limits(seconds=0.4))
    (corpus / "a" / "long.txt").write_bytes(cable(1) + b"\n1. (U) A word of many in a line.\n" * 60_000)
    out = tmp_path / "out"
    assert main([*verb, str(corpus), "-o", str(out)]) in (1, 3)
    told = out.read_text() if verb[:1] == ("check",) else capsys.readouterr().err
    assert "long.txt" in told
    assert "CC051" in told
    assert "it took more than 0.4 seconds" in told
    assert told.count("took more than") == 1


def test_few_large_results_wait_for_one_that_is_due() -> None:
    drawn: list[str] = []
    given = (drawn.append(each) or each for each in ["slow", *map(str, range(900))])  # type: ignore[func-returns-value]
    results = pooled(given, work, 2, ordered=True, weight=lambda result: 40_000_000)
    assert next(results) == "slow"
    assert len(drawn) < 300
    assert list(results) == [str(number) for number in range(900)]


def test_memory_has_a_limit() -> None:
    assert list(pooled(["eat", "x"], work, 1, Limits(memory=2_000_000_000))) == ["no memory", "x"]


def test_a_shard_is_a_pure_function() -> None:
    given = [Item("1.txt", data=cable(1)), Item("n.txt", data=b"none"), Item("2.txt", data=cable(2))]
    first, second = list(convert_shard(given, Plan())), list(convert_shard(given, Plan()))
    assert first == second
    assert [done.code for done in first] == ["", "CC026", ""]


def test_several_cables_may_be_refused(corpus: Path, tmp_path: Path) -> None:
    (corpus / "two.txt").write_bytes(cable(50) + b"\nNNNN\n\n" + cable(51).replace(b"151200Z", b"161200Z"))
    result = at_once(corpus, "-o", tmp_path / "out", "--several", "refuse")
    assert "two.txt:1:1: CC029 failed" in said(result)
    assert said(at_once(corpus, "-o", tmp_path / "out2")).startswith("13 documents")
