"""TEI in and out: the door to the tei_ modules."""

from __future__ import annotations

from cableconv import tei_diplomatic, tei_reading
from cableconv.model import Cable, Edition
from cableconv.tei_header import header, stand_off
from cableconv.tei_names import NAMESPACE, Pointers

_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(cable: Cable) -> bytes:
    """The cable as a TEI P5 document in UTF-8."""
    pointers = Pointers(cable.source.sha256)
    newline = ""
    if cable.edition is Edition.DIPLOMATIC:
        newline = tei_diplomatic.usual_newline(cable.spans)
        text = tei_diplomatic.text(cable.spans, cable.blocks, pointers, cable.source.encoding, newline)
    else:
        text = tei_reading.text(cable.blocks, pointers)
    return "".join(
        [
            _PROLOG,
            f'<TEI xmlns="{NAMESPACE}">\n',
            header(cable, pointers, newline),
            stand_off(cable, pointers),
            text,
            "\n</TEI>\n",
        ]
    ).encode()


def read(data: bytes) -> Cable:
    """The cable of a TEI document that cableconv wrote, however its white space was reformatted.

    Raises InputError for documents that are malformed, foreign or damaged, with the line.
    """
    from cableconv import blocks, tei_blocks_read, tei_spans_read
    from cableconv.tei_header_read import HeaderReader
    from cableconv.tei_walk import parse

    root = parse(data)
    reader = HeaderReader(root)
    edition = reader.edition()
    spans = tei_spans_read.read_spans(root, reader) if edition is Edition.DIPLOMATIC else ()
    return Cable(
        source=reader.source(),
        edition=edition,
        generator=reader.generator(),
        header=reader.fields(),
        blocks=blocks.assemble(spans) if spans else tei_blocks_read.read_blocks(root, reader),
        changes=reader.changes(),
        findings=reader.findings(),
        spans=spans,
        publisher=reader.publisher(),
        licence=reader.licence(),
        options=reader.options(),
    )
