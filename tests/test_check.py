"""`check`: a bad document for every rule, formats, settings, endings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import cableconv
from cableconv import Edition, Options
from cableconv.check import file as checking
from cableconv.check import run as check_run
from cableconv.check.file import Choices
from cableconv.check.settings import Settings
from cableconv.model import Cable
from cableconv.rules import rules
from tests.batch_corpus import at_once
from tests.test_cli import fails, said
from tests.test_findings import CABLE

ROOT = Path(__file__).resolve().parent.parent
BAD = ROOT / "fixtures" / "bad"
EXPECTED = (BAD / "expected.lst").read_text(encoding="utf-8").splitlines()
FILES = sorted(path.name for path in BAD.iterdir() if path.suffix != ".lst")


def check(*arguments: str | Path, folder: Path, code: int, **variables: str) -> str:
    elsewhere = {"GITHUB_WORKSPACE": "", "CI_PROJECT_DIR": ""}  # where the tests run is not what is tested
    result = at_once("check", "--no-config", *arguments, folder=folder, **{**elsewhere, **variables})
    assert result.returncode == code, result.stderr.decode() + result.stdout.decode()
    return result.stdout.decode()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    data = CABLE.encode()
    (folder / "good.txt").write_bytes(data)
    (folder / "good.xml").write_bytes(cableconv.convert(data, Options(name="good.txt")))
    diplomatic = Options(name="good.txt", edition=Edition.DIPLOMATIC)
    (folder / "sub" / "whole.xml").write_bytes(cableconv.convert(data, diplomatic))
    (folder / "sub" / "good.json").write_bytes(cableconv.convert(data, to="json"))
    (folder / "sub" / "picture.png").write_bytes(b"\x89PNG")
    return folder


def test_every_bad_document_is_told_in_exactly_these_words() -> None:
    assert check(".", "-f", "concise", folder=BAD, code=1).splitlines() == EXPECTED


@pytest.mark.parametrize("name", FILES)
def test_a_bad_document_is_named_after_its_code(name: str) -> None:
    code = Path(name).stem.partition("-")[0]
    assert any(line.startswith(f"{name}:") and f" {code} " in line for line in EXPECTED)


# Codes that no document alone brings about in `check`.
_ELSEWHERE = {
    "CC020": "a path", "CC021": "a path", "CC022": "a file of the system", "CC023": "a file of the system",
    "CC027": "explain", "CC028": "learn", "CC029": "convert --several refuse", "CC051": "a killed process",
    "CC052": "a path", "CC057": "convert --resume", "CC058": "a pipe",
    "CC056": "an output", "CC114": "a layout file", "CC701": "restore",
    "CC704": "restore", "CC705": "restore --verify", "CC706": "convert", "CC708": "restore",
    "CC059": "--max-errors", "CC060": "settings", "CC061": "an archive in a folder",
    "CC062": "convert --resume", "CC063": "a packed archive", "CC064": "convert --resume",
    "CC065": "--max-bytes",
    "CC709": "--roundtrip, below", "CC716": "--roundtrip",
}  # fmt: skip


def test_every_code_that_a_document_can_have_has_a_bad_document() -> None:
    usage = ("CC001", "CC002", "CC010", "CC011", "CC03", "CC04", "CC050", "CC053", "CC054", "CC056", "CC340")
    told = {
        code
        for code, rule in rules().items()
        if rule.sort in ("finding", "error") and not code.startswith(usage) and code not in _ELSEWHERE
    }
    assert {Path(name).stem.partition("-")[0] for name in FILES} == told, (
        "write fixtures/bad/CODE.txt, and what check says of it into expected.lst: "
        "cd fixtures/bad && cableconv check . --no-config -f concise >expected.lst"
    )


def test_everything_that_is_told_says_how_to_mend_it() -> None:
    for line in EXPECTED:
        rule = rules()[line.split(" ")[1]]
        remedy = line.rpartition("; ")[2]
        assert remedy != line
        assert rule.sort == "error" or rule.mend.lower().endswith(f"{remedy}.".lower()), line


def test_a_good_corpus_passes(corpus: Path) -> None:
    assert check(".", folder=corpus, code=0) == "4 files checked: 0 errors, 0 warnings, 0 notes\n"
    assert check(".", "--roundtrip", "-j", "2", folder=corpus, code=0).startswith("4 files checked")


@pytest.mark.parametrize("arguments", [("empty",), ("corpus", "--exclude", "*"), ("empty", "--exclude", "x")])
def test_checking_nothing_is_a_failure(corpus: Path, arguments: tuple[str, ...]) -> None:
    folder = corpus.parent
    (folder / "empty").mkdir()
    fails(at_once("check", "--no-config", *arguments, folder=folder), 2, "CC046 nothing was checked")
    check(*arguments, "--allow-empty", folder=folder, code=0)


def test_a_link_that_leads_nowhere_is_told(corpus: Path) -> None:
    (corpus / "sub" / "gone.txt").symlink_to("nowhere.txt")
    (corpus / "sub" / ".hidden.txt").symlink_to("nowhere.txt")
    (corpus / "sub" / "gone.png").symlink_to("nowhere.png")
    (corpus / "link.txt").symlink_to("good.txt")
    told = check(".", folder=corpus, code=1).splitlines()
    assert len(told) == 2
    assert told[0].startswith("sub/gone.txt:1:1: CC020 error: ")
    assert told[1].startswith("6 files checked: 1 errors")


def test_no_paths_after_two_dashes_are_no_paths(corpus: Path) -> None:
    for arguments in (["--"], ["--no-config", "-f", "github", "--"]):
        said_of_it = "CC040 the following arguments are required: PATH"
        fails(at_once("check", *arguments, folder=corpus), 2, said_of_it)


MISSING = "missing.txt:1:1: CC020 error: there is no such file: missing.txt; check the name and the folder"


# What the parser of XML cannot read


def edited(old: str, new: str) -> str:
    text = (ROOT / "fixtures" / "acp-126.xml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    return text.replace(old, new)


LIMITS = {
    "deep": ("<hi>" * 300 + "</hi>" * 300, "more than 256 elements stand one in another; take some out"),
    "a long text": ("x" * 10_100_000, "has more than 10,000,000 bytes; part it"),
    "a long comment": (f"<!--{'x' * 10_100_000}-->", "has more than 10,000,000 bytes; part it"),
    "a long name": (f"<{'x' * 60_000}/>", "a name has more than 50,000 characters; give it a shorter one"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_told_as_one_and_hides_no_other_fault(name: str) -> None:
    inside, said_of_it = LIMITS[name]
    text = edited("<body>", '<body foo="1">').replace("</signed>", f"{inside}</signed>", 1)
    found = checking.check("a.xml", text.encode())
    (limit,) = (one for one in found if one.code == "CC715")
    assert said_of_it in f"{limit.message}; {limit.remedy}"
    assert any("attribute foo is not allowed on <body>" in one.message for one in found)
    assert not any("HUGE" in one.message for one in found)


def test_a_document_below_the_limits_is_read() -> None:
    text = edited("<body>", "<body><!--" + "x" * 9_000_000 + "-->")
    assert checking.check("a.xml", text.encode()) == checking.check(
        "a.xml", edited("<body>", "<body>").encode()
    )


def test_a_document_that_is_endlessly_deep_is_not_read_to_its_end() -> None:
    found = checking.check("a.xml", edited("<body>", "<body>" + "<hi>" * 200_000).encode())
    assert [one for one in found if one.code == "CC715"]
    assert len(found) < 2000


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (
            b"\0",
            "not well-formed XML: Invalid character: Char 0x0 out of allowed range; use an undamaged copy",
        ),
        (b"&x;", "not well-formed XML: Entity 'x' not defined; use an undamaged copy"),
    ],
)
def test_messages_of_the_parser_are_one_line_of_text(tmp_path: Path, inside: bytes, told: str) -> None:
    (tmp_path / "a.xml").write_bytes(edited("<body>", "<body>@").encode().replace(b"@", inside))
    lines = check("a.xml", folder=tmp_path, code=1).splitlines()
    assert len(lines) == 2
    assert lines[0].endswith(f"CC710 error: {told}")


def test_an_encoding_that_the_parser_does_not_know() -> None:
    text = edited('encoding="UTF-8"', 'encoding="klingon"')
    (found,) = checking.check("a.xml", text.encode())
    assert (found.code, found.remedy) == ("CC710", "save it as UTF-8")


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_tei_document_may_be_in_utf_16_and_utf_32(encoding: str, tmp_path: Path) -> None:
    """Faults stand where they stand in UTF-8, behind letters of several bytes too."""
    letters = "\N{WINKING FACE}\N{LATIN SMALL LETTER E WITH ACUTE}"
    whole = edited('encoding="UTF-8"', f'encoding="{encoding.upper()}"')
    wrong = whole.replace("<body>", f'<!-- {letters} --><body foo="1">')
    assert checking.check("a.xml", whole.encode(encoding)) == ()
    (found,) = checking.check("a.xml", wrong.encode(encoding))
    assert found == checking.check("a.xml", wrong.replace(encoding.upper(), "UTF-8").encode())[0]
    assert cableconv.read(whole.encode(encoding)) == cableconv.read(
        (ROOT / "fixtures" / "acp-126.xml").read_bytes()
    )


def test_damaged_utf_32_is_malformed() -> None:
    data = edited('encoding="UTF-8"', 'encoding="UTF-32"').encode("utf-32")
    (found,) = checking.check("a.xml", data[:2001])
    assert found.code == "CC710"


LAUGHS = "".join(
    f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("abcdefghijk", "bcdefghijkl", strict=True)
)


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY a "aaaaaaaaaa">{LAUGHS}',
        '<!ENTITY l "&b;"><!ENTITY b "&l;">',
        '<!ENTITY l SYSTEM "l.txt">',
        "",
    ],
)
def test_entities_are_refused_for_the_doctype_that_declares_them(declared: str) -> None:
    text = edited("<body>", "<body>&l;").replace("<TEI ", f"<!DOCTYPE TEI [{declared}]>\n<TEI ")
    (found,) = checking.check("a.xml", text.encode())
    assert (found.line, found.column, found.code, found.remedy) == (4, 1, "CC710", "remove the DOCTYPE")
    assert found.message == "the document has a DOCTYPE, which cableconv does not read"


# The version that a document names

OTHER = "urn:cableconv:schema:9.9:"


def test_a_tei_document_of_another_version_is_told_at_its_instruction() -> None:
    text = (ROOT / "fixtures" / "acp-126.xml").read_text(encoding="utf-8")
    both = text.replace("urn:cableconv:schema:1.0-draft:", OTHER)
    found = checking.check("a.xml", both.encode())
    assert [(one.line, one.column, one.code) for one in found] == [(2, 1, "CC605"), (3, 1, "CC605")]
    assert found[0].message.endswith(f"found '{OTHER}tei'")
    (found_of_json, *_) = checking.check(
        "a.json",
        (ROOT / "fixtures" / "acp-126.json").read_bytes().replace(b"schema:1.0-draft:", b"schema:9.9:"),
    )
    assert (found_of_json.line, found_of_json.column, found_of_json.code) == (2, 14, "CC611")


@pytest.mark.parametrize(
    "instruction",
    [
        "",
        '<?xml-model href="urn:example:house-rules"?>',
        '<?xml-stylesheet href="urn:cableconv:schema:9.9:css"?>',
    ],
)
def test_a_schema_of_others_or_none_is_no_other_version_but_told(instruction: str) -> None:
    text = (ROOT / "fixtures" / "acp-126.xml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("<?xml-model")]
    assert len(lines) == len(text.splitlines()) - 2
    lines.insert(1, instruction)
    (found,) = checking.check("a.xml", "\n".join(lines).encode())
    assert (found.line, found.column, found.code, found.severity) == (3, 1, "CC606", "warning")


def test_one_schema_of_ours_names_the_version_also_where_the_encoding_is_rare() -> None:
    text = (ROOT / "fixtures" / "acp-126.xml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    assert checking.check("a.xml", "".join([*lines[:2], *lines[3:]]).encode()) == ()
    assert checking.check("a.xml", text.replace("UTF-8", "UTF-16", 1).encode("utf-16")) == ()
    rare = text.replace('encoding="UTF-8"', 'encoding="Shift_JIS"', 1).encode(
        "shift_jis", "xmlcharrefreplace"
    )
    assert [each.code for each in checking.check("a.xml", rare)] == []


@pytest.mark.parametrize(("kind", "code"), [("xml", "CC620"), ("json", "CC611")])
def test_lines_that_the_source_does_not_have_are_a_fault_at_their_place(kind: str, code: str) -> None:
    data = cableconv.convert(
        CABLE.encode(), Options(edition=Edition.DIPLOMATIC), {"xml": "tei"}.get(kind, kind)
    )
    assert checking.check(f"a.{kind}", data) == ()
    old = (
        r'(<fs type="(?:change|finding)".*?<f name="lines"><string>)\d+'
        if kind == "xml"
        else r'("lines": \[)\d+'
    )
    far, count = re.subn(old, r"\g<1>999", data.decode(), count=1)
    assert count
    (found,) = checking.check(f"a.{kind}", far.encode())
    assert (found.code, found.severity) == (code, "error")
    assert found.message == f"line 999 is named, and the source has {CABLE.count(chr(10)) + 1}"
    assert found.line == 1 + far[: far.index("999")].count("\n")


def test_a_line_that_is_named_twice_is_refused_in_tei() -> None:
    data = cableconv.convert(CABLE.encode(), Options(edition=Edition.DIPLOMATIC))
    text = re.sub(r'(<f name="lines"><string>)(\d+)', r"\1\2 \2", data.decode(), count=1)
    (found,) = checking.check("a.xml", text.encode())
    assert (found.code, found.message) == ("CC620", "a line is named twice")


def test_a_missing_path_is_told_and_the_others_are_checked(corpus: Path) -> None:
    shutil.copy(BAD / "CC406.txt", corpus)
    told = check("CC406.txt", "missing.txt", "good.txt", folder=corpus, code=3).splitlines()
    assert told[0] == MISSING
    assert told[1].startswith("CC406.txt:21:1: CC406 error")
    assert told[2].startswith("3 files checked: 2 errors")


@pytest.mark.parametrize(
    "more", [("--ignore", "CC0"), ("--exit-zero",), ("--select", "CC406"), ("-f", "json")]
)
def test_nothing_hides_that_a_path_is_missing(corpus: Path, more: tuple[str, ...]) -> None:
    text = check("good.txt", "missing.txt", *more, folder=corpus, code=3)
    assert "there is no such file: missing.txt" in text
    check("good.txt", "missing.txt", "--write-baseline", "known.json", folder=corpus, code=3)
    assert json.loads((corpus / "known.json").read_text())["fingerprints"] == []


def test_where_no_path_is_there_nothing_is_reported(corpus: Path) -> None:
    fails(at_once("check", "--no-config", "missing.txt", "no.txt", "-f", "junit", folder=corpus), 3, "CC020")


def test_a_pattern_among_others_that_matches_nothing_is_told(corpus: Path) -> None:
    told = check("*.doc", "good.txt", folder=corpus, code=3).splitlines()
    assert told[0] == "*.doc:1:1: CC052 error: nothing matches *.doc; check the pattern and the folder"
    assert told[1].startswith("2 files checked: 1 errors")
    assert "missing.txt" in check("*.doc", "missing.txt", "good.txt", folder=corpus, code=3)


def test_a_missing_path_of_a_list_is_told(corpus: Path) -> None:
    (corpus / "list").write_text("good.txt\nmissing.txt\n")
    assert MISSING in check("--files-from", "list", folder=corpus, code=3)


@pytest.mark.parametrize("form", ["junit", "sarif", "gitlab", "github", "json"])
def test_a_report_is_written_when_a_path_is_missing(corpus: Path, form: str) -> None:
    check("good.txt", "missing.txt", "-f", form, "-o", "report", folder=corpus, code=3)
    assert "there is no such file: missing.txt" in (corpus / "report").read_text()


def test_select_ignore_fail_on(corpus: Path) -> None:
    shutil.copy(BAD / "CC406.txt", corpus)
    shutil.copy(BAD / "CC251.txt", corpus)
    assert "CC406" in check(".", folder=corpus, code=1)
    text = check(".", "--ignore", "CC4", folder=corpus, code=0)
    assert "CC406" not in text
    assert "CC251" in text
    check(".", "--ignore", "CC4", "--fail-on", "warning", folder=corpus, code=1)
    assert "CC251" not in check(".", "--select", "CC406,CC1", folder=corpus, code=1)
    assert "CC406" in check(".", "--exit-zero", folder=corpus, code=0)
    assert "1 CC406 in 1 files" in check(".", "--statistics", folder=corpus, code=1)
    assert "1 more, not shown" in check(".", "--max-errors", "1", folder=corpus, code=1)
    assert "CC406" not in check(".", "--exclude", "CC406.txt", folder=corpus, code=0)


def test_a_baseline_hides_what_was_known(corpus: Path) -> None:
    shutil.copy(BAD / "CC406.txt", corpus)
    check(".", "--write-baseline", "known.lst", folder=corpus, code=1)
    assert "0 errors" in check(".", "--baseline", "known.lst", folder=corpus, code=0)
    shifted = "\n" + (corpus / "CC406.txt").read_text()
    (corpus / "CC406.txt").write_text(shifted)  # the same finding, one line further down
    check(".", "--baseline", "known.lst", folder=corpus, code=0)
    shutil.copy(BAD / "CC405.txt", corpus)
    assert "CC405" in check(".", "--baseline", "known.lst", folder=corpus, code=1)


def test_a_baseline_holds_for_documents_whose_source_has_moved(corpus: Path) -> None:
    """A finding of a document names lines of its source, which are no part of what it says."""
    text = (BAD / "CC253.txt").read_text()
    for to in ("tei", "json"):
        (corpus / f"moved.{to}").write_bytes(cableconv.convert(text.encode(), to=to))
    named = [corpus / "moved.tei", corpus / "moved.json"]
    check(*named, "--write-baseline", "known.lst", folder=corpus, code=0)
    for to in ("tei", "json"):
        (corpus / f"moved.{to}").write_bytes(cableconv.convert(b"\n\n" + text.encode(), to=to))
    check(*named, "--baseline", "known.lst", "--fail-on", "info", folder=corpus, code=0)
    told = check(*named, "-f", "concise", folder=corpus, code=0)
    assert told.count("(source line 21, 25)") == 2, told


def test_a_baseline_holds_for_a_fault_that_names_a_declaration(corpus: Path) -> None:
    """The names begin with a part of the source's hash, which is another when the source has moved."""

    def twice(text: str) -> str:
        written = cableconv.convert(text.encode()).decode()
        *_, one, other = re.findall(r'xml:id="([^"]*)"', written)
        return written.replace(f'"{other}"', f'"{one}"', 1)

    (corpus / "good.xml").write_text(twice(CABLE))
    assert "stands twice" in check("good.xml", "--write-baseline", "known.lst", folder=corpus, code=1)
    (corpus / "good.xml").write_text(twice("\n\n" + CABLE))
    check("good.xml", "--baseline", "known.lst", folder=corpus, code=0)


