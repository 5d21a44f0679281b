"""Page markers inside longer lines: glued to text, or in a line whose ends a host has lost.

Law of this file: a piece of a line is a marker only where it repeats post and serial of this cable, or has
the shape of a stamp that no text has.
"""

import re
from collections.abc import Iterator

from cableconv.grammar import pages as grammar
from cableconv.grammar import stamps as stamp_forms
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import count
from cableconv.lexicon import tables
from cableconv.model import Kind, Reason
from cableconv.pages.identity import LEAST, Identity, bare
from cableconv.pages.inside_sections import restarts
from cableconv.pages.piece import Piece

_FIRST_NAMES = frozenset(
    "ABU ADDIS BANDAR BUENOS CAPE CIUDAD DAR EAST EL HO HONG KUALA LA MEXICO NEW NORTH PANAMA PHNOM "  # noqa: SIM905
    "PORT RIO SAN SANTO SAO SOUTH SRI ST TEL USMISSION USUN VATICAN WEST".split()
)  # first words of post names of two words
_REPEATED = 3_000  # columns of a header that a section repeats inside a line
_SERIAL_RUN = lazy(r"(?<!\d)\d{8}(?!\d)")
_INLINE_TAIL = lazy(
    r"(?:\s{1,4}(?P<page>\d{3})(?:\.\d)?\s{1,3}(?:[Oo0]?[Ff]|[Oo])\s{1,3}(?P<total>\d{3})(?!\d))?"
)
_CAPITALS = lazy(r"[A-Z][A-Z.'/-]*(?: [A-Z][A-Z.'/-]*){0,4}\s{1,4}\Z")
_BANNER_WORD = lazy(
    rf"(?-i: (?<![A-Z/]) ) {grammar.CLASSIFICATION} (?: [\s/]+ {grammar.CAVEAT} )*+ \s+ \Z",
    re.VERBOSE | re.IGNORECASE,
)
_PAGE_ABOVE = lazy(
    rf"(?-i: (?<! \S ) ) (?: {grammar.CLASSIFICATION} \s+ )? PAGE [ ]+ (?P<page> \d{{2}} ) \s+ \Z", re.VERBOSE
)
_NO_WORD = lazy(r"UNCLAS\b|[A-Z]( [A-Z])+\b")  # of a banner that no sentence has
_NAMES = lazy(  # what a classification is a word of the sentence behind
    r"\b(?:mark(?:ed|s)?|classif\w+|stamp\w*|label\w+|grad\w+|as|be|been|is|was|were|are|remain\w*|to|from|of|or|and|the|a"
    r"|at|level|words?)\s+\Z"
)
_BANNER = 60  # columns before a post's name in which its banner may stand
_SENT_AGAIN = lazy(r"\s*(?:\d{2}\s+)?(?:ACTION|ORIGIN|INFO)\s+[A-Z]{1,5}-\d{2}\b|\s*[ZOPR]\s\d{6}Z\s")


def pieces(text: str, identity: Identity) -> list[Piece]:
    """The pieces of a longer line that are page markers, in order."""
    found_all = list(_stamps(text, identity))
    for found in _SERIAL_RUN.finditer(text):
        if identity.agrees(found[0]) or not identity.serials:
            piece = _glued_marker(text, found.start(), found.end(), identity)
            if piece:
                found_all.append(piece)
    if "PAGE " in text and identity.serials:
        found_all.extend(_headings(text, identity))
    if "SECTION" in text and identity.serials:
        begun = restarts(text, identity, paged=any(piece.value for piece in found_all))
        found_all.extend(_with_page(text, piece) for piece in begun)
    return sorted(found_all, key=lambda piece: piece.start)


def _with_page(text: str, piece: Piece) -> Piece:
    """A header that a section repeats, with the page's banner and number right before it:
    "LIMITED OFFICIAL USE PAGE 02 LIMITED OFFICIAL USE SECTION 02 OF 02 TESTVILLE 3188"."""
    above = _PAGE_ABOVE.search(text, max(0, piece.start - _BANNER), piece.start)
    if above is None:
        return piece
    return piece._replace(start=above.start(), value=piece.value or str(int(above["page"])))


def _stamps(text: str, identity: Identity) -> Iterator[Piece]:
    small = identity.counts_on and "[page" in text
    forms = ("[Page" in text and grammar.INLINE_PAGE, small and grammar.INLINE_PAGE_SMALL)
    for found in [found for form in forms if form for found in form.pattern().finditer(text)]:
        shown = f'printed page number "{found[0]}"'
        yield Piece(found.start(), found.end(), found["page"], Reason("CC204", shown, 0.97))
    if "Case No." in text or any(word in text for word in stamp_forms.REVIEWED):
        stamps = stamp_forms.CASE_STAMP if "Case No." in text else stamp_forms.REVIEW_STAMP
        for found in stamps.pattern().finditer(text):
            yield Piece(
                found.start(), found.end(), "", Reason("CC203", f"stamp of {reviewer(found[0])}", 0.97)
            )


def reviewer(stamp: str) -> str:
    return "a release under FOIA" if "Case No." in stamp else "the systematic review"


