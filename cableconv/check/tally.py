"""What a check has found, document by document, and how much of each in all.

Law of this file: what was counted is kept for the end of a report; no format knows the files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from cableconv.check.worst import SEVERITIES, Worst
from cableconv.diagnostic import Diagnostic
from cableconv.visible import visible

_PASSING = re.compile(  # lines of the document or its source, and the source's hash in names of declarations
    r"\blines? \d+(?:[,:-] ?\d+)*(?:, column \d+)?|\bc[0-9a-f]{12}(?=-)"
)
_SUMMARY_MOST = 200  # findings that the step's summary lists; GitHub takes 1 MiB of it


class Checked(NamedTuple):
    """A document, what is to be reported of it in the order of its lines, and a fingerprint of each; worst:
    the first of the worst, also where --max-errors hides it."""

    path: str
    found: tuple[Diagnostic, ...]
    marks: tuple[str, ...] = ()
    worst: Diagnostic | None = None


@dataclass
class Tally:
    """What was found so far. fail_on: the severity from which a document fails; first: the worst, for a
    summary; most: how many diagnostics a report may tell, 0 is all; hidden: how many it leaves out, and
    hidden_in the first document that has some; counted: whether a report lists how often each code was found.
    """

    fail_on: str = "error"
    files: int = 0
    most: int = 0
    hidden: int = 0
    hidden_in: str = ""
    counted: bool = False
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    files_of: Counter[str] = field(default_factory=Counter)
    first: Worst[Diagnostic] = field(default_factory=lambda: Worst(_SUMMARY_MOST))

    def add(self, checked: Checked) -> None:
        """Count a document."""
        self.files += 1
        self.codes.update((each.code, each.severity) for each in checked.found)
        self.files_of.update({each.code for each in checked.found})
        for each in checked.found:
            self.first.add(each.severity, each)

    def fails(self, each: Diagnostic) -> bool:
        """Does a document with this fail?"""
        return SEVERITIES.index(each.severity) <= SEVERITIES.index(self.fail_on)

    @property
    def failed(self) -> bool:
        """Was something found that makes a document fail?"""
        return any(self.of(each) for each in SEVERITIES[: SEVERITIES.index(self.fail_on) + 1])

    def of(self, severity: str) -> int:
        """How many diagnostics have this severity."""
        return sum(count for (_, one), count in self.codes.items() if one == severity)

    @property
    def left_out(self) -> str:
        """A line that says how many diagnostics a report does not tell; empty when it tells all."""
        return f"{self.hidden} more, not shown (--max-errors {self.most})" if self.hidden else ""


def limited(documents: Iterable[Checked], tally: Tally, whole: bool) -> Iterator[Checked]:
    """The documents with the worst diagnostics of all, as many as the tally says, once all are known;
    whole: also documents without any."""
    kept: Worst[tuple[int, Diagnostic, str]] = Worst(tally.most)
    hidden: tuple[int, str] | None = None
    held: dict[int, Checked] = {}
    for number, document in enumerate(documents):
        if whole:
            held[number] = document._replace(found=(), marks=())
        for one, mark in zip(document.found, document.marks, strict=True):
            if lost := kept.add(one.severity, (number, one, mark)):
                tally.hidden += 1
                first = lost[0], lost[1].path
                hidden = min(hidden or first, first)
    tally.hidden_in = hidden[1] if hidden else ""
    told: dict[int, list[tuple[Diagnostic, str]]] = {number: [] for number in held}
    for number, one, mark in kept:
        told.setdefault(number, []).append((one, mark))
    for number, pairs in sorted(told.items()):
        document = held.get(number, Checked(pairs[0][0].path if pairs else "", ()))
        found, marks = tuple(one for one, _ in pairs), tuple(mark for _, mark in pairs)
        yield document._replace(found=found, marks=marks)


def worst_of(found: Iterable[Diagnostic]) -> Diagnostic | None:
    """The first of the worst."""
    return min(found, key=lambda each: SEVERITIES.index(each.severity), default=None)


def totals(tally: Tally) -> list[tuple[str, int, int]]:
    """Each code, how often it was found and in how many files; the most frequent first."""
    counts: Counter[str] = Counter()
    for (code, _), count in tally.codes.items():
        counts[code] += count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(code, count, tally.files_of[code]) for code, count in ordered]


Report = Callable[[Iterable[Checked], Tally], Iterator[str]]


def said(each: Diagnostic) -> str:
    """What is wrong, and how to mend it."""
    return f"{each.message}; {each.remedy}" if each.remedy else each.message


def line_of(each: Diagnostic) -> str:
    """A diagnostic as one line."""
    place = f"{each.path}:{each.line}:{each.column}"
    return visible(f"{place}: {each.code} {each.severity}: {said(each)}") + "\n"


def summary(tally: Tally) -> str:
    """One line: how many files, errors, warnings, findings."""
    return (
        f"{tally.files} {'file' if tally.files == 1 else 'files'} checked: {tally.of('error')} errors, "
        f"{tally.of('warning')} warnings, {tally.of('info')} notes\n"
    )


def fingerprints(found: Sequence[Diagnostic], path: str) -> tuple[str, ...]:
    """A fingerprint for each diagnostic of the document of this path: the same for the same thing said
    again, wherever the line moved, also where the message names what moves; equal ones are counted."""
    seen: Counter[tuple[str, str]] = Counter()
    marks = []
    for each in found:
        key = each.code, _PASSING.sub("", each.message)
        seen[key] += 1
        parts = (path, *key, str(seen[key]))
        marks.append(sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest())
    return tuple(marks)


def title_of(code: str) -> str:
    """The title of the rule, empty for a code that is none."""
    from cableconv.rules import rules

    return rules()[code].title if code in rules() else ""