def test_max_errors_counts_over_all_documents(corpus: Path) -> None:
    for number in range(5):
        shutil.copy(BAD / "CC406.txt", corpus / f"bad{number}.txt")
    text = check(".", "--max-errors", "2", "--statistics", folder=corpus, code=1).splitlines()
    assert [line.partition(":")[0] for line in text[:2]] == ["bad0.txt", "bad1.txt"]
    assert text[2:4] == [
        "9 files checked: 5 errors, 0 warnings, 0 notes",
        "3 more, not shown (--max-errors 2)",
    ]
    assert "5 CC406 in 5 files" in text[4]


@pytest.mark.parametrize("name", ["CC024.txt", "CC025.txt", "CC610.json", "CC710.xml"])
def test_what_could_not_be_read_is_reported_whatever_is_selected(corpus: Path, name: str) -> None:
    shutil.copy(BAD / name, corpus)
    code = name.partition(".")[0]
    assert code in check(".", "--select", "CC4", folder=corpus, code=1)
    check(".", "--ignore", code, folder=corpus, code=0)


@pytest.mark.parametrize("text", ["", "[]", '{"format": "x"}', '{"format": "cableconv-baseline"}', None])
def test_what_is_no_baseline(corpus: Path, text: str | None) -> None:
    if text is not None:
        (corpus / "known.lst").write_text(text)
    said_of_it = fails(at_once("check", ".", "--baseline", "known.lst", folder=corpus), 2, "CC047")
    assert "known.lst: no baseline" in said_of_it


