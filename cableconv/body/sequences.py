"""Paragraph numbers seen as sequences: the numbers of the text, and those that begin anew inside it.

5 FAH-1 H-246.2 numbers paragraphs consecutively; annexes, articles of a treaty and lists within a
paragraph count from 1 again, and the text's own numbers go on after them.
Law of this file: a number counts by its neighbours in the sequence and by where it stands.
"""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cableconv.body.list_runs import closes_bracket
from cableconv.body.numbers_above import TAKES, ends_alike, is_title_of_list, is_whole_item
from cableconv.body.numbers_counted import counted_numbers
from cableconv.body.numbers_listed import (
    DEEPER,
    NEAR,
    Number,
    are_items,
    inside,
    is_announced,
    is_below_letter,
    is_list,
    is_next,
    without_list,
)
from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar.form import AtEnd
from cableconv.text.labels import label_of
from cableconv.text.lines import Habits, Line, fits, indent, leaves_room
from cableconv.text.sentences import counts, is_terminal

_ARTICLE = AtEnd(5, r"\b(?:a|an|the|his|her|its|our|their)\Z")  # goes on with no number that ends a sentence
_OPENS_QUOTE = AtEnd(9, r"[.:?!][\"')]?\s{1,2}(?:QUOTE|QTE|Quote)\Z")  # "... as follows.  QUOTE"
_LAST_BUT_ONE = ("; and", "; or", ", and", ", or")  # how the last but one item of a list ends
_REACH = 6  # missing numbers over which a sequence may step
_ALIGNED = 0.1  # of a number's worth: less than anything else that speaks for it
_FARTHEST = 16  # columns of an indent that are told apart
_SURE = 3  # numbers after which one in its place between its neighbours needs no more evidence


class Numbers(NamedTuple):
    """text: places of the paragraph numbers of the text; anew: of those that count from 1 again;
    listed: of those that count from 1 again in a list which a colon introduces."""

    text: frozenset[int]
    anew: frozenset[int]
    listed: frozenset[int]


def numbers_in_order(
    lines: Sequence[Line],
    habits: Habits,
    rows: Container[int],
    *,
    bracketed: bool,
    quoted: Container[int] = (),
) -> Numbers:
    """The sequences among the numbers that begin lines.

    A number in its place between its neighbours is a paragraph's even where the line above
    lost its last word; one that nothing follows must stand free to count. A crawler may have
    eaten whole paragraphs: a step over missing numbers costs what they would have been worth.
    rows: places of rows, whose numbers are the table's; bracketed: paragraphs are numbered "1)";
    quoted: places of lines between "Begin text:" and "End text.", whose numbers are that text's.
    """
    numbers = [number for number in _numbers(lines, habits, bracketed) if number.at not in rows]
    left = min([number.indent for number in numbers if number.label.number == 1], default=0)
    numbers = [
        number._replace(deep=number.indent >= left + DEEPER, quoted=number.at in quoted) for number in numbers
    ]
    within = inside(numbers, lines)
    text = _best([number for number in numbers if not (number.small or number.at in within)])
    text = without_list(text, numbers)
    anew: set[int] = set()
    listed: set[int] = set()
    if is_list(text, lines):
        listed.update(number.at for number in text)
        text = ()
    for run, resumed in _runs_anew(numbers, {number.at for number in text}, within):
        first = run[0]
        introduced = first.at > 0 and not lines[first.at].first and lines[first.at - 1].bare.endswith(":")
        tight = first.at > 0 and not lines[first.at].blanks
        introduced = introduced or (tight and is_title_of_list(lines[first.at - 1], habits))
        above = max((number.at for number in text if number.at < first.at), default=-1)
        if first.at in within and above >= 0 and are_items(run, lines):
            introduced = introduced or is_announced(first, above, lines)
            introduced = introduced or is_below_letter(first, above, lines)
        small = any(number.small for number in run)
        if (introduced or small or (first.deep and text)) and not first.marked:
            listed.update(number.at for number in run)
        else:
            anew.update(number.at for number in run)
        anew.update(number.at for number in resumed)
    sure = _sure(text, closed=_ends_on_one_line(text, numbers, lines))
    places = {*(number.at for number in sure), *counted_numbers(lines)}
    return Numbers(frozenset(places), frozenset(anew), frozenset(listed))


