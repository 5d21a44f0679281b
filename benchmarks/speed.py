"""Ratios of cost: a whole process against `python -c pass`, a conversion against a file copy.

    python -m benchmarks.speed [FILE]

Processor time, both sides measured in turn in the same run, so only the ratios carry over to other
machines: on a busy one a copy waits a hundred times longer than it works. Nothing here is a test:
nothing fails when a machine is slow.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import cableconv

ROUNDS = 15
LOOPS = 50


def seconds(action: Callable[[], object], loops: int = 1) -> float:
    """Processor time of one call, child processes included, as the mean of loops calls."""
    start = processor_time()
    for _ in range(loops):
        action()
    return (processor_time() - start) / loops


def processor_time() -> float:
    """Seconds of user and system time of this process and of the children that ended."""
    both = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def paired(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], loops: int, budget: str
) -> None:
    """Print the median of the ratios ours/theirs, measured in turn."""
    ours()
    theirs()
    pairs = [(seconds(ours, loops), seconds(theirs, loops)) for _ in range(ROUNDS)]
    ratios = sorted(a / b for a, b in pairs)
    mine = statistics.median(a for a, _ in pairs) * 1000
    other = statistics.median(b for _, b in pairs) * 1000
    print(
        f"{name}: {statistics.median(ratios):.1f} times "
        f"({ratios[0]:.1f} to {ratios[-1]:.1f}; {mine:.2f} ms against {other:.2f} ms; budget {budget})"
    )


def main() -> None:
    """Measure and print."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "seeds/000_e8292a26f4d70e19.txt")
    data = path.read_bytes()
    options = cableconv.Options(name=path.name)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.txt"
        out = Path(folder) / "out.xml"
        command = [sys.executable, "-m", "cableconv", str(path), "-o", str(out)]
        bare = [sys.executable, "-c", "pass"]
        # compiled modules are kept between runs, as in an installation
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        paired(
            "whole process, TEI written, against python -c pass",
            lambda: subprocess.run(command, check=True, env=environment),
            lambda: subprocess.run(bare, check=True, env=environment),
            1,
            "7",
        )
        for to in ("tei", "json"):
            paired(
                f"in memory, {to} validated, against a file copy",
                lambda to=to: cableconv.convert(data, options, to),  # type: ignore[misc]
                lambda: shutil.copyfile(path, copy),
                LOOPS,
                "4",
            )


if __name__ == "__main__":
    main()
