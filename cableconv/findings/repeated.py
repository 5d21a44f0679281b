"""What a later section's header says that the first one's does not: an addressee more.

Law of this file: what is cut as repeated and names somebody whom no field holds is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.grammar import header as lines
from cableconv.grammar.form import lazy
from cableconv.header.readings import addressees
from cableconv.model import Finding, Kind, Spans, kind_of
from cableconv.model_header import Addressee, Header

_INDICATED = lazy(rf"\s*{lines.RI} ?/ ?[A-Z]")  # a passing line or a subject names posts without one
_PLACES = 2  # words of a name that names a post: "AMEMBASSY TESTVILLE"


def findings(spans: Spans, header: Header) -> Iterator[Finding]:
    """Addressees in the headers of later sections whom the first section's header does not name."""
    fields = (header.action_addressees, header.info_addressees, header.excluded_addressees)
    known = [one for field in fields for one in field.value or ()]
    if not known or Kind.REPEAT not in map(kind_of, spans):
        return  # the first header may be lost
    others: dict[str, list[int]] = {}
    number = 1
    for kind, text, *_ in spans:
        if kind is Kind.REPEAT and (lines.TO.fullmatch(text) or _INDICATED.match(text)):
            for one in addressees(text.strip()):
                if len(one.name.split()) >= _PLACES and not any(_is_same(one, other) for other in known):
                    others.setdefault(one.name, []).append(number)
        if text[-1] in "\r\n":
            number += 1
    for name, found in others.items():
        message = f"the header of a later section names {name}, the first one does not"
        yield Finding("CC417", "info", tuple(found), message)


def _is_same(one: Addressee, other: Addressee) -> bool:
    """Is this the same indicator, or a name of which one may be cut?"""
    if one.routing_indicator and one.routing_indicator == other.routing_indicator:
        return True
    return one.name.startswith(other.name) or other.name.startswith(one.name)
