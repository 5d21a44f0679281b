"""The body stage: headings, paragraphs, lists, tables, kept lines, signature.

Laws of this file: it labels the lines that header and pages left as LINE and splits them
at labels, marks and cells; it decides where blocks begin, never how line ends print. A
span that begins a block carries BEGINS before its value; rejoin reads and clears it. When
in doubt a line goes on with the paragraph: text is never lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cableconv.body import table_bars
from cableconv.body.reading import read_body
from cableconv.body.redactions import begin_codes, mark_codes
from cableconv.body.roles import RUNNING, Reading, Role
from cableconv.body.run_together import split_run_together
from cableconv.body.run_together_lists import split_leading
from cableconv.model import Kind, Reason, Span, Spans
from cableconv.text.inline import (
    BEGINS,
    MORE,
    beginning,
    heading_value,
    join_split_markers,
    pieces_of_paragraph,
)
from cableconv.text.layout import read_lines
from cableconv.text.one_case import in_capitals_throughout
from cableconv.text.sentences import is_terminal
from cableconv.text.signs import places

_GOES_ON, _LINE, _TEXT = Role.GOES_ON, Kind.LINE, Kind.TEXT  # looked up once, not every line
_span = partial(tuple.__new__, Span)  # a Span from its parts in one step of C, as for _reading


def mark(spans: Spans) -> Spans:
    """Label the lines of the body and split them at labels, portion markings and cells."""
    coded = mark_codes(spans)
    released = coded is not spans
    spans = split_leading(split_run_together(coded))
    cut = spans is not coded
    lines, habits = read_lines(in_capitals_throughout(spans))
    if not lines:
        return spans
    readings = read_body(lines, habits)
    found = places([spans[line.at].text for line in lines])
    result: list[Span] = []
    ending: list[int] = []  # places in the result of spans that hold "end" or "begin"
    at = 0
    for number, reading in enumerate(readings):
        place = reading.line.at
        if at < place:
            result += map(_left_beside, spans[at:place])
        before = len(result)
        if reading.role is _GOES_ON and number not in found.signed:
            result.append(_span((_TEXT, spans[place].text, "", None, None)))
        else:
            below_end = number > 0 and is_terminal(readings[number - 1].line.bare)
            result += _pieces(reading, spans[place].text, number in found.signed, below_end)
        if number in found.ending:
            ending += range(before, len(result))
        at = place + 1
    result += map(_left_beside, spans[at:])
    result = join_split_markers(begin_codes(result) if released else result, ending)
    if cut:
        from cableconv.body.block_begins import with_reasons_inside

        result = list(with_reasons_inside(result))
    if found.unquoted:
        from cableconv.body.quote_words import pair_quotes

        result = pair_quotes(result)
    return tuple(result)


def _left_beside(span: Span) -> Span:
    """White space left beside a piece that was cut out prints as text; other spans are settled."""
    return Span(_TEXT, span.text) if span.kind is _LINE else span


def _pieces(reading: Reading, text: str, signed: bool, below_end: bool) -> list[Span]:
    """The spans of one line, by its role; their texts joined are the line. signed: it may hold signs;
    below_end: a sentence ends above it."""
    role = reading.role
    if role in RUNNING:
        begins, item = role is Role.BEGINS, role is Role.ITEM
        label = reading.label
        return pieces_of_paragraph(text, label, begins=begins, item=item, signed=signed, below_end=below_end)
    match role:
        case Role.RULE:
            return [Span(Kind.RULE, text, "", Reason("CC501", "underline", 0.97))]
        case Role.SIGNATURE:
            return [Span(Kind.SIGNATURE, text)]
        case Role.DRAFTING:
            return [beginning(Span(Kind.DRAFTING, text))]
        case Role.DRAFTING_MORE:
            return [Span(Kind.DRAFTING, text)]
        case Role.KEPT | Role.KEPT_MORE:
            return [Span(Kind.VERSE, text, MORE if role is Role.KEPT_MORE else "")]
        case Role.ROW:
            return list(_cells(text, reading.cells))
    return _heading(text, role is Role.HEADING)


def _cells(text: str, ends: tuple[int, ...]) -> Iterator[Span]:
    """The cells of a row. The value of one says how many empty ones follow it without a character of their
    own: those whose ends stand at the row's."""
    if "|" in text and table_bars.part(text, ends):
        yield from table_bars.cells(text, ends)
        return
    inner = [end for end in ends if end < len(text.rstrip())]
    empty = str(len(ends) - len(inner)) if len(ends) > len(inner) else ""
    start = 0
    for end in inner:
        yield Span(Kind.CELL, text[start:end], "" if start else BEGINS)
        start = end
    yield Span(Kind.CELL, text[start:], ("" if start else BEGINS) + empty)


def _heading(text: str, first: bool) -> list[Span]:
    return [beginning(Span(Kind.HEADING, text, heading_value(text))) if first else Span(Kind.HEADING, text)]
