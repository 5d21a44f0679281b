"""The classification line of a section: which one it begins, of how many, and whose cable's.

Law of this file: a function of one line; what the line does not say is 0 or "".
"""

from typing import NamedTuple

from cableconv.grammar import pages as grammar
from cableconv.grammar.numbers import count
from cableconv.lexicon.classification_post import rest_of
from cableconv.lexicon.classification_words import classification_word


class SectionLine(NamedTuple):
    """What the classification line of a section says; the number is 0 where it begins none."""

    number: int = 0
    total: int = 0
    post: str = ""
    serial: str = ""


def section_line(text: str) -> SectionLine:
    """What a classification line says of the section that it begins."""
    found = grammar.SECTION_LINE.fullmatch(text.strip())
    if found:
        total = count(found["final_total"] or found["total"])
        number = total if found["final_total"] else count(found["number"])
        return SectionLine(number, total, " ".join(found["post"].upper().split()), found["serial"])
    word = classification_word(text) if text.isupper() else None  # glued, misspelt, spaced in part
    rest = rest_of(text, word[1]) if word else None
    if rest and rest.serial and rest.total:
        return SectionLine(rest.number, rest.total, rest.post, rest.serial)
    return SectionLine()


def is_later(text: str) -> bool:
    """Does this classification line begin a section after the first?"""
    return section_line(text).number > 1
