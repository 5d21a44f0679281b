"""Kind of a header line that no label names: from its form, or as what goes on with the element before.

Law of this file: None means that the body begins here, so that a doubt keeps the text with the body.
"""

from __future__ import annotations

import re

from cableconv.grammar import authority as authority_forms
from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar import passing as passing_forms
from cableconv.grammar import references as reference_forms
from cableconv.grammar.form import lazy
from cableconv.header.continuation import READERS, Line, fits, is_marked, is_open
from cableconv.header.elements import NEW
from cableconv.header.forms import distribution, is_caption, passing
from cableconv.header.items import FEW_SMALL, begins_anew, names_a_cable
from cableconv.header.left_over import LETTERED, is_dated_item, is_left_over
from cableconv.header.readings import address_goes_on
from cableconv.header.told import is_told
from cableconv.lexicon.classification_post import is_listed, is_named, rest_of
from cableconv.lexicon.classification_words import (
    abbreviated,
    classification_word,
    is_classification,
    may_be_classification,
)
from cableconv.model import Kind

Decision = tuple[Kind, str] | None
_ADDRESSED = frozenset({Kind.FROM, Kind.TO, Kind.INFO, Kind.EXCLUDED})
_TRANSMISSION = _ADDRESSED | {
    Kind.TRANSMISSION_ID,
    Kind.RELAY,
    Kind.STATION,
    Kind.SECURITY,
    Kind.DTG,
    Kind.DISTRIBUTION,
}
_BEFORE_SUBJECT = frozenset({Kind.CLASSIFICATION, Kind.EXECUTIVE_ORDER, Kind.TAGS})
_BEFORE_NOTICE = frozenset({Kind.REFERENCE, Kind.CLASSIFIED_BY})
_BEFORE_REFERENCE = frozenset({Kind.EXECUTIVE_ORDER, Kind.TAGS, Kind.SUBJECT})
_BEFORE_LEFT_OVER = _BEFORE_REFERENCE | {Kind.HEADER_TEXT}
_ABOVE_TEXT = _ADDRESSED | {Kind.CLASSIFICATION, Kind.CAPTION}  # what the number alone may stand below
_ADDRESS = 110  # columns of the line of an addressee
_TITLED = 60  # columns of a line whose case a site has folded
_HANGING = 5, 12  # blanks before the second line of a subject or of references, under the value of the first
_BANNER = 30  # columns of a classification by itself
_LIMITING = frozenset({"NODIS", "EXDIS", "LIMDIS", "STADIS", "SIPDIS"})  # captions that are no words
_FEW_WORDS = 3
_INITIALS = 2  # letters that name no post
_LONGEST_REFERENCE = 80  # columns of a line of reference numbers
_LIST = lazy(r"(?P<kind>TO|INFO) [A-Z][A-Z0-9 /,()'-]*")  # of addressees, in a copy without line ends
_NOTICED = lazy(r"SENSITIVE BUT UNCLASSIFIED(?=\s?(?:\Z|[.,;(-])|\s(?:PLEASE|NOT|AND NOT)\b)", re.IGNORECASE)
_OWN_LABEL = lazy(
    r"[A-Z][A-Za-z0-9.'/ -]{0,20}\s?:(?:\s|\Z)"
)  # "CONTROL: 4410", a field that no form here has
_SENTENCE = lazy(r"\b(?:is|was|are|were|has|had|have|be|been)\b")  # "This message was read by ..."
_REASONS = ("reason", "for reason", "(", "1.4", "1.5")


