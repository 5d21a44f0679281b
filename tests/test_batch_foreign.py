"""What somebody else has put where a batch writes: told, and never replaced where nothing may be."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from cableconv.batch import collection as batch
from cableconv.batch.report import Tally
from cableconv.batch.work import Order
from cableconv.errors import InputError
from cableconv.shard import Plan
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, convert, numbered, tree
from tests.test_cli import fails, said


def line(path: Path, name: str = "", marker: str = " ") -> str:
    return f"{sha256(path.read_bytes()).hexdigest()} {marker}{name or path.name}"


def holds(folder: Path, sums: str) -> bool:
    """Does sha256sum find what a list says?"""
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", sums], cwd=folder, capture_output=True, check=False
    )
    return checked.returncode == 0


# Checksums


def test_lines_of_a_list_that_are_about_other_files_stay(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 3), tmp_path / "out"
    out.mkdir()
    for name in ("photo.jpg", "notes", "002.xml", "odd\nname"):
        (out / name).write_text(f"{name} of the archive")
    sums = out / "SHA256SUMS"
    theirs = [
        line(out / "photo.jpg", "./photo.jpg", marker="*"),
        f"SHA256 (./notes) = {line(out / 'notes')[:64]}",
        "\\" + line(out / "odd\nname", "odd\\nname"),
    ]
    sums.write_text("\n".join([*theirs, line(out / "002.xml")]) + "\n")
    for number, options in enumerate(({}, {"resume": True}, {"resume": True, "prune": True}, {}), 1):
        (source / "001.txt").write_bytes(cable(100 + number))
        if number == 3:
            (source / "003.txt").unlink()
        convert(source, out, checksums=True, **options)
        assert sums.read_text().splitlines()[:3] == theirs
        assert len(sums.read_text().splitlines()) == (6 if number < 3 else 5)
        assert holds(out, "SHA256SUMS")


def test_a_list_of_outputs_alone_is_written_anew(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 4), tmp_path / "out"
    convert(source, out, checksums=True)
    (out / "004.xml").unlink()
    (source / "004.txt").unlink()
    convert(source, out, checksums=True)
    assert [each[66:] for each in (out / "SHA256SUMS").read_text().splitlines()] == [
        f"{number:03}.xml" for number in (1, 2, 3)
    ]


def test_of_a_damaged_list_what_says_nothing_goes(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 2), tmp_path / "out"
    out.mkdir()
    (out / "photo.jpg").write_bytes(b"of the archive")
    theirs = ["# of the archive", line(out / "photo.jpg")]
    for torn in ("0123abcd", "0" * 64, f"{'0' * 64}  phot"):
        (out / "SHA256SUMS").write_text("\n".join([*theirs, "\0\0\0", torn]))
        convert(source, out, checksums=True)
        assert (out / "SHA256SUMS").read_text().splitlines()[:2] == theirs
        assert len((out / "SHA256SUMS").read_text().splitlines()) == 4
    (out / "SHA256SUMS").write_text("no list\n")
    convert(source, out, checksums=True)
    assert len((out / "SHA256SUMS").read_text().splitlines()) == 2


@pytest.mark.parametrize("name", ["out.jsonl", "out.xml"])
def test_beside_a_file_too(tmp_path: Path, name: str) -> None:
    source, photo, sums = numbered(tmp_path / "in", 2), tmp_path / "photo.jpg", tmp_path / f"{name}.sha256"
    photo.write_bytes(b"of the archive")
    sums.write_text(line(photo) + "\n" + "0" * 64 + f"  {name}\n")
    convert(source, tmp_path / name, checksums=True)
    assert sums.read_text().splitlines() == [line(photo), line(tmp_path / name)]
    with pytest.raises(InputError, match=rf"CC034 {name}.sha256 exists"):
        convert(source, tmp_path / name, checksums=True, overwrite=False, resume=True)
    assert sums.read_text().splitlines() == [line(photo), line(tmp_path / name)]


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize("name", ["out", "out.jsonl", "out-{}.zip"])
def test_nobody_s_list_is_replaced_where_nothing_may_be(tmp_path: Path, name: str, resume: bool) -> None:
    source = numbered(tmp_path / "in", 2)
    (tmp_path / "out").mkdir()
    theirs = tmp_path / {"out": "out/SHA256SUMS"}.get(name, f"{name.replace('{}', '')}.sha256")
    options = {"checksums": True, "overwrite": False, "resume": resume, "shard": 1 if "{}" in name else 0}
    for text in ("mine\n", line(source / "001.txt", "photo.jpg") + "\n"):
        theirs.write_text(text)
        before = tree(tmp_path)
        with pytest.raises(InputError, match=rf"CC034 {theirs.name} exists, and may not be replaced"):
            convert(source, tmp_path / name, **options)
        assert tree(tmp_path) == before
    options["checksums"] = False
    assert convert(source, tmp_path / name, **options).outcomes["converted"] == 2
    assert theirs.read_text() == text


def test_a_list_that_a_run_has_written_goes_on_unless_somebody_changed_it(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 2), tmp_path / "out"
    sums = out / "SHA256SUMS"
    for number, resume in ((3, False), (4, True), (5, True)):
        convert(source, out, checksums=True, overwrite=False, resume=resume)
        assert len(sums.read_text().splitlines()) == number - 1 and holds(out, "SHA256SUMS")
        (source / f"{number:03}.txt").write_bytes(cable(number))
    journal = out / ".cableconv-journal"
    noted = [each for each in journal.read_text().splitlines() if "SHA256SUMS" not in each]
    journal.write_text("\n".join(noted) + "\n")  # as when it was killed before the journal had the list
    convert(source, out, checksums=True, overwrite=False, resume=True)
    assert len(sums.read_text().splitlines()) == 5
    changed = sums.read_text().replace(sums.read_text()[:64], "0" * 64)
    sums.write_text(changed)
    with pytest.raises(InputError, match=r"CC034 SHA256SUMS exists"):
        convert(source, out, checksums=True, overwrite=False, resume=True)
    assert sums.read_text() == changed


@pytest.mark.parametrize("suffix", [".jsonl", ".zip"])
def test_a_list_that_holds_no_more_goes_with_prune(tmp_path: Path, suffix: str) -> None:
    source = numbered(tmp_path / "in", 6)
    sums = tmp_path / f"part-{suffix}.sha256"
    target = tmp_path / f"part-{{}}{suffix}"
    convert(source, target, shard=2, checksums=True)
    for number in (1, 5, 6):
        (source / f"{number:03}.txt").unlink()
    assert convert(source, target, shard=2, resume=True).left == [
        f"part-{suffix}.sha256",
        f"part-00002{suffix}",
    ]
    last = tmp_path / f"part-00002{suffix}"
    kept = last.read_bytes()
    convert(source, target, shard=2, checksums=True, resume=True)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"of the archive")
    sums.write_text(sums.read_text() + line(photo) + "\n")
    assert sums.name in convert(source, target, shard=2, resume=True, prune=True).left
    assert not last.exists()  # the journal has proved it
    last.write_bytes(kept)
    sums.write_text(line(tmp_path / f"part-00000{suffix}") + "\n" + line(last) + "\n")
    done = convert(source, target, shard=2, resume=True, prune=True)
    assert (done.pruned, done.left, sums.exists(), last.exists()) == (2, [], False, False)


# Files of many documents


@pytest.mark.parametrize(
    ("name", "shard"), [("out.jsonl", 0), ("out.xml", 0), ("out-{}.jsonl", 2), ("out.zip", 2)]
)
def test_a_finished_file_that_checksums_prove_is_gone_on_with(tmp_path: Path, name: str, shard: int) -> None:
    source, folder = numbered(tmp_path / "in", 5), tmp_path / "folder"
    folder.mkdir()
    given = {"checksums": True, "overwrite": False, "shard": shard}
    convert(source, folder / name, **given)
    whole = tree(folder)
    with pytest.raises(InputError, match=r"CC034"):
        convert(source, folder / name, **given)
    convert(source, folder / name, resume=True, **given)
    assert tree(folder) == whole
    (source / "004.txt").write_bytes(cable(44))
    (source / "006.txt").write_bytes(cable(6))
    convert(source, folder / name, resume=True, **given)
    (tmp_path / "new").mkdir()
    convert(source, tmp_path / "new" / name, **given)
    assert tree(folder) == tree(tmp_path / "new")
    first = next(path for path in sorted(folder.glob("[!.]*")) if path.suffix != ".sha256")
    first.write_bytes(first.read_bytes() + b"\n")  # somebody's
    changed = tree(folder)
    with pytest.raises(InputError, match=rf"CC034 the output {first.name} exists, and nothing proves"):
        convert(source, folder / name, resume=True, **given)
    assert tree(folder) == changed


@pytest.mark.parametrize(("name", "shard"), [("out.jsonl", 0), ("out-{}.jsonl", 2)])
def test_what_nothing_proves_stays(tmp_path: Path, name: str, shard: int) -> None:
    source = numbered(tmp_path / "in", 3)
    convert(source, tmp_path / name, shard=shard)
    before = tree(tmp_path)
    assert (
        "3 up-to-date"
        in convert(source, tmp_path / name, shard=shard, overwrite=False, resume=True).summary()
    )
    (tmp_path / f".{name}.journal").unlink()
    with pytest.raises(InputError, match=r"CC034 the output .* exists, and nothing proves"):
        convert(source, tmp_path / name, shard=shard, overwrite=False, resume=True)
    assert tree(tmp_path) == before


def test_a_later_shard_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    source, other = numbered(tmp_path / "in", 5), tmp_path / "out-00001.jsonl"
    other.write_text("mine\n")
    for resume in (False, True):
        with pytest.raises(InputError, match=r"CC034 the output out-00001.jsonl exists"):
            convert(source, tmp_path / "out-{}.jsonl", shard=2, overwrite=False, resume=resume)
        assert other.read_text() == "mine\n"
    other.unlink()
    convert(source, tmp_path / "out-{}.jsonl", shard=2, overwrite=False, resume=True)
    assert {path.name for path in tmp_path.glob("[!.]*")} == {
        "in",
        *(f"out-0000{at}.jsonl" for at in range(3)),
    }


def test_a_shard_that_somebody_changed_stays_while_a_stopped_run_is_gone_on_with(tmp_path: Path) -> None:
    source, target = numbered(tmp_path / "in", 6), tmp_path / "out-{}.jsonl"

    class Stopped(Exception):
        pass

    def stop(tally: Tally) -> None:
        if tally.documents == 5:
            raise Stopped

    with pytest.raises(Stopped):
        order = Order(Plan(), str(target), jobs=0, shard=2, overwrite=False)
        batch.convert_all(items([str(source)], Wanted()), order, progress=stop)
    first = tmp_path / "out-00000.jsonl"
    good, changed = first.read_bytes(), first.read_bytes().replace(b"</TEI>", b"</TEI> ", 1)
    first.write_bytes(changed)
    with pytest.raises(InputError, match=r"CC034 the output out-00000.jsonl exists"):
        convert(source, target, shard=2, overwrite=False, resume=True)
    assert first.read_bytes() == changed and not (tmp_path / "out-00000.jsonl.part").exists()
    first.write_bytes(good)
    assert convert(source, target, shard=2, overwrite=False, resume=True).outcomes["up-to-date"] >= 4


# Reports


@pytest.mark.parametrize("resume", [False, True])
def test_nobody_s_report_is_replaced_where_nothing_may_be(tmp_path: Path, resume: bool) -> None:
    source, report = numbered(tmp_path / "in", 2), tmp_path / "report.json"
    report.write_text('{"mine": true}')
    given: Sequence[Path | str] = (source, "-o", tmp_path / "out", "--no-overwrite", "--report", report)
    fails(at_once(*given, *(["--resume"] if resume else [])), 3, "CC034 the report exists")
    assert report.read_text() == '{"mine": true}' and not (tmp_path / "out").exists()


def test_a_report_of_a_run_that_is_gone_on_with_is_brought_up_to_date(tmp_path: Path) -> None:
    source, report = numbered(tmp_path / "in", 2), tmp_path / "report.json"
    given = {"overwrite": False, "report": str(report)}
    convert(source, tmp_path / "out", **given)
    whole = report.read_bytes()
    with pytest.raises(InputError, match=r"CC034 the report exists"):
        convert(source, tmp_path / "out", **given)
    assert report.read_bytes() == whole
    convert(source, tmp_path / "out", resume=True, **given)
    assert report.read_bytes().count(b"up-to-date") == 3


def test_what_cannot_be_removed_is_told_truly(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in", 2), tmp_path / "out"
    convert(source, out)
    (source / "002.txt").unlink()
    (out / "002.xml").write_text("mine now")
    assert "--resume --prune removes those" in said(at_once(source, "-o", out, "--resume"))
    told = said(at_once(source, "-o", out, "--resume", "--prune"))
    assert "002.xml); they stay: somebody has changed them" in told and "--prune removes" not in told
