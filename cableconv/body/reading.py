"""The role of every line of the body.

Law of this file: what the lines make together, such as rows, lists and turns of speakers, is looked for
once in all of them; then each line is read, by that and by the line before it.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from cableconv.body import tabular
from cableconv.body.addresses import address_lines, online_lines
from cableconv.body.alike import alike_lines
from cableconv.body.begins import (
    ALONE,
    begins_item,
    begins_paragraph,
    closes_sentence,
    label_at,
    stands_alone,
)
from cableconv.body.below import is_dashed_title, is_heading_below_list
from cableconv.body.closing import feet_of, rest_of_a_note, signatures_of, signs_off, with_drafting
from cableconv.body.completed import completed, titles_above
from cableconv.body.crossing import crossed
from cableconv.body.entries import entries_of
from cableconv.body.forms import forms_of
from cableconv.body.groups import name_groups
from cableconv.body.headings import heading_goes_on, is_heading
from cableconv.body.kept import kept_lines, office_lines
from cableconv.body.list_ends import below_lists
from cableconv.body.list_runs import list_runs
from cableconv.body.lone import lone_lines
from cableconv.body.marked_runs import marked_runs
from cableconv.body.marks import is_numbered
from cableconv.body.opened import opened_lines
from cableconv.body.parts import lettered_headings, numbered_parts
from cableconv.body.quoted import quoted_lines
from cableconv.body.reopened import quotations
from cableconv.body.resolutions import clauses
from cableconv.body.rests import rests_of
from cableconv.body.roles import RUNNING, Reading, Role
from cableconv.body.rounds import round_bullets
from cableconv.body.ruled import lone_marks, ruled_headings, rules_of
from cableconv.body.sequences import Numbers, numbers_in_order
from cableconv.body.turns import answers, schedules, turns
from cableconv.body.verse import Verse, verse_of
from cableconv.body.wrapped_titles import wrapped_titles
from cableconv.grammar import markers
from cableconv.text.labels import Label, Numbering, label_of
from cableconv.text.lines import UNWRAPPED, Habits, Line, begins_with_letter, ends_early, fits
from cableconv.text.sentences import is_terminal

_GOES_ON = Role.GOES_ON  # looked up once, not every line
_reading = partial(tuple.__new__, Reading)
_KEPT = frozenset({Role.KEPT, Role.KEPT_MORE})


class _Known(NamedTuple):
    """What lines are known as before they are read one by one."""

    rules: Set[int]
    headings: Mapping[int, Role]
    titled: Set[int]  # headings and rules
    cells: Mapping[int, tuple[int, ...]]
    tight: Set[int]  # rows right above or below another
    signatures: Set[int]
    closing: Set[int]  # ends of texts which began on a line of their own
    inside: Set[int]  # places of the lines of these texts
    numbers: Numbers
    kept: Set[int]  # kept lines and rows
    verse: Verse
    spoken: Set[int]  # turns of speakers, and fields
    told: Set[int]  # kept or spoken
    asked: Set[int]  # questions and answers
    offices: Set[int]  # names with their offices
    listed: Set[int]  # items of lists
    quoted: Set[int]  # with which an inset quotation goes on below a page
    below: Set[int]  # paragraphs right below lists, and short blocks below one another
    special: Set[int]  # all that is not just the next line of a paragraph
    plain: Sequence[bool]


def read_body(lines: Sequence[Line], habits: Habits) -> list[Reading]:
    """Give every line its role, in order."""
    fresh = numbering = Numbering.of(lines)
    known = _known(lines, habits, numbering)
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


def _known(lines: Sequence[Line], habits: Habits, numbering: Numbering) -> _Known:
    cells = tabular.rows(lines)
    rules = rules_of(lines, habits)
    headings = ruled_headings(lines, rules, cells, habits)
    parts = lettered_headings(lines, habits) | numbered_parts(lines, habits)
    headings |= dict.fromkeys(parts - headings.keys(), Role.HEADING)
    listed = list_runs(lines, habits.width) | marked_runs(lines, habits, bracketed=numbering.bracketed)
    listed |= round_bullets(lines, habits) | lone_marks(lines)
    marked = quoted_lines(lines, habits)
    listed -= marked
    feet = feet_of(lines)
    signatures = signatures_of(lines, rules, cells, feet)
    taken = {*cells, *rules, *listed, *signatures}
    headings |= wrapped_titles(lines, habits, {*taken, *headings})
    opened = opened_lines(lines, habits, taken)
    joined = crossed(lines, habits, headings, {*taken})
    signed = {at for at, line in enumerate(lines) if signs_off(line)} | feet
    kept = kept_lines(joined, habits, cells, rules, {*listed, *signatures, *headings, *opened}) | signed
    kept |= address_lines(joined, habits, taken)
    asked = answers(lines, habits)
    spoken = turns(lines, habits)
    kept |= _beside_kept(lines, spoken, kept)
    alone = {at for at, line in enumerate(lines) if line.length < ALONE and stands_alone(line)}
    begun = {*listed, *asked, *spoken, *alone, *opened}
    verse = verse_of(joined, habits, {*cells, *rules, *headings, *signatures, *signed}, begun, kept)
    kept = kept - verse.filled | verse.kept
    forms = forms_of(lines, habits, {*cells, *rules, *listed, *signatures})
    kept |= forms.kept
    verse.kept.update(forms.kept | signed)
    verse.turned.update(forms.rests | rest_of_a_note(lines, feet))
    grouped = name_groups(lines, habits, {*cells, *rules, *headings, *signatures})
    grouped |= alike_lines(lines, habits, {*taken, *headings}) | marked | (schedules(lines) - {*taken})
    kept |= grouped
    verse.kept.update(grouped)
    offices = office_lines(joined, taken, {at for at in rules if at - 1 in headings})
    online = online_lines(joined, habits, kept, taken)
    kept |= online.kept | offices
    kept |= completed(lines, habits, kept, {*taken, *headings})
    entries = entries_of(lines, habits, {*taken, *headings, *signed})
    rests = rests_of(lines, habits, kept - {*headings, *rules, *cells} - entries.kept)
    rests |= online.rests | entries.rests
    kept |= entries.kept
    verse.kept.update(rests | entries.kept)
    verse.turned.update(rests)
    tight = tabular.tight(lines, cells)
    closing, inside = _begun_texts(lines, alone)
    numbers = numbers_in_order(lines, habits, tight, bracketed=numbering.bracketed, quoted=inside)
    rows = {*kept, *cells}
    below = (below_lists(lines, habits, listed) if listed else frozenset()) | opened
    quoted = quotations(lines)
    below |= quoted.again
    below |= lone_lines(lines, habits, {*kept, *taken, *headings})
    below |= titles_above(lines, kept) | clauses(lines)
    special = {*rules, *below, *spoken, *asked, *headings, *cells, *kept, *listed, *signatures, *alone}
    special.update(_before_labels(lines, habits))
    return _Known(
        rules, headings, headings.keys() | rules, cells, tight, signatures, closing, inside,
        numbers, rows, verse, spoken, rows | spoken, asked, offices, listed - asked, quoted.on, below,
        special, _plain(lines, habits),
    )  # fmt: skip


def _beside_kept(lines: Sequence[Line], spoken: Set[int], kept: Set[int]) -> set[int]:
    """The other fields, "NATIONALITY: TESTLAND", of a form some of whose lines are kept."""
    found: set[int] = set()
    run: list[int] = []
    for at in sorted(spoken):
        if run and (at != run[-1] + 1 or lines[at].blanks or lines[at].first):
            run = []
        run.append(at)
        if at in kept or (run[0] in found | kept and lines[at].length < ALONE):
            found.update(run)
    return found


def _begun_texts(lines: Sequence[Line], alone: Set[int]) -> tuple[set[int], set[int]]:
    """Places of "End text." alone on a line where "Begin text:" stood alone on one before it, and of the
    lines between the two."""
    closing: set[int] = set()
    inside: set[int] = set()
    opened: int | None = None
    for at in sorted(alone):
        if markers.TEXT_MARKER.fullmatch(lines[at].bare):
            ends = markers.MARKER_END.match(lines[at].bare) is not None
            if opened is not None and ends:
                closing.add(at)
                inside.update(range(opened + 1, at))
            opened = None if ends else at
    return closing, inside


def _number(at: int, line: Line, known: _Known) -> Label | None:
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
    known: _Known,
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


def _plain(lines: Sequence[Line], habits: Habits) -> list[bool]:
    """Which lines are the ordinary ones of a paragraph, told without trying anything else: each goes
    on where the line above is one of a paragraph or item."""
    if habits.solid:
        return [False] * len(lines)
    early = habits.width - habits.slack
    wide = min(UNWRAPPED, max(habits.width, habits.longest))
    return [
        False,
        *(
            not (line.blanks or line.paged or line.first)
            and (line.worded or (line.bare[0].isalpha() and not begins_with_letter(line.bare)))
            and above.length <= wide
            and not (above.length + 1 + line.word <= early and line.bare[0].isupper())
            and not line.text[0].isspace()
            for above, line in pairwise(lines)
        ),
    ]


def _before_labels(lines: Sequence[Line], habits: Habits) -> Iterator[int]:
    """Short lines without a sentence's end right above a paragraph number or portion marking."""
    for at, after in enumerate(lines[1:]):
        if after.worded or after.bare[0] not in "0123456789(\N{PILCROW SIGN}":
            continue
        line = lines[at]
        if line.length >= 0.8 * habits.width or is_terminal(line.bare):
            continue
        if is_numbered(after):
            yield at