def test_a_fault_of_ours_is_told_and_ends_with_4(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: str, data: bytes, choices: Choices) -> tuple[checking.Diagnostic, ...]:
        if path.endswith(".xml"):
            raise ZeroDivisionError("division by zero")
        return ()

    monkeypatch.setattr(check_run, "check", failing)
    monkeypatch.chdir(corpus)
    run_of_all = check_run.Run(["."], Settings(select=("CC4",), exit_zero=True))
    told = "".join(run_of_all.chunks()).splitlines()
    assert told[0].startswith("good.xml:1:1: CC799 error: unexpected ZeroDivisionError: division by zero")
    assert told[-1] == "4 files checked: 2 errors, 0 warnings, 0 notes"
    assert run_of_all.exit_code == 4


@pytest.mark.parametrize("file", ["cableconv.toml", "pyproject.toml"])
def test_settings_from_a_file(corpus: Path, file: str) -> None:
    shutil.copy(BAD / "CC406.txt", corpus)
    table = "[check]" if file == "cableconv.toml" else "[tool.cableconv.check]"
    (corpus / file).write_text(f'{table}\nignore = ["CC406"]\nexclude = ["sub"]\njobs = 2\n')
    result = at_once("check", ".", folder=corpus)
    assert (result.returncode, result.stdout) == (0, b"3 files checked: 0 errors, 0 warnings, 0 notes\n")
    shown = tomllib.loads(
        at_once("check", "--show-settings", "--fail-on", "info", folder=corpus / "sub").stdout.decode()
    )
    assert shown["check"]["ignore"] == ["CC406"]
    assert shown["check"]["fail-on"] == "info"
    assert at_once("check", ".", "--no-config", folder=corpus).returncode == 1


