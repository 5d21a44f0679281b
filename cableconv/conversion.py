"""The story: bytes to a cable, and a cable to bytes.

Laws of this file: pure functions of bytes and options, picklable, no files, no printing.
What is returned has been checked: TEI against the schema, JSON by reading it back, and a
diplomatic edition by rebuilding the source from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate

from cableconv import __version__, boilerplate, header_fields, host_fields, pipeline, plain
from cableconv.cable import cable_of
from cableconv.decode import decode, encode
from cableconv.errors import CableconvError, InputError, InternalError, UsageError
from cableconv.grammar import site
from cableconv.model import BlockKind, Cable, Edition, Kind, Mark, Spans
from cableconv.model_header import Status
from cableconv.model_source import Host, Page, Part, Source, Statement
from cableconv.profile import Profile
from cableconv.recognise import recognise
from cableconv.restoration import read_documents

GENERATOR = f"cableconv {__version__}"
_REPORT = "this is a fault of cableconv, nothing was written; please report it with the file"


@dataclass(frozen=True, slots=True)
class Options:
    """What a conversion may be told.

    name: the file's name, without folders, as the document will give it; encoding: a Python
    codec name that overrides detection; edition: None is reading for a text and the
    document's own for TEI and JSON; cut: safe, balanced or aggressive; profile: what the
    corpus taught, as `learn` wrote it; repair: whether damaged characters of the text get the
    reading that they had, where it is certain; host: what the table in which the text stood states
    of it.
    """

    name: str = ""
    encoding: str | None = None
    edition: Edition | None = None
    publisher: str = ""
    licence: str = ""
    cut: str = "balanced"
    profile: Profile | None = None
    repair: bool = True
    host: tuple[Statement, ...] = ()

    def stated(self) -> tuple[str, ...]:
        """The parameters that change the result and are not at their default, as "name=value"."""
        given = (
            ("encoding", self.encoding or ""),
            ("cut", "" if self.cut == "balanced" else self.cut),
            ("profile", self.profile.digest or "unnamed" if self.profile is not None else ""),
            ("repair", "" if self.repair else "off"),
        )
        return tuple(f"{name}={value}" for name, value in given if value)


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its partition; the spans carry the reasons for their kinds.

    begins: lines in which further cables begin, where the file could not be cut into their parts.
    """

    source: Source
    text: str
    spans: Spans
    begins: tuple[int, ...] = ()


def convert(data: bytes, options: Options = Options(), to: str = "tei") -> bytes:
    """A scraped text, or a TEI or JSON document of cableconv, as TEI, JSON or plain text.

    to is "tei", "json" or "text". Several cables become one corpus. Raises InputError when a TEI
    or JSON document is damaged, InternalError when a law or the schema fails.
    """
    return write(read_all(data, options), to)


def read(data: bytes, options: Options = Options()) -> Cable:
    """The one cable in data: text in any encoding, or TEI or JSON as cableconv writes them.

    Raises InputError also when there are several.
    """
    found = read_all(data, options)
    if len(found) > 1:
        raise several(found)
    return found[0]


def read_all(data: bytes, options: Options = Options()) -> tuple[Cable, ...]:
    """The cables in data, in their order: one, or all of a file or corpus of several."""
    if recognise(data) in ("tei", "json"):
        return tuple(_in_edition(_sound(cable), options) for cable in read_documents(data))
    edition = options.edition or Edition.READING
    return tuple(
        cable_of(
            _without_page(document.source, edition),
            document.spans,
            begins=document.begins,
            edition=edition,
            generator=GENERATOR,
            publisher=options.publisher,
            licence=options.licence,
            options=options.stated(),
        )
        for document in trace(data, options)
    )


def several(found: tuple[Cable, ...]) -> InputError:
    """The refusal of a file of several cables, with the lines in which they begin."""
    lines = ", ".join(str(cable.source.part.line) for cable in found if cable.source.part)
    return InputError(
        "CC029",
        f"there are {len(found)} cables in this file, which begin in lines {lines}",
        "convert it to a corpus or to several documents (read_all, or --several corpus or split)",
    )


def trace(data: bytes, options: Options = Options()) -> tuple[Document, ...]:
    """The partition of each cable in a text, with the reason for every kind: what spans and
    explain show. The sources of several cables are the parts of the file."""
    page = None
    if recognise(data) == "html":
        page, data = _page(data, options.encoding)
    decoded = decode(data, "utf-8" if page is not None else options.encoding)
    source = Source(
        name=options.name,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        truncated=decoded.truncated,
        page=page,
    )
    site: list[boilerplate.Marking] = []
    parts = pipeline.run(decoded.text, options.cut, options.profile, origin, site.append, options.repair)
    if len(parts) > 1 and (documents := _documents_of(parts, source, data)):
        stated = [options.host, *[()] * (len(documents) - 1)]  # the table speaks of the first
        return tuple(
            replace(one, source=replace(one.source, host=_host(_site_of(one, options.cut), table)))
            for one, table in zip(documents, stated, strict=True)
        )
    source = replace(source, host=_host(site[0] if site else None, options.host))
    if len(parts) == 1:
        return (Document(source, decoded.text, parts[0]),)
    lines = tuple(accumulate(sum(span.text[-1] in "\r\n" for span in part) for part in parts))
    spans = tuple(span for part in parts for span in part)
    return (Document(source, decoded.text, spans, tuple(line + 1 for line in lines[:-1])),)


