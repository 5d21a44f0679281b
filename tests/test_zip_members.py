"""Members of a zip one after the other, and the directory behind them, as other programs have them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from cableconv.batch import zip_members

DOCUMENTS = {
    "a.xml": b"<TEI/>\n" * 500,
    "b/\u00e9.xml": b"short",
    "b/empty.txt": b"",
    "c": b"\0\xff" * 40_000,
}


def packed(documents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    for name, data in documents.items():
        file.write(zip_members.member(name, data))
    end = file.tell()
    return file.getvalue() + zip_members.directory(file, end)


def by_the_library(documents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in documents.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
        archive.comment = zip_members.ZIP_MARK
    return file.getvalue()


@pytest.mark.parametrize("documents", [{}, DOCUMENTS, {f"{number}.txt": b"x" for number in range(65_537)}])
def test_it_is_what_the_library_writes(documents: dict[str, bytes]) -> None:
    assert packed(documents) == by_the_library(documents)


def test_the_directory_is_told_by_what_stands_before_it() -> None:
    whole = packed(DOCUMENTS)
    part = io.BytesIO(whole)  # with the directory of before behind them
    end = whole.index(b"PK\1\2")
    assert whole[:end] + zip_members.directory(part, end) == whole


@pytest.mark.parametrize("most", [4, 600, 50_000])
def test_numbers_that_32_bits_do_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Sizes and places from this number on stand in fields of 64 bits. (Four gigabytes are not tried.)"""
    monkeypatch.setattr(zip_members, "MOST", most)
    data = packed(DOCUMENTS).replace(most.to_bytes(4, "little"), b"\xff" * 4)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == DOCUMENTS


def test_another_program_reads_it(tmp_path: Path) -> None:
    if not (unzip := shutil.which("unzip")):
        pytest.skip("no unzip here")
    path = tmp_path / "a.zip"
    path.write_bytes(packed(DOCUMENTS))
    assert subprocess.run([unzip, "-tq", path], capture_output=True, check=False).returncode == 0
