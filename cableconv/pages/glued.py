"""The classification line that a site has glued to the last addressee above it, as a line of its own.

Law of this file: only below the line that says who sent the cable, and only once.
"""

from __future__ import annotations

from cableconv.grammar import pages as grammar
from cableconv.model import Kind, Span, Spans

_LINE = Kind.LINE  # looked up once, not every span
_ADDRESSEES = 160  # spans of a list of addressees
_SHORT = 260  # columns of such a line


def part_addresses(spans: Spans) -> Spans:
    """The spans, the last addressee and the classification line behind it, "TESTVILLEUNCLAS OTHERVILLE 1234",
    parted. Any other spans come back as they are."""
    sent = next(
        (at for at, span in enumerate(spans) if span.kind is _LINE and span.text.startswith("FM ")), None
    )
    if sent is None:
        return spans
    for at in range(sent + 1, min(len(spans), sent + _ADDRESSEES)):
        kind, text, _, _, _ = spans[at]
        if kind is not _LINE or not text.isupper():
            continue
        if grammar.IDENTITY[text[:2]] and grammar.CLASSIFIED_SERIAL.match(text):
            return spans
        glued = grammar.GLUED_CLASSIFICATION.fullmatch(text) if len(text) < _SHORT else None
        if glued:
            return (*spans[:at], Span(_LINE, glued["address"]), Span(_LINE, glued["line"]), *spans[at + 1 :])
    return spans
