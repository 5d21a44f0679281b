"""The body stage: headings, paragraphs, lists, tables, kept lines, signature.

Laws of this file: it labels the lines that header and pages left as LINE and splits them
at labels, marks and cells; it decides where blocks begin, never how line ends print. A
span that begins a block carries BEGINS before its value; rejoin reads and clears it. When
in doubt a line goes on with the paragraph: text is never lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from cableconv import tabular
from cableconv.grammar import body as grammar
from cableconv.inline import (
    BEGINS,
    beginning,
    join_split_markers,
    may_hold_signs,
    pieces_of_paragraph,
    split_run_together,
)
from cableconv.labels import (
    Label,
    Numbering,
    goes_on_lettered,
    item_letter,
    list_runs,
    next_label,
    numbers_in_order,
    opens_list,
)
from cableconv.lines import UNWRAPPED, Habits, Line, fits, is_terminal, read_lines
from cableconv.model import Kind, Reason, Span, Spans

_EARLY_END = 10  # columns that the last line of a paragraph leaves free, where nothing else tells
_HEADING_LIMIT = 160  # characters of a heading, all its lines together
_BULLETS = "-*+o\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}>"


_AFTER_MARK = (".", ")", " ", "")  # what may follow the letter of a list item


class Role(StrEnum):
    """What a line is in the body."""

    HEADING = "heading"
    HEADING_MORE = "heading-more"
    RULE = "rule"
    LABELLED = "labelled"
    ITEM = "item"
    ROW = "row"
    KEPT = "kept"
    BEGINS = "begins"
    GOES_ON = "goes-on"
    SIGNATURE = "signature"


_RUNNING = frozenset({Role.LABELLED, Role.ITEM, Role.BEGINS, Role.GOES_ON})


_BEFORE_ITEMS = frozenset({Role.HEADING, Role.HEADING_MORE, Role.RULE, Role.ROW})


class Reading(NamedTuple):
    """A line with its role; label for numbered paragraphs, cells for rows."""

    line: Line
    role: Role
    label: Label | None = None
    cells: tuple[int, ...] = ()


def mark(spans: Spans) -> Spans:
    """Label the lines of the body and split them at labels, portion markings and cells."""
    spans = split_run_together(spans)
    lines, habits = read_lines(spans)
    if not lines:
        return spans
    pieces = {reading.line.at: _pieces(reading, spans) for reading in read_body(lines, habits, spans)}
    result: list[Span] = []
    for at, span in enumerate(spans):
        if at in pieces:
            result.extend(pieces[at])
        elif span.kind is Kind.LINE:  # white space left beside a piece that was cut out
            result.append(Span(Kind.TEXT, span.text))
        else:
            result.append(span)
    return tuple(join_split_markers(result))


def read_body(lines: Sequence[Line], habits: Habits, spans: Spans) -> list[Reading]:
    """Give every line its role, in order."""
    cells = tabular.rows(lines)
    rules = {at for at, line in enumerate(lines) if _is_rule(line)}
    headings = _ruled_headings(lines, rules, cells, habits)
    kept = _kept_lines(lines, habits, cells)
    signatures = _signatures(lines, rules, cells)
    numbering = Numbering.of(lines)
    in_order = numbers_in_order(lines)
    listed = list_runs(lines, habits.width)
    special = {*rules, *headings, *cells, *kept, *listed, *signatures, *_before_labels(lines, habits)}
    if any("BEGIN" in line.text.upper() for line in lines if line.word == 5):
        special.update(at for at, line in enumerate(lines) if _stands_alone(line))
    readings: list[Reading] = []
    for at, line in enumerate(lines):
        if line.first and at:
            numbering = Numbering.of(lines)
        before = readings[-1] if readings else None
        if at in in_order and not line.glued:
            label = next_label(line, numbering, free=True, blank=True, short=True)
            if label and label.number == numbering.last + 1:
                readings.append(Reading(line, Role.LABELLED, label))
                numbering = numbering.after(label)
                continue
        if before and at not in special and _plainly_goes_on(line, before, habits):
            readings.append(Reading(line, Role.GOES_ON))
            continue
        if at in rules:
            reading = Reading(line, Role.RULE)
        elif at in headings:
            reading = Reading(line, headings[at])
        elif at in cells and not _label_at(line, before, numbering, habits):
            reading = Reading(line, Role.ROW, cells=cells[at])
        elif at in signatures:
            reading = Reading(line, Role.SIGNATURE)
        else:
            reading = _read_prose(at, lines, before, numbering, habits, kept=at in kept, listed=at in listed)
        if reading.label:
            numbering = numbering.after(reading.label)
        elif reading.role is Role.ITEM:
            numbering = numbering.after_item(line)
        readings.append(reading)
    return readings


def _plainly_goes_on(line: Line, before: Reading, habits: Habits) -> bool:
    """The ordinary line of a paragraph, told without trying anything else."""
    return (
        not (line.blanks or line.paged or line.first or habits.solid)
        and line.bare[0].isalpha()
        and line.bare[1:2] not in _AFTER_MARK
        and before.role in _RUNNING
        and before.line.length <= UNWRAPPED
    )


def _before_labels(lines: Sequence[Line], habits: Habits) -> Iterator[int]:
    """Short lines without a sentence's end right above what looks like a paragraph number."""
    for at, (line, after) in enumerate(pairwise(lines)):
        numbered = after.bare[0] in "0123456789(\N{PILCROW SIGN}" and line.length < 0.8 * habits.width
        if numbered and not is_terminal(line.bare) and grammar.LABEL.match(after.text):
            yield at


