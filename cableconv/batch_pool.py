"""A pool of processes in which a document that kills, hangs or fills its worker costs itself alone.

A worker is told several items at once and says when it begins one and what became of it. When it
dies or is silent for too long, the item that it had begun is tried once more in a worker of its
own, and then given up with the reason; the items that it had not begun go to another worker.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

TOGETHER = 8  # items that a worker is told at once
_QUIET = 0.5  # seconds between looks at the clock


class Limits(NamedTuple):
    """seconds that one item may take (0: any), bytes of address space of a worker (0: any)."""

    seconds: float = 0
    memory: int = 0


ANY = Limits()


class Lost(NamedTuple):
    """An item that took its worker with it, twice, and how."""

    item: Any
    reason: str


class _Worker:
    """A process, the pipe to it, what it has been told, and since when it works at one item."""

    __slots__ = ("begun", "pipe", "process", "since", "told")

    def __init__(self, context: Any, work: Callable[[Any], Any], limits: Limits) -> None:
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, work, limits.memory), daemon=True)
        self.process.start()
        other.close()
        self.told: deque[Any] = deque()
        self.begun = False
        self.since = time.monotonic()

    def tell(self, some: list[Any]) -> None:
        self.told.extend(some)
        self.since = time.monotonic()
        self.pipe.send(some)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(pipe: Connection, work: Callable[[Any], Any], memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if memory:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        while True:
            for item in pipe.recv():
                pipe.send(None)  # begun
                pipe.send((work(item),))
    except (EOFError, OSError):
        return  # the parent is gone


def run(items: Iterable[Any], work: Callable[[Any], Any], jobs: int, limits: Limits = ANY) -> Iterator[Any]:
    """The results of work, in the order in which they come; Lost for items that could not be done."""
    context = multiprocessing.get_context("forkserver" if jobs else None)
    context.set_forkserver_preload(["cableconv.shard"])
    source = iter(items)
    again: deque[Any] = deque()  # items that killed a worker once: each is tried alone
    spare: deque[Any] = deque()  # items that a worker was told and had not begun when it died
    workers: list[_Worker] = [_Worker(context, work, limits) for _ in range(jobs)]
    alone: dict[int, bool] = {}
    try:
        while True:
            for worker in workers:
                if not worker.told:
                    some, by_itself = _next(source, spare, again)
                    if some:
                        alone[id(worker)] = by_itself
                        worker.tell(some)
            busy = [worker for worker in workers if worker.told]
            if not busy:
                return
            for pipe in wait([worker.pipe for worker in busy], timeout=_QUIET):
                worker = next(each for each in busy if each.pipe is pipe)
                try:
                    said = worker.pipe.recv()
                except (EOFError, OSError):
                    yield from _bury(
                        worker, workers, alone, again, spare, "its worker died", context, work, limits
                    )
                    continue
                worker.since = time.monotonic()
                worker.begun = said is None
                if said is not None:
                    worker.told.popleft()
                    yield said[0]
            if limits.seconds:
                now = time.monotonic()
                for worker in [each for each in workers if each.told and now - each.since > limits.seconds]:
                    why = f"it took more than {limits.seconds:g} seconds"
                    yield from _bury(worker, workers, alone, again, spare, why, context, work, limits)
    finally:
        for worker in workers:
            worker.end()


def _next(source: Iterator[Any], spare: deque[Any], again: deque[Any]) -> tuple[list[Any], bool]:
    """What a worker is told next, and whether that is one item by itself."""
    some = [spare.popleft() for _ in range(min(TOGETHER, len(spare)))]
    for item in source if len(some) < TOGETHER else ():
        some.append(item)
        if len(some) == TOGETHER:
            break
    if some:
        return some, False
    return ([again.popleft()], True) if again else ([], False)


def _bury(
    worker: _Worker,
    workers: list[_Worker],
    alone: dict[int, bool],
    again: deque[Any],
    spare: deque[Any],
    why: str,
    context: Any,
    work: Callable[[Any], Any],
    limits: Limits,
) -> Iterator[Lost]:
    """End a worker and put a new one in its place; what it had begun is suspect."""
    worker.end()
    code = worker.process.exitcode
    reason = f"{why} (exit {code})" if "died" in why else why
    if worker.told:
        suspect = worker.told.popleft()
        if alone.get(id(worker)):
            yield Lost(suspect, reason)
        else:
            again.append(suspect)
        spare.extend(worker.told)
    alone.pop(id(worker), None)
    workers[workers.index(worker)] = _Worker(context, work, limits)