def _ends_on_one_line(text: Sequence[Number], numbers: Sequence[Number], lines: Sequence[Line]) -> bool:
    """Does the last number follow the one before it behind a sentence, inside a line whose line ends a host
    has lost, with no number of a list between the two and none below?"""
    if len(text) < _SURE or not lines[text[-1].at].glued:
        return False
    above, last = text[-2:]
    between = " ".join([line.text for line in lines[above.at : last.at]])
    if re.search(rf"[.:;?!)\"']\s+\(?{above.label.number}\s?[.)]\s", between[above.label.end :]):
        return False  # "1. The loan. 2. The port. 3. The crane."
    others = any(number.at > above.at and number.at != last.at for number in numbers)
    follows = last.label.number == above.label.number + 1 and last.free
    return follows and not others and is_terminal(lines[last.at - 1].bare)


def _sure(text: Sequence[Number], *, closed: bool) -> Sequence[Number]:
    """The numbers of the text that need no more evidence: all where each stands alone, else those
    between others of a long sequence, or of a short one whose ends stand alone. closed: the last one does."""
    if len(text) > 1 and all(number.alone for number in text):
        return text
    text = _in_place(text)
    last = bool(text) and (text[-1].alone or text[-1].clear or closed)
    if len(text) > _SURE or (len(text) == _SURE and text[0].alone and last):
        return text if text[-1].clear or closed else text[:-1]
    return ()


def _in_place(text: Sequence[Number]) -> list[Number]:
    """The numbers that stand free, or follow the one before them and are marked as that one is; behind
    missing numbers, those right before the next."""
    placed: list[Number] = []
    for at, number in enumerate(text):
        above = placed[-1] if placed else None
        follows = above is None or (
            number.label.number == above.label.number + 1 and number.marked >= above.marked
        )
        below = text[at + 1] if at + 1 < len(text) else None
        if number.free or follows or _leads_to(number, above, below):
            placed.append(number)
    return placed


def _leads_to(number: Number, above: Number | None, below: Number | None) -> bool:
    """Does the text's next number follow this one, and have all three portion markings, or have none and
    this one stands below a line that lost its end?"""
    if above is None or below is None or below.label.number != number.label.number + 1:
        return False
    marked = (above.marked, number.marked, below.marked)
    return all(marked) or (number.clear and not any(marked))


