"""A file of many documents that a run before has begun: gone on with while its results are the same.

Law of this file: the file holds what one run alone would have given, in the order of the input.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from cableconv.batch_journal import Entry, Journal
from cableconv.batch_report import DONE, UP_TO_DATE, Result
from cableconv.batch_targets import Volumes
from cableconv.batch_task import Task, do
from cableconv.batch_work import Order, results_of, tasks_of
from cableconv.sources_item import Item


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

    def lacks(self, place: int) -> bool:
        """Does what comes next belong to this place, or to one before it?"""
        return self.passed < len(self.entries) and self.entries[self.passed].place <= place

    def part(self, start: int) -> tuple[list[Entry], list[Entry], list[Entry]]:
        """Nothing holds any more but the first entries: those, those passed behind them, the rest."""
        found = self.entries[:start], self.entries[start : self.passed], self.entries[self.passed :]
        self.entries, self.passed = found[0], start
        self.at.clear()
        return found


class _File:
    """The file, and the tasks by which a result that was up to date can be made again."""

    def __init__(self, order: Order, target: Volumes, journal: Journal) -> None:
        self.target = target
        self.journal = journal
        target.say_whole = journal.finish
        self.before = _Before(target.usable(journal.entries, journal.finished))
        self.sent: dict[int, Task] = {}  # while there is something to go on with
        self.work = partial(do, plan=order.plan, folder="", overwrite=True)
        journal.keep(len(self.before.entries))

    def tasks(self, items: Iterable[Item], order: Order) -> Iterator[Task]:
        for task in tasks_of(items, order, self.target, self.before.known):
            if self.before.at:
                self.sent[task.place] = task
            yield task

    def forget(self, place: int) -> None:
        """The tasks before this place, whose volume is behind us."""
        for each in [each for each in self.sent if each < place]:
            del self.sent[each]

    def again(self, place: int) -> Result:
        return self.work(self.sent[place]._replace(known=""))

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
        name = self.target.name(place)
        start, entries = self.before.passed, self.before.entries
        if not self.target.kind.appends:
            start = next((at for at, each in enumerate(entries) if each.output == name), start)
        kept, passed, rest = self.before.part(start)
        self.journal.keep(len(kept))
        self.target.rewind(kept, [*passed, *rest], place)
        for entry in passed:
            self.put(self.again(entry.place))


def into_volumes(items: Iterable[Item], order: Order, target: Volumes, journal: Journal) -> Iterator[Result]:
    """The results in the order of the input, written; what a run before has left is gone on with for as
    long as it is the beginning of what this run gives."""
    file = _File(order, target, journal)
    last = 0
    for result in results_of(file.tasks(items, order), order, "", ordered=True):
        if target.name(result.place) != target.name(last):
            file.forget(result.place)
        last = result.place
        target.advance(last)
        if file.before.follows(result):
            yield result
            continue
        if file.before.lacks(last):  # also where the document of this place has failed
            file.differ(last)
        result = file.again(last) if result.outcome == UP_TO_DATE else result
        if result.outcome == DONE and (file.left() or target.finished(last)):
            file.differ(last)
        file.put(result)
        yield result._replace(done=result.done._replace(data=b""))
    if file.left():
        file.differ(last)
