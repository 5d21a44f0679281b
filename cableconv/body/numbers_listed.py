"""Numbered lists inside a paragraph: which of the numbers that begin lines are those of their items.

Law of this file: what introduces and parts numbers tells lists from the text; it orders nothing.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.text.labels import Label
from cableconv.text.lines import Line, indent
from cableconv.text.sentences import is_titled

DEEPER = 2  # columns by which the numbers of a list stand further right
NEAR = 12  # lines from one number of a list to the next


class Number(NamedTuple):
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


def is_next(at: int, label: Label, left: int, last: Number) -> bool:
    """Does the number follow the last one, at the same column, not many lines below it?"""
    return label.number == last.label.number + 1 and left == last.indent and at - last.at <= NEAR


def inside(numbers: Sequence[Number], lines: Sequence[Line]) -> set[int]:
    """Places of the numbers of lists that stand between one number of the text and the next, and are marked
    or introduced otherwise than these: "2. (SBU) ..." / "1. Ann" / "2. Ben" / "3. Cyd" / "3. (SBU) ..."."""
    places: set[int] = set()
    last: Number | None = None  # of the text
    run: list[Number] = []
    for place, number in enumerate(numbers):
        listed = bool(run) and not number.marked and is_next(number.at, number.label, number.indent, run[-1])
        if listed and not (last and _resumes(numbers[place:], last, run, lines)):
            run.append(number)
        elif last and number.label.number == last.label.number + 1 and number.marked >= last.marked:
            places.update(each.at for each in run)
            last, run = number, []
        elif last and number.label.number == 1 and _may_open(number, last, lines):
            run = [number]
        elif number.marked or last is None or not (last.marked or run):
            last, run = number, []
    return places


def _may_open(number: Number, last: Number, lines: Sequence[Line]) -> bool:
    """May this be the first number of a list inside the paragraph that begins with the last one?"""
    if number.marked:
        return False
    if last.marked or number.introduced or is_announced(number, last.at, lines):
        return True
    return is_below_letter(number, last.at, lines)


def is_below_letter(first: Number, above: int, lines: Sequence[Line]) -> bool:
    """Does the first number of a list stand in an item with a letter, of a list below the colon of the
    paragraph that begins above: "1. AS FOLLOWS:" / "A. FIRST." / "B. SECOND." / "1. THIS"?"""
    letters = [at for at in range(above + 1, first.at) if _is_lettered(lines[at])] if first.free else []
    return len(letters) > 1 and lines[letters[0] - 1].bare.endswith(":")


def _is_lettered(line: Line) -> bool:
    found = grammar.LETTER_MARK.match(line.text)
    return found is not None and found["dot"] is not None and found["dot"].isupper()


def is_announced(first: Number, above: int, lines: Sequence[Line]) -> bool:
    """Does the paragraph that begins above end with a colon over the first number of a list, a blank line
    between them or not? A title over the list, "Article 1:", is no end of the paragraph."""
    if lines[first.at].first or not lines[first.at - 1].bare.endswith(":"):
        return False
    return _is_one_block(lines[above + 1 : first.at])


def are_items(run: Sequence[Number], lines: Sequence[Line]) -> bool:
    """Is each of the numbers above the next one a single paragraph?"""
    return all(_is_one_block(lines[one.at + 1 : two.at]) for one, two in pairwise(run))


def _is_one_block(lines: Sequence[Line]) -> bool:
    return not any(line.first or (line.blanks and not line.paged) for line in lines)


def _resumes(numbers: Sequence[Number], last: Number, run: Sequence[Number], lines: Sequence[Line]) -> bool:
    """Does the text go on with the first of these numbers, though the list might, too, because it has come
    as far as the text? "2. The days are:" / "1. May 1." / "2. May 2." / "3. The members are:" """
    first = numbers[0]
    if last.marked or first.label.number != last.label.number + 1:
        return False
    chain = [first]
    for number in numbers[1:]:
        if not is_next(number.at, number.label, number.indent, chain[-1]):
            if number.label.number == first.label.number:
                return False  # the text goes on there
            break
        chain.append(number)
    tight = not any(_is_parted(each, lines) for each in run[1:])
    if first.indent != run[0].indent or (tight and _is_parted(first, lines)):
        return True
    starts = {number.at for number in numbers} | {number.at for number in run}
    longest = max(_length(each, lines, starts) for each in run)
    return any(
        _length(each, lines, starts) > max(longest, 1) or lines[each.at].bare.endswith(":") for each in chain
    )


def _is_parted(number: Number, lines: Sequence[Line]) -> bool:
    return bool(lines[number.at].blanks) and not lines[number.at].paged


def _length(number: Number, lines: Sequence[Line], starts: Collection[int]) -> int:
    """The lines of the paragraph that this number begins."""
    end = number.at + 1
    while end < len(lines) and end not in starts and _is_one_block(lines[end : end + 1]):
        end += 1
    return end - number.at


def without_list(text: tuple[Number, ...], numbers: Sequence[Number]) -> tuple[Number, ...]:
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


def is_list(text: Sequence[Number], lines: Sequence[Line]) -> bool:
    """Are these the numbers of a list in a text whose paragraphs have none? A colon introduces them,
    and no blank line parts them, or they stand further right."""
    if len(text) < 2 or text[0].at == 0 or any(number.marked for number in text):
        return False
    above = lines[text[0].at - 1]
    if markers.MARKER_HEADING.fullmatch(above.bare):
        return False  # "SUMMARY:" above paragraph 1
    tight = not any(lines[number.at].blanks for number in text[1:])
    inset = min(number.indent for number in text) >= indent(above) + DEEPER
    marked = grammar.PORTION_FIRST.match(above.bare) is not None  # a paragraph, and no title
    said = inset and sum(map(str.islower, above.bare.split())) > 1  # "Post recommends the following:"
    titled = is_titled(above.bare) or (above.first and not (tight or marked or said))
    return (tight or inset) and not titled and above.bare.endswith(":") and not lines[text[0].at].first
