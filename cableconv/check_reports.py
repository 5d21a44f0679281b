"""Diagnostics in the formats that people and CI systems read.

Law of this file: functions of what was checked, document by document, to text; no files, no
environment, and no more in memory than a format needs. Sources: GitHub workflow commands, GitLab
code quality report, SARIF 2.1.0 (OASIS), JUnit XML as CI servers read it, Archivematica validation
commands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from cableconv import __version__
from cableconv.check import Diagnostic
from cableconv.listing import visible

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_GITHUB_MOST = 10  # annotations of one level that GitHub shows of one step
_SUMMARY_MOST = 200  # findings that the step's summary lists; GitHub takes 1 MiB of it
_GITLAB = {"error": "major", "warning": "minor", "info": "info"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}


class Checked(NamedTuple):
    """A document, what is to be reported of it in the order of its lines, and a fingerprint of each."""

    path: str
    found: tuple[Diagnostic, ...]
    marks: tuple[str, ...] = ()


@dataclass
class Tally:
    """What was reported so far; hidden: diagnostics beyond --max-errors, counted but not shown."""

    files: int = 0
    hidden: int = 0
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    files_of: Counter[str] = field(default_factory=Counter)
    first: list[Diagnostic] = field(default_factory=list)

    def add(self, checked: Checked) -> None:
        """Count a document."""
        self.files += 1
        self.codes.update((each.code, each.severity) for each in checked.found)
        self.files_of.update({each.code for each in checked.found})
        self.first.extend(checked.found[: _SUMMARY_MOST - len(self.first)])

    def of(self, severity: str) -> int:
        """How many diagnostics have this severity."""
        return sum(count for (_, one), count in self.codes.items() if one == severity)


Report = Callable[[Iterable[Checked], Tally], Iterator[str]]


def _line(each: Diagnostic) -> str:
    remedy = f"; {each.remedy}" if each.remedy else ""
    text = f"{each.path}:{each.line}:{each.column}: {each.code} {each.severity}: {each.message}{remedy}"
    return visible(text) + "\n"


def text(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A line for each diagnostic, and a last line that counts."""
    yield from concise(documents, tally)
    yield summary(tally)


