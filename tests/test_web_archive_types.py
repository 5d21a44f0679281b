"""Pages of web archives that are no texts are no documents: counted, told once, and no failures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.batch_corpus import at_once, cable, names_in, tree
from tests.test_cli import said

pytest.importorskip("warcio")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PASSED = {
    "/a.png": "image/png",
    "/b.svg": "image/svg+xml; charset=utf-8",
    "/c": "IMAGE/X-ICON",
    "/d.css": "text/css",
    "/e.js": "application/javascript",
    "/f.js": "text/javascript; charset=utf-8",
    "/g.woff2": "font/woff2",
    "/h.woff": "application/x-font-woff",
    "/i.mp3": "audio/mpeg",
    "/j.pdf": "application/pdf",
    "/robots.txt": "text/plain",
}
READ = {
    "/1.html": "text/html",
    "/2.txt": "text/plain; charset=us-ascii",
    "/3": "",
    "/4.css": "text/x-cable",
    "/5.png": "application/octet-stream",
    "/6": "image",  # no type
    "/7.xhtml": "application/xhtml+xml",
    "/robots.txt/8": "text/plain",
    "/9": "text/plain, image/png",
}


def archive(path: Path, pages: dict[str, tuple[str, bytes]], kind: str = "response") -> Path:
    records = []
    for serial, (place, (stated, data)) in enumerate(pages.items()):
        stated = f"Content-Type: {stated}\r\n" if stated else ""
        http = kind == "response"
        body = b"HTTP/1.1 200 OK\r\n%s\r\n%s" % (stated.encode(), data) if http else data
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            f"WARC-Target-URI: http://cables.example{place}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{serial:012}>\r\n"
            f"{'Content-Type: application/http; msgtype=response' + chr(13) + chr(10) if http else stated}"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        records.append(head.encode() + body + b"\r\n\r\n")
    path.write_bytes(b"".join(records))
    return path


@pytest.mark.parametrize("kind", ["response", "resource"])
def test_what_is_no_text_is_passed_over(tmp_path: Path, kind: str) -> None:
    pages = {place: (stated, PNG) for place, stated in PASSED.items()}
    pages |= {place: (stated, cable(number)) for number, (place, stated) in enumerate(READ.items())}
    path, out, report = archive(tmp_path / "crawl.warc", pages, kind), tmp_path / "out", tmp_path / "r.json"
    result = at_once(path, "-o", out, "--report", report)
    assert result.returncode == 0
    assert len(tree(out)) == len(READ)
    assert f"passed over {len(PASSED)} pages of web archives that are no texts: 1 application/j" in said(
        result
    )
    noted = json.loads(report.read_text())
    assert noted["documents"] == len(READ)
    assert sum(noted["passed_over"].values()) == len(PASSED)
    assert noted["passed_over"]["image/x-icon"] == noted["passed_over"]["robots.txt"] == 1


def test_a_page_that_says_it_is_a_text_is_a_document(tmp_path: Path) -> None:
    pages = {"/1.txt": ("text/plain", cable(1)), "/2.html": ("text/html", PNG)}
    result = at_once(archive(tmp_path / "c.warc", pages), "-o", tmp_path / "out")
    assert result.returncode == 3
    assert "CC025" in said(result) and "passed over" not in said(result)


def test_one_without_a_text_holds_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path / "crawl.warc", {"/a.png": ("image/png", PNG), "/b.png": ("image/png", PNG)})
    result = at_once(path, "-o", tmp_path / "out")
    assert result.returncode == 3 and "CC052" in said(result)
    assert "passed over 2 pages of web archives that are no texts: 2 image/png" in said(result)
    assert names_in(path) == []


def test_index_learn_and_check_say_so_too(tmp_path: Path) -> None:
    path = archive(tmp_path / "c.warc", {"/a.png": ("image/png", PNG), "/1.txt": ("text/plain", cable(1))})
    for verb, options in (
        ("index", ("-o", tmp_path / "c.sqlite")),
        ("learn", ("-o", tmp_path / "c.toml")),
        ("check", ()),
    ):
        result = at_once(verb, path, *options)
        assert result.returncode == 0
        assert said(result).count("passed over 1 pages of web archives that are no texts: 1 image/png") == 1


def test_one_that_is_damaged_behind_a_picture_says_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "c.warc", {"/1.txt": ("text/plain", cable(1)), "/a.png": ("image/png", PNG)})
    path.write_bytes(path.read_bytes()[:-20])
    result = at_once(path, "-o", tmp_path / "out")
    assert result.returncode == 3 and "CC022" in said(result)
