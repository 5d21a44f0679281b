"""Accuracy of the line-end decisions, by class and by wrapper's regime.

    python -m benchmarks.hyphens [--half test|dev] [--errors 20]

The texts of `benchmarks.hyphen_texts` are wrapped again at many widths, by a wrapper that breaks every
word it can (typeset), one word in ten (few soft), or only at hyphens that are there (cable). Figures of
the rules were set on the dev half (`benchmarks.hyphen_weights`).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.hyphen_addresses import report_addresses
from benchmarks.hyphen_texts import MISPRINT, SHARE, documents, texts, wrap
from benchmarks.hyphen_wrapped import report_wrapped
from cableconv.hyphens import breaks
from cableconv.hyphens import line_end as hyphens
from cableconv.learn import learn_documents
from cableconv.lexicon.words import is_closed
from cableconv.model import Kind
from cableconv.profile import Profile

Decider = Callable[[str, str, hyphens.Evidence], Kind]


def by_cableconv(before: str, after: str, evidence: hyphens.Evidence) -> Kind:
    return hyphens.decide(before, after, lambda: evidence).kind


def by_word_list(before: str, after: str, _: hyphens.Evidence) -> Kind:
    left, right = breaks.halves(breaks.read_break(before, after))
    return Kind.HYPHEN_DROPPED if is_closed(left + right) else Kind.HYPHEN_KEPT


DECIDERS: dict[str, Decider] = {
    "cableconv": by_cableconv,
    "always join": lambda *_: Kind.HYPHEN_DROPPED,
    "always keep": lambda *_: Kind.HYPHEN_KEPT,
    "word list": by_word_list,
}


@dataclass(slots=True)
class Score:
    right: Counter[tuple[str, str]]
    total: Counter[str]
    wrong: Counter[tuple[str, str, str]]


def score(half: str, regime: str, profile: Profile | None) -> Score:
    result = Score(Counter(), Counter(), Counter())
    for text in texts(half, regime):
        if not text.joins:
            continue
        evidence = hyphens.gather(text.lines, profile)
        for join in text.joins:
            before, after = text.lines[join.at], text.lines[join.at + 1]
            pool = "joins" if join.kind in (Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT) else "other"
            pool = "other" if join.group == MISPRINT else pool
            for group in (pool, join.group):
                result.total[group] += 1
            for name, decider in DECIDERS.items():
                kind = decider(before, after, evidence)
                if kind is join.kind:
                    result.right[name, pool] += 1
                    result.right[name, join.group] += 1
                elif name == "cableconv":
                    shown = breaks.show(breaks.read_break(before, after))
                    result.wrong[join.group, kind.value, shown.lower()] += 1
    return result


def report(title: str, result: Score, errors: int) -> None:
    print(f"\n{title}: {result.total['joins']} joins")
    print(f"  {'class':24}{'n':>8}" + "".join(f"{name:>14}" for name in DECIDERS))
    for group in ("joins", *sorted(set(result.total) - {"joins", "other"})):
        total = result.total[group]
        print(
            f"  {group:24}{total:8}"
            + "".join(f"{result.right[name, group] / total:14.4f}" for name in DECIDERS)
        )
    for (group, kind, shown), count in result.wrong.most_common(errors):
        print(f"    {count:5} {group} -> {kind}: {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--half", choices=("test", "dev"), default="test")
    parser.add_argument("--errors", type=int, default=0, help="wrong decisions to show")
    options = parser.parse_args()
    print(f"{options.half} half")
    for regime in SHARE:
        report(regime, score(options.half, regime, None), options.errors)
    other = "dev" if options.half == "test" else "test"
    rng = random.Random("profile")
    corpus = [
        "\n".join(wrap(paragraphs, rng.randrange(55, 70), 0.0, rng).lines) for paragraphs in documents(other)
    ]
    report("cable, profile", score(options.half, "cable", learn_documents(corpus)), options.errors)
    report_addresses(options.errors)
    report_wrapped(options.errors)


if __name__ == "__main__":
    main()
