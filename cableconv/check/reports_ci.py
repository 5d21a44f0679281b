"""Diagnostics in the formats that programs read: JSON, and those of CI systems.

Law of this file: functions of what was checked, document by document, to text. Sources: GitHub workflow
commands, GitLab code quality report, SARIF 2.1.0 (OASIS), JUnit XML as CI servers read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain

from cableconv import __version__
from cableconv.check.tally import Checked, Tally, line_of, said, summary, title_of, totals
from cableconv.diagnostic import Diagnostic
from cableconv.visible import visible

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_GITHUB_MOST = 10  # annotations of one level that GitHub shows of one step
_GITLAB = {"error": "major", "warning": "minor", "info": "info"}
_LEFT_OUT = "CC059"
_NO_FILE = "-"  # the path of standard input
_SARIF = {"error": "error", "warning": "warning", "info": "note"}


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
    place = (
        "" if each.path == _NO_FILE else f"file={_property(each.path)},line={each.line},col={each.column},"
    )
    return f"::{_GITHUB[each.severity]} {place}title={_property(each.code)}::{_data(_placed(each))}\n"


def _placed(each: Diagnostic) -> str:
    """What is said; with its place where that is in no file of the repository."""
    where = f"standard input:{each.line}:{each.column}: " if each.path == _NO_FILE else ""
    return where + said(each)


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
            f"| {code} | {severity} | {count} | {title_of(code)} |\n"
            for (code, severity), count in sorted(tally.codes.items())
        )
        parts.append("\n| where | code | what |\n|---|---|---|\n")
        first = list(tally.first)
        parts.extend(
            f"| {_cell(f'{each.path}:{each.line}:{each.column}')} | {each.code} | {_cell(said(each))} |\n"
            for each in first
        )
        more = sum(tally.codes.values()) - len(first)
        parts.append(f"\n{more} more are not listed.\n" if more else "")
    return "".join(parts)


def _cell(text: str) -> str:
    """Text in a table of Markdown that is no markup."""
    shown = visible(text)[:500]
    for letter in "\\`|*_[]~":
        shown = shown.replace(letter, f"\\{letter}")
    return shown.replace("&", "&amp;").replace("<", "&lt;")


def gitlab(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A code quality report."""
    yield "["
    yield from _members(chain((_issue(*pair) for pair in _each(documents)), _left_out(tally)), 1)
    yield "\n]\n"


def _issue(each: Diagnostic, mark: str) -> object:
    return {
        "description": f"{each.code}: {visible(said(each))}",
        "check_name": each.code,
        "fingerprint": mark,
        "severity": _GITLAB[each.severity],
        "location": {"path": each.path, "lines": {"begin": each.line}},
    }


def _left_out(tally: Tally) -> Iterator[object]:
    """What --max-errors leaves out, as an issue of the first document that has some: the format has no other
    place for it."""
    if tally.left_out:
        told = Diagnostic(tally.hidden_in, 1, 1, _LEFT_OUT, "info", tally.left_out)
        yield _issue(told, sha256(_LEFT_OUT.encode()).hexdigest())


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
    driver: dict[str, object] = {
        "name": "cableconv",
        "version": __version__,
        "rules": list(map(_rule, codes)),
    }
    told: dict[str, object] = {"tool": {"driver": driver}}
    if tally.left_out:
        driver["notifications"] = [_rule(_LEFT_OUT)]
        notified = {
            "descriptor": {"id": _LEFT_OUT, "index": 0},
            "level": "warning",
            "message": {"text": tally.left_out},
        }
        told["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [notified]}]
        told["properties"] = {"hidden": tally.hidden}
    rest = json.dumps(told, indent=1)[1:-2].replace("\n", "\n  ")
    yield f"\n   ],{rest}\n  }}\n ]\n}}\n"


def _result(each: Diagnostic, index: int, mark: str) -> object:
    place = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(each.path)},
            "region": {"startLine": each.line, "startColumn": each.column},
        }
    }
    return {
        "ruleId": each.code,
        "ruleIndex": index,
        "level": _SARIF[each.severity],
        "message": {"text": visible(_placed(each))},
        "locations": [place],  # never none: GitHub refuses the whole log for one result without
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

    return ("file://" if path.startswith("/") else "") + quote(path, errors="surrogateescape")


def junit(documents: Iterable[Checked], tally: Tally) -> Iterator[str]:
    """A test case for each document; what is at or above --fail-on is a failure, also of a document whose
    diagnostics --max-errors hides; the rest stands in its output."""
    cases = []
    failed = 0
    for document in documents:
        shown = [one for one in document.found if tally.fails(one)]
        others = [one for one in document.found if not tally.fails(one)]
        inner = ""
        if document.worst and tally.fails(document.worst):
            failed += 1
            worst = document.worst
            lines = _escaped("".join(map(line_of, shown or [worst])))
            inner += f'<failure type="{worst.code}" message="{_escaped(said(worst))}">{lines}</failure>'
        if others:
            inner += f"<system-out>{_escaped(''.join(map(line_of, others)))}</system-out>"
        name = _escaped(visible(document.path))
        cases.append(f'<testcase classname="cableconv.check" name="{name}">{inner}</testcase>\n')
    counts = f'tests="{len(cases)}" failures="{failed}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n'
    yield f'<testsuite name="cableconv check" {counts} errors="0" skipped="0">\n'
    yield from cases
    if tally.left_out:
        yield f"<system-out>{tally.left_out}</system-out>\n"
    yield "</testsuite>\n</testsuites>\n"


def _escaped(text: str) -> str:
    lines = "\n".join(visible(line) for line in text.split("\n"))
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        lines = lines.replace(letter, entity)
    return lines


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
    """An object with a list of diagnostics, the number of files, what --max-errors left out, and with
    --statistics the codes that were found."""
    yield '{\n "format": "cableconv-check",\n "version": "1.0-draft",\n "diagnostics": ['
    yield from _members((each._asdict() for each, _ in _each(documents)), 2)
    more: dict[str, object] = {"hidden": tally.hidden} if tally.hidden else {}
    if tally.counted:
        more["statistics"] = [
            {"code": code, "count": count, "files": files, "what": title_of(code)}
            for code, count, files in totals(tally)
        ]
    rest = "".join(f',\n "{key}": {json.dumps(value)}' for key, value in more.items())
    yield f'\n ],\n "files": {tally.files}{rest}\n}}\n'
