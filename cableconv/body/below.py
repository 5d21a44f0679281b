"""Titles right below a list, an address, a form or a schedule, and those between dashes.

Law of this file: what may be one more line of the list is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.body.marks import is_office
from cableconv.body.roles import Reading, Role
from cableconv.body.titles import NARROW, is_plain_title, is_title, starts_block
from cableconv.grammar import body as grammar
from cableconv.grammar import entries, letters
from cableconv.text.labels import Numbering
from cableconv.text.lines import Habits, Line, indent
from cableconv.text.sentences import is_terminal, is_titled

_REACH = 6  # lines of an item, at most
_QUOTES = ('"', "'", "\N{RIGHT DOUBLE QUOTATION MARK}")
_INSET = 3  # columns by which a poem or an address is set off, at least
_KEPT = (Role.KEPT, Role.KEPT_MORE)
_ABOVE = (Role.HEADING, Role.RULE, Role.ROW, *_KEPT)  # what a dashed title may stand right below


def is_dashed_title(
    at: int, lines: Sequence[Line], before: Reading | None, numbering: Numbering, width: int
) -> bool:
    """Is "-- The Old Guard", alone between two paragraphs, a heading and no list of one item?"""
    line = lines[at]
    if line.bare[:2] != "--" or at + 1 == len(lines):
        return False
    following = lines[at + 1]
    title = line._replace(bare=line.bare.strip("- "))
    plain = title.bare[:1].isupper() and is_titled(title.bare)
    closed = line.bare[-2:] == "--" and plain and line.length < NARROW * width
    over = before is not None and (before.role in _ABOVE or is_terminal(before.line.bare))
    if closed and starts_block(following, numbering):
        return True
    if closed and (before is None or line.first or (line.blanks and following.blanks) or over):
        return bool(following.blanks)
    if before is None:
        return False
    parted = (line.blanks or is_terminal(before.line.bare)) and not (line.first or following.first)
    if not parted or before.role is Role.ITEM or before.line.bare.endswith(":") or _is_in_list(at, lines):
        return False
    named = is_title(title, width) or (line.bare[-2:] == "--" and title.bare.istitle())
    return bool(title.bare) and named and starts_block(following, numbering)


def _is_in_list(at: int, lines: Sequence[Line]) -> bool:
    """Does the line above end an item of several lines that begins with a dash, too, right above or with no
    stop?"""
    for above in lines[at - 1 : max(0, at - _REACH) : -1] if not lines[at].blanks else ():
        if above.bare[:2] == "--":
            return above.bare[-2:] != "--"
        if above.blanks or above.first:
            break
    for above in lines[at - 1 : max(0, at - _REACH) : -1]:
        if is_terminal(above.bare) or above.first or above.bare[:2] == "--":
            return above.bare[:2] == "--" and not is_terminal(above.bare)
    return False


def is_heading_below_list(
    at: int, lines: Sequence[Line], before: Reading | None, numbering: Numbering, habits: Habits
) -> bool:
    """Is a title between the last line of a list, an address or a form and a paragraph number none of the
    list's own lines?"""
    line = lines[at]
    if before is None or line.first or line.glued or not _ends_list(before):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or line.length > NARROW * habits.width or not starts_block(following, numbering):
        return False
    portion = grammar.PORTION_FIRST.match(line.bare)
    title = line.bare[portion.end() :].lstrip() if portion else line.bare
    if title[-1:] in _QUOTES and title[-2:-1] in ".!" and title[0] not in _QUOTES:
        return False  # the end of what the speaker above says: THROUGH IT."
    above = [other.bare for other in lines[max(0, at - 2) : at]]
    hours = all(map(entries.HOUR.match, above)) and not entries.HOUR.match(title)  # a schedule
    online = letters.ONLINE.fullmatch(above[-1]) is not None  # the last line of an address
    if hours and len(above) > 1:
        return is_titled(title) and title[:1].isupper() and not is_terminal(title.rstrip(":?"))
    offices = all(map(is_office, above))
    if offices and is_office(title):
        return False  # one more of them
    capitals = title.isupper() and title.count(" ") > 1 and not any(map(str.isupper, above))
    outside = line.bare == line.text.rstrip() and indent(before.line) >= _INSET  # below what is inset
    outside = outside and not _goes_on_hanging(at, lines, before)
    sure = portion is not None or online or capitals or outside
    if not is_plain_title(title.replace(",", "") if sure else title):
        return False
    return sure or offices or ":" in above[-1]


def _goes_on_hanging(at: int, lines: Sequence[Line], before: Reading) -> bool:
    """Is the line above the rest of an entry that began as far left as this line stands, right below it?"""
    return before.role is Role.KEPT_MORE and not lines[at].blanks and not indent(lines[at - 2])


def _ends_list(before: Reading) -> bool:
    """Is the line above kept, or the field of a form?"""
    field = before.role is Role.BEGINS and ":" in before.line.bare[:-1]
    return before.role in _KEPT or (field and entries.TURN.match(before.line.bare) is not None)


def stands_below_list(line: Line, above: Line, *, tight: bool) -> bool:
    """Is this a title right below a line of a form or an address, which is none of its lines?"""
    if above.bare[-1] == ":" or (":" in above.bare and ":" in line.bare[:-1]):
        return False  # the first line of the list, or the next field of the form
    other = ":" in above.bare
    ended = tight and (
        (above.bare[-1].isdigit() and line.bare.count(" ") > 1) or indent(line) < indent(above)
    )
    plain = not any(map(str.isdigit, line.bare)) and line.bare[0].isupper()
    return plain and (other or ended) and is_titled(line.bare) and not is_terminal(line.bare[:-1])
