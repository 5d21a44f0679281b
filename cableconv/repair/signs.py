"""Marks that became other characters on a seven-bit line or in a program: apostrophes that are Q
or 8, backslashes at line ends, `$` for `#`.

Laws of this file: the document's own evidence decides; a pattern that stands alone, or beside
marks that are whole, stays.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cableconv.grammar.damage import APOSTROPHE, BREAK_TAGS, CONTRACTED, STATION_NUMBER, TRAILING
from cableconv.grammar.form import lazy
from cableconv.repair.correction import Correction

APOSTROPHE_RULE, TRAILING_RULE, NUMBER_RULE = "CC352", "CC353", "CC354"
_WORD_BEFORE = lazy(r"[A-Za-z]{1,30}\Z")
_JOINED = frozenset("0123456789_@/\\.:#&=+")  # before a word: it is part of a name or address
_WHOLE = lazy(r"(?<=[A-Za-z])['\N{RIGHT SINGLE QUOTATION MARK}](?:s|t|re|ve|ll)(?!\w)")
_PLURAL = lazy(r"(?<=[a-z]s)Q(?=[ \t\r\n.,;:)?!\"-]|\Z)")
_SHORTEST = 3  # letters of a noun whose possessive is believed
_WORD = lazy(r"(?<!\w)[a-z]{3,30}(?!\w)")
_SEVERAL = 2  # nouns with the sign that are no chance beside whole apostrophes
_LONG = 5  # letters of a noun that is no abbreviation
_FEWEST = 2  # line ends with a backslash


class _Hit(NamedTuple):
    """A sign in a word: its place, the word before it, the end after it."""

    at: int
    stem: str
    end: str

    @property
    def contracted(self) -> bool:
        """Is it a pronoun or verb with the end of its contraction?"""
        return self.stem in CONTRACTED[self.end]


def apostrophes(text: str) -> Iterator[Correction]:
    """Q or 8 in the place of an apostrophe, where the whole text bears it out."""
    hits = [hit for found in APOSTROPHE.pattern().finditer(text) if (hit := _hit(text, found))]
    if not hits:
        return
    whole = _WHOLE.search(text) is not None
    for sign in ("Q", "8"):
        mine = [hit for hit in hits if text[hit.at] == sign]
        if whole:
            mine = _sure(mine, text, sign)
        elif not _borne_out(mine, sign):
            continue
        for hit in mine:
            if hit.contracted or hit.end == "s":
                yield _apostrophe(hit.at, f"{hit.stem}{sign}{hit.end}", sign, whole)
        if sign == "Q" and mine:
            for found in _PLURAL.finditer(text):
                if (len(mine) > 1 and not whole) or _is_plural(text, found.start()):
                    yield _apostrophe(found.start(), "sQ", sign, whole)


def _sure(hits: list[_Hit], text: str, sign: str) -> list[_Hit]:
    """Of hits in a text that has apostrophes, too, those that can be nothing else: contractions, and, where
    there are some or several nouns have the sign, nouns of the lists or of the text."""
    from cableconv.lexicon.words import is_closed

    contracted = [hit for hit in hits if hit.contracted]
    nouns = [hit for hit in hits if sign == "Q" and len(hit.stem) >= _LONG and is_closed(hit.stem)]
    if not contracted and len({hit.stem for hit in nouns}) < _SEVERAL:
        return []
    words = set(_WORD.findall(text.lower())) if sign == "Q" else set()
    named = [hit for hit in hits if hit.stem in words]
    return sorted({*contracted, *nouns, *named})


def _is_plural(text: str, at: int) -> bool:
    """Is the word before this place a plural that the lists have?"""
    from cableconv.lexicon.words import is_closed

    found = _WORD_BEFORE.search(text[max(0, at - 31) : at])
    word = found[0].lower() if found else ""
    return len(word) > _SHORTEST and word[-2] != "s" and is_closed(word)


def _hit(text: str, found: re.Match[str]) -> _Hit | None:
    at = found.start()
    word = _WORD_BEFORE.search(text[max(0, at - 31) : at])
    if word is None or text[max(0, at - len(word[0]) - 1) : at - len(word[0])] in _JOINED:
        return None
    hit = _Hit(at, word[0].lower(), found[0][1:])
    noun = hit.end == "s" and len(hit.stem) >= _SHORTEST
    return hit if noun or hit.contracted else None


def _borne_out(hits: list[_Hit], sign: str) -> bool:
    """Do these hits say that the sign stands for an apostrophe? 8 also ends names of models."""
    if any(hit.contracted for hit in hits):
        return True
    stems = {hit.stem for hit in hits}
    if sign == "8" or not stems:
        return False
    from cableconv.lexicon.words import is_closed

    return len(stems) > 1 or all(is_closed(stem) for stem in stems)


def _apostrophe(at: int, word: str, sign: str, whole: bool) -> Correction:
    if whole:
        evidence = f'{sign} for an apostrophe in words that can be nothing else: "{word}"'
        return Correction(at, at + 1, "'", APOSTROPHE_RULE, evidence, 0.94)
    evidence = f'{sign} for an apostrophe, of which the text has no other: "{word}"'
    return Correction(at, at + 1, "'", APOSTROPHE_RULE, evidence, 0.96)


def trailing(text: str) -> Iterator[Correction]:
    """Backslashes at the ends of lines, where the text has them nowhere else."""
    found = list(TRAILING.pattern().finditer(text))
    if _FEWEST <= len(found) == text.count("\\"):
        evidence = f"backslash at the end of {len(found)} lines, and nowhere else"
        for each in found:
            yield Correction(each.start(), each.end(), "", TRAILING_RULE, evidence, 0.96)


def break_tags(text: str) -> Iterator[Correction]:
    """`<br>` at the ends of lines, where the text has it nowhere else."""
    found = list(BREAK_TAGS.pattern().finditer(text))
    tags = sum(each[0].count("<") for each in found)
    if len(found) >= _FEWEST and tags == text.lower().count("<br"):
        evidence = f'"<br>" at the end of {len(found)} lines, and nowhere else'
        for each in found:
            yield Correction(each.start(), each.end(), "", TRAILING_RULE, evidence, 0.96)


def number_signs(text: str) -> Iterator[Correction]:
    """`$` before the station serial number, in format line 3 and in the trailer that repeats it."""
    station = STATION_NUMBER.search(text)
    if station is None:
        return
    if station["sign"] == "$":
        evidence = '"$" before the station serial number, where format line 3 has "#"'
        yield Correction(*station.span("sign"), "#", NUMBER_RULE, evidence, 0.98)
    trailer = re.compile(rf"^[ \t]*(\$){station['serial']}[ \t]*\r?$", re.MULTILINE)
    for found in trailer.finditer(text, station.end()):
        evidence = f'"$" before the station serial number {station["serial"]}, alone on its line'
        yield Correction(*found.span(1), "#", NUMBER_RULE, evidence, 0.97)
