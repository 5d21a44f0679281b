"""Where files of several cables are parted, on generated files with known places.

``python -m benchmarks.several -n 500 --single 5000``: files of two to five cables (other posts, other
layouts, other separators), and files of one cable, which must stay whole.
"""

from __future__ import annotations

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random

from cableconv import Options, trace

from .accuracy.printing import _settings, make, sample
from .accuracy.structure import Line, Piece

LAYOUTS = ("plain", "plain", "acp126", "D5", "W1", "W2", "D2", "D4", "N1", "1970s", "S1")
SEPARATORS = ([], [""], ["", ""], ["", "", "", ""], ["-" * 60], ["", "=" * 40, ""], ["", "* * *", ""])


def file_of(seed: int, index: int) -> tuple[str, list[tuple[int, int]], list[str]]:
    """A file of several cables; for each but the first the lines, from 1, between which it may
    begin: after the last line of the one before, up to its own first line of telegram or title."""
    rng = Random(f"several/{seed}/{index}")
    layout = rng.choice(LAYOUTS)
    mixed = rng.random() < 0.2
    separator = rng.choice(SEPARATORS)
    lines: list[Line] = []
    windows: list[tuple[int, int]] = []
    names: list[str] = []
    for number in range(rng.randint(2, 5)):
        settings = _settings(rng)
        name = rng.choice(LAYOUTS) if mixed else layout
        settings |= {"layout": name, "filtered": False, "one_line": False}
        _, printed = make(rng, settings)
        first = next(i for i, line in enumerate(printed) if line.role in ("header", "title", "body"))
        if number:
            before = max(i for i, line in enumerate(lines) if line.role != "blank") + 2
            lines += [Line("blank", [Piece(text)]) for text in separator]
            windows.append((before, len(lines) + first + 1))
        lines += printed
        names.append(name)
    return "".join(f"{line.text}\n" for line in lines), windows, names


def check_several(index: int, seed: int) -> tuple[str, str]:
    """Outcome of a file of several cables, and what to show of it."""
    text, windows, names = file_of(seed, index)
    found = [document.source.part.line for document in trace(text.encode()) if document.source.part][1:]
    if len(found) == len(windows) and all(
        least <= line <= most for line, (least, most) in zip(found, windows, strict=True)
    ):
        return "right", ""
    kind = (
        "too few" if len(found) < len(windows) else "too many" if len(found) > len(windows) else "misplaced"
    )
    return kind, f"{index}: {kind}: found {found}, wanted {windows}, {','.join(names)}"


def check_single(index: int, seed: int) -> tuple[str, str]:
    """Outcome of a file of one cable."""
    made = sample(seed, index)
    if "several-cables" in made.truth.flags:
        return "left out", ""
    found = [document.source.part.line for document in trace(made.data, Options()) if document.source.part]
    return ("cut", f"{index}: cut at {found}") if found else ("whole", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=500, help="files of several cables")
    parser.add_argument("--single", type=int, default=5000, help="files of one cable")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("--show", type=int, default=0, help="failures to list")
    parser.add_argument("--dump", type=int, help="print this file with numbered lines")
    args = parser.parse_args()
    if args.dump is not None:
        text = file_of(args.seed, args.dump)[0]
        print("\n".join(f"{number:4} {line}" for number, line in enumerate(text.split("\n"), 1)))
        return
    with ProcessPoolExecutor(args.j) as pool:
        for name, check, count in (("several", check_several, args.n), ("single", check_single, args.single)):
            done = list(pool.map(partial(check, seed=args.seed), range(count), chunksize=20))
            print(f"{name}, seed {args.seed}:", dict(Counter(kind for kind, _ in done)))
            for _, shown in [each for each in done if each[1]][: args.show]:
                print(" ", shown)


if __name__ == "__main__":
    main()
