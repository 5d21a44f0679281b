"""A TEI document, checked against its schemas: grammar, Schematron, and what its instructions name.

Law of this file: it reads the document's elements; what the document says of its source is `check`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cableconv.diagnostic import Diagnostic
from cableconv.rules import remedy_of

_REMEDY = "undo the edit, or convert the source again"
_OUR_SCHEMAS = "urn:cableconv:"
_OTHER_VERSION = "check it with the cableconv that wrote it, or convert the source again"


def faults(path: str, data: bytes, root: Any, engine: str) -> list[Diagnostic]:
    """What is wrong with a document by its schemas. root: its tree; engine: "lxml" or the path of jing."""
    from cableconv.check.schema import is_foreign

    if is_foreign(*_name_of(root)):
        return against_the_grammar(path, data)
    found = _schema(path, data, root) if engine == "lxml" else _jing(path, data, engine)
    if not found:
        found = [*_schematron(path, data, root)]
    return [*found, *_instructions(path, data)]


def _name_of(root: Any) -> tuple[str, str]:
    """Namespace and local name of an element."""
    space, _, local = str(root.tag).rpartition("}")
    return space[1:], local


def _instructions(path: str, data: bytes) -> Iterator[Diagnostic]:
    """What instructions refer to outside the document, schemas of ours that are not of this version, and that
    none of ours is named."""
    from cableconv.check.places import references, start_tags
    from cableconv.check.reader import named
    from cableconv.tei.document import SCHEMAS

    referred = references(data)
    named_ours = any(target == "xml-model" and to.startswith(_OUR_SCHEMAS) for _, target, to in referred)
    if not named_ours and (places := start_tags(data)):  # none: in an encoding that is not read here
        said = (
            "the document does not name its schema, so its version is not known; it was checked by this one"
        )
        yield Diagnostic(path, *places[0], "CC606", "warning", said, remedy_of("CC606"))
    for place, target, to in referred:
        if not to.startswith("urn:"):
            yield Diagnostic(
                path, *place, "CC710", "error", f"an instruction refers to {named(to)!r}", "take it out"
            )
        elif target == "xml-model" and to.startswith(_OUR_SCHEMAS) and to.rstrip() not in SCHEMAS:
            ours = " or ".join(SCHEMAS)
            said = f"the document is of another version of the schema: expected {ours}, found {named(to)!r}"
            yield Diagnostic(path, *place, "CC605", "error", said, _OTHER_VERSION)


def _schema(path: str, data: bytes, root: Any) -> list[Diagnostic]:
    from cableconv import validate

    refused = validate.refusals(root)
    if not refused:
        return []
    return against_the_grammar(path, data) or [
        Diagnostic(path, max(line, 1), 1, "CC603", "error", message, _REMEDY) for line, message in refused[:1]
    ]


def against_the_grammar(path: str, data: bytes) -> list[Diagnostic]:
    """Every fault against the grammar."""
    from cableconv.check import schema

    return [
        Diagnostic(
            path,
            fault.line,
            fault.column,
            fault.code,
            "error",
            fault.message,
            fault.remedy,
        )
        for fault in schema.faults(data)
    ]


def _schematron(path: str, data: bytes, root: Any) -> Iterator[Diagnostic]:
    from cableconv.check.places import place_of, start_tags
    from cableconv.check.schematron import breaches

    found = list(breaches(root))
    if not found:
        return
    places = start_tags(data)
    numbers = {element: number for number, element in enumerate(root.iter())}
    for element, broken in found:
        line, column = place_of(numbers[element], places, element.sourceline)
        name = element.tag.rpartition("}")[2]
        message = f"<{name}> breaks {broken.name}: {broken.message}"
        yield Diagnostic(path, line, column, "CC604", "error", message, broken.remedy)


def _jing(path: str, data: bytes, jing: str) -> list[Diagnostic]:
    """jing's messages on the document, as our diagnostics."""
    import subprocess
    import tempfile

    from cableconv.resources import schema_file
    from cableconv.tei.walk import shortened

    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [jing, schema_file("cableconv.rng"), file.name], capture_output=True, text=True, check=False
        )
    return [
        Diagnostic(path, int(found[1]), int(found[2]), "CC603", "error", shortened(found[3]), _REMEDY)
        for found in re.finditer(r":(\d+):(\d+): (?:fatal|error): (.*)", done.stdout)
    ]
