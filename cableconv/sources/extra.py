"""Collections that need a package of their own: Parquet, zstd, WARC. Streamed, as sources.

Law of this file: a package that is missing is a UsageError that names the extra to install.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr
from importlib import import_module
from io import RawIOBase, StringIO
from typing import IO, Any

from cableconv import input
from cableconv.errors import InputError, UsageError
from cableconv.sources.item import Gauge, TooLarge
from cableconv.sources.media import no_text
from cableconv.sources.packings import packings, unknown, unpacked
from cableconv.sources.pages import Page, body_of, missing_part

WINDOW_LOG = 27  # of the largest window of a zstd file, which is held in memory: 128 MB
_PACKED = 16384  # bytes of a zstd file that are unpacked at once
_PAGES = ("response", "resource", "conversion")
_OTHERS = ("warcinfo", "request", "metadata", "revisit", "arc_header")
_WITH_PAGE = ("200", "203", "206")  # states of HTTP (RFC 9110, section 15.3) with a page behind them
_WHOLE_SPAN = re.compile(r"bytes 0-(\d+)/(\d+)")
_ROWS = 64  # rows of a Parquet file in memory at once


def _package(name: str, extra: str, path: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            "CC048", f"{path} needs the package {name}", f"install cableconv[{extra}]"
        ) from error


def zstd(path: str, raw: IO[bytes]) -> RawIOBase:
    """The unpacked bytes of an open zstd file of one or more frames, as they are read. Not buffered: what a
    file that is cut off has before the cut would be lost with the buffer."""
    package = _package("zstandard", "zstd", path)
    return _Frames(raw, package.ZstdDecompressor(max_window_size=2**WINDOW_LOG))


class _Frames(RawIOBase):
    """The frames of a file one after the other. EOFError when the last is cut off, which the package's
    own reader does not say."""

    def __init__(self, file: IO[bytes], unpacker: Any) -> None:
        self.file = file
        self.unpacker = unpacker
        self.frame: Any = None
        self.packed = b""
        self.plain = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self.plain:
            self.packed = self.packed or self.file.read(_PACKED)
            if not self.packed:
                if self.frame is not None:
                    raise EOFError("the file is cut off")
                return 0
            self.frame = self.frame or self.unpacker.decompressobj()
            self.plain = self.frame.decompress(self.packed)
            self.packed = b""
            if self.frame.eof:
                self.packed, self.frame = self.frame.unused_data, None
        size = min(len(target), len(self.plain))
        target[:size], self.plain = self.plain[:size], self.plain[size:]
        return size


def zstd_errors() -> tuple[type[Exception], ...]:
    """What a damaged zstd file raises."""
    return (import_module("zstandard").ZstdError,)


def parquet_names(path: str) -> list[str]:
    """The columns of a Parquet file. Raises InputError."""
    with _parquet(path) as file:
        return list(file.schema_arrow.names)


def parquet(path: str, columns: Sequence[str]) -> Iterator[tuple[tuple[object, ...], int]]:
    """The rows of these columns, and how many bytes of the file they come to. Raises InputError."""
    with _parquet(path) as file:
        size, rows, done = input.size_of(path), max(1, file.metadata.num_rows), 0
        try:
            for batch in file.iter_batches(_ROWS, columns=list(columns)):
                found = batch.to_pydict()
                for row in zip(*(found[column] for column in columns), strict=True):
                    done += 1
                    yield row, size * done // rows
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from error


def _parquet(path: str) -> Any:
    package = _package("pyarrow.parquet", "parquet", path)
    try:
        return package.ParquetFile(path, page_checksum_verification=True)  # where there are any
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def warc(path: str, max_bytes: int, gauge: Gauge) -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and error of every page of a web archive (records response, resource, conversion) that may
    be a text; the gauge counts the others by their types. Raises InputError where it is damaged."""
    failure = _package("warcio.exceptions", "warc", path).ArchiveLoadFailed
    try:
        with open(path, "rb") as file:
            for number, (record, head) in enumerate(_records(path, file), 1):
                name = record.rec_headers.get_header("WARC-Target-URI") or f"record-{number}"
                if record.rec_type not in _PAGES + _OTHERS:
                    yield name, b"", f"record {number} is damaged: it is of no known type"
                elif record.rec_type in _PAGES and _is_page(record) and (kind := no_text(record, name)):
                    gauge.passed[kind] += 1
                elif record.rec_type in _PAGES and _is_page(record):
                    data, why = _page(record, head, number, max_bytes)
                    yield name, b"" if why else data, why
                gauge.at(file.tell())
                if why := _cut_off(record):
                    raise OSError(why)
    except (OSError, EOFError, failure) as error:
        raise _unreadable(path, error) from error


