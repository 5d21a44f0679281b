"""Damaged characters, on readable cases: tests/cases/repair/*.txt.

A case holds comment lines, the input after "--- input", its blocks after "--- blocks" in the
language of tests/block_dump.py, and its corrections after "--- corrections", one a line: place,
rule, what the source has, what is printed. Characters that cannot be seen stand as <U+0092>. Cases
named negative-* have no corrections.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

import cableconv
from cableconv.model import BlockKind, Kind, Mark, Span
from cableconv.plain import clean_text
from cableconv.repair import stage as repair
from tests.block_dump import dump
from tests.soup import soups

CASES = sorted((Path(__file__).parent / "cases" / "repair").glob("*.txt"))
DIPLOMATIC = cableconv.Options(name="a.txt", edition=cableconv.Edition.DIPLOMATIC)
TEI = "{http://www.tei-c.org/ns/1.0}"


def seen(text: str) -> str:
    """Text with what cannot be seen in a case file as <U+hhhh>."""
    shown = (each if each in "\n " or each.isprintable() else f"<U+{ord(each):04X}>" for each in text)
    return "".join(shown)


def unseen(text: str) -> str:
    return re.sub("<U\\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), text)


def corrected(data: bytes) -> str:
    """Place, rule, source and reading of each correction, one a line."""
    lines: list[str] = []
    line = column = 1
    for span in cableconv.trace(data)[0].spans:
        if span.corrected is not None and span.reason is not None:
            source, reading = span.text, span.corrected
            lines.append(f'{line}:{column} {span.reason.rule} "{source}" is "{reading}"\n')
        column += len(span.text)
        if span.text[-1] in "\r\n":
            line, column = line + 1, 1
    return "".join(lines)


def parts(case: Path) -> tuple[bytes, str, str]:
    """Input, blocks and corrections of a case."""
    _, _, rest = unseen(case.read_text(encoding="utf-8")).partition("--- input\n")
    text, _, rest = rest.partition("--- blocks\n")
    blocks, found, corrections = rest.partition("--- corrections\n")
    assert blocks and found, f"{case} is not whole"
    return text.encode("utf-8", "surrogatepass"), blocks, corrections


def test_there_are_cases() -> None:
    assert sum(case.name.startswith("negative-") for case in CASES) >= 4
    assert sum(not case.name.startswith("negative-") for case in CASES) >= 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    data, blocks, corrections = parts(case)
    assert seen(corrected(data)) == seen(corrections)
    assert seen(dump(cableconv.read(data).blocks)) == seen(blocks)
    assert bool(corrections) is not case.name.startswith("negative-")


@pytest.mark.parametrize("to", ["tei", "json"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_source_comes_back(case: Path, to: str) -> None:
    data, _, _ = parts(case)
    assert cableconv.restore(cableconv.convert(data, DIPLOMATIC, to)) == data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_text_output_needs_no_correction(case: Path) -> None:
    data, _, _ = parts(case)
    assert corrected(cableconv.convert(data, to="text")) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_switched_off_the_text_is_the_source_s(case: Path) -> None:
    data, _, _ = parts(case)
    cable = cableconv.read(data, cableconv.Options(repair=False, edition=cableconv.Edition.DIPLOMATIC))
    assert all(span.corrected is None for span in cable.spans)
    assert not any(change.rule.startswith("CC35") for change in cable.changes)
    assert cable.options == ("repair=off",)


def printed(element: etree._Element) -> str:
    """What a reader of TEI prints of an element: without layout, and of a choice what corr has."""
    left_out = {TEI + name for name in ("fw", "surplus", "metamark", "note", "sic", "div", "list", "table")}
    pieces = [element.text or ""]
    for child in element:
        pieces.append("" if child.tag in left_out else printed(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def read_by_others(data: bytes) -> list[str]:
    """The text of each block of a TEI document, white space collapsed."""
    blocks = ("head", "p", "ab", "item", "cell", "signed", "trailer")
    found: list[str] = []
    for element in etree.fromstring(data).find(TEI + "text").iter(*(TEI + name for name in blocks)):
        site = element.get("type") in ("boilerplate", "title") and element.tag == TEI + "ab"
        text = " ".join(printed(element).split())
        if text and not site:
            found.append(text)
    return found


@settings(max_examples=150, deadline=None)
@given(soups(25))
def test_another_reader_sees_the_same_text_in_both_editions(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for cable in cableconv.read_all(data, DIPLOMATIC):
        expected = [
            words
            for block in cable.blocks
            if block.kind is not BlockKind.PAGE_BREAK
            for words in (
                [item.text for item in block.content if isinstance(item, Mark)]
                if block.kind is BlockKind.ROW
                else [clean_text(block)]
            )
            if words.strip()
        ]
        assert read_by_others(cableconv.write(cable)) == [" ".join(words.split()) for words in expected]


def test_header_fields_are_printed_corrected() -> None:
    text = (
        "P 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\nBT\nUNCLAS TESTVILLE 000012\n"
        "SUBJECT: CAFÃ‰ FEES AND THE\nMINISTERâ€™S&#x000A;PLAN\n\n"
        "Classified By: Ambassador JosÃ© Example. Reason: 1.4 (b).\n\n1. (U) Text.\n"
    )
    header = cableconv.read(text.encode()).header
    assert header.subject.value == "CAFÉ FEES AND THE MINISTER\u2019S PLAN"
    assert header.classified_by.value is not None
    assert header.classified_by.value.name == "José Example"


def test_the_ledger_lists_every_correction() -> None:
    data = "1. (U) The governmentâ€™s view &amp; the banksâ€™ views.\n\n2. (U) Itâ€™s so.\n".encode()
    changes = [change for change in cableconv.read(data).changes if change.rule.startswith("CC35")]
    assert [(change.rule, change.kind, change.lines) for change in changes] == [
        ("CC350", Kind.TEXT, (1, 3)),
        ("CC351", Kind.TEXT, (1,)),
    ]


def test_a_text_without_signs_is_left_as_it_is() -> None:
    spans = (Span(Kind.TEXT, "Plain words, 8 of them: Iraq's QUOTA 80 (R and D)."), Span(Kind.END, "\n"))
    assert repair.mark(spans) is spans


def _read(element: etree._Element, left_out: str) -> str:
    """The text of an element for those who take one reading of each choice; a space beside an element
    stands for what the element holds, as the header says."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag != TEI + left_out:
            pieces.append(_read(child, left_out))
        pieces.append(child.tail or "")
    return "".join(pieces)


