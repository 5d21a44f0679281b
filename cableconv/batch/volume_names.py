"""What the files of a target are called, where each holds many documents, and what stands beside them.

Law of this file: {} in a name stands for the number of the file; without it the number stands before the
suffix.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress

PART = ".part"  # what is appended to while a file is unfinished
PACKED = ".packed"  # what is made of that, where a file is not the same
JOURNAL = ".journal"
SUMS = ".sha256"
_NUMBER = "[0-9]{5,}"


def volume(base: str, ending: str, number: int) -> str:
    """The name of the file of this number."""
    if "{}" in base:
        return base.replace("{}", f"{number:05d}")
    return f"{base[: -len(ending)]}-{number:05d}{base[-len(ending) :]}"


def patterns(base: str, ending: str, *, numbered: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of the names of a target's files, and of those of all targets that share its journal."""
    parts = base.split("{}")
    if len(parts) > 1:
        own = re.compile(f"(?:{_NUMBER})?".join(map(re.escape, parts)))
        return own, own
    shared = f"{re.escape(base[: -len(ending)])}(?:-{_NUMBER})?{re.escape(base[-len(ending) :])}"
    return re.compile(shared if numbered else re.escape(base)), re.compile(shared)


def remove(*paths: str) -> None:
    """Take files away, if they are there."""
    for path in paths:
        with suppress(OSError):
            os.unlink(path)


def remove_unfinished(whole: str) -> None:
    """Take away what a run may have left beside a file that it did not finish."""
    remove(whole + PART, whole + PACKED)
