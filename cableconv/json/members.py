"""The members of a JSON document: their names, their codecs, the limits of their values.

Law of this file: codecs come from the model; written down here is only what its types do not say.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from cableconv.grammar.json_values import CODE, DATE, INSTANT, SHA256
from cableconv.json.blocks import BLOCK
from cableconv.json.codec import Key, members, present, record
from cableconv.json.values import Codec, Limits, array, choice, text
from cableconv.model import Change, Edition, Finding
from cableconv.model_header import ExecutiveOrder, Header, Precedence, Reference, Section, Security, Tag
from cableconv.model_source import Page, Part, Source

SCHEMA = "urn:cableconv:schema:1.0-draft:document"
FORMAT = "cableconv-document"
CORPUS = "cableconv-corpus"
VERSION = "1.0-draft"
_PRECEDENCES = ("EMERGENCY", "FLASH", "NIACT IMMEDIATE", "IMMEDIATE", "PRIORITY", "ROUTINE")
_LIMITS: dict[Key, Limits] = {
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
    (Header, "date_time_group"): Limits(
        form=INSTANT, called="a minute of a day that there is, or such a day,"
    ),
    (Precedence, "action"): Limits(words=_PRECEDENCES),
    (Precedence, "info"): Limits(words=_PRECEDENCES),
    (Security, "prosign"): Limits(words=("ZNR", "ZNY")),
    (ExecutiveOrder, "declassify_on"): Limits(form=DATE, called="a day that there is,"),
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


def constant(word: str) -> Callable[[Any], Any]:
    """Reads this one word."""
    return text(Limits(words=(word,))).read


@cache
def codecs() -> Codecs:
    """All codecs; made on first use, as a process that writes TEI needs none."""
    source, change, finding = record(Source, _LIMITS), record(Change, _LIMITS), record(Finding, _LIMITS)
    header = record(Header, _LIMITS, every := members(Header, _LIMITS))
    string = text(Limits())
    readers: dict[str, Callable[[Any], Any]] = {
        "$schema": constant(SCHEMA),
        "format": constant(FORMAT),
        "version": constant(VERSION),
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