def _read_prose(
    at: int,
    lines: Sequence[Line],
    before: Reading | None,
    numbering: Numbering,
    habits: Habits,
    known: _Known,
) -> Reading:
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if at not in known.verse.turned and is_heading_below_list(at, lines, before, numbering, habits):
        return Reading(line, Role.HEADING)
    if before and line.glued and before.role in _KEPT and not is_terminal(before.line.bare):
        return Reading(line, Role.KEPT_MORE)  # a page number stands inside the kept line
    if at in known.verse.kept:
        return Reading(line, Role.KEPT_MORE if at in known.verse.turned else Role.KEPT)
    if at in known.offices:
        return Reading(line, Role.KEPT)
    label = label_at(line, before, numbering, habits)
    if label:
        return Reading(line, Role.LABELLED, label)
    if at in known.asked:
        return Reading(line, Role.BEGINS)
    if is_dashed_title(at, lines, before, numbering, habits.width):
        return Reading(line, Role.HEADING)
    if at in known.listed or begins_item(line, before, numbering, habits):
        return Reading(line, Role.ITEM)
    if (
        stands_alone(line)
        and not closes_sentence(at, lines)
        and (before is None or at in known.closing or _is_apart(line, before, following, habits))
    ):
        return Reading(line, Role.BEGINS)
    if at in known.spoken and at not in known.kept and not markers.MARKER_HEADING.fullmatch(line.bare):
        return Reading(line, Role.BEGINS)
    if is_heading(at, lines, before, numbering, habits, known.told, known.titled):
        return Reading(line, Role.HEADING)
    if (
        before
        and before.role in (Role.HEADING, Role.HEADING_MORE)
        and heading_goes_on(line, before, following, numbering, habits)
    ):
        return Reading(line, Role.HEADING_MORE)
    if at in known.kept:
        return Reading(line, Role.KEPT)
    if at in known.verse.filled and at - 1 in known.verse.filled and not line.blanks:
        return Reading(line, Role.GOES_ON)  # prose that is inset, as wide as its own lines
    if before and before.role is Role.ITEM and before.line.bare == "--":
        return Reading(line, Role.GOES_ON)
    numbered = numbering.seen and at not in known.inside
    begins = at in known.below or begins_paragraph(line, before, habits, numbered=numbered)
    begins = begins and at not in known.quoted
    return Reading(line, Role.BEGINS if begins else Role.GOES_ON)


def _is_apart(line: Line, before: Reading, following: Line | None, habits: Habits) -> bool:
    """Does a marker alone on a line stand apart from the paragraph above, which had room for it, or whose
    end a crawler ate?"""
    if line.paged and markers.MARKER_END.match(line.bare) and not markers.TEXT_MARKER.fullmatch(line.bare):
        return False  # it closes what stands on the page before
    opens = not markers.MARKER_END.match(line.bare) and markers.TEXT_MARKER.fullmatch(line.bare)
    if opens and following and ends_early(line, following, habits, 0):
        return True
    return line.blanks > 0 or (is_terminal(before.line.bare) and fits(before.line, line, habits.width))
