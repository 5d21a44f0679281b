"""The role of every line of the body.

Law of this file: each line is read by what the lines make together and by the line before it.
"""

from collections.abc import Sequence
from functools import partial

from cableconv.body.begins import (
    begins_item,
    begins_paragraph,
    closes_sentence,
    label_at,
    stands_alone,
)
from cableconv.body.below import is_dashed_title, is_heading_below_list
from cableconv.body.closing import with_drafting
from cableconv.body.headings import heading_goes_on, is_heading
from cableconv.body.known import Known, known_of
from cableconv.body.marks import is_portioned
from cableconv.body.roles import RUNNING, Reading, Role
from cableconv.grammar import markers
from cableconv.text.labels import Label, Numbering, label_of
from cableconv.text.lines import Habits, Line, ends_early, fits
from cableconv.text.sentences import is_terminal

_GOES_ON = Role.GOES_ON  # looked up once, not every line
_reading = partial(tuple.__new__, Reading)
_KEPT = frozenset({Role.KEPT, Role.KEPT_MORE})
_HEADINGS = frozenset({Role.HEADING, Role.HEADING_MORE})


def read_body(lines: Sequence[Line], habits: Habits) -> list[Reading]:
    """Give every line its role, in order."""
    fresh = numbering = Numbering.of(lines)
    known = known_of(lines, habits, numbering)
    readings: list[Reading] = []
    running = False  # does the line above run on?
    for at, line in enumerate(lines):
        if running and known.plain[at] and at not in known.special:
            readings.append(_reading((line, _GOES_ON, None, ())))
            continue
        before = readings[-1] if readings else None
        if line.first and at:
            numbering = fresh
        label = _number(at, line, known)
        if label:
            titled = at in known.headings and not is_terminal(line.bare)  # "2. (C) THE BLOCKS" and its rule
            reading = Reading(line, known.headings[at]) if titled else Reading(line, Role.LABELLED, label)
        else:
            reading = _read(at, lines, before, numbering, habits, known)
            label = reading.label
        if label:
            numbering = numbering.after(label)
        elif reading.role is Role.ITEM:
            numbering = numbering.after_item(line)
        readings.append(reading)
        running = reading.role in RUNNING
    return with_drafting(readings)


def _number(at: int, line: Line, known: Known) -> Label | None:
    """The paragraph number that the line begins with, in the order of the numbers."""
    numbers = known.numbers
    cut = at in numbers.text and not line.paged  # behind a sentence on one line, and no page marker
    if (line.glued and not cut) or not (at in numbers.text or at in numbers.anew or at in known.headings):
        return None
    return label_of(line)


def _read(
    at: int,
    lines: Sequence[Line],
    before: Reading | None,
    numbering: Numbering,
    habits: Habits,
    known: Known,
) -> Reading:
    """A line without a paragraph number of the text."""
    line = lines[at]
    if at in known.numbers.listed:
        return Reading(line, Role.ITEM)
    if at in known.rules:
        return Reading(line, Role.RULE)
    if at in known.headings:
        return Reading(line, known.headings[at])
    if at in known.cells and (at in known.tight or not label_at(line, before, numbering, habits)):
        return Reading(line, Role.ROW, cells=known.cells[at])
    if at in known.signatures:
        return Reading(line, Role.SIGNATURE)
    return _read_prose(at, lines, before, numbering, habits, known)


