"""Files have the same name in reports, baselines and settings, from whatever folder they are checked."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cableconv.check.paths import anchored, root, takes
from tests.batch_corpus import at_once
from tests.test_check import BAD

ELSEWHERE = {"GITHUB_WORKSPACE": "", "CI_PROJECT_DIR": ""}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """corpus/a.txt and corpus/sub/b.txt, each with a portion above the banner."""
    folder = tmp_path / "repository"
    (folder / "corpus" / "sub").mkdir(parents=True)
    shutil.copy(BAD / "CC406.txt", folder / "corpus" / "a.txt")
    shutil.copy(BAD / "CC406.txt", folder / "corpus" / "sub" / "b.txt")
    return folder


def told(
    output_format: str, *arguments: str | Path, folder: Path, code: int = 1, **variables: str
) -> list[str]:
    """The paths of a report, in their order."""
    result = at_once("check", *arguments, "-f", output_format, folder=folder, **{**ELSEWHERE, **variables})
    assert result.returncode == code, result.stderr.decode() + result.stdout.decode()
    text = result.stdout.decode()
    match output_format:
        case "github":
            return re.findall(r"^::error file=([^,]*),", text, re.MULTILINE)
        case "gitlab":
            return [each["location"]["path"] for each in json.loads(text)]
        case "sarif":
            (only,) = json.loads(text)["runs"]
            places = [each["locations"][0]["physicalLocation"] for each in only["results"]]
            return [each["artifactLocation"]["uri"] for each in places]
        case "json":
            return [each["path"] for each in json.loads(text)["diagnostics"]]
    return re.findall(r"^(.*?):\d+:\d+: ", text, re.MULTILINE)


ROOTED = ["corpus/a.txt", "corpus/sub/b.txt"]
HERE = ["a.txt", "sub/b.txt"]


@pytest.mark.parametrize("output_format", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize("known_by", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", ".git", "cableconv.toml"])
def test_what_a_site_reads_names_files_from_the_repository(
    repository: Path, output_format: str, known_by: str
) -> None:
    """Checked from the folder of the corpus, from one below it, and from the repository's own."""
    variables = {}
    if known_by == ".git":
        (repository / ".git").mkdir()
    elif known_by == "cableconv.toml":
        (repository / known_by).write_text("[check]\n")
    else:
        variables = {known_by: str(repository)}
    corpus = repository / "corpus"
    assert told(output_format, ".", folder=corpus, **variables) == ROOTED
    assert told(output_format, "..", folder=corpus / "sub", **variables) == ROOTED
    assert told(output_format, "corpus", folder=repository, **variables) == ROOTED
    assert told(output_format, corpus, folder=repository, **variables) == ROOTED


@pytest.mark.parametrize("output_format", ["text", "json", "junit", "concise"])
def test_what_people_read_names_files_from_their_folder(repository: Path, output_format: str) -> None:
    (repository / ".git").mkdir()
    if output_format == "junit":
        text = at_once("check", ".", "-f", "junit", folder=repository / "corpus").stdout.decode()
        assert re.findall(r'name="([^"]*\.txt)"', text) == HERE
    else:
        assert told(output_format, ".", folder=repository / "corpus") == HERE


@pytest.mark.parametrize("output_format", ["github", "gitlab", "sarif"])
def test_a_root_that_is_reached_by_a_link(repository: Path, tmp_path: Path, output_format: str) -> None:
    """Whether the run, the variable or the path goes by the link; a link inside the repository stays."""
    link = tmp_path / "link"
    link.symlink_to(repository)
    for root_of_job in (link, repository):
        variables = {"CI_PROJECT_DIR": str(root_of_job)}
        for start in (link, repository):
            here = start / "corpus"
            assert told(output_format, ".", folder=here, **variables) == ROOTED
            assert told(output_format, link / "corpus", folder=here, **variables) == ROOTED
            assert told(output_format, repository / "corpus", folder=here, **variables) == ROOTED
            assert told(output_format, link / "corpus" / "a.txt", folder=here, **variables) == ROOTED[:1]
    (repository / "inside").symlink_to(repository / "corpus")
    assert told(output_format, repository / "inside" / "a.txt", folder=repository, **variables) == [
        "inside/a.txt"
    ]


def test_a_problem_matcher_reads_files_from_the_checkout(repository: Path) -> None:
    corpus = repository / "corpus"
    assert told("concise", ".", folder=corpus, GITHUB_WORKSPACE=str(repository)) == ROOTED
    assert told("text", ".", folder=corpus, GITHUB_WORKSPACE=str(repository)) == HERE


def test_a_checkout_elsewhere_is_none_of_this_folder(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "repo").mkdir()  # its name begins the other's
    for other in (tmp_path / "repo", tmp_path / "missing"):
        assert told("github", ".", folder=repository / "corpus", GITHUB_WORKSPACE=str(other)) == HERE


def test_a_file_outside_the_repository_has_its_whole_path(repository: Path, tmp_path: Path) -> None:
    shutil.copy(BAD / "CC406.txt", tmp_path / "c d.txt")
    (repository / ".git").mkdir()
    outside = tmp_path / "c d.txt"
    assert told("github", outside, folder=repository) == [str(outside)]
    assert told("gitlab", "../c d.txt", folder=repository) == [str(outside)]
    assert told("sarif", outside, folder=repository) == [f"file://{str(outside).replace(' ', '%20')}"]


