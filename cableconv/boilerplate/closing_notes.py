"""Footnotes that close a document of an edition and end in no arrow: "1. Source: ...", "[1] Source: ...".

Law of this file: the first is the source note, which names an archive, below the headline and a text; the
others count on from it in its form, and what follows them to the end of the document is no text.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import is_prose
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_FORMS = (
    lazy(r"\s*(?P<number>\d{1,3})[.)]\s+(?=\S)"),
    lazy(r"\s*\[(?P<number>\d{1,3})\]\s*(?=\S)"),
    lazy(r"\s*(?P<number>\d{1,3})\s+(?=[A-Z\"\u201c\[])"),
)
_SOURCE = lazy(  # "Source: National Archives, RG 59", "Source: Department of State, Central Files"
    r"""\s*\[?1(?:[.)\]]|\b)\s*Source:[ ](?:[A-Z][\w.'\u2019-]*[ ](?:(?:of|for|the|and)[ ])*){0,5}
    (?:Archives?|Administration|Library|Records|State|Files|Papers|Collections?|Agency|Defense|Treasury)[,;.:]""",
    re.VERBOSE,
)


def closing_notes(part: Segment, lines: list[int]) -> list[int]:
    """The lines of the notes that close one document; empty where it has none in these forms."""
    opening = _opening(part, lines)
    if opening is None:
        return []
    form = next(form for form in _FORMS if form.match(part.text(opening)))
    found: list[int] = []
    number, inside, below = 0, False, False
    for index in lines[bisect_left(lines, opening) :]:
        text = part.text(index)
        counted = form.match(text)
        if counted and not below and int(counted["number"]) == number + 1:
            number, inside = number + 1, True
        elif index in part.page.hits and part.page.hits[index].layout == "F1":
            inside, below = False, True
        elif not below and (_is_of_text(text) or not part.page.line[index - 1]):
            return []  # a note ends with its paragraph: text of the document stands below it
        if inside:
            found.append(index)
    return found


def _opening(part: Segment, lines: list[int]) -> int | None:
    """The last source note that stands below the headline and a text of the document."""
    headed, written = False, False
    found = None
    for index in lines:
        text = part.text(index)
        if headed and written and _SOURCE.match(text):
            found = index
        elif headed:
            written = written or is_prose(text) or site.NUMBERED.match(text) is not None
        headed = headed or site.HISTORIAN_TITLE.fullmatch(text) is not None
    return found


def _is_of_text(text: str) -> bool:
    return any(form.match(text) for form in site.CABLE[text[:2]])