def _read_prose(
    at: int,
    lines: Sequence[Line],
    before: Reading | None,
    numbering: Numbering,
    habits: Habits,
    *,
    kept: bool,
    listed: bool,
) -> Reading:
    line = lines[at]
    label = _label_at(line, before, numbering, habits)
    if label:
        return Reading(line, Role.LABELLED, label)
    if listed or _begins_item(line, before, numbering, habits):
        return Reading(line, Role.ITEM)
    if _stands_alone(line) and (before is None or line.blanks or is_terminal(before.line.bare)):
        return Reading(line, Role.BEGINS)
    following = lines[at + 1] if at + 1 < len(lines) else None
    if _is_heading(line, before, following, numbering, habits):
        return Reading(line, Role.HEADING)
    if (
        before
        and before.role in (Role.HEADING, Role.HEADING_MORE)
        and _heading_goes_on(line, before, following, numbering, habits)
    ):
        return Reading(line, Role.HEADING_MORE)
    if kept:
        return Reading(line, Role.KEPT)
    return Reading(
        line,
        Role.BEGINS if _begins_paragraph(line, before, habits, numbered=numbering.seen) else Role.GOES_ON,
    )


def _label_at(line: Line, before: Reading | None, numbering: Numbering, habits: Habits) -> Label | None:
    first = line.bare[0]
    if not (first.isdigit() or first in "(\N{PILCROW SIGN}"):
        return None
    if before is None or line.first or before.role in (Role.HEADING, Role.HEADING_MORE, Role.RULE, Role.ROW):
        free = True
    else:
        free = line.blanks > 0 or is_terminal(before.line.bare)
    short = before is not None and fits(before.line, line, habits.width)
    blank = before is None or line.first or (line.blanks > 0 and not _parted_by_page(line, before))
    return next_label(line, numbering, free=free, blank=blank, short=short)


def _parted_by_page(line: Line, before: Reading) -> bool:
    """Do the blank lines above belong to a page break in the middle of a sentence?"""
    return line.paged and before.role in _RUNNING and not is_terminal(before.line.bare)


def _stands_alone(line: Line) -> bool:
    """ "Begin text:" and "End text." alone on a line are a line of their own."""
    return line.length < 40 and grammar.TEXT_MARKER.fullmatch(line.bare) is not None


