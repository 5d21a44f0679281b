"""A section that is missing, stands twice or is numbered otherwise is told, and only there.

Each cable is written as the lines that tell of sections; text stands below each of them.
"""

from __future__ import annotations

import pytest

import cableconv

FRONT = "DE RUEHTV #0042{de} 0151200\nP 151200Z JAN 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\nBT\n"
HEADER = "\nE.O. 12958: N/A\nTAGS: ETRD, TV\nSUBJECT: HARBOR TALKS\n\n"
PAGE = "TESTVILLE 00000042  00{page} OF 00{total}"


def cable(first: str, *later: str, de: str = "/01") -> str:
    """A telegram with this classification line, and these lines between its paragraphs."""
    text = FRONT.format(de=de) + first + "\n" + HEADER + "1. The harbor authority met its neighbors.\n\n"
    for number, line in enumerate(later, start=2):
        text += f"{line}\n\n{number}. They agreed to meet for talk {number}.\n\n"
    return text + "SMITH\n"


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The codes of the findings, with the lines that each names."""
    lines = text.split("\n")
    found = cableconv.read(text.encode()).findings
    return [(each.code, tuple(lines[at - 1] for at in each.lines)) for each in found]


ONE, TWO, THREE = (f"UNCLAS SECTION 0{number} OF 03 TESTVILLE 000042" for number in (1, 2, 3))
FINAL = "UNCLAS FINAL SECTION OF 03 TESTVILLE 000042"
OF_FOUR = "UNCLAS SECTION 02 OF 04 TESTVILLE 000042"
ON_PAGES = [f"PAGE 02        TESTVI  00042  0{number} OF 03  151200Z" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("lines", "code", "named"),
    [
        ((ONE, TWO), "CC257", (TWO,)),
        ((ONE, THREE), "CC256", (ONE, THREE)),
        ((ONE, TWO, TWO, THREE), "CC256", (TWO, TWO)),
        ((ONE, THREE, TWO), "CC256", (THREE, TWO)),
        ((ONE, OF_FOUR, "UNCLAS SECTION 03 OF 04 TESTVILLE 000042"), "CC258", (ONE, OF_FOUR)),
        ((ONE, ON_PAGES[0]), "CC257", (ON_PAGES[0],)),
        ((ONE, ON_PAGES[0], ON_PAGES[2]), "CC256", (ON_PAGES[0], ON_PAGES[2])),
        ((ONE, TWO, PAGE.format(page=2, total=3)), "CC257", (TWO,)),
    ],
)
def test_a_section_is_not_where_it_should_be(
    lines: tuple[str, ...], code: str, named: tuple[str, ...]
) -> None:
    assert (code, named) in told(cable(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        (ONE,),  # most archives keep the first section's header alone
        (ONE, PAGE.format(page=2, total=3), PAGE.format(page=3, total=3)),
        (ONE, TWO, THREE),
        (ONE, TWO, FINAL),
        (ONE, *ON_PAGES[:2], ON_PAGES[1], ON_PAGES[2]),
        (ONE, f"{ON_PAGES[1]}\n{TWO}", f"{ON_PAGES[2]}\n{THREE}"),
        (ONE, f"{TWO}\n\n{TWO}", THREE),  # no text between: printed twice
        (ONE, PAGE.format(page=2, total=3), TWO, PAGE.format(page=3, total=3)),  # every page is here
        (ONE, *(f"{FRONT.format(de='/0' + line[17])}{line}" for line in (TWO, THREE))),
        (ONE, TWO, THREE, "They asked for UNCLAS SECTION 02 OF 03 and had it."),
    ],
)
def test_what_agrees_is_not_told(lines: tuple[str, ...]) -> None:
    assert told(cable(*lines)) == []


@pytest.mark.parametrize(
    ("first", "de", "named"),
    [
        ("UNCLAS SECTION 01 OF 02 TESTVILLE 000042", "/02", 2),
        ("UNCLAS TESTVILLE 000042", "/01", 2),
    ],
)
def test_the_de_line_says_another_section_than_the_classification_line(
    first: str, de: str, named: int
) -> None:
    (found,) = told(cable(first, de=de))
    assert found == ("CC404", (FRONT.format(de=de).split("\n")[0], first)[:named])


def test_the_de_line_of_a_later_section_says_another() -> None:
    restart = FRONT.format(de="/03")
    (found,) = told(cable("UNCLAS SECTION 01 OF 02 TESTVILLE 000042", f"{restart}{TWO.replace('03', '02')}"))
    assert found == ("CC404", (restart.split("\n")[0], TWO.replace("03", "02")))


def test_a_gap_of_sections_is_no_gap_of_pages() -> None:
    codes = [code for code, _ in told(cable(ONE, THREE))]
    assert codes == ["CC256"]


def test_the_sections_of_two_telegrams_in_a_file_are_counted_apart() -> None:
    other = (
        cable(ONE, TWO, THREE).replace("0042", "0043").replace("151200Z", "161200Z").replace("0151", "0161")
    )
    for each in cableconv.read_all((cable(ONE, TWO, THREE) + "\n\n" + other).encode()):
        assert each.findings == ()
