"""What the pages and sections say of losses: gaps, pages that stand twice, another classification.

Law of this file: it reports, it changes nothing. Codes are stable and never renumbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cableconv.blocks.printed import page_number
from cableconv.grammar.pages import PAGE_MARKER, SECTION_LINE
from cableconv.lexicon.classification_words import classification_word
from cableconv.model import Finding, Kind, Span, Spans, kind_of
from cableconv.model_header import Header, Status
from cableconv.pages.identity import STEMS, Identity
from cableconv.pages.section_lines import section_line

_PAGE_LINE, _REPEAT = Kind.PAGE_LINE, Kind.REPEAT  # looked up once, not every span
_MAY_BE_SECTION = frozenset({Kind.PAGE_LINE, Kind.REPEAT, Kind.TEXT, Kind.HEADING})
Told = tuple[Span, int]  # a page line or a line of a repeated header, and the number of its line


def findings(spans: Spans, lines: Sequence[int], header: Header) -> Iterator[Finding]:
    """Findings of pages (CC2). lines: that of each span."""
    beside = [at for at, span in enumerate(spans) if span.kind is _PAGE_LINE or span.kind is _REPEAT]
    yield from _other_sections(spans, lines, header)
    yield from _first_section(header)
    if not beside:
        return
    told = [(spans[at], lines[at]) for at in beside]
    yield from _page_gaps(told, header)
    yield from _pages_twice(spans, lines, beside)
    yield from _other_classifications(told, header)


def _page_gaps(told: Sequence[Told], header: Header) -> Iterator[Finding]:
    last: tuple[int, int] | None = None
    for span, line in told:
        counted = span.kind is _PAGE_LINE and " OF " in span.text.upper()
        page = page_number(span.value) if counted else None
        if page is None:
            continue
        if last is None and page > 2:
            yield Finding(
                "CC251",
                "warning",
                (line,),
                f"the first page marker is that of page {page}: text or page markers may be lost before it",
            )
        if last and page not in (last[0], last[0] + 1, 1, 2):
            yield Finding(
                "CC251",
                "warning",
                (last[1], line),
                f"page {page} follows page {last[0]}: text or page markers may be lost between them",
            )
        last = (page, line)
    total = header.pages.value
    if total and last and last[0] < total:
        yield Finding(
            "CC252",
            "warning",
            (last[1],),
            f"the last page marker is {last[0]} of {total}: the end may be lost",
        )


def _pages_twice(spans: Spans, lines: Sequence[int], beside: Sequence[int]) -> Iterator[Finding]:
    """Page markers that stand twice, one text between the two. beside: places of what is no text."""
    last: tuple[str, int] | None = None
    for at in beside:
        span = spans[at]
        if span.kind is _PAGE_LINE and span.value and PAGE_MARKER.fullmatch(span.text):
            marker = " ".join(span.text.upper().split())
            if last and last[0] == marker and Kind.TEXT in map(kind_of, spans[last[1] : at]):
                yield Finding(
                    "CC251", "warning", (lines[last[1]], lines[at]),
                    f"the marker of page {page_number(span.value)} stands twice, with text between",
                )  # fmt: skip
            last = (marker, at)


def _other_classifications(told: Sequence[Told], header: Header) -> Iterator[Finding]:
    """Later sections whose classification line states another classification than the header."""
    own = header.classification
    if own.value is None or own.status is not Status.STATED:
        return
    for span, line in told:
        if "SECTION" not in span.text:
            continue
        stated = classification_word(span.text) if SECTION_LINE.fullmatch(span.text.strip()) else None
        if stated and stated[0] != own.value:
            yield Finding(
                "CC254", "warning", (*own.lines, line),
                f"a later section states {stated[0]} as classification, the first {own.value}",
            )  # fmt: skip


def _first_section(header: Header) -> Iterator[Finding]:
    section = header.section.value
    if section and section.total and 1 < section.number <= section.total:
        before = "section 1 is" if section.number == 2 else f"sections 1 to {section.number - 1} are"
        yield Finding(
            "CC255", "warning", header.section.lines,
            f"the cable begins with section {section.number} of {section.total}: {before} not here",
        )  # fmt: skip


def _other_sections(spans: Spans, lines: Sequence[int], header: Header) -> Iterator[Finding]:
    """Later sections' lines with another serial or post than the header's, as page lines or in the text."""
    serial = header.serial.value or ""
    own = Identity(
        frozenset({int(serial)} if serial.isdigit() else ()),
        frozenset({header.post.value} if header.post.value else ()),
        names_post=bool(header.post.value),
    )
    for at, span in enumerate(spans):
        if span.kind not in _MAY_BE_SECTION or " OF " not in span.text or not span.text.startswith(STEMS):
            continue
        said = section_line(span.text)
        if said.number < 2 or not own.serials:
            continue
        if not own.agrees(said.serial):
            yield Finding(
                "CC403", "warning", (*header.serial.lines, lines[at]),
                f"the line of section {said.number} has serial {said.serial.lstrip('0')}, "
                f"the cable {serial}",
            )  # fmt: skip
        if not own.names(said.post):
            yield Finding(
                "CC413", "warning", (*header.post.lines, lines[at]),
                f"the line of section {said.number} names {said.post}, the cable is of {header.post.value}",
            )  # fmt: skip