@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        ('fail-on = "warn"', "fail-on is one of error, warning, info, not 'warn'"),
        ("failon = 3", "there is no key 'failon'"),
        ('ignore = "CC4"', "ignore is a list of strings, not 'CC4'"),
        ('jobs = "2"', "jobs is a whole number, not '2'"),
        ("jobs = ", "Invalid value"),
    ],
)
def test_wrong_settings_are_refused_by_name(corpus: Path, line: str, said_of_it: str) -> None:
    (corpus / "cableconv.toml").write_text(f"# settings\n[check]\n{line}\n")
    said_whole = fails(at_once("check", ".", folder=corpus), 2, "CC047")
    assert said_of_it in said_whole
    assert re.match(r".*/cableconv\.toml:3:\d+: CC047 ", said_whole)


# Places and proofs


def test_every_fault_of_a_json_document_is_told_in_order(corpus: Path) -> None:
    document = json.loads((corpus / "sub" / "good.json").read_text())
    document["edition"] = "x"
    document["header"]["subject"]["status"] = "guessed"
    del document["source"]["sha256"], document["source"]["name"]
    document["blocks"][1]["kind"] = "chapter"
    document["blocks"][-1]["colour"] = 1
    document["foo"] = 1
    told = checking.check("a.json", json.dumps(document, indent=1).encode())
    assert [each.message.split(":")[0] for each in told] == [
        "$.edition", "$.source", "$.source", "$.header.subject.status", "$.blocks[1].kind",
        f"$.blocks[{len(document['blocks']) - 1}].colour", "$.foo",
    ]  # fmt: skip
    assert {each.code for each in told} == {"CC611"}
    assert len({each.line for each in told}) == 6


