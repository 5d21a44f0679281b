"""A cable to bytes, proved before they are given.

Law of this file: TEI has been held to the schema, JSON been read back, and a diplomatic edition been
proved to hold the partition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cableconv.errors import InputError, InternalError, UsageError
from cableconv.model import Cable

_REPORT = "this is a fault of cableconv, nothing was written; please report it with the file"


def write(cable: Cable | Sequence[Cable], to: str = "tei") -> bytes:
    """The cable, or the cables of one file as a corpus, as "tei", "json" or "text": validated,
    and a diplomatic edition proved to restore.

    Raises UsageError for another format, for no cable, and for cables of several files as one
    corpus; InternalError when a law or the schema fails.
    """
    found = (cable,) if isinstance(cable, Cable) else tuple(cable)
    if not found:
        raise UsageError("CC040", "there is no cable to write", "give one, or the cables of one file")
    if to == "text":
        from cableconv import plain

        return b"\n".join(plain.write(one) for one in found)
    if len(found) > 1:
        files = {one.source.part and one.source.part.sha256 for one in found}
        if len(files) > 1 or None in files:
            raise UsageError("CC040", "these cables are not the parts of one file", "write them one by one")
    if to == "json":
        from cableconv.json import document as json_document

        written = json_document.write(*found)
        if _read_back(json_document.read_all, written) != found:
            raise InternalError(
                "CC713", "the JSON that was written does not read back as the same cable", _REPORT
            )
        return written
    if to != "tei":
        raise UsageError("CC010", f"there is no output format {to!r}", "use tei, json or text")
    from cableconv.tei import document as tei

    written = tei.write(*found)
    _prove_tei(written, found)
    return written


def write_members(cables: Sequence[Cable], place: int) -> bytes:
    """The TEI elements of a source's cables for a corpus of many sources, in which this is the one of
    number place: validated, and a diplomatic edition proved to restore."""
    from cableconv.tei import document as tei

    members = [tei.member(cable, place) for cable in cables]
    for cable, member in zip(cables, members, strict=True):
        _prove_tei(member, (cable,))
    return b"".join(members)


def _prove_tei(written: bytes, found: tuple[Cable, ...]) -> None:
    from cableconv import validate
    from cableconv.tei import document as tei

    validate.validate_tei(written)
    if not found[0].spans:
        return
    if [one.spans for one in _read_back(tei.read_all, written)] != [one.spans for one in found]:
        raise InternalError(
            "CC714", "the TEI that was written does not read back as the same partition", _REPORT
        )


def _read_back(read: Callable[[bytes], tuple[Cable, ...]], written: bytes) -> tuple[Cable, ...]:
    """The cables of a document that was written here: what cannot be read is nobody's fault but ours."""
    try:
        return tuple(read(written))
    except InputError as error:
        raise InternalError("CC713", f"what was written cannot be read ({error.message})", _REPORT) from error
