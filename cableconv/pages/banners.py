"""What stands beside page markers: stamps of a release, page numbers, classification banners, captions.

Law of this file: a word alone on a line is a banner only beside a page line, or where the header
has said the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cableconv.grammar import pages as grammar
from cableconv.grammar import repeated
from cableconv.grammar import stamps as stamp_forms
from cableconv.grammar.passing import NOTICE, PASSING_MIXED
from cableconv.grammar.redactions import CODES_ALONE
from cableconv.model import Kind, Reason, Span
from cableconv.pages.identity import LONGEST_STRAY, Identity
from cableconv.pages.lone import lone_banners
from cableconv.pages.markers import HEADER_SPANS, is_whole
from cableconv.pages.restarts import opens_a_section

BANNER_STEMS = ("UNC", "CON", "SEC", "TOP", "LIM", "SEN", "FOR", "U N", "C O", "S E", "T O", "SBU")
STRAYS = frozenset({"SIPDIS", "SENSITIVE", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS"})
_LINE, _PAGE_LINE = Kind.LINE, Kind.PAGE_LINE  # looked up once, not every span
_RUNNING = 20  # small letters of a line that is running text
_COUNTED = ("-", "P", "p")  # what "Page 2 of 5" begins with
_STRAY_STARTS = frozenset({"DE", "ZN", "E.", "EO", "Z ", "O ", "P ", "R ", "Cl", "SU", "RE", "Su", "Re"})
_MAY_BE_STRAY = frozenset(begin[0] for begin in (*_STRAY_STARTS, *STRAYS))  # first characters


def mark_releases(spans: list[Span]) -> list[Span]:
    """The decision on a release and who made it, alone on their lines, in a copy with the stamp of one."""
    if not [True for span in spans if span.kind is _PAGE_LINE and "Case No." in span.text]:
        return spans
    reason = Reason("CC203", "decision on a release under FOIA", 0.95)
    result = list(spans)
    decided = False
    for at, span in enumerate(spans):
        if span.kind is not _LINE:
            decided = decided and span.kind is not _PAGE_LINE
            continue
        text = span.text
        more = decided and CODES_ALONE.fullmatch(text) is not None  # "RELEASED IN PART" / "B1,1.4(D)"
        decided = "RELEASE" in text and stamp_forms.RELEASE_STAMP.fullmatch(text) is not None
        note = text.isupper() or "/" in text or ":" in text
        if more or decided or (note and stamp_forms.RELEASE_NOTE.fullmatch(text)):
            result[at] = Span(_PAGE_LINE, text, "", reason)
    return result


def mark_counted(spans: list[Span]) -> list[Span]:
    """Lines "Page 2 of 5": beside a stamp or banner, or several of one total that count up."""
    found = {
        at: page
        for at, span in enumerate(spans)
        if span.kind is _LINE
        and span.text.lstrip()[:1] in _COUNTED
        and (page := grammar.COUNTED_PAGE.fullmatch(span.text))
    }
    if not found:
        return spans
    pages = [(int(page["page"]), int(page["total"])) for page in found.values()]
    counted = len(pages) > 1 and all(
        number < after <= total == other
        for (number, total), (after, other) in pairwise(pages)
    )  # fmt: skip
    result = list(spans)
    for at, page in found.items():
        beside = Kind.PAGE_LINE in (_neighbour(spans, at, -1), _neighbour(spans, at, 1))
        if (counted or beside) and is_whole(spans, at):
            shown = f'printed page number "{page[0].strip()}"'
            value = page["page"] if int(page["page"]) > 1 else ""
            result[at] = Span(Kind.PAGE_LINE, page[0], value, Reason("CC204", shown, 0.95))
    return result


def mark_banners(spans: list[Span]) -> list[Span]:
    """Classification words alone on a line: beside a page line, or once the body runs."""
    capitals = [at for at, span in enumerate(spans) if span.kind is _LINE and span.text.isupper()]
    banners = [index for index in capitals if _is_banner(spans, index)]
    if not banners:
        return spans
    body = min(_body_begins(spans), _second_page(spans))
    result = _beside_page_lines(list(spans), banners)
    left = [index for index in banners if result[index].kind is _LINE]
    words = {
        at for at in left if not grammar.BANNER.fullmatch(spans[at].text) or _is_a_word(spans, at, banners)
    }
    for index in lone_banners(result, [at for at in left if at not in words], body):
        result[index] = _banner(spans[index].text, "alone on a line of the body", 0.85)
    return _beside_page_lines(result, left)


def _beside_page_lines(spans: list[Span], banners: list[int]) -> list[Span]:
    for index in (*reversed(banners), *banners):  # both ways: banners stand in pairs
        if _PAGE_LINE in (_neighbour(spans, index, -1), _neighbour(spans, index, 1)):
            spans[index] = _banner(spans[index].text, "beside a page line", 0.95)
    return spans


def _banner(text: str, where: str, confidence: float) -> Span:
    reason = Reason("CC206", f'classification banner "{text.strip()}" {where}', confidence)
    return Span(_PAGE_LINE, text, "", reason)


def mark_beside_counted(spans: list[Span]) -> list[Span]:
    """Classification words right above or below "Page 2 of 5" and later pages: of page 1 they may be the
    cable's own."""
    pages = [at for at, span in enumerate(spans) if span.kind is _PAGE_LINE and _is_later_page(span)]
    if not pages:
        return spans
    result = list(spans)
    for page in pages:
        for step in (-1, 1):
            at = page + step
            while 0 <= at < len(spans) and (spans[at].kind is Kind.BLANK or _banner_line(spans, at)):
                if spans[at].kind is _LINE:
                    reason = Reason("CC206", f'banner "{spans[at].text.strip()}" beside a page number', 0.95)
                    result[at] = Span(Kind.PAGE_LINE, spans[at].text, "", reason)
                at += step
    return result


