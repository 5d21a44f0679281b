"""What the spelling of a word in mid line, in a text or its corpus, says of its line-end hyphen, as log-odds
of a word break."""

from collections.abc import Mapping
from math import log

from cableconv.grammar.hyphens import PREFIXES
from cableconv.hyphens.breaks import EDGES, Break, halves, plain, whole_token
from cableconv.hyphens.words import is_listed
from cableconv.lexicon.words import UNKNOWN, frequency, is_hyphenated

MOST_SURE = 8.0  # log-odds
SEEN_HYPHENATED, SEEN_CLOSED = -4.0, 4.0  # the same word in mid line, in the document or the corpus
CLAMP = 1.3  # log-odds against a word break of the regime, at most, where the word is seen closed only
EITHER_WAY = 2.0  # log-odds that the same is worth less where the word is written with a hyphen as well


def spelled_halves(found: Break, *vocabularies: Mapping[str, int]) -> tuple[str, str]:
    """The halves whose spelling as one word or with a hyphen tells: those that the hyphen stands between, but
    of a compound of three all that stands before it ("today" says nothing of "day-to-" / "day")."""
    left, right = halves(found)
    before = found.left.strip(EDGES).lower()
    if "-" not in before.strip("-"):
        return left, right
    whole, closed = whole_token(found), before + right
    doubled = before.startswith(f"{right}-")
    seen = any(words.get(whole) or words.get(closed) for words in vocabularies)
    if doubled or seen or is_hyphenated(whole):
        return plain(before), right
    return left, right


def spelling(left: str, right: str, vocabulary: Mapping[str, int]) -> float:
    """Log-odds of a word break from how often the word is seen closed and hyphenated; where it is
    not, its plural or singular."""
    for ending in (right, right.removesuffix("s") if right.endswith("s") else right + "s"):
        closed, hyphenated = vocabulary.get(left + ending, 0), vocabulary.get(f"{left}-{ending}", 0)
        if closed and hyphenated:
            return max(SEEN_HYPHENATED, min(SEEN_CLOSED, log(closed / hyphenated)))
        if closed or hyphenated:
            return SEEN_CLOSED if closed else SEEN_HYPHENATED
    return 0.0


def surely_closed(
    left: str, right: str, own: Mapping[str, int], corpus: Mapping[str, int], words: float
) -> float:
    """Log-odds of a word break where the word is seen closed and never with this hyphen, which the regime
    cannot outweigh beyond CLAMP; 0 where it is not. The document's own spelling adds to what the word lists
    say (words); that of the corpus counts by how often it is seen, less where the word is written
    either way."""
    closed, hyphenated = left + right, f"{left}-{right}"
    if own.get(hyphenated, 0) or corpus.get(hyphenated, 0):
        return 0.0
    here, seen = own.get(closed, 0), corpus.get(closed, 0)
    if not (here or seen):
        return 0.0
    by_count = log(here + seen) - EITHER_WAY * is_either_way(left, right)
    return max(0.0, by_count, words + SEEN_CLOSED if here else by_count)


def is_surely_hyphenated(left: str, right: str, own: Mapping[str, int]) -> bool:
    """Is the word seen in mid line with this hyphen and never closed, a name that no list has as one word
    or so more than once? No way of breaking words outweighs that."""
    closed = left + right
    count = own.get(f"{left}-{right}", 0)
    return count > (frequency(closed) > UNKNOWN) and not own.get(closed, 0)


def is_either_way(left: str, right: str) -> bool:
    """Is this written as one word by some, with a hyphen by others: listed so, or a word behind a prefix,
    "reelect" and "re-elect"?"""
    return is_listed(left, right) or (left in PREFIXES and frequency(right) > UNKNOWN)


def bounded_sum(words: float, own: float, learned: float) -> float:
    """Log-odds of all that is known of the word. The corpus speaks where the document does
    not; no spelling is surer than the error rate of texts and lists."""
    return max(-MOST_SURE, min(MOST_SURE, words + (own or learned)))
