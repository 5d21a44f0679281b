"""What a line may be by itself: one with the mark of a paragraph or of an item, a name with an office.

Law of this file: it sees the line alone; whether a number is in its place is asked of `labels`.
"""

from __future__ import annotations

import re

from cableconv.body.roles import BULLETS
from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.text.lines import Line

_ENDS_MARKER = frozenset("DFNdfn")  # what "... END", "... BEGIN" and "... End of" end with
_HALF_END = lazy(
    r"(?:^|(?<=[.?!\"')(]\s)|(?<=[.?!\"')]\s\s)|(?<=\())end\s+[a-z' ]{4,32}\s+and\Z", re.IGNORECASE
)
_PARTICLE = lazy(r"(?:of|the|and|for|de|la|du|von|van|der|den|al-|ben-|el-|at|to)")


def is_numbered(line: Line) -> bool:
    """Does the line begin with the number or the portion marking of a paragraph?"""
    return not line.worded and (line.label is not None or grammar.PORTION_FIRST.match(line.text) is not None)


def is_portioned(line: Line) -> bool:
    """Does a paragraph number with its portion marking begin the line?"""
    return line.label is not None and line.label["portion"] is not None


def is_marked(line: Line) -> bool:
    """Does the line begin with the mark of a paragraph or of an item?"""
    if line.worded:
        return False
    return (
        is_numbered(line)
        or (line.bare[0] in BULLETS and grammar.ITEM_MARK.match(line.text) is not None)
        or grammar.LETTER_MARK.match(line.text) is not None
    )


def closes_split_marker(line: Line, above: Line) -> bool:
    """Is this the rest of a marker whose first word ends the line above: "... End" / "Note.)"?"""
    if line.blanks or line.first or above.bare[-1] not in _ENDS_MARKER:
        return False
    if markers.SPLIT_MARKER.search(above.bare):
        return markers.MARKER_REST.match(line.bare) is not None
    half = _HALF_END.search(above.bare)  # "... END SUMMARY AND" / "COMMENT."
    whole = markers.MARKER_END.match(f"{half[0]} {line.bare}") if half else None
    return half is not None and whole is not None and whole.end() > len(half[0]) + 1


def is_office(bare: str) -> bool:
    """Is this a name, a comma and an office: "Ann Example, Country Officer"?"""
    words = bare.replace(",", " ").split()
    small = words[:1] == ["The"] or any(word[0].islower() and not _PARTICLE.match(word) for word in words)
    return ", " in bare and not (small or ":" in bare or bare[-1] == "?") and not any(map(str.isdigit, bare))
