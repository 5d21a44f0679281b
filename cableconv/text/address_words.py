"""Words of a sentence beside a network address, told from pieces of one.

Law of this file: functions of tokens alone.
"""

from cableconv.grammar.addresses import CALLED, GOING_ON, NUMBER
from cableconv.lexicon.words import is_closed

_SLASHED_WORDS = frozenset(("and/or", "he/she", "his/her", "him/her", "s/he"))
OPENING = "(<[{\"'*\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
CLOSING = ".,;:!?)>]}\"'*\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
SMALL_WORDS = frozenset(("and", "or", "but", "for", "to", "the", "a", "in", "of", "on", "at", "with", "by"))
_FORMS = ("s", "ed", "ing", "ly")  # ends of verbs, "provides", and of adverbs
_NO_FORMS = ("ss", "us", "is")  # of nouns, "status"


def is_prose(token: str) -> bool:
    """Can the token be a word of the sentence that goes on after the address?"""
    word = token.strip(OPENING + CLOSING)
    if len(word) < 2 or not word.isascii() or word in _SLASHED_WORDS or NUMBER.fullmatch(word) is not None:
        return True
    return word.isalpha() and is_closed(word.lower())


def goes_on(word: str) -> bool:
    """Does a sentence go on with this word, in small letters, behind an address?"""
    return word in GOING_ON


def may_end_path(token: str) -> bool:
    """Can a token that is a word by itself end the path of an address, because no sentence goes on with it?
    A noun right behind a whole address is no English: "annual/" / "report for the mayor"."""
    word = token.strip(CLOSING)
    if not (len(word) > 2 and word.isalpha() and word.islower()) or goes_on(word) or word in CALLED:
        return False
    return token != word or word.endswith(_NO_FORMS) or not word.endswith(_FORMS)
