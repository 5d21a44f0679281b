"""What a line of a journal says.

Law of this file: a journal is an input like any other, since folders of outputs are handed on: a line that no
run writes says nothing, and neither does one that names what is no output of this target.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from typing import Any, NamedTuple

_LARGEST = 2**63  # of a file
_PARTS = re.compile(r"[/\\]" if os.sep == "\\" else "/")
_NAMES = ("finished", "begun", "gone")  # members that name an output
_SAYS = {*_NAMES, "whole", "keep"}
_KINDS = {"format": str, "key": str, "keep": int, "whole": bool, "sha256": str} | dict.fromkeys(_NAMES, str)


class Entry(NamedTuple):
    """A document that stands in the target: its place in the input, name, SHA-256 of its source, output,
    how long the output is with it (0 where it is the whole output), SHA-256 of what it added, and the path of
    its file, or of the archive or table that it stands in ("" for one that is no output of its own)."""

    place: int
    name: str
    sha256: str
    output: str
    length: int = 0
    digest: str = ""
    path: str = ""


_ENTRY = (int, str, str, str, int, str, str)


def is_below(name: str) -> bool:
    """Does a name lead to something below the folder that it counts from?"""
    leads = os.path.isabs(name) or os.path.splitdrive(name)[0] or "\0" in name
    return not leads and not any(part in ("", ".", "..") for part in _PARTS.split(name))


def line_of(line: bytes, names: Callable[[str], object]) -> Entry | dict[str, Any] | None:
    """What a line says, None for nothing; names tells whether an output of the target may be called so."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list):
        entry = _entry(value)
        return entry if entry is not None and names(entry.output) else None
    return value if isinstance(value, dict) and _is_note(value, names) else None


def _entry(value: list[Any]) -> Entry | None:
    if not 4 <= len(value) <= len(_ENTRY) or any(
        type(each) is not kind for each, kind in zip(value, _ENTRY, strict=False)
    ):
        return None
    entry = Entry(*value)
    return entry if 0 <= entry.place < _LARGEST and 0 <= entry.length < _LARGEST else None


def _is_note(value: dict[str, Any], names: Callable[[str], object]) -> bool:
    if not _SAYS & value.keys() or any(type(each) is not _KINDS.get(key) for key, each in value.items()):
        return False
    if value.get("keep", 0) < 0 or ("finished" in value and "sha256" not in value):
        return False
    return all(names(value[key]) for key in _NAMES if key in value)
