"""Where documents come from: files, folders, archives, tables. Streamed, nothing is unpacked to disk.

Law of this file: it gives names and bytes in a stable order and decides nothing about content;
an entry that cannot be read is an item with an error, so that the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from glob import iglob
from typing import IO, TYPE_CHECKING, NamedTuple

from cableconv import output
from cableconv.errors import InputError, UsageError

if TYPE_CHECKING:
    from tarfile import TarFile

_TAPES = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst")
_CABLES_CSV = 8  # columns: number, date, reference number, origin, classification, references, header, text
_LONGEST = 200  # characters of a name; file systems take 255 bytes
_TEXT_NAMES = ("text", "body", "content", "raw", "raw_content")
_ID_NAMES = ("id", "identifier", "name", "reference_id", "refid", "mrn", "url")


class Item(NamedTuple):
    """A document to be read: name with forward slashes; path of a plain file, or its bytes; error
    when it cannot be read."""

    name: str
    path: str = ""
    data: bytes | None = None
    error: str = ""


class Wanted(NamedTuple):
    """What is taken. include and exclude: patterns; columns: of tables, "" finds them by name."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    text_column: str = ""
    id_column: str = ""
    max_bytes: int = 64_000_000

    def takes(self, name: str) -> bool:
        """By the whole name, or by its last part."""
        names = (name, name.rpartition("/")[2])

        def matches(patterns: tuple[str, ...]) -> bool:
            return any(fnmatch(each, pattern) for each in names for pattern in patterns)

        return (not self.include or matches(self.include)) and not matches(self.exclude)


def items(paths: Sequence[str], wanted: Wanted) -> Iterator[Item]:
    """The documents of all paths, in their order; a path with *, ? or [ that is no file is a pattern
    (** is any folders). InputError for a path that does not exist, UsageError for a pattern without match."""
    for path in paths:
        if output.is_pattern(path):
            if next(iglob(path, recursive=True), None) is None:
                raise UsageError("CC052", f"nothing matches {path}", "check the pattern and the folder")
        elif not os.path.lexists(path):
            raise InputError("CC020", f"there is no such file: {path}", "check the name and the folder")
    return _each(paths, wanted)


def _each(paths: Sequence[str], wanted: Wanted) -> Iterator[Item]:
    seen: dict[int, int] = {}
    for path, prefix in zip(paths, _prefixes(paths), strict=True):
        for item in _items_of(path, wanted):
            named = item._replace(name=prefix + item.name)
            if not wanted.takes(named.name):
                continue
            if not named.path:  # names of archives and tables may repeat
                named = named._replace(name=_once(named.name, seen))
            yield named


def _once(name: str, seen: dict[int, int]) -> str:
    """The name, numbered when it was given before: "a.txt", "a%2.txt"."""
    count = seen[hash(name)] = seen.get(hash(name), 0) + 1
    stem, dot, suffix = name.rpartition(".")
    return name if count == 1 else f"{stem}%{count}{dot}{suffix}" if dot else f"{name}%{count}"


def _prefixes(paths: Sequence[str]) -> list[str]:
    """Nothing for a single path; else a folder for each collection, and numbers where names repeat."""
    if len(paths) == 1:
        return [""]
    seen: dict[str, int] = {}
    prefixes: list[str] = []
    for path in paths:
        base = os.path.basename(os.path.normpath(path))
        seen[base] = seen.get(base, 0) + 1
        again = f"%{seen[base]}/" if seen[base] > 1 else ""
        prefixes.append(f"{base}{again or '/'}" if output.is_collection(path) else again)
    return prefixes


def paths_from(file: str, null: bool = False) -> list[str]:
    """The paths that a file lists, one a line, or parted by NUL."""
    data = output.read_standard_input() if file == "-" else output.read_input(file)
    listed = data.split(b"\0") if null else data.splitlines()
    return [os.fsdecode(path) for path in listed if path]