def test_faults_of_a_json_document_that_nobody_would_read_are_not_all_told(corpus: Path) -> None:
    document = json.loads((corpus / "sub" / "good.json").read_text())
    document["blocks"] = [{"kind": 1, "colour": 2}] * 5000
    told = checking.check("a.json", json.dumps(document).encode())
    assert len(told) == 102
    assert told[-1].message == "more faults of the document are not listed"


@pytest.mark.parametrize("to", ["tei", "json"])
def test_a_finding_that_a_document_records_is_told_where_it_is_recorded(tmp_path: Path, to: str) -> None:
    text = (BAD / "CC253.txt").read_text()
    text = f"{text}\n\n{text.replace('0042', '0043')}"  # two cables, with two findings each
    written = cableconv.convert(text.encode(), Options(name="a.txt"), to)
    (tmp_path / "a.out").write_bytes(written)
    lines = written.decode().split("\n")
    told = [
        line.split(" ", 2) for line in check("a.out", "-f", "concise", folder=tmp_path, code=0).splitlines()
    ]
    assert [code for _, code, _ in told] == ["CC253", "CC252", "CC253", "CC252"]
    for place, code, message in told:
        line, column = map(int, place.split(":")[1:3])
        found = lines[line - 1][column - 1 :]
        begin = f'<fs type="finding" n="{code}">' if to == "tei" else "{"
        assert found.startswith(begin), found[:80]
        assert "(source line " in message


