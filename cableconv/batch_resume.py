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

    def part(self, start: int) -> tuple[list[Entry], list[Entry], list[Entry]]:
        """Nothing holds any more but the first entries: those, those passed behind them, the rest."""
        found = self.entries[:start], self.entries[start : self.passed], self.entries[self.passed :]
        self.entries, self.passed = found[0], start
        self.at.clear()
        return found


def into_volumes(items: Iterable[Item], order: Order, target: Volumes, journal: Journal) -> Iterator[Result]:
    """The results in the order of the input, written; what a run before has left is gone on with for as
    long as it is the beginning of what this run gives."""
    before = _Before(target.usable(journal.entries))
    journal.keep(len(before.entries))
    sent: dict[int, Task] = {}  # while there is something to go on with
    work = partial(do, plan=order.plan, folder="", overwrite=True, checksums=False)

    def tasks() -> Iterator[Task]:
        for task in tasks_of(items, order, target, before.known):
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
    for result in results_of(tasks(), order, "", ordered=True):
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
