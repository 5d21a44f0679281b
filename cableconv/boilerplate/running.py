"""Lines that begin as an advert of a site does and go on as a sentence of the cable.

Law of this file: it asks, it cuts nothing. Only adverts of which a layout does not say how they go on
are asked for; what the site is known to print is its own.
"""

from __future__ import annotations

import re

from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import SENTENCE_END, is_prose
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_PREDICATE = lazy(  # what a sentence says of the advert, which no advert says of itself
    r"\s*,|.*\b(?:is|are|was|were|has|had|have|did|does|said|says|told|asked|stood|appeared)\b", re.IGNORECASE
)
_NAMED = lazy(r"\b(?:notice|words?|phrase|legend|banner|heading|slogan|line)s?\Z", re.IGNORECASE)


def names(text: str) -> bool:
    """Does a text end in a word that says what the words behind it are: "the notice"?"""
    return _NAMED.search(text) is not None


def is_named(part: Segment, index: int) -> bool:
    """Does the line directly above end in such a word?"""
    return index > part.start and part.page.line[index - 1] and names(part.text(index - 1).rstrip()[-20:])


def is_of_sentence(part: Segment, index: int) -> bool:
    """Does a sentence of the cable run through a line that begins with an advert's first words?"""
    hit = part.page.hits[index]
    if hit.tail is None or hit.tail:
        return False
    text = data.straight(part.text(index).strip())
    rest = text[len(hit.head) :]
    above, below = _beside(part, index)
    opened = bool(above) and not above.endswith((*SENTENCE_END, ":", "|")) and not above.isupper()
    if opened and part.page.line[index - 1]:
        return True
    if _is_printed(part, index):
        return False
    if _PREDICATE.match(rest):
        return True
    if below[:1].islower():
        return opened or any(map(str.isalnum, rest))
    if any(map(str.isalnum, rest)) and _ends_sentence(part, index, rest):
        return True
    joined = index + 1 < part.end and part.page.line[index + 1] and not site.NUMBERED.match(below)
    return joined and bool(rest.strip(" .")) and not text.endswith(SENTENCE_END)


def _ends_sentence(part: Segment, index: int, rest: str) -> bool:
    """Does text break off above an advert, over blank lines too, and not go on below it? Then what stands
    behind the words of the advert is the rest of its sentence."""
    lines, place = part.lines, part.rank[index]
    near = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    above, *below = ("" if at in part.page.hits else part.text(at).strip() for at in near)
    broken = is_prose(above) and not above.endswith((*SENTENCE_END, ":"))
    return broken and rest.rstrip().endswith(SENTENCE_END) and not any(text[:1].islower() for text in below)


def _is_printed(part: Segment, index: int) -> bool:
    """Is the line the beginning of a sentence that the site is known to print whole?"""
    folded = part.page.fold(index)
    phrases = (phrase for phrase, side in part.page.layouts.inline if side == "inline_insert")
    return any(data.fold(phrase).startswith(folded) for phrase in phrases)


def _beside(part: Segment, index: int) -> tuple[str, str]:
    """The lines above and below this one, "" for those of a site; over a blank line at both sides at most
    where each line of the page stands apart."""
    line, hits, place = part.page.line, part.page.hits, part.rank[index]
    above = part.lines[place - 1] if place else part.start
    below = part.lines[place + 1] if place + 1 < len(part.lines) else index
    apart = index > part.start and not line[index - 1] and not (index + 1 < part.end and line[index + 1])
    if apart and not part.is_double_spaced:
        return "", ""
    near = [at != index and at not in hits and (apart or abs(at - index) == 1) for at in (above, below)]
    return part.text(above).strip() if near[0] else "", part.text(below).strip() if near[1] else ""
