"""Diagnostics in the formats that people and CI systems read.

Law of this file: functions of diagnostics to text; no files, no environment. Sources: GitHub
workflow commands, GitLab code quality report, SARIF 2.1.0 (OASIS), JUnit XML as CI servers read
it, Archivematica validation commands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import NamedTuple

from cableconv import __version__
from cableconv.check import Diagnostic
from cableconv.listing import visible

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_GITHUB_MOST = 10  # annotations of one level that GitHub shows of one step
_GITLAB = {"error": "major", "warning": "minor", "info": "info"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}


class Report(NamedTuple):
    """What is reported: the files that were checked, and what was found, both in order."""

    files: Sequence[str]
    found: Sequence[Diagnostic]


def _line(each: Diagnostic) -> str:
    remedy = f"; {each.remedy}" if each.remedy else ""
    text = f"{each.path}:{each.line}:{each.column}: {each.code} {each.severity}: {each.message}{remedy}"
    return visible(text) + "\n"


def text(report: Report) -> str:
    """A line for each diagnostic, and a last line that counts."""
    return concise(report) + summary(report)


def concise(report: Report) -> str:
    """A line for each diagnostic."""
    return "".join(map(_line, report.found))


def summary(report: Report) -> str:
    """One line: how many files, errors, warnings, findings."""
    counts = Counter(each.severity for each in report.found)
    files = len(report.files)
    return (
        f"{files} {'file' if files == 1 else 'files'} checked: {counts['error']} errors, "
        f"{counts['warning']} warnings, {counts['info']} notes\n"
    )


def statistics(report: Report) -> str:
    """How often each code was found, and in how many files."""
    from cableconv.rules import rules

    counts = Counter(each.code for each in report.found)
    files = Counter(code for _, code in {(each.path, each.code) for each in report.found})
    known = rules()
    return "".join(
        f"{count:7} {code} in {files[code]} files: {known[code].title if code in known else ''}\n"
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def as_json(report: Report) -> str:
    """An object with the files and a list of diagnostics."""
    return _dumped(
        {
            "format": "cableconv-check",
            "version": "1.0-draft",
            "files": len(report.files),
            "diagnostics": [each._asdict() for each in report.found],
        }
    )


def _dumped(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=True) + "\n"


def github(report: Report) -> str:
    """Workflow commands, grouped by code; above GitHub's limit one that says how many more."""
    lines: list[str] = []
    shown: Counter[str] = Counter()
    for each in sorted(report.found, key=lambda each: (_rank(each), each.code)):
        shown[each.severity] += 1
        if shown[each.severity] <= _GITHUB_MOST - 1:
            lines.append(
                f"::{_GITHUB[each.severity]} file={_property(each.path)},line={each.line},"
                f"col={each.column},title={_property(each.code)}::{_data(each.message)}\n"
            )
    for severity, count in shown.items():
        if count >= _GITHUB_MOST:
            lines.append(
                f"::{_GITHUB[severity]} title=cableconv::{count - _GITHUB_MOST + 1} more of this level; "
                "the summary of the step counts them all\n"
            )
    return "".join(lines) + summary(report)


def _rank(each: Diagnostic) -> int:
    return ("error", "warning", "info").index(each.severity)


def _data(message: str) -> str:
    return visible(message).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def github_summary(report: Report) -> str:
    """The table for the step's summary, in Markdown."""
    from cableconv.rules import rules

    counts = Counter((each.code, each.severity) for each in report.found)
    known = rules()
    rows = "".join(
        f"| {code} | {severity} | {count} | {known[code].title if code in known else ''} |\n"
        for (code, severity), count in sorted(counts.items())
    )
    head = "| code | severity | count | what |\n|---|---|---:|---|\n" if rows else ""
    return f"### cableconv check\n\n{summary(report)}\n{head}{rows}"


def _fingerprint(each: Diagnostic, count: int) -> str:
    """The same for the same thing said again, wherever the line moved."""
    parts = (each.path, each.code, each.message, str(count))
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def fingerprints(found: Sequence[Diagnostic]) -> list[str]:
    """A fingerprint for each diagnostic; equal ones are counted."""
    seen: Counter[Diagnostic] = Counter()
    result = []
    for each in found:
        key = each._replace(line=0, column=0)
        seen[key] += 1
        result.append(_fingerprint(each, seen[key]))
    return result


def gitlab(report: Report) -> str:
    """A code quality report."""
    marks = fingerprints(report.found)
    return _dumped(
        [
            {
                "description": f"{each.code}: {visible(each.message)}",
                "check_name": each.code,
                "fingerprint": mark,
                "severity": _GITLAB[each.severity],
                "location": {"path": each.path, "lines": {"begin": each.line}},
            }
            for each, mark in zip(report.found, marks, strict=True)
        ]
    )


def sarif(report: Report) -> str:
    """A SARIF 2.1.0 log with one run."""
    from cableconv.rules import rules

    codes = sorted({each.code for each in report.found})
    known = rules()
    marks = fingerprints(report.found)
    driver = {
        "name": "cableconv",
        "version": __version__,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": known[code].title if code in known else code},
                "fullDescription": {"text": known[code].why if code in known else code},
                "help": {"text": known[code].mend if code in known else code},
            }
            for code in codes
        ],
    }
    results = [
        {
            "ruleId": each.code,
            "ruleIndex": codes.index(each.code),
            "level": _SARIF[each.severity],
            "message": {"text": visible(each.message)},
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
        for each, mark in zip(report.found, marks, strict=True)
    ]
    return _dumped(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"), errors="surrogateescape")


def junit(report: Report) -> str:
    """A test case for each file; its errors are failures, the rest stands in its output."""
    by_file: dict[str, list[Diagnostic]] = {path: [] for path in report.files}
    for each in report.found:
        by_file.setdefault(each.path, []).append(each)
    failed = sum(any(one.severity == "error" for one in found) for found in by_file.values())
    cases = []
    for path, found in by_file.items():
        errors = [one for one in found if one.severity == "error"]
        others = [one for one in found if one.severity != "error"]
        inner = ""
        if errors:
            said = _escaped("".join(map(_line, errors)))
            inner += (
                f'<failure type="{errors[0].code}" message="{_escaped(errors[0].message)}">{said}</failure>'
            )
        if others:
            inner += f"<system-out>{_escaped(''.join(map(_line, others)))}</system-out>"
        cases.append(
            f'<testcase classname="cableconv.check" name="{_escaped(visible(path))}">{inner}</testcase>\n'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites tests="{len(by_file)}" failures="{failed}">\n'
        f'<testsuite name="cableconv check" tests="{len(by_file)}" failures="{failed}" errors="0" '
        f'skipped="0">\n{"".join(cases)}</testsuite>\n</testsuites>\n'
    )


def _escaped(text: str) -> str:
    lines = "\n".join(visible(line) for line in text.split("\n"))
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        lines = lines.replace(letter, entity)
    return lines


def archivematica(report: Report) -> str:
    """The JSON that a validation command of Archivematica prints."""
    counts = Counter(each.severity for each in report.found)
    outcome = "fail" if counts["error"] else "partial pass" if counts["warning"] else "pass"
    note = f'program="cableconv"; version="{__version__}"; {summary(report).strip()}'
    value = {"eventOutcomeInformation": outcome, "eventOutcomeDetailNote": note, "stdout": concise(report)}
    return json.dumps(value) + "\n"


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "concise": concise,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "archivematica": archivematica,
}
