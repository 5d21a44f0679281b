"""How processes are started: forked from a server that has loaded what all need.

Law of this file: an interpreter that is started here takes no module from the current folder, which may be
one of files that were scraped.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_SAFE = "PYTHONSAFEPATH"
_HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def context() -> Any:
    """The context of multiprocessing in which workers are made."""
    methods = multiprocessing.get_all_start_methods()
    found: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    found.set_forkserver_preload(["cableconv.batch.warm"])
    return found


def start_ahead() -> None:
    """Start the server, which loads while this process does other things."""
    if context().get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        with apart():
            ensure_running()


@contextmanager
def apart() -> Iterator[None]:
    """Interpreters that are started inside begin without the current folder, unless we are from there; and
    deaf to an interrupt from the keyboard, which is for the command: it ends them."""
    safe = _SAFE in os.environ or _is_here()
    if not safe:
        os.environ[_SAFE] = "1"
    try:
        with _deaf():
            yield
    finally:
        if not safe:
            del os.environ[_SAFE]


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started inside inherits that interrupts wait; for us they have only waited."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # which would end the waiting
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _is_here() -> bool:
    try:
        return os.path.samefile(_HOME, os.curdir)
    except OSError:  # the folder is gone
        return False
