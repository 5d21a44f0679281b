"""What is in an archive or a table, as if it were a folder of its name. Nothing is unpacked to disk.

Law of this file: an entry or a row that cannot be read is an item with an error, and so is what an archive
that is damaged from some point on has lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader, BytesIO, FileIO
from typing import IO, cast

from cableconv import checksums, input
from cableconv.errors import CableconvError, InputError, UsageError
from cableconv.sources.item import Gauge, Item
from cableconv.sources.names import safe
from cableconv.sources.wanted import Wanted

_TAPES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst")
ARCHIVES = (".zip", *_TAPES)
_CSV = (".csv", ".csv.gz", ".csv.zst", ".tsv", ".tsv.gz", ".tsv.zst")
_JSONL = (".jsonl", ".jsonl.gz", ".jsonl.zst")
_UNREAD_INSIDE = (".parquet", ".warc", ".warc.gz")
TABLES = (*_CSV, *_JSONL, *_UNREAD_INSIDE)  # in an archive; what is in the last is not read there


def collection(
    path: str, wanted: Wanted, gauge: Gauge, prefix: str, takes: Callable[[str], bool]
) -> Iterator[Item]:
    """The documents of an archive or a table; prefix: how their names will begin; takes is asked of tables in
    an archive. Raises InputError, UsageError for a package that is missing."""
    input.refuse_special(path)
    low = path.lower()

    def asked(name: str) -> bool:
        return takes(prefix + name)

    if low.endswith(".zip"):
        from cableconv.sources.archives import zipped

        yield from _entries(zipped(path, wanted.max_bytes, gauge), path, wanted, asked, gauge)
    elif low.endswith(_TAPES):
        from cableconv.sources.tapes import taped

        yield from _entries(taped(path, wanted.max_bytes, gauge), path, wanted, asked, gauge)
    elif low.endswith((*_CSV, *_JSONL)):
        yield from _rows(path, wanted, gauge, lambda: cast(IO[bytes], BufferedReader(FileIO(path))))
    elif low.endswith(".parquet"):
        from cableconv.sources.tables import Columns, parquet_rows

        columns = Columns(wanted.text_column, wanted.id_column, wanted.host, _notes(path, gauge))
        yield from parquet_rows(path, columns, wanted.max_bytes, gauge)
    else:
        from cableconv.sources import extra

        for uri, data, why in extra.warc(path, wanted.max_bytes, gauge):
            yield Item(safe(uri), data=data, error=why, lost=("",) if why else ())


def _rows(path: str, wanted: Wanted, gauge: Gauge, opener: Callable[[], IO[bytes]]) -> Iterator[Item]:
    from cableconv.sources import csv, tables

    read_rows = csv.csv_rows if path.lower().endswith(_CSV) else tables.jsonl_rows
    columns = tables.Columns(wanted.text_column, wanted.id_column, wanted.host, _notes(path, gauge))
    yield from read_rows(path, columns, wanted.max_bytes, gauge, opener)


def _notes(path: str, gauge: Gauge) -> Callable[[str], object]:
    """Takes what is to be told of this file."""
    return lambda said: gauge.notes.setdefault(f"{path}: {said}")


def _entries(
    entries: Iterator[Item], path: str, wanted: Wanted, takes: Callable[[str], bool], gauge: Gauge
) -> Iterator[Item]:
    """The entries of an archive; a table among them is read as if it were a folder of that name, and lists of
    checksums are no documents, as in a folder."""
    for entry in entries:
        low = entry.name.lower()
        listed = not entry.error and checksums.is_name(entry.name.rpartition("/")[2])
        if listed and checksums.is_list((entry.data or b"")[: checksums.HEAD]):
            continue
        if entry.error or not low.endswith(TABLES):
            yield entry
        elif not takes(entry.name):
            continue
        elif low.endswith(_UNREAD_INSIDE):
            why = "a table or a web archive of this form is not read in an archive"
            yield entry._replace(data=b"", error=why, code="CC025", inside=path)
        else:
            yield from _rows_inside(entry, path, wanted, gauge.inside())


def _rows_inside(entry: Item, path: str, wanted: Wanted, gauge: Gauge) -> Iterator[Item]:
    """The rows of a table in an archive; what is wrong with it costs itself."""
    data = entry.data or b""
    try:
        for row in _rows(entry.name, wanted, gauge, lambda: cast(IO[bytes], BufferedReader(BytesIO(data)))):
            yield row.below(f"{entry.name}/")._replace(inside=path)
    except (InputError, UsageError) as error:
        yield _lost_table(lost(entry.name, error, f"{entry.name}/"), error)._replace(inside=path)


def _lost_table(item: Item, error: CableconvError) -> Item:
    more = ", or leave the file out with --exclude" if error.code == "CC049" else ""
    return item._replace(error=f"{item.error}{more}")


def found(file: Item, wanted: Wanted, gauge: Gauge) -> Iterator[Item]:
    """The documents of an archive or a table that was found in a folder: named as if it were a folder itself.
    What is wrong with it costs itself."""
    gauge.begin()
    try:
        for item in collection(file.path, wanted, gauge, f"{file.name}/", wanted.keeps):
            named = item.below(f"{file.name}/")
            if wanted.keeps(named.name):
                yield named._replace(inside=file.path)
    except (InputError, UsageError) as error:
        item = lost(file.name, error, f"{file.name}/")
        yield _lost_table(item, error)._replace(inside=file.path)
    gauge.end(file.path)


def lost(name: str, error: CableconvError, prefix: str) -> Item:
    """The item in the place of a path that cannot be read, or not to its end; prefix: how the names of its
    documents begin."""
    remedy = f": {error.remedy}" if isinstance(error, UsageError) else ""
    return Item(name, error=f"{error.message}{remedy}", code=error.code, whole=True, lost=(prefix,))
