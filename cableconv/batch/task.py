"""One document of a batch, in a worker: converted and, for a folder, written.

Law of this file: whatever happens to a document is its result; nothing is raised, so that no worker ends.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from hashlib import sha256
from typing import NamedTuple

from cableconv import folders, output
from cableconv.batch.forms import piece
from cableconv.batch.proof import digest_of
from cableconv.batch.report import DONE, FAILED, UP_TO_DATE, Result
from cableconv.errors import CableconvError, InputError
from cableconv.shard import Converted, Plan, convert_one, load
from cableconv.sources.item import Item


class Task(NamedTuple):
    """An item, its place in the order, the name of its output; of a run before, the hash of the source that
    the output was made from, and the hash of the output; other: the file that it was made from then, where
    that was another one."""

    place: int
    item: Item
    output: str
    known: str = ""
    digest: str = ""
    other: str = ""


def do(task: Task, plan: Plan, folder: str, overwrite: bool, resume: bool = False) -> Result:
    """One task, in a worker: converted and, for a folder, written. Where nothing may be overwritten, resume
    allows that for what a run before has written and nobody has changed."""
    try:
        result = _do(task, plan, folder, overwrite, resume)
    except CableconvError as error:
        failed = Converted(task.item.name, code=error.code, message=error.message)
        result = Result(failed, FAILED, task.output)
    except MemoryError:
        failed = Converted(task.item.name, code="CC065", message="there is not enough memory")
        result = Result(failed, FAILED, task.output)
    except Exception as error:  # a fault of ours in one document must not end its worker
        message = f"unexpected {type(error).__name__}: {error}"
        result = Result(Converted(task.item.name, code="CC799", message=message), FAILED, task.output)
    # a source that is damaged, or refused by other options, is not gone
    unread = (task.item.lost or (task.item.name,)) if result.outcome == FAILED else ()
    return result._replace(place=task.place, memory=_MEMORY.now(), unread=unread)


def _do(task: Task, plan: Plan, folder: str, overwrite: bool, resume: bool) -> Result:
    data = load(task.item, plan.max_bytes)
    path = os.path.join(folder, task.output)
    if task.known and task.known == sha256(data).hexdigest() and (not folder or _stands(path, task.digest)):
        return Result(Converted(task.item.name, sha256=task.known), UP_TO_DATE, task.output, task.digest)
    done = convert_one(task.item, plan, data, task.place)
    if done.code:
        return Result(done, FAILED, task.output)
    if not folder:
        done = piece(plan.form, done, plan.to)
        return Result(done, DONE, task.output, sha256(done.data).hexdigest())
    if task.item.path and output.is_same_file(task.item.path, path):
        raise output.same_file()
    digest = sha256(done.data).hexdigest()
    try:
        if overwrite or not resume:
            _write(path, done.data, overwrite)
        elif not _stands(path, digest):  # else a run before was killed before its journal had it
            _write(path, done.data, not task.other and _stands(path, task.digest))
    except CableconvError as error:
        return Result(done._replace(data=b"", code=error.code, message=error.message), FAILED, task.output)
    return Result(done._replace(data=b""), DONE, task.output, digest)


def _stands(path: str, digest: str) -> bool:
    """Is the output still what was written? It may be there and empty, after a power failure."""
    return bool(digest) and digest_of(path) == digest


def _write(path: str, data: bytes, overwrite: bool) -> None:
    """Write a document, and make the folder that it stands in. Raises InputError."""
    folder = os.path.dirname(path)
    if os.path.lexists(path) and output.is_special(path):
        raise InputError("CC033", "the output is a pipe or a device", "remove it, or choose another folder")
    try:
        _refuse_long(path)
        folders.make(folder)
    except OSError as error:
        raise output.unwritable(error) from error
    output.write_atomically(path, data, overwrite, sync=False)


def _refuse_long(path: str) -> None:
    """Raise OSError for a path that no system takes, before folders are made for it."""
    try:
        os.lstat(path)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise


_LOOK = 0.2  # seconds between looks at the memory


class _Memory:
    """The largest size of this process so far, looked at now and then; 0 where the system does not say."""

    def __init__(self) -> None:
        self.size = 0
        self.due = 0.0

    def now(self) -> int:
        if time.monotonic() >= self.due:
            try:
                import resource
            except ImportError:
                return 0
            unit = 1 if sys.platform == "darwin" else 1024
            self.size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
            self.due = time.monotonic() + _LOOK
        return self.size


_MEMORY = _Memory()
