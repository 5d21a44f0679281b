"""Where a telegram's later section begins: its classification line and the header that it repeats.

Law of this file: a line is a repetition only where the header of this cable has it, or where no
text of a cable can read so.
"""

from __future__ import annotations

from bisect import bisect_left

from cableconv.grammar import pages as grammar
from cableconv.grammar.header import DISTRIBUTION
from cableconv.grammar.numbers import count
from cableconv.model import Kind, Reason, Span
from cableconv.pages.header_lines import header_around, opens_a_section
from cableconv.pages.identity import Identity, behind_an_address
from cableconv.pages.markers import heading_of, is_whole
from cableconv.pages.others import sections_of_this
from cableconv.pages.repeated import Known, extent
from cableconv.pages.section_lines import is_later, section_line
from cableconv.pages.sections import is_apart

_LINE, _PAGE_LINE = Kind.LINE, Kind.PAGE_LINE  # looked up once, not every span
_COUNTS = (2, 5)  # digits of a number of copies, "53", and of an office's code, "66011"
_LONGEST_REST = 6  # lines of a subject below its first


def mark_repeats(spans: list[Span], identity: Identity) -> list[Span]:
    """Headers that later sections of this cable repeat, from the separator before to the last equal line."""
    restarts, glued = _restarts(spans, identity)
    if not restarts:
        return spans
    marked = [span for span in spans if span.kind is Kind.PAGE_LINE and span.value]
    result = list(spans)
    tails: dict[int, str] = {}  # what stands behind the repetition on its line
    openings = [
        index
        for index, span in enumerate(spans)
        if span.kind is _LINE and grammar.IDENTITY[span.text[:2]] and opens_a_section(span.text)
    ]
    openings = openings or glued
    for restart in restarts:
        before = bisect_left(openings, restart)
        opens = openings[before - 1] if before else 0
        known = header_around(spans, opens, restart)
        # without the line that ends the transmission header all that stands above would count as header
        above = header_around(spans, opens, restart, transmission=True) if before else ()
        below = _reach(spans, restart, 1, known)
        parted = {at: len(spans[at].text) for at in _parted_rest(spans, max(below, default=restart))}
        for index, end in (_reach(spans, restart, -1, above) | below | parted).items():
            text = spans[index].text[:end]
            if end < len(spans[index].text):
                tails[index] = spans[index].text[end:]
            reason = Reason("CC207", f'header repeated for a section: "{text.strip()[:60]}"', 0.95)
            result[index] = Span(Kind.REPEAT, text, "", reason)
        result[restart] = _section_line(result, restart, marked)
    for index in sorted(tails, reverse=True):
        result.insert(index + 1, Span(Kind.LINE, tails[index]))
    return result


def _restarts(spans: list[Span], identity: Identity) -> tuple[list[int], list[int]]:
    """Places of the classification lines of this cable's later sections; and that of the first one's, where a
    site has glued it to an address."""
    restarts = [
        index
        for index, span in enumerate(spans)
        if span.kind is _LINE
        and ("OF" in span.text or "SECT" in span.text)
        and (is_whole(spans, index) or is_apart(spans, index))
        and is_later(span.text)
    ]
    glued = behind_an_address([span.text for span in spans[: restarts[0]]]) if restarts else None
    if restarts and not glued and _opens_the_text(spans, restarts[0]):
        restarts = restarts[1:]  # the file holds a later section alone
    return sections_of_this(spans, restarts, identity), [glued[0]] if glued else []


def break_at_sections(spans: list[Span]) -> list[Span]:
    """The heading of a later section, "TESTVI 04453  02 OF 03  050838Z", begins a page where no other page
    line does between the same two pieces of text."""
    result = spans
    begun = 1
    pages = [at for at, span in enumerate(spans) if span.kind is _PAGE_LINE and " OF " in span.text]
    for at, (kind, text, value, reason, _) in [(at, spans[at]) for at in pages]:
        heading = heading_of(text)
        section = count(heading.groupdict().get("section") or "0") if heading else 0
        if section > begun:
            begun = section
            if not value and not _breaks_beside(spans, at):
                result = list(spans) if result is spans else result
                result[at] = Span(kind, text, str(section), reason)
    return result


def _breaks_beside(spans: list[Span], at: int) -> bool:
    """Does another page line between the same two pieces of text begin a page?"""
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(spans) and spans[place].kind is not Kind.LINE:
            if spans[place].kind is Kind.PAGE_LINE and spans[place].value:
                return True
            place += step
    return False


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


def _section_line(spans: list[Span], at: int, marked: list[Span]) -> Span:
    """The line that begins a section. It begins a page as well where no page line does: in a copy without
    any, or with markers that count as many pages as there are sections, this one left out."""
    text = spans[at].text
    number, total, _, _ = section_line(text)
    reason = Reason("CC208", f'section {number} begins: "{text.strip()}"', 0.97)
    markers = [(grammar.PAGE_MARKER.fullmatch(span.text), span.value) for span in marked]
    same = all(marker and int(marker["total"]) == total and page != str(number) for marker, page in markers)
    if same and not (marked and _breaks_beside(spans, at)):
        return Span(Kind.PAGE_LINE, text, str(number), reason)
    return Span(Kind.REPEAT, text, "", reason)


def _reach(spans: list[Span], start: int, step: int, known: Known) -> dict[int, int]:
    """Places next to start, blank lines skipped, whose lines belong to a repeated header, and how much
    of each line does."""

    reached: dict[int, int] = {}
    distribution = False
    index = start + step
    while 0 <= index < len(spans):
        span = spans[index]
        if span.kind is Kind.LINE:
            text = span.text.strip()
            within = distribution and _stands_in_distribution(text)
            end = len(span.text) if within else extent(span.text, known)
            if not end:
                break
            reached[index] = end
            distribution = within or grammar.DISTRIBUTION_LINE.fullmatch(text) is not None
        elif span.kind not in (Kind.BLANK, Kind.PAGE_LINE, Kind.BOILERPLATE):
            break
        index += step
    return reached


def _stands_in_distribution(text: str) -> bool:
    """Is this, beside a line of the Department's distribution header, another: who drafted and approved the
    telegram, the number of copies, the code of the office that has it?"""
    return (text.isdigit() and len(text) in _COUNTS) or DISTRIBUTION.fullmatch(text) is not None


def _parted_rest(spans: list[Span], at: int) -> set[int]:
    """Places of the lines right below the repeated header that stand once more below blank lines: the
    header was parted in the middle of a subject, which the repetition gives whole."""
    rest: list[int] = []
    index = at + 1
    while index < len(spans) and spans[index].kind is _LINE and len(rest) < _LONGEST_REST:
        rest.append(index)
        index += 1
    start = index
    while index < len(spans) and spans[index].kind is Kind.BLANK:
        index += 1
    again = spans[index : index + len(rest)]
    same = [span.text.split() for span in again] == [spans[each].text.split() for each in rest]
    return set(rest) if rest and index > start and same else set()
