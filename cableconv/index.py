"""A collection as an SQLite database: documents, header fields, who cites whom, findings, full text.

Law of this file: the database says what the documents say and nothing else; a document whose
bytes are unchanged is not read again, one that is gone is taken out. Datasette and DuckDB read it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from cableconv.conversion import has_cable, read_all
from cableconv.errors import CableconvError, InputError
from cableconv.model import Cable
from cableconv.model_header import Addressee, Field, Header, Status
from cableconv.options import Options
from cableconv.plain import write as plain_text
from cableconv.pool.processes import Lost, each
from cableconv.pool.worker import ANY, Limits
from cableconv.recognise import recognise
from cableconv.shard import load, refuse_without_cable, statements
from cableconv.sources.item import Item, is_lost
from cableconv.sources.names import spelled

_FORMAT, VERSION = "cableconv-index", "1"
_TOGETHER = 500  # documents of one transaction
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, error TEXT);
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, file TEXT NOT NULL REFERENCES files (name), cable INTEGER NOT NULL,
  source TEXT, source_sha256 TEXT, reference_number TEXT, post TEXT, serial TEXT, date TEXT, precedence TEXT,
  classification TEXT, subject TEXT, title TEXT, originator TEXT, signature TEXT, text TEXT NOT NULL
);
CREATE INDEX documents_number ON documents (reference_number);
CREATE INDEX documents_file ON documents (file);
CREATE TABLE fields (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  field TEXT NOT NULL, status TEXT NOT NULL, value TEXT, lines TEXT, basis TEXT
);
CREATE INDEX fields_document ON fields (document);
CREATE TABLE addressees (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  role TEXT NOT NULL, name TEXT NOT NULL, routing_indicator TEXT, precedence TEXT, continuity_number TEXT
);
CREATE INDEX addressees_document ON addressees (document);
CREATE TABLE tags (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE, tag TEXT NOT NULL, kind TEXT NOT NULL
);
CREATE INDEX tags_tag ON tags (tag);
CREATE INDEX tags_document ON tags (document);
CREATE TABLE refs (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  label TEXT, kind TEXT NOT NULL, number TEXT, text TEXT NOT NULL
);
CREATE INDEX refs_number ON refs (number);
CREATE INDEX refs_document ON refs (document);
CREATE TABLE findings (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  code TEXT NOT NULL, severity TEXT NOT NULL, lines TEXT, message TEXT NOT NULL
);
CREATE INDEX findings_code ON findings (code);
CREATE INDEX findings_document ON findings (document);
CREATE VIEW citations AS
  SELECT citing.reference_number AS citing, refs.number AS cited, citing.id AS citing_document,
         cited.id AS cited_document
  FROM refs JOIN documents AS citing ON citing.id = refs.document
  LEFT JOIN documents AS cited ON cited.reference_number = refs.number
  WHERE refs.number IS NOT NULL;
CREATE VIRTUAL TABLE documents_fts USING fts5 (
  subject, text, content='documents', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_in AFTER INSERT ON documents BEGIN
  INSERT INTO documents_fts (rowid, subject, text) VALUES (new.id, new.subject, new.text);
END;
CREATE TRIGGER documents_out AFTER DELETE ON documents BEGIN
  INSERT INTO documents_fts (documents_fts, rowid, subject, text)
  VALUES ('delete', old.id, old.subject, old.text);
END;
"""

_META = f"INSERT INTO meta VALUES ('format', '{_FORMAT}'), ('version', '{VERSION}');"


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
    cables: tuple[_Rows, ...] | None
    problem: str = ""
    lost: tuple[str, ...] = ()
    whole: bool = False


def _update(
    database: sqlite3.Connection,
    items: Iterable[Item],
    read: Callable[..., Iterable[Any]],
    say: Callable[[str, str], None],
) -> Indexed:
    _prepare(database)
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


