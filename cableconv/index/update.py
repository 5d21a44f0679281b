"""A collection as an SQLite database: documents, header fields, who cites whom, findings, full text.

Law of this file: the database says what the documents say and nothing else; a document whose
bytes are unchanged is not read again; what no item of a run gives stays, unless it is asked that it be taken
out. Datasette and DuckDB read it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from cableconv import input
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
    cables now; the files of runs before that are none of this one and stay; the folders of those that would
    have gone, if these were not empty now; the files whose rows were replaced by those of another file of
    that name, each with the path of the former."""

    read: int
    unchanged: int
    removed: int
    failed: int
    cables: int
    left: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()


def index(
    items: Iterable[Item],
    path: str,
    say: Callable[[str, str], None] = lambda name, why: None,
    *,
    max_bytes: int = 64_000_000,
    jobs: int = 1,
    limits: Limits = ANY,
    prune: bool = False,
    bare: Callable[[], Iterable[str]] = tuple,
) -> Indexed:
    """Bring a database up to date with a collection. say is told name and reason of what has no cable or
    cannot be read. prune: take out what no item gives; but nothing where an archive or a folder cannot be
    read to its end, nothing of a table of which a row cannot, and nothing whose name begins as bare says (of
    folders that are empty now). Raises InputError when the database cannot be used, or there is no item."""
    read = partial(each, work=partial(_read, max_bytes=max_bytes), jobs=jobs, limits=limits)
    before = input.size_of(path)
    try:
        with sqlite3.connect(path) as database:
            counts, gone, replaced = _take_in(database, items, read, say)
            kept = {name for name in gone if is_lost(name, {*bare()})} if prune and gone else set[str]()
            left = kept if prune else gone
            _take_out(database, gone - left)
            (cables,) = database.execute("SELECT count(*) FROM documents").fetchone()
            removed = len(gone) - len(left)
            return Indexed(
                **counts,
                removed=removed,
                cables=cables,
                left=_sorted(left),
                bare=_sorted({_folder(name) for name in kept}),
                replaced=tuple(replaced),
            )
    except sqlite3.Error as error:
        raise InputError(
            "CC053", f"{path} cannot be used: {error}", "choose another name, or remove it"
        ) from error
    finally:
        if "database" in locals():
            nothing = not before and _is_bare(database)
            database.close()
            if nothing:
                with suppress(OSError):
                    os.unlink(path)


def _is_bare(database: sqlite3.Connection) -> bool:
    """Does a new database say nothing? Readers would take it for an index of nothing."""
    with suppress(sqlite3.Error):
        return database.execute("SELECT 1 FROM files LIMIT 1").fetchone() is None
    return True


def _folder(name: str) -> str:
    return name.rpartition("/")[0] or os.curdir


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


class _Read(NamedTuple):
    """What a file says: the hash of its bytes; rows of its cables, None when it is as it was; a problem;
    documents that it may have taken with it (Item.lost), and is it that of an archive or a folder? path: the
    file, or the archive or table that it stands in."""

    name: str
    sha256: str
    cables: tuple[Rows, ...] | None
    problem: str = ""
    lost: tuple[str, ...] = ()
    whole: bool = False
    path: str = ""


def _take_in(
    database: sqlite3.Connection,
    items: Iterable[Item],
    read: Callable[..., Iterable[Any]],
    say: Callable[[str, str], None],
) -> tuple[dict[str, int], set[str], list[tuple[str, str]]]:
    """Write what the items say. How many were read, unchanged and failed; the files of runs before that no
    item has given, though nothing that could not be read may have taken them with it; those that were another
    file then, and its path. Raises InputError when there is no item."""
    prepare(database)
    known = dict(database.execute("SELECT name, sha256 FROM files"))
    problems = dict(database.execute("SELECT name, error FROM files WHERE error IS NOT NULL"))
    paths = dict(database.execute("SELECT name, path FROM files WHERE path IS NOT NULL"))
    replaced: list[tuple[str, str]] = []
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
        if found.cables and paths.get(found.name, found.path) != found.path:
            replaced.append((found.name, paths[found.name]))
        done = _put(database, found)
        counts["failed" if problem else done] += 1
        if problem:
            say(found.name, problem)
        if number % _TOGETHER == 0:
            database.commit()
    if not seen:
        raise InputError("CC052", "there was no document to index", "check paths, --include and --exclude")
    gone = {name for name in known.keys() - seen if not is_lost(name, lost)}
    read_now = _folders_of(seen) & gone  # a folder or an archive that could not be read before
    _take_out(database, read_now)
    return counts, gone - read_now, replaced


def _folders_of(names: Iterable[str]) -> set[str]:
    """All folders in which these names stand."""
    return {name[:end] for name in names for end, sign in enumerate(name) if sign == "/"}


def _take_out(database: sqlite3.Connection, names: Iterable[str]) -> None:
    for name in names:
        _forget(database, name)
        database.execute("DELETE FROM files WHERE name = ?", (name,))


def _forget(database: sqlite3.Connection, name: str) -> None:
    database.execute("DELETE FROM documents WHERE file = ?", (name,))


def _read(asked: tuple[Item, str], max_bytes: int) -> _Read:
    """Read a file, if it is not as it was when it had the hash that is known; for a worker."""
    found = _read_item(*asked, max_bytes)
    return found._replace(path=sql_text(asked[0].file()))


def _read_item(item: Item, known: str, max_bytes: int) -> _Read:
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
        return _Read(name, "", (), "CC065 there is not enough memory")


def _name(item: Item) -> str:
    name: str = sql_text(spelled(item.name))
    return name


def _put(database: sqlite3.Connection, found: _Read) -> str:
    """Write what a file says; what was done. What it said before stays while it cannot be read."""
    if found.cables is None:
        database.execute("UPDATE files SET path = ? WHERE name = ?", (found.path or None, found.name))
        return "unchanged"
    if found.sha256:
        _forget(database, found.name)
    database.execute(
        "INSERT INTO files (name, sha256, error, path) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (name) DO UPDATE SET sha256 = ?2, error = ?3, path = coalesce(?4, path)",
        (found.name, found.sha256, sql_text(found.problem) or None, found.path or None),
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
