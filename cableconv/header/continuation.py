"""Does a line that opens nothing by itself go on with the element before it?

Law of this file: one question a kind, and each is of the line and its place alone.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from cableconv.grammar import authority as authority_forms
from cableconv.grammar import header_text as forms
from cableconv.grammar import passing as passing_forms
from cableconv.grammar import references as reference_forms
from cableconv.grammar.form import AtEnd, lazy
from cableconv.grammar.passing import PASSING
from cableconv.header.forms import passing
from cableconv.header.items import begins_anew, may_be_reference, names_a_cable
from cableconv.header.left_over import LETTERED
from cableconv.lexicon.words import is_closed
from cableconv.model import Kind

_DAY_ALONE = lazy(r"\bDECL\W{0,3}\d{1,2}\Z", re.IGNORECASE)  # the day of a date whose month follows
_EVENT = lazy(r"\b(?:UPON|AFTER|UNTIL|WHEN|ON THE)\b(?!.*\d)", re.IGNORECASE)
_WIDE, _LISTED = 45, 30  # columns of a passing line, or of one that lists names, that goes on in the next
_HANGING = 4  # columns by which lines of a subject may hang right of its first word
_FEW_SMALL = 3  # words in small letters of what names a reference
_COLUMNS = "   "  # parts the columns of a table
_LETTER = lazy("[A-Za-z]")
_DIGIT = lazy("[0-9]")
_OPEN_ITEM = AtEnd(9, r"(?:\A|[\s;,])\(?[A-Z][.)](?:\s(?:19|20)?\d\d)?\Z")  # "... C. 91" / "TESTVILLE 12 D."
_NAMES = lazy(r"\((?:[A-Z][A-Za-z.'-]{2,}(?:[ ,/&]+(?:(?:AND|and) )?|(?=\)))){1,4}\)[,.]?")  # of officers
_INITIAL = lazy(r"[A-Z]\.(?:\s?[,;)]\s*|\Z)")
_FRAMED = lazy(r"([-*=_~])\1{3,} {0,2}[^-*=_~].*[^-*=_~] {0,2}\1{4,}")  # "******* SUMMARY *******", a heading
_INITIALS = lazy(r"[A-Z]\.[A-Z]\.")  # "U.S. Interests"
_MARKED = lazy(r"\([A-Z]{1,4}(?://?[A-Z]{1,8})?\)\s+(?!(?:AND|OR|OF)\b)[\"'A-Z]")
_REASONS = (
    "reason", "for reason", "and (", "and d", "(b", "(c", "(d", "(a", "(e", "(f", "1.4", "1.5", "per 1",
    "sons", "asons", "easons", "ons", "d)", "b)",
)  # fmt: skip
_TAG_WIDTH = 5  # characters of a TAGS entry and its comma, in a copy without capitals
_ABBREVIATED = (
    "Ltd.",
    "Inc.",
    "Co.",
    "Corp.",
    "Bros.",
    "Jr.",
    "Sr.",
    "U.S.",
    "U.N.",
    "U.K.",
)  # end no sentence
_COUNTRY = (" U.S.", " u.s.")  # whose stop ends no notice: "OUTSIDE U.S." / "GOVERNMENT CHANNELS"
_DASHES = ("- ", "-- ")  # before the rest of a notice
_NAMED = lazy(r"-{1,2} [A-Z][A-Za-z.']{1,14}(?:(?:, ?| (?:and|AND) |/)[A-Z][A-Za-z.']{1,14})*")  # "- ASmith"
_BEFORE_NUMBER = (" NO.", " NOS.", " NR.", " ART.", " PARA", " PARAS")  # what a number stands behind
_OPEN_ENDS = (",", "-", "&", "/", ":", ";", "(")
_OPEN_WORDS = frozenset("AND OR OF THE TO FOR IN ON WITH A AN FROM BY AT AS VS".split())  # noqa: SIM905


class Line(NamedTuple):
    """A line of the header that no label names, and where it stands."""

    text: str
    bare: str  # without the blanks around it
    current: Kind | None  # the element that runs
    element: list[str]  # its lines
    before: str  # the last of them, without the blanks at its end
    seen: set[Kind]
    gap: int  # blank lines before
    paged: bool  # a page marker before
    certain: bool  # a line of the header is still to come
    underlined: bool  # the rule of a heading follows
    width: int  # of the paragraph that begins here; 0 when there are too few lines for one
    named: frozenset[str] = frozenset()  # what FM line and page markers call the post
    numbered: bool = False  # paragraph 1 follows
    alone: bool = True  # a blank line follows, or paragraph 1 below few lines


def is_marked(bare: str) -> bool:
    """Does a text begin here with its portion marking, "(C) Cabinet Shuffle", and no list of reasons?"""
    return bare[:1] == "(" and _MARKED.match(bare) is not None


def is_open(before: str) -> bool:
    """Can the line not end here: a comma, a dash, an open bracket, a small word at its end?"""
    if before.endswith(_OPEN_ENDS) or before.count("(") > before.count(")"):
        return True
    if before[-5:].upper() == "REF A":
        return False
    return before[before.rfind(" ") + 1 :].upper() in _OPEN_WORDS


def fits(before: str, bare: str, width: int = 48) -> bool:
    """Would the first word of this line have stood on the line before?"""
    return len(before.strip()) + 1 + len(bare.split()[0]) <= width


def _passing(line: Line) -> bool:
    if line.gap > 1 or (line.gap and not is_open(line.before)):
        return False
    if (
        line.bare[:1].islower()
        or (not line.gap and _NAMES.fullmatch(line.bare))
        or line.before.endswith((",", "&", "/", "-"))
        or line.before.upper().endswith((" AND", " FOR", " TO", " PASS"))
        or (not line.gap and line.bare[0] == "-" and _NAMED.fullmatch(line.bare))
    ):
        return True
    if (
        passing(line.text)
        or passing_forms.PASSING_MIXED.fullmatch(line.bare)
        or passing_forms.NOTICE.fullmatch(line.bare)
    ):
        return False
    listed = "," in line.before and "," in line.bare  # names, and more of them
    if not line.gap and line.before.endswith(";"):
        return True  # "DEPT FOR INL;" / "EUR/WE (J. MARBUR);"
    wide = len(line.before) >= (_LISTED if listed else _WIDE)
    return not line.gap and line.certain and wide and not line.bare.endswith(".")


def _notice(line: Line) -> bool:
    if line.gap:
        return False
    whole = " ".join(part.strip() for part in line.element)
    if line.bare[:1].islower():
        return True
    if not is_open(line.before) and passing_forms.PASSING.fullmatch(line.bare):
        return False
    ended = whole.endswith(".") and not whole.endswith(_COUNTRY)
    if ended and not passing_forms.NOTICE.fullmatch(line.bare):
        return False
    if line.bare.isupper() != line.before.strip().isupper() or len(line.element) > 4:
        return False
    return (
        is_open(line.before)
        or line.bare.startswith(_DASHES)
        or not fits(line.before, line.bare, 45)
        or passing_forms.NOTICE.fullmatch(line.bare) is not None
    )


def _order(line: Line) -> bool:
    if line.gap > 1 or len(line.element) > 3:
        return False
    if not is_open(line.before) and LETTERED.search(line.bare):
        return False  # "05/12/03; (D) STATE 123": what is left of the references
    return (
        bool(forms.EXECUTIVE_ORDER_MORE.fullmatch(line.text))
        or (not line.gap and _DAY_ALONE.search(line.before) is not None and line.bare[:1].isalpha())
        or (not line.gap and is_open(line.before) and len(line.bare) < 60 and not passing(line.text))
        or (
            # "DECL: TEN YEARS AFTER THE" / "CLOSURE OF POST"
            line.certain
            and not line.gap
            and len(line.bare) < 60
            and line.bare.isupper()
            and not passing(line.text)
            and "DECL" in line.before.upper()
            and _EVENT.search(line.before) is not None
        )
    )


def _tags(line: Line) -> bool:
    if len(line.element) > 8 or len(line.bare) > 140:
        return False
    joined = " ".join(line.element)
    if joined.count("(") > joined.count(")"):
        return True
    if line.gap and not (line.before.endswith((",", ":")) or line.paged):
        return False
    initial = _INITIAL.match(line.bare) if not line.gap else None  # "ROEBUCK, JANE" / "Q., PREL"
    if forms.TAGS_MORE.fullmatch(line.bare) or (initial and initial.end() == len(line.bare)):
        return True
    if initial and forms.TAGS_MORE.fullmatch(line.bare[initial.end() :]):
        return True
    return (
        line.before.endswith((",", "/", ";", ":"))
        and all(word.strip(",;/()").isalpha() for word in line.bare.split())
        and (
            line.bare.upper() == line.bare
            or (line.bare.islower() and max(map(len, line.bare.split())) <= _TAG_WIDTH)
        )
    )


def _subject(line: Line) -> bool:
    value = _said(line)
    if not value:
        return len(line.bare) < 120
    if len(line.element) > 8 or (not line.certain and _FRAMED.fullmatch(line.bare)):
        return False
    capitals = _is_capitals(value)
    figures = line.bare[0].isdigit() and not any(map(str.isalpha, line.bare))  # "DECEMBER" / "1-2"
    if figures and line.alone and not line.gap and line.before[-1:].isalpha():
        return True
    same = figures or capitals == _is_capitals(line.bare)
    if line.gap and not line.paged:
        if not is_open(line.before):
            return False
        return line.certain or (same and capitals and line.alone and not line.bare.endswith("."))
    if line.certain:
        known = passing(line.text) and not (capitals and _says_for(line.bare))
        return not known or (same and (is_open(line.before) or not fits(line.before, line.bare)))
    left_open = not capitals and not line.gap and is_open(line.before)  # "Hydropower," / "PART II: ROADS"
    if not same and (capitals or (len(line.bare) > 20 and not left_open)):
        return False
    if not line.gap and _hangs(line):
        return True
    if line.numbered and capitals and not line.gap:
        return True  # no heading stands between a subject and paragraph 1 without a blank line
    if not line.gap and line.bare[0].isdigit() and line.before.upper().endswith(_BEFORE_NUMBER):
        return True  # "PROTEST WITH NOTE NO." / "114 ON FISHING RIGHTS"
    if line.before.endswith((".", "?", "!")) and not line.paged and len(line.before) < 45:
        return False
    if is_open(line.before) or line.paged or line.bare[:1].islower():
        return True
    ended = line.bare.endswith(".") and not line.bare.endswith(_ABBREVIATED)
    return not fits(line.before, line.bare) and (capitals or not ended)


def _said(line: Line) -> str:
    """What stands behind the label of a subject or of references: "SUBJECT - A VISIT"."""
    whole = "".join(line.element)
    form = forms.SUBJECT if line.current is Kind.SUBJECT else reference_forms.REFERENCE
    found = form.match(whole)
    unlabelled = ":" not in whole and " " in whole.strip()  # what a crawl has left of a list
    return (found["value"] if found else whole if unlabelled else whole.partition(":")[2]).strip()


def _hangs(line: Line) -> bool:
    """Does the line stand below the words of the subject, right of its label?"""
    first, above, left = line.element[0], line.element[-1], _indent(line.text)
    if left <= _indent(first) + 2:
        return False
    if len(line.element) > 1 and _indent(above) == left:
        return True
    words = len(first) - len(first.partition(":")[2].lstrip())
    return words - 1 <= left <= words + _HANGING


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _says_for(bare: str) -> bool:
    """Is "LOOKS FOR A WAY OUT" the rest of a subject: a plain word before "FOR", and no agency named?"""
    before = bare.partition(" FOR ")[0].split()
    plain = bool(before) and is_closed(before[-1].lower().strip(".,;:"))
    return plain and PASSING.fullmatch(bare) is None


def _is_capitals(text: str) -> bool:
    upper = sum(1 for character in text if character.isupper())
    lower = sum(1 for character in text if character.islower())
    return upper > lower * 3


def _reference(line: Line) -> bool:
    item = reference_forms.REFERENCE_ITEM.match(line.text)
    if item and not _INITIALS.match(line.bare):
        if not line.certain and begins_anew(line.text, line.element) and not names_a_cable(line.text):
            return False
        if line.gap and item["a"] and forms.PARAGRAPH.match(line.text) and not may_be_reference(line.text):
            return False
        if item["c"] and line.bare[1:2] not in ").":
            return False
        letter = (item["a"] or item["b"] or item["c"]).upper()
        if line.gap and forms.MARKER.match(line.text, item.end() - 1):
            return False  # "A. SUMMARY", the heading of a lettered part
        count = sum(1 for part in line.element if reference_forms.REFERENCE_ITEM.match(part))
        return line.paged or ord(letter) - ord("A") <= count + (6 if line.gap else 15)
    if line.gap and not line.paged:
        names = _DIGIT.search(line.bare) or reference_forms.REFERENCE_SIGN.search(line.bare)
        told = line.bare.endswith(".") and sum(map(str.islower, line.bare.split())) > _FEW_SMALL
        return is_open(line.before) and len(line.bare) < 80 and names is not None and not told
    if _COLUMNS in line.bare and not (_LETTER.search(line.bare) and _DIGIT.search(line.bare)):
        return False  # a row of a table
    if line.bare.startswith(("(", '"', "AND ", "& ")) or line.bare[:1].islower() or is_open(line.before):
        return True
    if not _said(line):
        return True
    if _OPEN_ITEM.search(line.before):
        return True
    if _names_another(line.bare):
        return True
    if line.bare[:1].isdigit() and not forms.PARAGRAPH.match(line.text):
        return True
    return line.certain or (
        not fits(line.before, line.bare, 45)
        and (_is_capitals(line.bare) or not line.bare.endswith("."))
        and len(line.before) >= 40
        and not line.before[-1:].isdigit()
    )


def _names_another(bare: str) -> bool:
    """Is the number of a cable near the beginning of the line, and is the line no sentence?"""
    number = reference_forms.CABLE_NUMBER.search(bare)
    ended = bare.endswith(".") and not _OPEN_ITEM.search(bare)
    if number is None or number.start() >= 12 or len(bare) >= 75 or ended:
        return False
    return bare.islower() or not any(word[0].islower() for word in number["post"].split())


def _authority(line: Line) -> bool:
    whole = " ".join(part.strip() for part in line.element)
    if len(line.element) > 7:
        return False
    small = line.bare.lower()
    more = small.startswith(_REASONS)
    portion = is_marked(line.bare)
    complete = authority_forms.REASONS_DONE.fullmatch(whole) is not None
    paragraph = line.gap > 1 or (portion and (line.gap or complete))  # "(C) The Minister"
    if more and not paragraph:
        return True
    if line.gap and not line.paged:
        return False
    if line.bare[:1].islower() or is_open(line.before):
        return True
    if complete:
        return False
    reasons = " reason" in whole.lower()
    return reasons or not fits(line.before, line.bare, 50) or len(line.element) < 2


READERS: dict[Kind, Callable[[Line], bool]] = {
    Kind.PASSING: _passing,
    Kind.NOTICE: _notice,
    Kind.EXECUTIVE_ORDER: _order,
    Kind.TAGS: _tags,
    Kind.SUBJECT: _subject,
    Kind.REFERENCE: _reference,
    Kind.CLASSIFIED_BY: _authority,
}
