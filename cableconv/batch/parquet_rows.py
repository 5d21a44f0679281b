"""A Parquet file as documents one after the other: a line of JSON for each row, while the file is unfinished.

Law of this file: a Parquet file says behind its rows where they stand, so it is made when all rows are there;
it has the same bytes wherever the run that wrote its lines was stopped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from typing import Any

from cableconv.batch.journal_lines import Entry
from cableconv.batch.proof import digest_of
from cableconv.errors import UsageError
from cableconv.shard import FIELDS, Converted

COLUMNS = ("id", "sha256", "cables", *FIELDS, "document")
_ROWS, _ROW_BYTES = 1000, 16_000_000  # of a row group


def line(values: Sequence[object]) -> bytes:
    """The line of a row of COLUMNS."""
    row = dict(zip(COLUMNS, values, strict=True))
    return json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"


def line_of(name: str, done: Converted) -> bytes:
    """The line of a document of this name."""
    return line((name, done.sha256, done.cables, *done.fields, done.data.decode("utf-8")))


def lines_of(path: str) -> Iterator[bytes]:
    """The lines of which a finished file was made. Raises InputError."""
    from cableconv.sources.extra import parquet

    for values, _ in parquet(path, COLUMNS):
        yield line(values)


def standing(path: str, entries: Sequence[Entry], digest: str) -> int:
    """How many of the entries stand in a finished file, from its beginning; none where it has not this hash.
    Where there are more rows, the last entry counts as one that does not stand."""
    if not digest or digest_of(path) != digest:
        return 0
    lines = lines_of(path)
    at = 0
    for number, (entry, row) in enumerate(zip(entries, lines, strict=False)):
        at += len(row)
        if at != entry.length or sha256(row).hexdigest() != entry.digest:
            return number
    return len(entries) if next(lines, None) is None else len(entries) - 1


def package() -> Any:
    """pyarrow. Raises UsageError where it is not installed."""
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise UsageError(
            "CC048", "Parquet needs the package pyarrow", "pip install 'cableconv[parquet]'"
        ) from error


def pack(lines: str, path: str) -> None:
    """Make the Parquet file of a file of lines. Raises OSError."""
    arrow = package()
    kinds = {"cables": arrow.int32()}
    schema = arrow.schema([(name, kinds.get(name, arrow.string())) for name in COLUMNS])
    try:
        with arrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for rows in _groups(lines):
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def _groups(lines: str) -> Iterator[list[dict[str, object]]]:
    """The rows of a file of lines, as many as stand in a group."""
    rows: list[dict[str, object]] = []
    size = 0
    with open(lines, "rb") as file:
        for given in file:
            rows.append(json.loads(given))
            size += len(given)
            if len(rows) >= _ROWS or size >= _ROW_BYTES:
                yield rows
                rows, size = [], 0
    if rows:
        yield rows
