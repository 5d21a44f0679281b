"""Whether what a journal says still stands in the target, byte for byte.

Law of this file: nothing is believed of a file but its bytes: a file may be there and empty, after a power
failure for example.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from hashlib import file_digest, sha256
from typing import IO

from cableconv.batch.journal_lines import Entry


def digest_of(path: str, *, sync: bool = False) -> str:
    """The hash of a file of any size, "" when it cannot be read. sync: wait until the disk has it."""
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, "rb") as file:
            if sync:
                os.fsync(file.fileno())
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def standing(
    path: str,
    entries: Sequence[Entry],
    head: bytes,
    tail: Callable[[IO[bytes], int], bytes],
    *,
    whole: bool,
) -> int:
    """How many of the entries stand in a file of documents one after the other, from its beginning. tail:
    what belongs behind those that end at a place. whole: the file is finished; where only its end is wrong,
    the last entry counts as one that does not stand."""
    if not os.path.isfile(path):
        return 0
    try:
        with open(path, "rb") as file:
            if file.read(len(head)) != head:
                return 0
            at, size = len(head), os.fstat(file.fileno()).st_size
            for number, entry in enumerate(entries):
                data = file.read(max(0, min(entry.length, size) - at))
                if at + len(data) != entry.length or sha256(data).hexdigest() != entry.digest:
                    return number
                at = entry.length
            ended = not whole or _ends(file, at, tail(file, at))
    except OSError:
        return 0
    return len(entries) if ended else len(entries) - 1


def _ends(file: IO[bytes], at: int, tail: bytes) -> bool:
    """Does the file end at this place with these bytes?"""
    file.seek(at)
    return file.read(len(tail) + 1) == tail
