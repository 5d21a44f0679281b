"""Archives and tables that stand in a folder: read as what they are, and each its own failure."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from cableconv.sources.files import measure
from cableconv.sources.item import Gauge, Item
from cableconv.sources.paths import items
from cableconv.sources.wanted import Wanted
from tests.batch_corpus import at_once, cable, tree
from tests.test_cli import fails, run, said
from tests.test_sources import table


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "y1").mkdir(parents=True)
    (folder / "1.txt").write_bytes(cable(1))
    with zipfile.ZipFile(folder / "y1" / "old.zip", "w") as archive:
        archive.writestr("d/2.txt", cable(2))
        archive.writestr("3.html.txt", cable(3))
    with tarfile.open(folder / "more.tar.gz", "w:gz") as tape:
        (tmp_path / "4.txt").write_bytes(cable(4))
        tape.add(tmp_path / "4.txt", "4.txt")
    (folder / "rows.csv").write_text('id,text\n5,"' + cable(5).decode() + '"\n')
    (folder / "lines.jsonl").write_text(json.dumps({"id": "6", "text": cable(6).decode()}) + "\n")
    return folder


ALL = [
    "1.txt",
    "lines.jsonl/6.txt",
    "more.tar.gz/4.txt",
    "rows.csv/5.txt",
    "y1/old.zip/d/2.txt",
    "y1/old.zip/3.html.txt",
]


def found(path: Path | str, **wanted: object) -> list[Item]:
    return list(items([str(path)], Wanted(**wanted)))  # type: ignore[arg-type]


def names(path: Path | str, **wanted: object) -> list[str]:
    return [item.name for item in found(path, **wanted) if not item.error]


def test_they_are_named_like_folders(mixed: Path, tmp_path: Path) -> None:
    assert names(mixed) == ALL
    assert names(f"{mixed}/**/*.zip") == ALL[4:]
    assert at_once(mixed, "-o", tmp_path / "out", "-q").returncode == 0
    assert len(tree(tmp_path / "out")) == len(ALL)
    assert (tmp_path / "out" / "y1" / "old.zip" / "d" / "2.xml").exists()
    result = at_once(mixed, "-o", tmp_path / "out", "--resume")
    assert "6 up-to-date" in said(result)


def test_patterns_ask_them_by_their_own_name(mixed: Path) -> None:
    assert names(mixed, include=("*.txt",)) == ["1.txt"]
    assert names(mixed, include=("*.zip",), exclude=("d/*", "*/d/*")) == ["y1/old.zip/3.html.txt"]
    assert names(mixed, exclude=("*.zip", "*.csv", "*.gz")) == ["1.txt", "lines.jsonl/6.txt"]
    assert names(mixed, exclude=("y1/*",)) == ALL[:4]


def test_what_is_wrong_with_one_costs_itself(mixed: Path, tmp_path: Path) -> None:
    (mixed / "about.csv").write_text("file,kept\na,yes\n")
    torn = (mixed / "y1" / "old.zip").read_bytes()
    (mixed / "torn.zip").write_bytes(torn[:-40])
    (mixed / "nested.zip").write_bytes(b"")
    os.mkfifo(mixed / "pipe.csv")
    os.symlink("nowhere", mixed / "gone.jsonl")
    wrong = {item.name: (item.code, item.whole) for item in found(mixed) if item.error}
    assert wrong == {
        "about.csv": ("CC049", True),
        "gone.jsonl": ("CC022", True),
        "nested.zip": ("CC022", True),
        "pipe.csv": ("CC058", True),
        "torn.zip": ("CC022", True),
    }
    assert names(mixed) == [*ALL[:4], "torn.zip/d/2.txt", "torn.zip/3.html.txt", *ALL[4:]]
    result = at_once(mixed, "-o", tmp_path / "out")
    assert result.returncode == 3
    assert "--text-column, or leave the file out with --exclude" in said(result)
    fails(at_once(mixed / "pipe.csv", "-o", tmp_path / "none", "-q"), 3, "CC058")


def test_an_archive_in_an_archive_is_a_binary_file(mixed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(mixed / "y1" / "old.zip", "old.zip")
    assert "old.zip:1:1: CC025" in fails(
        at_once(tmp_path / "outer.zip", "-o", tmp_path / "out", "-q"), 3, "CC025"
    )


def test_a_missing_package_costs_one_file_of_a_folder(mixed: Path, tmp_path: Path) -> None:
    (mixed / "a.parquet").write_bytes(b"PAR1")
    (tmp_path / "lib" / "pyarrow").mkdir(parents=True)
    (tmp_path / "lib" / "pyarrow" / "__init__.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(tmp_path / "lib"), str(Path(__file__).resolve().parent.parent)])
    result = run(mixed, "-o", tmp_path / "out", PYTHONPATH=path)
    assert result.returncode == 3
    assert "a.parquet:1:1: CC048 failed" in said(result)
    assert "install cableconv[parquet]" in said(result)
    assert len(tree(tmp_path / "out")) == len(ALL)
    fails(run(mixed / "a.parquet", "-o", tmp_path / "none", PYTHONPATH=path), 2, "CC048")


@pytest.mark.parametrize("target", ["own.jsonl", "own-{}.jsonl --shard 2"])
def test_what_the_batch_writes_there_is_no_input(mixed: Path, target: str) -> None:
    name, *more = target.split()
    for _ in range(2):
        result = at_once(mixed, "-o", mixed / name, *more)
        assert "6 documents" in said(result)
        assert result.returncode == 0


def test_the_time_left_counts_them(mixed: Path) -> None:
    gauge = Gauge(measure([str(mixed)]))
    assert len(list(items([str(mixed)], Wanted(), gauge))) == len(ALL)
    assert gauge.given == gauge.total


def test_learn_and_index_read_them_too(mixed: Path, tmp_path: Path) -> None:
    result = at_once("learn", mixed, "-o", tmp_path / "p.toml")
    assert result.returncode == 0
    assert "learned from 6 cables" in said(result)
    assert "6 cables; 6 files read" in said(at_once("index", mixed, "-o", tmp_path / "a.sqlite"))
    (mixed / "y1" / "old.zip").write_bytes(b"")
    result = at_once("index", mixed, "-o", tmp_path / "a.sqlite")
    assert result.returncode == 3
    assert "6 cables; 0 files read, 4 unchanged, 0 removed" in said(result)


# zstd


def test_a_zstd_tar_that_is_cut_off_gives_what_stands_before(tmp_path: Path) -> None:
    package = pytest.importorskip("zstandard")
    plain = io.BytesIO()
    texts = {f"{at}.txt": os.urandom(2500).hex().encode() for at in range(90)}
    with tarfile.open(fileobj=plain, mode="w") as tape:
        for name, data in texts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tape.addfile(entry, io.BytesIO(data))
    path = tmp_path / "a.tar.zst"
    packed = package.compress(plain.getvalue())
    path.write_bytes(packed[: len(packed) * 2 // 3])
    unpacked = package.ZstdDecompressor().decompressobj().decompress(path.read_bytes())
    whole = [name for at, name in enumerate(texts) if (at + 1) * 5632 <= len(unpacked)]
    assert len(whole) > 20
    assert [item.name for item in found(path) if not item.error] == whole
    (error,) = [item for item in found(path) if item.error]
    assert (error.name, error.code, error.whole) == ("a.tar.zst", "CC022", True)


def lines_of_json(*serials: int) -> bytes:
    return "".join(json.dumps({"id": f"J{at}", "text": cable(at).decode()}) + "\n" for at in serials).encode()


def rows_of_csv(*serials: int) -> bytes:
    return table([("id", "text"), *((f"C{at}", cable(at).decode()) for at in serials)]).encode()


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz"])
def test_a_table_in_an_archive_is_read_as_a_table(tmp_path: Path, suffix: str) -> None:
    contents = {
        "x/cables.csv": rows_of_csv(1, 2), "rows.csv.gz": gzip.compress(rows_of_csv(3)),
        "rows.jsonl": lines_of_json(4), "rows.jsonl.gz": gzip.compress(lines_of_json(5)),
        "a.txt": cable(6), "broken.csv": b"no,columns\n1,2\n", "empty.csv.gz": b"", "p.parquet": b"PAR1",
        "w.warc": b"WARC/1.0\n", "csv.txt": rows_of_csv(7),
    }  # fmt: skip
    packed = tmp_path / f"p{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(packed, "w") as archive:
            for name, data in contents.items():
                archive.writestr(name, data)
    else:
        with tarfile.open(packed, "w:gz" if suffix.endswith("gz") else "w") as tape:
            for name, data in contents.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                tape.addfile(entry, io.BytesIO(data))
    good = [
        "a.txt", "csv.txt", "rows.csv.gz/C3.txt", "rows.jsonl.gz/J5.txt", "rows.jsonl/J4.txt",
        "x/cables.csv/C1.txt", "x/cables.csv/C2.txt",
    ]  # fmt: skip
    assert sorted(item.name for item in found(packed) if not item.error) == good
    bad = {item.name: item for item in found(packed) if item.error}
    assert {name: item.code for name, item in bad.items()} == {
        "broken.csv": "CC049", "empty.csv.gz": "CC022", "p.parquet": "CC025", "w.warc": "CC025",
    }  # fmt: skip
    assert "--exclude" in bad["broken.csv"].error
    only = ["x/cables.csv/C1.txt", "x/cables.csv/C2.txt"]
    assert [item.name for item in found(packed, include=("cables.csv",))] == only
    assert [item.name for item in found(packed, include=("cables.csv",), exclude=("C1.txt",))] == only[1:]
    left = [item.name for item in found(packed, exclude=("*.csv", "*.gz", "*.parquet", "*.warc"))]
    assert sorted(left) == ["a.txt", "csv.txt", "rows.jsonl/J4.txt"]
    named = names(tmp_path, include=(f"p{suffix}",), exclude=("*.csv",))
    assert sorted(named) == [f"p{suffix}/{name}" for name in good if ".csv/" not in name]


def test_a_table_in_an_archive_gives_what_it_gives_alone(tmp_path: Path) -> None:
    alone, packed = tmp_path / "cables.csv", tmp_path / "p.zip"
    alone.write_bytes(rows_of_csv(*range(1, 6)))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(alone, "cables.csv")
    assert at_once(alone, "-o", tmp_path / "alone").returncode == 0
    assert at_once(packed, "-o", tmp_path / "packed").returncode == 0
    assert tree(tmp_path / "packed" / "cables.csv") == tree(tmp_path / "alone")
    assert "5 up-to-date" in said(at_once(packed, "-o", tmp_path / "packed", "--resume"))
    assert at_once("check", packed).returncode == 0


def test_a_table_in_an_archive_has_a_limit(tmp_path: Path) -> None:
    packed = tmp_path / "p.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("cables.csv", rows_of_csv(*range(1, 6)))
    (item,) = found(packed, max_bytes=1000)
    assert "more than --max-bytes 1000" in item.error


def test_what_is_too_large_has_a_code_of_its_own(tmp_path: Path) -> None:
    """It can be read: the summary says that it may not, whatever it stands in."""
    folder, large = tmp_path / "in", "a line of a cable\n" * 200
    folder.mkdir()
    (folder / "file.txt").write_text(large)
    for name, text in (("small.jsonl", large), ("long.jsonl", large * 60)):
        (folder / name).write_text(json.dumps({"id": "a", "text": text}) + "\n")
    for name, text in (("small.csv", large), ("long.csv", large * 60)):
        (folder / name).write_text(table([("id", "text"), ("a", text), ("b", cable(1).decode())]))
    packed = zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED)
    with packed, tarfile.open(folder / "a.tar", "w") as tape:
        packed.writestr("a.txt", large)
        tape.add(folder / "file.txt", "a.txt")
    torn = (folder / "a.zip").read_bytes()
    (folder / "torn.zip").write_bytes(torn[: torn.index(b"PK\1\2")])
    result = at_once(folder, "-o", tmp_path / "out", "--max-bytes", "1500")
    failed = [line for line in said(result).splitlines() if " failed: " in line]
    assert [line.split(":")[0] for line in failed if ": CC065 failed: " in line] == [
        "a.tar/a.txt", "a.zip/a.txt", "file.txt", "long.csv/a.txt", "long.jsonl/row-1.txt",
        "small.csv/a.txt", "small.jsonl/a.txt", "torn.zip/a.txt",
    ]  # fmt: skip
    assert "CC065         8  document too large" in said(result)
    assert [line.split(":")[0] for line in failed if "CC022" in line] == ["torn.zip"]  # the rest of it
