"""Fit the weights of cableconv.hyphen_words, a logistic regression; needs pyphen and numpy.

    python -m benchmarks.hyphen_weights packages

Word breaks and hyphens of words come from the dev half of the corpus of `benchmarks.hyphen_texts`, each
different one once a document; more hyphens of words come from the addresses that the word lists
are derived from (`benchmarks.build_words`), each judged by lists that it was taken out of. The two
sides weigh the same, so the sum of the weights is the log-odds at even odds.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy

from benchmarks.build_words import Counts, part_band, part_counts, read_packages
from benchmarks.hyphen_texts import documents, wrap
from cableconv.grammar.hyphens import PREFIXES, SUFFIXES
from cableconv.hyphens import evidence, words
from cableconv.hyphens.breaks import Break, halves, read_break
from cableconv.hyphens.signs import certain, likely
from cableconv.model import Kind

ADDRESSES = 0.3
PENALTY = 1.0
FOLDS = 7
FIXED = ("numeral", "article", "capital")
PRIORS = (4.3, 1.2, -3.0, -6.0)  # log-odds: typeset, few soft, cable, cable with a profile
Example = tuple[dict[str, float], bool, int, float]  # traits, word break, group, weight


def corpus_examples() -> Iterator[Example]:
    for number, paragraphs in enumerate(documents("dev")):
        rng = random.Random(number)
        counts = evidence.count_words(wrap(paragraphs, 64, 0.0, rng).lines)
        seen: set[tuple[str, str, bool]] = set()
        for width in range(46, 80, 2):
            for share in (0.0, 0.0, 0.0, 1.0):
                text = wrap(paragraphs, width, share, rng)
                for join in text.joins:
                    found = read_break(text.lines[join.at], text.lines[join.at + 1])
                    soft = join.kind is Kind.HYPHEN_DROPPED
                    key = (*halves(found), soft)
                    if not all(key[:2]) or key in seen or certain(found) or likely(found):
                        continue
                    if soft or join.kind is Kind.HYPHEN_KEPT:
                        seen.add(key)
                        yield words.traits(found, _without(counts, key)), soft, number, 1.0


def _without(counts: Mapping[str, int], key: tuple[str, str, bool]) -> dict[str, int]:
    """The document's words as they are when the one in question is the only one of its kind."""
    form = f"{key[0]}-{key[1]}"
    rest = {word: count for word, count in counts.items() if word != form}
    return evidence.with_parts(rest)


def address_examples(counts: Counts) -> Iterator[Example]:
    parts = part_counts(counts)
    for number, form in enumerate(sorted(counts.forms)):
        left, _, right = form.partition("-")
        if "-" in right or len(left) < 2:
            continue
        traits = words.traits(Break("", left, "-", right, "", False))
        begins, ends = part_band(parts[left + "-"] - 1), part_band(parts["-" + right] - 1)
        traits["first part"] = max(begins, 4 if left in PREFIXES else 0)
        traits["last part"] = max(ends, 3 if right in SUFFIXES else 0)
        traits["listed"] = form in counts.lemmas
        yield traits, False, -1 - number % 50, ADDRESSES


def train(traits: numpy.ndarray, soft: numpy.ndarray, weight: numpy.ndarray) -> numpy.ndarray:
    """Newton's method on standardised traits, the first of them constant."""
    found = numpy.zeros(traits.shape[1])
    ridge = PENALTY * numpy.r_[1e-6, numpy.ones(len(found) - 1)]
    for _ in range(40):
        likely = 1 / (1 + numpy.exp(-numpy.clip(traits @ found, -30, 30)))
        slope = traits.T @ (weight * (likely - soft)) + ridge * found
        curve = (traits * (weight * likely * (1 - likely))[:, None]).T @ traits + numpy.diag(ridge)
        step = numpy.linalg.solve(curve, slope)
        found -= step
        if abs(step).max() < 1e-6:
            break
    return found


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    examples = [*corpus_examples(), *address_examples(read_packages(Path(sys.argv[1])))]
    names = [name for name in examples[0][0] if name not in FIXED]
    traits = numpy.array([[float(example[0][name]) for name in names] for example in examples])
    soft, group, weight = (numpy.array([float(example[at]) for example in examples]) for at in (1, 2, 3))
    offset = sum(
        numpy.array([float(example[0][name]) for example in examples]) * words.WEIGHTS[name] for name in FIXED
    )
    keep = offset == 0
    traits, soft, group, weight = traits[keep], soft[keep], group[keep], weight[keep]
    weight[soft == 1] *= weight[soft == 0].sum() / weight[soft == 1].sum()
    mean, spread = traits.mean(0), traits.std(0)
    mean[0], spread[0] = 0.0, 1.0
    spread[spread == 0] = 1.0
    scaled = (traits - mean) / spread
    held_out = numpy.zeros(len(soft))
    for fold in range(FOLDS):
        inside = group % FOLDS == fold
        held_out[inside] = scaled[inside] @ train(scaled[~inside], soft[~inside], weight[~inside])
    own = group >= 0
    print(f"{int((soft * own).sum())} word breaks, {int(((1 - soft) * own).sum())} hyphens of words")
    for prior in PRIORS:
        dropped = held_out + prior > 0
        kept_soft = (~dropped & (soft == 1) & own).sum() / ((soft == 1) & own).sum()
        dropped_hard = (dropped & (soft == 0) & own).sum() / ((soft == 0) & own).sum()
        print(f"  prior {prior:5}: word breaks kept {kept_soft:.4f}, hyphens dropped {dropped_hard:.4f}")
    fitted = train(scaled, soft, weight) / spread
    fitted[0] -= (fitted[1:] * mean[1:]).sum()
    for name, value in zip(names, fitted, strict=True):
        print(f'        "{name}": {value:.2f},')


if __name__ == "__main__":
    main()