def _begins_item(line: Line, before: Reading | None, numbering: Numbering, habits: Habits) -> bool:
    if line.glued:
        return False  # a page marker in mid line parts no items
    if line.bare[0] not in _BULLETS and not item_letter(line, numbering.letter):
        return False
    if line.bare[0] in _BULLETS and not grammar.ITEM_MARK.match(line.text):
        return False
    if (
        line.bare[0] == "("
        and grammar.PORTION_FIRST.match(line.text)
        and not goes_on_lettered(line, numbering)
    ):
        return False
    if before is None or line.first or before.role in _BEFORE_ITEMS:
        return True
    ended = is_terminal(before.line.bare)
    if line.blanks and (ended or not line.paged):
        return True
    if line.bare[0] not in _BULLETS and not numbering.letter:
        # a letter after a full line stands in a list inside the paragraph: "two: (a) ...; (b) ..."
        return ended and opens_list(line) and _leaves_room(before.line, line, habits)
    if ended:
        return True
    deeper = len(line.text) - len(line.text.lstrip()) > len(before.line.text) - len(before.line.text.lstrip())
    dotted = line.bare[1:2] == "." and line.bare[0].isalpha()
    return deeper or (not dotted and _leaves_room(before.line, line, habits))


def _leaves_room(before: Line, line: Line, habits: Habits) -> bool:
    """Would the mark and the word after it have fitted? A dash in a sentence fits nearly always."""
    words = line.bare.split(None, 2)
    return before.length + 1 + len(" ".join(words[:2])) <= habits.width


def _begins_paragraph(line: Line, before: Reading | None, habits: Habits, *, numbered: bool) -> bool:
    if (
        before is None
        or line.first
        or before.role
        in (
            Role.HEADING,
            Role.HEADING_MORE,
            Role.RULE,
            Role.ROW,
            Role.SIGNATURE,
            Role.KEPT,
        )
    ):
        return True
    if line.glued:
        return False
    text = before.line.bare
    lower = line.bare[0].islower()
    if _stands_alone(before.line) and not lower:
        return True
    if grammar.PORTION_FIRST.match(line.text) and (line.blanks or is_terminal(text) or not numbered):
        return True
    short = fits(before.line, line, habits.width)
    if line.paged:  # in a numbered text a paragraph without a number is rare: the line above must end early
        room = habits.width - _EARLY_END if numbered else habits.width
        return is_terminal(text) and not lower and fits(before.line, line, room)
    if line.blanks:
        if is_terminal(text):
            return not (lower and habits.stray_blanks and not short)
        if lower:
            return False
        return short or not habits.stray_blanks
    return (
        habits.solid and is_terminal(text) and short and not lower and _well_short(before.line, line, habits)
    )


def _well_short(before: Line, line: Line, habits: Habits) -> bool:
    """In text without blank lines a sentence end must leave real room to end a paragraph."""
    return fits(before, line, habits.width - 3)


def _is_rule(line: Line) -> bool:
    return line.bare[0] in "-=_*~" and bool(grammar.HEADING_RULE.fullmatch(line.text))


def _ruled_headings(
    lines: Sequence[Line], rules: set[int], cells: dict[int, tuple[int, ...]], habits: Habits
) -> dict[int, Role]:
    """Lines above an underline: one, or a few that no blank line parts."""
    roles: dict[int, Role] = {}
    overlines = _overlines(lines, rules, cells)
    for rule in sorted(rules - overlines):
        above = rule - 1
        if above < 0 or above in rules or above in cells or lines[rule].first:
            continue
        if lines[rule].blanks > 1 and not lines[rule].paged:
            continue
        start = above
        while (
            start > 0
            and not lines[start].blanks
            and not lines[start].first
            and not lines[start].paged
            and above - start < 2
            and start - 1 not in rules
            and not is_terminal(lines[start - 1].bare)
            and not fits(lines[start - 1], lines[start], habits.width)
        ):
            start -= 1
        text = " ".join(line.bare for line in lines[start : above + 1])
        if len(text) > _HEADING_LIMIT or (grammar.LABEL.match(text) and len(text) > 72):
            continue
        if _looks_like_prose(lines, start, above):
            continue
        roles[start] = Role.HEADING
        roles.update((place, Role.HEADING_MORE) for place in range(start + 1, above + 1))
    return roles


