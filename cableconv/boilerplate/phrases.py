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
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.running import names
from cableconv.boilerplate.shapes import LONG, SENTENCE_END, shown
from cableconv.boilerplate.wrapped import is_wrapped_with, width_of
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.model import Kind, Reason
from cableconv.scan import lowered, places_of

_ONE_LINE = 300  # characters of a line that holds a text whose line ends are lost
_HEAD = 4000  # characters of a one-line body in which the site's own text may come first
_INLINE_TOP, _INLINE_INSERT, _INLINE_BOTTOM = 1, 2, 3
_ADVERTISERS = frozenset({"S1"})  # sites that put adverts into their cables
_WITH_ADVERTS = frozenset({"S3"})  # layouts of the years in which they did
_FAR = 300  # characters between two phrases that are not of one sentence
_NONE = data.Pattern("", "", "", None)
_QUOTES = ('"', "'", "\u201c", "\u201d", "\u2018", "\u2019", "<", ">", "[", "]")
_INSIDE = (",", ";", ":", ")", ". ", ".\n", "--", "- ")  # what follows a phrase inside a sentence
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
)
_NUMBER = lazy(r"\s*\N{PILCROW SIGN}?\d{1,3}\s?[.)]\s*(?:\([A-Z/]{1,10}\)\s*)?")  # of a paragraph


def mark(part: Segment, sure: int) -> None:
    """Site text inside a line that also holds text of the cable."""
    inline = part.page.layouts.inline
    held = _may_hold(part) if inline else []
    if not held:
        return
    sides = {"inline_top": _INLINE_TOP, "inline_insert": _INLINE_INSERT, "inline_bottom": _INLINE_BOTTOM}
    pattern = pattern_of(inline)
    last = next((index for index in reversed(part.lines) if index not in part.page.marks), -1)
    first = next((index for index in part.lines if index not in part.page.marks), -1)
    prints = part.is_of(_ADVERTISERS) and part.page.cut != "safe" and _prints_adverts(part, held)
    width = width_of(part, held) if prints else 0
    for index in held:
        text = part.text(index)
        if index in part.page.marks or index in part.page.doubtful or len(text) < 20:
            continue
        numbered = _last_number(text) if len(text) < LONG or index >= sure else 0
        for found in pattern.finditer(text):
            side = sides[found.lastgroup or ""]
            if _is_quoted(found):
                continue
            if side != _INLINE_TOP and foot.is_mark(text[: found.start()]):
                part.page.doubtful.add(index)  # an item of the cable's list
                continue
            if side == _INLINE_BOTTOM and not (index >= sure and index == last and found.start() >= numbered):
                continue
            if side == _INLINE_BOTTOM and not _is_told(part, found):
                part.page.doubtful.add(index)
                continue
            if side == _INLINE_INSERT and _NUMBER.fullmatch(text, 0, found.start()):
                part.page.doubtful.add(index)  # a paragraph's first words: a site puts its own between lines
                continue
            if side == _INLINE_INSERT and (not prints or _is_part(part, index, found, width)):
                part.page.doubtful.add(index)
                continue
            piece = _piece(part, text, found, side, index == first)
            if piece:
                part.page.pieces.setdefault(index, []).append(piece)
                if side == _INLINE_BOTTOM:
                    break


def _is_quoted(found: re.Match[str]) -> bool:
    """Does a quotation mark or a bracket stand beside the phrase?"""
    text = found.string
    return (
        text[max(0, found.start() - 1) : found.start()] in _QUOTES
        or text[found.end() : found.end() + 1] in _QUOTES
    )


def _prints_adverts(part: Segment, held: list[int]) -> bool:
    """Does the page show adverts inside its text: one on lines of its own, a line that its site prints above
    texts with adverts only, or two phrases far from each other? One alone may be the cable's words."""
    page = part.page
    cut = [page.hits[at] for at in part.lines if at in page.hits and at in page.marks]
    if any(hit.role == "insert" or (hit.role == "top" and hit.layout in _WITH_ADVERTS) for hit in cut):
        return True
    pattern = pattern_of(page.layouts.inline)
    lines = [at for at in held if at not in page.marks and at not in page.doubtful]
    places = [
        (at, found.start())
        for at in lines
        for found in pattern.finditer(part.text(at))
        if found.lastgroup == "inline_insert" and not _is_quoted(found)
    ]
    if not places:
        return False
    (first, one), (last, two) = places[0], places[-1]
    return two - one > _FAR if first == last else not all(page.line[first:last])


