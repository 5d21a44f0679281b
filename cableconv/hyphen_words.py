"""What the word lists and a text's own spelling say of a broken word, as log-odds of a word break."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from types import MappingProxyType

from cableconv.grammar.hyphens import ARTICLES, ENDINGS, FREE_PREFIXES, PREFIXES, SUFFIXES, TENS, UNITS
from cableconv.hyphen_break import Break, halves
from cableconv.words import is_closed, is_common, is_hyphenated, is_part

MOST_SURE = 8.0  # log-odds

# Log-odds of a word break, by what the lists say of the halves and of the whole. Measured on
# English diplomatic text: share among word breaks / share among hyphens of the word itself.
LOG_ODDS: Mapping[str, float] = MappingProxyType(
    {
        "numeral": -7.0,
        "article": -4.5,
        "listed": -7.5,
        "listed, closed": -4.0,
        "listed, common": -2.0,
        "compound of three": -6.0,
        "broken compound": 1.0,
        "non, closed, common": -4.0,
        "non, closed, rare": -6.0,
        "free prefix, closed, common": -0.6,
        "free prefix, closed, rare": -3.0,
        "prefix, closed, common": 1.4,
        "prefix, closed, rare": -2.0,
        "prefix, no word": -2.5,
        "prefix": -5.0,
        "suffix, closed, common": 0.2,
        "suffix, closed, rare": -2.0,
        "suffix": -5.0,
        "closed, no half, common": 7.0,
        "closed, no half, rare": 6.0,
        "closed, one half, common": 6.0,
        "closed, one half, rare": 3.0,
        "closed, both halves, common": 4.5,
        "closed, both halves, rare": 0.0,
        "ending": 4.0,
        "both halves": -4.2,
        "first half": -1.5,
        "second half": -1.8,
        "no half": 1.0,
        "name, no half": -0.8,
    }
)
SEEN_HYPHENATED, SEEN_CLOSED = -4.0, 4.0  # the same word in mid line, in the document or the corpus


def classify(found: Break) -> str:
    """The key of LOG_ODDS that the word lists give."""
    left, right = halves(found)
    whole = left + right
    closed = is_closed(whole)
    words = is_closed(left), is_closed(right)
    if left in TENS and right in UNITS:
        return "numeral"
    if left in ARTICLES and not closed:
        return "article"
    if "-" in found.left.strip("-") or "-" in found.right.strip("-"):
        return "broken compound" if closed and not words[0] and len(left) > 2 else "compound of three"
    if is_hyphenated(f"{left}-{right}"):
        return "listed" if not closed else "listed, common" if is_common(whole) else "listed, closed"
    if closed:
        return _classify_closed(left, right, words) + (", common" if is_common(whole) else ", rare")
    if right in ENDINGS:
        return "ending"
    if left in PREFIXES:
        return "prefix" if words[1] else "prefix, no word"
    if (right in SUFFIXES or is_part("-" + right)) and words[0]:
        return "suffix"
    if is_part(left + "-") and words[1]:
        return "prefix"
    if not any(words):
        return "name, no half" if found.left[:1].isupper() and not found.capitals else "no half"
    return "both halves" if all(words) else "first half" if words[0] else "second half"


def _classify_closed(left: str, right: str, words: tuple[bool, bool]) -> str:
    if left == "non" and words[1]:
        return "non, closed"
    if left in FREE_PREFIXES and words[1]:
        return "free prefix, closed"
    if left in PREFIXES and words[1]:
        return "prefix, closed"
    if right in SUFFIXES and words[0]:
        return "suffix, closed"
    return ("closed, no half", "closed, one half", "closed, both halves")[sum(words)]


def spelling(left: str, right: str, vocabulary: Mapping[str, int]) -> float:
    """Log-odds of a word break from how often the word is seen closed and hyphenated."""
    closed, hyphenated = vocabulary.get(left + right, 0), vocabulary.get(f"{left}-{right}", 0)
    if not closed and not hyphenated:
        return 0.0
    if closed and hyphenated:
        return max(SEEN_HYPHENATED, min(SEEN_CLOSED, log(closed / hyphenated)))
    return SEEN_CLOSED if closed else SEEN_HYPHENATED


def bounded_sum(words: float, own: float, learned: float) -> float:
    """Log-odds of all that is known of the word. The corpus speaks where the document does
    not; no spelling is surer than the error rate of texts and lists."""
    return max(-MOST_SURE, min(MOST_SURE, words + (own or learned)))
