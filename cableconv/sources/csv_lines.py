"""The lines of a CSV file, of which those of a damaged row may be read again.

Law: as sources. No line is lost: each stands in the row that is being read, or is read again, or counts as
skipped.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO

from cableconv.sources.item import Item, TooLarge, row_lost
from cableconv.sources.tables import lines_of

TOO_LONG = TooLarge("a row is longer than any document may be (--max-bytes)")
_KEPT = 1000  # characters of a line that is too long
_LOOK = 20  # lines behind a row


def _rest(file: IO[str], line: str, limit: int) -> str:
    """Read on to the end of a line; how it begins."""
    end = line
    while len(end) > limit and not end.endswith("\n"):
        end = file.readline(limit + 1)
    return line[:_KEPT]


class Lines:
    """The lines of a table, of which those of the row that is being read may be read again."""

    def __init__(self, file: IO[str], limit: int) -> None:
        self.file = file
        self.limit = limit
        self.again: deque[str] = deque()
        self.row: list[str] = []
        self.before = 0  # lines that stand before this row
        self.skipped = 0  # lines behind it that belong to none

    def __iter__(self) -> Iterator[str]:
        again, readline, keep, limit = self.again, self.file.readline, self.row.append, self.limit
        while line := again.popleft() if again else readline(limit + 1):
            keep(line)
            if len(line) > limit:
                self.row[-1] = _rest(self.file, line, limit)
                raise csv.Error(TOO_LONG)
            yield line

    def begin(self) -> None:
        """The next row."""
        self.before += len(self.row) + self.skipped
        self.skipped = 0
        self.row.clear()

    def back(self, opens: Callable[[str, bool], bool]) -> bool:
        """Go back to the second line of this row that opens one, if there is one."""
        at = next((at for at, line in enumerate(self.row) if at and opens(line, False)), 0)
        if at:
            self.again.extendleft(reversed(self.row[at:]))
            del self.row[at:]
        return bool(at)

    def skip(self, opens: Callable[[str, bool], bool]) -> bool:
        """Go to the next line that opens a row, from the second of this row on; False when there is none."""
        alone = len(self.row) == 1
        if not alone and self.back(opens):
            return True
        again, rest = self.again, lines_of(self.file, self.limit)
        while line := again.popleft() if again else next(rest, ""):
            if opens(line, alone):
                again.appendleft(line)
                return True
            self.skipped += 1
        return False

    def go_on(self, judged: Callable[[str], int], enough: int) -> bool:
        """Do so many lines follow, blank ones apart, that belong to the row before them? judged: 1 for one
        that does, -1 for one with which a row begins, 0 where that is open, which the first must not be."""
        seen: list[str] = []
        count = 0
        while count < enough and len(seen) < _LOOK and (line := self._next()):
            seen.append(line)
            if line.strip():
                if (found := judged(line)) < 0 or not (found or count):
                    break
                count += found
        self.again.extendleft(reversed(seen))
        return count == enough

    def _next(self) -> str:
        return self.again.popleft() if self.again else self.file.readline(self.limit + 1)

    def damaged(self, number: int, why: str, name: str) -> Item:
        """The item of this row, which ends where the next one begins. name: of its document, or ""."""
        first, last = self.before + 1, self.before + len(self.row) + self.skipped
        where = f"line {first}" if first >= last else f"lines {first} to {last}"
        item = row_lost(number, type(why)(f"{where}: {why}"))
        return item._replace(name=name) if name else item
