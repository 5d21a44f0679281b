"""Kept lines on both sides of a page break: an address, a list of names or a poem that a page parts.

Law of this file: a page is looked through only where no line on either side of it, as far as the next
blank line, was filled, so that no paragraph stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from cableconv.body.announced import announced
from cableconv.body.marks import is_marked, is_numbered
from cableconv.body.row_shapes import are_rows
from cableconv.grammar import letters, markers
from cableconv.grammar.form import lazy
from cableconv.text.lines import Habits, Line, fits, indent
from cableconv.text.sentences import INITIALS, LINKS, is_terminal, is_titled
from cableconv.text.verse import ANNOUNCED, QUOTES

_BRACKETED = lazy(r"[A-Z][^().:;?!]{2,40} \([^()]{2,40}\)")
_SOME = 2  # columns that each line of such a block leaves free
_LONGEST = 30  # lines of such a block
_INSET = 3  # columns by which a block is set off
_DEEP = 6  # columns by which few paragraphs stand further right
_HALF = 0.6  # of the width: a name with its office is shorter
_MUCH = 8  # columns that a wrapper never leaves
_ROOM = 4  # columns that a kept line leaves free, beyond the next word


def crossed(
    lines: Sequence[Line], habits: Habits, headings: Collection[int], rules: Collection[int]
) -> Sequence[Line]:
    """The lines as they would stand if no page broke a block of short lines."""
    titled = {*headings, *rules}
    places = [at for at, line in enumerate(lines) if line.paged]
    solid = len(places) > 0 and (habits.solid or _is_solid(lines))
    found = [at for at in places if _may_go_on(at, lines, habits, rules, titled, solid=solid)]
    found = [at for at in found if at not in headings and at - 1 not in headings]
    if not found:
        return lines
    joined = list(lines)
    for at in found:
        joined[at] = joined[at]._replace(blanks=0, paged=False)
    return joined


def _is_solid(lines: Sequence[Line]) -> bool:
    """Do no blank lines stand above the numbers of paragraphs, below the first?"""
    numbered = [line for line in lines if not line.first and not line.paged and is_numbered(line)]
    return len(numbered) > 1 and not any(line.blanks for line in numbered[1:])


def _may_go_on(
    at: int,
    lines: Sequence[Line],
    habits: Habits,
    rules: Collection[int],
    titled: Container[int],
    *,
    solid: bool,
) -> bool:
    line = lines[at]
    if at == 0 or line.first or line.glued or at in rules or at - 1 in rules:
        return False
    above = lines[at - 1]
    if _parts_stanza(at, lines) or _parts_announced(at, lines):
        return True
    if not fits(above, line, habits.width - _ROOM) or line.length > habits.width:
        return False
    if indent(above) >= _INSET and not indent(line):
        return False  # an inset poem or address ends above the page
    if above.bare[-1] == ":" or _is_marked(line) or _is_marked(above) or letters.CLOSING.fullmatch(line.bare):
        return False
    form = ":" in above.bare and ":" in line.bare  # "Name: Example" above, "Born: 1947" below
    form = form or are_rows(above.bare, line.bare)
    below = lines[at + 1] if at + 1 < len(lines) else None
    alone = below is None or below.blanks or below.first or below.paged or _is_marked(below)
    inset = not habits.indented and indent(above) == indent(line) > 0
    apart = line.blanks > 0 or alone
    if not (form or inset) and apart and above.blanks and _is_titled(above) and lines[at - 2].bare[-1] != ":":
        return not alone and _names_another_side(at - 1, lines, habits)  # or a heading above the page
    width = habits.width - _SOME - (0 if inset or _is_introduced(at, lines) else habits.slack)
    if not (
        _leaves_room(at - 1, -1, lines, width, titled, solid=solid)
        and _leaves_room(at, 1, lines, width, titled, solid=solid)
    ):
        return False
    if not alone or form:
        return True
    if above.bare[-1] == "," and fits(above, line, habits.width - _MUCH) and indent(above) == indent(line):
        return True  # the last line of a poem
    if _is_member(at, lines):
        return True
    sentence = line.bare[0].isupper() and is_terminal(line.bare)
    if not sentence and ", " in line.bare and ", " in above.bare and _is_introduced(at, lines):
        return True  # "MR. SAMPLE, COUNSELOR", the last of a list of names with their offices
    return not (sentence or _is_titled(line) or line.bare.isupper())


def _is_member(at: int, lines: Sequence[Line]) -> bool:
    """Is this the last of a list of names with their parties, "Jan Sample (Greens)"?"""
    members = (_BRACKETED.fullmatch(line.bare) is not None for line in lines[max(0, at - 2) : at + 1])
    return at > 1 and all(members) and indent(lines[at - 1]) == indent(lines[at])


def _names_another_side(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is this the name of a side, "Testland", below that of the first, "U.S.", and its people, a line each,
    with its own people below the page?"""
    first = at - 1
    while first > 0 and not (lines[first].blanks or lines[first].first):
        first -= 1
    below = at + 1
    while below + 1 < len(lines) and not lines[below + 1].blanks:
        below += 1
    side = lines[first].bare
    names = lines[first + 1 : below + 1]
    titled = side[0].isupper() and "," not in side and (side in INITIALS or not is_terminal(side))
    return titled and at - first > _SOME and all(_may_be_name(line, habits) for line in names)