def opens_weakly(line: Line) -> Decision:
    """Kind and value of a line that opens no element beyond doubt; None when the body begins."""
    text, current, certain = line.text, line.current, line.certain
    if not line.bare:
        return (current, "") if current else None
    first = current is None or current is Kind.HEADER_TEXT
    if first and certain and Kind.CLASSIFICATION not in line.seen and is_classification(text, alone=True):
        return Kind.CLASSIFICATION, NEW
    if first and certain and line.bare.isupper() and is_caption(text):
        return Kind.CAPTION, NEW  # a crawl has dropped what stood above it
    if current is None:
        return (Kind.HEADER_TEXT, NEW) if certain else None
    if certain and len(line.bare) > 8 and forms.UNDERLINE.fullmatch(text):
        return Kind.HEADER_TEXT, NEW
    if found := _label_lost(line, current):
        return found
    reasons = current is Kind.CLASSIFIED_BY and line.bare.lower().startswith(_REASONS)
    reasons = reasons and not is_marked(line.bare)
    if line.underlined and not certain and not reasons:
        return None
    return _reasons_or_sent(line, current) or _goes_on(line, current) or _by_itself(line, current)


def _label_lost(line: Line, current: Kind) -> Decision:
    """References or a subject in their place, of which the label or its colon is lost."""
    text, seen = line.text, line.seen
    if current in _ADDRESSED and not line.gap and not LETTERED.search(text):
        return None  # a page has stated TAGS above the list of addressees: "USEU OTHERVILLE 1461"
    apart = line.gap or current is not Kind.SUBJECT or LETTERED.search(text) is not None
    sent = line.numbered and current is Kind.DTG and LETTERED.search(text) is not None
    left_over = apart and (sent or bool(seen & _BEFORE_REFERENCE))
    numbers = len(text) < _LONGEST_REFERENCE and reference_forms.REFERENCES_ALONE.fullmatch(text) is not None
    alone = left_over and (numbers or is_dated_item(line.bare))
    own = not left_over and _is_own_number(line.bare, line.named)  # "(S) TESTVILLE 4453"
    told = not line.certain and (current is not Kind.REFERENCE or begins_anew(text, line.element))
    if alone or (_is_reference_item(text) and not own and not (told and not names_a_cable(text))):
        if alone and line.gap and not reference_forms.REFERENCE_ITEM.match(text):
            return Kind.REFERENCE, NEW
        return Kind.REFERENCE, "" if current is Kind.REFERENCE else NEW
    if Kind.SUBJECT not in seen and seen & _BEFORE_SUBJECT and forms.SUBJECT_BARE.fullmatch(text):
        return Kind.SUBJECT, NEW
    return None


def _reasons_or_sent(line: Line, current: Kind) -> Decision:
    """Reasons without their authority, and the lines of the transmission header."""
    text, bare = line.text, line.bare
    if current is not Kind.CLASSIFIED_BY and authority_forms.REASONS_ALONE.fullmatch(text):
        return Kind.CLASSIFIED_BY, NEW
    left = line.numbered and current in _BEFORE_REFERENCE and "REASON" in bare.upper()
    if left and authority_forms.REASONS_DONE.fullmatch(bare) and not _SENTENCE.search(bare):
        return Kind.CLASSIFIED_BY, NEW  # "MISSION, REASON: 1.4 (b)."
    relayed = current is Kind.RELAY and not line.gap and lines.RELAY_MORE.fullmatch(text)
    if relayed and len(bare.split()[0]) < 9:
        return Kind.RELAY, ""
    if current in _TRANSMISSION:
        return _transmission(line, text, current)
    return None


