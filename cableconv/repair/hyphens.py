"""Soft hyphens: the breaks that a page offers, which nobody sees, and the hyphens that text taken from
a PDF has them for.

Laws of this file: at a line end a soft hyphen is read as a hyphen only where the words beside it said that
it belongs to the text ("U.S.-" / "based", "pre-" / "and post-war"). Between two letters of a line it goes,
but for one that stands where a writer puts a hyphen.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cableconv.grammar.form import lazy
from cableconv.grammar.hyphens import HYPHEN, SOFT_HYPHEN
from cableconv.model import Kind, Spans
from cableconv.repair.correction import Correction

RULE, INSIDE_RULE = "CC356", "CC357"
_HYPHENATED = lazy("[^\\W_]++(?:\N{SOFT HYPHEN}[^\\W_]++)++")  # a word with soft hyphens inside
_MOJIBAKE = "\N{LATIN CAPITAL LETTER A WITH TILDE}\N{SOFT HYPHEN}"  # i with acute accent, misread
_OPEN = lazy(  # "U.S.-based", "pre- and post-war"
    "(?<=[a-zA-Z][.])\N{SOFT HYPHEN}(?=[^\\W_])"
    "|(?<=[^\\W_])\N{SOFT HYPHEN}(?= (?:and|or|nor|to|AND|OR|NOR|TO) )"
)
_PRODUCTIVE = 3  # band of parts that many words with hyphens have
SOFT = lazy(  # a soft hyphen, as a reference or misread
    "&(?:amp;)*+(?:shy|#0*+173|#[xX]0*+[aA][dD]);|\N{LATIN CAPITAL LETTER A WITH CIRCUMFLEX}?\N{SOFT HYPHEN}"
)
_ENDS = (SOFT_HYPHEN, ";")
_LONGEST = 40  # characters of one
_BELONGS = frozenset({Kind.HYPHEN_KEPT, Kind.HYPHEN_SUSPENDED})


def corrections(spans: Spans) -> Iterator[Correction]:
    """The soft hyphens before line ends that keep their hyphen."""
    at = 0
    for span, after in pairwise(spans):
        at += len(span.text)
        if after.kind in _BELONGS and span.text[-1] in _ENDS:
            last = list(SOFT.finditer(span.text, max(0, len(span.text) - _LONGEST)))[-1:]
            for found in last:
                if found.end() == len(span.text):
                    start = at - len(found[0])
                    yield Correction(start, at, HYPHEN, RULE, "soft hyphen that belongs to the word", 0.9)


def inside(text: str) -> Iterator[Correction]:
    """The soft hyphens inside words of a line: one alone may be the hyphen that a PDF's page shows."""
    for found in _HYPHENATED.finditer(text):
        word = found[0]
        if _MOJIBAKE in word:
            continue
        visible = word.count(SOFT_HYPHEN) == 1 and _is_visible(*word.split(SOFT_HYPHEN))
        reading = HYPHEN if visible else ""
        told = f'soft hyphen of "{word.replace(SOFT_HYPHEN, HYPHEN)[:40]}", ' + (
            "which is written so" if visible else "a break that the page offers"
        )
        for at, character in enumerate(word, found.start()):
            if character == SOFT_HYPHEN:
                yield Correction(at, at + 1, reading, INSIDE_RULE, told, 0.9 if visible else 0.97)
    for found in _OPEN.finditer(text):
        told = "soft hyphen beside a stop or a blank, where no word is broken"
        yield Correction(found.start(), found.end(), HYPHEN, INSIDE_RULE, told, 0.9)


def _is_visible(left: str, right: str) -> bool:
    """Does a writer put a hyphen here, by the signs or the word lists, wherever the line ends?"""
    from cableconv.hyphens.breaks import Break
    from cableconv.hyphens.signs import capital, digit_or_sign
    from cableconv.lexicon.words import UNKNOWN, frequency, is_hyphenated, productivity

    found = Break("", left, HYPHEN, right, "", (left + right).isupper())
    sign = digit_or_sign(found) or capital(found)
    if sign is not None:
        return sign.kind is Kind.HYPHEN_KEPT
    first, last = left.lower(), right.lower()
    if is_hyphenated(f"{first}-{last}"):
        return True
    productive = max(productivity(f"{first}-"), productivity(f"-{last}"))
    return productive >= _PRODUCTIVE and frequency(first + last) == UNKNOWN
