"""Files of many documents: JSON lines, a TEI corpus, a zip, Parquet.

Law of this file: what one document adds is made by the worker; the main process only appends it.
Until a file is finished it has another name; it takes its own when it is on the disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import IO, Any, NamedTuple, Protocol

from cableconv.batch.names import SUFFIXES, output_name
from cableconv.batch.zip_members import directory, member
from cableconv.errors import UsageError
from cableconv.shard import FIELDS, Converted, Plan
from cableconv.sources.names import spelled

_ROWS, _ROW_BYTES = 1000, 16_000_000  # of a Parquet row group


class Writer(Protocol):
    """An unfinished file."""

    def add(self, done: Converted) -> int:
        """Append a document; how long the file is now, 0 when nobody can go on from there."""

    def finish(self) -> None:
        """Write what comes last, and close."""

    def abandon(self) -> None:
        """Close it as it is."""


class Form(NamedTuple):
    """A form of file. appends: can a later run go on in mid file? head, tail: of a plan, what stands before
    and behind the documents; for the latter the file is there to read, and where they end."""

    name: str
    suffix: str
    appends: bool
    formats: tuple[str, ...]
    head: Callable[[Plan], bytes]
    tail: Callable[[Plan, IO[bytes], int], bytes]

    def opened(self, path: str, plan: Plan, length: int) -> Writer:
        """A file of this form, to go on from this length."""
        if not self.appends:
            return _Parquet(path)
        return _Appended(path, length, self.head(plan), partial(self.tail, plan))


class _Appended:
    """A head, documents with something between them, a tail."""

    def __init__(self, path: str, length: int, head: bytes, tail: Callable[[IO[bytes], int], bytes]) -> None:
        self.file: IO[bytes] = open(path, "r+b" if length else "w+b")  # noqa: SIM115
        self.tail = tail
        if length:
            self.file.truncate(length)
            self.file.seek(length)
        else:
            self.file.write(head)

    def add(self, done: Converted) -> int:
        self.file.write(done.data)
        self.file.flush()
        return self.file.tell()

    def finish(self) -> None:
        end = self.file.tell()
        tail = self.tail(self.file, end)
        self.file.seek(end)
        self.file.write(tail)
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def abandon(self) -> None:
        with suppress(OSError):  # the disk is full
            self.file.close()


class _Parquet:
    """Columns: id, sha256 of the source, cables, header fields of the (first) cable, document."""

    def __init__(self, path: str) -> None:
        try:
            self.arrow: Any = import_module("pyarrow")
            parquet: Any = import_module("pyarrow.parquet")
        except ImportError as error:
            raise UsageError(
                "CC048", "Parquet needs the package pyarrow", "pip install 'cableconv[parquet]'"
            ) from error
        names = ("id", "sha256", *FIELDS, "document")
        kinds = [(name, self.arrow.string()) for name in names]
        self.schema = self.arrow.schema([*kinds[:2], ("cables", self.arrow.int32()), *kinds[2:]])
        self.writer = parquet.ParquetWriter(path, self.schema, compression="zstd")
        self.rows: list[dict[str, object]] = []
        self.size = 0

    def add(self, done: Converted) -> int:
        row: dict[str, object] = {"id": _text(done.name), "sha256": done.sha256, "cables": done.cables}
        row |= dict(zip(FIELDS, done.fields, strict=True)) | {"document": done.data.decode("utf-8")}
        self.rows.append(row)
        self.size += len(done.data)
        if len(self.rows) >= _ROWS or self.size >= _ROW_BYTES:
            self._flush()
        return 0

    def _flush(self) -> None:
        if self.rows:
            self.writer.write_table(self.arrow.Table.from_pylist(self.rows, schema=self.schema))
        self.rows, self.size = [], 0

    def finish(self) -> None:
        self._flush()
        self.writer.close()

    def abandon(self) -> None:
        with suppress(OSError):
            self.writer.close()


def _corpus_frame(plan: Plan) -> tuple[bytes, bytes]:
    from cableconv.tei import document as tei

    return tei.corpus_frame(plan.publisher, plan.licence)


def _nothing(plan: Plan, *place: object) -> bytes:
    return b""


ALL = tuple(SUFFIXES)
_CORPUS = (
    ("tei",),
    lambda plan: _corpus_frame(plan)[0],
    lambda plan, file, end: _corpus_frame(plan)[1],
)
FORMS = (
    Form("lines", ".jsonl", True, ALL, _nothing, _nothing),
    Form("corpus", ".xml", True, *_CORPUS),
    Form("corpus", ".tei", True, *_CORPUS),
    Form("zip", ".zip", True, ALL, _nothing, lambda plan, file, end: directory(file, end)),
    Form("parquet", ".parquet", False, ALL, _nothing, _nothing),  # its footer says where everything stands
)


def form_of(path: str) -> Form | None:
    """The form that a name asks for; None for a folder."""
    low = path.lower()
    return next((form for form in FORMS if low.endswith(form.suffix)), None)


def piece(form: str, done: Converted, to: str) -> Converted:
    """What a document adds to a file of this form, in the place of its bytes. For a worker."""
    if form == "zip":
        return done._replace(data=member(_text(output_name(done.name, to)), done.data))
    if form != "lines":
        return done
    document = done.data.decode("utf-8")
    if to == "json":
        document = "".join(line.strip() for line in document.split("\n"))
    else:
        document = json.dumps(document, ensure_ascii=False)
    head = json.dumps({"id": done.name, "sha256": done.sha256})[:-1]
    return done._replace(data=f'{head}, "document": {document}}}\n'.encode())


def _text(name: str) -> str:
    """The name, as these files can hold it; sources give no others."""
    return spelled(name).encode("utf-8", "backslashreplace").decode("utf-8")
