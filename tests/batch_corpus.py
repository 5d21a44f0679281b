"""Collections of invented cables, and runs of the command over them that are watched."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import IO
from unittest import mock

import pytest

from cableconv.batch import collection
from cableconv.batch.report import Tally
from cableconv.batch.work import Order
from cableconv.cli import collections, many
from cableconv.cli.main import main
from cableconv.shard import Plan
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
        if path.is_file() and not (path.name.startswith(".") and path.name.endswith("journal"))
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for serial in range(1, 13):
        path = folder / ("a" if serial % 2 else "b/c") / f"{serial}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cable(serial))
    return folder


def at_once(
    *arguments: str | Path, stdin: bytes = b"", folder: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """The command in this process, which does the work of its workers too: what it says, gives and leaves is
    that of a run. For tests that ask nothing of processes."""
    given, out, err = (io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b""))
    order = collections._order

    def alone(asked: Namespace, paths: list[str]) -> Order:
        return order(asked, paths)._replace(jobs=0)

    with (
        mock.patch.object(collections, "_order", alone),
        mock.patch.object(many, "start_ahead", lambda asked, least: None),
        mock.patch.object(sys, "stdin", given),
        mock.patch.dict(os.environ, variables),
        redirect_stdout(out),
        redirect_stderr(err),
        chdir(folder or os.curdir),
    ):
        code = main(list(map(str, arguments)))
    for stream in (out, err):
        stream.flush()
    return subprocess.CompletedProcess(arguments, code, out.buffer.getvalue(), err.buffer.getvalue())  # type: ignore[attr-defined]


def convert(source: Path, target: Path, *, to: str = "tei", **options: object) -> Tally:
    """A batch in this process, which starts no other."""
    order = Order(Plan(to=to), str(target), jobs=0, **options)  # type: ignore[arg-type]
    return collection.convert_all(items([str(source)], Wanted()), order)


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
