"""A collection as an SQLite database: documents, header fields, who cites whom, findings, full text.

Law of this file: the database says what the documents say and nothing else; a document whose
bytes are unchanged is not read again, one that is gone is taken out. Datasette and DuckDB read it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from cableconv.conversion import has_cable, read_all
from cableconv.errors import CableconvError, InputError
from cableconv.index.rows import Rows, rows_of, sql_text
from cableconv.index.schema import prepare
from cableconv.options import Options
from cableconv.pool.processes import Lost, each
from cableconv.pool.worker import ANY, Limits
from cableconv.recognise import recognise
from cableconv.shard import load, refuse_without_cable, statements
from cableconv.sources.item import Item, is_lost
from cableconv.sources.names import spelled

_TOGETHER = 500  # documents of one transaction


class Indexed(NamedTuple):
    """How many files were read, left as they were, taken out, and could not be read (now or before); all
    cables now."""

    read: int
    unchanged: int
    removed: int
    failed: int
    cables: int


def index(
    items: Iterable[Item],
    path: str,
    say: Callable[[str, str], None] = lambda name, why: None,
    *,
    max_bytes: int = 64_000_000,
    jobs: int = 1,
    limits: Limits = ANY,
) -> Indexed:
    """Bring a database up to date with a collection. say is told name and reason of what has no cable or
    cannot be read. Where an archive or a folder cannot be read to its end, nothing is taken out, and nothing
    of a table of which a row cannot. Raises InputError when the database cannot be used."""
    read = partial(each, work=partial(_read, max_bytes=max_bytes), jobs=jobs, limits=limits)
    try:
        with sqlite3.connect(path) as database:
            return _update(database, items, read, say)
    except sqlite3.Error as error:
        raise InputError(
            "CC053", f"{path} cannot be used: {error}", "choose another name, or remove it"
        ) from error
    finally:
        if "database" in locals():
            database.close()


class _Read(NamedTuple):
    """What a file says: the hash of its bytes; rows of its cables, None when it is as it was; a problem;
    documents that it may have taken with it (Item.lost), and is it that of an archive or a folder?"""

    name: str
    sha256: str
    cables: tuple[Rows, ...] | None
    problem: str = ""
    lost: tuple[str, ...] = ()
    whole: bool = False


def _update(
    database: sqlite3.Connection,
    items: Iterable[Item],
    read: Callable[..., Iterable[Any]],
    say: Callable[[str, str], None],
) -> Indexed:
    prepare(database)
    known = dict(database.execute("SELECT name, sha256 FROM files"))
    problems = dict(database.execute("SELECT name, error FROM files WHERE error IS NOT NULL"))
    seen: set[str] = set()
    counts = dict.fromkeys(("read", "unchanged", "failed"), 0)
    lost: set[str] = set()  # what was not read is not gone
    asked = ((item, known.get(_name(item), "")) for item in items)
    results = read(asked, size=lambda one: len(one[0].data or b""), extent=lambda one: one[0].extent())
    for number, found in enumerate(results, 1):
        if isinstance(found, Lost):
            found = _Read(_name(found.item[0]), "", (), f"CC051 {found.reason}")
        seen.add(found.name)
        lost.update(("",) if found.whole else found.lost)  # any, if paths were named otherwise before
        problem = found.problem if found.cables is not None else problems.get(found.name, "")
        done = _put(database, found)
        counts["failed" if problem else done] += 1
        if problem:
            say(found.name, problem)
        if number % _TOGETHER == 0:
            database.commit()
    gone = {name for name in known.keys() - seen if not is_lost(name, lost)}
    for name in gone:
        _forget(database, name)
        database.execute("DELETE FROM files WHERE name = ?", (name,))
    database.commit()
    (cables,) = database.execute("SELECT count(*) FROM documents").fetchone()
    return Indexed(counts["read"], counts["unchanged"], len(gone), counts["failed"], cables)


def _forget(database: sqlite3.Connection, name: str) -> None:
    database.execute("DELETE FROM documents WHERE file = ?", (name,))


def _read(asked: tuple[Item, str], max_bytes: int) -> _Read:
    """Read a file, if it is not as it was when it had the hash that is known; for a worker."""
    item, known = asked
    name, digest = _name(item), ""
    try:
        data = load(item, max_bytes)
        digest = sha256(data).hexdigest()
        if digest == known:
            return _Read(name, digest, None)
        options = Options(name=item.name.rpartition("/")[2], host=statements(item))
        cables = tuple(map(rows_of, filter(has_cable, read_all(data, options))))
        refuse_without_cable(recognise(data), bool(cables), item.column)
        return _Read(name, digest, cables, "" if cables else "CC026 no cable was found")
    except CableconvError as error:
        return _Read(
            name, digest, (), f"{error.code} {error.message}", tuple(map(sql_text, item.lost)), item.whole
        )
    except MemoryError:
        return _Read(name, "", (), "CC022 there is not enough memory")


def _name(item: Item) -> str:
    name: str = sql_text(spelled(item.name))
    return name


def _put(database: sqlite3.Connection, found: _Read) -> str:
    """Write what a file says; what was done. What it said before stays while it cannot be read."""
    if found.cables is None:
        return "unchanged"
    if found.sha256:
        _forget(database, found.name)
    database.execute(
        "INSERT INTO files VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET sha256 = ?2, error = ?3",
        (found.name, found.sha256, sql_text(found.problem) or None),
    )
    for number, rows in enumerate(found.cables, 1):
        values = (None, found.name, number, *rows.document)
        marks = ", ".join("?" * len(values))
        ident = database.execute(f"INSERT INTO documents VALUES ({marks})", values).lastrowid
        for table, listed in rows.others.items():
            for row in listed:
                marks = ", ".join("?" * (len(row) + 1))
                database.execute(f"INSERT INTO {table} VALUES ({marks})", (ident, *row))
    return "failed" if found.problem else "read"
