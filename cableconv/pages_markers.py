"""Page markers: whole lines of their shape, and pieces of lines that name this cable's serial.

Law of this file: one line at a time, against what the cable's own header says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv import tables
from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import count
from cableconv.model import Kind, Reason, Span, Spans

STEMS = ("DE ", "UNCLAS", "CONFID", "SECRET", "TOP SEC", "LIMITED", "C O N", "U N C", "S E C", "T O P")
_FIRST_NAMES = frozenset(
    "ABU ADDIS BANDAR BUENOS CAPE CIUDAD DAR EAST EL HO HONG KUALA LA MEXICO NEW NORTH PANAMA PHNOM "  # noqa: SIM905
    "PORT RIO SAN SANTO SAO SOUTH SRI ST TEL USMISSION USUN VATICAN WEST".split()
)  # first words of post names of two words
_LINE = Kind.LINE  # looked up once, not every span
_UNWRAPPED = 400  # columns of a line whose ends are lost
_HEADER_COLUMNS = 8_000  # of such a line that its header may fill
_POST = 5  # letters of a post's name that no other name ends with by chance
LONGEST_STRAY = 80  # characters of a header line that a section repeats
HEADER_SPANS = 400  # a header is never longer, blank lines and addressees included
_SERIAL_RUN = lazy(r"(?<!\d)\d{8}(?!\d)")
_INLINE_TAIL = lazy(
    r"(?:\s{1,4}(?P<page>\d{3})(?:\.\d)?\s{1,3}(?:[Oo0]?[Ff]|[Oo])\s{1,3}(?P<total>\d{3})(?!\d))?"
)
_CAPITALS = lazy(r"[A-Z][A-Z.'/-]*(?: [A-Z][A-Z.'/-]*){0,4}\s{1,4}\Z")
_BANNER_WORD = lazy(
    r"(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|U N C L A S(?: S I F I E D)?"
    r"|C O N F I D E N T I A L|S E C R E T)\s+\Z"
)


class Identity:
    """What the cable's own header says of itself: serials (as integers) and post names."""

    __slots__ = ("names_post", "posts", "serials")

    def __init__(self, serials: frozenset[int], posts: frozenset[str], *, names_post: bool) -> None:
        self.serials = serials
        self.posts = posts
        self.names_post = names_post  # does the header? Page markers may have told it

    def agrees(self, serial: str) -> bool:
        """Does a marker's serial agree with a serial of the header (its last four digits)?"""
        number = int(serial)
        return any(number == known or number % 10_000 == known for known in self.serials)


def identity_of(spans: Spans) -> Identity:
    serials: set[int] = set()
    posts: set[str] = set()
    identity = grammar.IDENTITY
    lines = [span.text for span in spans if span.kind is _LINE]
    for text in [text for text in lines if identity[text[:2]] or len(text) > _UNWRAPPED]:
        unwrapped = len(text) > _UNWRAPPED  # a host may have lost the line ends of the header
        if not unwrapped and not text.lstrip().startswith(STEMS):
            continue
        head = text[:_HEADER_COLUMNS]
        station = grammar.STATION_INSIDE.search(head) if unwrapped else grammar.STATION_LINE.match(head)
        if station:
            serials.add(int(station["serial"]))
        classified = (
            grammar.CLASSIFIED_INSIDE.search(head) if unwrapped else grammar.CLASSIFIED_SERIAL.match(head)
        )
        if classified:
            serials.add(int(classified["serial"]))
            posts.add(" ".join(classified["post"].split()).upper())
    return Identity(frozenset(serials), frozenset(posts) or _posts_of_markers(spans), names_post=bool(posts))


def _posts_of_markers(spans: Spans) -> frozenset[str]:
    """Posts that page markers name, where no header does; of two the one that the other ends with."""
    page_line = Kind.PAGE_LINE
    own = [span.text for span in spans if span.kind is _LINE or span.kind is page_line]
    whole = "".join(own)
    lines = whole.splitlines() if " OF " in whole else []
    markers = [
        grammar.PAGE_MARKER.fullmatch(text) for text in lines if " OF " in text and len(text) < LONGEST_STRAY
    ]
    names = {" ".join(marker["post"].split()) for marker in markers if marker}
    names = {name for name in names if name.isupper() and not any(name.endswith(f" {o}") for o in names)}
    return frozenset(names if len(markers) > 1 else ())


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
    yield from _cut_out(text, _inline(text, identity))


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
        page = count(heading.groupdict().get("page") or "0")
        shown = f'page heading "{" ".join(text.split())}"'
        # the text itself begins page 1, so its heading breaks nothing; that of a later section does
        breaks = page > 1 or (page == 1 and int(heading.groupdict().get("section") or 1) > 1)
        return (str(page) if breaks else ""), Reason("CC202", shown, 0.97)
    if "TOR:" in text and grammar.HEADING_MORE.fullmatch(text):
        return "", Reason("CC202", f'page heading, second line "{" ".join(text.split())}"', 0.97)
    stamp = (grammar.REVIEW_STAMP.search(text) if "/" in text else None) or (
        grammar.CASE_STAMP.search(text) if "Case" in text else None
    )
    if stamp and len(text.strip()) == len(stamp[0]):
        return "", Reason("CC203", f"stamp of {_reviewer(stamp[0])}", 0.99)
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