def test_an_archive_is_named_for_its_members_and_standard_input_has_no_file(repository: Path) -> None:
    (repository / ".git").mkdir()
    corpus = repository / "corpus"
    shutil.make_archive(str(corpus / "sub"), "zip", corpus / "sub")
    assert told("github", "sub.zip", folder=corpus) == ["corpus/sub.zip"]
    data = (corpus / "a.txt").read_bytes()
    result = at_once("check", "-", "-f", "github", folder=corpus, stdin=data, **ELSEWHERE)
    assert b"::error title=CC406::standard input:21:1: " in result.stdout


def test_a_baseline_is_the_same_from_every_folder(repository: Path) -> None:
    (repository / ".git").mkdir()
    corpus = repository / "corpus"
    written = ("--write-baseline", str(repository / "known.json"))
    assert told("text", ".", *written, folder=corpus) == HERE
    for folder, path in ((corpus, "."), (corpus / "sub", ".."), (repository, "corpus"), (repository, corpus)):
        assert told("text", path, "--baseline", str(repository / "known.json"), folder=folder, code=0) == []


def test_settings_count_from_their_own_folder(repository: Path) -> None:
    """The baseline beside them, and patterns with a slash, also from a folder below."""
    corpus = repository / "corpus"
    at_once("check", "corpus/a.txt", "--write-baseline", "known.json", folder=repository, **ELSEWHERE)
    (repository / "cableconv.toml").write_text('[check]\nbaseline = "known.json"\n')
    assert told("text", ".", folder=corpus) == ["sub/b.txt"]
    assert told("text", "..", folder=corpus / "sub") == ["../sub/b.txt"]
    shown = at_once("check", "--show-settings", folder=corpus, **ELSEWHERE).stdout.decode()
    assert 'baseline = "../known.json"' in shown
    (repository / "cableconv.toml").write_text('[check]\nexclude = ["corpus/sub/*"]\n')
    assert told("text", ".", folder=corpus) == ["a.txt"]
    assert told("text", "corpus", folder=repository) == ["corpus/a.txt"]
    for pattern in ("sub/*", "*", "corpus/*"):
        (repository / "cableconv.toml").write_text(f'[check]\ninclude = ["{pattern}"]\n')
        found = told("text", ".", folder=corpus, code=2 if pattern == "sub/*" else 1)
        assert found == ([] if pattern == "sub/*" else HERE), pattern


def test_patterns_of_the_command_line_count_from_the_folder_of_the_run(repository: Path) -> None:
    (repository / "cableconv.toml").write_text('[check]\nexclude = ["corpus/*"]\n')
    corpus = repository / "corpus"
    assert told("text", ".", "--exclude", "sub/*", folder=corpus) == ["a.txt"]
    assert told("text", ".", "--exclude", "./a.txt", folder=corpus) == ["sub/b.txt"]
    assert told("text", ".", "--exclude", str(corpus / "sub"), folder=corpus) == ["a.txt"]
    assert told("text", ".", "--exclude", "corpus/sub/*", folder=corpus) == HERE
    assert told("text", "..", "--exclude", "../a.txt", folder=corpus / "sub") == ["../sub/b.txt"]


@pytest.mark.parametrize(
    ("pattern", "same"),
    [
        ("*.txt", "*.txt"),
        ("sub/*", "here/sub/*/"),
        ("sub/", "here/sub/"),
        ("./a.txt", "here/a.txt/"),
        ("../a.txt", "a.txt/"),
        ("/r/here/x/*", "here/x/*/"),
        ("**/x", "here/**/x/"),
    ],
)
def test_a_pattern_from_another_folder(pattern: str, same: str) -> None:
    assert anchored(pattern, "/r/here", "/r") == same


def test_a_folder_with_letters_of_patterns_is_itself() -> None:
    same = anchored("sub/*", "/r/[a]", "/r")
    assert takes("[a]/sub/x.txt", [same], [])
    assert not takes("a/sub/x.txt", [same], [])


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("sub", "sub/x.txt", True),
        ("sub", "a/sub/x.txt", True),
        ("sub/", "a/sub/x.txt", False),
        ("./sub", "sub/x.txt", True),
        ("sub/*", "subs/x.txt", False),
        ("../x.txt", "../x.txt", True),
        ("*.txt", "../x.txt", True),
    ],
)
def test_what_a_pattern_matches(pattern: str, path: str, matches: bool) -> None:
    assert takes(path, [pattern], []) is matches
    assert takes(path, [], [pattern]) is not matches


def test_the_root_of_a_folder_that_no_repository_holds(tmp_path: Path) -> None:
    assert root(str(tmp_path), "", {}) == str(tmp_path)
    assert root(str(tmp_path / "sub"), str(tmp_path / "cableconv.toml"), {}) == str(tmp_path)
    assert root(str(tmp_path), "", {"GITHUB_WORKSPACE": str(tmp_path / "x"), "CI_PROJECT_DIR": ""}) == str(
        tmp_path
    )
