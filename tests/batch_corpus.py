"""Collections of invented cables, and runs of the command over them that are watched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.test_cli import COMMAND, ROOT
from tests.test_findings import CABLE


def cable(serial: int) -> bytes:
    """The invented cable, with this serial."""
    return CABLE.replace("0042", f"{serial:04}").encode()


def tree(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, without the journal."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".cableconv-journal"
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for serial in range(1, 13):
        path = folder / ("a" if serial % 2 else "b/c") / f"{serial}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cable(serial))
    return folder


def numbered(folder: Path, count: int) -> Path:
    """A new folder of this many cables."""
    folder.mkdir()
    for serial in range(1, count + 1):
        (folder / f"{serial:03}.txt").write_bytes(cable(serial))
    return folder


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until it holds, and not for ever."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)


def names_in(*paths: Path, **wanted: object) -> list[str]:
    return [item.name for item in items([str(path) for path in paths], Wanted(**wanted))]  # type: ignore[arg-type]


def start(*arguments: str | Path, stderr: IO[bytes] | int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """A run of the command that goes on beside the test, in a group of processes of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        env=environment,
        stderr=stderr,
        start_new_session=True,
        # a shell starts what runs in its background deaf to an interrupt; so would be these
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
