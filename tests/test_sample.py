"""The sample, fact by fact, through the public output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cableconv

SEED = Path(__file__).parents[1] / "seeds" / "000_e8292a26f4d70e19.txt"
SITE_WORDS = ("Scoop Media", "World Headlines", "More>>", "Save The Children", "WMO", "COP26", "Cafe Pacific")


@pytest.fixture(scope="module")
def document() -> Any:
    options = cableconv.Options(name=SEED.name)
    return json.loads(cableconv.convert(SEED.read_bytes(), options, "json"))


@pytest.mark.parametrize("to", ["tei", "json", "text"])
def test_nothing_of_the_site_remains_in_the_reading_edition(to: str) -> None:
    written = cableconv.convert(SEED.read_bytes(), cableconv.Options(name=SEED.name), to).decode().lower()
    assert not [word for word in SITE_WORDS if word.lower() in written]


def test_header(document: Any) -> None:
    header = document["header"]
    said = {name: (field["status"], field.get("value")) for name, field in header.items()}
    assert said["title"] == ("stated", "U/S Jeffery and Scio Agree to Future")
    assert said["routing_indicator"] == ("stated", "RUEHBJ")
    assert said["station_serial"] == ("stated", "4453")
    assert said["section"] == ("stated", {"number": 1})
    assert (said["julian_day"], said["filing_time"]) == (("stated", 340), ("stated", "0838"))
    assert said["precedence"] == ("stated", {"action": "PRIORITY"})
    assert said["date_time_group"] == ("stated", "2008-12-05T08:38:00Z")
    assert said["post"] == ("derived", "BEIJING")
    assert said["reference_number"] == ("derived", "08BEIJING4453")
    assert header["passing"]["lines"] == list(range(8, 17)) and len(said["passing"][1]) == 9
    assert said["executive_order"][1] == {"number": "12958", "value": "N/A", "applies": False}
    assert header["notice"]["lines"] == [20, 21]
    assert said["classification"] == ("derived", "UNCLASSIFIED")
    assert said["handling"] == ("derived", ["SBU"])
    for name in ("tags", "subject", "references", "originator", "action_addressees", "info_addressees"):
        assert said[name] == ("absent", None)


def test_body(document: Any) -> None:
    blocks = document["blocks"]
    kinds = [block["kind"] for block in blocks]
    assert kinds.count("heading") == 5
    paragraphs = [block["content"] for block in blocks if block["kind"] == "paragraph"]
    labels = [(content[0]["value"], content[1]["value"]) for content in paragraphs]
    assert labels == [(str(number), "SBU") for number in range(1, 12)] + [("12", "U")]
    place = next(at for at, item in enumerate(paragraphs[4]) if isinstance(item, dict) and item.get("page"))
    assert paragraphs[4][place - 1].endswith("areas of mutual interest for ")
    assert paragraphs[4][place + 1].startswith("future collaboration.")
    assert "SCIO's so-called Bureau Five" in paragraphs[8][2]
    page_three = kinds.index("page-break")
    assert blocks[page_three - 1]["content"] == ["SCIO to Regulate Financial Information Providers"]
    assert [finding["code"] for finding in document["findings"]] == ["CC553"]


def test_the_command_that_the_readme_gives(tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    command = [sys.executable, "-m", "cableconv", str(SEED), "-o", str(out)]
    assert subprocess.run(command, capture_output=True).returncode == 0
    assert b"<orgName" in out.read_bytes() or b"BEIJING" in out.read_bytes()
