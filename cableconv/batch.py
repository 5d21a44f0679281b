"""A collection, converted: resumable, a report of every document, nobody's failure another's.

The main process reads names and the bytes of archives and tables, hands them to workers, and keeps
journal and report. A worker converts and, for a folder, writes the document itself: it takes its name
when it is whole, and stands in the journal after that. What a killed run has not journalled is done
again.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from cableconv import output
from cableconv.batch_forms import piece
from cableconv.batch_journal import Entry, Journal
from cableconv.batch_report import DONE, FAILED, QUARANTINED, UP_TO_DATE, Report, Result, Tally
from cableconv.batch_targets import Folder, Volumes, target_of
from cableconv.errors import CableconvError
from cableconv.pool import Limits, Lost, run
from cableconv.shard import Converted, Plan, convert_one, load
from cableconv.sources_item import Item


class Task(NamedTuple):
    """An item, its place in the order, the name of its output, and the hash of the source that the
    output was made from."""

    place: int
    item: Item
    output: str
    known: str


class Order(NamedTuple):
    """What a batch is asked to do. jobs: processes; shard: documents a folder or file, 0 for none."""

    plan: Plan
    target: str
    jobs: int = 1
    limits: Limits = Limits()
    resume: bool = False
    overwrite: bool = True
    shard: int = 0
    checksums: bool = False
    report: str = ""
    engine: str = "processes"  # or "dask"
    scheduler: str = ""
    inputs: tuple[str, ...] = ()  # paths that no output may replace


def convert_all(
    items: Iterable[Item],
    order: Order,
    say: Callable[[Result], None] = lambda result: None,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Convert every item. say is told of every failure, progress after every document.

    Raises UsageError or InputError for a target that cannot be used; nothing for an item.
    """
    target = target_of(
        order.target,
        order.plan,
        order.shard,
        resume=order.resume,
        overwrite=order.overwrite,
        inputs=order.inputs,
    )
    order = order._replace(plan=order.plan._replace(form=target.form))
    key = sha256(f"{order.plan.key()}|{order.shard}".encode("utf-8", "surrogateescape")).hexdigest()
    journal = Journal(target.journal, key, resume=order.resume)
    tally, whole = Tally(), False
    sums: list[str] = []
    report: Report | None = None
    try:
        report = Report(order.report, order.plan) if order.report else None
        results = (
            _into_folder(items, order, target, journal)
            if isinstance(target, Folder)
            else _into_volumes(items, order, target, journal)
        )
        for result in results:
            tally.count(result)
            if result.digest:
                sums.append(_sum(result.digest, result.output))
            if report:
                report.note(result)
            if result.outcome in (FAILED, QUARANTINED):
                say(result)
            progress(tally)
        whole = True
    finally:
        _end(target, journal, tally, whole=whole)
        if report:
            report.close(tally, order.jobs, whole=whole)
    if order.checksums:
        _write_sums(target, sums)
    return tally


def _end(target: Folder | Volumes, journal: Journal, tally: Tally, *, whole: bool) -> None:
    """Finish or abandon the target, and let go of its journal."""
    try:
        if isinstance(target, Volumes):
            target.close(whole=whole)
        elif not whole or tally.outcomes[QUARANTINED]:
            target.sweep()
    finally:
        journal.close(remove=whole and isinstance(target, Volumes))


def _into_folder(items: Iterable[Item], order: Order, target: Folder, journal: Journal) -> Iterator[Result]:
    """The results, as they come; the workers have written."""
    if order.resume:
        target.sweep()
    known = {entry.name: entry for entry in journal.entries}
    journal.entries.clear()
    tasks = _tasks(items, order, target, lambda place, name: known.get(name))
    for result in _results(tasks, order, os.path.abspath(target.folder), ordered=False):
        if result.outcome == DONE:
            journal.note(Entry(result.place, result.done.name, result.done.sha256, result.output))
        yield result


