"""Documents in tables: CSV, JSON lines, Parquet. A row is a document, or an item with its error.

Law: as sources. A row that is damaged costs itself; where the rest of a file cannot be told apart any
more, that is said and the file ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import IO, Any, NamedTuple

from cableconv.errors import InputError
from cableconv.sources_archives import damage, unreadable
from cableconv.sources_item import Gauge, Item, safe, too_large

_CABLES_CSV = 8  # columns: number, date, reference number, origin, classification, references, header, text
_STATED = (("created", 1), ("reference_id", 2), ("origin", 3), ("classification", 4), ("references", 5))
_TEXT_NAMES = ("text", "body", "content", "raw", "raw_content", "document")
_ID_NAMES = ("id", "identifier", "name", "reference_id", "refid", "mrn", "url")


class Columns(NamedTuple):
    """Names of columns: of the text and of the document's name ("": found), of what the table states."""

    text: str = ""
    ident: str = ""
    host: tuple[tuple[str, str], ...] = ()


def _opened(path: str, raw: IO[bytes]) -> IO[str]:
    stream: Any = raw
    if path.lower().endswith(".zst"):
        from cableconv.sources_extra import zstd

        stream = zstd(path, raw)
    elif path.lower().endswith(".gz"):
        import gzip

        stream = gzip.GzipFile(fileobj=raw)
    return TextIOWrapper(stream, encoding="utf-8", errors="surrogateescape", newline="")


def _lines(file: IO[str], limit: int) -> Iterator[str]:
    """The lines of a file; of one above the limit only a beginning above the limit."""
    while line := file.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith("\n"):
            line = file.readline(limit + 1)


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate that a JSON escape wrote
        return text.encode("utf-8", "surrogatepass")


