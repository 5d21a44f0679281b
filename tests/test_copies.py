"""Texts that were read before."""

from __future__ import annotations

from cableconv import copies
from cableconv.copies import Copies, digest_of


def test_a_text_is_the_same_however_it_was_wrapped() -> None:
    assert digest_of("the govern-", "ment of it") == digest_of("the government", " of it")
    assert digest_of("the government") != digest_of("the governments")


def test_copies_are_told() -> None:
    seen = Copies()
    digests = [digest_of(f"text {number}") for number in range(2000)]
    assert all(map(seen.is_new, digests))
    assert not any(map(seen.is_new, digests))


def test_what_is_remembered_is_bounded(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(copies, "MOST", 10)
    seen = Copies()
    digests = [digest_of(f"text {number}") for number in range(20)]
    assert all(map(seen.is_new, digests))
    assert [seen.is_new(digest) for digest in digests] == [False] * 10 + [True] * 10
