"""The name that signs and the end of transmission, on one line or in an unusual order."""

from __future__ import annotations

import pytest

import cableconv
from cableconv import Cable

HEADER = "UNCLAS TESTVILLE 0423\nSUBJ: GRAIN TALKS\n\n"
TEXT = "1. {} minister received the ambassador.\n\n2. The reply came after 12 of 15 members had voted."
ONE_LINE = (
    "UNCLAS TESTVILLE 0423 E.O. 11652: N/A TAGS: ECON, TV SUBJ: GRAIN TALKS 1. THE MINISTER RECEIVED THE "
    "AMBASSADOR ON MARCH 10. 2. THE REPLY CAME THE NEXT DAY, AFTER 12 OF 15 MEMBERS HAD VOTED FOR IT."
)


def end_of(text: str) -> tuple[str | None, str, str]:
    """The signature, the last block of the text and the end of transmission."""
    cable: Cable = cableconv.read(text.encode())
    printed = [
        (block.kind, "".join(getattr(piece, "text", piece) for piece in block.content))
        for block in cable.blocks
    ]
    body = [words for kind, words in printed if kind not in ("header", "trailer", "signature", "page-break")]
    trailer = " ".join(words for kind, words in printed if kind == "trailer")
    return cable.header.signature.value, body[-1], trailer


@pytest.mark.parametrize(
    ("end", "signature", "trailer"),
    [
        ("ALDERMOOR BT", "ALDERMOOR", "BT"),
        ("ALDERMOOR##", "ALDERMOOR", "##"),
        ("O'HARA BT", "O'HARA", "BT"),
        ("VAN DER MOOR BT", "VAN DER MOOR", "BT"),
        ("VAN DER MOOR##", "VAN DER MOOR", "##"),
        ("ALDERMOOR UNCLASSIFIED BT", "ALDERMOOR", "BT"),
        ("ALDERMOOR BT NNNN", "ALDERMOOR", "BT NNNN"),
        ("ALDERMOOR## NNNN", "ALDERMOOR", "## NNNN"),
        ("ALDERMOOR ## BT #0423 NNNN", "ALDERMOOR", "## BT #0423 NNNN"),
        ("ALDERMOOR BT #0423 NNNN", "ALDERMOOR", "BT #0423 NNNN"),
        ("BT", None, "BT"),
        ("SECRET BT", None, "BT"),
    ],
)
def test_a_text_on_one_line_ends_in_a_name_and_the_break(
    end: str, signature: str | None, trailer: str
) -> None:
    last = "2. THE REPLY CAME THE NEXT DAY, AFTER 12 OF 15 MEMBERS HAD VOTED FOR IT."
    assert end_of(f"{ONE_LINE} {end}\n") == (signature, last, trailer)


@pytest.mark.parametrize("end", ["SHARES WENT TO BT", "HE BOUGHT BT", "HE BOUGHT SHARES OF BT.", "WHY BT?"])
def test_a_company_at_the_end_of_a_sentence_is_no_break(end: str) -> None:
    assert end_of(f"{ONE_LINE} {end}\n")[1:] == (f"{ONE_LINE[ONE_LINE.index('2. ') :]} {end}", "")


@pytest.mark.parametrize("first", ["The", "THE"])
@pytest.mark.parametrize(
    ("end", "signature", "trailer"),
    [
        ("ALDERMOOR BT\n", "ALDERMOOR", "BT"),
        ("VAN DER MOOR BT\n", "VAN DER MOOR", "BT"),
        ("\nALDERMOOR BT NNNN\n", "ALDERMOOR", "BT NNNN"),
        ("BT\nALDERMOOR\nNNNN\n", "ALDERMOOR", "BT NNNN"),
        ("\nBT\n\nALDERMOOR\n\n#0423\n\nNNNN\n", "ALDERMOOR", "BT #0423 NNNN"),
        ("BT\nALDERMOOR\n", "ALDERMOOR", "BT"),
    ],
)
def test_a_name_beside_the_break_signs(first: str, end: str, signature: str, trailer: str) -> None:
    text = TEXT.format(first)
    text = text.upper() if first.isupper() else text
    last = text.splitlines()[-1]
    assert end_of(f"{HEADER}{text}\n{end}") == (signature, last, trailer)


def test_a_group_marking_above_the_break_stays() -> None:
    text = TEXT.format("The") + "\nGP-3\nBT\nALDERMOOR\nNNNN\n"
    assert end_of(HEADER + text) == ("ALDERMOOR", "GP-3", "BT NNNN")


@pytest.mark.parametrize(
    "end",
    [
        "The bidders are:\n\nCABLE\nBT\nVODANET\n",  # a list of companies
        "BT\nALDERMOOR SAYS SO.\n",
        "BT\nUNCLASSIFIED TALKS\n",
    ],
)
def test_a_company_on_a_line_is_no_break(end: str) -> None:
    signature, last, trailer = end_of(f"{HEADER}{TEXT.format('The')}\n\n{end}")
    assert (signature, trailer) == (None, "")
    assert end.split("\n")[-2] in last


@pytest.mark.parametrize(
    ("end", "signature"),
    [
        ("ALDERMOOR UNCLASSIFIED\n", "ALDERMOOR"),
        ("\nALDERMOOR SECRET\nNNNN\n", "ALDERMOOR"),
        ("\nJ. ALDERMOOR\n", "J. ALDERMOOR"),
        ("\nJ.Q. ALDERMOOR\n", "J.Q. ALDERMOOR"),
        ("\nC. CONCLUSION\n", None),  # a heading whose text is lost
        ("\nTOP SECRET\n", None),
    ],
)
def test_initials_and_the_banner_behind_a_name(end: str, signature: str | None) -> None:
    assert end_of(f"{HEADER}{TEXT.format('The')}\n{end}")[0] == signature


@pytest.mark.parametrize(
    "below",
    [
        "PARTICIPANTS\n\nJane Sample\nJohn Model\n",  # a word
        "FENNWICK\n\n3. (C) The harbor of the same name was closed.\n",
        "FENNWICK\n\nThe harbor of the same name was closed.\n",
    ],
)
def test_what_the_text_goes_on_below_signs_nothing(below: str) -> None:
    text = f"1. (C) The board met without lights.\n\n2. (C) The paper says that work starts.\n{below}"
    assert cableconv.read(text.encode()).header.signature.value is None
