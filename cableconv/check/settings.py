"""Settings of `check`: from the command line, else from cableconv.toml or pyproject.toml.

Law of this file: what is set wrongly is refused by name and place; nothing is guessed. It refuses what
the JSON Schema cableconv.config.schema.json refuses, and a test holds the two together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from cableconv.check.worst import SEVERITIES
from cableconv.errors import UsageError

_LARGEST = 2**63 - 1
_UNCHECKED = ("CC0", "CC610", "CC710", "CC799")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a corpus is checked. select and ignore: beginnings of codes; include and exclude: patterns of
    paths, from the folder of source or else of the run; max_errors 0: all; host_column: NAME=COLUMN; timeout
    (seconds) 0: the usual; max_memory (MB) 0: any."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: str = "error"
    output_format: str = "text"
    baseline: str = ""
    engine: str = "lxml"
    jobs: int = 1
    max_errors: int = 0
    max_bytes: int = 64_000_000
    text_column: str = ""
    id_column: str = ""
    host_column: tuple[str, ...] = ()
    timeout: int = 0
    max_memory: int = 0
    roundtrip: bool = False
    statistics: bool = False
    exit_zero: bool = False
    allow_empty: bool = False
    source: str = ""  # the file that they were read from

    def chooses(self, code: str) -> bool:
        """Is this code to be reported? What could not be read or checked at all is, whatever was selected:
        nothing else would tell that it was not checked."""
        chosen = not self.select or code.startswith(self.select) or code.startswith(_UNCHECKED)
        return chosen and not (self.ignore and code.startswith(self.ignore))


WORDS = {
    "fail_on": SEVERITIES,
    "engine": ("lxml", "jing"),
    "output_format": ("text", "concise", "json", "github", "gitlab", "sarif", "junit", "archivematica"),
}
_LEAST_MOST = {
    "jobs": (1, 1000),
    "max_errors": (0, _LARGEST),
    "max_bytes": (1, _LARGEST),
    "timeout": (0, _LARGEST),
    "max_memory": (0, _LARGEST),
}
_CODE = re.compile("CC[0-9]{0,3}")
_KEYS = {field.name.replace("_", "-"): field.name for field in fields(Settings) if field.name != "source"}
_TYPES = {bool: "true or false", int: "a whole number", str: "a string"}


class Misconfigured(UsageError):
    """A configuration file that is wrong at a place."""

    def __init__(self, file: str, why: str, line: int = 1, column: int = 1) -> None:
        remedy = "correct it; docs/schema/configuration.md lists all settings"
        super().__init__("CC047", why, remedy, line, column)
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.file, self.message, self.line, self.column)


class Wrong(ValueError):
    """A value that a setting cannot have; path: the tables and the key that it stands in."""

    def __init__(self, why: str, *path: str) -> None:
        super().__init__(why)
        self.path = path


def found_from(folder: str) -> Settings:
    """The settings of the nearest configuration file, in this folder or above it. Raises Misconfigured."""
    folder = os.path.abspath(folder)
    while True:
        for name, table in (("cableconv.toml", ()), ("pyproject.toml", ("tool", "cableconv"))):
            file = os.path.join(folder, name)
            if os.path.isfile(file) and (settings := _read(file, table)) is not None:
                return replace(settings, source=file, baseline=_beside(file, settings.baseline))
        parent = os.path.dirname(folder)
        if parent == folder:
            return Settings()
        folder = parent


def passed_over(settings: Settings) -> tuple[str, int, int]:
    """A pyproject.toml with settings that are not read, because a cableconv.toml stands beside it: its path
    and where its settings begin; an empty path when there is none."""
    import tomllib

    folder, name = os.path.split(settings.source)
    file = os.path.join(folder, "pyproject.toml")
    try:
        with open(file if name == "cableconv.toml" else os.devnull, "rb") as opened:
            text = opened.read().decode("utf-8-sig")
        has_table = "cableconv" in tomllib.loads(text).get("tool", {})
    except (OSError, ValueError, TypeError):
        return "", 0, 0
    return (file, *_place(text, ("tool", "cableconv", "check"))) if has_table else ("", 0, 0)


def refuse_empty_choice(settings: Settings) -> None:
    """Raise UsageError when select and ignore leave no code that a check can report, of those that are asked
    for."""
    from cableconv.rules import rules

    left = (
        code
        for code, rule in rules().items()
        if rule.sort != "change"
        and code.startswith(settings.select or ("CC",))
        and not code.startswith(settings.ignore or ("-",))
    )
    if next(left, None) is None:
        said = f"nothing is left to report: ignore takes out all that select names ({_listed(settings)})"
        raise UsageError("CC040", said, "select or ignore fewer; cableconv check --show-settings prints both")


def _listed(settings: Settings) -> str:
    return f"select {', '.join(settings.select) or 'all'}, ignore {', '.join(settings.ignore)}"


def _beside(file: str, named: str) -> str:
    """The path, which a configuration file names from its own folder, from the folder of the run."""
    return os.path.relpath(os.path.join(os.path.dirname(file), named)) if named else ""


def _read(file: str, table: tuple[str, ...]) -> Settings | None:
    """The settings in a file's table; None when it has no such table."""
    import tomllib

    try:
        with open(file, "rb") as opened:
            text = opened.read().decode("utf-8-sig")
        value: Any = tomllib.loads(text)
        for step in table:
            value = value.get(step)
            if value is None:
                return None
            if not isinstance(value, dict):
                raise Wrong(f"{step} is a table, not {value!r}", *table)
        return of_configuration(value)
    except OSError as error:
        raise Misconfigured(file, str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Misconfigured(file, "it is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = (int(found[1]), int(found[2])) if found else (1, 1)
        raise Misconfigured(file, re.sub(r" \(at .*", "", str(error)), *place) from error
    except Wrong as error:
        raise Misconfigured(file, str(error), *_place(text, (*table, *error.path))) from error


def of_configuration(value: Mapping[str, Any]) -> Settings:
    """Settings from the value of a configuration file. Raises Wrong."""
    for name in value:
        if name != "check":
            raise Wrong(f"there is no table {name!r}; tables: check", name)
    table = value.get("check", {})
    if not isinstance(table, dict):
        raise Wrong(f"check is a table, not {table!r}", "check")
    values: dict[str, Any] = {}
    for key, each in table.items():
        if key not in _KEYS:
            raise Wrong(f"there is no key {key!r}; keys: {', '.join(_KEYS)}", "check", key)
        values[_KEYS[key]] = _value(key, each)
    return Settings(**values)


def _value(key: str, value: object) -> object:
    name = _KEYS[key]
    default = getattr(Settings(), name)
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise Wrong(f"{key} is a list of strings, not {value!r}", "check", key)
    elif type(value) is not type(default):
        raise Wrong(f"{key} is {_TYPES[type(default)]}, not {value!r}", "check", key)
    try:
        return checked(name, tuple(value) if isinstance(value, list) else value)
    except Wrong as error:
        raise Wrong(str(error), "check", key) from error


def checked(name: str, value: Any) -> Any:
    """The value, of the right type, if the setting can have it. Raises Wrong."""
    key = name.replace("_", "-")
    if name in WORDS and value not in WORDS[name]:
        raise Wrong(f"{key} is one of {', '.join(WORDS[name])}, not {value!r}")
    if name in _LEAST_MOST:
        least, most = _LEAST_MOST[name]
        if not least <= value <= most:
            raise Wrong(f"{key} is {'at least ' + str(least) if value < least else 'too large'}, not {value}")
    if name == "host_column":
        try:
            host_columns(value)
        except UsageError as error:
            raise Wrong(error.message.removeprefix("--")) from error
    if name in ("select", "ignore") and (odd := [each for each in value if not _CODE.fullmatch(each)]):
        raise Wrong(f"{key} has codes such as CC406 or their beginnings, not {odd[0]!r}")
    if name in ("select", "ignore"):
        _hold_codes(key, value)
    if name in ("include", "exclude") and "" in value:
        raise Wrong(f"{key} has patterns, and an empty one matches nothing")
    return value


def _hold_codes(key: str, beginnings: tuple[str, ...]) -> None:
    """Every beginning is one of a code that there is, and of --select of one that a check can report.
    Raises Wrong."""
    from cableconv.rules import rules

    for each in beginnings:
        sorts = {rule.sort for code, rule in rules().items() if code.startswith(each)}
        if not sorts:
            raise Wrong(f"{key} has {each!r}, and no code begins so: cableconv rules lists all")
        if key == "select" and sorts == {"change"}:
            raise Wrong(f"{key} has {each!r}, which names changes to a text: a check reports none")


def host_columns(given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names of statements and the columns that make them, from "created=date". Raises UsageError."""
    from cableconv.model_source import STATEMENTS

    found: list[tuple[str, str]] = []
    for each in given:
        name, _, column = each.partition("=")
        name = name.replace("-", "_")
        if name not in STATEMENTS or not column:
            raise UsageError(
                "CC040",
                f"--host-column {each} is not of the form NAME=COLUMN",
                f"names are {', '.join(STATEMENTS)}",
            )
        found.append((name, column))
    return tuple(found)


def _place(text: str, path: tuple[str, ...]) -> tuple[int, int]:
    """Line and column of a key; of the nearest table that can be found where it is written otherwise."""
    best = 1, 1
    here: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*\[+\s*([\w.\-\s\"']+?)\s*\]", line)
        if header:
            here = tuple(part.strip(" \"'") for part in header[1].split("."))
            if here == path[: len(here)]:
                best = number, line.index("[") + 1
        key = re.match(r"\s*([\w.\-\"']+)\s*=", line)
        if key and (*here, *(part.strip("\"'") for part in key[1].split("."))) == path:
            return number, key.start(1) + 1
    return best


def shown(settings: Settings) -> str:
    """The settings as they are used, as TOML."""
    lines = [f"# from {settings.source}" if settings.source else "# no configuration file", "[check]"]
    lines += [f"{key} = {_toml(getattr(settings, name))}" for key, name in _KEYS.items()]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