def _reviewer(stamp: str) -> str:
    return "a release under FOIA" if "Case No." in stamp else "the systematic review"


def _is_post(printed: str, identity: Identity) -> bool:
    """Is this the name of a post alone? Text of the cable may stand before it on the line.

    A name is in capitals, or as a site has folded it.
    """
    words = printed.split()
    if not (printed.isupper() or printed.islower() or all(word[:1].isupper() for word in words)):
        return False
    name = " ".join(words).upper()
    if any(name.endswith(f" {form}") or _is_glued(name, form) for form in _names(identity)):
        return False
    return len(words) < 5 and not any(word.endswith(".") and word.upper() != "ST." for word in words)


def _is_glued(name: str, post: str) -> bool:
    """Does the name of the post stand at the end of another word, "BEGIN TEXTTESTVILLE"?"""
    return len(post) >= _POST and len(name) > len(post) and name.endswith(post) and " " in name


def _names(identity: Identity) -> Iterator[str]:
    """The names of the cable's post in full, and as page markers cut them."""
    return (form for post in identity.posts for form in (post, post[:10].strip()))


def _inline(text: str, identity: Identity) -> list[tuple[int, int, str, Reason]]:
    """Pieces (start, end, page value, reason) of a longer line that are page markers."""
    pieces: list[tuple[int, int, str, Reason]] = []
    for found in grammar.INLINE_PAGE.pattern().finditer(text) if "[Page" in text else ():
        shown = f'printed page number "{found[0]}"'
        pieces.append((found.start(), found.end(), found["page"], Reason("CC204", shown, 0.97)))
    if "/Released" in text or "/RELEASED" in text or "Case No." in text:
        stamps = grammar.CASE_STAMP if "Case No." in text else grammar.REVIEW_STAMP
        for found in stamps.pattern().finditer(text):
            pieces.append(
                (found.start(), found.end(), "", Reason("CC203", f"stamp of {_reviewer(found[0])}", 0.97))
            )
    for found in _SERIAL_RUN.finditer(text):
        if identity.agrees(found[0]) or not identity.serials:
            piece = _glued_marker(text, found.start(), found.end(), identity)
            if piece:
                pieces.append(piece)
    return sorted(pieces, key=lambda piece: piece[0])


def _glued_marker(text: str, start: int, end: int, identity: Identity) -> tuple[int, int, str, Reason] | None:
    tail = _INLINE_TAIL.match(text, end)
    page = tail["page"] if tail else None
    head = text[max(0, start - 60) : start]
    capitals = _CAPITALS.search(head)
    if not capitals:
        return _folded_marker(head, start, tail, identity) if tail and page else None
    words = capitals[0].split()
    name = next((form for form in _names(identity) if " ".join(words).endswith(form)), None)
    if name is None:
        if identity.posts or page is None:
            return None
        glued = head[: capitals.start()][-1:].islower()
        name = " ".join(words) if glued else _last_name(words)  # "hasNEW POST": all of it is the name
    begin = text.rfind(name, max(0, start - 60), start)
    if begin < 0:
        return None
    if page is None:
        banner = _BANNER_WORD.search(text[max(0, begin - 30) : begin])
        if not banner:
            return None
        begin -= len(banner[0])
    stop = tail.end() if tail and page else end
    agrees = "serial as in the header" if identity.serials else "no serial to compare"
    shown = f'page marker "{" ".join(text[begin:stop].split())}" inside a line, {agrees}'
    value = str(int(page)) if page else ""
    return begin, stop, value, Reason("CC205", shown, 0.95 if identity.serials else 0.85)


def _folded_marker(
    head: str, start: int, tail: re.Match[str], identity: Identity
) -> tuple[int, int, str, Reason] | None:
    """A marker whose case a site has folded, "Testville 00004453 002 of 003", behind this cable's serial."""
    bare = head.rstrip()
    for form in _names(identity) if identity.serials else ():
        printed = bare[-len(form) :]
        if printed.upper() == form and printed in (form.title(), form.lower()):
            begin = start - len(head) + len(bare) - len(form)
            if begin and head[: len(bare) - len(form)][-1:].isalpha():
                continue
            shown = f'page marker "{printed} ... {" ".join(tail[0].split())}" inside a line, its case folded'
            return begin, tail.end(), str(int(tail["page"])), Reason("CC205", shown, 0.9)
    return None


def _last_name(words: list[str]) -> str:
    """The name of a post at the end of capitals, of one word or of two."""
    pair = " ".join(words[-2:])
    return pair if pair in tables.posts() or (words[-2:-1] and words[-2] in _FIRST_NAMES) else words[-1]


def _cut_out(text: str, pieces: list[tuple[int, int, str, Reason]]) -> Iterator[Span]:
    """The line with its markers cut into spans of their own; the rest stays LINE."""
    at = 0
    for start, end, value, reason in pieces:
        if start < at:
            continue
        if start > at:
            yield Span(Kind.LINE, text[at:start])
        if not text[end:].strip() and (start == at or text[start - 1].isspace()):
            end = len(text)  # else the line end parts the word that the marker is glued to from the next
        elif not text[:start].strip():
            end += len(text) - end - len(text[end:].lstrip())  # no indent of what follows
        yield Span(Kind.PAGE_LINE, text[start:end], value, reason)
        at = end
    if at < len(text):
        yield Span(Kind.LINE, text[at:])
