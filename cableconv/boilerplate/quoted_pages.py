"""Lines of a site's top that a cable quotes, above the repeated header of a section or the header of the
next cable: they begin no page.

Law of this file: questions of lines already found; it marks nothing.
"""

from __future__ import annotations

from cableconv.boilerplate.page import Page
from cableconv.boilerplate.page_names import first_top, names_cable, names_other, serials
from cableconv.boilerplate.shapes import is_of_cable, is_prose, is_sentence, without_values
from cableconv.grammar import site

_HEADER = 30  # lines of a header in which it says which cable it is
_FIRST = 200  # lines of a page in which its cable's first header stands
_WHOLE = 3  # different strong lines of a site's top below a colon that are its page, not what it announces
_BOTTOM = frozenset({"bottom", "bottom_weak"})
_ABOVE = frozenset({"page", "title", "gate", "top", "top_weak"})


def is_quoted(page: Page, run: int, last: int, header: int, start: int) -> bool:
    """Is what might begin a page above this header quoted by the cable above? run: its first line; last: its
    last one that may begin a page; start: where the page of the cable above begins."""
    between = range(last + 1, header)
    if any(_ends_cable(page, at) for at in between) or repeats_header(page, header, start):
        return True
    lines = [at for at in range(run, header) if page.line[at]]
    if any(at not in page.hits and not without_values(page.texts[at].strip()) for at in lines):
        return False  # a table with its values
    known = [page.hits[at] for at in lines if at in page.hits and page.hits[at].role in _ABOVE]
    heads = {hit.head for hit in known if hit.role != "top_weak"}
    if is_announced(page, run, start) and 0 < len(heads) < _WHOLE:
        return True
    if not _is_closed(page, run, start) and _is_of_other(
        page, [*_over(page, run, start), *lines], header, len(heads)
    ):
        return True
    first = next((at for at in range(start, run) if at in page.hits), None)
    strange = first is None or not page.printed_by(first) & page.printed_by(run)
    return strange and len({hit.head for hit in known}) == 1 and known[0].role != "title"


def _is_of_other(page: Page, lines: list[int], header: int, strong: int) -> bool:
    """Is the cable that these lines of a top name another one than that of the header, or do they name none,
    though the first page of the file does, or is of another site? strong: different strong lines of it."""
    if names_cable(page, lines):
        return strong == 1 and names_other(page, lines, page.texts[header : header + _HEADER])
    top = first_top(page)
    printed = {owner for at in top for owner in page.printed_by(at)}
    shown = {owner for at in lines for owner in page.printed_by(at)}
    return names_cable(page, top) or printed.isdisjoint(shown)


def _over(page: Page, run: int, start: int) -> list[int]:
    """The lines above this one that may be of its page's top: a site's, values, and a headline among them."""
    over: list[int] = []
    strange = 0
    for at in range(run - 1, max(start, run - _HEADER), -1):
        if not page.line[at]:
            continue
        if at not in page.hits and without_values(page.texts[at].strip()):
            strange += 1
            if strange > 1 or is_prose(page.texts[at]) or is_line_of_cable(page, at):
                break
        over.append(at)
    return over


def _is_closed(page: Page, run: int, start: int) -> bool:
    """Does the page above end: in a line that the site prints below its cables, a signature or a trailer?"""
    above = next((at for at in range(run - 1, start, -1) if page.line[at]), start)
    if above in page.hits:
        return page.hits[above].role in _BOTTOM
    text = page.texts[above]
    return bool(site.SURE_LINE.match(text) or site.SIGNATURE.fullmatch(text.rstrip()))


def is_announced(page: Page, index: int, start: int) -> bool:
    """Does a line of the cable above announce a list, which this line begins?"""
    over = next((page.texts[at] for at in range(index - 1, start, -1) if page.line[at]), "")
    return over.rstrip().endswith(":")


def is_line_of_cable(page: Page, index: int) -> bool:
    """Is this a sentence or another line of a cable, or a signature that stands apart?"""
    if not page.line[index] or index in page.hits:
        return False
    text = page.texts[index].strip()
    apart = not (page.line[index - 1] or (index + 1 < len(page.line) and page.line[index + 1]))
    signed = apart and site.SIGNATURE.fullmatch(text) and without_values(text)
    return bool(signed) or is_of_cable(page.texts[index]) or is_sentence(text)


def _ends_cable(page: Page, index: int) -> bool:
    """Is this a line of a cable's text, or of what is sent below it?"""
    if index in page.headlines or index in page.hits:
        return False
    text = page.texts[index]
    sent = site.SURE_LINE.match(text) and not text.lstrip().startswith("(")
    return bool(sent) or (is_line_of_cable(page, index) and without_values(text.strip()) != "")


def repeats_header(page: Page, header: int, start: int) -> bool:
    """Does a later section of the cable that begins at start, or above its page, begin at this header?"""
    texts = page.texts[header : header + _HEADER]
    later = any(site.LATER_SECTION.search(text) for text in texts if "SECTION" in text)
    if not later:
        return False
    again = serials(texts)
    own = serials(page.texts[start : min(header, start + _FIRST)])
    shared = again.keys() & own.keys()
    return bool(shared) and all(again[name] == own[name] for name in shared)
