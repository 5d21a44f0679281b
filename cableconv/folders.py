"""Folders: the files in them, made and tidied, however deep they are.

Law of this file: nothing here recurses, so that depth has no limit but that of the system.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from cableconv import checksums
from cableconv.errors import InputError

JOURNAL = ".cableconv-journal"  # of a batch, in the folder that it writes
SUMS = "SHA256SUMS"  # its checksums, beside it
OWN = b'"format": "cableconv-'  # near the beginning of a report or a baseline
_TEMPORARY = (".cableconv-", ".tmp")


def files_in(path: str) -> Iterator[str]:
    """The file itself, or the files of a folder and of the folders in it, in the order of their
    names' bytes; hidden ones, links to folders in it and what a batch keeps for itself are left out. Of a
    folder in it that cannot be read, and of a link to one elsewhere, which is not followed, the path is given
    with a slash behind it. Pipes, devices and dangling links are given like files: whoever reads them says
    why that cannot be. InputError when the folder itself cannot be read."""
    if not os.path.isdir(path):
        yield path
        return
    rest = _entries(path)
    root = ""
    while rest:
        entry, is_folder = rest.pop()
        if is_folder and os.path.islink(entry):
            root = root or os.path.join(os.path.realpath(path), "")
            if not os.path.join(os.path.realpath(entry), "").startswith(root):
                yield os.path.join(entry, "")
            continue
        try:
            rest += _entries(entry) if is_folder else ()
        except InputError:
            yield os.path.join(entry, "")
            continue
        if not is_folder:
            yield entry


def unread(path: str) -> str:
    """Why a folder cannot be read; empty when it can."""
    try:
        os.stat(os.path.join(path, os.curdir))  # of one whose files cannot be asked for
        with os.scandir(path):
            return ""
    except OSError as error:
        return f"the folder cannot be read ({error.strerror})"


def _entries(folder: str) -> list[tuple[str, bool]]:
    """Files and folders in a folder, the last first, and which they are, or lead to. Raises InputError."""
    try:
        with os.scandir(folder) as found:
            entries = [
                (os.fsencode(entry.name), entry.path, entry.is_dir())
                for entry in found
                if not entry.name.startswith(".")
            ]
    except OSError as error:
        raise InputError(
            "CC022", f"the folder {folder} cannot be read ({error.strerror})", "check its permissions"
        ) from error
    entries = [entry for entry in entries if not _is_left_behind(entry[1])]
    if os.path.exists(os.path.join(folder, JOURNAL)):
        entries = [entry for entry in entries if entry[0] != os.fsencode(SUMS)]
    return [(path, is_folder) for _, path, is_folder in sorted(entries, reverse=True)]


def _is_left_behind(path: str) -> bool:
    """Does a file hold checksums, or a report?"""
    if checksums.is_name(os.path.basename(path)):
        return checksums.is_list(_head(path, checksums.HEAD))
    return path.lower().endswith(".json") and is_report(path)


def is_report(path: str) -> bool:
    """Is this a report or a baseline that a run before has left?"""
    return OWN in _head(path)


def _head(path: str, size: int = 68) -> bytes:
    """The first bytes of a file, none where it cannot be read."""
    if not os.path.isfile(path):  # a pipe would be waited for
        return b""
    try:
        with open(path, "rb") as file:
            return file.read(size)
    except OSError:
        return b""


def make(folder: str) -> list[str]:
    """Make a folder and those above it that are missing; which, the highest first. Raises OSError."""
    missing: list[str] = []
    while folder and not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder.rstrip(os.sep))
    missing.reverse()
    made: list[str] = []
    for each in missing:
        with suppress(FileExistsError):  # another process was faster; or a file, which the next step says
            os.mkdir(each)
            made.append(each)
    return made


def sweep(folder: str) -> None:
    """Take away the temporary files that a killed run has left in a folder and below."""
    rest = [folder]
    while rest:
        with suppress(OSError), os.scandir(rest.pop()) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    rest.append(entry.path)
                elif entry.name.startswith(_TEMPORARY[0]) and entry.name.endswith(_TEMPORARY[1]):
                    with suppress(OSError):
                        os.unlink(entry.path)


def remove(path: str, root: str) -> None:
    """Remove a file below root, and the folders that are empty without it. Raises OSError for the file."""
    os.unlink(path)
    folder = os.path.dirname(path)
    with suppress(OSError):  # one is not empty
        while len(folder) > len(root):
            os.rmdir(folder)
            folder = os.path.dirname(folder)


def bare_in(folder: str) -> Iterator[str]:
    """The folder itself, and those below, in which nothing stands but hidden files: a disk may be mounted
    there at other times. Links are not followed."""
    rest = [folder]
    while rest:
        bare = True
        with suppress(OSError), os.scandir(current := rest.pop()) as found:
            for entry in found:
                if entry.name.startswith(".") or entry.name == "lost+found":
                    continue
                bare = False
                if entry.is_dir(follow_symlinks=False):
                    rest.append(entry.path)
            if bare:
                yield current


def broken_links(folder: str) -> Iterator[str]:
    """The links in a folder and the folders in it that lead nowhere; hidden ones are left out."""
    rest = [folder]
    while rest:
        with suppress(OSError), os.scandir(rest.pop()) as found:
            for entry in found:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    rest.append(entry.path)
                elif entry.is_symlink() and not os.path.exists(entry.path):
                    yield entry.path
