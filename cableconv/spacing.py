"""Was a blank line put after every line of a text?

Law of this file: one question, answered from sentences that run on over a line end. A scraper
that spaces every line parts these as well; between paragraphs blank lines say nothing.
"""

from __future__ import annotations

from cableconv.model import Kind, Spans

_MANY = 0.35  # blank lines among all lines; in double-spaced text they are half or more
_SENTENCES = 3  # line ends inside sentences, from which a habit can be told
_ALMOST_ALL = 0.8


def is_double_spaced(spans: Spans) -> bool:
    """Do blank lines stand between nearly all lines of one sentence? spans: one a line."""
    blank = [kind for kind, _, _, _, _ in spans].count(Kind.BLANK)
    if blank < _MANY * len(spans):
        return False
    inside = parted = blanks = 0
    before = ""
    for kind, text, _, _, _ in spans:
        if kind is Kind.BLANK:
            blanks += 1
            continue
        if kind is Kind.LINE:
            bare = text.strip()
            if bare[:1].islower() and before[-1:].isalpha():
                inside += 1
                parted += blanks > 0
            before = bare
        else:
            before = ""
        blanks = 0
    return inside >= _SENTENCES and parted >= _ALMOST_ALL * inside
