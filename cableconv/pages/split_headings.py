"""Page headings and markers over two lines, "PAGE" / "02   TESTVI  04453  050838Z" and
"TESTVILLE 00004453" / "002 OF 003", and damaged headings, "page O2   testvi  04453".

Law of this file: such a heading has the serial of this cable's own header; without it the lines are text.
"""

from __future__ import annotations

import re

from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import count, digits
from cableconv.model import Kind, Reason, Span, Spans
from cableconv.pages.identity import Identity

_BEGUN = lazy(r"\s*PAGE(?:\s+\d{2,3})?\s*")
_NUMBER = lazy(r"(?<![A-Za-z0-9])(?=[OIl]{0,7}\d)[\dOIl]{2,8}(?=Z?(?![A-Za-z0-9]))")
_MARKER_ENDS = lazy(r"\s*(?:\d{8}\s+)?\d{2,3}(?:\.\d)?\s+OF\s+\d{2,3}\s*")  # "002 OF 003", below its post
_LONGEST = 90  # columns of a page heading


def split_headings(spans: Spans, telling: set[int], identity: Identity) -> Spans:
    """The spans with headings and markers over two lines marked, and their lines out of telling."""
    places = [at for at in telling if "PAGE" in spans[at].text and _BEGUN.fullmatch(spans[at].text)]
    ends = [at for at in telling if " OF " in spans[at].text and _MARKER_ENDS.fullmatch(spans[at].text)]
    result = list(spans) if places or ends else []
    for at in places:
        below = spans[at + 1] if at + 1 < len(spans) else None
        if below is None or below.kind is not Kind.LINE:
            continue
        heading = _own(f"{spans[at].text.strip()} {below.text.strip()}", identity)
        if heading:
            reason = Reason("CC202", f'page heading over two lines "{heading[0]}"', 0.97)
            result[at] = Span(Kind.PAGE_LINE, spans[at].text, "", reason)
            result[at + 1] = Span(Kind.PAGE_LINE, below.text, value_of(heading), reason)
            telling -= {at, at + 1}
    for at in ends:
        above = spans[at - 1] if at else spans[at]
        marker = _split_marker(above, spans[at], identity)
        if marker:
            reason = Reason(
                "CC201", f'page marker over two lines "{marker[0]}", serial as in the header', 0.97
            )
            result[at - 1] = Span(Kind.PAGE_LINE, above.text, "", reason)
            result[at] = Span(Kind.PAGE_LINE, spans[at].text, str(count(marker["page"])), reason)
            telling -= {at - 1, at}
    return tuple(result) if result else spans


def _split_marker(above: Span, end: Span, identity: Identity) -> re.Match[str] | None:
    """The page marker that two lines are together, with the serial of this cable."""
    if above.kind is not Kind.LINE or not above.text.isupper():
        return None
    marker = grammar.PAGE_MARKER.fullmatch(f"{above.text.strip()} {end.text.strip()}")
    return marker if marker and identity.agrees(marker["serial"]) else None


def damaged_heading(text: str, identity: Identity) -> re.Match[str] | None:
    """The page heading that a line is once its letters are capitals and its numbers digits."""
    if len(text) > _LONGEST or text.lstrip()[:4].upper() != "PAGE":
        return None
    whole = _NUMBER.sub(lambda found: digits(found[0]), text).upper()
    return _own(whole, identity) if whole != text else None


def value_of(heading: re.Match[str]) -> str:
    """The page that begins at a heading. The text itself begins page 1, so that heading breaks nothing; that
    of a later section does."""
    printed = heading.groupdict()
    page, section = count(printed.get("page") or "0"), count(printed.get("section") or "1")
    return str(page) if page > 1 or (page == 1 and section > 1) else ""


def _own(text: str, identity: Identity) -> re.Match[str] | None:
    found = grammar.PAGE_HEADING.fullmatch(text)
    return found if found and found["serial"] and identity.agrees(found["serial"]) else None
