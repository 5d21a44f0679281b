"""Generate, verify, convert, score, report: ``python -m benchmarks.accuracy --help``."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from . import report
from .canon import squash
from .outcome import Outcome, from_truth
from .printing import sample
from .scoring import Score, score
from .structure import Sample
from .systems import SYSTEMS, installed
from .verifying import NEWLINE, faults


def site_lines(made: Sample) -> list[str]:
    """The site's lines of a sample, squashed."""
    lines = NEWLINE.split(made.data.decode(made.truth.encoding))
    return [squash(lines[i]) for i in made.truth.boilerplate]


def outcome_of(system: str, made: Sample) -> tuple[Outcome | None, str]:
    """What a system says about a sample, or nothing and why."""
    if system == "truth":
        return from_truth(made.truth), ""
    try:
        return SYSTEMS[system](made.data, made.truth.name), ""
    except Exception as error:  # any failure of a converter is a document without output
        return None, f"{type(error).__name__}: {error}"


def run(index: int, seed: int, systems: tuple[str, ...], only: str) -> tuple[dict[str, Score], list[str]]:
    """One document through everything: scores by system, and what went wrong."""
    made = sample(seed, index)
    if only and not any(only in flag for flag in made.truth.flags):
        return {}, []
    wrong = [f"{made.truth.name}: the truth cannot be rebuilt: {fault}" for fault in faults(made)]
    sites = site_lines(made)
    scores = {}
    for system in systems:
        outcome, error = outcome_of(system, made)
        scores[system] = score(made.truth, outcome, sites)
        if outcome is None:
            wrong.append(f"{made.truth.name}: {system} gave no output: {error[:300]}")
    return scores, wrong


def run_all(
    args: argparse.Namespace, systems: tuple[str, ...]
) -> Iterator[tuple[dict[str, Score], list[str]]]:
    """All documents, in order, in as many processes as asked."""
    indexes = [args.index] if args.index is not None else range(args.first, args.first + args.n)
    work = partial(run, seed=args.seed, systems=systems, only=args.only)
    if args.jobs == 1 or len(indexes) < 20:
        yield from map(work, indexes)
        return
    with ProcessPoolExecutor(args.jobs) as pool:
        yield from pool.map(work, indexes, chunksize=20)


def dump(made: Sample, folder: Path, outcome: Outcome | None) -> None:
    """Write a sample, its truth and its numbered source into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / made.truth.name
    path.write_bytes(made.data)
    path.with_suffix(".truth.json").write_text(report.truth_json(made.truth), encoding="utf-8")
    path.with_suffix(".numbered").write_text(report.numbered(made), encoding="utf-8")


def commit() -> str:
    """The commit that is measured, as far as git knows."""
    run = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode == 0 else "none"


def report_wrong(wrong: list[str]) -> None:
    """List the documents without output or with a bad truth, equal reasons together."""
    by: dict[str, list[str]] = {}
    for line in wrong:
        name, _, reason = line.partition(": ")
        by.setdefault(reason, []).append(name)
    for reason, names in by.items():
        listed = ", ".join(names[:200]) + (f" and {len(names) - 200} more" if len(names) > 200 else "")
        print(f"{len(names)} documents: {reason}\n  {listed}", file=sys.stderr)


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("-n", type=int, default=2000, help="number of documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="index of the first document")
    parser.add_argument(
        "--systems", default="cableconv,baseline", help="truth, " + ", ".join(SYSTEMS) + ", or all"
    )
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument(
        "--only", default="", metavar="FLAG", help="only documents with a flag that contains FLAG"
    )
    parser.add_argument("--index", type=int, help="one document")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="the N worst documents side by side")
    parser.add_argument(
        "--fail", default="", metavar="CHECK", help="with --show: only documents that fail this check"
    )
    parser.add_argument(
        "--dump", type=Path, metavar="DIR", help="write the shown documents (or all, without --show)"
    )
    parser.add_argument("--brief", action="store_true", help="the main table only")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Print the tables; 1 when a document gave no output or a truth could not be rebuilt."""
    args = arguments().parse_args(argv)
    names = ["truth", *SYSTEMS] if args.systems == "all" else args.systems.split(",")
    absent = [name for name in names if not installed(name)]
    systems = tuple(name for name in names if name not in absent)
    if unknown := [name for name in systems if name not in (*SYSTEMS, "truth")] or not systems:
        print(f"no such system installed: {unknown}", file=sys.stderr)
        return 2
    results: dict[str, list[Score]] = {name: [] for name in systems}
    wrong: list[str] = []
    for scores, said in run_all(args, systems):
        wrong += said
        for name, one in scores.items():
            results[name].append(one)
    first = results[systems[0]]
    if not first:
        print("no document has that flag", file=sys.stderr)
        return 2
    print(
        f"seed {args.seed}, {len(first)} documents, commit {commit()}"
        + (f"; not installed: {', '.join(absent)}" if absent else "")
        + "\n"
    )
    print(report.main_table(results))
    if not args.brief:
        print(f"\n## {systems[0]}\n\n{report.details(first)}\n\n{report.slices(first)}")
    worst = sorted(
        (s for s in first if s.failures and any(args.fail in f for f in s.failures)),
        key=lambda s: -s.counts["worst"] / max(1, s.size),
    )
    shown = (
        first if args.index is not None else worst[: args.show] if args.show else first if args.dump else []
    )
    for one in shown:
        made = sample(args.seed, one.index)
        outcome, _ = outcome_of(systems[0], made)
        if args.show or args.index is not None:
            print("\n" + report.side_by_side(made, outcome, one))
        if args.dump:
            dump(made, args.dump, outcome)
    report_wrong(wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
