"""Where a batch writes: a folder that mirrors the input, one JSONL file, or one zip.

Law of this file: a document is whole in its target or absent, and what stands in the journal
stands in the target.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import IO, Protocol

from cableconv import output
from cableconv.batch_names import output_name
from cableconv.errors import InputError, UsageError
from cableconv.shard import Converted

JOURNAL = ".cableconv-journal"
_OF_ONE = (".xml", ".tei", ".json", ".txt")  # names that are meant for one document
_TEMPORARY = (".cableconv-", ".tmp")


class Target(Protocol):
    """What a batch needs of the place that it writes to."""

    journal: str  # path of its journal
    folder: str  # where workers write their documents themselves; "" when they hand them over

    def take(self, done: Converted) -> int:
        """A document that a worker handed over; how long the target is now."""

    def close(self, *, whole: bool) -> None:
        """The end; whole says whether everything was done."""


class Folder:
    """One file for each document, written by the workers."""

    def __init__(self, path: str, *, resume: bool) -> None:
        self.folder = path
        self.journal = os.path.join(path, JOURNAL)
        try:
            os.makedirs(path, exist_ok=True)
        except OSError as error:
            raise output.unwritable(error) from error
        if resume:
            _sweep(path)

    def take(self, done: Converted) -> int:
        return 0

    def close(self, *, whole: bool) -> None:
        _sweep(self.folder)


def _sweep(folder: str) -> None:
    """Take away what a killed run left half written."""
    for where, _, names in os.walk(folder):
        for name in names:
            if name.startswith(_TEMPORARY[0]) and name.endswith(_TEMPORARY[1]):
                with suppress(OSError):
                    os.unlink(os.path.join(where, name))


class Lines:
    """One JSON object a line: id, sha256 of the source, document. Takes its name when it is whole."""

    def __init__(self, path: str, to: str, *, resume: bool, length: int, overwrite: bool) -> None:
        self.folder = ""
        self.path = path
        self.to = to
        self.part = path + ".part"
        self.journal = path + ".journal"
        self.overwrite = overwrite
        try:
            self.file: IO[bytes] = open(self.part, "r+b" if resume and os.path.exists(self.part) else "w+b")  # noqa: SIM115
            self.file.truncate(length if resume else 0)
            self.file.seek(0, os.SEEK_END)
        except OSError as error:
            raise output.unwritable(error) from error

    def take(self, done: Converted) -> int:
        document = done.data.decode("utf-8")
        if self.to == "json":
            document = "".join(line.strip() for line in document.split("\n"))
        else:
            document = json.dumps(document)
        head = json.dumps({"id": done.name, "sha256": done.sha256})[:-1]
        try:
            self.file.write(f'{head}, "document": {document}}}\n'.encode())
            self.file.flush()
        except OSError as error:
            raise output.unwritable(error) from error
        return self.file.tell()

    def close(self, *, whole: bool) -> None:
        self.file.close()
        if whole:
            os.replace(self.part, self.path)
            with suppress(OSError):
                os.unlink(self.journal)


class Zip:
    """One zip archive. Takes its name when it is whole; a broken run is begun anew."""

    def __init__(self, path: str, to: str) -> None:
        from zipfile import ZIP_DEFLATED, ZipFile

        self.folder = ""
        self.path = path
        self.to = to
        self.part = path + ".part"
        self.journal = ""
        try:
            self.archive = ZipFile(self.part, "w", ZIP_DEFLATED)
        except OSError as error:
            raise output.unwritable(error) from error

    def take(self, done: Converted) -> int:
        from zipfile import ZIP_DEFLATED, ZipInfo

        entry = ZipInfo(output_name(done.name, self.to))  # of 1980: the same input gives the same bytes
        entry.compress_type = ZIP_DEFLATED
        self.archive.writestr(entry, done.data)
        return 0

    def close(self, *, whole: bool) -> None:
        self.archive.close()
        if whole:
            os.replace(self.part, self.path)
        else:
            with suppress(OSError):
                os.unlink(self.part)


def target_of(path: str, to: str, *, resume: bool, length: int, overwrite: bool) -> Target:
    """The target that a path names: .jsonl, .zip, else a folder. Raises UsageError or InputError."""
    low = path.lower()
    if not low.endswith((".jsonl", ".zip")):
        is_file = os.path.exists(path) and not os.path.isdir(path)
        if is_file or (low.endswith(_OF_ONE) and not os.path.isdir(path)):
            raise UsageError(
                "CC050",
                f"many documents cannot go into {path}",
                "give -o a folder, a .jsonl or a .zip",
            )
        return Folder(path, resume=resume)
    if os.path.exists(path) and not overwrite:
        raise InputError("CC034", "the output exists", "choose another name, or leave --no-overwrite out")
    if low.endswith(".zip"):
        if resume:
            raise UsageError("CC050", "a zip cannot be resumed", "leave --resume out")
        return Zip(path, to)
    return Lines(path, to, resume=resume, length=length, overwrite=overwrite)