class _Before:
    """The entries of a run before, which the results follow for as long as nothing differs."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.at = {entry.place: entry for entry in entries}
        self.passed = 0  # entries that the results have come by

    def known(self, place: int, name: str) -> Entry | None:
        found = self.at.get(place)
        return found if found is not None and found.name == name else None

    def follows(self, result: Result) -> bool:
        """Is this result the one that comes next, and up to date?"""
        rest = self.passed < len(self.entries)
        same = rest and self.entries[self.passed].place == result.place and result.outcome == UP_TO_DATE
        self.passed += same
        return same

    def part(self, start: int) -> tuple[list[Entry], list[Entry], list[Entry]]:
        """Nothing holds any more but the first entries: those, those passed behind them, the rest."""
        found = self.entries[:start], self.entries[start : self.passed], self.entries[self.passed :]
        self.entries, self.passed = found[0], start
        self.at.clear()
        return found


def _into_volumes(items: Iterable[Item], order: Order, target: Volumes, journal: Journal) -> Iterator[Result]:
    """The results in the order of the input, written; what a run before has left is gone on with for as
    long as it is the beginning of what this run gives."""
    before = _Before(target.usable(journal.entries))
    journal.keep(len(before.entries))
    sent: dict[int, Task] = {}  # while there is something to go on with
    work = partial(do, plan=order.plan, folder="", overwrite=True, checksums=False)

    def tasks() -> Iterator[Task]:
        for task in _tasks(items, order, target, before.known):
            if before.at:
                sent[task.place] = task
            yield task

    def again(place: int) -> Result:
        return work(sent[place]._replace(known=""))

    def put(result: Result) -> None:
        if result.outcome == DONE:
            length = target.take(result.place, result.done)
            journal.note(Entry(result.place, result.done.name, result.done.sha256, result.output, length))

    def differ(place: int) -> None:
        name = target.name(place)
        start = before.passed
        if not target.kind.appends:
            start = next((at for at, each in enumerate(before.entries) if each.output == name), start)
        kept, passed, rest = before.part(start)
        journal.keep(len(kept))
        target.rewind(kept, [*passed, *rest], place)
        for entry in passed:
            put(again(entry.place))

    last = 0
    for result in _results(tasks(), order, "", ordered=True):
        if target.name(result.place) != target.name(last):
            for place in [each for each in sent if each < result.place]:
                del sent[place]
        last = result.place
        target.advance(last)
        if before.follows(result):
            yield result
            continue
        result = again(last) if result.outcome == UP_TO_DATE else result
        if result.outcome == DONE and (before.passed < len(before.entries) or target.finished(last)):
            differ(last)
        put(result)
        yield result._replace(done=result.done._replace(data=b""))
    if before.passed < len(before.entries):
        differ(last)


def _tasks(
    items: Iterable[Item],
    order: Order,
    target: Folder | Volumes,
    known: Callable[[int, str], Entry | None],
) -> Iterator[Task]:
    own = {os.path.realpath(path) for path in (order.report, f"{order.report}.part") if order.report}
    outside = (item for item in items if not (item.path and _is_own(item.path, target, own)))
    for place, item in enumerate(outside):
        name = target.name(place, item.name)
        entry = known(place, item.name)
        yield Task(place, item, name, entry.sha256 if entry is not None and entry.output == name else "")


def _is_own(path: str, target: Folder | Volumes, own: set[str]) -> bool:
    """Is this file one that the batch itself writes? Such a file in a folder is no input."""
    return target.owns(path) or (bool(own) and os.path.realpath(path) in own)


def _results(tasks: Iterator[Task], order: Order, folder: str, *, ordered: bool) -> Iterator[Result]:
    work = partial(
        do,
        plan=order.plan,
        folder=folder,
        overwrite=order.overwrite or order.resume,
        checksums=order.checksums and bool(folder),
    )
    if order.jobs < 1:  # in this process: for tests and debuggers
        yield from map(work, tasks)
        return
    for result in _engine(tasks, work, order, ordered):
        if isinstance(result, Result):
            yield result
        elif isinstance(result, Lost):
            task: Task = result.item
            lost = Converted(task.item.name, code="CC051", message=result.reason)
            yield Result(lost, QUARANTINED, task.output, place=task.place)


def _engine(
    tasks: Iterator[Task], work: Callable[[Task], Result], order: Order, ordered: bool
) -> Iterator[object]:
    if order.engine != "dask":
        return run(tasks, work, order.jobs, order.limits, ordered=ordered, size=_size)
    from cableconv import batch_dask

    everywhere = (task._replace(item=_absolute(task.item)) for task in tasks)
    results = batch_dask.run(everywhere, work, order.jobs, order.scheduler)
    return _in_order(results) if ordered else results


def _size(task: Task) -> int:
    return len(task.item.data or b"")


def _absolute(item: Item) -> Item:
    """The item for a process that runs in another folder."""
    return item._replace(path=os.path.abspath(item.path)) if item.path else item


def _in_order(results: Iterator[object]) -> Iterator[object]:
    """The results in the order of the input: what a file holds does not depend on the workers."""
    early: dict[int, object] = {}
    due = 0
    for result in results:
        early[result.item.place if isinstance(result, Lost) else result.place] = result  # type: ignore[attr-defined]
        while due in early:
            yield early.pop(due)
            due += 1


def do(task: Task, plan: Plan, folder: str, overwrite: bool, checksums: bool) -> Result:
    """One task, in a worker: converted and, for a folder, written."""
    try:
        result = _do(task, plan, folder, overwrite, checksums)
    except CableconvError as error:
        failed = Converted(task.item.name, code=error.code, message=error.message)
        result = Result(failed, FAILED, task.output)
    except MemoryError:
        failed = Converted(task.item.name, code="CC022", message="there is not enough memory")
        result = Result(failed, FAILED, task.output)
    return result._replace(place=task.place, memory=_MEMORY.now())


def _do(task: Task, plan: Plan, folder: str, overwrite: bool, checksums: bool) -> Result:
    data = load(task.item, plan.max_bytes)
    path = os.path.join(folder, task.output)
    if task.known and task.known == sha256(data).hexdigest() and (not folder or os.path.exists(path)):
        digest = _digest_of(path) if checksums else ""
        return Result(Converted(task.item.name, sha256=task.known), UP_TO_DATE, task.output, digest)
    done = convert_one(task.item, plan, data, task.place)
    if done.code:
        return Result(done, FAILED, task.output)
    if not folder:
        return Result(piece(plan.form, done, plan.to), DONE, task.output)
    if task.item.path and output.is_same_file(task.item.path, path):
        raise output.same_file()
    try:
        _write(path, done.data, overwrite)
    except CableconvError as error:
        return Result(done._replace(data=b"", code=error.code, message=error.message), FAILED, task.output)
    digest = sha256(done.data).hexdigest() if checksums else ""
    return Result(done._replace(data=b""), DONE, task.output, digest)


def _write(path: str, data: bytes, overwrite: bool) -> None:
    """Write a document, and make the folder that it stands in. Raises InputError."""
    folder = os.path.dirname(path)
    if folder not in _MADE:
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise output.unwritable(error) from error
        _MADE.clear()
        _MADE.add(folder)
    output.write_atomically(path, data, overwrite, sync=False)


_LOOK = 0.2  # seconds between looks at the memory
_MADE: set[str] = set()  # the folder that this process made last


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


def _sum(digest: str, name: str) -> str:
    """A line as sha256sum writes it: a name with a line end or a backslash is escaped."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}"


def _write_sums(target: Folder | Volumes, sums: list[str]) -> None:
    """SHA256SUMS in the folder, or beside the file. Raises InputError."""
    path = f"{target.journal.removesuffix('.journal')}.sha256"
    if isinstance(target, Folder):
        path = os.path.join(target.folder, "SHA256SUMS")
    else:
        folder = os.path.dirname(target.path)
        sums = [_sum(_digest_of(os.path.join(folder, name)), name) for name in target.files()]
    lines = "".join(f"{line}\n" for line in sorted(sums, key=lambda line: line.partition("  ")[2]))
    output.write_atomically(path, lines.encode("utf-8", "surrogateescape"))


def _digest_of(path: str) -> str:
    """The hash of a file of any size."""
    from hashlib import file_digest

    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()
