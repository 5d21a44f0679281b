"""The same work on a real Dask cluster of two workers, one of which is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from cableconv.pool import Lost
from tests.test_batch import cable, tree
from tests.test_cli import fails, run, said

distributed = pytest.importorskip("distributed")


def slow(what: int) -> int:
    time.sleep(0.02)
    return what


def deadly(what: int) -> int:
    if what == 50:
        os.kill(os.getpid(), signal.SIGKILL)
    return what


def test_a_killed_worker_costs_nothing() -> None:
    from cableconv import batch_dask

    with distributed.LocalCluster(
        2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as cluster:
        pid = next(iter(cluster.workers.values())).process.pid
        threading.Timer(1.0, os.kill, (pid, signal.SIGKILL)).start()
        found = list(batch_dask.run(range(400), slow, 2, cluster.scheduler_address))
    assert sorted(found) == list(range(400))


def test_a_document_that_kills_every_worker_is_given_up() -> None:
    from cableconv import batch_dask

    with distributed.LocalCluster(
        2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as cluster:
        found = list(batch_dask.run(range(100), deadly, 2, cluster.scheduler_address))
    lost = [each.item for each in found if isinstance(each, Lost)]
    assert lost == [50]
    assert sorted(each for each in found if isinstance(each, int)) == [n for n in range(100) if n != 50]


def test_the_command_line_gives_the_same_tree(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for serial in range(1, 41):
        (corpus / f"{serial}.txt").write_bytes(cable(serial))
    assert run(corpus, "-o", tmp_path / "one").returncode == 0
    result = run(corpus, "-o", tmp_path / "two", "--engine", "dask", "-j", "2")
    assert "40 converted" in said(result)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    again = run(corpus, "-o", tmp_path / "two", "--engine", "dask", "-j", "2", "--resume")
    assert "40 up-to-date" in said(again)


def test_a_scheduler_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(cable(1))
    arguments = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "-o", tmp_path / "out")
    fails(run(tmp_path, *arguments), 2, "CC054")
