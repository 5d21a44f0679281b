"""Does the body begin at this line of the front, or is it one more line of the header?

Law of this file: a number or a letter that the list of references comes to is no paragraph.
"""

from cableconv.grammar import header_text as forms
from cableconv.grammar import markers
from cableconv.grammar import references as reference_forms
from cableconv.grammar.form import lazy
from cableconv.header.bodies_own import is_headed
from cableconv.header.items import ITEM, may_be_reference
from cableconv.header.pieces import Piece
from cableconv.model import Kind

NUMBER_ONE = lazy(r"\s*\N{PILCROW SIGN}?(?:\([A-Z/]{1,8}\)\s?)?1\s?[.)](?!\d)")
_PART_OF = lazy(r"\b(?:PARTS?|Parts?|part)\s\w{1,6}\s(?:OF|of)\s*\Z")
_BARE_ONE = lazy(r"\s*1 (?:(?:C|S|U|LOU|SBU) )?(?:[A-Z]{2}|[AI] )")  # "1 C ENTIRE TEXT", its stop lost
_QUOTES = tuple('Qq"(')
_LONGEST_LIST = 14  # lines of a reference list
_SET_IN = 5  # columns of the label, "REF: ", before a list
_ITEM = 80  # columns of a line of a list
_CLOSING = lazy(r"\s*(?P<number>\d{1,3})\)")
_REASON = lazy(r"\s*\([a-h]\)\s?(?:[.,;]|and\b|\Z)")
_REASONS_IN_CAPITALS = lazy(  # "(C) AND (D)."; "(C) THE MINISTER" is a paragraph
    r"\s*\([A-H]\)[,;]?(?:\s*+(?:AND\s|&)?\s*+\([A-H]\)[,;]?)*+\s*+(?:AND|&)?+[.\s]*\Z"
)
_MARKED_SUBJECT = lazy(r"\s*\([A-Z]{1,4}(?:/{1,2}[A-Z]{2,8})*\)\s(?=[^a-z]+\Z)")


def is_body_start(text: str, pieces: list[Piece]) -> bool:
    """Does the body begin here: a numbered paragraph, no item of a list; a marker such as Summary?"""
    first = text.lstrip()[:1]
    if (
        first == "("
        and any(piece.kind is Kind.CLASSIFIED_BY for piece in pieces[-4:])
        and _goes_on(text, pieces)
    ):
        return False
    if first == "(" and pieces and _is_subject(text, pieces[-1]):
        return False
    if first.isdigit() and (_closes_a_bracket(text, pieces) or _counts_parts(text, pieces)):
        return False
    if first in "0123456789(\\\N{PILCROW SIGN}" and forms.PARAGRAPH.match(text):
        if not pieces or first != "(":
            return not _numbered_reference(text, pieces)
        if reference_forms.REFERENCES_ALONE.fullmatch(text):
            return False  # "(C) POST 123", whose list a crawl has cut
        if NUMBER_ONE.match(text):
            return True  # "(C) 1. The Minister": no item of a list counts so
        if _is_next_of_column(text, pieces[-1].text):
            return False
        return not (may_be_reference(text) and _is_next_item(text, pieces))
    if first == "1" and _BARE_ONE.match(text) and _has_lost_its_stops(text, pieces):
        return True
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


def _goes_on(text: str, pieces: list[Piece]) -> bool:
    """Do the reasons go on that the line above has not ended?"""
    ended = pieces[-1].text.rstrip().endswith(".")
    return bool(_REASON.match(text) or (not ended and _REASONS_IN_CAPITALS.match(text)))


def _is_subject(text: str, above: Piece) -> bool:
    """Is this the subject with its portion marking, "(C) HARBOR TALKS", whose label stands alone above it?"""
    if above.kind is not Kind.SUBJECT or not above.text.rstrip().endswith(":"):
        return False
    return _MARKED_SUBJECT.match(text) is not None and not text.rstrip().endswith((".", "?", "!"))


def _has_lost_its_stops(text: str, pieces: list[Piece]) -> bool:
    """Is no stop left in this line, nor behind the label of the subject above it?"""
    subjects = [piece.text for piece in pieces if piece.text.lstrip()[:4] == "SUBJ"]
    return bool(subjects) and ":" not in subjects[-1] and not any(stop in text for stop in ".,:;()")


def _closes_a_bracket(text: str, pieces: list[Piece]) -> bool:
    """Does the line end what the bracket of the line above has begun, "(PART 2 OF" / "3)"? Paragraph 1 may
    stand below a bracket that nobody closed."""
    above = pieces[-1].text if pieces else ""
    closing = _CLOSING.match(text) if above.count("(") > above.count(")") else None
    return closing is not None and (int(closing["number"]) != 1 or not text[closing.end() :].strip())


def _counts_parts(text: str, pieces: list[Piece]) -> bool:
    """Does the line go on with a subject that counts, "PART 2 OF" / "3: THE GENERALS"?"""
    above = pieces[-1] if pieces else None
    if above is None or above.kind is not Kind.SUBJECT or NUMBER_ONE.match(text):
        return False
    return _PART_OF.search(above.text) is not None


def _opens_list(piece: Piece) -> bool:
    """Is this the reference line, or what a crawl has left of its list, "(B) POST 12"?"""
    if piece.kind is Kind.REFERENCE:
        return True
    return (
        piece.text.lstrip()[:1] == "(" and reference_forms.REFERENCES_ALONE.fullmatch(piece.text) is not None
    )


def _is_next_of_column(text: str, above: str) -> bool:
    """Does the letter go on right below that of the line above, set in as far: "REF: (A) POST 12" /
    "     (B) POST DAILY REPORT"?"""
    column = len(text) - len(text.lstrip())
    item = reference_forms.REFERENCE_ITEM.match(text)
    if column < _SET_IN or item is None or not item["a"] or item["a"] == "A" or len(text) > _ITEM:
        return False
    return above.startswith(f"({chr(ord(item['a']) - 1)})", column)


def _is_next_item(text: str, pieces: list[Piece]) -> bool:
    """Below a reference line, does the list come to this letter: "(C) POST 123" after "(B) POST 12"?"""
    starts = (at for at in range(1, len(pieces) + 1) if _opens_list(pieces[-at]))
    start = next(starts, 0)
    if not 0 < start < _LONGEST_LIST:
        return False
    letters = [letter for piece in pieces[-start:] for letter in ITEM.findall(piece.text)]
    item = reference_forms.REFERENCE_ITEM.match(text)
    after = (chr(ord(letters[-1].upper()) + 1),) if letters else ("A", "B")  # the first may have no letter
    return item is not None and (item["a"] is None or item["a"] in after)


def _numbered_reference(text: str, pieces: list[Piece]) -> bool:
    """An item "2) POST 123" of a reference list with numbers in place of letters. One whose items have their
    letters goes on with no number: "REF: (a) POST 12" / "1) Summary: Under Article 2"."""
    near = [piece.text for piece in pieces[-4:] if piece.kind is Kind.REFERENCE]
    lettered = bool(near) and ITEM.search(near[-1]) is not None
    listed = (
        bool(near)
        and not lettered
        and len(text) < 60
        and reference_forms.NUMBERED_REFERENCE.match(text) is not None
    )
    return listed and reference_forms.CABLE_NUMBER.search(text) is not None