def _overlines(lines: Sequence[Line], rules: set[int], cells: dict[int, tuple[int, ...]]) -> set[int]:
    """Rules above a heading that another rule closes, and nothing of a heading above them."""
    found: set[int] = set()
    for rule in sorted(rules):
        closing = next((rule + step for step in (2, 3) if rule + step in rules), None)
        between = range(rule + 1, closing or rule)
        if closing is None or any(place in cells or place in rules for place in between):
            continue
        if rule == 0 or rule - 1 in found:
            found.add(rule)
            continue
        above = lines[rule - 1]
        free = lines[rule].blanks or lines[rule].first or lines[rule].paged or is_terminal(above.bare)
        alone = not any(lines[place].blanks for place in (*between, closing))
        if free and (alone or is_terminal(above.bare)) and not is_terminal(lines[closing - 1].bare):
            found.add(rule)
    return found


def _looks_like_prose(lines: Sequence[Line], start: int, end: int) -> bool:
    """A rule under a paragraph's end underlines nothing: the line goes on from the one above."""
    line = lines[start]
    goes_on = start > 0 and not line.blanks and not line.first and not line.paged
    return (goes_on and not is_terminal(lines[start - 1].bare) and end - start > 0) or (
        goes_on and line.bare[0].islower()
    )


def _is_heading(
    line: Line, before: Reading | None, following: Line | None, numbering: Numbering, habits: Habits
) -> bool:
    """A short line alone before a paragraph, without a sentence's end."""
    if following is None or line.glued or len(line.bare) > 90:
        return False
    tight = not (following.blanks or following.paged or following.first)
    if not _apart(line, before, habits, tight=tight):
        return False
    if grammar.MARKER_HEADING.fullmatch(line.bare):
        return bool(following.blanks or following.paged or _starts_block(following, numbering))
    if not _shaped_like_heading(line.bare):
        return False
    if following.blanks or following.paged or following.first:
        return _starts_block(following, numbering) or (
            following.bare[0].isupper()
            and (fits(line, following, habits.width) or not following.paged)
            and not habits.stray_blanks
            and len(line.bare) <= 75
            and len(following.bare) > 0.6 * habits.width
        )
    return _starts_block(following, numbering)


def _apart(line: Line, before: Reading | None, habits: Habits, *, tight: bool) -> bool:
    """Does something part the line from the text above? tight: nothing parts it from the text below."""
    if before is None or line.first or before.role in (Role.RULE, Role.ROW):
        return True
    if line.blanks and not line.paged:
        return True
    if before.role in (Role.HEADING, Role.HEADING_MORE):
        return False
    ended_early = tight or fits(before.line, line, habits.width - 3)
    return (line.paged or habits.solid or ended_early) and is_terminal(before.line.bare)


def _shaped_like_heading(bare: str) -> bool:
    portion = grammar.PORTION_FIRST.match(bare)
    text = bare[portion.end() :].strip() if portion else bare
    if not text or text[0].islower() or text[0].isdigit() or text[0] in "-*(":
        return False
    ending = text.rstrip("\"'\N{RIGHT DOUBLE QUOTATION MARK}")[-1:]
    return ending not in (".", ",", ";", "-") and not (ending == ":" and len(text.split()) > 6)


def _starts_block(line: Line, numbering: Numbering) -> bool:
    """Is this line the beginning of the next paragraph, by its number or portion marking?"""
    label = grammar.LABEL.match(line.text)
    if label and (label["stop"] != ")" or label["portion"] or numbering.bracketed):
        return int(label["number"]) in (numbering.last + 1, 1) or label["portion"] is not None
    return grammar.PORTION_FIRST.match(line.text) is not None


