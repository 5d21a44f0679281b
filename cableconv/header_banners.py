"""The classification that is printed once more where a cable ends, above its end of transmission or below it.

Law of this file: such a line stands apart, says what the header says, and nothing of the cable follows it.
"""

from __future__ import annotations

from cableconv.grammar import pages as grammar
from cableconv.model import HEADER, LAYOUT, Kind, Reason, Span
from cableconv.pages_lone import level_of
from cableconv.sentences import is_terminal

_LONGEST = 80  # columns of a banner
_NAMES = 4  # words of a signature at most
_REASON = Reason("CC206", "classification banner below the text", 0.9)
_BESIDE = LAYOUT | {Kind.TRAILER}


def mark(spans: list[Span]) -> list[Span]:
    """Label the banners that end the text; the end of transmission is labelled before."""
    places = list(_closing(spans))
    if not places:
        return spans
    result = list(spans)
    for at in places:
        result[at] = Span(Kind.PAGE_LINE, spans[at].text, "", _REASON)
    return result


def _closing(spans: list[Span]) -> list[int]:
    """Places of the banners, last first."""
    found: list[int] = []
    for at in range(len(spans) - 1, 0, -1):
        if spans[at].kind in _BESIDE:
            continue
        if spans[at].kind is not Kind.LINE or not _is_banner(spans[at].text):
            break
        found.append(at)
    while found and not _stands_apart(spans, found[-1]):
        found.pop()
    said = {level_of(span.text) for span in spans if span.kind is Kind.CLASSIFICATION} - {""} if found else ()
    return [at for at in found if not said or level_of(spans[at].text) in said]


def _is_banner(text: str) -> bool:
    return len(text) <= _LONGEST and text.isupper() and grammar.BANNER.fullmatch(text) is not None


def _stands_apart(spans: list[Span], at: int) -> bool:
    """Does the text end above this line: with no colon; right above, with a sentence or a name?"""
    above = at - 1
    while above >= 0 and spans[above].kind in LAYOUT:
        above -= 1
    if above < 0:
        return False
    kind, text, _, _, _ = spans[above]
    if kind in HEADER:
        return False
    bare = text.strip()
    short = bare.isupper() and len(bare.split()) <= _NAMES
    return not bare.endswith(":") and (above < at - 1 or kind is not Kind.LINE or is_terminal(bare) or short)
