"""Does a line that opens nothing by itself go on with the element before it?

Law of this file: one question a kind. None means that the body begins here, so that a doubt
keeps the text with the body.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cableconv.grammar import header as lines
from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.header_forms import classification_word, distribution, is_caption, is_classification, passing
from cableconv.header_readings import address_goes_on
from cableconv.model import Kind

Decision = tuple[Kind, str] | None
NEW = "new"
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
_BEFORE_REFERENCE = frozenset({Kind.EXECUTIVE_ORDER, Kind.TAGS, Kind.SUBJECT})
_LONGEST_REFERENCE = 80  # columns of a line of reference numbers
_DAY_ALONE = lazy(r"\bDECL\W{0,3}\d{1,2}\Z", re.IGNORECASE)  # the day of a date whose month follows
_EVENT = lazy(r"\b(?:UPON|AFTER|UNTIL|WHEN|ON THE)\b(?!.*\d)", re.IGNORECASE)
_INITIALS = lazy(r"[A-Z]\.[A-Z]\.")  # "U.S. Interests"
_REASONS = ("reason", "for reason", "(", "1.4", "1.5")
_FEW_SMALL = 5  # words in small letters that an item of the reference list may have
_TAG_WIDTH = 5  # characters of a TAGS entry and its comma, in a copy without capitals
_OPEN_ENDS = (",", "-", "&", "/", ":", ";", "(")
_OPEN_WORDS = frozenset("AND OR OF THE TO FOR IN ON WITH A AN FROM BY AT AS VS".split())  # noqa: SIM905


def opens_weakly(
    text: str,
    current: Kind | None,
    element: list[str],
    gap: int,
    paged: bool,
    certain: bool,
    underlined: bool,
    seen: set[Kind],
    width: int,
) -> Decision:
    """Kind and value of a line that opens no element beyond doubt; None when the body begins.

    certain: a header line is still to come; underlined: a heading rule follows; gap: blank
    lines before; paged: a page marker before; width: that of the paragraph that begins here, 0
    when there are too few lines for one.
    """
    bare = text.strip()
    if not bare:
        return (current, "") if current else None
    first = current is None or current is Kind.HEADER_TEXT
    if first and certain and Kind.CLASSIFICATION not in seen and is_classification(text, alone=True):
        return Kind.CLASSIFICATION, NEW
    if current is None:
        return (Kind.HEADER_TEXT, NEW) if certain else None
    reader = _READERS.get(current)
    before = element[-1].rstrip() if element else ""
    reasons = current is Kind.CLASSIFIED_BY and bare.lower().startswith(_REASONS)
    if certain and len(bare) > 8 and forms.UNDERLINE.fullmatch(text):
        return Kind.HEADER_TEXT, NEW
    left_over = (gap or current is not Kind.SUBJECT) and seen & _BEFORE_REFERENCE
    alone = left_over and len(text) < _LONGEST_REFERENCE and forms.REFERENCES_ALONE.fullmatch(text)
    if alone or _is_reference_item(text):
        if alone and gap and not forms.REFERENCE_ITEM.match(text):
            return Kind.REFERENCE, NEW
        return Kind.REFERENCE, "" if current is Kind.REFERENCE else NEW
    if Kind.SUBJECT not in seen and seen & _BEFORE_SUBJECT and forms.SUBJECT_BARE.fullmatch(text):
        return Kind.SUBJECT, NEW
    if underlined and not certain and not reasons:
        return None
    if current is not Kind.CLASSIFIED_BY and forms.REASONS_ALONE.fullmatch(text):
        return Kind.CLASSIFIED_BY, NEW
    if current is Kind.RELAY and not gap and lines.RELAY_MORE.fullmatch(text) and len(bare.split()[0]) < 9:
        return Kind.RELAY, ""
    if current in _TRANSMISSION:
        found = _transmission(text, bare, current, before, gap, certain)
        if found:
            return found
    if is_caption(text) and not (current is Kind.SUBJECT and gap == 0 and bare[0] == "("):
        return Kind.CAPTION, NEW
    if current is Kind.CLASSIFICATION and certain and not _has_serial(before):
        number = forms.CABLE_NUMBER.fullmatch(bare)
        if number and not number["year"] and bare.isupper():
            return Kind.CLASSIFICATION, ""
    ended = width and current is Kind.SUBJECT and not _is_open(before) and _fits(before, bare, width)
    if reader and not ended:
        goes_on = reader(text, bare, before, element, gap, paged, certain)
        if goes_on:
            return current, ""
    if is_classification(text, alone=True) and Kind.CLASSIFICATION not in seen:
        return Kind.CLASSIFICATION, NEW
    if len(bare) < 300 and forms.NOTICE.fullmatch(bare):
        return Kind.NOTICE, NEW
    if passing(text):
        return Kind.PASSING, NEW
    if current is Kind.PASSING and gap == 0 and len(bare) < 120 and forms.PASSING_MIXED.fullmatch(bare):
        return Kind.PASSING, NEW
    return (Kind.HEADER_TEXT, NEW if gap or current is not Kind.HEADER_TEXT else "") if certain else None


def may_be_reference(text: str) -> bool:
    """May a line that begins like a portion marking, "(C) ", be an item of the reference list?"""
    item = forms.REFERENCE_ITEM.match(text)
    if item is None or sum(map(str.islower, text.split())) > _FEW_SMALL:
        return False
    number = forms.CABLE_NUMBER.search(text, item.end() - 1)
    named = number is not None and number.start() < 14 and not any(map(str.islower, number["post"].split()))
    return named or forms.REFERENCE_SIGN.search(text[:160]) is not None


def _has_serial(before: str) -> bool:
    """Does this classification line name post and serial, so that it is whole?"""
    word = classification_word(before)
    rest = forms.CLASSIFICATION_REST.fullmatch(before, word[1]) if word else None
    return rest is None or rest["serial"] is not None


def _is_reference_item(text: str) -> bool:
    """A whole line "B. 08 TESTVILLE 123": the REF line before it may be lost."""
    item = forms.REFERENCE_ITEM.match(text)
    if item is None or len(text) > 75 or sum(map(str.islower, text.split())) > _FEW_SMALL:
        return False
    number = forms.CABLE_NUMBER.match(text[item.end() :].lstrip()) or forms.CABLE_NUMBER.search(text)
    return number is not None and number.start() < 8


def _transmission(text: str, bare: str, current: Kind, before: str, gap: int, certain: bool) -> Decision:
    if current is Kind.DISTRIBUTION:
        if distribution(text) or (
            certain and not bare.endswith(".") and bare.upper() == bare and not lines.ADDRESSEE.match(text)
        ):
            return Kind.DISTRIBUTION, NEW
        if bare.isdigit() and len(bare) < 4:
            return Kind.DISTRIBUTION, NEW
    if current is Kind.DTG and gap == 0 and lines.YEAR.fullmatch(text):
        return Kind.DTG, ""
    if current is Kind.SECURITY and lines.SIGNALS.fullmatch(text):
        return Kind.SECURITY, ""
    if len(bare) > 110 or classification_word(text) or is_caption(text):
        return None
    if bare.startswith(("FM ", "FM\t")) and lines.FROM_ANY.fullmatch(text):
        return Kind.FROM, NEW
    if current not in _ADDRESSED and current is not Kind.DTG:
        return None
    if current in _ADDRESSED and gap == 0 and address_goes_on(before, text, certain=certain):
        return current, ""
    if unfolded := _unfolded(text):
        return _transmission(unfolded, unfolded.strip(), current, before, gap, certain)
    found = lines.TO_ANY.fullmatch(text)
    if found and bare.isupper():
        return (Kind.TO if found["kind"] == "TO" else Kind.INFO), NEW
    if lines.ADDRESSEE.fullmatch(text) and not forms.PASSING.fullmatch(bare):
        return (current if current is not Kind.FROM and current is not Kind.DTG else Kind.TO), NEW
    plain = current in _ADDRESSED and current is not Kind.FROM and gap == 0 and certain
    if plain and lines.ADDRESSEE_ANY.fullmatch(text) and not passing(text):
        return current, NEW
    return None


def _unfolded(text: str) -> str:
    """In capitals the line of an address whose case a site has folded, "Fm Amembassy Testville"."""
    words = text.split()
    titled = all(word[0].isupper() or word[0].isdigit() for word in words)
    if not words or text.isupper() or not (titled or text.islower()):
        return ""
    upper = text.upper()
    known = (lines.FROM, lines.TO, lines.ADDRESSEE) if titled else (lines.FROM, lines.TO)
    return upper if any(form.fullmatch(upper) for form in known) else ""


def _is_open(before: str) -> bool:
    """Can the line not end here: a comma, a dash, an open bracket, a small word at its end?"""
    if before.endswith(_OPEN_ENDS) or before.count("(") > before.count(")"):
        return True
    return before[before.rfind(" ") + 1 :].upper() in _OPEN_WORDS


def _fits(before: str, bare: str, width: int = 48) -> bool:
    """Would the first word of this line have stood on the line before?"""
    return len(before.strip()) + 1 + len(bare.split()[0]) <= width


def _passing(
    text: str, bare: str, before: str, element: list[str], gap: int, paged: bool, certain: bool
) -> bool:
    if gap > 1 or (gap and not _is_open(before)):
        return False
    if (
        bare[:1].islower()
        or before.endswith((",", "&", "/", "-"))
        or before.upper().endswith((" AND", " FOR", " TO"))
    ):
        return True
    if passing(text) or forms.PASSING_MIXED.fullmatch(bare) or forms.NOTICE.fullmatch(bare):
        return False
    return not gap and certain and len(before) >= 45 and not bare.endswith(".")


def _notice(
    text: str, bare: str, before: str, element: list[str], gap: int, paged: bool, certain: bool
) -> bool:
    if gap:
        return False
    whole = " ".join(part.strip() for part in element)
    if bare[:1].islower():
        return True
    if whole.endswith(".") and not forms.NOTICE.fullmatch(bare):
        return False
    if bare.isupper() != before.strip().isupper() or len(element) > 4:
        return False
    return _is_open(before) or not _fits(before, bare, 45) or forms.NOTICE.fullmatch(bare) is not None


def _order(
    text: str, bare: str, before: str, element: list[str], gap: int, paged: bool, certain: bool
) -> bool:
    if gap > 1 or len(element) > 3:
        return False
    return (
        bool(forms.EXECUTIVE_ORDER_MORE.fullmatch(text))
        or (not gap and _DAY_ALONE.search(before) is not None and bare[:1].isalpha())
        or (not gap and _is_open(before) and len(bare) < 60 and not passing(text))
        or (
            # "DECL: TEN YEARS AFTER THE" / "CLOSURE OF POST"
            certain
            and not gap
            and len(bare) < 60
            and bare.isupper()
            and not passing(text)
            and "DECL" in before.upper()
            and _EVENT.search(before) is not None
        )
    )


def _tags(
    text: str, bare: str, before: str, element: list[str], gap: int, paged: bool, certain: bool
) -> bool:
    if len(element) > 8 or len(bare) > 140:
        return False
    joined = " ".join(element)
    if joined.count("(") > joined.count(")"):
        return True
    if gap and not (before.endswith((",", ":")) or paged):
        return False
    if forms.TAGS_MORE.fullmatch(bare):
        return True
    return (
        before.endswith((",", "/", ";", ":"))
        and all(word.strip(",;/()").isalpha() for word in bare.split())
        and (bare.upper() == bare or (bare.islower() and max(map(len, bare.split())) <= _TAG_WIDTH))
    )


def _subject(
    text: str, bare: str, before: str, element: list[str], gap: int, paged: bool, certain: bool
) -> bool:
    whole = "".join(element)
    value = whole.partition(":")[2].strip()
    if not value:
        return len(bare) < 120
    if len(element) > 8:
        return False
    capitals = _is_capitals(value)
    same = capitals == _is_capitals(bare)
    if gap and not paged:
        if not _is_open(before):
            return False
        return (same and capitals and not bare.endswith(".")) or certain
    if certain:
        return not passing(text) or (same and (_is_open(before) or not _fits(before, bare, 55)))
    if not same and (capitals or len(bare) > 20):
        return False
    if before.endswith((".", "?", "!")) and not paged and len(before) < 45:
        return False
    if _is_open(before) or paged or bare[:1].islower():
        return True
    return not _fits(before, bare) and (capitals or not bare.endswith("."))


def _is_capitals(text: str) -> bool:
    upper = sum(1 for character in text if character.isupper())
    lower = sum(1 for character in text if character.islower())
    return upper > lower * 3


def _reference(
    text: str, bare: str, before: str, element: list[str], gap: int, paged: bool, certain: bool
) -> bool:
    item = forms.REFERENCE_ITEM.match(text)
    if item and not _INITIALS.match(bare):
        if gap and item["a"] and forms.PARAGRAPH.match(text) and not may_be_reference(text):
            return False
        if item["c"] and bare[1:2] not in ").":
            return False
        letter = (item["a"] or item["b"] or item["c"]).upper()
        count = sum(1 for part in element if forms.REFERENCE_ITEM.match(part))
        return paged or ord(letter) - ord("A") <= count + (6 if gap else 15)
    if gap and not paged:
        return _is_open(before) and len(bare) < 80
    if bare.startswith(("(", '"')) or bare[:1].islower() or _is_open(before):
        return True
    if not element or not "".join(element).partition(":")[2].strip():
        return True
    number = forms.CABLE_NUMBER.search(bare)
    if number and number.start() < 12 and len(bare) < 75 and not bare.endswith("."):
        return True
    if bare[:1].isdigit() and not forms.PARAGRAPH.match(text):
        return True
    return certain or (
        not _fits(before, bare, 45)
        and (_is_capitals(bare) or not bare.endswith("."))
        and len(before) >= 40
        and not before[-1:].isdigit()
    )


def _authority(
    text: str, bare: str, before: str, element: list[str], gap: int, paged: bool, certain: bool
) -> bool:
    whole = " ".join(part.strip() for part in element)
    if len(element) > 7:
        return False
    small = bare.lower()
    more = small.startswith(
        (
            "reason",
            "for reason",
            "and (",
            "and d",
            "(b",
            "(c",
            "(d",
            "(a",
            "(e",
            "(f",
            "1.4",
            "1.5",
            "per 1",
            "sons",
            "asons",
            "easons",
            "ons",
            "d)",
            "b)",
        )
    )
    portion = small[:1] == "(" and bare[1:2].isupper() and len(bare) > 20 and bare[3:].strip()[:1].isupper()
    complete = forms.REASONS_DONE.fullmatch(whole) is not None
    if more and not (gap > 1 or (portion and (gap or complete))):  # "(C) The Minister" is a paragraph
        return True
    if gap and not paged:
        return False
    if bare[:1].islower() or _is_open(before):
        return True
    if complete:
        return False
    reasons = " reason" in whole.lower()
    return reasons or not _fits(before, bare, 50) or len(element) < 2


Reader = Callable[[str, str, str, list[str], int, bool, bool], bool]
_READERS: dict[Kind, Reader] = {
    Kind.PASSING: _passing,
    Kind.NOTICE: _notice,
    Kind.EXECUTIVE_ORDER: _order,
    Kind.TAGS: _tags,
    Kind.SUBJECT: _subject,
    Kind.REFERENCE: _reference,
    Kind.CLASSIFIED_BY: _authority,
}
