"""No output, report or profile takes the place of a document that is an input, whatever its name."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.batch_corpus import at_once, cable, corpus, numbered, start, tree, until
from tests.test_cli import fails, run, said
from tests.test_sources import table

__all__ = ["corpus"]


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("asked", ["{}", "{}/**/*.txt", "{}/a"])
def test_a_report_replaces_no_document_of_a_folder(corpus: Path, tmp_path: Path, asked: str) -> None:
    before = held(corpus)
    target = corpus / "a" / "3.txt"
    paths = asked.format(corpus)
    fails(at_once(paths, "-o", tmp_path / "out", "--report", target), 2, "CC030")
    link = tmp_path / "link.json"
    link.symlink_to(target)
    fails(at_once(paths, "-o", tmp_path / "out", "--report", link), 2, "CC030")
    assert held(corpus) == before
    assert not (tmp_path / "out").exists()


def test_a_report_replaces_no_file_to_which_a_link_in_the_folder_leads(corpus: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_bytes(cable(77))
    (corpus / "link.txt").symlink_to(real)
    fails(at_once(corpus, "-o", tmp_path / "out", "--report", real), 2, "CC030")
    assert real.read_bytes() == cable(77)


def test_a_report_may_be_written_into_the_input_again_and_again(corpus: Path, tmp_path: Path) -> None:
    report = corpus / "report.txt"
    report.touch()
    for _ in range(3):
        result = at_once(corpus, "-o", tmp_path / "out", "--report", report)
        assert said(result).startswith("12 documents")
        assert json.loads(report.read_text())["documents"] == 12
    assert [path.name for path in corpus.glob(".*")] == []
    report.unlink()
    (corpus / "a" / "3.txt.part").write_bytes(cable(78))  # no name that a report takes on its way
    assert at_once(corpus, "-o", tmp_path / "out", "--report", corpus / "a" / "new.json").returncode == 0
    assert at_once(corpus, "-o", tmp_path / "out", "--report", corpus / "a" / "3.txt.part").returncode == 2


def test_report_and_output_are_two_files(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("SHA256SUMS", ".cableconv-journal"):
        fails(at_once(corpus, "-o", out, "--report", out / name), 2, "CC030")
    fails(at_once(corpus, "-o", tmp_path / "o.jsonl", "--report", tmp_path / "o.jsonl"), 2, "CC030")
    out.mkdir(exist_ok=True)
    (out / "a").mkdir(exist_ok=True)
    fails(at_once(corpus, "-o", out, "--report", out / "a" / "3.xml"), 2, "CC030")


def test_a_profile_replaces_no_document(corpus: Path) -> None:
    before = held(corpus)
    fails(at_once("learn", corpus, "-o", corpus / "a" / "5.txt"), 2, "CC030")
    assert held(corpus) == before
    profile = corpus / "profile.toml"
    for _ in range(2):
        result = at_once("learn", corpus, "-o", profile)
        assert result.returncode == 0
        assert "learned from 12 cables" in said(result)
        assert "left out" not in said(result)


def rows() -> str:
    return table([("id", "text"), *((f"N{at}", cable(at).decode()) for at in range(20, 24))])


HIDDEN = ".data.jsonl.journal"
BESIDE = [
    ("data.jsonl", json.dumps({"id": "N1", "text": cable(31).decode()}) + "\n"),
    ("data.jsonl.part", cable(32).decode()),
    (HIDDEN, cable(33).decode()),
    ("data.jsonl.sha256", cable(34).decode()),
    ("data.xml", "<TEI>of somebody else</TEI>\n"),
    ("data.zip", "of somebody else\n"),
]


@pytest.mark.parametrize(
    ("name", "data", "pattern"),  # no pattern finds a hidden file
    [
        (*each, pattern)
        for each in BESIDE
        for pattern in (False, True)
        if (each[0], pattern) != (HIDDEN, True)
    ],
)
def test_a_file_of_documents_replaces_no_input(corpus: Path, name: str, data: str, *, pattern: bool) -> None:
    (corpus / name).write_text(data)
    before = held(corpus)
    target = name.lstrip(".").removesuffix(".part").removesuffix(".journal").removesuffix(".sha256")
    asked = f"{corpus}/**" if pattern else corpus
    message = fails(at_once(asked, "-o", corpus / target, "--checksums"), 2, "CC030")
    assert name in message
    assert held(corpus) == before


@pytest.mark.parametrize(
    ("target", "to"),  # a corpus holds TEI
    [
        ("o.xml", "tei"),
        *((target, to) for target in ("o.jsonl", "o.zip", "o-{}.zip") for to in ("tei", "text")),
    ],
)
def test_a_file_of_documents_replaces_itself(corpus: Path, target: str, to: str) -> None:
    options = ("--shard", "5") if "{}" in target else ()
    for _ in range(2):
        result = at_once(corpus, "-o", corpus / target, "-t", to, *options, "--checksums")
        assert said(result).startswith("12 documents")
        assert result.returncode == 0


def test_a_shard_replaces_no_input(corpus: Path) -> None:
    (corpus / "s-00001.jsonl").write_text(json.dumps({"id": "N1", "text": cable(31).decode()}) + "\n")
    before = held(corpus)
    fails(at_once(corpus, "-o", corpus / "s.jsonl", "--shard", "5"), 2, "CC030")
    assert held(corpus) == before
    assert at_once(corpus, "-o", corpus / "t.jsonl", "--shard", "5").returncode == 0


def test_a_folder_of_outputs_replaces_no_input(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a" / "table.csv").write_text(rows())
    before = held(corpus)
    message = fails(at_once(corpus, "-o", corpus / "a"), 2, "CC030")
    assert "an input that is not known for an output" in message
    fails(at_once(f"{corpus}/*/*.txt", "-o", corpus / "a"), 2, "CC030")
    fails(at_once(*sorted((corpus / "a").glob("*.txt")), "-o", corpus / "a"), 2, "CC030")
    assert held(corpus) == before


@pytest.mark.parametrize("to", ["tei", "json", "text"])
def test_a_folder_in_the_input_is_written_again(corpus: Path, to: str) -> None:
    out = corpus / "out"
    for _ in range(2):
        assert at_once(corpus, "-o", out, "-t", to, "--report", out / "r.json").returncode == 0
    assert len(tree(out)) == 13
    (corpus / "a" / "1.txt").unlink()
    assert said(at_once(corpus, "-o", out, "-t", to, "--resume")).startswith("11 documents")
    (out / "new.txt").write_bytes(cable(99))
    fails(at_once(corpus, "-o", out, "-t", to, "--resume"), 2, "CC030")


def rerun(corpus: Path, *options: str | Path) -> str:
    """The last words of a run that writes texts into a folder of the input, and is not refused."""
    result = at_once(corpus, "-o", corpus / "out", "-t", "text", *options)
    assert result.returncode == 0
    return said(result)


@pytest.mark.parametrize(
    "between",
    [(), ("--include", "1.txt"), ("--no-overwrite",), ("-t", "tei"), ("--exclude", "1.txt", "--resume")],
)
def test_texts_of_runs_before_are_no_inputs_whatever_ran_between(
    corpus: Path, between: tuple[str, ...]
) -> None:
    rerun(corpus)
    (corpus / "a" / "1.txt").unlink()
    (corpus / "b" / "c" / "4.txt").write_bytes(b"")  # gives no output any more
    for _ in range(2):
        at_once(corpus, "-o", corpus / "out", "-t", "text", *between)
    (corpus / "b" / "c" / "4.txt").unlink()
    for options in ((), (), ("--resume",), ("--resume", "--prune")):
        assert rerun(corpus, *options).startswith("10 documents")
    assert (corpus / "a" / "3.txt").read_bytes() == cable(3)


def test_texts_that_a_killed_run_has_not_noted_are_no_inputs(tmp_path: Path) -> None:
    folder = numbered(tmp_path / "in", 60)
    out, journal = folder / "out", folder / "out" / ".cableconv-journal"
    process = start(folder, "-o", out, "-t", "text", "-j", "2")
    until(lambda: len([*out.glob("*.txt")]) >= 5)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(line for line in lines if line.startswith(b"{")))  # none noted
    for options in (["--resume"], []):
        result = run(folder, "-o", out, "-t", "text", *options)
        assert result.returncode == 0
        assert said(result).startswith("60 documents")
    (out / "new.txt").write_bytes(cable(99))
    fails(run(folder, "-o", out, "-t", "text"), 2, "CC030")


def test_a_text_in_the_folder_of_outputs_is_a_document_where_no_journal_names_it(corpus: Path) -> None:
    assert at_once(corpus / "b", "-o", corpus / "a", "-t", "text").returncode == 0
    fails(at_once(corpus, "-o", corpus / "a", "-t", "text"), 2, "CC030")
    assert (corpus / "a" / "3.txt").read_bytes() == cable(3)


def test_lists_and_profiles_are_inputs_too(corpus: Path, tmp_path: Path) -> None:
    listed, profile = tmp_path / "list", tmp_path / "p.toml"
    listed.write_text(f"{corpus}\n")
    assert at_once("learn", corpus, "-o", profile).returncode == 0
    stated = listed.read_bytes(), profile.read_bytes()
    fails(
        at_once("--files-from", listed, "-o", tmp_path / "out", "--profile", profile, "--report", profile),
        2,
        "CC030",
    )
    fails(at_once("learn", "--files-from", listed, "-o", listed), 2, "CC030")
    one = corpus / "a" / "1.txt"
    fails(at_once(one, "--profile", profile, "-o", profile), 2, "CC030")
    assert (listed.read_bytes(), profile.read_bytes()) == stated


def test_an_index_leaves_out_itself_alone(corpus: Path) -> None:
    (corpus / "db1.txt").write_bytes(cable(55))
    for _ in range(2):
        result = at_once("index", corpus, "-o", corpus / "db")
        assert "13 cables" in said(result)
        assert result.returncode == 0


def test_restored_sources_replace_no_document(corpus: Path, tmp_path: Path) -> None:
    names = [tmp_path / f"c-{at}.xml" for at in (1, 2)]
    for at, name in enumerate(names, 1):
        assert (
            at_once(corpus / "a" / f"{2 * at - 1}.txt", "--edition", "diplomatic", "-o", name).returncode == 0
        )
    before = [name.read_bytes() for name in names]
    fails(at_once("restore", *names, "-o", tmp_path / "c-{}.xml"), 2, "CC030")
    assert [name.read_bytes() for name in names] == before


def test_a_hard_link_keeps_what_it_names(corpus: Path, tmp_path: Path) -> None:
    os.link(corpus / "a" / "1.txt", tmp_path / "report.json")
    fails(
        at_once(
            corpus / "a" / "1.txt", corpus / "b", "-o", tmp_path / "o", "--report", tmp_path / "report.json"
        ),
        2,
        "CC030",
    )
    assert at_once(corpus, "-o", tmp_path / "o", "--report", tmp_path / "report.json").returncode == 0
    assert (corpus / "a" / "1.txt").read_bytes() == cable(1)
