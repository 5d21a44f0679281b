"""Why a line end of the body is kept: what ends with it, or what begins below it.

Law of this file: the evidence says what stands there; it decides nothing.
"""

from __future__ import annotations

from functools import partial

from cableconv.model import HEADER, Kind, Reason, Span

_kept, _ended = partial(Reason, "CC306"), partial(Reason, "CC307")
_AFTER = {
    Kind.CELL: _kept("row of a table", 0.9),
    Kind.VERSE: _kept("line of an address or of verse, kept as it stands", 0.85),
    Kind.HEADING: _kept("heading", 0.9),
}
_BEFORE = {
    Kind.ITEM_MARK: _kept("item of a list follows", 0.9),
    Kind.CELL: _kept("row of a table follows", 0.9),
    Kind.VERSE: _kept("line of an address or of verse follows", 0.85),
    Kind.HEADING: _kept("heading follows", 0.9),
    Kind.SIGNATURE: _ended("signature follows", 0.95),
    Kind.DRAFTING: _ended("drafting line follows", 0.9),
    Kind.TRAILER: _ended("end of transmission follows", 0.97),
}
_RUNNING = frozenset(
    {Kind.TEXT, Kind.LABEL, Kind.PORTION, Kind.MARKER, Kind.CITATION, Kind.REDACTION, Kind.ITEM_MARK}
)
_LAST = _ended("last line of the text", 0.97)
_NUMBERED = {
    True: _ended("blank line, paragraph number below", 0.97),
    False: _ended("paragraph number below, no blank line", 0.9),
}
_PARTED = {  # a blank line or a page break below -> a sentence ends above
    (True, True): _ended("sentence ends, blank line below", 0.95),
    (True, False): _ended("no sentence ends, blank line below", 0.75),
    (False, True): _ended("sentence ends, no blank line: a new paragraph by the shape of the lines", 0.8),
    (False, False): _ended("no sentence ends, no blank line: a new paragraph by the shape of the lines", 0.6),
}
_STOPS = (".", "?", "!", ":", ";")
_CLOSERS = "\"')]\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK} "


def reason_of_end(kind: Kind, text: str, after: Span | None, *, parted: bool) -> Reason | None:
    """Why the line end after text of this kind ends a block; None in the header and the closer.

    after: the next span of the cable's text; parted: a blank line or a page break stands between.
    """
    if (reason := _AFTER.get(kind)) is not None:
        return reason
    if kind not in _RUNNING:
        return None
    if after is None or after.kind in HEADER:
        return _LAST
    if (reason := _BEFORE.get(after.kind)) is not None:
        return reason
    if after.kind is Kind.LABEL:
        return _NUMBERED[parted]
    return _PARTED[parted, text.rstrip(_CLOSERS).endswith(_STOPS)]
