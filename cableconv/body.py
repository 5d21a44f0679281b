"""The body stage: headings, paragraphs, lists, tables, kept lines, signature.

Laws of this file: it labels the lines that header and pages left as LINE and splits them
at labels, marks and cells; it decides where blocks begin, never how line ends print. A
span that begins a block carries BEGINS before its value; rejoin reads and clears it. When
in doubt a line goes on with the paragraph: text is never lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from cableconv import tabular
from cableconv.body_addresses import address_lines
from cableconv.body_begins import ALONE, begins_item, begins_paragraph, label_at, stands_alone
from cableconv.body_headings import (
    RULED,
    heading_goes_on,
    is_dashed_title,
    is_heading,
    is_rule,
    ruled_headings,
)
from cableconv.body_kept import kept_lines, signatures_of
from cableconv.body_parts import lettered_headings
from cableconv.body_roles import RUNNING, Reading, Role
from cableconv.grammar import body as grammar
from cableconv.inline import (
    BEGINS,
    beginning,
    join_split_markers,
    pieces_of_paragraph,
    split_run_together,
)
from cableconv.labels import Numbering, label_of, list_runs
from cableconv.lines import UNWRAPPED, Habits, Line, fits, is_terminal, read_lines
from cableconv.model import Kind, Reason, Span, Spans
from cableconv.sequences import numbers_in_order
from cableconv.signs import places
from cableconv.turns import answers, turns

AFTER_MARK = frozenset((".", ")", " ", ""))  # what may follow the letter of a list item
_GOES_ON, _TEXT = Role.GOES_ON, Kind.TEXT  # looked up once, not every line
_span = partial(tuple.__new__, Span)  # a Span from its parts in one step of C, as for _reading
_reading = partial(tuple.__new__, Reading)


def mark(spans: Spans) -> Spans:
    """Label the lines of the body and split them at labels, portion markings and cells."""
    spans = split_run_together(spans)
    lines, habits = read_lines(spans)
    if not lines:
        return spans
    readings = read_body(lines, habits, spans)
    found = places([spans[line.at].text for line in lines])
    result: list[Span] = []
    ending: list[int] = []  # places in the result of spans that hold "end"
    at = 0
    for number, reading in enumerate(readings):
        place = reading.line.at
        if at < place:
            result += map(_left_beside, spans[at:place])
        before = len(result)
        if reading.role is _GOES_ON and number not in found.signed:
            result.append(_span((_TEXT, spans[place].text, "", None, None)))
        else:
            result += _pieces(reading, spans[place].text, number in found.signed)
        if number in found.ending:
            ending += range(before, len(result))
        at = place + 1
    result += map(_left_beside, spans[at:])
    return tuple(join_split_markers(result, ending))


def _left_beside(span: Span) -> Span:
    """White space left beside a piece that was cut out prints as text; other spans are settled."""
    return Span(Kind.TEXT, span.text) if span.kind is Kind.LINE else span


class _Places(NamedTuple):
    """Lines that their surroundings make something: rows and kept lines, turns of speakers and
    fields, questions and answers, items of lists."""

    kept: Set[int]
    spoken: Set[int]
    asked: Set[int]
    listed: Set[int]


def read_body(lines: Sequence[Line], habits: Habits, spans: Spans) -> list[Reading]:
    """Give every line its role, in order."""
    cells = tabular.rows(lines)
    rules = {at for at, line in enumerate(lines) if line.bare[0] in RULED and is_rule(line)}
    headings = ruled_headings(lines, rules, cells, habits)
    headings |= dict.fromkeys(lettered_headings(lines, habits) - headings.keys(), Role.HEADING)
    listed = list_runs(lines, habits.width)
    signatures = signatures_of(lines, rules, cells)
    kept = kept_lines(lines, habits, cells, rules, {*listed, *signatures})
    kept |= address_lines(lines, habits, {*cells, *rules, *listed, *signatures})
    apart = {*kept, *cells}
    numbering = Numbering.of(lines)
    tight = tabular.tight(lines, cells)
    numbers = numbers_in_order(lines, habits, tight, bracketed=numbering.bracketed)
    asked = answers(lines, habits)
    spoken = turns(lines, habits)
    places = _Places(apart, spoken, asked, listed - asked)
    special = {
        *rules,
        *spoken,
        *asked,
        *headings,
        *cells,
        *kept,
        *listed,
        *signatures,
        *_before_labels(lines, habits),
    }
    special.update([at for at, line in enumerate(lines) if line.length < ALONE and stands_alone(line)])
    plain = _plain(lines, habits)
    readings: list[Reading] = []
    running = False  # does the line above run on?
    for at, line in enumerate(lines):
        if running and plain[at] and at not in special:
            readings.append(_reading((line, _GOES_ON, None, ())))
            continue
        before = readings[-1] if readings else None
        if line.first and at:
            numbering = Numbering.of(lines)
        label = label_of(line) if at in numbers.text or at in numbers.anew or at in headings else None
        if label and not line.glued:
            titled = at in headings and not is_terminal(line.bare)  # "2. (C) THE BLOCKS" and its rule
            readings.append(Reading(line, headings[at]) if titled else Reading(line, Role.LABELLED, label))
            numbering = numbering.after(label)
            running = not titled
            continue
        if at in numbers.listed:
            readings.append(Reading(line, Role.ITEM))
            numbering = numbering.after_item(line)
            running = True
            continue
        if at in rules:
            reading = Reading(line, Role.RULE)
        elif at in headings:
            reading = Reading(line, headings[at])
        elif at in cells and (at in tight or not label_at(line, before, numbering, habits)):
            reading = Reading(line, Role.ROW, cells=cells[at])
        elif at in signatures:
            reading = Reading(line, Role.SIGNATURE)
        else:
            reading = _read_prose(at, lines, before, numbering, habits, places)
        if reading.label:
            numbering = numbering.after(reading.label)
        elif reading.role is Role.ITEM:
            numbering = numbering.after_item(line)
        readings.append(reading)
        running = reading.role in RUNNING
    return readings


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
            and (line.worded or (line.bare[0].isalpha() and line.bare[1:2] not in AFTER_MARK))
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
        if grammar.LABEL.match(after.text) or grammar.PORTION_FIRST.match(after.text):
            yield at


def _read_prose(
    at: int,
    lines: Sequence[Line],
    before: Reading | None,
    numbering: Numbering,
    habits: Habits,
    places: _Places,
) -> Reading:
    line = lines[at]
    label = label_at(line, before, numbering, habits)
    if label:
        return Reading(line, Role.LABELLED, label)
    if at in places.asked:
        return Reading(line, Role.BEGINS)
    if is_dashed_title(at, lines, before, numbering, habits.width):
        return Reading(line, Role.HEADING)
    if at in places.listed or begins_item(line, before, numbering, habits):
        return Reading(line, Role.ITEM)
    if stands_alone(line) and (before is None or _is_apart(line, before, habits)):
        return Reading(line, Role.BEGINS)
    if at in places.spoken and at not in places.kept and not grammar.MARKER_HEADING.fullmatch(line.bare):
        return Reading(line, Role.BEGINS)
    if is_heading(at, lines, before, numbering, habits, places.kept | places.spoken):
        return Reading(line, Role.HEADING)
    following = lines[at + 1] if at + 1 < len(lines) else None
    if (
        before
        and before.role in (Role.HEADING, Role.HEADING_MORE)
        and heading_goes_on(line, before, following, numbering, habits)
    ):
        return Reading(line, Role.HEADING_MORE)
    if at in places.kept:
        return Reading(line, Role.KEPT)
    return Reading(
        line,
        Role.BEGINS if begins_paragraph(line, before, habits, numbered=numbering.seen) else Role.GOES_ON,
    )


def _is_apart(line: Line, before: Reading, habits: Habits) -> bool:
    """Does a marker alone on a line stand apart from the paragraph above, which had room for it?"""
    if line.paged and grammar.MARKER_END.match(line.bare):
        return False  # it closes what stands on the page before
    return line.blanks > 0 or (is_terminal(before.line.bare) and fits(before.line, line, habits.width))


def _pieces(reading: Reading, text: str, signed: bool) -> list[Span]:
    """The spans of one line, by its role; their texts joined are the line. signed: it may hold signs."""
    if reading.role is Role.GOES_ON and not signed:
        return [Span(Kind.TEXT, text)]
    match reading.role:
        case Role.RULE:
            return [Span(Kind.RULE, text, "", Reason("CC501", "underline", 0.97))]
        case Role.SIGNATURE:
            return [Span(Kind.SIGNATURE, text)]
        case Role.KEPT:
            return [Span(Kind.VERSE, text)]
        case Role.ROW:
            return list(_cells(text, reading.cells))
        case Role.HEADING | Role.HEADING_MORE:
            return _heading(text, reading.role is Role.HEADING)
    return pieces_of_paragraph(
        text,
        reading.label,
        begins=reading.role is Role.BEGINS,
        item=reading.role is Role.ITEM,
        signed=signed,
    )


def _cells(text: str, ends: tuple[int, ...]) -> Iterator[Span]:
    start = 0
    for end in (*ends, len(text)):
        yield Span(Kind.CELL, text[start:end], BEGINS if start == 0 else "")
        start = end


def _heading(text: str, first: bool) -> list[Span]:
    label = grammar.LABEL.match(text) if first else None
    marker = grammar.MARKER_HEADING.fullmatch(text[label.end() if label else 0 :].strip()) if first else None
    titled = grammar.MARKER_RUN_IN.match(text.lstrip()) if first and not marker else None
    value = _marker_value(marker["what"] if marker else titled["what"] if titled and titled["what"] else "")
    return [beginning(Span(Kind.HEADING, text, value)) if first else Span(Kind.HEADING, text)]


def _marker_value(what: str) -> str:
    return f"{what.lower()}-begin" if what.lower() in ("summary", "comment", "note", "text") else ""
