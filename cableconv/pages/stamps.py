"""The stamp of a systematic review or of a release, on one line with its reviewer or wrapped over several.

Law of this file: a stamp is the whole of its lines, which stand one below the other; what holds another word
is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.grammar.pages import BANNER
from cableconv.grammar.stamps import CASE_STAMP, REVIEW_STAMP, REVIEWED, SIGNED_STAMP

_CASE = "Case No."
_ABOVE, _BELOW = 2, 2  # lines of the stamp of a release above its case number, and below
_MOST = 5  # lines over which a stamp is wrapped
_LONGEST = 160  # characters of a line of a stamp


def stamped(texts: Sequence[str]) -> frozenset[int]:
    """The lines that are stamps as a whole, or parts of one that is wrapped."""
    found: set[int] = set()
    for at, text in enumerate(texts):
        if at not in found and any(word in text for word in REVIEWED):
            found.update([at] if _is_signed(texts, at) else _around(texts, at))
        elif _CASE in text:
            found.update(_case(texts, at))
    return frozenset(found)


def _case(texts: Sequence[str], at: int) -> list[int]:
    """The lines of the stamp of a release whose case number stands in this one; the longest there is."""
    first, last = _neighbours(texts, at, -1, _ABOVE), _neighbours(texts, at, 1, _BELOW)
    for above in (first, first[:1]):
        for below in (last, last[:1], []):
            lines = sorted({at, *above, *below})
            if CASE_STAMP.fullmatch(" ".join(texts[line].strip() for line in lines)):
                return lines
    return []


def _neighbours(texts: Sequence[str], at: int, step: int, most: int) -> list[int]:
    """The nearest short lines above or below that are not blank, the nearest first."""
    lines: list[int] = []
    place = at + step
    while 0 <= place < len(texts) and len(lines) < most and abs(place - at) <= 2 * most:
        if len(texts[place]) > _LONGEST:
            break
        if texts[place].strip():
            lines.append(place)
        place += step
    return lines


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
            return [at - 1, *lines] if _is_reviewer(texts, at, whole) else lines
        lines.pop()
    return lines


def _is_signed(texts: Sequence[str], at: int) -> bool:
    """Is the line a stamp with its reviewer behind it? His name stands beside another stamp of the copy, or a
    blank line is below; else it may be a person of the cable's, in the rest of the line."""
    signed = SIGNED_STAMP.fullmatch(texts[at]) if len(texts[at]) < _LONGEST else None
    if signed is None:
        return False
    beside = [text for text in texts if signed["reviewer"] in text and any(word in text for word in REVIEWED)]
    return len(beside) > 1 or not "".join(texts[at + 1 : at + 2]).strip()


def _is_reviewer(texts: Sequence[str], at: int, stamp: str) -> bool:
    """Does the stamp's reviewer stand on a line right above it? His name stands on all stamps of a copy, or
    below a banner; a person of the cable's stands above one of them, below text."""
    name = texts[at - 1].strip() if at else ""
    alone = REVIEW_STAMP.fullmatch(stamp)
    if alone is None or alone["reviewer"] or not REVIEW_STAMP.fullmatch(f"{name} {stamp}"):
        return False
    over = next((text for text in reversed(texts[: at - 1]) if text.strip()), "")
    return BANNER.fullmatch(over) is not None or sum(text.lstrip().startswith(name) for text in texts) > 1
