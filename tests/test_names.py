"""Names of documents from names of files: text, each once, and none lost in any output."""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.sources.names import Names, safe, textual
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, tree
from tests.test_cli import run, said

# Files whose names are no text, or look like what is written for those, or differ in case or accents alone.
ODD = (
    b"bad\xff.txt",
    b"bad\xfe.txt",
    b"bad%xFF.txt",
    b"bad%xxFF.txt",
    b"bad%FF.txt",
    b"caf\xe9.txt",
    b"caf%C3%A9.txt",
    b"d\xfc/caf\xe9.txt",
    b"D\xfc/caf\xe9.txt",
    b"\xff" * 120 + b"/" + b"\xfe" * 250,
    b"a.txt",
    b"A.txt",
    b"A%2.txt",
    b"a%2.txt",
    "caf\u00e9.txt".encode(),
    "cafe\u0301.txt".encode(),
    "CAFE\u0301.txt".encode(),
    b"N/a.txt",
    b"n/a.txt",
)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for serial, name in enumerate(ODD, 1):
        path = os.path.join(os.fsencode(folder), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(cable(serial))
    return folder


def _folded(names: list[str]) -> set[str]:
    from unicodedata import normalize

    return {normalize("NFC", name.casefold()) for name in names}


def test_every_output_has_every_document_under_its_own_name(odd: Path, tmp_path: Path) -> None:
    out, lines, packed, index = (tmp_path / each for each in ("out", "out.jsonl", "out.zip", "out.sqlite"))
    for target in (out, lines, packed):
        result = run(odd, "-o", target, "-j", "2", "-q")
        assert (result.returncode, said(result)) == (0, "")
    assert at_once("index", odd, "-o", index, "-q").returncode == 0
    folder = sorted(tree(out))
    listed = [json.loads(line)["id"] for line in lines.read_text().splitlines()]
    with zipfile.ZipFile(packed) as archive:
        entries = archive.namelist()
    with sqlite3.connect(index) as database:
        files = [name for (name,) in database.execute("SELECT name FROM files")]
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (len(ODD),)
    assert sorted(listed) == sorted(files)
    assert sorted(entries) == folder
    for names in (folder, listed, entries, files):
        assert len(_folded(names)) == len(ODD)
        assert all(name.encode() for name in names)
    assert {"bad%xFF.xml", "bad%xFE.xml", "bad%xxFF.xml", "bad%xxxFF.xml", "bad%FF.xml"} <= {*folder}
    assert {"caf%C3%A9.xml", "caf%xE9.xml", "d%xFC/caf%xE9.xml"} <= {*folder}
    assert {"a.xml", "caf\u00e9.xml", "n/a.xml"} <= {*folder}


def test_a_second_run_knows_them_again(odd: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert at_once(odd, "-o", out, "-q").returncode == 0
    before = tree(out)
    assert f"{len(ODD)} up-to-date" in said(at_once(odd, "-o", out, "--resume", "--prune"))
    os.unlink(os.path.join(os.fsencode(odd), b"bad\xff.txt"))
    assert "removed 1 output" in said(at_once(odd, "-o", out, "--resume", "--prune"))
    assert before.keys() - tree(out).keys() == {"bad%xFF.xml"}


def test_patterns_ask_for_bytes_or_for_what_is_written_for_them(odd: Path, tmp_path: Path) -> None:
    for number, pattern in enumerate((os.fsdecode(b"bad\xff*"), "bad%xFF*")):
        out = tmp_path / str(number)
        assert at_once(odd, "-o", out, "-q", "--include", pattern).returncode == 0
        assert sorted(tree(out)) == ["bad%xFF.xml"]


def called(folder: Path) -> dict[str, str]:
    """What the documents of a folder are called, by the names of their files."""
    return {os.path.relpath(item.path, folder): item.name for item in items([str(folder)], Wanted())}


def put(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(cable(zlib.crc32(name.encode()) % 9000))


SPELLINGS = [
    (("a.txt",), ("A.txt",)),
    (("08post42.txt", "08POST42.TXT"), ("08Post42.txt", "08POst42.txt", "08posT42.Txt")),
    (("n/a.txt",), ("N/a.txt", "N/A.txt", "N/A.TXT")),
    (("caf\u00e9.txt",), ("cafe\u0301.txt", "CAFE\u0301.txt")),
    (("stra\u00dfe/b.txt", "strasse/b.txt"), ("STRASSE/b.txt", "STRA\u00dfE/b.txt")),
    (("ab.txt", "Ab.txt", "aB.txt"), ("AB.txt",)),
]


@pytest.mark.parametrize(("there", "later"), SPELLINGS)
def test_no_name_changes_because_another_spelling_comes(
    there: tuple[str, ...], later: tuple[str, ...], tmp_path: Path
) -> None:
    put(tmp_path, there)
    before = called(tmp_path)
    assert before[there[-1] if there[-1].islower() else there[0]] in there
    for count, name in enumerate(later, len(there) + 1):
        put(tmp_path, [name])
        after = called(tmp_path)
        assert before.items() <= after.items()
        assert len(_folded([*after.values()])) == len(after) == count
        before = after


@pytest.mark.parametrize("target", ["out", "out.jsonl", "out.zip", "out.sqlite"])
def test_another_spelling_that_comes_leaves_an_output_alone(target: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / target
    put(folder, ["a.txt", "B.txt"])
    command = ["index"] if target == "out.sqlite" else ["--report", tmp_path / "r.json"]
    assert at_once(*command, folder, "-o", out).returncode == 0
    put(folder, ["A.txt", "C.txt"])
    resume = ("--resume", "--prune") if target == "out" else ()
    told = said(at_once(*command, folder, "-o", out, *resume))
    assert "CC057" not in told and "removed 1" not in told
    if target in ("out", "out.sqlite"):  # what stands is known again
        assert "2 up-to-date" in told or "2 unchanged, 0 removed" in told
    if target != "out.sqlite":
        report = json.loads((tmp_path / "r.json").read_text())
        names = [document["name"] for document in report["outcomes"]]
        assert [name for name in names if "%" not in name] == ["B.txt", "C.txt", "a.txt"]
        assert len(names) == 4


def test_a_spelling_without_another_stays_as_it_is(tmp_path: Path) -> None:
    names = ["08POST42.txt", "Cafe\u0301.TXT", "LICENSE.txt", "N/Mixed.txt", "license/a.txt", "n/other.txt"]
    put(tmp_path, names)
    (tmp_path / "license.txt").mkdir()
    (tmp_path / "away").mkdir()
    (tmp_path / "Gone.txt").symlink_to("nowhere")
    assert called(tmp_path) == {name: name for name in [*names, "Gone.txt"]}
    put(tmp_path / "away", ["08post42.txt"])
    assert called(tmp_path)["08POST42.txt"] == "08POST42.txt"


def test_what_comes_twice_in_a_table_is_numbered_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"

    def names(given: Iterable[str]) -> list[str]:
        path.write_text("".join(json.dumps({"id": name, "text": "x"}) + "\n" for name in given))
        return [item.name for item in items([str(path)], Wanted())]

    alone = names(["a", "a", "a"])
    assert alone == ["a.txt", "a%2.txt", "a%3.txt"]
    mixed = names(["a", "A", "a", "A", "a"])
    assert mixed[::2] == alone
    assert names(["a", "A"])[1] == mixed[1] == names(["a", "b", "A"])[2]
    assert len(_folded(mixed)) == 5


def test_paths_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for serial, name in enumerate(("x/C/a.txt", "y/c/a.txt", "z/c%2/a.txt", "z/a.txt", "z/%2/a.txt"), 1):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(cable(serial))
    paths = [tmp_path / each for each in ("x/C", "y/c", "z/c%2", "x/C/a.txt", "z/a.txt", "z/%2")]
    assert at_once(*paths, "-o", tmp_path / "out", "-q").returncode == 0
    assert len(_folded(sorted(tree(tmp_path / "out")))) == len(paths)


PATTERNS = {
    ("a/*.txt", "b/*.txt"): ["a/1.txt", "b/1.txt"],  # as "a" and "b" would be called
    ("a/*.txt", "a/*.html"): ["a/1.txt", "a/2.html"],  # of one folder
    ("a/*.txt", "a/1*"): ["a/1.txt", "a/1%2.txt"],  # what two of them find comes twice
    ("a/**/*.txt", "b/*"): ["a/1.txt", "a/c/1.txt", "b/1.txt", "b/a/3.txt"],
    ("a/*.txt", "b/a/*.txt"): ["a/1.txt", "a%2/3.txt"],  # two folders of one name
    ("a/*.html", "b/a"): ["a/2.html", "a%2/3.txt"],
    ("a/*.html", "b/1.txt", "[ab]/1.txt"): ["a/2.html", "1.txt", "in/a/1.txt", "in/b/1.txt"],
    ("a/*.txt", "b/*/"): ["a/1.txt", "b/a/3.txt"],
}


@pytest.mark.parametrize("patterns", PATTERNS)
def test_several_patterns_are_called_by_their_folders(tmp_path: Path, patterns: tuple[str, ...]) -> None:
    for serial, name in enumerate(("a/1.txt", "a/2.html", "a/c/1.txt", "b/1.txt", "b/a/3.txt"), 1):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(cable(serial))
    with chdir(tmp_path / "in"):
        assert [item.name for item in items(patterns, Wanted())] == PATTERNS[patterns]


def test_what_patterns_were_called_by_an_earlier_draft_is_told(tmp_path: Path) -> None:
    for serial, name in enumerate(("a/1.txt", "b/2.txt"), 1):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(cable(serial))
    run = (tmp_path / "a" / "*.txt", tmp_path / "b" / "*.txt", "-o", tmp_path / "out")
    assert at_once(*run).returncode == 0
    made = tree(tmp_path / "out")
    journal = tmp_path / "out" / ".cableconv-journal"
    journal.write_text(journal.read_text().replace('"a/', '"*.txt/').replace('"b/', '"*.txt%2/'))
    (tmp_path / "out" / "a").rename(tmp_path / "out" / "*.txt")
    (tmp_path / "out" / "b").rename(tmp_path / "out" / "*.txt%2")
    result = at_once(*run, "--resume")
    assert "2 converted" in said(result) and "CC057 2 outputs" in said(result)
    assert at_once(*run, "--resume", "--prune").returncode == 0
    assert tree(tmp_path / "out") == made


@given(st.lists(st.binary(min_size=1, max_size=6), unique=True))
def test_names_of_files_stay_apart(names: list[bytes]) -> None:
    parts = [b"%", b"x", b"xx", b"FF", b"\xff", b"%xFF", b"A", b"8", b"a"]
    made = {b"".join(parts[byte % len(parts)] for byte in name) for name in names} | {*names}
    read = [os.fsdecode(name) for name in made if b"/" not in name]
    assert len({textual(name) for name in read}) == len(read)
    assert all(textual(name).encode() for name in read)


@given(
    st.lists(st.sampled_from(["a", "A", "a%2", "A%2", "a%2%2", "a.x", "A.X", "a%2.x", "\u00e9", "e\u0301"]))
)
def test_no_name_is_given_twice(names: list[str]) -> None:
    given_names = Names()
    found = [given_names.once(name) for name in names]
    assert len(_folded(found)) == len(names)
    for name, made in zip(names, found, strict=True):
        assert made.startswith(name.partition(".")[0])


@pytest.mark.parametrize("name", ["a.txt", "b/%41.txt", "100%.txt", "caf\u00e9", "%x", "%xF", "%xff", "%x7F"])
def test_a_name_that_is_text_stays(name: str) -> None:
    assert textual(name) == name


def test_stray_bytes_in_an_archive_are_written_alike() -> None:
    assert safe(os.fsdecode(b"caf\xe9 100%")) == "caf%xE9 100%25"
    assert len({safe(name) for name in ("?", "\ud800", "\udc80", "\x80", "%C2%80", "\udcc2\udc80")}) == 6