@pytest.mark.parametrize("name", ["good.txt", "good.xml", "sub/whole.xml", "sub/good.json"])
def test_what_does_not_come_back_is_told(corpus: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that loses the last block."""
    data = (corpus / name).read_bytes()
    assert checking.check(name, data, Choices(roundtrip=True)) == ()
    real = checking.write

    def losing(cables: tuple[Cable, ...], to: str) -> bytes:
        return real(
            tuple(
                cable._replace(blocks=cable.blocks[:-1], edition=Edition.READING, spans=())
                for cable in cables
            ),
            to,
        )

    monkeypatch.setattr(checking, "write", losing)
    (told,) = checking.check(name, data, Choices(roundtrip=True))
    assert told.code == "CC709"
    assert "does not come back from TEI" in told.message


@pytest.mark.parametrize("name", sorted(path.name for path in BAD.glob("CC710*")))
def test_nothing_outside_a_document_is_opened(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither files nor addresses that it names."""
    data = (BAD / name).read_bytes()
    checking.check(name, (BAD / "CC603.xml").read_bytes())  # loads the schema
    opened: list[object] = []
    sys.addaudithook(lambda event, given: opened.append(given) if event in WATCHED and watching else None)
    watching.append(True)
    try:
        (told,) = checking.check(name, data)
    finally:
        watching.clear()
    assert told.code == "CC710"
    assert opened == []


WATCHED = ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "urllib.Request")
watching: list[bool] = []


