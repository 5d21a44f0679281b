"""Where a telegram's later section begins: its classification line and the header that it repeats.

Law of this file: a line is a repetition only where the header of this cable has it, or where no
text of a cable can read so.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from cableconv.grammar import pages as grammar
from cableconv.grammar.authority import CLASSIFIED_BY
from cableconv.grammar.form import lazy
from cableconv.grammar.header import DISTRIBUTION, DTG
from cableconv.grammar.numbers import count
from cableconv.grammar.passing import NOTICE, PASSING_MIXED
from cableconv.grammar.repeated import LABELLED_LINE
from cableconv.model import Kind, Reason, Span
from cableconv.pages.identity import STEMS, Identity, behind_an_address
from cableconv.pages.markers import HEADER_SPANS, heading_of, is_whole
from cableconv.pages.others import sections_of_this
from cableconv.pages.repeated import Known, extent
from cableconv.pages.section_lines import is_later, section_line
from cableconv.pages.sections import is_apart

if TYPE_CHECKING:
    from cableconv.pages.repeated import Known

_LINE, _PAGE_LINE = Kind.LINE, Kind.PAGE_LINE  # looked up once, not every span
_PRINTED_TWICE = "CC109"  # a header that the site prints once more below itself
_COUNTS = (2, 5)  # digits of a number of copies, "53", and of an office's code, "66011"
_LONGEST_REST = 6  # lines of a subject below its first
_MARKING = lazy(r"\([A-Z]{1,4}(?:/{1,2}[A-Z]+)*\) ")
_RULE = lazy(r"\s*[-=_*~]{4,}\s*")
_LONG, _WORDS, _FEW = 45, 8, 5  # columns and words of a line of running text; words of the next


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
        known = _header_around(spans, opens, restart)
        # without the line that ends the transmission header all that stands above would count as header
        above = _header_around(spans, opens, restart, transmission=True) if before else ()
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


def opens_a_section(text: str) -> bool:
    """A classification line that begins no later section: a file may hold several cables."""
    stem = text.lstrip().startswith(STEMS)
    return stem and grammar.CLASSIFIED_SERIAL.match(text) is not None and not is_later(text)


def _header_around(spans: list[Span], opens: int, restart: int, *, transmission: bool = False) -> Known:
    """The lines of the header of this cable's first section, white space collapsed.

    opens: the place of its classification line. transmission: its lines before the text alone.
    """
    begins = opens
    while begins > max(0, opens - HEADER_SPANS) and _may_be_transmission(spans[begins - 1]):
        begins -= 1
    lines: list[str] = []
    for index in range(begins, min(opens + HEADER_SPANS, restart)):
        span = spans[index]
        if span.kind is Kind.LINE:
            if index >= opens and (grammar.NUMBER_ONE.match(span.text) or _begins_text(spans, index)):
                break
            if transmission and index >= opens:
                break
            lines.append(" ".join(span.text.split()))
    return tuple(lines)


def _begins_text(spans: list[Span], index: int) -> bool:
    """Does a paragraph of running text begin here, with no number: a long line below a blank one or a
    heading's rule that names no element, and another next?"""
    first = spans[index].text
    above = spans[index - 1] if index else spans[index]
    if above.kind is not Kind.BLANK and not _RULE.fullmatch(above.text):
        return False
    if len(first) < _LONG or first.count(" ") < _WORDS - 1 or _is_of_header(first) or opens_a_section(first):
        return False
    below = next((span.text for span in spans[index + 1 : index + 3] if span.kind is _LINE), "")
    return len(below.split()) >= _FEW and not _is_of_header(below)


def _is_of_header(text: str) -> bool:
    bare = " ".join(text.split())
    marked = _MARKING.match(bare)
    begins = (bare, bare[marked.end() :]) if marked else (bare,)
    forms = (LABELLED_LINE, CLASSIFIED_BY, NOTICE, PASSING_MIXED, grammar.NUMBER_ONE)
    return any(form.match(text) for form in forms for text in begins)


def _may_be_transmission(span: Span) -> bool:
    """May this stand above the classification line: no running text, no site's, no end of a cable above?"""
    text = span.text.strip()
    if span.kind is Kind.BOILERPLATE or span.kind is Kind.TITLE:
        return span.reason is not None and span.reason.rule == _PRINTED_TWICE
    if span.kind is not Kind.LINE:
        return True
    return text != "NNNN" and (not any(map(str.islower, text)) or DTG.fullmatch(text) is not None)


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
