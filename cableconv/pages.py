"""Pages: markers, running headers, stamps and the headers that a section restart repeats.

Laws of this file: it labels PAGE_LINE and REPEAT and splits lines for them, nothing else.
A count in prose ("12 of 15 seats", "section 002 of 003") is never a marker: a marker is a
whole line of its shape, or, inside a line, repeats the serial of this very cable.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from cableconv import tables
from cableconv.damaged_labels import mended
from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import count
from cableconv.model import Kind, Reason, Span, Spans

_STEMS = ("DE ", "UNCLAS", "CONFID", "SECRET", "TOP SEC", "LIMITED", "C O N", "U N C", "S E C", "T O P")
_BANNER_STEMS = ("UNC", "CON", "SEC", "TOP", "LIM", "SEN", "FOR", "U N", "C O", "S E", "T O")
_FIRST_NAMES = frozenset(
    "ABU ADDIS BANDAR BUENOS CAPE CIUDAD DAR EAST EL HO HONG KUALA LA MEXICO NEW NORTH PANAMA PHNOM "  # noqa: SIM905
    "PORT RIO SAN SANTO SAO SOUTH SRI ST TEL USMISSION USUN VATICAN WEST".split()
)  # first words of post names of two words
_STRAYS = frozenset({"SIPDIS", "SENSITIVE", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS"})
_STRAY_STARTS = frozenset({"DE", "ZN", "E.", "EO", "Z ", "O ", "P ", "R ", "Cl"})
_TWICE = "E.O. 1"
_UNWRAPPED = 400  # columns of a line whose ends are lost
_HEADER_COLUMNS = 8_000  # of such a line that its header may fill
_LONGEST_STRAY = 80  # characters of a header line that a section repeats
_HEADER_SPANS = 400  # a header is never longer, blank lines and addressees included
_LIKE = 0.6  # words of two header lines that agree, among all of theirs
_WORDS = lazy(r"[A-Z0-9]+")
_SERIAL_RUN = lazy(r"(?<!\d)\d{8}(?!\d)")
_TOKENS = (" OF ", " of 0", "PAGE ", "[Page ", "/Released", "/RELEASED", "Case No.", "000")
_INLINE_TAIL = lazy(r"(?:\s{1,4}(?P<page>\d{3})(?:\.\d)?\s{1,3}[Oo][Ff]\s{1,3}(?P<total>\d{3})(?!\d))?")
_CAPITALS = lazy(r"[A-Z][A-Z.'/-]*(?: [A-Z][A-Z.'/-]*){0,4}\s{1,4}\Z")
_BANNER_WORD = lazy(
    r"(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|U N C L A S(?: S I F I E D)?"
    r"|C O N F I D E N T I A L|S E C R E T)\s+\Z"
)


class Identity:
    """What the cable's own header says of itself: serials (as integers) and post names."""

    __slots__ = ("posts", "serials")

    def __init__(self, serials: frozenset[int], posts: frozenset[str]) -> None:
        self.serials = serials
        self.posts = posts

    def agrees(self, serial: str) -> bool:
        """Does a marker's serial agree with a serial of the header (its last four digits)?"""
        number = int(serial)
        return any(number == known or number % 10_000 == known for known in self.serials)


def mark(spans: Spans) -> Spans:
    """Label page markers, banners, stamps and repeated section headers in line spans."""
    telling = _telling_lines(spans)
    if not telling:
        return spans
    identity = _identity(spans)
    marked: list[Span] = []
    done = 0
    for at in sorted(telling):
        marked += spans[done:at]
        marked += _mark_line(spans[at], identity, whole=_is_whole(spans, at))
        done = at + 1
    marked += spans[done:]
    return tuple(_mark_strays(_mark_repeats(_mark_banners(_mark_releases(marked))), identity))


def _telling_lines(spans: Spans) -> set[int]:
    """Places of the lines that may hold a marker: the rest of the stage looks at no others."""
    lines = [(at, text) for at, (kind, text, _, _, _) in enumerate(spans) if kind is Kind.LINE]
    capitals = [(at, text.strip()) for at, text in lines if text.isupper()]
    telling = {at for at, text in capitals if text.startswith(_BANNER_STEMS) or text in _STRAYS}
    everything = "".join([text for _, text in lines])
    for token in [token for token in _TOKENS if token in everything]:
        telling.update([at for at, text in lines if token in text])
    if everything.count(_TWICE) > 1:  # in a crawl nothing else may be left of a section's header
        telling.update([at for at, text in lines if _TWICE in text])
    return telling


