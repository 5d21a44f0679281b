"""Paragraph numbers seen as sequences: the numbers of the text, and those that begin anew inside it.

5 FAH-1 H-246.2 numbers paragraphs consecutively; annexes, articles of a treaty and lists within a
paragraph count from 1 again, and the text's own numbers go on after them.
Law of this file: a number counts by its neighbours in the sequence and by where it stands.
"""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.labels import Label, label_of
from cableconv.lines import Habits, Line, fits, indent, leaves_room
from cableconv.sentences import counts, is_terminal, is_titled

_TAKES = lazy(  # "until" / "9. The next": a number may go on with such a word
    r"(?:\d|,|\b(?:a|an|and|as|at|but|by|for|from|in|is|nor|of|on|or|than|that|the|to|with|about|until|since|only"
    r"|over|under|was|were|are|has|had|some|another|all|those|these|its|their))\Z",
    re.IGNORECASE,
)
_ARTICLE = lazy(r"\b(?:a|an|the|his|her|its|our|their)\Z")  # goes on with no number that ends a sentence
_LAST_BUT_ONE = ("; and", "; or", ", and", ", or")  # how the last but one item of a list ends
_REACH = 6  # missing numbers over which a sequence may step
_TITLE = 0.6  # of the width: longer lines are no titles
_DEEPER = 2  # columns by which the numbers of a list stand further right
_ALIGNED = 0.1  # of a number's worth: less than anything else that speaks for it
_FARTHEST = 16  # columns of an indent that are told apart
_NEAR = 12  # lines from one number of a list to the next
_SURE = 3  # numbers after which one in its place between its neighbours needs no more evidence


class Numbers(NamedTuple):
    """text: places of the paragraph numbers of the text; anew: of those that count from 1 again;
    listed: of those that count from 1 again in a list which a colon introduces."""

    text: frozenset[int]
    anew: frozenset[int]
    listed: frozenset[int]


class _Number(NamedTuple):
    at: int
    label: Label
    free: bool  # the line above ends a sentence, or a blank line stands between
    alone: bool  # and the line above ends early, or a blank line stands between
    clear: bool  # the line above lost its end, and its last word is none that a number follows
    small: bool  # a small letter follows: a number of a list, if a colon introduces it
    indent: int
    introduced: bool  # the line above ends with a colon, and no blank line stands between
    deep: bool  # it stands further right than the first numbers of the text
    quoted: bool = False  # it stands in a text that begins and ends on lines of their own

    @property
    def marked(self) -> bool:
        return self.label.portion_end > self.label.portion_start


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
        number._replace(deep=number.indent >= left + _DEEPER, quoted=number.at in quoted)
        for number in numbers
    ]
    inside = _inside(numbers)
    text = _best([number for number in numbers if not (number.small or number.at in inside)])
    text = _without_list(text, numbers)
    anew: set[int] = set()
    listed: set[int] = set()
    if _is_list(text, lines):
        listed.update(number.at for number in text)
        text = ()
    for run, resumed in _runs_anew(numbers, {number.at for number in text}, inside):
        first = run[0]
        introduced = first.at > 0 and not lines[first.at].first and lines[first.at - 1].bare.endswith(":")
        tight = first.at > 0 and not lines[first.at].blanks
        introduced = introduced or (tight and _is_title(lines[first.at - 1], habits))
        small = any(number.small for number in run)
        if (introduced or small or (first.deep and text)) and not first.marked:
            listed.update(number.at for number in run)
        else:
            anew.update(number.at for number in run)
        anew.update(number.at for number in resumed)
    sure = _sure(text, closed=_ends_on_one_line(text, numbers, lines))
    return Numbers(frozenset(number.at for number in sure), frozenset(anew), frozenset(listed))


def _ends_on_one_line(text: Sequence[_Number], numbers: Sequence[_Number], lines: Sequence[Line]) -> bool:
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


def _sure(text: Sequence[_Number], *, closed: bool) -> Sequence[_Number]:
    """The numbers of the text that need no more evidence: all where each stands alone, else those
    between others of a long sequence, or of a short one whose ends stand alone. closed: the last one does."""
    if len(text) > 1 and all(number.alone for number in text):
        return text
    text = _in_place(text)
    if len(text) > _SURE or (len(text) == _SURE and text[0].alone and (text[-1].alone or closed)):
        return text if text[-1].clear or closed else text[:-1]
    return ()


def _in_place(text: Sequence[_Number]) -> list[_Number]:
    """The numbers that stand free, or follow the one before them and are marked as that one is."""
    placed: list[_Number] = []
    for number in text:
        above = placed[-1] if placed else None
        follows = above is None or (
            number.label.number == above.label.number + 1 and number.marked >= above.marked
        )
        if number.free or follows:
            placed.append(number)
    return placed


def _is_list(text: Sequence[_Number], lines: Sequence[Line]) -> bool:
    """Are these the numbers of a list in a text whose paragraphs have none? A colon introduces them,
    and no blank line parts them, or they stand further right."""
    if len(text) < 2 or text[0].at == 0 or any(number.marked for number in text):
        return False
    above = lines[text[0].at - 1]
    if markers.MARKER_HEADING.fullmatch(above.bare):
        return False  # "SUMMARY:" above paragraph 1
    tight = not any(lines[number.at].blanks for number in text[1:])
    inset = min(number.indent for number in text) >= indent(above) + _DEEPER
    marked = grammar.PORTION_FIRST.match(above.bare) is not None  # a paragraph, and no title
    said = inset and sum(map(str.islower, above.bare.split())) > 1  # "Post recommends the following:"
    titled = is_titled(above.bare) or (above.first and not (tight or marked or said))
    return (tight or inset) and not titled and above.bare.endswith(":") and not lines[text[0].at].first


