"""What of a collection is no document, and what is left out: told where a cable may be lost with it."""

from __future__ import annotations

import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from cableconv.sources.item import Item
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, names_in, numbered, tree
from tests.test_cli import said

DIGEST = sha256(b"").hexdigest()

# Lists of checksums

LISTS = {
    "SHA256SUMS": f"{DIGEST}  1.txt\n",
    "sha256sum.txt": f"{DIGEST} *1.txt\r\n{DIGEST} *2.txt\r\n",
    "MD5SUMS": f"# of the archive\n\n{DIGEST[:32]}  1.txt\n",
    "1.txt.sha256": f"{DIGEST}  1.txt\n",
    "1.txt.md5": f"{DIGEST[:32]}\n",
    "1.txt.sha512": f"SHA512 (1.txt) = {DIGEST * 2}\n",
    "manifest-sha256.txt": f"{DIGEST} data/1.txt\n" * 20,
    "checksums.txt": f"\\{DIGEST}  odd\\nname\n",
}
DOCUMENTS = {
    "SHA256SUMS": "UNCLAS TESTVILLE 1\n",
    "MD5SUMS": f"{DIGEST[:32]}  1.txt\nUNCLAS TESTVILLE 1\n\n",
    "1.sha256": "",
    "notes.txt": f"{DIGEST}  1.txt\n",
    "manifest.txt": f"{DIGEST}  1.txt\n",
    "2.txt.sha1": f"{DIGEST[:39]}  2.txt\n",
    "3.md5": "# nothing but a remark\n",
}


def packed(folder: Path, suffix: str) -> Path:
    """A folder as it is, or in an archive."""
    path = folder.with_suffix(suffix)
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
    elif suffix == ".tar":
        with tarfile.open(path, "w") as tape:
            for file in sorted(folder.iterdir()):
                tape.add(file, file.name)
    return path


@pytest.mark.parametrize("suffix", ["", ".zip", ".tar"])
def test_lists_of_checksums_are_no_documents(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_bytes(cable(1))
    for name, text in LISTS.items():
        (folder / name).write_text(text, newline="")
    assert names_in(packed(folder, suffix)) == ["1.txt"]
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text)
    assert names_in(packed(folder, suffix)) == sorted(["1.txt", *DOCUMENTS])


def test_a_list_that_is_named_is_read(tmp_path: Path) -> None:
    for name, text in LISTS.items():
        (tmp_path / name).write_text(text)
        assert names_in(tmp_path / name) == [name]


# Links to folders


def told(*paths: Path | str, **wanted: object) -> dict[str, Item]:
    found = items([str(path) for path in paths], Wanted(**wanted))  # type: ignore[arg-type]
    return {item.name: item for item in found if item.error}


def test_a_link_to_a_folder_elsewhere_is_told_and_one_to_a_folder_inside_is_not(tmp_path: Path) -> None:
    folder, other = numbered(tmp_path / "in", 1), numbered(tmp_path / "other", 2)
    (folder / "a").mkdir()
    (folder / "a" / "2.txt").write_bytes(cable(2))
    (folder / "a" / "elsewhere").symlink_to(other)
    (folder / "above").symlink_to(tmp_path)
    (folder / ".hidden").symlink_to(other)
    for name, target in (("inside", folder / "a"), ("round", folder), ("a/up", folder)):
        (folder / name).symlink_to(target)
    (folder / "file.txt").symlink_to(other / "001.txt")
    assert names_in(folder) == ["001.txt", "a/2.txt", "a/elsewhere", "above", "file.txt"]
    found = told(folder)
    assert {name: item.code for name, item in found.items()} == {"a/elsewhere": "CC058", "above": "CC058"}
    assert "link to a folder elsewhere" in found["above"].error
    assert list(told(folder, exclude=("a*",))) == list(told(folder, exclude=("above", "a/*"))) == []
    assert list(told(folder, exclude=("elsewhere",))) == ["above"]
    named = tmp_path / "named"
    named.symlink_to(other)
    assert names_in(named) == ["001.txt", "002.txt"]
    assert at_once("check", folder).stdout.decode().count("CC058") == 2


