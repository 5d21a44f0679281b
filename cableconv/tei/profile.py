"""The profileDesc of a cable: who wrote to whom and when, and how it is classified."""

from __future__ import annotations

import re
from datetime import datetime

from cableconv.grammar.form import lazy
from cableconv.model_header import Addressee, Field, Header
from cableconv.tei.names import Pointers, ana_of, attribute, datum

_ADDRESSEES = ("action", "info", "excluded")
_DATE = lazy(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?", re.ASCII)


def profile(known: Header, pointers: Pointers) -> str:
    """The profileDesc; nothing when the header says nothing of it."""
    found = _correspondence(known, pointers) + _text_class(known, pointers)
    return f"<profileDesc>\n{found}</profileDesc>\n" if found else ""


def _correspondence(known: Header, pointers: Pointers) -> str:
    sent = ""
    if known.post.value is not None:
        sent += f"<placeName{ana_of('post', pointers)}>{datum(known.post.value)}</placeName>"
    if known.originator.value is not None:
        sent += _party(known.originator.value, ana_of("originator", pointers))
    if known.date_time_group.value is not None:
        ana, moment = ana_of("date_time_group", pointers), known.date_time_group.value
        sent += (
            f'<date when="{moment}"{ana}/>' if _is_moment(moment) else f"<date{ana}>{datum(moment)}</date>"
        )
    found = f'<correspAction type="sent">{sent}</correspAction>\n' if sent else ""
    for name in _ADDRESSEES:
        addressees: Field[tuple[Addressee, ...]] = getattr(known, f"{name}_addressees")
        ana = ana_of(f"{name}_addressees", pointers)
        for addressee in addressees.value or ():
            party = _party(addressee, ana)
            found += f'<correspAction type="received" subtype="{name}">{party}</correspAction>\n'
    references = "".join(
        [
            f'<ref type="{datum(item.kind)}"{attribute("n", item.label)}{attribute("cRef", item.number)}>'
            f"{datum(item.text)}</ref>"
            for item in known.references.value or ()
        ]
    )
    if references:
        found += f"<correspContext{ana_of('references', pointers)}>{references}</correspContext>\n"
    return f"<correspDesc>\n{found}</correspDesc>\n" if found else ""


def _party(party: Addressee, ana: str) -> str:
    found = f"<orgName{ana}>{datum(party.name)}</orgName>"
    if party.routing_indicator:
        found += f'<idno type="routing-indicator">{datum(party.routing_indicator)}</idno>'
    if party.continuity_number:
        found += f'<idno type="message-continuity-number">{datum(party.continuity_number)}</idno>'
    if party.precedence:
        found += f'<note type="precedence">{datum(party.precedence)}</note>'
    return found


def _is_moment(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _text_class(known: Header, pointers: Pointers) -> str:
    found = ""
    values: list[tuple[str, str, str]] = []
    if known.classification.value is not None:
        values.append(("classification", known.classification.value, ""))
    values.extend(("handling", value, "") for value in known.handling.value or ())
    if known.precedence.value is not None:
        values.append(("precedence", known.precedence.value.action, "action"))
        if known.precedence.value.info:
            values.append(("precedence", known.precedence.value.info, "info"))
    for taxonomy, value, role in values:
        target = pointers.category(taxonomy, value)
        found += (
            f'<catRef scheme="#{pointers.prefix}-{taxonomy}" target="{target}"'
            f"{attribute('n', role)}{ana_of(taxonomy, pointers)}/>\n"
        )
    terms = "".join(
        [f'<term type="{datum(tag.kind)}">{datum(tag.text)}</term>' for tag in known.tags.value or ()]
    )
    if terms:
        found += f"<keywords{ana_of('tags', pointers)}>{terms}</keywords>\n"
    return f"<textClass>\n{found}</textClass>\n" if found else ""
