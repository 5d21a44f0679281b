"""What others run: the pre-commit hook, the action, the examples, the problem matcher."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from cableconv.check.settings import of_configuration
from tests.published_schemas import ACTION, GITLAB, PRE_COMMIT, WORKFLOW, hold
from tests.test_check import BAD, EXPECTED
from tests.test_cli import run
from tests.test_findings import CABLE

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


def loaded(path: Path) -> Any:
    """YAML, in which GitHub's key `on` is a name and not a truth."""
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): each for key, each in value.items()}


def said_in(value: Any) -> list[str]:
    """Every string of a value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in said_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in said_in(each)]
    return [value] if isinstance(value, str) else []


# The action


def test_the_action_is_one() -> None:
    action = loaded(ROOT / "action.yml")
    hold(action, ACTION)
    assert all(step["shell"] == "bash" for step in action["runs"]["steps"])
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"], "an input reaches the shell in a variable, never as its code"


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's last step, with the inputs given to it and the others at their defaults."""
    action = loaded(ROOT / "action.yml")
    step = action["runs"]["steps"][-1]
    values = {name: each["default"] for name, each in action["inputs"].items()} | inputs
    variables = {
        name: values[re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", text)[1]]  # type: ignore[index]
        for name, text in step["env"].items()
    }
    tools = folder / ".tools" / "cableconv" / "bin"
    tools.mkdir(parents=True)
    (tools / "cableconv").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cableconv "$@"\n')
    (tools / "cableconv").chmod(0o755)
    variables |= {
        "RUNNER_TEMP": str(folder / ".tools"),
        "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **variables, "GITHUB_STEP_SUMMARY": str(folder / ".tools" / "summary.md")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_and_fails(tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    shutil.copy(BAD / "CC406.txt", tmp_path / "a folder")
    shutil.copy(BAD / "CC251.txt", tmp_path)
    done = act(tmp_path, paths="a folder\nCC251.txt\n", sarif="log.sarif")
    assert done.returncode == 1, done.stderr
    assert "::error file=a folder/CC406.txt,line=21,col=1,title=CC406::" in done.stdout
    assert "::warning file=CC251.txt,line=19," in done.stdout
    assert "| CC406 | error | 1 |" in (tmp_path / ".tools" / "summary.md").read_text()
    assert len(json.loads((tmp_path / "log.sarif").read_text())["runs"][0]["results"]) == 2


def test_the_action_passes_arguments_and_runs_nothing_that_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CABLE)
    assert act(tmp_path).returncode == 0
    (tmp_path / "c").mkdir()
    done = act(tmp_path / "c", arguments="--fail-on info --allow-empty", paths=".\n$(touch made)\n")
    assert done.returncode == 3
    assert "title=CC020::there is no such file: $(touch made)" in done.stdout
    assert not (tmp_path / "c" / "made").exists()


def test_the_action_without_paths_says_so(tmp_path: Path) -> None:
    done = act(tmp_path, paths="")
    assert done.returncode == 2
    assert "CC040 the following arguments are required: PATH" in done.stderr


# Examples


@pytest.mark.parametrize("path", sorted((EXAMPLES / "github").iterdir()), ids=lambda path: path.name)
def test_a_workflow_is_one(path: Path) -> None:
    hold(loaded(path), WORKFLOW)


def test_the_gitlab_example_is_one() -> None:
    hold(loaded(EXAMPLES / "gitlab" / ".gitlab-ci.yml"), GITLAB)


def test_the_pre_commit_example_is_one() -> None:
    config = loaded(EXAMPLES / "pre-commit" / ".pre-commit-config.yaml")
    hold(config, PRE_COMMIT)
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"] for repo in config["repos"] for hook in repo["hooks"]} <= {
        hook["id"] for hook in hooks
    }


def test_the_example_of_settings_is_one() -> None:
    of_configuration(tomllib.loads((EXAMPLES / "cableconv.toml").read_text()))


