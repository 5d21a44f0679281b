"""English word lists, read when a line-end hyphen first needs them.

Each list is one sorted blob of bytes, a line end on both sides of every word, searched by
bisection: it costs one read to load and no memory beyond its bytes. Origin, licence and the
script that derives them: data/words/ORIGIN.md.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "words")


class WordList:
    """A sorted blob of words. `word in words` compares lower-case words as given."""

    __slots__ = ("blob",)

    def __init__(self, blob: bytes) -> None:
        self.blob = blob

    def __contains__(self, word: str) -> bool:
        blob = self.blob
        key = word.encode("utf-8", "surrogatepass")
        low, high = 0, len(blob) - 1  # both stand on a line end; the word is between them
        while low < high:
            start = blob.rfind(b"\n", 0, (low + high) // 2 + 1) + 1
            end = blob.find(b"\n", start)
            entry = blob[start:end]
            if entry == key:
                return True
            if entry < key:
                low = end
            else:
                high = start - 1
        return False

    def __len__(self) -> int:
        return max(self.blob.count(b"\n") - 1, 0)


@cache
def word_list(name: str) -> WordList:
    """The list called name: "closed", "common", "hyphenated" or "parts"."""
    with open(os.path.join(FOLDER, f"{name}.txt"), "rb") as file:
        return WordList(file.read())


@lru_cache(maxsize=4096)
def is_closed(word: str) -> bool:
    """Is the lower-case word written without hyphen in the list ("government")?"""
    return word in word_list("closed")


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Is the lower-case word without hyphen an everyday one ("report", not "outmaneuver")?"""
    return word in word_list("common")


@lru_cache(maxsize=4096)
def is_hyphenated(word: str) -> bool:
    """Is the lower-case word with its hyphens in the list ("so-called")?"""
    return word in word_list("hyphenated")


@lru_cache(maxsize=4096)
def is_part(part: str) -> bool:
    """Do many hyphenated words begin with "self-" or end in "-shaped"?"""
    return part in word_list("parts")
