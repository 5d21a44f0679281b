"""One file, checked: what `check` says of a text, a TEI or a JSON document.

Law of this file: a pure function of bytes and a few choices, picklable; a file never makes it
fail. Faults of the document come first; where there are none, the findings that it records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cableconv.conversion import convert, has_cable, read_all
from cableconv.conversion_write import write
from cableconv.diagnostic import Diagnostic
from cableconv.errors import CableconvError, InputError
from cableconv.model import Cable, Edition, Finding
from cableconv.model_source import Statement
from cableconv.options import Options
from cableconv.recognise import recognise
from cableconv.restoration import read_documents, restore, restored, sources_of
from cableconv.rules import remedy_of
from cableconv.sources.item import taken_from
from cableconv.tei.fields import FIELDS

if TYPE_CHECKING:
    from cableconv.check.places import Recorded

_PLACE = re.compile(r"^line \d+(?:, column \d+)?: |, line \d+, column \d+$")
_REMEDY = "undo the edit, or convert the source again"
_SUFFIXES = {".xml": "tei", ".tei": "tei", ".json": "json"}
_DAMAGED = "use an unchanged copy, or convert the source again"


class Choices(NamedTuple):
    """How a file is checked. engine: "lxml" or the path of jing; host: what its table states of it;
    column: that was taken for its text, where nobody named one."""

    roundtrip: bool = False
    engine: str = "lxml"
    host: tuple[Statement, ...] = ()
    column: str = ""


PLAIN = Choices()


def check(path: str, data: bytes, choices: Choices = PLAIN) -> tuple[Diagnostic, ...]:
    """Everything that is to be said of a file, in the order of its lines."""
    try:
        kind = _judged(path, recognise(data), data)
        if kind == "tei":
            found = _tei(path, data, choices)
        elif kind == "json":
            found = _json(path, data, choices)
        else:
            found = _source(path, data, kind, choices)
        return tuple(sorted(found, key=lambda each: (each.line, each.column, each.code)))
    except CableconvError as error:
        return (_of_error(path, error),)


def _judged(path: str, kind: str, data: bytes) -> str:
    """A text that says by its name or first line that it is XML or JSON is judged as such: a cable inside
    proves nothing."""
    if kind not in ("text", "binary"):
        return kind
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].lower().startswith((b"<?xml", b"<!doctype")):
        return "tei"
    return next((said for suffix, said in _SUFFIXES.items() if path.lower().endswith(suffix)), kind)


def _of_error(path: str, error: CableconvError, line: int = 0, column: int = 0) -> Diagnostic:
    """An error as a diagnostic: at its own place, or the one given; a message does not repeat it."""
    message = _PLACE.sub("", error.message)
    place = max(line or error.line, 1), max(column or error.column, 1)
    return Diagnostic(path, *place, error.code, "error", message, error.remedy)


def _source(path: str, data: bytes, kind: str, choices: Choices) -> list[Diagnostic]:
    """The findings of converting a text."""
    if kind == "empty":
        raise InputError("CC024", "the file is empty", "download it again")
    if kind == "binary":
        raise InputError("CC025", "this is a binary file, not a text", "give the text")
    cables = read_all(data, Options(host=choices.host))
    if not any(map(has_cable, cables)):
        where = taken_from(choices.column)
        raise InputError(
            "CC026",
            f"no cable was found{where}: no header line of a telegram and no marked paragraphs",
            "look at it",
        )
    found = [*_source_findings(path, cables)]
    if choices.roundtrip:
        for edition in Edition:
            options = Options(edition=edition)
            _prove_read_back(read_all(data, options), f"its {edition} edition", "report it")
        for to in ("tei", "json"):
            if restore(convert(data, Options(edition=Edition.DIPLOMATIC), to)) != data:
                raise InputError("CC709", f"its diplomatic edition as {to} does not restore it", "report it")
    return found


def _prove_read_back(cables: tuple[Cable, ...], what: str, remedy: str) -> None:
    """Prove that cables come back from both formats. Raises InputError."""
    for to in ("tei", "json"):
        if read_documents(write(cables, to)) != cables:
            raise InputError("CC709", f"{what} does not come back from {to.upper()}", remedy)


def _source_findings(path: str, cables: Iterable[Cable]) -> Iterator[Diagnostic]:
    """The findings of converting a text, at its lines."""
    for cable in cables:
        before = cable.source.part.line - 1 if cable.source.part else 0
        for finding in cable.findings:
            line = finding.lines[0] + before if finding.lines else 1
            yield _of_finding(path, line, 1, finding, "")


def _document_findings(path: str, cables: Iterable[Cable], places: Recorded) -> Iterator[Diagnostic]:
    """The findings that a document records, where it records them; the source's lines are named."""
    for number, cable in enumerate(cables):
        before = cable.source.part.line - 1 if cable.source.part else 0
        for index, finding in enumerate(cable.findings):
            lines = ", ".join(str(line + before) for line in finding.lines)
            where = f" (source line {lines})" if lines else ""
            line, column = places.finding(number, index)
            yield _of_finding(path, line, column, finding, where)


