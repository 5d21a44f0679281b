"""Lines of the header alone in the body: what a crawl has left of the restart of a section.

Law of this file: a line is one only where the header has said the same, or where this cable's own station
and serial stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.grammar import pages as grammar
from cableconv.grammar import repeated
from cableconv.grammar.passing import NOTICE, PASSING_MIXED
from cableconv.grammar.references import REFERENCES_ALONE
from cableconv.model import Kind, Reason, Span
from cableconv.pages.extent import body_begins, is_running, second_page, text_begins
from cableconv.pages.header_lines import above_heading, is_of_header, opens_a_section
from cableconv.pages.identity import LONGEST_STRAY, Identity
from cableconv.pages.markers import HEADER_SPANS, is_whole

STRAYS = frozenset({"SIPDIS", "SENSITIVE", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS"})
Known = dict[str, int]
_LINE, _PAGE_LINE = Kind.LINE, Kind.PAGE_LINE  # looked up once, not every span
_SPACED = 0.9  # blank lines for each line of a double-spaced text
_STRAY_STARTS = frozenset({"DE", "ZN", "E.", "EO", "Z ", "O ", "P ", "R ", "Cl", "SU", "RE", "Su", "Re"})
_MAY_BE_STRAY = frozenset(begin[0] for begin in (*_STRAY_STARTS, *STRAYS))  # first characters


def mark_strays(spans: list[Span], identity: Identity) -> list[Span]:
    """Lines of the header alone in the body.

    SIPDIS is no word and needs no header line like it, but in a text without numbers, whose body may not have
    begun where its second page does.
    """
    strays = _may_be_strays(spans)
    if not strays:
        return spans
    body = body_begins(spans)
    unnumbered = body == len(spans)
    body = min(second_page(spans), text_begins(spans)) if unnumbered else body
    said = _said_by_the_header(spans, body)
    if not unnumbered:
        said.setdefault("SIPDIS", 0)
    result = list(spans)
    tails: dict[int, str] = {}  # what stands behind a DE line
    for index in strays:
        text = spans[index].text
        bare = " ".join(text.split())
        if result[index].kind is not _LINE or not is_whole(spans, index):
            continue
        known = said
        if index <= body:
            if not (_opens_a_page(spans, index, bare) or _is_below_its_header(spans, index, bare, said)):
                continue
            known = {line: place for line, place in said.items() if place < index}
        what = _what_is_repeated(spans, index, bare, known, identity)
        if not what:
            continue
        reason = Reason("CC207", f'{what} of the header in the body: "{bare}"', 0.9)
        if end := _words_behind(text, identity):
            tails[index] = text[end:]
            result[index] = Span(Kind.REPEAT, text[:end], "", reason)
            continue
        again = _is_again(spans, index, bare, known)
        beside = (*_goes_on(spans, index, known, 1), *_goes_on(spans, index, known, -1)) if again else ()
        for place in (index, *beside):
            result[place] = Span(Kind.REPEAT, spans[place].text, "", reason)
    for index in sorted(tails, reverse=True):
        result.insert(index + 1, Span(_LINE, tails[index]))
    return result


def _said_by_the_header(spans: list[Span], body: int) -> Known:
    """The lines of the header, white space collapsed, and where each stands first."""
    places = [at for at in range(min(body, HEADER_SPANS)) if spans[at].kind is not Kind.BLANK]
    said: Known = {}
    for at in above_heading(spans, places):
        said.setdefault(" ".join(spans[at].text.split()), at)
    return said


def _may_be_strays(spans: list[Span]) -> list[int]:
    """Places of the lines that begin as such a line does."""
    return [
        at
        for at, span in enumerate(spans)
        if span.kind is _LINE
        and len(span.text) < LONGEST_STRAY
        and (span.text[0] in _MAY_BE_STRAY or span.text[0].isspace())
        and (span.text.lstrip()[:2] in _STRAY_STARTS or span.text.strip() in STRAYS)
    ]


def _what_is_repeated(spans: list[Span], index: int, bare: str, known: Known, identity: Identity) -> str:
    """Is this a caption or another line of the header once more? Empty where it is the text's."""
    caption = bare in STRAYS and bare in known
    if not (caption or _is_again(spans, index, bare, known) or _restarts_alone(bare, identity)):
        return ""
    if _in_another_header(spans, index, known):
        return ""
    return "caption" if caption else "line"