def concise(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A line for each diagnostic."""
    for document in documents:
        if document.found:
            yield "".join(map(_line, document.found))


def summary(tally: Tally) -> str:
    """One line: how many files, errors, warnings, findings."""
    return (
        f"{tally.files} {'file' if tally.files == 1 else 'files'} checked: {tally.of('error')} errors, "
        f"{tally.of('warning')} warnings, {tally.of('info')} notes\n"
    )


def _title(code: str) -> str:
    from cableconv.rules import rules

    return rules()[code].title if code in rules() else ""


def statistics(tally: Tally) -> str:
    """How often each code was found, and in how many files."""
    counts: Counter[str] = Counter()
    for (code, _), count in tally.codes.items():
        counts[code] += count
    return "".join(
        f"{count:7} {code} in {tally.files_of[code]} files: {_title(code)}\n"
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _members(values: Iterable[object], level: int) -> Iterator[str]:
    """Members of a JSON array, one after the other."""
    indent = "\n" + " " * level
    begin = indent
    for value in values:
        yield begin + json.dumps(value, indent=1).replace("\n", indent)
        begin = "," + indent


def _each(documents: Iterable[Checked]) -> Iterator[tuple[Diagnostic, str]]:
    for document in documents:
        yield from zip(document.found, document.marks, strict=True)


def as_json(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """An object with a list of diagnostics and the number of files."""
    yield '{\n "format": "cableconv-check",\n "version": "1.0-draft",\n "diagnostics": ['
    yield from _members((each._asdict() for each, _ in _each(documents)), 2)
    yield f'\n ],\n "files": {tally.files}\n}}\n'


def github(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """Workflow commands, grouped by code; above GitHub's limit one that says how many more."""
    kept: dict[str, list[Diagnostic]] = {severity: [] for severity in _GITHUB}
    for document in documents:
        for each in document.found:
            same = kept[each.severity]
            same.append(each)
            if len(same) > 100 * _GITHUB_MOST:
                same[:] = _first(same)
    for severity, same in kept.items():
        count = tally.of(severity)
        shown = _first(same)[: _GITHUB_MOST - (count > _GITHUB_MOST)]
        yield from map(_command, shown)
        if count > len(shown):
            yield (
                f"::{_GITHUB[severity]} title=cableconv::{count - len(shown)} more of this level; "
                "the summary of the step counts them all\n"
            )
    yield summary(tally)


def _first(same: list[Diagnostic]) -> list[Diagnostic]:
    """Those that are shown, grouped by code."""
    return sorted(same, key=lambda each: each.code)[:_GITHUB_MOST]


def _command(each: Diagnostic) -> str:
    said = f"{each.message}; {each.remedy}" if each.remedy else each.message
    return (
        f"::{_GITHUB[each.severity]} file={_property(each.path)},line={each.line},"
        f"col={each.column},title={_property(each.code)}::{_data(said)}\n"
    )


def _data(message: str) -> str:
    return visible(message).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def github_summary(tally: Tally) -> str:
    """The step's summary, in Markdown: every code with its count, and the first findings."""
    parts = [f"### cableconv check\n\n{summary(tally)}\n"]
    if tally.codes:
        parts.append("| code | severity | count | what |\n|---|---|---:|---|\n")
        parts.extend(
            f"| {code} | {severity} | {count} | {_title(code)} |\n"
            for (code, severity), count in sorted(tally.codes.items())
        )
        parts.append("\n| where | code | what |\n|---|---|---|\n")
        parts.extend(
            f"| {_cell(f'{each.path}:{each.line}:{each.column}')} | {each.code} | {_cell(each.message)} |\n"
            for each in tally.first
        )
        more = sum(tally.codes.values()) - len(tally.first)
        parts.append(f"\n{more} more are not listed.\n" if more else "")
    return "".join(parts)


def _cell(text: str) -> str:
    """Text in a table of Markdown that is no markup."""
    shown = visible(text)[:500]
    for letter in "\\`|*_[]~":
        shown = shown.replace(letter, f"\\{letter}")
    return shown.replace("&", "&amp;").replace("<", "&lt;")


def fingerprints(found: Sequence[Diagnostic]) -> tuple[str, ...]:
    """A fingerprint for each diagnostic of a document: the same for the same thing said again, wherever
    the line moved; equal ones are counted."""
    seen: Counter[Diagnostic] = Counter()
    marks = []
    for each in found:
        key = each._replace(line=0, column=0)
        seen[key] += 1
        parts = (each.path, each.code, each.message, str(seen[key]))
        marks.append(sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest())
    return tuple(marks)


def gitlab(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A code quality report."""
    yield "["
    yield from _members(
        (
            {
                "description": f"{each.code}: {visible(each.message)}",
                "check_name": each.code,
                "fingerprint": mark,
                "severity": _GITLAB[each.severity],
                "location": {"path": each.path, "lines": {"begin": each.line}},
            }
            for each, mark in _each(documents)
        ),
        1,
    )
    yield "\n]\n"


def sarif(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A SARIF 2.1.0 log with one run."""
    codes: dict[str, int] = {}
    yield (
        '{\n "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n "version": "2.1.0",\n'
        ' "runs": [\n  {\n   "columnKind": "unicodeCodePoints",\n   "results": ['
    )
    yield from _members(
        (_result(each, codes.setdefault(each.code, len(codes)), mark) for each, mark in _each(documents)), 4
    )
    driver = {"name": "cableconv", "version": __version__, "rules": list(map(_rule, codes))}
    tool = json.dumps({"driver": driver}, indent=1).replace("\n", "\n   ")
    yield f'\n   ],\n   "tool": {tool}\n  }}\n ]\n}}\n'


def _result(each: Diagnostic, index: int, mark: str) -> object:
    said = f"{each.message}; {each.remedy}" if each.remedy else each.message
    return {
        "ruleId": each.code,
        "ruleIndex": index,
        "level": _SARIF[each.severity],
        "message": {"text": visible(said)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(each.path)},
                    "region": {"startLine": each.line, "startColumn": each.column},
                }
            }
        ],
        "partialFingerprints": {"cableconv/v1": mark},
    }


def _rule(code: str) -> object:
    from cableconv.rules import rules

    rule = rules().get(code)
    title, why, mend = (rule.title, rule.why, rule.mend) if rule else (code, code, code)
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": mend},
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"), errors="surrogateescape")


def junit(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A test case for each document; its errors are failures, the rest stands in its output."""
    cases = []
    failed = 0
    for document in documents:
        errors = [one for one in document.found if one.severity == "error"]
        others = [one for one in document.found if one.severity != "error"]
        inner = ""
        if errors:
            failed += 1
            said = _escaped("".join(map(_line, errors)))
            message = _escaped(errors[0].message)
            inner += f'<failure type="{errors[0].code}" message="{message}">{said}</failure>'
        if others:
            inner += f"<system-out>{_escaped(''.join(map(_line, others)))}</system-out>"
        name = _escaped(visible(document.path))
        cases.append(f'<testcase classname="cableconv.check" name="{name}">{inner}</testcase>\n')
    counts = f'tests="{len(cases)}" failures="{failed}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n'
    yield f'<testsuite name="cableconv check" {counts} errors="0" skipped="0">\n'
    yield from cases
    yield "</testsuite>\n</testsuites>\n"


def _escaped(text: str) -> str:
    lines = "\n".join(visible(line) for line in text.split("\n"))
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        lines = lines.replace(letter, entity)
    return lines


def archivematica(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """The JSON that a validation command of Archivematica prints."""
    said = "".join(concise(documents, tally))
    outcome = "fail" if tally.of("error") else "partial pass" if tally.of("warning") else "pass"
    note = f'program="cableconv"; version="{__version__}"; {summary(tally).strip()}'
    value = {"eventOutcomeInformation": outcome, "eventOutcomeDetailNote": note, "stdout": said}
    yield json.dumps(value) + "\n"


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
