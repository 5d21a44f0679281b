"""Documents in tables: their columns, JSON lines, Parquet. A row is a document, or an item with its error.

Law: as sources. A row that is damaged costs itself.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import BufferedReader, TextIOWrapper
from itertools import islice
from math import isfinite
from typing import IO, Any, NamedTuple, cast

from cableconv.errors import InputError
from cableconv.sources.archives import damage, unreadable
from cableconv.sources.columns import ROWS, candidates, dump_of, first, text_of
from cableconv.sources.item import Gauge, Item, TooLarge, row_lost, taken_from, too_large
from cableconv.sources.names import safe

_WIDE = {b"\1\0\1\0": "utf-16-le", b"\0\1\0\1": "utf-16-be"}  # by which bytes are not NUL
_TEXT = "text"  # the name of a column that is missing
_ID_NAMES = ("id", "identifier", "name", "reference_id", "refid", "mrn", "url")


class Columns(NamedTuple):
    """Names of columns: of the text and of the document's name ("": found), of what the table states. told:
    is told what somebody should know of how they were found."""

    text: str = ""
    ident: str = ""
    host: tuple[tuple[str, str], ...] = ()
    told: Callable[[str], object] = str


def opened(path: str, raw: IO[bytes]) -> IO[str]:
    """The text of a table. Bytes that are no UTF-8 are kept; UTF-16 is known by its mark, or by its NULs."""
    stream: Any = raw
    if path.lower().endswith(".zst"):
        from cableconv.sources.extra import zstd

        stream = BufferedReader(zstd(path, raw))
    elif path.lower().endswith(".gz"):
        import gzip

        stream = gzip.GzipFile(fileobj=raw)
    begin = stream.peek(4)[:4]
    if stream is not raw and not begin and not cast(Any, raw).tell():
        raise EOFError("it is empty, and no packed file is")
    wide = "utf-16" if begin[:2] in (BOM_UTF16_LE, BOM_UTF16_BE) else _WIDE.get(bytes(map(bool, begin)), "")
    if wide:
        return TextIOWrapper(stream, encoding=wide, errors="surrogatepass", newline="")
    return TextIOWrapper(stream, encoding="utf-8", errors="surrogateescape", newline="")


def lines_of(file: IO[str], limit: int) -> Iterator[str]:
    """The lines of a file; of one above the limit only a beginning above the limit."""
    while line := file.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith("\n"):
            line = file.readline(limit + 1)


def encoded(text: str) -> bytes:
    """The bytes of a cell."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate that a JSON escape wrote
        return text.encode("utf-8", "surrogatepass")


class Named:
    """Reads rows of a table whose columns have names, of which one was found to be the text. Raises
    InputError when one is missing."""

    def __init__(self, path: str, columns: Columns, names: Sequence[str], text: str) -> None:
        dump = None if columns.text else dump_of(names)
        self.names = names
        self.text = _column(path, columns.text or (dump.text if dump else text), names, "--text-column")
        self.found = "" if columns.text or dump or len(names) < 2 else self.text  # by its name alone
        self.header = dump.header if dump else ""
        self.ident = columns.ident or (dump.reference if dump else "") or first(_ID_NAMES, names)
        stated = {**dict(dump.stated if dump else ()), **dict(columns.host)}
        self.host = tuple(stated.items())
        for asked, option in (
            (self.ident, "--id-column"),
            *((column, "--host-column") for _, column in self.host),
        ):
            if asked:
                _column(path, asked, names, option)

    def wanted(self) -> list[str]:
        """The columns that are read, each once."""
        read = (self.text, self.header, self.ident, *(name for _, name in self.host))
        return list(dict.fromkeys(filter(None, read)))

    def row(self, row: Sequence[str], number: int) -> Item:
        """A row of all columns."""
        if len(row) > len(self.names):
            return row_lost(number, f"{len(row)} columns, not {len(self.names)}")
        return self.entry(dict(zip(self.names, row, strict=False)), number)

    def entry(self, entry: Mapping[str, object], number: int) -> Item:
        """A row by names."""
        value, given = entry.get(self.text), entry.get(self.ident) if self.ident else None
        if isinstance(given, bytes):
            given = given.decode("utf-8", "surrogateescape")
        nameless = given in (None, "") or not _is_name(given)
        name = f"row-{number}.txt" if nameless else f"{safe(str(given))}.txt"
        if isinstance(value, dict):  # a document of ours in a line of JSON
            value = json.dumps(value, ensure_ascii=False)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "surrogateescape")  # and the same bytes again
        if not isinstance(value, str):
            return Item(
                name,
                data=b"",
                error=f"the row has no text{taken_from(self.found)}",
                lost=("",) if nameless else (),
            )
        if self.header and isinstance(header := entry.get(self.header), str) and header:
            value = f"{header}\n\n{value}"
        stated = tuple(
            (said, _stated(entry[column]))
            for said, column in self.host
            if entry.get(column) not in (None, "")
        )
        return Item(name, data=encoded(value), stated=stated, column=self.found)