def _of_finding(path: str, line: int, column: int, finding: Finding, where: str) -> Diagnostic:
    remedy = remedy_of(finding.code)
    return Diagnostic(path, line, column, finding.code, finding.severity, finding.message + where, remedy)


def _document(path: str, data: bytes, choices: Choices, places: Recorded) -> list[Diagnostic]:
    """A document's laws: it reads, it restores, its findings."""
    cables = read_documents(data)
    for source in _whole(cables):
        if any(cable.edition is Edition.DIPLOMATIC for cable in source):
            restored(source)
    found = [*_beyond(path, cables, places, data), *_document_findings(path, cables, places)]
    if choices.roundtrip:
        for source in (cables,) if _is_one_file(cables) else [(cable,) for cable in cables]:
            _prove_read_back(source, "the document", _DAMAGED)
        found += _not_again(path, cables, places)
    return found


def _beyond(path: str, cables: Iterable[Cable], places: Recorded, data: bytes) -> Iterator[Diagnostic]:
    """What a diplomatic edition says of lines that its source does not have."""
    code = "CC611" if recognise(data) == "json" else "CC620"
    for number, cable in enumerate(cables):
        if cable.edition is not Edition.DIPLOMATIC:
            continue
        text = "".join([span.text for span in cable.spans])
        last = len(f"{text}.".splitlines())
        for lines, place in _lines_recorded(number, cable, places):
            if lines and max(lines) > last:
                said = f"line {max(lines)} is named, and the source has {last}"
                yield Diagnostic(path, *place(), code, "error", said, _REMEDY)


def _lines_recorded(
    number: int, cable: Cable, places: Recorded
) -> Iterator[tuple[tuple[int, ...], Callable[[], tuple[int, int]]]]:
    """All that a document says of lines, and where."""
    for index, change in enumerate(cable.changes):
        yield change.lines, partial(places.change, number, index)
    for index, finding in enumerate(cable.findings):
        yield finding.lines, partial(places.finding, number, index)
    for name in FIELDS:
        yield getattr(cable.header, name).lines, partial(places.field, number, name)


def _whole(cables: tuple[Cable, ...]) -> Iterator[tuple[Cable, ...]]:
    """The sources of which the document holds all: a part of a file alone restores its part only."""
    if _is_one_file(cables):
        yield cables
        return
    for source in sources_of(cables):
        if source[0].source.part is None or source[0].source.part.cables == len(source):
            yield source


def _is_one_file(cables: tuple[Cable, ...]) -> bool:
    """Do they say that they are one file, all of it?"""
    return {cable.source.part.cables if cable.source.part else 1 for cable in cables} == {len(cables)}


def _not_again(path: str, cables: tuple[Cable, ...], places: Recorded) -> Iterator[Diagnostic]:
    """Where a diplomatic edition is not what its own source gives when it is converted again."""
    from cableconv.check.again import differences

    for each in differences(cables):
        line, column = places.field(each.cable, each.field)
        yield Diagnostic(path, line, column, "CC716", "warning", each.message, remedy_of("CC716"))


def _json(path: str, data: bytes, choices: Choices) -> list[Diagnostic]:
    from cableconv.check.places import of_json
    from cableconv.json import document as json_document
    from cableconv.json.text import NoDocument

    try:
        if recognise(data) != "json":
            json_document.read_all(data)  # says where and why it is none
        return _document(path, data, choices, of_json(data))
    except NoDocument as error:
        return [_of_error(path, each) for each in (error, *error.others)]


def _tei(path: str, data: bytes, choices: Choices) -> list[Diagnostic]:
    from cableconv.check import schema, tei
    from cableconv.check.places import first_in, misdeclared, of_tei, start_tags
    from cableconv.tei.walk import Limited, Misnamed, hardened, narrowed

    data = narrowed(data)
    try:
        root = hardened(data)  # refuses a DOCTYPE before anything else reads the document
    except Misnamed as error:
        return tei.against_the_grammar(path, data) or [_of_error(path, error)]
    except Limited as error:  # the reader of the grammar has no such limits
        return [_of_error(path, error), *tei.against_the_grammar(path, data)]
    if place := misdeclared(data):
        said = f"{schema.MALFORMED}it is not in the encoding that it declares"
        return [Diagnostic(path, *place, "CC710", "error", said, "declare the one that it is in")]
    faults = tei.faults(path, data, root, choices.engine)
    if any(each.severity == "error" for each in faults):
        return faults
    try:
        return [*faults, *_document(path, data, choices, of_tei(root, data))]
    except CableconvError as error:
        column = error.column or first_in(error.line, start_tags(data))
        return [*faults, _of_error(path, error, error.line, column)]