# Engines


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
def test_jing_finds_the_same_documents(corpus: Path) -> None:
    check(".", "--engine", "jing", folder=corpus, code=0)
    shutil.copy(BAD / "CC603.xml", corpus)
    text = check(".", "--engine", "jing", folder=corpus, code=1)
    assert 'CC603.xml:69:20: CC603 error: found attribute "rend"' in text


def test_jing_that_is_not_there(corpus: Path) -> None:
    result = at_once("check", ".", "--engine", "jing", folder=corpus, PATH="")
    assert "CC048 jing is not installed" in said(result)
    assert result.returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        (".", "-o", "good.xml"),
        ("*.txt", "-o", "good.txt"),
        ("good.txt", "--write-baseline", "good.txt"),
        (".", "--write-baseline", "sub/good.json"),
        (".", "-j", "2", "-o", "sub/../good.xml"),
        ("in.zip", "--write-baseline", "in.zip"),
        ("in.csv", "--write-baseline", "in.csv"),
        ("in.z*", "-o", "in.zip"),
        ("--files-from", "list", "-o", "in.csv"),
        ("--files-from", "list", "-o", "list"),
        ("--files-from", "list", "--write-baseline", "list"),
        ("good.txt", "--baseline", "known.json", "-o", "known.json"),
        ("good.txt", "-o", "new.json", "--write-baseline", "sub/../new.json"),
    ],
)
def test_a_report_never_replaces_what_it_speaks_of(corpus: Path, arguments: tuple[str, ...]) -> None:
    with zipfile.ZipFile(corpus / "in.zip", "w") as archive:
        archive.writestr("a.txt", CABLE)
    (corpus / "in.csv").write_text('id,text\n1,"' + CABLE.replace('"', '""') + '"\n')
    (corpus / "list").write_text("in.zip\nin.csv\n")
    check("good.txt", "--write-baseline", "known.json", folder=corpus, code=0)
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    told = fails(at_once("check", "--no-config", *arguments, folder=corpus), 2, "CC030")
    assert told
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
def test_settings_are_not_replaced(corpus: Path, option: str) -> None:
    (corpus / "cableconv.toml").write_text("[check]\nfail-on = 'info'\n")
    fails(at_once("check", "good.txt", option, "cableconv.toml", folder=corpus), 2, "CC030")
    assert (corpus / "cableconv.toml").read_text() == "[check]\nfail-on = 'info'\n"


