"""What is known of the cable that is being read, and whether a line opens another."""

from cableconv.cables.openings import Opening, shown
from cableconv.grammar import header as header_grammar
from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.site import TEXT_BEHIND_SUBJECT
from cableconv.model import Kind

ON_ONE_LINE = 400  # columns of a line that holds text of the cable, its header or not
_RUNNING = 10  # lines of running text that no header has, with more small letters each
_SMALL = 20
_UNNUMBERED = 6  # lines after the subject that are a body without numbers
_TEXT = 8  # lines after a line of a header that are a text, where the site's next page follows
_QUOTED_AFTER = 4  # lines after "QUOTE" in which a quoted telegram opens
_QUOTED_HEADER = 24  # lines of a quoted telegram's header
_SUBJECT = lazy(r"\s*(?:SUBJECT|SUBJ|Subject)(?:\s?:|\s-\s)")
_CAPITALS = 3  # lines of running text in capitals that no header without a subject has, with more words each
_WORDS = 6
_SMALL_WORDS = frozenset("THE OF TO THAT AND IN A AN WAS HAD IS WITH FOR BY ON".split())  # noqa: SIM905
_ONE_SENTENCE = 120  # columns of a line
_MARKED_SENTENCE = lazy(
    r"\s*\((?:U|SBU|C|S|LOU)(?:/{1,2}[A-Z]+)?\)\s{1,2}[A-Z][a-z]*(?: [\w',-]+)*? [a-z]{3,}[\w',; -]*\."
)
_OPENS_QUOTE = lazy(
    r"""(?ix) \b (?: QUOTE | QTE | BEGIN \s (?: TEXT | CABLE | TELEGRAM | MESSAGE ) | TEXT \s FOLLOWS
    | (?: FOLLOWING | FOL ) \b .{0,60} \b (?: REPEATED | REPEAT | QUOTED | RPTD | SENT ) ) \b"""
)
_CLOSES_QUOTE = lazy(
    r"(?ix) \b (?: UNQUOTE | UNQTE | END \s (?: QUOTE | TEXT | CABLE | TELEGRAM | MESSAGE ) ) \b"
)
_QUOTE_WORDS = ("QUOTE", "QTE", "BEGIN", "END", "TEXT", "FOL")


class Known:
    """What is known of the cable that is being read."""

    __slots__ = (
        "body", "capitals", "moments", "quoted", "running", "separators", "serials", "since_header",
        "since_subject",
    )  # fmt: skip

    def __init__(self) -> None:
        self.serials: set[int] = set()
        self.moments: set[str] = set()
        self.body = False
        self.quoted = 0  # lines in which an opening is that of a telegram which this one quotes
        self.since_header = 0
        self.since_subject = 0
        self.running = 0  # lines of running text
        self.capitals = 0  # the same in capitals
        self.separators = 0  # one ends the transmission header, the next the text

    def note(self, opening: Opening) -> None:
        if opening.serial is not None:
            self.serials.add(opening.serial % 10_000)
        if opening.moment:
            self.moments.add(opening.moment)
        if not opening.of_site:
            self.since_header = self.since_header or 1

    def is_other(self, opening: Opening) -> bool:
        """Does this open another cable than the one that is being read?"""
        if not (self.body or (opening.of_site and self.since_header > _TEXT)):
            return False
        if self.quoted and not opening.of_site:
            self.quoted = _QUOTED_HEADER
            return False
        if opening.sure or opening.of_site:
            return True
        if opening.serial is not None:
            return bool(self.serials or self.moments) and opening.serial % 10_000 not in self.serials
        return opening.moment not in self.moments

    def read(self, kind: Kind, text: str) -> None:
        """Note a line that opens nothing."""
        if kind is Kind.BOILERPLATE and self.since_subject > 1:
            self.body = True  # the site's text stands below that of the cable
        if kind is not Kind.LINE:
            return
        self.quoted = max(0, self.quoted - 1)
        self.since_header += self.since_header > 0 or text.startswith("E.O.")
        if self.since_subject:
            self.since_subject += 1
            self.body = self.body or self.since_subject > _UNNUMBERED
        elif text.lstrip()[:4].upper() == "SUBJ" and _SUBJECT.match(text):
            self.since_subject = 1
        if not self.body and text[:1] in "ZOPR" and (moment := header_grammar.DTG.fullmatch(text.rstrip())):
            self.moments.add(shown(moment))  # of a header that a filter has thinned out
        if not self.body:
            self.running += sum(map(str.islower, text)) > _SMALL
            self.capitals += self.since_header > 0 and not self.since_subject and _runs_in_capitals(text)
        self.body = self.body or len(text) > ON_ONE_LINE or self.running > _RUNNING
        self.body = self.body or self.capitals >= _CAPITALS
        self.body = self.body or ("SUBJ" in text and TEXT_BEHIND_SUBJECT.search(text) is not None)
        if not self.body and text.strip() == "BT":
            self.separators += 1
            self.body = self.separators > 1 and bool(self.serials)
        if not self.body and text.lstrip()[:1] in "1NB(\N{PILCROW SIGN}":
            self.body = (
                grammar.NUMBER_ONE.match(text) is not None
                or (self.since_subject > 1 and _is_marked_sentence(text))
                or (text.strip() == "NNNN" and bool(self.serials or self.moments))
                or (text.strip() == "BT" and self.since_subject > 1)
            )
        if text.strip() == "NNNN":
            self.quoted = 0
        upper = text.upper()
        if any(word in upper for word in _QUOTE_WORDS):
            if _CLOSES_QUOTE.search(text):
                self.quoted = 0
            elif _OPENS_QUOTE.search(text):
                self.quoted = _QUOTED_AFTER


def _runs_in_capitals(text: str) -> bool:
    """Is this a line of running text in capitals: many words, small ones among them, and no figure?"""
    if not text.isupper() or any(map(str.isdigit, text)):
        return False
    words = text.split()
    return len(words) > _WORDS and sum(word in _SMALL_WORDS for word in words) > 1


def _is_marked_sentence(text: str) -> bool:
    """Is this a paragraph of one line, with its marking and without a number: "(SBU) Embassy concurs."?"""
    return len(text) < _ONE_SENTENCE and _MARKED_SENTENCE.fullmatch(text.rstrip()) is not None
