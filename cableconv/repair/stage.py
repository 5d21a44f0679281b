"""Damaged characters of the cable's text get the reading that they had, where that is certain.

Laws of this file: no character changes; a span that is corrected keeps its text and kind and says
what is printed in its place. What is certain is decided from the text and its kinds alone, so that
a second run finds the same. A text without any of the signs is not looked at twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import chain

from cableconv.grammar.form import lazy
from cableconv.grammar.hyphens import SOFT_HYPHEN
from cableconv.grammar.json_values import UNCLEAN
from cableconv.model import HEADER, LAYOUT, LINE_ENDS, Kind, Reason, Span, Spans, text_of
from cableconv.repair import breaks
from cableconv.repair.correction import Correction
from cableconv.scan import places_of

_INVISIBLE = lazy("[\xad\u200b-\u200f\u2060\ufeff]")
_WHITE = lazy(r"\s+")
_HELD = lazy("[\ud800-\udfff]")
_PILCROW = "\N{PILCROW SIGN}"
_GAP = 2  # blanks that part no columns
_UNPRINTED = (LAYOUT | LINE_ENDS) - {Kind.TITLE, Kind.BLANK}  # the headline is a field of the header
_PARTED = HEADER | {Kind.TEXT, Kind.LINE, Kind.HEADING, Kind.VERSE, Kind.TITLE}
_LIST_MARKS = frozenset(
    "\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}\N{WHITE BULLET}\N{BLACK SMALL SQUARE}\N{BLACK SQUARE}"
)

Finder = Callable[[str], Iterator[Correction]]

#: What finds corrections, by module and name, so that it is loaded for a text that can have any, and whether
#: this one can: that question costs next to nothing.
_FINDERS: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("encoding", "corrections", lambda text: not text.isascii()),
    ("references", "corrections", lambda text: "&" in text),
    (
        "signs",
        "apostrophes",
        lambda text: any(
            text.startswith(("s", "t"), at + 1) for sign in "Q8" for at in places_of(text, sign)
        ),
    ),
    ("signs", "trailing", lambda text: "\\" in text),
    ("signs", "break_tags", lambda text: "<br" in text or "<BR" in text),
    ("signs", "number_signs", lambda text: "$" in text),
    ("breaks", "corrections", breaks.is_unwrapped),
    ("hyphens", "inside", lambda text: SOFT_HYPHEN in text),
)


def mark(spans: Spans, layout: Sequence[Correction] = ()) -> Spans:
    """The spans with corrected readings; the same tuple when there is nothing to correct. layout: what was
    found to be layout in the whole text, before its lines were read."""
    text = "".join(map(text_of, spans))
    finders = _finders(text)
    soft = SOFT_HYPHEN in text or "&" in text
    told = [*_soft_hyphens(spans)] if soft else []  # by the kinds of the spans
    told += _pilcrows(spans) if _PILCROW in text else []
    if not (finders or told or layout):
        return spans
    text = "".join(["\n" * len(span.text) if span.kind in _UNPRINTED else span.text for span in spans])
    found = _apart(chain(layout, told, *(find(text) for find in finders)))
    return _corrected(spans, found) if found else spans


def _finders(text: str) -> list[Finder]:
    return [_loaded(module, name) for module, name, may_find in _FINDERS if may_find(text)]


@cache
def _loaded(module: str, name: str) -> Finder:
    found: Finder = getattr(import_module(f"cableconv.repair.{module}"), name)
    return found


def _soft_hyphens(spans: Spans) -> Iterator[Correction]:
    from cableconv.repair import hyphens

    return hyphens.corrections(spans)


def _pilcrows(spans: Spans) -> Iterator[Correction]:
    from cableconv.repair import pilcrows

    return pilcrows.corrections(spans)


def layout_of(text: str) -> tuple[Correction, ...]:
    """The characters of a whole text that hold its blanks, and say nothing."""
    from cableconv.repair import pilcrows, replies, teletype

    if replies.may_have(text) and (marks := tuple(replies.corrections(text))):
        return marks
    held = list(teletype.corrections(text)) if teletype.may_have(text) else []
    lettered = pilcrows.before_letters(text) if _PILCROW in text else ()
    return tuple(sorted((*held, *lettered), key=_place))


def shaped(text: str, layout: Sequence[Correction] = ()) -> str:
    """The text, character for character, with the damage right that decides on its layout: blanks,
    list marks at the beginning of a line, what stands at its end, what is as long as it was."""
    finders = _finders(text)
    found = _apart(chain(layout, *(find(text) for find in finders))) if finders or layout else []
    pieces: list[str] = []
    at = 0
    for correction in found:
        piece = text[correction.start : correction.end]
        pieces += (text[at : correction.start], _shape(text, correction) or piece)
        at = correction.end
    return "".join([*pieces, text[at:]]) if found else text


def _shape(text: str, correction: Correction) -> str:
    """A correction's reading at the length of what it corrects; "" where the layout can do without."""
    from cableconv.repair.hyphens import SOFT

    start, end, reading, _, _, _ = correction
    length = end - start
    if SOFT.fullmatch(text, start, end) and text[end : end + 1] in "\r\n":
        return SOFT_HYPHEN.ljust(length)
    if len(reading) == length:
        return reading.strip().ljust(length)
    if not reading.strip():  # in mid line so many blanks would look like a gap between columns
        words = text[max(0, start - 2) : start].rstrip("-,")[-1:].isalnum() and text[end : end + 1].isalnum()
        return "" if words and length > _GAP else " " * length
    ends = end == len(text) or text[end] in "\r\n"
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    begins = reading in _LIST_MARKS and text[end : end + 1] == " " and not text[line:start].strip()
    if len(reading) > length or not (ends or begins):
        return ""
    return reading.ljust(length) if ends else reading.rjust(length)  # a mark stands beside its item


