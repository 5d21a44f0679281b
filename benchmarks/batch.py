"""What a collection costs: files to TEI files with two processes, beside one process and beside a copy.

``python -m benchmarks.batch -n 20000``: writes N generated cables to a temporary folder; ratios of one run.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .accuracy.printing import sample


def write(index: int, folder: str) -> None:
    """One generated cable as a text file."""
    (Path(folder) / f"{index:06d}.txt").write_bytes(sample(6, index).data)


def copied(paths: list[str], folder: str) -> None:
    """Read and write each file."""
    for path in paths:
        (Path(folder) / Path(path).name).write_bytes(Path(path).read_bytes())


def timed(*arguments: str) -> float:
    """Seconds of a run of cableconv."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "cableconv", *arguments, "-q"], check=False, stderr=subprocess.DEVNULL
    )
    took = time.perf_counter() - begin
    if done.returncode not in (0, 3):
        raise SystemExit(f"exit {done.returncode}")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=20000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "in"
        source.mkdir()
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(write, range(args.n), [str(source)] * args.n, chunksize=100))
        files = sorted(str(path) for path in source.iterdir())
        target = Path(work) / "copy"
        target.mkdir()
        begin = time.perf_counter()
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(copied, [files[0::2], files[1::2]], [str(target)] * 2))
        copy = time.perf_counter() - begin
        two = timed(str(source), "-o", f"{work}/two", "-j", "2")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        some = files[: max(1, args.n // 10)]
        (Path(work) / "list").write_text("\n".join(some))
        tenth = timed("--files-from", f"{work}/list", "-o", f"{work}/tenth", "-j", "2")
        one = timed("--files-from", f"{work}/list", "-o", f"{work}/one", "-j", "1")
        rows = "".join(
            json.dumps({"id": Path(file).stem, "text": Path(file).read_bytes().decode("utf-8", "replace")})
            + "\n"
            for file in files
        )
        (Path(work) / "all.jsonl").write_text(rows)
        lines = timed(f"{work}/all.jsonl", "-o", f"{work}/out.jsonl", "-t", "json", "-j", "2")
        print(
            f"{args.n} documents, files to TEI files, 2 processes: {two:.1f} s, {args.n / two:.0f} a second"
        )
        print(f"copy with two processes: {copy:.2f} s; ratio {two / copy:.1f}")
        print(f"ten times the documents: {two / tenth:.1f} times the time")
        print(f"two processes are {one / tenth:.2f} times as fast as one ({len(some)} documents)")
        print(f"one JSONL to one JSONL: {lines:.1f} s, {args.n / lines:.0f} a second")
        print(f"largest process: {memory} MB")


if __name__ == "__main__":
    main()
