"""A process of the pool: the pipe to it, what it has been told, and what one item may cost.

Law of this file: a worker answers the items that it was told one by one, in their order; it ends with its
parent.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from cableconv.pool import start

_PATIENCE = 5.0  # seconds in which processes that are killed have ended


class Limits(NamedTuple):
    """seconds that one item may take (0: any), and how many more for each byte of it; bytes of address space
    of a worker (0: any)."""

    seconds: float = 0
    memory: int = 0
    for_byte: float = 0


ANY = Limits()
# Where nobody says: many times what any document takes, so that what is ended hangs. Conversions take 1 s a
# megabyte, and time is linear (benchmarks/README.md).
USUAL = Limits(seconds=120, for_byte=20 / 1_000_000)


def limits_of(timeout: float, max_memory: int) -> Limits:
    """The limits that are asked for, in seconds and MB; 0 is the usual."""
    given = Limits(timeout) if timeout else USUAL
    return given._replace(memory=max_memory * 1_000_000)


class Numbered(NamedTuple):
    """An item and its place in the order."""

    place: int
    item: Any


class Worker:
    """A process, the pipe to it, what it has been told and not answered, and since when."""

    __slots__ = ("alone", "pipe", "process", "since", "told", "up")

    def __init__(self, context: Any, work: Callable[[Any], Any], limits: Limits) -> None:
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, work, limits.memory), daemon=True)
        with start.apart():
            self.process.start()
        other.close()
        self.told: deque[Numbered] = deque()
        self.up = False  # has it said that it is there?
        self.alone = False
        self.since = 0.0

    def tell(self, some: list[Numbered], *, alone: bool) -> None:
        self.told.extend(some)
        self.alone = alone
        self.since = time.monotonic()
        with suppress(OSError):  # it is dead, as the next look at its pipe will show
            self.pipe.send([each.item for each in some])

    def end(self) -> None:
        end([self])


def end(workers: Sequence[Worker]) -> None:
    """End these processes. It is the server that says that they have ended; where it says nothing, they are
    not waited for any longer."""
    for worker in workers:
        worker.process.kill()
    last = time.monotonic() + _PATIENCE
    for worker in workers:
        worker.process.join(max(0.0, last - time.monotonic()))
        worker.pipe.close()


def _serve(pipe: Connection, work: Callable[[Any], Any], memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    size = _address_space() if memory else 0
    if size < memory:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        pipe.send(size)
        while True:
            for item in pipe.recv():
                pipe.send((work(item),))
    except (EOFError, OSError):
        return  # the parent is gone


def _address_space() -> int:
    """Bytes of address space of this process, 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
