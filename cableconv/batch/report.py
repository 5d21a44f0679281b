"""What a batch has done: counted, told at its end, written as a report."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from cableconv import output
from cableconv.errors import ExitCode, InputError
from cableconv.shard import Converted, Plan

_REPORT = "cableconv-report"
_VERSION = "1.0-draft"
_MOST = 8  # codes of findings in the table at the end
DONE, UP_TO_DATE, FAILED, QUARANTINED = "converted", "up-to-date", "failed", "quarantined"
OUTCOMES = (DONE, UP_TO_DATE, FAILED, QUARANTINED)


class Result(NamedTuple):
    """What became of a task; the hash of its output; the largest size of its worker so far, in bytes; names,
    and beginnings of names, of documents that could not be read now (Item.lost), or not converted through no
    fault of theirs: what runs before have made of them stays."""

    done: Converted
    outcome: str
    output: str
    digest: str = ""
    place: int = 0
    memory: int = 0
    unread: tuple[str, ...] = ()


@dataclass
class Tally:
    """What a batch has done so far. bytes: of the sources that were converted; memory: of the largest
    worker; left: outputs of runs before that belong to no document of this one; pruned: how many of them
    were removed; torn: a folder or an archive could not be read, or not to its end; bare: folders of outputs
    that were not, as those of their documents are empty now; passed_over: pages of web archives that are no
    texts, by their types."""

    outcomes: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    cables: int = 0
    bytes: int = 0
    memory: int = 0
    left: list[str] = field(default_factory=list)
    pruned: int = 0
    torn: bool = False
    bare: list[str] = field(default_factory=list)
    passed_over: dict[str, int] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    @property
    def documents(self) -> int:
        return sum(self.outcomes.values())

    @property
    def failed(self) -> int:
        return self.outcomes[FAILED] + self.outcomes[QUARANTINED]

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def count(self, result: Result) -> None:
        """One more document."""
        self.outcomes[result.outcome] += 1
        self.memory = max(self.memory, result.memory)
        if result.outcome == DONE:
            self.bytes += result.done.size
            self.cables += result.done.cables
        if result.done.code:
            self.errors[result.done.code] += 1
        self.findings.update(result.done.findings)

    def exit_code(self) -> int:
        """The worst of all documents."""
        if self.errors["CC799"] or any(code.startswith(("CC71", "CC72", "CC60")) for code in self.errors):
            return ExitCode.INTERNAL
        return ExitCode.INPUT if self.failed else ExitCode.DONE

    def summary(self) -> str:
        """The table that a person reads at the end."""
        rate = self.documents / max(self.seconds, 0.001)
        parts = [f"{self.outcomes[each]} {each}" for each in OUTCOMES if self.outcomes[each]]
        read = counted(self.documents, "document")
        lines = [f"{read} in {self.seconds:.1f} s, {rate:.0f} a second: {', '.join(parts)}"]
        if self.errors:
            lines += _table("failures", self.errors, len(self.errors))
        if self.findings:
            lines += _table("findings", self.findings, _MOST)
        return "\n".join(lines)


def counted(number: int, what: str) -> str:
    """How many of them: "1 document", "2 documents"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _table(head: str, counts: Counter[str], most: int) -> list[str]:
    """Code, count and title, the most frequent first."""
    from cableconv.rules import rules

    listed = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    width = max(len(head), 8)
    lines = [f"  {head:<{width}}  count"]
    lines += [
        f"  {code:<{width}} {count:>6}  {rules()[code].title if code in rules() else ''}".rstrip()
        for code, count in listed[:most]
    ]
    if len(listed) > most:
        lines.append(f"  {len(listed) - most} other codes, {sum(count for _, count in listed[most:])}")
    return lines


def _unwritable(error: OSError) -> InputError:
    return InputError(
        "CC033",
        f"the report cannot be written ({error.strerror})",
        "check the space, the folder and its permissions",
    )


class Report:
    """The report, written while the batch runs: the documents in the order of the input, the totals at the
    end. It takes its name when it is whole; a pipe or a device is written as it is."""

    def __init__(self, path: str, plan: Plan) -> None:
        self.direct = output.is_special(path)
        self.path = os.path.realpath(path) if os.path.islink(path) and not self.direct else path
        folder, name = os.path.split(self.path)
        digest = sha256(os.fsencode(name)).hexdigest()[:8]  # hidden, so that it is no input's name
        self.part = path if self.direct else os.path.join(folder, f".cableconv-report-{digest}.part")
        self.plan = plan
        self.first = True
        self.early: dict[int, str] = {}  # entries that wait for one that stands before them
        self.due = 0
        try:
            mode = "a" if self.direct else "w"  # what is open already may hold something
            self.file = open(self.part, mode, encoding="utf-8")  # noqa: SIM115
        except OSError as error:
            raise _unwritable(error) from error
        self._write(f'{{"format": "{_REPORT}", "version": "{_VERSION}", "outcomes": [\n')

    def _write(self, text: str) -> None:
        try:
            self.file.write(text)
        except OSError as error:
            self.abandon()
            raise _unwritable(error) from error

    def note(self, result: Result) -> None:
        """One more document."""
        done = result.done
        entry: dict[str, object] = {"name": done.name, "outcome": result.outcome}
        if result.outcome == DONE:
            entry |= {"output": result.output, "bytes": done.size, "cables": done.cables}
        if done.sha256:
            entry["sha256"] = done.sha256
        if done.code:
            entry |= {"code": done.code, "message": done.message}
        if done.findings:
            entry["findings"] = dict(Counter(done.findings))
        self.early[result.place] = json.dumps(entry)
        while self.due in self.early:
            self._put(self.early.pop(self.due))
            self.due += 1

    def _put(self, entry: str) -> None:
        self._write(("" if self.first else ",\n") + entry)
        self.first = False

    def abandon(self) -> None:
        """There is no report: what stands at its path stays."""
        with suppress(OSError):  # the disk is full
            self.file.close()
        if not self.direct:
            with suppress(OSError):
                os.unlink(self.part)

    def close(self, tally: Tally, jobs: int, *, whole: bool) -> None:
        """Write the totals; the report takes its name. Nothing, if it was given up."""
        if self.file.closed:
            return
        from cableconv.conversion import GENERATOR

        for _, entry in sorted(self.early.items()):  # of a run that was stopped
            self._put(entry)
        seconds = round(tally.seconds, 3)
        totals = {
            "generator": GENERATOR,
            "options": [f"{name}={value}" for name, value in self.plan.stated()],
            "complete": whole,
            "documents": tally.documents,
            "cables": tally.cables,
            "bytes": tally.bytes,
            "seconds": seconds,
            "documents_per_second": round(tally.documents / max(seconds, 0.001), 1),
            "bytes_per_second": round(tally.bytes / max(seconds, 0.001)),
            "jobs": jobs,
            "largest_worker": tally.memory,
            "totals": dict(sorted(tally.outcomes.items())),
            "errors": dict(sorted(tally.errors.items())),
            "findings": dict(sorted(tally.findings.items())),
            "passed_over": dict(sorted(tally.passed_over.items())),
            "left": tally.left,
        }
        self._write("\n], " + json.dumps(totals)[1:] + "\n")
        try:
            self.file.close()
            if not self.direct:
                os.replace(self.part, self.path)
        except OSError as error:
            self.abandon()
            raise _unwritable(error) from error
