"""Why a block begins inside a line whose line ends a host has lost: no line end can say it there.

Law of this file: it gives reasons to spans that begin blocks; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from cableconv.model import HEADER, LAYOUT, Kind, Reason, Span
from cableconv.text.inline import BEGINS

_begun = partial(Reason, "CC308")
_BEGUN = {
    Kind.LABEL: _begun("paragraph number in its order inside a line", 0.9),
    Kind.PORTION: _begun("portion marking inside a line", 0.85),
    Kind.ITEM_MARK: _begun("mark of a list inside a line", 0.85),
    Kind.HEADING: _begun("heading inside a line", 0.85),
    Kind.MARKER: _begun("marker inside a line", 0.85),
    Kind.SIGNATURE: _begun("name at the end of the last line", 0.85),
}
_OTHER = _begun("text below a heading or a rule inside a line", 0.75)


def with_reasons_inside(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans; those that begin a block of the text where no line ends have a reason."""
    inside = False  # does text of the body stand above on the same line?
    for span in spans:
        kind = span.kind
        begins = span.value.startswith(BEGINS) or kind is Kind.SIGNATURE
        yield span._replace(reason=_BEGUN.get(kind, _OTHER)) if inside and begins else span
        if span.text[-1] in "\r\n":
            inside = False
        elif kind not in LAYOUT:
            inside = kind not in HEADER
