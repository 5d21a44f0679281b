"""The tables of the index, and whether a database has them."""

import sqlite3

_FORMAT, VERSION = "cableconv-index", "1"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, error TEXT, path TEXT);
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


def prepare(database: sqlite3.Connection) -> None:
    """Make the tables in an empty database, and ask that everything be read again where another program has
    written them. Raises sqlite3.Error for what is no index of this version."""
    from cableconv.conversion import GENERATOR

    database.execute("PRAGMA foreign_keys = ON")
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:  # in one step, or a run that is stopped leaves what no run after it takes for an index
        database.executescript(f"BEGIN; {_SCHEMA} {_META} COMMIT;")
        tables = {"meta"}
    meta = dict(database.execute("SELECT key, value FROM meta")) if "meta" in tables else {}
    if (meta.get("format"), meta.get("version")) != (_FORMAT, VERSION):
        raise sqlite3.DatabaseError("it is no index of this version of cableconv")
    if not any(column[1] == "path" for column in database.execute("PRAGMA table_info (files)")):
        database.execute("ALTER TABLE files ADD COLUMN path TEXT")  # of an earlier draft
    if meta.get("generator") != GENERATOR:  # another program may read documents differently
        database.execute("UPDATE files SET sha256 = ''")
        database.execute("INSERT OR REPLACE INTO meta VALUES ('generator', ?)", (GENERATOR,))
