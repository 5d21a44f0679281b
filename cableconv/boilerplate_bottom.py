"""The end of a cable, and the site's text below it.

Law of this file: nothing before the last sure line of the cable is cut, and a lone phrase of a
site that a sentence of the cable could hold is no evidence.
"""

from __future__ import annotations

from itertools import pairwise

from cableconv import layouts as data
from cableconv.boilerplate_page import Segment
from cableconv.boilerplate_shapes import SENTENCE_END, is_footnote, is_teaser, shown
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_TRANSMISSION_ENDS = lazy(r"\s*(?:BT\s*)?(?:#\d{4}\s*)?N{4,}\s*")  # 5 FAH-2 H-320, format line 16


def last_sure(part: Segment) -> int:
    """The last line that only the cable can have printed."""
    sure, expected = part.top_end, 1
    texts, hits = part.page.texts, part.page.hits
    for index in part.lines:
        text = texts[index]
        if not site.CABLE[text[:2]] or index <= part.top_end or index in hits:
            continue
        number = site.NUMBERED.match(text)
        if number:
            value = int(number["number"])
            portion = text[number.end() :].lstrip()[:1] == "("
            near = expected <= value <= expected + 5
            counts = value == expected or (portion and near) or (expected == 1 and value < 4)
            if counts and not is_footnote(text):
                sure, expected = index, value + 1
        elif site.SURE_LINE.match(text) or site.HEADER_LINE.match(text):
            sure = index
    return sure


def mark(part: Segment, sure: int) -> None:
    page, hits = part.page, part.page.hits
    tail = [index for index in part.lines if index > sure and index not in page.marks]
    found = [index for index in tail if index in hits and hits[index].role not in ("insert", "insert_weak")]
    strong = [index for index in found if hits[index].role in data.STRONG]
    teasers = [index for index in tail if is_teaser(part.text(index))]
    weak = {hits[index].head for index in found}
    if strong:
        begin, rule, certainty = strong[0], "CC102", 0.97
        lone = len(weak) == 1 and not teasers
        if lone and _cable_goes_on(part, begin, tail):
            return
        if lone and "|" not in part.text(begin) and not _closed_before(part, begin):
            return  # a menu ("DESKTOP | MOBILE") is never the end of a sentence
    elif page.cut != "safe" and found and _closed_before(part, found[0]) and (len(weak) > 1 or teasers):
        begin, rule, certainty = found[0], "CC102", 0.9
    elif page.cut != "safe" and teasers:
        begin, rule, certainty = teasers[0], "CC107", 0.85
    elif page.cut == "aggressive" and (cut := _cut_short(part, tail)) is not None:
        begin, rule, certainty = cut, "CC107", 0.6
    else:
        return
    if page.cut != "safe":
        begin = _from_end(part, sure, min([begin, *teasers[:1]]), tail)
    begin = _widen(part, begin, tail)
    part.bottom = begin
    for index in tail:
        if index >= begin:
            hit = hits.get(index)
            if hit and hit.field:
                page.metadata.append((hit.field, part.text(index).partition(":")[2].strip(), index + 1))
            because = page.evidence(index) if hit else f"after {shown(part.text(begin))}"
            page.put(
                index,
                rule,
                f"site text below the cable, {because}",
                certainty if hit else round(certainty - 0.04, 2),
            )


def _closed_before(part: Segment, index: int) -> bool:
    """Does the cable's text before this line end: a blank line, a sentence's end, a signature?"""
    if index == 0 or not part.page.line[index - 1]:
        return True
    before = part.text(index - 1).rstrip()
    return (
        before.endswith(SENTENCE_END)
        or bool(site.SIGNATURE.fullmatch(before))
        or index - 1 in part.page.marks
    )


def _cable_goes_on(part: Segment, begin: int, tail: list[int]) -> bool:
    """After a single anchor: the rest of a sentence, wrapped prose, or a signature, that no site prints?"""
    rest = [index for index in tail if index > begin and index not in part.page.hits]
    if rest and part.text(rest[0])[:1].islower():
        return True
    if rest and site.SIGNATURE.fullmatch(part.text(rest[-1])):
        return True
    for index in rest:
        text, after = part.text(index).rstrip(), index + 1
        if not 35 < len(text) < 80 or text.endswith(".") or after >= part.end or after in part.page.hits:
            continue
        if part.page.line[after] and part.text(after)[:1].islower():
            return True
    return False


def _from_end(part: Segment, sure: int, begin: int, tail: list[int]) -> int:
    """Where the site begins below the cable's end, if only headlines stand from there to begin.

    Below the end of transmission the site begins at once. Below a signature it begins at the first
    phrase of a site: a list of names has no such phrase above it, and stays.
    """
    above = [i for i in tail if i < begin]
    ended = [i for i in (sure, *above) if _TRANSMISSION_ENDS.fullmatch(part.text(i))]
    signed = [i for i in above if _closed_before(part, i) and site.SIGNATURE.fullmatch(part.text(i))]
    if ended:
        first = next((i for i in tail if ended[-1] < i < begin), begin)
    elif signed:
        first = next((i for i in tail if signed[0] < i < begin and i in part.page.hits), begin)
    else:
        return begin
    between = [part.text(i) for i in tail if first <= i < begin and i not in part.page.hits]
    return first if all(map(_may_be_headline, between)) else begin


def _may_be_headline(text: str) -> bool:
    """Short, with a capital at its beginning, no sentence and no line of a cable."""
    bare = text.strip()
    return (
        len(bare) < 90
        and not bare[:1].islower()
        and not bare.endswith((".", ";", ","))
        and not (site.NUMBERED.match(text) or site.SURE_LINE.match(text) or site.HEADER_LINE.match(text))
    )


def _widen(part: Segment, begin: int, tail: list[int]) -> int:
    """Take in the site's lines that stand directly above the first one found."""
    place = tail.index(begin)
    while place and part.page.cut != "safe":
        before = tail[place - 1]
        text = part.text(before)
        teaser = is_teaser(part.text(begin))
        known = before in part.page.hits and part.page.hits[before].role not in ("insert", "insert_weak")
        if not (known or is_teaser(text) or (teaser and site.HEADLINE.fullmatch(text))):
            break
        if not known and not _closed_before(part, before):
            break
        place, begin = place - 1, before
    return begin


def _cut_short(part: Segment, tail: list[int]) -> int | None:
    """Headline and a text that ends in dots, twice at least."""
    pairs = [
        one
        for one, two in pairwise(tail)
        if site.HEADLINE.fullmatch(part.text(one)) and site.TRAILING_DOTS.search(part.text(two))
    ]
    return pairs[0] if len(pairs) > 1 else None
