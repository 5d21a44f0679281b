"""Paragraph numbers: which line begins the next numbered paragraph.

Law of this file: a number is a paragraph's only in its place in the sequence. "December" /
"12. The next day" is no paragraph; 5 FAH-1 H-246.2 numbers paragraphs consecutively.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cableconv.grammar import body as grammar
from cableconv.text.lines import Line

_GAP_MARKED = 30  # lost paragraphs that a portion marking makes believable
_GAP_BARE = 6
_LETTER_GAP = 2  # steps to the next item that is left when a crawler ate one
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class Label(NamedTuple):
    """A paragraph number with its place in the line: number, portion marking, ends of both."""

    number: int
    start: int
    end: int
    portion_start: int  # equal to portion_end when there is none
    portion_end: int

    @property
    def portion_first(self) -> bool:
        """Does the portion marking stand before the number, "(SBU) 1."?"""
        return self.portion_start < self.start


class Numbering(NamedTuple):
    """What the numbers seen so far make likely."""

    last: int = 0
    marked: bool = False  # paragraphs of this cable carry portion markings
    seen: bool = False
    letter: str = ""  # of the last list item
    bracketed: bool = False  # paragraphs are numbered "1)", not "1."
    dotted: bool = False  # paragraphs are numbered "1.", not "1)"

    @staticmethod
    def of(lines: Sequence[Line]) -> "Numbering":
        """Look once through the lines: do numbered paragraphs carry portion markings here?"""
        with_mark = without = 0
        stops = {True: [0, 0], False: [0, 0]}  # of the marked and of the others: "1." and "1)"
        found_all = [line.label for line in lines if not line.worded and _may_be_number(line)]
        labels = [found for found in found_all if found]
        left = len(labels[0]["indent"]) if labels else 0  # a list may stand further left than its paragraph
        for found in labels:
            if len(found["indent"]) > left + 1:
                continue  # the numbers of lists stand further right
            if found["portion"] or found["before"]:
                with_mark += 1
            else:
                without += 1
            stops[bool(found["portion"] or found["before"])][found["stop"] == ")"] += 1
        marked = with_mark > 1 and with_mark >= without
        dotted, bracketed = stops[True]
        if not marked:
            dotted, bracketed = dotted + stops[False][0], bracketed + stops[False][1]
        return Numbering(
            marked=marked,
            bracketed=bracketed > 1 and bracketed > 2 * dotted,
            dotted=dotted > 1 and 2 * dotted >= bracketed,
        )

    def after(self, label: Label) -> "Numbering":
        """The numbering once this label has been read."""
        return self._replace(last=label.number, seen=True, letter="")

    def after_item(self, line: Line) -> "Numbering":
        """The numbering once this list item has been read."""
        return self._replace(letter=item_letter(line, self.letter))


def next_label(line: Line, numbering: Numbering, *, free: bool, blank: bool, short: bool) -> Label | None:
    """The label of line if its number is believable here.

    free: what stands before ends a sentence or a block; blank: a blank line or nothing
    stands before; short: the first word would have fitted on the line before.
    """
    found = line.label
    if not found:
        return None
    marked = bool(found["portion"] or found["before"] or found["label"][0] == "\N{PILCROW SIGN}")
    if found["stop"] == ")" and not (marked or numbering.bracketed):
        return None
    number = int(found["number"])
    if found["stop"] == ")" and numbering.dotted:  # "1) (C) the first point" below "4. (C) He said:"
        listed = numbering.letter.isdigit() and follows(numbering.letter, found["number"])
        if listed or number != numbering.last + 1:
            return None
    believable = _believable(
        number, marked, line.text[found.end() :], numbering, free=free, blank=blank, short=short
    )
    if not believable:
        return None
    return _label(found)


def label_of(line: Line) -> Label | None:
    """The number that begins the line, in its place or not."""
    if line.worded or not _may_be_number(line):
        return None
    found = line.label
    return _label(found) if found else None


def _may_be_number(line: Line) -> bool:
    return not line.worded and (line.bare[0].isdigit() or line.bare[0] in "(\N{PILCROW SIGN}")


def _label(found: re.Match[str]) -> Label:
    mark = "before" if found["before"] else "portion"
    start, end = found.span(mark) if found[mark] else (found.end("label"), found.end("label"))
    return Label(int(found["number"]), found.start("label"), found.end("label"), start, end)


def _believable(
    number: int, marked: bool, rest: str, numbering: Numbering, *, free: bool, blank: bool, short: bool
) -> bool:
    step = number - numbering.last
    if step == 1:
        if marked:
            return True
        return blank if numbering.marked and not free else free and (blank or short or not numbering.marked)
    if marked:
        return (blank or free) and (step <= _GAP_MARKED or not numbering.seen)
    if numbering.marked or not (blank and free):
        return False
    capital = rest.lstrip()[:1].isupper() or rest.lstrip()[:1] in "\"'("
    if not numbering.seen:
        return capital and number <= 40
    return capital and 0 < step <= _GAP_BARE


def item_letter(line: Line, last: str) -> str:
    """The letter or number of a list item that begins the line, "" when it begins none.

    last is the letter of the item before: "B. Example" in prose is no item unless an item
    "A." came before it.
    """
    first = line.bare[0]
    if line.worded or not (first.isalnum() or first == "("):
        return ""
    found = grammar.LETTER_MARK.match(line.text)
    if not found:
        return ""
    letter = found["in"] or found["out"] or found["dot"]
    if found["dot"] and letter.lower() not in ("a", "i") and not follows(last, letter, _LETTER_GAP):
        return ""
    return letter


def follows(last: str, letter: str, reach: int = 1) -> bool:
    """Is this the letter or number after the last one, or one of the reach next ones?"""
    if last.isdigit() and letter.isdigit():
        return 0 < int(letter) - int(last) <= reach
    if len(letter) == len(last) == 1 and 0 < ord(letter) - ord(last) <= reach:
        return True
    return letter.lower() in ROMAN and last.lower() in ROMAN[: ROMAN.index(letter.lower())]


def goes_on_lettered(line: Line, numbering: Numbering) -> bool:
    """Is "(C)", which may be a portion marking, the next letter of a list that has capitals?"""
    return numbering.letter.isupper() and follows(numbering.letter, item_letter(line, numbering.letter))


def opens_list(line: Line) -> bool:
    """Is the letter or number of this line one that a list begins with?"""
    return item_letter(line, "").lower() in ("a", "i", "1")
