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
from cableconv.batch.journal import Journal
from cableconv.batch.journal_lines import Entry
from cableconv.batch.own import refuse_meeting, refuse_report, refuse_target
from cableconv.batch.report import DONE, FAILED, QUARANTINED, UP_TO_DATE, Report, Result, Tally, counted
from cableconv.batch.resume import into_volumes
from cableconv.batch.sums import others_in, refuse_list, removable, sum_line, write_sums
from cableconv.batch.targets import Folder, prune, target_of
from cableconv.batch.task import Task
from cableconv.batch.unread import made_of, spared, standing_sums
from cableconv.batch.volumes import Volumes
from cableconv.batch.work import Order, results_of, tasks_of
from cableconv.errors import UsageError
from cableconv.sources.item import Item
from cableconv.sources.names import spelled


def convert_all(
    items: Iterable[Item],
    order: Order,
    say: Callable[[Result], None] = lambda result: None,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Convert every item. say is told of every failure, progress after every document.

    Raises UsageError or InputError for a target that cannot be used; nothing for an item.
    """
    target = _target(order)
    run = _Run(order._replace(plan=order.plan._replace(form=target.form)), target)
    try:
        run.report = Report(order.report, order.plan) if order.report else None
        for result in run.results(items):
            run.count(result)
            if result.outcome in (FAILED, QUARANTINED):
                say(result)
            progress(run.tally)
        run.whole = True
    except UsageError:
        if run.report:
            run.report.abandon()
        run.report = None
        raise
    finally:
        run.end()
    return run.tally


def _target(order: Order) -> Folder | Volumes:
    """Where the order's outputs go. Raises UsageError or InputError when they, or the report, would replace
    what they may not."""
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
    return target


class _Run:
    """One run over a target: what is known of it while it goes on, and what its end owes."""

    def __init__(self, order: Order, target: Folder | Volumes) -> None:
        self.order = order
        self.target = target
        self.others = others_in(target) if order.checksums else []  # lines of a list that are not ours
        key = sha256(f"{order.plan.key()}|{order.shard}".encode("utf-8", "surrogateescape")).hexdigest()
        keeps = isinstance(target, Folder) and not order.overwrite
        self.journal = Journal(
            target.journal, key, resume=order.resume, keeps=keeps, names=target.may_be_called
        )
        if strange := self.journal.strange:
            order.tell(
                f"CC064 {strange} lines of the journal {target.journal} are damaged, or name no output"
                " of it; they are left out, and what they stood for is made again or stays"
            )
        self.report: Report | None = None
        self.tally = Tally()
        self.sums: list[str] = []
        self.unread: set[str] = set()  # see Result
        self.whole = False  # did it come to its end?

    def results(self, items: Iterable[Item]) -> Iterator[Result]:
        """The results, as they come; their outputs stand, or are known not to."""
        watched = _watched(items, self.tally)
        if isinstance(self.target, Folder):
            return _into_folder(watched, self.order, self.target, self.journal)
        return into_volumes(watched, self.order, self.target, self.journal)

    def count(self, result: Result) -> None:
        """Note one result wherever it is kept."""
        self.tally.count(result)
        self.unread.update(result.unread)
        if self.report:
            self.report.note(result)
        if result.outcome in (DONE, UP_TO_DATE):
            self.journal.written.pop(result.output, None)
            if self.order.checksums and isinstance(self.target, Folder):  # a file's are not of documents
                self.sums.append(sum_line(result.digest, result.output))

    def end(self) -> None:
        """Finish or abandon the target, let go of its journal, close the report. Where nothing was converted
        and nothing had been, nothing stays."""
        try:
            self._finish()
        except BaseException:
            self.whole = False
            raise
        finally:
            if isinstance(self.target, Folder):
                self.journal.close(remove=bool(self.target.made) and not self.tally.documents)
                self.target.unmake()
            else:
                self.journal.close(remove=self.journal.bare)
            self.tally.passed_over = dict(self.order.passed)
            if self.report:
                self.report.close(self.tally, self.order.jobs, whole=self.whole)

    def _finish(self) -> None:
        """What was made of documents that are unread now stays as it is."""
        order, target, journal = self.order, self.target, self.journal
        proved: dict[str, str] = {}  # shards of runs before, and the hashes that they had then
        if isinstance(target, Volumes):
            target.close(whole=self.whole)
            if self.whole:
                proved = removable(target, journal, checksums=order.checksums)
        else:  # a worker that was killed may have left a file, also where another has done its document
            folders.sweep(target.folder)
        kept = {**spared(journal, self.unread), **journal.standing} if isinstance(target, Folder) else {}
        if not self.whole:
            return
        if order.checksums:
            kept.pop(folders.SUMS, None)
            self.sums += [sum_line(*each) for each in standing_sums(order.target, kept)]
            write_sums(target, [*dict.fromkeys(self.sums)], self.others, journal)
        journal.whole()
        if self.tally.documents:
            self._look_back(proved)

    def _look_back(self, proved: dict[str, str]) -> None:
        """What runs before have left: told, or removed where that is asked for."""
        target, journal, tally = self.target, self.journal, self.tally
        if isinstance(target, Volumes):
            tally.left = target.left(journal.written, checksums=self.order.checksums)
        else:
            tally.left, proved = target.left(journal.written), journal.written
        if self.order.prune and not tally.torn:  # else what seems gone may only be named otherwise
            kept = self._kept_by_folders() if isinstance(target, Folder) else set()
            gone = prune(target, [name for name in tally.left if name not in kept], proved)
            for name in gone:
                journal.gone(name)
            tally.left = sorted({*tally.left} - {*gone})
            tally.pruned = len(gone)

    def _kept_by_folders(self) -> set[str]:
        """What is left of documents of folders that are empty now, where a disk may be mounted at other
        times."""
        kept = made_of(self.order.bare(), self.tally.left) if self.tally.left else []
        self.tally.bare = sorted({name.rpartition("/")[0] or os.curdir for name in kept})
        return {*kept}


def _watched(items: Iterable[Item], tally: Tally) -> Iterator[Item]:
    """The items; the tally is told of a path that cannot be read with all that it holds."""
    for item in items:
        tally.torn |= item.whole
        yield item


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
    files: dict[int, str] = {}  # of the documents that are on their way
    others: dict[int, str] = {}  # those that their outputs were made from by a run before
    tasks = _filed(tasks, files, others)
    replaced: list[str] = []
    for result in results_of(tasks, order, os.path.abspath(target.folder), ordered=False):
        path, other = files.pop(result.place, ""), others.pop(result.place, "")
        if result.outcome == DONE:
            made = result.done.name, result.done.sha256, result.output
            journal.note(Entry(result.place, *made, digest=result.digest, path=path))
            if other:
                replaced.append(f"{result.output}, which was made from {spelled(other)}")
        yield result
    if replaced:
        before = counted(len(replaced), "output")
        order.tell(
            f"CC057 {before} of runs before, made from other files of those names,"
            f" now replaced ({replaced[0]}): list paths with --files-from, or name a folder above both"
        )


def _filed(tasks: Iterator[Task], files: dict[int, str], others: dict[int, str]) -> Iterator[Task]:
    """The tasks; what each file is, and which its output was made from before, where that was another."""
    for task in tasks:
        files[task.place] = task.item.file()
        if task.other:
            others[task.place] = task.other
        yield task


def _begun(tasks: Iterator[Task], journal: Journal) -> Iterator[Task]:
    """The tasks; the journal has the name of each output before it is written."""
    for task in tasks:
        if not task.known:
            journal.begin(task.output)
        yield task
