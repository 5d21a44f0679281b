"""Pages: markers, running headers, stamps and the headers that a section restart repeats.

Laws of this stage: it labels PAGE_LINE and REPEAT and splits lines for them, nothing else.
A count in prose ("12 of 15 seats", "section 002 of 003") is never a marker: a marker is a
whole line of its shape, or, inside a line, repeats the serial of this very cable.
"""

from __future__ import annotations

from cableconv.grammar.pages import CLASSIFIED_SERIAL, FIRST_PARAGRAPH, IDENTITY, NUMBER_ONE
from cableconv.grammar.stamps import CASE_STAMP, REVIEW_STAMP, REVIEWED
from cableconv.model import Kind, Reason, Span, Spans
from cableconv.pages.banners import (
    BANNER_STEMS,
    mark_banners,
    mark_beside_counted,
    mark_counted,
    mark_releases,
    part_banners,
)
from cableconv.pages.glued import part_addresses
from cableconv.pages.identity import identity_of
from cableconv.pages.lone import lone_headings
from cableconv.pages.markers import is_whole, mark_line
from cableconv.pages.others import of_others
from cableconv.pages.restarts import break_at_sections, mark_repeats
from cableconv.pages.sections import parted
from cableconv.pages.split_headings import split_headings
from cableconv.pages.stamps import stamped
from cableconv.pages.strays import STRAYS, mark_strays
from cableconv.pages.tops import mark_tops

_LINE = Kind.LINE  # looked up once, not every span
_SHORT = 200  # columns of a classification line with foreign words behind it
_MARKED = frozenset({"OF", "PAGE", "SECTION", "[Page", "[page"})
_TWICE = (
    "E.O. 1",
    "EO 1",
    "E.O.1",
    "E. O. 1",
    "E.0. 1",
    "SUBJECT:",
    "SUBJ:",
    "Subject:",
)  # in a crawl nothing else may be left of a section's header
_TOKENS = (
    " OF ",
    " of 0",
    "PAGE ",
    "PAGE\n",
    "PAGE\r",
    "Page ",
    "page ",
    *REVIEWED,
    "Case No.",
    "000",
    " TOR:",
    "Current Class",
    "CURRENT CLASS",
    "Current Handling",
    "CURRENT HANDLING",
)


def mark(spans: Spans) -> Spans:
    """Label page markers, banners, stamps and repeated section headers in line spans."""
    spans = part_addresses(spans)
    telling = _telling_lines(spans)
    if not telling:
        return spans
    spans = _wrapped_stamps(spans, telling)
    telling -= _own_line(spans)
    identity = identity_of(spans)
    spans = split_headings(spans, telling, identity)
    telling -= of_others(spans, telling, identity) | lone_headings(spans, telling)
    marked: list[Span] = []
    done = 0
    for at in sorted(telling):
        marked += spans[done:at]
        marked += mark_line(spans[at], identity, whole=is_whole(spans, at))
        done = at + 1
    marked += spans[done:]
    repeats = mark_repeats(_with_banners(mark_releases(parted(mark_tops(part_banners(marked))))), identity)
    return tuple(mark_strays(break_at_sections(repeats), identity))


def _wrapped_stamps(spans: Spans, telling: set[int]) -> Spans:
    """The spans with stamps that are wrapped over several lines marked, and their lines out of telling."""
    if not any(word in spans[at].text for at in telling for word in (*REVIEWED, "Case No.")):
        return spans
    texts = [span.text if span.kind is _LINE else "" for span in spans]
    several = {at for at in stamped(texts) if not _is_stamp(texts[at].strip())}
    telling -= several
    reason = Reason("CC203", "stamp of a review or a release, over several lines or with its reviewer", 0.97)
    return tuple(
        Span(Kind.PAGE_LINE, span.text, "", reason) if at in several else span
        for at, span in enumerate(spans)
    )


def _is_stamp(text: str) -> bool:
    return bool(REVIEW_STAMP.fullmatch(text) or CASE_STAMP.fullmatch(text))


def _with_banners(spans: list[Span]) -> list[Span]:
    return mark_beside_counted(mark_counted(mark_banners(spans)))


def _own_line(spans: Spans) -> set[int]:
    """The place of the cable's classification line where words follow on it: no marker is in it."""
    for at, span in enumerate(spans):
        text = span.text
        if span.kind is not _LINE:
            continue
        if FIRST_PARAGRAPH[text[:2]] and NUMBER_ONE.match(text):
            break
        if IDENTITY[text[:2]] and (found := CLASSIFIED_SERIAL.match(text)):
            after = text[found.end() :].split()
            return (
                {at} if after and (all(word in STRAYS for word in after) or _tailed(text, after)) else set()
            )
    return set()


def _tailed(text: str, after: list[str]) -> bool:
    """Does the line go on with words that are no part of a marker?"""
    return len(text) < _SHORT and not after[0].isdigit() and not _MARKED.intersection(after)


def _telling_lines(spans: Spans) -> set[int]:
    """Places of the lines that may hold a marker: the rest of the stage looks at no others."""
    lines = [at for at, span in enumerate(spans) if span.kind is _LINE]
    texts = [spans[at].text for at in lines]
    everything = "".join(texts)
    tokens = [token for token in _TOKENS if token in everything]
    tokens += [token for token in _TWICE if everything.count(token) > 1]
    telling = {at for token in tokens for at, text in zip(lines, texts, strict=True) if token in text}
    capitals = [(at, text.strip()) for at, text in zip(lines, texts, strict=True) if text.isupper()]
    telling.update([at for at, text in capitals if text.startswith(BANNER_STEMS) or text in STRAYS])
    return telling
