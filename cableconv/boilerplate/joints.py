"""What an advert inside a line stands between: halves of a sentence, whole sentences, or words that hold it.

Law of this file: it asks, it cuts nothing. Only what stands beside the phrase is asked for; whether the page
prints adverts at all is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cableconv.boilerplate import foot
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.running import names
from cableconv.boilerplate.shapes import SENTENCE_END, is_prose
from cableconv.boilerplate.wrapped import is_lengthened, is_wrapped_with
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.text.sentences import LINKS

HELD, PARTS, ENDS, BETWEEN = "held", "parts", "ends", "between"
_LONG_SENTENCE = 8  # words of one that nobody but its site prints
_LABEL = 30  # characters that a number with its marking, or the mark of an item, has fewer than
_BESIDE = 40  # characters beside a phrase that are looked at
_QUOTES = "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_CLOSED = (".", "!", "?", ")", "=", "#")
_INSIDE = (",", ";", ":", ")", ". ", ".\n", "--", "- ")  # what follows a phrase inside a sentence
_NUMBER = lazy(r"\s*\N{PILCROW SIGN}?\d{1,3}\s?[.)]\s*(?:\([A-Z/]{1,10}\)\s*)?")  # of a paragraph
_FIRST_WORD = lazy(  # words in capitals that begin a sentence and stand nowhere inside one
    r"(?:An?|He|Her|His|I|It|Its|No|She|That|The|Their|There|These|They|This|Those|We|What|Who|You)\b"
)
_OF_THE = lazy(r"\b(?:an?|at|by|for|from|in|of|on|the|to|with)\Z", re.IGNORECASE)
_PREDICATE = lazy(r"(?:is|are|was|were|has|had|have|did|does|said|says|stood|appeared)\b")
_REST = lazy(r"[a-z\d(]")  # what the rest of a sentence begins with
_GLUE = lazy(r"[\s|]*")


class Phrase(NamedTuple):
    """Words of a site inside a line: its text, where they begin and end, which side of the cable prints them
    (`inline_insert`), and whether they are two different ones with nothing between."""

    text: str
    start: int
    end: int
    side: str
    several: bool = False

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def phrases_of(pattern: re.Pattern[str], text: str) -> list[Phrase]:
    """The phrases of a line, adverts with nothing between them as one."""
    found: list[Phrase] = []
    for match in pattern.finditer(text):
        phrase = Phrase(text, match.start(), match.end(), match.lastgroup or "")
        last = found[-1] if found else None
        if (
            last is not None
            and last.side == phrase.side == "inline_insert"
            and _GLUE.fullmatch(text, last.end, phrase.start)
        ):
            several = last.several or not phrase.words.startswith(last.words)
            found[-1] = last._replace(end=phrase.end, several=several)
        else:
            found.append(phrase)
    return found


def place_of(part: Segment, index: int, phrase: Phrase, width: int) -> str:
    """HELD: a sentence or list of the cable holds the words as its own; PARTS: they stand where only a site
    puts them, inside a sentence that is whole without them; ENDS: words without a stop end a paragraph behind
    its last sentence; else BETWEEN. width: of wrapped text."""
    text = phrase.text
    if phrase.start < _LABEL and (
        foot.is_mark(text[: phrase.start]) or _NUMBER.fullmatch(text, 0, phrase.start)
    ):
        return HELD  # an item, or a paragraph's first words: a site puts its own between lines
    if is_wrapped_with(part, index, text, phrase.start, phrase.end, width):
        return HELD
    before, after = _beside(part, index, phrase)
    opened = bool(before) and not before.rstrip(_QUOTES).endswith(_CLOSED)
    if before.endswith(":") or names(before) or after.startswith(_INSIDE):
        return HELD
    if after[:1].islower() and not opened:
        return HELD
    if opened and _FIRST_WORD.match(after) and before.endswith(","):
        return HELD  # "The page asks, Are you getting our free newsletter? It offers nothing else."
    if _OF_THE.search(before) and _PREDICATE.match(after):
        return HELD  # "on top of the Advertisement - scroll to continue reading was his name"
    if phrase.several or is_lengthened(text, phrase.start, phrase.end, width):
        return PARTS
    if opened and after and not _NUMBER.match(after):
        rest = _REST.match(after) or (LINKS.search(before) and not before.endswith(","))
        return PARTS if rest and not _FIRST_WORD.match(after) else BETWEEN
    if before and not (opened or after or phrase.words.endswith(_CLOSED)):
        return ENDS
    heads = not opened and (_heads_paragraph(text, phrase) or _is_below_advert(part, index, phrase))
    return PARTS if heads else BETWEEN


def _heads_paragraph(text: str, phrase: Phrase) -> bool:
    """Do the words begin a line on which a paragraph's number and marking follow?"""
    if phrase.start >= _LABEL or text[: phrase.start].strip():
        return False
    rest = text[phrase.end : phrase.end + _LABEL]
    numbered = site.NUMBERED.match(rest)
    return numbered is not None and rest[numbered.end() :].lstrip()[:1] == "("


def _is_below_advert(part: Segment, index: int, phrase: Phrase) -> bool:
    """Does a long sentence that nobody but its site prints begin a line, below another advert that goes?"""
    if phrase.text[: phrase.start].strip() or len(phrase.words.split()) < _LONG_SENTENCE:
        return False
    place = part.rank[index] - 1
    above = part.lines[place] if place >= 0 else index
    return above in part.page.marks and part.page.is_advert(above)


def _beside(part: Segment, index: int, phrase: Phrase) -> tuple[str, str]:
    """What stands before and after the words: on their line, else on the line next to it, and over blank
    lines the halves of a sentence that breaks off and goes on in small letters."""
    line, text = part.page.line, phrase.text
    before = text[max(0, phrase.start - _BESIDE) : phrase.start].rstrip()
    after = text[phrase.end : phrase.end + _BESIDE].lstrip()
    if not after and index + 1 < part.end:
        near = part.text(index + 1) if line[index + 1] else _rest_below(part, index)
        after = near[:_BESIDE].lstrip()
    if before or index == part.start:
        return before, after
    if line[index - 1]:
        return "" if index - 1 in part.page.marks else part.text(index - 1).rstrip(), after
    return _broken_off(part, index) if after[:1].islower() else "", after


def _rest_below(part: Segment, index: int) -> str:
    """The next line below, over blank lines and lines of the site, where it begins in small letters."""
    below = _next_of_cable(part, index, 1)
    return below if below[:1].islower() else ""


def _broken_off(part: Segment, index: int) -> str:
    """The last line above, over blank lines and lines of the site, where running text breaks off in it."""
    above = _next_of_cable(part, index, -1)
    return above if is_prose(above) and not above.endswith((*SENTENCE_END, ":")) else ""


def _next_of_cable(part: Segment, index: int, step: int) -> str:
    place, lines = part.rank[index] + step, part.lines
    while 0 <= place < len(lines) and part.top_end < lines[place] < part.bottom:
        if lines[place] not in part.page.marks:
            return part.text(lines[place]).strip()
        place += step
    return ""
