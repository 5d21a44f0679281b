"""Where a host ends, and whether the dot behind it ends a sentence.

Law of this file: functions of tokens alone.
"""

from cableconv.grammar.addresses import (
    ADDRESS_REST,
    COUNTRIES,
    DOMAIN_REST,
    HOST_LABEL,
    NUMBERED_HOST,
    PAGE_END,
    SECOND_LEVEL,
    TOP_DOMAIN,
)
from cableconv.text.address_words import CLOSING, SMALL_WORDS, goes_on, is_prose

_COUNTRY = 2  # letters of its domain
_ANY = "example"  # the top domain that stands for any (RFC 2606)
_POSSESSIVE = ("'S", "S'", "\N{RIGHT SINGLE QUOTATION MARK}S")


def begins_sentence(token: str, following: str) -> bool:
    """Is this no top-level domain, but a word of a sentence, or, behind an e-mail address with its own, any
    name, "OTHERVILLE'S"?"""
    word = following.lower()
    if TOP_DOMAIN.match(word) is not None or (
        word.rstrip(CLOSING) == _ANY and not _is_complete(token.lower())
    ):
        return False
    possessive = following.rstrip(CLOSING)[-2:] in _POSSESSIVE
    return is_prose(following) or possessive or (is_mail(token) and _is_complete(token.lower()))


def after_dot(token: str, following: str) -> bool:
    if not token[-2:-1].isalnum():
        return False  # "docs/." ends a sentence
    if following[0].isupper() and PAGE_END.search(token) is not None:
        return False  # "at http://harbor.example/rules.html." / "A/S Sample"
    if is_mail(token):
        return _after_mail_dot(token, following)
    if TOP_DOMAIN.match(following) is not None:
        return not (_is_complete(token) and is_prose(following))
    if NUMBERED_HOST.search(token) is not None:
        return following[0].isdigit()
    if HOST_LABEL.search(token) is not None:
        return following[0].isalnum() and not following[0].isupper() and following not in SMALL_WORDS
    return ADDRESS_REST.match(following) is not None or (
        DOMAIN_REST.match(following) is not None and following[0].islower()
    )


def is_mail(token: str) -> bool:
    return "@" in token and "/" not in token


def _is_complete(token: str) -> bool:
    """Does the host end in a top-level domain, so that a dot after it may end the sentence?"""
    last = token.rstrip(".").rpartition(".")[2]
    country = is_mail(token) and len(last) == _COUNTRY and last in COUNTRIES and last not in SECOND_LEVEL
    return country or TOP_DOMAIN.fullmatch(last) is not None


def _after_mail_dot(token: str, following: str) -> bool:
    """ "jane@ministry.testland." lacks its top domain; "jane@state.gov." ends a sentence."""
    if TOP_DOMAIN.match(following) is not None and not (_is_complete(token) and is_prose(following)):
        return True
    return DOMAIN_REST.match(following) is not None or (
        following[0].islower() and not _is_complete(token) and following not in SMALL_WORDS
    )


def goes_on_path(token: str, following: str) -> bool:
    """Does the path of an address go on behind its dot with what is no word of a sentence, "/list." / "item/"
    or "/7654." / "stm"? In mixed text no sentence begins with a small letter."""
    if token[-1] != "." or not token[-2:-1].isalnum() or not following[0].islower():
        return False
    if "/" not in token.rpartition("://")[2] or is_mail(token) or PAGE_END.search(token) is not None:
        return False
    return following.rstrip(CLOSING)[-1:] == "/" or not is_prose(following)


def may_name_country(token: str, word: str) -> bool:
    """Can the word name the country of a host that ends so far in "gov." or the like?"""
    host = token.rpartition("@")[2].rpartition("/")[2]
    return word in COUNTRIES and host.count(".") > 1 and host[:-1].rpartition(".")[2] in SECOND_LEVEL


def names_country(token: str, following: str) -> bool:
    """Does following name the country of a host, "trade.gov." / "uk and to"? No sentence begins with a small
    letter; but one with a word such as "in" may, by a slip of the typist, unless a mark ends it."""
    word = following.rstrip(CLOSING)
    return token[-1] == "." and may_name_country(token, word) and not (goes_on(word) and word == following)
