"""Airgrams: the date, the addressees of one line, the signature above what is enclosed."""

from __future__ import annotations

import pytest

import cableconv
from cableconv import Cable

HEAD = """\
DEPARTMENT OF STATE
AIRGRAM

A-217                     CONFIDENTIAL

TO   : Department of State
INFO : London, Paris
FROM : Amembassy TESTVILLE          DATE: March 14, 1969
SUBJECT : Fisheries Policy
REF  : CA-1234
"""
TEXT = "\n1. The paper is the first since 1911.\n\n2. It has four parts.\n"


def airgram(head: str = HEAD, below: str = "\nSMITH\n") -> Cable:
    return cableconv.read((head + TEXT + below).encode())


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("DATE: March 14, 1969", "1969-03-14"),
        ("DATE: 14 March 1969", "1969-03-14"),
        ("DATE: 3/14/1969", "1969-03-14"),
        ("DATE: MAR. 14, 1969", "1969-03-14"),
    ],
)
@pytest.mark.parametrize("apart", [False, True])
def test_the_date_is_a_date_of_the_document(printed: str, day: str, apart: bool) -> None:
    head = HEAD.replace("          DATE: March 14, 1969", f"\n{printed}" if apart else f"          {printed}")
    cable = airgram(head)
    assert cable.header.date_time_group.value == day
    assert cable.header.reference_number.value == "69TESTVILLEA-217"
    assert f'<date when="{day}"' in cableconv.convert((head + TEXT).encode(), to="tei").decode()
    assert (
        cableconv.read(cableconv.convert((head + TEXT).encode(), to="tei")).header == airgram(head, "").header
    )


@pytest.mark.parametrize("number", ["A-217", "A-217      CONFIDENTIAL", "CA-217"])
def test_the_number_above_a_label_opens_the_head_too(number: str) -> None:
    head = "CONFIDENTIAL\n\n" + HEAD[HEAD.index("A-217") :]
    cable = airgram(head.replace("A-217                     CONFIDENTIAL", number))
    assert cable.header.date_time_group.value == "1969-03-14"
    assert cable.header.originator.value is not None and "TESTVILLE" in cable.header.originator.value.name


def test_a_number_above_other_text_opens_none() -> None:
    text = "UNCLAS TESTVILLE 0042\nSUBJECT: VISA CLASSES\n\nA-217\n\nFrom there on nothing is known.\n"
    assert cableconv.read(text.encode()).header.date_time_group.value is None


def test_a_date_that_is_none_is_said() -> None:
    cable = airgram(HEAD.replace("March 14, 1969", "the Ides of March"))
    assert cable.header.date_time_group.value is None
    assert any(each.code == "CC416" and "Ides" in each.message for each in cable.findings)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("London, Paris", ["LONDON", "PARIS"]),
        ("London; Paris; Rome", ["LONDON", "PARIS", "ROME"]),
        ("AMEMBASSY LONDON, AMEMBASSY PARIS", ["AMEMBASSY LONDON", "AMEMBASSY PARIS"]),
        ("AmEmbassies LONDON, PARIS", ["AMEMBASSY LONDON", "AMEMBASSY PARIS"]),
        ("London", ["LONDON"]),
        ("Department of Trade, Washington, London", ["DEPARTMENT OF TRADE, WASHINGTON", "LONDON"]),
    ],
)
def test_addressees_of_one_line(printed: str, names: list[str]) -> None:
    found = airgram(HEAD.replace("London, Paris", printed)).header.info_addressees.value
    assert [one.name for one in found or ()] == names


@pytest.mark.parametrize(
    "below",
    [
        "Enclosure: White Paper",
        "Enclosures:\n  1. White Paper\n  2. Letter of the Minister",
        "Attachment",
        "GROUP 3\nDowngraded at 12-year intervals; not automatically declassified",
        "Enclosure: White Paper\n\nGROUP 4\nDeclassified after 12 years\nDrafted by: POL:ADoe 3/12/69",
    ],
)
def test_a_signature_above_what_is_enclosed(below: str) -> None:
    cable = airgram(below=f"\nSMITH\n\n{below}\n")
    assert cable.header.signature.value == "SMITH"
    kinds = [block.kind.value for block in cable.blocks]
    assert "heading" not in kinds
    assert kinds[kinds.index("signature") + 1 :]
    assert set(kinds[kinds.index("signature") + 1 :]) <= {"line", "item", "drafting"}


@pytest.mark.parametrize(
    "below",
    [
        "Enclosures are sent by pouch.",
        "THE HARBOR\n\nEnclosure of the harbor is planned.",
        "ATTACHMENT TO THE LAW WAS STRONG.",
    ],
)
def test_text_that_encloses_nothing(below: str) -> None:
    cable = airgram(below=f"\nSMITH\n\n{below}\n\nDOE\n")
    assert cable.header.signature.value == "DOE"
