"""What stands beside what is read of an archive or a table is told, and never left out without a word."""

from __future__ import annotations

import csv
import gzip
import io
import json
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.batch_corpus import at_once, cable, names_in, tree
from tests.test_cli import said


def zipped(*entries: tuple[str, bytes], comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.comment = comment
        for name, data in entries:
            archive.writestr(name, data)
    return made.getvalue()


FIRST, SECOND = zipped(("1.txt", cable(1))), zipped(("2.txt", cable(2)))
JOINED = {
    "one behind the other": FIRST + SECOND,
    "with a comment": zipped(("1.txt", cable(1)), comment=b"of the archive") + SECOND,
    "three": FIRST + SECOND + FIRST,
    "with something between": FIRST + bytes(512) + SECOND,
    "behind a program": b"MZ" + bytes(600) + FIRST + SECOND,
    "before an empty one": FIRST + zipped(),
}
END = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 50, 0, 0)
ALONE = {
    "alone": SECOND,
    "behind a program": b"MZ" + bytes(600) + SECOND,
    "behind a program that knows zips": b"MZ" + b"PK\3\4PK\1\2" + bytes(600) + b"PK\5\6" + END + SECOND,
    "behind an empty one": zipped() + SECOND,
    "with one in it": zipped(("inner.bin", FIRST), ("2.txt", cable(2))),
    "with a comment that looks so": zipped(("2.txt", cable(2)), comment=FIRST[:60]),
}


@pytest.mark.parametrize("data", JOINED.values(), ids=JOINED)
def test_a_zip_behind_another_is_told(tmp_path: Path, data: bytes) -> None:
    path, out = tmp_path / "p.zip", tmp_path / "out"
    path.write_bytes(data)
    result = at_once(path, "-o", out)
    assert result.returncode == 3
    assert "p.zip:1:1: CC022 failed: another zip stands before the one that is read" in said(result)
    before = tree(out)
    path.write_bytes(data)
    (out / "3.xml").write_text("precious")
    at_once(path, "-o", out, "--resume", "--prune")
    assert before.items() <= tree(out).items()


@pytest.mark.parametrize("data", ALONE.values(), ids=ALONE)
def test_a_zip_that_stands_behind_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(data)
    assert "another zip" not in said(at_once(path, "-o", tmp_path / "out"))
    assert "2.xml" in tree(tmp_path / "out")


def test_where_a_packed_table_ends_is_told(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(n), "text": cable(n).decode()}) for n in range(1, 6)]
    path = tmp_path / "t.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(rows).encode()) + b"garbage")
    assert "cannot be read behind line 4 (" in said(at_once(path, "-o", tmp_path / "out"))
    table = tmp_path / "t.csv.gz"
    data = written(("id", "text"), [(str(n), cable(n).decode()) for n in range(1, 200)])
    table.write_bytes(gzip.compress(data)[:-9])
    assert "cannot be read behind row 19" in said(at_once(table, "-o", tmp_path / "csv"))


def written(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerows([names, *rows])
    return made.getvalue().encode()


TEXT, BODY = cable(1).decode(), cable(2).decode()
TOLD = "the column 'text' is taken for the text, and 'body' left, by their names"


@pytest.mark.parametrize("form", ["csv", "jsonl", "zip"])
@pytest.mark.parametrize(("body", "told"), [(BODY, True), ("", False), ("a word", False)])
def test_a_second_column_of_texts_is_told_once(tmp_path: Path, form: str, body: str, told: bool) -> None:
    rows = [(str(number), TEXT, body) for number in range(1, 6)]
    path = tmp_path / f"t.{form}"
    data = written(("id", "text", "body"), rows)
    if form == "jsonl":
        objects = (dict(zip(("id", "text", "body"), row, strict=True)) for row in rows)
        data = "".join(json.dumps(each) + "\n" for each in objects).encode()
    path.write_bytes(zipped(("inner.csv", data)) if form == "zip" else data)
    result = at_once(path, "-o", tmp_path / "out")
    assert result.returncode == 0
    assert said(result).count(TOLD) == told
    assert TOLD not in said(at_once(path, "-o", tmp_path / "out", "--text-column", "body"))
    assert len(names_in(path)) == 5