def _identity(spans: Spans) -> Identity:
    serials: set[int] = set()
    posts: set[str] = set()
    for kind, text, _, _, _ in spans:
        unwrapped = len(text) > _UNWRAPPED  # a host may have lost the line ends of the header
        if kind is not Kind.LINE or not (unwrapped or grammar.IDENTITY[text[:2]]):
            continue
        if not unwrapped and not text.lstrip().startswith(_STEMS):
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
    return Identity(frozenset(serials), frozenset(posts) or _posts_of_markers(spans))


def _posts_of_markers(spans: Spans) -> frozenset[str]:
    """Posts that page markers name, where no header does; of two the one that the other ends with."""
    lines = [span.text for span in spans if span.kind is Kind.LINE and len(span.text) < _LONGEST_STRAY]
    markers = [grammar.PAGE_MARKER.fullmatch(text) for text in lines if " OF " in text]
    names = {" ".join(marker["post"].split()) for marker in markers if marker}
    names = {name for name in names if name.isupper() and not any(name.endswith(f" {o}") for o in names)}
    return frozenset(names if len(markers) > 1 else ())


def _is_whole(spans: Spans | list[Span], at: int) -> bool:
    """Is this span a line by itself, not what is left beside a piece that was cut out?"""
    starts = at == 0 or spans[at - 1].text[-1] in "\r\n"
    return starts and (at + 1 == len(spans) or spans[at].text[-1] in "\r\n")


def _mark_line(span: Span, identity: Identity, *, whole: bool) -> Iterator[Span]:
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
    heading = (
        grammar.PAGE_HEADING.fullmatch(text)
        or grammar.RELAYED_PAGE.fullmatch(text)
        or grammar.DISTRIBUTION_PAGE.fullmatch(text)
    )
    if heading and (heading["post"] or len(text) < 60):
        page = count(heading.groupdict().get("page") or "0")
        shown = f'page heading "{" ".join(text.split())}"'
        # the text itself begins page 1, so its heading breaks nothing; that of a later section does
        breaks = page > 1 or (page == 1 and int(heading.groupdict().get("section") or 1) > 1)
        return (str(page) if breaks else ""), Reason("CC202", shown, 0.97)
    stamp = grammar.REVIEW_STAMP.search(text) or grammar.CASE_STAMP.search(text)
    if stamp and len(text.strip()) == len(stamp[0]):
        return "", Reason("CC203", f"stamp of {_reviewer(stamp[0])}", 0.99)
    page_number = grammar.INLINE_PAGE.fullmatch(text.strip())
    if page_number:
        return page_number["page"], Reason("CC204", f'printed page number "{text.strip()}"', 0.97)
    return None


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
    if any(name.endswith(f" {form}") for form in _names(identity)):
        return False
    return len(words) < 5 and not any(word.endswith(".") and word.upper() != "ST." for word in words)


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
        return None
    words = capitals[0].split()
    name = next((form for form in _names(identity) if " ".join(words).endswith(form)), None)
    if name is None:
        if identity.posts or page is None:
            return None
        pair = " ".join(words[-2:])
        name = pair if pair in tables.posts() or (words[-2:-1] and words[-2] in _FIRST_NAMES) else words[-1]
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


def _cut_out(text: str, pieces: list[tuple[int, int, str, Reason]]) -> Iterator[Span]:
    """The line with its markers cut into spans of their own; the rest stays LINE."""
    at = 0
    for start, end, value, reason in pieces:
        if start < at:
            continue
        if start > at:
            yield Span(Kind.LINE, text[at:start])
        if not text[end:].strip():
            end = len(text)
        yield Span(Kind.PAGE_LINE, text[start:end], value, reason)
        at = end
    if at < len(text):
        yield Span(Kind.LINE, text[at:])


def _mark_releases(spans: list[Span]) -> list[Span]:
    """The decision on a release, alone on its line, in a copy that has the stamp of one."""
    if not [True for kind, text, _, _, _ in spans if kind is Kind.PAGE_LINE and "Case No." in text]:
        return spans
    reason = Reason("CC203", "decision on a release under FOIA", 0.95)
    return [
        Span(Kind.PAGE_LINE, span.text, "", reason)
        if span.kind is Kind.LINE and "RELEASE" in span.text and grammar.RELEASE_STAMP.fullmatch(span.text)
        else span
        for span in spans
    ]


def _mark_banners(spans: list[Span]) -> list[Span]:
    """Classification words alone on a line: beside a page line, or once the body runs."""
    capitals = [at for at, (kind, text, _, _, _) in enumerate(spans) if kind is Kind.LINE and text.isupper()]
    banners = [index for index in capitals if _is_banner(spans, index)]
    if not banners:
        return spans
    result = list(spans)
    body = _body_begins(spans)
    for index in (*reversed(banners), *banners):  # both ways: banners stand in pairs
        text = spans[index].text
        beside = Kind.PAGE_LINE in (_neighbour(result, index, -1), _neighbour(result, index, 1))
        alone = index > body and grammar.BANNER.fullmatch(text) and not _is_a_word(spans, index, banners)
        if beside or alone:
            where = "beside a page line" if beside else "alone on a line of the body"
            reason = Reason(
                "CC206", f'classification banner "{text.strip()}" {where}', 0.95 if beside else 0.85
            )
            result[index] = Span(Kind.PAGE_LINE, text, "", reason)
    return result


