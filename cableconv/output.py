"""Writing the output: a file is whole or absent, the input untouched.

Law of this file: an output takes its name only when every byte of it is on the disk, and
an output that is the input is refused before anything is opened for writing.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain

from cableconv.errors import InputError, UsageError
from cableconv.input import OPEN_FILES, status


class ReaderGone(Exception):
    """The reader of standard output went away: no fault, and nothing more to do."""


def write_standard_output(data: bytes) -> None:
    """Write to standard output. Raises ReaderGone when its reader went away, else InputError."""
    if sys.stdout is None:
        raise InputError("CC033", "standard output is closed", "name a file with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        with suppress(OSError, ValueError):  # or the interpreter tries, and complains, once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise ReaderGone from error
        raise unwritable(error) from error


def check_output(path: str, *sources: str | int, overwrite: bool = True) -> None:
    """Refuse an output that cannot be written, or that is a source (a path or open descriptor).

    Raises UsageError when it is a source, InputError for the rest. Touches nothing.
    """
    found = status(path)
    if any(is_same_file(path, source) for source in sources):
        raise same_file()
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise InputError(
            "CC031", "the output is a folder", f"name a file, such as {os.path.join(path, 'out.xml')}"
        )
    if found is not None and not overwrite:
        raise _exists()
    if found is not None and not os.access(path, os.W_OK):
        raise InputError("CC033", "the output may not be written", "check its permissions")
    if _is_special(path, found):
        return
    folder = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(folder):
        raise InputError("CC032", f"the folder of the output does not exist ({folder})", "make it first")
    if not os.path.basename(path):
        raise InputError("CC031", "the output is a folder", "give the name of a file")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError("CC033", "the folder of the output may not be written", "check its permissions")


def write_atomically(path: str, data: bytes, overwrite: bool = True, *, sync: bool = True) -> None:
    """Write a file whole or not at all: a temporary file in its folder, then one rename.

    A link is followed; a device or pipe is written directly. A new file has the permissions that
    the umask gives, a replaced one keeps its own. Raises InputError when it cannot be written.
    """
    write_all_atomically([(path, data)], overwrite, sync=sync)


def write_chunks_atomically(path: str, chunks: Iterable[bytes], overwrite: bool = True) -> None:
    """Write a file of pieces that come one after the other, whole or not at all. Raises what the making of
    the pieces raises, and InputError when the file cannot be written."""
    pieces = iter(chunks)
    first = next(pieces, b"")  # before any file is made: what cannot begin leaves nothing
    write_all_atomically([(path, chain([first], pieces))], overwrite)


def append(path: str, data: bytes) -> None:
    """Write at the end of a file. Raises InputError when it cannot be written."""
    try:
        with open(path, "ab") as file:
            file.write(data)
    except OSError as error:
        raise unwritable(error) from error


def write_all_atomically(
    files: Sequence[tuple[str, bytes | Iterable[bytes]]], overwrite: bool = True, *, sync: bool = True
) -> None:
    """Write files of the same making: no one takes its name before all are on the disk. sync: wait
    until the disk has them, so that they outlast a power failure.

    Raises InputError when one cannot be written; then those that are new are taken away again.
    """
    ready: list[tuple[str, str]] = []  # temporary name, name
    named: list[str] = []
    try:
        for path, data in files:
            found = status(path)
            if _is_special(path, found):
                _write_all(os.open(path, os.O_WRONLY | os.O_APPEND), data)
            else:
                _put_ready(ready, os.path.realpath(path) if os.path.islink(path) else path, data, found, sync)
        for temporary, path in ready:
            fresh = len(ready) > 1 and not os.path.lexists(path)
            (os.replace if overwrite else _name_new)(temporary, path)
            if fresh:
                named.append(path)
    except BaseException as error:
        for path in [*named, *(temporary for temporary, _ in ready)]:
            with suppress(OSError):
                os.unlink(path)
        if isinstance(error, FileExistsError):
            raise _exists() from error
        if isinstance(error, OSError):
            raise unwritable(error) from error
        raise


def is_same_file(one: str | int, other: str | int) -> bool:
    """Whether two names or open descriptors are one file, through links of either sort."""
    first, second = status(one), status(other)
    if first is None or second is None or not stat.S_ISREG(first.st_mode):
        return False  # a terminal or a socket is read and written
    return os.path.samestat(first, second)


def same_file() -> UsageError:
    """The message for an output that is the input."""
    return UsageError("CC030", "the output is the input", "choose another name for the output")


def unwritable(error: OSError, then: str = "") -> InputError:
    """The message for an output that the system refuses; then: what may be done behind the remedy."""
    return InputError(
        "CC033",
        f"the output cannot be written ({error.strerror})",
        f"check the space, the folder and its permissions{then}",
    )


def stopped(error: OSError) -> InputError:
    """The same, in mid run of a batch."""
    return unwritable(error, ", then go on with --resume")


def _put_ready(
    ready: list[tuple[str, str]],
    path: str,
    data: bytes | Iterable[bytes],
    found: os.stat_result | None,
    sync: bool,
) -> None:
    """Write the bytes to a temporary file in the path's folder."""
    # A short name of its own, so that a name of full length still works.
    temporary = os.path.join(os.path.dirname(path), f".cableconv-{os.getpid()}-{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    ready.append((temporary, path))
    descriptor = os.open(temporary, flags, 0o666)
    if found is not None:
        with suppress(OSError):
            os.chmod(temporary, stat.S_IMODE(found.st_mode))
    _write_all(descriptor, data, sync=sync)


def _name_new(temporary: str, path: str) -> None:
    """Give the file its name unless that is taken, which only a hard link says in one step."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.replace(temporary, path)
        return
    os.unlink(temporary)


def _write_all(descriptor: int, data: bytes | Iterable[bytes], sync: bool = False) -> None:
    """Write every byte and close; close on failure too."""
    try:
        for piece in [data] if isinstance(data, bytes) else data:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_special(path: str) -> bool:
    """Is this a pipe, a device or an open file, which is written as it is and never replaced?"""
    found = status(path)
    return _is_special(path, found) and not (found is not None and stat.S_ISDIR(found.st_mode))


def _is_special(path: str, found: os.stat_result | None) -> bool:
    if found is None:
        return False
    return not stat.S_ISREG(found.st_mode) or os.path.abspath(path).startswith(OPEN_FILES)


def _exists() -> InputError:
    return InputError("CC034", "the output exists", "choose another name, or leave --no-overwrite out")
