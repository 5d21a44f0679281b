"""What is said of a place in a file that was checked."""

from __future__ import annotations

from typing import NamedTuple


class Diagnostic(NamedTuple):
    """What is said of a place in a file: line and column from 1; severity error, warning or info."""

    path: str
    line: int
    column: int
    code: str
    severity: str
    message: str
    remedy: str = ""