def test_each_reading_of_a_choice_has_its_own_blanks() -> None:
    line = (
        "At 5&nbsp;pm the caf\u00c3\u00a9 is open&#x000A;and the caf\u00c3\u00a9, AT&amp;T and they agreed."
    )
    data = f"UNCLAS TESTVILLE 000042\nSUBJECT: PILOTS\n\n1. (U) {line}\n".encode()
    document = cableconv.convert(data, DIPLOMATIC)
    assert cableconv.restore(document) == data
    paragraph = next(etree.fromstring(document).iter(TEI + "body")).find(f".//{TEI}p")
    assert paragraph is not None
    assert _read(paragraph, "corr").endswith(line)
    assert _read(paragraph, "sic").endswith(
        "At 5 pm the caf\u00e9 is open and the caf\u00e9, AT&T and they agreed."
    )


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_hyphens_for_blanks_are_found_whatever_ends_the_lines(newline: str) -> None:
    lines = [
        "1.  POINTS:",
        "",
        "-   A.  ELECTION OF OFFICERS BY THE GOVERN-",
        "-       MENT;",
        "-   B.  REVIEW.",
        "",
    ]
    data = newline.join(lines).encode()
    assert [clean_text(block) for block in cableconv.read(data).blocks][-2:] == [
        "A. ELECTION OF OFFICERS BY THE GOVERNMENT;",
        "B. REVIEW.",
    ]
    assert cableconv.restore(cableconv.convert(data, DIPLOMATIC, "tei")) == data


@pytest.mark.parametrize("to", ["json", "tei", "text"])
def test_characters_that_print_nothing_are_told(to: str) -> None:
    text = "1. (U) The town\u00e2\u0080\u0099s plan.\n\n2. (U) The end \x07of it.\n"
    cable = cableconv.read(text.encode(), cableconv.Options(repair=False))
    found = [finding for finding in cable.findings if finding.code == "CC359"]
    assert [finding.lines for finding in found] == [(1, 3)]
    assert "U+0007 (1), U+0080 (1), U+0099 (1)" in found[0].message
    printed = cableconv.convert(text.encode(), cableconv.Options(repair=False), to=to)  # type: ignore[arg-type]
    assert ("CC359" in printed.decode()) is (to != "text")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff1. (U) The town plan.\n",  # a byte-order mark says how the file is read
        "1. (U) The town\u2019s caf\u00e9.\n",
        "1. (U) The town\u00e2\u0080\u0099s plan.\n",  # read right, as a correction that is told
        "1. (U) The town plan.\x0c\n2. (U) The end.\n",  # a form feed is a blank
    ],
)
def test_a_text_without_such_characters_has_no_finding_of_them(text: str) -> None:
    assert "CC359" not in {finding.code for finding in cableconv.read(text.encode()).findings}
