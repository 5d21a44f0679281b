"""Posts of which page lines and archives print the beginning: whole, in doubt, part of no wrong number."""

from __future__ import annotations

import pytest

import cableconv
from cableconv import Cable

MARKERS = """{above}P 121530Z MAR 07
{sender}
E.O. 12958: N/A

1. (U) The Minister received

{name} 00000423 002 OF 003

the Ambassador and 12 of 15

{name} 00000423 003 OF 003

members.
"""
HEADINGS = """PAGE 01        {name}  04453  01 OF 02  050838Z

P 050838Z DEC 76
{sender}
E.O. 11652: N/A
SUBJECT: GRAIN

1. THE MINISTER RECEIVED

PAGE 02        {name}  04453  01 OF 02  050838Z

THE AMBASSADOR.
"""
PAGE = """Main
About
Donate

GRAIN TALKS
{year} March 12, 15:30 (Wednesday)
{identifier}
UNCLASSIFIED
UNCLASSIFIED
-- Not Assigned --
6372
TEXT ONLINE
-- Not Assigned --
TE - Telegram (cable)

Content
Show Headers

{line}SUBJ: GRAIN TALKS

1. THE MINISTER RECEIVED THE AMBASSADOR.

2. THE REPLY CAME THE NEXT DAY.

3. THE TALKS GO ON.
"""


def said(text: str) -> tuple[str | None, str | None, bool]:
    """Post, reference number, and whether the cable tells that the post may be cut."""
    cable: Cable = cableconv.read(text.encode())
    told = [one.code for one in cable.findings if one.code == "CC420"]
    return cable.header.post.value, cable.header.reference_number.value, bool(told)


@pytest.mark.parametrize(
    ("name", "sender", "post", "number", "doubt"),
    [
        ("PORT EXAMP", "", "PORT EXAMP", None, True),
        ("Port Examp", "", "PORT EXAMP", None, True),
        ("EXAMPLEPOR", "", "EXAMPLEPOR", None, True),
        ("PORT EXAMP", "FM AMEMBASSY PORT EXAMPLE\n", "PORT EXAMPLE", "07PORTEXAMPLE423", False),
        ("PORT EXAMP", "FM AMEMBASSY PORT EXAMP\n", "PORT EXAMP", "07PORTEXAMP423", False),
        ("PORT AU PR", "", "PORT AU PRINCE", "07PORTAUPRINCE423", False),
        ("KUALA LUMP", "", "KUALA LUMPUR", "07KUALALUMPUR423", False),
        ("WELLINGTON", "", "WELLINGTON", "07WELLINGTON423", False),
        ("BRATISLAVA", "", "BRATISLAVA", "07BRATISLAVA423", False),
        ("TESTVILLE", "", "TESTVILLE", "07TESTVILLE423", False),
        ("TESTVI", "", "TESTVI", "07TESTVI423", False),
    ],
)
def test_page_markers_print_ten_letters(
    name: str, sender: str, post: str, number: str | None, doubt: bool
) -> None:
    assert said(MARKERS.format(name=name, sender=sender, above="")) == (post, number, doubt)


@pytest.mark.parametrize(
    ("name", "sender", "post", "number", "doubt"),
    [
        ("TESTVI", "", "TESTVI", None, True),
        ("TESTVI", "FM AMEMBASSY TESTVILLE\n", "TESTVILLE", "76TESTVILLE4453", False),
        ("NEW DE", "", "NEW DELHI", "76NEWDELHI4453", False),
        ("ANKARA", "", "ANKARA", "76ANKARA4453", False),
        ("SAN SA", "", "SAN SALVADOR", "76SANSALVADOR4453", False),
        ("TOWN", "", "TOWN", "76TOWN4453", False),
        ("TESTVILLE", "", "TESTVILLE", "76TESTVILLE4453", False),
    ],
)
def test_page_headings_print_six_letters(
    name: str, sender: str, post: str, number: str | None, doubt: bool
) -> None:
    assert said(HEADINGS.format(name=name, sender=sender)) == (post, number, doubt)


@pytest.mark.parametrize(
    ("identifier", "line", "post", "number", "doubt"),
    [
        ("1975SAMPLE00423_b", "UNCLAS SAMPLETON 0423\n", "SAMPLETON", "75SAMPLETON423", False),
        ("1975SAMPLE00423_b", "UNCLAS SAMPLE 0423\n", "SAMPLE", "75SAMPLE423", False),
        ("1975SAMPLE00423_b", "", "SAMPLE", None, True),
        ("1975NEWDEL00423_b", "", "NEW DELHI", "75NEWDELHI423", False),
        ("1975ANKARA00423_b", "", "ANKARA", "75ANKARA423", False),
        ("1975OTHERV00423_b", "UNCLAS SAMPLETON 0423\n", "SAMPLETON", "75SAMPLETON423", False),
        ("1975USUNNE00423_b", "UNCLAS USUN NEW YORK 0423\n", "USUN NEW YORK", "75USUNNEWYORK423", False),
        ("1975GENEVA00423_b", "UNCLAS USMISSION GENEVA 0423\n", "GENEVA", "75GENEVA423", False),
        ("1975SAMPLE00423_b", "UNCLAS SAMPLETON 0424\n", "SAMPLETON", "75SAMPLETON424", False),
        ("07SAMPLETON423_a", "", "SAMPLETON", "07SAMPLETON423", False),
        ("07SAMPLE423_a", "", "SAMPLE", "07SAMPLE423", False),
    ],
)
def test_an_archive_prints_six_letters_in_its_numbers(
    identifier: str, line: str, post: str, number: str | None, doubt: bool
) -> None:
    year = "1975" if identifier.startswith("1975") else "2007"
    assert said(PAGE.format(identifier=identifier, line=line, year=year)) == (post, number, doubt)


def test_a_number_of_another_post_is_told() -> None:
    text = PAGE.format(identifier="1975OTHERV00423_b", line="UNCLAS SAMPLETON 0423\n", year="1975")
    told = [one.message for one in cableconv.read(text.encode()).findings if one.code == "CC112"]
    assert told == ["the page states 1975OTHERV00423_b as reference id, the cable 75SAMPLETON423"]


def test_a_later_section_names_the_whole_post() -> None:
    text = MARKERS.format(name="PORT EXAMP", sender="", above="")
    text += "\nUNCLAS SECTION 02 OF 02 PORT EXAMPLE 000423\n\n2. (U) He left.\n"
    assert said(text) == ("PORT EXAMPLE", "07PORTEXAMPLE423", False)
