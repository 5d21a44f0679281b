"""Names of documents whose paths a list has: those that are written there, whatever else it has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cableconv.sources.names import as_written
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, tree
from tests.test_cli import run, said

WRITTEN = {
    "a/x.txt": "a/x.txt",
    "./a//x.txt": "a/x.txt",
    "a/./x.txt": "a/x.txt",
    "x.txt": "x.txt",
    "/a/x.txt": "%/a/x.txt",
    "//a/x.txt": "%/a/x.txt",
    "%/a/x.txt": "%%/a/x.txt",
    "%%/a/x.txt": "%%%/a/x.txt",
    "../a/x.txt": "%2E%2E/a/x.txt",
    "../../x.txt": "%2E%2E/%2E%2E/x.txt",
    "a/../x.txt": "a/%2E%2E/x.txt",
    "%2E%2E/a/x.txt": "%2E%2E%/a/x.txt",
    "...": "...",
    "a%/x.txt": "a%/x.txt",
    "a/\udcff.txt": "a/%xFF.txt",
}


@pytest.mark.parametrize("path", WRITTEN)
def test_a_path_names_its_document(path: str) -> None:
    assert as_written(path) == WRITTEN[path]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    for at, folder in enumerate("ab", 1):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_bytes(cable(at))
    return tmp_path


def names(folder: Path, *paths: str) -> list[str]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        return [item.name for item in items(paths, Wanted(), listed=len(paths))]
    finally:
        os.chdir(before)


def test_no_other_path_changes_a_name(two: Path) -> None:
    assert names(two, "a/x.txt", "b/x.txt") == ["a/x.txt", "b/x.txt"]
    assert names(two, "b/x.txt", "a/x.txt") == ["b/x.txt", "a/x.txt"]
    assert names(two, "b/x.txt") == ["b/x.txt"]
    assert names(two, "./b", "a/*.txt") == ["b/x.txt", "a/x.txt"]
    assert names(two, "a/") == ["a/x.txt"]


def test_lists_one_after_the_other_give_what_one_gives(two: Path) -> None:
    for at, paths in enumerate([["a/x.txt"], ["b/x.txt"], ["b/x.txt", "a/x.txt"]]):
        (two / f"list{at}").write_bytes(b"".join(f"./{path}\0".encode() for path in paths))
    for at in (0, 1):
        result = at_once("--files-from", f"list{at}", "-0", "-o", "out", "--resume", folder=two)
        assert result.returncode == 0
    at_once("--files-from", "list2", "-0", "-o", "whole", folder=two)
    assert tree(two / "out").keys() == {"a/x.xml", "b/x.xml"}
    assert tree(two / "out") == tree(two / "whole")
    for at in (0, 1):
        run("index", "--files-from", f"list{at}", "-0", "-o", "i.sqlite", "--quiet", folder=two)
    assert (
        b"2 cables; 0 files read, 2 unchanged"
        in run("index", "--files-from", "list2", "-0", "-o", "i.sqlite", folder=two).stderr
    )


def test_an_output_of_another_file_is_not_replaced_in_silence(two: Path) -> None:
    def convert(path: str, *more: str) -> tuple[int, str]:
        result = at_once(path, "none.txt", "-o", "out", "--resume", *more, folder=two)
        return result.returncode, said(result)

    assert "CC057" not in convert("a/x.txt")[1]
    before = tree(two / "out")
    _, told = convert("b/x.txt", "--no-overwrite")
    assert "x.txt:1:1: CC034" in told and tree(two / "out") == before
    _, told = convert("b/x.txt")
    assert "CC057 1 output of runs before, made from other files of those names, now replaced" in told
    assert str(two / "a" / "x.txt") in told and tree(two / "out") != before


def test_a_folder_that_has_moved_is_up_to_date(two: Path) -> None:
    at_once("a", "-o", "out", folder=two)
    (two / "a").rename(two / "c")
    result = at_once("c", "-o", "out", "--resume", "--no-overwrite", folder=two)
    assert "1 up-to-date" in said(result) and "CC057" not in said(result)
