"""The header stage: readable cases, negative lines, hostile lines, any text.

Law of this file: everything is invented: posts, people, numbers.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from cableconv.fields import header as header_fields
from cableconv.findings import header as header_findings
from cableconv.header import stage as header
from cableconv.model import Kind
from tests.made_headers import LAYOUTS, marked, render

CASES = sorted((Path(__file__).parent / "cases" / "header").glob("*.txt"))


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """A case: comment lines, input after "--- input", "kind|value|text" lines after "--- spans"."""
    _, _, rest = path.read_text("utf-8").partition("--- input\n")
    text, _, expected = rest.partition("--- spans\n")
    shown = [f"{s.kind.value}|{s.value}|{s.text.rstrip()}" for s in marked(text) if s.kind is not Kind.BLANK]
    assert shown == [line for line in expected.split("\n") if line]


NEGATIVE = (
    "TO THE AMBASSADOR'S SURPRISE, THE MINISTER LEFT.",
    "To the east of the city lies the port, From there ships leave.",
    "From 1998 on the party ruled; Info was scarce.",
    "Subject matter experts met in May and spoke of trade.",
    "Ref the earlier talks, the Minister said nothing new.",
    "Tags are sewn into the shirts of the workers here.",
    "Secret talks in 1998 led to nothing, officials said.",
    "SECRET TALKS IN 1998 LED TO NOTHING.",
    "Confidential sources say that the vote was fair.",
    "Info from the region is scarce and seldom reliable.",
    "DE FACTO RULERS REMAIN IN PLACE.",
    "State for the first time in years admitted a deficit.",
    "Classified by many as a failure, the talks went on.",
    "Attention: the harbor is closed on Sundays.",
    "ATTENTION TURNED TO TRADE, AND STAYED THERE.",
    "Treasury for years has held the view that rates matter to all of us.",
)


@pytest.mark.parametrize("line", NEGATIVE)
def test_prose_stays_body(line: str) -> None:
    alone = [s for s in marked(f"{line}\nMore of the same text follows here.\n") if s.kind is not Kind.LINE]
    assert not alone
    after = marked(f"P 050838Z DEC 08\nSUBJECT: A NOTE\n\n1. Text of it.\n\n{line}\n")
    assert after[-1].kind is Kind.LINE


@pytest.mark.parametrize("line", NEGATIVE)
def test_prose_after_a_header_without_number_stays_body(line: str) -> None:
    spans = marked(
        f"P 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n\nSUBJECT: A NOTE\n\n{line}\nMore of it.\n"  # noqa: E501
    )
    assert [s.kind for s in spans if s.text.startswith(line[:20])] == [Kind.LINE]


HOSTILE = (
    "A " * 25_000,
    "A, " * 17_000,
    "REF: " + "A. " * 16_000,
    "TAGS: " + "(A" * 25_000,
    "(" * 50_000,
    "RUEHXX " * 7_000,
    "1.4 (b) " * 6_000,
    "SUBJECT: " * 6_000,
    "x" * 50_000,
    "-" * 50_000,
    "Classified By: " + "and (d) " * 6_000,
    " " * 50_000 + "x",
    "PARIS 12 AND " * 4_000,
    "UNCLAS" + " " * 30_000 + "x",
    "TO SECSTATE WASHDC " + ": A //" * 5_000,
)


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines_take_linear_time(line: str) -> None:
    import time

    start = time.process_time()
    text = f"P 050838Z DEC 08\nE.O. 12958: N/A\n{line}\nREF: {line}\nClassified By: {line}\nTAGS: {line}\n"
    spans = marked(text)
    assert "".join(s.text for s in spans) == text
    header_findings.findings(spans, header_fields.read(spans))
    assert time.process_time() - start < 4


def test_any_text_is_read_and_marking_twice_changes_nothing() -> None:
    rng = random.Random(7)
    rows = [
        line for layout in LAYOUTS for _ in range(6) for line in render(rng, layout).text.split("\n")
    ] + list(NEGATIVE)
    for _ in range(400):
        text = "\n".join(rng.choice(rows)[: rng.randint(1, 90)] for _ in range(rng.randint(1, 25)))
        spans = marked(text)
        assert "".join(s.text for s in spans) == text and all(s.text for s in spans)
        assert header.mark(spans) == spans
        header_findings.findings(spans, header_fields.read(spans))


@pytest.mark.parametrize(
    ("tail", "kinds"),
    [
        ("SMITH\nBT\n#4453\n\nNNNN\n", ["line", "trailer", "trailer", "trailer"]),
        ("SMITH##\n", ["line", "trailer"]),
        ("SMITH NNNN\n", ["line", "trailer"]),
        ("#4453 NNNN", ["trailer"]),
        ("The end of #4453 is near\n", ["line"]),
    ],
)
def test_trailers(tail: str, kinds: list[str]) -> None:
    spans = marked("1. Text.\n\n" + tail)
    assert [s.kind.value for s in spans if s.kind is not Kind.BLANK][1:] == kinds
