"""What a page or table states of its cable against what the cable says, and pages of no known layout.

Law of this file: a finding names both sides and their lines; it corrects nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cableconv.boilerplate import site_edges
from cableconv.boilerplate.shapes import is_prose
from cableconv.fields import host as host_fields
from cableconv.grammar import markers, site
from cableconv.grammar.form import lazy
from cableconv.model import Finding, Kind, Spans
from cableconv.model_header import Header
from cableconv.model_source import Host, Statement
from cableconv.scan import split_lines

_FIGURES = lazy(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
_SEAT = lazy(r"(?:Embassy|Consulate(?:[ ]General)?|Mission|USUN|US[ ]?Interests[ ]Section)[ ]+(?P<post>.+)")
Numbered = tuple[int, str]  # a line's number and text
_NOT_OF_THE_CABLE = frozenset({Kind.BOILERPLATE, Kind.TITLE, Kind.PAGE_LINE})
_ENDS = lazy(r"\s*(?:BT|\#\d{4}|N{3,})\s*")  # 5 FAH-2 H-320, format lines 13-16
_CLOSES = lazy(rf"\s*(?:{site.CLASS_VALUE.text}|\W*|[A-Z]{{2,14}})\s*", re.IGNORECASE | re.VERBOSE)
_MOST_PROSE = 6  # lines of prose below the end of a cable
_FEWEST = 2  # such lines at the edges of one file


def findings(
    spans: Spans, header: Header, host: Host | None, doubtful: tuple[int, ...] = ()
) -> Iterator[Finding]:
    """Disagreements between page and cable, lines of known sites that were kept (doubtful: which), and
    edges that look like a page of no known layout."""
    for statement in host.statements if host is not None else ():
        yield from _disagreement(statement, header)
    if doubtful:
        yield Finding(
            "CC115",
            "warning",
            doubtful,
            "lines that a known site prints, of which nothing shows that this page did: they were kept",
        )
    lines = _own_lines(spans)
    numbers = [number for number, _ in lines]
    apart = [at > before + 1 for before, at in pairwise([0, *numbers])]
    edges = site_edges.edges([text for _, text in lines], apart)
    alike = _furniture(lines, edges) if host is None or not host.layout else ()
    if alike:
        yield Finding(
            "CC113",
            "warning",
            alike,
            "lines at the edge look like a web site's, whose layout is not known: they were kept",
        )
    signed = max(header.signature.lines, default=0)  # a heading in one word may look like a name
    below = [line for line in _below_the_end(lines, edges) if line > signed]
    rest = tuple(line for line in below if line not in (*alike, *doubtful))
    if rest:
        yield Finding("CC116", "info", rest, "lines below the end of the cable: they were kept")


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
        case "origin" if header.post.value is not None:
            own, lines = header.post.value, header.post.lines
            stated = host_fields.other_post(stated, own)
        case "references" if header.references.value is not None:
            lines = header.references.lines
            own = _other_references(stated, header)
    if own and stated and re.sub(r"[^A-Z0-9-]", "", own) != re.sub(r"[^A-Z0-9-]", "", stated):
        name = statement.name.replace("_", " ")
        yield Finding(
            "CC112",
            "warning",
            (statement.line, *lines) if statement.line else lines,
            f"the {'page' if statement.line else 'table'} states {statement.value} as {name}, "
            f"the cable {own}",
        )


def _other_references(stated: str, header: Header) -> str:
    """The numbers of the cable's references, where those of the list are others; "" where they are the same,
    or some cannot be read that may make them so."""
    cables = [one.number for one in header.references.value or () if one.kind == "cable"]
    own = [number for number in cables if number]
    listed, all_read = host_fields.numbers(stated)
    same = host_fields.same_number
    itself = header.reference_number.value or ""
    missing = len(own) == len(cables) and any(
        not any(same(number, each) for each in (*own, itself)) for number in listed
    )
    more = all_read and any(not any(same(each, number) for each in listed) for number in own)
    return ", ".join(own) or "none" if missing or more else ""


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


def _own_lines(spans: Spans) -> list[Numbered]:
    """The lines of the cable that are not blank: number and text."""
    own = [span.text if span.kind not in _NOT_OF_THE_CABLE else _newline(span.text) for span in spans]
    whole = split_lines("".join(own))
    return [(number, line.rstrip()) for number, line in enumerate(whole, 1) if not line.isspace()]


def _furniture(lines: list[Numbered], edges: site_edges.Edges) -> tuple[int, ...]:
    """Lines outside the cable that look like a web site's, two at least."""
    outside = [*lines[: edges.top], *lines[edges.bottom :]][: 4 * site_edges.REACH]
    alike = tuple(at for at, text in outside if len(text) < 200 and site_edges.is_furniture(text))
    return alike if edges.bottom and len(alike) >= _FEWEST else ()


def _below_the_end(lines: list[Numbered], edges: site_edges.Edges) -> tuple[int, ...]:
    """What stands below the signature or the end of transmission; prose below a heading is the cable's."""
    if not edges.bottom:
        return ()
    last, begin = lines[edges.bottom - 1][1], edges.signature + 1 or len(lines)
    if _ENDS.fullmatch(last) or site.SIGNATURE.fullmatch(last):
        begin = edges.bottom
    headed = bool(site_edges.HEADING.fullmatch(lines[begin - 1][1])) or (
        begin < len(lines) and not any(map(str.isalnum, lines[begin][1]))
    )
    rest = [(at, text) for at, text in lines[begin:] if not _CLOSES.fullmatch(text)]
    if any(markers.MARKER_END.fullmatch(text.strip()) for _, text in rest):
        return ()  # the name signed a text that the cable quotes
    if sum(is_prose(text) for _, text in rest) > _MOST_PROSE:
        return ()  # it was a word in capitals that heads the text
    return () if rest and headed and is_prose(rest[0][1]) else tuple(at for at, _ in rest)