def _is_later_page(span: Span) -> bool:
    return (
        bool(span.value)
        and "of" in span.text.lower()
        and grammar.COUNTED_PAGE.fullmatch(span.text) is not None
    )


def _banner_line(spans: list[Span], at: int) -> bool:
    return spans[at].kind is _LINE and spans[at].text.isupper() and _is_banner(spans, at)


def _is_a_word(spans: list[Span], index: int, banners: list[int]) -> bool:
    """Does a sentence run on to this line and no other banner or blank line part it from the text?"""
    if index == 0 or index + 1 == len(spans) or {index - 1, index + 1} & {*banners}:
        return False
    before, after = spans[index - 1], spans[index + 1]
    adjacent = before.kind is after.kind is Kind.LINE and not repeated.REPEATED_LINE.fullmatch(after.text)
    return adjacent and before.text.rstrip()[-1:].isalpha() and before.text.count(" ") > 3


def mark_strays(spans: list[Span], identity: Identity) -> list[Span]:
    """Lines of the header alone in the body: what a crawl has left of a section's restart.

    SIPDIS is no word and needs no header line like it, but in a text without numbers, whose body may not have
    begun where its second page does.
    """
    strays = [
        at
        for at, span in enumerate(spans)
        if span.kind is _LINE
        and len(span.text) < LONGEST_STRAY
        and (span.text[0] in _MAY_BE_STRAY or span.text[0].isspace())
        and (span.text.lstrip()[:2] in _STRAY_STARTS or span.text.strip() in STRAYS)
    ]
    if not strays:
        return spans
    body = _body_begins(spans)
    unnumbered = body == len(spans)
    body = _second_page(spans) if unnumbered else body
    known = {" ".join(span.text.split()) for span in spans[: min(body, HEADER_SPANS)]}
    known |= set() if unnumbered else {"SIPDIS"}
    result = list(spans)
    tails: dict[int, str] = {}  # what stands behind a DE line
    for index in strays:
        text = spans[index].text
        if result[index].kind is not Kind.LINE or not is_whole(spans, index):
            continue
        bare = " ".join(text.split())
        if index <= body and not _opens_a_page(spans, index, bare):
            continue
        caption = bare in STRAYS and bare in known
        again = bare in known and (
            repeated.REPEATED_ALONE.fullmatch(bare) is not None or _breaks_a_sentence(spans, index, bare)
        )
        if not (caption or again or _restarts_alone(bare, identity)) or _in_another_header(
            spans, index, known
        ):
            continue
        what = "caption" if caption else "line"
        reason = Reason("CC207", f'{what} of the header in the body: "{bare}"', 0.9)
        if end := _words_behind(text, identity):
            tails[index] = text[end:]
            result[index] = Span(Kind.REPEAT, text[:end], "", reason)
            continue
        beside = (*_goes_on(spans, index, known, 1), *_goes_on(spans, index, known, -1)) if again else ()
        for place in (index, *beside):
            result[place] = Span(Kind.REPEAT, spans[place].text, "", reason)
    for index in sorted(tails, reverse=True):
        result.insert(index + 1, Span(Kind.LINE, tails[index]))
    return result


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


