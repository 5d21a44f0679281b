"""SHA256SUMS of what a batch has written, as sha256sum reads them."""

from __future__ import annotations

import os
import re
from hashlib import sha256

from cableconv import folders, output
from cableconv.batch.journal import Journal
from cableconv.batch.proof import digest_of
from cableconv.batch.targets import Folder, Volumes

_SUM = re.compile(rb"([0-9a-f]{64})  (.+)")  # of a name in which nothing is escaped


def sum_line(digest: str, name: str) -> str:
    """A line as sha256sum writes it: a name with a line end or a backslash is escaped."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}"


def sums_of(target: Volumes) -> dict[str, str]:
    """The files that the checksums of a run before name, and their hashes; none where there are none."""
    try:
        with open(_beside(target), "rb") as file:
            found = [_SUM.fullmatch(line.rstrip(b"\n")) for line in file]
    except OSError:
        return {}
    return {os.fsdecode(line[2]): line[1].decode() for line in found if line}


def _beside(target: Volumes) -> str:
    return f"{target.journal.removesuffix('.journal')}.sha256"


def write_sums(target: Folder | Volumes, sums: list[str], journal: Journal) -> None:
    """SHA256SUMS in the folder, or beside the file. Raises InputError."""
    if isinstance(target, Folder):
        path = os.path.join(target.folder, folders.SUMS)
    else:
        path = _beside(target)
        folder = os.path.dirname(target.path)
        sums = [sum_line(digest_of(os.path.join(folder, name)), name) for name in target.files()]
    lines = "".join(f"{line}\n" for line in sorted(sums, key=lambda line: line.partition("  ")[2]))
    data = lines.encode("utf-8", "surrogateescape")
    output.write_atomically(path, data)
    journal.finish(folders.SUMS, sha256(data).hexdigest())
    journal.written.pop(folders.SUMS, None)
