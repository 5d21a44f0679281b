"""A pool of processes in which an item that kills, hangs or fills its worker costs itself alone.

A worker is told several items at once and answers one by one, in their order: the first item that
is not answered is the one at which it works. When it dies or is silent for too long, that item is
tried once more by itself in a new worker, and then given up with the reason; the items behind it
go to another worker.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, cast

from cableconv.errors import InternalError, UsageError
from cableconv.pool import start
from cableconv.pool.worker import ANY, USUAL, Limits, Numbered, Worker, end

MOST = 64  # items that a worker is told at once
_FIRST = 4  # the same, before it is known how long an item takes
_SECONDS = 0.2  # of work for a worker at once
_BYTES = 4_000_000  # that a worker is sent at once
_AHEAD = 512  # items, for each worker, that may be done before one that is due
_WAITING = 32_000_000  # bytes of results, for each worker, that wait for one that is due
_STILLBORN = 5  # workers that may fail to come up, one after the other
_COMES_UP = 120.0  # seconds in which a worker that is started says so
_PAUSE = 0.1  # seconds before a worker is started once more
_ANY_PLACE = 2**62
_QUIET = 0.5  # seconds between looks at the clock
_STOPPED = 10.0  # seconds without a look: it was not the workers that we waited for


class Lost(NamedTuple):
    """An item that took its worker with it, twice, and how."""

    item: Any
    reason: str


class _Pool:
    """The workers, and the items that nobody has been told."""

    def __init__(
        self,
        items: Iterable[Any],
        work: Callable[[Any], Any],
        jobs: int,
        limits: Limits,
        size: Callable[[Any], int],
        extent: Callable[[Any], int],
    ) -> None:
        self.context = start.context()
        self.work = work
        self.size = size
        self.extent = extent
        self.limits = limits
        self.source = iter(enumerate(items))
        self.drawn = 0
        self.ready: list[Numbered] = []  # drawn already, so that nobody waits for us
        self.spare: deque[Numbered] = deque()  # told to a worker that died before it came to them
        self.again: deque[Numbered] = deque()  # that killed a worker once
        self.took = 0.0  # seconds of work answered, and how many answers
        self.answers = 0
        self.stillborn = 0  # workers in a row that died before they could begin
        self.looked = time.monotonic()
        self.workers = [self._new() for _ in range(jobs)]

    def _new(self) -> Worker:
        """A worker. Where the server that forks it has died, the next try starts another one."""
        while True:
            try:
                return Worker(self.context, self.work, self.limits)
            except (EOFError, OSError) as error:
                self._count_stillborn(f"it cannot be started ({error})")
                time.sleep(_PAUSE * self.stillborn)  # one just killed counts as alive for a moment

    def together(self) -> int:
        """How many items a worker is told at once: as many as it does in a moment."""
        if not self.answers:
            return _FIRST
        return max(1, min(MOST, int(_SECONDS * self.answers / max(self.took, 1e-6))))

    def draw(self, last: int) -> None:
        """Have the next items ready, none of a place after last."""
        room = 0 if self.ready else min(self.together(), last - self.drawn + 1)
        size = 0
        while room > 0 and size < _BYTES and (found := next(self.source, None)) is not None:
            self.ready.append(Numbered(*found))
            self.drawn += 1
            room -= 1
            size += self.size(found[1])

    def give(self, worker: Worker, last: int) -> None:
        """Tell an idle worker what it does next, if there is anything."""
        if self.again:
            worker.tell([self.again.popleft()], alone=True)
        elif self.spare:
            worker.tell([self.spare.popleft() for _ in range(min(MOST, len(self.spare)))], alone=False)
        else:
            self.draw(last)
            if self.ready:
                some, self.ready = self.ready, []
                worker.tell(some, alone=False)

    def listen(self, worker: Worker) -> tuple[int, Any] | None:
        """What a worker has to say, or what its death means: the place and result of an item, or nothing."""
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            return self.bury(worker, "its worker died")
        now = time.monotonic()
        if not worker.up:
            if said >= self.limits.memory > 0:
                raise UsageError(
                    "CC040",
                    f"a process takes {said // 1_000_000} MB of address space before its first document",
                    "give --max-memory more than that, such as 500",
                )
            worker.up, worker.since = True, now
            self.stillborn = 0
            return None
        (result,) = said
        self.took += now - worker.since
        self.answers += 1
        worker.since = now
        return worker.told.popleft().place, result

    def bury(self, worker: Worker, why: str) -> tuple[int, Lost] | None:
        """End a worker and put a new one in its place; what is lost for good with it."""
        worker.end()
        code = worker.process.exitcode  # None where nobody says that it has ended
        reason = f"{why} (exit {code})" if "died" in why and code is not None else why
        self.workers[self.workers.index(worker)] = self._new()
        if not worker.up:
            self._count_stillborn(reason)
            (self.again if worker.alone else self.spare).extend(worker.told)
            return None
        suspect = worker.told.popleft()
        self.spare.extend(worker.told)
        if worker.alone:
            return suspect.place, Lost(suspect.item, reason)
        self.again.append(suspect)
        return None

    def _count_stillborn(self, reason: str) -> None:
        """A worker that died before it could begin: no item's fault."""
        self.stillborn += 1
        if self.stillborn > _STILLBORN:
            raise InternalError(
                "CC055",
                f"no worker process comes up: {reason}",
                "give processes more memory; in Python, guard the call with if __name__ == '__main__'",
            )

    def results(self, last: int) -> list[tuple[int, Any]]:
        """What the workers have to say now, or in a moment; who died or is late is replaced."""
        busy = {worker.pipe: worker for worker in self.workers if worker.told}
        pipes = list(busy)
        heard = wait(pipes, timeout=0)
        if not heard:
            self.draw(last)  # while they work
            heard = wait(pipes, timeout=_QUIET)
        said: list[tuple[int, Any] | None] = []
        for pipe in heard:
            worker = busy[cast(Connection, pipe)]
            said.append(self.listen(worker))
        self._excuse()
        late = [(each, self._late(each)) for each in self.workers] if self.limits.seconds else []
        said += [self.bury(each, f"it took more than {most:g} seconds") for each, most in late if most]
        return [each for each in said if each]

    def _excuse(self) -> None:
        """What kept us from looking may have kept the workers: a terminal's Ctrl-Z, a machine that slept."""
        now = time.monotonic()
        if now - self.looked > _STOPPED:
            for worker in self.workers:
                worker.since += now - self.looked
        self.looked = now

    def _late(self, worker: Worker) -> float:
        """How many seconds a worker had for its item, or to come up, if it is silent for longer; else 0."""
        since = time.monotonic() - worker.since
        if since <= self.limits.seconds or not worker.told or worker.pipe.poll():
            return 0
        most = self.limits.seconds
        if not worker.up:
            most = max(most, _COMES_UP)
        elif self.limits.for_byte:
            most = round(most + self.limits.for_byte * self.extent(worker.told[0].item))
        return most if since > most else 0


