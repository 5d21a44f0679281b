"""A collection, converted: resumable, a report of every document, nobody's failure another's.

The main process reads names and bytes, hands them to workers, and keeps journal and report. A
worker converts and, for a folder, writes the document itself: it takes its name when it is whole,
and stands in the journal after that. What a killed run has not journalled is done again.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import IO, NamedTuple

from cableconv import output
from cableconv.batch_names import output_name, sharded
from cableconv.batch_pool import Limits, Lost, run
from cableconv.batch_targets import target_of
from cableconv.errors import CableconvError, ExitCode
from cableconv.shard import Converted, Plan, convert_one, load
from cableconv.sources import Item

_FORMAT = "cableconv-journal"
_REPORT = "cableconv-report"
DONE, UP_TO_DATE, FAILED, QUARANTINED = "converted", "up-to-date", "failed", "quarantined"


class Task(NamedTuple):
    """An item, its place in the order, the path of its output in the folder, and the hash of the
    source that the output was made from."""

    place: int
    item: Item
    output: str
    known: str


class Result(NamedTuple):
    """What became of a task, and the hash of its output."""

    done: Converted
    outcome: str
    output: str
    digest: str = ""
    place: int = 0


class Order(NamedTuple):
    """What a batch is asked to do. jobs: processes; shard: documents a folder, 0 for none."""

    plan: Plan
    target: str
    jobs: int = 1
    limits: Limits = Limits()
    resume: bool = False
    overwrite: bool = True
    shard: int = 0
    checksums: bool = False
    report: str = ""
    engine: str = "processes"  # or "dask"
    scheduler: str = ""


@dataclass
class Tally:
    """What a batch has done so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    began: float = field(default_factory=time.monotonic)

    @property
    def documents(self) -> int:
        return sum(self.outcomes.values())

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def exit_code(self) -> int:
        """The worst of all documents."""
        if self.errors["CC799"] or any(code.startswith(("CC71", "CC72", "CC60")) for code in self.errors):
            return ExitCode.INTERNAL
        return ExitCode.INPUT if self.outcomes[FAILED] or self.outcomes[QUARANTINED] else ExitCode.DONE

    def summary(self) -> str:
        """The last lines that a person reads."""
        rate = self.documents / max(self.seconds, 0.001)
        parts = [f"{count} {outcome}" for outcome, count in sorted(self.outcomes.items())]
        lines = [
            f"{self.documents} documents in {self.seconds:.1f} s, {rate:.0f} a second: {', '.join(parts)}"
        ]
        lines += [f"  {code} {count}" for code, count in sorted(self.errors.items())]
        return "\n".join(lines)


