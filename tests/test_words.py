"""Word lists: sorted, found by bisection, small."""

from __future__ import annotations

from pathlib import Path

import pytest

from cableconv.words import FOLDER, WordList, is_closed, is_common, is_hyphenated, is_part, word_list

NAMES = ("closed", "common", "hyphenated", "parts")


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_found_and_nothing_else(name: str) -> None:
    words = word_list(name)
    entries = words.blob.split(b"\n")
    assert entries[0] == entries[-1] == b""
    assert entries[1:-1] == sorted(set(entries[1:-1]))
    assert len(words) == len(entries) - 2 > 500
    sample = [entry.decode() for entry in (*entries[1:40], *entries[40:-41:97], *entries[-41:-1])]
    assert all(word in words for word in sample)
    assert not any(word + "\x01" in words or word.upper() in words for word in sample)


def test_edges() -> None:
    words = WordList(b"\na\nbc\nd\n")
    assert [word for word in ("a", "bc", "d") if word in words] == ["a", "bc", "d"]
    assert not any(word in words for word in ("", "b", "c", "a\nbc", "e", "\n", "\ud800", "A"))
    assert "a" not in WordList(b"")
    assert "a" not in WordList(b"\n")


def test_words_that_rules_count_on() -> None:
    assert is_closed("government")
    assert not is_closed("socalled")
    assert is_hyphenated("so-called")
    assert not is_hyphenated("govern-ment")
    assert is_part("self-")
    assert is_common("report")
    assert not is_common("outmaneuvered")


def test_size_and_origin() -> None:
    assert sum(path.stat().st_size for path in Path(FOLDER).iterdir()) < 2_000_000
    assert "Princeton" in (Path(FOLDER) / "ORIGIN.md").read_text(encoding="utf-8")
