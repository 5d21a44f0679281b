"""Items of lists, told from the marks that begin several lines: the same bullet, or letters in order.

A wrapper puts a mark at the beginning of a line by chance; it does not end the line above early, and
few sentences have a comma before a dash. Law of this file: one mark alone is never an item here.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from cableconv.body.list_runs import closes_dash, comes_from_inside, goes_on_inside, hangs_dash, is_initial
from cableconv.grammar import body as grammar
from cableconv.grammar.form import AtEnd, lazy
from cableconv.text.labels import follows
from cableconv.text.lines import EVEN, Habits, Line, begins_with_letter, fits, indent, leaves_room
from cableconv.text.sentences import counts, is_terminal

_REACH = 12  # lines from one item to the next
_THREE = 3  # letters in order that begin lines by chance less often than as items
_FIRST = ("a", "i", "1")
_DASHES = frozenset(("-", "--", "\N{EN DASH}", "\N{EM DASH}"))
_NUMBERED = frozenset("(\N{PILCROW SIGN}")  # what a paragraph's number may begin with, beside its digits
_SIGNS = frozenset(("*", "o", "\N{BULLET}", "\N{MIDDLE DOT}"))
_GOES_ON = lazy(  # a word that a sentence goes on with behind a dash
    r"\W+(?:and|but|or|nor|not|even|perhaps|especially|including|namely|particularly|which|who|whose|if|though)\b",
    re.IGNORECASE,
)
_ENDS_ITEM = AtEnd(6, r"(?:,|[,;][\"'\N{RIGHT DOUBLE QUOTATION MARK}]? (?:and|or|AND|OR))\Z")


class _Mark(NamedTuple):
    at: int
    style: str
    value: str  # "" of bullets
    left: int  # columns before it
    parted: bool  # the line above ends as an item does, or stands apart
    early: bool  # the mark and the word after it would have fitted above
    alone: bool  # the mark alone would have fitted above, where the wrapper fills its lines
    inside: bool  # a dash like it stands in the line: "-- as he put it -- nobody"


def marked_runs(lines: Sequence[Line], habits: Habits, *, bracketed: bool) -> set[int]:
    """Places of the items of lists whose marks follow one another at the beginnings of lines.

    bracketed: paragraphs are numbered "1)", so that such numbers are no list's.
    """
    found: set[int] = set()
    runs: dict[str, list[_Mark]] = {}
    marks = list(_marks(lines, habits, bracketed))
    for mark in marks:
        if not mark.style:  # a paragraph begins: no list goes on
            found.update(*[_listed(run, lines) for run in runs.values()])
            runs = {}
            continue
        run = runs.get(mark.style)
        if run and _goes_on(run[-1], mark):
            if mark.parted or mark.early or _is_bullet(mark, run, lines, lossy=habits.lossy):
                run.append(mark)
        elif mark.value.lower() in ("", *_FIRST):
            found.update(_listed(run, lines) if run else ())
            runs[mark.style] = [mark]
    found.update(*[_listed(run, lines) for run in runs.values()])
    found |= _stacked(marks, lines)
    return found | _beside(marks, found, lines)


def _stacked(marks: Sequence[_Mark], lines: Sequence[Line]) -> set[int]:
    """Lines right below one another that the same bullet begins at one column, three at least, the first one
    below the end of a sentence or a colon: no wrapper puts dashes so."""
    found: set[int] = set()
    run: list[_Mark] = []
    for mark in marks:
        above = run[-1] if run else None
        stacked = above is not None and mark.at == above.at + 1 and mark.left == above.left
        if not (stacked and above and mark.style == above.style) or lines[mark.at].blanks:
            run = []
        run.append(mark)
        if len(run) >= _THREE and run[0].parted and not (mark.value or any(each.inside for each in run)):
            found.update(each.at for each in run)
    return found


def _beside(marks: Sequence[_Mark], found: Set[int], lines: Sequence[Line]) -> set[int]:
    """Dashes right below the one full line of an item, of a list that has others."""
    added: set[int] = set()
    for above, mark in pairwise(marks):
        listed = above.at in found or above.at in added
        if mark.at in found or not (listed and mark.at == above.at + 1 and mark.style in _DASHES):
            continue
        alike = mark.style == above.style and mark.left == above.left and not mark.inside
        others = sum(
            each.at in found and each.style == mark.style and abs(each.at - mark.at) <= _REACH
            for each in marks
        )
        on = _GOES_ON.match(lines[mark.at].bare) or _dashes_on(mark, marks, found, lines)
        if alike and others > 1 and not on:
            added.add(mark.at)
    return added


def _dashes_on(mark: _Mark, marks: Sequence[_Mark], found: Set[int], lines: Sequence[Line]) -> bool:
    """Does a sentence go on with a dash below its full line: in small letters below a capital, or where all
    other items stand below blank lines?"""
    above, line = lines[mark.at - 1].bare, lines[mark.at].bare
    if line.partition(" ")[2][:1].islower() and not above.partition(" ")[2][:1].islower():
        return True
    items = [each.at for each in marks if each.at in found and abs(each.at - mark.at) <= _REACH]
    return len(items) > 1 and all(lines[at].blanks for at in items)


def _goes_on(last: _Mark, mark: _Mark) -> bool:
    return (
        mark.at - last.at <= _REACH
        and mark.left == last.left
        and (not mark.value or follows(last.value, mark.value))
    )


def _is_bullet(mark: _Mark, run: Sequence[_Mark], lines: Sequence[Line], *, lossy: bool) -> bool:
    """Is the mark below the full line of an item none that a sentence holds: a letter in its place, a sign
    that is no dash, or a dash at a column where the rest of the item above does not stand?"""
    if mark.style in _SIGNS:
        return True
    if len(run) > 1 and (mark.value or lossy or mark.alone):  # lossy: a crawler ate the end of the item above
        return not mark.inside
    if mark.value:
        return lossy
    if _stands_below_inner(mark, lines):
        return not mark.inside
    if mark.alone and not mark.inside and run[-1].at == mark.at - 1:
        return True
    if not mark.left:
        return _hangs_above(mark, run[-1].at, lines)
    below = lines[mark.at + 1 : mark.at + 2]
    rest = [*lines[run[-1].at + 1 : mark.at], *(line for line in below if not line.blanks)]
    return len(rest) > 0 and all(indent(line) != mark.left for line in rest)


def _stands_below_inner(mark: _Mark, lines: Sequence[Line]) -> bool:
    """Does the item of another list begin the line above, further right?"""
    above = lines[mark.at - 1]
    bullet = grammar.ITEM_MARK.match(above.text)
    return bullet is not None and indent(above) > mark.left and bullet["mark"] != mark.style


def _hangs_above(mark: _Mark, first: int, lines: Sequence[Line]) -> bool:
    """Do the other lines of the item above stand further right than its mark at the margin?"""
    at = mark.at - 1
    while at > first and indent(lines[at]) > 1:
        at -= 1
    return at < mark.at - 1 and lines[at].text.startswith(f"{mark.style} ")


def _marks(lines: Sequence[Line], habits: Habits, bracketed: bool) -> Iterator[_Mark]:
    """The marks that begin lines, in order; one without style where a paragraph begins."""
    for at, line in [(at, line) for at, line in enumerate(lines) if not line.worded]:
        if line.glued or (line.bare[0].isalpha() and not _may_be_letter(line.bare)):
            continue
        if at and closes_dash(line, lines[at - 1]) and not _stands_left(at, lines):
            continue
        style, value = _style_of(line, bracketed)
        if value and at and not line.blanks and comes_from_inside(line, lines[at - 1]):
            continue
        if value and at and is_initial(line, lines[at - 1], habits.width):
            continue
        if at and hangs_dash(line, lines[at - 1], habits.width):
            continue
        if style:
            inside = style in _DASHES and f" {style} " in line.bare
            parted = _is_parted(at, lines, inside=inside)
            early, alone = _is_early(at, lines, habits), _has_room(at, lines, habits)
            yield _Mark(at, style, value, indent(line), parted, early, alone, inside)
        elif (line.bare[0].isdigit() or line.bare[0] in _NUMBERED) and line.label:
            yield _Mark(at, "", "", 0, parted=False, early=False, alone=False, inside=False)


def _stands_left(at: int, lines: Sequence[Line]) -> bool:
    """Do the lines above hang, and does the same mark begin the item that they belong to, at this column?"""
    left, mark = indent(lines[at]), lines[at].bare.partition(" ")[0]
    first = at - 1
    while first > 0 and indent(lines[first]) > left + 1 and not lines[first].first:
        first -= 1
    return first < at - 1 and indent(lines[first]) == left and lines[first].bare.startswith(f"{mark} ")


def _may_be_letter(bare: str) -> bool:
    return begins_with_letter(bare) or (bare[0] in "IVX" and "." in bare[:6])


def _style_of(line: Line, bracketed: bool) -> tuple[str, str]:
    """How the mark of the line is printed, and its letter or number; empty where none begins it."""
    bullet = grammar.ITEM_MARK.match(line.text)
    if bullet:
        return bullet["mark"], ""
    found = grammar.LETTER_MARK.match(line.text)
    if not found or grammar.PORTION_FIRST.match(line.text):
        return "", ""
    value = found["in"] or found["out"] or found["dot"]
    number = value.isdigit()
    if number and (found["dot"] or (found["out"] and bracketed)):
        return "", ""  # of a paragraph
    shape = "(" if found["in"] else ")" if found["out"] else "."
    return f"{shape}{'1' if number else 'A' if value.isupper() else 'a'}", value


def _is_parted(at: int, lines: Sequence[Line], *, inside: bool) -> bool:
    """Does the line stand below a blank line, or below one that ends as an item does?"""
    line = lines[at]
    if at == 0 or line.first or (line.blanks and not line.paged):
        return True
    above = lines[at - 1].bare
    if is_terminal(above) or above.endswith(" --"):
        return True
    return not (inside or counts(above, marked=True)) and _ENDS_ITEM.search(above) is not None


def _is_early(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Does the line above end though the mark and the word after it would have fitted there?"""
    line = lines[at]
    return not (at == 0 or line.first or line.paged or line.blanks) and leaves_room(
        lines[at - 1], line, habits
    )


def _has_room(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Would the mark alone have fitted on the line above, at whose end a wrapper that fills its lines would
    have left a dash?"""
    line = lines[at]
    if habits.slack > EVEN or at == 0 or line.first or line.paged or line.blanks:
        return False
    return fits(lines[at - 1], line, habits.width - habits.slack)


def _listed(run: Sequence[_Mark], lines: Sequence[Line]) -> set[int]:
    """The places of the run, if its marks are those of a list."""
    if len(run) < 2:
        return set()
    first, *others = run
    if not first.parted and (
        first.inside or any(lines[mark.at].blanks and not lines[mark.at].paged for mark in others)
    ):
        return set()
    if first.value and any(
        goes_on_inside(lines[one.at : after.at], one.value) for one, after in pairwise(run)
    ):
        return set()
    sure = first.parted or all(mark.early for mark in others)
    sure = sure or (first.style in _SIGNS and any(mark.parted or mark.early or mark.left > 1 for mark in run))
    sure = sure or (len(run) >= _THREE and all(mark.parted or mark.early for mark in others))
    return {mark.at for mark in run} if sure else set()
