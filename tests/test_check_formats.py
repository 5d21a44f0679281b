"""The formats of `check` are what those who read them expect."""

from __future__ import annotations

import ast
import json
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import junitparser
import pytest

from cableconv.check.reports import FORMATS
from cableconv.check.reports_ci import github_summary
from cableconv.check.settings import WORDS
from cableconv.check.tally import Checked, Tally
from cableconv.diagnostic import Diagnostic
from cableconv.rules import rules
from tests.batch_corpus import at_once
from tests.published_schemas import SARIF, hold
from tests.test_check import BAD, EXPECTED, FILES, check
from tests.test_cli import fails
from tests.test_findings import CABLE

ROOT = Path(__file__).resolve().parent.parent


SAID = (
    "portion marking (S) in a cable that is CONFIDENTIAL; have it reviewed; handle the cable by the higher "
    "one"
)


def report(output_format: str, **variables: str) -> str:
    return check(".", "-f", output_format, folder=BAD, code=1, GITHUB_WORKSPACE=str(BAD), **variables)


def test_json() -> None:
    found = json.loads(report("json"))
    assert found["files"] == len(FILES)
    assert len(found["diagnostics"]) == len(EXPECTED)
    assert next(one for one in found["diagnostics"] if one["code"] == "CC024") == {
        "path": "CC024.txt",
        "line": 1,
        "column": 1,
        "code": "CC024",
        "severity": "error",
        "message": "the file is empty",
        "remedy": "download it again",
    }


@pytest.mark.parametrize("output_format", FORMATS)
def test_statistics_and_what_is_not_shown_are_told_with_every_format(output_format: str) -> None:
    """In the report where it has a place for them, else beside it."""
    options = ("--statistics", "--max-errors", "1", "--select", "CC405,CC406", "--ignore", "CC0,CC61,CC71")
    result = at_once("check", "--no-config", ".", "-f", output_format, *options, folder=BAD)
    told = result.stdout.decode()
    if output_format == "json":
        assert result.stderr == b""
        assert json.loads(told)["hidden"] == 1
        assert json.loads(told)["statistics"] == [
            {"code": code, "count": 1, "files": 1, "what": rules()[code].title} for code in ("CC405", "CC406")
        ]
        return
    lines = (told if output_format in ("text", "concise") else result.stderr.decode()).splitlines()
    assert lines[-3:] == [
        "1 more, not shown (--max-errors 1)",
        f"      1 CC405 in 1 files: {rules()['CC405'].title}",
        f"      1 CC406 in 1 files: {rules()['CC406'].title}",
    ]