def run(
    items: Iterable[Any],
    work: Callable[[Any], Any],
    jobs: int,
    limits: Limits = ANY,
    *,
    ordered: bool = False,
    size: Callable[[Any], int] = lambda item: 0,
    weight: Callable[[Any], int] = lambda result: 0,
    extent: Callable[[Any], int] = lambda item: 0,
) -> Iterator[Any]:
    """The results of work; Lost in the place of an item that could not be done.

    They come as they are made, or ordered as the items: then memory holds the results that wait for one
    that is due, no more than _AHEAD or _WAITING bytes for each worker and what the workers have been told.
    size: bytes that travel to a worker with an item; weight: those of a result; extent: those that an item
    has, wherever they stand.
    """
    pool = _Pool(items, work, jobs, limits, size, extent)
    early: dict[int, Any] = {}
    due = waiting = 0
    try:
        while True:
            last = due + _AHEAD * jobs if ordered else _ANY_PLACE
            if waiting > _WAITING * jobs:
                last = pool.drawn - 1
            for worker in pool.workers:
                if not worker.told:
                    pool.give(worker, last)
            if not any(worker.told for worker in pool.workers):
                return
            for place, result in pool.results(last):
                if ordered:
                    early[place] = result
                    waiting += weight(result)
                else:
                    yield result
            while due in early:
                result = early.pop(due)
                waiting -= weight(result)
                yield result
                due += 1
    finally:
        end(pool.workers)


def each(
    items: Iterable[Any],
    work: Callable[[Any], Any],
    jobs: int,
    limits: Limits = ANY,
    *,
    size: Callable[[Any], int] = lambda item: 0,
    extent: Callable[[Any], int] = lambda item: 0,
) -> Iterator[Any]:
    """As run, ordered; with one job and no limits but the usual in this process, which starts faster and
    shares their fate."""
    if jobs < 2 and limits in (ANY, USUAL):
        return map(work, items)
    return run(items, work, max(jobs, 1), limits, ordered=True, size=size, extent=extent)
