"""Network addresses (URL, e-mail) that a wrapper broke over two lines.

Cables hold real blanks inside and after addresses, and sentences end right after them, so
two lines are one address only when the second cannot be read as prose.
"""

from __future__ import annotations

from cableconv.grammar.hyphens import (
    ADDRESS,
    ADDRESS_REST,
    DOMAIN_REST,
    EMAIL_HEAD,
    TOP_DOMAIN,
)
from cableconv.words import frequency, is_closed

JOINTS = "/._=?&@%#~+:-"
ANNOUNCING = frozenset(
    ("to", "at", "on", "via", "from", "contact", "write", "email", "e-mail", "mail", "address")
)
RARE = 11  # band of frequency that hardly any first name passes
_SMALL_WORDS = frozenset(("and", "or", "but", "for", "to", "the", "a", "in", "of", "on", "at", "with", "by"))
OPENING = "(<[{\"'*\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
CLOSING = ".,;:!?)>]}\"'*\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"


def is_address(token: str) -> bool:
    """Does the token hold the beginning of a URL or an e-mail address?"""
    return ("/" in token or "@" in token or "www." in token) and ADDRESS.search(token) is not None


def is_prose(token: str) -> bool:
    """Can the token be a word of the sentence that goes on after the address?"""
    word = token.strip(OPENING + CLOSING)
    return not word or not word.isascii() or (word.isalpha() and is_closed(word.lower()))


def continues(token: str, following: str, previous: str = "") -> bool:
    """Is following (first token of the next line) the rest of the address that token, the one
    after previous, begins?"""
    if not following or following[0] in OPENING or token[-1:] in ">)]}\"',;":
        return False
    if token.endswith(("://", ":/", "http:", "https:", "ftp:")):
        slashes = "//"[: 3 - len(token) + len(token.rstrip("/")) - 1]
        return following.startswith(slashes) and following[len(slashes) : len(slashes) + 1].isalnum()
    if is_address(token):
        return _continues_address(token, following)
    if "@" in following[1:] and token[-1:] in "._" and token.islower():
        return EMAIL_HEAD.match(following) is not None and (
            token[-1] == "_" or _begins_name(token.strip(OPENING + CLOSING), previous)
        )
    return False


def _begins_name(word: str, previous: str) -> bool:
    """Can word, before a dot, begin the name in an e-mail address ("jane.doe@")? A frequent word
    ends its sentence; one as rare as names are begins an address where one is announced."""
    if not is_prose(word):
        return True
    return frequency(word) <= RARE and (previous.endswith(":") or previous.lower() in ANNOUNCING)


def _continues_address(token: str, following: str) -> bool:
    last, first = token[-1], following[0]
    if is_address(following) and last not in "=?&@":
        return False  # another address begins
    if first in "/_=?&%#@" or (first == "." and following[1:2].isalnum()):
        return following[1:2].isalnum() or following[1:2] in "/_~-"
    if last == "." and TOP_DOMAIN.match(following) is not None:
        return True
    if last == "@" or (last == "." and "@" in token and "/" not in token):
        if DOMAIN_REST.match(following) is not None:
            return True
        # "jane@ministry.testland." lacks its top domain; "jane@state.gov." ends a sentence
        label = token.rstrip(".").rpartition(".")[2]
        complete = last == "." and TOP_DOMAIN.match(label) is not None
        return first.islower() and not complete and following not in _SMALL_WORDS
    if last == ".":
        return ADDRESS_REST.match(following) is not None or (
            DOMAIN_REST.match(following) is not None and first.islower()
        )
    if last in "=?&%_~+#":
        return following[0].isalnum()
    if last not in "/:":
        return False
    if token.endswith("://"):
        return first.isalnum()
    return ADDRESS_REST.match(following) is not None or (
        last == "/" and first.isalnum() and not is_prose(following) and not following[0].isupper()
    )