def _stated(value: object) -> str:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _is_name(value: object) -> bool:
    """May a value be the name of a document? A list or an infinite number may not."""
    return not isinstance(value, (bool, list, dict)) and not (
        isinstance(value, float) and not isfinite(value)
    )


def _column(path: str, asked: str, names: Sequence[str], option: str) -> str:
    found = asked if asked in names else ""
    if names.count(found) > 1:
        raise InputError(
            "CC049", f"{path} has {names.count(found)} columns {found!r}: name one with {option}"
        )
    if not found:
        has = ", ".join(map(_quoted, names)) or "none"
        raise InputError(
            "CC049", f"{path} has no column {asked or 'text'!r} (it has {has}): name it with {option}"
        )
    return found


def _quoted(name: str) -> str:
    """A name as a person sees where it ends."""
    return name if name == name.strip() and name else repr(name)


def sized(item: Item, max_bytes: int) -> Item:
    """The item, or its error when it is too large."""
    why = too_large(len(item.data or b""), max_bytes)
    return item._replace(data=b"", error=why) if why else item


def jsonl_rows(
    path: str, columns: Columns, max_bytes: int, gauge: Gauge, opener: Callable[[], IO[bytes]]
) -> Iterator[Item]:
    """The objects of a file with one on each line; opener gives its bytes. Raises InputError."""
    limit = 2 * max_bytes + 100_000  # characters of a line: escapes, and other members
    number = 0
    try:
        with opener() as raw, opened(path, raw) as file:
            for number, line in enumerate(lines_of(file, limit), 1):
                gauge.at(raw.tell())
                if len(line) > limit:
                    why = f"line {number} is longer than any document may be (--max-bytes {max_bytes})"
                    yield row_lost(number, TooLarge(why))
                elif line.strip("\ufeff \t\r\n"):
                    yield sized(_of_line(line, number, columns), max_bytes)
    except damage(path, UnicodeError) as error:
        raise unreadable(path, error, f" behind line {number}") from error


def _of_line(line: str, number: int, columns: Columns) -> Item:
    try:
        entry = json.loads(line.lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        return row_lost(number, f"line {number} is no JSON: {error}")
    except ValueError:
        return row_lost(number, f"line {number} has a number of too many digits")
    if not isinstance(entry, dict):
        return row_lost(number, f"line {number} is no object")
    names = tuple(entry)
    try:
        text = columns.text or text_of("", names, [tuple(entry.values())], columns.told) or _TEXT
    except InputError as error:  # which of them is the text?
        return row_lost(number, f"line {number}: {error.message}")._replace(code=error.code)
    return _named(columns, names, text).entry(entry, number)


@lru_cache(maxsize=64)
def _named(columns: Columns, names: tuple[str, ...], text: str) -> Named:
    """How objects with these members are read; those that are missing count as empty."""
    asked = (text, columns.ident, *(column for _, column in columns.host))
    missing = [name for name in asked if name and name not in names]
    return Named("", columns, (*names, *missing), text)


def parquet_rows(path: str, columns: Columns, max_bytes: int, gauge: Gauge) -> Iterator[Item]:
    """The rows of a Parquet file. Raises InputError."""
    from cableconv.sources import extra

    names = extra.parquet_names(path)
    asked = candidates(names)  # the others would be read for nothing
    rows = (row for row, _ in islice(extra.parquet(path, asked), ROWS))
    named = Named(path, columns, names, columns.text or text_of(path, asked, rows, columns.told))
    wanted = named.wanted()
    for number, (row, share) in enumerate(extra.parquet(path, wanted), 1):
        yield sized(named.entry(dict(zip(wanted, row, strict=True)), number), max_bytes)
        gauge.at(share)
