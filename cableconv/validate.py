"""Validation against the packaged schema: the last check before TEI is handed over."""

from __future__ import annotations

from functools import cache
from typing import Any

from cableconv.errors import InternalError


@cache
def _schema() -> Any:
    from lxml import etree

    from cableconv.resources import schema_file

    return etree.RelaxNG(etree.parse(schema_file("cableconv.rng")))


def validate_tei(document: Any) -> None:
    """Check a TEI document (bytes, element or tree) against cableconv's RELAX NG schema.

    Raises InternalError with the schema's message: what we wrote is not what we promise.
    """
    from lxml import etree

    if isinstance(document, bytes):
        try:
            document = etree.fromstring(document)
        except etree.XMLSyntaxError as error:
            raise InternalError("CC601", f"the TEI that was written is not well-formed: {error}") from error
    schema = _schema()
    if not schema.validate(document):
        found = schema.error_log.last_error
        where = f"line {found.line}: {found.message}" if found is not None else "no message"
        raise InternalError(
            "CC602",
            f"the TEI that was written is not valid: {where}",
            "this is a fault of cableconv; please report it with the input",
            line=found.line if found is not None else 0,
        )
