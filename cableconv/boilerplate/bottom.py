"""Where a site's text below a cable begins, and what shows it.

Law of this file: nothing before the last sure line of the cable is cut, and no anchor is believed
above a sentence of the cable, unless the cable's own end stands directly above the anchor.
"""

import re
from itertools import islice, pairwise
from typing import NamedTuple

from cableconv.boilerplate.below import TRANSMISSION_ENDS, Below
from cableconv.boilerplate.extent import from_end, is_outside_block, widen, with_headline
from cableconv.boilerplate.last_line import ends_page
from cableconv.boilerplate.layouts import Pattern
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.quoted import (
    ends_sentence,
    goes_on,
    is_backed,
    is_lone_top,
    is_menu_of_top,
    is_quoted,
    is_repeated,
)
from cableconv.boilerplate.quoted_foot import own_foot
from cableconv.boilerplate.shapes import is_footnote, shown
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.grammar.stamps import REVIEW_STAMP, REVIEWED

_TEASERS_OF = frozenset({"S1"})  # sites that print teasers below a cable
_ENOUGH = 2  # lines of a site, a strong one first, that are its description of the cable
_APPENDED = lazy(r"(?:annex|appendix|attachment|enclosure|footnote|note|tab)\b", re.IGNORECASE)
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
    text = part.text(index)
    return any(word in text for word in REVIEWED) and REVIEW_STAMP.search(text) is not None


def mark(part: Segment, sure: int) -> None:
    """Label what stands below the cable; note the lines of a site that stay."""
    below = Below(part, sure)
    page = part.page
    if begin := own_foot(below):
        page.doubtful.update(index for index in below.all_known if index < begin)
        part.quoted = range(sure + 1, begin)
        below = Below(part, sure, begin)
    found = _begin(below)
    if found is None:
        page.doubtful.update(index for index in _likely(below))
        return
    begin = from_end(below, found.line) if page.cut != "safe" else found.line
    begin = widen(below, begin)
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
        begin = with_headline(below, teasers[0]) if fits and part.sites else weak
        return Begin(min(begin, weak), "CC102", 0.9)
    if fits:
        return Begin(with_headline(below, teasers[0]), "CC107", 0.85)
    if cut == "aggressive" and (pair := _cut_short(below)) is not None:
        return Begin(pair, "CC107", 0.6)
    return None


def _first_known(below: Below) -> int | None:
    """The first line of the site below the cable's end, or of those that no more of its text follows."""
    lines = (at for at in below.known if at > below.last_of_cable)
    for index in islice(lines, _TRIED):
        quoted = any(asked(below, index) for asked in (ends_sentence, is_lone_top, is_repeated, goes_on))
        signed = below.ends_cable(below.above[index])
        if signed and below.is_field(index):
            continue  # "Enclosure: ..." below the signature
        if signed or not (quoted or _is_last_of_cable(below, index)):
            return index
    return None


def _is_last_of_cable(below: Below, index: int) -> bool:
    """Does this line stand apart from two of the site at least, which are one block to the page's end?"""
    after = next((at for at in below.known if at > index), -1)
    return after >= 0 and len(below.heads(after)) > 1 and is_outside_block(below, index, after)


def _anchor(below: Below) -> int | None:
    """The first strong line below the cable's end, or of those below its text that is believed."""
    tried = 0
    for index in below.anchors():
        over = below.ends_transmission(below.sure) and index > below.last_of_cable
        if over or (below.ends_cable(below.above[index]) and _is_shown(below, index)):
            return index
        if index > below.last_of_cable and tried < _TRIED:
            if not is_quoted(below, index) and _believed(below, index):
                return index
            tried += 1
    return None


def _believed(below: Below, begin: int) -> bool:
    """Is this strong line the beginning of the site's text, and no word of the cable?"""
    part, hit = below.part, below.part.page.hits[begin]
    text, own = part.text(begin), begin in below.own
    teasers = any(index > begin for index in below.teasers)
    if not own and (part.sites or (not teasers and below.is_introduced(begin))):
        return False  # the mark of another site, or one that the cable announces
    if not (own or teasers or "|" in text or below.is_closed(begin)):
        return False  # a menu ("DESKTOP | MOBILE") is never the end of a sentence
    if not (own or teasers or is_backed(below, begin)):
        return False  # where nothing else shows its site, one line alone proves nothing
    closes = hit.head in part.page.layouts.bottoms
    if hit.role == "top" and closes and not _may_close(below, hit):
        return False
    if len(below.heads(begin)) > 1 or teasers:
        return own or _consistent(below, begin)
    if (hit.role == "top" and not closes) or (part.page.cut == "safe" and not own):
        return False
    return "|" in text or below.is_closed(below.block[begin])


def _may_close(below: Below, hit: Pattern) -> bool:
    """Do pages like this one print a line below cables that its site prints above them as well? Those whose
    last such line above the cable, none of a table, is of its layout or a variant."""
    part, data = below.part, below.part.page.layouts
    top = (one for at, one in part.page.hits.items() if part.start <= at <= part.top_end)
    tops = [one for one in top if one.role == "top" and one.head not in data.labels]
    owners = (tops[-1].layout, data.bases[tops[-1].layout]) if tops else ()
    return hit.layout in owners


def _is_shown(below: Below, index: int) -> bool:
    """Below a signature: is the line of the page's own site, or does no text that no site is known to print
    follow, as it follows a name that is no signature?"""
    return index in below.own or index > below.last_of_cable


def _weak_believed(below: Below, begin: int, teasers: bool) -> bool:
    """Two different weak lines of the page's own site, or one above teasers, or as the page's last line."""
    if not below.is_detached(begin):
        return False
    if begin in below.own:
        several = teasers or (len(below.heads(begin)) > 1 and not is_menu_of_top(below, begin))
        return several or ends_page(below, begin)
    return teasers and not below.part.sites and _consistent(below, begin)


def _fits(below: Below, begin: int) -> bool:
    """Do teasers suit the page?"""
    cable = below.part
    return not below.is_introduced(begin) and (
        not cable.sites or bool(_TEASERS_OF & cable.sites) or cable.page.cut == "aggressive"
    )


def _consistent(below: Below, begin: int) -> bool:
    """From here to the end, are most lines known, teasers, menus or headlines of teasers?"""
    site_lines = set(below.known) | set(below.teasers)
    rest = [below.part.text(i) for i in below.lines if begin <= i <= below.foot and i not in site_lines]
    strange = [text for text in rest if not (site.MENU.fullmatch(text) or site.HEADLINE.fullmatch(text))]
    return len(strange) <= sum(index >= begin for index in site_lines)


def _cut_short(below: Below) -> int | None:
    """Headline and a text that ends in dots, twice at least, below the last signature and no colon."""
    text = below.part.text
    last = max((index for index in below.lines if below.ends_cable(index)), default=-1)
    pairs = [
        one
        for one, two in pairwise(below.lines)
        if one > last and site.HEADLINE.fullmatch(text(one)) and site.TRAILING_DOTS.search(text(two))
    ]
    return pairs[0] if len(pairs) > 1 and not below.is_introduced(pairs[0]) else None
