"""The scheduler of a Dask cluster: the one that is asked for, or one of a cluster that is started here.

Law of this file: what answers at an address may be anything, and a cluster that is started here may lose a
process before it is up: both are told in one line.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cableconv.errors import UsageError
from cableconv.pool.start import apart

PATIENCE = 5  # seconds in which a scheduler is connected to
_STARTS = 3  # of a cluster that loses a process while it comes up
# What a stranger's bytes raise in Dask's reader; msgpack has one more.
_STRANGE = (OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, EOFError)


def local(distributed: Any, jobs: int) -> Any:
    """A cluster of so many processes here. Raises UsageError when none comes up."""
    for start in range(1, _STARTS + 1):
        try:
            with apart():
                return distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=":0", silence_logs=50
                )
        except (RuntimeError, OSError) as error:  # the former when a worker ends before it is up
            if start == _STARTS:
                raise UsageError(
                    "CC054",
                    f"no cluster comes up here: {' '.join(str(error).split()) or type(error).__name__}",
                    "give processes more memory, or fewer with -j",
                ) from error
    raise AssertionError("one of the starts returns or raises")


def ask(distributed: Any, address: str) -> None:
    """Raise UsageError when no scheduler answers at the address. A client would wait without end for one that
    says nothing, and for ten seconds more to be closed."""
    import asyncio

    stranger: Any = import_module("msgpack").exceptions.UnpackException

    async def kind() -> object:
        connection = distributed.Security().get_connection_args("client")
        async with distributed.rpc(address, timeout=PATIENCE, connection_args=connection) as other:
            return (await other.identity()).get("type")

    try:
        found = asyncio.run(asyncio.wait_for(kind(), 2 * PATIENCE))
    except (TimeoutError, MemoryError) as error:  # the latter: what another service says, read as a length
        why = f"nothing there has answered as Dask does within {2 * PATIENCE} seconds"
        raise unreached(address, why) from error
    except (*_STRANGE, stranger) as error:
        raise unreached(address, str(error) or type(error).__name__) from error
    if found != "Scheduler":
        raise unreached(address, f"what answers is no scheduler but a {found}")


def unreached(address: str, why: str) -> UsageError:
    where = f"at {address} " if address else ""
    return UsageError(
        "CC054",
        f"the scheduler {where}cannot be reached: {' '.join(why.split())}",
        "give --scheduler the address that dask scheduler prints, such as tcp://host:8786, or leave it out",
    )
