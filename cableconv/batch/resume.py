"""A file of many documents that a run before has begun: gone on with while its results are the same.

Law of this file: the file holds what one run alone would have given, in the order of the input; a document
that stands in it does not go because it cannot be read now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from cableconv.batch.journal import Journal
from cableconv.batch.journal_lines import Entry
from cableconv.batch.report import DONE, UP_TO_DATE, Result
from cableconv.batch.sums import proved_files
from cableconv.batch.task import Task, do
from cableconv.batch.unread import Awaited
from cableconv.batch.volumes import Volumes
from cableconv.batch.work import Order, results_of, tasks_of
from cableconv.sources.item import Item


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

    def keeps(self, result: Result) -> bool:
        """Is this result the failure of a document that comes next, and could not be read? It stays."""
        name = result.done.name
        rest = self.passed < len(self.entries) and result.unread == (name,)
        kept = rest and self.entries[self.passed][:2] == (result.place, name)
        self.passed += kept
        return kept

    def lacks(self, place: int) -> bool:
        """Does what comes next belong to this place, or to one before it?"""
        return self.passed < len(self.entries) and self.entries[self.passed].place <= place

    def part(self) -> tuple[list[Entry], list[Entry]]:
        """Nothing holds any more but the entries that the results have come by: those, the rest."""
        found = self.entries[: self.passed], self.entries[self.passed :]
        self.entries = found[0]
        self.at.clear()
        return found


def _why(failed: Result) -> str:
    return f"{failed.done.name}: {failed.done.code} {failed.done.message}"


class _File:
    """The file, and the tasks by which a result that was up to date can be made again."""

    def __init__(self, order: Order, target: Volumes, journal: Journal) -> None:
        self.target = target
        self.journal = journal
        target.say_whole = journal.finish
        target.waits = order.resume and bool(order.shard)  # until it is known that nothing awaited is unread
        self.awaited = Awaited(target, journal.named, resume=order.resume)
        self.whole: dict[int, tuple[str, ...]] = {}  # what a path that cannot be read has taken with it
        self.unread: dict[str, str] = {}  # and why
        if order.resume and not order.overwrite:
            target.proved = proved_files(target)
        self.before = _Before(target.usable(journal.entries, journal.finished))
        target.doubtful |= journal.dropped
        self.sent: dict[int, Task] = {}  # while there is something to go on with
        self.work = partial(do, plan=order.plan, folder="", overwrite=True)
        journal.keep(len(self.before.entries))

    def tasks(self, items: Iterable[Item], order: Order) -> Iterator[Task]:
        for task in tasks_of(items, order, self.target, self.before.known):
            if self.before.at:
                self.sent[task.place] = task
            if task.item.whole:
                self.whole[task.place] = task.item.lost
            yield task

    def forget(self, last: int) -> None:
        """Nothing asks for the task of this place again."""
        self.sent.pop(last, None)

    def again(self, place: int) -> Result:
        return self.work(self.sent[place]._replace(known=""))

    def stays(self, result: Result) -> bool:
        """Does what stands of this document stay although it cannot be read? Raises InputError when it would
        not."""
        if not result.unread:
            self.awaited.came(result.done.name)
            return False
        kept = self.before.keeps(result)
        if kept:
            self.awaited.came(result.done.name)
        elif self.awaited.exact and (result.place in self.whole or result.unread == (result.done.name,)):
            self.awaited.refuse(result.unread, _why(result))
        else:  # what comes behind a row of a table, or has this name in another folder, may be awaited
            self.unread.update(dict.fromkeys(result.unread, _why(result)))
        return kept

    def put(self, result: Result) -> None:
        if result.outcome == DONE:
            length = self.target.take(result.place, result.done)
            name, digest = result.done.name, result.done.sha256
            self.journal.note(Entry(result.place, name, digest, result.output, length, result.digest))

    def left(self) -> bool:
        """Is there something of the run before that no result has come by?"""
        return self.before.passed < len(self.before.entries)

    def differ(self, place: int) -> None:
        """From this place on the file is written anew."""
        kept, rest = self.before.part()
        self.journal.keep(len(kept))
        self.target.rewind(kept, rest, place)


def into_volumes(items: Iterable[Item], order: Order, target: Volumes, journal: Journal) -> Iterator[Result]:
    """The results in the order of the input, written; what a run before has left is gone on with for as
    long as it is the beginning of what this run gives."""
    file = _File(order, target, journal)
    last = -1
    for result in results_of(file.tasks(items, order), order, "", ordered=True):
        file.forget(last)
        last = result.place
        follows = file.before.follows(result)
        if not follows and result.outcome == UP_TO_DATE:
            result = file.again(last)
        if file.stays(result) or follows:
            target.advance(last)
            yield result
            continue
        target.advance(last)
        if file.before.lacks(last):  # also where the document of this place has failed
            file.differ(last)
        if result.outcome == DONE and (file.left() or target.finished(last)):
            file.differ(last)
        file.put(result)
        yield result._replace(done=result.done._replace(data=b""))
    for unread, why in file.unread.items():
        file.awaited.refuse([unread], why)
    if order.resume:
        file.awaited.refuse(order.bare(), "its folder is empty; remove that if it is gone")
    if file.left():
        file.differ(last)
