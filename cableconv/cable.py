"""A partition into a cable: header, blocks, ledger of changes, findings.

Law of this file: everything is a view of the one list of spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, islice

from cableconv.blocks import build as blocks
from cableconv.blocks import printed as blocks_print
from cableconv.fields import header as header_fields
from cableconv.fields import host as host_fields
from cableconv.fields import later
from cableconv.findings import header as header_findings
from cableconv.findings import host as host_findings
from cableconv.findings import silent
from cableconv.findings import structure as structure_findings
from cableconv.header import elements
from cableconv.lexicon import stumps
from cableconv.model import Cable, Change, Edition, Finding, Kind, Reason, Spans
from cableconv.model_source import Source
from cableconv.text import citations


def cable_of(
    source: Source,
    spans: Spans,
    *,
    begins: tuple[int, ...] = (),
    doubtful: tuple[int, ...] = (),
    edition: Edition,
    generator: str,
    publisher: str = "",
    licence: str = "",
    options: tuple[str, ...] = (),
) -> Cable:
    """The cable that a partition with reasons says, in one edition; lines count from its first.

    begins: lines in which further cables begin; the header is that of the first. doubtful: lines that
    a known site prints, kept in the text.
    """
    first = _until(spans, begins[0]) if begins else spans
    lines = list(accumulate([span.text[-1] in _NEWLINES for span in spans], initial=1))
    found = elements.elements(first)
    header = later.filled(header_fields.fields(found), first)
    kept = citations.resolved(blocks.canonical(spans), header.references.value or ())
    made = blocks.assemble(kept)
    filled = host_fields.filled(header, source.host)
    findings = (
        *header_findings.findings(first, header, found),
        *structure_findings.findings(spans, lines, filled, made, begins),
        *host_findings.findings(spans, filled, source.host, doubtful),
        *silent.findings(spans, lines),
        *stumps.findings(filled.post),
    )
    return Cable(
        source=source,
        edition=edition,
        generator=generator,
        header=filled,
        blocks=made,
        changes=changes(spans, lines),
        findings=_in_order(findings),
        spans=kept if edition is Edition.DIPLOMATIC else (),
        publisher=publisher,
        licence=licence,
        options=options,
    )


def _until(spans: Spans, line: int) -> Spans:
    """The spans before this line, counted from 1."""
    ends = (at for at, span in enumerate(spans) if span.text[-1] in "\r\n")
    return spans[: next(islice(ends, line - 2, None)) + 1]


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by line and code, as the cable holds them."""
    return tuple(sorted(map(_printable, findings), key=lambda finding: (finding.lines[:1], finding.code)))


def _printable(finding: Finding) -> Finding:
    """The finding with each line once, and a message that any format can hold."""
    return finding._replace(lines=tuple(sorted(set(finding.lines))), message=_shown(finding.message))


def _shown(text: str) -> str:
    """Text of the source as a message quotes it: control and undecodable characters are shown."""
    return text if text.isprintable() else blocks_print.clean(text)


_NEWLINES = ("\n", "\r")
_SITE = frozenset({Kind.BOILERPLATE, Kind.TITLE})


def _without_site_text(evidence: str) -> str:
    """Evidence of a cut without the site's words: what was cut out does not return in the ledger.

    explain shows them, and the diplomatic edition holds them.
    """
    return evidence.partition('"')[0].rstrip(" :").removesuffix(", after")


def changes(spans: Spans, lines: Sequence[int]) -> tuple[Change, ...]:
    """The ledger: one entry for each rule, kind, evidence and confidence, with its lines. lines: that of
    each span."""
    entries: dict[tuple[str, Kind, str, float], list[int]] = {}
    last: tuple[Kind, Reason] | None = None  # of the span before, which most line wraps share
    places: list[int] = []
    for number, span in zip(lines, spans, strict=False):  # lines: one more, after the last
        reason, kind = span.reason, span.kind
        if reason is None:
            continue
        if last is None or reason is not last[1] or kind is not last[0]:
            last = (kind, reason)
            rule, evidence, confidence = reason
            if kind in _SITE:
                evidence = _without_site_text(evidence)
            places = entries.setdefault((rule, kind, evidence, confidence), [])
        if not places or places[-1] != number:
            places.append(number)
    return tuple(
        Change(rule, kind, tuple(where), _shown(evidence), round(confidence, 3))
        for (rule, kind, evidence, confidence), where in entries.items()
    )
