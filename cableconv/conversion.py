"""The story: bytes to a cable, a cable to bytes, and back to the source.

Laws of this file: pure functions of bytes and options, picklable, no files, no printing.
What is returned has been checked: TEI against the schema, JSON by reading it back, and a
diplomatic edition by rebuilding the source from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from cableconv import __version__, cables, header_fields, pipeline, plain
from cableconv.cable import cable_of
from cableconv.decode import decode, encode
from cableconv.errors import InputError, InternalError, UsageError
from cableconv.model import BlockKind, Cable, Edition, Kind, Mark, Source, Spans, Status
from cableconv.profile import Profile
from cableconv.recognise import recognise

GENERATOR = f"cableconv {__version__}"
_REPORT = "this is a fault of cableconv, nothing was written; please report it with the file"


@dataclass(frozen=True, slots=True)
class Options:
    """What a conversion may be told.

    name: the file's name, without folders, as the document will give it; encoding: a Python
    codec name that overrides detection; edition: None is reading for a text and the
    document's own for TEI and JSON; cut: safe, balanced or aggressive; profile: what the
    corpus taught, as `learn` wrote it.
    """

    name: str = ""
    encoding: str | None = None
    edition: Edition | None = None
    publisher: str = ""
    licence: str = ""
    cut: str = "balanced"
    profile: Profile | None = None

    def stated(self) -> tuple[str, ...]:
        """The parameters that change the result and are not at their default, as "name=value"."""
        given = (
            ("encoding", self.encoding or ""),
            ("cut", "" if self.cut == "balanced" else self.cut),
            ("profile", self.profile.digest or "unnamed" if self.profile is not None else ""),
        )
        return tuple(f"{name}={value}" for name, value in given if value)


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its partition; the spans carry the reasons for their kinds."""

    source: Source
    text: str
    spans: Spans


def convert(data: bytes, options: Options = Options(), to: str = "tei") -> bytes:
    """A scraped text, or a TEI or JSON document of cableconv, as TEI, JSON or plain text.

    to is "tei", "json" or "text". Raises InputError when a TEI or JSON document is damaged,
    InternalError when a law or the schema fails.
    """
    return write(read(data, options), to)


def read(data: bytes, options: Options = Options()) -> Cable:
    """The cable in data: text in any encoding, or TEI or JSON as cableconv writes them."""
    match recognise(data):
        case "tei":
            from cableconv import tei

            return _in_edition(_sound(tei.read(data)), options)
        case "json":
            from cableconv import jsonio

            return _in_edition(_sound(jsonio.read(data)), options)
    document = trace(data, options)[0]
    return cable_of(
        document.source,
        document.spans,
        edition=options.edition or Edition.READING,
        generator=GENERATOR,
        publisher=options.publisher,
        licence=options.licence,
        options=options.stated(),
    )


def trace(data: bytes, options: Options = Options()) -> tuple[Document, ...]:
    """The partition of a text, with the reason for every kind: what spans and explain show."""
    decoded = decode(data, options.encoding)
    source = Source(
        name=options.name,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        truncated=decoded.truncated,
    )
    spans = pipeline.run(decoded.text, options.cut, options.profile, origin)
    return (Document(source, decoded.text, spans),)


def origin(spans: Spans) -> tuple[str, int | None]:
    """Post and year of the first cable of a partition whose header has been marked."""
    header = header_fields.read(cables.parts(spans)[0])
    moment = header.date_time_group.value
    return header.post.value or "", int(moment[:4]) if moment else None


def write(cable: Cable, to: str = "tei") -> bytes:
    """The cable as "tei", "json" or "text", validated; a diplomatic edition proved to restore."""
    if to == "text":
        return plain.write(cable)
    if to == "json":
        from cableconv import jsonio

        written = jsonio.write(cable)
        if jsonio.read(written) != cable:
            raise InternalError(
                "CC713", "the JSON that was written does not read back as the same cable", _REPORT
            )
        return written
    if to != "tei":
        raise UsageError("CC010", f"there is no output format {to!r}", "use tei, json or text")
    from cableconv import tei, validate

    written = tei.write(cable)
    validate.validate_tei(written)
    if cable.spans and tei.read(written).spans != cable.spans:
        raise InternalError(
            "CC714", "the TEI that was written does not read back as the same partition", _REPORT
        )
    return written


