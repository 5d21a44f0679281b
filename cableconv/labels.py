"""Paragraph numbers: which line begins the next numbered paragraph.

Law of this file: a number is a paragraph's only in its place in the sequence. "December" /
"12. The next day" is no paragraph; 5 FAH-1 H-246.2 numbers paragraphs consecutively.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar import body as grammar
from cableconv.lines import Line, begins_with_letter, fits
from cableconv.sentences import is_terminal

_GAP_MARKED = 30  # lost paragraphs that a portion marking makes believable
_GAP_BARE = 6
_LETTER_GAP = 2  # steps to the next item that is left when a crawler ate one
_RUN_REACH = 8  # lines from one item of a list to the next
_LISTED = 9  # items of another list that may stand between two items
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


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
        found_all = [grammar.LABEL.match(line.text) for line in lines if _may_be_number(line)]
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
    found = grammar.LABEL.match(line.text)
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
    found = grammar.LABEL.match(line.text)
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
    return letter.lower() in _ROMAN and last.lower() in _ROMAN[: _ROMAN.index(letter.lower())]


def goes_on_lettered(line: Line, numbering: Numbering) -> bool:
    """Is "(C)", which may be a portion marking, the next letter of a list that has capitals?"""
    return numbering.letter.isupper() and follows(numbering.letter, item_letter(line, numbering.letter))


def opens_list(line: Line) -> bool:
    """Is the letter or number of this line one that a list begins with?"""
    return item_letter(line, "").lower() in ("a", "i", "1")


def list_runs(lines: Sequence[Line], width: int) -> set[int]:
    """Places of lines that begin items of a list by what follows or precedes them.

    A bullet before a capital that stands at the beginning of several lines, and letters in
    their order, begin items even where the line above lost its end.
    """
    runs: set[int] = set()
    bullets: dict[str, list[int]] = {}
    styles: dict[str, list[tuple[int, str]]] = {}
    for at, line in [(at, line) for at, line in enumerate(lines) if not line.worded]:
        if line.bare[0].isalpha() and not begins_with_letter(line.bare):
            continue
        bullet = grammar.ITEM_MARK.match(line.text)
        if bullet:
            if at and (closes_dash(line, lines[at - 1]) or _opens_dash(line, lines[at - 1])):
                continue
            after = line.text[bullet.end() : bullet.end() + 1]
            capital = after.isupper() and not line.bare.isupper()  # in a text of capitals it says nothing
            if capital or after in "\"'(" or _beside_its_like(lines, at, bullet["mark"], width):
                bullets.setdefault(bullet["mark"], []).append(at)
            continue
        found = grammar.LETTER_MARK.match(line.text)
        if found:
            mark = found["in"] or found["out"] or found["dot"]
            style = ("in" if found["in"] else "out" if found["out"] else "dot") + str(mark.isdigit())
            listed = styles.setdefault(style, [])
            if grammar.PORTION_FIRST.match(line.text) and not (listed and follows(listed[-1][1], mark)):
                continue  # "(C)" is a letter after "(B)" only
            listed.append((at, mark))
    for places in bullets.values():
        runs.update(at for pair in pairwise(places) if pair[1] - pair[0] <= _RUN_REACH for at in pair)
    for letters in styles.values():
        runs |= _letters_in_order(letters, lines, width)
    return runs


def closes_dash(line: Line, above: Line) -> bool:
    """Is "-- THAT NO ONE" below "CAUTIONED -- SOMEWHAT PRIVATELY" the second dash of a sentence?"""
    if line.bare[:3] != "-- " or line.blanks or line.first or line.paged:
        return False
    return above.bare.count(" -- ") % 2 == 1 and not is_terminal(above.bare)


def _opens_dash(line: Line, above: Line) -> bool:
    """Is "-- AS HE PUT IT -- NOBODY" below a line that ends no sentence the first of two dashes?"""
    if line.bare[:3] != "-- " or line.blanks or line.first or line.paged:
        return False
    return " -- " in line.bare[3:] and above.bare[-1] not in ".?!:;,"


def _beside_its_like(lines: Sequence[Line], at: int, mark: str, width: int) -> bool:
    """Does the line above, or the one below, begin with the same bullet and leave room for more?"""

    def pair(upper: int) -> bool:
        above, below = lines[upper], lines[upper + 1]
        if not (above.bare.startswith(mark) and below.bare.startswith(mark)):
            return False
        start = " ".join(below.bare.split(None, 2)[:2])
        return not (below.first or below.paged) and above.length + 1 + len(start) <= width

    return (at > 0 and pair(at - 1)) or (at + 1 < len(lines) and pair(at))


def _letters_in_order(letters: list[tuple[int, str]], lines: Sequence[Line], width: int) -> set[int]:
    """Places of letters of one style that follow one another; another list may stand between two."""
    runs: set[int] = set()
    letters = [
        (at, letter)
        for at, letter in letters
        if not at or lines[at].blanks or not comes_from_inside(lines[at], lines[at - 1])
    ]
    for place, (at, letter) in enumerate(letters):
        if letter.isdigit() and lines[at].bare[0] != "(":  # "2.", "2)" may be a paragraph's
            continue
        after = _next_letter(letters, place)
        if after is None or goes_on_inside(lines[at : letters[after][0]], letter):
            continue
        third = _next_letter(letters, after) is not None
        initial = lines[at].bare[1] == "." and letter.isupper()  # "A. Sample" may be a person
        apart = at == 0 or lines[at].blanks or lines[at].first or _closed(lines[at - 1], lines[at], width)
        within = _small_after_mark(lines[at]) and _in_sentence(lines, at)  # "we asked" / "(a) to be"
        pair = not initial and _after_sentences(lines, at, letters[after][0])
        sure = (apart and not (initial and _in_sentence(lines, at))) or (third and not within) or pair
        opens = letter.lower() in ("a", "i", "1") and sure
        if opens or at in runs:
            runs.update((at, letters[after][0]))
    return runs


def _after_sentences(lines: Sequence[Line], first: int, second: int) -> bool:
    """Do both items begin a sentence, each below a line that ends one?"""
    return all(
        at > 0 and is_terminal(lines[at - 1].bare) and lines[at].bare.partition(" ")[2][:1].isupper()
        for at in (first, second)
    )


def goes_on_inside(lines: Sequence[Line], letter: str) -> bool:
    """Does the letter after this one stand inside a line: "(a) the law, (b) the courts"?"""
    small = letter.lower()
    if letter.isdigit():
        following = str(int(letter) + 1)
    elif small in _ROMAN[:-1] and len(small) + (small == "i") > 1:
        following = _ROMAN[_ROMAN.index(small) + 1]
    else:
        following = chr(ord(small[0]) + 1)
    mark = f" ({following.upper() if letter.isupper() else following}) "
    return any(mark in line.text for line in lines)


def comes_from_inside(line: Line, above: Line) -> bool:
    """Does the letter before this one stand inside the line above: "for (a) trade;" / "(b) aid"?"""
    found = grammar.LETTER_MARK.match(line.text)
    letter = (found["in"] or found["out"] or "") if found else ""
    if not letter or letter.lower() in ("a", "1"):
        return False
    if found and found["out"] and above.bare.count("(") > above.bare.count(")"):
        return True  # "(No. 114 of Feb." / "28) on property"
    roman = letter.lower() if len(letter) > 1 else ""
    if roman in _ROMAN[1:]:
        before = _ROMAN[_ROMAN.index(roman) - 1]
        before = before.upper() if letter.isupper() else before
    else:
        before = str(int(letter) - 1) if letter.isdigit() else chr(ord(letter[0]) - 1)
    mark = f" ({before}) " if found and found["in"] else f" {before}) "
    return mark in above.bare and above.bare[-1] != "."


def _next_letter(letters: Sequence[tuple[int, str]], place: int) -> int | None:
    """The place, in letters, of the one that follows, not many lines below."""
    at, letter = letters[place]
    for after in range(place + 1, min(place + _LISTED, len(letters))):
        next_at, following = letters[after]
        if next_at - at > 3 * _RUN_REACH:
            return None
        if follows(letter, following):
            return after
    return None


def _closed(above: Line, line: Line, width: int) -> bool:
    """Does the line above end before its width, or with a colon before a capital?"""
    return fits(above, line, width) or (above.bare.endswith(":") and not _small_after_mark(line))


def _small_after_mark(line: Line) -> bool:
    """Does the text after the letter or number of an item begin in small letters?"""
    return line.bare.partition(" ")[2][:1].islower()


def _in_sentence(lines: Sequence[Line], at: int) -> bool:
    """Does the line above run on into this one?"""
    line = lines[at]
    if at == 0 or line.blanks or line.first or line.paged or is_terminal(lines[at - 1].bare):
        return False
    return not (line.glued and grammar.LABEL.fullmatch(lines[at - 1].bare))
