"""Footnotes of a historian's edition whose number stands without a stop: "1Source: ...", "/1/Source: ...".

Law of this file: a note begins a paragraph, or a line below another note, and ends with its paragraph; the
first is the source note of a document whose headline stands above, and the others count on from it.
"""

from __future__ import annotations

from bisect import bisect_left

from cableconv.boilerplate.page import Segment
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_SOURCE = lazy(r"\s*(?:1|/1/ ?)Source: ")
_BARE = lazy(r"\s*(?P<number>\d{1,3})(?=[A-Z\"\u201c\[][^A-Z.)])")
_ENDS = (".", "!", "?", ")", '"', "\u201d", "\u21a9")
_STROKES = lazy(r"\s*/(?P<number>\d{1,3})/ ?(?=\S)")


def other_notes(part: Segment, lines: list[int]) -> None:
    """Mark those of one document. Notes with a bare number stand one below the other; those between
    strokes stand between the paragraphs, too."""
    opening = _opening(part, lines)
    if opening is None:
        return
    strokes = bool(_STROKES.match(part.text(opening)))
    number, inside = 0, False
    most = _notes(part, lines, opening, strokes)
    for index in lines[bisect_left(lines, opening) :]:
        found = (_STROKES if strokes else _BARE).match(part.text(index))
        counts = bool(found and number < most and int(found["number"]) == number + 1)
        if index == opening or _begins(part, index) or (inside and counts):
            inside = counts
            number += counts
        elif part.text(index - 1).rstrip().endswith(_ENDS) or _is_of_cable(part.text(index)):
            inside = False
        if inside:
            part.page.put(index, "CC110", "footnote of the edition", 0.93)
            part.page.hits.pop(index, None)
        elif not strokes:
            return


def _opening(part: Segment, lines: list[int]) -> int | None:
    """The source note below the headline of a document."""
    headed = False
    for index in lines:
        text = part.text(index)
        if headed and _SOURCE.match(text):
            return index
        headed = headed or bool(site.HISTORIAN_TITLE.fullmatch(text))
    return None


def _notes(part: Segment, lines: list[int], opening: int, strokes: bool) -> int:
    """How many notes a document may have: the source note alone where the cable has points of this shape."""
    form = _STROKES if strokes else _BARE
    firsts = [form.match(part.text(index)) for index in lines if _begins(part, index)]
    if sum(found is not None and found["number"] == "1" for found in firsts) > 1:
        return 1
    below = lines[bisect_left(lines, opening) + 1 :]
    return 1 if not strokes and any(_is_of_cable(part.text(index)) for index in below) else len(lines)


def _is_of_cable(text: str) -> bool:
    return any(form.match(text) for form in site.CABLE[text[:2]])


def _begins(part: Segment, index: int) -> bool:
    """Does a paragraph begin at this line?"""
    return index == part.start or not part.text(index - 1).strip()
