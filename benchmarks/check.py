"""What checking a corpus costs: `cableconv check -j 2` beside jing started once per file.

``python -m benchmarks.check -n 5000 --jing 200``: writes N TEI documents of generated cables to a
temporary folder, checks them, and times a shell loop over some of them with jing if it is there.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cableconv
from cableconv.resources import schema_file

from .accuracy.printing import sample


def write(index: int, folder: str) -> None:
    """One generated cable as a TEI document."""
    made = sample(5, index)
    written = cableconv.convert(made.data, cableconv.Options(name=made.truth.name))
    (Path(folder) / f"{index:06d}.xml").write_bytes(written)


def memory(jobs: int, *arguments: str) -> int:
    """Check; the largest process so far, in MB."""
    command = [sys.executable, "-m", "cableconv", "check", "--no-config", "-j", str(jobs)]
    subprocess.run([*command, "-f", "concise", *arguments], stdout=subprocess.DEVNULL, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def processor_time() -> float:
    """Of the processes that were started and have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5000, help="documents")
    parser.add_argument("--jing", type=int, default=200, help="documents for jing, one process each")
    parser.add_argument("-j", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with ProcessPoolExecutor(args.j) as pool:
            list(pool.map(write, range(args.n), [folder] * args.n, chunksize=50))
        begun = processor_time()
        few = memory(1, "--include", "*[05].xml", folder)
        used = (processor_time() - begun) / (args.n / 5) * 1000
        begin = time.perf_counter()
        many = memory(args.j, folder)
        took = time.perf_counter() - begin
        rate = args.n / took
        print(
            f"cableconv check -j {args.j}: {args.n} documents, {took:.1f} s, {rate:.0f} a second; one "
            f"process uses {used:.1f} ms of a processor for each; largest process {many} MB, with a fifth "
            f"of them {few} MB"
        )
        if jing := shutil.which("jing"):
            files = sorted(Path(folder).iterdir())[: args.jing]
            begin = time.perf_counter()
            for file in files:
                subprocess.run([jing, schema_file("cableconv.rng"), file], capture_output=True, check=False)
            slow = len(files) / (time.perf_counter() - begin)
            print(f"jing, a process a file: {slow:.1f} a second; ratio {rate / slow:.0f}")


if __name__ == "__main__":
    main()
