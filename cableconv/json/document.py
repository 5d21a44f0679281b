"""A cable as JSON, written and read back.

Laws: the JSON is the model and no second one; the same cable gives the same bytes;
read(write(cable)) == cable; what is not exactly such a document is refused with the place
and what was expected there.
"""

from __future__ import annotations

from collections.abc import Callable
from json.encoder import encode_basestring as quote
from typing import Any

from cableconv.blocks.build import assemble
from cableconv.errors import InputError, InternalError
from cableconv.json.blocks import BLOCK
from cableconv.json.codec import read_object
from cableconv.json.lines import read_lines, write_lines
from cableconv.json.members import CORPUS, FORMAT, SCHEMA, VERSION, codecs, constant
from cableconv.json.text import parse, refusal
from cableconv.json.values import Codec, Fault, array
from cableconv.model import Cable, Edition, Spans


def write(*cables: Cable) -> bytes:
    """The JSON document of a cable, in UTF-8, one block, change or source line a line; several,
    the parts of one file, as a corpus of their documents.

    InternalError when a cable holds what no document may hold (a lone surrogate outside
    the source lines).
    """
    written = _document(cables[0])
    if len(cables) > 1:
        documents = ",\n".join(map(_document, cables))
        written = (
            f'{{\n  "$schema": "{SCHEMA}",\n  "format": "{CORPUS}",\n  "version": "{VERSION}",\n'
            f'  "documents": [\n{documents}]\n}}'
        )
    try:
        return (written + "\n").encode()
    except UnicodeEncodeError as error:
        found = ascii(error.object[max(0, error.start - 30) : error.end])
        raise InternalError("CC721", f"a lone surrogate outside the source lines: {found}") from None


def _document(cable: Cable) -> str:
    kit = codecs()
    header = ",\n".join(
        [f'    "{name}": {codec.write(getattr(cable.header, name))}' for name, codec in kit.header]
    )
    parts = [
        f'  "$schema": "{SCHEMA}"',
        f'  "format": "{FORMAT}"',
        f'  "version": "{VERSION}"',
        f'  "edition": "{cable.edition}"',
        f'  "generator": {quote(cable.generator)}',
        *(f'  "{name}": {quote(value)}' for name, value in _stated(cable)),
        *([f'  "options": [{", ".join(map(quote, cable.options))}]'] if cable.options else ()),
        f'  "source": {kit.source.write(cable.source)}',
        f'  "header": {{\n{header}\n  }}',
        _rows("blocks", [BLOCK.write(block) for block in cable.blocks]),
    ]
    if cable.changes:
        parts.append(_rows("changes", [kit.change.write(change) for change in cable.changes]))
    if cable.findings:
        parts.append(_rows("findings", [kit.finding.write(finding) for finding in cable.findings]))
    if cable.edition is Edition.DIPLOMATIC:
        parts.append(_rows("lines", write_lines(cable.spans, cable.source.encoding)))
    return "{\n" + ",\n".join(parts) + "\n}"


def _stated(cable: Cable) -> list[tuple[str, str]]:
    named = (("publisher", cable.publisher), ("licence", cable.licence))
    return [(name, value) for name, value in named if value]


def _rows(name: str, rows: list[str]) -> str:
    if not rows:
        return f'  "{name}": []'
    return f'  "{name}": [\n    ' + ",\n    ".join(rows) + "\n  ]"


def read(data: bytes) -> Cable:
    """The cable of a JSON document; InputError says where the document is not one."""
    first, *more = read_all(data)
    if more:
        raise InputError("CC611", "this is a corpus, not a document of one cable", "read all its cables")
    return first


def read_all(data: bytes) -> tuple[Cable, ...]:
    """The cables of a JSON document or corpus; InputError says where it is not one."""
    bare = data.removeprefix(b"\xef\xbb\xbf")
    document = parse(bare)
    try:
        if type(document) is not dict or document.get("format") != CORPUS:
            return (_read(document),)
        return tuple(read_object(document, _corpus(), frozenset(_corpus()))["documents"])
    except Fault as fault:
        raise refusal(fault, bare) from None


def _corpus() -> dict[str, Callable[[Any], Any]]:
    cables = array(Codec(_document, _read)).read
    return {
        "$schema": constant(SCHEMA),
        "format": constant(CORPUS),
        "version": constant(VERSION),
        "documents": _at_least_two(cables),
    }


def _at_least_two(read: Callable[[Any], tuple[Cable, ...]]) -> Callable[[Any], tuple[Cable, ...]]:
    def checked(value: Any) -> tuple[Cable, ...]:
        if type(value) is list and len(value) < 2:
            raise Fault("two documents or more", value)
        return read(value)

    return checked


def _read(document: Any) -> Cable:
    kit = codecs()
    found = read_object(document, kit.readers, kit.required)
    diplomatic = found["edition"] is Edition.DIPLOMATIC
    if diplomatic != ("lines" in found):
        raise Fault("the key lines" if diplomatic else "no lines in the reading edition", document)
    if diplomatic:
        found["spans"] = _read_spans(found)
    for key in ("$schema", "format", "version", "lines"):
        found.pop(key, None)
    return Cable(**found)


def _read_spans(found: dict[str, Any]) -> Spans:
    try:
        spans = read_lines(found["lines"], found["source"].encoding)
    except Fault as fault:
        raise fault.inside("lines") from None
    try:
        blocks = assemble(spans)
    except InternalError as error:
        raise Fault(f"lines that make blocks ({error.message})").inside("lines") from None
    if blocks != found["blocks"]:
        pairs = zip(blocks, found["blocks"], strict=False)
        place = next((i for i, (made, given) in enumerate(pairs) if made != given), None)
        count = min(len(blocks), len(found["blocks"]))
        raise (
            Fault("the block that the source lines make")
            .inside(count if place is None else place)
            .inside("blocks")
        )
    return spans
