"""Marks that a mail program puts before the lines of a text that a mail quotes: "> FM AMEMBASSY TESTVILLE".

Laws of this file: the marks go where a whole cable is quoted, from the header on, and hardly a line of it is
without its mark; what a cable quotes itself, below its own header, stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.repair.correction import Correction
from cableconv.scan import split_lines

RULE = "CC361"
_MARK = lazy(r">(?:[ ]?>(?=[ >\r\n]|\Z)){0,3}[ \t]?")  # ">> ", "> > "; not "> >= 100"
_FEWEST = 8  # lines of a quoted cable
_HEAD = 40  # of them in which its header begins
_SPARE = 20  # lines for each one that a mail program wrapped, and left without a mark


def may_have(text: str) -> bool:
    """Do several lines begin with the mark?"""
    return "\n>" in text and text.count("\n>") >= _FEWEST - 1


def corrections(text: str) -> Iterator[Correction]:
    """The marks of a quoted cable, with the blank behind each: nothing is printed there."""
    at, rows = 0, []
    for line in split_lines(text):
        mark = _MARK.match(line) if line[:1] == ">" else None
        if line.strip():
            rows.append((at, line, mark.end() if mark else 0))
        at += len(line)
    marked = [place for place, row in enumerate(rows) if row[2]]
    if len(marked) < _FEWEST or not _is_cable([rows[place] for place in marked[:_HEAD]]):
        return
    unmarked = marked[-1] - marked[0] + 1 - len(marked)
    if unmarked * _SPARE > len(marked) or any(site.HEADER_LINE.match(row[1]) for row in rows[: marked[0]]):
        return
    for begin, line, end in rows:
        if end:
            length = len(line[:end].rstrip("\r\n"))
            yield Correction(begin, begin + length, "", RULE, "mark of a quoted mail", 0.95)


def _is_cable(rows: list[tuple[int, str, int]]) -> bool:
    """Does the header of a cable begin in these lines?"""
    return any(site.HEADER_LINE.match(line[end:]) for _, line, end in rows)
