"""Settings of `check`: from the command line, else from cableconv.toml or pyproject.toml.

Law of this file: what is set wrongly is refused by name; nothing is guessed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from cableconv.errors import UsageError

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a corpus is checked. select and ignore: beginnings of codes; exclude: patterns of paths."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str = "error"
    output_format: str = "text"
    baseline: str = ""
    engine: str = "lxml"
    jobs: int = 1
    max_errors: int = 0
    roundtrip: bool = False
    statistics: bool = False
    exit_zero: bool = False
    allow_empty: bool = False
    source: str = ""  # the file that they were read from

    def chooses(self, code: str) -> bool:
        """Is this code to be reported?"""
        chosen = not self.select or code.startswith(self.select)
        return chosen and not (self.ignore and code.startswith(self.ignore))


_WORDS = {
    "fail_on": SEVERITIES,
    "engine": ("lxml", "jing"),
    "output_format": ("text", "concise", "json", "github", "gitlab", "sarif", "junit", "archivematica"),
}


def found_from(folder: str) -> Settings:
    """The settings of the nearest configuration file, in this folder or above it."""
    folder = os.path.abspath(folder)
    while True:
        for name, path in (
            ("cableconv.toml", ("check",)),
            ("pyproject.toml", ("tool", "cableconv", "check")),
        ):
            file = os.path.join(folder, name)
            if os.path.isfile(file):
                table = _table(file, path)
                if table is not None:
                    return replace(of_table(table, file), source=file)
        parent = os.path.dirname(folder)
        if parent == folder:
            return Settings()
        folder = parent


def _table(file: str, path: tuple[str, ...]) -> Mapping[str, Any] | None:
    import tomllib

    try:
        with open(file, "rb") as opened:
            table: Any = tomllib.load(opened)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refused(file, str(error)) from error
    for step in path:
        table = table.get(step)
        if table is None:
            return None
        if not isinstance(table, dict):
            raise _refused(file, f"{'.'.join(path)} is no table")
    return dict(table)


def of_table(table: Mapping[str, Any], file: str) -> Settings:
    """Settings from the keys of a table; UsageError names a key or value that does not exist."""
    known = {field.name.replace("_", "-"): field for field in fields(Settings) if field.name != "source"}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise _refused(file, f"there is no key {key!r}; keys: {', '.join(known)}")
        name = known[key].name
        default = getattr(Settings(), name)
        if isinstance(default, tuple):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise _refused(file, f"{key} is a list of strings")
            value = tuple(value)
        elif type(value) is not type(default):
            raise _refused(file, f"{key} is a {type(default).__name__}, not {value!r}")
        if name in _WORDS and value not in _WORDS[name]:
            raise _refused(file, f"{key} is one of {', '.join(_WORDS[name])}, not {value!r}")
        values[name] = value
    return Settings(**values)


def shown(settings: Settings) -> str:
    """The settings as they are used, as TOML."""
    lines = [f"# from {settings.source}" if settings.source else "# no configuration file", "[check]"]
    for field in fields(settings):
        if field.name != "source":
            lines.append(f"{field.name.replace('_', '-')} = {_toml(getattr(settings, field.name))}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _refused(file: str, why: str) -> UsageError:
    return UsageError(
        "CC047", f"{file}: {why}", "correct it; cableconv check --show-settings prints what is used"
    )
