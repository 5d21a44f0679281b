"""A cable as JSON, written and read back.

Laws: the JSON is the model and no second one; the same cable gives the same bytes;
read(write(cable)) == cable; what is not exactly such a document is refused with the place
and what was expected there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING
from functools import cache
from json.encoder import encode_basestring as quote
from typing import Any, NamedTuple

from cableconv.grammar.form import lazy

from .blocks import assemble
from .errors import InputError, InternalError
from .grammar.json_values import CODE, DATE, INSTANT, SHA256
from .json_blocks import BLOCK
from .json_codec import (
    Codec,
    Fault,
    Key,
    Limits,
    Repeated,
    array,
    choice,
    members,
    present,
    read_object,
    record,
    text,
)
from .json_lines import read_lines, write_lines
from .model import Cable, Change, Edition, Finding, Spans
from .model_header import ExecutiveOrder, Header, Precedence, Reference, Section, Security, Tag
from .model_source import Page, Part, Source

SCHEMA = "urn:cableconv:schema:1.0-draft:document"
FORMAT = "cableconv-document"
CORPUS = "cableconv-corpus"
VERSION = "1.0-draft"

PRECEDENCES = ("EMERGENCY", "FLASH", "NIACT IMMEDIATE", "IMMEDIATE", "PRIORITY", "ROUTINE")
LIMITS: dict[Key, Limits] = {
    (Source, "sha256"): Limits(form=SHA256),
    (Source, "truncated"): Limits(most=3),
    (Part, "sha256"): Limits(form=SHA256),
    (Page, "sha256"): Limits(form=SHA256),
    **{(Part, name): Limits(least=1) for name in ("cable", "cables", "line")},
    (Change, "rule"): Limits(form=CODE),
    (Change, "lines"): Limits(least=1),
    (Finding, "code"): Limits(form=CODE),
    (Finding, "severity"): Limits(words=("error", "warning", "info")),
    (Finding, "lines"): Limits(least=1),
    (Section, "number"): Limits(least=1),
    (Section, "total"): Limits(least=1),
    (Header, "pages"): Limits(least=1),
    (Header, "julian_day"): Limits(least=1, most=366),
    (Header, "date_time_group"): Limits(form=INSTANT),
    (Precedence, "action"): Limits(words=PRECEDENCES),
    (Precedence, "info"): Limits(words=PRECEDENCES),
    (Security, "prosign"): Limits(words=("ZNR", "ZNY")),
    (ExecutiveOrder, "declassify_on"): Limits(form=DATE),
    (Tag, "kind"): Limits(words=("subject", "program", "geographic", "organization", "person", "unknown")),
    (Reference, "kind"): Limits(words=("cable", "e-mail", "memorandum", "telcon", "press", "other")),
}


class Codecs(NamedTuple):
    """What a document is made of, each with its codec."""

    source: Codec[Source]
    header: tuple[tuple[str, Codec[Any]], ...]
    change: Codec[Change]
    finding: Codec[Finding]
    readers: dict[str, Callable[[Any], Any]]
    required: frozenset[str]


def _constant(word: str) -> Callable[[Any], Any]:
    return text(Limits(words=(word,))).read


@cache
def codecs() -> Codecs:
    """All codecs; made on first use, as a process that writes TEI needs none."""
    source, change, finding = record(Source, LIMITS), record(Change, LIMITS), record(Finding, LIMITS)
    header = record(Header, LIMITS, every := members(Header, LIMITS))
    string = text(Limits())
    readers: dict[str, Callable[[Any], Any]] = {
        "$schema": _constant(SCHEMA),
        "format": _constant(FORMAT),
        "version": _constant(VERSION),
        "edition": choice(Edition).read,
        "generator": string.read,
        "publisher": present(string, "").read,
        "licence": present(string, "").read,
        "options": present(array(string), ()).read,
        "source": source.read,
        "header": header.read,
        "blocks": array(BLOCK).read,
        "changes": present(array(change), ()).read,
        "findings": present(array(finding), ()).read,
        "lines": lambda value: value,  # read last: they need the encoding
    }
    required = frozenset(
        ("$schema", "format", "version", "edition", "generator", "source", "header", "blocks")
    )
    return Codecs(
        source, tuple((part.name, part.codec) for part in every), change, finding, readers, required
    )


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
        raise _refusal(fault, bare) from None


def _corpus() -> dict[str, Callable[[Any], Any]]:
    cables = array(Codec(_document, _read)).read
    return {
        "$schema": _constant(SCHEMA),
        "format": _constant(CORPUS),
        "version": _constant(VERSION),
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


REMEDY = "convert the source again, or undo the edit"


def _refusal(fault: Fault, data: bytes = b"") -> InputError:
    from cableconv.json_place import place

    shown = "" if fault.found is MISSING else f", found {_shown(fault.found)}"
    line, column = place(data.decode(), fault.path[::-1]) if data else (0, 0)
    return InputError("CC611", f"{fault.where()}: expected {fault.expected}{shown}", REMEDY, line, column)


def _shown(value: object) -> str:
    """A value in a few words that no terminal or log can be hurt by."""
    if isinstance(value, Constant):
        return value.word
    if isinstance(value, (dict, list)):
        return f"{'an object' if isinstance(value, dict) else 'an array'} of {len(value)}"
    shown = {True: "true", False: "false"}[value] if type(value) is bool else ascii(value)
    return "null" if value is None else shown if len(shown) <= 60 else shown[:57] + "..."


class Constant(NamedTuple):
    """NaN or Infinity in the file; no codec reads it."""

    word: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = Repeated(found)
    seen: set[str] = set()
    repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return repeated


_SURROGATE = lazy(r"\\u[dD][89a-fA-F]")


def parse(data: bytes) -> Any:
    """The values of a JSON text in strict UTF-8; InputError with line and column otherwise.

    A repeated key, NaN and Infinity become values that no codec reads, so that the fault
    has a path; an escaped surrogate without its other half is refused here.
    """
    try:
        text_ = data.decode()
        value = json.loads(text_, object_pairs_hook=_object, parse_constant=Constant)
    except UnicodeDecodeError as error:
        raise InputError("CC610", f"not UTF-8 at byte {error.start}", REMEDY) from None
    except json.JSONDecodeError as error:
        raise InputError("CC610", f"no JSON: {error.msg}", REMEDY, error.lineno, error.colno) from None
    except RecursionError:
        raise InputError("CC610", "JSON nested too deeply", REMEDY) from None
    except ValueError:  # int() refuses more than 4300 digits
        raise InputError("CC610", "a number with thousands of digits", REMEDY) from None
    if _SURROGATE.search(text_):
        try:
            _refuse_surrogates(value)
        except Fault as fault:
            raise _refusal(fault, data) from None
    return value


def _refuse_surrogates(value: Any) -> None:
    """Strings and keys of a parsed text hold no lone surrogate."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if type(value) is list else ()
    for step, item in steps:
        try:
            _refuse_surrogates(item)
            if isinstance(step, str):
                _refuse_surrogates(step)
        except Fault as fault:
            raise fault.inside(step if isinstance(step, int) else ascii(step)[1:-1]) from None
    if type(value) is str and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Fault("a string without lone surrogates", value)
