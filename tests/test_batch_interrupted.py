"""Runs that are killed or interrupted: what is left is whole, and is gone on with."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.batch_corpus import at_once, cable, convert, corpus, numbered, start, tree, until
from tests.test_cli import COMMAND, ROOT, run, said

__all__ = ["corpus"]


@pytest.mark.parametrize("target", ["out", "out.jsonl"])
def test_killed_at_any_point_a_run_goes_on(tmp_path: Path, target: str) -> None:
    corpus = numbered(tmp_path / "corpus", 200)
    undisturbed, killed = tmp_path / "whole" / target, tmp_path / "killed" / target
    for path in (undisturbed, killed):
        path.parent.mkdir()
    assert not convert(corpus, undisturbed).failed
    draw = random.Random(7)
    for _ in range(4):
        process = start(corpus, "-o", killed, "-j", "2", "--resume")
        time.sleep(draw.uniform(0.15, 1.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for name, data in tree(killed.parent).items():
            if name.endswith(".xml"):
                assert data == (undisturbed.parent / name).read_bytes()  # whole or absent
    assert run(corpus, "-o", killed, "-j", "2", "--resume").returncode == 0
    assert tree(killed.parent) == tree(undisturbed.parent)


def test_a_torn_journal_is_no_harm(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert at_once(corpus, "-o", out).returncode == 0
    journal = out / ".cableconv-journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[1][:10] + b"\n" + b"".join(lines[2:5]) + lines[5][:7])
    assert "12 converted" in said(at_once(corpus, "-o", out, "--resume"))
    assert "12 up-to-date" in said(at_once(corpus, "-o", out, "--resume"))


def test_resume_does_again_what_changed(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert at_once(corpus, "-o", out).returncode == 0
    (corpus / "a" / "1.txt").write_bytes(cable(99))
    (out / "a" / "3.xml").unlink()
    assert "2 converted, 10 up-to-date" in said(at_once(corpus, "-o", out, "--resume"))
    assert b"OTTAWA99" in (out / "a" / "1.xml").read_bytes()
    assert "12 converted" in said(at_once(corpus, "-o", out, "--resume", "--edition", "diplomatic"))
    result = at_once(corpus, "-o", out, "--no-overwrite")
    assert result.returncode == 3
    assert "CC034 failed" in said(result)


def test_an_interrupt_keeps_what_was_done(tmp_path: Path) -> None:
    corpus = numbered(tmp_path / "corpus", 400)
    process = start(corpus, "-o", tmp_path / "out", "-j", "2")
    until(lambda: len(list((tmp_path / "out").glob("*.xml"))) >= 20)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 143
    assert 20 <= len(tree(tmp_path / "out")) < 400
    assert not [name for name in tree(tmp_path / "out") if name.endswith(".tmp")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("target", ["out.jsonl", "out.zip", "out.parquet"])
def test_an_interrupted_file_keeps_what_can_be_gone_on_with(
    tmp_path: Path, number: signal.Signals, target: str
) -> None:
    if target.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    source = numbered(tmp_path / "in", 200)
    process = start(source, "-o", tmp_path / target, "-j", "2", "--report", tmp_path / "r.json")
    journal = tmp_path / f".{target}.journal"
    until(lambda: journal.exists() and journal.stat().st_size > 3000)
    process.send_signal(number)
    assert process.wait(30) == 128 + number
    report = json.loads((tmp_path / "r.json").read_text())
    assert not report["complete"] and report["documents"] > 10
    assert not (tmp_path / target).exists()
    assert (tmp_path / f"{target}.part").exists()


def test_an_interrupt_while_processes_start_is_one_line(tmp_path: Path) -> None:
    source, log = numbered(tmp_path / "in", 40), tmp_path / "log"
    with log.open("wb") as stderr:
        process = start(source, "-o", tmp_path / "out", "-j", "2", stderr=stderr)
    until(lambda: any(map(_loads, {*_of_group(process.pid)} - {process.pid})))
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    assert process.wait(30) == 130
    until(lambda: not _of_group(process.pid))
    assert log.read_text() == "cableconv: interrupted\n"


def test_a_server_that_is_killed_while_it_loads_is_started_again(tmp_path: Path) -> None:
    """As the system does where memory is short: the workers are forked from that process."""
    source, log = numbered(tmp_path / "in", 20), tmp_path / "log"
    with log.open("wb") as stderr:
        process = start(source, "-o", tmp_path / "out", "-j", "2", stderr=stderr)
    until(lambda: any(map(_loads, {*_of_group(process.pid)} - {process.pid})))
    for pid in {*_of_group(process.pid)} - {process.pid}:
        if _loads(pid):
            os.kill(pid, signal.SIGKILL)
    assert process.wait(60) == 0, log.read_text()
    assert len(tree(tmp_path / "out")) == 20


def test_workers_end_with_the_batch(tmp_path: Path) -> None:
    source = numbered(tmp_path / "in", 400)
    process = start(source, "-o", tmp_path / "out", "-j", "2")
    until(lambda: len(list((tmp_path / "out").glob("*.xml"))) >= 10)
    os.kill(process.pid, signal.SIGKILL)  # the main process alone
    process.wait()
    until(lambda: not _of_group(process.pid))
    assert not _of_group(process.pid)


def test_a_terminal_that_is_closed_ends_a_run_as_termination_does(tmp_path: Path) -> None:
    source, log = numbered(tmp_path / "in", 400), tmp_path / "log"
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests themselves may run under nohup
    try:
        with log.open("wb") as stderr:
            process = start(
                source, "-o", tmp_path / "out", "-j", "2", "--report", tmp_path / "r", stderr=stderr
            )
    finally:
        signal.signal(signal.SIGHUP, before)
    until(lambda: len(list((tmp_path / "out").glob("*.xml"))) >= 10)
    process.send_signal(signal.SIGHUP)
    assert process.wait(30) == 129
    assert log.read_text() == "cableconv: hung up\n"
    report = json.loads((tmp_path / "r").read_text())
    assert not report["complete"] and 0 < report["documents"] < 400


def test_a_run_that_is_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    source = numbered(tmp_path / "in", 100)
    deaf = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh"]  # as nohup does
    process = subprocess.Popen(
        [*deaf, *COMMAND, source, "-o", tmp_path / "out", "-j", "2", "-q"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    until(lambda: len(list((tmp_path / "out").glob("*.xml"))) >= 10)
    os.killpg(process.pid, signal.SIGHUP)
    assert process.wait(60) == 0
    assert len(tree(tmp_path / "out")) == 100


@pytest.mark.parametrize("ends", [False, True])
def test_a_server_that_does_not_answer_hangs_no_run(tmp_path: Path, ends: bool) -> None:
    source = numbered(tmp_path / "in", 40)
    process = start(source, "-o", tmp_path / "out", "-j", "2")
    until(lambda: any(tree(tmp_path / "out")))
    stopped = [pid for pid in _of_group(process.pid) if "forkserver" in _arguments(pid)]
    servers = [pid for pid in stopped if _parent(pid) == process.pid]
    for pid in servers:  # the workers, which are forked from it, go on
        os.kill(pid, signal.SIGSTOP)
    try:
        if ends:
            process.send_signal(signal.SIGTERM)
        assert servers and process.wait(60) == (143 if ends else 0)
        assert ends or len(tree(tmp_path / "out")) == 40
    finally:
        os.killpg(process.pid, signal.SIGKILL)


def _arguments(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:  # it has ended
        return ""


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def _loads(process: int) -> bool:
    """Is this process converting its first document?"""
    try:
        return "etree" in Path(f"/proc/{process}/maps").read_text()
    except OSError:
        return False


def _of_group(group: int) -> list[int]:
    """Processes of the group that a run was started as."""
    pids = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            pids.append(int(entry.parent.name))
    return pids
