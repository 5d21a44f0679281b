"""Word breaks left in the middle of lines by pages that lost their line ends: "rela-tions".

Laws of this file: only a page that is not wrapped at all is looked at. A hyphen goes where the word
lists have the word without it, have none with it, and one of its halves is nothing that stands
before or after a hyphen; what a writer may have hyphenated himself stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.grammar.damage import LOST_BREAK
from cableconv.repair.correction import Correction

BREAK_RULE = "CC355"
_LONG = 120  # columns that no wrapper leaves
_SEVERAL = 2  # word breaks after which a page is believed to have more
_LIKELY = 1.0  # log-odds of a word break
_COMMON = 3  # band of words that a list of names or misprints has not


def is_unwrapped(text: str) -> bool:
    """Has this text lost its line ends: does most of it stand in lines longer than any wrapper's?"""
    if "-" not in text:
        return False
    lengths = list(map(len, text.splitlines()))
    if max(lengths, default=0) <= _LONG:
        return False
    return sum(length for length in lengths if length > _LONG) > 0.5 * len(text)


def corrections(text: str) -> Iterator[Correction]:
    """The hyphens of word breaks whose line ends are lost: those that nobody writes, and where the page
    has several of them, those that the word lists hold for word breaks."""
    hyphens = list(LOST_BREAK.pattern().finditer(text))
    sure = {found.start() for found in hyphens if is_broken(found["left"], found["right"], text)}
    for found in hyphens:
        left, right = found["left"], found["right"]
        if found.start() in sure:
            evidence, confidence = "listed as one word", 0.96
        elif len(sure) >= _SEVERAL and _is_likely(left, right, text):
            evidence, confidence = f"likelier as one word, as {len(sure)} others of this page are", 0.9
        else:
            continue
        told = f'word break whose line end is lost: "{left}-{right}", {evidence}'
        yield Correction(found.end("left"), found.start("right"), "", BREAK_RULE, told, confidence)


def _is_likely(left: str, right: str, text: str) -> bool:
    """Do the word lists hold it for a word break, and does the text not write it so elsewhere?"""
    from cableconv.hyphens.breaks import Break
    from cableconv.hyphens.words import weigh_words

    if text.count(f"{left}-{right}") > 1 and f"{left}{right}" not in text:
        return False
    return weigh_words(Break("", left, "-", right, "", False)).log_odds > _LIKELY


def is_broken(left: str, right: str, text: str) -> bool:
    """Are these two halves of one word that nobody writes with a hyphen?"""
    from cableconv.lexicon.words import frequency, is_closed, is_hyphenated, productivity

    word = (left + right).lower()
    if frequency(word) < _COMMON or is_hyphenated(f"{left}-{right}".lower()):
        return False
    if left[0].isupper() and f"{left}{right}" not in text:
        return False  # names are written in many ways
    first = left.lower()
    if not is_closed(right) and not productivity(f"-{right}"):
        return True
    return not is_closed(first) and not productivity(f"{first}-")
