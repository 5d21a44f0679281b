"""Facts about the lines of a body: blank-line habits, what stands between two lines.

Law of this file: it measures, it labels nothing.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.model import HEADER, Kind, Spans
from cableconv.text.lines import UNWRAPPED, Habits, Line, begins_with_letter, fits, indent
from cableconv.text.sentences import LINKS, is_terminal
from cableconv.text.spacing import is_double_spaced
from cableconv.text.wrapped import in_capitals, insets_of, is_unwrapped, runs_on, wrapping_of

_FULL = 0.8  # of the width: no heading is as long
_NUMBERS = frozenset("0123456789(\N{PILCROW SIGN}")  # what a paragraph number begins with
_INDENT = 2  # columns of an indent that tells
_ONE_REFERENCE = lazy(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
_PARTED = 0.2  # of the lines of a double-spaced text have two blank lines above, at least
_TRIPLE = 2  # blank lines between the lines of one sentence
_LINE, _BLANK, _SITE = Kind.LINE, Kind.BLANK, Kind.BOILERPLATE  # looked up once, not every span
_APART = HEADER | {Kind.TRAILER, Kind.SIGNATURE, Kind.DRAFTING, Kind.TITLE}
_BELOW = frozenset(
    {"CC102", "CC107", "CC110"}
)  # of a site's text below a cable, which no text of it goes over
_TOLD = 120  # characters of a text in which a stop stands
_MARK = 6  # characters of the longest letter or number of a list that begins with a letter: "xviii)"
_line = partial(tuple.__new__, Line)  # from its parts in one step of C


def read_lines(spans: Spans) -> tuple[tuple[Line, ...], Habits]:
    """The LINE spans of the body with their surroundings, and the document's habits."""
    lines: list[Line] = []
    blanks, paged, glued, first = 0, False, False, True
    advert = False
    number = grammar.BARE_LABEL if _has_lost_its_stops(spans) else grammar.LABEL
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
            label = None if worded else number.match(line)  # asked once: a dozen rules read it
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
        insets = insets_of(lines)
        width, slack, longest = wrapping_of(lines, _steps(lines), insets)  # stanzas and insets are blocks now
        solid = _is_solid(_steps(lines))
        habits = habits._replace(
            width=width,
            slack=slack,
            longest=longest,
            insets=insets,
            solid=solid,
            unwrapped=habits.unwrapped and longest == UNWRAPPED,
        )
    return tuple(lines), habits


def _has_lost_its_stops(spans: Spans) -> bool:
    """Is this a text of some length, in capitals, without one stop, as it was read from an image?"""
    texts = []
    for span in spans:
        if span.kind is _LINE:
            if "." in span.text or "," in span.text or span.text.islower():
                return False
            texts.append(span.text)
    whole = "".join(texts)
    return len(whole) > _TOLD and whole.isupper() and not any(stop in whole for stop in "();:")


def _steps(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The lines with the line below, where nothing but blank lines parts them."""
    return [(above, line) for above, line in pairwise(lines) if not line.first and not line.paged]


def _usual_gap(steps: Sequence[tuple[Line, Line]]) -> int:
    """How many blank lines a spaced text has between the lines of one sentence, at least."""
    return min([b.blanks for a, b in steps if b.blanks and a.bare[-1].isalpha() and runs_on(a, b)], default=1)


def _columns(text: str) -> int:
    """The columns that the text filled before a page wrote some of its characters as references."""
    return len(text) - sum(len(found[0]) - 1 for found in _ONE_REFERENCE.finditer(text))


def _habits(lines: Sequence[Line], spaced: bool) -> Habits:
    steps = _steps(lines)
    insets = insets_of(lines)
    width, slack, longest = wrapping_of(lines, steps, insets)
    parted = [(a, b) for a, b in steps if b.blanks]
    apart = len(parted)
    open_ends = [(a, b) for a, b in parted if b.blanks == 1 and not is_terminal(a.bare)]
    inside = sum(1 for a, b in open_ends if not (fits(a, b, width) or b.label))
    going_on = sum(1 for _, b in open_ends if b.bare[0].islower())
    double = spaced or (len(steps) >= 4 and apart > 0.7 * len(steps) and inside > 0.3 * len(steps))
    if len(steps) >= 4 and apart == len(steps):
        wide = sum([b.blanks > 1 for _, b in steps]) >= _PARTED * len(steps)
        double = double or going_on + _linked(steps) > 0 or (inside > 0 and (wide or in_capitals(lines)))
    return Habits(
        width=width,
        slack=slack,
        longest=longest,
        double_spaced=double,
        solid=_is_solid(steps),
        stray_blanks=not double and going_on > 0,
        lossy=_is_lossy(lines, width),
        indented=_indented(lines),
        unwrapped=longest == UNWRAPPED and is_unwrapped(lines) and _runs_on_nowhere(lines, steps),
        insets=insets,
    )


def _runs_on_nowhere(lines: Sequence[Line], steps: Sequence[tuple[Line, Line]]) -> bool:
    """Does no line that a wrapper may have ended run on into the next, and stands each paragraph whole?"""
    if any(line.glued for line in lines):
        return False
    return not any(a.length <= UNWRAPPED and b.bare[0].islower() and runs_on(a, b) for a, b in steps)


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
