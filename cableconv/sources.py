"""Where documents come from: files, folders, archives, tables. Streamed, nothing is unpacked to disk.

Law of these files (sources, sources_*): they give names and bytes in a stable order and decide nothing
about content; an entry that cannot be read, or an archive that is damaged from some point on, is an item
with an error, so that the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from glob import iglob
from io import BufferedReader, BytesIO, FileIO
from itertools import chain, takewhile
from typing import IO, NamedTuple, cast
from unicodedata import normalize

from cableconv import folders, output
from cableconv.errors import CableconvError, InputError, UsageError
from cableconv.sources_item import Gauge, Item, safe

_TAPES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst")
ARCHIVES = (".zip", *_TAPES)
_ROOT = "%"  # as a name
_CSV = (".csv", ".csv.gz", ".csv.zst", ".tsv", ".tsv.gz", ".tsv.zst")
_JSONL = (".jsonl", ".jsonl.gz", ".jsonl.zst")
_UNREAD_INSIDE = (".parquet", ".warc", ".warc.gz")
TABLES = (*_CSV, *_JSONL, *_UNREAD_INSIDE)  # in an archive; what is in the last is not read there


class Wanted(NamedTuple):
    """What is taken. include and exclude: patterns; columns: of tables, "" finds them by name; host: names
    of statements (model.Statement) and the columns that state them."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    text_column: str = ""
    id_column: str = ""
    max_bytes: int = 64_000_000
    host: tuple[tuple[str, str], ...] = ()

    def takes(self, name: str) -> bool:
        """By the whole name, or by its last part."""
        return (not self.include or _matches_any(name, self.include)) and self.keeps(name)

    def keeps(self, name: str) -> bool:
        """Is it not left out?"""
        return not _matches_any(name, self.exclude)

    def tells(self, item: Item) -> bool:
        """Is the item taken? An error that may have taken any documents with it is one of those to be taken,
        unless all that it may have taken is left out."""
        lost = [name for name in item.lost if name]
        if not item.lost:
            return self.takes(item.name)
        return self.keeps(item.name) and (not lost or any(map(self.keeps, lost)))


def _matches_any(name: str, patterns: tuple[str, ...]) -> bool:
    names = (name, name.rpartition("/")[2])
    return any(fnmatch(each, pattern) for each in names for pattern in patterns)


def items(paths: Sequence[str], wanted: Wanted, gauge: Gauge | None = None) -> Iterator[Item]:
    """The documents of all paths, in their order; a path with *, ? or [ that is no file is a pattern
    (** is any folders). A path that does not exist is an item with an error; where none exists, that is
    raised at once: InputError for a path, UsageError for a pattern. gauge is told how far the reading has
    come."""
    if paths and all(missing(path) for path in paths):
        require(paths)
    return _each(paths, wanted, gauge or Gauge())


def require(paths: Sequence[str]) -> None:
    """Raise InputError for a path that does not exist, UsageError for a pattern without match."""
    for path in paths:
        if error := missing(path):
            raise error


def missing(path: str) -> InputError | UsageError | None:
    """The error of a path that does not exist, or of a pattern that matches nothing."""
    if output.is_pattern(path):
        if next(iglob(path, recursive=True), None) is None:
            return UsageError("CC052", f"nothing matches {path}", "check the pattern and the folder")
    elif not os.path.lexists(path):
        return InputError("CC020", f"there is no such file: {path}", "check the name and the folder")
    return None


def _each(paths: Sequence[str], wanted: Wanted, gauge: Gauge) -> Iterator[Item]:
    seen: dict[int, int] = {}
    for path, prefix in zip(paths, _prefixes(paths), strict=True):
        gauge.begin()
        if absent := missing(path):
            lost = _lost_with(path, prefix)
            yield Item(path, error=absent.message, code=absent.code, whole=True, lost=lost)
            continue
        try:
            for item in _items_of(path, prefix, wanted, gauge):
                # names of archives and tables may repeat
                yield item if item.path else item._replace(name=_once(item.name, seen))
        except (InputError, UsageError) as error:  # the rest of this path is lost, and the others go on
            if isinstance(error, UsageError) and len(paths) == 1:
                raise
            yield _lost(prefix.rstrip("/") or os.path.basename(path), error, prefix)


def _once(name: str, seen: dict[int, int]) -> str:
    """The name, numbered when it was given before: "a.txt", "a%2.txt"; "A.txt" is the same name to many file
    systems, and so is one whose accents are written apart."""
    key = hash(name.casefold() if name.isascii() else normalize("NFC", name.casefold()))
    count = seen[key] = seen.get(key, 0) + 1
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    again = f"{stem}%{count}{dot}{suffix}" if dot else f"{last}%{count}"
    return name if count == 1 else f"{folder}{slash}{again}"


