"""Progress on a terminal: with rich and without, and silence elsewhere."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cableconv.batch.report import Result, Tally
from cableconv.cli.progress import line
from cableconv.shard import Converted
from cableconv.sources.item import Gauge
from tests.batch_corpus import cable, corpus
from tests.test_cli import ROOT, run

__all__ = ["corpus"]
WITHOUT_RICH = (
    "import sys; sys.modules['rich.progress'] = None\n"
    "if __name__ == '__main__':\n    from cableconv.cli.main import main\n    sys.exit(main())\n"
)


def on_a_terminal(script: Path | str, *arguments: Path | str, terminal: str = "xterm") -> str:
    """What a run says to a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "TERM": terminal}
    command = [sys.executable, *(["-m", script] if isinstance(script, str) else [script]), *arguments]
    process = subprocess.Popen(command, stderr=theirs, stdin=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    said = b""
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        said += more
    os.close(ours)
    assert process.wait(60) == 3
    return said.decode()


@pytest.mark.parametrize("rich", [True, False])
def test_a_terminal_sees_how_far_it_is(corpus: Path, tmp_path: Path, rich: bool) -> None:
    if rich:
        pytest.importorskip("rich")
    (corpus / "notes.txt").write_text("Nothing of a cable here.\n")
    script = tmp_path / "without_rich.py"
    script.write_text(WITHOUT_RICH)
    quiet = on_a_terminal("cableconv" if rich else script, corpus, "-o", tmp_path / "out", "-q")
    assert quiet == "notes.txt:1:1: CC026 failed: no cable was found\r\n"
    for serial in range(13, 701):  # enough to take longer than the pause between two lines
        (corpus / "a" / f"{serial}.txt").write_bytes(cable(serial))
    said = on_a_terminal("cableconv" if rich else script, corpus, "-o", tmp_path / "out")
    assert " documents, " in said and " a second" in said and "%" in said and " left" in said
    assert "notes.txt:1:1: CC026 failed: no cable was found" in said
    assert "701 documents in " in said


def test_a_terminal_that_can_nothing_sees_the_line(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("rich")
    (corpus / "notes.txt").write_text("Nothing of a cable here.\n")
    for serial in range(13, 400):
        (corpus / "a" / f"{serial}.txt").write_bytes(cable(serial))
    said = on_a_terminal("cableconv", corpus, "-o", tmp_path / "out", terminal="dumb")
    assert " documents, " in said and " left" in said
    assert "\x1b" not in said and "\n\r\n" not in said


def test_elsewhere_nothing_is_shown(corpus: Path, tmp_path: Path) -> None:
    assert run(corpus, "-o", tmp_path / "out", "-q").stderr == b""


def test_the_line_says_rate_time_left_and_failures() -> None:
    tally, gauge = Tally(), Gauge(4000)
    tally.began -= 100
    tally.count(Result(Converted("a"), "converted", "a"))
    assert line(tally, gauge).startswith("1 document, ")
    for _ in range(98):
        tally.count(Result(Converted("a"), "converted", "a"))
    assert line(tally, gauge).startswith("99 documents, 1 a second")
    tally.count(Result(Converted("a", code="CC026"), "failed", "a"))
    gauge.at(1000)
    said = line(tally, gauge)
    assert said.startswith("100 documents, 1 a second, 25%, 5:0") and said.endswith(" left, 1 failed")
    gauge.at(1)
    assert "111:0" in line(tally, gauge)