def test_github(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    lines = report("github", GITHUB_STEP_SUMMARY=str(summary)).splitlines()
    for level, severity in (("error", "error"), ("warning", "warning"), ("notice", "info")):
        shown = [line for line in lines if line.startswith(f"::{level} ")]
        count = sum(f" {severity}: " in line for line in EXPECTED)
        assert len(shown) == min(count, 10)
        codes = re.findall(r"title=(CC\d{3})::", "\n".join(shown))
        assert codes == sorted(codes), "grouped by code"
        if count > 10:
            assert f"{count - 9} more of this level" in shown[-1]
    assert (
        "::error file=CC026.txt,line=1,col=1,title=CC026::no cable was found: no header line of a telegram "
        "and no marked paragraphs; look at it" in lines
    )
    table = summary.read_text()
    assert "| CC406 | error | 1 | portion above the banner |" in table
    assert "| CC603.xml:69:1 | CC603 | attribute rend is not allowed on &lt;body>" in table


def test_githubs_limits_hold_for_a_large_corpus() -> None:
    """Ten annotations of a level; a summary far below 1 MiB."""
    tally = Tally()

    def documents() -> Iterator[Checked]:
        for number in range(3000):
            path = f"corpus/{number:04}.txt"
            found = (Diagnostic(path, number, 1, f"CC4{number % 7:02}", "error", "x" * 900),)
            document = Checked(path, found, ("",))
            tally.add(document)
            yield document

    lines = "".join(FORMATS["github"](documents(), tally)).splitlines()
    assert len(lines) == 11
    assert [line for line in lines[:9] if "title=CC400::" not in line] == []
    assert "2991 more of this level" in lines[9]
    summary = github_summary(tally)
    assert len(summary.encode()) < 200_000
    assert "| CC406 | error | 428 |" in summary
    assert "2800 more are not listed." in summary


def test_the_summary_is_no_markup_of_a_document() -> None:
    tally = Tally()
    said = Diagnostic("a|b.txt", 1, 1, "CC406", "error", "`x` | <script> [a](b) \x1b[31m\n# c")
    tally.add(Checked("a|b.txt", (said,), ("",)))
    row = github_summary(tally).splitlines()[-1]
    assert row.startswith("| a\\|b.txt:1:1 | CC406 | \\`x\\` \\| &lt;script> \\[a\\](b) ")
    assert "\x1b" not in row


def test_github_paths_are_relative_and_escaped(tmp_path: Path) -> None:
    odd = tmp_path / "100%, a: b.txt"
    odd.write_bytes((BAD / "CC406.txt").read_bytes())
    text = check(odd, "-f", "github", folder=tmp_path, code=1)
    assert "::error file=100%25%2C a%3A b.txt,line=21," in text


def test_gitlab() -> None:
    found = json.loads(report("gitlab"))
    assert len({entry["fingerprint"] for entry in found}) == len(found) == len(EXPECTED)
    for entry in found:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert (BAD / entry["location"]["path"]).is_file()
        assert entry["location"]["lines"]["begin"] >= 1


def test_sarif() -> None:
    log = json.loads(report("sarif"))
    hold(log, SARIF)
    (only,) = log["runs"]
    assert len(only["results"]) == len(EXPECTED)
    for result in only["results"]:
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_junit() -> None:
    text = report("junit")
    suites = junitparser.JUnitXml.fromstring(text.encode())
    assert (suites.tests, suites.failures) == (len(FILES), text.count("<failure "))
    cases = {case.name: case for suite in suites for case in suite}
    assert cases["CC406.txt"].result[0].message == SAID
    assert cases["CC251.txt"].result == []
    assert ElementTree.fromstring(text.encode()).tag == "testsuites"


def test_every_format_is_a_setting() -> None:
    assert tuple(FORMATS) == WORDS["output_format"]


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format_of_a_corpus_without_findings(tmp_path: Path, output_format: str) -> None:
    (tmp_path / "a.txt").write_text(CABLE)
    text = check("a.txt", "-f", output_format, folder=tmp_path, code=0)
    match output_format:
        case "json":
            assert json.loads(text) == {
                "format": "cableconv-check",
                "version": "1.0-draft",
                "diagnostics": [],
                "files": 1,
            }
        case "gitlab":
            assert json.loads(text) == []
        case "sarif":
            hold(json.loads(text), SARIF)
        case "junit":
            assert junitparser.JUnitXml.fromstring(text.encode()).tests == 1
        case "archivematica":
            assert json.loads(text)["eventOutcomeInformation"] == "pass"


def test_archivematica() -> None:
    """A verdict is one only when the command ends with 0; that of a file that is not there is none."""
    for arguments, verdict in (
        (["."], "fail"),
        (["CC406.txt"], "fail"),
        (["CC610.json"], "fail"),
        (["CC251.txt"], "partial pass"),
        (["CC251.txt", "--fail-on", "info"], "partial pass"),
        (["CC406.txt", "--ignore", "CC406"], "pass"),
    ):
        found = ast.literal_eval(check(*arguments, "-f", "archivematica", folder=BAD, code=0))
        assert set(found) == {"eventOutcomeInformation", "eventOutcomeDetailNote", "stdout"}
        assert found["eventOutcomeInformation"] == verdict, arguments
    fails(at_once("check", "--no-config", "missing.txt", "-f", "archivematica", folder=BAD), 3, "CC020")


def test_archivematica_reads_every_character(tmp_path: Path) -> None:
    """As a literal of Python, which it is read as, the text is the same as in JSON, and can be written."""
    name = "caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{WINKING FACE} \\ 'a' \"b\".txt"
    (tmp_path / name).write_bytes((BAD / "CC406.txt").read_bytes())
    text = check(".", "-f", "archivematica", folder=tmp_path, code=0)
    assert ast.literal_eval(text) == json.loads(text)
    said = ast.literal_eval(text)["stdout"]
    assert said.encode().decode().startswith("caf\N{LATIN SMALL LETTER E WITH ACUTE} \\U0001F609 ")
    assert text.isascii()


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format_says_how_to_mend_a_finding(output_format: str, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    code = 0 if output_format == "archivematica" else 1
    text = check("CC406.txt", "-f", output_format, folder=BAD, code=code, GITHUB_STEP_SUMMARY=str(summary))
    assert "have it reviewed; handle the cable by the higher one" in text
    if output_format == "github":
        assert "handle the cable by the higher one" in summary.read_text()


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_format_lets_a_file_steer_a_terminal_or_a_log(tmp_path: Path, output_format: str) -> None:
    name = "a\x1b[31m\n::error::.txt"
    (tmp_path / name).write_bytes((BAD / "CC406.txt").read_bytes())
    code = 0 if output_format == "archivematica" else 1
    text = check(".", "-f", output_format, folder=tmp_path, code=code)
    assert "\x1b" not in text
    assert "\n::error::" not in text


@pytest.mark.parametrize("more", [("--fail-on", "warning"), ("--fail-on", "warning", "--max-errors", "1")])
def test_junit_fails_what_makes_the_run_fail(tmp_path: Path, more: tuple[str, ...]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(CABLE.replace("3. (C)", "5. (C)"))
    text = check(".", "-f", "junit", *more, folder=tmp_path, code=1)
    suites = junitparser.JUnitXml.fromstring(text.encode())
    assert (suites.tests, suites.failures) == (2, 2)


# --max-errors


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A note, a warning and an error, each in a file of its own and in this order; a file without; an error
    and a warning in one."""
    for name, bad in (("a", "CC251"), ("b", "CC401"), ("d", "CC406"), ("e", "CC405")):
        shutil.copy(BAD / f"{bad}.txt", tmp_path / f"{name}.txt")
    (tmp_path / "c.txt").write_text(CABLE)
    return tmp_path


def codes_of(folder: Path, *more: str) -> list[str]:
    found = json.loads(check(".", "-f", "json", *more, folder=folder, code=1))
    return [f"{one['path']} {one['severity']}" for one in found["diagnostics"]]


def test_max_errors_keeps_the_worst_and_reports_them_in_their_order(mixed: Path) -> None:
    whole = codes_of(mixed)
    errors = [one for one in whole if one.endswith(" error")]
    warnings = [one for one in whole if one.endswith(" warning")]
    assert len(errors) > 1
    assert warnings
    assert whole[0] not in errors
    for most in range(1, len(whole) + 1):
        kept = [*errors, *warnings, *(one for one in whole if one.endswith(" info"))][:most]
        assert codes_of(mixed, "--max-errors", str(most)) == sorted(kept, key=whole.index)


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format_says_in_its_report_that_it_is_cut(mixed: Path, output_format: str) -> None:
    code = 0 if output_format == "archivematica" else 1
    options = ("-f", output_format, "--max-errors", "1")
    text = check(".", *options, folder=mixed, code=code, GITHUB_WORKSPACE=str(mixed))
    more = len(codes_of(mixed)) - 1
    said = f"{more} more, not shown (--max-errors 1)"
    match output_format:
        case "json":
            assert json.loads(text)["hidden"] == more
        case "github":
            assert "::error file=d.txt,line=" in text
            assert re.search(r"::warning title=cableconv::\d+ more of this level", text)
        case "gitlab":
            first, last = json.loads(text)
            assert (first["location"]["path"], last["check_name"]) == ("d.txt", "CC059")
            assert last["description"] == f"CC059: {said}"
            assert (mixed / last["location"]["path"]).is_file()
        case "sarif":
            log = json.loads(text)
            hold(log, SARIF)
            (only,) = log["runs"]
            assert [one["level"] for one in only["results"]] == ["error"]
            assert only["properties"] == {"hidden": more}
            (notified,) = only["invocations"][0]["toolExecutionNotifications"]
            assert notified["message"]["text"] == said
            assert only["tool"]["driver"]["notifications"][notified["descriptor"]["index"]]["id"] == "CC059"
        case "junit":
            assert junitparser.JUnitXml.fromstring(text.encode()).tests == 5
            assert f"<system-out>{said}</system-out>" in text
        case "archivematica":
            assert said in json.loads(text)["eventOutcomeDetailNote"]
        case _:
            assert said in text


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_format_says_that_it_is_cut_when_it_is_not(mixed: Path, output_format: str) -> None:
    code = 0 if output_format == "archivematica" else 1
    whole = check(".", "-f", output_format, folder=mixed, code=code)
    assert check(".", "-f", output_format, "--max-errors", "99", folder=mixed, code=code) == whole
    assert "CC059" not in whole


def test_junit_fails_the_same_documents_whatever_is_hidden(mixed: Path) -> None:
    def failed(*more: str) -> list[str]:
        text = check(".", "-f", "junit", "--fail-on", "warning", *more, folder=mixed, code=1)
        return [
            case.name
            for suite in junitparser.JUnitXml.fromstring(text.encode())
            for case in suite
            if case.result
        ]

    assert failed() == failed("--max-errors", "1")
    assert "b.txt" in failed()


def test_the_summary_lists_the_worst() -> None:
    tally = Tally()
    for number in range(300):
        severity = "error" if number == 299 else "warning"
        tally.add(Checked("a.txt", (Diagnostic("a.txt", number, 1, "CC406", severity, "x"),), ("",)))
    assert "| a.txt:299:1 | CC406 | x |" in github_summary(tally)


@pytest.mark.parametrize(
    ("arguments", "summary"),
    [
        (["-o", "none/report"], ""),
        (["--write-baseline", "none/known.json"], ""),
        (["--files-from", "none.lst"], ""),
        (["-f", "github"], "none/summary.md"),
    ],
)
def test_what_cannot_be_written_and_a_list_that_is_missing_end_with_3_as_the_help_says(
    tmp_path: Path, arguments: list[str], summary: str
) -> None:
    (tmp_path / "a.txt").write_bytes((BAD / "CC406.txt").read_bytes())
    done = at_once("check", "--no-config", "a.txt", *arguments, folder=tmp_path, GITHUB_STEP_SUMMARY=summary)
    assert done.returncode == 3, done.stderr.decode()
    assert re.search("CC02|CC03", done.stderr.decode())
    told = " ".join(at_once("check", "--help").stdout.decode().split())
    assert "3 a path, or the list of paths, is missing; or report, baseline or GitHub's summary" in told
