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
STAGES = ("boilerplate", "pages", "header", "body", "rejoin", "repair")
EACH = pytest.mark.parametrize("name", MODULES)

# Name beginnings, from the ground up. A module may import those of its own layer (stages:
# not each other) and of the layers below. A module that no line names is knowledge of the
# stages: below them, above the grammar.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("model", "errors"),
    ("grammar",),
    ("*",),
    STAGES,
    ("pipeline", "blocks", "canonical"),
    ("cable", "host", "header_fields", "header_findings", "header_fragments", "structure_findings"),
    ("tei", "json", "plain", "recognise", "output", "sources", "pool"),
    ("validate",),
    ("conversion", "convert", "restoration"),
    ("listing", "learn"),
    ("check", "shard", "batch_pool"),
    ("index",),
    ("batch",),
    ("cli", "arguments"),
    ("__main__",),
)


def layer(name: str) -> int:
    for height, names in enumerate(LAYERS):
        if any(name == begin or name.startswith((begin + "_", begin + ".")) for begin in names):
            return height
        if name.startswith("json") and "json" in names:
            return height
    return LAYERS.index(("*",))


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
    assert {"model", "errors", "jsonio"} <= MODULES.keys()


@EACH
def test_imports_point_down(name: str) -> None:
    if name == "__init__":
        return  # the public door, which loads on demand
    for other in ours(MODULES[name], name):
        assert layer(other) <= layer(name), f"{name} imports {other}"
        assert not (name in STAGES and other in STAGES), f"the stage {name} imports the stage {other}"


def test_there_is_no_circle() -> None:
    graph = {name: set(ours(tree, name)) - {name} for name, tree in MODULES.items() if name != "__init__"}
    while graph:
        ends = {name for name, others in graph.items() if not others & graph.keys()}
        assert ends, f"imports in a circle among {sorted(graph)}"
        graph = {name: others for name, others in graph.items() if name not in ends}


ONLY = {
    "lxml": ("tei", "validate", "check", "html_page"),
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
        assert any(name == begin or name.startswith(begin + "_") for begin in ONLY[head]), (
            f"{name} imports {whole}"
        )
        assert id(node) in inside, f"{name} imports {whole} at its top"


@EACH
def test_only_the_command_line_prints(name: str) -> None:
    calls = [node for node in ast.walk(MODULES[name]) if isinstance(node, ast.Call)]
    prints = [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert not prints or name == "cli", f"{name} prints in line {prints}"
