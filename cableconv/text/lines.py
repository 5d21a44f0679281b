"""A line of a body with its surroundings, the habits of its document, and what two lines say of the end
between them.

Law of this file: it measures, it labels nothing.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.text.sentences import is_terminal

AFTER_MARK = frozenset((".", ")", " ", ""))  # what follows a letter that begins a list item
_ROMAN = lazy(r"(?:i{2,3}|iv|vi{0,3}|ix|xi{0,3})[.)] ")  # "iii. The third point"
_INDENT = 2  # columns of an indent that tells
_REDACTION = "XXXXX"
_REDACTED = 15  # columns by which what stands for names may be longer or shorter than they were
_SPARE = 4  # columns more that a line without a sentence's end leaves free above an item
EVEN = 3  # columns of slack up to which a wrapper fills its lines
UNWRAPPED = 120  # columns beyond which a line was never wrapped: its end is a paragraph's


class Line(NamedTuple):
    """One unread line: its place in the spans, its text without the newline, its surroundings."""

    at: int
    text: str  # without line end, leading blanks kept
    bare: str  # without white space at either end
    length: int  # columns, without white space at the end; of all pieces so far when glued
    word: int  # columns of the first word
    blanks: int  # blank lines before it, as the document's habit counts them
    paged: bool  # a page line, repeated header or boilerplate stands between
    glued: bool  # the line goes on after a piece cut out of it
    first: bool  # nothing of the body before it, or a header or trailer between
    advert: bool  # text of the site stands between
    worded: bool  # it begins with a word: no number, bullet, letter of a list or portion marking
    label: re.Match[str] | None  # the number of a paragraph that it begins with, in its place or not


class Habits(NamedTuple):
    """How this document was laid out."""

    width: int  # columns that the text was wrapped to
    slack: int  # columns that its wrapper left free at times, though the next word would have fitted
    longest: int  # columns of the longest line that runs on
    double_spaced: bool  # a blank line after every line
    solid: bool  # no blank lines between paragraphs at all
    stray_blanks: bool  # blank lines inside sentences
    lossy: bool  # a paragraph number stands below a full line that ends no sentence
    indented: bool  # paragraphs begin with an indent
    unwrapped: bool  # every paragraph is one line
    insets: Mapping[int, int]  # Line.at of the lines of inset paragraphs -> columns that these were filled to


def is_parted(line: Line) -> bool:
    """Does anything part the line from the one above?"""
    return bool(line.blanks or line.paged or line.first or line.glued)


def begins_with_letter(bare: str) -> bool:
    """May a letter or a Roman number of a list item begin these words?"""
    return bare[1:2] in AFTER_MARK or (bare[0] in "ivx" and _ROMAN.match(bare) is not None)


def fits(before: Line, after: Line, width: int) -> bool:
    """Would the first word of the next line have fitted at the end of this one?"""
    return before.length + 1 + after.word <= width


def leaves_room(before: Line, line: Line, habits: Habits) -> bool:
    """Would the mark that begins the line and the word after it have fitted at the end of the one before? A
    dash in a sentence fits nearly always."""
    words = line.bare.split(None, 2)
    spare = 0 if is_terminal(before.bare) else _SPARE
    return before.length + 1 + len(" ".join(words[:2])) + spare <= habits.width - habits.slack


def ends_early(before: Line, line: Line, habits: Habits, room: int) -> bool:
    """Does the line leave more room than this document's wrapper ever does, by so many columns?"""
    if habits.width < before.length > habits.longest + room and habits.slack <= EVEN:
        return not _is_rest_of_address(before.bare)  # too long to have been wrapped
    redacted = _REDACTED if _REDACTION in before.bare or _REDACTION in line.bare else 0
    width = habits.width - habits.slack
    if habits.insets and line.at in habits.insets:
        width = habits.insets.get(before.at, width)
    return fits(before, line, width - room - redacted)


def _is_rest_of_address(bare: str) -> bool:
    """Is this one piece, the rest of an address of which no wrapper could make the line shorter?"""
    return "/" in bare and " " not in bare and "://" not in bare and bare[:4] not in ("www.", "WWW.")


def indent(line: Line) -> int:
    """Columns of white space before the line's text."""
    return len(line.text) - len(line.text.lstrip()) if line.text[0].isspace() else 0


def is_deeper(line: Line, before: Line) -> bool:
    """Does the line stand further right than the one above, as the first of a paragraph may?"""
    return line.text[:1].isspace() and indent(line) >= indent(before) + _INDENT
