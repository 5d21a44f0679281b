"""Every line end of the body has its rule, evidence and confidence, in the ledger and in explain."""

from __future__ import annotations

from pathlib import Path

import pytest

from cableconv import read, trace
from cableconv.cli.listing import change_lines
from cableconv.model import HEADER, LAYOUT, LINE_ENDS, Kind, Span

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))
CLOSING = HEADER | {Kind.SIGNATURE, Kind.TRAILER}
TEXT = """\
1. (U) The harbor of Testville is closed for the summer, and
the pilots are angry. The heads of the union were
received.

2. (U) Nobody was asked. The next meeting will be held before
the rain.
The mayor of Otherville did not come to the harbor on Monday,
for he was ill.

Prices rise:
Wheat      12      15
Rice       10      10

MARLOWE
"""


def ends(data: bytes) -> list[tuple[Kind, Span]]:
    """The line ends of the body with the kind of text before them."""
    found: list[tuple[Kind, Span]] = []
    for document in trace(data):
        before = Kind.BLANK
        for span in document.spans:
            if span.kind in LINE_ENDS and before not in CLOSING:
                found.append((before, span))
            elif span.kind not in LINE_ENDS | LAYOUT:
                before = span.kind
    return found


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_each_line_end_of_the_body_has_a_reason(path: Path) -> None:
    without = [(kind, span) for kind, span in ends(path.read_bytes()) if span.reason is None]
    assert not without


def test_ends_of_paragraphs_say_what_stands_there() -> None:
    (document,) = trace(TEXT.encode())
    told = {line.split(":")[1]: line for line in change_lines(document, "x") if "CC307" in line}
    assert set(told) == {"3", "6", "8"}
    assert "blank line, paragraph number below" in told["3"]
    assert "sentence ends, no blank line" in told["6"]
    assert "sentence ends, blank line below" in told["8"]


def test_blocks_that_begin_inside_a_line_have_a_reason() -> None:
    text = (
        "UNCLAS TESTVILLE 000042 SIPDIS TAGS: ECON SUBJECT: HARBOR DUES 1. (U) The harbor has two points: "
        "-- It is shut. -- It is old. 2. (U) She left at 5. 3 ships came. PILOTS AND MEN 3. (U) They stay."
    )
    (document,) = trace(f"{text}\nSAMPLE\n".encode())
    told = [span for span in document.spans if span.reason is not None and span.reason.rule == "CC308"]
    assert [span.text.strip() for span in told] == ["--", "--", "2.", "PILOTS AND MEN", "3."]
    assert all(0 < span.reason.confidence < 1 for span in told if span.reason is not None)
    cable = read(f"{text}\nSAMPLE\n".encode())
    assert [change.kind for change in cable.changes if change.rule == "CC308"] == [
        Kind.ITEM_MARK,
        Kind.LABEL,
        Kind.HEADING,
    ]


def test_blocks_that_begin_lines_need_no_reason_of_their_own() -> None:
    (document,) = trace(TEXT.encode())
    assert not [span for span in document.spans if span.reason is not None and span.reason.rule == "CC308"]


def test_the_ledger_stays_small() -> None:
    text = "\n\n".join(f"{number}. (U) The harbor of Testville is closed." for number in range(1, 60))
    (document,) = trace(text.encode())
    assert len({span.reason for span in document.spans if span.reason is not None}) <= 3
