"""Collections that are damaged, hostile or unlucky: nobody's fault is another's, nothing is lost unsaid."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import socket
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from cableconv.sources.item import Item
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, corpus, tree
from tests.test_cli import ROOT, fails, run, said

__all__ = ["corpus"]


def found(path: Path, **wanted: object) -> list[Item]:
    return list(items([str(path)], Wanted(**wanted)))  # type: ignore[arg-type]


def errors(path: Path, **wanted: object) -> dict[str, str]:
    return {item.name: item.error for item in found(path, **wanted) if item.error}


# Archives


def zipped(path: Path, **contents: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(f"{name}.txt", data)
    return path


def test_a_bad_stream_in_a_zip_is_one_document_s(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", a=cable(1) * 3, b=cable(2))
    data = bytearray(path.read_bytes())
    start_of_data = 30 + len("a.txt")
    data[start_of_data : start_of_data + 40] = bytes(range(200, 240))
    path.write_bytes(data)
    assert [item.name for item in found(path)] == ["a.txt", "b.txt"]
    assert list(errors(path)) == ["a.txt"]
    assert "CC022 failed" in said(at_once(path, "-o", tmp_path / "out"))


def test_an_encrypted_entry_and_an_unknown_method_are_told(tmp_path: Path) -> None:
    for offset, value, what in ((6, 1, "encrypted"), (8, 97, "compression")):
        path = zipped(tmp_path / f"{what}.zip", a=cable(1))
        data = bytearray(path.read_bytes())
        central = data.index(b"PK\x01\x02")
        data[offset] = data[central + offset + 2] = value
        path.write_bytes(data)
        assert what in errors(path)["a.txt"]


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", a=b"a" * 500_000)
    data = path.read_bytes()
    central = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[central:end]
    many = entry * 50
    tail = bytearray(data[end:])
    tail[8:12] = (50).to_bytes(2, "little") * 2
    tail[12:16] = len(many).to_bytes(4, "little")
    path.write_bytes(data[:central] + many + bytes(tail))
    assert len(errors(path)) == 49


def test_links_out_of_archives_and_devices_are_refused(tmp_path: Path) -> None:
    tape, packed = tmp_path / "a.tar", tmp_path / "a.zip"
    with tarfile.open(tape, "w") as archive:
        for name, kind in (
            ("link", tarfile.SYMTYPE),
            ("device", tarfile.CHRTYPE),
            ("pipe", tarfile.FIFOTYPE),
        ):
            entry = tarfile.TarInfo(f"{name}.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        entry = tarfile.TarInfo("../../good.txt")
        entry.size = len(cable(1))
        archive.addfile(entry, io.BytesIO(cable(1)))
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../../good.txt", cable(1))
    for path in (tape, packed):
        assert [item.name for item in found(path) if not item.error] == ["%2E%2E/%2E%2E/good.txt"]
        assert {item.code for item in found(path) if item.error} == {"CC058"}


def test_a_negative_size_in_a_tar_ends_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(cable(1))
        archive.addfile(entry, io.BytesIO(cable(1)))
    header = bytearray(path.read_bytes())
    header[124:136] = b"\xff" + (2**88 - 1024).to_bytes(11, "big")  # base-256: -1024
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header[:512]):06o}\0 ".encode()
    path.write_bytes(header)
    result = at_once(path, "-o", tmp_path / "out", "-q")
    fails(result, 3, "CC022")


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.jsonl.gz", "a.csv.gz"])
def test_a_torn_archive_gives_what_stands_before_the_tear(tmp_path: Path, name: str) -> None:
    path, other = tmp_path / name, tmp_path / "other.txt"
    other.write_bytes(cable(99))
    rows = [{"id": str(serial), "text": cable(serial).decode()} for serial in range(1, 301)]
    stream = io.BytesIO()
    if ".tar" in name:
        with tarfile.open(fileobj=stream, mode="w") as archive:
            for row in rows:
                entry = tarfile.TarInfo(f"{row['id']}.txt")
                entry.size = len(row["text"])
                archive.addfile(entry, io.BytesIO(row["text"].encode()))
    elif "jsonl" in name:
        stream.write("".join(json.dumps(row) + "\n" for row in rows).encode())
    else:
        text = io.StringIO()
        writer = csv.DictWriter(text, ["id", "text"])
        writer.writeheader()
        writer.writerows(rows)
        stream.write(text.getvalue().encode())
    data = gzip.compress(stream.getvalue()) if name.endswith("gz") else stream.getvalue()
    path.write_bytes(data[: len(data) * 2 // 3])
    listed = list(items([str(path), str(other)], Wanted()))
    told = [item for item in listed if item.error]
    assert [item.name for item in told if "cannot be read" in item.error][-1] == name
    assert listed[-1].name == "other.txt"
    assert sum(not item.error for item in listed) > 50


# Tables


def test_a_quote_that_is_never_closed_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n1,good\n2," + b'"open\n' + b"of the text\n" * 10)
    assert [(item.name, item.data) for item in found(path) if not item.error] == [("1.txt", b"good")]
    assert "cannot be read" in errors(path)["a.csv"]
    path.write_bytes(path.read_bytes() + b"3,rest\n")  # begins as rows do
    assert [(item.name, item.data) for item in found(path) if not item.error][1:] == [("3.txt", b"rest")]
    assert errors(path) == {"2.txt": "lines 3 to 13: unexpected end of data"}


def test_rows_that_do_not_fit_cost_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    long = b"y" * 300_000
    path.write_bytes(
        b'\xef\xbb\xbfid,text\n1,"a\0b"\n2\n3,x,y\n4,"bad"quote\n5,'
        + long
        + b"\n6,"
        + "\u00e9".encode("latin-1")
        + b"\n"
    )
    assert {item.name: item.data for item in found(path) if not item.error} == {
        "1.txt": b"a\0b",
        "5.txt": long,
        "6.txt": b"\xe9",
    }
    assert set(errors(path)) == {"2.txt", "row-3.txt", "4.txt"}
    assert "more than --max-bytes" in errors(path, max_bytes=200_000)["5.txt"]


def test_lines_that_are_no_json_cost_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    deep, huge = b"[" * 100_000, b'{"id": 1, "text": ' + b"9" * 5000 + b"}"
    good = b'{"id": "good", "text": "\\ud800 x \\u00e9"}'
    path.write_bytes(b"\n".join([good, b"{", deep, huge, b"\xff\xfe", b'{"text": null}', b'{"text": "end"}']))
    listed = found(path)
    assert [item.name for item in listed if not item.error] == ["good.txt", "row-7.txt"]
    assert listed[0].data == "\ud800 x \u00e9".encode("utf-8", "surrogatepass")
    assert len(listed) == 7
    bomb = tmp_path / "bomb.jsonl.gz"
    bomb.write_bytes(gzip.compress(b'{"text": "' + b"a" * 5_000_000 + b'"}\n' + good + b"\n"))
    assert [bool(item.error) for item in found(bomb, max_bytes=100_000)] == [True, False]


def test_names_that_only_case_tells_apart_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        "".join(json.dumps({"id": name, "text": "x"}) + "\n" for name in ("a", "A", "b/x.v", "a"))
    )
    names = [item.name for item in found(path)]
    assert (names[0], *names[2:]) == ("a.txt", "b/x.v.txt", "a%2.txt")
    assert names[1].startswith("A%") and names[1].endswith(".txt")


def test_what_the_dump_states_is_the_host_s_and_is_compared(tmp_path: Path) -> None:
    table = tmp_path / "cables.csv"
    text = cable(42).decode()
    head, _, body = text.partition("BT\n")
    rows = [
        ("1", "1/15/2008 12:00", "08OTTAWA42", "Embassy Ottawa", "CONFIDENTIAL", "08STATE7|07OTTAWA9"),
        ("2", "2/15/2008 12:00", "08OTTAWA43", "Embassy Testville", "SECRET", ""),
    ]
    lines = [",".join(f'"{value}"' for value in (*row, head + "BT", body)) + "\n" for row in rows]
    table.write_text("".join(lines))
    for to in ("json", "tei"):
        out = tmp_path / to
        assert at_once(table, "-o", out, "-t", to).returncode == 0
        documents = [json.loads(at_once(path, "-t", "json").stdout) for path in sorted(out.iterdir())[1:]]
        stated = {one["name"]: one["value"] for one in documents[0]["source"]["host"]["statements"]}
        assert stated == {
            "created": "1/15/2008 12:00",
            "reference_id": "08OTTAWA42",
            "origin": "Embassy Ottawa",
            "classification": "CONFIDENTIAL",
            "references": "08STATE7|07OTTAWA9",
        }
        said_of = [
            [finding["message"] for finding in one.get("findings", []) if finding["code"] == "CC112"]
            for one in documents
        ]
        assert said_of[0] == []
        assert said_of[1] == [
            "the table states 2/15/2008 12:00 as created, the cable 2008-01-15",
            "the table states 08OTTAWA43 as reference id, the cable 08OTTAWA42",
            "the table states Embassy Testville as origin, the cable OTTAWA",
            "the table states SECRET as classification, the cable CONFIDENTIAL",
        ]


def test_columns_of_any_table_may_be_the_host_s(tmp_path: Path) -> None:
    table = tmp_path / "a.jsonl"
    table.write_text(json.dumps({"key": "x", "when": "16 Jan 2008", "raw": cable(42).decode()}) + "\n")
    options = ("--id-column", "key", "--host-column", "created=when", "-t", "json")
    assert at_once(table, "-o", tmp_path / "out", *options).returncode == 0
    document = json.loads((tmp_path / "out" / "x.json").read_text())
    assert document["source"]["host"]["statements"] == [
        {"name": "created", "value": "16 Jan 2008", "line": 0}
    ]
    assert "CC112" in [finding["code"] for finding in document["findings"]]
    fails(at_once(table, "-o", tmp_path / "out", "--host-column", "colour=when"), 2, "CC040")


def test_our_own_lines_are_read_back(corpus: Path, tmp_path: Path) -> None:
    for to in ("tei", "json"):
        lines = tmp_path / f"{to}.jsonl"
        assert at_once(corpus, "-o", lines, "-t", to, "--edition", "diplomatic").returncode == 0
        assert at_once(lines, "-o", tmp_path / to, "-t", "tei").returncode == 0
    assert tree(tmp_path / "tei") == tree(tmp_path / "json")
    assert len(tree(tmp_path / "tei")) == 12


# Names and folders

NAMES = (
    "-o.txt",
    "a\nb.txt",
    "a\\b.txt",
    os.fsdecode(b"\xff\xfe.txt"),
    "\u202egpj.txt",
    "%.txt",
    " .txt",
    "::error.txt",
)


@pytest.mark.parametrize("to", ["tei", "json"])
@pytest.mark.parametrize("name", ["out", "out.jsonl", "out.xml", "out.zip"])
def test_any_name_is_a_name(tmp_path: Path, name: str, to: str) -> None:
    if name.endswith(".xml") and to == "json":
        return
    source = tmp_path / "in"
    source.mkdir()
    for serial, each in enumerate(NAMES, 1):
        (source / each).write_bytes(cable(serial))
    (source / "bad\x1b[2J\n::error::.txt").write_bytes(b"No cable.\n")
    result = at_once(source, "-o", tmp_path / name, "-t", to, "--report", tmp_path / "r.json", "--checksums")
    assert result.returncode == 3, said(result)
    assert "\x1b" not in said(result) and not any(line.startswith("::") for line in said(result).splitlines())
    assert json.loads((tmp_path / "r.json").read_text())["totals"] == {"converted": len(NAMES), "failed": 1}
    where = tmp_path / name if name == "out" else tmp_path
    sums = "SHA256SUMS" if name == "out" else f"{name}.sha256"
    check = subprocess.run(["sha256sum", "-c", "--quiet", sums], cwd=where, capture_output=True, check=False)
    assert check.returncode == 0, check.stderr
    if name == "out":
        assert len((where / sums).read_bytes().splitlines()) == len(NAMES)


def test_a_document_of_a_batch_has_the_name_that_it_has_alone(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for serial, each in enumerate(NAMES, 1):
        (source / each).write_bytes(cable(serial))
    for to, suffix in (("tei", "xml"), ("json", "json")):
        assert at_once(source, "-o", tmp_path / to, "-t", to).returncode == 0
        alone = [at_once(source / each, "-t", to).stdout for each in NAMES]
        assert sorted(alone) == sorted(path.read_bytes() for path in (tmp_path / to).glob(f"*.{suffix}"))


def test_the_output_is_never_an_input(corpus: Path, tmp_path: Path) -> None:
    before = tree(corpus)
    fails(at_once(corpus, "-o", corpus), 2, "CC030")
    lines = tmp_path / "in-00000.jsonl"
    lines.write_text(json.dumps({"text": cable(1).decode()}) + "\n")
    stated = lines.read_bytes()
    fails(at_once(lines, "-o", lines), 2, "CC030")
    fails(at_once(lines, "-o", tmp_path / "in.jsonl", "--shard", "5"), 2, "CC030")
    os.link(lines, tmp_path / "link.jsonl")
    fails(at_once(lines, "-o", tmp_path / "link.jsonl"), 2, "CC030")
    assert lines.read_bytes() == stated
    assert tree(corpus) == before


@pytest.mark.parametrize(
    "options", [("out.jsonl",), ("out.xml", "--shard", "5"), ("o-{}.zip", "--shard", "5")]
)
def test_what_a_batch_writes_into_its_input_is_no_document(corpus: Path, options: tuple[str, ...]) -> None:
    report = corpus / "report.json"
    for _ in range(2):
        result = at_once(corpus, "-o", corpus / options[0], *options[1:], "--report", report, "--checksums")
        assert said(result).startswith("12 documents")


def test_pipes_sockets_and_dangling_links_in_a_folder_are_refused(corpus: Path, tmp_path: Path) -> None:
    os.mkfifo(corpus / "pipe.txt")
    os.symlink("/nowhere", corpus / "dangling.txt")
    os.symlink(corpus, corpus / "round")
    os.symlink(corpus / "a" / "1.txt", corpus / "link.txt")
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(corpus)
        try:
            one.bind("socket.txt")
        finally:
            os.chdir(here)
        for given in (corpus, f"{corpus}/*.txt"):
            result = at_once(given, "-o", tmp_path / "out", "--resume")
            assert result.returncode == 3
            assert "pipe.txt:1:1: CC058 failed: this is a pipe and no file" in said(result)
            assert "socket.txt:1:1: CC058 failed: this is a socket and no file" in said(result)
            assert "dangling.txt:1:1: CC020 failed: there is no such file" in said(result)
    assert len(tree(tmp_path / "out")) == 13


def test_a_named_pipe_is_refused_and_standard_input_is_read(tmp_path: Path) -> None:
    pipe, one = tmp_path / "pipe.txt", tmp_path / "1.txt"
    os.mkfifo(pipe)
    one.write_bytes(cable(1))
    fails(run(pipe), 3, "CC058 this is a pipe and no file")
    fails(run("/dev/zero"), 3, "CC058 this is a device and no file")
    result = run(one, pipe, "-o", tmp_path / "out")
    assert "pipe.txt:1:1: CC058 failed" in said(result)
    assert list(tree(tmp_path / "out")) == ["1.xml"]
    for name in ("-", "/dev/stdin", "/dev/fd/0"):
        assert run(name, "-o", tmp_path / "x.xml", stdin=cable(1)).returncode == 0


def test_folders_deeper_than_the_recursion_limit(tmp_path: Path) -> None:
    here = os.getcwd()
    deep = tmp_path / "deep"
    deep.mkdir()
    os.chdir(deep)
    try:
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
        Path("x.txt").write_bytes(cable(1))
    finally:
        os.chdir(here)
    assert len(found(deep)) == 1
    subprocess.run(["rm", "-rf", str(deep)], check=True)


@pytest.mark.parametrize("target", ["out", "out.jsonl", "out.zip"])
def test_a_full_disk_is_said_and_leaves_nothing_half_written(
    corpus: Path, tmp_path: Path, target: str
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={16 if 'zip' in target else 64}k", "tmpfs", str(small)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no tmpfs may be mounted here")
    try:
        result = run(corpus, "-o", small / target, "-j", "2", "--edition", "diplomatic")
        assert result.returncode == 3
        assert "CC033" in said(result)
        written = [path for path in small.rglob("*") if path.is_file()]
        assert not [path for path in written if path.name.endswith(".tmp")]
        for path in written:
            if path.suffix == ".xml":
                assert path.read_bytes().endswith(b"</TEI>\n")
        assert not (small / "out.jsonl").exists() and not (small / "out.zip").exists()
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_a_full_device_for_the_report_is_said(corpus: Path, tmp_path: Path) -> None:
    digest = sha256(b"report.json").hexdigest()[:8]
    part, report = tmp_path / f".cableconv-report-{digest}.part", tmp_path / "report.json"
    for count in (12, 120):  # at its end, and before
        for serial in range(13, count + 1):
            (corpus / f"{serial}.txt").write_bytes(cable(serial))
        os.symlink("/dev/full", part)
        fails(run(corpus, "-o", tmp_path / "out", "--report", report, "-q"), 3, "CC033")
        assert not os.path.lexists(part) and not report.exists()


# The process


def test_memory_has_a_limit_that_costs_one_document(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_bytes(cable(1))
    (source / "big.txt").write_bytes(cable(2) + b"1. (U) word and word.\n\n" * 1_500_000)
    (source / "c.txt").write_bytes(cable(3))
    result = run(source, "-o", tmp_path / "out", "--max-memory", "300")
    assert result.returncode == 3
    assert sorted(tree(tmp_path / "out")) == ["a.xml", "c.xml"]
    assert "big.txt:1:1: CC0" in said(result)


@pytest.mark.parametrize("verb", [["convert"], ["index", "-j", "2"]])
def test_modules_in_the_current_folder_are_never_run(corpus: Path, tmp_path: Path, verb: list[str]) -> None:
    installed = tmp_path / "bin"
    installed.mkdir()
    (installed / "command.py").write_text(
        "import sys\nfrom cableconv.cli.main import run\nif __name__ == '__main__':\n    sys.exit(run())\n"
    )
    for name in ("struct", "copy", "signal", "cableconv"):
        (corpus / f"{name}.py").write_text("raise SystemExit('a file of the corpus was run')\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    arguments = [*verb, "a", "b", "-o", tmp_path / ("out" if verb == ["convert"] else "out.sqlite")]
    done = subprocess.run(
        [sys.executable, installed / "command.py", *arguments],
        cwd=corpus,
        env=environment,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0
    assert "was run" not in said(done)


def test_a_script_without_a_guard_is_told(corpus: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from cableconv.batch import collection\nfrom cableconv.sources import paths\n"
        "from cableconv.batch.work import Order\nfrom cableconv.shard import Plan\n"
        "from cableconv.sources.wanted import Wanted\n"
        f"found = paths.items([{str(corpus)!r}], Wanted())\n"
        f"collection.convert_all(found, Order(Plan(), {str(tmp_path / 'out')!r}))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, timeout=120)
    assert "CC055 no worker process comes up" in done.stderr
    assert sha256(b"").hexdigest() not in done.stderr
