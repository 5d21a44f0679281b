"""SIGKILL at random points of a batch, then --resume: the tree must be that of an undisturbed run.

``python -m benchmarks.killing --kills 200``: a corpus of generated cables is converted by two processes, the
whole group of which is killed again and again; then it runs to its end, and the trees are compared.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .accuracy.printing import sample

COMMAND = (sys.executable, "-m", "cableconv")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but the journal."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".cableconv-journal"
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("-n", type=int, default=400, help="documents of the corpus")
    args = parser.parse_args()
    draw = random.Random(1)
    half, killed, rounds = 0, 0, 0
    with tempfile.TemporaryDirectory() as work:
        source, whole = Path(work) / "in", Path(work) / "whole"
        source.mkdir()
        for index in range(args.n):
            (source / f"{index:04}.txt").write_bytes(sample(9, index).data)
        subprocess.run(
            [*COMMAND, source, "-o", whole, "-j", "2", "-q"], stderr=subprocess.DEVNULL, check=False
        )
        wanted = tree(whole)
        while killed < args.kills:
            out = Path(work) / f"out{rounds}"
            rounds += 1
            for _ in range(min(5, args.kills - killed)):
                process = subprocess.Popen(
                    [*COMMAND, source, "-o", out, "-j", "2", "-q", "--resume"],
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
                time.sleep(draw.uniform(0.05, 1.5))
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
                half += (
                    sum(data != wanted[name] for name, data in tree(out).items() if name.endswith(".xml"))
                    if out.exists()
                    else 0
                )
            subprocess.run(
                [*COMMAND, source, "-o", out, "-j", "2", "-q", "--resume"],
                stderr=subprocess.DEVNULL,
                check=False,
            )
            found = tree(out)
            if found != wanted:
                print(
                    f"round {rounds}: {len(wanted.keys() - found.keys())} missing, "
                    f"{len(found.keys() - wanted.keys())} too many"
                )
                raise SystemExit(1)
    print(f"{killed} kills in {rounds} batches of {args.n}: half-written {half}, every tree equal, none lost")


if __name__ == "__main__":
    main()
