"""Damaged headers of entries in a tar: what stands behind them is read, and the damage is told."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from tests.test_sources import bad, good

_BLOCK = 512
_FOLDER = "d" * 120  # a header of its own says so long a name


def taped(layout: int) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=layout) as archive:
        for number in range(5):
            entry = tarfile.TarInfo(f"{_FOLDER}/{number}.txt" if number == 3 else f"{number}.txt")
            data = f"text {number}\n".encode() * 100
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def headers(data: bytes) -> list[int]:
    return [at for at in range(0, len(data), _BLOCK) if data[at + 257 : at + 262] == b"ustar"]


@pytest.mark.parametrize("layout", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
@pytest.mark.parametrize("lost", [1, 2, 3, 4])
def test_a_damaged_header_costs_its_entry(tmp_path: Path, layout: int, lost: int) -> None:
    data = bytearray(taped(layout))
    names = [f"{_FOLDER}/{at}.txt" if at == 3 else f"{at}.txt" for at in range(5)]
    places = [at for at in headers(data) if data[at + 156 : at + 157] == b"0"]  # of files
    data[places[lost] + 3] ^= 1
    path = tmp_path / "a.tar"
    path.write_bytes(data)
    assert [*good(path)] == [name for at, name in enumerate(names) if at != lost]
    assert "is no entry; those behind it were looked for" in bad(path)["a.tar"]


def test_several_damaged_headers_are_passed_over(tmp_path: Path) -> None:
    data = bytearray(taped(tarfile.GNU_FORMAT))
    places = [at for at in headers(data) if data[at + 156 : at + 157] == b"0"]
    for lost in (1, 2):
        data[places[lost] + 3] ^= 1
    path = tmp_path / "a.tar"
    path.write_bytes(data)
    assert [*good(path)] == ["0.txt", f"{_FOLDER}/3.txt", "4.txt"]
    assert f"at byte {places[1]} " in bad(path)["a.tar"]


def test_what_is_no_tar_is_not_searched_for_entries(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(b"x" * _BLOCK + taped(tarfile.GNU_FORMAT))
    assert not good(path) and "cannot be read" in bad(path)["a.tar"]
    path.write_bytes(taped(tarfile.GNU_FORMAT) + b"x" * _BLOCK + taped(tarfile.GNU_FORMAT))
    assert len(good(path)) == 5 and "behind its end is no entry" in bad(path)["a.tar"]
