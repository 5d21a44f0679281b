"""The journal of a batch: what stands in the target, so that a killed run goes on where it was.

Law of this file: a line is written after what it says is on the disk; a line that was torn says
nothing; two runs never write one journal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from cableconv import output
from cableconv.batch.journal_lines import Entry, is_below, line_of
from cableconv.batch.names import SUFFIXES
from cableconv.errors import InputError

_FORMAT = "cableconv-journal"


class Journal:
    """An open journal, locked. key: hash of all that must be equal for an entry to hold; keeps: nothing that
    stands in the target is replaced, so what it says goes on to hold; names tells whether an output of the
    target may be called so."""

    def __init__(
        self,
        path: str,
        key: str,
        *,
        resume: bool,
        keeps: bool = False,
        names: Callable[[str], object] = is_below,
    ) -> None:
        self.path = path
        self.names = names
        self.strange = 0  # lines that no run over this target has written
        if os.path.islink(path):  # to a file that is somebody's
            raise InputError("CC064", f"{path} is a link, which is not followed", "remove it")
        try:
            self.file: IO[bytes] = open(path, "a+b")  # noqa: SIM115
        except OSError as error:
            raise output.unwritable(error) from error
        try:
            _lock(self.file)
        except InputError:
            self.file.close()
            raise
        self.bare = not self.file.seek(0, os.SEEK_END)  # has it never said anything?
        self.entries: list[Entry] = []
        self.finished: dict[str, str] = {}  # files that are whole, and their hashes
        self.written: dict[str, str] = {}  # every output of runs before, whatever their options, and its hash
        self.named: set[str] = set()  # documents that stand in a file, or did when it last was whole
        self.dropped: set[str] = set()  # outputs of which entries hold no more
        self.standing: dict[str, str] = {}  # outputs that a run which does not go on with them leaves
        texts: list[str] = []
        if resume or keeps:
            self._read(key)
        else:
            texts = self._texts()
            self.file.truncate(0)
        if not resume:
            self.standing, self.written = self.written, {}
        self._write({"format": _FORMAT, "key": key, "keep": len(self.entries)}, *map(_begun, texts))

    def _texts(self) -> list[str]:
        """The outputs of runs before that only a journal can tell from documents, where still there."""
        folder = os.path.dirname(self.path)
        texts = [name for name in outputs_of(self.path) if name.endswith(SUFFIXES["text"])]
        return sorted(name for name in texts if os.path.lexists(os.path.join(folder, name)))

    def _read(self, key: str) -> None:
        """What runs before have noted; entries hold when they are of this key."""
        ours, names, last = False, list[str](), ""
        torn = False  # by a kill, if it is the last line of its run
        self.file.seek(0)
        for line in self.file:
            found = line_of(line, self.names)
            self.strange += torn and not (isinstance(found, dict) and "format" in found)
            torn = found is None
            if found is None:
                continue
            if isinstance(found, Entry):
                self._read_entry(found, holds=ours)
                names.append(found.name)
            elif "whole" in found:
                self.named = set(names)
                self.dropped.clear()
            elif "finished" in found:
                self.finished[found["finished"]] = self.written[found["finished"]] = found["sha256"]
            elif "gone" in found:
                self.written.pop(found["gone"], None)
            elif "keep" in found:
                before, last = last, found.get("key", last)
                del names[found["keep"] if last == before else 0 :]
                ours = last == key
                keep = found["keep"] if ours else 0
                self.dropped |= {entry.output for entry in self.entries[keep:]} if ours else set()
                del self.entries[keep:]
        if not _ends_whole(self.file):
            self.file.write(b"\n")  # else the next line would be torn with it
        else:
            self.strange += torn

    def _read_entry(self, entry: Entry, *, holds: bool) -> None:
        self.written[entry.output] = entry.digest
        self.finished.pop(entry.output, None)  # it was begun anew
        self.named.add(entry.name)
        self.dropped.discard(entry.output)
        if holds:
            self.entries.append(entry)

    def _write(self, *values: object) -> None:
        try:
            self.file.write(b"".join(json.dumps(value).encode() + b"\n" for value in values))
            self.file.flush()
        except OSError as error:
            raise output.stopped(error) from error

    def note(self, entry: Entry) -> None:
        """A document stands in the target."""
        self.bare = False
        self._write(entry if entry.path else entry[:-1])

    def begin(self, name: str) -> None:
        """An output will be written, in a form that says nothing of who wrote it."""
        self._write(_begun(name))

    def keep(self, count: int) -> None:
        """Only the first entries hold any more."""
        self._write({"keep": count})

    def finish(self, name: str, digest: str) -> None:
        """A file of many documents, or of checksums, is whole."""
        self.bare = False
        self.finished[name] = digest
        self._write({"finished": name, "sha256": digest})

    def whole(self) -> None:
        """What the entries say is all that stands in the target."""
        self._write({"whole": True})

    def gone(self, name: str) -> None:
        """An output of a run before is removed."""
        self._write({"gone": name})

    def close(self, *, remove: bool = False) -> None:
        """Let others write; remove: there is nothing to go on with."""
        if remove:
            with suppress(OSError):
                os.unlink(self.path)
        self.file.close()


def is_journal(path: str) -> bool:
    """Is this the journal of a run, perhaps torn by a kill?"""
    try:
        with open(path, "rb") as file:
            head = file.read(64)
    except OSError:
        return False
    mark = f'{{"format": "{_FORMAT}"'.encode()
    return bool(head) and head[: len(mark)] == mark[: len(head)]


def outputs_of(path: str) -> dict[str, str]:
    """The outputs that a journal has noted, begun ones too, and the last hash of each; none when it cannot be
    read."""
    found: dict[str, str] = {}
    with suppress(OSError), open(path, "rb") as file:
        for line in file:
            said = line_of(line, is_below)
            if isinstance(said, Entry):
                found[said.output] = said.digest
            elif said and "begun" in said:
                found.setdefault(said["begun"], "")
            elif said and "finished" in said:
                found[said["finished"]] = said["sha256"]
    return found


def _begun(name: str) -> dict[str, str]:
    return {"begun": name}


def _lock(file: IO[bytes]) -> None:
    """Refuse a second run into one target, where the system can say so."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InputError(
            "CC056", "another run writes to this output", "wait for it, or choose another output"
        ) from error
    except OSError:
        return  # a file system without locks


def _ends_whole(file: IO[bytes]) -> bool:
    size = file.seek(0, os.SEEK_END)
    if not size:
        return True
    file.seek(size - 1)
    return file.read(1) == b"\n"
