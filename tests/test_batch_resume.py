"""Gone on with: the tree is that of an undisturbed run, whatever happened to the outputs and the inputs."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

from cableconv.batch import collection as batch
from cableconv.batch import forms, journal
from cableconv.batch.report import Tally
from cableconv.batch.work import Order
from cableconv.shard import Converted, Plan
from cableconv.sources.item import Item
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, convert, corpus, numbered, tree
from tests.test_cli import COMMAND, ROOT, fails, run, said

__all__ = ["corpus"]


def empty(data: bytes) -> bytes:
    return b""


def junk(data: bytes) -> bytes:
    return b"junk" + data[4:]  # of the same length


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def longer(data: bytes) -> bytes:
    return data + b"more\n"


@pytest.mark.parametrize("damage", [empty, junk, cut, longer])
def test_a_damaged_output_is_made_again(corpus: Path, tmp_path: Path, damage: object) -> None:
    out = tmp_path / "out"
    convert(corpus, out, checksums=True)
    whole = tree(out)
    damaged = out / "a" / "3.xml"
    damaged.write_bytes(damage(damaged.read_bytes()))  # type: ignore[operator]
    assert "1 converted, 11 up-to-date" in convert(corpus, out, checksums=True, resume=True).summary()
    assert tree(out) == whole
    check = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out, capture_output=True, check=False)
    assert check.returncode == 0


def test_an_output_that_became_a_pipe_or_a_folder_is_a_failure(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(corpus, out)
    (out / "a" / "3.xml").unlink()
    os.mkfifo(out / "a" / "3.xml")
    (out / "a" / "1.xml").unlink()
    (out / "a" / "1.xml").mkdir()
    result = at_once(corpus, "-o", out, "--resume")
    assert result.returncode == 3
    for name in ("a/1.txt", "a/3.txt"):
        assert f"{name}:1:1: CC033 failed" in said(result)
    assert stat.S_ISFIFO((out / "a" / "3.xml").stat().st_mode)


def stopped(corpus: Path, target: Path, patched: pytest.MonkeyPatch, documents: int, shard: int = 0) -> None:
    """What a run that was killed after some documents has left: that of a shorter corpus, its end undone."""
    few = target.parent / "few"
    few.mkdir()
    for path in sorted(corpus.rglob("*.txt"))[:documents]:
        (few / path.relative_to(corpus)).parent.mkdir(parents=True, exist_ok=True)
        (few / path.relative_to(corpus)).write_bytes(path.read_bytes())
    with patched.context() as patch:
        patch.setattr(journal.Journal, "close", lambda self, remove=False: self.file.close())
        convert(few, target, shard=shard)


@pytest.mark.parametrize(
    ("name", "damage", "part"),
    [
        ("out.jsonl", junk, True),
        ("out.jsonl", longer, False),
        ("out.xml", cut, True),
        ("out.xml", empty, False),
        ("out.xml", longer, False),
        ("out.zip", junk, True),
        ("out.zip", cut, True),
        ("out.zip", empty, False),
        ("out.zip", longer, False),
    ],
)
def test_what_is_gone_on_with_is_read_first(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, damage: object, part: bool
) -> None:
    whole, out = tmp_path / "whole" / name, tmp_path / "out" / name
    whole.parent.mkdir()
    out.parent.mkdir()
    convert(corpus, whole)
    stopped(corpus, out, monkeypatch, 7)
    if part:
        os.replace(out, f"{out}.part")
    begun = Path(f"{out}.part") if part else out
    begun.write_bytes(damage(begun.read_bytes()))  # type: ignore[operator]
    assert not convert(corpus, out, resume=True).failed
    assert tree(out.parent) == {**tree(whole.parent)} | {
        str(path.relative_to(out.parent)): path.read_bytes() for path in (out.parent / "few").rglob("*.txt")
    }


@pytest.mark.parametrize(
    ("suffix", "damage"), [(".zip", junk), (".zip", empty), (".jsonl", cut), (".xml", longer)]
)
def test_a_damaged_shard_is_made_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, damage: object
) -> None:
    whole, out = tmp_path / "whole" / f"s{suffix}", tmp_path / "out" / f"s{suffix}"
    whole.parent.mkdir()
    out.parent.mkdir()
    convert(corpus, whole, shard=3)
    stopped(corpus, out, monkeypatch, 9, shard=3)
    damaged = out.parent / f"s-00001{suffix}"
    damaged.write_bytes(damage(damaged.read_bytes()))  # type: ignore[operator]
    assert not convert(corpus, out, shard=3, resume=True).failed
    found = tree(out.parent)
    assert {name: data for name, data in found.items() if not name.startswith("few")} == tree(whole.parent)


def test_what_belongs_to_no_document_is_said_and_removed_on_request(corpus: Path, tmp_path: Path) -> None:
    out, whole, report = tmp_path / "out", tmp_path / "whole", tmp_path / "report.json"
    convert(corpus, out, checksums=True)
    (corpus / "b" / "c" / "2.txt").unlink()
    (corpus / "a" / "1.txt").unlink()
    (out / "mine.xml").write_text("written by hand")
    result = at_once(corpus, "-o", out, "--resume", "--report", report)
    assert "CC057 3 outputs of runs before" in said(result)
    assert json.loads(report.read_text())["left"] == ["SHA256SUMS", "a/1.xml", "b/c/2.xml"]
    assert (out / "a" / "1.xml").exists()
    result = at_once(corpus, "-o", out, "--resume", "--prune", "--report", report)
    assert "removed 3 outputs" in said(result)
    assert json.loads(report.read_text())["left"] == []
    convert(corpus, whole)
    assert tree(out) == tree(whole) | {"mine.xml": b"written by hand"}
    assert convert(corpus, out, resume=True).left == []
    fails(at_once(corpus, "-o", out, "--prune"), 2, "CC040")


def test_pruning_spares_what_was_changed_and_takes_what_other_options_made(
    corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    convert(corpus, out)
    (out / "a" / "1.xml").write_text("annotated by hand")
    result = at_once(corpus, "-o", out, "-t", "json", "--resume", "--prune")
    assert "CC057 1 output " in said(result)
    assert "a/1.xml" in said(result)
    made = {str(path.relative_to(corpus).with_suffix(".json")) for path in corpus.rglob("*.txt")}
    assert tree(out).keys() == made | {"a/1.xml"}
    # shards at other places leave no empty folders
    convert(corpus, out, to="json", shard=5, resume=True, prune=True)
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["00000", "00001", "00002", "a"]


def test_an_interrupted_run_prunes_nothing(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(corpus, out)
    fails(at_once(corpus, "--include", "none", "-o", out, "--resume", "--prune"), 3, "CC052")
    assert len(tree(out)) == 12


def test_a_folder_that_went_is_made_again_in_one_process(corpus: Path, tmp_path: Path) -> None:
    trees = []
    for _ in range(2):
        assert not convert(corpus, tmp_path / "out").failed
        trees.append(tree(tmp_path / "out"))
        shutil.rmtree(tmp_path / "out" / "b")
    assert trees[0] == trees[1]


def test_shards_that_are_too_many_are_said(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    convert(corpus, out, shard=3)
    result = at_once(corpus / "a", "-o", out, "--shard", "3")
    assert "CC057 2 outputs of runs before" in said(result)
    assert "out-00002.jsonl, out-00003.jsonl" in said(result)


# The report


def test_a_report_names_the_documents_in_their_order(corpus: Path, tmp_path: Path) -> None:
    (corpus / "a" / "0.txt").write_bytes(cable(1) + b"1. (U) word and word.\n\n" * 5000)  # takes longest
    reports = []
    for jobs in ("1", "2"):
        report = tmp_path / f"{jobs}.json"
        assert run(corpus, "-o", tmp_path / f"out{jobs}", "-j", jobs, "--report", report).returncode == 0
        reports.append(json.loads(report.read_text())["outcomes"])
    assert reports[0] == reports[1]
    assert [entry["name"] for entry in reports[0]] == sorted(
        (str(path.relative_to(corpus)) for path in corpus.rglob("*.txt")), key=os.fsencode
    )


def test_a_report_never_replaces_a_pipe_a_link_or_an_input(corpus: Path, tmp_path: Path) -> None:
    pipe, link, real = tmp_path / "pipe", tmp_path / "link.json", tmp_path / "real.json"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # so that the writer need not wait
    try:
        assert at_once(corpus, "-o", tmp_path / "out", "--report", pipe).returncode == 0
        assert json.loads(os.read(reader, 100_000))["complete"]
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    link.symlink_to(real)
    assert at_once(corpus, "-o", tmp_path / "out", "--report", link).returncode == 0
    assert link.is_symlink()
    assert json.loads(real.read_text())["complete"]
    result = run(corpus, "-o", tmp_path / "out", "--report", "/dev/stdout")
    assert result.returncode == 0
    assert json.loads(result.stdout)["complete"]
    log = tmp_path / "log"
    log.write_text("before\n")
    with log.open("ab") as end:
        command = [*COMMAND, str(corpus), "-o", str(tmp_path / "out"), "-q", "--report", "/dev/stdout"]
        assert subprocess.run(command, stdout=end, cwd=ROOT, check=False).returncode == 0
    assert log.read_text().startswith('before\n{"format"')
    one, two = corpus / "a" / "1.txt", corpus / "a" / "3.txt"
    before = sha256(one.read_bytes()).digest()
    fails(at_once(one, two, "-o", tmp_path / "out", "--report", one), 2, "CC030")
    assert sha256(one.read_bytes()).digest() == before


def test_a_file_of_documents_is_no_pipe(corpus: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    fails(at_once(corpus, "-o", pipe), 2, "CC050")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "out.jsonl"]


def test_a_run_that_finds_nothing_leaves_nothing(corpus: Path, tmp_path: Path) -> None:
    for name in ("deep/er/out", "out.jsonl", "out.zip"):
        fails(at_once(corpus, "--include", "none", "-o", tmp_path / name), 3, "CC052")
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
    (tmp_path / "kept").mkdir()
    fails(at_once(corpus, "--include", "none", "-o", tmp_path / "kept"), 3, "CC052")
    assert (tmp_path / "kept").is_dir()


def test_what_nobody_has_journalled_is_not_overwritten_by_a_resumed_run(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for serial in range(1, 6):
        (source / f"{serial}.txt").write_bytes(cable(serial))
    given = {"overwrite": False, "resume": True}
    out.mkdir()
    (out / "2.xml").write_text("of somebody else")
    assert convert(source, out, **given).failed == 1
    assert "4 up-to-date, 1 failed" in convert(source, out, **given).summary()
    assert (out / "2.xml").read_text() == "of somebody else"
    (out / "2.xml").unlink()
    assert not convert(source, out, **given).failed
    whole = tree(out)
    with (out / "3.xml").open("a") as file:
        file.write("<!-- a note of mine -->")
    (out / "4.xml").unlink()
    (source / "5.txt").write_bytes(cable(50))  # its output is as it was written, and made again
    changed = tree(out)["3.xml"]
    told = said(at_once(source, "-o", out, "--no-overwrite", "--resume"))
    assert "3.txt:1:1: CC034 failed: the output exists" in told
    after = tree(out)
    assert after["3.xml"] == changed and after["4.xml"] == whole["4.xml"] and after["5.xml"] != whole["5.xml"]


def test_a_run_that_overwrites_nothing_keeps_what_is_known_of_the_rest(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 4), tmp_path / "out"
    convert(source, out, checksums=True)
    (source / "005.txt").write_bytes(cable(5))
    (out / "004.xml").write_text("somebody else's")
    told = said(at_once(source, "-o", out, "--checksums", "--no-overwrite"))
    assert "1 converted, 4 failed" in told and "CC057" not in told
    summed = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out, capture_output=True, check=False)
    assert (summed.returncode, summed.stdout.count(b": OK\n")) == (0, 4)
    assert "4 up-to-date" in convert(source, out, overwrite=False, resume=True).summary()
    assert (out / "004.xml").read_text() == "somebody else's"
    (source / "001.txt").unlink()
    assert convert(source, out, resume=True, prune=True, checksums=True).pruned == 1
    (source / "002.txt").write_bytes(cable(22))
    assert convert(source, out, overwrite=False).failed
    assert "1 converted, 3 up-to-date" in convert(source, out, resume=True).summary()
    convert(source, tmp_path / "new", checksums=True)
    assert not convert(source, out, resume=True, checksums=True).failed
    assert tree(out) == tree(tmp_path / "new")


def test_other_options_without_overwriting_leave_what_is_known(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 3), tmp_path / "out"
    convert(source, out)
    assert not convert(source, out, to="json", overwrite=False).failed
    (source / "001.txt").unlink()
    assert convert(source, out, to="json", overwrite=False).left == []
    done = convert(source, out, to="json", resume=True)
    assert "2 up-to-date" in done.summary() and len(done.left) == 4


def test_finished_shards_and_their_journal_stay_where_none_may_be_replaced(tmp_path: Path) -> None:
    source, part = numbered(tmp_path / "in", 30), tmp_path / "part-{}.jsonl"

    def torn() -> Iterator[Item]:
        yield from islice(items([str(source)], Wanted()), 15)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.convert_all(torn(), Order(Plan(), str(part), jobs=0, shard=10))
    before = tree(tmp_path)
    assert {"part-00000.jsonl", "part-00001.jsonl.part"} <= before.keys()
    journal = (tmp_path / ".part-{}.jsonl.journal").read_bytes()
    refused = at_once(source, "-o", part, "--shard", "10", "--no-overwrite")
    fails(refused, 3, "CC034 the output part-00000.jsonl exists")
    assert tree(tmp_path) == before
    assert (tmp_path / ".part-{}.jsonl.journal").read_bytes() == journal
    told = said(at_once(source, "-o", part, "--shard", "10", "--no-overwrite", "--resume"))
    assert "15 converted, 15 up-to-date" in told


@pytest.mark.parametrize("suffix", [".jsonl", ".zip"])
def test_shards_too_many_are_removed_where_checksums_prove_them(suffix: str, tmp_path: Path) -> None:
    source, folder = numbered(tmp_path / "in", 25), tmp_path / "out"
    folder.mkdir()
    given = (source, "-o", folder / f"part-{{}}{suffix}", "--shard", "5", "--checksums")
    convert(source, folder / f"part-{{}}{suffix}", shard=5, checksums=True)
    (folder / f"part-00003{suffix}").write_bytes(b"mine now")
    (folder / f"part-00007{suffix}").write_bytes((folder / f"part-00004{suffix}").read_bytes())
    for serial in range(13, 26):
        (source / f"{serial:03}.txt").unlink()
    told = said(at_once(*given, "--resume", "--prune"))
    assert "removed 1 output of runs before, which this one has not made" in told
    assert f"CC057 2 outputs of runs before, of no document of this one (part-00003{suffix}" in told
    assert {name for name in tree(folder) if name.startswith("part-000")} == {
        f"part-{number:05}{suffix}" for number in (0, 1, 2, 3, 7)
    }


def test_what_a_killed_run_had_written_is_not_in_the_way(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "1.txt").write_bytes(cable(1))
    convert(source, out)
    (out / ".cableconv-journal").unlink()  # as when it was killed before it had noted anything
    assert convert(source, out, overwrite=False).failed
    assert "1 converted" in convert(source, out, overwrite=False, resume=True).summary()


def test_a_disk_that_is_full_ends_with_the_summary_and_names_the_way_on(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, report, room = tmp_path / "out.jsonl", tmp_path / "report.json", iter(range(5))
    add = forms.Unfinished.add

    def full(file: forms.Unfinished, done: Converted) -> int:
        if next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return add(file, done)

    with monkeypatch.context() as patch:
        patch.setattr(forms.Unfinished, "add", full)
        result = at_once(corpus, "-o", out, "--report", report)
    assert result.returncode == 3
    summary, message = said(result).splitlines()
    assert summary.startswith("5 documents in ") and summary.endswith(": 5 converted")
    assert message.startswith("cableconv: CC033 the output cannot be written (No space left on device); ")
    assert message.endswith("then go on with --resume")
    told = json.loads(report.read_text())
    assert (told["documents"], told["complete"]) == (5, False)
    assert "7 converted, 5 up-to-date" in said(at_once(corpus, "-o", out, "--resume"))


def test_what_a_killed_worker_was_writing_goes_though_another_has_done_its_document(
    corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def died(tally: Tally) -> None:
        (out / "a" / ".cableconv-1-00ff.tmp").touch()

    batch.convert_all(items([str(corpus)], Wanted()), Order(Plan(), str(out), jobs=0), progress=died)
    assert not [*out.rglob("*.tmp")]
    assert len(tree(out)) == 12