def _numbers(lines: Sequence[Line], habits: Habits, bracketed: bool) -> Iterator[Number]:
    """The numbers before a capital or a portion marking that begin a line."""
    last: Number | None = None
    for at, line in [(at, line) for at, line in enumerate(lines) if not line.worded]:
        label = label_of(line)
        if label is None or (not bracketed and line.text[label.start : label.end].endswith(")")):
            continue
        marked = label.portion_end > label.portion_start
        small = line.text[label.end :].lstrip()[:1].islower() and not marked
        blank = at == 0 or line.first or bool(line.blanks and not line.paged)  # a page's blanks free none
        blank = blank or grammar.HEADING_RULE.fullmatch(lines[at - 1].text) is not None
        blank = blank or _OPENS_QUOTE.search(lines[at - 1].bare) is not None
        shown = marked or line.text[label.start : label.start + 1] == "\N{PILCROW SIGN}"
        shown = shown or markers.MARKER_RUN_IN.match(line.text[label.end :].lstrip()) is not None
        if not blank and closes_bracket(line, lines[at - 1]):
            continue
        counted = not blank and counts(lines[at - 1].bare, marked=shown)
        if counted and not (at and leaves_room(lines[at - 1], line, habits) and not line.paged):
            continue
        ended = (
            counted or blank or is_terminal(lines[at - 1].bare) or lines[at - 1].bare.endswith(_LAST_BUT_ONE)
        )
        ended = ended or (label.number == 1 and is_title_of_list(lines[at - 1], habits))
        listed = is_whole_item(at - 1, lines)
        ended = ended or listed
        early = False
        # "1. Ann" / "2. Ben", and below a list "9. Cyd" / "3. The talks ..."
        if last and not marked and (last.at == at - 1 or is_next(at, label, indent(line), last)):
            early = not blank and leaves_room(lines[at - 1], line, habits)
            ended = ended or early or lines[at - 1].bare[-1] == ","
        full = listed and ends_alike(lines[at - 2 : at])  # no number goes on behind theirs
        alone = (
            blank
            or early
            or full
            or (listed and shown)
            or (ended and fits(lines[at - 1], line, habits.width))
        )
        clear = habits.lossy and at > 0 and not TAKES.search(lines[at - 1].bare)
        clear = clear or (habits.solid and at > 0 and _ARTICLE.search(lines[at - 1].bare) is not None)
        clear = clear or listed or (shown and not line.text[label.portion_end :].lstrip()[:1].islower())
        colon = not blank and lines[at - 1].bare.endswith(":")
        last = Number(at, label, ended, alone, clear, small, indent(line), colon, False)
        yield last


def _best(numbers: Sequence[Number]) -> tuple[Number, ...]:
    """The rising sequence from 1 whose numbers stand freest."""
    ends: dict[tuple[int, int], tuple[float, tuple[Number, ...]]] = {}  # last number, column -> score, run
    for each in numbers:
        number = each.label.number
        before = [
            (score - (number - 1 - last) + _alike(sequence[-1], each), sequence)
            for (last, _), (score, sequence) in ends.items()
            if 0 < number - last <= _REACH
        ]
        score, sequence = max(before, default=(0.0, ()), key=lambda found: found[0])
        if not sequence and number > 1:
            continue
        score += 1 + 2 * each.free + 3 * each.marked - 2 * (each.deep or each.quoted)
        place = number, min(each.indent, _FARTHEST)
        if score >= ends.get(place, (0, ()))[0]:
            ends[place] = (score, (*sequence, each))
    return max(ends.values(), default=(0.0, ()), key=lambda found: found[0])[1]


def _alike(above: Number, number: Number) -> float:
    """What speaks for two numbers being of one sequence: both are marked or neither, and where the text
    ties with a list inside it, that they stand at one column."""
    return (above.marked is number.marked) + _ALIGNED * (above.indent == number.indent)


def _runs_anew(
    numbers: Sequence[Number], text: set[int], listed: set[int]
) -> Iterator[tuple[list[Number], list[Number]]]:
    """Runs 1, 2, ... that stand free beside the numbers of the text (listed: certainly within one of its
    paragraphs), and a number after the run that goes on with what it broke."""
    run: list[Number] = []
    last = 0  # number of the text before the run
    for each in numbers:
        within = each.deep or each.at in listed
        first = within and each.free and each.label.number == 1  # below a full line and its colon
        beside = each.at not in text and (each.alone or first)
        next_one = run and each.at not in text and each.label.number == run[-1].label.number + 1
        like = each.free or (len(run) > 1 and not each.marked and each.at - run[-1].at <= NEAR)
        like = like or (
            bool(run) and each.deep and each.at == run[-1].at + 1
        )  # below a full item of one line
        if next_one and (each.alone or (like and each.indent == run[-1].indent)):
            run.append(each)
            continue
        if run and (run[-1].deep or not each.free) and each.at not in text and each.label.number > 1:
            continue  # "to" / "93." inside an item
        if len(run) > 1:
            goes_on = beside and not each.small and each.label.number == last + 1 > 1
            yield run, [each] if goes_on else []
        run = [each] if beside and each.label.number == 1 else []
        if each.at in text:
            last = each.label.number
    if len(run) > 1:
        yield run, []
