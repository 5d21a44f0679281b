"""The front of a text: its lines and pieces of lines up to the body, and the last one that is header.

Law of this file: the header ends at the first line of the body; when unsure a line stays body.
"""

import re

from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar import passing as passing_forms
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.header import airgram
from cableconv.header import labelled as header_labelled
from cableconv.header.body_start import NUMBER_ONE, is_body_start
from cableconv.header.bracketed import begins_text
from cableconv.header.forms import is_caption, passing
from cableconv.header.items import may_be_reference
from cableconv.header.opening import MARKED, strong
from cableconv.header.pieces import Line, Piece, lines_of
from cableconv.header.run_in import Part, run_in, without_serial
from cableconv.header.split import OF_THE_MESSAGE, split
from cableconv.header.subject_tails import ends_subject, goes_on_with_number
from cableconv.lexicon.classification_post import rest_of
from cableconv.lexicon.classification_words import classification_word
from cableconv.model import HEADER, Kind, Spans
from cableconv.text.spacing import is_double_spaced

_LOOK_AHEAD = 8  # unread lines after which no further header line is looked for
_FRONT = 40  # unread lines that may stand before the first line of a header
_CLOSE = 3
_ADDRESSED = frozenset({Kind.TO, Kind.INFO})
_ONCE = frozenset({Kind.SUBJECT, Kind.TAGS, Kind.EXECUTIVE_ORDER, Kind.DTG, Kind.STATION})
_MESSAGE = frozenset({Kind.CLASSIFICATION, Kind.DTG, Kind.TRANSMISSION_ID, Kind.STATION, Kind.RELAY})
_BEFORE_ITEMS = frozenset({Kind.EXECUTIVE_ORDER, Kind.TAGS, Kind.SUBJECT, Kind.REFERENCE})  # of a list
_RULES = ("---", "===", "___", "***", "~~~", "- -")
_WHOLE = HEADER - {Kind.SUBJECT, Kind.CLASSIFIED_BY}  # labelled elements that end at a label or line end
_NOTICE = lazy(  # with a portion marking of its own
    r"\s*\((?:U|SBU)\) (?:THIS (?:CABLE|MESSAGE|TELEGRAM|DOCUMENT) (?:IS|CONTAINS) )?"
    r"(?:SENSITIVE BUT UNCLASS|SBU\b)",
    re.IGNORECASE,
)
_NOTED = 16  # lines of an archive's note in the header, and of the elements below it
_NOTICE_LINES = 3  # lines of a notice at most
_HANDLED = lazy(  # what nothing but a notice says
    r"\bNOT FOR (?:INTERNET|PUBLIC(?:ATION)?|RELEASE|DISTRIBUTION)\b|\b(?:PROTECT|HANDLE) ACCORDINGLY\b",
    re.IGNORECASE,
)
_NOTICE_COLUMNS = 180
_REPEATS = lazy(  # "FOLLOWING SENT ACTION PARIS IS REPEATED FOR YOU", "QUOTE"
    r"^\s*(?:THE\s)?FOL(?:LOWING)?\b|\bRE(?:PEAT(?:S|ED|ING)?|READDRESS(?:ED)?)\b|\bRPTD?\b|\b(?:QUOTE|QTE)\b",
    re.IGNORECASE,
)
_APART = 3  # blank lines that part a text from all that may go on


def front(spans: Spans) -> tuple[list[Piece], int]:
    """The pieces up to the body, and the index of the last one that is header beyond doubt."""
    read = _Front(spans)
    for line in lines_of(spans):
        if not line.text:  # labelled before
            return [], -1
        if read.ends_in(line):
            break
    return read.pieces, read.last


