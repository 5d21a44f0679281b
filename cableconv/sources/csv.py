"""Documents in CSV, row by row; where a row begins after a damaged one.

Law: as sources. Rows that a lost quote has run into one another, or broken off, cost themselves: the next row
is the next line that begins as rows of this table do. Where none does, that is said and the file ends.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import IO

from cableconv.sources.archives import damage, unreadable
from cableconv.sources.csv_lines import TOO_LONG, Lines
from cableconv.sources.csv_table import Table, has_line_end, table_of
from cableconv.sources.item import Gauge, Item
from cableconv.sources.tables import Columns, lines_of, opened, sized

_LOOK = 1_000_000  # characters in which to find out how quotes are escaped
_TRIES = 100  # rows without an end after which a file is given up
_SHAPES = 1000  # rows by which a table is judged
_MISSING = "a quote is missing"
_PAIR = "two quotes stand inside a cell, of a table that writes them with a backslash"
_BROKEN_OFF = "a quote ends the text, which goes on behind it"


def csv_rows(
    path: str, columns: Columns, max_bytes: int, gauge: Gauge, opener: Callable[[], IO[bytes]]
) -> Iterator[Item]:
    """The rows of a table with a line of names; or of the eight columns of cables.csv, with names or without.
    opener gives its bytes from their beginning. Raises InputError."""
    limit = min(2**31 - 1, 2 * max_bytes + 131_072)
    csv.field_size_limit(limit)
    number = 0
    try:
        with opener() as raw, opened(path, raw) as file:
            table = table_of(path, columns, _beginning(path, file, limit))
        with opener() as raw, opened(path, raw) as file:  # again: not every stream goes back
            for item in _items(table, Lines(file, limit)):
                number += 1
                yield sized(item, max_bytes)
                gauge.at(raw.tell())
    except damage(path, csv.Error, UnicodeError) as error:
        raise unreadable(path, error, f" behind row {number}") from error


def _beginning(path: str, file: IO[str], limit: int) -> str:
    """So much of a table as tells how it is written; less where it is torn."""
    lines: list[str] = []
    size = 0
    try:
        for line in lines_of(file, limit):
            lines.append(line)
            size += len(line)
            if size > _LOOK:
                break
    except damage(path, UnicodeError):
        pass  # reading it says so
    return "".join(lines)


class _Lined:
    """Whether the texts of a table have lines, and rows with such a text are known by their first line: then
    lines that begin no row belong to a text whose quote is lost."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.count = 0
        self.usual = table.sure

    def learn(self, row: Sequence[str], line: str) -> None:
        """A good row, and the line that it begins with."""
        text = self.table.text
        if self.count < _SHAPES and text < len(row) and has_line_end(row[text]):
            self.usual = self.table.opens(line, False) and (self.usual or not self.count)
            self.count += 1


def _items(table: Table, lines: Lines) -> Iterator[Item]:
    rows = table.dialect.rows(iter(lines))
    while table.named and next(rows, None) == []:
        pass  # blank lines above the names
    number = endless = 0
    lined = _Lined(table)
    while True:
        number += 1
        lines.begin()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            ended, why = "end of data" in str(error), str(error)
            if "field limit" in why or why == TOO_LONG:
                why = TOO_LONG
            name = table.name(lines.row[0])
            endless += ended or why == TOO_LONG
            if endless > _TRIES or not (lines.skip(table.opens) or not ended):
                raise  # where the next row begins cannot be told
        else:
            name = table.name(lines.row[0]) if row else ""
            if not (why := _damage(table, lines, row, lined)):
                if row:
                    lined.learn(row, lines.row[0])
                    yield table.read(row, number)
                    table.learn(row)
                continue
        yield lines.damaged(number, why, name)
        rows = table.dialect.rows(iter(lines))


def _damage(table: Table, lines: Lines, row: Sequence[str], lined: _Lined) -> str:
    """Why a row that was read is none, else "": a quote that is missing, or stands where none may, has run it
    into others or broken it off. The lines then go on with the next row."""
    if len(row) > table.width and lines.back(table.opens):  # without strict quotes that is no error
        return _MISSING
    if row and table.dialect.pairs(lines.row):
        return _PAIR
    why = f"{len(row)} columns, not {table.width}" if len(row) > table.width else ""
    if not row or not lined.usual:
        return why
    torn = ""
    if table.breaks_off(row, lines.row[-1]):
        torn = _MISSING if lines.go_on(lambda line: -1 if table.opens(line, False) else 1, 2) else ""
    if not torn and table.text < len(row):
        torn = _BROKEN_OFF if lines.go_on(table.inside, 1 if table.sure else 2) else ""
    if torn:
        lines.skip(lambda line, alone: table.opens(line, False))
    return torn or why
