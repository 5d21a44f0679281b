"""Settings of `check`: reader and JSON Schema of the configuration refuse the same faults."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from cableconv.check import settings as check_settings
from cableconv.check.settings import Misconfigured, Settings, Wrong, found_from, of_configuration, shown
from tests.batch_corpus import at_once
from tests.test_cli import fails

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "schemas" / "1.0" / "cableconv.config.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
KEYS = SCHEMA["$defs"]["check"]["properties"]

GOOD = {
    "nothing": "",
    "an empty table": "[check]",
    "codes": '[check]\nselect = ["CC4", "CC", "CC406"]\nignore = []',
    "patterns": '[check]\ninclude = ["*.xml"]\nexclude = ["old", "a/b/*"]',
    "words": '[check]\nfail-on = "info"\noutput-format = "sarif"\nengine = "jing"',
    "numbers": "[check]\njobs = 1000\nmax-errors = 0\nmax-bytes = 1",
    "truths": "[check]\nroundtrip = true\nstatistics = false\nexit-zero = true\nallow-empty = true",
    "strings": '[check]\nbaseline = "known.json"\ntext-column = "body"\nid-column = ""',
}
BAD = {
    "a table that there is not": ("[chekc]", "there is no table 'chekc'", 1),
    "a key outside a table": ("jobs = 2", "there is no table 'jobs'", 1),
    "check as a value": ("check = 1", "check is a table, not 1", 1),
    "a key that there is not": ("[check]\n\nfailon = 3", "there is no key 'failon'", 3),
    "a key with a low line": ('[check]\nfail_on = "info"', "there is no key 'fail_on'", 2),
    "a word that there is not": ('[check]\nfail-on = "warn"', "fail-on is one of error, warning, info", 2),
    "a format that there is not": ('[check]\noutput-format = "xml"', "output-format is one of text,", 2),
    "an engine that there is not": ('[check]\nengine = "xmllint"', "engine is one of lxml, jing", 2),
    "a string for a list": ('[check]\nignore = "CC4"', "ignore is a list of strings", 2),
    "a number in a list": ("[check]\nignore = [4]", "ignore is a list of strings", 2),
    "no code": ('[check]\njobs = 1\nselect = ["CC4", "E501"]', "select has codes such as CC406", 3),
    "a code that is too long": ('[check]\nignore = ["CC4066"]', "ignore has codes such as CC406", 2),
    "an empty pattern": ('[check]\nexclude = [""]', "exclude has patterns", 2),
    "a string for a number": ('[check]\njobs = "2"', "jobs is a whole number", 2),
    "a truth for a number": ("[check]\njobs = true", "jobs is a whole number", 2),
    "a fraction for a number": ("[check]\nmax-errors = 1.5", "max-errors is a whole number", 2),
    "no job": ("[check]\njobs = 0", "jobs is at least 1", 2),
    "too many jobs": ("[check]\njobs = 1001", "jobs is too large", 2),
    "fewer than no errors": ("[check]\nmax-errors = -1", "max-errors is at least 0", 2),
    "no bytes": ("[check]\nmax-bytes = 0", "max-bytes is at least 1", 2),
    "a number for a truth": ("[check]\nroundtrip = 1", "roundtrip is true or false", 2),
    "a truth for a string": ("[check]\nbaseline = true", "baseline is a string", 2),
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_schema_and_reader_take_the_same(text: str) -> None:
    value = tomllib.loads(text)
    VALIDATOR.validate(value)
    of_configuration(value)


@pytest.mark.parametrize(("text", "said", "line"), BAD.values(), ids=BAD.keys())
def test_schema_and_reader_refuse_the_same(text: str, said: str, line: int, tmp_path: Path) -> None:
    value = tomllib.loads(text)
    assert not VALIDATOR.is_valid(value)
    with pytest.raises(Wrong, match=re.escape(said)):
        of_configuration(value)
    for name, written in (("cableconv.toml", text), ("pyproject.toml", inside(text))):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_text(written)
        with pytest.raises(Misconfigured) as caught:
            found_from(str(folder))
        assert caught.value.code == "CC047"
        assert caught.value.line == line + (name == "pyproject.toml")


def inside(text: str) -> str:
    """The configuration as a part of pyproject.toml."""
    lines = [
        line.replace("[", "[tool.cableconv.", 1) if line.startswith("[") else line
        for line in text.split("\n")
    ]
    return "\n".join(["[tool.cableconv]", *lines])


def test_schema_and_settings_have_the_same_keys_words_and_defaults() -> None:
    settings = tomllib.loads(shown(Settings()))["check"]
    assert list(KEYS) == list(settings)
    for key, schema in KEYS.items():
        assert schema["default"] == settings[key], key
        words = check_settings.WORDS.get(key.replace("-", "_"))
        assert schema.get("enum") == (list(words) if words else None), key


def test_every_setting_is_an_option() -> None:
    options = at_once("check", "--help").stdout.decode()
    for key in KEYS:
        assert f"--{key}" in options


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[check]\njobs = \n", "2:8", "Invalid value"),
        ("[check]\njobs = 1\njobs = 2\n", "3:9", "Cannot overwrite a value"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_place(tmp_path: Path, text: str, place: str, said: str) -> None:
    (tmp_path / "cableconv.toml").write_text(text)
    told = fails(at_once("check", ".", folder=tmp_path), 2, "CC047")
    assert re.match(rf".*/cableconv\.toml:{place}: CC047 {said}", told)


@pytest.mark.parametrize("name", ["cableconv.toml", "pyproject.toml"])
def test_a_byte_order_mark_is_no_part_of_a_configuration(tmp_path: Path, name: str) -> None:
    """Some editors of Windows write one; places are counted without it, and a second one is a fault."""
    table = "[check]" if name == "cableconv.toml" else "[tool.cableconv.check]"
    file = tmp_path / name
    file.write_text(f"{table}\njobs = 7\n", encoding="utf-8-sig")
    assert found_from(str(tmp_path)).jobs == 7
    file.write_text(f"{table}\njobs = 0\n", encoding="utf-8-sig")
    with pytest.raises(Misconfigured, match="jobs is at least 1") as caught:
        found_from(str(tmp_path))
    assert (caught.value.line, caught.value.column) == (2, 1)
    file.write_text(f"\ufeff{table}\n", encoding="utf-8-sig")
    with pytest.raises(Misconfigured):
        found_from(str(tmp_path))


def test_settings_behind_a_byte_order_mark_that_are_not_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "cableconv.toml").write_text("", encoding="utf-8-sig")
    written = "[tool.cableconv.check]\njobs = 7\n"
    (tmp_path / "pyproject.toml").write_text(written, encoding="utf-8-sig")
    told = at_once("check", "--show-settings", folder=tmp_path).stderr.decode()
    assert re.search(r"pyproject\.toml:1:1: CC060", told)


def test_a_configuration_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "cableconv.toml").write_bytes(b"# \xff\n")
    fails(at_once("check", ".", folder=tmp_path), 2, "CC047 it is not UTF-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-j", "0"], "argument -j/--jobs: '0' is no number from 1 on"),
        (["--select", "E501"], "argument --select has codes such as CC406 or their beginnings, not 'E501'"),
        (
            ["--select", "CC999"],
            "argument --select has 'CC999', and no code begins so: cableconv rules lists all",
        ),
        (["--ignore", "CC4,CC8"], "argument --ignore has 'CC8', and no code begins so"),
        (
            ["--select", "CC201"],
            "argument --select has 'CC201', which names changes to a text: a check reports",
        ),
        (["--max-errors=-1"], "argument --max-errors is at least 0, not -1"),
    ],
)
def test_options_are_held_to_the_same(tmp_path: Path, arguments: list[str], said: str) -> None:
    fails(at_once("check", "--no-config", ".", *arguments, folder=tmp_path), 2, f"CC040 {said}")


def test_codes_that_there_are_not_are_refused_in_a_file_too(tmp_path: Path) -> None:
    """The JSON Schema cannot list the codes; the reader does."""
    (tmp_path / "cableconv.toml").write_text('[check]\njobs = 1\nignore = ["CC4", "CC999"]\n')
    told = fails(at_once("check", ".", folder=tmp_path), 2, "CC047 ignore has 'CC999', and no code begins so")
    assert "/cableconv.toml:3:1: " in told


@pytest.mark.parametrize("codes", ["CC", "CC4", "CC40", "CC406", "CC406,CC1", "CC20,CC25", "CC799"])
def test_beginnings_of_codes_are_taken(codes: str) -> None:
    if not codes.startswith("CC20"):
        check_settings.checked("select", tuple(codes.split(",")))
    check_settings.checked("ignore", tuple(codes.split(",")))


def test_a_table_of_others_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "cableconv.toml").write_text("[check]\njobs = 3\n")
    inner = tmp_path / "project"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert found_from(str(inner)).jobs == 3


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "schema" / "configuration.md").read_text()
    for key in KEYS:
        assert f"| `{key}` |" in page


@pytest.mark.parametrize(
    "arguments",
    [
        ["--select", "CC401", "--ignore", "CC4"],
        ["--select", "CC401,CC406", "--ignore", "CC401", "--ignore", "CC40"],
        ["--select", "CC", "--ignore", "CC"],
        ["--ignore", "CC"],
        ["--ignore", "CC0,CC1,CC2,CC3,CC4,CC5,CC6,CC7"],
    ],
)
def test_a_choice_that_leaves_nothing_to_report_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text("x")
    fails(at_once("check", ".", *arguments, folder=tmp_path), 2, "CC040 nothing is left to report")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--select", "CC4", "--ignore", "CC401"],
        ["--select", "CC401,CC5", "--ignore", "CC4"],
        ["--ignore", "CC4"],
        [],
    ],
)
def test_a_choice_that_leaves_something_is_taken(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_bytes((ROOT / "fixtures" / "acp-126.txt").read_bytes())
    assert at_once("check", ".", *arguments, folder=tmp_path).returncode == 0


def test_a_choice_of_a_file_and_the_command_line_is_held_to_it_as_one(tmp_path: Path) -> None:
    (tmp_path / "cableconv.toml").write_text('[check]\nignore = ["CC4"]\n')
    fails(at_once("check", ".", "--select", "CC401", folder=tmp_path), 2, "CC040 nothing is left to report")


@pytest.mark.parametrize("key", [key for key, schema in KEYS.items() if schema.get("type") == "boolean"])
def test_the_command_line_undoes_what_a_file_sets(tmp_path: Path, key: str) -> None:
    (tmp_path / "cableconv.toml").write_text(f"[check]\n{key} = true\n")
    for arguments, value in (([], "true"), ([f"--no-{key}"], "false"), ([f"--{key}"], "true")):
        told = at_once("check", "--show-settings", *arguments, folder=tmp_path).stdout.decode()
        assert f"\n{key} = {value}\n" in told


def test_exit_zero_is_undone(tmp_path: Path) -> None:
    (tmp_path / "cableconv.toml").write_text("[check]\nexit-zero = true\n")
    (tmp_path / "a.txt").write_bytes((ROOT / "fixtures" / "bad" / "CC406.txt").read_bytes())
    assert at_once("check", ".", folder=tmp_path).returncode == 0
    assert at_once("check", ".", "--no-exit-zero", folder=tmp_path).returncode == 1


@pytest.mark.parametrize("text", ["", "[check]\njobs = 3\n"])
def test_settings_that_are_not_read_are_told(tmp_path: Path, text: str) -> None:
    """An empty cableconv.toml goes before the pyproject.toml beside it as well."""
    (tmp_path / "cableconv.toml").write_text(text)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n\n[tool.cableconv.check]\njobs = 7\n")
    result = at_once("check", "--show-settings", folder=tmp_path)
    assert f"jobs = {3 if text else 1}\n" in result.stdout.decode()
    told = result.stderr.decode()
    assert re.match(
        r".*/pyproject\.toml:4:1: CC060 these settings are not read: cableconv\.toml stands", told
    )
    assert at_once("check", "--show-settings", "--no-config", folder=tmp_path).stderr == b""


@pytest.mark.parametrize("text", ["[tool.other]\nx = 1\n", "no toml", "tool = 3\n", None])
def test_a_pyproject_without_settings_is_not_told_of(tmp_path: Path, text: str | None) -> None:
    (tmp_path / "cableconv.toml").write_text("[check]\njobs = 3\n")
    if text is not None:
        (tmp_path / "pyproject.toml").write_text(text)
    assert at_once("check", "--show-settings", folder=tmp_path).stderr == b""


def test_the_nearest_file_alone_counts(tmp_path: Path) -> None:
    (tmp_path / "cableconv.toml").write_text("[check]\njobs = 3\nstatistics = true\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.cableconv.check]\njobs = 7\n")
    told = at_once("check", "--show-settings", folder=inner)
    assert "jobs = 7\n" in told.stdout.decode()
    assert "statistics = false\n" in told.stdout.decode()
    assert told.stderr == b""
