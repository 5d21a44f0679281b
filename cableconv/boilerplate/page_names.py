"""Which cable the top of a page names, and whether that is the one whose header stands below it.

Law of this file: questions of lines already found; it marks nothing. What cannot be compared names no other
cable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cableconv.boilerplate.host import is_row
from cableconv.boilerplate.page import Page
from cableconv.boilerplate.shapes import is_sentence, without_values
from cableconv.grammar import pages, site
from cableconv.grammar.form import lazy

_FIRST_TOP = 400  # lines of a file in which its first page's top ends
_SUBJECT = lazy(r"\s*SUBJ(?:ECT)?\s*:\s*(?P<text>\S.*)", re.IGNORECASE)
_NUMBER = lazy(r"(?P<number>\d+)(?:_[a-e])?\Z")
_WORD = lazy(r"[^\W\d_]{4,}")
_REST = 2  # lines of a headline below its first
_TABLE = 20  # lines of a table, labels and values
_NAMING = frozenset({"title", "field"})  # roles of lines that say which cable stands below them


def names_cable(page: Page, lines: Sequence[int]) -> bool:
    """Does one of these lines say which cable it is: a headline, a value of the table, a label with one?"""
    return any(_names(page, at) for at in lines)


def first_top(page: Page) -> list[int]:
    """The lines above the first header of the file, none where its first page has no line of a site there."""
    top: list[int] = []
    for at, text in enumerate(page.texts[:_FIRST_TOP]):
        if page.line[at] and at not in page.hits and site.CABLE[text[:2]] and site.HEADER_LINE.match(text):
            break
        if page.line[at]:
            top.append(at)
    return top if any(at in page.hits for at in top) else []


def names_other(page: Page, lines: Sequence[int], header: Sequence[str]) -> bool:
    """Is the headline in these lines another cable's than that of the header: another number, or where it has
    none a word that the subject lacks? header: the first lines below."""
    titles = [at for at in lines if at in page.hits and page.hits[at].role == "title"]
    if not titles:
        return False
    text = page.texts[titles[-1]]
    if found := site.REFERENCE_ID.search(text):
        return _is_other_number(found[0], header)
    subject = next((at for at, line in enumerate(header) if _SUBJECT.match(line)), None)
    if subject is None or ":" not in text:
        return False
    told = _words(" ".join(header[subject : subject + 2]))
    return not _words(text.partition(":")[2]) <= told


def states_again(page: Page, title: int, table: int) -> bool:
    """Does the table that begins here state the number of this headline, with no more than the rest of the
    headline between them?"""
    number = site.REFERENCE_ID.search(page.texts[title])
    between = [at for at in range(title + 1, table) if page.line[at] and at not in page.hits]
    if number is None or len(between) > _REST or any(is_sentence(page.texts[at].strip()) for at in between):
        return False
    cells = (text for at, text in enumerate(page.texts[table : table + _TABLE], table) if page.line[at])
    return any(number[0] in cell.split() for cell in cells)


def serials(texts: Sequence[str]) -> dict[str, str]:
    """Which cable the first header in these lines is of: the station's serial, post and serial."""
    named: dict[str, str] = {}
    for text in texts:
        if station := pages.STATION_LINE.match(text):
            named.setdefault("station", station["serial"])
        elif classified := pages.CLASSIFIED_SERIAL.match(text):
            named.setdefault("cable", f"{classified['post']} {int(classified['serial'])}")
            break
    return named


def _names(page: Page, at: int) -> bool:
    hit, text = page.hits.get(at), page.texts[at].strip()
    if hit is not None:
        return hit.role in _NAMING or bool(hit.field)
    if not without_values(text) or site.LIBRARY_VALUE.fullmatch(text) or is_row(text):
        return True
    return site.GLUED_LABEL.fullmatch(text) is not None


def _is_other_number(reference: str, header: Sequence[str]) -> bool:
    number = _NUMBER.search(reference)
    told = {int(name.split()[-1]) for name in serials(header).values()}
    return number is not None and bool(told) and int(number["number"]) not in told


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