def _site_of(document: Document, cut: str) -> boilerplate.Marking:
    """The site around one of several cables."""
    from cableconv.scan import scan

    return boilerplate.examine(scan(document.text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")), cut)


def _host(marking: boilerplate.Marking | None, table: tuple[Statement, ...]) -> Host | None:
    """What the stage has found of the site around a cable, and what a table states."""
    if marking is None or (not marking.layout and not marking.metadata):
        return Host("", table) if table else None
    from cableconv.blocks_print import clean

    stated = tuple(
        Statement(name, clean(value), line)
        for name, value, line in marking.metadata
        if name != "title" and value.strip()  # the headline is a field of the header
    )
    return Host(marking.layout, stated + table) if marking.layout or stated or table else None


def _page(data: bytes, encoding: str | None) -> tuple[Page, bytes]:
    """The page, and the text that is taken from it, in UTF-8: the source that is partitioned."""
    from base64 import b64encode
    from zlib import compress

    from cableconv import html_page

    read_ = html_page.read(data, encoding)
    content = b64encode(compress(data, 9)).decode("ascii")
    page = Page(len(data), sha256(data).hexdigest(), read_.encoding, content)
    return page, read_.text.encode("utf-8")


def _without_page(source: Source, edition: Edition) -> Source:
    """The source as an edition carries it: the page's bytes in diplomatic editions, once a file."""
    later = source.part is not None and source.part.cable > 1
    if source.page is None or (edition is Edition.DIPLOMATIC and not later):
        return source
    return replace(source, page=replace(source.page, content=""))


def _documents_of(parts: tuple[Spans, ...], file: Source, data: bytes) -> tuple[Document, ...]:
    """The documents of a file of several cables; none when the bytes of the parts, in an encoding
    with a state, are not those of the file."""
    documents: list[Document] = []
    offset, line = 0, 1
    for number, spans in enumerate(parts, 1):
        text = "".join(span.text for span in spans)
        truncated = file.truncated if number == len(parts) else 0
        try:
            piece = encode(text, file.encoding, truncated)
        except CableconvError:
            return ()
        if data[offset : offset + len(piece)] != piece:
            return ()
        part = Part(number, len(parts), offset, line, file.size, file.sha256)
        source = replace(
            file, size=len(piece), sha256=sha256(piece).hexdigest(), truncated=truncated, part=part
        )
        documents.append(Document(source, text, spans))
        offset += len(piece)
        line += sum(span.text[-1] in "\r\n" for span in spans)
    return tuple(documents) if offset == len(data) else ()


def origin(spans: Spans) -> tuple[str, int | None]:
    """Post and year of a cable whose header has been marked."""
    header = header_fields.read(spans)
    moment = header.date_time_group.value
    return header.post.value or "", int(moment[:4]) if moment else None


def write(cable: Cable | Sequence[Cable], to: str = "tei") -> bytes:
    """The cable, or the cables of one file as a corpus, as "tei", "json" or "text": validated,
    and a diplomatic edition proved to restore."""
    found = (cable,) if isinstance(cable, Cable) else tuple(cable)
    if to == "text":
        return b"\n".join(plain.write(one) for one in found)
    if to == "json":
        from cableconv import jsonio

        written = jsonio.write(*found)
        if jsonio.read_all(written) != found:
            raise InternalError(
                "CC713", "the JSON that was written does not read back as the same cable", _REPORT
            )
        return written
    if to != "tei":
        raise UsageError("CC010", f"there is no output format {to!r}", "use tei, json or text")
    from cableconv import tei

    written = tei.write(*found)
    _prove_tei(written, found)
    return written


def write_members(cables: Sequence[Cable], place: int) -> bytes:
    """The TEI elements of a source's cables for a corpus of many sources, in which this is the one of
    number place: validated, and a diplomatic edition proved to restore."""
    from cableconv import tei

    members = [tei.member(cable, place) for cable in cables]
    for cable, member in zip(cables, members, strict=True):
        _prove_tei(member, (cable,))
    return b"".join(members)


def _prove_tei(written: bytes, found: tuple[Cable, ...]) -> None:
    from cableconv import tei, validate

    validate.validate_tei(written)
    if found[0].spans and [one.spans for one in tei.read_all(written)] != [one.spans for one in found]:
        raise InternalError(
            "CC714", "the TEI that was written does not read back as the same partition", _REPORT
        )


def has_cable(cable: Cable) -> bool:
    """Is there a cable at all: a header element of telegrams, the headline of an edition that calls
    the text a telegram, or numbered paragraphs below a subject?"""
    header = cable.header
    edition = cable.source.host is not None and cable.source.host.layout == "F1"
    if edition and site.HISTORIAN_TITLE.fullmatch(header.title.value or ""):
        return True
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
    if any(field.status is not Status.ABSENT and not host_fields.of_page(field) for field in telling):
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
    source = _without_page(cable.source, Edition.READING)
    return replace(cable, source=source, edition=Edition.READING, spans=())
