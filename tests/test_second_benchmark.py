"""The second benchmark measures itself: what is right scores as right, and damage is seen."""

from __future__ import annotations

import json
from typing import Any

import pytest

import cableconv
from benchmarks.second.printing import Sample, sample
from benchmarks.second.scoring import score


def converted(made: Sample) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(cableconv.convert(made.data, to="json"))
    return document


def whole() -> tuple[Sample, dict[str, Any]]:
    """The first sample with paragraphs and a page break inside one, nothing filtered."""
    for index in range(200):
        made = sample(11, index)
        document = converted(made)
        inside = any(len(pages(block)) and block["kind"] == "paragraph" for block in document["blocks"])
        if inside and not made.filtered and score(made, document).perfect:
            return made, document
    raise AssertionError("no sample has a page break inside a paragraph")


def pages(block: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in block["content"] if isinstance(part, dict) and part["kind"] == "page-break"]


def paragraph(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        block for block in document["blocks"] if block["kind"] == "paragraph" and pages(block)
    )
    return found


def drop_a_letter(document: dict[str, Any]) -> None:
    content = paragraph(document)["content"]
    at = next(at for at, part in enumerate(content) if isinstance(part, str) and part.strip())
    content[at] = content[at].lstrip()[1:]


def move_the_page(document: dict[str, Any]) -> None:
    content = paragraph(document)["content"]
    at = next(
        at for at, part in enumerate(content) if isinstance(part, dict) and part["kind"] == "page-break"
    )
    content.append(content.pop(at))


def join_two_blocks(document: dict[str, Any]) -> None:
    blocks = document["blocks"]
    at = max(at for at, block in enumerate(blocks) if block["kind"] == "paragraph")
    before = max(n for n in range(at) if blocks[n]["kind"] in ("paragraph", "heading", "item", "row"))
    blocks[before]["content"] += [" ", *blocks.pop(at)["content"]]


def change_the_date(document: dict[str, Any]) -> None:
    document["header"]["date_time_group"]["value"] = "1999-01-01T00:00:00Z"


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert [sample(5, index).data for index in range(20)] == [sample(5, index).data for index in range(20)]


@pytest.mark.parametrize("damage", [drop_a_letter, move_the_page, join_two_blocks])
def test_damage_of_the_body_is_seen(damage: Any) -> None:
    made, document = whole()
    damage(document)
    assert score(made, document).body


def test_damage_of_the_header_is_seen() -> None:
    made, document = whole()
    made.cable.values["date_time_group"] = document["header"]["date_time_group"].get("value")
    assert not score(made, document).header
    change_the_date(document)
    assert score(made, document).header


def test_filtered_documents_demand_no_header() -> None:
    made = next(made for made in (sample(11, index) for index in range(200)) if made.filtered)
    document = converted(made)
    change_the_date(document)
    assert not score(made, document).header
