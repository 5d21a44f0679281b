"""The invented cables against what their author knows to be in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import cableconv

FOLDER = Path(__file__).parents[1] / "fixtures"
SOURCES = sorted(FOLDER.glob("*.txt"))
EACH = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
KINDS = {"headings": "heading", "items": "item", "lines": "line", "trailers": "trailer"}
_written: dict[Path, Any] = {}


def expected(source: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(source.with_suffix(".expect.json").read_bytes())
    return found


def converted(source: Path) -> Any:
    if source not in _written:
        options = cableconv.Options(name=source.name)
        _written[source] = json.loads(cableconv.convert(source.read_bytes(), options, "json"))
    return _written[source]


def text(content: list[Any], leave: tuple[str, ...] = ()) -> str:
    pieces = [
        item if isinstance(item, str) else item.get("text", "") if item["kind"] not in leave else ""
        for item in content
    ]
    return "".join(pieces).strip()


def value(content: list[Any], kind: str) -> str:
    return next((item["value"] for item in content if isinstance(item, dict) and item["kind"] == kind), "")


def contains(found: Any, wanted: Any) -> bool:
    """Whether found has all that is wanted, and lists are as long."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(contains(found.get(key), wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(contains, found, wanted))
    return bool(found == wanted)


def test_every_cable_has_its_truth() -> None:
    assert len(SOURCES) >= 16
    assert [path.name for path in SOURCES] == [
        path.name.replace(".expect.json", ".txt") for path in sorted(FOLDER.glob("*.expect.json"))
    ]


@EACH
def test_paragraphs(source: Path) -> None:
    found = [
        [
            value(block["content"], "label"),
            value(block["content"], "portion-marking").replace("//", "/"),
            text(block["content"], ("label", "portion-marking")),
        ]
        for block in converted(source)["blocks"]
        if block["kind"] == "paragraph"
    ]
    assert found == expected(source)["paragraphs"]


@EACH
@pytest.mark.parametrize("key", KINDS)
def test_other_blocks(source: Path, key: str) -> None:
    found = [text(block["content"]) for block in converted(source)["blocks"] if block["kind"] == KINDS[key]]
    assert found == expected(source).get(key, [])


@EACH
def test_rows(source: Path) -> None:
    rows = [block["content"] for block in converted(source)["blocks"] if block["kind"] == "row"]
    found = [[cell["text"] for cell in row if cell["kind"] == "cell"] for row in rows]
    assert found == expected(source).get("rows", [])


@EACH
def test_pages(source: Path) -> None:
    found = [
        item["page"]
        for block in converted(source)["blocks"]
        for item in block["content"]
        if isinstance(item, dict) and item["kind"] == "page-break"
    ]
    assert (
        found == [page for page in expected(source)["pages"] if page != 1]
        or found == expected(source)["pages"]
    )


@EACH
def test_header(source: Path) -> None:
    header = converted(source)["header"]
    wanted = expected(source)["header"]
    assert {name: header[name] for name in wanted if not contains(header[name], wanted[name])} == {}


@EACH
def test_what_the_site_added_is_gone(source: Path) -> None:
    whole = "\n".join(text(block["content"]) for block in converted(source)["blocks"])
    assert [line for line in expected(source).get("gone", []) if line.strip() in whole] == []


@EACH
@pytest.mark.parametrize("to", ["tei", "json"])
def test_the_source_comes_back(source: Path, to: str) -> None:
    data = source.read_bytes()
    options = cableconv.Options(name=source.name, edition=cableconv.Edition.DIPLOMATIC)
    assert cableconv.restore(cableconv.convert(data, options, to)) == data
