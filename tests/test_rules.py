"""Every code is explained, in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cableconv.rules import SORTS, markdown, rules
from tests.test_cli import fails, run

ROOT = Path(__file__).resolve().parent.parent
USED = {
    code
    for path in (ROOT / "cableconv").rglob("*.py")
    for code in re.findall(r"\bCC\d{3}\b", path.read_text(encoding="utf-8"))
}


def test_every_code_of_the_program_is_explained() -> None:
    missing = sorted(USED - rules().keys())
    assert not missing, f"add {missing} to cableconv/data/rules.toml, then write docs/rules.md again"


def test_no_code_is_explained_that_the_program_does_not_have() -> None:
    assert sorted(rules().keys() - USED) == []


def test_every_rule_is_whole() -> None:
    for rule in rules().values():
        assert rule.sort in SORTS
        assert all(len(part) > 3 for part in rule[1:]), rule.code


def test_the_documentation_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == markdown(), (
        "run: cableconv rules --markdown -o docs/rules.md"
    )


@pytest.mark.parametrize("code", ["CC406", "cc406"])
def test_a_code_explained(code: str) -> None:
    shown = run("rules", code).stdout.decode()
    assert shown.startswith("CC406: portion above the banner (finding)\n")
    assert "What to do: " in shown


def test_all_codes_listed() -> None:
    assert run("rules").stdout.decode().count("\n") == len(rules())


def test_an_unknown_code() -> None:
    fails(run("rules", "CC999"), 2, "CC045 there is no code CC999")
