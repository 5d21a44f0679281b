"""The front of a text: its lines and pieces of lines up to the body, and the last one that is header.

Law of this file: the header ends at the first line of the body; when unsure a line stays body.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar import markers
from cableconv.grammar import passing as passing_forms
from cableconv.grammar import references as reference_forms
from cableconv.grammar.form import lazy
from cableconv.header import airgram
from cableconv.header import labelled as header_labelled
from cableconv.header.forms import is_caption, passing
from cableconv.header.items import ITEM, may_be_reference
from cableconv.header.opening import MARKED, strong
from cableconv.header.run_in import Part, run_in, without_serial
from cableconv.header.split import OF_THE_MESSAGE, is_headed, split
from cableconv.lexicon.classification_post import rest_of
from cableconv.lexicon.classification_words import classification_word
from cableconv.model import HEADER, Kind, Spans
from cableconv.text.spacing import is_double_spaced

_LOOK_AHEAD = 8  # unread lines after which no further header line is looked for
_FRONT = 40  # unread lines that may stand before the first line of a header
_CLOSE = 3
_KEPT = 6  # how far the count goes either way, so that a header printed again is spaced by itself
_FEW = 5  # gaps between lines of the header that are too few to tell a double-spaced copy
_ADDRESSED = frozenset({Kind.TO, Kind.INFO})
_ONCE = frozenset({Kind.SUBJECT, Kind.TAGS, Kind.EXECUTIVE_ORDER, Kind.DTG, Kind.STATION})
_MESSAGE = frozenset({Kind.CLASSIFICATION, Kind.DTG, Kind.TRANSMISSION_ID, Kind.STATION, Kind.RELAY})
_RULES = ("---", "===", "___", "***", "~~~", "- -")
_WHOLE = HEADER - {Kind.SUBJECT, Kind.CLASSIFIED_BY}  # labelled elements that end at a label or line end
_NOTICE = lazy(  # with a portion marking of its own
    r"\s*\((?:U|SBU)\) (?:THIS (?:CABLE|MESSAGE|TELEGRAM|DOCUMENT) (?:IS|CONTAINS) )?"
    r"(?:SENSITIVE BUT UNCLASS|SBU\b)",
    re.IGNORECASE,
)
_NUMBER_ONE = lazy(r"\s*\N{PILCROW SIGN}?(?:\([A-Z/]{1,8}\)\s?)?1\s?[.)](?!\d)")
_NOTICE_LINES = 3  # lines of a notice at most
_HANDLED = lazy(  # what nothing but a notice says
    r"\bNOT FOR (?:INTERNET|PUBLIC(?:ATION)?|RELEASE|DISTRIBUTION)\b|\b(?:PROTECT|HANDLE) ACCORDINGLY\b",
    re.IGNORECASE,
)
_NOTICE_COLUMNS = 180
_QUOTES = tuple('Qq"(')
_APART = 3  # blank lines that part a text from all that may go on
_LONGEST_LIST = 14  # lines of a reference list
_CLOSING = lazy(r"\s*(?P<number>\d{1,3})\)")
_REASON = lazy(r"\s*\([a-h]\)\s?(?:[.,;]|and\b|\Z)")


class Piece(NamedTuple):
    """A line, or the part of a line that one element fills, with what is known of it alone."""

    at: int  # place of its span
    text: str
    kind: Kind | None  # what it opens beyond doubt
    gap: int  # blank lines before it
    paged: bool  # a page line or other layout stands before it
    part: bool  # not the first piece of its line
    overline: bool = False  # the upper one of the two rules of a heading
    labelled: bool = False  # in a header with a label on every line
    joined: bool = False  # it goes on with the element above


def front(spans: Spans) -> tuple[list[Piece], int]:
    """The pieces up to the body, and the index of the last one that is header beyond doubt."""
    pieces: list[Piece] = []
    last, unread, gap, paged, quiet, labelled = -1, 0, 0, False, True, False
    double = is_double_spaced(spans)
    mailed = False  # below the word AIRGRAM
    seen: set[Kind] = set()
    openings: dict[int, list[Part]] = {}
    for at, text, blanks, layout, close in _lines(spans):
        if not text:  # labelled before
            return [], -1
        paged = paged or layout
        each = 2 if double and close < _CLOSE else 1  # its header may be spaced as usual
        gap = 0 if paged else (gap + blanks) // each  # the blank lines around a page line are its own
        if not openings and text.lstrip()[:1].isdigit():
            openings = run_in(spans, at)
        if at in openings:
            for number, (part, begins, header) in enumerate(openings[at]):
                if not header:
                    pieces.append(Piece(at, part, None, _APART, paged, number > 0))
                    return pieces, last
                found = strong(without_serial(part)) if begins else None
                pieces.append(Piece(at, part, found, gap, paged, number > 0, joined=not begins))
                last, gap, paged = len(pieces) - 1, 0, False
                seen.add(found or Kind.SUBJECT)
            continue
        labelled = labelled or header_labelled.opens(text)
        mailed = (mailed or airgram.opens(text)) and Kind.SUBJECT not in seen
        for number, part in enumerate(airgram.split(text) if mailed else _parts(text, labelled)):
            found = (airgram.kind_of(part) if mailed else None) or _kind(part, labelled)
            if found in _ADDRESSED and Kind.SUBJECT in seen and gap == 0 and "/" not in part:
                found = None  # "A TELEGRAM FROM THE AGENCY" / "TO THE WHITE HOUSE"
            if _ends_header(found, seen, unread) or _is_of_another(found, part, pieces, seen, unread):
                return pieces, last
            if number == 0 and part.strip()[:3] in _RULES and forms.UNDERLINE.fullmatch(part) and pieces:
                pieces.append(Piece(at, part, None, gap, paged, False, _is_overline(spans, at)))
                if _message_follows(spans, at):
                    continue
                return pieces, last
            marked = found in MARKED and part.lstrip()[:1] == "("
            if found is None and _NOTICE.match(part) and (_one_follows(spans, at) or _is_whole(spans, at)):
                found, marked = Kind.NOTICE, True
            if not marked and found is not Kind.CLASSIFIED_BY and is_body_start(part, pieces):
                pieces.append(Piece(at, part, None, gap, paged, number > 0))
                return pieces, last
            pieces.append(Piece(at, part, found, gap, paged, number > 0, labelled=labelled))
            gap, paged = 0, False
            if found is not None:
                last, unread, quiet = len(pieces) - 1, 0, False
                seen.add(found)
            elif not (labelled and Kind.SUBJECT not in seen) and not _reads_as_header(part, pieces):
                unread += 3 if Kind.SUBJECT in seen and _is_prose(part) else 1
        if unread > (_FRONT if quiet else _LOOK_AHEAD):
            break
    return pieces, last


def _lines(spans: Spans) -> Iterator[tuple[int, str, int, bool, int]]:
    """Each line: its place, its text, how many blank lines and whether layout stand between it and the line
    above; how many lines up to here stand right below another, less those below one blank line, where the
    lines of a header that a site prints again count as well. A span of the header comes without its text."""
    blanks, layout = 0, False
    begun, gap, close = False, 0, 0
    for at, (kind, text, _, _, _) in enumerate(spans):
        if kind is Kind.BLANK:
            blanks += 1
            gap += 1
            continue
        begun = begun or kind is Kind.LINE
        if begun:
            close = max(-_KEPT, min(_KEPT, close + (gap == 0) - (gap == 1)))
        gap = 0
        if kind is Kind.LINE:
            yield at, text, blanks, layout, close
            blanks, layout = 0, False
        elif kind in HEADER:
            yield at, "", blanks, layout, close
        else:
            layout = True


def _ends_header(found: Kind | None, seen: set[Kind], unread: int) -> bool:
    """Does what a line opens stand below the header: what a header has once, again, or the separator that
    ends the text?"""
    if found is Kind.SEPARATOR and Kind.SUBJECT in seen:
        return True
    if found is Kind.DISTRIBUTION and Kind.SUBJECT in seen and unread > 0:
        return True  # "DRAFTED BY POL:ASAMPLE" below the text
    return unread > 0 and found in seen and (found is Kind.SEPARATOR or found in _ONCE)


def _is_of_another(found: Kind | None, part: str, pieces: list[Piece], seen: set[Kind], unread: int) -> bool:
    """Is this the classification line of a telegram that the text repeats: below the subject and words of the
    text, with another serial?"""
    if found is not Kind.CLASSIFICATION or Kind.SUBJECT not in seen or not unread:
        return False
    serial = _serial(part)
    own = [_serial(piece.text) for piece in pieces if piece.kind is Kind.CLASSIFICATION]
    return bool(serial) and any(own) and serial not in own


def _serial(text: str) -> str:
    """The serial of a classification line without its leading zeros."""
    word = classification_word(text)
    rest = rest_of(text, word[1]) if word else None
    return rest.serial.lstrip("0") if rest else ""


def _parts(text: str, labelled: bool) -> list[str]:
    """The line cut where further elements begin in it."""
    if not labelled:
        return split(text)
    parts: list[str] = []
    for piece in header_labelled.split(text):
        parts += [piece] if header_labelled.kind_of(piece) in _WHOLE else split(piece)
    return parts


def _kind(part: str, labelled: bool) -> Kind | None:
    """What a line opens beyond doubt."""
    if not part.strip():
        return None
    return (header_labelled.kind_of(part) if labelled else None) or strong(part)


def single_spaced(pieces: list[Piece], last: int) -> list[Piece]:
    """The pieces without the blank lines of a double-spaced copy whose body is too short to tell it."""
    gaps = [
        after.gap
        for before, after in pairwise(pieces[: last + 1])
        if after.at != before.at and not after.paged
    ]
    spacing = min(gaps, default=0) if len(gaps) > _FEW else 0
    return [piece._replace(gap=max(0, piece.gap - spacing)) for piece in pieces] if spacing else pieces


def _message_follows(spans: Spans, at: int) -> bool:
    """Does the message itself begin below this rule, which ends a sheet laid on top of it?"""
    below = next((s.text for s in spans[at + 1 :] if s.kind is Kind.LINE and s.text.strip()), "")
    return strong(below) in _MESSAGE


def _one_follows(spans: Spans, at: int) -> bool:
    """Does paragraph 1 stand below this line, or the few lines that begin with it?"""
    below = [span.text for span in spans[at + 1 : at + 2 + 2 * _NOTICE_LINES] if span.kind is Kind.LINE]
    return any(_NUMBER_ONE.match(text) for text in below[:_NOTICE_LINES])


def _is_whole(spans: Spans, at: int) -> bool:
    """Do this line and those right below it say how the cable is to be handled, and nothing else?"""
    below = next((end for end in range(at + 1, len(spans)) if spans[end].kind is not Kind.LINE), len(spans))
    text = " ".join(span.text.strip() for span in spans[at:below])
    said = below - at <= _NOTICE_LINES and len(text) < _NOTICE_COLUMNS and _HANDLED.search(text)
    return bool(said) and text[-1:] not in ",:;-"


def _is_overline(spans: Spans, at: int) -> bool:
    """Is the heading of this rule the one or two lines below it, which another rule closes?"""
    below = [span.text for span in spans[at + 1 : at + 8] if span.kind is Kind.LINE and span.text.strip()]
    rules = [forms.UNDERLINE.fullmatch(text) is not None for text in below[:3]]
    return rules[:1] == [False] and any(rules[1:])


def _reads_as_header(part: str, pieces: list[Piece]) -> bool:
    return len(part) < 100 and (
        is_caption(part) or passing(part) or bool(lines.ADDRESSEE.match(part)) or _in_distribution(pieces)
    )


def _is_prose(part: str) -> bool:
    """Running text: five words or more in small letters, and no handling notice."""
    return sum(map(str.islower, part.split())) >= 5 and not passing_forms.NOTICE.match(part)


def _in_distribution(pieces: list[Piece]) -> bool:
    opened = [piece.kind for piece in pieces[-12:] if piece.kind is not None]
    return Kind.DISTRIBUTION in opened and opened[-1] not in OF_THE_MESSAGE


def is_body_start(text: str, pieces: list[Piece]) -> bool:
    """Does the body begin here: a numbered paragraph, no item of a list; a marker such as Summary?"""
    first = text.lstrip()[:1]
    if (
        first == "("
        and any(piece.kind is Kind.CLASSIFIED_BY for piece in pieces[-4:])
        and _REASON.match(text)
    ):
        return False
    if first.isdigit() and _closes_a_bracket(text, pieces):
        return False
    if first in "0123456789(\\\N{PILCROW SIGN}" and forms.PARAGRAPH.match(text):
        if not pieces or first != "(":
            return not _numbered_reference(text, pieces)
        if reference_forms.REFERENCES_ALONE.fullmatch(text):
            return False  # "(C) POST 123", whose list a crawl has cut
        if _NUMBER_ONE.match(text):
            return True  # "(C) 1. The Minister": no item of a list counts so
        return not (may_be_reference(text) and _is_next_item(text, pieces))
    if pieces and is_headed(text):
        return True
    if first in _QUOTES and markers.QUOTE_MARKER.fullmatch(text.strip()):
        return any(piece.kind is Kind.SUBJECT for piece in pieces)  # above it, it opens the one readdressed
    return bool(
        len(text) < 120
        and first.isalpha()
        and pieces
        and text.lstrip()[:1] in "SsEeBbCcIiAaTt"
        and forms.MARKER.match(text)
    )


def _closes_a_bracket(text: str, pieces: list[Piece]) -> bool:
    """Does the line end what the bracket of the line above has begun, "(PART 2 OF" / "3)"? Paragraph 1 may
    stand below a bracket that nobody closed."""
    above = pieces[-1].text if pieces else ""
    closing = _CLOSING.match(text) if above.count("(") > above.count(")") else None
    return closing is not None and (int(closing["number"]) != 1 or not text[closing.end() :].strip())


def _opens_list(piece: Piece) -> bool:
    """Is this the reference line, or what a crawl has left of its list, "(B) POST 12"?"""
    if piece.kind is Kind.REFERENCE:
        return True
    return (
        piece.text.lstrip()[:1] == "(" and reference_forms.REFERENCES_ALONE.fullmatch(piece.text) is not None
    )


def _is_next_item(text: str, pieces: list[Piece]) -> bool:
    """Below a reference line, does the list come to this letter: "(C) POST 123" after "(B) POST 12"?"""
    starts = (at for at in range(1, len(pieces) + 1) if _opens_list(pieces[-at]))
    start = next(starts, 0)
    if not 0 < start < _LONGEST_LIST:
        return False
    letters = [letter for piece in pieces[-start:] for letter in ITEM.findall(piece.text)]
    item = reference_forms.REFERENCE_ITEM.match(text)
    return item is not None and (not letters or item["a"] in (None, chr(ord(letters[-1].upper()) + 1)))


def _numbered_reference(text: str, pieces: list[Piece]) -> bool:
    """An item "2) POST 123" of a reference list with numbers in place of letters."""
    near = any(piece.kind is Kind.REFERENCE for piece in pieces[-4:])
    listed = near and len(text) < 60 and reference_forms.NUMBERED_REFERENCE.match(text) is not None
    return listed and reference_forms.CABLE_NUMBER.search(text) is not None
