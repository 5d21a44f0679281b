"""Turns of speakers in a line whose line ends a host has lost: where each begins to speak.

Law of this file: a turn begins behind the end of a sentence, and never one alone: a label in capitals is one
of several in a text in small letters, "Q." and "A." follow one another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.model import Kind, Span
from cableconv.text.inline import pieces_of_paragraph
from cableconv.text.sentences import is_abbreviated
from cableconv.text.signs import is_hinted

_BEHIND = r"(?:(?<=[.?!:)\]\"'])|(?<=\N{RIGHT DOUBLE QUOTATION MARK}))\s{1,4}"
_TURN = lazy(
    rf"{_BEHIND}(?=(?P<who>[A-Z]{{2,}}\.?(?:[ ,'/-]{{1,2}}[A-Z]+\.?){{0,4}})\s?:\s{{1,4}}[(A-Z\"'\[\d.])"
)
_ANSWER = lazy(rf"{_BEHIND}(?=(?P<who>[QA])(?P<stop>[.:])\s{{1,4}}[(A-Z\"'])")
_FEWEST = 3  # turns of those who speak
_SMALL = 0.4  # of the letters of a text are small where capitals tell a label


def split_at_turns(piece: Span) -> Iterator[Span]:
    """Cut the text where those who speak in it take turns."""
    text = piece.text
    may = piece.kind is Kind.LINE and (":" in text or ("Q. " in text and "A. " in text))
    starts = (_answers(text) or _turns(text)) if may else []
    if not starts:
        yield piece
        return
    yield piece._replace(text=text[: starts[0]])
    for start, end in pairwise([*starts, len(text)]):
        part = text[start:end]
        yield from pieces_of_paragraph(part, None, begins=True, item=False, signed=is_hinted(part))


def _turns(text: str) -> list[int]:
    """Where those begin to speak some of whom do so several times."""
    if sum(map(str.islower, text)) < _SMALL * len(text):
        return []
    found = [each for each in _TURN.finditer(text) if _speaks(each, text)]
    spoken = Counter(each["who"] for each in found)
    several = sum(1 for each in found if spoken[each["who"]] > 1)
    return [each.end() for each in found] if several >= _FEWEST else []


def _speaks(found: re.Match[str], text: str) -> bool:
    """Is this label no marker of a comment, and does it stand behind no dash of a list and no rank?"""
    before = text[: found.start()].rstrip()[-8:]
    marker = markers.MARKER_RUN_IN.match(f"{found['who']}:") is not None
    return not (marker or before.endswith("-") or is_abbreviated(f" {before}"))


def _answers(text: str) -> list[int]:
    """Where questions and answers begin that follow one another."""
    found = list(_ANSWER.finditer(text)) if "Q" in text else []
    for stop in ".:":
        alike = [each for each in found if each["stop"] == stop]
        asked = sum(each["who"] == "Q" for each in alike)
        if len(alike) >= _FEWEST and alike[0]["who"] == "Q" and 1 < asked < len(alike):
            return [each.end() for each in alike]
    return []