def _in_another_header(spans: list[Span], index: int, known: set[str]) -> bool:
    """Does the line stand in the header of a further cable: below an FM line, another DE line of a first
    section, or a classification line that begins no later section, and no running text between?"""
    for place in range(index - 1, max(-1, index - HEADER_SPANS), -1):
        kind, text, _, _, _ = spans[place]
        if kind is not Kind.LINE:
            if kind is Kind.BLANK:
                continue
            return False
        running = sum(map(str.islower, text)) > _RUNNING
        if running and not (PASSING_MIXED.fullmatch(text) or NOTICE.fullmatch(text.strip())):
            return False
        if text.startswith(("FM ", "VZCZC")) or opens_a_section(text):
            return True
        if text.startswith("DE ") and (station := grammar.STATION_LINE.match(text)):
            return int(station["section"] or 1) < 2 and " ".join(text.split()) not in known
    return False


def _goes_on(spans: list[Span], index: int, known: set[str], step: int) -> Iterator[int]:
    """Places of the lines below (step 1) or above that the header has as well: the element's other lines,
    passing lines above the executive order."""
    for place in range(index + step, len(spans) if step > 0 else -1, step):
        if spans[place].kind is Kind.BLANK:
            continue
        bare = " ".join(spans[place].text.split())
        if spans[place].kind is not Kind.LINE or bare not in known:
            return
        if step < 0 and not (PASSING_MIXED.fullmatch(bare) or NOTICE.fullmatch(bare)):
            return  # the header of another cable
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


def _is_banner(spans: list[Span], index: int) -> bool:
    text = spans[index].text
    return (
        len(text) <= 80
        and text.lstrip().startswith(BANNER_STEMS)
        and bool(
            grammar.BANNER.fullmatch(text)
            or grammar.PRINT_BANNER.fullmatch(text)
            or text.strip() == "SBU"  # below "UNCLASSIFIED", or beside a page number
        )
        and is_whole(spans, index)
    )


def _body_begins(spans: list[Span]) -> int:
    """Place of the first numbered paragraph; beyond the end when there is none."""
    for index, span in enumerate(spans):
        text = span.text
        if span.kind is _LINE and grammar.FIRST_PARAGRAPH[text[:2]] and grammar.NUMBER_ONE.match(text):
            return index
    return len(spans)


def _second_page(spans: list[Span]) -> int:
    """Place of the first line that begins a later page; beyond the end when there is none."""
    return next((at for at, span in enumerate(spans) if span.kind is _PAGE_LINE and span.value), len(spans))


def _neighbour(spans: list[Span], index: int, step: int) -> Kind | None:
    index += step
    while 0 <= index < len(spans):
        if spans[index].kind is not Kind.BLANK:
            return spans[index].kind
        index += step
    return None
