"""Quotes in tables that are not escaped: such a row fails under its document's name, and none is torn."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.test_sources import TEXTS, bad, good

NAMES = ["id", "date", "reference_id", "origin", "classification", "refs", "header", "content"]
# What stands in the text of the damaged row as it is written, whatever the others have before their quotes.
DAMAGED = {
    "a word in quotes": '2. (C) He said "yes" today.\n3. (C) More\nand more',
    "a word in quotes at the end": '5. (C) He said "yes" today.',
    "two quotes of their own": 'He said "" nothing.\nMore\nand more',
    "a quote before a line end": 'He called it "harbor"\nand went on\nand on',
    "one quote before a line end": 'He called it harbor"\nand went on\nand on',
    "one quote before a comma": 'He called it harbor", and\nwent on\nand on',
    "a quote at the end": 'He went on.\nHe said "yes"',
    "a quote at the beginning": '"Yes", he said.\nMore\nand more',
}
SOUND = {
    "quotes": 'He said "yes" today.\n"Yes", he said, and "no"\nMore, and "more"',
    "quotes at both ends": '"Yes"\nMore, "\nand more: "no"',
    "two quotes": 'He said "" nothing.\n""\nMore',
    "backslashes": 'C:\\files\\new\\\nMore\\" and more\\',
    "lines like rows": 'A list:\n"3", "4"\n1,2,3\n(12 rows)',
    "empty": "",
}


def dump_row(serial: int) -> list[str]:
    head = f"VZCZCXRO0{serial:03d}\nPP RUEHC\nBT"
    return [str(serial), "1/4/2008 12:00", f"08TESTVILLE{serial}", "Embassy Testville", "SECRET", "", head]


def written(rows: Sequence[Sequence[str]], *, doubled: bool) -> str:
    stream = io.StringIO()
    escapes = {"doublequote": doubled, "escapechar": None if doubled else "\\"}
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n", **escapes).writerows(rows)  # type: ignore[arg-type]
    return stream.getvalue()


def rows_of(form: str) -> tuple[list[list[str]], list[list[str]]]:
    """The line of names, if there is one, and four rows, each but for its text."""
    rows = [dump_row(at) for at in (1, 2, 3, 4)]
    if form == "two columns":
        return [["id", "text"]], [[row[2]] for row in rows]
    return [NAMES] if form == "a dump with names" else [], rows


FORMS = ["a dump", "a dump with names", "two columns"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("doubled", [False, True])
@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize("at", [1, 3])
def test_a_row_with_a_bare_quote_fails_by_its_name(
    tmp_path: Path, form: str, doubled: bool, damage: str, at: int
) -> None:
    names, rows = rows_of(form)
    pieces = [written(names, doubled=doubled)]
    for number, row in enumerate(rows):
        whole = written([[*row, f'A "quoted"\n{TEXTS[number]}']], doubled=doubled)
        torn = written([[*row, "@"]], doubled=doubled).replace("@", DAMAGED[damage])
        pieces.append(torn if number == at else whole)
    path = tmp_path / "cables.csv"
    path.write_text("".join(pieces))
    lost = f"08TESTVILLE{at + 1}.txt"
    if damage == "two quotes of their own" and doubled:
        assert not bad(path)  # this table writes one quote so
        return
    kept = {f"08TESTVILLE{n + 1}.txt": TEXTS[n] for n in range(4) if n != at}
    found = good(path)
    assert found.keys() == kept.keys()
    assert all(found[name].endswith(text) for name, text in kept.items())
    assert bad(path).keys() == {lost}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("doubled", [False, True])
def test_quotes_that_are_escaped_stay(tmp_path: Path, form: str, doubled: bool) -> None:
    names, rows = rows_of(form)
    for text in SOUND.values():
        path = tmp_path / "cables.csv"
        whole = [[*row, f'A "quoted"\n{text}'] for row in rows]
        path.write_text(written([*names, *whole], doubled=doubled))
        assert not bad(path)
        assert [found.endswith(f'A "quoted"\n{text}') for found in good(path).values()] == [True] * 4


def test_a_bare_quote_in_a_short_cell_fails(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    rows = [written([[*dump_row(at), TEXTS[at - 1]]], doubled=False) for at in (1, 2, 3)]
    rows[1] = rows[1].replace("Embassy Testville", 'Embassy "Testville')
    path.write_text("".join(rows))
    assert good(path).keys() == {"08TESTVILLE1.txt", "08TESTVILLE3.txt"}
    assert bad(path).keys() == {"08TESTVILLE2.txt"}


def test_one_row_does_not_tell_how_all_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "cables.csv"
    rows = [
        written([[*dump_row(at), f'A "quoted" word\n{TEXTS[at - 1]}']], doubled=False) for at in (1, 2, 3)
    ]
    rows.append(written([[*dump_row(4), 'A "quoted" word\nand more']], doubled=True))
    path.write_text("".join(rows))
    assert good(path).keys() == {f"08TESTVILLE{at}.txt" for at in (1, 2, 3)}
    assert bad(path).keys() == {"08TESTVILLE4.txt"}


def test_rows_of_other_shapes_tear_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id,text\nA1,"{TEXTS[0]}"\nA2,"{TEXTS[1]}"\nno 1,short\nno 2,shorter\n')
    assert good(path).keys() == {"A1.txt", "A2.txt", "no 1.txt", "no 2.txt"}
    assert not bad(path)


def test_a_torn_text_of_a_table_without_names_of_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    torn = '08 (C) They called it harbor"\nand went on\nand on\n"\n'
    path.write_text(f'date,text\n1 May,"{TEXTS[0]}"\n2 May,"{torn}3 May,"{TEXTS[2]}"\n4 May,of a line\n')
    assert good(path).keys() == {"row-1.txt", "row-3.txt", "row-4.txt"}
    assert bad(path).keys() == {"row-2.txt"}
