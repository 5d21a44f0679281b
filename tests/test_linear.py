"""Four times the lines are some four times the work, counted in calls of functions and not in time."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

import cableconv
from cableconv import Edition, Options
from tests.test_cli import CABLE

OPTIONS = Options("many.txt", edition=Edition.DIPLOMATIC)
FEW, MANY = 150, 600
MOST = 5.2  # times the calls for four times the lines; a square would be sixteen
REPEATED = {
    "bullets": "-- a bullet\n",
    "letters": "a. a letter\nb. more\n",
    "numbers": "(1) one\n(2) two\n",
    "paragraphs": "1. (SBU) A\n\n",
    "breaks": "BT\n",
    "pages": "future areas of\n\nTESTVILLE 00000042  002 OF 002\n\n",
    "headings": "\nA Short Heading\n---------------\n\nIt goes on.\n",
    "rows": "Wheat        12       15\n",
    "hyphens": "some govern-\nment ab-\n",
    "speakers": "MR. SAMPLE: Yes.\nTHE MINISTER: No.\n",
    "colons": "Mr. Vald of the council:\n",
    "labels": "Vald:\nName: Vald:\n",
    "verse": "Roses are red,\nViolets are blue,\n\n",
    "addresses": "12 Harbor Street\nTestville 1234\nTel: 555 0100\n\n",
    "addresses over lines": "http://a.b/c-\n",
    "mail over lines": "x@a.b-\n",
    "damage": "the GovernmentQs plan\u00e2\u20ac\u2122s end &#x000A; of\n",
    "addressees": "TO RUEHC/SECSTATE WASHDC\n",
    "site": "UN: A Headline Of The Day\nsomething about it... More>>\n",
    "other serials": "PAGE 02        TESTVI  04453  01 OF 03  050838Z\n",
    "sections": CABLE + "\n",
}


def calls(data: bytes) -> int:
    """How many functions are called to convert this to TEI and to restore it."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        document = cableconv.convert(data, OPTIONS)
        restored = cableconv.restore(document)
    finally:
        sys.setprofile(before)
    assert restored == data
    return counted


def test_what_is_said_of_many_lines_is_said_once() -> None:
    """Each of the markers had a finding of its own, which named the lines of all."""
    markers = REPEATED["other serials"] * MANY
    cable = cableconv.read((CABLE.replace("\n2. (SBU)", f"\n{markers}\n2. (SBU)")).encode(), OPTIONS)
    (said,) = [finding for finding in cable.findings if finding.code == "CC403"]
    assert len(said.lines) == 1 + MANY
    assert cableconv.read(cableconv.write(cable)) == cable


@pytest.mark.parametrize("name", REPEATED)
def test_the_work_grows_with_the_lines(name: str) -> None:
    few, many = (CABLE + REPEATED[name] * times for times in (FEW, MANY))
    if name == "sections":
        few, many = (REPEATED[name] * (times // 20) for times in (FEW, MANY))
    calls(few.encode())  # patterns and tables are made once
    assert calls(many.encode()) < MOST * calls(few.encode())
