"""Dispatch on a line's first two characters against running every pattern on every line.

    python -m benchmarks.dispatch [-n DOCUMENTS] [--seed SEED]

The lines are those of generated documents of every layout; the patterns are the forms that say what
they can begin with. Both ways are run in turn in the same process, and must find the same.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import statistics
import sys
import time
from collections.abc import Callable

import cableconv.grammar
from cableconv.grammar.dispatch import Dispatch
from cableconv.grammar.form import Form
from cableconv.scan import split_lines

from .accuracy.printing import sample

ROUNDS = 9
Found = list[tuple[int, str]]  # line and form of each match


def forms() -> list[Form]:
    """The forms of the grammar that declare what they begin with."""
    modules = [
        importlib.import_module(f"cableconv.grammar.{found.name}")
        for found in pkgutil.iter_modules(cableconv.grammar.__path__)
    ]
    every = [form for module in modules for form in getattr(module, "FORMS", ())]
    return [form for form in every if form.begins]


def by_running_all(lines: list[str], every: list[Form]) -> Found:
    """Each form tried on each line."""
    return [(at, form.name) for at, line in enumerate(lines) for form in every if form.match(line)]


def by_dispatch(lines: list[str], table: Dispatch) -> Found:
    """On each line the forms that can begin as it does."""
    return [(at, form.name) for at, line in enumerate(lines) for form in table[line[:2]] if form.match(line)]


def milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Print the ratio; 1 when the two ways differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dispatch", description=__doc__)
    parser.add_argument("-n", type=int, default=100, help="number of documents")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    documents = [sample(args.seed, index) for index in range(args.n)]
    texts = [made.data.decode(made.truth.encoding) for made in documents]
    lines = [line for text in texts for line in split_lines(text) if not line.isspace()]
    every = forms()
    table = Dispatch(*every)
    same = by_running_all(lines, every) == by_dispatch(lines, table)
    pairs = [
        (milliseconds(lambda: by_running_all(lines, every)), milliseconds(lambda: by_dispatch(lines, table)))
        for _ in range(ROUNDS)
    ]
    ratios = sorted(everything / dispatched for everything, dispatched in pairs)
    tried = sum(len(table[line[:2]]) for line in lines)
    print(
        f"{len(lines)} lines, {len(every)} patterns: running all takes {statistics.median(ratios):.1f} times "
        f"the dispatch ({ratios[0]:.1f} to {ratios[-1]:.1f}; {statistics.median(a for a, _ in pairs):.1f} ms "
        f"against {statistics.median(b for _, b in pairs):.1f} ms); "
        f"{tried / len(lines):.2f} patterns tried a line; same matches: {'yes' if same else 'NO'}"
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
