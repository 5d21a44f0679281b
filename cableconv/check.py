"""One file, checked: what `check` says of a text, a TEI or a JSON document.

Law of this file: a pure function of bytes and a few choices, picklable; a file never makes it
fail. Faults of the document come first; where there are none, the findings that it records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cableconv.conversion import Options, convert, has_cable, read_all, read_documents, restore, restored
from cableconv.errors import CableconvError, InputError
from cableconv.model import Cable, Edition
from cableconv.recognise import recognise

_REMEDY = "undo the edit, or convert the source again"
_DAMAGED = "use an unchanged copy, or convert the source again"


class Diagnostic(NamedTuple):
    """What is said of a place in a file: line and column from 1; severity error, warning or info."""

    path: str
    line: int
    column: int
    code: str
    severity: str
    message: str
    remedy: str = ""


class Choices(NamedTuple):
    """How a file is checked. engine: "lxml" or the path of jing."""

    roundtrip: bool = False
    engine: str = "lxml"


PLAIN = Choices()


def check(path: str, data: bytes, choices: Choices = PLAIN) -> tuple[Diagnostic, ...]:
    """Everything that is to be said of a file, in the order of its lines."""
    try:
        kind = recognise(data)
        if kind == "tei":
            found = _tei(path, data, choices)
        elif kind == "json":
            found = _document(path, data, choices)
        else:
            found = _source(path, data, kind, choices)
        return tuple(sorted(found, key=lambda each: (each.line, each.column, each.code)))
    except CableconvError as error:
        return (_of_error(path, error),)


def _of_error(path: str, error: CableconvError) -> Diagnostic:
    line, column = max(error.line, 1), max(error.column, 1)
    return Diagnostic(path, line, column, error.code, "error", error.message, error.remedy)


def _source(path: str, data: bytes, kind: str, choices: Choices) -> list[Diagnostic]:
    """The findings of converting a text."""
    if kind == "empty":
        raise InputError("CC024", "the file is empty", "download it again")
    if kind == "binary":
        raise InputError("CC025", "this is a binary file, not a text", "give the text")
    cables = read_all(data)
    if not any(map(has_cable, cables)):
        raise InputError(
            "CC026", "no cable was found: no header line of a telegram and no marked paragraphs", "look at it"
        )
    found = [*_findings(path, cables, by_source=True)]
    if choices.roundtrip:
        diplomatic = Options(edition=Edition.DIPLOMATIC)
        for to in ("tei", "json"):
            if restore(convert(data, diplomatic, to)) != data:
                raise InputError("CC709", f"its diplomatic edition as {to} does not restore it", "report it")
    return found


def _findings(path: str, cables: Iterable[Cable], *, by_source: bool) -> Iterator[Diagnostic]:
    """The findings of cables. by_source: at the lines of the source; else the source's lines are
    named in the message, because the file is the document."""
    for cable in cables:
        before = cable.source.part.line - 1 if cable.source.part else 0
        for finding in cable.findings:
            lines = [line + before for line in finding.lines]
            line = lines[0] if lines and by_source else 1
            where = f" (source line {', '.join(map(str, lines))})" if lines and not by_source else ""
            yield Diagnostic(path, line, 1, finding.code, finding.severity, finding.message + where)


def _document(path: str, data: bytes, choices: Choices) -> list[Diagnostic]:
    """A document's laws: it reads, it restores, its findings."""
    cables = read_documents(data)
    if any(cable.edition is Edition.DIPLOMATIC for cable in cables) and _is_whole(cables):
        restored(cables)
    if choices.roundtrip:
        to = "json" if recognise(data) == "tei" else "tei"
        if read_all(convert(data, to=to)) != cables:
            raise InputError("CC709", f"the document does not come back from {to.upper()}", _DAMAGED)
    return [*_findings(path, cables, by_source=False)]


def _is_whole(cables: tuple[Cable, ...]) -> bool:
    """Does the document hold all of its source? A part of a file alone restores its part only."""
    parts = [cable.source.part for cable in cables if cable.source.part]
    return not parts or len(parts) == parts[0].cables


def _tei(path: str, data: bytes, choices: Choices) -> list[Diagnostic]:
    from cableconv.tei_walk import hardened

    root = hardened(data)  # refuses a DOCTYPE before anything else reads the document
    faults = _jing(path, data, choices.engine) if choices.engine != "lxml" else _schema(path, data, root)
    if not faults:
        faults = [*_schematron(path, data, root)]
    return faults or _document(path, data, choices)


def _schema(path: str, data: bytes, root: Any) -> list[Diagnostic]:
    from cableconv import check_schema, validate

    refused = validate.refusals(root)
    if not refused:
        return []
    found = [
        Diagnostic(path, fault.line, fault.column, "CC603", "error", fault.message, fault.remedy)
        for fault in check_schema.faults(data)
    ]
    return found or [
        Diagnostic(path, max(line, 1), 1, "CC603", "error", message, _REMEDY) for line, message in refused[:1]
    ]


def _schematron(path: str, data: bytes, root: Any) -> Iterator[Diagnostic]:
    from cableconv.check_places import place_of, start_tags
    from cableconv.check_schematron import breaches

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
    import re
    import subprocess
    import tempfile

    from cableconv.resources import schema_file

    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [jing, schema_file("cableconv.rng"), file.name], capture_output=True, text=True, check=False
        )
    return [
        Diagnostic(path, int(found[1]), int(found[2]), "CC603", "error", found[3], _REMEDY)
        for found in re.finditer(r":(\d+):(\d+): (?:fatal|error): (.*)", done.stdout)
    ]
