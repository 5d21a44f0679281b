"""What a later section's header says that the first section's does not: lines with a label, no text.

Law of this file: it labels whole lines right below what the pages have told to be a section's header, up to
the first line without a label; nothing is cut.
"""

from __future__ import annotations

from cableconv.grammar import header_text as forms
from cableconv.grammar import references as reference_forms
from cableconv.header.elements import NEW
from cableconv.header.forms import is_caption
from cableconv.header.opening import strong
from cableconv.model import Kind, Span

LABELLED = frozenset({Kind.EXECUTIVE_ORDER, Kind.TAGS, Kind.SUBJECT, Kind.REFERENCE})
_BEGINS = "CC208"  # the rule of the line that begins a section
_PASSED = frozenset({Kind.BLANK, Kind.REPEAT, Kind.PAGE_LINE, Kind.BOILERPLATE})


def mark(spans: list[Span]) -> list[Span]:
    """Label the lines of later sections' headers that repeat none of the first one's."""
    begins = [at for at, span in enumerate(spans) if span.reason is not None and span.reason.rule == _BEGINS]
    if not begins:
        return spans
    result = list(spans)
    for begin in begins:
        for at, value in _lines(spans, begin + 1):
            result[at] = Span(Kind.HEADER_TEXT, spans[at].text, value)
    return result


def _lines(spans: list[Span], at: int) -> list[tuple[int, str]]:
    """Places of the lines with a label from here on, with those that go on with them, and their values."""
    found: list[tuple[int, str]] = []
    seen: set[Kind] = set()
    current: Kind | None = None
    apart = False
    while at < len(spans):
        span = spans[at]
        if span.kind in _PASSED:
            apart = True
        elif span.kind is not Kind.LINE or not _is_whole(spans, at):
            break
        else:
            kind = strong(span.text)
            label = span.text.lstrip()[:3].rstrip(":").isupper()  # no sentence "Subject: the shops"
            if kind in LABELLED and kind not in seen and label:
                current = kind
                seen.add(kind)
                found.append((at, NEW))
            elif current is not None and _goes_on(span.text, current, apart=apart):
                found.append((at, ""))
            elif span.text.isupper() and is_caption(span.text):
                found.append((at, NEW))
            else:
                break
            apart = False
        at += 1
    return found


def _is_whole(spans: list[Span], at: int) -> bool:
    return spans[at - 1].text[-1] in "\r\n"


def _goes_on(text: str, current: Kind, *, apart: bool) -> bool:
    """Does a line below one with this label belong to it? apart: blank lines or a page line are between."""
    if apart:
        return current is Kind.REFERENCE and reference_forms.REFERENCES_ALONE.fullmatch(text) is not None
    if current is Kind.SUBJECT:
        return text.isupper() and not forms.PARAGRAPH.match(text)
    if current is Kind.TAGS:
        return forms.TAGS_MORE.fullmatch(text) is not None
    return current is Kind.REFERENCE and reference_forms.REFERENCE_ITEM.match(text) is not None
