"""Boilerplate: the text of the publishing site around and inside a cable.

Known sites are data (layout_files.py); where the cable begins and ends is found first, from its
own structure. Laws of this file: it labels BOILERPLATE and TITLE and splits lines for them,
nothing else. A cut of cable text is lost history: a site's words in running prose, before
the last sure line of the cable, or without the site's exact shape, stay.
"""

from typing import TYPE_CHECKING, NamedTuple

from cableconv.boilerplate import bottom, edition, inside, layout_files, parting, phrases, printed_again, top
from cableconv.boilerplate.blocks_inside import mark_blocks
from cableconv.boilerplate.columns import columns_of
from cableconv.boilerplate.page import Page, Segment
from cableconv.boilerplate.shapes import shown
from cableconv.model import Kind, Reason, Span, Spans, kind_of, text_of

if TYPE_CHECKING:
    from cableconv.boilerplate.site_lines import SiteLines

Metadata = tuple[tuple[str, str, int], ...]

_SITE = frozenset({Kind.BOILERPLATE, Kind.TITLE})
_TAIL_SIGNS = ("\u2022", ">>", "\u00bb", "\u2026", "...", "| ")


class Marking(NamedTuple):
    """What one pass finds: the spans, the layout's id ("" when unknown), the host's statements, the
    lines of a known site that were kept for lack of evidence."""

    spans: Spans
    layout: str
    metadata: Metadata
    doubtful: tuple[int, ...] = ()


def mark(spans: Spans, cut: str = "balanced", own: "SiteLines | None" = None) -> Spans:
    """Label the site's text. cut: safe (certain anchors only), balanced or aggressive.

    own: what the corpus's own site prints, as `learn` found it. Of known sites, spans that hold
    boilerplate or a title already come back as they are.
    """
    return mark_learned(examine(spans, cut), own, cut).spans


def mark_learned(marking: Marking, own: "SiteLines | None", cut: str) -> Marking:
    """The marking with what a learned line cuts: from it to its edge of the text; doubtful are also learned
    lines that stay where they were seen."""
    if not own:
        return marking
    from cableconv.boilerplate import site_cuts

    spans = marking.spans
    places = [at for at, span in enumerate(spans) if span.kind is Kind.LINE]
    apart = [at > 0 and spans[at - 1].kind is Kind.BLANK for at in places]
    found = site_cuts.find([spans[at].text.rstrip() for at in places], apart, own, cut)
    out = list(spans)
    sides = (
        (places[: found.top_end], "above", found.top),
        (places[found.bottom :], "below", found.below),
        ([places[at] for at in found.inside], "inside", found.between),
    )
    for some, side, line in sides:
        for at in some:
            reason = Reason("CC111", f"learned line of the site {side} the cable, {shown(line)}", 0.9)
            out[at] = Span(Kind.BOILERPLATE, spans[at].text, "", reason)
    kept = {1 + sum(span.text[-1] in "\r\n" for span in spans[: places[at]]) for at in found.kept}
    return marking._replace(spans=tuple(out), doubtful=tuple(sorted({*marking.doubtful, *kept})))


def examine(spans: Spans, cut: str = "balanced") -> Marking:
    """Spans, layout and metadata in one pass; reads line spans only."""
    columns = columns_of(spans)
    if columns is None:
        return _examine(spans, cut)
    below, above = _examine(columns.rest, cut), len(columns.marked)
    stated = tuple((name, value, line + above) for name, value, line in below.metadata)
    doubtful = tuple(line + above for line in below.doubtful)
    return Marking((*columns.marked, *below.spans), below.layout, (*columns.stated, *stated), doubtful)


def _examine(spans: Spans, cut: str) -> Marking:
    text = "".join(map(text_of, spans))
    names = layout_files.hinted(text)
    if not names and not _tail_signs(spans):
        return Marking(spans, "D5" if text.count("\u00b61.") > 1 else "", ())
    if not _SITE.isdisjoint(map(kind_of, spans)):
        return Marking(spans, "", ())
    page = Page(spans, layout_files.load(names), cut)
    for start, end in parting.segments(page):
        _read(Segment(page, start, end))
    stated = tuple(sorted(dict.fromkeys(page.metadata), key=lambda entry: entry[2]))
    doubtful = tuple(index + 1 for index in sorted(page.doubtful - page.marks.keys()))
    return Marking(page.result(), page.layout(), stated, doubtful)


def _tail_signs(spans: Spans) -> bool:
    tail = "".join(map(text_of, spans[-12:]))
    return any(sign in tail for sign in _TAIL_SIGNS)


def _read(part: Segment) -> None:
    """One page: its top, its bottom, and what stands inside the cable."""
    edition.historian(part)
    top.mark(part)
    printed_again.mark(part)
    sure = bottom.last_sure(part)
    bottom.mark(part, sure)
    inside.inserts(part)
    mark_blocks(part)
    inside.of_print(part)
    phrases.mark(part, sure)
    inside.printed_twice(part)
