"""Texts in small letters alone, as a site or a printer that knows no capitals leaves them.

Law of this file: a small letter at the beginning of a line says there as little as a capital does in a text
all in capitals, so the one is read as the other; every character stays in its place.
"""

from collections.abc import Sequence

from cableconv.grammar.form import lazy
from cableconv.model import Kind, Span, Spans

_LINE = Kind.LINE
_MOST = 0.8  # of the lines hold no capital
_NAMED = lazy(r"\b[A-Z][a-z]")  # "The", "Example": no portion marking, no "USG"
_SENTENCE = lazy(r"(?:[a-z]{4}|[a-z0-9]{3}[\"')])[.?!][\"')]*\s+[\"'(]*[a-z]{2}")  # one ends, another begins


def in_capitals_throughout(spans: Spans) -> Spans:
    """The spans, with the lines of the body in capitals where they are in small letters alone."""
    texts = [span.text for span in spans if span.kind is _LINE]
    if not is_in_small_letters(texts):
        return spans
    return tuple(_raised(span) if span.kind is _LINE else span for span in spans)


def is_in_small_letters(texts: Sequence[str]) -> bool:
    """Does no sentence and no name of this text begin with a capital?"""
    if not texts or sum([text.islower() for text in texts]) < _MOST * len(texts):
        return False
    whole = "".join(texts)
    return _SENTENCE.search(whole) is not None and _NAMED.search(whole) is None


def _raised(span: Span) -> Span:
    text = span.text.upper()
    return span._replace(text=text) if len(text) == len(span.text) else span