def mended(line: str) -> str:
    """A line with what is certain by itself read right: for those who look at its words."""
    from cableconv.repair import encoding as repair_encoding

    found = _apart(repair_encoding.corrections(line))
    return _replaced(line, line, 0, found) if found else line


def _apart(found: Iterable[Correction]) -> list[Correction]:
    """The corrections in order, without those that begin inside another or read what no text has."""
    apart: list[Correction] = []
    for correction in sorted(found, key=_place):
        reading = _readable(correction.reading)
        if _is_clean(reading) and (not apart or correction.start >= apart[-1].end):
            apart.append(correction._replace(reading=reading))
    return apart


def _place(correction: Correction) -> tuple[object, ...]:
    """What a place is read as goes before that nothing is printed there."""
    return (correction.start, correction.end, not correction.reading, correction)


def _corrected(spans: Spans, found: list[Correction]) -> Spans:
    result: list[Span] = []
    following = iter(found)
    correction = next(following, None)
    at = 0
    for span in spans:
        begin, at = at, at + len(span.text)
        inside: list[Correction] = []
        while correction is not None and correction.start < at:
            if correction.start >= begin and correction.end <= at:
                inside.append(correction)
            correction = next(following, None)
        if not inside or span.kind in _UNPRINTED:
            result.append(span)
        elif span.kind is Kind.BLANK:  # damage alone on its line, which says nothing
            result.append(span._replace(reason=_reason(inside[0])))
        elif span.kind in _PARTED:
            result.extend(_parted(span, begin, inside))
        else:
            result.append(_whole(span, begin, inside))
    return tuple(result)


def _parted(span: Span, begin: int, inside: list[Correction]) -> Iterator[Span]:
    """The pieces of a span, those that are damaged apart. Value and reason stay with the first."""
    kind, text, value, reason, _ = span
    if kind is Kind.TITLE:
        value = _replaced(value, text, begin, inside)
    at = 0
    for correction in inside:
        start, end = correction.start - begin, correction.end - begin
        if start > at:
            yield Span(kind, text[at:start], value, reason)
            value, reason = "", None
        yield Span(kind, text[start:end], value, _reason(correction), correction.reading)
        value, at = "", end
    if at < len(text):
        yield Span(kind, text[at:], value, reason)


def _whole(span: Span, begin: int, inside: list[Correction]) -> Span:
    """A mark, cell or signature, which is one span: all of it is read anew."""
    reading = _readable(_replaced(span.text, span.text, begin, inside))
    if not _is_clean(reading):
        return span
    if span.kind is Kind.CELL:
        reading = reading.strip()  # cells are apart by nature
    return span._replace(reason=_reason(inside[0]), corrected=reading)


def _replaced(piece: str, text: str, begin: int, inside: list[Correction]) -> str:
    """A piece of a span's text with the corrections that lie in it."""
    offset = text.find(piece)
    for correction in reversed(inside):
        start, end = correction.start - begin - offset, correction.end - begin - offset
        if offset >= 0 and start >= 0 and end <= len(piece):
            piece = piece[:start] + correction.reading + piece[end:]
    return piece


def _readable(text: str) -> str:
    """A reading as a span holds it: white space is one blank, what is invisible is left out."""
    return _WHITE.sub(" ", _INVISIBLE.sub("", text))


def _is_clean(reading: str) -> bool:
    return not UNCLEAN.search(reading) and not _HELD.search(reading)


def _reason(correction: Correction) -> Reason:
    return Reason(correction.rule, correction.evidence, correction.confidence)
