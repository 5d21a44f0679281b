"""The same work on a real Dask cluster of two workers, one of which is killed."""

from __future__ import annotations

import json
import os
import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cableconv.errors import InputError, UsageError
from cableconv.pool.processes import Lost
from tests.batch_corpus import at_once, cable, numbered, start, tree, until
from tests.test_cli import fails, run, said

distributed = pytest.importorskip("distributed")
DEADLY = 50
SCHEDULER = (sys.executable, "-m", "distributed.cli.dask_scheduler")
WORKER = (sys.executable, "-m", "distributed.cli.dask_worker")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, which their nannies start again; a task that loses two of them is not tried again."""
    import dask

    quick = {"distributed.scheduler.allowed-failures": 1, "distributed.nanny.pre-spawn-environ": {}}
    with (
        dask.config.set(quick),
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made,
    ):
        yield made


def slow(what: int) -> int:
    time.sleep(0.005)
    if what == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return what


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):  # the deadly document may have ended this worker before
        os.kill(pid, signal.SIGKILL)


def test_a_killed_worker_costs_nothing_and_a_deadly_document_itself(cluster: Any) -> None:
    from cableconv.batch import dask as batch_dask

    pid = next(iter(cluster.workers.values())).process.pid
    threading.Timer(0.3, _kill, (pid,)).start()
    found = list(batch_dask.run(range(200), slow, 2, cluster.scheduler_address))
    assert [each.item for each in found if isinstance(each, Lost)] == [DEADLY]
    assert sorted(each for each in found if isinstance(each, int)) == [
        number for number in range(200) if number != DEADLY
    ]


def test_where_no_more_may_be_begun_one_shard_runs_at_a_time(cluster: Any) -> None:
    from cableconv.batch import dask as batch_dask

    drawn: list[int] = []
    given = (drawn.append(each) or each for each in range(100, 200))  # type: ignore[func-returns-value]
    results = batch_dask.run(given, slow, 2, cluster.scheduler_address, lambda: False)
    assert next(results) == 100
    assert len(drawn) == batch_dask.TOGETHER
    assert list(results) == list(range(101, 200))


class Marks(NamedTuple):
    """Work that takes its time, and leaves a mark for each item."""

    folder: Path

    def __call__(self, what: int) -> int:
        time.sleep(0.3)
        (self.folder / str(what)).touch()
        return what


def test_a_worker_gives_back_what_it_has_of_a_shard(cluster: Any, tmp_path: Path) -> None:
    from cableconv.batch import dask as batch_dask

    numbers = range(100, 100 + batch_dask.TOGETHER)
    results = batch_dask.run(numbers, Marks(tmp_path), 2, cluster.scheduler_address, lambda: False)
    assert next(results) == 100
    assert len(list(tmp_path.iterdir())) < batch_dask.TOGETHER  # else it would be lost with a worker
    assert [next(results) for _ in range(3)] == [101, 102, 103]
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["two", "two.xml"])
def test_the_command_line_gives_the_same_tree(cluster: Any, tmp_path: Path, name: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for serial in range(1, 41):
        (corpus / f"{serial}.txt").write_bytes(cable(serial))
    one, two = tmp_path / name.replace("two", "one"), tmp_path / name
    assert at_once(corpus, "-o", one).returncode == 0
    dask = ("--engine", "dask", "--scheduler", cluster.scheduler_address)
    result = run(corpus, "-o", two, *dask)
    assert "40 converted" in said(result)
    if one.is_dir():
        assert tree(one) == tree(two)
        assert "40 up-to-date" in said(run(corpus, "-o", two, *dask, "--resume"))
    else:
        assert one.read_bytes() == two.read_bytes()


def test_a_cluster_is_started_where_none_runs(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(cable(1))
    assert "1 converted" in said(run(tmp_path, "-o", tmp_path / "out", "--engine", "dask"))


def test_a_worker_that_is_lost_while_the_cluster_comes_up_costs_nothing(tmp_path: Path) -> None:
    source, killed = numbered(tmp_path / "in", 6), list[int]()
    process = start(source, "-o", tmp_path / "out", "--engine", "dask", "-j", "2")
    until(lambda: killed.extend(_workers(process.pid)) or bool(killed))  # type: ignore[func-returns-value]
    _kill(killed[0])
    assert process.wait(120) == 0
    assert len(tree(tmp_path / "out")) == 6


def test_a_cluster_that_never_comes_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cableconv.batch import dask as batch_dask

    starts: list[int] = []

    def fails_to_start(**options: object) -> None:
        starts.append(1)
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr(distributed, "LocalCluster", fails_to_start)
    with pytest.raises(UsageError, match="CC054 no cluster comes up here: Nanny failed to start"):
        next(batch_dask.run(range(3), slow, 2))
    assert len(starts) == 3


def _workers(parent: int) -> list[int]:
    """The processes of the workers of a cluster, which nannies start."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            arguments = (entry.parent / "cmdline").read_text()
            if int(fields[2]) == parent and "spawn_main" in arguments:
                found.append(int(entry.parent.name))
    return found