def _prefixes(paths: Sequence[str]) -> list[str]:
    """Nothing for a single path; else a folder for each collection, and numbers where names repeat."""
    if len(paths) == 1:
        return [""]
    seen: dict[str, int] = {}
    prefixes: list[str] = []
    for path in paths:
        base = os.path.basename(os.path.abspath(path)) or _ROOT  # no "..", which would lead out of the output
        seen[base] = seen.get(base, 0) + 1
        again = f"%{seen[base]}/" if seen[base] > 1 else ""
        prefixes.append(f"{base}{again or '/'}" if output.is_collection(path) else again)
    return prefixes


def _lost_with(path: str, prefix: str) -> tuple[str, ...]:
    """What the documents of a path were called that is not there any more: of a file, or of a folder."""
    base = os.path.basename(os.path.abspath(path)) or _ROOT
    return (prefix,) if prefix.startswith(base) else (prefix + base, f"{base}{prefix or '/'}")


def paths_from(file: str, null: bool = False) -> list[str]:
    """The paths that a file lists, one a line, or parted by NUL. Raises InputError."""
    data = output.read_standard_input() if file == "-" else output.read_input(file)
    data = data.removeprefix(b"\xef\xbb\xbf")  # programs of Windows write a list so
    listed = data.split(b"\0") if null else data.splitlines()
    return [os.fsdecode(path) for path in listed if path]


def _items_of(path: str, prefix: str, wanted: Wanted, gauge: Gauge) -> Iterator[Item]:
    if os.path.isdir(path) or output.is_pattern(path):
        for file in files(path):
            named = file.below(prefix)
            if not wanted.tells(named):
                gauge.add(file.path)
            elif output.holds_several(file.path) and not file.error:
                yield from _found(named, wanted, gauge)
            else:
                yield named
                gauge.add(file.path)
        return
    several = output.holds_several(path)
    for item in _collection(path, wanted, gauge, prefix, wanted.takes) if several else (_file(path),):
        named = item.below(prefix)
        if wanted.keeps(named.name) if item.inside else wanted.tells(named):
            yield named
        gauge.add(item.path)


def _file(path: str) -> Item:
    if output.is_open(path):  # read here, and not in a worker
        return Item(os.path.basename(path), data=output.read_input(path))
    return Item(os.path.basename(path), path)


def _collection(
    path: str, wanted: Wanted, gauge: Gauge, prefix: str, takes: Callable[[str], bool]
) -> Iterator[Item]:
    """The documents of an archive or a table; prefix: how their names will begin; takes is asked of tables in
    an archive. Raises InputError, UsageError for a package that is missing."""
    output.refuse_special(path)
    low = path.lower()

    def asked(name: str) -> bool:
        return takes(prefix + name)

    if low.endswith(".zip"):
        from cableconv.sources_archives import zipped

        yield from _entries(
            zipped(path, wanted.max_bytes, gauge), path, wanted, lambda name: takes(prefix + name)
        )
    elif low.endswith(_TAPES):
        from cableconv.sources_tapes import taped

        yield from _entries(
            taped(path, wanted.max_bytes, gauge), path, wanted, lambda name: takes(prefix + name)
        )
    elif low.endswith((*_CSV, *_JSONL)):
        yield from _rows(path, wanted, gauge, lambda: cast(IO[bytes], BufferedReader(FileIO(path))))
    elif low.endswith(".parquet"):
        from cableconv.sources_tables import Columns, parquet_rows

        columns = Columns(wanted.text_column, wanted.id_column, wanted.host)
        yield from parquet_rows(path, columns, wanted.max_bytes, gauge)
    else:
        from cableconv import sources_extra

        for uri, data, why in sources_extra.warc(path, wanted.max_bytes, gauge):
            yield Item(safe(uri), data=data, error=why, lost=("",) if why else ())


def _rows(path: str, wanted: Wanted, gauge: Gauge, opener: Callable[[], IO[bytes]]) -> Iterator[Item]:
    from cableconv import sources_csv, sources_tables

    read_rows = sources_csv.csv_rows if path.lower().endswith(_CSV) else sources_tables.jsonl_rows
    columns = sources_tables.Columns(wanted.text_column, wanted.id_column, wanted.host)
    yield from read_rows(path, columns, wanted.max_bytes, gauge, opener)


def _entries(
    entries: Iterator[Item], path: str, wanted: Wanted, takes: Callable[[str], bool]
) -> Iterator[Item]:
    """The entries of an archive; a table among them is read as if it were a folder of that name."""
    for entry in entries:
        low = entry.name.lower()
        if entry.error or not low.endswith(TABLES):
            yield entry
        elif not takes(entry.name):
            continue
        elif low.endswith(_UNREAD_INSIDE):
            why = "a table or a web archive of this form is not read in an archive"
            yield entry._replace(data=b"", error=why, code="CC025", inside=path)
        else:
            yield from _rows_inside(entry, path, wanted)


