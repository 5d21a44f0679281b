"""What the lines of later sections say that the first one does not: classification, serial, post.

Law of this file: it reports, it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cableconv.grammar.pages import SECTION_LINE
from cableconv.lexicon.classification_words import classification_word
from cableconv.model import Finding, Kind, Spans, kind_of
from cableconv.model_header import Header, Status
from cableconv.pages.identity import STEMS, Identity
from cableconv.pages.section_lines import section_line

_BESIDE = frozenset({Kind.PAGE_LINE, Kind.REPEAT})
_MAY_BE_SECTION = _BESIDE | {Kind.TEXT, Kind.HEADING}


def findings(spans: Spans, lines: Sequence[int], header: Header) -> Iterator[Finding]:
    """Findings of sections (CC2, CC4). lines: that of each span."""
    yield from _other_sections(spans, lines, header)
    yield from _first_section(header)
    yield from _other_classifications(spans, lines, header)


def _other_classifications(spans: Spans, lines: Sequence[int], header: Header) -> Iterator[Finding]:
    """Later sections whose classification line states another classification than the header."""
    own = header.classification
    if own.value is None or own.status is not Status.STATED:
        return
    for at in [at for at, kind in enumerate(map(kind_of, spans)) if kind in _BESIDE]:
        span = spans[at]
        if "SECTION" not in span.text:
            continue
        stated = classification_word(span.text) if SECTION_LINE.fullmatch(span.text.strip()) else None
        if stated and stated[0] != own.value:
            yield Finding(
                "CC254", "warning", (*own.lines, lines[at]),
                f"a later section states {stated[0]} as classification, the first {own.value}",
            )  # fmt: skip


def _first_section(header: Header) -> Iterator[Finding]:
    section = header.section.value
    if section and section.total and 1 < section.number <= section.total:
        before = "section 1 is" if section.number == 2 else f"sections 1 to {section.number - 1} are"
        yield Finding(
            "CC255", "warning", header.section.lines,
            f"the cable begins with section {section.number} of {section.total}: {before} not here",
        )  # fmt: skip


def _other_sections(spans: Spans, lines: Sequence[int], header: Header) -> Iterator[Finding]:
    """Later sections' lines with another serial or post than the header's, as page lines or in the text."""
    serial = header.serial.value or ""
    own = Identity(
        frozenset({int(serial)} if serial.isdigit() else ()),
        frozenset({header.post.value} if header.post.value else ()),
        names_post=bool(header.post.value),
    )
    for at, span in enumerate(spans):
        if span.kind not in _MAY_BE_SECTION or " OF " not in span.text or not span.text.startswith(STEMS):
            continue
        said = section_line(span.text)
        if said.number < 2 or not own.serials:
            continue
        if not own.agrees(said.serial):
            yield Finding(
                "CC403", "warning", (*header.serial.lines, lines[at]),
                f"the line of section {said.number} has serial {said.serial.lstrip('0')}, "
                f"the cable {serial}",
            )  # fmt: skip
        if not own.names(said.post):
            yield Finding(
                "CC413", "warning", (*header.post.lines, lines[at]),
                f"the line of section {said.number} names {said.post}, the cable is of {header.post.value}",
            )  # fmt: skip
