"""The wrapper's regime: how often did whoever wrapped this text break words at line ends?

Some wrappers break words wherever they can (typesetters), some now and then, most never:
they break at blanks and at hyphens that are there. The share of possible word breaks that
were taken tells which, so the breaks that were *not* taken count as much as the hyphens.
The share is estimated on a grid, as a posterior.
"""

import re
from collections.abc import Iterable, Sequence
from math import exp, log
from typing import NamedTuple

from cableconv.grammar.form import lazy

SHARES = (0.000003, 0.002, 0.01, 0.03, 0.1, 0.3, 0.75)  # of possible word breaks that were taken
PRIOR = (0.15, 0.05, 0.05, 0.10, 0.35, 0.10, 0.20)
SOFT_PER_HARD = 50.0  # possible word breaks for one line that ends in a hyphen of its own, as a rule
# Hyphens inside words for a thousand characters of running text: usual, and so many that they tell; the
# characters that the usual ones stand for where a text is short.
USUAL_HYPHENS, MANY_HYPHENS, USUAL_TEXT = 1.2, 2.4, 2000.0
FEWEST_SOFT = 1.0
SURE = 2.0  # log-odds of a word break by its word alone
MOST_COUNTED = 20_000  # opportunities after which more evidence changes nothing
_VOWEL, _CONSONANT = "[aeiouyAEIOUY]", "[^aeiouyAEIOUY]"
# The break is before the last consonant, and never before the second letter of a word.
_SYLLABLES = lazy(
    rf"{_VOWEL}{_CONSONANT}{_CONSONANT}{_VOWEL} | (?!\A) {_VOWEL}{_CONSONANT}{_VOWEL}", re.VERBOSE
)


class Regime(NamedTuple):
    """Posterior weights of SHARES; hyphens and untaken are the counts that it rests on; soft_per_hard:
    possible word breaks for one line that ends in a hyphen of its own; broken: hyphens that by their
    words alone are word breaks; known_soft, known_untaken: word breaks that other texts of the source took
    and did not take."""

    weights: tuple[float, ...] = PRIOR
    hyphens: int = 0
    untaken: int = 0
    soft_per_hard: float = SOFT_PER_HARD
    broken: int = 0
    known_soft: int = 0
    known_untaken: int = 0

    def probability(self, log_odds: float) -> float:
        """Probability that a hyphen is a word break, given its own log-odds of being one."""
        return sum(
            weight * logistic(log(self.soft_per_hard * share) + log_odds)
            for weight, share in zip(self.weights, SHARES, strict=True)
        )

    @property
    def breaks_words(self) -> bool:
        """Does the text hold a hyphen that is surely a word break, or do others of its source?"""
        return self.broken > 0 or self.known_soft > 0

    @property
    def log_prior(self) -> float:
        """Log-odds of a word break before the words themselves are looked at."""
        return logit(self.probability(0.0))

    @property
    def share(self) -> float:
        """Expected share of the possible word breaks that were taken."""
        return sum(weight * share for weight, share in zip(self.weights, SHARES, strict=True))


def logistic(log_odds: float) -> float:
    """Log-odds to probability, without overflow."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, log_odds))))


def logit(probability: float) -> float:
    """Probability to log-odds, clamped to +-12."""
    bounded = max(6e-6, min(1 - 6e-6, probability))
    return log(bounded / (1 - bounded))


def soft_for_hard(hyphens: int, length: int) -> float:
    """Possible word breaks for one line that ends in a hyphen of its own, in a text of so many
    characters with so many hyphens inside words: the more there are, the more stand at line ends. Few of them
    say nothing: who writes compounds need not write many."""
    density = (hyphens + USUAL_HYPHENS * USUAL_TEXT / 1000) / (length + USUAL_TEXT) * 1000
    return max(FEWEST_SOFT, min(SOFT_PER_HARD, SOFT_PER_HARD * MANY_HYPHENS / density))


def estimate(
    log_odds: Iterable[float],
    untaken: int,
    *,
    known_soft: int = 0,
    known_untaken: int = 0,
    soft_per_hard: float = SOFT_PER_HARD,
) -> Regime:
    """Regime from the log-odds of each line-end hyphen, the untaken opportunities, and what
    is known of other texts of the same source (known_soft of known_soft + known_untaken taken)."""
    scale = min(1.0, MOST_COUNTED / max(known_soft + known_untaken, 1))
    soft, more = known_soft * scale, known_untaken * scale
    likelihoods = [
        log(weight) + (more + untaken) * log(1 - share) + soft * log(share)
        for weight, share in zip(PRIOR, SHARES, strict=True)
    ]
    hyphens = broken = 0
    for odds in log_odds:
        hyphens += 1
        broken += odds > SURE
        ratio = soft_per_hard * exp(max(-20.0, min(20.0, odds)))
        for index, share in enumerate(SHARES):
            likelihoods[index] += log(1 + ratio * share)
    top = max(likelihoods)
    weights = [exp(likelihood - top) for likelihood in likelihoods]
    total = sum(weights)
    shares = tuple(weight / total for weight in weights)
    return Regime(shares, hyphens, untaken, soft_per_hard, broken, known_soft, known_untaken)


def line_width(lengths: Sequence[int]) -> int:
    """Width that the text was wrapped to: the length that 19 of 20 lines keep to."""
    ordered = sorted(length for length in lengths if length)
    return ordered[(len(ordered) - 1) * 19 // 20] if ordered else 0


def could_break(word: str, room: int) -> bool:
    """Could a typesetter have put the start of word and a hyphen into room columns?

    Rough rule: two letters before, three after, a vowel on either side, and the break
    between vowel and consonant + vowel or between two consonants.
    """
    last = min(room - 1, len(word) - 3)
    if last < 2 or not (word[: last + 3].isascii() and word[: last + 3].isalpha()):
        return False
    return _SYLLABLES.search(word, 0, last + 2) is not None


def first_break(word: str) -> int:
    """Letters before the first place where a typesetter could break the word; 0 where there is none."""
    if not (word.isascii() and word.isalpha()):
        return 0
    found = _SYLLABLES.search(word, 0, max(len(word) - 1, 0))
    return found.end() - 2 if found is not None else 0
