"""Where one cable of a file ends and the next begins.

Law of this file: it finds places, it labels nothing. A cable begins where a telegram opens, or
the site's page about one, after the text of another; a header repeated for a section, a telegram
quoted in another and a second header above one text (a readdressal) begin nothing.
"""

from collections.abc import Iterator

from cableconv.cables.first_line import first_line
from cableconv.cables.known import ON_ONE_LINE, Known
from cableconv.cables.openings import openings
from cableconv.model import Kind, Spans


def parted(spans: Spans) -> tuple[Spans, ...]:
    """The spans of each cable in a file whose pages are marked, in order; joined they are the spans."""
    starts = [0, *_starts(spans)]
    ends = (*starts[1:], len(spans))
    return tuple(spans[start:end] for start, end in zip(starts, ends, strict=True))


def _starts(spans: Spans) -> Iterator[int]:
    """Places of the first spans of the second and all later cables."""
    opened = openings(spans)
    known, least = Known(), 0
    for at, span in enumerate(spans[: max(opened, default=-1) + 1]):
        opening = opened.get(at)
        if opening is None:
            known.read(span.kind, span.text)
            continue
        if known.is_other(opening):
            start = first_line(spans, at, least)
            if start > least and spans[start - 1].text[-1] in "\r\n":
                known, least = Known(), start
                yield start
        known.note(opening)
        known.body = known.body or (span.kind is Kind.LINE and len(span.text) > ON_ONE_LINE)
