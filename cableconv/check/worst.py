"""The worst of what a check has found, which is what a limit keeps.

Law of this file: errors before warnings before notes, and of one severity what comes first; no more is held
than is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappush, heappushpop
from typing import Generic, TypeVar

SEVERITIES = ("error", "warning", "info")
T = TypeVar("T")


class Worst(Generic[T]):
    """Keeps as many items as it may, the worst of those that were added."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: list[tuple[int, int, T]] = []  # a heap, the least of them first
        self._added = 0

    def add(self, severity: str, item: T) -> T | None:
        """Take an item; give back the one for which there is no place."""
        self._added += 1
        entry = -SEVERITIES.index(severity), -self._added, item
        if len(self._kept) < self.most:
            heappush(self._kept, entry)
            return None
        return heappushpop(self._kept, entry)[2]

    def __iter__(self) -> Iterator[T]:
        """What is kept, in the order in which it was added."""
        return (item for _, _, item in sorted(self._kept, key=lambda entry: -entry[1]))
