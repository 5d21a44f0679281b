"""Network addresses (URL, e-mail) that a wrapper broke over two lines.

Cables hold real blanks inside and after addresses, and sentences end right after them, so
two lines are one address only when the second cannot be read as prose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cableconv.grammar.addresses import (
    ADDRESS,
    ADDRESS_REST,
    BARE_ADDRESS,
    DOMAIN_REST,
    EMAIL_DOMAIN,
    EMAIL_HEAD,
    FIRST_LABEL,
    GENERIC_TOP,
    GIVEN_NAMES,
    HOST_BEGUN,
    LISTING_REST,
    PORT,
)
from cableconv.grammar.form import lazy
from cableconv.lexicon.words import frequency
from cableconv.text.address_words import CLOSING, OPENING, SMALL_WORDS, goes_on, is_prose, may_end_path
from cableconv.text.hosts import (
    after_dot,
    begins_sentence,
    goes_on_path,
    is_mail,
    may_name_country,
    names_country,
)

ANNOUNCING = frozenset(
    ("to", "at", "on", "via", "from", "contact", "write", "email", "e-mail", "mail", "address")
)
_SEEN_AT = frozenset(("see", "visit", "website", "site", "page", "is", "under"))
MOST_FREQUENT_NAME = 14  # band of frequency that hardly any first name passes
_CLOSED_BY = MappingProxyType({"<": ">", "(": ")", "[": "]", '"': '"'})
_JOINTS = "./_-@=&?#~%"  # signs of an address behind which a wrapper may break it
_NO_NAMES = frozenset(("a.m", "p.m", "e.g", "i.e"))
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
RARE = 11  # band of words that hardly ever follow a dash without a blank
_ONE_LABEL = lazy(r"(?:\A|[^\w.-])WWW\.[\w-]+\.\Z")  # "WWW.HARBORS.": no host ends there


def is_address(token: str) -> bool:
    """Does the token hold the beginning of a URL or an e-mail address?"""
    return ("/" in token or "@" in token or "www." in token or "WWW." in token) and (
        ADDRESS.search(token) is not None or BARE_ADDRESS.match(token.lstrip(OPENING)) is not None
    )


def continues(token: str, following: str, previous: str = "") -> bool:
    """Is following (first token of the next line) the rest of the address that token, the one
    after previous, begins?"""
    if not following or following[0] in OPENING or token[-1:] in ">)]}\"';":
        return False
    if _is_bracketed(token, following):
        return True
    if any(mark in following.rstrip(CLOSING) for mark in _APOSTROPHES) and "@" not in following:
        return False  # no address holds one: "N'DIAMBOUR SAID"
    capitals = False
    if (
        token.isupper() and following == following.upper()
    ):  # text in capitals, which names no host in capitals
        if token[-1:] in "/?" and following.strip(CLOSING).isalpha():
            return False  # a name of the sentence looks like a word of the path
        hosted = token[-1:] == "." and "." in token.rpartition("@")[2][:-1]
        if following[-1] in ",.;" and is_address(token) and names_country(token.lower(), following.lower()):
            return True  # with nothing behind it, a country may begin a sentence
        if hosted and begins_sentence(token, following) and not _ONE_LABEL.search(token):
            return False  # nor does a capital tell that a sentence begins
        capitals = True
        token, following, previous = token.lower(), following.lower(), previous.lower()
    if token.endswith(("://", ":/", "http:", "https:", "ftp:")):
        slashes = "//"[: 3 - len(token) + len(token.rstrip("/")) - 1]
        return following.startswith(slashes) and following[len(slashes) : len(slashes) + 1].isalnum()
    if following[0] in "@.-_/" and _begins_inside(token, following):
        return True
    if is_address(token):
        small = not capitals and (names_country(token, following) or goes_on_path(token, following))
        return small or _continues_address(token, following)
    if token[-1:] not in "._" or not token.islower():
        return False
    if "@" in following[1:]:
        return EMAIL_HEAD.match(following) is not None and (
            token[-1] == "_" or _begins_name(token.strip(OPENING + CLOSING), previous, capitals)
        )
    if HOST_BEGUN.fullmatch(token) is not None:
        return BARE_ADDRESS.match(token + following) is not None or GENERIC_TOP.match(following) is not None
    return _begins_host(token, following, previous, capitals)


def _is_bracketed(token: str, following: str) -> bool:
    """Do brackets or quotation marks hold one address and nothing else, "<jane." / "doe@harbor.example>"?"""
    close = _CLOSED_BY.get(token[0])
    if close is None or close in token[1:] or token[-1] not in _JOINTS or token[-2:-1] in "/.":
        return False
    inside, mark, _ = following.partition(close)
    if inside.isalpha() and inside.istitle():
        return False  # a word behind a whole address
    begun = is_address(token) or (token[-1] in "._" and EMAIL_HEAD.match(inside) is not None)
    return bool(mark) and inside.isascii() and inside[:1].isalnum() and begun


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


def _begins_name(word: str, previous: str, capitals: bool) -> bool:
    """Can word, before a dot, begin the name in an e-mail address ("jane.doe@")? A name or an initial does,
    in small letters; a frequent word ends its sentence; one as rare as names are begins an address where
    one is announced or stands before."""
    if word in _NO_NAMES:
        return False
    if len(word) == 1 or not is_prose(word):
        return True
    if word in GIVEN_NAMES and not capitals:
        return True
    announced = previous.endswith(":") or "@" in previous or previous.lower() in ANNOUNCING
    return frequency(word) <= MOST_FREQUENT_NAME and announced


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


def _after_at(token: str, following: str) -> bool:
    return DOMAIN_REST.match(following) is not None or (
        following[0].islower() and following not in SMALL_WORDS
    )


def _after_slash(token: str, following: str) -> bool:
    if token.endswith("://"):
        return following[0].isalnum()
    if may_end_path(following) and _has_path(token):
        return True
    return _is_piece(following) or (following[0].isalnum() and following[-1] in "/_=&")


def _has_path(token: str) -> bool:
    """Does a path, or a port, stand before the slash that the token ends with? A host alone often ends so."""
    return "/" in token[:-1].rpartition("://")[2] or token[:-1].rpartition(":")[2].isdigit()


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
    return not is_mail(token) and _is_piece(following)


def _after_sign(token: str, following: str) -> bool:
    return following[0].isalnum()


_AFTER: Mapping[str, Callable[[str, str], bool]] = MappingProxyType(
    {
        ".": after_dot,
        "@": _after_at,
        "/": _after_slash,
        ":": _after_colon,
        ",": _after_comma,
        "?": _after_question_mark,
        **dict.fromkeys("=&%_~+#", _after_sign),
    }
)


def is_doubtful(token: str, following: str) -> bool:
    """Is following both a word by itself and what may end the address that token begins, or is token both the
    end of a sentence and what may begin the e-mail address below?"""
    if not following:
        return False
    if "@" in following and token[-1:] == "." and token[:-1].isalpha():
        return is_prose(token) and EMAIL_HEAD.match(following) is not None
    if not is_address(token):
        return False
    word = following.strip(CLOSING)
    if token[-1] == "/":
        small = word.lower() if token.isupper() else word
        return word.isalpha() and small.islower() and not goes_on(small)
    return token[-1] == "." and may_name_country(token.lower(), word.lower()) and is_prose(following)
