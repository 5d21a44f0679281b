"""What cannot be read now is not gone: no output and no row of an index goes because of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.batch_corpus import at_once, cable, corpus, numbered, tree
from tests.test_cli import run, said
from tests.test_sources import table

__all__ = ["corpus"]


def denied(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """A run to which the permissions of files apply, as they do to everybody but root."""
    if os.geteuid():
        return run(*arguments)
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("nothing is forbidden to root, and setpriv is not installed")
    return run(*arguments, through=[tool, "--bounding-set=-dac_override,-dac_read_search"])


@pytest.fixture
def shut(corpus: Path) -> Path:
    """A folder of the corpus, which can be shut."""
    return corpus / "b"


def close(path: Path) -> None:
    path.chmod(0)


def free(path: Path) -> None:
    path.chmod(0o755)


def outputs(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.xml"))


@pytest.mark.parametrize("options", [(), ("--include", "*.txt"), ("--shard", "5"), ("-j", "2")])
def test_pruning_spares_what_cannot_be_read(
    corpus: Path, shut: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    assert at_once(corpus, "-o", out, "--checksums", *options).returncode == 0
    before = outputs(out)
    (corpus / "a" / "1.txt").unlink()  # which is gone
    (corpus / "a" / "3.txt").chmod(0)
    close(shut)
    result = denied(corpus, "-o", out, "--checksums", "--resume", "--prune", *options)
    free(shut)
    assert result.returncode == 3
    assert "b:1:1: CC022 failed: the folder cannot be read" in said(result)
    assert {*before} <= {*outputs(out)}
    assert "none is removed while a part of the input cannot be read" in said(result)
    sums = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out, capture_output=True, check=False)
    assert sums.returncode == 0
    assert len(sums.stdout.splitlines()) == 11  # documents that are there


def test_pruning_spares_a_document_that_cannot_be_read(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert at_once(corpus, "-o", out, "--checksums").returncode == 0
    before = outputs(out)
    (corpus / "a" / "1.txt").unlink()  # which is gone
    (corpus / "a" / "3.txt").chmod(0)
    (corpus / "a" / "5.txt").write_text("No cable.\n")
    result = denied(corpus, "-o", out, "--checksums", "--resume", "--prune")
    assert result.returncode == 3
    assert "removed 1 output of" in said(result)
    assert {*before} - {*outputs(out)} == {"a/1.xml"}
    assert "a/3.xml" in (out / "SHA256SUMS").read_text()


def test_a_pattern_tells_the_folders_that_it_cannot_look_into(
    corpus: Path, shut: Path, tmp_path: Path
) -> None:
    out, found = tmp_path / "out", f"{corpus}/**/*.txt"
    assert at_once(found, "-o", out).returncode == 0
    before = outputs(out)
    close(shut)
    result = denied(found, "-o", out, "--resume", "--prune")
    flat = denied(f"{corpus}/*/*.txt", "-o", tmp_path / "flat")
    spared = denied(found, "-o", tmp_path / "spared", "--exclude", "b/*")
    free(shut)
    assert result.returncode == flat.returncode == 3
    assert "b:1:1: CC022 failed" in said(result)
    assert "b:1:1: CC022 failed" in said(flat)
    assert outputs(out) == before
    assert spared.returncode == 0  # who leaves it out does not ask for it


@pytest.mark.parametrize(
    ("target", "options"),
    [
        ("o.jsonl", ()),
        ("o.xml", ()),
        ("o.zip", ()),
        ("o-{}.jsonl", ("--shard", "4")),
        ("o.zip", ("--shard", "4")),
    ],
)
def test_a_file_stays_as_it_was(
    corpus: Path, shut: Path, tmp_path: Path, target: str, options: tuple[str, ...]
) -> None:
    folder, whole = tmp_path / "out", tmp_path / "whole"
    folder.mkdir()
    whole.mkdir()
    assert at_once(corpus, "-o", folder / target, *options).returncode == 0
    before = tree(folder)
    close(shut)
    (corpus / "a" / "11.txt").write_bytes(cable(911))
    (corpus / "a" / "0.txt").write_bytes(cable(900))  # every document stands one place further on
    for _ in range(2):  # what the first has begun does not help the second
        result = denied(corpus, "-o", folder / target, "--resume", *options)
        assert result.returncode == 3
        assert re.search(r"CC062 .* stands in the output and cannot be read now \(b: CC022", said(result))
        assert {name: data for name, data in tree(folder).items() if name in before} == before
    free(shut)
    assert at_once(corpus, "-o", folder / target, "--resume", *options).returncode == 0
    assert at_once(corpus, "-o", whole / target, *options).returncode == 0
    assert tree(folder) == tree(whole)


def test_without_resume_a_file_holds_what_can_be_read(corpus: Path, shut: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    assert at_once(corpus, "-o", out).returncode == 0
    close(shut)
    assert denied(corpus, "-o", out).returncode == 3
    free(shut)
    assert len(out.read_bytes().splitlines()) == 6


@pytest.mark.parametrize("target", ["o.jsonl", "o.xml"])
def test_a_document_that_was_never_there_stops_nothing(corpus: Path, tmp_path: Path, target: str) -> None:
    out, secret = tmp_path / target, corpus / "a" / "5.txt"
    secret.chmod(0)
    for _ in range(2):
        (corpus / "a" / "7.txt").write_bytes(cable(907))
        result = denied(corpus, "-o", out, "--resume")
        assert result.returncode == 3
        assert "a/5.txt:1:1: CC022 failed" in said(result)
        assert "CC062" not in said(result)
    assert b"OTTAWA907" in out.read_bytes()


def test_what_is_gone_goes_from_a_file(corpus: Path, shut: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    assert at_once(corpus, "-o", out).returncode == 0
    shutil.rmtree(shut)
    assert at_once(corpus, "-o", out, "--resume").returncode == 0
    assert len(out.read_bytes().splitlines()) == 6


def test_a_torn_archive_and_a_missing_path_spare_what_they_held(corpus: Path, tmp_path: Path) -> None:
    out, packed, other = tmp_path / "out", tmp_path / "p.tar.gz", numbered(tmp_path / "more", 3)
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(corpus, ".")
    paths = (packed, other, corpus / "a" / "1.txt")
    assert at_once(*paths, "-o", out).returncode == 0
    before = outputs(out)
    packed.write_bytes(packed.read_bytes()[:700])
    shutil.move(other, tmp_path / "away")
    (corpus / "a" / "1.txt").unlink()
    result = at_once(*paths, corpus / "a" / "3.txt", "-o", out, "--resume", "--prune")
    assert result.returncode == 3
    assert {*before} <= {*outputs(out)}


def test_a_row_that_cannot_be_read_may_be_any_document(tmp_path: Path) -> None:
    folder, out, file = tmp_path / "in", tmp_path / "out", tmp_path / "o.jsonl"
    folder.mkdir()
    rows = [("id", "text"), *((f"N{at}", cable(at).decode()) for at in range(1, 5))]
    (folder / "c.csv").write_text(table(rows))
    (folder / "1.txt").write_bytes(cable(99))
    for target in (out, file):
        assert at_once(folder, "-o", target).returncode == 0
    (folder / "c.csv").write_text(table([*rows[:2], ("N2", cable(2).decode(), "one", "more"), *rows[3:]]))
    (folder / "1.txt").rename(folder / "2.txt")
    result = at_once(folder, "-o", out, "--resume", "--prune")
    assert result.returncode == 3
    assert outputs(out) == ["2.xml", *(f"c.csv/N{at}.xml" for at in range(1, 5))]
    before = file.read_bytes()
    result = at_once(folder, "-o", file, "--resume")
    assert result.returncode == 3
    assert "CC062 c.csv/N2.txt stands in the output" in said(result)
    assert file.read_bytes() == before


def test_a_document_that_takes_too_long_keeps_its_output(tmp_path: Path) -> None:
    folder, out = numbered(tmp_path / "in", 2), tmp_path / "out"
    assert at_once(folder, "-o", out).returncode == 0
    (folder / "001.txt").write_bytes(cable(1) + b"\n1. (U) A word.\n" * 200_000)
    result = run(folder, "-o", out, "--resume", "--prune", "--timeout", "0.3")
    assert result.returncode == 3
    assert "001.txt:1:1: CC051" in said(result)
    assert outputs(out) == ["001.xml", "002.xml"]


def test_an_index_keeps_what_cannot_be_read(corpus: Path, shut: Path, tmp_path: Path) -> None:
    database = tmp_path / "corpus.sqlite"
    assert at_once("index", corpus, "-o", database).returncode == 0
    close(shut)
    (corpus / "a" / "1.txt").chmod(0)
    (corpus / "a" / "3.txt").unlink()
    result = denied("index", corpus, "-o", database)
    assert result.returncode == 3
    assert "12 cables; 0 files read, 4 unchanged, 0 removed, 2 without" in said(result)
    free(shut)
    (corpus / "a" / "1.txt").chmod(0o644)
    result = denied("index", corpus, "-o", database)
    assert result.returncode == 0
    assert "12 cables; 1 files read, 10 unchanged, 0 removed, 0 without" in said(result)
    assert "CC057 1 files of runs before are none of this one and stay (a/3.txt); --prune" in said(result)
    assert "11 cables; 0 files read, 11 unchanged, 1 removed" in said(
        denied("index", corpus, "-o", database, "--prune")
    )
    with sqlite3.connect(database) as opened:
        assert opened.execute("SELECT count(*) FROM files WHERE error IS NOT NULL").fetchone() == (0,)


@pytest.mark.parametrize("how", ["folder", "--include", "pattern", "top"])
def test_check_tells_a_folder_that_it_cannot_read(corpus: Path, shut: Path, how: str) -> None:
    top = how == "top"
    close(corpus if top else shut)
    asked = (f"{corpus}/**/*.txt",) if how == "pattern" else (corpus,)
    options = ("--include", "*.txt") if how == "--include" else ()
    result = denied("check", *asked, *options, "-f", "json")
    left_out = denied("check", corpus, "--exclude", "b", "--allow-empty")
    free(corpus if top else shut)
    assert result.returncode == 3
    told = json.loads(result.stdout)["diagnostics"]
    named = [one["path"] for one in told if one["code"] == "CC022"]
    assert named == [str(corpus if top else shut)]
    assert left_out.returncode == (3 if top else 0)


def test_learn_tells_a_folder_that_it_cannot_read(corpus: Path, shut: Path, tmp_path: Path) -> None:
    close(shut)
    result = denied("learn", corpus, "-o", tmp_path / "p.toml")
    free(shut)
    assert result.returncode == 3
    assert "b:1:1: CC022 the folder cannot be read" in said(result)


def test_a_damaged_entry_of_a_zip_keeps_its_output(tmp_path: Path) -> None:
    packed, out = tmp_path / "p.zip", tmp_path / "out"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, cable(1 if name == "a.txt" else 2))
    assert at_once(packed, "-o", out).returncode == 0
    packed.write_bytes(packed.read_bytes().replace(b"SUBJECT", b"SUBJECX", 1))
    result = at_once(packed, "-o", out, "--resume", "--prune")
    assert result.returncode == 3
    assert outputs(out) == ["a.xml", "b.xml"]


@pytest.mark.parametrize("linked", [True, False])
def test_pruning_spares_a_disk_that_is_not_mounted(tmp_path: Path, linked: bool) -> None:
    here, disk = numbered(tmp_path / "a", 3), numbered(tmp_path / "disk", 3)
    named, out = tmp_path / "b" if linked else disk, tmp_path / "out"
    if linked:
        named.symlink_to(disk)
    assert at_once(here, named, "-o", out).returncode == 0
    before = tree(out)
    disk.rename(tmp_path / "away")
    if not linked:
        disk.mkdir()  # where it was mounted
    result = at_once(here, named, "-o", out, "--resume", "--prune")
    told = "CC020 failed: there is no such file" if linked else "CC052 failed: there is nothing to read in it"
    assert result.returncode == 3 and told in said(result) and "that are gone" not in said(result)
    assert tree(out) == before
    shutil.rmtree(disk, ignore_errors=True)
    (tmp_path / "away").rename(disk)
    (disk / "001.txt").unlink()  # which is gone
    assert "removed 1 output of" in said(at_once(here, named, "-o", out, "--resume", "--prune"))


DAMAGED = {"a/1.txt": b"", "a/3.txt": b"\0\1\2\0PNG", "a/5.txt": b"A poem, and no cable.\n"}


def damage(corpus: Path) -> None:
    """As a disk or a bad copy does it: empty, binary, another text."""
    for name, data in DAMAGED.items():
        (corpus / name).write_bytes(data)


@pytest.mark.parametrize("options", [(), ("--shard", "5"), ("-j", "2")])
def test_pruning_spares_what_is_damaged_now(corpus: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    out = tmp_path / "out"
    assert at_once(corpus, "-o", out, "--checksums", "--edition", "diplomatic", *options).returncode == 0
    before = tree(out)
    damage(corpus)
    (corpus / "b" / "c" / "8.txt").unlink()  # which is gone, the last
    for more in ((), ("--prune",)):
        given = (corpus, "-o", out, "--checksums", "--edition", "diplomatic", "--resume", *more, *options)
        result = at_once(*given)
        assert result.returncode == 3
        assert "3 failed" in said(result)
        assert ("removed 1 output of" if more else "CC057 1 output ") in said(result)
    lost = {name for name in before.keys() - tree(out).keys() if name.endswith(".xml")}
    assert [name.rpartition("/")[2] for name in lost] == ["8.xml"]
    sums = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=out, capture_output=True, check=False)
    assert (sums.returncode, sums.stdout.count(b": OK\n")) == (0, 11)


@pytest.mark.parametrize(
    "wrong", [("--encoding", "utf-16"), ("--several", "refuse"), ("--encoding", "utf-16", "-t", "json")]
)
def test_pruning_spares_what_a_wrong_option_refuses(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    source, out = numbered(tmp_path / "in", 3), tmp_path / "out"
    (source / "002.txt").write_bytes(cable(2) + b"\n\n" + cable(5))
    assert at_once(source, "-o", out).returncode == 0
    before = tree(out)
    result = at_once(source, "-o", out, "--resume", "--prune", *wrong)
    assert result.returncode == 3 and "that are gone" not in said(result)
    assert {name: data for name, data in tree(out).items() if name in before} == before
    result = at_once(source, "-o", out, "--resume", "--prune")
    assert result.returncode == 0 and tree(out) == before


def test_a_row_whose_cell_is_empty_now_keeps_its_output(tmp_path: Path) -> None:
    path, out, file = tmp_path / "c.csv", tmp_path / "out", tmp_path / "o.jsonl"
    rows = [("id", "text"), *((f"N{at}", cable(at).decode()) for at in range(1, 5))]
    path.write_text(table(rows))
    for target in (out, file):
        assert at_once(path, "-o", target).returncode == 0
    before = file.read_bytes()
    journal = tmp_path / ".o.jsonl.journal"
    noted = journal.read_bytes()
    path.write_text(table([*rows[:2], ("N2", ""), rows[4]]))  # and the third is gone
    result = at_once(path, "-o", out, "--resume", "--prune")
    assert result.returncode == 3 and "removed 1 output of" in said(result)
    assert outputs(out) == ["N1.xml", "N2.xml", "N4.xml"]
    journal.unlink()
    assert "CC062 N2.txt stands in the output" in said(at_once(path, "-o", file, "--resume"))
    assert file.read_bytes() == before
    Path(f"{file}.part").unlink()
    journal.write_bytes(noted)  # which says where it stands
    assert "N2.txt:1:1: CC024 failed" in said(at_once(path, "-o", file, "--resume"))
    one, two, _, four = before.splitlines(keepends=True)
    assert file.read_bytes() == one + two + four


@pytest.mark.parametrize(
    ("target", "options"),
    [("o.jsonl", ()), ("o.xml", ()), ("o-{}.jsonl", ("--shard", "4")), ("o-{}.xml", ("--shard", "4"))],
)
def test_no_document_that_is_damaged_now_goes_from_a_file(
    corpus: Path, tmp_path: Path, target: str, options: tuple[str, ...]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (corpus / "0.txt").write_text("No cable, and never was one.\n")
    (corpus / "b" / "1.txt").write_text("Nor is this, which has the name of one.\n")
    assert at_once(corpus, "-o", folder / target, *options).returncode == 3
    before = tree(folder)
    again = at_once(corpus, "-o", folder / target, "--resume", *options)  # what was none before stops nothing
    assert again.returncode == 3 and "CC062" not in said(again)
    assert tree(folder) == before
    (corpus / "a" / "3.txt").write_bytes(b"")
    result = at_once(corpus, "-o", folder / target, "--resume", *options)
    assert result.returncode == 3 and "11 up-to-date, 3 failed" in said(result)
    assert tree(folder) == before
    (folder / f".{target}.journal").unlink()  # which says where it stands
    result = at_once(corpus, "-o", folder / target, "--resume", *options)
    assert result.returncode == 3
    assert re.search(
        r"CC062 .*3.txt stands in the output and cannot be read now \(a/3.txt: CC024", said(result)
    )
    assert {name: data for name, data in tree(folder).items() if name in before} == before
    assert at_once(corpus, "-o", folder / target, *options).returncode == 3  # who does without it may
    assert tree(folder) != before


YEARS = ("y1990", "y1991")


@pytest.fixture
def mounted(tmp_path: Path) -> Path:
    """A folder with one disk a year, of which the second is not mounted when it is called back."""
    corpus = tmp_path / "years"
    for number, year in enumerate(YEARS, 1):
        (corpus / year).mkdir(parents=True)
        (corpus / year / f"{number}.txt").write_bytes(cable(number))
    return corpus


def unmount(corpus: Path) -> None:
    shutil.rmtree(corpus / YEARS[1])
    (corpus / YEARS[1]).mkdir()


@pytest.mark.parametrize("options", [(), ("--shard", "1"), ("--checksums",)])
def test_pruning_spares_a_folder_that_is_empty_now(
    mounted: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    out = tmp_path / "out"
    assert at_once(mounted, "-o", out, *options).returncode == 0
    before = outputs(out)
    unmount(mounted)
    result = at_once(mounted, "-o", out, "--resume", "--prune", *options)
    assert result.returncode == 0
    assert "CC057 1 output " in said(result) and "they stay while the folders" in said(result)
    assert outputs(out) == before
    (mounted / YEARS[1]).rmdir()
    assert "removed 1 output of" in said(at_once(mounted, "-o", out, "--resume", "--prune", *options))
    assert len(outputs(out)) == 1


def test_an_empty_folder_spares_nothing_but_its_own(mounted: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (mounted / "y1992").mkdir()
    assert at_once(mounted, "-o", out).returncode == 0
    shutil.rmtree(mounted / YEARS[1])
    result = at_once(mounted, "-o", out, "--resume", "--prune")
    assert "removed 1 output of" in said(result) and "CC057" not in said(result)


@pytest.mark.parametrize("name", ["out.jsonl", "out.xml", "out-{}.zip"])
def test_what_stood_in_a_folder_that_is_empty_now_stays_in_a_file(
    mounted: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    options = ("--shard", "1") if "{}" in name else ()
    assert at_once(mounted, "-o", folder / name, *options).returncode == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".journal"}
    unmount(mounted)
    result = at_once(mounted, "-o", folder / name, "--resume", *options)
    assert result.returncode == 3 and "CC062" in said(result) and "its folder is empty" in said(result)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in before}
    assert after == before
    (mounted / YEARS[1]).rmdir()
    assert at_once(mounted, "-o", folder / name, "--resume", *options).returncode == 0
