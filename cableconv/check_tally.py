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

from cableconv.check import Diagnostic
from cableconv.listing import visible

_PASSING = re.compile(  # lines of the document or its source, and the source's hash in names of declarations
    r"\blines? \d+(?:[,:-] ?\d+)*(?:, column \d+)?|\bc[0-9a-f]{12}(?=-)"
)
_SUMMARY_MOST = 200  # findings that the step's summary lists; GitHub takes 1 MiB of it


class Checked(NamedTuple):
    """A document, what is to be reported of it in the order of its lines, and a fingerprint of each;
    failing: what makes it fail, also where --max-errors hides it."""

    path: str
    found: tuple[Diagnostic, ...]
    marks: tuple[str, ...] = ()
    failing: tuple[Diagnostic, ...] = ()


@dataclass
class Tally:
    """What was reported so far; hidden: diagnostics beyond --max-errors, counted but not shown; counted:
    whether a report lists how often each code was found."""

    files: int = 0
    hidden: int = 0
    counted: bool = False
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    files_of: Counter[str] = field(default_factory=Counter)
    first: list[Diagnostic] = field(default_factory=list)

    def add(self, checked: Checked) -> None:
        """Count a document."""
        self.files += 1
        self.codes.update((each.code, each.severity) for each in checked.found)
        self.files_of.update({each.code for each in checked.found})
        self.first.extend(checked.found[: _SUMMARY_MOST - len(self.first)])

    def of(self, severity: str) -> int:
        """How many diagnostics have this severity."""
        return sum(count for (_, one), count in self.codes.items() if one == severity)


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
