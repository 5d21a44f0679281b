"""What a cable says, as rows of the index's tables."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from cableconv.model import Cable
from cableconv.model_header import Addressee, Field, Header, Status
from cableconv.plain import write as plain_text


class Rows(NamedTuple):
    """A cable's row of documents from its source on, and its rows of the other tables without its id."""

    document: tuple[Any, ...]
    others: dict[str, list[tuple[Any, ...]]]


def rows_of(cable: Cable) -> Rows:
    header = cable.header
    precedence, origin = header.precedence.value, header.originator.value
    document = (
        cable.source.name, cable.source.sha256, header.reference_number.value,
        header.post.value, header.serial.value, header.date_time_group.value,
        precedence.action if precedence else None, header.classification.value, header.subject.value,
        header.title.value, origin.name if origin else None, header.signature.value,
        plain_text(cable).decode("utf-8"),
    )  # fmt: skip
    others: dict[str, list[tuple[Any, ...]]] = {
        "fields": _fields(header),
        "addressees": [
            (role, one.name, *(value or None for value in _parts_of(one)))
            for role, field in (
                ("action", header.action_addressees),
                ("info", header.info_addressees),
                ("excluded", header.excluded_addressees),
            )
            for one in _listed(field)
        ],
        "tags": [(tag.text, tag.kind) for tag in header.tags.value or ()],
        "refs": [
            (ref.label or None, ref.kind, ref.number or None, ref.text)
            for ref in header.references.value or ()
        ],
        "findings": [
            (one.code, one.severity, ",".join(map(str, one.lines)), one.message) for one in cable.findings
        ],
    }
    texts = {table: [tuple(map(sql_text, row)) for row in listed] for table, listed in others.items()}
    return Rows(tuple(map(sql_text, document)), texts)


def _parts_of(one: Addressee) -> tuple[str, str, str]:
    return one.routing_indicator, one.precedence, one.continuity_number


def _listed(field: Field[tuple[Addressee, ...]]) -> tuple[Addressee, ...]:
    return field.value or ()


def _fields(header: Header) -> list[tuple[Any, ...]]:
    """Every field that is not absent: status, value as JSON where it has parts, lines, basis."""
    rows: list[tuple[Any, ...]] = []
    for name in Header._fields:
        field: Field[Any] = getattr(header, name)
        if field.status is not Status.ABSENT:
            value = field.value if isinstance(field.value, str) else json.dumps(_parts(field.value))
            lines = ",".join(map(str, field.lines)) or None
            rows.append((name, field.status.value, value, lines, field.basis or None))
    return rows


def _parts(value: Any) -> Any:
    """A value with its parts by name, where they have names."""
    if not isinstance(value, tuple):
        return value
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    parts = [_parts(part) for part in value]
    return dict(zip(names, parts, strict=True)) if names else parts


def sql_text(value: Any) -> Any:
    """SQLite takes no lone surrogates."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
