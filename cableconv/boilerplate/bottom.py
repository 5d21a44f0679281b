"""Where a site's text below a cable begins, and what shows it.

Law of this file: nothing before the last sure line of the cable is cut, and no anchor is believed
above a sentence of the cable, unless the cable's own end stands directly above the anchor.
"""

import re
from itertools import islice, pairwise
from typing import NamedTuple

from cableconv.boilerplate.below import CLOSING, TRANSMISSION_ENDS, Below
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import is_footnote, is_teaser, runs_small, shown
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.grammar.stamps import REVIEW_STAMP

_TEASERS_OF = frozenset({"S1"})  # sites that print teasers below a cable
_ENOUGH = 2  # lines of a site, a strong one first, that are its description of the cable
_APPENDED = lazy(r"(?:annex|appendix|attachment|enclosure|footnote|note|tab)\b", re.IGNORECASE)
_FEW = 4  # words that are no sentence
_TRIED = 8  # lines that are looked at, one after the other


class Begin(NamedTuple):
    """The first line of the site's text, by which rule, how surely."""

    line: int
    rule: str
    certainty: float


def last_sure(part: Segment) -> int:
    """The last line that only the cable can have printed."""
    sure, expected = part.top_end, 1
    texts, hits = part.page.texts, part.page.hits
    ended = False  # is the end of transmission the last line but stamps?
    described = 0  # lines with which a site says below it, or one below the other, which cable it was
    for index in part.lines:
        text = texts[index]
        if index in part.page.marks and index > part.top_end:
            continue  # a footnote of the edition
        if index in hits:
            strong = hits[index].role == "bottom"
            described += bool(described) or (_ENOUGH if strong and ended else strong)
            ended = False
            continue
        described = described if described >= _ENOUGH else 0
        ends = "NNNN" in text and TRANSMISSION_ENDS.fullmatch(text) is not None  # asked first: it costs least
        ended = ends or (ended and _is_stamp(part, index))
        if not site.CABLE[text[:2]] or index <= part.top_end:
            continue
        number = site.NUMBERED.match(text)
        if number:
            value = int(number["number"])
            portion = text[number.end() :].lstrip()[:1] == "("
            near = expected <= value <= expected + 5
            counts = value == expected or (portion and near) or (expected == 1 and value < 4)
            if counts and not is_footnote(text):
                sure, expected = index, value + 1
        elif site.SURE_LINE.match(text) or (site.HEADER_LINE.match(text) and not described):
            sure = index
    return sure


def _is_stamp(part: Segment, index: int) -> bool:
    if index in part.page.stamps:
        return True
    return "/" in part.text(index) and REVIEW_STAMP.search(part.text(index)) is not None


def mark(part: Segment, sure: int) -> None:
    """Label what stands below the cable; note the lines of a site that stay."""
    below = Below(part, sure)
    page = part.page
    found = _begin(below)
    if found is None:
        page.doubtful.update(index for index in _likely(below))
        return
    begin = _from_end(below, found.line) if page.cut != "safe" else found.line
    begin = _widen(below, begin)
    part.bottom = begin
    page.doubtful.update(index for index in _likely(below) if index < begin)
    for index in below.lines:
        if index >= begin:
            hit = page.hits.get(index)
            if field := page.field_of(index, page.hits.get(found.line)):
                page.metadata.append((field, part.text(index).partition(":")[2].strip(), index + 1))
            because = page.evidence(index) if hit else f"after {shown(part.text(begin))}"
            page.put(
                index,
                found.rule,
                f"site text below the cable, {because}",
                found.certainty if hit else round(found.certainty - 0.04, 2),
            )


def _likely(below: Below) -> list[int]:
    """Lines that look like a site's bottom: its anchors, two of its weak lines, teasers."""
    anchors = below.anchors()
    if anchors or len(below.heads(0)) > 1:
        return below.known
    return below.teasers


def _begin(below: Below) -> Begin | None:
    cut = below.part.page.cut
    if (anchor := _anchor(below)) is not None:
        return Begin(anchor, "CC102", 0.97)
    if cut == "safe":
        return None
    last, part = below.last_of_cable, below.part
    weak = _first_known(below)
    teasers = [index for index in below.teasers if index > last and not below.ends_in_cable(index)]
    fits = (
        bool(teasers) and (part.sites or weak is not None or cut == "aggressive") and _fits(below, teasers[0])
    )
    if weak is not None and _weak_believed(below, weak, bool(teasers)):
        begin = _with_headline(below, teasers[0]) if fits and part.sites else weak
        return Begin(min(begin, weak), "CC102", 0.9)
    if fits:
        return Begin(_with_headline(below, teasers[0]), "CC107", 0.85)
    if cut == "aggressive" and (pair := _cut_short(below)) is not None:
        return Begin(pair, "CC107", 0.6)
    return None


def _first_known(below: Below) -> int | None:
    """The first line of the site below the cable's end, or of those that no more of its text follows."""
    for index in islice((index for index in below.known if index > below.last_of_cable), _TRIED):
        quoted = any(asked(index) for asked in (below.is_lone_top, below.is_repeated, below.goes_on))
        if below.ends_cable(below.above[index]) or not quoted:
            return index
    return None


def _anchor(below: Below) -> int | None:
    """The first strong line below the cable's end, or of those below its text that is believed."""
    tried = 0
    for index in below.anchors():
        over = below.ends_transmission(below.sure) and index > below.last_of_cable
        if over or (below.ends_cable(below.above[index]) and _is_shown(below, index)):
            return index
        if index > below.last_of_cable and tried < _TRIED:
            quoted = any(asked(index) for asked in below.quotations)
            if not quoted and _believed(below, index):
                return index
            tried += 1
    return None


