"""A journal is an input: what it says of files that are no outputs of its target is left out, and told."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.batch_corpus import at_once, numbered, tree
from tests.test_cli import said

NOBODY = "0" * 64
TOLD = "lines of the journal"


def add(journal: Path, *values: object, at: int = 1) -> None:
    """Lines, in front of the line of this number."""
    lines = journal.read_text().splitlines()
    lines[at:at] = [value if isinstance(value, str) else json.dumps(value) for value in values]
    journal.write_text("\n".join(lines) + "\n")


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("options", [(), ("--checksums",), ("--shard", "2")])
@pytest.mark.parametrize(
    "name", ["../mine.xml", "sub/../../mine.xml", "{}/mine.xml", "./../mine.xml", "sub//../../mine.xml"]
)
def test_a_name_that_leads_out_of_the_folder_is_told_and_never_touched(
    tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    source, out, mine = numbered(tmp_path / "in", 3), tmp_path / "out", tmp_path / "mine.xml"
    assert at_once(source, "-o", out, *options).returncode == 0
    (out / "sub").mkdir()
    mine.write_text("precious")
    name = name.format(tmp_path)
    entry = [9, "gone.txt", NOBODY, name, 0, digest(mine)]
    add(out / ".cableconv-journal", entry, {"finished": name, "sha256": digest(mine)}, {"begun": name})
    before = tree(tmp_path)
    result = at_once(source, "-o", out, "--resume", "--prune", *options)
    assert result.returncode == 0
    assert f"CC064 3 {TOLD}" in said(result) and "removed" not in said(result)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("file", ["out.jsonl", "out.xml", "out.zip", "out-{}.zip"])
@pytest.mark.parametrize("name", ["../mine.jsonl", "mine.txt", "{}/mine.txt", "out.jsonl.txt"])
def test_a_file_of_documents_has_no_other_beside_it(tmp_path: Path, file: str, name: str) -> None:
    source, folder = numbered(tmp_path / "in", 3), tmp_path / "there"
    folder.mkdir()
    options = ("--shard", "2") if "{}" in file else ()
    assert at_once(source, "-o", folder / file, *options, "--checksums").returncode == 0
    name = name.format(folder)
    mine = folder / name
    mine.write_text("precious")
    journal = folder / f".{file}.journal"
    header = {"format": "cableconv-journal", "key": NOBODY, "keep": 0}
    if not journal.exists():  # as when the run before was stopped
        journal.write_text(json.dumps(header) + "\n")
    add(journal, [0, "001.txt", NOBODY, name, 8, digest(mine)], {"finished": name, "sha256": digest(mine)})
    result = at_once(source, "-o", folder / file, *options, "--resume", "--prune")
    assert result.returncode == 0
    assert f"CC064 2 {TOLD}" in said(result)
    assert mine.read_text() == "precious"


def test_what_a_link_in_the_folder_leads_to_stays(tmp_path: Path) -> None:
    source, out, other = numbered(tmp_path / "in", 2), tmp_path / "out", tmp_path / "other"
    assert at_once(source, "-o", out).returncode == 0
    other.mkdir()
    (other / "mine.xml").write_text("precious")
    (out / "s").symlink_to(other)
    add(out / ".cableconv-journal", [9, "s/m.txt", NOBODY, "s/mine.xml", 0, digest(other / "mine.xml")])
    result = at_once(source, "-o", out, "--resume", "--prune")
    assert "CC057 1 output of runs before" in said(result)
    assert (other / "mine.xml").read_text() == "precious"


def test_a_journal_that_is_a_link_is_refused(tmp_path: Path) -> None:
    source, out, mine = numbered(tmp_path / "in", 2), tmp_path / "out", tmp_path / "mine"
    out.mkdir()
    mine.write_text("precious")
    (out / ".cableconv-journal").symlink_to(mine)
    for options in ((), ("--resume",)):
        result = at_once(source, "-o", out, *options)
        assert result.returncode == 3 and "CC064" in said(result) and "is a link" in said(result)
        assert mine.read_text() == "precious"


DAMAGED: tuple[object, ...] = (
    "\0\0\0",
    "7",
    '"whole"',
    "[" * 5000,
    [9, "gone.txt"],
    [9, "gone.txt", NOBODY, 7, 0, NOBODY],
    [9, "gone.txt", NOBODY, "gone.xml", 2**70, NOBODY],
    ["9", "gone.txt", NOBODY, "gone.xml", 0, NOBODY],
    {"keep": "all"},
    {"keep": -1},
    {"finished": "gone.xml"},
    {"finished": 7, "sha256": 7},
    {"gone": None},
    {"whole": True, "more": 1},
)


@pytest.mark.parametrize("file", ["out", "out.jsonl"])
def test_damaged_lines_are_told_and_cost_nothing(tmp_path: Path, file: str) -> None:
    source, out = numbered(tmp_path / "in", 3), tmp_path / file
    assert at_once(source, "-o", out, "--resume").returncode == 0
    before = out.read_bytes() if out.is_file() else tree(out)
    journal = out / ".cableconv-journal" if out.is_dir() else tmp_path / f".{file}.journal"
    if not journal.exists():
        journal.write_text(f'{{"format": "cableconv-journal", "key": "{NOBODY}", "keep": 0}}\n')
    add(journal, *DAMAGED)
    result = at_once(source, "-o", out, "--resume", "--prune")
    assert result.returncode == 0
    assert f"CC064 {len(DAMAGED)} {TOLD}" in said(result)
    assert (out.read_bytes() if out.is_file() else tree(out)) == before


def test_the_line_at_which_a_run_was_killed_is_no_damage(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 3), tmp_path / "out"
    assert at_once(source, "-o", out).returncode == 0
    journal = out / ".cableconv-journal"
    for _ in range(3):
        with journal.open("a") as file:
            file.write('[2, "003.txt", "00')
        result = at_once(source, "-o", out, "--resume", "--prune")
        assert result.returncode == 0 and "CC064" not in said(result)
        assert "3 up-to-date" in said(result)


@pytest.mark.parametrize("runs", [("out.jsonl", "out.jsonl"), ("o-{}.jsonl", "o-.jsonl"), ("o.zip", "o.zip")])
def test_runs_of_other_options_are_no_strangers(tmp_path: Path, runs: tuple[str, str]) -> None:
    source = numbered(tmp_path / "in", 3)
    one, two = runs
    assert at_once(source, "-o", tmp_path / one, "--shard", "2", "--checksums").returncode == 0
    result = at_once(source, "-o", tmp_path / two, "--resume")
    assert result.returncode == 0 and "CC064" not in said(result)
