"""Headings with a letter or a number: "III. Country Actions", "1. Background", alone above its text.

Law of this file: all marks of a style make headings or none does; a list's items follow one another,
a heading stands between blank lines above prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.body.roles import BULLETS
from cableconv.body.titles import is_shaped_like_heading
from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.text.labels import follows
from cableconv.text.lines import Habits, Line, ends_early
from cableconv.text.sentences import is_terminal, is_titled

_SIGNS = ("dot", "in", "out")  # "A.", "(A)", "A)"
_INITIAL = lazy(r"\b[A-Z]\.\Z")
_LONGEST = 75  # columns of such a heading
_FEWEST = 2
_MOST = 0.75  # of the marks of a style
_PROSE = 0.6  # of the width: the first line of a text below a heading is longer, or a sentence


class _Style(NamedTuple):
    """How marks are printed: roman numbers or letters, with a stop or brackets."""

    roman: bool
    sign: str


def lettered_headings(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of headings that begin with a capital letter or roman number and a stop or bracket."""
    styles: dict[_Style, dict[int, int]] = {}  # place -> how much it looks like a heading
    letters: dict[_Style, list[str]] = {}
    for at, line in enumerate(lines):
        if line.worded or not (line.bare[0].isalpha() or line.bare[0] == "("):
            continue
        found = grammar.LETTER_MARK.match(line.text)
        sign = next((name for name in _SIGNS if found[name]), "") if found else ""
        if found is None or not found[sign].isupper():
            continue
        if sign == _SIGNS[0] and at and not line.blanks and _INITIAL.search(lines[at - 1].bare):
            continue  # "Dr. R." / "K. Osei"
        style = _Style(set(found[sign]) <= {"I", "V", "X"}, sign)
        styles.setdefault(style, {})[at] = _likeness(at, lines, found.end(), habits)
        letters.setdefault(style, []).append(found[sign])
    headings: set[int] = set()
    for style, places in styles.items():
        if style.sign != _SIGNS[0] and not _count_from_the_first(letters[style]):
            continue  # "(C)" marks a paragraph
        alone = [at for at, likeness in places.items() if likeness > 1]
        if len(alone) >= _FEWEST and len(alone) >= _MOST * len(places):
            headings |= {at for at, likeness in places.items() if likeness}
        elif style.sign == _SIGNS[0] and len(alone) == len(places) == 1 and _heads_paragraph(alone[0], lines):
            headings.update(alone)
    return headings


def _count_from_the_first(letters: Sequence[str]) -> bool:
    """Do these begin with A or I and follow one another?"""
    return letters[0] in ("A", "I") and all(follows(one, two) for one, two in pairwise(letters))


def _heads_paragraph(at: int, lines: Sequence[Line]) -> bool:
    """Does the one line of its style stand between the end of a sentence and the number of a paragraph?"""
    line, below = lines[at], lines[at + 1]
    ended = line.first or at == 0 or (is_terminal(lines[at - 1].bare) and lines[at - 1].bare[-1] not in ":;")
    numbered = below.label is not None and below.blanks > 0
    return ended and numbered and is_titled(line.bare.partition(" ")[2]) and not line.paged


def numbered_parts(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of titles that are numbered from 1 where the paragraphs are not: "1. Background"."""
    titles: list[int] = []
    numbers = 0
    for at, line in enumerate(lines):
        if line.worded or not "0" <= line.bare[0] <= "9" or line.glued:
            continue
        found = line.label
        if found is None or found["stop"] != ".":
            continue
        numbers += 1
        if found["portion"] is None and int(found["number"]) == len(titles) + 1:
            titles += [at] if _titles_a_part(at, lines, found.end(), habits) else []
    whole = len(titles) >= _FEWEST and len(titles) == numbers
    return set(titles) if whole else set()


def _titles_a_part(at: int, lines: Sequence[Line], begin: int, habits: Habits) -> bool:
    """A title in capitals or with them, by itself above prose without a number."""
    title = lines[at].text[begin:].strip()
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or not is_titled(title) or below.first or below.label:
        return False
    return _likeness(at, lines, begin, habits) > 1


def _likeness(at: int, lines: Sequence[Line], begin: int, habits: Habits) -> int:
    """2 for a title, from begin on, by itself above a text, 1 for one above something else, 0 for none."""
    line = lines[at]
    parted = line.blanks or line.first or at == 0 or (habits.solid and is_terminal(lines[at - 1].bare))
    if at + 1 == len(lines) or line.length > _LONGEST or not parted:
        return 0
    below = lines[at + 1]
    numbered = below.label is not None and is_titled(line.text[begin:].strip())
    if not (below.blanks or numbered or (habits.solid and ends_early(line, below, habits, 0))):
        return 0
    if not is_shaped_like_heading(line.text[begin:].strip()):
        return 0
    listed = below.bare[0] in BULLETS or grammar.LETTER_MARK.match(below.text) or not below.bare[0].isupper()
    if listed and not below.label:
        return 1
    return 2 if below.length > _PROSE * habits.width or is_terminal(below.bare) else 1
