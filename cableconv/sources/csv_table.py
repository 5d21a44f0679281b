"""How a table in CSV is written: delimiter, escapes, columns; with which lines its rows begin.

Law: as sources. How quotes are escaped is told by most of them: one damaged row changes no other.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from cableconv.sources.columns import text_of, usual_text
from cableconv.sources.item import Item, row_lost
from cableconv.sources.names import safe
from cableconv.sources.tables import Columns, Named, encoded

_CABLES_CSV = 8  # columns: number, date, reference number, origin, classification, references, header, text
_NUMBER = 2  # the column of the reference number there
_STATED = (("created", 1), ("reference_id", 2), ("origin", 3), ("classification", 4), ("references", 5))
_DELIMITERS = (",", ";", "\t", "|")
_SHAPES = 1000  # of names that are remembered
_LINE = re.compile(r"[^\r\n]+")
_BACKSLASHED = re.compile(r'\\"(?![",;\t|\r\n])')
_DOUBLED = re.compile(r'\w""|""\w')
_PAIR = re.compile(r'\\.|""', re.DOTALL)
_RUNS = ((re.compile("[A-Z]+"), "A"), (re.compile("[a-z]+"), "a"), (re.compile("[0-9]+"), "9"))


class Dialect(NamedTuple):
    """How rows are written. backslashed: quotes in a cell have a backslash before them; spaced: a space
    stands behind each delimiter."""

    delimiter: str
    backslashed: bool
    spaced: bool = False

    def rows(self, lines: Iterator[str], *, strict: bool = True) -> Iterator[list[str]]:
        """The rows of these lines. Two quotes count as one in both dialects, so that any other quote inside a
        cell is an error; whether they may stand there is asked by pairs."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            escapechar="\\" if self.backslashed else None,
            skipinitialspace=self.spaced,
            strict=strict,
        )

    def pairs(self, lines: Sequence[str]) -> bool:
        """Do two quotes stand in a row with backslashes that are no empty cell?"""
        if not self.backslashed or not any('""' in line for line in lines):
            return False
        row = "".join(lines)
        before, behind = self.delimiter + " " * self.spaced, f"{self.delimiter}\r\n"
        return any(
            row[max(at.start() - 1, 0) : at.start()] not in before
            or row[at.end() : at.end() + 1] not in behind
            for at in _PAIR.finditer(row)
            if at[0] == '""'
        )

    def begun(self, line: str) -> list[str]:
        """The cells that are whole on the first line of a row."""
        return next(self.rows(iter([line]), strict=False), [])[:-1]


class Table(NamedTuple):
    """How a table is read. named: it begins with a line of names; read: a row and its number as an item;
    learn: is told of each good row; opens: does a row begin with this line? (True: the line before it was the
    whole of a damaged row); inside: does a text that has ended go on with this line? (1: it does; 0: a row
    may begin here, or none; -1: one does); width: how many columns it has; text: which of them is the text;
    ident: which is the document's name, or -1; sure: does each row begin with a line that opens one?"""

    dialect: Dialect
    named: bool
    read: Callable[[Sequence[str], int], Item]
    learn: Callable[[Sequence[str]], None]
    opens: Callable[[str, bool], bool]
    inside: Callable[[str], int]
    width: int
    text: int
    ident: int
    sure: bool = False

    def name(self, line: str) -> str:
        """What the document of a row is called whose first line this is; "" where that is not said there."""
        if self.ident < 0 or not self.opens(line, False):
            return ""
        cells = self.dialect.begun(line)
        name = cells[self.ident] if self.ident < len(cells) else ""
        return "" if '"' in name or not name.strip() else f"{safe(name)}.txt"

    def breaks_off(self, row: Sequence[str], line: str) -> bool:
        """May a row, whose last line this is, have lost the quote before its text? line: as it is written."""
        if not self.text < len(row) <= self.width:
            return bool(row)
        cell = row[self.text]
        before = f"{self.dialect.delimiter}{' ' * self.dialect.spaced}" if self.text else ""
        return bool(cell) and not has_line_end(cell) and before + cell in line


def has_line_end(cell: str) -> bool:
    """Does the text of a cell have lines?"""
    return "\n" in cell or "\r" in cell


