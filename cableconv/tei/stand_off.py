"""The standOff of a cable: its fields with their sources, its changes, its findings."""

from __future__ import annotations

from cableconv.model import Cable
from cableconv.model_header import Field, Status
from cableconv.tei.fields import FIELDS, feature, write_lines, write_value
from cableconv.tei.names import Pointers, datum


def stand_off(cable: Cable, pointers: Pointers) -> str:
    """The standOff: fields, changes, findings; nothing when there are none."""
    found = [
        _field(name, field, pointers)
        for name in FIELDS
        if (field := getattr(cable.header, name)).status is not Status.ABSENT
    ]
    for change in cable.changes:
        found.append(
            f'<fs type="change" n="{datum(change.rule)}">'
            + feature("kind", f'<symbol value="{change.kind}"/>')
            + feature("lines", f"<string>{write_lines(change.lines)}</string>")
            + feature("evidence", f"<string>{datum(change.evidence)}</string>")
            + feature("confidence", f'<numeric value="{change.confidence!r}"/>')
            + "</fs>\n"
        )
    for finding in cable.findings:
        found.append(
            f'<fs type="finding" n="{datum(finding.code)}">'
            + feature("severity", f'<symbol value="{datum(finding.severity)}"/>')
            + feature("lines", f"<string>{write_lines(finding.lines)}</string>")
            + feature("message", f"<string>{datum(finding.message)}</string>")
            + "</fs>\n"
        )
    return f"<standOff>\n{''.join(found)}</standOff>\n" if found else ""


def _field(name: str, field: Field[object], pointers: Pointers) -> str:
    parts = [feature("status", f'<symbol value="{field.status}"/>')]
    if field.lines:
        parts.append(feature("lines", f"<string>{write_lines(field.lines)}</string>"))
    if field.basis:
        parts.append(feature("basis", f"<string>{datum(field.basis)}</string>"))
    shape = FIELDS[name]
    if shape is not None and field.value is not None:
        parts.append(feature("value", write_value(shape, field.value)))
    ident = pointers.field(name)[1:]
    return f'<fs type="field" n="{name.replace("_", "-")}" xml:id="{ident}">{"".join(parts)}</fs>\n'
