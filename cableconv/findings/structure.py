"""What the body says of losses: gaps, missing openings and ends.

Law of this file: it reports, it changes nothing. Codes are stable and never renumbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cableconv.blocks import extents
from cableconv.findings import lost_words, other_sections, sections
from cableconv.findings import pages as page_findings
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.model import Block, Finding, Kind, Spans, text_of
from cableconv.model_header import Header

_PARTIAL = "This record is a partial extract of the original cable"
_END = Kind.END  # looked up once, not every span
_TELLING = frozenset({Kind.LABEL, Kind.HEADING, Kind.MARKER, Kind.CLASSIFIED_BY})
_FIRST = lazy(  # "1. Classified by", "(U) 1. Classified by", not the reason "1.4 (b)"
    r"(?:\([A-Z/ ]{1,10}\))?[\N{PILCROW SIGN}\s]*1\s?[.)](?!\s?\d)"
)

Numbered = tuple[int, Kind, str, str]  # a span's line, kind, text and value


def findings(
    spans: Spans,
    lines: Sequence[int],
    header: Header,
    blocks: tuple[Block, ...],
    begins: tuple[int, ...] = (),
) -> tuple[Finding, ...]:
    """Findings of pages (CC2) and structure (CC5), in the order of the checks. lines: that of each span."""
    numbered = zip(lines, spans, strict=False)  # lines: one more, after the last
    telling = [(line, span.kind, span.text, span.value) for line, span in numbered if span.kind in _TELLING]
    return (
        *page_findings.findings(spans, lines, header),
        *sections.findings(spans, lines, header, begins[0] if begins else 0),
        *other_sections.findings(spans, lines, header),
        *_paragraph_gaps(telling, header),
        *_missing_openings(telling, spans, lines),
        *_missing_ends(telling),
        *lost_words.findings(spans, lines, blocks),
        *_partial_extract(spans, lines),
        *_several_cables(begins),
    )


def _paragraph_gaps(telling: list[Numbered], header: Header) -> Iterator[Finding]:
    section = header.section.value
    later = section is not None and section.number > 1  # whose paragraphs begin anywhere
    last: tuple[int, int] | None = None
    first = 0  # line of the serial that the edition prints where paragraph 1 may have its number
    if (
        header.serial.basis
        and header.serial.lines
        and site.HISTORIAN_TITLE.fullmatch(header.title.value or "")
    ):
        first = header.serial.lines[0]
        last = (1, first)
    for line, kind, text, value in _outside_texts(telling):
        if kind is Kind.CLASSIFIED_BY and _FIRST.match(text):
            last = (1, line)  # the statement of the authority is often paragraph 1
        if kind is not Kind.LABEL or not value.isdigit():
            continue
        number = int(value)
        if later:
            last, later = (number, line), False
            continue
        if last is None and number > 1:
            yield Finding(
                "CC551", "warning", (line,), f"the first numbered paragraph is {number}: text may be lost"
            )
        elif last and number == last[0] and last != (1, first):
            yield Finding("CC552", "warning", (last[1], line), f"paragraph number {number} stands twice")
        elif last and number > last[0] + 1:
            yield Finding(
                "CC551", "warning", (last[1], line), f"paragraph {number} follows {last[0]}: text may be lost"
            )
        elif last and 1 < number < last[0]:
            yield Finding("CC552", "warning", (last[1], line), f"paragraph {number} follows {last[0]}")
        last = (number, line)


def _outside_texts(telling: list[Numbered]) -> Iterator[Numbered]:
    """Without the paragraphs of texts that are quoted whole: from their own number 1 to their end."""
    ends = [at for at, (_, _, _, value) in enumerate(telling) if value == "text-end"]
    inside = quoted = False
    for at, each in enumerate(telling):
        _, kind, _, value = each
        if kind is Kind.MARKER and value in ("text-begin", "text-end"):
            inside, quoted = value == "text-begin" and bool(ends) and at < ends[-1], False
        quoted = quoted or (inside and kind is Kind.LABEL and value == "1")
        if not (quoted and kind is Kind.LABEL):
            yield each


def _missing_openings(telling: list[Numbered], spans: Spans, lines: Sequence[int]) -> Iterator[Finding]:
    opened: set[str] = set()
    for line, kind, text, value in telling:
        if kind is Kind.HEADING and "summary" in text.lower() and not value:
            opened.add("summary")
        if kind not in (Kind.MARKER, Kind.HEADING) or "-" not in value:
            continue
        name, _, point = value.rpartition("-")
        if point == "begin":
            opened.add(name)
        elif name not in opened and not (name == "text" and _is_opened(text, line, spans, lines)):
            yield Finding(
                "CC553",
                "info",
                (line,),
                f'"{" ".join(text.split())}" ends a {name} whose opening is missing in the source',
            )
        else:
            opened.discard(name)


def _is_opened(end: str, line: int, spans: Spans, lines: Sequence[int]) -> bool:
    """Is the text that ends here announced above this line, or opened in the header?"""
    return _is_announced(end, line, spans, lines) or any(map(extents.opens_repeated, spans))


def _is_announced(end: str, line: int, spans: Spans, lines: Sequence[int]) -> bool:
    """Does a paragraph above this line announce the text that ends here: "FOLLOWING IS TRANSCRIPT:"?"""
    said: list[str] = []
    for span, at in zip(spans, lines, strict=False):
        if at >= line:
            return False
        if span.kind is Kind.TEXT:
            said.append(span.text)
        elif span.kind is _END:
            if extents.announces(" ".join(said), end):
                return True
            said = []
    return False


def _missing_ends(telling: list[Numbered]) -> Iterator[Finding]:
    """Texts that begin in so many words ("Begin text:") and never end."""
    opened: dict[str, tuple[int, str]] = {}
    for line, kind, text, value in telling:
        if kind not in (Kind.MARKER, Kind.HEADING) or "-" not in value:
            continue
        name, _, point = value.rpartition("-")
        if point == "end":
            opened.pop(name, None)
        elif "begin" in text.lower():
            opened[name] = (line, " ".join(text.split()))
    for name, (line, text) in opened.items():
        yield Finding(
            "CC557", "info", (line,), f'"{text}" begins a {name} whose end is missing in the source'
        )


def _partial_extract(spans: Spans, lines: Sequence[int]) -> Iterator[Finding]:
    if _PARTIAL not in "".join(map(text_of, spans)):
        return
    for at in [at for at, span in enumerate(spans) if _PARTIAL in span.text]:
        yield Finding(
            "CC555",
            "info",
            (lines[at],),
            "the source says that it is a partial extract: no header is expected",
        )


def _several_cables(begins: tuple[int, ...]) -> Iterator[Finding]:
    for number, line in enumerate(begins, start=2):
        yield Finding(
            "CC556",
            "warning",
            (line,),
            f"cable {number} of this file begins, which could not be cut into its cables; the header is "
            "the first's",
        )
