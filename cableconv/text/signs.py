"""Signs inside a paragraph's text: ends and beginnings of extents, redactions, citations.

Law of this file: a line that could hold a sign is never left out. Most lines hold none; which
may, a few searches through the whole text tell.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.model import Kind
from cableconv.scan import lowered, places_of
from cableconv.text.citations import citation_value

_END_ABOVE = ". "  # what a sentence that ends with the line above leaves before this one
_BLACK = "\N{FULL BLOCK}\N{FULL BLOCK}"  # of which black bars are made
_HINTS = (
    "nd ",
    "ND ",
    "End",
    "END",
    "ote",
    "OTE",
    "omment",
    "OMMENT",
    "egin",
    "EGIN",
    "XXXXX",
    "[",
    "(",
    "xxxxx",
    _BLACK,
    "REF",
    "Ref",
    "ref ",
    "reftel",
)
_BEGUN = ("Comment", "COMMENT", "Note", "NOTE")  # a marker inside a line, without brackets
_CITED = lazy(r"\d [A-Z]{4}")
_NUMBERED = lazy(r"\d {1,2}[A-Z]{4}")
_FOLDED = {"\N{LATIN SMALL LETTER LONG S}": "s", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "\u0130": "i"}
_WORDS_LEFT_OUT = ("text", "word", "line", "portion", "garble")  # "(text missing)"
_LABELLED = ("comment", "note", "summary")
_STOPS = (":", ".")


class Places(NamedTuple):
    """signed: places of the lines that may hold a sign; ending: of those that hold "end" or "begin";
    unquoted: does "unquote", or what stands for it, stand anywhere?"""

    signed: frozenset[int]
    ending: frozenset[int]
    unquoted: bool


def extent(what: str) -> str:
    """The extent that a marker's word names: texts of every sort are "text"."""
    word = what.lower()
    return word if word in ("summary", "comment", "note") else "text"


def places(texts: Sequence[str]) -> Places:
    """Which of these lines may hold a sign: what the forms of signs cannot do without."""
    starts = list(accumulate([len(text) for text in texts], initial=0))
    whole = "".join(texts)
    low = _low(whole)
    ends, found = _holders(whole, low)
    signed = {bisect_right(starts, at) - 1 for at in found}
    return Places(
        frozenset([at for at in signed if is_hinted(texts[at])]),
        frozenset([bisect_right(starts, at) - 1 for at in ends]),
        "unq" in low or "un-quote" in low,
    )


def _holders(whole: str, low: str) -> tuple[list[int], list[int]]:
    """Where "end" stands in a text, and where a sign may. low: the text in small letters."""
    ends = list(places_of(low, "end"))
    found = [at for at in ends if whole[at + 3 : at + 4].isspace()]
    begins = [at for at in places_of(low, "begin") if whole[at + 5 : at + 6].isspace()]
    found += begins
    for word in _LABELLED:
        found += [
            at
            for at in places_of(low, word)
            if whole[at + len(word) : at + len(word) + 2].lstrip()[:1] in _STOPS
        ]
    found += [at for at in places_of(low, "(") if low.startswith(_WORDS_LEFT_OUT, at + 1)]
    found += places_of(low, "[")
    found += places_of(low, "xxxxx")
    found += places_of(whole, _BLACK)
    found += [at for at in places_of(low, "ref") if low.startswith((" ", "s ", "tel", "(", "s("), at + 3)]
    found += [match.start() for match in _NUMBERED.finditer(whole)]
    return ends + begins, found


def _low(text: str) -> str:
    """The text in small letters, as the forms of signs compare them."""
    if not text.isascii():
        for character, plain in _FOLDED.items():
            text = text.replace(character, plain)
    return lowered(text)


def is_hinted(text: str) -> bool:
    return any(hint in text for hint in _HINTS) or _CITED.search(text) is not None


def signs(text: str, *, below_end: bool = False) -> Iterator[tuple[int, int, Kind, str]]:
    """Start, end, kind and value of each sign in a line. below_end: a sentence ends above the line."""
    low = _low(text)
    lead = _END_ABOVE if below_end else ""
    bracketed = "(" in text or "[" in text
    for found in markers.MARKER_END.pattern().finditer(text) if "end" in low else ():
        before = text[: found.start()].rstrip()
        if not before or before[-1] in ".?!\"')]-:;([\N{RIGHT DOUBLE QUOTATION MARK}":
            yield found.start(), found.end(), Kind.MARKER, f"{extent(found['what'])}-end"
    begins = bracketed or "begin" in low or any(word in text for word in _BEGUN) or "comment:" in low
    for found in markers.MARKER_INSIDE.pattern().finditer(lead + text) if begins else ():
        what = found["bracketed"] or found["opened"] or found["office"] or found["plain"]
        yield found.start() - len(lead), found.end() - len(lead), Kind.MARKER, f"{extent(what)}-begin"
    for found in (
        grammar.REDACTION.pattern().finditer(text) if bracketed or "xxxxx" in low or _BLACK in text else ()
    ):
        yield found.start(), found.end(), Kind.REDACTION, ""
    cited = "ref" in low or _NUMBERED.search(text) is not None
    for found in grammar.CITATION.pattern().finditer(text) if cited else ():
        value = citation_value(found)
        if value is not None:
            yield found.start(), found.end(), Kind.CITATION, value
