"""What a document's own source gives when it is converted again.

Law of this file: a document is compared only where the conversion can be the same: by this version, with
options that it records whole. Whoever edits a header means to, so a difference is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cableconv.conversion import GENERATOR, read_all
from cableconv.errors import CableconvError
from cableconv.model import Cable, Edition
from cableconv.model_header import Header
from cableconv.options import Options
from cableconv.restoration import restored, sources_of


class Difference(NamedTuple):
    """Number of the cable in the document, the field of its header or else empty, and what is said of it."""

    cable: int
    field: str
    message: str


def differences(cables: Sequence[Cable]) -> Iterator[Difference]:
    """Where the cables of a document are not what their sources give: those of whole diplomatic editions."""
    numbers = {id(cable): number for number, cable in enumerate(cables)}
    for source in sources_of(cables):
        options = _options(source)
        if options is None:
            continue
        try:
            again = read_all(restored(source), options)
        except CableconvError:  # that the source does not come back is told elsewhere
            continue
        if len(again) != len(source):
            said = f"the document holds {len(source)} cables, its source {len(again)}"
            yield Difference(numbers[id(source[0])], "", said)
            continue
        for cable, other in zip(source, again, strict=True):
            for field, said in _of_cable(cable, other):
                yield Difference(numbers[id(cable)], field, said)


def _options(source: Sequence[Cable]) -> Options | None:
    """The options with which the cables of one file were made; None where they cannot be known or had."""
    first = source[0]
    stated = dict(each.split("=", 1) for each in first.options if "=" in each)
    if (
        any(cable.edition is not Edition.DIPLOMATIC or cable.generator != GENERATOR for cable in source)
        or not stated.keys() <= {"encoding", "cut", "repair"}
        or len(stated) != len(first.options)
    ):
        return None
    host = first.source.host.statements if first.source.host else ()
    return Options(
        name=first.source.name,
        encoding=stated.get("encoding"),
        edition=Edition.DIPLOMATIC,
        cut=stated.get("cut", "balanced"),
        repair=stated.get("repair") != "off",
        host=tuple(each for each in host if not each.line),
    )


def _of_cable(cable: Cable, other: Cable) -> Iterator[tuple[str, str]]:
    for name in Header._fields:
        ours, theirs = getattr(cable.header, name), getattr(other.header, name)
        if ours != theirs:
            yield name, f"the header is not what the source gives: {_told(name, ours.value, theirs.value)}"
    if cable.findings != other.findings:
        yield "", "the findings are not those that the source gives"
    if cable.changes != other.changes:
        yield "", "the ledger of changes is not that of the source"
    if cable.spans != other.spans:
        yield "", "the text is not marked up as the source is"


def _told(name: str, ours: object, theirs: object) -> str:
    """A field with both values, where they are words or numbers."""
    field = name.replace("_", "-")
    both = [_shown(ours), _shown(theirs)]
    return f"{field}, expected {both[1]}, found {both[0]}" if all(both) and both[0] != both[1] else field


def _shown(value: object) -> str:
    if value is None:
        return "none"
    return repr(value) if isinstance(value, str | int) and len(str(value)) <= 60 else ""