def _items_of(path: str, wanted: Wanted) -> Iterator[Item]:
    low = path.lower()
    if os.path.isdir(path):
        for file in output.files_in(path):
            yield Item(os.path.relpath(file, path).replace(os.sep, "/"), file)
    elif output.is_pattern(path):
        yield from _matches(path)
    elif low.endswith(".zip"):
        yield from _zip(path, wanted)
    elif low.endswith(_TAPES):
        yield from _tar(path, wanted)
    elif low.endswith((".csv", ".csv.gz", ".csv.zst")):
        yield from _csv(path, wanted)
    elif low.endswith((".jsonl", ".jsonl.gz", ".jsonl.zst")):
        yield from _jsonl(path, wanted)
    elif low.endswith(".parquet"):
        yield from _parquet(path, wanted)
    elif low.endswith((".warc", ".warc.gz")):
        from cableconv import sources_extra

        for uri, data, why in sources_extra.warc(path, wanted.max_bytes):
            yield Item(safe(uri), data=data, error=why)
    else:
        yield Item(os.path.basename(path), path)


def _matches(pattern: str) -> Iterator[Item]:
    """The files that match, and those of folders that match; named from the pattern's first wild part on."""
    fixed: list[str] = []
    for part in pattern.split(os.sep):
        if any(letter in part for letter in "*?["):
            break
        fixed.append(part)
    start = os.sep.join(fixed) or (os.sep if fixed else os.curdir)
    seen: set[int] = set()
    for path in sorted(iglob(pattern, recursive=True), key=os.fsencode):
        for file in output.files_in(path):
            if hash(file) not in seen:  # a folder and a file in it may both match
                seen.add(hash(file))
                yield Item(os.path.relpath(file, start).replace(os.sep, "/"), file)


def _too_large(size: int, wanted: Wanted) -> str:
    return f"it has {size} bytes, more than --max-bytes {wanted.max_bytes}" if size > wanted.max_bytes else ""


def _unreadable(path: str, error: Exception) -> InputError:
    return InputError("CC022", f"{path} cannot be read ({error})", "use an undamaged copy")


