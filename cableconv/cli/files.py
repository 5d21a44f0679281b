"""What a command reads and writes: an input, one output, numbered outputs, standard streams.

Law of this file: an error names the file that it is about; a source is never written over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cableconv import input, output
from cableconv.cli.messages import About, about, shown
from cableconv.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

STANDARD_OUTPUT = (None, "-", "/dev/stdout")


def names_several(asked: Namespace) -> bool:
    """Is the output a folder, or a name with a place for a number?"""
    return asked.output not in STANDARD_OUTPUT and ("{}" in asked.output or os.path.isdir(asked.output))


def check_pattern(asked: Namespace) -> None:
    """Refuse an output of --several split that is no folder and has no place for the number."""
    if not names_several(asked):
        raise UsageError(
            "CC044",
            "--several split writes a document for each cable",
            "give -o a folder that exists, or a name with {} for the number, such as cable-{}.xml",
        )


def write_each(asked: Namespace, inputs: Sequence[str], written: list[bytes], suffix: str) -> None:
    """All documents, numbered, or none of them; the first input gives them their name in a folder."""
    given = inputs[0]
    pattern = asked.output
    if os.path.isdir(pattern):
        stem = os.path.splitext(os.path.basename(given))[0] if given != "-" else "cable"
        pattern = os.path.join(pattern, f"{stem.replace('{}', '__')}-{{}}.{suffix}")
    width = len(str(len(written)))
    files = [
        (pattern.replace("{}", f"{number:0{width}}"), data) for number, data in enumerate(written, start=1)
    ]
    sources = [0 if each == "-" else each for each in inputs]
    for path, _ in files:
        with about(shown(path)):
            output.check_output(path, *sources, overwrite=not asked.no_overwrite)
    with about(shown(asked.output)):
        output.write_all_atomically(files, overwrite=not asked.no_overwrite)


def read(path: str) -> bytes:
    """The bytes of a file, or of standard input for -."""
    with about(shown(path)):
        return input.read_standard_input() if path == "-" else input.read_input(path)


def check_output(asked: Namespace) -> None:
    """Refuse an output that is an input, or that exists where --no-overwrite is given."""
    inputs: list[str] = [asked.input] if "input" in asked else getattr(asked, "inputs", [])
    inputs = [*inputs, *filter(None, (getattr(asked, name, None) for name in ("files_from", "profile")))]
    sources: list[str | int] = [0 if path == "-" else path for path in inputs]
    if asked.output in STANDARD_OUTPUT:
        for path, source in zip(inputs, sources, strict=True):
            if output.is_same_file(source, 1):
                raise About(shown(path), output.same_file())
        return
    with about(shown(asked.output)):
        output.check_output(asked.output, *sources, overwrite=not asked.no_overwrite)


def write_output(asked: Namespace, data: bytes) -> None:
    """The output as a whole, or nothing of it; standard output where none is named."""
    if asked.output not in STANDARD_OUTPUT:
        with about(shown(asked.output)):
            output.write_atomically(asked.output, data, overwrite=not asked.no_overwrite)
        return
    with about("standard output"):
        output.write_standard_output(data)


def write_chunks(asked: Namespace, chunks: Iterable[bytes]) -> None:
    """Write what comes piece by piece: to a file when all is there, to standard output as it comes."""
    if asked.output in STANDARD_OUTPUT:
        for chunk in chunks:
            with about("standard output"):
                output.write_standard_output(chunk)
        return
    output.write_chunks_atomically(asked.output, chunks, overwrite=not asked.no_overwrite)
