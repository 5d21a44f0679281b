"""The formats of `check` are what those who read them expect."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import junitparser
import pytest

from cableconv.check import Diagnostic
from cableconv.check_reports import FORMATS
from cableconv.check_reports_ci import github_summary
from cableconv.check_settings import WORDS
from cableconv.check_tally import Checked, Tally
from tests.published_schemas import SARIF, hold
from tests.test_check import BAD, EXPECTED, FILES, check
from tests.test_findings import CABLE

ROOT = Path(__file__).resolve().parent.parent


def report(output_format: str, **variables: str) -> str:
    return check(".", "-f", output_format, folder=BAD, code=1, **variables)


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
    assert cases["CC406.txt"].result[0].message == "portion marking (S) in a cable that is CONFIDENTIAL"
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
    found = json.loads(report("archivematica"))
    assert set(found) == {"eventOutcomeInformation", "eventOutcomeDetailNote", "stdout"}
    assert found["eventOutcomeInformation"] == "fail"
    text = check("CC251.txt", "-f", "archivematica", folder=BAD, code=0)
    assert json.loads(text)["eventOutcomeInformation"] == "partial pass"


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_format_lets_a_file_steer_a_terminal_or_a_log(tmp_path: Path, output_format: str) -> None:
    name = "a\x1b[31m\n::error::.txt"
    (tmp_path / name).write_bytes((BAD / "CC406.txt").read_bytes())
    text = check(".", "-f", output_format, folder=tmp_path, code=1)
    assert "\x1b" not in text
    assert "\n::error::" not in text