def convert_all(
    items: Iterable[Item],
    order: Order,
    say: Callable[[Result], None] = lambda result: None,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Convert every item. say is told of every failure, progress after every document.

    Raises UsageError or InputError for a target that cannot be used; nothing for an item.
    """
    key = sha256(order.plan.key().encode("utf-8", "surrogateescape")).hexdigest()
    known, length = _known(_journal_path(order.target), key) if order.resume else ({}, 0)
    target = target_of(
        order.target, order.plan.to, resume=order.resume, length=length, overwrite=order.overwrite
    )
    tally, sums, whole = Tally(), [], False
    work = partial(
        do,
        plan=order.plan,
        folder=os.path.abspath(target.folder) if target.folder else "",
        overwrite=order.overwrite or order.resume,
        checksums=order.checksums,
    )
    report = _Report(order.report, order.plan) if order.report else None
    try:
        with _Journal(target.journal, key, resume=order.resume) as journal:
            results = _results(_tasks(items, order, known), work, order)
            for result in results if target.folder else _in_order(results):
                size = target.take(result.done) if result.outcome == DONE and not target.folder else 0
                if result.outcome == DONE:
                    journal.note(result, size)
                _count(tally, result)
                if order.checksums and result.digest:
                    sums.append(f"{result.digest}  {result.output}")
                if report:
                    report.note(result)
                if result.outcome in (FAILED, QUARANTINED):
                    say(result)
                progress(tally)
        whole = True
    finally:
        target.close(whole=whole)
        if report:
            report.close(tally, whole=whole)
    if order.checksums and target.folder:
        lines = "".join(f"{line}\n" for line in sorted(sums, key=lambda line: line.split("  ", 1)[1]))
        output.write_atomically(
            os.path.join(target.folder, "SHA256SUMS"), lines.encode("utf-8", "surrogateescape")
        )
    return tally


def _journal_path(target: str) -> str:
    return (
        f"{target}.journal"
        if target.lower().endswith(".jsonl")
        else os.path.join(target, ".cableconv-journal")
    )


def _tasks(items: Iterable[Item], order: Order, known: dict[str, tuple[str, str]]) -> Iterator[Task]:
    folder = os.path.abspath(order.target) + os.sep
    outside = (item for item in items if not (item.path and os.path.abspath(item.path).startswith(folder)))
    for index, item in enumerate(outside):  # what stands in the target is no input
        name = sharded(output_name(item.name, order.plan.to), index, order.shard)
        digest, written = known.get(item.name, ("", ""))
        yield Task(index, item, name, digest if written == name else "")


def _results(tasks: Iterator[Task], work: Callable[[Task], Result], order: Order) -> Iterator[Result]:
    if order.jobs < 1:  # in this process: for tests and debuggers
        yield from map(work, tasks)
        return
    for result in _engine(tasks, work, order):
        if isinstance(result, Result):
            yield result
        elif isinstance(result, Lost):
            task: Task = result.item
            lost = Converted(task.item.name, code="CC051", message=result.reason)
            yield Result(lost, QUARANTINED, task.output, place=task.place)


def _engine(tasks: Iterator[Task], work: Callable[[Task], Result], order: Order) -> Iterator[object]:
    if order.engine == "dask":
        from cableconv import batch_dask

        everywhere = (task._replace(item=_absolute(task.item)) for task in tasks)
        return batch_dask.run(everywhere, work, order.jobs, order.scheduler)
    return run(tasks, work, order.jobs, order.limits)


def _absolute(item: Item) -> Item:
    """The item for a process that runs in another folder."""
    return item._replace(path=os.path.abspath(item.path)) if item.path else item


def _in_order(results: Iterator[Result]) -> Iterator[Result]:
    """The results in the order of the input: what one file holds does not depend on the workers."""
    early: dict[int, Result] = {}
    due = 0
    for result in results:
        early[result.place] = result
        while due in early:
            yield early.pop(due)
            due += 1


def do(task: Task, plan: Plan, folder: str, overwrite: bool, checksums: bool) -> Result:
    """One task, in a worker: converted and, for a folder, written."""
    return _do(task, plan, folder, overwrite, checksums)._replace(place=task.place)


def _do(task: Task, plan: Plan, folder: str, overwrite: bool, checksums: bool) -> Result:
    try:
        data = load(task.item, plan.max_bytes)
    except CableconvError as error:
        failed = Converted(task.item.name, code=error.code, message=error.message)
        return Result(failed, FAILED, task.output)
    path = os.path.join(folder, task.output)
    if task.known and task.known == sha256(data).hexdigest() and (not folder or os.path.exists(path)):
        digest = _digest(path) if checksums and folder else ""
        return Result(Converted(task.item.name, sha256=task.known), UP_TO_DATE, task.output, digest)
    done = convert_one(task.item, plan, data)
    if done.code:
        return Result(done, FAILED, task.output)
    digest = sha256(done.data).hexdigest() if checksums else ""
    if not folder:
        return Result(done, DONE, task.output, digest)
    try:
        if task.item.path and output.is_same_file(task.item.path, path):
            raise output.same_file()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        output.write_atomically(path, done.data, overwrite, sync=False)
    except OSError as error:
        refused = output.unwritable(error)
        return Result(
            done._replace(data=b"", code=refused.code, message=refused.message), FAILED, task.output
        )
    except CableconvError as error:
        return Result(done._replace(data=b"", code=error.code, message=error.message), FAILED, task.output)
    return Result(done._replace(data=b""), DONE, task.output, digest)


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return sha256(file.read()).hexdigest()


def _count(tally: Tally, result: Result) -> None:
    tally.outcomes[result.outcome] += 1
    if result.done.code:
        tally.errors[result.done.code] += 1
    tally.findings.update(result.done.findings)


class _Journal:
    """A line for each document that stands in the target: name, hash of its source, output, length."""

    def __init__(self, path: str, key: str, *, resume: bool) -> None:
        self.path = path
        self.key = key
        self.mode = "ab" if resume else "wb"
        self.file: IO[bytes] | None = None

    def __enter__(self) -> _Journal:
        if self.path:
            try:
                self.file = open(self.path, self.mode)
                head = json.dumps({"format": _FORMAT, "key": self.key})
                self.file.write(f"\n{head}\n".encode())  # the last line before it may be torn
                self.file.flush()
            except OSError as error:
                raise output.unwritable(error) from error
        return self

    def note(self, result: Result, length: int) -> None:
        if self.file is not None:
            entry = [result.done.name, result.done.sha256, result.output, length]
            self.file.write(json.dumps(entry).encode() + b"\n")
            self.file.flush()

    def __exit__(self, *raised: object) -> None:
        if self.file is not None:
            self.file.close()


def _known(path: str, key: str) -> tuple[dict[str, tuple[str, str]], int]:
    """What a journal says is done with this key: source's hash and output by name; the length of a
    target of one file."""
    known: dict[str, tuple[str, str]] = {}
    length = 0
    key_differs = True
    try:
        with open(path, "rb") as file:
            for line in file:
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue  # torn by a kill
                if isinstance(entry, dict):
                    key_differs = entry.get("key") != key
                    if key_differs:
                        known, length = {}, 0
                elif not key_differs:
                    name, digest, written, length = entry
                    known[name] = (digest, written)
    except OSError:
        pass
    return known, length


class _Report:
    """The report, written while the batch runs: the documents first, the totals at the end."""

    def __init__(self, path: str, plan: Plan) -> None:
        self.path = path
        self.part = f"{path}.part"
        self.plan = plan
        self.first = True
        try:
            self.file = open(self.part, "w", encoding="utf-8")  # noqa: SIM115
        except OSError as error:
            raise output.unwritable(error) from error
        self.file.write(f'{{"format": "{_REPORT}", "version": "1.0-draft", "outcomes": [\n')

    def note(self, result: Result) -> None:
        done = result.done
        entry: dict[str, object] = {"name": done.name, "outcome": result.outcome}
        if result.outcome == DONE:
            entry |= {"output": result.output, "cables": done.cables}
        if done.sha256:
            entry["sha256"] = done.sha256
        if done.code:
            entry |= {"code": done.code, "message": done.message}
        if done.findings:
            entry["findings"] = dict(Counter(done.findings))
        self.file.write(("" if self.first else ",\n") + json.dumps(entry))
        self.first = False

    def close(self, tally: Tally, *, whole: bool) -> None:
        from cableconv.conversion import GENERATOR

        totals = {
            "generator": GENERATOR,
            "complete": whole,
            "documents": tally.documents,
            "seconds": round(tally.seconds, 3),
            "totals": dict(sorted(tally.outcomes.items())),
            "errors": dict(sorted(tally.errors.items())),
            "findings": dict(sorted(tally.findings.items())),
        }
        self.file.write("\n], " + json.dumps(totals)[1:] + "\n")
        self.file.close()
        os.replace(self.part, self.path)
