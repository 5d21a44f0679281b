"""Forms: "Name: Example" line below line, with the rest of a value that its line had no room for.

Law of this file: a line without a name and a colon belongs to the value above only where it stands further
right, or where no line of the form is so long that its first word would have fitted. A form may begin behind
a paragraph's number where its columns, or its short lines, show it.
"""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cableconv.body.marks import is_numbered
from cableconv.grammar import entries, letters
from cableconv.grammar.form import lazy
from cableconv.text.lines import Habits, Line, fits, indent
from cableconv.text.sentences import LINKS, is_introduction, is_terminal, is_titled

_FEWEST = 3  # fields of a form
_PAIR = 2  # of one whose first field stands behind a paragraph's number, at one column with the others
_ASKEW = 2  # columns by which the fields of one column may be out of line
_FIELD = 60  # columns in which the name of such a field ends
_NARROW = 0.6  # of the width: a shorter line ends for other reasons than a wrapper's
_LONGEST = 40  # lines of a form
_NAMED = 40  # columns in which the colon of a name stands
_ORDER = lazy(r"E\.? ?O\.? ?1\d{4}\s?:")
_ROOM = 3  # columns that a line leaves free, beyond the next word, where its value is over


class Forms(NamedTuple):
    """Places of the lines of forms whose values wrap, and of those that are the rest of a value."""

    kept: set[int]
    rests: set[int]


class _Field(NamedTuple):
    """A field of a form: its line, and the columns of its name, its colon and its value."""

    at: int
    name: int
    colon: int
    value: int


def forms_of(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> Forms:
    """The forms with a value that goes on in the line below. taken: places of rows, rules, items and
    signatures."""
    found = Forms(set(), set())
    if sum([":" in line.bare for line in lines]) < _PAIR:
        return found
    for block in _blocks(lines, taken):
        rests = _rests(block, lines, habits)
        if rests is not None:
            found.kept.update(block)
            found.rests.update(rests)
    for at, line in enumerate(lines):
        if ":" in line.bare[:_FIELD] and is_numbered(line) and (fields := _behind_number(at, lines, taken)):
            below = range(at + 1, fields[-1].at + 1)
            found.kept.update(below)
            found.rests.update(set(below) - {field.at for field in fields})
    return found


def _behind_number(at: int, lines: Sequence[Line], taken: Container[int]) -> list[_Field]:
    """The fields of a form that begins behind the number in this line, whose other fields stand at the same
    column, by their names or by their colons; none where other lines stand below the first one.

    2.  (U)  Meeting Date:  May 2, 2009
                     Time:  10:00 A.M.
    """
    number = lines[at].label
    first = _field(at, lines[at].text, number.end()) if number else None
    fields = [first] if first else []
    for below in range(at + 1, len(lines) if first else 0):
        line = lines[below]
        if line.blanks or line.paged or line.first or line.glued or below in taken or is_numbered(line):
            break
        left = indent(line)
        field = _field(below, line.text, left)
        if field is None and left >= fields[-1].value - 1:
            continue  # the rest of a value
        if field is None or not left:
            return []
        fields.append(field)
    columns = [field.colon for field in fields], [field.name for field in fields]
    aligned = any(max(each) - min(each) <= _ASKEW for each in columns if each)
    return fields if len(fields) > 1 and aligned else []


def _field(at: int, text: str, start: int) -> _Field | None:
    """The field that begins at this column of a line."""
    while text[start : start + 1].isspace():
        start += 1
    found = entries.TURN.match(text, start)
    return _Field(at, start, text.index(":", found.end("who")), found.end()) if found else None


def _blocks(lines: Sequence[Line], taken: Container[int]) -> Iterator[range]:
    """Runs of lines that begin with a field and that nothing parts."""
    start: int | None = None
    for at in range(len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        if line is None or at in taken or _is_parted(line, None if start is None else lines[start]):
            if start is not None and _FEWEST < at - start <= _LONGEST:
                yield range(start, at)
            start = None
        if start is None and line is not None and line.worded and at not in taken and _may_begin(at, lines):
            start = at


def _is_parted(line: Line, first: Line | None) -> bool:
    """Does something part the line from the block above, which begins with first? An inset form goes on over
    a page with a field at its column, or with the rest of a value further right."""
    if line.first or line.glued or is_numbered(line):
        return True
    left = indent(first) if first and line.paged else 0
    if left:
        return indent(line) != left if _name(line) else indent(line) <= left + 1
    return bool(line.blanks or line.paged)


def _may_begin(at: int, lines: Sequence[Line]) -> bool:
    """Does a field stand here below a blank line, or below a line that ends with a stop or colon?"""
    line = lines[at]
    if _name(line) == "" or is_introduction(line.bare):
        return False
    return at == 0 or bool(line.blanks or line.first) or is_terminal(lines[at - 1].bare)


def _name(line: Line) -> str:
    """The name of the field that begins the line; "" without one."""
    if ":" not in line.bare[:_NAMED]:
        return ""
    if line.bare[0] == "E" and _ORDER.match(line.bare):
        return "E.O."  # of the header of a telegram that the text repeats
    if not line.worded:
        return ""
    found = entries.TURN.match(line.bare) or entries.UNFILLED.fullmatch(line.bare)
    return found["who"] if found else ""


def _rests(block: range, lines: Sequence[Line], habits: Habits) -> set[int] | None:
    """Places of the lines that are the rest of a value; None unless the block is a form with lines without a
    name."""
    names = [_name(lines[at]) for at in block]
    fields = [name for name in names if name]
    if len(fields) < _FEWEST or len(set(fields)) < len(fields) or all(names):
        return None
    longest = max(lines[at].length for at in block)
    left = indent(lines[block[0]])
    rests = {at for at, name in zip(block, names, strict=True) if not name}
    if all(indent(lines[at]) > left + 1 for at in rests):
        return rests
    short = len(rests) <= len(fields) and longest <= habits.width
    rests = {at for at in rests if not _may_be_field(at, lines, habits)}
    return rests if short and all(_filled(at, lines, longest, habits) for at in rests) else None


def _may_be_field(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is this a line of the form without a name, "Married, two sons", for which the text's width leaves the
    line above room, or the greeting below the head of a mail?"""
    above, line = lines[at - 1], lines[at]
    if letters.GREETING.fullmatch(line.bare):
        return True
    if line.length > _NARROW * habits.width or is_titled(line.bare) or is_terminal(line.bare):
        return False  # a paragraph, or a title, below the form
    early = fits(above, line, habits.width - habits.slack - _ROOM)
    return early and line.bare[0].isupper() and LINKS.search(above.bare) is None


def _filled(at: int, lines: Sequence[Line], longest: int, habits: Habits) -> bool:
    """Had the line above no room for the first word of this one?"""
    above = lines[at - 1]
    full = above.length + 1 + lines[at].word > longest or LINKS.search(above.bare) is not None
    return above.length >= _NARROW * habits.width and full and not is_terminal(above.bare)
