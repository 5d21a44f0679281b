"""SIGKILL at random points of a batch, then --resume: the tree must be that of an undisturbed run.

``python -m benchmarks.killing --kills 200``: generated cables, as a folder and as a tar in turn, are
converted by two processes into each form of output, one after the other; the whole group of processes is
killed again and again, then the run goes to its end, and the trees are compared. Whenever a file has its own
name, it must be whole. A kill counts when the run had not ended before. Parquet is left out where pyarrow is
missing.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from .accuracy.printing import sample

COMMAND = (sys.executable, "-m", "cableconv")
TARGETS = (
    ("out",),
    ("out.jsonl",),
    ("out.xml",),
    ("out.zip", "--shard", "20"),
    ("part-{}.jsonl", "--shard", "20"),
    ("out", "--shard", "20", "--checksums"),
    ("part-{}.xml", "--shard", "20", "--checksums"),
    ("out.zip",),
    ("part-{}.parquet", "--shard", "20"),
    ("out.parquet",),
)
_UNFINISHED = (".part", ".packed", ".journal", ".cableconv-journal", ".tmp")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that has its own name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(_UNFINISHED)
    }


def stray(folder: Path) -> list[str]:
    """What a finished run must not leave."""
    return [path.name for path in folder.rglob("*") if path.name.endswith((".part", ".packed", ".tmp"))]


def command(source: Path, folder: Path, target: tuple[str, ...], *more: str) -> list[str | Path]:
    return [*COMMAND, source, "-o", folder / target[0], *target[1:], "-j", "2", "-q", *more]


def killed(given: list[str | Path], after: float) -> bool:
    """Run and kill; whether it was still running."""
    process = subprocess.Popen(given, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    running = process.poll() is None
    if running:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("-n", type=int, default=200, help="documents of the corpus")
    parser.add_argument("--seed", type=int, default=1, help="of the points at which it is killed")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    half, kills, rounds = 0, 0, 0
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "in"
        source.mkdir()
        for index in range(args.n):
            (source / f"{index:04}.txt").write_bytes(sample(9, index).data)
        packed = Path(work) / "in.tar.gz"
        with tarfile.open(packed, "w:gz") as archive:
            for path in sorted(source.iterdir()):
                archive.add(path, path.name)
        targets = [each for each in TARGETS if find_spec("pyarrow") or "parquet" not in each[0]]
        wanted: dict[tuple[str, ...], dict[str, bytes]] = {}
        took: dict[tuple[str, ...], float] = {}
        for number, target in enumerate(targets):
            folder = Path(work) / f"whole{number}"
            folder.mkdir()
            begin = time.monotonic()
            subprocess.run(command(source, folder, target), stderr=subprocess.DEVNULL, check=False)
            took[target], wanted[target] = time.monotonic() - begin, tree(folder)
        while kills < args.kills:
            target = targets[rounds % len(targets)]
            folder = Path(work) / f"round{rounds}"
            folder.mkdir()
            given = command((source, packed)[rounds // len(targets) % 2], folder, target, "--resume")
            rounds += 1
            for _ in range(min(5, args.kills - kills)):
                running = killed(given, draw.uniform(0.05, 0.7 * took[target]))
                kills += running
                found = tree(folder)
                half += sum(data != wanted[target].get(name) for name, data in found.items())
                if not running:
                    break
            subprocess.run(given, stderr=subprocess.DEVNULL, check=False)
            found = tree(folder)
            if found != wanted[target] or stray(folder):
                print(
                    f"round {rounds}, {target[0]}: {len(wanted[target].keys() - found.keys())} missing, "
                    f"{len(found.keys() - wanted[target].keys())} too many, stray {stray(folder)}"
                )
                raise SystemExit(1)
    print(
        f"{kills} kills in {rounds} batches of {args.n}: half-written {half}, every tree equal, none lost, "
        "nothing stray"
    )


if __name__ == "__main__":
    main()
