"""Lists inside one sentence, some of whose letters happen to begin lines: "that (a) trade fell; (b) aid
did;" and below it "(c) nobody paid."

Law of this file: the first letter stands inside a line; between two letters no sentence ends and no blank
line stands, and the line above each that begins a line is full.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from cableconv.grammar.form import lazy
from cableconv.text.lines import Habits, Line, ends_early, is_parted

_MARK = lazy(r"\((?P<letter>[b-zB-Z]|[2-9])\)\s")
_ENDED = lazy(r"[a-z0-9)A-Z]{3}[.?!][\"')]*(?:\s+[\"'(]*[A-Z]|\Z)")  # no initial, "U.S. Embassy"
_REACH = 7  # lines from one letter to the next


def inside_sentences(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the lines that begin with such a letter: their sentence goes on."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        mark = _MARK.match(line.bare) if line.bare[0] == "(" and at and not is_parted(line) else None
        if (
            mark
            and not ends_early(lines[at - 1], line, habits, 0)
            and _goes_on(at, mark["letter"], lines, found)
        ):
            found.add(at)
    return found


def _goes_on(at: int, letter: str, lines: Sequence[Line], inside: Container[int]) -> bool:
    """Does the letter before this one stand inside a line of the same sentence?"""
    before = f"({chr(ord(letter) - 1)})"
    between = ""
    for place in range(at - 1, max(-1, at - _REACH), -1):
        text = lines[place].bare
        column = text.rfind(before)
        if column >= 0:
            between = f"{text[column:]} {between}".rstrip()
            return (column > 0 or place in inside) and _ENDED.search(between) is None
        if is_parted(lines[place]):
            return False
        between = f"{text} {between}"
    return False
