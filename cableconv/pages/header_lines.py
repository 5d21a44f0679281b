"""Which lines of a text are its header's: elements by their labels, and what is text below them.

Law of this file: it reads lines, and marks none.
"""

from __future__ import annotations

from cableconv.grammar import pages as grammar
from cableconv.grammar.authority import CLASSIFIED_BY
from cableconv.grammar.captions import LISTED
from cableconv.grammar.form import lazy
from cableconv.grammar.header import DTG
from cableconv.grammar.header_text import MARKER
from cableconv.grammar.passing import NOTICE, PASSING, PASSING_MIXED
from cableconv.grammar.repeated import LABELLED_LINE
from cableconv.model import Kind, Span
from cableconv.pages.identity import STEMS
from cableconv.pages.markers import HEADER_SPANS
from cableconv.pages.repeated import Known
from cableconv.pages.section_lines import is_later

_LINE = Kind.LINE  # looked up once, not every span
_PRINTED_TWICE = "CC109"  # a header that the site prints once more below itself
_MARKING = lazy(r"\([A-Z]{1,4}(?:/{1,2}[A-Z]+)*\) ")
_NUMBERED = lazy(  # a paragraph's line: the first, or one with its marking, where the first is lost
    rf"(?x) {grammar.NUMBER_ONE.text} | \s{{0,6}} \N{{PILCROW SIGN}}? \d{{1,2}} \s? [.:)] \s{{0,3}}"
    r" \( (?: U | SBU | C | S | TS | LOU | FOUO ) (?: / [A-Z/ ]{1,12} )? \) \s"
)
_DIGIT = lazy(r"\d")
_RULE = lazy(r"\s*[-=_*~]{4,}\s*")
_LONG, _WORDS, _FEW = 45, 8, 5  # columns and words of a line of running text; words of the next


def above_heading(spans: list[Span], places: list[int]) -> list[int]:
    """Of these lines of a header those above the heading of the text, which a blank line and its rule show,
    or its words alone: it may stand once more below a section's header, as a heading there."""
    last = next((n for n in range(len(places) - 1, -1, -1) if is_of_header(spans[places[n]].text)), -1)
    for at in range(last + 1, len(places)):
        text = spans[places[at]].text
        single = any(places[n] == places[n - 1] + 1 for n in range(1, at))
        if not (_RULE.fullmatch(text) or (at == len(places) - 1 and _is_title(text, single))):
            continue
        while at > last + 1 and places[at - 1] == places[at] - 1:
            at -= 1
        if places[at] and spans[places[at] - 1].kind is Kind.BLANK:
            return places[:at]
    return places


def _is_title(text: str, single: bool) -> bool:
    """Is this a heading by its words: one that opens a text, or one without a full stop? single: lines of the
    header stand without blank ones between them; else it is none in capitals."""
    bare = text.strip()
    if MARKER.match(bare) is not None:
        return True
    if bare.endswith(".") or not bare.isupper():
        return not bare.endswith(".")
    return single and not (_DIGIT.search(bare) or LISTED.fullmatch(bare) or PASSING.match(bare))


def _begins_text(spans: list[Span], index: int) -> bool:
    """Does a paragraph of running text begin here, with no number: a long line below a blank one or a
    heading's rule that names no element, and another next?"""
    first = spans[index].text.strip()
    above = spans[index - 1] if index else spans[index]
    if above.kind is not Kind.BLANK and not _RULE.fullmatch(above.text):
        return False
    words = first.split()
    if len(first) < _LONG or len(words) < _WORDS or is_of_header(first) or opens_a_section(first):
        return False
    if PASSING.match(first) and 2 * sum(word[0].islower() for word in words) < len(words):
        return False  # "STATE FOR AIAG (AMBASSADOR EXAMPLE), OES/IHA, EAP/XX AND EAP/EP"
    below = next((span.text for span in spans[index + 1 : index + 3] if span.kind is _LINE), "")
    return len(below.split()) >= _FEW and not is_of_header(below)


def is_of_header(text: str) -> bool:
    """Does the line open an element of the message header, or paragraph 1?"""
    bare = " ".join(text.split())
    marked = _MARKING.match(bare)
    begins = (bare, bare[marked.end() :]) if marked else (bare,)
    forms = (LABELLED_LINE, CLASSIFIED_BY, NOTICE, PASSING_MIXED, grammar.NUMBER_ONE)
    return any(form.match(text) for form in forms for text in begins)


def opens_a_section(text: str) -> bool:
    """A classification line that begins no later section: a file may hold several cables."""
    stem = text.lstrip().startswith(STEMS)
    return stem and grammar.CLASSIFIED_SERIAL.match(text) is not None and not is_later(text)


def header_around(spans: list[Span], opens: int, restart: int, *, transmission: bool = False) -> Known:
    """The lines of the header of this cable's first section, white space collapsed.

    opens: the place of its classification line. transmission: its lines before the text alone.
    """
    begins = opens
    while begins > max(0, opens - HEADER_SPANS) and _may_be_transmission(spans[begins - 1]):
        begins -= 1
    places: list[int] = []
    for index in range(begins, min(opens + HEADER_SPANS, restart)):
        if spans[index].kind is not Kind.LINE:
            continue
        text = spans[index].text
        if index >= opens and (transmission or _NUMBERED.match(text) or _begins_text(spans, index)):
            break
        places.append(index)
    addressee = _glued_addressee(spans[opens].text)
    own = places if transmission else above_heading(spans, places)
    lines = tuple(" ".join(spans[index].text.split()) for index in own)
    return (*lines, addressee) if addressee else lines


def _glued_addressee(text: str) -> str:
    """The last addressee, to which a site has glued this classification line; none if it has not."""
    found = grammar.CLASSIFIED_INSIDE.search(text)
    return " ".join(text[: found.start()].split()) if found else ""


def _may_be_transmission(span: Span) -> bool:
    """May this stand above the classification line: no running text, no site's, no end of a cable above?"""
    text = span.text.strip()
    if span.kind is Kind.BOILERPLATE or span.kind is Kind.TITLE:
        return span.reason is not None and span.reason.rule == _PRINTED_TWICE
    if span.kind is not Kind.LINE:
        return True
    return text != "NNNN" and (not any(map(str.islower, text)) or DTG.fullmatch(text) is not None)
