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

from cableconv import folders
from cableconv.batch.journal import Entry, Journal
from cableconv.batch.own import refuse_meeting, refuse_report, refuse_target
from cableconv.batch.report import DONE, FAILED, QUARANTINED, UP_TO_DATE, Report, Result, Tally
from cableconv.batch.resume import into_volumes
from cableconv.batch.sums import Line, others_in, refuse_list, removable, sum_line, write_sums
from cableconv.batch.targets import Folder, prune, target_of
from cableconv.batch.task import Task
from cableconv.batch.unread import spared, standing_sums
from cableconv.batch.volumes import Volumes
from cableconv.batch.work import Order, results_of, tasks_of
from cableconv.errors import UsageError
from cableconv.sources.item import Item


def convert_all(
    items: Iterable[Item],
    order: Order,
    say: Callable[[Result], None] = lambda result: None,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Convert every item. say is told of every failure, progress after every document.

    Raises UsageError or InputError for a target that cannot be used; nothing for an item.
    """
    if order.report:
        refuse_report(order.report, order.inputs, resume=order.resume, overwrite=order.overwrite)
    target = target_of(
        order.target,
        order.plan,
        order.shard,
        resume=order.resume,
        overwrite=order.overwrite,
        inputs=order.inputs,
    )
    refuse_target(target, order.inputs)
    refuse_meeting(target, order.report)
    if order.checksums and not order.overwrite:
        refuse_list(target, resume=order.resume)
    others = others_in(target) if order.checksums else []
    order = order._replace(plan=order.plan._replace(form=target.form))
    key = sha256(f"{order.plan.key()}|{order.shard}".encode("utf-8", "surrogateescape")).hexdigest()
    keeps = isinstance(target, Folder) and not order.overwrite
    journal = Journal(target.journal, key, resume=order.resume, keeps=keeps)
    tally, whole = Tally(), False
    sums: list[str] = []
    unread: set[str] = set()
    items = _watched(items, tally)
    report: Report | None = None
    try:
        report = Report(order.report, order.plan) if order.report else None
        results = (
            _into_folder(items, order, target, journal)
            if isinstance(target, Folder)
            else into_volumes(items, order, target, journal)
        )
        for result in _counted(results, journal, tally, unread, report, say, progress):
            if order.checksums and isinstance(target, Folder):  # of a file they are not those of documents
                sums.append(sum_line(result.digest, result.output))
        whole = True
    except UsageError:
        if report:
            report.abandon()
        report = None
        raise
    finally:
        _end(order, target, journal, tally, sums, others, unread, whole=whole)
        if report:
            report.close(tally, order.jobs, whole=whole)
    return tally


def _watched(items: Iterable[Item], tally: Tally) -> Iterator[Item]:
    """The items; the tally is told of a path that cannot be read with all that it holds."""
    for item in items:
        tally.torn |= item.whole
        yield item


def _counted(
    results: Iterable[Result],
    journal: Journal,
    tally: Tally,
    unread: set[str],
    report: Report | None,
    say: Callable[[Result], None],
    progress: Callable[[Tally], None],
) -> Iterator[Result]:
    """Count and tell of each result; those that stand in the target. unread: see Result."""
    for result in results:
        tally.count(result)
        unread.update(result.unread)
        if result.outcome in (DONE, UP_TO_DATE):
            journal.written.pop(result.output, None)
        if report:
            report.note(result)
        if result.outcome in (FAILED, QUARANTINED):
            say(result)
        progress(tally)
        if result.outcome in (DONE, UP_TO_DATE):
            yield result


def _end(
    order: Order,
    target: Folder | Volumes,
    journal: Journal,
    tally: Tally,
    sums: list[str],
    others: list[Line],
    unread: set[str],
    *,
    whole: bool,
) -> None:
    """Finish or abandon the target, and let go of its journal. Where nothing was converted and nothing had
    been, nothing stays. What was made of documents that are unread now stays as it is."""
    try:
        if isinstance(target, Volumes):
            target.close(whole=whole)
        elif not whole or tally.outcomes[QUARANTINED]:
            folders.sweep(target.folder)
        proved: dict[str, str] = {}
        if whole and order.prune and isinstance(target, Volumes):
            proved = removable(target, checksums=order.checksums)
        kept = {**spared(journal, unread), **journal.standing} if isinstance(target, Folder) else {}
        if whole and order.checksums:
            kept.pop(folders.SUMS, None)
            sums += [sum_line(*each) for each in standing_sums(order.target, kept)]
            write_sums(target, [*dict.fromkeys(sums)], others, journal)
        if whole:
            journal.whole()
        if whole and tally.documents:
            _look_back(order, target, journal, tally, proved)
    finally:
        if isinstance(target, Folder):
            journal.close(remove=bool(target.made) and not tally.documents)
            target.unmake()
        else:
            journal.close(remove=whole or journal.bare or not (target.kind.appends or order.shard))


def _look_back(
    order: Order, target: Folder | Volumes, journal: Journal, tally: Tally, proved: dict[str, str]
) -> None:
    """What runs before have left: told, or removed where that is asked for. proved: shards, and the hashes
    that their checksums have."""
    if isinstance(target, Volumes):
        tally.left = target.left(journal.written, checksums=order.checksums)
    else:
        tally.left, proved = target.left(journal.written), journal.written
    if order.prune and not tally.torn:  # else what seems gone may only be named otherwise
        gone = prune(target, tally.left, proved)
        for name in gone:
            journal.gone(name)
        tally.left = sorted({*tally.left} - {*gone})
        tally.pruned = len(gone)


def _into_folder(items: Iterable[Item], order: Order, target: Folder, journal: Journal) -> Iterator[Result]:
    """The results, as they come; the workers have written."""
    if order.resume:
        folders.sweep(target.folder)
    known = {entry.name: entry for entry in journal.entries} if order.resume else {}
    journal.entries.clear()
    journal.named.clear()
    tasks = tasks_of(items, order, target, lambda place, name: known.get(name))
    if order.plan.to == "text":
        tasks = _begun(tasks, journal)
    for result in results_of(tasks, order, os.path.abspath(target.folder), ordered=False):
        if result.outcome == DONE:
            made = result.done.name, result.done.sha256, result.output
            journal.note(Entry(result.place, *made, digest=result.digest))
        yield result


def _begun(tasks: Iterator[Task], journal: Journal) -> Iterator[Task]:
    """The tasks; the journal has the name of each output before it is written."""
    for task in tasks:
        if not task.known:
            journal.begin(task.output)
        yield task
