"""The database of a collection: what it says, and how it follows the collection."""

from __future__ import annotations

import sqlite3
import tarfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from cableconv.index.update import index
from cableconv.sources.item import Item
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable
from tests.test_cli import PNG, fails, run, said
from tests.test_findings import CABLE

CITING = CABLE.replace("0042", "0043").replace(
    "SUBJECT: HARBOR TALKS", "SUBJECT: MORE TALKS\nREF: A. 08 OTTAWA 42 B. STATE 7"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "one.txt").write_text(CABLE.replace("agreed", "disagr\N{LATIN SMALL LETTER E WITH ACUTE}ed"))
    (folder / "two.txt").write_text(CITING)
    (folder / "notes.txt").write_text("Nothing here.\n")
    return folder


def ask(database: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_what_the_cables_say(corpus: Path, tmp_path: Path) -> None:
    database = tmp_path / "corpus.sqlite"
    result = at_once("index", corpus, "-o", database)
    assert result.returncode == 3  # as convert says of the same folder
    assert said(result) == (
        "notes.txt:1:1: CC026 no cable was found\n"
        "cableconv: 2 cables; 2 files read, 0 unchanged, 0 removed, 1 without a cable or unreadable\n"
    )
    assert ask(database, "SELECT reference_number, subject, classification FROM documents ORDER BY 1") == [
        ("08OTTAWA42", "HARBOR TALKS", "CONFIDENTIAL"),
        ("08OTTAWA43", "MORE TALKS", "CONFIDENTIAL"),
    ]
    assert ask(database, "SELECT citing, cited, cited_document IS NOT NULL FROM citations ORDER BY 2") == [
        ("08OTTAWA43", "08OTTAWA42", 1),
        ("08OTTAWA43", "08STATE7", 0),
    ]
    assert ask(database, "SELECT DISTINCT tag FROM tags ORDER BY 1") == [("CA",), ("ETRD",)]
    assert ask(database, "SELECT DISTINCT role, name, precedence FROM addressees") == [
        ("action", "SECSTATE WASHDC", "PRIORITY")
    ]
    found = "SELECT reference_number FROM documents JOIN documents_fts f ON f.rowid = id "
    found += "WHERE f.documents_fts MATCH "
    assert ask(database, found + "'disagreed'") == [("08OTTAWA42",)]
    assert ask(database, found + "'subject:more'") == [("08OTTAWA43",)]
    assert ask(database, "SELECT name, error FROM files WHERE error IS NOT NULL") == [
        ("notes.txt", "CC026 no cable was found")
    ]
    assert ask(database, "SELECT value FROM fields WHERE field = 'julian_day'") == [("15",), ("15",)]


def test_it_follows_the_collection(corpus: Path, tmp_path: Path) -> None:
    database = tmp_path / "corpus.sqlite"
    assert at_once("index", corpus, "-o", database).returncode == 3
    (corpus / "one.txt").unlink()
    (corpus / "notes.txt").write_text(CABLE.replace("0042", "0044"))
    told = said(at_once("index", corpus, "-o", database))
    assert "3 cables; 1 files read, 1 unchanged, 0 removed, 0 " in told
    assert "CC057 1 files of runs before are none of this one and stay (one.txt); --prune" in told
    told = said(at_once("index", corpus, "-o", database, "--prune"))
    assert "2 cables; 0 files read, 2 unchanged, 1 removed, 0 " in told and "CC057" not in told
    assert ask(database, "SELECT reference_number FROM documents ORDER BY 1") == [
        ("08OTTAWA43",),
        ("08OTTAWA44",),
    ]
    for table in ("fields", "addressees", "tags", "refs", "findings"):
        assert ask(
            database, f"SELECT count(*) FROM {table} WHERE document NOT IN (SELECT id FROM documents)"
        ) == [(0,)]
    assert ask(database, "SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'disagreed'") == [(0,)]
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    before = database.read_bytes()
    assert "0 files read" in said(at_once("index", corpus, "-o", database))
    assert ask(database, "SELECT count(*) FROM documents") == [(2,)]
    assert len(database.read_bytes()) == len(before)


def test_documents_index_as_their_sources(corpus: Path, tmp_path: Path) -> None:
    assert at_once(corpus, "-o", tmp_path / "tei").returncode == 3
    outputs = []
    for source, name in ((corpus, "text.sqlite"), (tmp_path / "tei", "tei.sqlite")):
        assert at_once("index", source, "-o", tmp_path / name).returncode == (3 if source == corpus else 0)
        outputs.append(ask(tmp_path / name, "SELECT source_sha256, subject, text FROM documents ORDER BY 1"))
    assert outputs[0] == outputs[1]


def test_a_database_of_another_sort_is_left_alone(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()
    before = other.read_bytes()
    fails(at_once("index", corpus, "-o", other), 3, "CC053")
    assert other.read_bytes() == before
    text = tmp_path / "text.sqlite"
    text.write_text("This is no database, but a text of some length. " * 20)
    fails(at_once("index", corpus, "-o", text), 3, "CC053")
    assert text.read_text().startswith("This is no database")
    fails(at_once("index", tmp_path / "missing", "-o", tmp_path / "new.sqlite"), 3, "CC020")
    assert not (tmp_path / "new.sqlite").exists()


def test_processes_change_nothing(corpus: Path, tmp_path: Path) -> None:
    for serial in range(50, 60):
        (corpus / f"{serial}.txt").write_text(CITING.replace("0043", f"00{serial}"))
    dumps = []
    for jobs in ("1", "2"):
        database = tmp_path / f"{jobs}.sqlite"
        assert run("index", corpus, "-o", database, "-j", jobs).returncode == 3
        connection = sqlite3.connect(database)
        dumps.append(list(connection.iterdump()))
        connection.close()
    assert dumps[0] == dumps[1]


def test_who_cites_whom_is_a_graph(corpus: Path, tmp_path: Path) -> None:
    third = CABLE.replace("0042", "0099").replace("SUBJECT: HARBOR", "SUBJECT: LATE HARBOR")
    (corpus / "three.txt").write_text(third.replace("HARBOR TALKS", "HARBOR TALKS\nREF: 08 OTTAWA 43"))
    database = tmp_path / "c.sqlite"
    assert at_once("index", corpus, "-o", database).returncode == 3
    chain = """
        WITH RECURSIVE back (number, steps) AS (
          SELECT '08OTTAWA99', 0 UNION SELECT cited, steps + 1 FROM back JOIN citations ON citing = number
        ) SELECT number, steps FROM back ORDER BY steps, number
    """
    assert ask(database, chain) == [("08OTTAWA99", 0), ("08OTTAWA43", 1), ("08OTTAWA42", 2), ("08STATE7", 2)]


def test_what_cannot_be_read_is_told_each_time(corpus: Path, tmp_path: Path) -> None:
    database = tmp_path / "corpus.sqlite"
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "picture.txt").write_bytes(PNG)
    listed = tmp_path / "list"
    listed.write_text(".\n")
    for _ in range(2):
        result = at_once(
            "index", "--files-from", listed, "-o", database, "--timeout", "60", "-j", "2", folder=corpus
        )
        assert result.returncode == 3
        assert said(result).splitlines()[:-1] == [
            "empty.txt:1:1: CC024 the file is empty",
            "notes.txt:1:1: CC026 no cable was found",
            "picture.txt:1:1: CC025 this is a binary file, not a text",
        ]
    for name in ("empty", "notes", "picture"):
        (corpus / f"{name}.txt").unlink()
    assert at_once("index", corpus, "-o", database).returncode == 0


def test_nothing_is_taken_out_when_a_source_fails(corpus: Path, tmp_path: Path) -> None:
    database, packed = tmp_path / "corpus.sqlite", tmp_path / "a.tar.gz"
    with tarfile.open(packed, "w:gz") as archive:
        for name in ("one.txt", "two.txt"):
            archive.add(corpus / name, name)
    assert at_once("index", packed, "-o", database).returncode == 0
    whole = packed.read_bytes()
    packed.write_bytes(whole[: len(whole) // 2])
    result = at_once("index", packed, "-o", database)
    assert result.returncode == 3
    assert "a.tar.gz:1:1: CC022" in said(result)
    assert ask(database, "SELECT count(*) FROM documents") == [(2,)]
    (corpus / "notes.txt").unlink()
    result = at_once("index", packed, tmp_path / "missing", corpus, "-o", database)
    assert result.returncode == 3
    assert f"{tmp_path}/missing:1:1: CC020 there is no such file" in said(result)
    assert "4 cables; 2 files read, 0 unchanged, 0 removed, 2 without" in said(result)
    fails(at_once("index", tmp_path / "missing", "-o", database), 3, "CC020")
    assert ask(database, "SELECT count(*) FROM documents") == [(4,)]


@pytest.mark.parametrize("read", [0, 1, 2])
def test_a_first_run_that_is_stopped_leaves_an_index(corpus: Path, tmp_path: Path, read: int) -> None:
    database, whole = tmp_path / "corpus.sqlite", tmp_path / "whole.sqlite"

    def stopped() -> Iterator[Item]:
        yield from islice(items([str(corpus)], Wanted()), read)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index(stopped(), str(database))
    for path in (database, whole):
        assert index(items([str(corpus)], Wanted()), str(path)).cables == 2
    named = "SELECT file, reference_number, text FROM documents ORDER BY 1"
    assert ask(database, named) == ask(whole, named)
    assert ask(database, "SELECT * FROM meta ORDER BY 1") == ask(whole, "SELECT * FROM meta ORDER BY 1")


def indexed(database: Path) -> list[str]:
    return [name for (name,) in ask(database, "SELECT file FROM documents ORDER BY 1")]


def test_what_a_call_does_not_name_stays(tmp_path: Path) -> None:
    database = tmp_path / "c.sqlite"
    for name, serial in (("one", 1), ("two", 2)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{serial}.txt").write_bytes(cable(serial))
        result = at_once("index", folder, "-o", database)
        assert result.returncode == 0
    assert indexed(database) == ["1.txt", "2.txt"]
    assert "CC057 1 files of runs before are none of this one and stay (1.txt); --prune" in said(result)
    result = at_once("index", tmp_path / "two", "-o", database, "--prune")
    assert "1 removed" in said(result) and "CC057" not in said(result)
    assert indexed(database) == ["2.txt"]


@pytest.mark.parametrize("options", [(), ("--prune",), ("--include", "none")])
def test_nothing_is_taken_out_where_nothing_is_found(
    corpus: Path, tmp_path: Path, options: tuple[str]
) -> None:
    database = tmp_path / "c.sqlite"
    assert at_once("index", corpus, "-o", database).returncode == 3
    before = indexed(database)
    if "none" not in options:
        corpus.rename(tmp_path / "away")
        corpus.mkdir()  # where the disk is mounted
    fails(at_once("index", corpus, "-o", database, *options), 3, "CC052")
    assert indexed(database) == before
    fails(at_once("index", corpus, "-o", tmp_path / "new.sqlite", *options), 3, "CC052")
    assert not (tmp_path / "new.sqlite").exists()


@pytest.mark.parametrize("named", ["folder", "pattern"])
def test_what_stood_in_a_folder_that_is_empty_now_is_not_gone(tmp_path: Path, named: str) -> None:
    corpus, database = tmp_path / "corpus", tmp_path / "c.sqlite"
    for number, year in enumerate(("y1990", "y1991", "y1992"), 1):
        (corpus / year / "jan").mkdir(parents=True)
        (corpus / year / "jan" / f"{number}.txt").write_bytes(cable(number))
    path = corpus if named == "folder" else f"{corpus}/**/*.txt"
    assert at_once("index", path, "-o", database).returncode == 0
    (corpus / "y1991").rename(tmp_path / "disk")
    (corpus / "y1991").mkdir()
    (corpus / "y1991" / ".keep").touch()
    (corpus / "y1992" / "jan" / "3.txt").rename(corpus / "y1992" / "4.txt")  # gone from a folder that goes
    (corpus / "y1992" / "jan").rmdir()
    result = at_once("index", path, "-o", database, "--prune")
    assert "1 removed" in said(result)
    assert "CC057 1 files of runs before are none of this one and stay (y1991/jan/2.txt); they" in said(
        result
    )
    assert "are empty (y1991/jan)" in said(result)
    assert indexed(database) == ["y1990/jan/1.txt", "y1991/jan/2.txt", "y1992/4.txt"]
    (corpus / "y1991" / ".keep").unlink()
    (corpus / "y1991").rmdir()
    assert "1 removed" in said(at_once("index", path, "-o", database, "--prune"))


def test_a_run_that_could_write_nothing_leaves_no_database(corpus: Path, tmp_path: Path) -> None:
    database = tmp_path / "c.sqlite"

    def fails_at_once() -> Iterator[Item]:
        raise OSError(28, "No space left on device")
        yield Item("never")

    with pytest.raises(OSError, match="No space"):
        index(fails_at_once(), str(database))
    assert not database.exists()
    assert index(items([str(corpus)], Wanted()), str(database)).cables == 2
    with pytest.raises(OSError, match="No space"):
        index(fails_at_once(), str(database))
    assert len(indexed(database)) == 2


def named_so(folder: Path, serial: int) -> Path:
    """A folder with a file, and an archive with a member, of a name that others have."""
    folder.mkdir(exist_ok=True)
    (folder / "x.txt").write_bytes(cable(serial))
    with tarfile.open(folder / "c.tar", "w") as archive:
        archive.add(folder / "x.txt", "m.txt")
    return folder


@pytest.mark.parametrize("what", ["x.txt", "c.tar", ""])
def test_a_file_that_takes_the_place_of_another_is_told(tmp_path: Path, what: str) -> None:
    one, two = named_so(tmp_path / "a", 1), named_so(tmp_path / "b", 2)
    database = tmp_path / "i.sqlite"
    assert "CC057" not in said(at_once("index", one / what, "-o", database))
    assert "CC057" not in said(at_once("index", one / what, "-o", database))
    told = said(at_once("index", two / what, "-o", database))
    assert "now replaced" in told and f"which was made from {one}" in told
    assert "CC057" not in said(at_once("index", two / what, "-o", database))
    named_so(two, 3)  # changed, and the same file
    assert "CC057" not in said(at_once("index", two / what, "-o", database))


def test_a_folder_that_has_moved_is_no_other_to_the_index(tmp_path: Path) -> None:
    database = tmp_path / "i.sqlite"
    at_once("index", named_so(tmp_path / "a", 1), "-o", database)
    (tmp_path / "a").rename(tmp_path / "b")
    told = said(at_once("index", tmp_path / "b", "-o", database))
    assert "CC057" not in told and "2 unchanged" in told
    named_so(tmp_path / "b", 2)
    assert "CC057" not in said(at_once("index", tmp_path / "b", "-o", database))


def test_an_index_of_an_earlier_draft_learns_the_paths(tmp_path: Path) -> None:
    folder, database = named_so(tmp_path / "a", 1), tmp_path / "i.sqlite"
    at_once("index", folder, "-o", database)
    with sqlite3.connect(database) as opened:
        opened.execute("ALTER TABLE files DROP COLUMN path")
    opened.close()
    assert "2 unchanged" in said(at_once("index", folder, "-o", database))
    assert {path for (path,) in ask(database, "SELECT path FROM files")} == {
        str(folder / "x.txt"),
        str(folder / "c.tar"),
    }
