"""Where the lines of a file can only be a cable's, and what of the rest reads like a cable's prose.

Law of this file: it measures, it labels nothing. Lines are those of a file that are not blank; a
second list says above which of them a blank line stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.lines import is_terminal

_UNWRAPPED = 120  # characters of a paragraph that stands on one line
_WORDS = 4  # of a sentence at least
_MENU_WORDS = lazy(
    r"\W*(?:home|search|top|back|next|previous|login|log|register|contact|about|menu|share|print|e-?mail|help|news|"
    r"archive|articles?|latest|related|comments?|reply|links?|tags?|more|advertisements?|privacy|terms|imprint|donate|"
    r"subscribe|follow|facebook|twitter|navigation|footer|sitemap)\b",
    re.IGNORECASE,
)


class Edges(NamedTuple):
    """Lines above the cable, and the first line below the paragraph that its last sure line begins,
    among a file's lines."""

    top: int
    bottom: int
    certain: bool  # the cable begins with a line of its transmission header
    signature: int  # the first line from bottom on that is a surname and nothing else; -1 none


def edges(lines: Sequence[str], apart: Sequence[bool] = ()) -> Edges:
    """Where the lines (none blank) can only be the cable's: from top to before bottom.

    apart: for each line whether a blank line stands above it; empty where that is not known.
    """
    first, sure, expected, numbered = -1, -1, 1, False
    for index, text in [(index, text) for index, text in enumerate(lines) if site.TELLING[text[:2]]]:
        header = site.HEADER_LINE.match(text)
        number = site.NUMBERED.match(text)
        counts = number is not None and expected <= int(number["number"]) <= expected + 5
        if number is not None and counts:
            expected = int(number["number"]) + 1
        if header or counts or site.SURE_LINE.match(text) or site.SOFT_HEADER_LINE.match(text):
            first, sure, numbered = (index if first < 0 else first), index, counts
    opening = lines[first].lstrip() if first >= 0 and site.HEADER_LINE.match(lines[first]) else ""
    bottom = _end_of_paragraph(lines, apart, sure) if numbered else sure + 1
    return Edges(
        max(first, 0),
        bottom,
        opening[:1].isalpha() and opening[0] != "E",  # an executive order opens no cable
        _signature(lines, apart, bottom) if sure >= 0 else -1,
    )


def _end_of_paragraph(lines: Sequence[str], apart: Sequence[bool], at: int) -> int:
    """The first line below the paragraph: at a blank line, where the text has any between paragraphs,
    else below the first line that ends a sentence."""
    blanks = any(apart)
    while at + 1 < len(lines) and not (blanks and apart[at + 1]):
        if len(lines[at]) > _UNWRAPPED or (not blanks and is_terminal(lines[at].strip())):
            break
        at += 1
    return at + 1


def _signature(lines: Sequence[str], apart: Sequence[bool], start: int) -> int:
    for at in range(start, len(lines)):
        text = lines[at]
        if not text.lstrip()[:1].isupper() or not site.SIGNATURE.fullmatch(text) or _MENU_WORDS.match(text):
            continue
        above = not apart or apart[at] or is_terminal(lines[at - 1].strip())
        if above and (not any(apart) or at + 1 == len(lines) or apart[at + 1]):
            return at
    return -1


def is_prose(lines: Sequence[str], apart: Sequence[bool], at: int) -> bool:
    """Is this line a sentence, or a part of one that goes on from or into the lines beside it?"""
    text = lines[at].strip()
    below = at + 1 < len(lines) and not (apart and apart[at + 1]) and lines[at + 1].lstrip()[:1].islower()
    sentence = is_terminal(text) and not text.endswith(":") and text.count(" ") + 1 >= _WORDS
    return text[:1].islower() or below or sentence
