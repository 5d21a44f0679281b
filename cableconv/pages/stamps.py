"""The stamp of a systematic review, on one line or wrapped over several.

Law of this file: a stamp is the whole of its lines, which stand one below the other; what holds another word
is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.grammar.stamps import REVIEW_STAMP

_MARK = "/released"
_MOST = 5  # lines over which a stamp is wrapped
_LONGEST = 160  # characters of a line of a stamp


def stamped(texts: Sequence[str]) -> frozenset[int]:
    """The lines that are stamps as a whole, or parts of one that is wrapped."""
    found: set[int] = set()
    for at, text in enumerate(texts):
        if "/" in text and at not in found and _MARK in text.lower():
            found.update(_around(texts, at))
    return frozenset(found)


def _around(texts: Sequence[str], at: int) -> list[int]:
    """The lines of the stamp that begins in this one; the longest there is. Blank lines may part them."""
    lines = [at]
    for below in range(at + 1, min(len(texts), at + 2 * _MOST)):
        if len(lines) == _MOST or len(texts[below]) > _LONGEST:
            break
        if texts[below].strip():
            lines.append(below)
    while lines:
        whole = " ".join(texts[line].strip() for line in lines)
        if len(whole) < _LONGEST and REVIEW_STAMP.fullmatch(whole):
            named = f"{texts[at - 1].strip()} {whole}" if at else ""  # the reviewer, right above
            return [at - 1, *lines] if REVIEW_STAMP.fullmatch(named) else lines
        lines.pop()
    return lines
