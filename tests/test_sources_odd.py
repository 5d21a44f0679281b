"""Odd things in collections: links to folders, names that are none, lists of checksums, paths without end."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from cableconv.sources.item import Item
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, corpus, names_in
from tests.test_cli import ROOT, said
from tests.test_sources import table

__all__ = ["corpus"]


def found(path: Path, **wanted: object) -> list[Item]:
    return list(items([str(path)], Wanted(**wanted)))  # type: ignore[arg-type]


LINKS = {"dirl": "d", "up": ".", "deep/l": "../d/e", "again": "dirl", "out": "../other", "none": "d/none"}


@pytest.mark.parametrize("entries", [True, False])
def test_a_link_to_a_folder_of_a_tar_is_not_followed(tmp_path: Path, *, entries: bool) -> None:
    packed = tmp_path / "p.tar"
    with tarfile.open(packed, "w") as archive:
        for name, target in LINKS.items():
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            archive.addfile(link)
        for name in ("d", "d/e") if entries else ():
            folder = tarfile.TarInfo(name)
            folder.type = tarfile.DIRTYPE
            archive.addfile(folder)
        file = tarfile.TarInfo("d/e/x.txt")
        file.size = len(cable(1))
        archive.addfile(file, io.BytesIO(cable(1)))
    assert [item.name for item in found(packed) if not item.error] == ["d/e/x.txt"]
    assert {item.name: item.code for item in found(packed) if item.error} == {"out": "CC058", "none": "CC058"}


def test_a_link_to_a_folder_of_a_zip_is_not_followed(tmp_path: Path) -> None:
    packed = tmp_path / "p.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, target in LINKS.items():
            link = zipfile.ZipInfo(name)
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
        archive.writestr("d/e/x.txt", cable(1))
    assert [item.name for item in found(packed) if not item.error] == ["d/e/x.txt"]
    assert {item.name: item.code for item in found(packed) if item.error} == {"out": "CC058", "none": "CC058"}


LOOPS = {"self.txt": "self.txt", "to.txt": "fro.txt", "fro.txt": "to.txt", "empty.txt": "", "d/empty": ""}


@pytest.mark.parametrize("suffix", ["zip", "tar"])
def test_a_link_that_leads_nowhere_by_a_loop_is_told(tmp_path: Path, suffix: str) -> None:
    packed = tmp_path / f"p.{suffix}"
    if suffix == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            for name, target in LOOPS.items():
                entry = zipfile.ZipInfo(name)
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(entry, target)
            archive.writestr("d/x.txt", cable(1))
    else:
        with tarfile.open(packed, "w") as tape:
            for name, target in LOOPS.items():
                link = tarfile.TarInfo(name)
                link.type, link.linkname = tarfile.SYMTYPE, target
                tape.addfile(link)
            file = tarfile.TarInfo("d/x.txt")
            file.size = len(cable(1))
            tape.addfile(file, io.BytesIO(cable(1)))
    result = at_once(packed, "-o", tmp_path / "out")
    assert result.returncode == 3
    assert {item.name: item.code for item in found(packed) if item.error} == dict.fromkeys(LOOPS, "CC058")


def test_an_id_that_is_no_name(tmp_path: Path) -> None:
    text = json.dumps(cable(1).decode())
    ids = ('["a"]', "1e999", "true", '{"a": 1}', "null", '"a"', "7", "0.5", "9" * 5000)
    path = tmp_path / "r.jsonl"
    path.write_text("".join(f'{{"id": {ident}, "text": {text}}}\n' for ident in ids))
    *good, bad = found(path)
    assert [item.name for item in good] == [
        *(f"row-{at}.txt" for at in range(1, 6)),
        "a.txt",
        "7.txt",
        "0.5.txt",
    ]
    assert bad.error == "line 9 has a number of too many digits"


def test_an_encrypted_entry_says_so(tmp_path: Path) -> None:
    packed = tmp_path / "p.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", cable(1))
    data = bytearray(packed.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    packed.write_bytes(data)
    assert [item.error for item in found(packed)] == ["it is encrypted"]


def test_blanks_around_the_names_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table([(" ID ", " Text ", "x"), ("A", cable(1).decode(), "")]))
    assert [item.name for item in found(path)] == ["A.txt"]
    path.write_text(table([(" number ", "words"), ("A", cable(1).decode())]))
    (item,) = found(path)
    assert "(it has ' number ', words)" in item.error


def test_lists_of_checksums_are_no_documents(corpus: Path, tmp_path: Path) -> None:
    assert at_once(corpus, "-o", corpus / "o.jsonl", "--checksums").returncode == 0
    (corpus / "text.sha256").write_bytes(cable(40))  # named so, and a cable
    names = [item.name for item in found(corpus)]
    assert "o.jsonl.sha256" not in names
    assert "text.sha256" in names


def test_reports_are_no_documents(corpus: Path, tmp_path: Path) -> None:
    report = corpus / "a" / "report.json"
    assert at_once(corpus, "-o", corpus / "out", "--report", report).returncode == 0
    (corpus / "b" / "other.json").write_text('{"format": "of somebody else"}')
    names = names_in(corpus)
    assert "b/other.json" in names
    assert "a/report.json" not in names
    (corpus / "b" / "other.json").unlink()
    assert at_once(corpus, "-o", corpus / "out").returncode == 0
    assert at_once(report, "-o", tmp_path / "new.xml").returncode == 3  # it is named


def test_a_path_that_no_system_takes_leaves_no_folders(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out"
    path.write_text(table([("id", "text"), ("d/" * 3000 + "x", cable(1).decode()), ("b", cable(2).decode())]))
    result = at_once(path, "-o", out)
    assert result.returncode == 3
    assert "CC033" in said(result)
    assert sorted(os.listdir(out)) == [".cableconv-journal", "b.xml"]


def test_an_interrupt_while_modules_load_is_one_line() -> None:
    code = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'cableconv.cli.main': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from cableconv.__main__ import run\n"
        "sys.exit(run())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, b"cableconv: interrupted\n")


GUESSED = "in the column 'Document', which was taken by its name (--text-column names another)"


def test_a_text_that_is_none_says_in_which_column_it_stood(tmp_path: Path) -> None:
    memo = "A memo\nof some\nlines."
    rows = [["Document", "Cable Text"], *([memo, text] for text in (cable(1).decode(), cable(2).decode()))]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    results = [
        at_once(path, "-o", tmp_path / "o"),
        at_once("index", path, "-o", tmp_path / "i.sqlite"),
        at_once("check", path),
    ]
    for result, code in zip(results, (3, 3, 1), strict=True):
        assert result.returncode == code
        assert said(result).count(GUESSED) + result.stdout.decode().count(GUESSED) == 2
    assert "2 converted" in said(at_once(path, "-o", tmp_path / "o", "--text-column", "Cable Text"))
    named = said(at_once(path, "-o", tmp_path / "o", "--text-column", "Document"))
    assert "no cable was found" in named and "column" not in named


def test_a_table_of_one_column_has_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nNo cable.\n")
    told = said(at_once(path, "-o", tmp_path / "o"))
    assert "CC026 failed: no cable was found\n" in told


def test_a_row_without_text_says_where_it_was_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x", "telex": cable(1).decode()}) + "\n")
    assert "the row has no text in the column 'text'" in said(at_once(path, "-o", tmp_path / "o"))
    assert "1 converted" in said(at_once(path, "-o", tmp_path / "o", "--text-column", "telex"))
