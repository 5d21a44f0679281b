"""The classification that is printed once more where a cable ends, above its end of transmission or below it.

Law of this file: such a line stands apart, says what the header says, and nothing of the cable follows it.
"""

from __future__ import annotations

from cableconv.model import HEADER, LAYOUT, Kind, Reason, Span
from cableconv.pages.lone import banner_of, level_of
from cableconv.text.sentences import is_terminal

_NAMES = 4  # words of a signature at most
_REASON = Reason("CC206", "classification banner below the text", 0.9)
_SAYING = frozenset({Kind.CLASSIFICATION, Kind.CAPTION})
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
        if spans[at].kind is not Kind.LINE or banner_of(spans[at].text) is None:
            break
        found.append(at)
    while found and not _stands_apart(spans, found[-1]):
        found.pop()
    return [at for at in found if _is_said(spans, spans[at].text)] if found else found


def _is_said(spans: list[Span], text: str) -> bool:
    """Does the header say this classification, or these captions? Without its own it denies none."""
    level, captions = banner_of(text) or ("", frozenset())
    said = [span.text for span in spans if span.kind in _SAYING]
    levels = {level_of(line) for line in said} - {""}
    if level:
        return not levels or level in levels
    return captions <= {word for line in said for word in line.replace("/", " ").split()}


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
