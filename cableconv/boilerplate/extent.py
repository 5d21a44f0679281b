"""How far up the text of a site reaches above the first line that shows it."""

import re

from cableconv.boilerplate.below import CLOSING, Below
from cableconv.boilerplate.quoted import is_lone_top, is_repeated
from cableconv.boilerplate.shapes import is_cut_short, is_teaser
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_APPENDED = lazy(r"(?:annex|appendix|attachment|enclosure|footnote|note|tab)\b", re.IGNORECASE)


def with_headline(below: Below, teaser: int) -> int:
    """The headline directly above a teaser, else the teaser."""
    place = below.place[teaser]
    above = below.lines[place - 1] if place else teaser
    headline = site.HEADLINE.fullmatch(below.part.text(above)) and below.is_closed(above)
    return above if headline else teaser


def from_end(below: Below, begin: int) -> int:
    """Where the site begins below the cable's end, if only lines of its shapes stand from there to begin.

    Below the end of transmission it begins with the first of them that no other line parts from begin (an
    `aggressive` cut takes short lines for headlines). Below a signature it begins at the first phrase of a
    site: a list of names has no such phrase above it, and stays.
    """
    part = below.part
    above = [index for index in below.lines if index < begin]
    ends = [index for index in (below.sure, *above) if below.ends_cable(index)]
    if not ends:
        return begin
    if any(map(below.ends_transmission, ends)):
        first, lines = begin, [index for index in above if index > ends[-1]]
        annexed = any(_APPENDED.match(part.text(index).lstrip()) for index in lines)  # by names
        for index in reversed(lines):
            headline = part.page.cut == "aggressive" and not annexed and _may_be_headline(part.text(index))
            if not (headline or index in below.is_known or _is_shaped(below, index)):
                break
            first = index
        return first
    candidates = (
        index
        for index in above
        if index > ends[0]
        and index in below.is_known
        and below.is_detached(index)
        and not below.is_field(index)
    )
    first = next(candidates, begin)
    between = [part.text(i) for i in below.lines if first <= i < begin and i not in below.is_known]
    return first if all(map(_may_be_headline, between)) else begin


def _is_shaped(below: Below, index: int) -> bool:
    """Is a line that no site is known to print a teaser, its headline, a menu's row or first line, or a line
    that stands above the cable, too?"""
    part, text = below.part, below.part.text(index)
    apart = index > part.start and not part.page.line[index - 1]
    if apart and {index + 1, index + 2} <= below.is_known and _may_be_headline(text):
        return True
    if is_teaser(text) or is_cut_short(text) or ("|" in text and site.MENU.fullmatch(text)):
        return True
    if part.page.fold(index) in below.top:
        return True
    after = below.place[index] + 1
    told = below.part.text(below.lines[after]) if after < len(below.lines) else ""
    return bool(site.HEADLINE.fullmatch(text)) and (is_teaser(told) or is_cut_short(told))


def _may_be_headline(text: str) -> bool:
    """Short, with a capital at its beginning, no sentence, no line of a cable and nothing that is appended
    to one."""
    bare = text.strip()
    return (
        len(bare) < 90
        and not bare[:1].islower()
        and not bare.endswith((".", ";", ","))
        and not (bare.isupper() and " " in bare)
        and not _APPENDED.match(bare)
        and not (site.NUMBERED.match(text) or site.SURE_LINE.match(text) or site.HEADER_LINE.match(text))
    )


def widen(below: Below, begin: int) -> int:
    """Take in the site's lines that stand directly above the first one found, and the teasers below
    such a line. What the cable's text runs into or announces stays, and what the site prints once more
    below; so does one weak line alone above a mark that closes texts, or above a foot of one block."""
    if below.part.page.cut == "safe":
        return begin
    place, wide = below.place[begin], begin
    teased = bool(
        below.teasers or below.told
    )  # else headlines below a line of the site are a list of the cable
    heads, taken = below.heads(begin), set[str]()
    while place:
        before = below.lines[place - 1]
        text = below.part.text(before)
        known = before in below.is_known
        if not (known or is_teaser(text) or (teased and site.HEADLINE.fullmatch(text))):
            break
        if known and (below.head(before) in heads or is_repeated(below, before)):
            break
        place -= 1
        detached = below.is_detached(before) or below.is_below_entry(before)
        if known and detached and not is_lone_top(below, before):
            wide = before
            taken.add(below.part.page.hits[before].head)
    hits = below.part.page.hits
    closing = begin in hits and hits[begin].head in CLOSING
    lone = closing or (wide < begin and is_outside_block(below, wide, begin))
    lone = lone and len(taken) == 1 and hits[wide].role != "bottom"
    lone = lone and not any(wide < index < begin for index in below.teasers)
    return begin if lone and not below.ends_cable(below.above[wide]) else wide


def is_outside_block(below: Below, one: int, begin: int) -> bool:
    """Is this a weak line of words alone that a blank line parts from the site's lines below, and none parts
    those?"""
    line, hit = below.part.page.line, below.part.page.hits[one]
    if hit.tail is not None or hit.role == "bottom":
        return False
    foot = [index for index in below.lines if index >= begin]
    apart = not all(line[one:begin])
    return apart and all(line[foot[0] : foot[-1]])
