"""Items of the reference list: does a line begin one, or a lettered paragraph of the text?

Law of this file: a list begins with A once; a line that begins it again is text, unless it names a cable.
"""

from __future__ import annotations

import re

from cableconv.grammar import references as forms
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables

FEW_SMALL = 5  # words in small letters that an item of the reference list may have
ITEM = lazy(r"(?<!\S)\(?([A-Za-z])[).](?:\s{0,2}\([UCS]\))?(?=\s|[A-Z0-9(])")
_SERIAL = 3  # digits that no count of things has to have
_AHEAD = 14  # columns in which a number begins that an item names
_BEHIND = lazy(  # what may stand behind the number of a cable; a sentence goes on with another word
    r"\s*(?:\Z|[^\w\s]|(?:AND|PARAS?|DATED|DTD|DTG|NOTAL|OF|SECTION|ITEM|REFTEL|PASSED)\b|[A-Z][).])",
    re.IGNORECASE,
)


def may_be_reference(text: str) -> bool:
    """May a line that begins like a portion marking, "(C) ", be an item of the reference list?"""
    item = forms.REFERENCE_ITEM.match(text)
    if item is None or sum(map(str.islower, text.split())) > FEW_SMALL:
        return False
    number = forms.CABLE_NUMBER.search(text, item.end() - 1)
    named = (
        number is not None and number.start() < _AHEAD and not any(map(str.islower, number["post"].split()))
    )
    return named or forms.REFERENCE_SIGN.search(text[:160]) is not None


def names_a_cable(text: str) -> bool:
    """Does this line, or item, begin with the number of a cable, and is it no sentence with a count?"""
    item = forms.REFERENCE_ITEM.match(text)
    rest = text[item.end() - 1 :] if item else text.lstrip()
    number = forms.CABLE_NUMBER.match(rest)
    if number is None or _BEHIND.match(rest, number.end()) is None:
        return False
    post = number["post"].upper()
    return bool(number["year"]) or len(number["serial"]) >= _SERIAL or post in tables.posts()


def begins_anew(text: str, element: list[str]) -> bool:
    """Does the line begin with A below a list, or a reference, that says something already?"""
    item = forms.REFERENCE_ITEM.match(text)
    letter = (item["a"] or item["b"] or item["c"]).upper() if item else ""
    value = "".join(element).partition(":")[2].strip()
    return letter == "A" and value != "" and not value.endswith(":")
