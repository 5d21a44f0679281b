"""Phrases of a site inside a line that also holds text of the cable.

Law of this file: a phrase in quotation marks is the cable's, whoever printed it first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from cableconv.boilerplate import foot
from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.joints import BETWEEN, ENDS, PARTS, Phrase, phrases_of, place_of
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import LONG, SENTENCE_END, shown
from cableconv.boilerplate.wrapped import width_of
from cableconv.grammar import site
from cableconv.grammar.pages import CLASSIFIED_SERIAL
from cableconv.model import Kind, Reason
from cableconv.scan import lowered, places_of

_ONE_LINE = 300  # characters of a line that holds a text whose line ends are lost
_HEAD = 4000  # characters of a one-line body in which the site's own text may come first
_LEAST = 20  # characters of a line that holds a phrase
_ADVERTISERS = frozenset({"S1"})  # sites that put adverts into their cables
_WITH_ADVERTS = frozenset({"S3"})  # layouts of the years in which they did
_FAR = 300  # characters between two phrases that are not of one sentence
_NONE = data.Pattern("", "", "", None)
_QUOTES = ('"', "'", "\u201c", "\u201d", "\u2018", "\u2019", "<", ">", "[", "]")
_MARKS = (
    "scoop",
    "advertisement",
    "newsletter",
    "headers",
    "licence",
    "wikileaks",
    "print-friendly",
    "independent news",
    "view as",
    "partial extract",
)


def mark(part: Segment, sure: int) -> None:
    """Site text inside a line that also holds text of the cable."""
    inline = part.page.layouts.inline
    held = _may_hold(part) if inline else frozenset[int]()
    if not held:
        return
    page, pattern = part.page, pattern_of(inline)
    bare = [at for at in part.lines if at not in page.marks]
    first, last = (bare[0], bare[-1]) if bare else (-1, -1)
    lines = [at for at in bare if at in held and at not in page.doubtful and len(part.text(at)) >= _LEAST]
    found = {at: [one for one in phrases_of(pattern, part.text(at)) if not _is_quoted(one)] for at in lines}
    adverts = _adverts(part, found, width_of(part, held) if part.is_of(_ADVERTISERS) else 0)
    for index, some in found.items():
        text = part.text(index)
        numbered = _last_number(text) if len(text) < LONG or index >= sure else 0
        for phrase in some:
            below = phrase.side == "inline_bottom"
            if below and foot.is_mark(text[: phrase.start]):
                page.doubtful.add(index)  # an item of the cable's list
                continue
            if below and not (index >= sure and index == last and phrase.start >= numbered):
                continue
            if (below and not _is_told(part, phrase)) or (
                phrase.side == "inline_insert" and (index, phrase.start) not in adverts
            ):
                page.doubtful.add(index)
                continue
            if piece := _piece(phrase, index == first):
                page.pieces.setdefault(index, []).append(piece)
                if below:
                    break


def _is_quoted(phrase: Phrase) -> bool:
    """Does a quotation mark or a bracket stand beside the phrase?"""
    text = phrase.text
    return (
        text[max(0, phrase.start - 1) : phrase.start] in _QUOTES
        or text[phrase.end : phrase.end + 1] in _QUOTES
    )


def _adverts(part: Segment, found: dict[int, list[Phrase]], width: int) -> set[tuple[int, int]]:
    """The adverts inside lines, line and place, that the page's site has put there: those that part
    sentences, and where it has any such, those between sentences. What the cable holds shows nothing."""
    if part.page.cut == "safe" or not part.is_of(_ADVERTISERS):
        return set()
    places: dict[str, list[tuple[int, int]]] = {}
    rows = 0  # of different adverts with nothing between them
    for index, some in found.items():
        for phrase in some:
            if phrase.side == "inline_insert":
                place = place_of(part, index, phrase, width)
                places.setdefault(place, []).append((index, phrase.start))
                rows += phrase.several and place == PARTS
    sure = places.get(PARTS, [])
    if not (rows or _prints_adverts(part) or (sure and _stand_far(part, sure[0], sure[-1]))):
        return set()
    return {*sure, *places.get(ENDS, ()), *(places.get(BETWEEN, ()) if sure else ())}


def _prints_adverts(part: Segment) -> bool:
    """Does the page show adverts inside its text: one on lines of its own, or a line that its site prints
    above texts with adverts only?"""
    hits, marks = part.page.hits, part.page.marks
    cut = (hits[at] for at in part.lines if at in hits and at in marks)
    return any(hit.role == "insert" or (hit.role == "top" and hit.layout in _WITH_ADVERTS) for hit in cut)


def _stand_far(part: Segment, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Are these two places not of one sentence, nor of two lines next to each other? One alone may be the
    cable's words."""
    (one, begin), (two, end) = first, last
    return end - begin > _FAR if one == two else not all(part.page.line[one:two])