def csv_rows(path: str, columns: Columns, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The rows of a table with a line of names; or, without names, of the eight columns of cables.csv.
    Raises InputError."""
    import csv

    limit = min(2**31 - 1, 2 * max_bytes + 131_072)
    csv.field_size_limit(limit)

    try:
        with open(path, "rb") as raw, _opened(path, raw) as file:
            first = next(_lines(file, limit), "")
        with open(path, "rb") as raw, _opened(path, raw) as file:  # again: not every stream goes back
            lines = _within(limit, _lines(file, limit))
            if _is_cables_csv(first):
                rows = csv.reader(lines, escapechar="\\", doublequote=False, strict=True)
                read = _dump_row
            else:
                rows = csv.reader(lines, strict=True)
                read = _Named(path, columns, [name.lstrip("\ufeff") for name in next(rows, [])]).row
            number = 0
            while True:
                number += 1
                try:
                    row = next(rows)
                except StopIteration:
                    return
                except csv.Error as error:
                    if "limit" in str(error) or "end of data" in str(error):
                        raise  # where the next row begins cannot be told
                    yield Item(f"row-{number}.txt", data=b"", error=f"line {rows.line_num}: {error}")
                    continue
                if row:
                    yield _sized(read(row, number), max_bytes)
                gauge.at(raw.tell())
    except damage(path, csv.Error) as error:
        raise unreadable(path, error) from error


def _within(limit: int, lines: Iterator[str]) -> Iterator[str]:
    """The lines, none of which is longer than the limit. Raises csv.Error."""
    import csv

    for line in lines:
        if len(line) > limit:
            raise csv.Error("a line above the limit")
        yield line


def _is_cables_csv(first: str) -> bool:
    """A first line that begins with a quoted number and a quoted date."""
    parts = first.lstrip("\ufeff").split(",", 2)
    return len(parts) == 3 and parts[0].strip('"').isdigit() and "/" in parts[1]


def _dump_row(row: Sequence[str], number: int) -> Item:
    if len(row) != _CABLES_CSV:
        return Item(f"row-{number}.txt", data=b"", error=f"{len(row)} columns, not {_CABLES_CSV}")
    stated = tuple((name, row[at]) for name, at in _STATED if row[at].strip())
    return Item(f"{safe(row[2])}.txt", data=_encoded(f"{row[6]}\n\n{row[7]}"), stated=stated)


class _Named:
    """Reads rows of a table whose columns have names. Raises InputError when one is missing."""

    def __init__(self, path: str, columns: Columns, names: Sequence[str]) -> None:
        self.names = names
        self.text = _column(path, columns.text, names, _TEXT_NAMES, "--text-column")
        self.ident = columns.ident or next((name for name in names if name.lower() in _ID_NAMES), "")
        self.host = columns.host
        for asked, option in (
            (self.ident, "--id-column"),
            *((column, "--host-column") for _, column in self.host),
        ):
            if asked:
                _column(path, asked, names, (), option)

    def wanted(self) -> list[str]:
        """The columns that are read, each once."""
        return list(
            dict.fromkeys([self.text, *filter(None, (self.ident,)), *(name for _, name in self.host)])
        )

    def row(self, row: Sequence[str], number: int) -> Item:
        """A row of all columns."""
        if len(row) > len(self.names):
            return Item(f"row-{number}.txt", data=b"", error=f"{len(row)} columns, not {len(self.names)}")
        return self.entry(dict(zip(self.names, row, strict=False)), number)

    def entry(self, entry: Mapping[str, object], number: int) -> Item:
        """A row by names."""
        return _of_row(entry, self.text, self.ident, self.host, number)


def _column(path: str, asked: str, names: Sequence[str], usual: tuple[str, ...], option: str) -> str:
    if asked in names and asked:
        return asked
    found = next((name for usual_name in usual for name in names if name.lower() == usual_name), "")
    if asked or not found:
        raise InputError(
            "CC049",
            f"{path} has no column {asked or usual[0]!r} (it has {', '.join(names) or 'none'}): name it with "
            f"{option}",
        )
    return found


def _of_row(
    entry: Mapping[str, object], text: str, ident: str, host: tuple[tuple[str, str], ...], number: int
) -> Item:
    value, given = entry.get(text), entry.get(ident) if ident else None
    name = f"{safe(str(given))}.txt" if given not in (None, "") else f"row-{number}.txt"
    if isinstance(value, dict):  # a document of ours in a line of JSON
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return Item(name, data=b"", error="the row has no text")
    stated = tuple((said, str(entry[column])) for said, column in host if entry.get(column) not in (None, ""))
    return Item(name, data=_encoded(value), stated=stated)


def _sized(item: Item, max_bytes: int) -> Item:
    why = too_large(len(item.data or b""), max_bytes)
    return item._replace(data=b"", error=why) if why else item


def jsonl_rows(path: str, columns: Columns, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The objects of a file with one on each line. Raises InputError."""
    limit = 2 * max_bytes + 100_000  # characters of a line: escapes, and other members
    try:
        with open(path, "rb") as raw, _opened(path, raw) as file:
            for number, line in enumerate(_lines(file, limit), 1):
                gauge.at(raw.tell())
                if len(line) > limit:
                    why = f"line {number} is longer than any document may be (--max-bytes {max_bytes})"
                    yield Item(f"row-{number}.txt", data=b"", error=why)
                elif line.strip("\ufeff \t\r\n"):
                    yield _sized(_of_line(line, number, columns), max_bytes)
    except damage(path) as error:
        raise unreadable(path, error) from error


def _of_line(line: str, number: int, columns: Columns) -> Item:
    try:
        entry = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return Item(f"row-{number}.txt", data=b"", error=f"line {number} is no JSON: {error}")
    if not isinstance(entry, dict):
        return Item(f"row-{number}.txt", data=b"", error=f"line {number} is no object")
    low = {name.lower(): name for name in reversed(entry)}
    text = columns.text or next((low[name] for name in _TEXT_NAMES if name in low), "text")
    ident = columns.ident or next((low[name] for name in _ID_NAMES if name in low), "id")
    return _of_row(entry, text, ident, columns.host, number)


def parquet_rows(path: str, columns: Columns, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The rows of a Parquet file. Raises InputError."""
    from cableconv import sources_extra

    named = _Named(path, columns, sources_extra.parquet_names(path))
    wanted = named.wanted()
    for number, (row, share) in enumerate(sources_extra.parquet(path, wanted), 1):
        yield _sized(named.entry(dict(zip(wanted, row, strict=True)), number), max_bytes)
        gauge.at(share)
