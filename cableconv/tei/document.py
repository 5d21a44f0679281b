"""TEI in and out: the door to the tei_ modules."""

from __future__ import annotations

from typing import Any

from cableconv.errors import InputError
from cableconv.model import Cable, Edition
from cableconv.tei import reading
from cableconv.tei.header import collection_header, corpus_header, facsimile, header
from cableconv.tei.names import NAMESPACE, Pointers
from cableconv.tei.stand_off import stand_off

SCHEMAS = ("urn:cableconv:schema:1.0-draft:tei", "urn:cableconv:schema:1.0-draft:schematron")
_MODEL = '<?xml-model href="{}" type="application/xml" schematypens="{}"?>\n'
_PROLOG = (  # W3C note "Associating Schemas with XML documents"; schemas/1.0/catalog.xml resolves the names
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    + _MODEL.format(SCHEMAS[0], "http://relaxng.org/ns/structure/1.0")
    + _MODEL.format(SCHEMAS[1], "http://purl.oclc.org/dsdl/schematron")
)


def write(*cables: Cable) -> bytes:
    """The cable as a TEI P5 document in UTF-8; several, the parts of one file, as a teiCorpus."""
    if len(cables) == 1:
        return f"{_PROLOG}{_document(cables[0])}".encode()
    documents = "".join(map(_document, cables))
    head = corpus_header(cables[0])
    return f'{_PROLOG}<teiCorpus xmlns="{NAMESPACE}">\n{head}{documents}</teiCorpus>\n'.encode()


def member(cable: Cable, place: int) -> bytes:
    """The TEI element of a cable for a corpus of many sources, in which its source is the one of number
    place: the same source may stand there twice, and no identifier does."""
    return _document(cable, f"n{place}").encode()


def corpus_frame(publisher: str, licence: str) -> tuple[bytes, bytes]:
    """What stands before and after the members of a corpus of many sources."""
    head = collection_header(publisher, licence)
    return f'{_PROLOG}<teiCorpus xmlns="{NAMESPACE}">\n{head}'.encode(), b"</teiCorpus>\n"


def _document(cable: Cable, place: str = "") -> str:
    part = str(cable.source.part.cable) if cable.source.part else ""
    pointers = Pointers(cable.source.sha256, "-".join(filter(None, (place, part))))
    newline = ""
    if cable.edition is Edition.DIPLOMATIC:
        from cableconv.tei import diplomatic

        newline = diplomatic.usual_newline(cable.spans)
        text = diplomatic.text(cable.spans, cable.blocks, pointers, cable.source.encoding, newline)
    else:
        text = reading.text(cable.blocks, pointers)
    return "".join(
        [
            f'<TEI xmlns="{NAMESPACE}">\n',
            header(cable, pointers, newline),
            facsimile(cable),
            stand_off(cable, pointers),
            text,
            "\n</TEI>\n",
        ]
    )


def read(data: bytes) -> Cable:
    """The cable of a TEI document that cableconv wrote; see read_all."""
    first, *more = read_all(data)
    if more:
        raise InputError("CC620", "this is a corpus, not a document of one cable", "read all its cables")
    return first


def read_all(data: bytes) -> tuple[Cable, ...]:
    """The cables of a TEI document or corpus that cableconv wrote, however its white space was
    reformatted.

    Raises InputError for documents that are malformed, foreign or damaged, with the line.
    """
    from cableconv.tei.walk import parse

    return tuple(_read(root) for root in parse(data))


def _read(root: Any) -> Cable:
    from cableconv.blocks import build as blocks
    from cableconv.tei import blocks_read, spans_read
    from cableconv.tei.header_read import HeaderReader

    reader = HeaderReader(root)
    edition = reader.edition()
    spans = spans_read.read_spans(root, reader) if edition is Edition.DIPLOMATIC else ()
    return Cable(
        source=reader.source(),
        edition=edition,
        generator=reader.generator(),
        header=reader.fields(),
        blocks=blocks.assemble(spans) if spans else blocks_read.read_blocks(root, reader),
        changes=reader.changes(),
        findings=reader.findings(),
        spans=spans,
        publisher=reader.publisher(),
        licence=reader.licence(),
        options=reader.options(),
    )
