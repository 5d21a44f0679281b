"""What a batch would write over: its own output of a run before, and never a document of the input.

Law of this file: a file is known for an output by what stands in it, a text by the journal beside it, and
never by its name alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from cableconv import folders, input, output
from cableconv.batch.journal import is_journal, outputs_of
from cableconv.batch.targets import Folder
from cableconv.batch.volumes import Volumes
from cableconv.batch.zip_members import ZIP_MARK
from cableconv.errors import CableconvError, InputError, UsageError
from cableconv.sources import files

_HEAD = 65536
_LINE = re.compile(rb'\{"id": ".*?", "sha256": "[0-9a-f]{64}", "document": ')
_SUM = re.compile(rb"\\?[0-9a-f]{64}  ")
_DOCUMENT = re.compile(rb"urn:cableconv:schema:")
_REPORT = re.compile(rb'\{"format": "cableconv-report"')


def refuse_report(path: str, inputs: Sequence[str], *, resume: bool, overwrite: bool) -> None:
    """Raise UsageError when a report would replace an input, InputError when it would replace anything and
    may not: of a run that is gone on with, it is brought up to date."""
    if any(output.is_same_file(path, each) for each in inputs):
        raise UsageError("CC030", "the report is an input", "choose another name for --report")
    if os.path.isfile(path) and not is_report(path) and is_among(path, inputs):
        raise UsageError("CC030", f"the report would replace the input {path}", "choose another name")
    taken = os.path.isfile(path) and not output.is_special(path) and not (resume and is_report(path))
    if taken and not overwrite:
        raise InputError("CC034", "the report exists", "choose another name, or leave --no-overwrite out")


def refuse_target(target: Folder | Volumes, inputs: Sequence[str]) -> None:
    """Raise UsageError when the output would take the place of a document of the input."""
    for path in _in_folder(target, inputs) if isinstance(target, Folder) else _beside(target, inputs):
        raise UsageError(
            "CC030",
            f"the output would take the place of {path}, an input that is not known for an output",
            "choose another name for the output, or move that file",
        )


def refuse_meeting(target: Folder | Volumes, report: str) -> None:
    """Raise UsageError when the report would take the place of what the batch keeps or writes there."""
    name = os.path.basename(report)
    kept = target.owns(report) and (isinstance(target, Volumes) or name in (folders.JOURNAL, folders.SUMS))
    if report and kept:
        raise UsageError(
            "CC030", "the report and the output are one file", "choose another name for --report"
        )


def is_report(path: str) -> bool:
    """Is this a report that a run before has written, or an empty file?"""
    return not input.size_of(path) or _begins(path, _REPORT)


def is_among(path: str, inputs: Sequence[str]) -> bool:
    """Would this file be read as an input: is it one, in a folder that is, or does it match a pattern?"""
    real = os.path.realpath(path)
    for each in inputs:
        if input.is_pattern(each):
            matching = files.files(each) if _may_meet(real, each) else ()
            if any(os.path.realpath(one.path) == real for one in matching):
                return True
        elif f"{real}{os.sep}".startswith(os.path.join(os.path.realpath(each), "")):
            return True
    return False


def _may_meet(real: str, pattern: str) -> bool:
    """May a pattern lead to this path, or to one below it?"""
    fixed = os.path.join(os.path.realpath(files.fixed_part(pattern)), "")
    return real.startswith(fixed) or fixed.startswith(os.path.join(real, ""))


def _in_folder(target: Folder, inputs: Sequence[str]) -> Iterator[str]:
    """The inputs in the folder of the output that are named, or that no run before has written."""
    yield from (each for each in inputs if os.path.isfile(each) and target.owns(each))
    found = list(_found_in(target, inputs))
    known = outputs_of(target.journal) if found else set()
    for path in found:
        name = os.path.relpath(os.path.realpath(path), target.root).replace(os.sep, "/")
        if name not in known and not _is_harmless(path) and not _begins(path, _DOCUMENT, _REPORT):
            yield path


def _found_in(target: Folder, inputs: Sequence[str]) -> Iterator[str]:
    """The files in the folder of the output that folders and patterns of the input have."""
    root = target.root.rstrip(os.sep) or os.sep
    for each in inputs:
        found: Iterable[str] = ()
        if os.path.isdir(each) and target.root.startswith(os.path.join(os.path.realpath(each), "")):
            found = folders.files_in(target.folder)
        elif input.is_pattern(each) and _may_meet(root, each):
            found = (item.path for item in files.files(each) if not item.error)
        yield from (path for path in found if os.path.isfile(path) and target.owns(path))


def _beside(target: Volumes, inputs: Sequence[str]) -> Iterator[str]:
    """The inputs among the files that the output, its parts, journal and checksums would replace."""
    for path, ending in target.occupied():
        if not _is_harmless(path) and not _IS_OURS[ending](path, target) and is_among(path, inputs):
            yield path


def is_output(path: str, target: Folder | Volumes) -> bool:
    """Is this a file of many documents that a run before has written, or a document?"""
    if isinstance(target, Folder):
        return _begins(path, _DOCUMENT, _REPORT)
    if target.form == "zip":
        return _is_zip(path)
    if target.form == "parquet":
        return _is_parquet(path)
    return _begins(path, _LINE if target.form == "lines" else _DOCUMENT)


def _is_zip(path: str) -> bool:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            return archive.comment == ZIP_MARK
    except (OSError, BadZipFile):
        return False


def _is_parquet(path: str) -> bool:
    from cableconv.sources.extra import parquet_names

    try:
        return {"id", "sha256", "cables", "document"} <= {*parquet_names(path)}
    except CableconvError:
        return False


def _begins(path: str, *marks: re.Pattern[bytes]) -> bool:
    """Is one of these marks in the beginning of the file?"""
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return any(mark.search(head[:600]) or mark.match(head) for mark in marks)


def _is_harmless(path: str) -> bool:
    """Is nothing lost with this file?"""
    return not input.size_of(path)


_IS_OURS: dict[str, Callable[[str, Volumes], bool]] = {
    "": is_output,
    ".part": lambda path, target: is_journal(target.journal),
    ".packed": lambda path, target: is_journal(target.journal),
    ".journal": lambda path, target: is_journal(path),
    ".sha256": lambda path, target: _begins(path, _SUM),
}
