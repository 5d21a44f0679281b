"""Where documents come from: the paths that are named, in their order. Streamed.

Law of these files (sources, sources_*): they give names and bytes in a stable order and decide nothing
about content; what cannot be read is an item with an error, so that the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from glob import iglob

from cableconv import folders, input
from cableconv.errors import InputError, UsageError
from cableconv.sources.files import files, fixed_part
from cableconv.sources.inside import collection, found, lost
from cableconv.sources.item import Gauge, Item
from cableconv.sources.names import Names, as_written, textual
from cableconv.sources.wanted import Wanted

STANDARD_INPUT = "-"
_ROOT = "%"  # as a name
_NOTHING = "there is nothing to read in it"


def items(
    paths: Sequence[str], wanted: Wanted, gauge: Gauge | None = None, listed: int = 0
) -> Iterator[Item]:
    """The documents of all paths, in their order; a path with *, ? or [ that is no file is a pattern
    (** is any folders). A path that does not exist, or a pattern that matches nothing, is an item with an
    error; where there are no others, InputError is raised at once. gauge is told how far the reading has
    come. listed: how many of the paths, the last ones, a list has: names of theirs count from the path as it
    is written there."""
    if paths and all(missing(path) for path in paths):
        require(paths)
    return _each(paths, wanted, gauge or Gauge(), listed)


def require(paths: Sequence[str]) -> None:
    """Raise InputError for a path that does not exist, or a pattern without match."""
    for path in paths:
        if error := missing(path):
            raise error


def missing(path: str) -> InputError | None:
    """The error of a path that does not exist, or of a pattern that matches nothing."""
    if path == STANDARD_INPUT:
        return None
    if input.is_pattern(path):
        if next(iglob(path, recursive=True), None) is None:
            return InputError("CC052", f"nothing matches {path}", "check the pattern and the folder")
    elif not os.path.exists(path):  # a link that leads nowhere may have led to a folder
        return InputError("CC020", f"there is no such file: {path}", "check the name and the folder")
    return None


def _each(paths: Sequence[str], wanted: Wanted, gauge: Gauge, listed: int) -> Iterator[Item]:
    names = Names()
    for path, prefix in zip(paths, _prefixes(paths, listed), strict=True):
        gauge.begin()
        if absent := missing(path):
            yield Item(
                textual(path),
                error=absent.message,
                code=absent.code,
                whole=True,
                lost=_lost_with(path, prefix),
            )
            continue
        nothing = len(paths) > 1
        try:
            for item in _items_of(path, prefix, wanted, gauge):
                nothing = False
                # names of archives and tables may repeat
                yield item._replace(name=names.once(item.name, aside=item.aside))
            if nothing and _is_bare(path, wanted):  # it may be where a disk is mounted at other times
                yield Item(textual(path), error=_NOTHING, code="CC052", whole=True, lost=(prefix,))
        except (InputError, UsageError) as error:  # the rest of this path is lost, and the others go on
            if isinstance(error, UsageError) and len(paths) == 1:
                raise
            yield lost(prefix.rstrip("/") or _base(path), error, prefix)


def bare(paths: Sequence[str], listed: int = 0) -> Iterator[str]:
    """Beginnings of the names of whatever may have stood in folders of these paths that are empty now: a disk
    may be mounted there at other times."""
    for path, prefix in zip(paths, _prefixes(paths, listed), strict=True):
        if not os.path.isdir(path) and not input.is_pattern(path):
            continue
        start = path if os.path.isdir(path) else fixed_part(path)
        for folder in folders.bare_in(start):
            name = textual(os.path.relpath(folder, start).replace(os.sep, "/"))
            yield prefix if name == os.curdir else f"{prefix}{name}/"


def _is_bare(path: str, wanted: Wanted) -> bool:
    """Is a path that gives no document without any, whatever is wanted of it?"""
    if os.path.isdir(path) or input.is_pattern(path):
        return next(files(path), None) is None
    return not wanted.include and not wanted.exclude


def _prefixes(paths: Sequence[str], listed: int) -> list[str]:
    """Nothing for a single path; else a folder for each collection, and numbers where names repeat; patterns
    of one folder are one. For the paths of a list what is written there, so that no other of them changes
    it."""
    named = len(paths) - listed
    if not listed and named == 1:
        return [""]
    seen: dict[str, int] = {}
    patterns: dict[str, str] = {}  # what those of a folder have
    prefixes: list[str] = []
    for path in paths[:named]:
        start = os.path.abspath(fixed_part(path)) if input.is_pattern(path) else ""
        if start in patterns:
            prefixes.append(patterns[start])
            continue
        base = _base(path)
        seen[base] = seen.get(base, 0) + 1
        again = f"%{seen[base]}/" if seen[base] > 1 else ""
        prefixes.append(f"{base}{again or '/'}" if input.is_collection(path) else again)
        if start:
            patterns[start] = prefixes[-1]
    return prefixes + [_written(path) for path in paths[named:]]


def _written(path: str) -> str:
    """The folder in which the documents of a listed path stand: for a file the folders that are written
    before it, for a collection itself too, for a pattern those before its first wild part."""
    if path == STANDARD_INPUT:
        return ""
    if input.is_pattern(path):
        path = fixed_part(path)
    elif not input.is_collection(path):
        path = os.path.dirname(path)
    folder = as_written(path)
    return f"{folder}/" if folder else ""


def _base(path: str) -> str:
    """The name of a path, for a pattern that of the folder from which it leads on: no "..", which would lead
    out of the output."""
    path = fixed_part(path) if input.is_pattern(path) else path
    return textual(os.path.basename(os.path.abspath(path))) or _ROOT


def _lost_with(path: str, prefix: str) -> tuple[str, ...]:
    """What the documents of a path were called that is not there any more: of a file, or of a folder."""
    base = _base(path)
    if prefix == _written(path) and prefix:  # of a list
        whole = as_written(path)
        return (whole, f"{whole}/")
    return (prefix,) if prefix.startswith(base) else (prefix + base, f"{base}{prefix or '/'}")


def paths_from(file: str, null: bool = False) -> list[str]:
    """The paths that a file lists, one a line, or parted by NUL. Raises InputError."""
    data = input.read_standard_input() if file == "-" else input.read_input(file)
    data = data.removeprefix(b"\xef\xbb\xbf")  # programs of Windows write a list so
    listed = data.split(b"\0") if null else data.splitlines()
    return [os.fsdecode(path) for path in listed if path]


def _items_of(path: str, prefix: str, wanted: Wanted, gauge: Gauge) -> Iterator[Item]:
    if os.path.isdir(path) or input.is_pattern(path):
        for file in files(path):
            named = file.below(prefix)
            if not wanted.tells(named):
                gauge.add(file.path)
            elif input.holds_several(file.path) and not file.error:
                yield from found(named, wanted, gauge)
            else:
                yield named
                gauge.add(file.path)
        return
    several = input.holds_several(path)
    for item in collection(path, wanted, gauge, prefix, wanted.takes) if several else (_file(path),):
        named = item.below(prefix)._replace(origin=path) if several else item.below(prefix)
        if wanted.keeps(named.name) if item.inside else wanted.tells(named):
            yield named
        gauge.add(item.path)


def _file(path: str) -> Item:
    if path == STANDARD_INPUT:
        return Item(path, data=input.read_standard_input())
    if input.is_open(path):  # read here, and not in a worker
        return Item(_base(path), data=input.read_input(path))
    return Item(_base(path), path)