def _is_told(part: Segment, found: re.Match[str]) -> bool:
    """Does another line of the page, or what has been cut of this one, show the site of this phrase? In a
    text that stands on one line it is told by its end alone."""
    owner = part.page.layouts.sites.get(_owner(part, found), "")
    shown = (at for at in part.lines if part.page.hits.get(at, _NONE).role in data.STRONG)
    return len(found.string) >= _ONE_LINE or any(owner in part.page.printed_by(at) for at in shown)


def _piece(
    part: Segment, text: str, found: re.Match[str], side: int, at_start: bool
) -> tuple[int, int, Kind, str, Reason] | None:
    because = f"{_owner(part, found)}: {shown(found[0])} inside a line"
    end = found.end()
    while end < len(text) and text[end] == " ":
        end += 1
    if side == _INLINE_INSERT:
        return found.start(), end, Kind.BOILERPLATE, "", Reason("CC108", because, 0.95)
    if side == _INLINE_TOP:
        if not at_start or len(text) < 200 or found.end() > _HEAD:
            return None
        head = site.HEADER_TOKEN.search(text, 0, _HEAD)
        numbered = site.NUMBER_INSIDE.search(text, 0, _HEAD)
        limit = min([m.start() for m in (head, numbered) if m], default=_HEAD)
        if found.end() > limit:
            return None
        return 0, end, Kind.BOILERPLATE, "", Reason("CC108", because, 0.93)
    before = text[max(0, found.start() - 40) : found.start()].rstrip()
    closed = before.endswith(SENTENCE_END) or before[-4:].isupper()
    if not closed or (end < len(text.rstrip()) and len(text) < _ONE_LINE):
        return None
    return found.start(), len(text), Kind.BOILERPLATE, "", Reason("CC108", because, 0.93)


def _owner(part: Segment, found: re.Match[str]) -> str:
    low = data.straight(found[0])
    return (
        "D1"
        if "header" in low or "wikileaks" in low or "pdf" in low or "library" in low
        else ("S2" if "view as" in low or "independent" in low else "S1" if "scoop media" in low else "S3")
    )


def _is_part(part: Segment, index: int, found: re.Match[str], width: int) -> bool:
    """Is the phrase a part of the cable's sentence? Where it is wrapped with it, a colon or a word such as
    "notice" announces it, a comma follows it, or the text without it would begin in small letters."""
    if is_wrapped_with(part, index, found, width):
        return True
    text = part.text(index)
    after = text[found.end() : found.end() + 40].lstrip()
    if not after and index + 1 < part.end and part.page.line[index + 1]:
        after = part.text(index + 1)[:40].lstrip()
    before = text[max(0, found.start() - 40) : found.start()].rstrip()
    if not before and index > part.start and part.page.line[index - 1] and index - 1 not in part.page.marks:
        before = part.text(index - 1).rstrip()
    if before.endswith(":") or names(before) or after.startswith(_INSIDE):
        return True
    return after[:1].islower() and (not before or before.endswith((".", "!", "?", ")")))


def _may_hold(part: Segment) -> list[int]:
    """The lines that hold a mark of the phrases which may stand inside a line."""
    texts = part.page.texts[part.start : part.end]
    low = lowered("".join(texts))
    found = {at for mark in _MARKS for at in places_of(low, mark)}
    if not found:
        return []
    starts = list(accumulate([len(text) for text in texts], initial=0))
    held = {bisect_right(starts, at) - 1 + part.start for at in found}
    return sorted(held.intersection(part.lines))


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
    escaped = r"[ ]{1,3}".join(re.escape(word) for word in phrase.split())
    return re.sub("[\u2018\u2019']", "['\u2018\u2019]", escaped)
