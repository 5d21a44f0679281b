"""A collection, converted: resumable, a report of every document, nobody's failure another's.

The main process reads names and the bytes of archives and tables, hands them to workers, and keeps
journal and report. A worker converts and, for a folder, writes the document itself: it takes its name
when it is whole, and stands in the journal after that. What a killed run has not journalled is done
again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from cableconv.batch_journal import Entry, Journal
from cableconv.batch_report import DONE, FAILED, QUARANTINED, Report, Result, Tally
from cableconv.batch_resume import into_volumes
from cableconv.batch_sums import sum_line, write_sums
from cableconv.batch_targets import Folder, Volumes, target_of
from cableconv.batch_work import Order, results_of, tasks_of
from cableconv.sources_item import Item


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
            else into_volumes(items, order, target, journal)
        )
        sums = _counted(results, tally, report, say, progress)
        whole = True
    finally:
        _end(target, journal, tally, whole=whole)
        if report:
            report.close(tally, order.jobs, whole=whole)
    if order.checksums:
        write_sums(target, sums)
    return tally


def _counted(
    results: Iterable[Result],
    tally: Tally,
    report: Report | None,
    say: Callable[[Result], None],
    progress: Callable[[Tally], None],
) -> list[str]:
    """Count and tell of each result; the lines of SHA256SUMS for those that were hashed."""
    sums: list[str] = []
    for result in results:
        tally.count(result)
        if result.digest:
            sums.append(sum_line(result.digest, result.output))
        if report:
            report.note(result)
        if result.outcome in (FAILED, QUARANTINED):
            say(result)
        progress(tally)
    return sums


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
    tasks = tasks_of(items, order, target, lambda place, name: known.get(name))
    for result in results_of(tasks, order, os.path.abspath(target.folder), ordered=False):
        if result.outcome == DONE:
            journal.note(Entry(result.place, result.done.name, result.done.sha256, result.output))
        yield result
