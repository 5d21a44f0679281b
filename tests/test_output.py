"""An output is whole or absent, and never the input."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from cableconv import input, output
from cableconv.errors import InputError, UsageError


def write(path: Path, data: bytes = b"new", overwrite: bool = True) -> None:
    output.write_atomically(str(path), data, overwrite)


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "out.xml")
    finally:
        os.umask(before)
    assert (tmp_path / "out.xml").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "out.xml").stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["out.xml"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    target.write_bytes(b"old")
    target.chmod(0o600)
    write(target)
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o600)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.xml", tmp_path / "link.xml"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_name_of_full_length_works(tmp_path: Path) -> None:
    write(tmp_path / ("x" * 251 + ".xml"))
    assert len(os.listdir(tmp_path)) == 1


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open", "link"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, failure: BaseException
) -> None:
    target = tmp_path / "out.xml"
    overwrite = call != "link"
    if overwrite:
        target.write_bytes(b"old")

    def fail(*arguments: object, **named: object) -> None:
        raise failure

    if call == "link" and isinstance(failure, OSError):
        monkeypatch.setattr(os, "replace", fail)  # where there are no hard links, it is a rename
    monkeypatch.setattr(os, call, fail)
    with pytest.raises((InputError, KeyboardInterrupt)):
        write(target, overwrite=overwrite)
    monkeypatch.undo()
    assert os.listdir(tmp_path) == (["out.xml"] if overwrite else [])
    if overwrite:
        assert target.read_bytes() == b"old"


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: whole(descriptor, bytes(data[:3])))
    write(tmp_path / "out.xml", b"0123456789")
    assert (tmp_path / "out.xml").read_bytes() == b"0123456789"


@pytest.mark.parametrize("hard_links", [True, False])
def test_an_existing_file_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    def fail(*arguments: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    if not hard_links:
        monkeypatch.setattr(os, "link", fail)
    write(tmp_path / "out.xml", b"first", overwrite=False)
    with pytest.raises(InputError, match="CC034"):
        write(tmp_path / "out.xml", b"second", overwrite=False)
    assert (tmp_path / "out.xml").read_bytes() == b"first"
    assert os.listdir(tmp_path) == ["out.xml"]


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    output.check_output(str(pipe))
    write(pipe)
    reader.join()
    assert read == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_device_is_an_error() -> None:
    with pytest.raises(InputError, match="CC033"):
        output.write_atomically("/dev/full", b"new")


@pytest.mark.parametrize("kind", ["itself", "symbolic link", "hard link", "descriptor"])
def test_the_input_is_never_the_output(tmp_path: Path, kind: str) -> None:
    source, target = tmp_path / "in.txt", tmp_path / "out.xml"
    source.write_bytes(b"source")
    if kind == "symbolic link":
        target.symlink_to(source)
    elif kind == "hard link":
        target.hardlink_to(source)
    else:
        target = source
    with source.open("rb") as file, pytest.raises(UsageError, match="CC030"):
        output.check_output(str(target), file.fileno() if kind == "descriptor" else str(source))
    assert source.read_bytes() == b"source"


def test_an_output_that_cannot_be_is_refused_before_work_begins(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "there.xml").touch()
    for name, code in {
        "folder": "CC031",
        "new/": "CC031",
        "missing/out.xml": "CC032",
        "there.xml/out.xml": "CC032",
    }.items():
        with pytest.raises(InputError, match=code):
            output.check_output(f"{tmp_path}/{name}")
    with pytest.raises(InputError, match="CC034"):
        output.check_output(f"{tmp_path}/there.xml", overwrite=False)
    output.check_output(f"{tmp_path}/there.xml")
    output.check_output(f"{tmp_path}/new.xml", f"{tmp_path}/there.xml")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_written_or_read_is_refused(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.touch(0o000)
    tmp_path.chmod(0o500)
    try:
        for path in (locked, tmp_path / "new.xml"):
            with pytest.raises(InputError, match="CC033"):
                output.check_output(str(path))
        with pytest.raises(InputError, match="CC022"):
            input.read_input(str(locked))
    finally:
        tmp_path.chmod(0o700)


def test_an_input_that_is_no_file_is_refused(tmp_path: Path) -> None:
    names = {tmp_path / "missing": "CC020", tmp_path: "CC021", tmp_path / ("x" * 300): "CC022"}
    for path, code in names.items():
        with pytest.raises(InputError, match=code):
            input.read_input(str(path))


def test_an_input_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in.txt"
    source.write_bytes(b"source")
    status = os.fstat
    asked: list[int] = []

    def fstat(descriptor: int) -> os.stat_result:
        asked.append(descriptor)
        if len(asked) == 2:
            source.write_bytes(b"another source")
        return status(descriptor)

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(InputError, match="CC023"):
        input.read_input(str(source))
