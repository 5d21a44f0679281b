"""Generate, convert, score: ``python -m benchmarks.second -n 1000 --seed 3``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import cableconv

from .printing import Breaks, sample
from .scoring import Score, score


def dictionary() -> Breaks | None:
    """Places of word breaks by the patterns of pyphen, if it is installed."""
    try:
        import pyphen
    except ImportError:
        return None
    positions: Breaks = pyphen.Pyphen(lang="en_US").positions
    return positions


def run(index: int, seed: int) -> Score:
    """One document through generator, converter and scorer."""
    made = sample(seed, index, dictionary())
    written = cableconv.convert(made.data, cableconv.Options(name=f"{index:05}.txt"), "json")
    return score(made, json.loads(written))


def share(part: int, whole: int) -> str:
    """Per cent, or a dash where there is nothing."""
    return f"{100 * part / whole:.2f}" if whole else "-"


def report(scores: list[Score], show: int) -> None:
    """The table, the worst flags, and the faults of the first bad documents."""
    count = len(scores)
    blocks = sum((one.blocks for one in scores), Counter())
    pages = sum((one.pages for one in scores), Counter())
    rows = [
        ("documents perfect in body and header", share(sum(one.perfect for one in scores), count)),
        ("documents perfect in body", share(sum(not one.body for one in scores), count)),
        ("documents perfect in header", share(sum(not one.header for one in scores), count)),
        ("blocks exact, of those demanded", share(blocks["right"], blocks["true"])),
        ("page breaks, recall at the exact place", share(pages["right"], pages["true"])),
        ("page breaks, precision", share(pages["right"], pages["found"])),
        (
            "documents of which a letter of the body was lost or added",
            share(sum(one.letters > 0 for one in scores), count),
        ),
    ]
    for name in sorted({name for one in scores for name in one.fields}):
        said = [one.fields[name] for one in scores if name in one.fields]
        rows.append((f"header: {name}", share(sum(said), len(said))))
    print("| per cent | |\n|---|---:|")
    for name, value in rows:
        print(f"| {name} | {value} |")
    every = Counter(flag for one in scores for flag in one.flags)
    bad = Counter(flag for one in scores if not one.perfect for flag in one.flags)
    worst = sorted(bad, key=lambda flag: -bad[flag] / every[flag])[:8]
    print("worst:", ", ".join(f"{flag} {bad[flag]} of {every[flag]}" for flag in worst))
    for index, one in enumerate(scores):
        if show and not one.perfect:
            show -= 1
            print(f"\n== {index} {' '.join(one.flags)}")
            print("\n".join(f"   {fault[:300]}" for fault in (*one.body, *one.header)))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.second", description=__doc__)
    parser.add_argument("-n", type=int, default=1000, help="documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", type=int, default=2, help="processes")
    parser.add_argument("--show", type=int, default=0, help="faults of so many bad documents")
    parser.add_argument("--dump", type=Path, help="write the document --index here")
    parser.add_argument("--index", type=int, default=0)
    options = parser.parse_args()
    if options.dump:
        options.dump.write_bytes(sample(options.seed, options.index, dictionary()).data)
        return 0
    with ProcessPoolExecutor(options.j) as pool:
        scores = list(pool.map(partial(run, seed=options.seed), range(options.n), chunksize=20))
    print(f"seed {options.seed}, {options.n} documents, second generator\n")
    report(scores, options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
