"""Where one cable of a file ends and the next begins.

Law of this file: it finds places, it labels nothing. A header repeated for a section is no
new cable; the pages stage has marked it before.
"""

from __future__ import annotations

from cableconv.grammar import pages as grammar
from cableconv.model import TRANSMISSION, Kind, Spans

_OPENING = frozenset({Kind.LINE, *TRANSMISSION})
_FIRST_LETTERS = ("VZCZ", "ZCZC", "DE ", "PAGE")
_TAIL = 12  # lines of a Department distribution header above the transmission identifier


def parts(spans: Spans) -> tuple[Spans, ...]:
    """The spans of each cable in a file, in order; joined they are the spans."""
    starts = _starts(spans)
    ends = (*starts[1:], len(spans))
    return tuple(spans[start:end] for start, end in zip(starts, ends, strict=True))


def _starts(spans: Spans) -> list[int]:
    return [at for at in _places(spans) if not at or spans[at - 1].text[-1] in "\r\n"]


def _places(spans: Spans) -> list[int]:
    starts = [0]
    body = False  # text of the current cable has been seen
    for at, (kind, text, _, _) in enumerate(spans):
        if kind is Kind.LABEL or kind is Kind.TRAILER:
            body = True
        elif kind is Kind.TITLE:
            if body:
                starts.append(at)
                body = False
        elif kind in _OPENING:
            if text.startswith(_FIRST_LETTERS):
                if body and _opens(text):
                    starts.append(_first_line(spans, at, starts[-1]))
                    body = False
            elif not body and kind is Kind.LINE and text.lstrip()[:1] in "1N(\N{PILCROW SIGN}":
                body = grammar.NUMBER_ONE.match(text) is not None or text.strip() == "NNNN"
    return starts


def _opens(text: str) -> bool:
    return (text.startswith(("VZCZ", "ZCZC")) and len(text) < 30) or bool(grammar.STATION_LINE.match(text))


def _first_line(spans: Spans, at: int, least: int) -> int:
    """Go back over what stands above the transmission identifier: a distribution header."""
    first = at
    for place in range(at - 1, max(least, at - 2 * _TAIL), -1):
        kind, text, _, _ = spans[place]
        if kind is Kind.BLANK:
            continue
        line = text.strip()
        if kind is Kind.DISTRIBUTION or (kind is Kind.LINE and grammar.DISTRIBUTION_LINE.fullmatch(line)):
            first = place
        elif kind is not Kind.PAGE_LINE:
            break
    return first
