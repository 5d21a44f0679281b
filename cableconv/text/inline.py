"""Inside a paragraph's lines: label, portion marking, markers, list marks.

Law of this file: pieces joined are the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.model import LAYOUT, Kind, Span
from cableconv.text.labels import Label
from cableconv.text.signs import extent, signs

MORE = "more"  # value of a kept line that is the rest of the one above, until rejoin has read it
BEGINS = "begins:"  # before the value of a span that begins a block, until rejoin has read it
_ENTIRE = lazy(r"\s?-{0,2}\s?ENTIRE\sTEXT\.?\s?-{0,2}\s?")
_LONG_FORMS = {
    "UNCLASSIFIED": "U", "CONFIDENTIAL": "C", "SECRET": "S", "TOP SECRET": "TS", "SENSITIVE": "SBU",
    "LIMITED OFFICIAL USE": "LOU",
}  # fmt: skip
_MARKER_FIRST = lazy(
    r"(?:^|(?<=[.?!\"')(]\s)|(?<=[.?!\"')]\s\s)|(?<=\())end(?:\s+[a-z'/]{2,16}){0,3}\s*\Z", re.IGNORECASE
)
_MARKER_WORD = lazy(r"\b(?:end|begin)\b", re.IGNORECASE)
_MARKER_BEGINS = frozenset(  # "begin", "summary", "comment", "note", "text", "executive", "introduction", ...
    "be su co no te ex in br ov em po mi am ch dc bi dr ed".split()  # noqa: SIM905
)
_MARKER_WORDS = 40  # columns that the second half of an end marker may take


def portion_value(text: str) -> str:
    """Normal form of a portion marking: "(c / nf )" gives "C/NF"; one slash or two, as printed.

    Of one for the entire text, "(C - ENTIRE TEXT)", it is the letter as well.
    """
    inner = _ENTIRE.sub("", text.strip().strip("().").strip().upper()).strip()
    head, slash, caveat = inner.partition("/")
    slash += "/" if caveat.startswith("/") else ""
    caveat = ", ".join(part.strip() for part in caveat.strip("/ ").split(",") if part.strip())
    head = _LONG_FORMS.get(head.strip(), head.strip())
    return f"{head}{slash}{caveat}" if caveat else head


def pieces_of_paragraph(
    text: str, label: Label | None, *, begins: bool, item: bool, signed: bool, below_end: bool = False
) -> list[Span]:
    """The spans of one line of a paragraph or list item. signed: it may hold signs; below_end: a sentence
    ends above it."""
    pieces: list[Span] = []
    at = 0
    if label:
        pieces, at = _label_pieces(text, label)
    elif item:
        forms = (grammar.ITEM_MARK, grammar.LETTER_MARK, grammar.LABEL, grammar.CAPITAL_ROUND)
        found = next((match for form in forms if (match := form.match(text))), None)
        at = found.end("label" if found.re is grammar.LABEL.pattern() else 0) if found else len(text.rstrip())
        pieces.append(Span(Kind.ITEM_MARK, text[:at]))
    if (begins or item) and not label:
        found = grammar.PORTION_FIRST.match(text, at)
        if found:
            start = at
            at = _after_white(text, found.end())
            pieces.append(Span(Kind.PORTION, text[start:at], portion_value(found["portion"])))
    opens = begins or item or label is not None
    if opens:
        end, value = _opening_marker(text, at)
        if value:
            pieces.append(Span(Kind.MARKER, text[at:end], value))
            at = end
    pieces.extend(_with_signs(text[at:], signed, below_end and not opens))
    if opens:
        pieces[0] = beginning(pieces[0])
    return pieces


def _opening_marker(text: str, at: int) -> tuple[int, str]:
    """Where the marker at text[at:] ends, and its value, "" when there is none."""
    begin = text[at : at + 3].lstrip('(["')[:2].casefold()
    found = markers.MARKER_RUN_IN.match(text, at) if begin in _MARKER_BEGINS else None
    if found:
        return found.end(), f"{extent(found['what_open'] or found['what'])}-begin"
    rest = text[at:].strip()
    alone = markers.MARKER_HEADING.fullmatch(rest) if at else None  # "2. COMMENT"
    if alone and alone["what"].lower() in ("summary", "comment"):
        return len(text.rstrip()), f"{alone['what'].lower()}-begin"
    quoted = markers.QUOTE_MARKER.fullmatch(rest)
    if quoted:
        return len(text.rstrip()), "text-end" if quoted["end"] else "text-begin"
    return at, ""


def heading_value(text: str) -> str:
    """What a heading begins: "summary-begin" for "2. SUMMARY"; "" where no extent does."""
    label = grammar.LABEL.match(text)
    marker = markers.MARKER_HEADING.fullmatch(text[label.end() if label else 0 :].strip())
    titled = None if marker else markers.MARKER_RUN_IN.match(text.lstrip())
    what = (marker["what"] if marker else (titled["what"] or "") if titled else "").lower()
    return f"{what}-begin" if what in ("summary", "comment", "note", "text") else ""


def beginning(span: Span) -> Span:
    """The span, said to begin a block."""
    return Span(span.kind, span.text, BEGINS + span.value, span.reason)


def _label_pieces(text: str, label: Label) -> tuple[list[Span], int]:
    if label.portion_first:
        first = _after_white(text, label.portion_end)
        end = _after_white(text, label.end)
        portion = Span(
            Kind.PORTION, text[:first], portion_value(text[label.portion_start : label.portion_end])
        )
        return [portion, Span(Kind.LABEL, text[first:end], str(label.number))], end
    if label.portion_start == label.portion_end:
        end = _after_white(text, label.end)
        return [Span(Kind.LABEL, text[:end], str(label.number))], end
    end = _after_white(text, label.portion_end)
    portion = Span(
        Kind.PORTION,
        text[label.portion_start : end],
        portion_value(text[label.portion_start : label.portion_end]),
    )
    return [Span(Kind.LABEL, text[: label.portion_start], str(label.number)), portion], end


def _after_white(text: str, at: int) -> int:
    """The place after the white space at text[at:], before a line end."""
    rest = text[at:]
    return at + len(rest) - len(rest.lstrip(" \t\N{NO-BREAK SPACE}"))


def _with_signs(text: str, signed: bool, below_end: bool) -> Iterator[Span]:
    """TEXT with the markers of extents and the redactions in it as spans of their own."""
    at = 0
    for start, end, kind, value in sorted(signs(text, below_end=below_end)) if signed else ():
        if start < at:
            continue
        if start > at:
            yield Span(Kind.TEXT, text[at:start])
        at = _after_white(text, end)
        yield Span(kind, text[start:at], value)
    if at < len(text):
        yield Span(Kind.TEXT, text[at:])


def join_split_markers(spans: list[Span], places: Sequence[int]) -> list[Span]:
    """Find "End" / "Summary.", "Begin" / "text:" and "End summary and" / "comment." over a line end: both
    become markers.

    places: of the spans that hold "end" or "begin", in order.
    """
    result = spans
    for at in reversed(places):
        span = spans[at]
        if span.kind is not Kind.TEXT or not _MARKER_WORD.search(span.text, max(0, len(span.text) - 60)):
            continue
        after = at + 1
        while after < len(result) and result[after].kind in LAYOUT:
            after += 1
        if after == len(result) or result[after].kind is not Kind.TEXT or result[after].value:
            continue
        found = _split_marker(result[at].text, result[after].text)
        if found:
            start, length, value = found
            if result is spans:
                result = list(spans)
            result[at : after + 1] = [
                *cut(result[at], start, len(result[at].text), Kind.MARKER, value),
                *result[at + 1 : after],
                *cut(result[after], 0, length, Kind.MARKER, ""),
            ]
    return result


def _split_marker(text: str, below: str) -> tuple[int, int, str] | None:
    """Of a marker over a line end: where it begins in the line, its length in the next, its value."""
    first = _MARKER_FIRST.search(text)
    if first:
        head = first[0].rstrip()
        marker = markers.MARKER_END.match(f"{head} {below[:_MARKER_WORDS]}")
        if marker and marker.end() > len(head) + 1:
            return first.start(), marker.end() - len(head) - 1, f"{extent(marker['what'])}-end"
    opening = markers.SPLIT_MARKER.search(text)
    rest = markers.MARKER_REST.match(below) if opening and opening["word"].upper() == "BEGIN" else None
    if opening and rest:
        end = _after_white(below, rest.end())
        return opening.start("word"), end, f"{extent(rest['what'])}-begin"
    return None


def cut(span: Span, start: int, end: int, kind: Kind, value: str) -> Iterator[Span]:
    """The span with text[start:end] as a span of this kind."""
    if start:
        yield span._replace(text=span.text[:start])
    yield Span(kind, span.text[start:end], value or (span.value if not start else ""))
    if end < len(span.text):
        yield span._replace(text=span.text[end:], value="")