def _is_a_word(spans: list[Span], index: int, banners: list[int]) -> bool:
    """Does a sentence run on to this line and no other banner or blank line part it from the text?"""
    if index == 0 or index + 1 == len(spans) or {index - 1, index + 1} & {*banners}:
        return False
    before, after = spans[index - 1], spans[index + 1]
    adjacent = before.kind is after.kind is Kind.LINE and not grammar.REPEATED_LINE.fullmatch(after.text)
    return adjacent and before.text.rstrip()[-1:].isalpha() and before.text.count(" ") > 3


def _mark_strays(spans: list[Span], identity: Identity) -> list[Span]:
    """Lines of the header alone in the body: what a crawl has left of a section's restart.

    SIPDIS is no word and needs no header line like it.
    """
    strays = [
        at
        for at, (kind, text, _, _, _) in enumerate(spans)
        if kind is Kind.LINE
        and len(text) < _LONGEST_STRAY
        and (text.lstrip()[:2] in _STRAY_STARTS or text.strip() in _STRAYS)
    ]
    if not strays:
        return spans
    body = _body_begins(spans)
    known = {" ".join(span.text.split()) for span in spans[: min(body, _HEADER_SPANS)]} | {"SIPDIS"}
    result = list(spans)
    for index in strays:
        text = spans[index].text
        if index <= body or result[index].kind is not Kind.LINE or not _is_whole(spans, index):
            continue
        bare = " ".join(text.split())
        caption = bare in _STRAYS and bare in known
        repeated = bare in known and grammar.REPEATED_ALONE.fullmatch(bare) is not None
        if not (caption or repeated or _restarts_alone(bare, identity)):
            continue
        what = "caption" if caption else "line"
        reason = Reason("CC207", f'{what} of the header in the body: "{bare}"', 0.9)
        places = [index, *(_goes_on(spans, index, known) if repeated else ())]
        for place in places:
            result[place] = Span(Kind.REPEAT, spans[place].text, "", reason)
    return result


def _goes_on(spans: list[Span], index: int, known: set[str]) -> Iterator[int]:
    """Places of the following lines that the header has as well: the element's other lines."""
    for place in range(index + 1, len(spans)):
        if spans[place].kind is Kind.BLANK:
            continue
        if spans[place].kind is not Kind.LINE or " ".join(spans[place].text.split()) not in known:
            return
        yield place


def _restarts_alone(bare: str, identity: Identity) -> bool:
    """The DE line of a later section of this cable."""
    station = grammar.STATION_LINE.match(bare) if bare.startswith("DE ") else None
    return bool(station and int(station["section"] or 1) > 1 and identity.agrees(station["serial"]))


def _is_banner(spans: list[Span], index: int) -> bool:
    text = spans[index].text
    return (
        len(text) <= 80
        and text.lstrip().startswith(_BANNER_STEMS)
        and bool(grammar.BANNER.fullmatch(text) or grammar.PRINT_BANNER.fullmatch(text))
        and _is_whole(spans, index)
    )


def _body_begins(spans: list[Span]) -> int:
    """Place of the first numbered paragraph; beyond the end when there is none."""
    for index, (kind, text, _, _, _) in enumerate(spans):
        if kind is Kind.LINE and grammar.FIRST_PARAGRAPH[text[:2]] and grammar.NUMBER_ONE.match(text):
            return index
    return len(spans)


def _neighbour(spans: list[Span], index: int, step: int) -> Kind | None:
    index += step
    while 0 <= index < len(spans):
        if spans[index].kind is not Kind.BLANK:
            return spans[index].kind
        index += step
    return None


def _mark_repeats(spans: list[Span]) -> list[Span]:
    """Headers that later sections repeat, from the separator before to the last equal line."""
    restarts = [
        index
        for index, (kind, text, _, _, _) in enumerate(spans)
        if kind is Kind.LINE and "OF" in text and _is_whole(spans, index) and _restarts(text)
    ]
    if restarts and _opens_the_text(spans, restarts[0]):
        restarts = restarts[1:]  # the file holds a later section alone
    if not restarts:
        return spans
    marked = any(span.kind is Kind.PAGE_LINE and span.value for span in spans)
    result = list(spans)
    openings = [
        index
        for index, (kind, text, _, _, _) in enumerate(spans)
        if kind is Kind.LINE and grammar.IDENTITY[text[:2]] and _opens_a_section(text)
    ]
    for restart in restarts:
        before = bisect_left(openings, restart)
        opens = openings[before - 1] if before else 0
        known = _header_around(spans, opens, restart)
        above = _header_around(spans, opens, restart, transmission=True)
        region = _reach(spans, restart, -1, above) | _reach(spans, restart, 1, known)
        for index in region:
            text = spans[index].text
            reason = Reason("CC207", f'header repeated for a section: "{text.strip()[:60]}"', 0.95)
            result[index] = Span(Kind.REPEAT, text, "", reason)
        result[restart] = _section_line(spans[restart].text, alone=not marked)
    return result


