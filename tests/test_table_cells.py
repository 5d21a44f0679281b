"""The empty cells of tables, in every format and back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import cableconv
from cableconv import Edition, Options

CASES = Path(__file__).parent / "cases" / "body"
TEXTS = {
    name: (CASES / f"{name}.txt")
    .read_text(encoding="utf-8")
    .partition("--- input\n")[2]
    .partition("--- blocks\n")[0]
    for name in ("tables-with-empty-cells", "tables-with-bars-and-empty-cells")
}
TEXT = TEXTS["tables-with-empty-cells"]


def rows(text: str) -> list[list[str]]:
    """The cells of each row that a text has."""
    blocks = cableconv.read(text.encode()).blocks
    return [[getattr(cell, "text", "") for cell in block.content] for block in blocks if block.kind == "row"]


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("to", ["tei", "json"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_empty_cells_are_read_back(text: str, to: str, edition: Edition) -> None:
    options = Options(name="table.txt", edition=edition)
    cable = cableconv.read(text.encode(), options)
    made = cableconv.convert(text.encode(), options, to)
    assert cableconv.read(made, options).blocks == cable.blocks
    if edition is Edition.DIPLOMATIC:
        assert cableconv.restore(made) == text.encode()


def test_an_empty_cell_without_one_before_it_is_no_diplomatic_edition() -> None:
    made = cableconv.convert(TEXT.encode(), Options(name="table.txt", edition=Edition.DIPLOMATIC), "tei")
    with pytest.raises(cableconv.InputError, match="an empty cell needs a cell before it"):
        cableconv.restore(made.replace(b"<row><cell>", b"<row><cell/><cell>", 1))


def test_the_text_keeps_empty_cells() -> None:
    made = cableconv.convert(TEXT.encode(), Options(name="table.txt"), "text").decode()
    assert "2008\t14.0\t\t5\n" in made
    assert "2010\t14.0\t3.5\t\n" in made
    assert rows(made)[:13] == rows(TEXT)[:13]  # the next table has a cell that is told by its column alone


@pytest.mark.parametrize("seed", range(40))
def test_a_hole_in_a_table_of_columns_is_an_empty_cell(seed: int) -> None:
    """Made-up tables, left or right adjusted, one cell taken out, the last of its row among them."""
    chance = random.Random(seed)
    width, height = chance.randint(3, 6), chance.randint(4, 9)
    table = [["Year", *("Salt", "Pepper", "Fish", "Corn", "Rice")[: width - 1]]]
    table += [
        [str(2000 + row), *(f"{chance.uniform(1, 99):.1f}" for _ in range(width - 1))]
        for row in range(height)
    ]
    row, column = chance.randrange(1, height), chance.randrange(1, width)
    table[row][column] = ""
    adjust = chance.choice((str.ljust, str.rjust))
    printed = [
        (cells[0].ljust(8) + "".join(adjust(cell, 6) + "    " for cell in cells[1:])).rstrip()
        for cells in table
    ]
    text = "1. (U) Prices:\n\n" + "\n".join(printed) + "\n\n2. (U) They left.\n"
    assert rows(text) == table
