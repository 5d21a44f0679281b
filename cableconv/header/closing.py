"""What a labelled telegram prints below its text: signature, who drafted, cleared and released it.

Law of this file: one such label alone is text; a run of them, one a drafting line, is none. What stands
below the run must be the end, or the run is long. Of a telegram with a labelled header the label of a
signature alone is enough, where it ends the text.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cableconv.grammar import labelled as forms
from cableconv.grammar import pages as page_forms
from cableconv.header.elements import NEW
from cableconv.model import Kind, Reason, Span, kind_of, text_of
from cableconv.scan import lowered
from cableconv.text.inline import MORE
from cableconv.text.spacing import is_double_spaced

_LINE = Kind.LINE  # looked up once, not every span
_KINDS = {
    "signature": Kind.SIGNATURE,
    "drafting": Kind.DRAFTING,
    "info": Kind.INFO,
    "excluded": Kind.EXCLUDED,
    "system": Kind.TRAILER,
}
_OWN_BLOCK = frozenset({Kind.SIGNATURE, Kind.TRAILER})
_BEGINS = frozenset("SDCARIXOsdcarixo ")
_DRAFTING = ("drafted", "cleared", "approved", "released")  # one of them is in every drafting label
_WIDTH = 24  # characters at most of such a label, indent included
_SIGNATURE = "signature"
_NAME = 4  # words of one, at most
_FEWEST, _LONG = 2, 3  # labels of a run at the end; of one with text below it
_BANNER = Reason("CC206", "classification banner below the text", 0.85)


class _Line(NamedTuple):
    at: int
    text: str
    gap: int  # blank lines above it, beyond those of a double-spaced copy
    role: str  # of its label; "" without one
    value: bool  # something stands behind its label


def mark(spans: list[Span]) -> list[Span]:
    """Label the run of such lines, and the banners below it."""
    text = lowered("".join(map(text_of, spans)))
    labelled = Kind.REFERENCE_NUMBER in map(kind_of, spans)
    signed = labelled and _SIGNATURE in text
    drafted = any(word in text for word in _DRAFTING)
    if not (drafted or signed):
        return spans
    if not signed and not any(_may_be_drafting(span.text[:_WIDTH]) for span in spans if span.kind is _LINE):
        return spans
    lines = list(_lines(spans))
    told = {"drafting", _SIGNATURE} if signed else {"drafting"}
    if told.isdisjoint([line.role for line in lines]):
        return spans
    usual = max(int(is_double_spaced(tuple(spans))), min([line.gap for line in lines[1:]], default=0))
    lines = [line._replace(gap=max(0, line.gap - usual)) for line in lines]
    result = list(spans)
    for first, last in _runs(lines):
        run = lines[first:last]
        below = lines[last:]
        labels = [line.role for line in run if line.role]
        ended = all(_is_banner(line.text) for line in below)
        if not _is_closing(run, labels, ended=ended, signed=signed):
            continue
        if not labelled and {*labels} == {"drafting"}:
            continue  # the body's own, above the signature
        kind = Kind.DRAFTING
        for line in run:
            kind = _KINDS[line.role] if line.role else kind
            more = MORE if kind in _OWN_BLOCK else ""
            result[line.at] = Span(kind, line.text, NEW if line.role else more)
        for line in below if ended else ():
            result[line.at] = Span(Kind.PAGE_LINE, line.text, "", _BANNER)
    return result


def _is_closing(run: list[_Line], labels: list[str], *, ended: bool, signed: bool) -> bool:
    """Is a run with these labels what stands below the text? ended: nothing stands below it; signed: the
    label of a signature tells it, too."""
    if ended and signed and _SIGNATURE in labels:
        name = run[labels.index(_SIGNATURE)].text.partition(":")[2].split()
        return len(name) <= _NAME or "drafting" in labels
    return "drafting" in labels and len(labels) >= (_FEWEST if ended else _LONG)


def _may_be_drafting(begin: str) -> bool:
    """Told without the pattern, which few telegrams need."""
    return ":" in begin and "by" in begin.lower()


def _lines(spans: list[Span]) -> Iterator[_Line]:
    gap = 0
    for at, (kind, text, _, _, _) in enumerate(spans):
        if kind is Kind.BLANK:
            gap += 1
        elif kind is _LINE:
            found = forms.CLOSING.match(text) if text[0] in _BEGINS else None
            role = next(name for name in _KINDS if found[name]) if found else ""
            yield _Line(at, text, gap, role, bool(found and found["value"].strip()))
            gap = 0


def _runs(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """First line and end of each run: labels, and what goes on with them."""
    at = 0
    while at < len(lines):
        if not lines[at].role:
            at += 1
            continue
        first, filled = at, lines[at].value
        at += 1
        while at < len(lines) and (
            lines[at].role or not lines[at].gap or not filled or _is_open(lines[at - 1])
        ):
            if not lines[at].role and _is_banner(lines[at].text):
                break
            filled = lines[at].value if lines[at].role else True
            at += 1
        yield first, at


def _is_open(line: _Line) -> bool:
    """Does a list of names or addressees go on below this line?"""
    return line.text.rstrip().endswith((",", ";"))


def _is_banner(text: str) -> bool:
    return text.strip() == "SBU" or page_forms.BANNER.fullmatch(text) is not None
