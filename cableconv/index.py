"""A collection as an SQLite database: documents, header fields, who cites whom, findings, full text.

Law of this file: the database says what the documents say and nothing else; a document whose
bytes are unchanged is not read again, one that is gone is taken out. Datasette and DuckDB read it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from hashlib import sha256
from typing import Any, NamedTuple

from cableconv.conversion import Options, has_cable, read_all
from cableconv.errors import CableconvError, InputError
from cableconv.model import Addressee, Cable, Field, Header, Status
from cableconv.plain import write as plain_text
from cableconv.shard import load
from cableconv.sources import Item

VERSION = "1"
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


class Indexed(NamedTuple):
    """How many files were read, left as they were, taken out, and could not be read; all cables now."""

    read: int
    unchanged: int
    removed: int
    failed: int
    cables: int


def index(items: Iterable[Item], path: str, max_bytes: int = 64_000_000) -> Indexed:
    """Bring a database up to date with a collection. Raises InputError when it cannot be used."""
    try:
        with sqlite3.connect(path) as database:
            return _update(database, items, max_bytes)
    except sqlite3.Error as error:
        raise InputError(
            "CC053", f"{path} cannot be used: {error}", "choose another name, or remove it"
        ) from error
    finally:
        if "database" in locals():
            database.close()


def _update(database: sqlite3.Connection, items: Iterable[Item], max_bytes: int) -> Indexed:
    _prepare(database)
    known = dict(database.execute("SELECT name, sha256 FROM files"))
    seen: set[str] = set()
    counts = dict.fromkeys(("read", "unchanged", "failed"), 0)
    for number, item in enumerate(items, 1):
        seen.add(item.name)
        counts[_file(database, item, known.get(item.name), max_bytes)] += 1
        if number % _TOGETHER == 0:
            database.commit()
    gone = known.keys() - seen
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
    if not tables:
        database.executescript(_SCHEMA)
        database.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            (("format", "cableconv-index"), ("version", VERSION), ("generator", GENERATOR)),
        )
        return
    meta = dict(database.execute("SELECT key, value FROM meta")) if "meta" in tables else {}
    if (meta.get("format"), meta.get("version")) != ("cableconv-index", VERSION):
        raise sqlite3.DatabaseError("it is no index of this version of cableconv")
    if meta.get("generator") != GENERATOR:  # another program may read documents differently
        database.execute("UPDATE files SET sha256 = ''")
        database.execute("UPDATE meta SET value = ? WHERE key = 'generator'", (GENERATOR,))


def _forget(database: sqlite3.Connection, name: str) -> None:
    database.execute("DELETE FROM documents WHERE file = ?", (name,))


def _file(database: sqlite3.Connection, item: Item, known: str | None, max_bytes: int) -> str:
    """Read a file into the database, if it changed; what was done."""
    digest, problem = "", ""
    cables: tuple[Cable, ...] = ()
    try:
        data = load(item, max_bytes)
        digest = sha256(data).hexdigest()
        if digest == known:
            return "unchanged"
        cables = tuple(filter(has_cable, read_all(data, Options(name=item.name.rpartition("/")[2]))))
        problem = "" if cables else "CC026 no cable was found"
    except CableconvError as error:
        problem = f"{error.code} {error.message}"
    _forget(database, item.name)
    database.execute(
        "INSERT INTO files VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET sha256 = ?2, error = ?3",
        (_text(item.name), digest, problem or None),
    )
    for number, cable in enumerate(cables, 1):
        _cable(database, item.name, number, cable)
    return "failed" if problem else "read"


def _cable(database: sqlite3.Connection, file: str, number: int, cable: Cable) -> None:
    header = cable.header
    precedence, origin = header.precedence.value, header.originator.value
    row = (
        _text(file), number, _text(cable.source.name), cable.source.sha256, header.reference_number.value,
        header.post.value, header.serial.value, header.date_time_group.value,
        precedence.action if precedence else None, header.classification.value, header.subject.value,
        header.title.value, origin.name if origin else None, header.signature.value,
        plain_text(cable).decode("utf-8"),
    )  # fmt: skip
    marks = ", ".join("?" * (len(row) + 1))
    ident = database.execute(f"INSERT INTO documents VALUES ({marks})", (None, *map(_text, row))).lastrowid
    rows: dict[str, list[tuple[Any, ...]]] = {
        "fields": _fields(header),
        "addressees": [
            (
                role,
                one.name,
                one.routing_indicator or None,
                one.precedence or None,
                one.continuity_number or None,
            )
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
            (each.code, each.severity, ",".join(map(str, each.lines)), each.message)
            for each in cable.findings
        ],
    }
    for table, listed in rows.items():
        for values in listed:
            marks = ", ".join("?" * (len(values) + 1))
            database.execute(f"INSERT INTO {table} VALUES ({marks})", (ident, *map(_text, values)))


def _listed(field: Field[tuple[Addressee, ...]]) -> tuple[Addressee, ...]:
    return field.value or ()


def _fields(header: Header) -> list[tuple[Any, ...]]:
    """Every field that is not absent: status, value as JSON where it has parts, lines, basis."""
    rows: list[tuple[Any, ...]] = []
    for each in fields(Header):
        field: Field[Any] = getattr(header, each.name)
        if field.status is not Status.ABSENT:
            value = field.value if isinstance(field.value, str) else json.dumps(field.value, default=_parts)
            lines = ",".join(map(str, field.lines)) or None
            rows.append((each.name, field.status.value, value, lines, field.basis or None))
    return rows


def _parts(value: Any) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _text(value: Any) -> Any:
    """SQLite takes no lone surrogates."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
