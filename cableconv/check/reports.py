"""Diagnostics for people, and the table of all formats.

Law of this file: functions of what was checked, document by document, to text; no files, no
environment, and no more in memory than a format needs. Source: Archivematica validation commands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from cableconv import __version__
from cableconv.check.reports_ci import as_json, github, gitlab, junit, sarif
from cableconv.check.tally import Checked, Report, Tally, line_of, summary, title_of, totals

_BEYOND = re.compile(r"[\U00010000-\U0010FFFF]")


def text(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A line for each diagnostic, and a last line that counts."""
    yield from concise(documents, tally)
    yield summary(tally)


def concise(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A line for each diagnostic."""
    for document in documents:
        if document.found:
            yield "".join(map(line_of, document.found))


def statistics(tally: Tally) -> str:
    """How often each code was found, and in how many files."""
    return "".join(
        f"{count:7} {code} in {files} files: {title_of(code)}\n" for code, count, files in totals(tally)
    )


def archivematica(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """The JSON that a validation command of Archivematica prints. Archivematica reads it as a literal of
    Python: what JSON can only escape as two surrogates stands as \\UNNNNNNNN, so that both read the same."""
    said = "".join(concise(documents, tally))
    outcome = "fail" if tally.of("error") else "partial pass" if tally.of("warning") else "pass"
    note = f'program="cableconv"; version="{__version__}"; {summary(tally).strip()}'
    note += f"; {tally.left_out}" if tally.left_out else ""
    value = {"eventOutcomeInformation": outcome, "eventOutcomeDetailNote": note, "stdout": said}
    yield json.dumps({key: _BEYOND.sub(_named, each) for key, each in value.items()}) + "\n"


def _named(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08X}"


FORMATS: dict[str, Report] = {
    "text": text,
    "concise": concise,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "archivematica": archivematica,
}