def _numbers(lines: Sequence[Line], habits: Habits, bracketed: bool) -> Iterator[_Number]:
    """The numbers before a capital or a portion marking that begin a line."""
    last: _Number | None = None
    for at, line in [(at, line) for at, line in enumerate(lines) if not line.worded]:
        label = label_of(line)
        if label is None or (not bracketed and line.text[label.start : label.end].endswith(")")):
            continue
        marked = label.portion_end > label.portion_start
        small = line.text[label.end :].lstrip()[:1].islower() and not marked
        blank = at == 0 or line.first or bool(line.blanks and not line.paged)  # a page's blanks free none
        blank = blank or grammar.HEADING_RULE.fullmatch(lines[at - 1].text) is not None
        shown = marked or line.text[label.start : label.start + 1] == "\N{PILCROW SIGN}"
        shown = shown or markers.MARKER_RUN_IN.match(line.text, label.end) is not None
        counted = not blank and counts(lines[at - 1].bare, marked=shown)
        if counted and not (at and leaves_room(lines[at - 1], line, habits) and not line.paged):
            continue
        ended = (
            counted or blank or is_terminal(lines[at - 1].bare) or lines[at - 1].bare.endswith(_LAST_BUT_ONE)
        )
        ended = ended or (label.number == 1 and _is_title(lines[at - 1], habits))
        early = False
        # "1. Ann" / "2. Ben", and below a list "9. Cyd" / "3. The talks ..."
        if last and not marked and (last.at == at - 1 or _is_next(at, label, indent(line), last)):
            early = not (blank or line.paged) and leaves_room(lines[at - 1], line, habits)
            ended = ended or early or lines[at - 1].bare[-1] == ","
        alone = blank or early or (ended and fits(lines[at - 1], line, habits.width))
        clear = habits.lossy and at > 0 and not _TAKES.search(lines[at - 1].bare)
        clear = clear or (habits.solid and at > 0 and _ARTICLE.search(lines[at - 1].bare) is not None)
        colon = not blank and lines[at - 1].bare.endswith(":")
        last = _Number(at, label, ended, alone, clear, small, indent(line), colon, False)
        yield last


def _is_next(at: int, label: Label, left: int, last: _Number) -> bool:
    """Does the number follow the last one, at the same column, not many lines below it?"""
    return label.number == last.label.number + 1 and left == last.indent and at - last.at <= _NEAR


def _is_title(line: Line, habits: Habits) -> bool:
    """Is the line the title of an item, "A. Pilots", below which a list may begin?"""
    if line.worded or line.length > _TITLE * habits.width or is_terminal(line.bare):
        return False
    found = grammar.LETTER_MARK.match(line.text)
    if found is None:
        return grammar.ITEM_MARK.match(line.text) is not None
    return found["in"] is not None or not (found["dot"] or found["out"]).isdigit()


def _inside(numbers: Sequence[_Number]) -> set[int]:
    """Places of the numbers of lists that stand between one number of the text and the next, and are marked
    or introduced otherwise than these: "2. (SBU) ..." / "1. Ann" / "2. Ben" / "3. Cyd" / "3. (SBU) ..."."""
    inside: set[int] = set()
    last: _Number | None = None  # of the text
    run: list[_Number] = []
    for number in numbers:
        if run and not number.marked and _is_next(number.at, number.label, number.indent, run[-1]):
            run.append(number)
        elif last and number.label.number == last.label.number + 1 and number.marked >= last.marked:
            inside.update(each.at for each in run)
            last, run = number, []
        elif last and number.label.number == 1 and not number.marked and (last.marked or number.introduced):
            run = [number]
        elif number.marked or last is None or not (last.marked or run):
            last, run = number, []
    return inside


def _best(numbers: Sequence[_Number]) -> tuple[_Number, ...]:
    """The rising sequence from 1 whose numbers stand freest."""
    ends: dict[tuple[int, int], tuple[float, tuple[_Number, ...]]] = {}  # last number, column -> score, run
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


def _without_list(text: tuple[_Number, ...], numbers: Sequence[_Number]) -> tuple[_Number, ...]:
    """The text without a last part that is the end of a list inside its last paragraph: numbers at another
    column than the first, of which the one before stands there too."""
    end = len(text)
    while end > 1 and text[end - 1].indent != text[0].indent:
        end -= 1
    if end == len(text):
        return text
    first, last = text[end], text[end - 1]
    inside = any(
        last.at < number.at < first.at
        and number.indent == first.indent
        and number.label.number == first.label.number - 1
        for number in numbers
    )
    return text[:end] if inside else text


def _alike(above: _Number, number: _Number) -> float:
    """What speaks for two numbers being of one sequence: both are marked or neither, and where the text
    ties with a list inside it, that they stand at one column."""
    return (above.marked is number.marked) + _ALIGNED * (above.indent == number.indent)


def _runs_anew(
    numbers: Sequence[_Number], text: set[int], inside: set[int]
) -> Iterator[tuple[list[_Number], list[_Number]]]:
    """Runs 1, 2, ... that stand free beside the numbers of the text (inside: certainly within one of its
    paragraphs), and a number after the run that goes on with what it broke."""
    run: list[_Number] = []
    last = 0  # number of the text before the run
    for each in numbers:
        within = each.deep or each.at in inside
        first = within and each.free and each.label.number == 1  # below a full line and its colon
        beside = each.at not in text and (each.alone or first)
        next_one = run and each.at not in text and each.label.number == run[-1].label.number + 1
        like = each.free or (len(run) > 1 and not each.marked and each.at - run[-1].at <= _NEAR)
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
