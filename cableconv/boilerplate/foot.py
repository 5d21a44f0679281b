"""What keeps a line from beginning a site's text below a cable, whoever knows it: a layout or a profile.

Law of this file: it asks what stands above a line, what it is and what stands below it; it cuts
nothing. A site's text below a cable reaches the end of its page: nothing that cables alone print
stands in it, no colon of the cable announces it, and none of its lines is an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cableconv.boilerplate.shapes import is_of_cable, is_prose, is_sentence
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_BLOCK = 8  # lines of a block that a colon above it announces
_MARK = r"\s*(?:-{1,2}|\(?[A-Za-z0-9]{1,2}[.)]|[oO])\s+"
_ITEM = lazy(_MARK + r"\S")
_MARK_ALONE = lazy(_MARK)
_UNDERLINE = lazy(r"\s*[-=_*~]{3}[-=_*~ ]*\s*")
_ADDRESS_LOST = lazy(  # the line with which posts close, whose address a crawl has dropped
    r"(?:\d{1,2}\.? ?)?(?:\([A-Z]{1,4}\) )?Visit\b.{3,60}\b(?:Web ?site|Home ?page):", re.IGNORECASE
)

_ANNOUNCES = lazy(  # "A copy of the page is attached below.", "The text of the leaflet follows."
    r"""
    .*(?: : | \bas[ ]follows\. |
        \b(?:article|cop(?:y|ies|ied)|foot|label|leaflet|lines?|lists?|notice|pages?|
              text|transcript|translation|web[ ]?site)\b
        [^.]{0,60}\b(?:attached|below|follows?)(?:[ ][^. ]{1,12}){0,2}\.
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)


def announces(text: str) -> bool:
    """Does a line end in a colon, or in a sentence that says that a text stands below it?"""
    return text.rstrip()[-1:] in (":", ".") and _ANNOUNCES.fullmatch(text) is not None


def is_item(text: str) -> bool:
    """Does a line begin with the mark of a cable's list: a dash, a letter, a number?"""
    return _ITEM.match(text) is not None


def is_mark(text: str) -> bool:
    """Is this the mark of an item, and nothing else?"""
    return bool(text.strip()) and _MARK_ALONE.fullmatch(text) is not None


def is_underline(text: str) -> bool:
    """A line of dashes, as below a heading."""
    return _UNDERLINE.fullmatch(text) is not None


def announcing(
    texts: Sequence[str], apart: Sequence[bool], at: int, is_known: Callable[[int], bool]
) -> int | None:
    """The line that ends in a colon and announces this one: above it in its block, with nothing but short
    lines between, or directly above that block; not one that announces an address. texts: the lines that are
    not blank; apart: above which of them a blank line stands."""
    for above in range(at - 1, max(-1, at - 1 - _BLOCK), -1):
        text = texts[above].strip()
        if text.endswith(":"):
            return None if is_known(above) or is_address_lost(text) else above
        if apart[above + 1] or not (is_known(above) or is_short(text)):
            return None
    return None


def is_address_lost(text: str) -> bool:
    """Does a line announce an address that a crawl has dropped: "Visit the Embassy's Web site:"?"""
    return _ADDRESS_LOST.fullmatch(text) is not None


def is_short(text: str) -> bool:
    """May a line stand in a list that has no marks?"""
    told = is_item(text) or is_of_cable(text) or site.SURE_LINE.match(text) is not None
    return not (told or is_prose(text) or is_sentence(text))


def shows_cable(texts: Sequence[str], at: int) -> bool:
    """Is a line of a shape that no site's lines below a cable have: an item, a row in columns, a heading over
    a line of dashes, the end of a comment or a text, a portion mark, a trailer?"""
    text = texts[at]
    ruled = is_underline(text) or (at + 1 < len(texts) and is_underline(texts[at + 1]))
    return ruled or is_of_cable(text) or site.SURE_LINE.match(text) is not None
