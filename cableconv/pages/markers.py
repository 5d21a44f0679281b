"""Page markers: whole lines of their shape, and pieces of lines that name this cable's serial.

Law of this file: one line at a time, against what the cable's own header says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.grammar import pages as grammar
from cableconv.grammar import stamps as stamp_forms
from cableconv.model import Kind, Reason, Span, Spans
from cableconv.pages.identity import LEAST, Identity
from cableconv.pages.inside import pieces, reviewer
from cableconv.pages.piece import Piece
from cableconv.pages.split_headings import damaged_heading, value_of

HEADER_SPANS = 400  # a header is never longer, blank lines and addressees included


def is_whole(spans: Spans | list[Span], at: int) -> bool:
    """Is this span a line by itself, not what is left beside a piece that was cut out?"""
    starts = at == 0 or spans[at - 1].text[-1] in "\r\n"
    return starts and (at + 1 == len(spans) or spans[at].text[-1] in "\r\n")


def mark_line(span: Span, identity: Identity, *, whole: bool) -> Iterator[Span]:
    text = span.text
    marker = _whole_line(text, identity) if whole and len(text) < 200 else None
    if marker is not None:
        value, reason = marker
        yield Span(Kind.PAGE_LINE, text, value, reason)
        return
    for part in _cut_out(text, pieces(text, identity)):
        if part.kind is Kind.LINE and len(part.text) < len(text):
            yield from mark_line(part, identity, whole=False)  # a marker glued to the one cut out
        else:
            yield part


def _whole_line(text: str, identity: Identity) -> tuple[str, Reason] | None:
    """Page value and reason when the whole line is a page marker."""
    marker = grammar.PAGE_MARKER.fullmatch(text)
    if marker and int(marker["page"]) <= int(marker["total"]) + 1 and _is_post(marker["post"], identity):
        shown = f'page marker "{" ".join(text.split())}"'
        if identity.agrees(marker["serial"]):
            return str(int(marker["page"])), Reason("CC201", f"{shown}, serial as in the header", 0.99)
        if not identity.serials:
            return str(int(marker["page"])), Reason("CC201", f"{shown}, no serial to compare", 0.9)
        if len(marker["serial"]) == 8 and text.strip().isupper():
            return str(int(marker["page"])), Reason("CC201", f"{shown}, serial differs from the header", 0.7)
    heading = heading_of(text)
    if heading and (heading["post"] or len(text) < 60):
        return value_of(heading), Reason("CC202", f'page heading "{" ".join(text.split())}"', 0.97)
    if (damaged := damaged_heading(text, identity)) and not heading:
        return value_of(damaged), Reason("CC202", f'damaged page heading "{" ".join(text.split())}"', 0.95)
    if text.lstrip()[:8].upper() == "CURRENT " and grammar.PRINTED_STATE.fullmatch(text):
        return "", Reason("CC202", f'page heading "{" ".join(text.split())}"', 0.97)
    if "TOR:" in text and grammar.HEADING_MORE.fullmatch(text):
        return "", Reason("CC202", f'page heading, second line "{" ".join(text.split())}"', 0.97)
    stamp = (stamp_forms.REVIEW_STAMP.search(text) if "eclassified" in text.lower() else None) or (
        stamp_forms.CASE_STAMP.search(text) if "Case" in text else None
    )
    if stamp and len(text.strip()) == len(stamp[0]):
        return "", Reason("CC203", f"stamp of {reviewer(stamp[0])}", 0.99)
    page_number = grammar.INLINE_PAGE.fullmatch(text.strip()) if "[" in text else None
    if page_number:
        return page_number["page"], Reason("CC204", f'printed page number "{text.strip()}"', 0.97)
    return None


def heading_of(text: str) -> re.Match[str] | None:
    """The page heading that a line is. Lines without the words that one has are not read further."""
    heading = None
    if "PAGE" in text:
        heading = grammar.PAGE_HEADING.fullmatch(text) or grammar.RELAYED_PAGE.fullmatch(text)
    return heading or (grammar.DISTRIBUTION_PAGE.fullmatch(text) if "OF" in text else None)


def _is_post(printed: str, identity: Identity) -> bool:
    """Is this the name of a post alone? Text of the cable may stand before it on the line.

    A name is in capitals, or as a site has folded it.
    """
    words = printed.split()
    if not (printed.isupper() or printed.islower() or all(word[:1].isupper() for word in words)):
        return False
    name = " ".join(words).upper()
    if any(name.endswith(f" {form}") or _is_glued(name, form) for form in identity.forms()):
        return False
    if len(words) > 1 and any(_cuts(words[-1], form) and not _cuts(name, form) for form in identity.forms()):
        return False  # "COMMENT GLIMFEN TESTVI": words of the cable before the stump of its post
    return len(words) < 5 and not any(word.endswith(".") and word.upper() != "ST." for word in words)


def _cuts(printed: str, post: str) -> bool:
    """Is this the post's name, or its first letters?"""
    return len(printed) > LEAST and post.startswith(printed)


def _is_glued(name: str, post: str) -> bool:
    """Does the name of the post stand at the end of another word, "BEGIN TEXTTESTVILLE"?"""
    return len(name) > len(post) >= LEAST and name.endswith(post) and (" " in name or len(post) > LEAST)


def _cut_out(text: str, found: list[Piece]) -> Iterator[Span]:
    """The line with its markers cut into spans of their own; the rest stays LINE."""
    at = 0
    behind_text = False
    for start, end, value, reason, kind in found:
        if start < at:
            continue
        if start > at:
            yield Span(Kind.LINE, text[at:start])
            behind_text = behind_text or not text[at:start].isspace()
        if not text[end:].strip() and not behind_text:
            end = len(text)  # else the line end is that of the text, and may end its block
        elif not text[:start].strip():
            end += len(text) - end - len(text[end:].lstrip())  # no indent of what follows
        yield Span(kind, text[start:end], value, reason)
        at = end
    if at < len(text):
        yield Span(Kind.LINE, text[at:])
