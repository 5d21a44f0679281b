"""Collections past the standard library: Parquet, zstd, web archives; patterns of names."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, corpus, names_in, tree
from tests.test_cli import fails, run, said

__all__ = ["corpus"]


def test_what_dask_cannot_do_is_refused(corpus: Path, tmp_path: Path) -> None:
    fails(run(corpus, "-o", tmp_path / "x", "--scheduler", "tcp://127.0.0.1:1"), 2, "CC040")
    fails(run(corpus, "-o", tmp_path / "x", "--engine", "dask", "--timeout", "3"), 2, "CC040")
    assert not (tmp_path / "x").exists()


# Collections of other packages

TAPES = (".tar.zst", ".tzst")


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl.zst", ".csv.zst", ".tar.zst", ".tzst"])
def test_packed_tables(corpus: Path, tmp_path: Path, suffix: str) -> None:
    table = tmp_path / f"table{suffix}"
    rows = [{"id": path.name, "text": path.read_bytes().decode()} for path in sorted(corpus.rglob("*.txt"))]
    if suffix == ".parquet":
        arrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(arrow.Table.from_pylist(rows), table)
    else:
        table.write_bytes(pytest.importorskip("zstandard").compress(packed(rows, suffix)))
    result = at_once(table, "-o", tmp_path / "out")
    assert result.returncode == 0, said(result)
    expected = {f"{name}.xml" if suffix in TAPES else f"{name}.txt.xml" for name in ids(rows, suffix)}
    assert set(tree(tmp_path / "out")) == expected
    table.write_bytes(table.read_bytes()[:200])
    fails(at_once(table, "-o", tmp_path / "torn", "-q"), 3, "CC022")


def ids(rows: list[dict[str, str]], suffix: str) -> list[str]:
    return [row["id"].removesuffix(".txt") if suffix in TAPES else row["id"] for row in rows]


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
    assert at_once(path, "-o", tmp_path / "out").returncode == 0
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
        fails(at_once(path, "-o", tmp_path / "out", "-q"), 3, "CC022")


PAGE = b"<html><body><pre>" + cable(7) + b"</pre></body></html>"
CHUNKS = b"".join(b"%x\r\n%s\r\n" % (len(PAGE[at:][:99]), PAGE[at:][:99]) for at in range(0, len(PAGE), 99))
READ = {
    "as it is": ("200 OK", "", PAGE),
    "in chunks": ("200 OK", "Transfer-Encoding: chunked\r\n", CHUNKS + b"0\r\n\r\n"),
    "in chunks with trailers": (
        "200 OK",
        "transfer-encoding: Chunked\r\n",
        CHUNKS + b"0\r\nExpires: never\r\nX-Sum: 1\r\n\r\n",
    ),
    "packed twice": ("200 OK", "Content-Encoding: deflate, x-gzip\r\n", gzip.compress(zlib.compress(PAGE))),
    "packed in two members": (
        "200 OK",
        "Content-Encoding: gzip\r\n",
        gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]) + b"\0\0",
    ),
    "deflated without a head": ("200 OK", "Content-Encoding: deflate\r\n", zlib.compress(PAGE, wbits=-15)),
    "said to be in chunks": ("200 OK", "Transfer-Encoding: chunked\r\n", PAGE),
    "packed": ("200 OK", "Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
    "in chunks with a word": (
        "200 OK",
        "Transfer-Encoding: chunked\r\n",
        CHUNKS.replace(b"\r\n", b";word=1\r\n", 1) + b"000\r\n\r\n",
    ),
    "packed in chunks": (
        "200 OK",
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nContent-Length: 99999\r\n",
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(PAGE)), gzip.compress(PAGE)),
    ),
    "deflated": ("200 OK", "Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
    "unpacked by the crawler": ("200 OK", "Content-Encoding: gzip\r\nContent-Length: 99\r\n", PAGE),
    "of its length": ("200 OK", f"Content-Length: {len(PAGE)}\r\n", PAGE),
    "of no length that is one": ("200 OK", "Content-Length: many\r\n", PAGE),
    "from another's store": ("203 Non-Authoritative Information", "", PAGE),
    "a part that is the whole": (
        "206 Partial Content",
        f"Content-Range: bytes 0-{len(PAGE) - 1}/{len(PAGE)}\r\n",
        PAGE,
    ),
}
TOLD = {
    "a part": ("206 Partial Content", "Content-Range: bytes 0-99/9999\r\n", PAGE[:100]),
    "a part of any length": ("206 Partial Content", "", PAGE),
    "cut": ("200 OK", f"Content-Length: {len(PAGE)}\r\n", PAGE[:300]),
    "cut in a chunk": ("200 OK", "Transfer-Encoding: chunked\r\n", CHUNKS[:250]),
    "without the last chunk": ("200 OK", "Transfer-Encoding: chunked\r\n", CHUNKS),
    "packed and cut": ("200 OK", "Content-Encoding: gzip\r\n", gzip.compress(PAGE)[:-20]),
    "packed twice and cut": (
        "200 OK",
        "Content-Encoding: gzip, deflate\r\n",
        zlib.compress(gzip.compress(PAGE)[:-9]),
    ),
    "deflated and cut": ("200 OK", "Content-Encoding: deflate\r\n", zlib.compress(PAGE)[:-9]),
    "packed as nothing here": ("200 OK", "Content-Encoding: gzip, x-none\r\n", PAGE),
}
LEFT_OUT = {
    "moved": ("301 Moved Permanently", "Location: /elsewhere\r\n", PAGE),
    "an error": ("500 Internal Server Error", "", PAGE),
    "nothing new": ("304 Not Modified", "", b""),
}


def recorded(cases: dict[str, tuple[str, str, bytes]], suffix: str) -> bytes:
    """A web archive of these answers: state, header lines, body."""
    records = []
    for serial, (state, lines, body) in enumerate(cases.values()):
        answer = f"HTTP/1.1 {state}\r\nContent-Type: text/html\r\n{lines}\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            f"WARC-Target-URI: http://cables.example/{serial}.html\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{serial:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    host = b"20240101000000\ncables.example. 300 IN A 192.0.2.1\n"
    lookup = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: dns:cables.example\r\nContent-Type: text/dns\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Length: {len(host)}\r\n\r\n"
    )
    records.append(lookup.encode() + host + b"\r\n\r\n")
    return b"".join(map(gzip.compress, records) if suffix.endswith("gz") else records)


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_every_page_of_a_crawl_is_read_or_told(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / f"crawl{suffix}"
    path.write_bytes(recorded({**READ, **TOLD, **LEFT_OUT}, suffix))
    found = list(items([str(path)], Wanted()))
    assert [item.data for item in found if not item.error] == [PAGE] * len(READ)
    errors = [item.error for item in found if item.error]
    assert errors[0] == f"record {len(READ) + 1} has a part of its page"
    assert errors[-1].endswith("is packed as x-none, which nothing here unpacks")
    assert len(errors) == len(TOLD) and all("a part of its page" in each for each in errors[:-1])
    result = at_once(path, "-o", tmp_path / "out")
    assert result.returncode == 3
    assert f"{len(READ)} converted, {len(TOLD)} failed" in said(result)


DIGESTS = {
    f"sha1:{base64.b32encode(hashlib.sha1(PAGE).digest()).decode()}": "",
    f"sha1:{base64.b32encode(hashlib.sha1(gzip.compress(PAGE, mtime=0)).digest()).decode()}": "",
    f"sha256:{hashlib.sha256(PAGE).hexdigest()}": "",
    "xxh3:0123456789": "",
    "sha1:?": "",
    "sha1:" + "A" * 32: "is damaged: its page is not the one that its digest is of",
    f"sha256:{hashlib.sha256(PAGE[:99]).hexdigest()}": "is damaged",
}


PACKED = gzip.compress(PAGE, mtime=0)
BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + PACKED
BLOCKS = {
    f"sha1:{base64.b32encode(hashlib.sha1(BLOCK).digest()).decode()}": "",
    f"sha-256:{hashlib.sha256(BLOCK).hexdigest()}": "",
    "sha1:?": "",
    f"sha1:{base64.b32encode(hashlib.sha1(PACKED).digest()).decode()}": "is damaged",
    f"sha256:{hashlib.sha256(BLOCK.replace(b'200', b'203')).hexdigest()}": "is damaged",
}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        *((f"WARC-Payload-Digest: {digest}", why) for digest, why in DIGESTS.items()),
        *((f"WARC-Block-Digest: {digest}", why) for digest, why in BLOCKS.items()),
        # the page is proved, whatever was made of its head
        (f"WARC-Block-Digest: sha1:{'A' * 32}\r\nWARC-Payload-Digest: {next(iter(DIGESTS))}", ""),
        ("WARC-Truncated: length", "has a part of its page (WARC-Truncated: length)"),
    ],
)
def test_what_a_record_says_of_its_page(tmp_path: Path, line: str, why: str) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "crawl.warc"
    page = {"packed": ("200 OK", "Content-Encoding: gzip\r\n", PACKED)}
    data = recorded(page, ".warc")
    path.write_bytes(data.replace(b"WARC-Type: response", b"WARC-Type: response\r\n" + line.encode(), 1))
    (item,) = items([str(path)], Wanted())
    assert (item.data, item.error) == ((b"", item.error) if why else (PAGE, ""))
    assert why in item.error


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_a_record_without_http_is_proved_by_its_block(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "crawl.warc"
    for digest, good in ((hashlib.sha256(PAGE).hexdigest(), True), ("0" * 64, False)):
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            "WARC-Target-URI: http://cables.example/1.html\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            f"Content-Type: text/html\r\nWARC-Block-Digest: sha256:{digest}\r\n"
            f"Content-Length: {len(PAGE)}\r\n\r\n"
        )
        path.write_bytes(head.encode() + PAGE + b"\r\n\r\n")
        (item,) = items([str(path)], Wanted())
        assert (item.data, "is damaged" in item.error) == ((PAGE, False) if good else (b"", True))


def test_a_page_packed_by_brotli_is_unpacked_or_says_by_what(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "crawl.warc"
    lines = "Content-Encoding: br\r\n"
    try:
        brotli: Any = importlib.import_module("brotli")
    except ImportError:
        path.write_bytes(recorded({"packed": ("200 OK", lines, b"\x0b")}, ".warc"))
        (item,) = items([str(path)], Wanted())
        assert item.error.endswith("is packed as br (Brotli): install the package brotli, which unpacks it")
        return
    whole = brotli.compress(PAGE)
    cases = {"whole": whole, "cut": whole[:-9], "unpacked by the crawler": PAGE}
    path.write_bytes(recorded({name: ("200 OK", lines, body) for name, body in cases.items()}, ".warc"))
    found = list(items([str(path)], Wanted()))
    assert [item.data for item in found] == [PAGE, b"", PAGE]
    assert "has a part of its page" in found[1].error


def test_a_window_of_zstd_that_is_too_large_is_told_truly(tmp_path: Path) -> None:
    zstandard: Any = pytest.importorskip("zstandard")
    path = tmp_path / "a.jsonl.zst"
    lines = json.dumps({"id": "1", "text": cable(1).decode()}).encode() + b"\n"
    for window, read in ((27, True), (28, False)):
        parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=window)
        packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
        path.write_bytes(packer.compress(lines) + packer.flush())
        (item,) = items([str(path)], Wanted())
        assert bool(item.error) != read
    assert (item.code, "a window of more than 128 MB" in item.error) == ("CC063", True)
    told = said(at_once(path, "-o", tmp_path / "out")) + at_once("check", path).stdout.decode()
    assert "CC063" in told and "undamaged copy" not in told


def test_patterns_of_names(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert at_once(corpus / "**" / "1*.txt", "-o", out).returncode == 0
    assert sorted(tree(out)) == ["a/1.xml", "a/11.xml", "b/c/10.xml", "b/c/12.xml"]
    fails(at_once(corpus / "none*", "-o", tmp_path / "none"), 3, "CC052")
    literal = tmp_path / "[1].txt"
    literal.write_bytes(cable(1))
    assert at_once(literal, "-o", tmp_path / "one.xml").returncode == 0