def test_every_command_of_an_example_is_one(tmp_path: Path) -> None:
    """With a corpus of one cable it ends with 0."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(CABLE)
    commands = [
        line.strip().split()[1:]
        for path in EXAMPLES.rglob("*.yml")
        for text in said_in(loaded(path))
        for line in text.split("\n")
        if line.strip().startswith("cableconv ")
    ]
    assert len(commands) >= 4
    for command in commands:
        assert run(*command, folder=tmp_path).returncode == 0, command


def test_the_pages_name_every_example() -> None:
    pages = {name: (ROOT / "docs" / f"{name}.md").read_text() for name in ("ci", "clusters")}
    for path in EXAMPLES.rglob("*"):
        if path.is_file():
            page = pages["clusters" if path.parent.name == "clusters" else "ci"]
            assert f"(../{path.relative_to(ROOT).as_posix()})" in page
    for page in pages.values():
        for target in re.findall(r"\]\(([^)]+)\)", page):
            assert (ROOT / "docs" / target).is_file(), target


# The problem matcher


def test_the_problem_matcher_finds_every_line() -> None:
    """As GitHub's runner does: the first matcher that fits takes the line."""
    matchers = json.loads((ROOT / "docs" / "problem-matcher.json").read_text())["problemMatcher"]
    for line in EXPECTED:
        fits = [
            (matcher["severity"], found, pattern)
            for matcher in matchers
            for pattern in matcher["pattern"]
            if (found := re.match(pattern["regexp"], line))
        ]
        assert len(fits) == 1, line
        severity, found, pattern = fits[0]
        place, _, rest = line.partition(" ")
        assert place == f"{found[pattern['file']]}:{found[pattern['line']]}:{found[pattern['column']]}:"
        code, told, message = rest.split(" ", 2)
        assert (found[pattern["code"]], found[pattern["message"]]) == (code, message)
        assert (severity == "error") == (told == "error:")
    for line in ("47 files checked: 27 errors, 10 warnings, 11 notes", "      1 CC406 in 1 files: portion"):
        assert not any(re.match(p["regexp"], line) for m in matchers for p in m["pattern"])


# pre-commit


def test_the_hook_runs_in_a_repository(tmp_path: Path) -> None:
    """A clone of this checkout, and a scratch repository that uses its hook."""
    tool = shutil.which("pre-commit", path=os.path.dirname(sys.executable)) or shutil.which("pre-commit")
    if tool is None or shutil.which("git") is None:
        pytest.skip("pre-commit or git is not installed")
    clone, scratch = tmp_path / "cableconv", tmp_path / "scratch"
    ignored = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache", "*.egg-info", "tests", "benchmarks"
    )
    shutil.copytree(ROOT, clone, ignore=ignored)
    scratch.mkdir()
    for name in ("CC406.txt", "CC251.txt"):
        shutil.copy(BAD / name, scratch)
    (scratch / "notes.md").write_text("no cable\n")
    config = loaded(EXAMPLES / "pre-commit" / ".pre-commit-config.yaml")
    config["repos"][0] |= {"repo": str(clone), "rev": "main"}
    config["repos"][0]["hooks"][0] |= {"files": r"\.txt$", "args": ["-f", "concise"]}
    (scratch / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))},
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }

    def told(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600
        )

    for folder in (clone, scratch):
        told("git", "init", "-q", "-b", "main", folder=folder)
        told("git", "add", "-A", folder=folder)
        author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        assert told("git", *author, "commit", "-qm", "All", folder=folder).returncode == 0
    installed = told(tool, "install-hooks", folder=scratch)
    if installed.returncode:
        pytest.skip(f"the hook cannot be installed here: {installed.stdout[-300:]}")
    done = told(tool, "run", "--all-files", folder=scratch)
    assert done.returncode == 1, done.stdout
    assert "CC406.txt:21:1: CC406 error: portion marking (S) in a cable" in done.stdout
    assert "CC251.txt:19:1: CC251 warning" in done.stdout
    assert "notes.md" not in done.stdout
    (scratch / "cableconv.toml").write_text('[check]\nexclude = ["CC406.txt"]\n')
    assert told(tool, "run", "--all-files", folder=scratch).returncode == 0
    assert told(tool, "run", "--files", "CC406.txt", folder=scratch).returncode == 0, "all are excluded"
