"""Characters of the cable that no output prints: controls, U+FEFF inside the text, noncharacters.

Law of this file: it reports, it changes nothing. The diplomatic edition holds every one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cableconv.blocks.printed import SILENT
from cableconv.model import LAYOUT, LINE_ENDS, Finding, Spans, text_of

_ASCII = bytes((*range(9), *range(0x0E, 0x1C), 0x7F))  # those of SILENT in texts of ASCII alone
_MOST = 4  # characters that a message names
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def findings(spans: Spans, lines: Sequence[int]) -> Iterator[Finding]:
    """One finding for the characters of the text that print nothing, where no correction reads them; lines:
    that of each span."""
    text = "".join(map(text_of, spans)).removeprefix(_BYTE_ORDER_MARK)
    if not _may_hold(text):
        return
    counts: Counter[str] = Counter()
    places: list[int] = []
    start = True
    for line, span in zip(lines, spans, strict=False):  # lines: one more, after the last
        held = SILENT.findall(span.text.removeprefix(_BYTE_ORDER_MARK) if start else span.text)
        start = False
        if held and span.corrected is None and span.kind not in LAYOUT and span.kind not in LINE_ENDS:
            counts.update(held)
            places.append(line)
    if not counts:
        return
    named = [f"U+{ord(each):04X} ({count})" for each, count in sorted(counts.items())]
    shown = ", ".join(named[:_MOST]) + (" and others" if len(named) > _MOST else "")
    message = f"characters that print nothing are left out of the text: {shown}"
    yield Finding("CC359", "warning", tuple(places), message)


def _may_hold(text: str) -> bool:
    """Some steps of C say it of a text without any."""
    if text.isascii():
        return len(text.encode().translate(None, _ASCII)) < len(text)
    return SILENT.search(text) is not None