def _opens_the_text(spans: list[Span], index: int) -> bool:
    """Is this the file's first classification line, with no text of an earlier section before it?"""
    return not any(
        span.kind is Kind.LINE
        and (
            grammar.CLASSIFIED_SERIAL.match(span.text)
            or grammar.NUMBER_ONE.match(span.text)
            or sum(map(str.islower, span.text)) > 20
        )
        for span in spans[:index]
    )


def _section_line(text: str, *, alone: bool) -> Span:
    """The line that begins a section; in a copy without page markers it begins a page as well."""
    section = grammar.SECTION_LINE.fullmatch(text.strip())
    number = count(section["final_total"] or section["number"]) if section else 0
    reason = Reason("CC208", f'section {number} begins: "{text.strip()}"', 0.97)
    return Span(Kind.PAGE_LINE, text, str(number), reason) if alone else Span(Kind.REPEAT, text, "", reason)


def _restarts(text: str) -> bool:
    section = grammar.SECTION_LINE.fullmatch(text.strip())
    return bool(section and (section["final"] or count(section["number"]) > 1))


def _opens_a_section(text: str) -> bool:
    """A classification line that begins no later section: a file may hold several cables."""
    stem = text.lstrip().startswith(_STEMS)
    return stem and grammar.CLASSIFIED_SERIAL.match(text) is not None and not _restarts(text)


def _header_around(
    spans: list[Span], opens: int, restart: int, *, transmission: bool = False
) -> frozenset[str]:
    """The lines of the header of this cable's first section, white space collapsed.

    opens: the place of its classification line. transmission: its lines before the text alone.
    """
    begins = opens
    while begins > 0 and _may_be_transmission(spans[begins - 1]):
        begins -= 1
    lines: set[str] = set()
    for index in range(begins, min(begins + _HEADER_SPANS, restart)):
        span = spans[index]
        if span.kind is Kind.LINE:
            if index >= opens and grammar.NUMBER_ONE.match(span.text):
                break
            if transmission and grammar.CLASSIFIED_SERIAL.match(span.text):
                break
            lines.add(" ".join(span.text.split()))
    return frozenset(lines)


def _may_be_transmission(span: Span) -> bool:
    """May this stand above the classification line: no running text, no end of a cable above?"""
    text = span.text.strip()
    return span.kind is not Kind.LINE or (text != "NNNN" and not any(map(str.islower, text)))


def _reach(spans: list[Span], start: int, step: int, known: frozenset[str]) -> set[int]:
    """Places next to start, blank lines skipped, whose lines belong to a repeated header."""
    reached: set[int] = set()
    distribution = False
    index = start + step
    while 0 <= index < len(spans):
        span = spans[index]
        if span.kind is Kind.LINE:
            text = span.text.strip()
            office = text.isdigit() and len(text) == 2 and distribution
            if not (_is_known(text, known) or _repeats(span.text) or office):
                break
            reached.add(index)
            distribution = grammar.DISTRIBUTION_LINE.fullmatch(text) is not None
        elif span.kind not in (Kind.BLANK, Kind.PAGE_LINE, Kind.BOILERPLATE):
            break
        index += step
    return reached


def _is_known(text: str, known: frozenset[str]) -> bool:
    """A line of the first header: the same one, or its element with a letter or a sign changed."""
    bare = " ".join(text.split())
    if bare in known:
        return True
    bare = mended(bare)
    if not grammar.LABELLED_LINE.match(bare):
        return False
    words = _words(bare)
    return any(_LIKE * len(words | other) <= len(words & other) for other in _labelled(known))


@lru_cache(maxsize=8)
def _labelled(known: frozenset[str]) -> tuple[set[str], ...]:
    """The words of each line that has a label."""
    whole = [mended(line) for line in known]
    return tuple(_words(line) for line in whole if grammar.LABELLED_LINE.match(line))


def _words(line: str) -> set[str]:
    return set(_WORDS.findall(line.upper().replace(".", "")))


def _repeats(text: str) -> bool:
    """A line that a section's header has though the first header may lack it."""
    return bool(grammar.REPEATED_LINE.fullmatch(text) or grammar.DISTRIBUTION_LINE.fullmatch(text.strip()))
