"""Names in groups, each below the name of its side: "US:" / "The Ambassador" / "A. Example (notetaker)".

Law of this file: two such groups at least, one below the other, or none; no line of a group ends a sentence
or fills its width.
"""

from collections.abc import Container, Iterator, Sequence

from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.text.lines import Habits, Line
from cableconv.text.sentences import LINKS

_TITLE = 30  # columns that the name of a side is shorter than
_HALF = 0.6  # of the width: a line of a group is shorter
_MOST = 12  # lines of a group
_FEWEST = 2  # groups


def name_groups(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """Places of the lines of such groups. taken: places of rows, rules, headings and signatures."""
    if sum(line.bare[-1] == ":" and line.length < _TITLE for line in lines) < _FEWEST:
        return set()
    kept: set[int] = set()
    row: list[range] = []
    for group in _groups(lines, habits, taken):
        if row and row[-1].stop != group.start:
            kept.update(*row if len(row) >= _FEWEST else ())
            row = []
        row.append(group)
    kept.update(*row if len(row) >= _FEWEST else ())
    return kept


def _groups(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> Iterator[range]:
    """Blocks between blank lines that begin with a few words and a colon, names below."""
    at = 0
    while at < len(lines):
        start = at
        at += 1
        while at < len(lines) and not (lines[at].blanks or lines[at].first):
            at += 1
        block = range(start, at)
        named = 1 < len(block) <= _MOST and _is_side(lines[start])
        if named and all(_is_name(lines[each], habits) and each not in taken for each in block[1:]):
            yield block


def _is_side(line: Line) -> bool:
    bare = line.bare
    titled = bare[-1] == ":" and line.length < _TITLE and bare[0].isupper() and line.blanks > 0
    return titled and not (
        markers.MARKER_RUN_IN.match(bare)
        or markers.MARKER_HEADING.fullmatch(bare)
        or markers.TEXT_MARKER.fullmatch(bare)
    )


def _is_name(line: Line, habits: Habits) -> bool:
    bare = line.bare
    if line.glued or line.length >= _HALF * habits.width or not bare[0].isupper() or bare[-1] in ".,:;?!-":
        return False
    return LINKS.search(bare) is None and grammar.PORTION_FIRST.match(bare) is None
