"""English word lists, read when a line-end hyphen first needs them.

Each list is one sorted blob of bytes, a line end on both sides of every entry, searched by
bisection: it costs one read to load and no memory beyond its bytes. An entry is a word, a tab
and a digit (base 36), its band: how frequent it is, each band twice the one before. Origin,
licence and the script that derives them: data/words/ORIGIN.md.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

from cableconv.resources import DATA

FOLDER = os.path.join(DATA, "words")
UNKNOWN = -3  # band of a word that is not listed


class WordList:
    """A sorted blob of words with their bands; lower-case words are compared as given."""

    __slots__ = ("blob",)

    def __init__(self, blob: bytes) -> None:
        self.blob = blob

    def band(self, word: str) -> int:
        """The word's band, 1 or more; 0 if it is not in the list."""
        blob = self.blob
        key = word.encode("utf-8", "surrogatepass")
        low, high = 0, len(blob) - 1  # both stand on a line end; the word is between them
        while low < high:
            start = blob.rfind(b"\n", 0, (low + high) // 2 + 1) + 1
            end = blob.find(b"\n", start)
            entry = blob[start : end - 2]  # without tab and digit
            if entry == key:
                return int(blob[end - 1 : end], 36)
            if entry < key:
                low = end
            else:
                high = start - 1
        return 0

    def __len__(self) -> int:
        return max(self.blob.count(b"\n") - 1, 0)


@cache
def word_list(name: str) -> WordList:
    """The list called name: "closed", "pairs", "hyphenated" or "parts"."""
    with open(os.path.join(FOLDER, f"{name}.txt"), "rb") as file:
        return WordList(file.read())


@lru_cache(maxsize=4096)
def frequency(word: str) -> int:
    """Band of the lower-case word written without hyphen: 1 ("pilferage") to 22 ("the"), UNKNOWN
    if it is not listed. A word of band n occurs about once in 2**(26 - n) words."""
    return word_list("closed").band(word) or UNKNOWN


def without_accents(word: str) -> str:
    """The word in letters without accents: "president" of "président", as the lists may have it."""
    if word.isascii():
        return word
    import unicodedata

    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def is_closed(word: str) -> bool:
    """Is the lower-case word written without hyphen in the list ("government")?"""
    return frequency(word) > 0


@lru_cache(maxsize=4096)
def pair_frequency(left: str, right: str) -> int:
    """Band of two words one after the other ("first hand") that are also written as one; 0 where
    they are not, or are rare."""
    return word_list("pairs").band(f"{left} {right}")


@lru_cache(maxsize=4096)
def is_hyphenated(word: str) -> bool:
    """Is the lower-case word with its hyphens in the list ("so-called")?"""
    return word_list("hyphenated").band(word) > 0


@lru_cache(maxsize=4096)
def productivity(part: str) -> int:
    """Band of how many hyphenated words begin with "self-" or end in "-shaped": 0 none, to 6."""
    return word_list("parts").band(part)