def _heading_goes_on(
    line: Line, before: Reading, following: Line | None, numbering: Numbering, habits: Habits
) -> bool:
    return (
        not line.blanks
        and not line.paged
        and following is not None
        and bool(following.blanks or following.paged)
        and _starts_block(following, numbering)
        and not fits(before.line, line, habits.width)
        and not is_terminal(line.bare)
    )


def _kept_lines(lines: Sequence[Line], habits: Habits, cells: dict[int, tuple[int, ...]]) -> set[int]:
    """Runs of three or more short lines whose next word would have fitted: verse, addresses."""
    kept = {at for at, line in enumerate(lines) if _is_drafting(line)}
    run: list[int] = []
    for at, line in enumerate(lines):
        joined = (
            bool(run)
            and not line.blanks
            and not line.paged
            and not line.first
            and not line.glued
            and at not in cells
            and fits(lines[at - 1], line, habits.width - 8)
            and not grammar.LABEL.match(line.text)
            and line.bare[0] not in _BULLETS
            and not item_letter(line, "")
        )
        if joined:
            run.append(at)
            continue
        kept |= _as_kept(run, lines, habits)
        run = [at]
    return kept | _as_kept(run, lines, habits)


def _is_drafting(line: Line) -> bool:
    """Who drafted, cleared or approved the cable, on a line of its own."""
    return line.bare[0] in "DACdac(" and grammar.DRAFTING.fullmatch(line.text) is not None


def _as_kept(run: list[int], lines: Sequence[Line], habits: Habits, *, introduced: bool = False) -> set[int]:
    if not run:
        return set()
    if lines[run[0]].bare.endswith(":") and len(run) > 2:
        return _as_kept(run[1:], lines, habits, introduced=True)
    introduced = introduced or (run[0] > 0 and lines[run[0] - 1].bare.endswith(":"))
    names = introduced and not any(is_terminal(lines[at].bare) or lines[at].bare[0].islower() for at in run)
    if len(run) < (2 if names else 3) or max(len(lines[at].bare) for at in run) > 0.75 * habits.width:
        return set()
    apart = introduced or lines[run[0]].blanks or lines[run[0]].first
    if grammar.LABEL.match(lines[run[0]].text) or not apart:
        return set()
    return set(run)


def _signatures(lines: Sequence[Line], rules: set[int], cells: dict[int, tuple[int, ...]]) -> set[int]:
    """Last lines of cables that are a name in capitals, apart from the sentence above."""
    found: set[int] = set()
    for at in range(1, len(lines)):
        last = at + 1 == len(lines) or lines[at + 1].first
        if not last or at in rules or (at - 1 in rules and not lines[at].blanks):
            continue
        line = lines[at]
        before = lines[at - 1].bare
        apart = line.blanks or line.paged or at - 1 in cells or is_terminal(before) or before.endswith(")")
        if apart and not (line.first or line.glued) and grammar.SIGNATURE.fullmatch(line.text):
            found.add(at)
    return found


def _pieces(reading: Reading, spans: Spans) -> list[Span]:
    """The spans of one line, by its role; their texts joined are the line."""
    text = spans[reading.line.at].text
    if reading.role is Role.GOES_ON and not may_hold_signs(text):
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
        text, reading.label, begins=reading.role is Role.BEGINS, item=reading.role is Role.ITEM
    )


def _cells(text: str, ends: tuple[int, ...]) -> Iterator[Span]:
    start = 0
    for end in (*ends, len(text)):
        yield Span(Kind.CELL, text[start:end], BEGINS if start == 0 else "")
        start = end


def _heading(text: str, first: bool) -> list[Span]:
    marker = grammar.MARKER_HEADING.fullmatch(text.strip()) if first else None
    value = _marker_value(marker["what"]) if marker else ""
    return [beginning(Span(Kind.HEADING, text, value)) if first else Span(Kind.HEADING, text)]


def _marker_value(what: str) -> str:
    return f"{what.lower()}-begin" if what.lower() in ("summary", "comment", "note", "text") else ""