def _is_told(part: Segment, phrase: Phrase) -> bool:
    """Does another line of the page, or what has been cut of this one, show the site of this phrase? In a
    text that stands on one line it is told by its end alone."""
    owner = part.page.layouts.sites.get(_owner(phrase), "")
    shown = (at for at in part.lines if part.page.hits.get(at, _NONE).role in data.STRONG)
    return len(phrase.text) >= _ONE_LINE or any(owner in part.page.printed_by(at) for at in shown)


def _piece(phrase: Phrase, at_start: bool) -> tuple[int, int, Kind, str, Reason] | None:
    because = f"{_owner(phrase)}: {shown(phrase.words)} inside a line"
    text, end = phrase.text, phrase.end
    while end < len(text) and text[end] == " ":
        end += 1
    if phrase.side == "inline_insert":
        return phrase.start, end, Kind.BOILERPLATE, "", Reason("CC108", because, 0.95)
    if phrase.side == "inline_top":
        if phrase.start == 0 and CLASSIFIED_SERIAL.match(text, end):
            return 0, end, Kind.BOILERPLATE, "", Reason("CC108", because, 0.97)
        if not at_start or len(text) < 200 or phrase.end > _HEAD:
            return None
        head = site.HEADER_TOKEN.search(text, 0, _HEAD)
        numbered = site.NUMBER_INSIDE.search(text, 0, _HEAD)
        limit = min([m.start() for m in (head, numbered) if m], default=_HEAD)
        if phrase.end > limit:
            return None
        return 0, end, Kind.BOILERPLATE, "", Reason("CC108", because, 0.93)
    before = text[max(0, phrase.start - 40) : phrase.start].rstrip()
    closed = before.endswith(SENTENCE_END) or before[-4:].isupper()
    if not closed or (end < len(text.rstrip()) and len(text) < _ONE_LINE):
        return None
    return phrase.start, len(text), Kind.BOILERPLATE, "", Reason("CC108", because, 0.93)


def _owner(phrase: Phrase) -> str:
    low = data.straight(phrase.words)
    return (
        "X1"
        if "partial extract" in low
        else "D1"
        if "header" in low or "wikileaks" in low or "pdf" in low or "library" in low
        else ("S2" if "view as" in low or "independent" in low else "S1" if "scoop media" in low else "S3")
    )


def _may_hold(part: Segment) -> frozenset[int]:
    """The lines that hold a mark of the phrases which may stand inside a line."""
    texts = part.page.texts[part.start : part.end]
    low = lowered("".join(texts))
    found = {at for mark in _MARKS for at in places_of(low, mark)}
    if not found:
        return frozenset()
    starts = list(accumulate([len(text) for text in texts], initial=0))
    held = {bisect_right(starts, at) - 1 + part.start for at in found}
    return frozenset(held.intersection(part.lines))


def _last_number(text: str) -> int:
    """Where the last paragraph number with a portion mark stands in a line (0 when none)."""
    at = 0
    for found in site.NUMBER_INSIDE.pattern().finditer(text):
        at = found.start()
    return at


@lru_cache(maxsize=64)
def pattern_of(inline: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """One pattern of all phrases that may stand inside a line; blanks and quotes are free."""
    groups = []
    for side in ("inline_top", "inline_insert", "inline_bottom"):
        phrases = sorted((phrase for phrase, where in inline if where == side), key=len, reverse=True)
        if phrases:
            groups.append(f"(?P<{side}>" + "|".join(_loose(phrase) for phrase in phrases) + ")")
    return re.compile("|".join(groups), re.IGNORECASE)


def _loose(phrase: str) -> str:
    escaped = r"[ ]{1,3}".join(re.escape(word) for word in phrase.removesuffix(".").split())
    stop = r"\.?" if phrase.endswith(".") else ""
    return re.sub("[\u2018\u2019']", "['\"\u2018\u2019\u201c\u201d]", escaped) + stop
