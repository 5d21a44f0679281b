"""Where a page begins as the first page of its file does: in the lines that its site prints first.

Law of this file: it finds places, it marks nothing. It goes up, over what the first page has above its cable
too, and never over a line of a cable.
"""

from __future__ import annotations

from cableconv.boilerplate.page import Page
from cableconv.boilerplate.page_names import first_top
from cableconv.boilerplate.quoted_pages import is_announced, is_line_of_cable

_MORE = 1.5  # times as many lines as the first page's top has stand in another one at most
_FEW = 8  # and so many more
_FIRST = 2  # lines that show the beginning


def page_begin(page: Page, begin: int, start: int) -> int:
    """Where the page that begins here at the latest begins: in the first lines of the first page's top, where
    they stand above with nothing of a cable between; else here. start: where the page above begins."""
    top = first_top(page)
    first = [page.fold(at) for at in top[:_FIRST]]
    if len(first) < _FIRST or not all(first) or not any(at in page.hits for at in top[:_FIRST]):
        return begin
    again = {page.fold(at) for at in top}
    if _begins(page, begin, first):
        return begin
    left = int(_MORE * len(top)) + _FEW
    for at in range(begin - 1, start, -1):
        if not page.line[at]:
            continue
        left -= 1
        own = page.fold(at) in again or _is_between(page, at)
        if not left or (not own and is_line_of_cable(page, at)):
            break
        if _begins(page, at, first):
            return begin if is_announced(page, at, start) else at
    return begin


def _is_between(page: Page, at: int) -> bool:
    """Is this a word alone between two lines of the site, as where a list has one entry?"""
    above = next((above for above in range(at - 1, -1, -1) if page.line[above]), -1)
    lone = page.line[at] and " " not in page.texts[at].strip()
    return lone and above in page.hits and page.after[at] in page.hits


def _begins(page: Page, at: int, first: list[str]) -> bool:
    """Are these the first lines of the first page?"""
    below = page.after[at]
    return page.fold(at) == first[0] and below < len(page.line) and page.fold(below) == first[1]
