"""The work of a batch: tasks of its items, and their results from processes or from a Dask cluster.

Law of this file: what the batch itself writes is no input of it; a task that is lost has a result too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from cableconv.batch.journal_lines import Entry
from cableconv.batch.own import is_output, is_report
from cableconv.batch.report import QUARANTINED, Result
from cableconv.batch.targets import Folder
from cableconv.batch.task import Task, do
from cableconv.batch.volumes import Volumes
from cableconv.errors import UsageError
from cableconv.pool.processes import Lost, run
from cableconv.pool.worker import Limits
from cableconv.shard import Converted, Plan
from cableconv.sources.item import Item

_WAITING = 1024  # results of a cluster, for each worker, that wait for one that is due


class Order(NamedTuple):
    """What a batch is asked to do. jobs: processes; shard: documents a folder or file, 0 for none."""

    plan: Plan
    target: str
    jobs: int = 1
    limits: Limits = Limits()
    resume: bool = False
    prune: bool = False  # remove outputs of runs before that belong to no document of this one
    overwrite: bool = True
    shard: int = 0
    checksums: bool = False
    report: str = ""
    engine: str = "processes"  # or "dask"
    scheduler: str = ""
    inputs: tuple[str, ...] = ()  # paths that no output may replace
    tell: Callable[[str], None] = lambda said: None  # is told what a run waits for
    passed: Mapping[str, int] = {}  # pages of web archives that are no texts, by type, so far
    bare: Callable[[], Iterable[str]] = tuple  # beginnings of names, of folders of the input that are empty


def tasks_of(
    items: Iterable[Item],
    order: Order,
    target: Folder | Volumes,
    known: Callable[[int, str], Entry | None],
) -> Iterator[Task]:
    """The items as tasks, each with the hashes of its output and of its source then, where known. Raises
    UsageError for an item that an output or the report would replace."""
    report = os.path.realpath(order.report) if order.report else ""
    outside = (item for item in items if not _is_own(item.path or item.inside, target, report))
    for place, item in enumerate(outside):
        name = target.name(place, item.name)
        if report and isinstance(target, Folder) and os.path.join(target.root, name) == report:
            raise UsageError(
                "CC030", f"the report is the output of {item.name}", "choose another name for it"
            )
        entry = known(place, item.name)
        if entry is not None and entry.output == name:
            path = item.file()
            other = entry.path if path and entry.path != path else ""
            yield Task(place, item, name, entry.sha256, entry.digest, other)
        else:
            yield Task(place, item, name)


def _is_own(path: str, target: Folder | Volumes, report: str) -> bool:
    """Is this file one that the batch itself writes? Such a file in a folder is no input. Raises UsageError
    when it is one by a link only, and nothing that a batch has written."""
    if not path:
        return False
    linked = os.path.islink(path)
    if linked and os.path.isdir(path):
        return False  # it is told, and not read
    path = os.path.realpath(path) if linked or report else path
    found = target.owns(path)
    if (linked and found and not is_output(path, target)) or (path == report and not is_report(path)):
        raise UsageError("CC030", f"{path} is an input, and would be replaced", "choose another output")
    return found or path == report


def results_of(tasks: Iterator[Task], order: Order, folder: str, *, ordered: bool) -> Iterator[Result]:
    """The results of the tasks, in their order or as they come."""
    work = partial(
        do,
        plan=order.plan,
        folder=folder,
        overwrite=order.overwrite,
        resume=order.resume,
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
            yield Result(lost, QUARANTINED, task.output, place=task.place, unread=(task.item.name,))


def _engine(
    tasks: Iterator[Task], work: Callable[[Task], Result], order: Order, ordered: bool
) -> Iterator[object]:
    if order.engine != "dask":
        return run(
            tasks,
            work,
            order.jobs,
            order.limits,
            ordered=ordered,
            size=_size,
            weight=_weight,
            extent=lambda task: task.item.extent(),
        )
    from cableconv.batch import dask

    everywhere = (task._replace(item=_absolute(task.item)) for task in tasks)
    early: dict[int, object] = {}
    results = dask.run(
        everywhere, work, order.jobs, order.scheduler, lambda: len(early) < _WAITING * order.jobs, order.tell
    )
    return _in_order(results, early) if ordered else results


def _size(task: Task) -> int:
    return len(task.item.data or b"")


def _weight(result: object) -> int:
    return len(result.done.data) if isinstance(result, Result) else 0


def _absolute(item: Item) -> Item:
    """The item for a process that runs in another folder."""
    return item._replace(path=os.path.abspath(item.path)) if item.path else item


def _in_order(results: Iterator[object], early: dict[int, object]) -> Iterator[object]:
    """The results in the order of the input: what a file holds does not depend on the workers. early: where
    those wait for which it is too early."""
    due = 0
    for result in results:
        early[result.item.place if isinstance(result, Lost) else result.place] = result  # type: ignore[attr-defined]
        while due in early:
            yield early.pop(due)
            due += 1
