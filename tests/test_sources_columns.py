"""Which column of a table is the text: by its name, and by lines where several may be."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.batch_corpus import at_once, cable, numbered, tree
from tests.test_cli import said

CABLES = [cable(serial).decode() for serial in (1, 2, 3)]
FLAT = "Talks on a harbor"
LINES = "A memo\nof some\nlines.\n"


def table(folder: Path, columns: dict[str, list[str]], kind: str) -> Path:
    path = folder / f"t.{kind}"
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    if kind == "parquet":
        arrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(arrow.Table.from_pylist(rows), path)
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(columns), delimiter=";" if kind == "tsv" else ",")
            writer.writeheader()
            writer.writerows(rows)
    return path


def of(value: str) -> list[str]:
    return [value] * len(CABLES)


TAKEN = {
    "identifiers in a column of a usual name": {"Document": ["a", "b", "c"], "Cable Text": CABLES},
    "a title in a column of a usual name": {"text": of(FLAT), "raw": CABLES, "date": of("2008")},
    "an empty column of a usual name": {"content": of(""), "id": ["a", "b", "c"], "full_text": CABLES},
    "two texts of usual names, in their order": {"content": of(LINES), "id": ["a", "b", "c"], "text": CABLES},
    "a usual name before one with a word of it": {"memoText": of(LINES), "body": CABLES},
    "the only one with a word in its name": {"id": ["a", "b", "c"], "TelegramText": CABLES},
    "a short note beside it": {"cable_note": of(FLAT), "cable": CABLES},
}


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "parquet"])
@pytest.mark.parametrize("case", TAKEN)
def test_the_column_with_the_cables_is_taken(case: str, kind: str, tmp_path: Path) -> None:
    result = at_once(table(tmp_path, TAKEN[case], kind), "-o", tmp_path / "out")
    assert result.returncode == 0, said(result)
    assert "3 converted" in said(result)


NONE = {
    "no word of a text": {"id": ["a", "b", "c"], "summary": of(LINES), "context": CABLES},
    "a word, and no lines": {"id": ["a", "b", "c"], "cable_subject": of(FLAT), "note": CABLES},
}


@pytest.mark.parametrize("kind", ["csv", "tsv", "parquet"])
@pytest.mark.parametrize("case", NONE)
def test_no_column_is_guessed_without_a_reason(case: str, kind: str, tmp_path: Path) -> None:
    path = table(tmp_path, NONE[case], kind)
    result = at_once(path, "-o", tmp_path / "out")
    assert result.returncode == 3
    assert "CC049 failed: " in said(result)
    assert "has no column 'text'" in said(result)
    assert "name it with --text-column" in said(result)


@pytest.mark.parametrize("kind", ["csv", "tsv", "parquet"])
def test_somebody_is_asked_where_two_may_be_it(kind: str, tmp_path: Path) -> None:
    path = table(tmp_path, {"Cable Text": CABLES, "Memo text": of(LINES), "n": of("1")}, kind)
    result = at_once(path, "-o", tmp_path / "out")
    assert result.returncode == 3
    why = "2 columns that may be the text ('Cable Text', 'Memo text'): name one with --text-column"
    assert f"CC049 failed: {path} has {why}" in said(result)
    assert "3 converted" in said(at_once(path, "-o", tmp_path / "out", "--text-column", "Cable Text"))


def test_a_line_of_json_with_two_texts_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    rows = [
        {"id": 1, "text": CABLES[0]},
        {"id": 2, "cable a": CABLES[1], "cable b": LINES},
        {"text": CABLES[2]},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = at_once(path, "-o", tmp_path / "out")
    assert result.returncode == 3
    assert "row-2.txt:1:1: CC049 failed: line 2: it has 2 columns" in said(result)
    assert "2 converted, 1 failed" in said(result)


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_of_a_table_of_ours_the_document_is_read(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    folder = numbered(tmp_path / "in", 3)
    assert at_once(folder, "-o", tmp_path / f"all.{form}", "-q").returncode == 0
    assert at_once(folder, "-o", tmp_path / "first", "-q").returncode == 0
    assert at_once(tmp_path / f"all.{form}", "-o", tmp_path / "again", "-q").returncode == 0
    assert sorted(tree(tmp_path / "again").values()) == sorted(tree(tmp_path / "first").values())


def test_binary_columns_hold_texts_and_names(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    texts = [cable(1), cable(2).decode().encode("utf-16"), None, cable(4) + b"\nA caf\xe9.\n"]
    columns = {"id": [b"a", b"b", b"c", b"\xff"], "text": texts, "date": [b"2008-01-15 12:00:00"] * 4}
    parquet.write_table(arrow.table(columns), tmp_path / "t.parquet")
    result = at_once(tmp_path / "t.parquet", "-o", tmp_path / "out", "--host-column", "created=date")
    assert result.returncode == 3
    assert "c.txt:1:1: CC022 failed: the row has no text" in said(result)
    found = tree(tmp_path / "out")
    assert set(found) == {"a.xml", "b.xml", "%xFF.xml"}
    assert all(b"2008-01-15 12:00:00" in document for document in found.values())
    assert "café".encode() in found["%xFF.xml"]