def _believed(below: Below, begin: int) -> bool:
    """Is this strong line the beginning of the site's text, and no word of the cable?"""
    part, hit = below.part, below.part.page.hits[begin]
    text, own = part.text(begin), begin in below.own
    teasers = any(index > begin for index in below.teasers)
    if not own and not teasers and (part.sites or below.is_introduced(begin)):
        return False  # the mark of another site, or one that the cable announces
    if not (own or teasers or "|" in text or below.is_closed(begin)):
        return False  # a menu ("DESKTOP | MOBILE") is never the end of a sentence
    if not (own or teasers or below.is_backed(begin)):
        return False  # where nothing else shows its site, one line alone proves nothing
    if len(below.heads(begin)) > 1 or teasers:
        return own or _consistent(below, begin)
    if (hit.role == "top" and hit.head not in part.page.layouts.bottoms) or (
        part.page.cut == "safe" and not own
    ):
        return False
    return "|" in text or below.is_closed(below.block[begin])


def _is_shown(below: Below, index: int) -> bool:
    """Below a signature: is the line of the page's own site, or does no text that no site is known to print
    follow, as it follows a name that is no signature?"""
    return index in below.own or index > below.last_of_cable


def _weak_believed(below: Below, begin: int, teasers: bool) -> bool:
    """Two different weak lines of the page's own site, or one above teasers."""
    if not below.is_detached(begin):
        return False
    if begin in below.own:
        return teasers or (len(below.heads(begin)) > 1 and not below.is_menu_of_top(begin))
    return teasers and _consistent(below, begin)


def _fits(below: Below, begin: int) -> bool:
    """Do teasers suit the page?"""
    cable = below.part
    return not below.is_introduced(begin) and (
        not cable.sites or bool(_TEASERS_OF & cable.sites) or cable.page.cut == "aggressive"
    )


def _with_headline(below: Below, teaser: int) -> int:
    """The headline directly above a teaser, else the teaser."""
    place = below.place[teaser]
    above = below.lines[place - 1] if place else teaser
    headline = site.HEADLINE.fullmatch(below.part.text(above)) and below.is_closed(above)
    return above if headline else teaser


def _consistent(below: Below, begin: int) -> bool:
    """From here to the end, are most lines known, teasers, menus or headlines of teasers?"""
    site_lines = set(below.known) | set(below.teasers)
    rest = [below.part.text(i) for i in below.lines if begin <= i <= below.foot and i not in site_lines]
    strange = [text for text in rest if not (site.MENU.fullmatch(text) or site.HEADLINE.fullmatch(text))]
    return len(strange) <= sum(index >= begin for index in site_lines)


def _from_end(below: Below, begin: int) -> int:
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
        first = begin
        for index in reversed([index for index in above if index > ends[-1]]):
            headline = part.page.cut == "aggressive" and _may_be_headline(part.text(index))
            if not (headline or index in below.is_known or _is_shaped(below, index)):
                break
            first = index
        return first
    candidates = (
        index for index in above if index > ends[0] and index in below.is_known and below.is_detached(index)
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
    if is_teaser(text) or _is_cut_short(text) or ("|" in text and site.MENU.fullmatch(text)):
        return True
    if part.page.fold(index) in below.top:
        return True
    after = below.place[index] + 1
    told = below.part.text(below.lines[after]) if after < len(below.lines) else ""
    return bool(site.HEADLINE.fullmatch(text)) and (is_teaser(told) or _is_cut_short(told))


def _is_cut_short(text: str) -> bool:
    """The beginning of a sentence, which a page cuts short with dots."""
    words = text.split()
    return len(words) > _FEW and site.TRAILING_DOTS.search(text) is not None and runs_small(words)


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


def _widen(below: Below, begin: int) -> int:
    """Take in the site's lines that stand directly above the first one found, and the teasers below
    such a line. What the cable's text runs into or announces stays, and what the site prints once more
    below; so does one weak line alone above a mark that closes texts."""
    if below.part.page.cut == "safe":
        return begin
    place, wide = below.place[begin], begin
    heads, taken = below.heads(begin), set[str]()
    while place:
        before = below.lines[place - 1]
        text = below.part.text(before)
        known = before in below.is_known
        if not (known or is_teaser(text) or site.HEADLINE.fullmatch(text)):
            break
        if known and (below.head(before) in heads or below.is_repeated(before)):
            break
        place -= 1
        detached = below.is_detached(before) or below.is_below_entry(before)
        if known and detached and not below.is_lone_top(before):
            wide = before
            taken.add(below.part.page.hits[before].head)
    hits = below.part.page.hits
    closing = begin in hits and hits[begin].head in CLOSING
    lone = closing and len(taken) == 1 and hits[wide].role != "bottom"
    lone = lone and not any(wide < index < begin for index in below.teasers)
    return begin if lone and not below.ends_cable(below.above[wide]) else wide


def _cut_short(below: Below) -> int | None:
    """Headline and a text that ends in dots, twice at least."""
    text = below.part.text
    pairs = [
        one
        for one, two in pairwise(below.lines)
        if site.HEADLINE.fullmatch(text(one)) and site.TRAILING_DOTS.search(text(two))
    ]
    return pairs[0] if len(pairs) > 1 else None