def _rows_inside(entry: Item, path: str, wanted: Wanted) -> Iterator[Item]:
    """The rows of a table in an archive; what is wrong with it costs itself."""
    data = entry.data or b""
    try:
        for row in _rows(entry.name, wanted, Gauge(), lambda: cast(IO[bytes], BufferedReader(BytesIO(data)))):
            yield row.below(f"{entry.name}/")._replace(inside=path)
    except (InputError, UsageError) as error:
        yield _lost_table(_lost(entry.name, error, f"{entry.name}/"), error)._replace(inside=path)


def _lost_table(lost: Item, error: CableconvError) -> Item:
    more = ", or leave the file out with --exclude" if error.code == "CC049" else ""
    return lost._replace(error=f"{lost.error}{more}")


def _found(file: Item, wanted: Wanted, gauge: Gauge) -> Iterator[Item]:
    """The documents of an archive or a table that was found in a folder: named as if it were a folder itself.
    What is wrong with it costs itself."""
    gauge.begin()
    try:
        for item in _collection(file.path, wanted, gauge, f"{file.name}/", wanted.keeps):
            named = item.below(f"{file.name}/")
            if wanted.keeps(named.name):
                yield named._replace(inside=file.path)
    except (InputError, UsageError) as error:
        lost = _lost(file.name, error, f"{file.name}/")
        yield _lost_table(lost, error)._replace(inside=file.path)
    gauge.end(file.path)


def _lost(name: str, error: CableconvError, prefix: str) -> Item:
    """The item in the place of a path that cannot be read, or not to its end; prefix: how the names of its
    documents begin."""
    remedy = f": {error.remedy}" if isinstance(error, UsageError) else ""
    return Item(name, error=f"{error.message}{remedy}", code=error.code, whole=True, lost=(prefix,))


def files(path: str) -> Iterator[Item]:
    """The files of a folder, or those that match a pattern; archives and tables among them are not opened. A
    folder on the way that cannot be read is an item with an error. Raises InputError when the folder itself
    cannot be read."""
    return _matches(path) if output.is_pattern(path) else _folder(path)


def _folder(path: str) -> Iterator[Item]:
    begin = len(os.path.join(path, ""))
    for file in folders.files_in(path):
        yield _found_at(file[begin:].replace(os.sep, "/"), file)


def _found_at(name: str, path: str) -> Item:
    """A file, or the error of a folder, whose path has a slash behind it."""
    if not path.endswith(os.sep):
        return Item(name, path)
    why = folders.unread(path) or "the folder could not be read"
    return Item(name.rstrip("/"), path[:-1], error=why, whole=True, lost=(f"{name.rstrip('/')}/",))


def measure(paths: Sequence[str]) -> int:
    """Bytes of everything that is to be read, as it is stored: what a gauge counts up to."""
    total = 0
    for path in paths:
        for each in iglob(path, recursive=True) if output.is_pattern(path) else (path,):
            with suppress(InputError):  # which is told when it is read
                total += sum(map(output.size_of, folders.files_in(each)))
    return total


def _matches(pattern: str) -> Iterator[Item]:
    """The files that match, and those of folders that match; named from the pattern's first wild part on."""
    parts = pattern.split(os.sep)
    first = next(at for at, part in enumerate(parts) if _is_wild(part))
    start = fixed_part(pattern)
    found = chain(_unread(parts, first), sorted(iglob(pattern, recursive=True), key=os.fsencode))
    seen: set[int] = set()
    for path in found:
        for file in _files_of(path):
            if hash(file) not in seen:  # a folder and a file in it may both match
                seen.add(hash(file))
                name = os.path.relpath(file, start).replace(os.sep, "/")
                yield _found_at(safe(name) if name.startswith("../") else name, file)


def fixed_part(pattern: str) -> str:
    """The folder from which a pattern leads on."""
    fixed = list(takewhile(lambda part: not _is_wild(part), pattern.split(os.sep)))
    return os.sep.join(fixed) or (os.sep if fixed else os.curdir)


def _is_wild(part: str) -> bool:
    return any(letter in part for letter in "*?[")


def _unread(parts: Sequence[str], first: int) -> Iterator[str]:
    """The folders on the way of a pattern that cannot be read, with a slash behind them: what matches names
    nothing of them, and does not say so."""
    for end in range(first, len(parts)):
        begin = os.sep.join((*parts[:end], "")) or os.curdir
        for folder in iglob(begin, recursive=True):
            if folders.unread(folder):
                yield os.path.join(folder, "")


def _files_of(path: str) -> Iterator[str]:
    """The files of a folder, or the folder itself when it cannot be read, with a slash behind it."""
    try:
        yield from folders.files_in(path)
    except InputError:
        yield os.path.join(path, "")
