"""Bytes to the partition of each cable in them, with the source that it is the partition of.

Law of this file: the sources of a file of several cables are its parts, or it stays one document.
"""

from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from cableconv import pipeline
from cableconv.boilerplate import stage as boilerplate
from cableconv.decode import decode, encode
from cableconv.errors import CableconvError
from cableconv.fields import header as header_fields
from cableconv.model import Edition, Spans
from cableconv.model_source import Host, Page, Part, Source, Statement
from cableconv.options import DEFAULT, Options
from cableconv.recognise import recognise
from cableconv.visible import visible


class Document(NamedTuple):
    """A source with its partition; the spans carry the reasons for their kinds.

    begins: lines in which further cables begin, where the file could not be cut into their parts;
    doubtful: lines that a known site prints, kept because nothing shows that this page did.
    """

    source: Source
    text: str
    spans: Spans
    begins: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


def trace(data: bytes, options: Options = DEFAULT) -> tuple[Document, ...]:
    """The partition of each cable in a text, with the reason for every kind: what spans and
    explain show. The sources of several cables are the parts of the file.

    Any bytes are a text here, those of a TEI or JSON document too. Raises UsageError for options that
    there are not, InternalError when a law fails.
    """
    options, page = options.checked(), None
    if recognise(data) == "html":
        page, data = _page(data, options.encoding)
    decoded = decode(data, "utf-8" if page is not None else options.encoding)
    source = Source(
        name=visible(options.name),
        size=len(data),
        sha256=sha256(data).hexdigest(),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        truncated=decoded.truncated,
        page=page,
    )
    told: list[boilerplate.Marking] = []
    parts = pipeline.run(decoded.text, options.cut, options.profile, origin, told.append, options.repair)
    if len(parts) > 1 and (documents := _documents_of(parts, source, data)):
        stated = [options.host, *[()] * (len(documents) - 1)]  # the table speaks of the first
        sites = [_site_of(one, options.cut) for one in documents]
        return tuple(
            one._replace(source=one.source._replace(host=_host(site, table)), doubtful=site.doubtful)
            for one, table, site in zip(documents, stated, sites, strict=True)
        )
    source = source._replace(host=_host(told[0] if told else None, options.host))
    doubtful = told[0].doubtful if told else ()
    if len(parts) == 1:
        return (Document(source, decoded.text, parts[0], doubtful=doubtful),)
    lines = tuple(accumulate(sum(span.text[-1] in "\r\n" for span in part) for part in parts))
    spans = tuple(span for part in parts for span in part)
    return (Document(source, decoded.text, spans, tuple(line + 1 for line in lines[:-1]), doubtful),)


def _site_of(document: Document, cut: str) -> boilerplate.Marking:
    """The site around one of several cables."""
    from cableconv.scan import scan

    return boilerplate.examine(scan(document.text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")), cut)


def _host(marking: boilerplate.Marking | None, table: tuple[Statement, ...]) -> Host | None:
    """What the stage has found of the site around a cable, and what a table states."""
    if marking is None or (not marking.layout and not marking.metadata):
        return Host("", table) if table else None
    from cableconv.blocks.printed import clean

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

    from cableconv.html import page as html_page

    read_ = html_page.read(data, encoding)
    content = b64encode(compress(data, 9)).decode("ascii")
    page = Page(len(data), sha256(data).hexdigest(), read_.encoding, content)
    return page, read_.text.encode("utf-8")


def without_page(source: Source, edition: Edition) -> Source:
    """The source as an edition carries it: the page's bytes in diplomatic editions, once a file."""
    later = source.part is not None and source.part.cable > 1
    if source.page is None or (edition is Edition.DIPLOMATIC and not later):
        return source
    return source._replace(page=source.page._replace(content=""))


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
        source = file._replace(
            size=len(piece), sha256=sha256(piece).hexdigest(), truncated=truncated, part=part
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