def restore(data: bytes) -> bytes:
    """The source's bytes, from a diplomatic TEI or JSON document alone.

    Raises InputError when the document is damaged, is a reading edition, or when the bytes
    that were rebuilt do not have the size and SHA-256 that the document records.
    """
    cable = _document(data)
    if cable.edition is not Edition.DIPLOMATIC:
        raise InputError(
            "CC701",
            "this is the reading edition, which does not carry the source",
            "convert the source again with --edition diplomatic, or check it with restore --verify SOURCE",
        )
    text = "".join(span.text for span in cable.spans)
    rebuilt = encode(text, cable.source.encoding, cable.source.truncated)
    if len(rebuilt) != cable.source.size or sha256(rebuilt).hexdigest() != cable.source.sha256:
        raise InputError(
            "CC703",
            f"the rebuilt source ({len(rebuilt)} bytes) is not the one recorded "
            f"({cable.source.size} bytes, SHA-256 {cable.source.sha256})",
            "the document was changed after it was made; use an unchanged copy",
        )
    return rebuilt


def verify(data: bytes, source: bytes) -> bool:
    """Was this TEI or JSON document, of either edition, made from these source bytes?

    A diplomatic edition must also restore them.
    """
    cable = _document(data)
    recorded = (cable.source.size, cable.source.sha256)
    if recorded != (len(source), sha256(source).hexdigest()):
        return False
    return cable.edition is not Edition.DIPLOMATIC or restore(data) == source


def has_cable(cable: Cable) -> bool:
    """Is there a cable at all: a header element of telegrams, or marked or numbered paragraphs?"""
    header = cable.header
    telling = (
        header.routing_indicator,
        header.date_time_group,
        header.originator,
        header.classification,
        header.executive_order,
        header.tags,
        header.reference_number,
        header.transmission_identifier,
    )
    if any(field.status is not Status.ABSENT for field in telling):
        return True
    numbers = [
        item.value
        for block in cable.blocks
        if block.kind is BlockKind.PARAGRAPH
        for item in block.content
        if isinstance(item, Mark) and item.kind is Kind.LABEL
    ]
    return len(numbers) >= 3 and header.subject.status is Status.STATED


def _sound(cable: Cable) -> Cable:
    """A cable read from a document, if it can be written again: else the document was changed."""
    try:
        for to in ("tei", "json"):
            write(cable, to)
    except InternalError as error:
        raise InputError(
            "CC706",
            f"the document does not fit the schema: {error.message}",
            "it was changed after it was made; use an unchanged copy, or convert the source again",
        ) from error
    return cable


def _document(data: bytes) -> Cable:
    match recognise(data):
        case "tei":
            from cableconv import tei

            return tei.read(data)
        case "json":
            from cableconv import jsonio

            return jsonio.read(data)
    raise InputError(
        "CC704",
        "this is no TEI or JSON document of cableconv",
        "give the file that cableconv convert wrote with --edition diplomatic",
    )


def _in_edition(cable: Cable, options: Options) -> Cable:
    """A document's cable in the edition asked for; from diplomatic to reading only."""
    wanted = options.edition or cable.edition
    cable = replace(
        cable, publisher=options.publisher or cable.publisher, licence=options.licence or cable.licence
    )
    if wanted is cable.edition:
        return cable
    if wanted is Edition.DIPLOMATIC:
        raise UsageError(
            "CC011",
            "a diplomatic edition cannot be made from a reading edition, which does not carry the source",
            "convert the source itself",
        )
    return replace(cable, edition=Edition.READING, spans=())
