"""Facts about the lines of a body: width, blank-line habits, what stands between two lines.

Laws of this file: it measures, it labels nothing. 5 FAH-1 H-246.1 sets 55 characters a
line, later systems 60 to 69, so the width is estimated for every document.
"""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.model import HEADER, Kind, Spans
from cableconv.text.sentences import LINKS, is_terminal
from cableconv.text.spacing import is_double_spaced
from cableconv.text.verse import endings_of, in_small_letters, is_filled
from cableconv.text.widths import Step, Wrapping, wrapping

_FULL = 0.8  # of the width: no heading is as long
_NUMBERS = frozenset("0123456789(\N{PILCROW SIGN}")  # what a paragraph number begins with
AFTER_MARK = frozenset((".", ")", " ", ""))  # what follows a letter that begins a list item
_ROMAN = lazy(r"(?:i{2,3}|iv|vi{0,3}|ix|xi{0,3})[.)] ")  # "iii. The third point"
_GAP = "   "  # parts columns
_INSET = 3  # columns by which an inset paragraph stands further right than the line above
_INDENT = 2  # columns of an indent that tells
_REDACTION = "XXXXX"
_ONE_REFERENCE = lazy(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
_REDACTED = 15  # columns by which what stands for names may be longer or shorter than they were
_PARTED = 0.2  # of the lines of a double-spaced text have two blank lines above, at least
_SPARE = 4  # columns more that a line without a sentence's end leaves free above an item
_NARROW = 52  # columns to which few texts were wrapped more closely
_TRIPLE = 2  # blank lines between the lines of one sentence
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


_LINE, _BLANK, _SITE = Kind.LINE, Kind.BLANK, Kind.BOILERPLATE  # looked up once, not every span
_APART = HEADER | {Kind.TRAILER, Kind.SIGNATURE, Kind.DRAFTING, Kind.TITLE}
_BELOW = frozenset(
    {"CC102", "CC107", "CC110"}
)  # of a site's text below a cable, which no text of it goes over
_MARK = 6  # characters of the longest letter or number of a list that begins with a letter: "xviii)"
_line = partial(tuple.__new__, Line)  # from its parts in one step of C, as for _step
_step = partial(tuple.__new__, Step)


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
    insets: Mapping[int, int]  # Line.at of the lines of inset paragraphs -> columns that these were filled to


def read_lines(spans: Spans) -> tuple[tuple[Line, ...], Habits]:
    """The LINE spans of the body with their surroundings, and the document's habits."""
    lines: list[Line] = []
    blanks, paged, glued, first = 0, False, False, True
    advert = False
    for at, span in enumerate(spans):
        kind, text = span.kind, span.text
        if kind is _BLANK:
            blanks += 1
        elif kind is _LINE:
            filled = text.rstrip()
            if not filled:  # what is left beside a piece that was cut out
                glued = glued and text[-1] not in "\r\n"
                continue
            bare = filled.lstrip()
            word = bare.find(" ")
            length = (_columns(filled) if "&" in filled else len(filled)) + (lines[-1].length if glued else 0)
            ended = text[-1] == "\n" and text[-2:-1] != "\r"
            line = (filled if len(filled) == len(text) - 1 else text[:-1]) if ended else text.rstrip("\r\n")
            word = word if word > 0 else len(bare)
            begin = bare[:_MARK]
            worded = len(begin) > 1 and begin[:2].isalpha() and "." not in begin and ")" not in begin
            label = None if worded else grammar.LABEL.match(line)  # asked once: a dozen rules read it
            lines.append(
                _line((at, line, bare, length, word, blanks, paged, glued, first, advert, worded, label))
            )
            blanks, paged, first, advert = 0, False, False, False
            glued = text[-1] not in "\r\n"
        elif kind in _APART or (span.reason is not None and span.reason.rule in _BELOW):
            blanks, paged, glued, first = 0, False, False, True
        else:
            paged = True
            advert = advert or kind is _SITE
            glued = glued and text[-1] not in "\r\n"
    habits = _habits(lines, is_double_spaced(spans))
    if habits.double_spaced:
        usual = _usual_gap(_steps(lines))
        lines = [
            line._replace(blanks=line.blanks // 2 if usual < _TRIPLE else line.blanks // (usual + 1))
            for line in lines
        ]
        insets = _insets(lines)
        width, slack, longest = _wrapping(lines, _steps(lines), insets)  # stanzas and insets are blocks now
        solid = _is_solid(_steps(lines))
        habits = habits._replace(width=width, slack=slack, longest=longest, insets=insets, solid=solid)
    return tuple(lines), habits


def _steps(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The lines with the line below, where nothing but blank lines parts them."""
    return [(above, line) for above, line in pairwise(lines) if not line.first and not line.paged]


def _usual_gap(steps: Sequence[tuple[Line, Line]]) -> int:
    """How many blank lines a spaced text has between the lines of one sentence, at least."""
    return min(
        [b.blanks for a, b in steps if b.blanks and a.bare[-1].isalpha() and _runs_on(a, b)], default=1
    )


def _columns(text: str) -> int:
    """The columns that the text filled before a page wrote some of its characters as references."""
    return len(text) - sum(len(found[0]) - 1 for found in _ONE_REFERENCE.finditer(text))


def _habits(lines: Sequence[Line], spaced: bool) -> Habits:
    steps = _steps(lines)
    insets = _insets(lines)
    width, slack, longest = _wrapping(lines, steps, insets)
    parted = [(a, b) for a, b in steps if b.blanks]
    apart = len(parted)
    open_ends = [(a, b) for a, b in parted if b.blanks == 1 and not is_terminal(a.bare)]
    inside = sum(1 for a, b in open_ends if not (fits(a, b, width) or b.label))
    runs_on = sum(1 for _, b in open_ends if b.bare[0].islower())
    double = spaced or (len(steps) >= 4 and apart > 0.7 * len(steps) and inside > 0.3 * len(steps))
    if len(steps) >= 4 and apart == len(steps):
        wide = sum([b.blanks > 1 for _, b in steps]) >= _PARTED * len(steps)
        double = double or runs_on + _linked(steps) > 0 or (inside > 0 and (wide or _in_capitals(lines)))
    return Habits(
        width=width,
        slack=slack,
        longest=longest,
        double_spaced=double,
        solid=_is_solid(steps),
        stray_blanks=not double and runs_on > 0,
        lossy=_is_lossy(lines, width),
        indented=_indented(lines),
        insets=insets,
    )


def _is_solid(steps: Sequence[tuple[Line, Line]]) -> bool:
    """Do no blank lines stand between the paragraphs?"""
    return len(steps) >= 3 and sum([b.blanks > 0 for _, b in steps]) <= 0.02 * len(steps)


def _linked(steps: Sequence[tuple[Line, Line]]) -> int:
    """How many blank lines stand between a word that no sentence ends in and a line of words?"""
    return sum(
        b.blanks == 1
        and b.bare[0].isalpha()
        and not begins_with_letter(b.bare)
        and LINKS.search(a.bare) is not None
        for a, b in steps
    )


def _is_lossy(lines: Sequence[Line], width: int) -> bool:
    """Did a crawler eat last lines of paragraphs: once right above a number, or twice above a
    short line that stands above one?"""
    signs = 0
    for at, line in [(at, line) for at, line in enumerate(lines) if at and not line.worded]:
        if line.bare[0] not in _NUMBERS or not line.label:
            continue
        above = lines[at - 1]
        if grammar.ITEM_MARK.match(above.text):
            continue  # an item needs no sentence's end
        signs += 2 * _lost_its_end(above, width)
        short = above.length < _FULL * width and not is_terminal(above.bare)
        signs += short and at > 1 and _lost_its_end(lines[at - 2], width)
    return signs > 1


def _lost_its_end(line: Line, width: int) -> bool:
    """Is this a full line that ends no sentence?"""
    return line.length > _FULL * width and not is_terminal(line.bare)


def _indented(lines: Sequence[Line]) -> bool:
    """Do lines between two that stand further left begin paragraphs here?"""
    begins = inside = 0
    for at in [at for at, line in enumerate(lines) if line.text[0].isspace()]:
        if not 0 < at < len(lines) - 1:
            continue
        above, line, below = lines[at - 1 : at + 2]
        if below.blanks or below.first or line.blanks or line.first:
            continue
        if indent(line) >= max(indent(above), indent(below)) + _INDENT:
            begins += not line.bare[0].islower()
            inside += line.bare[0].islower()
    return begins > 1 and begins > 3 * inside


def _insets(lines: Sequence[Line]) -> dict[int, int]:
    """The lines of paragraphs further right than the text, and the columns that these were wrapped to."""
    found: dict[int, int] = {}
    end = 0
    for at in [at for at, line in enumerate(lines) if line.text[0].isspace()]:
        left = indent(lines[at])
        if at < end or left < _INSET or (at > 0 and left < indent(lines[at - 1]) + _INSET):
            continue
        end = at + 1
        while end < len(lines) and indent(lines[end]) == left and not _is_parted(lines[end]):
            end += 1
        if is_filled(endings_of(lines[at:end]), lines[end - 1].length, 0):
            longest = max([line.length for line in lines[at:end]])
            found.update((line.at, longest) for line in lines[at:end])
    return found


def _is_parted(line: Line) -> bool:
    """Does anything part the line from the one above?"""
    return bool(line.blanks or line.paged or line.first or line.glued)


def _wrapping(
    lines: Sequence[Line], steps: Sequence[tuple[Line, Line]], insets: Mapping[int, int]
) -> Wrapping:
    """Width and slack, from lines that run on; where there are none, from the longest lines."""
    lengths = [line.length for line in lines if line.length <= UNWRAPPED]
    poems = {lines[at].at for block in in_small_letters(lines) for at in block[:-1]} | insets.keys()
    width = _width(lines, lengths)
    poems |= _short_insets(lines, width)
    kept = [(a, b) for a, b in steps if a.length <= UNWRAPPED and a.at not in poems]
    capitals = _in_capitals(lines)
    measured = [
        _step((a.length, b.word, runs_on, len(a.bare)))
        for a, b in kept
        for runs_on in [(b.bare[0].islower() and _runs_on(a, b)) or (capitals and _may_run_on(a, b))]
    ]
    narrowest = max(width, _NARROW)
    least = narrowest if capitals else 0  # nothing tells the names in capitals from the prose
    return wrapping(measured, lengths, width, least) or Wrapping(narrowest, 0, UNWRAPPED)


def _short_insets(lines: Sequence[Line], width: int) -> set[int]:
    """Line.at of lines further right than most, in blocks every line of which leaves the next word much room,
    no wrapper's, and of the lines right above these."""
    found: set[int] = set()
    inset = [at for at, line in enumerate(lines) if line.text[0].isspace() and indent(line) >= _INSET]
    if 2 * len(inset) >= len(lines):
        return found
    start = 0
    for place, at in enumerate(inset, 1):
        below = inset[place] if place < len(inset) else len(lines)
        if below == at + 1 < len(lines) and indent(lines[below]) == indent(lines[at]):
            continue
        first = inset[start]
        if at > first and all(
            fits(above, line, width - EVEN) for above, line in pairwise(lines[first : at + 1])
        ):
            found.update(line.at for line in lines[max(0, first - 1) : at])
        start = place
    return found


def _in_capitals(lines: Sequence[Line]) -> bool:
    return sum([line.bare.isupper() for line in lines]) > 0.8 * len(lines)


def _runs_on(before: Line, line: Line) -> bool:
    """Does the sentence surely go on from the line above to this one, which begins with a small letter?"""
    if not line.worded and begins_with_letter(line.bare):
        return False
    if before.bare[-1] == ":":
        return False  # it may introduce verse, or a list in small letters
    word = line.bare[: line.word]
    return not ("@" in word or "/" in word or word[-1] == ":" or word[:4] == "www.")  # of an address


def begins_with_letter(bare: str) -> bool:
    """May a letter or a Roman number of a list item begin these words?"""
    return bare[1:2] in AFTER_MARK or (bare[0] in "ivx" and _ROMAN.match(bare) is not None)


def _may_run_on(before: Line, line: Line) -> bool:
    if line.bare[0].isdigit() and line.label:
        return False
    return line.bare[0].isalnum() and not (line.blanks or is_terminal(before.bare) or _GAP in before.bare)


def _width(lines: Sequence[Line], lengths: Sequence[int]) -> int:
    """The columns of the longest ordinary line. First lines that an indent made longer than the
    others are left out, when most lines have none. lengths: of all that were wrapped."""
    flush = [line.length for line in lines if line.length <= UNWRAPPED and not line.text[0].isspace()]
    ordered = sorted(flush if 2 * len(flush) > len(lines) else lengths)
    return ordered[max(0, ceil(len(ordered) * 0.97) - 1)] if ordered else 0


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
        return True  # too long to have been wrapped
    redacted = _REDACTED if _REDACTION in before.bare or _REDACTION in line.bare else 0
    width = habits.width - habits.slack
    if habits.insets and line.at in habits.insets:
        width = habits.insets.get(before.at, width)
    return fits(before, line, width - room - redacted)


def indent(line: Line) -> int:
    """Columns of white space before the line's text."""
    return len(line.text) - len(line.text.lstrip()) if line.text[0].isspace() else 0


def is_deeper(line: Line, before: Line) -> bool:
    """Does the line stand further right than the one above, as the first of a paragraph may?"""
    return line.text[:1].isspace() and indent(line) >= indent(before) + _INDENT