def _headings(text: str, identity: Identity) -> Iterator[Piece]:
    """Page headings of this cable, with the banners before them and the header that a section repeats."""
    for found in grammar.HEADING_INSIDE.pattern().finditer(text):
        if not (identity.agrees(found["serial"]) and identity.names(" ".join(found["post"].split()))):
            continue
        page, section = count(found["page"]), count(found["section"] or "0")
        if not (found["sent"] or section) and (page < 2 or not identity.names_post):
            continue  # "PAGE 02 STATE 012345" alone is a heading where the header has this post and serial
        shown = f'page heading "{" ".join(found[0].split())}" inside a line, serial as in the header'
        value = str(page) if page > 1 or section > 1 else ""
        yield Piece(found.start(), found.end(), value, Reason("CC205", shown, 0.95))
        again = _SENT_AGAIN.match(text, found.end()) if page == 1 and section > 1 else None
        window = text[found.end() : found.end() + _REPEATED] if again else ""
        classified = grammar.CLASSIFIED_INSIDE.pattern().finditer(window)
        header = next((each for each in classified if identity.agrees(each["serial"])), None)
        if header:
            reason = Reason("CC207", f"header repeated for section {section}", 0.9)
            yield Piece(found.end(), found.end() + header.end(), "", reason, Kind.REPEAT)


def _glued_marker(text: str, start: int, end: int, identity: Identity) -> Piece | None:
    tail = _INLINE_TAIL.match(text, end)
    page = tail["page"] if tail else None
    head = text[max(0, start - 60) : start]
    capitals = _CAPITALS.search(head)
    if not capitals:
        return _folded_marker(head, start, tail, identity) if tail and page else None
    words = capitals[0].split()
    name = next((form for form in identity.forms() if " ".join(words).endswith(form)), None)
    if name is None:
        name = _written_apart(words, identity)
    if name is None and any(
        len(words[-1]) > LEAST and form.startswith(words[-1]) for form in identity.forms()
    ):
        name = words[-1]  # the first letters of the post's name
    if name is None:
        if identity.posts or page is None:
            return None
        glued = head[: capitals.start()][-1:].islower()
        name = " ".join(words) if glued else _last_name(words)  # "hasNEW POST": all of it is the name
    begin = text.rfind(name, max(0, start - 60), start)
    if begin < 0:
        return None
    front = _with_banner(text, begin, alone=page is not None)
    if page is None and front == begin:
        return None
    begin = front
    stop = tail.end() if tail and page else end
    agrees = "serial as in the header" if identity.serials else "no serial to compare"
    shown = f'page marker "{" ".join(text[begin:stop].split())}" inside a line, {agrees}'
    value = str(int(page)) if page else ""
    return Piece(begin, stop, value, Reason("CC205", shown, 0.95 if identity.serials else 0.85))


def _written_apart(words: list[str], identity: Identity) -> str | None:
    """The words that are the name of a post, or its beginning, which a page states without its blanks:
    "QUARRY HIL" of 2006QUARRYHILL00042."""
    letters = [bare(post) for post in identity.posts]
    for first in range(len(words)):
        name = bare("".join(words[first:]))
        if len(name) > LEAST and any(post.startswith(name) for post in letters):
            return " ".join(words[first:])
    return None


def _with_banner(text: str, begin: int, *, alone: bool) -> int:
    """Where a marker whose post's name begins here begins with the classification word before it, if any.
    alone: it is a marker without one, so that a word which may end a sentence must begin the line."""
    banner = _BANNER_WORD.search(text[max(0, begin - _BANNER) : begin])
    if banner is None:
        return begin
    start = begin - len(banner[0])
    capitals = banner[0].isupper()
    if not capitals and (not alone or text[:start].strip()):
        return begin
    whole = not alone or not text[:start].strip() or _NO_WORD.match(banner[0])
    # "the low CONFIDENTIAL TESTVILLE ...": no word of a sentence in small letters, which nothing names
    foreign = capitals and text[:start].rstrip()[-1:].islower() and not _NAMES.search(text[:start][-_BANNER:])
    return start if whole or foreign else begin


def _folded_marker(head: str, start: int, tail: re.Match[str], identity: Identity) -> Piece | None:
    """A marker whose case a site has folded, "Testville 00004453 002 of 003", behind this cable's serial."""
    bare = head.rstrip()
    for form in identity.forms() if identity.serials else ():
        printed = bare[-len(form) :]
        if printed.upper() == form and printed in (form.title(), form.lower()):
            begin = start - len(head) + len(bare) - len(form)
            if begin and head[: len(bare) - len(form)][-1:].isalpha():
                continue
            front = _with_banner(head, begin - start + len(head), alone=True)
            begin -= begin - start + len(head) - front
            shown = f'page marker "{printed} ... {" ".join(tail[0].split())}" inside a line, its case folded'
            return Piece(begin, tail.end(), str(int(tail["page"])), Reason("CC205", shown, 0.9))
    return None


def _last_name(words: list[str]) -> str:
    """The name of a post at the end of capitals, of one word or of two."""
    pair = " ".join(words[-2:])
    return pair if pair in tables.posts() or (words[-2:-1] and words[-2] in _FIRST_NAMES) else words[-1]
