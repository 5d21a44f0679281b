"""The top line of a distribution header in a single section: "TESTVI 04453  050838Z".

Law of this file: post and time alone could end a reference, so it is one only right above the page heading
that repeats it.
"""

from __future__ import annotations

from itertools import pairwise

from cableconv.grammar import pages as grammar
from cableconv.model import Kind, Reason, Span

_LINE, _PAGE_LINE = Kind.LINE, Kind.PAGE_LINE  # looked up once, not every span
_REASON = Reason("CC202", "top of the distribution header, which the page heading below repeats", 0.97)


def mark_tops(spans: list[Span]) -> list[Span]:
    """Label the lines that the page heading right below them repeats."""
    lines = [at for at, span in enumerate(spans) if span.kind is not Kind.BLANK]
    tops = [
        at
        for at, below in pairwise(lines)
        if spans[below].kind is _PAGE_LINE
        and spans[at].kind is _LINE
        and _repeats(spans[below].text, spans[at].text)
    ]
    if not tops:
        return spans
    result = list(spans)
    for at in tops:
        result[at] = Span(_PAGE_LINE, spans[at].text, "", _REASON)
    return result


def _repeats(heading: str, top: str) -> bool:
    """Does the page heading say "PAGE 01" and then what the line above it says?"""
    if not heading.lstrip().startswith("PAGE") or heading.split()[2:] != top.split():
        return False
    return grammar.DISTRIBUTION_TOP.fullmatch(top) is not None
