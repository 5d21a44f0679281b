"""Lines that a page begins with and that words of a text can be as well: banners and "PAGE 02" alone.

Law of this file: what neither repeats the header nor stands beside another page line is text of the cable.
"""

from __future__ import annotations

from itertools import pairwise

from cableconv.grammar import pages as grammar
from cableconv.grammar import stamps as stamp_forms
from cableconv.lexicon.classification_words import classification_word
from cableconv.model import Kind, Span, Spans
from cableconv.pages.identity import STEMS
from cableconv.pages.markers import heading_of, is_whole

_LINE, _PAGE_LINE, _BLANK = Kind.LINE, Kind.PAGE_LINE, Kind.BLANK  # looked up once, not every span
# Captions that stand with a banner, or say that a reviewer took one off.
CAPTIONED = (
    "SIPDIS",
    "SENSITIVE",
    "NOFORN",
    "NODIS",
    "EXDIS",
    "LIMDIS",
    "STADIS",
    "EFTO",
    "SBU",
    "DECAPTIONED",
)
_CAPTIONS = frozenset(CAPTIONED)
_LONGEST = 80  # columns of a banner
_LABELS = ("LASSIFICATION", "lassification", "Current Class")
_WIDE = 90  # of a hundred lines, sorted by length: the one that is as long as the text is wide
_TELLING = 6  # lines of a body whose width is believed
_LOWEST = "UNCLASSIFIED"  # what the markings of unclassified text count as


def lone_banners(spans: list[Span], banners: list[int], body: int) -> list[int]:
    """Places of banners of the body that no page line stands beside and that the header confirms.

    banners: the places of lines that read like one and are marked by nothing else; body: where it begins.
    """
    below = [at for at in banners if at > body]
    if not below:
        return []
    said = _said(spans, body)
    fit = [at for at in below if not said or level_of(spans[at].text) in said]
    several = sum(1 for at in fit if _beside(spans, at, 1) < len(spans)) > 1  # the last ends the text
    sure = several or (bool(said) and any(span.kind is _PAGE_LINE and span.value for span in spans))
    return [at for at in fit if sure or not _is_told(spans, at) or (said and _ends_a_page(spans, at, body))]


def lone_headings(spans: Spans, telling: set[int]) -> frozenset[int]:
    """Places of lines "PAGE 02" without post and serial that nothing shows to be a page heading: no banner
    or other page line beside it, no further page that it counts up with."""
    numbers: list[int] = []
    bare: set[int] = set()
    for at in sorted(telling):
        text = spans[at].text
        heading = heading_of(text) if "PAGE" in text and is_whole(spans, at) else None
        page = heading.groupdict().get("page") if heading else None
        if heading is None or not (page and page.isdigit()):
            continue
        numbers.append(int(page))
        if text.split() == ["PAGE", page]:
            bare.add(at)
    if not bare or (len(numbers) > 1 and all(one < after for one, after in pairwise(numbers))):
        return frozenset()
    return frozenset(
        at for at in bare if not any(_is_of_a_page(spans, _beside(spans, at, step)) for step in (-1, 1))
    )


def _is_of_a_page(spans: Spans, at: int) -> bool:
    """Is this line a banner, a stamp or a heading that names the cable?"""
    if not 0 <= at < len(spans) or spans[at].kind is not _LINE:
        return 0 <= at < len(spans) and spans[at].kind is _PAGE_LINE
    text = spans[at].text
    if len(text) > 2 * _LONGEST:
        return False
    return bool(
        grammar.BANNER.fullmatch(text)
        or stamp_forms.REVIEW_STAMP.search(text)
        or stamp_forms.CASE_STAMP.search(text)
        or grammar.DISTRIBUTION_LINE.fullmatch(text.strip())
        or heading_of(text)
    )


def _said(spans: list[Span], body: int) -> frozenset[str]:
    """The classifications that the header states, or a banner beside a page line."""
    said: set[str] = set()
    for at, (kind, text, _, _, _) in enumerate(spans):
        if kind is _PAGE_LINE or (at < body and any(label in text for label in _LABELS)):
            said.update(level_of(found[0]) for found in grammar.BANNER_INSIDE.pattern().finditer(text[:400]))
        elif at < body and kind is _LINE and text.isupper() and text.lstrip().startswith(STEMS):
            said.add(level_of(text))
    return frozenset(said - {""})


def banner_of(text: str) -> tuple[str, frozenset[str]] | None:
    """Classification and captions of a line that has nothing else, "SECRET/NODIS"; None of another line."""
    if len(text) > _LONGEST or not text.isupper():
        return None
    if grammar.BANNER.fullmatch(text):
        return level_of(text), frozenset()
    word = classification_word(text)
    captions = frozenset(text[word[1] if word else 0 :].replace("/", " ").split())
    return (word[0] if word else "", captions) if captions <= _CAPTIONS else None


def level_of(text: str) -> str:
    """The classification that a line begins with; marks of unclassified text are UNCLASSIFIED."""
    if text.lstrip().startswith(("SENSITIVE", "FOR OFFICIAL")):
        return _LOWEST
    word = classification_word(text)
    return word[0] if word else ""


def _is_told(spans: list[Span], at: int) -> bool:
    """Is this line part of what the text tells: below a colon, or in the middle of a sentence?"""
    before = _beside(spans, at, -1)
    if before < 0 or spans[before].kind is not _LINE:
        return False
    return spans[before].text.rstrip().endswith(":") or _goes_on(spans, at)


def _goes_on(spans: list[Span], at: int) -> bool:
    """Does the line above break off and a line with small letters go on below?"""
    before, after = _beside(spans, at, -1), _beside(spans, at, 1)
    if before < 0 or after >= len(spans) or not spans[before].kind is spans[after].kind is _LINE:
        return False
    ends = spans[before].text.rstrip()[-1:]
    return (ends.isalnum() or ends in ",;-") and spans[after].text.lstrip()[:1].islower()


def _ends_a_page(spans: list[Span], at: int, body: int) -> bool:
    """Does the line part a sentence where a line of the body is full, between blank lines or without any?
    A word that the text shows apart stands where its sentence has led to it, in any column."""
    before, after = _beside(spans, at, -1), _beside(spans, at, 1)
    if (before == at - 1) != (after == at + 1) or not _goes_on(spans, at):
        return False
    lengths = sorted(len(span.text.rstrip()) for span in spans[body:] if span.kind is _LINE)
    if len(lengths) < _TELLING:
        return False
    word = spans[after].text.split(maxsplit=1)[0]
    return len(spans[before].text.rstrip()) + 1 + len(word) > lengths[len(lengths) * _WIDE // 100]


def _beside(spans: Spans | list[Span], at: int, step: int) -> int:
    """The place of the next span that is no blank line; -1 or their number where there is none."""
    at += step
    while 0 <= at < len(spans) and spans[at].kind is _BLANK:
        at += step
    return at