def _goes_on(line: Line, current: Kind) -> Decision:
    """A caption, or what goes on with the element before it."""
    text, bare, before = line.text, line.bare, line.before
    caption = is_caption(text) or (line.certain and bare.islower() and is_caption(bare.upper()))
    inside = current in (Kind.SUBJECT, Kind.REFERENCE) and line.gap == 0
    parted = current is Kind.SUBJECT and before.endswith("-") and bare.split()[0] not in _LIMITING
    inside = inside and (bare[0] in "(-" or " FOR " in bare or " - " in bare or parted)
    # "(EXDIS)" below a reference is the handling of that cable, "CORRECTED COPY" below a dash the subject's.
    if caption and not inside:
        return Kind.CAPTION, NEW
    if current is Kind.CLASSIFICATION and line.certain and not _has_serial(before):
        number = reference_forms.CABLE_NUMBER.fullmatch(bare)
        if number and not number["year"] and bare.isupper():
            return Kind.CLASSIFICATION, ""
    if current is Kind.CLASSIFICATION and bare == "SBU" and not line.gap:
        return Kind.CLASSIFICATION, ""
    reader = READERS.get(current)
    width = line.width
    # No subject goes on with "This cable is" or with a notice that begins a line.
    told = current is Kind.SUBJECT and (bare[:5].upper() == "THIS " or _NOTICED.match(bare))
    told = told or current in _BEFORE_NOTICE
    begins = bare.startswith("This ") or not is_open(before)  # which a filter may have cut
    if told and begins and passing_forms.NOTICE.fullmatch(bare):
        return Kind.NOTICE, NEW
    ended = width and current is Kind.SUBJECT and not is_open(before) and fits(before, bare, width)
    return (current, "") if reader and not ended and reader(line) else None


def _by_itself(line: Line, current: Kind) -> Decision:
    """A classification, notice or passing line; else unread text, while the header goes on."""
    text, bare = line.text, line.bare
    if Kind.CLASSIFICATION not in line.seen and (
        _is_own_line(text, line.named) or is_classification(text, alone=True)
    ):
        return Kind.CLASSIFICATION, NEW
    if line.certain and bare.isupper() and len(bare) < _BANNER and is_classification(text, alone=True):
        return Kind.CLASSIFICATION, NEW  # once more, as a banner
    if bare[-1].isdigit() and (line.certain or current in _ABOVE_TEXT) and _is_own_line(text, line.named):
        return Kind.CLASSIFICATION, NEW
    if len(bare) < 300 and passing_forms.NOTICE.fullmatch(bare):
        return Kind.NOTICE, NEW
    if passing(text) and not is_told(line):
        return Kind.PASSING, NEW
    names = current is Kind.PASSING and line.gap == 0 and len(bare) < 120
    if names and passing_forms.PASSING_MIXED.fullmatch(bare):
        return Kind.PASSING, NEW
    set_in = _is_hanging(text)
    hangs = set_in and current is Kind.EXECUTIVE_ORDER and line.gap == 0 and Kind.SUBJECT not in line.seen
    above = current in _BEFORE_LEFT_OVER or (set_in and current is Kind.REFERENCE)
    left = (line.numbered or set_in) and above and is_left_over(bare)
    if (left and (line.gap or hangs)) or (hangs and line.alone and bare.isupper()):
        return (Kind.REFERENCE if is_dated_item(bare) else Kind.HEADER_TEXT), NEW
    if not line.certain:
        return None
    words = bare.split()
    if bare.isupper() and words[0] in _LIMITING and len(words) <= _FEW_WORDS:
        return Kind.CAPTION, NEW  # "LIMDIS GREENBACK"
    anew = line.gap or current is not Kind.HEADER_TEXT or _OWN_LABEL.match(bare) is not None
    return Kind.HEADER_TEXT, NEW if anew else ""


def _is_hanging(text: str) -> bool:
    """Is the line set in as the second of a subject or of references is, which no text below an order is?"""
    least, most = _HANGING
    return least <= len(text) - len(text.lstrip()) <= most


def _has_serial(before: str) -> bool:
    """Does this classification line name post and serial, so that it is whole?"""
    word = classification_word(before)
    rest = rest_of(before, word[1]) if word else None
    return rest is None or rest.serial != ""


def _is_reference_item(text: str) -> bool:
    """A whole line "B. 08 TESTVILLE 123": the REF line before it may be lost."""
    item = reference_forms.REFERENCE_ITEM.match(text)
    if item is None or len(text) > 75 or sum(map(str.islower, text.split())) > FEW_SMALL:
        return False
    numbers = reference_forms.CABLE_NUMBER
    number = numbers.match(text[item.end() :].lstrip()) or numbers.search(text)
    named = number is not None and sum(map(str.isalpha, number["post"])) > _INITIALS  # no "E.O. 12958"
    return number is not None and named and number.start() < 8


