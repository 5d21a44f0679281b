"""Collections past the standard library: Parquet, zstd, web archives; patterns of names."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cableconv.sources import items
from cableconv.sources_wanted import Wanted
from tests.batch_corpus import cable, corpus, names_in, tree
from tests.test_cli import fails, run, said

__all__ = ["corpus"]


def test_what_dask_cannot_do_is_refused(corpus: Path, tmp_path: Path) -> None:
    fails(run(corpus, "-o", tmp_path / "x", "--scheduler", "tcp://127.0.0.1:1"), 2, "CC040")
    fails(run(corpus, "-o", tmp_path / "x", "--engine", "dask", "--timeout", "3"), 2, "CC040")
    assert not (tmp_path / "x").exists()


# Collections of other packages


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl.zst", ".csv.zst", ".tar.zst"])
def test_packed_tables(corpus: Path, tmp_path: Path, suffix: str) -> None:
    table = tmp_path / f"table{suffix}"
    rows = [{"id": path.name, "text": path.read_bytes().decode()} for path in sorted(corpus.rglob("*.txt"))]
    if suffix == ".parquet":
        arrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(arrow.Table.from_pylist(rows), table)
    else:
        table.write_bytes(pytest.importorskip("zstandard").compress(packed(rows, suffix)))
    result = run(table, "-o", tmp_path / "out")
    assert result.returncode == 0, said(result)
    expected = {f"{name}.xml" if suffix == ".tar.zst" else f"{name}.txt.xml" for name in ids(rows, suffix)}
    assert set(tree(tmp_path / "out")) == expected
    table.write_bytes(table.read_bytes()[:200])
    fails(run(table, "-o", tmp_path / "torn", "-q"), 3, "CC022")


def ids(rows: list[dict[str, str]], suffix: str) -> list[str]:
    return [row["id"].removesuffix(".txt") if suffix == ".tar.zst" else row["id"] for row in rows]


def packed(rows: list[dict[str, str]], suffix: str) -> bytes:
    import csv
    import io
    import tarfile

    if suffix == ".jsonl.zst":
        return "".join(json.dumps(row) + "\n" for row in rows).encode()
    if suffix == ".csv.zst":
        stream = io.StringIO()
        writer = csv.DictWriter(stream, ["id", "text"])
        writer.writeheader()
        writer.writerows(rows)
        return stream.getvalue().encode()
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w") as archive:
        for row in rows:
            entry = tarfile.TarInfo(row["id"])
            data = row["text"].encode()
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return tape.getvalue()


def crawled(suffix: str) -> list[bytes]:
    """The records of an invented crawl, the second of a page that was not there."""
    records = []
    for serial, status in ((1, "200 OK"), (2, "404 Not Found"), (3, "200 OK")):
        page = f"HTTP/1.0 {status}\r\nContent-Type: text/plain\r\n\r\n".encode() + cable(serial)
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: http://cables.example/{serial}.txt\r\n"
            "WARC-Date: 2024-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{serial}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
        )
        record = head.encode() + page + b"\r\n\r\n"
        records.append(gzip.compress(record) if suffix.endswith("gz") else record)
    return records


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_a_web_archive(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / f"crawl{suffix}"
    path.write_bytes(b"".join(crawled(suffix)))
    assert names_in(path) == ["http%3A/%/cables.example/1.txt", "http%3A/%/cables.example/3.txt"]
    assert run(path, "-o", tmp_path / "out").returncode == 0
    assert len(tree(tmp_path / "out")) == 2


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_a_damaged_web_archive_says_so(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / f"crawl{suffix}"
    records = crawled(suffix)
    whole = b"".join(records)
    for at in (20, len(records[0]) + 9, len(records[0]) + 70, len(whole) - 400, len(whole) - 60):
        path.write_bytes(whole[:at])
        found = list(items([str(path)], Wanted()))
        assert found[-1].whole and found[-1].error, at
        assert len([item for item in found if not item.error]) == (at >= len(records[0])), at
    changed = whole.replace(b"WARC-Type: response", b"WARC-Tipe: response", 1)
    for data in (changed if suffix == ".warc" else whole[:300] + b"#" + whole[301:], whole + b"WARC/"):
        path.write_bytes(data)
        fails(run(path, "-o", tmp_path / "out", "-q"), 3, "CC022")


def test_patterns_of_names(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(corpus / "**" / "1*.txt", "-o", out).returncode == 0
    assert sorted(tree(out)) == ["a/1.xml", "a/11.xml", "b/c/10.xml", "b/c/12.xml"]
    fails(run(corpus / "none*", "-o", tmp_path / "none"), 2, "CC052")
    literal = tmp_path / "[1].txt"
    literal.write_bytes(cable(1))
    assert run(literal, "-o", tmp_path / "one.xml").returncode == 0
