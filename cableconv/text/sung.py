"""Words that announce verse.

Law of this file: what stands below is weighed elsewhere (`verse`).
"""

from __future__ import annotations

from typing import Protocol

from cableconv.grammar.form import lazy
from cableconv.text.sentences import is_terminal

_WORDS = (
    "anthem|ballad|chant(?:s|ed|ing)?|couplet|hymn|jingle|limerick|lines|lyrics|poems?|poet(?:ry)?|quatrain"
    r"|recit\w{1,3}|rhymes?|stanzas?|verses?"
)
_SONGS = r"s[aiu]ng|songs?|S[AIU]NG|SONGS?|Songs"  # no "Song Min-soon", no "Kim Sang-bae"
_NO_VERSE = r"(?<!along following )(?<!along the following )(?<!along these )(?<!along those )(?<!on these )"
SUNG = lazy(rf"\b(?:(?i:{_NO_VERSE}(?:{_WORDS}))|(?:{_SONGS})(?!-))\b")


class Bare(Protocol):
    """A line: its text without white space at either end, the blank lines above, and whether anything else
    parts it from the line above."""

    @property
    def bare(self) -> str: ...
    @property
    def blanks(self) -> int: ...
    @property
    def paged(self) -> bool: ...


def sings_below(above: Bare, line: Bare) -> bool:
    """Does a line that speaks of verse end with its sentence, and a small letter, which begins no sentence,
    stand right below: "A leaflet bore these lines." / "who has seen the wind"?"""
    if above.bare[-1] != "." or not line.bare[0].islower() or line.blanks or line.paged:
        return False
    return SUNG.search(above.bare) is not None and is_terminal(above.bare)
