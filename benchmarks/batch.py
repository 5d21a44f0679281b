"""What a collection costs: files to TEI files with two processes, beside one process, a copy and rivals.

``python -m benchmarks.batch -n 20000``: writes N generated cables to a temporary folder; ratios of one run.
Rivals read the same documents: trafilatura (if installed) to TEI, and a reader of header fields alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from cableconv.batch import collection as batch
from cableconv.batch import task as batch_task
from cableconv.batch import work as batch_work
from cableconv.batch.report import Result
from cableconv.shard import Converted, Plan, convert_one
from cableconv.sources import paths as sources
from cableconv.sources.item import Item
from cableconv.sources.wanted import Wanted

from .accuracy.printing import sample
from .header_reader import header

RIVALS = 300  # documents that rivals read


def write(index: int, folder: str) -> None:
    """One generated cable as a text file."""
    (Path(folder) / f"{index:06d}.txt").write_bytes(sample(6, index).data)


def copied(paths: list[str], folder: str) -> None:
    """Read and write each file."""
    for path in paths:
        (Path(folder) / Path(path).name).write_bytes(Path(path).read_bytes())


def without(item: Item, plan: Plan, data: bytes = b"", place: int = 0) -> Converted:
    """The batch without its conversions: a document of the usual size."""
    written = b"x" * (2 * len(data))
    return Converted(item.name, written, "", "", len(data), sha256(data).hexdigest(), ("CC401",), 1)


def do_without(task: batch_task.Task, **options: Any) -> Result:
    """As batch_task.do, in a worker."""
    batch_task.convert_one = without  # type: ignore[assignment]
    return DO(task, **options)


DO = batch_task.do


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def run(*arguments: str) -> float:
    """Seconds of a run of cableconv."""

    def work() -> None:
        command = [sys.executable, "-m", "cableconv", *arguments, "-q"]
        done = subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
        if done.returncode not in (0, 3):
            raise SystemExit(f"exit {done.returncode}")

    return timed(work)


def copy(files: list[str], folder: Path) -> float:
    """Seconds of a copy by two processes, their start included."""
    folder.mkdir()

    def work() -> None:
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(copied, [files[0::2], files[1::2]], [str(folder)] * 2))

    return timed(work)


def tables(files: list[str], work: Path) -> tuple[str, str]:
    """The same documents as one CSV and one file of JSON lines."""
    table, lines = work / "all.csv", work / "all.jsonl"
    with table.open("w", newline="", encoding="utf-8") as rows, lines.open("w", encoding="utf-8") as objects:
        writer = csv.writer(rows)
        writer.writerow(("id", "text"))
        for file in files:
            text = Path(file).read_bytes().decode("utf-8", "replace")
            writer.writerow((Path(file).stem, text))
            objects.write(json.dumps({"id": Path(file).stem, "text": text}) + "\n")
    return str(table), str(lines)


def to_json(work: Path, files: list[str], table: str, lines: str) -> None:
    """From files to files, from one table to one file: in turn, three times, the best of each; and the
    processor time of each in one process, on which other work of the machine tells less."""
    (work / "json").write_text("\n".join(files))
    given = {"j{}": ("--files-from", str(work / "json")), "c{}.jsonl": (table,), "l{}.jsonl": (lines,)}
    times: dict[str, list[float]] = {target: [] for target in given}
    for turn in range(3):
        for target, paths in given.items():
            out = str(work / target.format(turn))
            times[target].append(run(*paths, "-o", out, "-t", "json", "-j", "2"))
    of_files, of_csv, of_lines = map(min, times.values())
    print(
        f"to JSON, {len(files)} documents, best of three: files to files {of_files:.1f} s, one CSV to one "
        f"JSONL {of_csv:.1f} s ({of_files / of_csv:.2f} times as fast), one JSONL to one {of_lines:.1f} s"
    )
    spent: dict[str, list[float]] = {"of_files": [], "of_csv": []}
    for turn in range(3):
        for (name, taken), paths in zip(spent.items(), (files, [table]), strict=True):
            begin = time.process_time()
            target = str(work / (f"p{turn}" if name == "of_files" else f"p{turn}.jsonl"))
            order = batch_work.Order(Plan(to="json"), target, jobs=0)
            batch.convert_all(sources.items(paths, Wanted()), order)
            taken.append(time.process_time() - begin)
    ratio = min(spent["of_files"]) / min(spent["of_csv"])
    print(f"  by processor time, in one process: one CSV to one JSONL {ratio:.2f} times as fast")


def rivals(files: list[str]) -> None:
    """What others take for the same documents, in memory, in one process."""
    given = [Path(file).read_bytes() for file in files[:RIVALS]]
    plan = Plan()
    ours = timed(lambda: [convert_one(Item("a.txt"), plan, data) for data in given])
    count = len(given)
    print(
        f"in memory, one process, {count} documents: cableconv to TEI {1000 * ours / count:.2f} ms a document"
    )
    fields = timed(lambda: [header(data) for data in given])
    print(f"  header alone: {1000 * fields / count:.2f} ms; cableconv takes {ours / fields:.1f} times that")
    try:
        from trafilatura import extract
    except ImportError:
        print("  trafilatura is not installed")
        return
    pages = [
        "<html><body><article>"
        + "".join(f"<p>{part}</p>" for part in data.decode("utf-8", "replace").split("\n\n"))
        + "</article></body></html>"
        for data in given
    ]
    extract(pages[0], output_format="xmltei")
    taken = timed(lambda: [extract(page, output_format="xmltei") for page in pages])
    print(
        f"  trafilatura to TEI: {1000 * taken / count:.2f} ms; {taken / ours:.1f} times what cableconv takes"
    )


def ceiling(work: Path, files: list[str]) -> float:
    """How much faster two runs of one process each are that share nothing, each with half of the files."""
    for half in (0, 1):
        (work / f"half{half}").write_text("\n".join(files[half::2]))
    alone = run("--files-from", f"{work}/list", "-o", f"{work}/alone", "-j", "1")
    halves = [("--files-from", f"{work}/half{half}", "-o", f"{work}/h{half}") for half in (0, 1)]
    with ThreadPoolExecutor(2) as threads:
        return alone / timed(lambda: list(threads.map(lambda given: run(*given), halves)))


def scaled(work: Path, files: list[str]) -> None:
    """One process and two, in turn, three times; the best of each."""
    (work / "list").write_text("\n".join(files))
    times: dict[str, list[float]] = {"1": [], "2": []}
    for turn in range(3):
        for jobs, taken in times.items():
            taken.append(run("--files-from", f"{work}/list", "-o", f"{work}/s{jobs}{turn}", "-j", jobs))
    one, two = min(times["1"]), min(times["2"])
    print(f"two processes are {one / two:.2f} times as fast as one ({len(files)} documents, best of three)")
    print(
        f"the machine allows {ceiling(work, files):.2f}: two runs at once, one process and half of them each"
    )


def engine(source: Path, table: str, work: Path, count: int) -> None:
    """The batch without its conversions."""
    batch_work.do = do_without
    for given, target in ((str(source), "null"), (table, "null.jsonl")):
        order = batch_work.Order(Plan(), f"{work}/{target}", jobs=2)
        begin = time.process_time()
        taken = timed(lambda o=order, g=given: batch.convert_all(sources.items([g], Wanted()), o))  # type: ignore[misc]
        spent = time.process_time() - begin
        print(
            f"the batch alone, without conversions, to {target}: {1000 * taken / count:.3f} ms a document, "
            f"of which the main process works {1000 * spent / count:.3f} ms"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=20000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work, source = Path(name), Path(name) / "in"
        source.mkdir()
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(write, range(args.n), [str(source)] * args.n, chunksize=100))
        files = sorted(str(path) for path in source.iterdir())
        copying = copy(files, work / "copy")
        two = run(str(source), "-o", f"{work}/two", "-j", "2", "--report", f"{work}/report.json")
        some = files[: max(1, args.n // 10)]
        (work / "tenth").write_text("\n".join(some))
        tenth = run(
            "--files-from", f"{work}/tenth", "-o", f"{work}/t", "-j", "2", "--report", f"{work}/r.json"
        )
        report, small = (json.loads((work / each).read_text()) for each in ("report.json", "r.json"))
        print(f"{args.n} files to TEI files, two processes: {two:.1f} s, {args.n / two:.0f} a second")
        print(f"copy with two processes: {copying:.2f} s; ratio {two / copying:.1f}")
        print(f"ten times the documents: {two / tenth:.1f} times the time")
        print(
            f"largest worker: {report['largest_worker'] / 1e6:.0f} MB; of a tenth of the documents: "
            f"{small['largest_worker'] / 1e6:.0f} MB"
        )
        table, lines = tables(files[:2000], work)
        to_json(work, files[:2000], table, lines)
        scaled(work, files[:2000])
        rivals(files)
        engine(source, tables(files, work)[0], work, args.n)


if __name__ == "__main__":
    main()
