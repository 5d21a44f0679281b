"""Network addresses (URL, e-mail) that a wrapper broke over two lines.

Cables hold real blanks inside and after addresses, and sentences end right after them, so
two lines are one address only when the second cannot be read as prose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cableconv.grammar.form import lazy
from cableconv.grammar.hyphens import (
    ADDRESS,
    ADDRESS_REST,
    BARE_ADDRESS,
    DOMAIN_REST,
    EMAIL_DOMAIN,
    EMAIL_HEAD,
    FIRST_LABEL,
    GENERIC_TOP,
    HOST_BEGUN,
    HOST_LABEL,
    LISTING_REST,
    NUMBER,
    NUMBERED_HOST,
    PAGE_END,
    PORT,
    TOP_DOMAIN,
)
from cableconv.lexicon.words import frequency, is_closed

_SLASHED_WORDS = frozenset(("and/or", "he/she", "his/her", "him/her", "s/he"))
ANNOUNCING = frozenset(
    ("to", "at", "on", "via", "from", "contact", "write", "email", "e-mail", "mail", "address")
)
_SEEN_AT = frozenset(("see", "visit", "website", "site", "page", "is", "under"))
MOST_FREQUENT_NAME = 14  # band of frequency that hardly any first name passes
RARE = 11  # band of words that hardly ever follow a dash without a blank
_ONE_LABEL = lazy(r"(?:\A|[^\w.-])WWW\.[\w-]+\.\Z")  # "WWW.HARBORS.": no host ends there
_SMALL_WORDS = frozenset(("and", "or", "but", "for", "to", "the", "a", "in", "of", "on", "at", "with", "by"))
_POSSESSIVE = ("'S", "S'", "\N{RIGHT SINGLE QUOTATION MARK}S")
OPENING = "(<[{\"'*\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
CLOSING = ".,;:!?)>]}\"'*\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"


def is_address(token: str) -> bool:
    """Does the token hold the beginning of a URL or an e-mail address?"""
    return ("/" in token or "@" in token or "www." in token or "WWW." in token) and (
        ADDRESS.search(token) is not None or BARE_ADDRESS.match(token.lstrip(OPENING)) is not None
    )


def is_prose(token: str) -> bool:
    """Can the token be a word of the sentence that goes on after the address?"""
    word = token.strip(OPENING + CLOSING)
    if len(word) < 2 or not word.isascii() or word in _SLASHED_WORDS or NUMBER.fullmatch(word) is not None:
        return True
    return word.isalpha() and is_closed(word.lower())


def continues(token: str, following: str, previous: str = "") -> bool:
    """Is following (first token of the next line) the rest of the address that token, the one
    after previous, begins?"""
    if not following or following[0] in OPENING or token[-1:] in ">)]}\"';":
        return False
    capitals = False
    if (
        token.isupper() and following == following.upper()
    ):  # text in capitals, which names no host in capitals
        if token[-1:] in "/?" and following.strip(CLOSING).isalpha():
            return False  # a name of the sentence looks like a word of the path
        hosted = token[-1:] == "." and "." in token.rpartition("@")[2][:-1]
        if hosted and _begins_sentence(token, following) and not _ONE_LABEL.search(token):
            return False  # nor does a capital tell that a sentence begins
        capitals = True
        token, following, previous = token.lower(), following.lower(), previous.lower()
    if token.endswith(("://", ":/", "http:", "https:", "ftp:")):
        slashes = "//"[: 3 - len(token) + len(token.rstrip("/")) - 1]
        return following.startswith(slashes) and following[len(slashes) : len(slashes) + 1].isalnum()
    if following[0] in "@.-_/" and _begins_inside(token, following):
        return True
    if is_address(token):
        return _continues_address(token, following)
    if token[-1:] not in "._" or not token.islower():
        return False
    if "@" in following[1:]:
        return EMAIL_HEAD.match(following) is not None and (
            token[-1] == "_" or _begins_name(token.strip(OPENING + CLOSING), previous)
        )
    if HOST_BEGUN.fullmatch(token) is not None:
        return BARE_ADDRESS.match(token + following) is not None or GENERIC_TOP.match(following) is not None
    return _begins_host(token, following, previous, capitals)


def _begins_host(token: str, following: str, previous: str, capitals: bool) -> bool:
    """Is the token, a word before a dot, the first label of a host without scheme ("harbors." /
    "example.org/docs", "example." / "org")? It may as well end a sentence."""
    word = token.lstrip(OPENING)
    if FIRST_LABEL.fullmatch(word) is None:
        return False
    named = capitals and word.strip(CLOSING).isalpha()  # "NEW HALDEN." / "GOV OFFICIALS SAID"
    announced = previous.endswith(":") or previous.lower() in ANNOUNCING | _SEEN_AT
    sure = announced or not (named or is_prose(word))
    if GENERIC_TOP.match(following) is not None:
        return sure or "/" in following or not capitals
    return sure and BARE_ADDRESS.match(following) is not None


def _begins_sentence(token: str, following: str) -> bool:
    """Is this no top-level domain, but a word of a sentence, or, behind an e-mail address with its own, any
    name, "OTHERVILLE'S"?"""
    if TOP_DOMAIN.match(following.lower()) is not None:
        return False
    possessive = following.rstrip(CLOSING)[-2:] in _POSSESSIVE
    return is_prose(following) or possessive or (_is_mail(token) and _is_complete(token.lower()))


def _begins_inside(token: str, following: str) -> bool:
    """Does following, which begins with a sign, hold so much of an address that the word before it
    belongs to it, whatever that is?"""
    if not token[-1].isalnum():
        return False
    if following[0] == "@":
        return EMAIL_DOMAIN.match(following) is not None
    if "@" in following:
        return EMAIL_HEAD.match(following) is not None and (following[0] != "-" or not token.isalpha())
    if following[0] == ".":
        return token.lower() == "www" or BARE_ADDRESS.match(token + following) is not None
    return following[0] == "/" and following[1:2].isalnum() and BARE_ADDRESS.match(token + "/") is not None


def _begins_name(word: str, previous: str) -> bool:
    """Can word, before a dot, begin the name in an e-mail address ("jane.doe@")? A frequent word
    ends its sentence; one as rare as names are begins an address where one is announced."""
    if not is_prose(word):
        return True
    return frequency(word) <= MOST_FREQUENT_NAME and (
        previous.endswith(":") or previous.lower() in ANNOUNCING
    )


def _continues_address(token: str, following: str) -> bool:
    last = token[-1]
    if ADDRESS.search(following) is not None and last not in "=?&@":
        return False  # another address begins
    if following[0] in "/_=?&%#.~+:-":
        return _begins_with_joint(token, following)
    rule = _AFTER.get(last)
    return rule is not None and rule(token, following)


def _begins_with_joint(token: str, following: str) -> bool:
    """The wrapper broke before the sign that following begins with."""
    first, rest = following[0], following[1:]
    if first == "-":
        return token[-1].isalnum() and (rest[:1].isdigit() or (rest[:1].isalpha() and _is_piece(rest, RARE)))
    if first in "#+":
        return rest[:1].isalpha()  # "+1" begins a telephone number, "#2" is a number
    if first in ".~%":
        return rest[:1].isalnum()
    if first == ":":
        return PORT.match(rest) is not None
    return rest[:1].isalnum() or rest[:1] in "/_~-"


def _after_dot(token: str, following: str) -> bool:
    if not token[-2:-1].isalnum():
        return False  # "docs/." ends a sentence
    if following[0].isupper() and PAGE_END.search(token) is not None:
        return False  # "at http://harbor.example/rules.html." / "A/S Sample"
    if _is_mail(token):
        return _after_mail_dot(token, following)
    if TOP_DOMAIN.match(following) is not None:
        return not (_is_complete(token) and is_prose(following))
    if NUMBERED_HOST.search(token) is not None:
        return following[0].isdigit()
    if HOST_LABEL.search(token) is not None:
        return following[0].isalnum() and not following[0].isupper() and following not in _SMALL_WORDS
    return ADDRESS_REST.match(following) is not None or (
        DOMAIN_REST.match(following) is not None and following[0].islower()
    )


def _is_mail(token: str) -> bool:
    return "@" in token and "/" not in token


def _is_complete(token: str) -> bool:
    """Does the host end in a top-level domain, so that a dot after it may end the sentence?"""
    return TOP_DOMAIN.fullmatch(token.rstrip(".").rpartition(".")[2]) is not None


def _after_mail_dot(token: str, following: str) -> bool:
    """ "jane@ministry.testland." lacks its top domain; "jane@state.gov." ends a sentence."""
    if TOP_DOMAIN.match(following) is not None and not (_is_complete(token) and is_prose(following)):
        return True
    return DOMAIN_REST.match(following) is not None or (
        following[0].islower() and not _is_complete(token) and following not in _SMALL_WORDS
    )


def _after_at(token: str, following: str) -> bool:
    return DOMAIN_REST.match(following) is not None or (
        following[0].islower() and following not in _SMALL_WORDS
    )


def _after_slash(token: str, following: str) -> bool:
    if token.endswith("://"):
        return following[0].isalnum()
    return _is_piece(following) or (following[0].isalnum() and following[-1] in "/_=&")


def _is_piece(text: str, most_frequent: int = 0) -> bool:
    """Is text, a token or the rest of one, no word of a sentence but a piece of an address?
    most_frequent: the band up to which a word may be one."""
    if is_prose(text):
        return not text[0].isupper() and 0 < frequency(text.strip(CLOSING).lower()) <= most_frequent
    return ADDRESS_REST.match(text) is not None or (text[0].isalnum() and not text[0].isupper())


def _after_colon(token: str, following: str) -> bool:
    return PORT.match(following) is not None or (
        following[0].isalpha() and not is_prose(following) and ADDRESS_REST.match(following) is not None
    )


def _after_comma(token: str, following: str) -> bool:
    return LISTING_REST.search(following) is not None


def _after_question_mark(token: str, following: str) -> bool:
    """A question may end here, too."""
    return not _is_mail(token) and _is_piece(following)


def _after_sign(token: str, following: str) -> bool:
    return following[0].isalnum()


_AFTER: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        ".": _after_dot,
        "@": _after_at,
        "/": _after_slash,
        ":": _after_colon,
        ",": _after_comma,
        "?": _after_question_mark,
        **dict.fromkeys("=&%_~+#", _after_sign),
    }
)