def _is_again(spans: list[Span], index: int, bare: str, known: Known) -> bool:
    """Is this a line that the header has as well, and that no text would print?"""
    return bare in known and (
        repeated.REPEATED_ALONE.fullmatch(bare) is not None or _breaks_a_sentence(spans, index, bare)
    )


def _breaks_a_sentence(spans: list[Span], index: int, bare: str) -> bool:
    """Does the line of the subject or of the references stand in the middle of a sentence, as no quoted one
    does?"""
    if repeated.SUBJECT_ALONE.fullmatch(bare) is None:
        return False
    above = next((span.text for span in reversed(spans[:index]) if span.kind is Kind.LINE), "")
    return above.rstrip()[-1:].islower()


def _opens_a_page(spans: list[Span], index: int, bare: str) -> bool:
    """Does this line stand right below the line that begins a later page, and above once more?"""
    above = index - 1
    while above >= 0 and spans[above].kind is Kind.BLANK:
        above -= 1
    paged = above >= 0 and spans[above].kind is _PAGE_LINE and spans[above].value
    return bool(paged) and any(span.kind is Kind.LINE and span.text.strip() == bare for span in spans[:above])


def _is_below_its_header(spans: list[Span], index: int, bare: str, known: Known) -> bool:
    """Does the header's own line of this sort stand above, and between the two running text, or a line of the
    message header, which prints no element twice?"""
    if repeated.REPEATED_ALONE.fullmatch(bare):
        first = known.get(bare, index)
    else:
        stations = (place for line, place in known.items() if line.startswith("DE "))
        first = next(stations, index) if bare.startswith("DE ") else index
    between = [span.text for span in spans[first + 1 : index] if span.kind is _LINE]
    if repeated.LABELLED_LINE.match(bare):
        return bool(between)
    return any(is_running(text) or repeated.LABELLED_LINE.match(text) for text in between)


def _in_another_header(spans: list[Span], index: int, known: Known) -> bool:
    """Does the line stand in the header of a further cable: below an FM line, another DE line of a first
    section, or a classification line that begins no later section, and no running text between?"""
    for place in range(index - 1, max(-1, index - HEADER_SPANS), -1):
        kind, text, _, _, _ = spans[place]
        if kind is not Kind.LINE:
            if kind is Kind.BLANK:
                continue
            return False
        if is_running(text):
            return False
        if text.startswith(("FM ", "VZCZC")) or opens_a_section(text):
            return True
        if text.startswith("DE ") and (station := grammar.STATION_LINE.match(text)):
            return int(station["section"] or 1) < 2 and " ".join(text.split()) not in known
    return False


def _goes_on(spans: list[Span], index: int, known: Known, step: int) -> Iterator[int]:
    """Places of the lines below (step 1) or above that the header has as well: the element's other lines,
    passing lines above the executive order."""
    kinds = [span.kind for span in spans]
    spaced = kinds.count(Kind.BLANK) > _SPACED * kinds.count(Kind.LINE)
    blanks, most = 0, 1 + spaced
    pending: list[int] = []  # what may be a heading of the text, unless more of the header follows
    for place in range(index + step, len(spans) if step > 0 else -1, step):
        if spans[place].kind is Kind.BLANK:
            blanks += 1
            continue
        bare = " ".join(spans[place].text.split())
        if spans[place].kind is not Kind.LINE or bare not in known:
            if step > 0 and bare[:1].islower():
                yield from pending  # no heading stands above the second half of a sentence
            return
        sure = bare in STRAYS or is_of_header(bare) or REFERENCES_ALONE.fullmatch(bare) is not None
        if (blanks >= most or pending) and not sure:
            pending.append(place)
            blanks = 0
            continue
        blanks = 0
        if step < 0 and not (PASSING_MIXED.fullmatch(bare) or NOTICE.fullmatch(bare)):
            return  # the header of another cable
        yield from pending
        pending = []
        yield place


def _words_behind(text: str, identity: Identity) -> int:
    """Where the DE line of a later section ends and words behind it begin, 0 where none do."""
    part = (
        repeated.TRANSMISSION_PART.match(text) if _restarts_alone(" ".join(text.split()), identity) else None
    )
    end = part.end() if part else 0
    words = any(map(str.islower, text[end:])) or len(text[end:].split()) > 1
    return len(text) - len(text[end:].lstrip()) if end and words else 0


def _restarts_alone(bare: str, identity: Identity) -> bool:
    """The DE line of a later section of this cable."""
    station = grammar.STATION_LINE.match(bare) if bare.startswith("DE ") else None
    return bool(station and int(station["section"] or 1) > 1 and identity.agrees(station["serial"]))
