"""Files of many documents: JSON lines, a TEI corpus, a zip, Parquet.

Law of this file: what one document adds is made by the worker; the main process only appends it.
Until a file is finished it has another name; it takes its own when it is on the disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import IO, NamedTuple

from cableconv.batch import parquet_rows
from cableconv.batch.journal_lines import Entry
from cableconv.batch.names import SUFFIXES, output_name
from cableconv.batch.proof import standing
from cableconv.batch.zip_members import directory, member
from cableconv.shard import Converted, Plan
from cableconv.sources.names import spelled

_PIECE = 1 << 20  # bytes that are copied at once


class Form(NamedTuple):
    """A form of file. head, tail: of a plan, what stands before and behind the documents; for the latter the
    file is there to read, and where they end. packed: is the file itself made of that, when it is whole?"""

    name: str
    suffix: str
    formats: tuple[str, ...]
    head: Callable[[Plan], bytes]
    tail: Callable[[Plan, IO[bytes], int], bytes]
    packed: bool = False

    def opened(self, path: str, plan: Plan, length: int) -> Unfinished:
        """A file of this form, to go on from this length."""
        return Unfinished(path, length, self.head(plan), partial(self.tail, plan))

    def standing(self, path: str, entries: Sequence[Entry], plan: Plan, digest: str | None = None) -> int:
        """How many of the entries of a run before stand in a file; digest: what the journal says of it, where
        it is finished."""
        if self.packed and digest is not None:
            return parquet_rows.standing(path, entries, digest)
        return standing(path, entries, self.head(plan), partial(self.tail, plan), whole=digest is not None)

    def beginning(self, path: str, length: int) -> Iterator[bytes]:
        """A finished file up to this length of what it was made of. Raises OSError or InputError."""
        if self.packed:
            for line in parquet_rows.lines_of(path):
                if length <= 0:
                    return
                length -= len(line)
                yield line
            return
        with open(path, "rb") as file:
            while length and (data := file.read(min(length, _PIECE))):
                length -= len(data)
                yield data


class Unfinished:
    """An unfinished file: a head, documents with something between them, a tail."""

    def __init__(self, path: str, length: int, head: bytes, tail: Callable[[IO[bytes], int], bytes]) -> None:
        self.file: IO[bytes] = open(path, "r+b" if length else "w+b")  # noqa: SIM115
        self.tail = tail
        if length:
            self.file.truncate(length)
            self.file.seek(length)
        else:
            self.file.write(head)

    def add(self, done: Converted) -> int:
        """Append a document; how long the file is now."""
        self.file.write(done.data)
        self.file.flush()
        return self.file.tell()

    def finish(self) -> None:
        """Write what comes last, and close."""
        end = self.file.tell()
        tail = self.tail(self.file, end)
        self.file.seek(end)
        self.file.write(tail)
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def abandon(self) -> None:
        """Close it as it is."""
        with suppress(OSError):  # the disk is full
            self.file.close()


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
    Form("lines", ".jsonl", ALL, _nothing, _nothing),
    Form("corpus", ".xml", *_CORPUS),
    Form("corpus", ".tei", *_CORPUS),
    Form("zip", ".zip", ALL, _nothing, lambda plan, file, end: directory(file, end)),
    Form("parquet", ".parquet", ALL, _nothing, _nothing, packed=True),
)


def form_of(path: str) -> Form | None:
    """The form that a name asks for; None for a folder."""
    low = path.lower()
    return next((form for form in FORMS if low.endswith(form.suffix)), None)


def piece(form: str, done: Converted, to: str) -> Converted:
    """What a document adds to a file of this form, in the place of its bytes. For a worker."""
    if form == "zip":
        return done._replace(data=member(_text(output_name(done.name, to)), done.data))
    if form == "parquet":
        return done._replace(data=parquet_rows.line_of(_text(done.name), done), fields=())
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
