"""What could not be read now: what a run before has made of it stays.

Law of this file: that a source cannot be read says nothing of whether it is gone. Names end in a slash, or
are empty, where they are the beginnings of names (Item.lost).
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape
from itertools import chain

from cableconv.batch.journal import Journal
from cableconv.batch.names import SUFFIXES, output_folder, output_name
from cableconv.batch.proof import digest_of
from cableconv.batch.volumes import Volumes
from cableconv.errors import CableconvError, InputError
from cableconv.folders import SUMS
from cableconv.sources.item import is_lost


def spared(journal: Journal, unread: Iterable[str]) -> dict[str, str]:
    """The outputs in a folder that were made of what is unread now, and their hashes; the journal does not
    count them among those that are left any more."""
    return {name: journal.written.pop(name) for name in made_of(unread, journal.written)}


def made_of(names: Iterable[str], outputs: Iterable[str]) -> list[str]:
    """Which outputs in a folder were made of documents of these names."""
    made = {
        output
        for name in names
        for output in ((output_folder if _is_beginning(name) else output_name)(name, to) for to in SUFFIXES)
    }
    # the folder of a shard may stand before the name
    return [
        name
        for name in outputs
        if made and name != SUMS and (is_lost(name, made) or is_lost(name.partition("/")[2], made))
    ]


def standing_sums(folder: str, outputs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Hash and name of those outputs that are as they were written."""
    for name, digest in outputs.items():
        if digest and digest_of(os.path.join(folder, name)) == digest:
            yield digest, name


class Awaited:
    """The documents that stand in a file of a run before, and have not come by in this one."""

    def __init__(self, target: Volumes, names: Iterable[str], *, resume: bool) -> None:
        """names: those that the journal has."""
        self.to = target.plan.to
        self.form = target.form
        self.exact = self.form != "corpus"  # are names known with their folders?
        standing = chain.from_iterable(map(self._read, target.standing())) if resume else ()
        self.names = Counter(standing) | Counter(map(self._known, names if resume else ()))
        self.sorted: list[str] = []

    def _known(self, name: str) -> str:
        """What the file has of a name: a corpus has its last part."""
        if self.form == "zip":
            return output_name(name, self.to)
        return name.rpartition("/")[2] if self.form == "corpus" else name

    def _read(self, path: str) -> Iterator[str]:
        """The names in a finished file, as far as it can be read."""
        with suppress(OSError, ValueError, CableconvError):
            yield from _NAMES[self.form](path)

    def came(self, name: str) -> None:
        self.names[self._known(name)] -= 1

    def refuse(self, unread: Iterable[str], why: str) -> None:
        """Raise InputError when one of them is among what could not be read; why that was."""
        for lost in unread:
            if self.names[found := self._below(lost) if _is_beginning(lost) else self._known(lost)] > 0:
                raise InputError(
                    "CC062",
                    f"{found} stands in the output and cannot be read now ({why}): what stands there stays",
                    "make it readable, or leave --resume out to replace the output by what can be read",
                )

    def _below(self, beginning: str) -> str:
        """The first name that begins so, else empty."""
        beginning = "" if self.form == "corpus" else beginning
        self.sorted = self.sorted or sorted(self.names)
        for at in range(bisect_left(self.sorted, beginning), len(self.sorted)):
            if not self.sorted[at].startswith(beginning):
                break
            if self.names[self.sorted[at]] > 0:
                return self.sorted[at]
        return ""


def _is_beginning(name: str) -> bool:
    return name[-1:] in ("", "/")


def _of_lines(path: str) -> Iterator[str]:
    decoder = json.JSONDecoder()
    with open(path, "rb") as file:
        for line in file:
            if line.startswith(_ID):
                name, _ = decoder.raw_decode(line[:_MOST].decode("utf-8", "replace"), len(_ID))
                yield name


def _of_corpus(path: str) -> Iterator[str]:
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            if found := _FILE.match(line):
                yield unescape(found[1])


def _of_zip(path: str) -> Iterator[str]:
    from zipfile import BadZipFile, ZipFile

    with suppress(BadZipFile), ZipFile(path) as archive:
        yield from archive.namelist()


def _of_parquet(path: str) -> Iterator[str]:
    from cableconv.sources.extra import parquet

    for (name,), _ in parquet(path, ["id"]):
        yield str(name)


_ID = b'{"id": '
_MOST = 65536  # bytes of a line that its name stands in
_FILE = re.compile(r'<sourceDesc><bibl><title type="file">([^<]*)</title>')
_NAMES = {"lines": _of_lines, "corpus": _of_corpus, "zip": _of_zip, "parquet": _of_parquet}
