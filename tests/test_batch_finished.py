"""Files of many documents that are finished: gone on with, like any other output."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from cableconv.batch import resume as resuming
from tests.batch_corpus import at_once, cable, convert, names_in, numbered, tree
from tests.test_cli import said
from tests.test_sources import table

FINISHED = [
    *(("out.jsonl", 0), ("out.xml", 0), ("out.zip", 0)),
    *(("o-{}.jsonl", 5), ("o-{}.xml", 5), ("o-{}.zip", 5)),
    *((("out.parquet", 0), ("o-{}.parquet", 5)) if find_spec("pyarrow") else ()),
]


@pytest.mark.parametrize(("name", "shard"), FINISHED)
def test_a_file_that_is_finished_is_up_to_date(tmp_path: Path, name: str, shard: int) -> None:
    source, folder = numbered(tmp_path / "in", 12), tmp_path / "out"
    folder.mkdir()
    assert "12 converted" in convert(source, folder / name, shard=shard).summary()
    before = {path: path.stat().st_mtime_ns for path in folder.glob("[!.]*")}
    for _ in range(2):
        assert "12 up-to-date" in convert(source, folder / name, shard=shard, resume=True).summary()
    assert {path: path.stat().st_mtime_ns for path in folder.glob("[!.]*")} == before


@pytest.mark.parametrize(("name", "shard"), FINISHED)
def test_of_a_file_that_is_finished_what_stands_before_a_change_holds(
    tmp_path: Path, name: str, shard: int
) -> None:
    source, folder = numbered(tmp_path / "in", 12), tmp_path / "out"
    folder.mkdir()
    convert(source, folder / name, shard=shard)
    (source / "013.txt").write_bytes(cable(13))
    (source / "011.txt").write_bytes(cable(111))
    again = convert(source, folder / name, shard=shard, resume=True).summary()
    assert "3 converted, 10 up-to-date" in again
    (tmp_path / "new").mkdir()
    convert(source, tmp_path / "new" / name, shard=shard)
    assert tree(folder) == tree(tmp_path / "new")


def test_what_is_gone_on_with_keeps_no_document_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, waiting = numbered(tmp_path / "in", 60), []
    convert(source, tmp_path / "out.jsonl")
    forget = resuming._File.forget

    def watched(file: resuming._File, last: int) -> None:
        forget(file, last)
        waiting.append(len(file.sent))

    monkeypatch.setattr(resuming._File, "forget", watched)
    assert "60 up-to-date" in convert(source, tmp_path / "out.jsonl", resume=True).summary()
    assert max(waiting) <= 2


def test_a_journal_beside_a_file_is_hidden_from_who_reads_the_folder(tmp_path: Path) -> None:
    source, folder = numbered(tmp_path / "in", 3), tmp_path / "out"
    folder.mkdir()
    convert(source, folder / "out.jsonl")
    assert names_in(folder) == [f"out.jsonl/{serial:03}.txt.txt" for serial in (1, 2, 3)]


@pytest.mark.parametrize("form", ["c.zip", "c.csv", "c"])
def test_members_of_another_archive_of_the_same_names_are_told(tmp_path: Path, form: str) -> None:
    def packed(where: str, serial: int) -> Path:
        folder = tmp_path / where
        folder.mkdir(exist_ok=True)
        if form == "c.csv":
            (folder / form).write_text(table([("id", "text"), ("x", cable(serial).decode())]))
            return folder / form
        archive = folder / "c.zip" if form == "c.zip" else folder / "c" / "c.zip"
        archive.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(archive, "w") as members:
            members.writestr("x.txt", cable(serial))
        return folder / form

    out = tmp_path / "out"
    one = packed("a", 1)
    assert at_once(one, "-o", out).returncode == 0
    packed("a", 2)  # changed, and the same archive
    told = said(at_once(one, "-o", out, "--resume"))
    assert "1 converted" in told and "CC057" not in told
    two = packed("b", 3)
    kept = tree(out)
    fails = at_once(two, "-o", out, "--resume", "--no-overwrite")
    assert fails.returncode == 3 and "CC034" in said(fails) and tree(out) == kept
    told = said(at_once(two, "-o", out, "--resume"))
    assert "CC057 1 output of runs before, made from other files" in told and str(one) in told
