"""Edit distance of two texts, exact, by bit vectors (Myers 1999, Hyyro 2003)."""

from __future__ import annotations


def distance(a: str, b: str) -> int:
    """The number of inserted, deleted and replaced characters between two texts."""
    start = 0
    stop = min(len(a), len(b))
    while start < stop and a[start] == b[start]:
        start += 1
    end = 0
    while end < stop - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if not a or not b:
        return max(len(a), len(b))
    if len(a) < len(b):
        a, b = b, a
    masks: dict[str, int] = {}
    for at, char in enumerate(a):
        masks[char] = masks.get(char, 0) | 1 << at
    full, high = (1 << len(a)) - 1, 1 << len(a) - 1
    plus, minus, score = full, 0, len(a)
    for char in b:
        equal = masks.get(char, 0)
        vertical = equal | minus
        equal |= ((equal & plus) + plus) ^ plus
        plus_h = minus | (full & ~(equal | plus))
        minus_h = plus & equal
        if plus_h & high:
            score += 1
        if minus_h & high:
            score -= 1
        plus_h = plus_h << 1 | 1
        minus_h <<= 1
        plus = (minus_h | (full & ~(vertical | plus_h))) & full
        minus = plus_h & vertical & full
    return score
