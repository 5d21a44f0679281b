"""Imports point one way: what a module may know is held here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "cableconv"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_bytes())
    for path in sorted(ROOT.rglob("*.py"))
}
STAGES = tuple(f"{room}.stage" for room in ("boilerplate", "pages", "header", "body", "rejoin", "repair"))
EACH = pytest.mark.parametrize("name", MODULES)

# The house, from the ground up. A room is a package, or a module beside them. What stands in a room
# imports from its own room and from the floors below. A new room is given its floor here.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("checksums", "copies", "errors", "grammar", "model_header", "model_source"),
    ("diagnostic", "input", "recognise", "visible", "xml_memory"),
    ("model", "decode", "folders", "output", "pool", "resources"),
    ("scan", "lexicon", "cables", "prose", "plain", "rules", "html", "sources", "validate"),
    ("text", "pages"),
    ("blocks",),
    ("boilerplate", "header", "body"),
    ("profile", "fields", "tei", "json"),
    ("options", "hyphens", "findings", "restoration", "conversion_write"),
    ("rejoin", "repair", "cable"),
    ("decider",),
    ("pipeline",),
    ("conversion_trace",),
    ("conversion",),
    ("learn", "shard"),
    ("batch", "check", "index"),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}


def room(name: str) -> str:
    return name.split(".")[0]


def imports(tree: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    """Full names of what a module imports, with the node."""
    package = ["cableconv", *name.split(".")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            whole = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{whole}.{alias.name}", node


def ours(tree: ast.AST, name: str) -> Iterator[str]:
    for whole, _ in imports(tree, name):
        parts = whole.split(".")
        if parts[0] != "cableconv":
            continue
        for length in range(len(parts), 1, -1):
            found = ".".join(parts[1:length])
            if found in MODULES or f"{found}.__init__" in MODULES:
                yield found
                break


def test_there_are_modules() -> None:
    assert {"model", "errors", "json.document"} <= MODULES.keys()


def test_every_room_has_its_floor() -> None:
    assert {room(name) for name in MODULES} - {"__init__"} == FLOOR.keys()


@EACH
def test_imports_point_down(name: str) -> None:
    if name == "__init__":
        return  # the public door, which loads on demand
    for other in ours(MODULES[name], name):
        assert room(other) == room(name) or FLOOR[room(other)] < FLOOR[room(name)], f"{name} imports {other}"
        assert not (name in STAGES and other in STAGES), f"{name} imports the stage {other}"


def test_packages_load_nothing_by_themselves() -> None:
    assert [name for name, tree in MODULES.items() if name.endswith(".__init__") and len(tree.body) > 1] == []


def test_there_is_no_circle() -> None:
    graph = {name: set(ours(tree, name)) - {name} for name, tree in MODULES.items() if name != "__init__"}
    while graph:
        ends = {name for name, others in graph.items() if not others & graph.keys()}
        assert ends, f"imports in a circle among {sorted(graph)}"
        graph = {name: others for name, others in graph.items() if name not in ends}


ONLY = {
    "lxml": ("tei", "validate", "check", "html.page"),
    "chardet": ("decode",),
    "regex": ("grammar.form",),
    "benchmarks": (),
    "tests": (),
}


@EACH
def test_heavy_and_foreign_imports(name: str) -> None:
    tree = MODULES[name]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    guards = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
    for_types = [node for node in guards if "TYPE_CHECKING" in ast.unparse(node.test)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    typing = {id(node) for guard in for_types for node in ast.walk(guard)}
    for whole, node in imports(tree, name):
        head = whole.split(".")[0]
        if head not in ONLY or id(node) in typing:
            continue
        assert any(name == begin or name.startswith(begin + ".") for begin in ONLY[head]), (
            f"{name} imports {whole}"
        )
        assert id(node) in inside, f"{name} imports {whole} at its top"


@EACH
def test_only_the_command_line_prints(name: str) -> None:
    calls = [node for node in ast.walk(MODULES[name]) if isinstance(node, ast.Call)]
    prints = [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert not prints or room(name) == "cli", f"{name} prints in line {prints}"