class _Front:
    """The pieces of the lines read so far, and what they say of those to come."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.pieces: list[Piece] = []
        self.last = -1
        self.seen: set[Kind] = set()
        self.unread = 0
        self.below: Kind | None = None  # what the last line that opened something beyond doubt opened
        self.quiet = True  # is nothing of a header read?
        self.labelled = False
        self.mailed = False  # below the word AIRGRAM, or its number
        self.gap = 0
        self.paged = False
        self.double = is_double_spaced(spans)
        self.openings: dict[int, list[Part]] = {}

    def ends_in(self, line: Line) -> bool:
        """Take the pieces of a line. Does the header end in it, at the latest?"""
        at, text = line.at, line.text
        self.paged = self.paged or line.layout
        each = 2 if self.double and line.close < _CLOSE else 1  # its header may be spaced as usual
        self.gap = 0 if self.paged else (self.gap + line.blanks) // each  # of a page line
        if not self.openings and text.lstrip()[:1].isdigit():
            self.openings = run_in(self.spans, at)
        if at in self.openings:
            return self._takes_run_in(at)
        self.labelled = self.labelled or header_labelled.opens(text)
        mailed = self.mailed or airgram.opens(text) or airgram.opens_with_number(self.spans, at)
        self.mailed = mailed and Kind.SUBJECT not in self.seen
        parts = airgram.split(text) if self.mailed else _parts(text, self.labelled)
        if any(self._ends_at(at, part, number) for number, part in enumerate(parts)):
            return True
        return self.unread > (_FRONT if self.quiet else _LOOK_AHEAD)

    def _takes_run_in(self, at: int) -> bool:
        """Take a line in which the header runs into the text."""
        for number, (part, begins, header) in enumerate(self.openings[at]):
            if not header:
                self.pieces.append(Piece(at, part, None, _APART, self.paged, number > 0))
                return True
            found = strong(without_serial(part)) if begins else None
            self.pieces.append(Piece(at, part, found, self.gap, self.paged, number > 0, joined=not begins))
            self.last, self.gap, self.paged = len(self.pieces) - 1, 0, False
            self.seen.add(found or Kind.SUBJECT)
        return False

    def _ends_at(self, at: int, part: str, number: int) -> bool:
        """Take a part of a line, unless it stands below the header. Does the header end here?"""
        found, seen, pieces = self._opened_by(at, part), self.seen, self.pieces
        if _ends_header(found, seen, self.unread) or _is_of_another(found, part, pieces, seen, self.unread):
            return True
        piece = Piece(at, part, found, self.gap, self.paged, number > 0, labelled=self.labelled)
        if number == 0 and part.strip()[:3] in _RULES and forms.UNDERLINE.fullmatch(part) and pieces:
            overline = _is_overline(self.spans, at)
            pieces.append(piece._replace(kind=None, overline=overline, labelled=False))
            framed = Kind.SUBJECT not in seen and _elements_follow(self.spans, at)
            return not (framed or _message_follows(self.spans, at))
        close = found is None and number == self.gap == 0
        if close and (
            ends_subject(part, at, pieces, self.spans, paged=self.paged)
            or goes_on_with_number(part, at, pieces, self.spans)
        ):
            pieces.append(piece._replace(joined=True))
            self.last, self.unread = len(pieces) - 1, 0
            return False
        marked = found in MARKED and part.lstrip()[:1] == "("
        if found is None and _NOTICE.match(part) and _says_all(self.spans, at):
            piece, found, marked = piece._replace(kind=Kind.NOTICE), Kind.NOTICE, True
        if found is None and number == 0 and begins_text(part, at, pieces, self.spans):
            pieces.append(piece._replace(labelled=False, begun=True))
            return True
        if not marked and found is not Kind.CLASSIFIED_BY and is_body_start(part, pieces):
            pieces.append(piece._replace(kind=None, labelled=False))
            return True
        pieces.append(piece)
        self.gap, self.paged = 0, False
        if found is not None:
            self.last, self.unread, self.quiet, self.below = len(pieces) - 1, 0, False, found
            seen.add(found)
            if found is Kind.FROM:
                seen.discard(Kind.TAGS)  # those that a page states above the telegram
        elif not (
            (self.labelled and Kind.SUBJECT not in seen)
            or _reads_as_header(part, pieces)
            or (self.below in _BEFORE_ITEMS and may_be_reference(part))
        ):
            self.unread += 3 if Kind.SUBJECT in seen and _is_prose(part) else 1
        return False

    def _opened_by(self, at: int, part: str) -> Kind | None:
        """What a part of a line opens beyond doubt, where it stands."""
        if not self.pieces and site.DATELINE.fullmatch(part) and _is_below_headline(self.spans, at):
            return Kind.HEADER_TEXT
        found = (airgram.kind_of(part) if self.mailed else None) or _kind(part, self.labelled)
        if found is Kind.EXECUTIVE_ORDER and self._names_reasons(part):
            return None
        told = found in _ADDRESSED and Kind.SUBJECT in self.seen and self.gap == 0 and "/" not in part
        return None if told else found  # "A TELEGRAM FROM THE AGENCY" / "TO THE WHITE HOUSE"

    def _names_reasons(self, part: str) -> bool:
        """Does the statement of the authority go on with its order: "... Reasons E.O." / "12958: 1.4 (b)"?"""
        above = self.pieces[-1] if self.pieces and not self.gap else None
        if above is None or above.kind is not Kind.CLASSIFIED_BY or not part.lstrip()[:1].isdigit():
            return False
        return above.text.rstrip().endswith(("E.O.", "EO"))


def _ends_header(found: Kind | None, seen: set[Kind], unread: int) -> bool:
    """Does what a line opens stand below the header: what a header has once, again, or the separator that
    ends the text?"""
    if found is Kind.SEPARATOR and Kind.SUBJECT in seen:
        return True
    if found is Kind.DISTRIBUTION and Kind.SUBJECT in seen and unread > 0:
        return True  # "DRAFTED BY POL:ASAMPLE" below the text
    return unread > 0 and found in seen and (found is Kind.SEPARATOR or found in _ONCE)


def _is_of_another(found: Kind | None, part: str, pieces: list[Piece], seen: set[Kind], unread: int) -> bool:
    """Is this the classification line of a telegram that the text repeats: below words of the text, with
    another serial? Above a subject those words must say that they repeat one."""
    if found is not Kind.CLASSIFICATION or not unread:
        return False
    serial = _serial(part)
    own = [at for at, piece in enumerate(pieces) if piece.kind is Kind.CLASSIFICATION and _serial(piece.text)]
    if not serial or not own or serial in (_serial(pieces[at].text) for at in own):
        return False
    below = [piece.text for piece in pieces[own[-1] + 1 :] if piece.kind is None]
    return Kind.SUBJECT in seen or any(_REPEATS.search(text) for text in below)


def _serial(text: str) -> str:
    """The serial of a classification line without its leading zeros."""
    word = classification_word(text)
    rest = rest_of(text, word[1]) if word else None
    return rest.serial.lstrip("0") if rest else ""


def _is_below_headline(spans: Spans, at: int) -> bool:
    """Is the line above, but for blank ones, the headline of an edition?"""
    above = next((span for span in reversed(spans[:at]) if span.kind is not Kind.BLANK), None)
    return above is not None and above.kind is Kind.TITLE


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


def _message_follows(spans: Spans, at: int) -> bool:
    """Does the message itself begin below this rule, which ends a sheet laid on top of it?"""
    below = next((s.text for s in spans[at + 1 :] if s.kind is Kind.LINE and s.text.strip()), "")
    return strong(below) in _MESSAGE


def _elements_follow(spans: Spans, at: int) -> bool:
    """Do two elements of the message header stand below this rule, which frames a note of an archive, and
    above paragraph 1?"""
    found: set[Kind] = set()
    below = [span.text for span in spans[at + 1 : at + 1 + 2 * _NOTED] if span.kind is Kind.LINE][:_NOTED]
    for text in below:
        if NUMBER_ONE.match(text):
            break
        if text[:1] in "ETSRets" and (kind := strong(text)) in OF_THE_MESSAGE and kind:
            found.add(kind)
    return len(found) > 1


def _says_all(spans: Spans, at: int) -> bool:
    """Does a notice that begins here stand above paragraph 1, or say nothing but how to handle the cable?"""
    return _one_follows(spans, at) or _is_whole(spans, at)


def _one_follows(spans: Spans, at: int) -> bool:
    """Does paragraph 1 stand below this line, or the few lines that begin with it?"""
    below = [span.text for span in spans[at + 1 : at + 2 + 2 * _NOTICE_LINES] if span.kind is Kind.LINE]
    return any(NUMBER_ONE.match(text) for text in below[:_NOTICE_LINES])


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
