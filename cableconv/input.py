"""Reading the input: what a path names, and the bytes of a file that did not change meanwhile.

Law of this file: nothing is opened that might block for ever, and nothing is written.
"""

from __future__ import annotations

import os
import stat
import sys

from cableconv.errors import InputError

_SORTS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
# Names of things that are open already; replacing them would replace the name, not the thing.
OPEN_FILES = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")
COLLECTIONS = (
    ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst",
    ".csv", ".csv.gz", ".csv.zst", ".tsv", ".tsv.gz", ".tsv.zst", ".jsonl", ".jsonl.gz", ".jsonl.zst",
    ".parquet", ".warc", ".warc.gz",
)  # fmt: skip


def read_input(path: str) -> bytes:
    """The bytes of a file. Raises InputError when it is missing, a folder, unreadable, or changes
    while it is read, and for a pipe or a device, which might never end; one that is open already, such as
    standard input, is read."""
    refuse_special(path)
    try:
        with open(path, "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            data = file.readall()
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        raise InputError(
            "CC020", "there is no such file", "check the name and the folder you are in"
        ) from error
    except IsADirectoryError as error:
        raise _folder(path) from error
    except MemoryError as error:
        raise InputError("CC065", "the file is too large for the memory", "split it") from error
    except OSError as error:
        raise InputError(
            "CC022", f"the file cannot be read ({error.strerror})", "check its permissions"
        ) from error
    seen = [(one.st_size, one.st_mtime_ns) for one in (before, after)]
    if stat.S_ISREG(before.st_mode) and (seen[0] != seen[1] or len(data) != before.st_size):
        raise InputError(
            "CC023", "the file changed while it was read", "wait until it is written, then convert it again"
        )
    return data


def read_standard_input() -> bytes:
    """All of standard input; InputError when it is closed or cannot be read."""
    if sys.stdin is None:
        raise InputError("CC022", "standard input is closed", "name a file, or pipe one in")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise InputError("CC022", f"it cannot be read ({error.strerror})", "name a file") from error


def is_pattern(path: str) -> bool:
    """Is this a pattern of names, and no name that exists?"""
    wild = "*" in path or "?" in path or "]" in path.partition("[")[2]
    return wild and not os.path.lexists(path)


def holds_several(path: str) -> bool:
    """Is this an archive or a table, by its name?"""
    return path.lower().endswith(COLLECTIONS)


def is_collection(path: str) -> bool:
    """Does this path hold several documents: a folder, an archive, a table, a pattern of names?"""
    return holds_several(path) or os.path.isdir(path) or is_pattern(path)


def size_of(path: str) -> int:
    """The size of a file, 0 when it cannot be asked."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def is_open(path: str) -> bool:
    """Is this the name of something that is open already, such as standard input?"""
    return os.path.abspath(path).startswith((*OPEN_FILES, "/dev/stdin"))


def refuse_special(path: str) -> None:
    """Refuse to open what may block for ever. Raises InputError."""
    found = status(path)
    if found is None or stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode):
        return  # or opening it says what is wrong
    if not is_open(path):
        raise InputError(
            "CC058",
            f"this is {_SORTS.get(stat.S_IFMT(found.st_mode), 'a device')} and no file",
            "pipe its bytes to standard input (-)",
        )


def _folder(path: str) -> InputError:
    if not os.access(path, os.R_OK | os.X_OK):
        return InputError("CC022", "the folder cannot be read", "check its permissions")
    return InputError("CC021", "this is a folder", "name the files in it one by one")


def status(path: str | int) -> os.stat_result | None:
    """What the system says of a name or an open descriptor; None where there is nothing."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None
