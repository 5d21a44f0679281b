"""The header that a page prints once more below its cable, under a heading of its own ("Raw content").

Law of this file: lines of a header alone, of this very cable, between two lines of a site or up to the end;
with one line of a message among them they are another cable, or a copy.
"""

from __future__ import annotations

from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.page import Page, Segment
from cableconv.grammar import header as transmission
from cableconv.grammar import pages, site

_LONGEST = 400  # columns of a header on one line; longer lines hold more
_MOST = 60  # lines of a header
_FORMS = (
    transmission.TO,
    transmission.ADDRESSEE,
    transmission.EXCLUDED,
    transmission.RELAY_MORE,
    transmission.SEPARATOR,
    transmission.GROUP_COUNT,
)


def mark(part: Segment) -> None:
    """Label the header that stands below a line of the page's own site."""
    page = part.page
    for heading in [at for at in part.lines if at > part.top_end and _is_own(part, at)]:
        for at in header_again(page, page.after[heading], part.top_end, part.end):
            page.put(at, "CC109", "header that the site prints once more below the cable", 0.93)


def header_again(page: Page, begin: int, start: int, end: int) -> list[int]:
    """The lines of the header that begins here, up to a line of a site or the end, where they are all of a
    header and name the cable above; none elsewhere. start: where that cable begins."""
    found: list[int] = []
    for at in range(begin, end):
        if not page.line[at]:
            continue
        if at in page.hits:
            break
        if len(found) > _MOST or not _is_of_header(page.texts[at]):
            return []
        found.append(at)
    own = _names(page.texts[start:begin]) if found else set[str]()
    return [] if _names([page.texts[at] for at in found]).isdisjoint(own) else found


def _is_own(part: Segment, at: int) -> bool:
    hit = part.page.hits.get(at)
    strong = hit is not None and hit.role in data.STRONG and part.page.fold(at) == hit.head
    return strong and bool(part.sites & part.page.printed_by(at))


def _is_of_header(text: str) -> bool:
    if len(text) > _LONGEST or site.SOFT_HEADER_LINE.match(text) or not text.isupper():
        return False
    return bool(site.HEADER_LINE.match(text)) or any(form.match(text) for form in _FORMS)


def _names(texts: list[str]) -> set[str]:
    """What tells a cable: the serials of DE lines and classification lines, as the former have them, and
    date-time groups."""
    forms = (pages.STATION_INSIDE, pages.CLASSIFIED_INSIDE)
    heads = [text[:_LONGEST] for text in texts if text[:_LONGEST].isupper() or len(text) > _LONGEST]
    found = [form.search(head) for head in heads for form in forms]
    moments = (" ".join(head.split()) for head in heads if transmission.DTG.fullmatch(head))
    return {each["serial"].zfill(4)[-4:] for each in found if each} | set(moments)