def test_a_baseline_is_brought_up_to_date(corpus: Path) -> None:
    check(".", "--write-baseline", "known.json", folder=corpus, code=0)
    check(".", "--baseline", "known.json", "--write-baseline", "./known.json", folder=corpus, code=0)


@pytest.mark.parametrize("name", ["report.json", "report.txt", "report.xml"])
def test_what_the_shell_writes_the_report_to_is_no_document(corpus: Path, name: str) -> None:
    with (corpus / name).open("wb") as report, (corpus / "errors.txt").open("wb") as errors:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "cableconv", "check", ".", "--no-config"]
        result = subprocess.run(command, cwd=corpus, stdout=report, stderr=errors, env=environment)
    assert result.returncode == 0
    assert (corpus / name).read_text().startswith("4 files checked: 0 errors")


def test_reports_and_baselines_in_the_folder_are_no_documents(corpus: Path) -> None:
    (corpus / "bad.txt").write_text(CABLE.replace("3. (C)", "5. (C)"))
    assert check(".", "-f", "json", "-o", "report.json", folder=corpus, code=0) == ""
    check(".", "--write-baseline", "known.json", folder=corpus, code=0)
    assert check(".", "--baseline", "known.json", folder=corpus, code=0).startswith(
        "5 files checked: 0 errors"
    )