@pytest.mark.parametrize("target", ["out", "out.jsonl"])
def test_what_was_made_of_a_folder_stays_when_it_is_a_link(tmp_path: Path, target: str) -> None:
    folder, out = numbered(tmp_path / "in", 2), tmp_path / "made" / target
    numbered(folder / "years", 3)
    out.parent.mkdir()
    assert at_once(folder, "-o", out, "--checksums").returncode == 0
    before = tree(tmp_path / "made")
    (folder / "years").rename(tmp_path / "years")
    (folder / "years").symlink_to(tmp_path / "years")
    (folder / "001.txt").unlink()
    result = at_once(folder, "-o", out, "--resume", "--prune", "--checksums")
    assert result.returncode == 3 and "CC058" in said(result)
    after = tree(tmp_path / "made")
    if target == "out":  # of the others what is gone is removed
        assert before.pop("out/001.xml") and "out/001.xml" not in after
        assert b"years/003.xml" in after.pop("out/SHA256SUMS") and before.pop("out/SHA256SUMS")
        assert after == before
    else:
        assert "CC062" in said(result) and after["out.jsonl"] == before["out.jsonl"]


# Paths without anything


def test_a_path_that_is_named_and_holds_nothing_is_told(tmp_path: Path) -> None:
    folder, empty = numbered(tmp_path / "in", 2), tmp_path / "empty"
    (empty / "year").mkdir(parents=True)
    (empty / ".hidden").write_bytes(cable(1))
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    (tmp_path / "empty.csv").write_text("id,text\n")
    for path in (empty, tmp_path / "empty.zip", tmp_path / "empty.csv", f"{tmp_path}/emp*y"):
        found = told(folder, path)
        assert [(item.name, item.code, item.whole) for item in found.values()] == [(str(path), "CC052", True)]
    assert told(folder, include=("none",)) == told(folder, empty.parent / "in", include=("001*",)) == {}
    assert [item.code for item in told(folder, empty, include=("001*",)).values()] == ["CC052"]
    result = at_once(folder, empty, "-o", tmp_path / "out")
    assert result.returncode == 3 and "CC052 failed: there is nothing to read in it" in said(result)
    assert sorted(tree(tmp_path / "out")) == ["in/001.xml", "in/002.xml"]
    for verb, options in (("learn", ["-o", tmp_path / "p.toml"]), ("index", ["-o", tmp_path / "i.sqlite"])):
        result = at_once(verb, folder, empty, *options)
        assert result.returncode == 3 and "CC052 there is nothing to read in it" in said(result)


# Standard input among others


def test_standard_input_is_a_document_among_others(tmp_path: Path) -> None:
    folder, out = numbered(tmp_path / "in", 2), tmp_path / "out"
    assert at_once("-", folder, "-o", out, stdin=cable(3)).returncode == 0
    assert sorted(tree(out)) == ["-%.xml", "in/001.xml", "in/002.xml"]
    assert b"000003" in tree(out)["-%.xml"]
    result = at_once(folder, "-", "-o", out, "--resume", "--prune")
    assert result.returncode == 3 and "-:1:1: CC024 failed: the file is empty" in said(result)
    assert sorted(tree(out)) == ["-%.xml", "in/001.xml", "in/002.xml"]


# Cells without a text


def test_of_an_empty_cell_the_column_is_said(tmp_path: Path) -> None:
    table, picture = tmp_path / "a.csv", tmp_path / "b.csv"
    text = cable(1).decode()
    table.write_text(f'id,text,body\n1,"{text}","{text}"\n2,,"{text}"\n')
    told = said(at_once(table, "-o", tmp_path / "out"))
    assert "2.txt:1:1: CC024 failed: the cell is empty in the column 'text', which was taken by" in told
    picture.write_text(f'id,text\n1,"{text}"\n2,"\0\1\2PNG\0\0"\n')
    told = said(at_once(picture, "-o", tmp_path / "out2"))
    assert "2.txt:1:1: CC025 failed: this is a binary file, not a text in the column 'text'" in told
    table.write_text(f'text\n"{text}"\n""\n')
    assert "row-2.txt:1:1: CC024 failed: the file is empty" in said(at_once(table, "-o", tmp_path / "out3"))