def _may_be_name(line: Line, habits: Habits) -> bool:
    ended = is_terminal(line.bare) or LINKS.search(line.bare) is not None
    return line.bare[0].isupper() and line.length <= _HALF * habits.width and not ended


def _parts_stanza(at: int, lines: Sequence[Line]) -> bool:
    """Does a page stand inside a stanza far to the right: every line above ends with a mark, and this one,
    at their column, begins small?"""
    left = indent(lines[at])
    if left < _DEEP or not lines[at].bare[0].islower() or lines[at - 1].bare[-1] not in ",;":
        return False
    first = at - 1
    while first > 0 and at - first < _LONGEST and not (lines[first].blanks or lines[first].first):
        first -= 1
    block = lines[first:at]
    marked = all(indent(line) == left and line.bare[-1] in ",;:.!?" for line in block)
    return marked and len(block) > 1


def _parts_announced(at: int, lines: Sequence[Line]) -> bool:
    """Does a page stand inside a block that words about verse and a colon announce, both lines beside it
    begin with capitals, and no sentence ends above it?"""
    above, line = lines[at - 1], lines[at]
    begun = all(each.bare.lstrip(QUOTES)[:1].isupper() for each in (above, line))
    if not begun or is_terminal(above.bare) or indent(above) != indent(line) or _is_marked(line):
        return False
    first = _first_of_block(at - 1, lines)
    return announced(range(first, at), lines) >= ANNOUNCED and not any(map(_is_marked, lines[first:at]))


def _first_of_block(at: int, lines: Sequence[Line]) -> int:
    """The first line of the block that this line stands in, below a colon or a blank line."""
    first = at
    while first > 0 and at - first < _LONGEST and lines[first - 1].bare[-1] != ":":
        if lines[first].blanks or lines[first].first or lines[first].paged:
            break
        first -= 1
    return first


def _is_titled(line: Line) -> bool:
    """May the line be a heading?"""
    plain = "," not in line.bare and not any(map(str.isdigit, line.bare)) and not is_terminal(line.bare)
    return line.bare[0].isupper() and plain and is_titled(line.bare)


def _is_introduced(at: int, lines: Sequence[Line]) -> bool:
    """Does the block above the page begin below a colon?"""
    for lower in range(at - 1, max(0, at - _LONGEST), -1):
        if lines[lower - 1].bare[-1] == ":":
            return True
        if lines[lower].blanks or lines[lower].first:
            return False
    return False


def _leaves_room(
    at: int, step: int, lines: Sequence[Line], width: int, apart: Container[int], *, solid: bool
) -> bool:
    """Does every line of the block that ends (-1) or begins (1) here leave the next word room?

    solid: no blank lines part the block from the prose beside it, which is told by its full lines then.
    """
    first = at
    for _ in range(_LONGEST):
        lower = at if step < 0 else at + 1
        if not 0 < lower < len(lines) or lines[lower].blanks or lines[lower].first or lines[lower].paged:
            return True
        if lines[lower - 1].bare[-1] == ":" or lower in apart or _is_marked(lines[lower]):
            return True
        if solid and step < 0 and _ends_prose(lower - 1, lines):
            return True
        if not fits(lines[lower - 1], lines[lower], width):
            return solid and step > 0 and _begins_prose(at, first, lines)
        at += step
    return False


def _ends_prose(at: int, lines: Sequence[Line]) -> bool:
    """May a paragraph end with this line: does a sentence, and does none go on below it?"""
    below = lines[at + 1]
    set_off = indent(below) >= indent(lines[at]) + _INSET
    return is_terminal(lines[at].bare) and (set_off or not below.bare[0].islower())


def _begins_prose(at: int, first: int, lines: Sequence[Line]) -> bool:
    """Is this full line the first of a paragraph right below the block's line, and none of the block?"""
    return at > first and lines[at].bare[0].isupper() and lines[at + 1].bare[0].islower()


def _is_marked(line: Line) -> bool:
    """Does the line begin with a number, a mark or the marker of an extent?"""
    if markers.MARKER_END.match(line.bare) or markers.MARKER_HEADING.fullmatch(line.bare):
        return True
    return is_marked(line)