def _read_prose(
    at: int,
    lines: Sequence[Line],
    before: Reading | None,
    numbering: Numbering,
    habits: Habits,
    known: Known,
) -> Reading:
    line = lines[at]
    if at in known.inset.first or at in known.inset.others:
        return Reading(line, Role.BEGINS if at in known.inset.first else _GOES_ON)
    open_field = at in known.spoken and line.bare[-1] == ":"
    if not (open_field or at in known.verse.turned) and is_heading_below_list(
        at, lines, before, numbering, habits
    ):
        return Reading(line, Role.HEADING)
    if role := _kept_surely(at, line, before, known):
        return Reading(line, role)
    label = label_at(line, before, numbering, habits)
    if label:
        return Reading(line, Role.LABELLED, label)
    if at in known.asked:
        return Reading(line, Role.BEGINS)
    if is_dashed_title(at, lines, before, numbering, habits.width):
        return Reading(line, Role.HEADING)
    if at in known.listed or begins_item(line, before, numbering, habits):
        return Reading(line, Role.ITEM)
    if _is_marker(at, lines, before, habits, known):
        return Reading(line, Role.BEGINS)
    if at in known.spoken and at not in known.kept and not markers.MARKER_HEADING.fullmatch(line.bare):
        return Reading(line, Role.BEGINS)
    if is_heading(at, lines, before, numbering, habits, known.told, known.titled) and not _runs_into_number(
        at, lines, habits, known
    ):
        return Reading(line, Role.HEADING)
    if before and before.role in _HEADINGS:
        following = lines[at + 1] if at + 1 < len(lines) else None
        if heading_goes_on(line, before, following, numbering, habits):
            return Reading(line, Role.HEADING_MORE)
    if at in known.kept:
        return Reading(line, Role.KEPT)
    return Reading(line, _role_of_prose(at, line, before, numbering, habits, known))


def _runs_into_number(at: int, lines: Sequence[Line], habits: Habits, known: Known) -> bool:
    """Does a full line go on right below with a number that is none of the text's: "MET IN PROVINCE" /
    "9. THE TALKS", and paragraph 9 still to come?"""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.label is None or below.blanks or below.first or below.paged:
        return False
    numbers = known.numbers
    own = at + 1 in numbers.text or at + 1 in numbers.anew or at + 1 in numbers.listed
    return not own and not is_portioned(below) and not fits(lines[at], below, habits.width)


def _kept_surely(at: int, line: Line, before: Reading | None, known: Known) -> Role | None:
    """The role of a line that stays as it stands, whatever it looks like; of another None."""
    if before and line.glued and before.role in _KEPT and not is_terminal(before.line.bare):
        return Role.KEPT_MORE  # a page number stands inside the kept line
    if at in known.verse.kept:
        return Role.KEPT_MORE if at in known.verse.turned else Role.KEPT
    return Role.KEPT if at in known.offices else None


def _role_of_prose(
    at: int, line: Line, before: Reading | None, numbering: Numbering, habits: Habits, known: Known
) -> Role:
    """Does a paragraph begin or go on with a line of running text?"""
    if at in known.verse.filled and at - 1 in known.verse.filled and not line.blanks:
        return Role.GOES_ON  # prose that is inset, as wide as its own lines
    if before and before.role is Role.ITEM and before.line.bare == "--":
        return Role.GOES_ON
    if at in known.quoted:
        return Role.GOES_ON
    numbered = numbering.seen and at not in known.inside
    begins = at in known.below or begins_paragraph(line, before, habits, numbered=numbered)
    return Role.BEGINS if begins else Role.GOES_ON


def _is_marker(at: int, lines: Sequence[Line], before: Reading | None, habits: Habits, known: Known) -> bool:
    """Does a marker stand alone on a line, "End summary.", and close no sentence of the line above?"""
    line = lines[at]
    if not stands_alone(line) or closes_sentence(at, lines):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    return before is None or at in known.closing or _is_apart(line, before, following, habits)


def _is_apart(line: Line, before: Reading, following: Line | None, habits: Habits) -> bool:
    """Does a marker alone on a line stand apart from the paragraph above, which had room for it, or whose
    end a crawler ate?"""
    if line.paged and markers.MARKER_END.match(line.bare) and not markers.TEXT_MARKER.fullmatch(line.bare):
        return False  # it closes what stands on the page before
    opens = not markers.MARKER_END.match(line.bare) and markers.TEXT_MARKER.fullmatch(line.bare)
    if opens and following and ends_early(line, following, habits, 0):
        return True
    return line.blanks > 0 or (is_terminal(before.line.bare) and fits(before.line, line, habits.width))
