"""Which documents are checked: of files, folders, patterns, archives, tables.

Law of this file: a path that cannot be read costs itself; what is named is checked whatever it is called, and
of what is found in a folder or an archive the documents alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from cableconv import folders, input
from cableconv.check import paths as check_paths
from cableconv.check.settings import Settings, host_columns
from cableconv.errors import CableconvError, UsageError
from cableconv.sources import files as sources_files
from cableconv.sources import paths as sources
from cableconv.sources.inside import ARCHIVES, TABLES
from cableconv.sources.item import Gauge, Item
from cableconv.sources.names import is_shortened
from cableconv.sources.wanted import Wanted

_SUFFIXES = (".txt", ".xml", ".tei", ".json", ".html", ".htm")
_REPORTS = (1, 2)  # standard output and error: a file of the folder may be what they are written to


class Task(NamedTuple):
    """A document to be checked, and the name under which it is reported; holder: the archive or table that it
    is in; missing: is it a path that was given, and is not there, or a folder not to be read?"""

    path: str
    item: Item
    holder: str = ""
    missing: bool = False


def tasks(
    paths: Sequence[str],
    settings: Settings,
    unopened: list[str] | None = None,
    outputs: Sequence[str] = (),
    gauge: Gauge | None = None,
) -> Iterator[Task]:
    """The documents: files in the order of their names, then what collections hold, in their order. A path
    that does not exist, or a pattern that matches nothing, is one with an error. unopened is given the
    archives and tables of folders, gauge what is passed over in web archives.

    Raises InputError where there is no path that exists, UsageError when one of the outputs is a document, an
    archive or a table that is read.
    """
    missing = {path: error for path in paths if path != "-" and (error := sources.missing(path))}
    if paths and all(path in missing for path in paths):
        raise missing[paths[0]]
    files: set[str] = set()
    unread: dict[str, Item] = {}
    collections: list[str] = []
    for given in paths:
        for path in _files(given, unread) if given not in missing else ():
            if not path.lower().endswith(input.COLLECTIONS):
                files.add(path)
            elif not os.path.isdir(given):
                collections.append(path)
            elif unopened is not None:
                unopened.append(path)
    if unopened is not None:
        unopened[:] = [each for each in unopened if each not in collections and _takes(each, settings)]
    _refuse_outputs(outputs, (each for each in chain(files, collections) if _takes(each, settings)))
    apart = [Task(path, item, missing=True) for path, item in sorted(unread.items())]
    found = chain(
        (_not_there(path, error) for path, error in missing.items()),
        (Task(file, Item(file, file)) for file in sorted(files, key=os.fsencode)),
        chain.from_iterable(_members(path, settings, gauge) for path in dict.fromkeys(collections)),
        [Task("-", Item("-", data=input.read_standard_input()))] if "-" in paths else [],
    )
    taken = (task for task in found if _takes(task.path, settings))
    return chain((task for task in apart if not _is_left_out(task.path, settings)), taken)


def _refuse_outputs(outputs: Sequence[str], inputs: Iterable[str]) -> None:
    ours = frozenset(filter(None, map(identity, outputs)))
    for path in inputs if ours else ():
        if identity(path) in ours:
            raise UsageError("CC030", f"the output is one of the inputs: {path}", "write to another file")


def _not_there(path: str, error: CableconvError) -> Task:
    told = Item(path, error=error.message, code=error.code)
    return Task(check_paths.from_here(path), told, missing=True)


def _takes(path: str, settings: Settings) -> bool:
    base = os.path.dirname(settings.source) or os.getcwd()
    return check_paths.takes(check_paths.from_folder(path, base), settings.include, settings.exclude)


def _is_left_out(folder: str, settings: Settings) -> bool:
    """Is the folder left out, or all that is in it?"""
    without = replace(settings, include=())
    return not all(_takes(path, without) for path in (folder, os.path.join(folder, "*")))


def _files(path: str, unread: dict[str, Item]) -> Iterator[str]:
    """The file; of a folder or a pattern the texts, the documents, and the collections. unread is given the
    folders among them that cannot be read."""
    if path == "-":
        return
    wild = input.is_pattern(path)
    if not wild and not os.path.isdir(path):
        yield check_paths.from_here(path)
        return
    found = _found(path, unread)
    written = {identity(stream) for stream in _REPORTS} - {None}
    for file in found if wild else chain(found, folders.broken_links(path)):
        if identity(file) in written or (file.lower().endswith(".json") and folders.is_report(file)):
            continue
        if file.lower().endswith(_SUFFIXES + input.COLLECTIONS):
            yield check_paths.from_here(file)


def _found(path: str, unread: dict[str, Item]) -> Iterator[str]:
    try:
        for item in sources_files.files(path):
            if item.error:
                unread[check_paths.from_here(item.path)] = item
            else:
                yield item.path
    except CableconvError as error:  # the folder itself
        unread[check_paths.from_here(path)] = Item(path, error=error.message, code=error.code)


def identity(path: str | int) -> tuple[int, int] | None:
    """Device and number of the file that stands at a path, under whatever name, or that is open."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _members(path: str, settings: Settings, gauge: Gauge | None) -> Iterator[Task]:
    """The documents of an archive, those that would be taken of a folder, or of a table; one that cannot be
    read is a document with an error."""
    host = host_columns(settings.host_column)
    wanted = Wanted((), (), settings.text_column, settings.id_column, settings.max_bytes, host)
    is_archive = path.lower().endswith(ARCHIVES)
    try:
        for item in sources.items([path], wanted, gauge):
            if item.whole:
                yield Task(path, item)
            elif not is_archive or _is_document(item):
                yield Task(f"{path}/{item.name}", item, path)
    except CableconvError as error:
        yield Task(path, Item(path, data=b"", error=error.message))


def _is_document(item: Item) -> bool:
    name = item.name.lower()
    if item.error and name.endswith(TABLES):
        return True  # it holds documents
    is_own = name.endswith(".json") and folders.OWN in (item.data or b"")[:64]
    return (name.endswith(_SUFFIXES) or is_shortened(name)) and not is_own
