"""The same work on a Dask cluster: shards of tasks; the items of a shard that is lost run by themselves.

Paths of items and the target folder must be those of every machine, as on a shared file system.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from cableconv.errors import UsageError
from cableconv.pool import Lost
from cableconv.pool_start import apart

TOGETHER = 32  # tasks of a shard
_AHEAD = 4  # shards for each worker that wait with the scheduler, so that nobody waits for us


def _shard(work: Callable[[Any], Any], some: list[Any]) -> list[Any]:
    return [work(item) for item in some]


def run(
    items: Iterable[Any],
    work: Callable[[Any], Any],
    jobs: int,
    scheduler: str = "",
    more: Callable[[], bool] = lambda: True,
) -> Iterator[Any]:
    """The results of work, in the order in which they come; Lost for items that kill every worker.

    scheduler: an address such as tcp://host:8786; "" starts a cluster of jobs processes here. more: may
    others be begun, beside those that are?
    Raises UsageError when Dask is not installed or the scheduler cannot be reached.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError("CC054", "Dask is not installed", "pip install 'cableconv[dask]'") from error
    cluster = None
    try:
        if not scheduler:
            with apart():
                cluster = distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=":0", silence_logs=50
                )
        client = distributed.Client(scheduler or cluster, timeout="5s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError("CC054", f"the scheduler cannot be reached: {error}", "check --scheduler") from error
    try:
        yield from _through(client, distributed.as_completed(loop=client.loop), iter(items), work, more)
    finally:
        client.close()
        if cluster is not None:
            cluster.close()


def _through(
    client: Any, running: Any, items: Iterator[Any], work: Callable[[Any], Any], more: Callable[[], bool]
) -> Iterator[Any]:
    shards: dict[Any, list[Any]] = {}
    suspects: deque[Any] = deque()  # items of shards that were lost: each by itself, when nothing else runs

    def send(some: list[Any]) -> None:
        future = client.submit(_shard, work, some, pure=False, retries=1)
        shards[future] = some
        running.add(future)

    def top_up() -> None:
        ahead = _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        while len(shards) < ahead and (more() or not shards) and (some := list(islice(items, TOGETHER))):
            send(some)

    top_up()
    while shards or suspects:
        alone = not shards  # a suspect runs by itself
        if alone:
            send([suspects.popleft()])
        future = next(running)
        some = shards.pop(future)
        if future.status == "finished":
            yield from future.result()
        elif not alone:  # its own fault, or it only waited for a worker that another one killed
            suspects.extend(some)
        else:
            yield Lost(some[0], f"every worker that tried it was lost ({type(future.exception()).__name__})")
        future.release()
        if not suspects:  # they come first, so that no result waits long for one that is due before it
            top_up()
