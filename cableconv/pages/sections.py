"""Text of the cable behind a section's classification line, on the same line: what a host has joined to it.

Law of this file: the line is parted in two lines, nothing is labelled.
"""

from __future__ import annotations

from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.model import Kind, Span
from cableconv.pages.identity import STEMS

_COPY = lazy(r"[(/ ]*(?:C O R R E C T E D|CORRECTED)\s+(?:C O P Y|COPY)\b.*")  # and what was corrected
_LONGEST = 2  # words of a caption


def parted(spans: list[Span]) -> list[Span]:
    """The spans, with the text behind "UNCLAS SECTION 02 OF 02 TESTVILLE 001938" a line of its own, unless it
    is made of captions."""
    result: list[Span] = []
    for span in spans:
        end = _end(span.text) if span.kind is Kind.LINE and span.text.lstrip().startswith(STEMS) else 0
        if end:
            result += (span._replace(text=span.text[:end]), span._replace(text=span.text[end:]))
        else:
            result.append(span)
    return result


def is_apart(spans: list[Span], at: int) -> bool:
    """Is this a classification line that was parted from what stands behind it?"""
    starts = at == 0 or spans[at - 1].text[-1] in "\r\n"
    return starts and grammar.SECTION_LINE.fullmatch(spans[at].text) is not None


def _end(text: str) -> int:
    """Where the classification line ends and text of the cable begins; 0 where none does."""
    if " OF " not in text.upper():
        return 0
    section = grammar.SECTION_LINE.fullmatch(text.strip())
    if section is None:
        return 0
    end = section.end("serial") + len(text) - len(text.lstrip())
    rest = text[end:].strip(" ()/,.\r\n")
    return 0 if not rest or _COPY.fullmatch(rest) or _are_captions(rest.split()) else end


def _are_captions(words: list[str]) -> bool:
    """Are these the words of captions, one behind the other?"""
    known = tables.captions()
    at = 0
    while at < len(words):
        length = next((n for n in (_LONGEST, 1) if " ".join(words[at : at + n]).strip("()/,") in known), 0)
        if not length:
            return False
        at += length
    return True
