"""The characters of a text in the partition of its copy in which blanks were made plain and signs right.

Law of this file: it changes no kind; joined, the spans are the text.
"""

from __future__ import annotations

from cableconv.model import LINE_ENDS, Kind, Span, Spans


def restored(parts: tuple[Spans, ...], text: str) -> tuple[Spans, ...]:
    """The spans of a text whose blanks were made plain and marks right, with the characters of the
    text itself."""
    at, last = 0, ""  # last: what the span before ended with when it was looked at
    found: list[Spans] = []
    for part in parts:
        spans: list[Span] = []
        for span in part:
            kind, shaped, value, reason, corrected = span
            begin = shaped.find(value) if value and kind is Kind.TITLE else -1
            if begin >= 0:
                value = text[at + begin : at + begin + len(value)]
            end = at + len(shaped)
            if (
                kind in LINE_ENDS
                and spans
                and last != text[at - 1]
                and (more := _rest_of_sign(shaped, text, at))
            ):
                spans[-1] = spans[-1]._replace(text=spans[-1].text + text[at : at + more])
                at += more
            spans.append(Span(kind, text[at:end], value, reason, corrected))
            at, last = end, shaped[-1]
        found.append(tuple(spans))
    return tuple(found)


def _rest_of_sign(shaped: str, text: str, at: int) -> int:
    """Of the blanks that a line end begins with, how many fill up the sign before: "loan&#8212;" was looked
    at as the dash and so many blanks."""
    blanks = len(shaped) - len(shaped.lstrip(" "))
    rest = text[at : at + blanks]
    if text[at - 1] == "&":
        return rest.find(";") + 1
    return next((place for place, character in enumerate(rest) if character.isspace()), blanks)