def table_of(path: str, columns: Columns, begin: str) -> Table:
    """How a table that begins so is read. Raises InputError when no column of it is the text."""
    written = (found[0] for found in _LINE.finditer(begin.lstrip("\ufeff")))
    first, second = [*islice(filter(str.strip, written), 2), "", ""][:2]
    delimiters = ("\t", *_DELIMITERS) if ".tsv" in path.lower() else _DELIMITERS
    backslashes, doubled = _escapes(begin)
    backslashed = backslashes > doubled
    for delimiter in delimiters:
        bare = _opens_dump(first, delimiter)
        names = _names(first, delimiter)
        if spaced := len(names) > 1 and all(name.startswith(" ") for name in names[1:]):
            names = _names(first, delimiter, spaced=True)
        if bare or (len(names) == _CABLES_CSV and not columns.text and _opens_dump(second, delimiter)):
            return _dump(Dialect(delimiter, backslashed or (bare and backslashes == doubled)), named=not bare)
        if columns.text in names if columns.text else usual_text(names):
            return _with_names(path, columns, names, begin, Dialect(delimiter, backslashed, spaced))
    names, widest = max(((_names(first, each), each) for each in delimiters), key=lambda found: len(found[0]))
    return _with_names(path, columns, names, begin, Dialect(widest, backslashed))


def _escapes(begin: str) -> tuple[int, int]:
    """How many quotes inside cells have a backslash before them, how many are doubled."""
    backslashes = sum(1 for _ in _BACKSLASHED.finditer(begin)) if "\\" in begin else 0
    return backslashes, sum(1 for _ in _DOUBLED.finditer(begin)) if '""' in begin else 0


def _names(line: str, delimiter: str, *, spaced: bool = False) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, skipinitialspace=spaced), [])


def _with_names(path: str, columns: Columns, names: Sequence[str], begin: str, dialect: Dialect) -> Table:
    """A table with names, of which the text is found by the first rows where several may be it. Raises
    InputError."""
    text = columns.text or text_of(path, names, _first_rows(dialect, begin), columns.told)
    return _named(Named(path, columns, names, text), dialect)


def _first_rows(dialect: Dialect, begin: str) -> Iterator[list[str]]:
    """The rows behind the line of names, as far as they can be read."""
    with suppress(csv.Error):
        yield from islice(filter(None, dialect.rows(iter(begin.splitlines(keepends=True)))), 1, None)


def _opens_dump(line: str, delimiter: str) -> bool:
    """A line that begins with a number and a date."""
    parts = line.split(delimiter, 2)
    return len(parts) == 3 and parts[0].strip('"').isdigit() and "/" in parts[1][:12]


def _dump(dialect: Dialect, *, named: bool) -> Table:
    def opens(line: str, alone: bool) -> bool:
        return _opens_dump(line, dialect.delimiter)

    def inside(line: str) -> int:
        return -1 if opens(line, False) else 1

    width = _CABLES_CSV
    return Table(
        dialect, named, _dump_row, lambda row: None, opens, inside, width, width - 1, _NUMBER, sure=True
    )


def _dump_row(row: Sequence[str], number: int) -> Item:
    if len(row) != _CABLES_CSV:
        return row_lost(number, f"{len(row)} columns, not {_CABLES_CSV}")
    stated = tuple((name, row[at]) for name, at in _STATED if row[at].strip())
    return Item(f"{safe(row[_NUMBER])}.txt", data=encoded(f"{row[6]}\n\n{row[7]}"), stated=stated)


def _named(named: Named, dialect: Dialect) -> Table:
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

    def inside(line: str) -> int:
        cells = dialect.begun(line.rstrip("\r\n") + delimiter)
        quoted = f'{delimiter}"' in line or line.startswith('"')
        if quoted or opens(line, False) or (0 <= ident < len(cells) and _shape(cells[ident]) in seen):
            return -1
        return 0 if (ident < 0 and not text) or text < len(cells) <= len(names) else 1

    return Table(dialect, True, named.row, learn, opens, inside, len(names), text, ident)


def _shape(name: str) -> str:
    """What sort of name it is: "08OTTAWA42" is "9A9"."""
    for runs, letter in _RUNS:
        name = runs.sub(letter, name)
    return name
