"""The pilcrows that a site has put in front of every line that begins with a number or a letter and a stop.

Law of this file: only in a text whose paragraphs have them too, or before a year; a number keeps its own
where it may begin a paragraph: "in" / "1997." does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cableconv.grammar.form import lazy
from cableconv.model import LINE_ENDS, Kind, Spans
from cableconv.repair.correction import Correction

RULE = "CC360"
SIGN = "\N{PILCROW SIGN}"
_MARKED = lazy(r"\N{PILCROW SIGN}(?=\d{1,4}\s?[.)])")
_YEAR = lazy(r"\N{PILCROW SIGN}(?=(?:19|20)\d\d\s?\.)")  # no paragraph has such a number
_NUMBERED = lazy(r"(?m)^ {0,3}\N{PILCROW SIGN}\d{1,3}\s?[.)]")
_LETTERED = lazy(r"(?m)^ {0,8}(\N{PILCROW SIGN})(?=[A-Z]\s?[.)])")
_SOME = 2  # paragraphs with a pilcrow


def before_letters(text: str) -> Iterator[Correction]:
    """The pilcrows of lines that begin with a letter and a stop, be it an item's or an initial."""
    if len(_NUMBERED.findall(text)) < _SOME:
        return
    for found in _LETTERED.finditer(text):
        at = found.start(1)
        yield Correction(at, at + 1, "", RULE, "pilcrow of the site before a letter", 0.95)


def corrections(spans: Spans) -> Iterator[Correction]:
    """The pilcrows of lines to which a sentence runs on."""
    marked = sum(span.kind is Kind.LABEL and span.text.startswith(SIGN) for span in spans) >= _SOME
    form = _MARKED if marked else _YEAR
    at = 0
    for above, span in pairwise(spans):
        at += len(above.text)
        if span.kind is Kind.TEXT and above.kind in LINE_ENDS and form.match(span.text):
            told = "pilcrow of the site before a line to which the sentence runs on"
            yield Correction(at, at + 1, "", RULE, told, 0.95)
