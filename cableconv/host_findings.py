"""What a page or table states of its cable against what the cable says, and pages of no known layout.

Law of this file: a finding names both sides and their lines; it corrects nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv import host_fields, site_edges, site_lines
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.model import Finding, Kind, Spans
from cableconv.model_header import Header
from cableconv.model_source import Host, Statement
from cableconv.scan import split_lines

_FIGURES = lazy(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
_SEAT = lazy(r"(?:Embassy|Consulate(?:[ ]General)?|Mission|USUN|US[ ]?Interests[ ]Section)[ ]+(?P<post>.+)")
_FURNITURE = lazy(
    r"""\N{COPYRIGHT SIGN} | \(c\)[ ]\d{4} | all[ ]rights[ ]reserved | \b(?:log|sign)[ ](?:in|up)\b |
    subscribe | newsletter | cookie | ^[ ]*(?:share|tweet|print|home|search|menu|comments?)[ ]*$ |
    ^[ ]*https?://\S+[ ]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_OF_THE_CABLE = frozenset({Kind.BOILERPLATE, Kind.TITLE, Kind.PAGE_LINE})
_FEWEST = 2  # such lines at the edges of one file


def findings(spans: Spans, header: Header, host: Host | None) -> Iterator[Finding]:
    """Disagreements between page and cable, and edges that look like a page of no known layout."""
    for statement in host.statements if host is not None else ():
        yield from _disagreement(statement, header)
    if host is None or not host.layout:
        yield from _unknown_layout(spans)


def _disagreement(statement: Statement, header: Header) -> Iterator[Finding]:
    own = ""
    lines: tuple[int, ...] = ()
    stated = statement.value
    days: frozenset[str] = frozenset()
    match statement.name:
        case "reference_id" if header.reference_number.value is not None:
            own, lines = header.reference_number.value, header.reference_number.lines
            stated = host_fields.reference_number(stated)
            if host_fields.same_number(stated, own):
                return
        case "created" | "published" if header.date_time_group.value is not None:
            own, lines = header.date_time_group.value[:10], header.date_time_group.lines
            days = _days(stated)
            stated = own if own in days else min(days, default="")
        case "classification" if header.classification.value is not None:
            own, lines = header.classification.value, header.classification.lines
            stated = host_fields.classification(stated)[0]
        case "origin" if header.post.value is not None and (seat := _SEAT.fullmatch(stated)):
            own, lines, stated = header.post.value, header.post.lines, seat["post"].upper()
            if _letters(stated).startswith(_letters(own)):  # "Testville Branch Office", a page marker's ten
                stated = own
    if own and stated and re.sub(r"[^A-Z0-9-]", "", own) != re.sub(r"[^A-Z0-9-]", "", stated):
        name = statement.name.replace("_", " ")
        yield Finding(
            "CC112",
            "warning",
            (statement.line, *lines) if statement.line else lines,
            f"the {'page' if statement.line else 'table'} states {statement.value} as {name}, "
            f"the cable {own}",
        )


def _newline(text: str) -> str:
    return text[len(text.rstrip("\r\n")) :]


def _letters(name: str) -> str:
    return re.sub(r"[^A-Z]", "", name)


def _days(text: str) -> frozenset[str]:
    """The ISO dates that a page's date may mean, none where none can be read."""
    if found := _FIGURES.search(text):
        one, two, year = int(found[1]), int(found[2]), found[3]
        return frozenset(
            f"{year}-{month:02d}-{day:02d}" for month, day in ((one, two), (two, one)) if 1 <= month <= 12
        )
    day = host_fields.day(text)
    return frozenset((day,)) if day else frozenset()


def _unknown_layout(spans: Spans) -> Iterator[Finding]:
    own = [text if kind not in _NOT_OF_THE_CABLE else _newline(text) for kind, text, _, _, _ in spans]
    whole = split_lines("".join(own))
    lines = [(number, line.rstrip()) for number, line in enumerate(whole, 1) if not line.isspace()]
    found = site_edges.edges([text for _, text in lines])
    outside = [*lines[: found.top], *lines[found.bottom :]][: 4 * site_lines.REACH]
    alike = [at for at, text in outside if len(text) < 200 and _is_furniture(text)]
    if found.bottom and len(alike) >= _FEWEST:
        yield Finding(
            "CC113",
            "warning",
            tuple(alike),
            "lines at the edge look like a web site's, whose layout is not known: they were kept",
        )


def _is_furniture(text: str) -> bool:
    return bool(_FURNITURE.search(text) or site.TEASER.search(text) or text.count(" | ") > 2)
