"""A corpus, checked: which files, how many at once, what is reported, how it ends.

Law of this file: files are checked in the order of their names, and memory holds their
diagnostics alone, never their text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from functools import partial
from itertools import chain
from typing import NamedTuple

from cableconv import check_reports as reports
from cableconv import output
from cableconv.check import Choices, Diagnostic, check
from cableconv.check_settings import SEVERITIES, Settings
from cableconv.errors import CableconvError, ExitCode, InputError, UsageError

_SUFFIXES = (".txt", ".xml", ".tei", ".json", ".html", ".htm")
_TOGETHER = 16  # files that a worker takes at once


class Outcome(NamedTuple):
    """The report, as printed; the exit code; the step's summary for GitHub; the baseline."""

    text: str
    exit_code: int
    summary: str
    baseline: str


def run(paths: Sequence[str], settings: Settings) -> Outcome:
    """Check files and folders. Raises UsageError when nothing was to be checked."""
    files = sorted(set(chosen(paths, settings.exclude)), key=os.fsencode)
    if not files and not settings.allow_empty:
        raise UsageError(
            "CC046",
            "nothing was checked: no file was found, or all were excluded",
            "check the paths and excludes; --allow-empty accepts it",
        )
    known = _known(settings.baseline)
    found = [each for each in _examined(files, settings) if settings.chooses(each.code)]
    marks = reports.fingerprints(found)
    fresh = [each for each, mark in zip(found, marks, strict=True) if mark not in known]
    failed = _fails(fresh, settings)
    shown = fresh[: settings.max_errors] if settings.max_errors else fresh
    report = reports.Report(files, shown)
    text = reports.FORMATS[settings.output_format](report)
    if len(shown) < len(fresh) and settings.output_format in ("text", "concise"):
        text += f"{len(fresh) - len(shown)} more, not shown (--max-errors {settings.max_errors})\n"
    if settings.statistics and settings.output_format in ("text", "concise"):
        text += reports.statistics(reports.Report(files, fresh))
    return Outcome(
        text,
        ExitCode.FINDINGS if failed and not settings.exit_zero else ExitCode.DONE,
        reports.github_summary(reports.Report(files, fresh)),
        json.dumps({"format": "cableconv-baseline", "fingerprints": sorted(marks)}, indent=1) + "\n",
    )


def chosen(paths: Sequence[str], exclude: tuple[str, ...]) -> Iterator[str]:
    """The files: those named, and in folders those whose suffix is that of a text or document."""
    for path in paths:
        if not os.path.lexists(path):
            raise InputError("CC020", f"there is no such file: {path}", "check the name and the folder")
        folder = os.path.isdir(path)
        for file in output.files_in(path):
            shown = os.path.normpath(file).replace(os.sep, "/")
            if folder and not file.lower().endswith(_SUFFIXES):
                continue
            if not any(_matches(shown, pattern) for pattern in exclude):
                yield _relative(file)


def _relative(path: str) -> str:
    """The path from this folder where the file is below it, as annotations in CI need it."""
    if os.path.isabs(path):
        below = os.path.relpath(path)
        return path if below.startswith("..") else below
    return os.path.normpath(path)


def _matches(path: str, pattern: str) -> bool:
    """A pattern with a slash is for the path or its beginning, one without for any name in it."""
    if "/" in pattern:
        bare = pattern.rstrip("/")
        return fnmatch(path, bare) or fnmatch(path, bare + "/*")
    return any(fnmatch(name, pattern) for name in path.split("/"))


def examine(path: str, choices: Choices) -> tuple[Diagnostic, ...]:
    """One file; what makes it unreadable is a diagnostic, so that the others are checked too."""
    try:
        return check(path, output.read_input(path), choices)
    except CableconvError as error:
        return (Diagnostic(path, 1, 1, error.code, "error", error.message, error.remedy),)


def _examined(files: Sequence[str], settings: Settings) -> Iterator[Diagnostic]:
    work = partial(examine, choices=Choices(settings.roundtrip, _engine(settings.engine)))
    if settings.jobs < 2 or len(files) < 2:
        return chain.from_iterable(map(work, files))
    return _pooled(work, files, settings.jobs)


def _pooled(work: partial[tuple[Diagnostic, ...]], files: Sequence[str], jobs: int) -> Iterator[Diagnostic]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(files))) as pool:
        yield from chain.from_iterable(pool.map(work, files, chunksize=_TOGETHER))


def _engine(name: str) -> str:
    if name == "lxml":
        return name
    from shutil import which

    jing = which("jing")
    if jing is None:
        raise UsageError("CC048", "jing is not installed", "install it, or leave --engine out")
    return jing


def _fails(found: Sequence[Diagnostic], settings: Settings) -> bool:
    least = SEVERITIES.index(settings.fail_on)
    return any(SEVERITIES.index(each.severity) <= least for each in found)


def _known(path: str) -> frozenset[str]:
    """The fingerprints of a baseline."""
    if not path:
        return frozenset()
    try:
        value = json.loads(output.read_input(path))
        if value["format"] == "cableconv-baseline":
            return frozenset(value["fingerprints"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "CC047", f"{path}: no baseline ({error})", "write it with --write-baseline"
        ) from error
    raise UsageError("CC047", f"{path}: no baseline", "write it with --write-baseline")
