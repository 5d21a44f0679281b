"""A corpus, checked: which documents, how many at once, what is reported, how it ends.

Law of this file: documents are reported in their order as they are done, with --max-errors when all are;
memory holds no more of them than are being checked, and what is reported at the end.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from cableconv import check_paths, folders, output, sources
from cableconv.check import Choices, Diagnostic, check
from cableconv.check_reports import FORMATS, statistics
from cableconv.check_settings import Settings, host_columns
from cableconv.check_tally import Checked, Tally, fingerprints, limited, worst_of
from cableconv.errors import CableconvError, ExitCode, UsageError
from cableconv.pool import Limits, Lost, each
from cableconv.shard import load, statements
from cableconv.sources import Wanted
from cableconv.sources_item import Item

_WITH_REMARKS = ("text", "concise")
_WITH_ALL_DOCUMENTS = ("junit",)
_SUFFIXES = (".txt", ".xml", ".tei", ".json", ".html", ".htm")


class Task(NamedTuple):
    """A document to be checked, and the name under which it is reported."""

    path: str
    item: Item


class Run:
    """A corpus being checked: `chunks` is the report; when it has ended, the rest is known."""

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        *,
        keep_marks: bool = False,
        outputs: Sequence[str | None] = (),
    ) -> None:
        """outputs: files that the run will write; one that is also checked is refused (CC030)."""
        self.paths = paths
        self.outputs = frozenset(filter(None, map(_identity, filter(None, outputs))))
        self.settings = settings
        self.tally = Tally(settings.fail_on, most=settings.max_errors, counted=settings.statistics)
        to_come = keep_marks and not os.path.exists(settings.baseline)
        self.known = frozenset() if to_come else _known(settings.baseline)
        self.marks: set[str] | None = set() if keep_marks else None
        here = os.getcwd()
        self.root = check_paths.root(here, settings.source, os.environ)
        in_checkout = bool(check_paths.named_root(here, os.environ))
        self.from_root = check_paths.counts_from_root(settings.output_format, in_checkout)

    def chunks(self) -> Iterator[str]:
        """The report. Raises UsageError when nothing is to be checked, InputError for a missing path."""
        checked = self._counted(_checked(self._tasks(), self.settings))
        first = next(checked, None)
        if first is None and not self.settings.allow_empty:
            raise UsageError(
                "CC046",
                "nothing was checked: no file was found, or all were excluded",
                "check the paths and excludes; --allow-empty accepts it",
            )
        shown: Iterable[Checked] = chain([] if first is None else [first], checked)
        if self.settings.max_errors:
            shown = limited(shown, self.tally, self.settings.output_format in _WITH_ALL_DOCUMENTS)
        yield from FORMATS[self.settings.output_format](shown, self.tally)
        if self.settings.output_format in _WITH_REMARKS:
            yield from self.remarks()

    def _tasks(self) -> Iterator[Task]:
        for task in tasks(self.paths, self.settings):
            if self.outputs and task.item.path and _identity(task.item.path) in self.outputs:
                raise UsageError(
                    "CC030", f"the output is one of the inputs: {task.path}", "write to another file"
                )
            yield task

    def remarks(self) -> Iterator[str]:
        """What --max-errors has left out, and what --statistics asks for."""
        if self.tally.left_out:
            yield self.tally.left_out + "\n"
        if self.settings.statistics:
            yield statistics(self.tally)

    @property
    def remarks_apart(self) -> str:
        """The remarks, where the format has no place for them."""
        return "" if self.settings.output_format in (*_WITH_REMARKS, "json") else "".join(self.remarks())

    def _counted(self, checked: Iterable[tuple[str, tuple[Diagnostic, ...]]]) -> Iterator[Checked]:
        """What is new and chosen of each document."""
        for path, all_told in checked:
            found = tuple(each for each in all_told if self.settings.chooses(each.code))
            marks = fingerprints(found, check_paths.from_folder(path, self.root))
            if self.marks is not None:
                self.marks.update(marks)
            fresh = [pair for pair in zip(found, marks, strict=True) if pair[1] not in self.known]
            shown = check_paths.from_root(path, self.root) if self.from_root else path
            told = tuple(one._replace(path=shown) for one, _ in fresh)
            document = Checked(shown, told, tuple(mark for _, mark in fresh), worst_of(told))
            self.tally.add(document)
            yield document

    @property
    def exit_code(self) -> int:
        """1 when something at or above --fail-on was found, 4 when cableconv itself failed; 0 for
        Archivematica, which reads the verdict of a command that ends so, and of no other."""
        if any(_is_fault(code) for code, _ in self.tally.codes):
            return ExitCode.INTERNAL
        if self.settings.output_format == "archivematica":
            return ExitCode.DONE
        return ExitCode.FINDINGS if self.tally.failed and not self.settings.exit_zero else ExitCode.DONE

    @property
    def baseline(self) -> str:
        """The fingerprints of all that was found, for --baseline."""
        marks = sorted(self.marks or ())
        return json.dumps({"format": "cableconv-baseline", "fingerprints": marks}, indent=1) + "\n"


def tasks(paths: Sequence[str], settings: Settings) -> Iterator[Task]:
    """The documents: files in the order of their names, then what collections hold, in their order.
    Raises InputError for a path that does not exist, UsageError for a pattern that matches nothing."""
    sources.require([path for path in paths if path != "-"])
    files: set[str] = set()
    collections: list[str] = []
    for path in chain.from_iterable(map(_files, paths)):
        if path.lower().endswith(output.COLLECTIONS):
            collections.append(path)
        else:
            files.add(path)
    given = chain(
        ((file, Item(file, file)) for file in sorted(files, key=os.fsencode)),
        chain.from_iterable(_members(path, settings) for path in dict.fromkeys(collections)),
        [("-", Item("-", data=output.read_standard_input()))] if "-" in paths else [],
    )
    for path, item in given:
        if _takes(path, settings):
            yield Task(path, item)


def _takes(path: str, settings: Settings) -> bool:
    base = os.path.dirname(settings.source) or os.getcwd()
    return check_paths.takes(check_paths.from_folder(path, base), settings.include, settings.exclude)


def _files(path: str) -> Iterator[str]:
    """The file; of a folder the texts and documents, of a pattern the collections as well."""
    if path == "-":
        return
    wild = output.is_pattern(path)
    if not wild and not os.path.isdir(path):
        yield check_paths.from_here(path)
        return
    found = (item.path for item in sources.files(path))
    for file in found if wild else chain(found, folders.broken_links(path)):
        if file.lower().endswith(".json") and _is_own_report(file):
            continue
        if file.lower().endswith(_SUFFIXES + (output.COLLECTIONS if wild else ())):
            yield check_paths.from_here(file)


def _is_own_report(path: str) -> bool:
    """Is this a report or a baseline that a run before has left in the folder?"""
    try:
        with open(path, "rb") as file:
            return b'"format": "cableconv-' in file.read(64)
    except OSError:
        return False


def _identity(path: str) -> tuple[int, int] | None:
    """Device and number of the file that stands at a path, under whatever name."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _members(path: str, settings: Settings) -> Iterator[tuple[str, Item]]:
    """The documents of an archive or a table; one that cannot be read is a document with an error."""
    host = host_columns(settings.host_column)
    wanted = Wanted((), (), settings.text_column, settings.id_column, settings.max_bytes, host)
    try:
        for item in sources.items([path], wanted):
            yield path if item.whole else f"{path}/{item.name}", item
    except CableconvError as error:
        yield path, Item(path, data=b"", error=error.message)