def _refused(folder: Path, address: str, code: str = "CC054") -> str:
    (folder / "one.txt").write_bytes(cable(1))
    result = run(folder, "--engine", "dask", "--scheduler", address, "-o", folder / "out")
    fails(result, 2, code)
    assert len(said(result).splitlines()) == 1
    assert not (folder / "out").exists()
    return said(result)


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "nonsense", "http://127.0.0.1:9", "tls://127.0.0.1:1"]
)
def test_a_scheduler_that_is_not_there(tmp_path: Path, address: str) -> None:
    assert f"the scheduler at {address} cannot be reached" in _refused(tmp_path, address)


@pytest.mark.parametrize("address", ["", " "])
def test_an_empty_address_is_no_address(tmp_path: Path, address: str) -> None:
    assert "--scheduler is empty" in _refused(tmp_path, address, "CC040")


@pytest.mark.parametrize("greeting", [b"", b"SSH-2.0-OpenSSH_9.2\r\n"])
def test_another_service_at_the_address(tmp_path: Path, greeting: bytes) -> None:
    class Greets(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(greeting)
            while self.request.recv(4096):  # and says nothing, for as long as anybody listens
                pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Greets) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert "answered as Dask does" in _refused(tmp_path, f"tcp://127.0.0.1:{server.server_address[1]}")
        server.shutdown()


def test_what_answers_is_no_scheduler(cluster: Any, tmp_path: Path) -> None:
    address = next(iter(cluster.workers.values())).worker_address
    assert "no scheduler but a Worker" in _refused(tmp_path, address)


@pytest.fixture
def deserted(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler without workers."""
    file = tmp_path / "scheduler.json"
    options = ("--port", "0", "--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", file)
    scheduler = subprocess.Popen([*SCHEDULER, *options], stderr=subprocess.DEVNULL)
    try:
        until(lambda: file.exists() and file.read_text().rstrip().endswith("}"))
        yield json.loads(file.read_text())["address"]
    finally:
        scheduler.terminate()
        scheduler.wait()


def test_a_scheduler_without_workers_is_told_and_given_up(
    deserted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_CABLECONV__WORKERS_TIMEOUT", "5")
    (tmp_path / "one.txt").write_bytes(cable(1))
    given = (tmp_path / "one.txt", tmp_path / "one.txt", "-o", tmp_path / "out")
    result = run(*given, "--engine", "dask", "--scheduler", deserted)
    told, *rest = said(result).splitlines()
    assert told == "cableconv: the scheduler has no worker; waiting for one, up to 5 seconds"
    assert rest[0].startswith("cableconv: CC054 the scheduler has had no worker for 5 seconds")
    assert (result.returncode, len(rest)) == (3, 1)
    assert "2 converted" in said(at_once(*given, "--resume"))


def test_a_patience_that_is_no_number_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_CABLECONV__WORKERS_TIMEOUT", "soon")
    (tmp_path / "one.txt").write_bytes(cable(1))
    result = run(tmp_path / "one.txt", tmp_path / "one.txt", "-o", tmp_path / "out", "--engine", "dask")
    assert result.returncode == 2
    assert said(result).startswith("cableconv: CC040 the setting cableconv.workers-timeout is 'soon'")


def test_workers_that_come_late_do_the_work(deserted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from cableconv.batch import dask as batch_dask

    monkeypatch.setattr(batch_dask, "_TELL", 0.2)
    told: list[str] = []

    def tell(said: str) -> None:
        told.append(said)
        started.append(subprocess.Popen([*WORKER, deserted, "--no-dashboard"], stderr=subprocess.DEVNULL))

    started: list[subprocess.Popen[bytes]] = []
    try:
        assert sorted(batch_dask.run(range(100, 140), str, 1, deserted, tell=tell)) == [
            str(number) for number in range(100, 140)
        ]
    finally:
        for process in started:
            process.terminate()
            process.wait()
    assert len(told) == 1


def test_a_scheduler_that_goes_away_ends_the_run() -> None:
    from cableconv.batch import dask as batch_dask

    with distributed.LocalCluster(1, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
        results = batch_dask.run(range(100, 400), slow, 1, made.scheduler_address)
        assert next(results) in range(100, 400)  # whichever is done first
        made.close()
        with pytest.raises(InputError, match=r"CC054 the connection to the scheduler was lost.*--resume"):
            list(results)


@pytest.mark.parametrize("option", [("--timeout", "3"), ("--max-memory", "500"), ("--no-overwrite",)])
def test_what_dask_cannot_do_is_refused(tmp_path: Path, option: tuple[str, ...]) -> None:
    (tmp_path / "one.txt").write_bytes(cable(1))
    fails(run(tmp_path, "-o", tmp_path / "x", "--engine", "dask", *option), 2, "CC040")
    assert not (tmp_path / "x").exists()
