"""What a plain conversion imports: the rest would be paid for by every file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = "seeds/000_e8292a26f4d70e19.txt"
HEAVY = {
    "asyncio",
    "chardet",
    "concurrent.futures",
    "ctypes",
    "dataclasses",
    "email",
    "importlib.metadata",
    "importlib.resources",
    "jsonschema",
    "logging",
    "multiprocessing",
    "pathlib",
    "regex",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "traceback",
    "tomllib",
    "typing_extensions",
    "unittest",
    "urllib",
}
if sys.version_info < (3, 11, 5):  # it stands in for re, which matches possessive groups wrongly there
    HEAVY -= {"regex"}


def imported(*arguments: str) -> set[str]:
    """The modules that a run of cableconv imports, and the packages that they are in."""
    bare = modules("-c", "pass")
    return modules("-m", "cableconv", *arguments) - bare


def modules(*command: str) -> set[str]:
    result = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        timeout=120,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    return set(re.findall(r"^import time:.*\|\s*(\S+)$", result.stderr, re.MULTILINE))


@pytest.mark.parametrize("form", ["tei", "json", "text"])
def test_a_plain_conversion_imports_nothing_heavy(form: str) -> None:
    found = imported(SEED, "--to", form, "-o", os.devnull)
    assert not found & HEAVY


@pytest.mark.parametrize("form", ["json", "text"])
def test_lxml_is_for_tei_alone(form: str) -> None:
    assert not {name for name in imported(SEED, "--to", form, "-o", os.devnull) if name.startswith("lxml")}


def test_help_imports_the_command_line_alone() -> None:
    ours = {name for name in imported("--version") if name.startswith("cableconv.")}
    assert ours <= {
        "cableconv.cli",
        "cableconv.cli.main",
        "cableconv.cli.messages",
        "cableconv.cli.arguments",
        "cableconv.cli.arguments_groups",
        "cableconv.errors",
        "cableconv.input",
        "cableconv.output",
        "cableconv.visible",
    }


def test_the_package_itself_imports_nothing() -> None:
    assert {name for name in modules("-c", "import cableconv") if name.startswith("cableconv.")} == set()


_COUNTED = """
import sys, typing
made = []
make = typing.ForwardRef.__init__
def counted(self, text, *rest, **named):
    made.append(text)
    make(self, text, *rest, **named)
typing.ForwardRef.__init__ = counted
from cableconv.cli.main import main
assert main(sys.argv[1:]) == 0
print(*made, sep=chr(10))
"""


def test_named_tuples_compile_no_annotations() -> None:
    """A field whose annotation is a string is compiled in every process; of some 270 few may be."""
    result = subprocess.run(
        [sys.executable, "-c", _COUNTED, SEED, "-o", os.devnull],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        timeout=120,
        check=True,
    )
    assert len(result.stdout.splitlines()) < 40, result.stdout
