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

from cableconv import input
from cableconv.check import paths as check_paths
from cableconv.check.file import Choices, check
from cableconv.check.inputs import Task, tasks
from cableconv.check.reports import FORMATS, statistics
from cableconv.check.settings import Settings
from cableconv.check.tally import Checked, Tally, fingerprints, limited, worst_of
from cableconv.diagnostic import Diagnostic
from cableconv.errors import CableconvError, ExitCode, UsageError
from cableconv.pool.processes import Lost, each
from cableconv.pool.worker import limits_of
from cableconv.shard import load, statements
from cableconv.sources.item import Gauge

_WITH_REMARKS = ("text", "concise")
_WITH_ALL_DOCUMENTS = ("junit",)


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
        self.outputs = tuple(filter(None, outputs))
        self.settings = settings
        self.tally = Tally(settings.fail_on, most=settings.max_errors, counted=settings.statistics)
        to_come = keep_marks and not os.path.exists(settings.baseline)
        self.known = frozenset() if to_come else _known(settings.baseline)
        self.marks: set[str] | None = set() if keep_marks else None
        here = os.getcwd()
        self.root = check_paths.root(here, settings.source, os.environ)
        in_checkout = bool(check_paths.named_root(here, os.environ))
        self.from_root = check_paths.counts_from_root(settings.output_format, in_checkout)
        self.missing: set[str] = set()
        self.holders: set[str] = set()  # archives and tables
        self.unopened: list[str] = []  # those that a folder holds
        self.gauge = Gauge()

    def chunks(self) -> Iterator[str]:
        """The report. Raises UsageError when nothing is to be checked, InputError where no path exists."""
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
        for task in tasks(self.paths, self.settings, self.unopened, self.outputs, self.gauge):
            if task.missing:
                self.missing.add(task.path)
            if task.holder:
                self.holders.add(task.holder)
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
            known = self.known
            if path in self.missing:  # a path that is not there is never chosen away, and never known
                found, known = all_told, frozenset()
            else:
                found = tuple(each for each in all_told if self.settings.chooses(each.code))
            marks = fingerprints(found, check_paths.from_folder(path, self.root))
            if self.marks is not None and path not in self.missing:
                self.marks.update(marks)
            fresh = [pair for pair in zip(found, marks, strict=True) if pair[1] not in known]
            shown, told = self._placed(path, tuple(one for one, _ in fresh))
            document = Checked(shown, told, tuple(mark for _, mark in fresh), worst_of(told))
            self.tally.add(document)
            yield document

    def _placed(self, path: str, found: tuple[Diagnostic, ...]) -> tuple[str, tuple[Diagnostic, ...]]:
        """The name of a document in the report, and its diagnostics with it. A site of repositories knows an
        archive or a table, not what is in it: there the file is named, and the place inside is told."""
        if not self.from_root:
            return path, tuple(one._replace(path=path) for one in found)
        holder = check_paths.holder(path, self.holders)
        shown = check_paths.from_root(holder or path, self.root)
        if not holder:
            return shown, tuple(one._replace(path=shown) for one in found)
        inner = path[len(holder) + 1 :]
        return shown, tuple(
            one._replace(
                path=shown, line=1, column=1, message=f"{inner}:{one.line}:{one.column}: {one.message}"
            )
            for one in found
        )

    @property
    def exit_code(self) -> int:
        """1 when something at or above --fail-on was found, 3 when a path was missing, a pattern matched
        nothing or a folder was unreadable, 4 when cableconv itself failed; 0 for Archivematica, which reads
        the verdict of a command that ends so, and of no other."""
        if any(_is_fault(code) for code, _ in self.tally.codes):
            return ExitCode.INTERNAL
        if self.missing:
            return ExitCode.INPUT
        if self.settings.output_format == "archivematica":
            return ExitCode.DONE
        return ExitCode.FINDINGS if self.tally.failed and not self.settings.exit_zero else ExitCode.DONE

    @property
    def baseline(self) -> str:
        """The fingerprints of all that was found, for --baseline."""
        marks = sorted(self.marks or ())
        return json.dumps({"format": "cableconv-baseline", "fingerprints": marks}, indent=1) + "\n"


def examine(task: Task, choices: Choices, max_bytes: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """One document; what makes it unreadable is a diagnostic, so that the others are checked too."""
    try:
        stated = choices._replace(host=statements(task.item), column=task.item.column)
        return task.path, check(task.path, load(task.item, max_bytes), stated)
    except CableconvError as error:
        said = error.message.encode("utf-8", "backslashreplace").decode()  # a name may hold half a character
        told = Diagnostic(task.path, 1, 1, error.code, "error", said, error.remedy)
    except MemoryError:
        told = Diagnostic(task.path, 1, 1, "CC065", "error", "there is not enough memory", "split it")
    except Exception as error:  # a fault of ours in one document must not hide the others
        what = f"unexpected {type(error).__name__}: {error}"
        told = Diagnostic(task.path, 1, 1, "CC799", "error", what, "please report this")
    return task.path, (told,)


def _checked(found: Iterable[Task], settings: Settings) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
    """What is to be said of each document, in their order."""
    choices = Choices(settings.roundtrip, _engine(settings.engine))
    work = partial(examine, choices=choices, max_bytes=settings.max_bytes)
    limits = limits_of(settings.timeout, settings.max_memory)
    pool = each(found, work, settings.jobs, limits, size=_travels, extent=lambda task: task.item.extent())
    for done in pool:
        yield _given_up(done) if isinstance(done, Lost) else done


def _travels(task: Task) -> int:
    return len(task.item.data or b"")


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
        value = json.loads(input.read_input(path))
    except CableconvError as error:
        raise UsageError("CC047", f"{path}: no baseline: {error.message}", remedy) from error
    except ValueError as error:
        raise UsageError("CC047", f"{path}: no baseline ({error})", remedy) from error
    match value:
        case {"format": "cableconv-baseline", "fingerprints": list(marks)}:
            return frozenset(map(str, marks))
    raise UsageError("CC047", f"{path}: no baseline", remedy)
