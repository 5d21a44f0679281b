"""SHA256SUMS of what a batch has written, as sha256sum reads them.

Law of this file: a line about a file that no batch has written is somebody else's, and stays as it is; where
nothing may be replaced, neither may a list that no batch has written.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from cableconv import checksums, folders, output
from cableconv.batch.journal import Journal, outputs_of
from cableconv.batch.proof import digest_of
from cableconv.batch.targets import Folder
from cableconv.batch.volumes import Volumes
from cableconv.errors import InputError

_SUM = re.compile(rb"(\\?)([0-9a-fA-F]{64}) [ *](.+)")
_TAGGED = re.compile(rb"(\\?)SHA256 \((.+)\) = ([0-9a-fA-F]{64})")
_ESCAPE = re.compile(r"\\([\\nr])")
_ESCAPED = {"\\": "\\", "n": "\n", "r": "\r"}


class Line(NamedTuple):
    """A line of a list, without its end; hash and name of the file that it is about, "" for another line;
    ended: has it an end of its own?"""

    text: str
    digest: str = ""
    name: str = ""
    ended: bool = True

    def is_remark(self) -> bool:
        return self.text.startswith("#")

    def is_whole(self, folder: str) -> bool:
        """Does it say something, and is it not the torn end of a list in this folder?"""
        says = self.is_remark() or checksums.is_line(self.text.encode("utf-8", "surrogateescape"))
        torn = not self.ended and not (self.name and os.path.lexists(os.path.join(folder, self.name)))
        return says and not torn


def sum_line(digest: str, name: str) -> str:
    """A line as sha256sum writes it: a name with a line end or a backslash is escaped."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}"


def _lines(path: str) -> Iterator[Line]:
    """The lines of a list, as far as it can be read; none where there is none."""
    with suppress(OSError), open(path, "rb") as file:
        for line in file:
            if given := line.rstrip(b"\r\n"):
                yield _line(given)._replace(ended=line.endswith(b"\n"))


def _line(given: bytes) -> Line:
    text = given.decode("utf-8", "surrogateescape")
    if found := _SUM.fullmatch(given):
        escape, digest, name = found.groups()
    elif found := _TAGGED.fullmatch(given):
        escape, name, digest = found.groups()
    else:
        return Line(text)
    plain = name.decode("utf-8", "surrogateescape")
    if escape:
        plain = _ESCAPE.sub(lambda sign: _ESCAPED[sign[1]], plain)
    return Line(text, digest.decode().lower(), posixpath.normpath(plain))


def sums_of(target: Volumes) -> dict[str, str]:
    """The files that the checksums of a run before name, and their hashes; none where there are none."""
    return {line.name: line.digest for line in _lines(list_of(target)) if line.digest}


def proved_files(target: Volumes) -> set[str]:
    """The finished files that have the hash that the checksums of a run before state."""
    folder = os.path.dirname(target.path)
    named = {name: digest for name, digest in sums_of(target).items() if target.names.fullmatch(name)}
    return {name for name, digest in named.items() if digest_of(os.path.join(folder, name)) == digest}


def removable(target: Volumes, journal: Journal, *, checksums: bool) -> dict[str, str]:
    """Files that --prune may remove when they have these hashes: those that the journal proves, which it
    goes on to name, or checksums; where none are written this time, their list too, if it is about such files
    alone."""
    folder = os.path.dirname(target.path)
    for name in target.proved - {*target.files()} - journal.finished.keys():
        journal.finish(name, digest_of(os.path.join(folder, name)))
    found = sums_of(target) | journal.finished
    if not checksums and all(target.names.fullmatch(line.name) for line in _lines(list_of(target))):
        found[os.path.basename(list_of(target))] = digest_of(list_of(target))
    return found


def list_of(target: Folder | Volumes) -> str:
    """Where the checksums of a target stand."""
    if isinstance(target, Folder):
        return os.path.join(target.folder, folders.SUMS)
    return target.sums


def others_in(target: Folder | Volumes) -> list[Line]:
    """Lines of a list that stands there already, about files that no run has written, and remarks; none where
    it is no list. To be asked before the journal is begun anew."""
    folder = os.path.dirname(list_of(target))
    lines = [line for line in _lines(list_of(target)) if line.is_whole(folder)]
    if all(line.is_remark() for line in lines):
        return []
    ours = _ours(target)
    return [line for line in lines if not ours(line.name)]


def _ours(target: Folder | Volumes) -> Callable[[str], object]:
    """Has a run before written the file of this name?"""
    return outputs_of(target.journal).__contains__ if isinstance(target, Folder) else target.names.fullmatch


def refuse_list(target: Folder | Volumes, *, resume: bool) -> None:
    """Raise InputError where nothing may be replaced, and a list stands there that no run before has written,
    or that somebody has changed."""
    path = list_of(target)
    may_be_ours = resume or isinstance(target, Folder)  # a folder may take more documents
    if os.path.lexists(path) and not (may_be_ours and _is_ours(target, path)):
        raise InputError(
            "CC034",
            f"{os.path.basename(path)} exists, and may not be replaced",
            "move it, or leave --checksums or --no-overwrite out",
        )


def _is_ours(target: Folder | Volumes, path: str) -> bool:
    if isinstance(target, Volumes):
        return all(target.names.fullmatch(line.name) for line in _lines(path))
    known = outputs_of(target.journal)
    if known.get(folders.SUMS) == digest_of(path):
        return True
    # a run may have been killed before its journal had the list
    return all(line.digest and known.get(line.name) == line.digest for line in _lines(path))


def write_sums(target: Folder | Volumes, sums: list[str], others: Sequence[Line], journal: Journal) -> None:
    """SHA256SUMS in the folder, or beside the file; others: lines that stay. Raises InputError."""
    path = list_of(target)
    if isinstance(target, Volumes):
        folder = os.path.dirname(target.path)
        sums = [sum_line(digest_of(os.path.join(folder, name)), name) for name in target.files()]
    if others:
        written = {_line(line.encode("utf-8", "surrogateescape")).name for line in sums}
        others = [line for line in others if line.name not in written]
    sums.sort(key=lambda line: line.partition("  ")[2])
    lines = "".join(f"{line}\n" for line in (*(line.text for line in others), *sums))
    data = lines.encode("utf-8", "surrogateescape")
    output.write_atomically(path, data)
    journal.finish(folders.SUMS, sha256(data).hexdigest())
    journal.written.pop(folders.SUMS, None)
