"""The same work on a Dask cluster: shards of tasks; the items of a shard that is lost run by themselves.

Paths of items and the target folder must be those of every machine, as on a shared file system.
"""

from __future__ import annotations

import logging
import time
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import islice
from typing import Any

from cableconv.batch import dask_scheduler
from cableconv.errors import InputError, UsageError
from cableconv.pool.processes import Lost

TOGETHER = 32  # tasks of a shard
_SPAN = 0.25  # seconds after which a worker gives back what it has of a shard
_AHEAD = 4  # shards for each worker that wait with the scheduler, so that nobody waits for us
_BROKEN = (OSError, CancelledError)  # what a client raises whose scheduler has gone
_LOOK = 0.02  # seconds between looks whether a shard is done
_COUNT = 1.0  # the same, whether there are workers
_TELL = 3.0  # seconds without a worker after which that is said
_DESERTED = 300.0  # and after which the run ends; Dask's configuration has the name below for it
PATIENCE = "cableconv.workers-timeout"
_START = "when workers are started (dask worker ADDRESS)"


def _shard(work: Callable[[Any], Any], some: list[Any]) -> list[Any]:
    """The results of the first items: of as many as are done in this time, so that no more is lost with a
    worker."""
    end = time.monotonic() + _SPAN
    found = []
    for item in some:
        found.append(work(item))
        if time.monotonic() >= end:
            break
    return found


def run(
    items: Iterable[Any],
    work: Callable[[Any], Any],
    jobs: int,
    scheduler: str = "",
    more: Callable[[], bool] = lambda: True,
    tell: Callable[[str], None] = lambda said: None,
) -> Iterator[Any]:
    """The results of work, in the order in which they come; Lost for items that kill every worker.

    scheduler: an address such as tcp://host:8786; "" starts a cluster of jobs processes here. more: may
    others be begun, beside those that are? tell is told that workers are waited for.
    Raises UsageError when Dask is not installed, is set to wait for no number of seconds, or no scheduler
    answers at the address, InputError when it goes away, or has had no worker for too long.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError("CC054", "Dask is not installed", "pip install 'cableconv[dask]'") from error
    for name in ("distributed", "distributed.client"):  # what there is to say is said once, and by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    patience = _patience()
    cluster = None
    try:
        if scheduler:
            dask_scheduler.ask(distributed, scheduler)
        else:
            cluster = dask_scheduler.local(distributed, jobs)
        timeout = f"{dask_scheduler.PATIENCE}s"
        client = distributed.Client(scheduler or cluster, timeout=timeout, set_as_default=False)
    except (OSError, ValueError) as error:
        raise dask_scheduler.unreached(scheduler, str(error)) from error
    watch = _Watch(client, tell, patience)
    try:
        running = distributed.as_completed(loop=client.loop)
        yield from _through(client, running, iter(items), work, more, watch)
    except _BROKEN as error:
        raise watch.gone() from error
    finally:
        with suppress(*_BROKEN):  # the scheduler may have gone before
            client.close()
        if cluster is not None:
            cluster.close()


def _patience() -> float:
    """Seconds that a scheduler without workers is waited for. Raises UsageError for what is no number."""
    asked = import_module("dask").config.get(PATIENCE, _DESERTED)
    try:
        return float(asked)
    except (TypeError, ValueError):
        raise UsageError(
            "CC040", f"the setting {PATIENCE} is {asked!r}, no number of seconds", "give a number"
        ) from None


class _Watch:
    """Knows the shards that are under way; waits for one that is done, and for workers no longer than the
    configuration says."""

    def __init__(self, client: Any, tell: Callable[[str], None], patience: float) -> None:
        self.client = client
        self.tell = tell
        self.most = patience
        self.shards: dict[Any, list[Any]] = {}

    def workers(self) -> int:
        """How many there are; of a scheduler that has just gone nothing is known, workers least of all."""
        return len(self.client.scheduler_info(n_workers=-1).get("workers", ()))

    def wait(self, running: Any) -> None:
        """Raises InputError when the scheduler has gone, or no worker has come."""
        began = counted = time.monotonic()
        told = False
        while not running.has_ready():
            if self.client.status != "running":
                raise self.gone()
            now = time.monotonic()
            if now - counted >= _COUNT:
                counted = now
                began = now if self.workers() else began
            if now - began > self.most:
                raise self._ended(f"the scheduler has had no worker for {self.most:g} seconds", _START)
            if now - began > _TELL and not told:
                told = True
                self.tell(f"the scheduler has no worker; waiting for one, up to {self.most:g} seconds")
            time.sleep(_LOOK)

    def gone(self) -> InputError:
        """The end of a run whose scheduler has gone."""
        why = "the connection to the scheduler was lost while documents were converted"
        return self._ended(why, "when the scheduler runs again")

    def _ended(self, why: str, when: str) -> InputError:
        """A worker that is lost has perhaps written documents of its shard, and could not say so."""
        most = sum(map(len, self.shards.values()))
        also = (
            f" (and perhaps some of {most} more, which nobody counts and --resume makes again)"
            if most
            else ""
        )
        return InputError("CC054", why, f"what was done stands{also}; go on with --resume {when}")


def _through(
    client: Any,
    running: Any,
    items: Iterator[Any],
    work: Callable[[Any], Any],
    more: Callable[[], bool],
    watch: _Watch,
) -> Iterator[Any]:
    shards = watch.shards
    suspects: deque[Any] = deque()  # items of shards that were lost: each by itself, when nothing else runs

    def send(some: list[Any], priority: int = 0) -> None:
        future = client.submit(_shard, work, some, pure=False, retries=1, priority=priority)
        shards[future] = some
        running.add(future)

    def top_up() -> None:
        ahead = _AHEAD * max(1, watch.workers())
        while len(shards) < ahead and (more() or not shards) and (some := list(islice(items, TOGETHER))):
            send(some)

    top_up()
    while shards or suspects:
        alone = not shards  # a suspect runs by itself
        if alone:
            send([suspects.popleft()])
        watch.wait(running)
        future = next(running)
        some = shards.pop(future)
        if future.status == "cancelled" or client.status != "running":
            raise watch.gone()
        if future.status == "finished":
            found = future.result()
            if rest := some[len(found) :]:
                send(rest, priority=1)  # what is due next may be among them
            yield from found
        elif not alone:  # its own fault, or it only waited for a worker that another one killed
            suspects.extend(some)
        else:
            yield Lost(some[0], f"every worker that tried it was lost ({type(future.exception()).__name__})")
        future.release()
        if not suspects:  # they come first, so that no result waits long for one that is due before it
            top_up()
