"""The reference tables: each has a source and a licence, its rows are whole and agree with each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cableconv.lexicon import tables

FOLDER = Path(tables.__file__).parents[1] / "data"


@pytest.mark.parametrize("name", tables.NAMES)
def test_head_and_rows(name: str) -> None:
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").split("\n")
    assert lines[0].startswith("# Source: ") and lines[1].startswith("# Licence: ")
    columns = lines[2].split("\t")
    listed = tables.rows(name)
    assert listed and all(len(row) == len(columns) and row[0] for row in listed)
    keys = [row[0] for row in listed]
    assert len(set(keys)) == len(keys)


def test_no_table_is_stray() -> None:
    assert {path.stem for path in FOLDER.glob("*.tsv")} == set(tables.NAMES)


def test_shapes() -> None:
    assert all(re.fullmatch("[A-Z]{4}", tag) for tag in tables.subject_tags())
    assert all(
        re.fullmatch("[A-Z]{2}", tag) and re.fullmatch("[A-Z]{2}|", iso)
        for tag, (iso, _) in tables.geographic_tags().items()
    )
    assert not tables.organization_tags().keys() & (
        tables.geographic_tags().keys() | tables.subject_tags().keys()
    )
    assert all(start < (end or "9") for start, end in tables.executive_orders().values())
    assert all(re.fullmatch("[A-Z ]+", post) for post in tables.posts().values())
    assert all(re.fullmatch("[A-Z][A-Z .'/-]*", name) for name in tables.posts()), "a semicolon parts aliases"
    assert all(re.fullmatch("R[A-Z]{3,7}", ri) for ri in tables.routing_indicators())


def test_geographic_tags_are_not_iso() -> None:
    known = tables.geographic_tags()
    assert (known["CH"][0], known["SZ"][0], known["RS"][0], known["GM"][0]) == ("CN", "CH", "RU", "DE")


def test_stumps() -> None:
    assert tables.posts()["RIO DE JAN"] == "RIO DE JANEIRO" and tables.posts()["KIEV"] == "KYIV"
