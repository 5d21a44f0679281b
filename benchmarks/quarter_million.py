"""A whole collection, once, for real: as many documents as the largest published one, one CSV to one JSONL.

``python -m benchmarks.quarter_million``: 251,287 generated cables, written as one CSV and converted with two
processes; prints time, documents a second and the largest memory of a process. Needs about 6 GB of disk.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .accuracy.printing import sample

SIZE = 251_287


def text_of(index: int) -> str:
    """One generated cable as text."""
    return sample(8, index).data.decode("utf-8", "replace")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=SIZE)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        source, target = Path(work) / "all.csv", Path(work) / "all.jsonl"
        with ProcessPoolExecutor(2) as pool, source.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "text"))
            for index, text in enumerate(pool.map(text_of, range(args.n), chunksize=200)):
                rows.writerow((f"{index:06d}", text))
        size = source.stat().st_size / 1e6
        begin = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "cableconv",
            str(source),
            "-o",
            str(target),
            "-t",
            "json",
            "-j",
            "2",
            "-q",
        ]
        done = subprocess.run(
            [*command, "--report", f"{work}/report.json"], check=False, stderr=subprocess.DEVNULL
        )
        took = time.perf_counter() - begin
        with target.open("rb") as file:
            written = sum(1 for _ in file)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{args.n} documents, {size:.0f} MB of CSV: {took:.0f} s, {args.n / took:.0f} a second")
        print(f"exit {done.returncode}; {written} documents written; largest process: {memory} MB")


if __name__ == "__main__":
    main()
