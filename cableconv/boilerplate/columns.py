"""The columns of a site's list of cables, which a copy has above each cable, one a line and without labels.

Law of this file: all five stand at the head of the file, in their order and of their shapes, or none is read.
"""

from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.model import Kind, Reason, Span, Spans

_COLUMNS = (
    ("reference_id", lazy(r"\d{2}[A-Z]{3,25}\d{1,7}")),
    ("title", lazy(r"\S.{2,400}")),
    (
        "created",
        lazy(
            r"(?:[A-Z][a-z]{2}, )?(?:[A-Z][a-z]{2} ){1,2}\d{1,2} \d\d:\d\d:\d\d (?:[+-]\d{4}|UTC|GMT) \d{4}"
            r"|(?:19|20)\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?(?: ?(?:[+-]\d\d:?\d\d|Z|UTC))?)?"
        ),
    ),
    (
        "classification",
        lazy(r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET|LIMITED OFFICIAL USE)(?:/{1,2}[A-Z ]{4,40})?"),
    ),
    ("origin", lazy(r"[A-Z][A-Za-z .,'()/-]{2,60}")),
)
_READ = frozenset({Kind.LINE, Kind.BLANK})
_REASON = Reason("CC105", "columns of a site's list of cables above this one", 0.97)


class Columns(NamedTuple):
    """The spans of the columns, what they state (name, value, line), and the rest of the file."""

    marked: Spans
    stated: tuple[tuple[str, str, int], ...]
    rest: Spans


def columns_of(spans: Spans) -> Columns | None:
    """The columns at the head of a file; None where it has none."""
    head = spans[: 2 * len(_COLUMNS)]  # a copy may be double-spaced
    places = [at for at, span in enumerate(head) if span.kind is Kind.LINE][: len(_COLUMNS)]
    if len(places) < len(_COLUMNS) or any(span.kind not in _READ for span in head[: places[-1]]):
        return None
    values = [spans[at].text.strip() for at in places]
    if not all(form.fullmatch(value) for (_, form), value in zip(_COLUMNS, values, strict=True)):
        return None
    marked = list(spans[: places[-1] + 1])
    for (name, _), value, at in zip(_COLUMNS, values, places, strict=True):
        kind = Kind.TITLE if name == "title" else Kind.BOILERPLATE
        marked[at] = Span(kind, spans[at].text, value if name == "title" else "", _REASON)
    stated = tuple(
        (name, value, at + 1) for (name, _), value, at in zip(_COLUMNS, values, places, strict=True)
    )
    return Columns(tuple(marked), stated, spans[len(marked) :])
