"""Soft hyphens that are seen: text taken from a PDF has them for the hyphen of a word.

Law of this file: a soft hyphen is read as a hyphen only at a line end of which the words beside it
said that it belongs to the text ("U.S.-" / "based", "pre-" / "and post-war").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cableconv.grammar.hyphens import HYPHEN, SOFT_HYPHEN
from cableconv.model import Kind, Spans
from cableconv.repair_correction import Correction

RULE = "CC356"
_BELONGS = frozenset({Kind.HYPHEN_KEPT, Kind.HYPHEN_SUSPENDED})


def corrections(spans: Spans) -> Iterator[Correction]:
    """The soft hyphens before line ends that keep their hyphen."""
    at = 0
    for span, after in pairwise(spans):
        at += len(span.text)
        if after.kind in _BELONGS and span.text[-1] == SOFT_HYPHEN:
            yield Correction(at - 1, at, HYPHEN, RULE, "soft hyphen that belongs to the word", 0.9)
