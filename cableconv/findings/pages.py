"""What the pages say of losses: gaps, pages that stand twice, an end that is not here.

Law of this file: it reports, it changes nothing. Codes are stable and never renumbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cableconv.blocks.printed import page_number
from cableconv.grammar.pages import PAGE_MARKER
from cableconv.model import Finding, Kind, Span, Spans, kind_of
from cableconv.model_header import Header
from cableconv.text.page_counts import section_counted

_PAGE_LINE, _REPEAT = Kind.PAGE_LINE, Kind.REPEAT  # looked up once, not every span
_BEGINS = "CC208"  # the rule of the line that begins a section
Told = tuple[Span, int]  # a page line or a line of a repeated header, and the number of its line


def findings(spans: Spans, lines: Sequence[int], header: Header) -> Iterator[Finding]:
    """Findings of pages (CC2). lines: that of each span."""
    beside = [at for at, span in enumerate(spans) if span.kind is _PAGE_LINE or span.kind is _REPEAT]
    if not beside:
        return
    told = [(spans[at], lines[at]) for at in beside]
    yield from _page_gaps(told, header)
    yield from _pages_twice(spans, lines, beside)


def counted_page(span: Span) -> int | None:
    """The page of a marker that counts pages; None of any other line, as one that begins a section."""
    if span.kind is not _PAGE_LINE or " OF " not in span.text.upper():
        return None
    return None if begins_section(span) else page_number(span.value)


def begins_section(span: Span) -> bool:
    """Does this page line, or line of a repeated header, count sections and no pages: the classification line
    of a section, "TESTVI 04453  02 OF 03  050838Z"?"""
    if span.reason is not None and span.reason.rule == _BEGINS:
        return True
    return "PAGE" not in span.text.upper() and section_counted(span.text) is not None


def _page_gaps(told: Sequence[Told], header: Header) -> Iterator[Finding]:
    last: tuple[int, int] | None = None
    for span, line in told:
        page = counted_page(span)
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
