"""What stands beside page markers: stamps of a release, page numbers, classification banners.

Law of this file: a word alone on a line is a banner only beside a page line, or where the header
has said the same.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cableconv.grammar import pages as grammar
from cableconv.grammar import repeated
from cableconv.grammar import stamps as stamp_forms
from cableconv.grammar.form import lazy
from cableconv.grammar.redactions import CODES_ALONE
from cableconv.model import Kind, Reason, Span
from cableconv.pages.extent import body_begins, second_page, text_begins
from cableconv.pages.lone import CAPTIONED, banner_of, lone_banners
from cableconv.pages.markers import is_whole

BANNER_STEMS = (
    "UNC",
    "CON",
    "SEC",
    "TOP",
    "LIM",
    "SEN",
    "FOR",
    "U N",
    "C O",
    "S E",
    "T O",
    "L I",
    "F O",
    "SBU",
)
_LINE, _PAGE_LINE = Kind.LINE, Kind.PAGE_LINE  # looked up once, not every span
_WORDS = frozenset({"SENSITIVE", "SBU"})  # captions that are words of a text as well
_ENDS = ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "OFFICIAL USE")
_BEHIND = lazy(  # its one blank parts the words of the sentence
    r"(?P<text>[^\r\n]*\S )"
    r"(?P<banner> +(?:UNCLASSIFIED|CONFIDENTIAL|(?:TOP )?SECRET|LIMITED OFFICIAL USE)\s*)"
)
_COUNTED = ("-", "P", "p")  # what "Page 2 of 5" begins with


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
    captioned = [index for index in capitals if spans[index].text.rstrip().endswith(CAPTIONED)]
    if not (banners or captioned):
        return spans
    begins = body_begins(spans)
    body = min(begins, second_page(spans))
    if begins == len(spans):
        body = min(body, text_begins(spans))  # a text without numbers
    result = _beside_page_lines(list(spans), banners)
    left = [index for index in banners if result[index].kind is _LINE]
    words = {
        at for at in left if not grammar.BANNER.fullmatch(spans[at].text) or _is_a_word(spans, at, banners)
    }
    for index in lone_banners(result, [at for at in left if at not in words], body):
        result[index] = _banner(spans[index].text, "alone on a line of the body", 0.85)
    result = _with_captions(_beside_page_lines(result, left), [at for at in captioned if at > begins])
    return _beside_page_lines(result, left) if captioned else result


def _with_captions(spans: list[Span], captioned: list[int]) -> list[Span]:
    """Captions of the running banner: "SECRET NODIS" or "NODIS" beside a page line, "SBU" between two."""
    for at in captioned:
        found = banner_of(spans[at].text) if spans[at].kind is _LINE and is_whole(spans, at) else None
        if found is None:
            continue
        beside = [_neighbour(spans, at, step) is _PAGE_LINE for step in (-1, 1)]
        if all(beside) or (any(beside) and (found[0] or not found[1] & _WORDS)):
            spans[at] = _banner(spans[at].text, "with a caption beside a page line", 0.9)
    return spans


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


def part_banners(spans: list[Span]) -> list[Span]:
    """The spans, the banner of a page that stands behind the last line of its text, two blanks apart, parted
    from it where the heading of the next page follows."""
    behind: dict[int, re.Match[str]] = {}
    last = -1  # the place of the line above
    for at, span in enumerate(spans):
        if span.kind is _LINE:
            last = at
        elif span.kind is _PAGE_LINE:
            above = spans[last].text if last >= 0 and span.text.lstrip().startswith("PAGE") else ""
            if above.rstrip().endswith(_ENDS) and (found := _BEHIND.fullmatch(above)):
                behind[last] = found
            last = -1
    if not behind:
        return spans
    result: list[Span] = []
    for at, span in enumerate(spans):
        if found := behind.get(at):
            reason = Reason(
                "CC206", f'banner "{found["banner"].strip()}" behind the last line of a page', 0.9
            )
            result += (Span(_LINE, found["text"]), Span(_PAGE_LINE, found["banner"], "", reason))
        else:
            result.append(span)
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
    if adjacent and after.text[:1].islower():
        return False  # a wrapper would have set the small letters beside it
    return adjacent and before.text.rstrip()[-1:].isalpha() and before.text.count(" ") > 3


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


def _neighbour(spans: list[Span], index: int, step: int) -> Kind | None:
    index += step
    while 0 <= index < len(spans):
        if spans[index].kind is not Kind.BLANK:
            return spans[index].kind
        index += step
    return None