def _zip(path: str, wanted: Wanted) -> Iterator[Item]:
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(path)
    except (OSError, BadZipFile) as error:
        raise _unreadable(path, error) from error
    with archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            name = safe(entry.filename)
            why = _too_large(entry.file_size, wanted)
            data = b""
            if not why:
                try:
                    with archive.open(entry) as file:
                        data = file.read(wanted.max_bytes + 1)
                    why = _too_large(len(data), wanted)
                except (OSError, BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
                    why = str(error)
            yield Item(name, data=b"" if why else data, error=why)


def _tar(path: str, wanted: Wanted) -> Iterator[Item]:
    import tarfile

    try:
        with _tape(path) as archive:
            for entry in archive:
                if not entry.isfile():
                    continue
                why = _too_large(entry.size, wanted)
                file = None if why else archive.extractfile(entry)
                yield Item(safe(entry.name), data=file.read() if file else b"", error=why)
    except _damage(path, tarfile.TarError) as error:
        raise _unreadable(path, error) from error


def _tape(path: str) -> TarFile:
    import tarfile

    if path.lower().endswith(".zst"):
        from cableconv.sources_extra import zstd

        return tarfile.open(fileobj=zstd(path), mode="r|")
    return tarfile.open(path, "r|*")


def _damage(path: str, *own: type[Exception]) -> tuple[type[Exception], ...]:
    """What a damaged file of this sort raises."""
    from zlib import error

    usual: tuple[type[Exception], ...] = (OSError, EOFError, error, *own)
    if not path.lower().endswith(".zst"):
        return usual
    from cableconv.sources_extra import zstd_errors

    return (*usual, *zstd_errors())


def _opened(path: str) -> IO[str]:
    if path.lower().endswith(".zst"):
        from io import TextIOWrapper

        from cableconv.sources_extra import zstd

        return TextIOWrapper(zstd(path), encoding="utf-8", errors="surrogateescape", newline="")
    if path.lower().endswith(".gz"):
        import gzip

        return gzip.open(path, "rt", encoding="utf-8", errors="surrogateescape", newline="")
    return open(path, encoding="utf-8", errors="surrogateescape", newline="")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _csv(path: str, wanted: Wanted) -> Iterator[Item]:
    """A table with a line of names; or, without names, the eight columns of cables.csv."""
    import csv

    csv.field_size_limit(min(2**31 - 1, wanted.max_bytes))
    try:
        with _opened(path) as file:
            dump = _is_cables_csv(file.readline())
        with _opened(path) as file:  # again: not every stream goes back
            if dump:
                rows = csv.reader(file, escapechar="\\", doublequote=False)
                for number, row in enumerate(rows, 1):
                    if len(row) < _CABLES_CSV:
                        yield Item(f"row-{number}.txt", data=b"", error=f"{len(row)} columns, not 8")
                        continue
                    yield Item(f"{safe(row[2])}.txt", data=_encoded(f"{row[6]}\n\n{row[7]}"))
                return
            table = csv.DictReader(file)
            names = table.fieldnames or []
            text = _column(path, wanted.text_column, names, _TEXT_NAMES, "--text-column")
            ident = wanted.id_column or next((name for name in names if name.lower() in _ID_NAMES), "")
            for number, entry in enumerate(table, 1):
                yield _of_row(entry.get(text), entry.get(ident) if ident else None, number)
    except _damage(path, csv.Error) as error:
        raise _unreadable(path, error) from error


def _is_cables_csv(first: str) -> bool:
    """A first line that begins with a quoted number and a quoted date."""
    parts = first.split(",", 2)
    return len(parts) == 3 and parts[0].strip('"').isdigit() and "/" in parts[1]


def _column(path: str, asked: str, names: Sequence[str], usual: tuple[str, ...], option: str) -> str:
    if asked in names:
        return asked
    found = next((name for name in names if name.lower() in usual), "")
    if asked or not found:
        raise InputError(
            "CC049",
            f"{path} has no column {asked or usual[0]!r}: {', '.join(names)}",
            f"name it with {option}",
        )
    return found


def _of_row(text: object, ident: object, number: int) -> Item:
    name = f"{safe(str(ident))}.txt" if ident not in (None, "") else f"row-{number}.txt"
    if not isinstance(text, str):
        return Item(name, data=b"", error="the row has no text")
    return Item(name, data=_encoded(text))


def _jsonl(path: str, wanted: Wanted) -> Iterator[Item]:
    import json

    try:
        with _opened(path) as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    entry = json.loads(line)
                except ValueError as error:
                    yield Item(f"row-{number}.txt", data=b"", error=f"line {number} is no JSON: {error}")
                    continue
                if not isinstance(entry, dict):
                    yield Item(f"row-{number}.txt", data=b"", error=f"line {number} is no object")
                    continue
                names = list(entry)
                text = wanted.text_column or next((n for n in names if n.lower() in _TEXT_NAMES), "text")
                ident = wanted.id_column or next((n for n in names if n.lower() in _ID_NAMES), "id")
                yield _of_row(entry.get(text), entry.get(ident), number)
    except _damage(path) as error:
        raise _unreadable(path, error) from error


def _parquet(path: str, wanted: Wanted) -> Iterator[Item]:
    from cableconv import sources_extra

    names = sources_extra.parquet_names(path)
    text = _column(path, wanted.text_column, names, _TEXT_NAMES, "--text-column")
    ident = wanted.id_column or next((name for name in names if name.lower() in _ID_NAMES), "")
    if ident and ident not in names:
        _column(path, ident, names, (), "--id-column")
    for number, row in enumerate(sources_extra.parquet(path, (text, ident) if ident else (text,)), 1):
        yield _of_row(row[0], row[1] if ident else None, number)


def safe(name: str) -> str:
    """A name from inside an archive or a table that leads nowhere outside: every part that is empty,
    "." or "..", and every character that no file system takes, is written as %XX."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(_safe_part(part) for part in parts)


def _safe_part(part: str) -> str:
    if part in ("", ".", ".."):
        return "%2E" * len(part) or "%"
    kept = "".join(
        letter
        if letter.isprintable() and letter not in '%:*?"<>|'
        else "".join(f"%{byte:02X}" for byte in _bytes(letter))
        for letter in part
    )
    if len(kept) <= _LONGEST:
        return kept
    from hashlib import sha256

    return f"{kept[: _LONGEST - 17]}%{sha256(kept.encode()).hexdigest()[:16]}"


def _bytes(letter: str) -> bytes:
    return letter.encode("utf-8", "surrogateescape" if "\udc80" <= letter <= "\udcff" else "replace")
