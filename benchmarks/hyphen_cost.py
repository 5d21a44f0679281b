"""What the line ends cost, in processor time: an ordinary cable, a list loaded, one long paragraph.

    python -m benchmarks.hyphen_cost [--largest 64]

Prints milliseconds for a cable's lines without a line-end hyphen and for loading the word lists, then
milliseconds a megabyte for one paragraph of 1, 2, 4, ... MB, a hyphen at the end of every ninth
line, and the slope on logarithmic scales (1 is linear).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from math import log
from time import process_time

from cableconv import pipeline
from cableconv.lexicon import words
from cableconv.model import Kind, Span, Spans

WORDS = [
    "the",
    "ministry",
    "said",
    "that",
    "representatives",
    "of",
    "the",
    "government",
    "agreed",
    "on",
    "international",
    "trade",
]
BROKEN = (("govern-", "ment"), ("so-", "called"), ("long-", "term"), ("zorg-", "blat"), ("minis-", "ter"))
MEGABYTE = 1_000_000


def paragraph(size: int, every: int) -> Spans:
    """Lines of one paragraph, so many characters together; a broken word at every so many line ends."""
    rng = random.Random(5)
    spans: list[Span] = []
    length, rest = 0, ""
    while length < size:
        line = f"{rest} " if rest else ""
        line += " ".join(rng.choices(WORDS, k=8))
        rest = ""
        if every and len(spans) % every == 0:
            left, rest = rng.choice(BROKEN)
            line += f" {left}"
        spans.append(Span(Kind.TEXT, line + "\n"))
        length += len(line) + 1
    return tuple(spans)


def milliseconds(action: Callable[[], object], repeats: int = 1) -> float:
    best = float("inf")
    for _ in range(repeats):
        start = process_time()
        action()
        best = min(best, process_time() - start)
    return best * 1000


def join(spans: Spans) -> Spans:
    """The last stage, as the pipeline runs it."""
    return next(stage for stage in pipeline.stages("balanced") if stage.name == "rejoin").mark(spans)


def load() -> None:
    words.word_list.cache_clear()
    for name in ("closed", "pairs", "hyphenated", "parts"):
        words.word_list(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--largest", type=int, default=64, help="megabytes")
    options = parser.parse_args()
    cable = paragraph(8_000, 0)
    print(
        f"a cable of {len(cable)} lines, no line-end hyphen: {milliseconds(lambda: join(cable), 200):.3f} ms"
    )
    print(f"the word lists loaded: {milliseconds(load, 20):.2f} ms")
    points: list[tuple[float, float]] = []
    size = 1
    while size <= options.largest:
        spans = paragraph(size * MEGABYTE, 9)
        took = milliseconds(lambda spans=spans: join(spans))  # type: ignore[misc]
        points.append((log(size), log(took)))
        print(f"{size:4} MB: {took / size:8.1f} ms a MB")
        size *= 2
    if len(points) > 1:
        mean_x = sum(x for x, _ in points) / len(points)
        mean_y = sum(y for _, y in points) / len(points)
        slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum(
            (x - mean_x) ** 2 for x, _ in points
        )
        print(f"slope {slope:.2f}")


if __name__ == "__main__":
    main()