def _transmission(line: Line, text: str, current: Kind) -> Decision:
    bare, before, gap, certain = text.strip(), line.before, line.gap, line.certain
    if current is Kind.DISTRIBUTION:
        if distribution(text) or (
            certain and not bare.endswith(".") and bare.upper() == bare and not lines.ADDRESSEE.match(text)
        ):
            return Kind.DISTRIBUTION, NEW
        if bare.isdigit() and len(bare) < 4:
            return Kind.DISTRIBUTION, NEW
    if current is Kind.SECURITY and lines.SIGNALS.fullmatch(text):
        return Kind.SECURITY, ""
    if len(bare) > _ADDRESS and certain and (listed := _LIST.fullmatch(bare)):
        return (Kind.TO if listed["kind"] == "TO" else Kind.INFO), NEW
    if len(bare) > _ADDRESS or classification_word(text) or is_caption(text):
        return None
    if bare.startswith(("FM ", "FM\t")) and lines.FROM_ANY.fullmatch(text):
        return Kind.FROM, NEW
    if current not in _ADDRESSED and current is not Kind.DTG:
        return None
    if bare == "XMT":
        return Kind.EXCLUDED, NEW
    if gap == 0 and lines.SIGNALS.fullmatch(text):
        return Kind.SECURITY, NEW
    if current in _ADDRESSED and gap == 0 and address_goes_on(before, text, certain=certain):
        return current, ""
    if unfolded := _unfolded(text):
        return _transmission(line, unfolded, current)
    found = lines.TO_ANY.fullmatch(text)
    if found and bare.isupper():
        return (Kind.TO if found["kind"] == "TO" else Kind.INFO), NEW
    if lines.ADDRESSEE.fullmatch(text) and not passing_forms.PASSING.fullmatch(bare):
        return (current if current is not Kind.FROM and current is not Kind.DTG else Kind.TO), NEW
    plain = current in _ADDRESSED and current is not Kind.FROM and gap == 0 and certain
    plain = plain and not may_be_classification(text) and not _is_own_number(bare, line.named)
    if plain and lines.ADDRESSEE_ANY.fullmatch(text) and not passing(text):
        return current, NEW
    return None


def _is_own_number(bare: str, named: frozenset[str]) -> bool:
    """Does the line end in the originator's own post and a serial, as no addressee does?"""
    name, _, serial = bare.rpartition(" ")
    own = any(len(post) > 2 and f" {name.rstrip()}".endswith(f" {post}") for post in named)
    return own and serial.isdigit() and len(serial) > 2


def _is_own_line(text: str, named: frozenset[str]) -> bool:
    """A classification, any captions, the originator's own post and a serial, be it of one digit; or post
    and serial alone."""
    titled = len(text) < _TITLED and all(not word[0].islower() for word in text.split())
    if not named or not (text.isupper() or text.islower() or titled):
        return False
    if not any(map(str.isdecimal, text)):
        return False  # no serial
    word = classification_word(text) or abbreviated(text)
    rest = rest_of(text.upper(), word[1] if word else 0, named)
    if rest is None or not rest.serial:
        return False
    if not rest.post:
        return word is not None and text.isupper()
    if not is_named(rest.post, named):
        return False
    return word is not None or (is_listed(rest.captions) and not rest.behind)


def _unfolded(text: str) -> str:
    """In capitals the line of an address whose case a site has folded, "Fm Amembassy Testville"."""
    words = text.split()
    titled = all(word[0].isupper() or word[0].isdigit() for word in words)
    if not words or text.isupper() or not (titled or text.islower()):
        return ""
    upper = text.upper()
    known = (lines.FROM, lines.TO, lines.ADDRESSEE) if titled else (lines.FROM, lines.TO)
    return upper if any(form.fullmatch(upper) for form in known) else ""
