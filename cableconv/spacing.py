"""Was a blank line put after every line of a text?

Law of this file: one question, answered from sentences that run on over a line end. A scraper
that spaces every line parts these as well; between paragraphs blank lines say nothing.
"""

from __future__ import annotations

from cableconv.model import Kind, Spans, kind_of

_MANY = 0.35  # blank lines among all lines; in double-spaced text they are half or more
_SENTENCES = 3  # line ends inside sentences, from which a habit can be told
_ALMOST_ALL = 0.8
_LINES = 12  # lines from which their gaps tell a habit
_FEW_CLOSE = 0.05  # adjacent lines among all, which a page marker or a site's text may leave
_WRAPPED, _UNWRAPPED = 45, 100  # columns of a line that a wrapper has ended


def is_double_spaced(spans: Spans) -> bool:
    """Do blank lines stand between nearly all lines of one sentence? spans: one a line."""
    blank = list(map(kind_of, spans)).count(Kind.BLANK)
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
    if inside < _SENTENCES:
        return _is_apart(spans)  # a telegram in capitals has no small letters to tell it
    return parted >= _ALMOST_ALL * inside


def _is_apart(spans: Spans) -> bool:
    """Are no two lines of print adjacent, though they are wrapped, and some further apart than others?"""
    gaps: list[int] = []
    gap, full = 0, 0
    for kind, text, _, _, _ in spans:
        if kind is Kind.LINE:
            gaps.append(gap)
            full += _WRAPPED < len(text) < _UNWRAPPED
            gap = 0
        elif kind is Kind.BLANK:
            gap += 1
        else:
            gap = 0
    between = [one for one in gaps[1:] if one]
    close = len(gaps) - 1 - len(between)
    return (
        len(gaps) > _LINES
        and close <= _FEW_CLOSE * len(gaps)
        and full > len(gaps) / 3
        and min(between, default=0) == 1
        and max(between, default=0) > 2
    )
