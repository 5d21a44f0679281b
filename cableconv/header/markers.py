"""What lines besides the classification line say of the post: page markers, FM line, routing indicator.

Law of this file: it reads labelled lines and labels nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cableconv.grammar import header as transmission
from cableconv.grammar.form import lazy
from cableconv.grammar.pages import CAVEAT, CLASSIFICATION
from cableconv.header.elements import Found, first
from cableconv.lexicon import tables
from cableconv.lexicon.classification_post import named_by
from cableconv.lexicon.stumps import HEADING, MARKER
from cableconv.model import Kind, Spans

_PAGE_MARKER = lazy(
    rf"""\s* (?: {CLASSIFICATION} (?: [\s/]+ {CAVEAT} )*+ \s+ )?+ (?P<post> [A-Z][A-Z .'/-]{{1,39}}? )
    (?: \s+ | (?= \d{{8}} \s ) ) (?P<serial> \d{{5,8}} ) \s+ (?P<page> \d{{2,3}} ) (?: \.\d )?
    \s+ (?: [O0]?F | O ) \s+ (?P<total> \d{{2,3}} ) [\s\\]*""",  # a stray backslash ends lines of some copies
    re.IGNORECASE | re.VERBOSE,
)
_PAGE_HEADING = lazy(
    r".*?\bPAGE\s+\d{2,3}(?:\s+OF\s+(?P<total>\d{2,3}))?\s+(?P<post>[A-Z][A-Z .'/-]{1,30}?)"
    r"\s+(?P<serial>\d{3,8})(?:\s.*)?"
)


def page_markers(found: Found) -> list[tuple[str, str, int, int]]:
    """Post, serial, total (0 when not printed) and line of each page marker with a serial."""
    read_ = ((_marker(text), numbers[0]) for text, numbers, _ in found.get(Kind.PAGE_LINE, ()))
    return [(*marker, line) for marker, line in read_ if marker]


def named_by_markers(found: Found) -> tuple[str, int]:
    """The longest name that the first page marker's begins, and the letters that there is place for."""
    listed = [(text, marker) for text, _, _ in found.get(Kind.PAGE_LINE, ()) if (marker := _marker(text))]
    first_name = listed[0][1][0]
    names = [(marker[0], text) for text, marker in listed if marker[0].startswith(first_name)]
    name, text = max(names, key=lambda each: len(each[0]))
    return name, MARKER if _PAGE_MARKER.fullmatch(text) else HEADING


@lru_cache(maxsize=64)  # several fields ask of the same lines
def _marker(text: str) -> tuple[str, str, int] | None:
    """Post, serial and total of a page marker; None where the line has no serial."""
    if read_ := _PAGE_MARKER.fullmatch(text):
        return read_["post"].upper(), read_["serial"].lstrip("0"), int(read_["total"])
    heading = _PAGE_HEADING.fullmatch(text) if "PAGE" in text else None
    if heading is None:
        return None
    return heading["post"].upper(), heading["serial"].lstrip("0"), int(heading["total"] or 0)


def names_of_markers(spans: Spans) -> frozenset[str]:
    """The posts that the page markers name."""
    texts = [" ".join(span.text.split()) for span in spans if span.kind is Kind.PAGE_LINE]
    return frozenset(marker[0] for text in texts if (marker := _marker(text)))


def post_names(found: Found) -> frozenset[str]:
    """What other lines call the post: FM line, routing indicator, page markers, the post left out by XMT."""
    station = first(found, Kind.STATION)
    markers = {post for post, _, _, _ in page_markers(found)}
    sent = [element.text for element in (*found.get(Kind.FROM, ())[:1], *found.get(Kind.EXCLUDED, ()))]
    return _named(sent, station.text if station else "") | markers


def _named(sent: Iterable[str], station: str) -> frozenset[str]:
    names = frozenset(name for text in sent for name in named_by(text))
    return names | named_by_station(station)


def named_by_station(line: str) -> frozenset[str]:
    """The post whose routing indicator the DE line has, where it is known."""
    read_ = transmission.STATION.fullmatch(line.upper()) if line else None
    known = tables.routing_indicators().get(read_["ri"]) if read_ else None
    return frozenset((known,) if known else ())