def _page(record: Any, head: bytes, number: int, max_bytes: int) -> tuple[bytes, str]:
    """The page of a record, and why it cannot be read."""
    if why := _unread(record):
        return b"", f"record {number} {why}"
    most = 2 * max_bytes + _PACKED  # what is sent in chunks is longer
    pieces: list[bytes] = []
    while most > 0 and (piece := record.raw_stream.read(min(most, _PACKED))):
        pieces.append(piece)
        most -= len(piece)
    if why := _cut_off(record):
        return b"", why
    payload = b"".join(pieces)
    body, ended = body_of(record, payload)
    data, whole = unpacked(body, _packed(record), max_bytes)
    if most <= 0 or len(data) > max_bytes:
        return b"", TooLarge(f"it has more than --max-bytes {max_bytes} bytes")
    why = missing_part(record, Page(head, payload, body, data, whole, ended))
    return data, f"record {number} {why}" if why else ""


def _packed(record: Any) -> list[str]:
    """In which ways the body of a page is packed."""
    return packings(record.http_headers.get_header("Content-Encoding") or "") if record.http_headers else []


class _Heads:
    """Reads the lines of HTTP at the beginning of a record, and keeps them as they are."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser
        self.lines: list[bytes] = []

    def parse(self, stream: Any, *more: Any) -> Any:
        self.lines.clear()
        self.stream = stream
        return self.parser.parse(self, *more)

    def readline(self, *size: int) -> bytes:
        line: bytes = self.stream.readline(*size)
        self.lines.append(line)
        return line


def _records(path: str, file: IO[bytes]) -> Iterator[tuple[Any, bytes]]:
    """The records of a web archive, and the lines of HTTP in each. Raises OSError where one is damaged, and
    what the package raises."""
    package = _package("warcio.archiveiterator", "warc", path)
    records = package.ArchiveIterator(_Unpacked(file) if path.lower().endswith(".gz") else file)
    heads = records.loader.http_parser = _Heads(records.loader.http_parser)
    while True:
        before = records.err_count
        try:
            with redirect_stderr(StringIO()):  # where the package tells of damage
                record = next(records, None)
        except AttributeError as error:  # what the package makes of a record without a name
            raise OSError("a record has no name") from error
        if records.err_count > before:
            raise OSError("a record is not as long as it says; what stands behind it may be lost")
        if record is None:
            break
        yield record, b"".join(heads.lines) if record.http_headers else b""
    if records.offset != records.fh.tell():  # where another record would begin
        raise OSError("it is cut off")


def _is_page(record: Any) -> bool:
    """Is it no error page, no redirection and no answer about a name of a host?"""
    if not record.http_headers:
        return bool(record.rec_headers.get_header("Content-Type") != "text/dns")
    return record.http_headers.get_statuscode() in _WITH_PAGE


def _unread(record: Any) -> str:
    """Why a page cannot be read: it is a part of one, or packed in a way that nothing here unpacks."""
    if not record.http_headers:
        return ""
    if why := unknown(_packed(record)):
        return why
    part = record.http_headers.get_statuscode() == "206"
    span = _WHOLE_SPAN.fullmatch((record.http_headers.get_header("Content-Range") or "").strip())
    return "has a part of its page" if part and not (span and int(span[1]) + 1 == int(span[2])) else ""


def _cut_off(record: Any) -> str:
    """What is wrong with the end of a record, which is read to it."""
    while record.raw_stream.read(_PACKED):
        pass
    rest = getattr(record.raw_stream, "limit", None)
    return "a record does not say how long it is" if rest is None else "it is cut off" if rest else ""


class _Unpacked:
    """The bytes of a gzip file of one or more members, for a reader that takes any end for a good one."""

    def __init__(self, file: IO[bytes]) -> None:
        import gzip
        import zlib

        self.plain = gzip.GzipFile(fileobj=file)
        self.damage = (EOFError, zlib.error)

    def read(self, size: int) -> bytes:
        try:
            return self.plain.read1(size)
        except self.damage as error:
            raise OSError(str(error)) from error

    def tell(self) -> int:
        return self.plain.tell()


def _unreadable(path: str, error: Exception) -> InputError:
    return InputError("CC022", f"{path} cannot be read ({error})", "use an undamaged copy")