def _prepare(database: sqlite3.Connection) -> None:
    from cableconv.conversion import GENERATOR

    database.execute("PRAGMA foreign_keys = ON")
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:  # in one step, or a run that is stopped leaves what no run after it takes for an index
        database.executescript(f"BEGIN; {_SCHEMA} {_META} COMMIT;")
        tables = {"meta"}
    meta = dict(database.execute("SELECT key, value FROM meta")) if "meta" in tables else {}
    if (meta.get("format"), meta.get("version")) != (_FORMAT, VERSION):
        raise sqlite3.DatabaseError("it is no index of this version of cableconv")
    if meta.get("generator") != GENERATOR:  # another program may read documents differently
        database.execute("UPDATE files SET sha256 = ''")
        database.execute("INSERT OR REPLACE INTO meta VALUES ('generator', ?)", (GENERATOR,))


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
        cables = tuple(map(_rows, filter(has_cable, read_all(data, options))))
        refuse_without_cable(recognise(data), bool(cables), item.column)
        return _Read(name, digest, cables, "" if cables else "CC026 no cable was found")
    except CableconvError as error:
        return _Read(
            name, digest, (), f"{error.code} {error.message}", tuple(map(_text, item.lost)), item.whole
        )
    except MemoryError:
        return _Read(name, "", (), "CC022 there is not enough memory")


def _name(item: Item) -> str:
    name: str = _text(spelled(item.name))
    return name


def _put(database: sqlite3.Connection, found: _Read) -> str:
    """Write what a file says; what was done. What it said before stays while it cannot be read."""
    if found.cables is None:
        return "unchanged"
    if found.sha256:
        _forget(database, found.name)
    database.execute(
        "INSERT INTO files VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET sha256 = ?2, error = ?3",
        (found.name, found.sha256, _text(found.problem) or None),
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


class _Rows(NamedTuple):
    """A cable's row of documents from its source on, and its rows of the other tables without its id."""

    document: tuple[Any, ...]
    others: dict[str, list[tuple[Any, ...]]]


def _rows(cable: Cable) -> _Rows:
    header = cable.header
    precedence, origin = header.precedence.value, header.originator.value
    document = (
        cable.source.name, cable.source.sha256, header.reference_number.value,
        header.post.value, header.serial.value, header.date_time_group.value,
        precedence.action if precedence else None, header.classification.value, header.subject.value,
        header.title.value, origin.name if origin else None, header.signature.value,
        plain_text(cable).decode("utf-8"),
    )  # fmt: skip
    others: dict[str, list[tuple[Any, ...]]] = {
        "fields": _fields(header),
        "addressees": [
            (role, one.name, *(value or None for value in _parts_of(one)))
            for role, field in (
                ("action", header.action_addressees),
                ("info", header.info_addressees),
                ("excluded", header.excluded_addressees),
            )
            for one in _listed(field)
        ],
        "tags": [(tag.text, tag.kind) for tag in header.tags.value or ()],
        "refs": [
            (ref.label or None, ref.kind, ref.number or None, ref.text)
            for ref in header.references.value or ()
        ],
        "findings": [
            (one.code, one.severity, ",".join(map(str, one.lines)), one.message) for one in cable.findings
        ],
    }
    texts = {table: [tuple(map(_text, row)) for row in listed] for table, listed in others.items()}
    return _Rows(tuple(map(_text, document)), texts)


def _parts_of(one: Addressee) -> tuple[str, str, str]:
    return one.routing_indicator, one.precedence, one.continuity_number


def _listed(field: Field[tuple[Addressee, ...]]) -> tuple[Addressee, ...]:
    return field.value or ()


def _fields(header: Header) -> list[tuple[Any, ...]]:
    """Every field that is not absent: status, value as JSON where it has parts, lines, basis."""
    rows: list[tuple[Any, ...]] = []
    for name in Header._fields:
        field: Field[Any] = getattr(header, name)
        if field.status is not Status.ABSENT:
            value = field.value if isinstance(field.value, str) else json.dumps(_parts(field.value))
            lines = ",".join(map(str, field.lines)) or None
            rows.append((name, field.status.value, value, lines, field.basis or None))
    return rows


def _parts(value: Any) -> Any:
    """A value with its parts by name, where they have names."""
    if not isinstance(value, tuple):
        return value
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    parts = [_parts(part) for part in value]
    return dict(zip(names, parts, strict=True)) if names else parts


def _text(value: Any) -> Any:
    """SQLite takes no lone surrogates."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
