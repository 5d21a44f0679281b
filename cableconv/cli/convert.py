"""The command convert, for one input: its cables as one document, or as one each."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cableconv import input
from cableconv.cli.arguments import VERBS
from cableconv.cli.arguments_groups import FOR_MANY, MOST_BYTES
from cableconv.cli.files import check_output, check_pattern, read, write_each, write_output
from cableconv.cli.messages import about, say, shown
from cableconv.cli.options import options_of
from cableconv.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.model import Cable
    from cableconv.options import Options

_FORMATS = {".xml": "tei", ".tei": "tei", ".json": "json", ".txt": "text"}
_OF_MANY = (".jsonl", ".zip", ".parquet")  # files that hold documents, also where there is one only


def convert_inputs(asked: Namespace) -> int:
    """Convert one input; several, and collections, are handed to convert_many."""
    _refuse_commands(asked)
    many = len(asked.inputs) != 1 or asked.files_from is not None or input.is_collection(asked.inputs[0])
    if many or (asked.output or "").lower().endswith(_OF_MANY):
        from cableconv.cli.collections import convert_many

        return convert_many(asked)
    _refuse_for_many(asked)
    asked.input = asked.inputs[0]
    del asked.inputs
    from cableconv.conversion import several
    from cableconv.conversion_write import write

    to = asked.to or _FORMATS.get(os.path.splitext(asked.output or "")[1].lower(), "tei")
    name = shown(asked.input)
    if asked.several == "split":
        check_pattern(asked)
    else:
        check_output(asked)
    data = read(asked.input)
    with about(name):
        cables = _cables(data, options_of(asked), asked)
        if len(cables) > 1 and asked.several == "refuse":
            raise several(cables)
        documents = [(cable,) for cable in cables] if asked.several == "split" else [cables]
        written = [write(document, to) for document in documents]
    if asked.several == "split":
        suffix = {"tei": "xml", "json": "json", "text": "txt"}[to]
        write_each(asked, [asked.input], written, suffix)
    else:
        write_output(asked, written[0])
    if not asked.quiet:
        _say_findings(name, cables)
    return ExitCode.DONE


def _refuse_commands(asked: Namespace) -> None:
    """Raises UsageError where the first input is the name of a command, behind options, and of no file."""
    name = asked.inputs[0] if asked.inputs else ""
    if name in VERBS and not os.path.lexists(name):
        raise UsageError(
            "CC040",
            f"{name} is a command, and a command is the first argument; there is no file of this name",
            f"write cableconv {name}, and the options behind it",
        )


def _refuse_for_many(asked: Namespace) -> None:
    """One file has no report, no sums, no journal: who asks for one must not think that it is there."""
    usual = {"engine": "processes", "max_bytes": MOST_BYTES}
    for name in FOR_MANY:
        given = getattr(asked, name)
        if given and given != usual.get(name):
            raise UsageError(
                "CC040",
                f"--{name.replace('_', '-')} is for many documents, and this is one file",
                "leave it out, or name a folder, or an output that holds many, such as out.jsonl",
            )


def _say_findings(name: str, cables: tuple[Cable, ...]) -> None:
    for cable in cables:
        before = cable.source.part.line - 1 if cable.source.part else 0
        for finding in cable.findings:
            if finding.severity != "info":
                line = before + (finding.lines[0] if finding.lines else 1)
                say(f"{name}:{line}:1: {finding.code} {finding.severity}: {finding.message}")


def _cables(data: bytes, options: Options, asked: Namespace) -> tuple[Cable, ...]:
    """The cables in the input, or InputError when there is none and --force is not given."""
    from cableconv.conversion import has_cable, read_all
    from cableconv.recognise import recognise

    remedy = "convert it anyway with --force"
    kind = recognise(data)
    if kind in ("tei", "json"):
        if asked.encoding is not None:
            raise UsageError("CC041", f"--encoding is for texts, and this is {kind.upper()}", "leave it out")
        return tuple(
            cable._replace(
                publisher=asked.publisher or cable.publisher,
                licence=asked.licence or cable.licence,
            )
            for cable in read_all(data, options)
        )
    if kind == "empty" and not asked.force:
        raise InputError("CC024", "the file is empty", remedy)
    if kind == "binary" and not asked.force:
        raise InputError("CC025", "this is a binary file, not a text", remedy)
    cables = read_all(data, options)
    if not asked.force and not any(map(has_cable, cables)):
        raise InputError(
            "CC026", "no cable was found: no header line of a telegram and no marked paragraphs", remedy
        )
    return cables
