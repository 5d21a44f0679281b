"""The same work on a Dask cluster: shards of tasks; the items of a shard that is lost run by themselves.

Paths of items and the target folder must be those of every machine, as on a shared file system.
"""

from __future__ import annotations

import logging
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import islice
from typing import Any

from cableconv.errors import InputError, UsageError
from cableconv.pool import Lost
from cableconv.pool_start import apart

TOGETHER = 32  # tasks of a shard
_PATIENCE = 5  # seconds in which a scheduler is connected to
_AHEAD = 4  # shards for each worker that wait with the scheduler, so that nobody waits for us
_BROKEN = (OSError, CancelledError)  # what a client raises whose scheduler has gone


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
    Raises UsageError when Dask is not installed or no scheduler answers at the address, InputError when it
    goes away.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError("CC054", "Dask is not installed", "pip install 'cableconv[dask]'") from error
    for name in ("distributed", "distributed.client"):  # what there is to say is said once, and by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cluster = None
    try:
        if not scheduler:
            with apart():
                cluster = distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=":0", silence_logs=50
                )
        else:
            _ask(distributed, scheduler)
        client = distributed.Client(scheduler or cluster, timeout=f"{_PATIENCE}s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise _unreached(scheduler, str(error)) from error
    try:
        yield from _through(client, distributed.as_completed(loop=client.loop), iter(items), work, more)
    except _BROKEN as error:
        raise _gone() from error
    finally:
        with suppress(*_BROKEN):  # the scheduler may have gone before
            client.close()
        if cluster is not None:
            cluster.close()


def _ask(distributed: Any, address: str) -> None:
    """Raise UsageError when no scheduler answers at the address. A client would wait without end for one that
    says nothing, and for ten seconds more to be closed."""
    import asyncio

    async def kind() -> object:
        connection = distributed.Security().get_connection_args("client")
        async with distributed.rpc(address, timeout=_PATIENCE, connection_args=connection) as other:
            return (await other.identity()).get("type")

    try:
        found = asyncio.run(asyncio.wait_for(kind(), 2 * _PATIENCE))
    except (TimeoutError, MemoryError) as error:  # the latter: what another service says, read as a length
        why = f"nothing there has answered as Dask does within {2 * _PATIENCE} seconds"
        raise _unreached(address, why) from error
    except Exception as error:  # what a stranger's bytes raise in Dask's reader has no common class
        raise _unreached(address, str(error) or type(error).__name__) from error
    if found != "Scheduler":
        raise _unreached(address, f"what answers is no scheduler but a {found}")


def _unreached(address: str, why: str) -> UsageError:
    where = f"at {address} " if address else ""
    return UsageError(
        "CC054",
        f"the scheduler {where}cannot be reached: {' '.join(why.split())}",
        "give --scheduler the address that dask scheduler prints, such as tcp://host:8786, or leave it out",
    )


def _gone() -> InputError:
    return InputError(
        "CC054",
        "the connection to the scheduler was lost while documents were converted",
        "what was done stands; go on with --resume when the scheduler runs again",
    )


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
        if future.status == "cancelled" or client.status != "running":
            raise _gone()
        if future.status == "finished":
            yield from future.result()
        elif not alone:  # its own fault, or it only waited for a worker that another one killed
            suspects.extend(some)
        else:
            yield Lost(some[0], f"every worker that tried it was lost ({type(future.exception()).__name__})")
        future.release()
        if not suspects:  # they come first, so that no result waits long for one that is due before it
            top_up()