def examine(task: Task, choices: Choices, max_bytes: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """One document; what makes it unreadable is a diagnostic, so that the others are checked too."""
    try:
        stated = choices._replace(host=statements(task.item))
        return task.path, check(task.path, load(task.item, max_bytes), stated)
    except CableconvError as error:
        told = Diagnostic(task.path, 1, 1, error.code, "error", error.message, error.remedy)
    except MemoryError:
        told = Diagnostic(task.path, 1, 1, "CC022", "error", "there is not enough memory", "split it")
    except Exception as error:  # a fault of ours in one document must not hide the others
        what = f"unexpected {type(error).__name__}: {error}"
        told = Diagnostic(task.path, 1, 1, "CC799", "error", what, "please report this")
    return task.path, (told,)


def _checked(found: Iterable[Task], settings: Settings) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
    """What is to be said of each document, in their order."""
    choices = Choices(settings.roundtrip, _engine(settings.engine))
    work = partial(examine, choices=choices, max_bytes=settings.max_bytes)
    limits = Limits(settings.timeout, settings.max_memory * 1_000_000)
    for done in each(found, work, settings.jobs, limits, size=lambda task: len(task.item.data or b"")):
        yield _given_up(done) if isinstance(done, Lost) else done


def _given_up(lost: Lost) -> tuple[str, tuple[Diagnostic, ...]]:
    task: Task = lost.item
    message = f"the document was given up: {lost.reason}"
    told = Diagnostic(task.path, 1, 1, "CC051", "error", message, "check it alone, or report it")
    return task.path, (told,)


def _is_fault(code: str) -> bool:
    from cableconv.rules import rules

    return code in rules() and rules()[code].sort == "fault"


def _engine(name: str) -> str:
    if name == "lxml":
        return name
    from shutil import which

    jing = which("jing")
    if jing is None:
        raise UsageError("CC048", "jing is not installed", "install it, or leave --engine out")
    return jing


def _known(path: str) -> frozenset[str]:
    """The fingerprints of a baseline."""
    if not path:
        return frozenset()
    remedy = "write it with --write-baseline"
    try:
        value = json.loads(output.read_input(path))
    except CableconvError as error:
        raise UsageError("CC047", f"{path}: no baseline: {error.message}", remedy) from error
    except ValueError as error:
        raise UsageError("CC047", f"{path}: no baseline ({error})", remedy) from error
    match value:
        case {"format": "cableconv-baseline", "fingerprints": list(marks)}:
            return frozenset(map(str, marks))
    raise UsageError("CC047", f"{path}: no baseline", remedy)
