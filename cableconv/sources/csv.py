"""Documents in CSV: which delimiter, which escapes, which columns; where a row begins after a damaged one.

Law: as sources. Rows that a lost quote has run into one another cost themselves: the next row is the next
line that begins as rows of this table do. Where none does, that is said and the file ends.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import IO, NamedTuple

from cableconv.sources.archives import damage, unreadable
from cableconv.sources.columns import text_of, usual_text
from cableconv.sources.csv_lines import TOO_LONG, Lines
from cableconv.sources.item import Gauge, Item, row_lost
from cableconv.sources.names import safe
from cableconv.sources.tables import Columns, Named, encoded, lines_of, opened, sized

_CABLES_CSV = 8  # columns: number, date, reference number, origin, classification, references, header, text
_STATED = (("created", 1), ("reference_id", 2), ("origin", 3), ("classification", 4), ("references", 5))
_LOOK = 1_000_000  # characters in which to find out how quotes are escaped
_DELIMITERS = (",", ";", "\t", "|")
_TRIES = 100  # rows without an end after which a file is given up
_SHAPES = 1000  # of names that are remembered
_LINE = re.compile(r"[^\r\n]+")
_BACKSLASHED = re.compile(r'\\"(?![,;\t|\r\n])')
_DOUBLED = re.compile(r'\w""|""\w')
_RUNS = ((re.compile("[A-Z]+"), "A"), (re.compile("[a-z]+"), "a"), (re.compile("[0-9]+"), "9"))


class _Dialect(NamedTuple):
    """How rows are written. backslashed: quotes in a cell have a backslash before them; spaced: a space
    stands behind each delimiter."""

    delimiter: str
    backslashed: bool
    spaced: bool = False

    def rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        escape = "\\" if self.backslashed else None
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            escapechar=escape,
            doublequote=not self.backslashed,
            skipinitialspace=self.spaced,
            strict=True,
        )


class _Table(NamedTuple):
    """How a table is read. named: it begins with a line of names; read: a row and its number as an item;
    learn: is told of each good row; opens: does a row begin with this line? (True: the line before it was the
    whole of a damaged row); width: how many columns it has; text: which of them is the text."""

    dialect: _Dialect
    named: bool
    read: Callable[[Sequence[str], int], Item]
    learn: Callable[[Sequence[str]], None]
    opens: Callable[[str, bool], bool]
    width: int
    text: int

    def breaks_off(self, row: Sequence[str], line: str) -> bool:
        """May a row, whose last line this is, have lost the quote before its text? line: as it is written."""
        if not self.text < len(row) <= self.width:
            return bool(row)
        cell = row[self.text]
        before = f"{self.dialect.delimiter}{' ' * self.dialect.spaced}" if self.text else ""
        return bool(cell) and not _has_line_end(cell) and before + cell in line


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
            table = _table(path, columns, _beginning(path, file, limit))
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

    def __init__(self, table: _Table) -> None:
        self.table = table
        self.count = 0
        self.usual = False

    def learn(self, row: Sequence[str], line: str) -> None:
        """A good row, and the line that it begins with."""
        text = self.table.text
        if self.count < _SHAPES and text < len(row) and _has_line_end(row[text]):
            self.usual = self.table.opens(line, False) and (self.usual or not self.count)
            self.count += 1


def _has_line_end(cell: str) -> bool:
    return "\n" in cell or "\r" in cell


def _items(table: _Table, lines: Lines) -> Iterator[Item]:
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
            if "field limit" in why:
                why = TOO_LONG
            endless += ended or why == TOO_LONG
            if endless > _TRIES or not (lines.skip(table.opens) or not ended):
                raise  # where the next row begins cannot be told
            yield lines.damaged(number, why)
            rows = table.dialect.rows(iter(lines))
            continue
        if len(row) > table.width and lines.back(table.opens):  # without strict quotes that is no error
            yield lines.damaged(number, "a quote is missing")
            rows = table.dialect.rows(iter(lines))
        elif lined.usual and table.breaks_off(row, lines.row[-1]) and lines.goes_on(table.opens):
            lines.skip(lambda line, alone: table.opens(line, False))
            yield lines.damaged(number, "a quote is missing")
            rows = table.dialect.rows(iter(lines))
        elif row:
            lined.learn(row, lines.row[0])
            yield table.read(row, number)
            table.learn(row)


def _table(path: str, columns: Columns, begin: str) -> _Table:
    """How a table that begins so is read. Raises InputError when no column of it is the text."""
    written = (found[0] for found in _LINE.finditer(begin.lstrip("\ufeff")))
    first, second = [*islice(filter(str.strip, written), 2), "", ""][:2]
    delimiters = ("\t", *_DELIMITERS) if ".tsv" in path.lower() else _DELIMITERS
    backslashed = bool(_BACKSLASHED.search(begin)) and not _DOUBLED.search(begin)
    for delimiter in delimiters:
        bare = _opens_dump(first, delimiter)
        names = _names(first, delimiter)
        if spaced := len(names) > 1 and all(name.startswith(" ") for name in names[1:]):
            names = _names(first, delimiter, spaced=True)
        if bare or (len(names) == _CABLES_CSV and not columns.text and _opens_dump(second, delimiter)):
            escaped = not _DOUBLED.search(begin) if not backslashed and bare else backslashed
            return _dump(_Dialect(delimiter, escaped), named=not bare)
        if columns.text in names if columns.text else usual_text(names):
            return _with_names(path, columns, names, begin, _Dialect(delimiter, backslashed, spaced))
    names, widest = max(((_names(first, each), each) for each in delimiters), key=lambda found: len(found[0]))
    return _with_names(path, columns, names, begin, _Dialect(widest, backslashed))


def _names(line: str, delimiter: str, *, spaced: bool = False) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, skipinitialspace=spaced), [])


def _with_names(path: str, columns: Columns, names: Sequence[str], begin: str, dialect: _Dialect) -> _Table:
    """A table with names, of which the text is found by the first rows where several may be it. Raises
    InputError."""
    text = columns.text or text_of(path, names, _first_rows(dialect, begin), columns.told)
    return _named(Named(path, columns, names, text), dialect)


def _first_rows(dialect: _Dialect, begin: str) -> Iterator[list[str]]:
    """The rows behind the line of names, as far as they can be read."""
    with suppress(csv.Error):
        yield from islice(filter(None, dialect.rows(iter(begin.splitlines(keepends=True)))), 1, None)


def _opens_dump(line: str, delimiter: str) -> bool:
    """A line that begins with a number and a date."""
    parts = line.split(delimiter, 2)
    return len(parts) == 3 and parts[0].strip('"').isdigit() and "/" in parts[1][:12]


def _dump(dialect: _Dialect, *, named: bool) -> _Table:
    def opens(line: str, alone: bool) -> bool:
        return _opens_dump(line, dialect.delimiter)

    return _Table(dialect, named, _dump_row, lambda row: None, opens, _CABLES_CSV, _CABLES_CSV - 1)


def _dump_row(row: Sequence[str], number: int) -> Item:
    if len(row) != _CABLES_CSV:
        return row_lost(number, f"{len(row)} columns, not {_CABLES_CSV}")
    stated = tuple((name, row[at]) for name, at in _STATED if row[at].strip())
    return Item(f"{safe(row[2])}.txt", data=encoded(f"{row[6]}\n\n{row[7]}"), stated=stated)


def _named(named: Named, dialect: _Dialect) -> _Table:
    """A table with names. A row begins where the text's cell is quoted, or all cells stand on the line, and
    the document's name looks like those before."""
    names, delimiter = named.names, dialect.delimiter
    text = names.index(named.text)
    ident = names.index(named.ident) if named.ident else -1
    seen: set[str] = set()

    def learn(row: Sequence[str]) -> None:
        if 0 <= ident < len(row) and len(seen) < _SHAPES:
            seen.add(_shape(row[ident]))

    def opens(line: str, alone: bool) -> bool:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        quoted = f'{delimiter}"' in line if text else line.startswith('"')
        if ident < 0:
            return (quoted and len(cells) > text) or alone
        if len(cells) <= max(text, ident if ident < text else 0) or not (quoted or len(cells) == len(names)):
            return False
        if ident < len(cells) and '"' in cells[ident]:  # the end of a text
            return False
        shape = _shape(cells[ident]) if ident < len(cells) else ""
        blank = any(" " in each for each in seen)
        return shape in seen or (quoted and (not seen or (not blank and " " not in shape)))

    return _Table(dialect, True, named.row, learn, opens, len(names), text)


def _shape(name: str) -> str:
    """What sort of name it is: "08OTTAWA42" is "9A9"."""
    for runs, letter in _RUNS:
        name = runs.sub(letter, name)
    return name
