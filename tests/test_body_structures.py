"""Structures of a text, through the public door: lists in lists, quoted texts, notes, redactions."""

from __future__ import annotations

import pytest
from lxml import etree

import cableconv
from cableconv import Edition, Options
from cableconv.model import Block, Mark

HEADER = """\
DE RUEHTV #0042/01 0151200
P 151200Z JAN 08
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 1234
BT
CONFIDENTIAL TESTVILLE 000042

SUBJECT: HARBOR TALKS CONTINUE

"""
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


def body(text: str) -> list[Block]:
    return [block for block in cableconv.read((HEADER + text).encode()).blocks if block.kind != "header"]


def shown(block: Block) -> str:
    return "".join(
        item if isinstance(item, str) else item.text
        for item in block.content
        if isinstance(item, (str, Mark))
    )


def marks(block: Block, kind: str) -> list[str]:
    return [item.text.strip() for item in block.content if isinstance(item, Mark) and item.kind == kind]


def tree(text: str, edition: Edition) -> etree._Element:
    data = (HEADER + text).encode()
    written = cableconv.convert(data, Options(edition=edition))
    assert cableconv.read(written) == cableconv.read(data, Options(edition=edition))
    if edition is Edition.DIPLOMATIC:
        assert cableconv.restore(written) == data
    return etree.fromstring(written)


NESTED = """\
1. (C) The minister made these points to the ambassador at noon:

a. The first is long enough to be wrapped at the end of the line
where it stands.

b. The second has parts:

  (1) The nested one.
  (2) The nested two, which is long as well and is wrapped at the
      end.

c. The third.

2. (C) He left.
SMITH
"""


def test_letters_go_on_after_numbers_nested_in_them() -> None:
    items = [block for block in body(NESTED) if block.kind == "item"]
    assert [marks(item, "item-mark")[0] for item in items] == ["a.", "b.", "(1)", "(2)", "c."]


LETTER = """\
1. (C) The minister's letter to the ambassador, in full, follows:

Begin text:

Dear Mr. Ambassador,

I am glad to say that the harbor is open, and that we all are
glad. The points were:

-- We are glad.

-- We are not sad.

End text.

2. (U) Next.
SMITH
"""


@pytest.mark.parametrize("edition", list(Edition))
def test_a_text_given_word_for_word_is_a_quotation(edition: Edition) -> None:
    root = tree(LETTER, edition)
    (quote,) = root.iterfind(".//t:body//t:quote", TEI)
    words = " ".join("".join(quote.itertext()).split())
    assert words.startswith("Dear Mr. Ambassador,")
    assert words.endswith("-- We are not sad.")
    assert quote.find("t:list", TEI) is not None
    assert [p.get("n") for p in root.iterfind(".//t:body//t:p[@n]", TEI)] == ["1", "2"]


def test_a_comment_under_its_heading_ends_once() -> None:
    blocks = body(
        "1. (C) The harbor is open, and the ships are coming in again.\n\nCOMMENT\n-------\n\n"
        "2. (C) Comment: This is good for the people of Testville, too.\n\n"
        "3. (C) And more of it.  End comment.\n\n4. (U) The ambassador left.\nSMITH\n"
    )
    assert [block.extents for block in blocks if block.kind == "paragraph"] == [
        (),
        ("comment",),
        ("comment",),
        (),
    ]


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("The harbor (Note: a big one.  End note.) is open.", ["Note:"], ["End note.)"]),
        ('He read: "Begin text: The harbor is open. End text."', ["Begin text:"], ["End text."]),
        ("He left. Comment: He was late. End comment.", ["Comment:"], ["End comment."]),
        ("He had no comment. The note: nobody read it.", [], []),
        ("In summary: he left. He made a note of it.", [], []),
    ],
)
def test_markers_inside_a_paragraph(text: str, begins: list[str], ends: list[str]) -> None:
    block = body(f"1. (C) {text}\nSMITH\n")[0]
    assert shown(block) == f"1. (C) {' '.join(text.split())}"
    found = [item for item in block.content if isinstance(item, Mark) and item.kind == "marker"]
    assert [item.text.strip() for item in found if item.value.endswith("-begin")] == begins
    assert [item.text.strip() for item in found if item.value.endswith("-end")] == ends


@pytest.mark.parametrize(
    ("text", "redactions"),
    [
        ("XXXXXXXXXXXX said so.", ["XXXXXXXXXXXX"]),
        (
            "He met [name removed] and [Source removed at request].",
            ["[name removed]", "[Source removed at request]"],
        ),
        ("It was (text missing) there [...].", ["(text missing)", "[...]"]),
        (
            "He met \u2588\u2588\u2588\u2588 \u2588\u2588\u2588 twice.",
            ["\u2588\u2588\u2588\u2588 \u2588\u2588\u2588"],
        ),
        ("Title XXXII of the law, para [see below] (missing from the file).", []),
    ],
)
def test_redactions(text: str, redactions: list[str]) -> None:
    block = body(f"1. (C) {text}\nSMITH\n")[0]
    assert shown(block) == f"1. (C) {text}"
    assert marks(block, "redaction") == redactions


def test_an_empty_bracket_is_a_redaction() -> None:
    """White space is collapsed; one blank is a box to be ticked."""
    block = body("1. (C) He met [                ] there and left the box [ ] empty.\nSMITH\n")[0]
    assert marks(block, "redaction") == ["[ ]"]


def test_drafting_lines_are_blocks_of_their_own() -> None:
    blocks = body(
        "1. (C) The ministry drafted by decree a law of the harbor, which was then\n"
        "approved by the king.\n\n"
        "DRAFTED BY: POL:ABLACK\nAPPROVED BY: DCM:CWHITE\nCLEARED BY: ECON:DGREEN\n\nSMITH\n"
    )
    assert [(block.kind.value, shown(block)) for block in blocks[1:]] == [
        ("drafting", "DRAFTED BY: POL:ABLACK"),
        ("drafting", "APPROVED BY: DCM:CWHITE"),
        ("drafting", "CLEARED BY: ECON:DGREEN"),
        ("signature", "SMITH"),
    ]
    assert shown(blocks[0]).endswith("which was then approved by the king.")


def test_drafting_lines_that_wrap_above_a_formula() -> None:
    blocks = body(
        "1. (C) The ministry drafted by decree a law of the harbor, which was then\n"
        "approved by the king.\n\n"
        "DRAFTED BY: POL:ABLACK, ECON:BSAMPLE, CONS:BTEST,\nUSAID:DFORM, DAO:ELINE\n"
        "APPROVED BY: DCM:CWHITE\n\nMinimize considered.\n\nSMITH\n"
    )
    assert [(block.kind.value, shown(block)) for block in blocks[1:]] == [
        (
            "drafting",
            "DRAFTED BY: POL:ABLACK, ECON:BSAMPLE, CONS:BTEST, USAID:DFORM, DAO:ELINE",
        ),
        ("drafting", "APPROVED BY: DCM:CWHITE"),
        ("paragraph", "Minimize considered."),
        ("signature", "SMITH"),
    ]


def test_drafting_lines_close_the_text() -> None:
    blocks = body(
        "1. (C) The lists were posted at the gate of the harbor of Testville on Sunday:\n\n"
        "Approved: 12 of the captains\nCleared: 3 of the pilots\n\n2. (C) He left.\n"
    )
    assert "drafting" not in {block.kind.value for block in blocks}
    assert shown(blocks[1]) == "Approved: 12 of the captains"


def test_short_bullets_without_blank_lines_are_items() -> None:
    blocks = body(
        "1. (C) The minister asked the ambassador for help with four small things:\n"
        "- ships\n- cranes\n- a new lighthouse\n- paint\n\n2. (C) He left.\nSMITH\n"
    )
    assert [shown(block) for block in blocks if block.kind == "item"] == [
        "- ships",
        "- cranes",
        "- a new lighthouse",
        "- paint",
    ]


def test_a_page_marker_after_the_last_cell_of_a_row() -> None:
    text = "1. (C) The table of the harbor:\n\nWheat        12       15\nRice         10       10[Page 2]\n"
    for edition in Edition:
        tree(text, edition)


def kinds(text: str) -> list[str]:
    return [f"{block.kind.value}: {shown(block)}" for block in body(text) if block.kind != "page-break"]


def test_a_page_break_after_a_full_line_is_no_heading() -> None:
    text = (
        "(C) The harbor of Testville is open to all ships, and\n"
        "the pilots are glad.\n\n"
        "(C) Nobody knows for certain how many of the ships of\n\n\n"
        "TESTVILLE 00000042  002 OF 002\n\n\n"
        "Testville will be there at the end of the year, for no\n"
        "list was made.\n"
    )
    assert [kind.partition(":")[0] for kind in kinds(text)] == ["paragraph", "paragraph"]


def test_blank_lines_around_a_page_marker_do_not_free_a_number() -> None:
    text = (
        "(C) The ministry expects to open the terminal on December\n\n\n"
        "TESTVILLE 00000042  002 OF 002\n\n\n"
        "18. The contractor of the terminal in Testville doubts it.\n"
    )
    assert len(kinds(text)) == 1


def test_the_sentence_that_ends_a_full_line_before_a_page_goes_on() -> None:
    text = (
        "1. (C) The harbor of Testville is open to all ships, and the\n"
        "pilots are very glad of it, as they said in the city on Friday.\n\n"
        "TESTVILLE 00000042  002 OF 002\n\n"
        "The mayor was not there.  He sent a letter, which nobody read.\n\n"
        "2. (C) The end.\n"
    )
    assert len(kinds(text)) == 2


def test_a_portion_marking_is_no_letter_of_a_list() -> None:
    text = (
        "(C) The points were these, in the order of the minister:\n\n"
        "(a) the ships of the harbor;\n\n(b) the pilots.\n\n"
        "(C) The mayor of Testville agreed with all of them.\n"
    )
    assert [kind.partition(":")[0] for kind in kinds(text)] == ["paragraph", "item", "item", "paragraph"]


def test_a_paragraph_after_the_authority_is_text() -> None:
    data = HEADER.replace("SUBJECT", "CLASSIFIED BY: AMBASSADOR A. EXAMPLE. REASON: 1.4 (B).\n\nSUBJECT")
    data = data.replace("SUBJECT: HARBOR TALKS CONTINUE\n\n", "").rstrip() + "\n\n"
    cable = cableconv.read((data + "     (C) The memorandum of the mayor is long and old.\n").encode())
    assert shown(cable.blocks[-1]) == "(C) The memorandum of the mayor is long and old."


def test_an_address_of_two_lines() -> None:
    text = (
        "1. (C) The office of the harbor is open again.  Letters go to the\nfollowing address:\n\n"
        "Office of the Registrar\nRoom 212, Old Mint\n\n2. (C) The end of the telegram is here.\n"
    )
    assert kinds(text)[1:3] == ["line: Office of the Registrar", "line: Room 212, Old Mint"]


def test_an_enumeration_inside_a_sentence_is_no_list() -> None:
    text = (
        "1. (C) The mission should see that: (a) the aid has impact;\n"
        "(b) it stimulates the harbor to grow, and the pilots of\n"
        "Testville are paid.\n\n2. (C) The end.\n"
    )
    assert len(kinds(text)) == 2


def test_a_dash_after_a_page_number_in_mid_line_is_no_bullet() -> None:
    text = (
        "1. (C) The meeting was less productive than\n"
        "first reported [Page 394] -- no agreement on the harbor of\nTestville.\n\n2. (C) The end.\n"
    )
    assert len(kinds(text)) == 2


def test_a_signature_right_below_a_table() -> None:
    text = (
        "1. (C) The table of the harbor is this one:\n\n"
        "Wheat        12       15\nRice         10       10\nCoal          9        8\nOKONJO\n"
    )
    assert kinds(text)[-1] == "signature: OKONJO"


DEEP = """\
1. (C) The minister made these points to the ambassador at noon:

a. The first is long enough to be wrapped at the end of the line
where it stands.

b. The second has parts:

  (1) The nested one has two, which are not to be mixed up:

TESTVILLE 00000042  002 OF 002

    -- one;
    -- the other.

  (2) The nested two.

c. The third.

2. (C) He left.
"""


def levels(text: str) -> list[int]:
    return [block.level for block in body(text) if block.kind == "item"]


def test_lists_in_lists_have_levels() -> None:
    assert levels(DEEP) == [1, 1, 2, 3, 3, 2, 1]
    assert levels(NESTED) == [1, 1, 2, 2, 1]
    assert levels("1. (C) Law:\n\nA. Pilots\n1. must swim;\n2. must row.\nB. Ships\n") == [1, 2, 2, 1]


@pytest.mark.parametrize("edition", list(Edition))
def test_lists_in_lists_are_lists_in_items(edition: Edition) -> None:
    root = tree(DEEP, edition)
    assert len(list(root.iterfind(".//t:body/t:div/t:list/t:item", TEI))) == 3
    (nested,) = root.iterfind(".//t:body/t:div/t:list/t:item/t:list", TEI)
    assert [len(list(item.iterfind(".//t:item", TEI))) for item in nested.iterfind("t:item", TEI)] == [2, 0]
    written = etree.tostring(root)
    etree.indent(root)
    assert cableconv.read(etree.tostring(root)).blocks == cableconv.read(written).blocks


@pytest.mark.parametrize(
    "text",
    [
        "1. (C) Points:\n\n(a) the first;\n\n(b) the second.\n\n-- another list;\n\n-- one more.\n",
        "1. (C) Points:\n\n(g) the first;\n\n(h) the second;\n\n(i) the third;\n\n(j) the last.\n",
        "1. (C) Points:\n\n-- one;\n\n-- two.\n\n2. (C) More:\n\n   -- three;\n\n   -- four.\n",
    ],
)
def test_items_without_evidence_stand_side_by_side(text: str) -> None:
    assert set(levels(text)) == {1}
    assert len(levels(text)) == 4


CITING = HEADER.replace(
    "CONTINUE\n", "CONTINUE\n\nREF: A. 07 STATE 12345\n     B. OTHERVILLE 12\n     C. MEMO OF 3 JANUARY\n"
)


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("As in REF A and (ref b), he left.", [("REF A", "07STATE12345"), ("ref b", "08OTHERVILLE12")]),
        ("Refs A and B say so.", [("Refs A and B", "07STATE12345 08OTHERVILLE12")]),
        ("REF C and REF D say so.", [("REF C", "C"), ("REF D", "D")]),
        ("The reftels; 99 TESTVILLE 123.", [("reftels", "07STATE12345 08OTHERVILLE12 C"),
                                           ("99 TESTVILLE 123", "99TESTVILLE123")]),
        ("The reform a referee made, ref a paper.", []),
        ("As refs a and b say, and ref b again.", [("refs a and b", "07STATE12345 08OTHERVILLE12"),
                                                   ("ref b", "08OTHERVILLE12")]),
        ("See refs (a) and (b), or reftel b.", [("refs (a) and (b)", "07STATE12345 08OTHERVILLE12"),
                                               ("reftel b", "08OTHERVILLE12")]),
        ("He said in ref i know not what.", []),
        ("It cost 15 MILLION 200 on 05 JUNE 2008 and 10 PERCENT 5.", []),
        ("IN 05 LARGE 12 SMALL SHIPS CAME.", []),
    ],
)  # fmt: skip
def test_references_in_running_text(text: str, citations: list[tuple[str, str]]) -> None:
    blocks = cableconv.read((CITING + f"1. (C) {text}\n").encode()).blocks
    block = next(each for each in blocks if each.kind == "paragraph")
    found = [item for item in block.content if isinstance(item, Mark) and item.kind == "citation"]
    assert shown(block) == f"1. (C) {text}"
    assert [(item.text.strip(), item.value) for item in found] == citations


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("REF A", "08TESTVILLE12 08TESTVILLE13"),
        ("REF B", "07STATE45"),
        ("refs A and B", "08TESTVILLE12 08TESTVILLE13 07STATE45"),
        ("REF C", "C"),
    ],
)
def test_a_letter_of_several_cables_means_each_of_them(text: str, value: str) -> None:
    listed = "REF: A. TESTVILLE 12 AND 13\n     B. 07 STATE 45\n"
    data = HEADER.replace("CONTINUE\n", f"CONTINUE\n\n{listed}") + f"1. (C) He said so in {text}.\n"
    blocks = cableconv.read(data.encode()).blocks
    block = next(each for each in blocks if each.kind == "paragraph")
    assert [one.value for one in block.content if isinstance(one, Mark) and one.kind == "citation"] == [value]


def test_the_one_reference_is_what_reftel_means() -> None:
    data = CITING.replace(
        "A. 07 STATE 12345\n     B. OTHERVILLE 12\n     C. MEMO OF 3 JANUARY", "07 STATE 12345"
    )
    for edition in Edition:
        options = Options(edition=edition)
        written = cableconv.convert((data + "1. (C) Post agrees with reftel.\n").encode(), options)
        assert b'<ref cRef="07STATE12345">reftel</ref>' in written
        assert cableconv.read(written) == cableconv.read(cableconv.convert(written, options, "json"))


def test_a_portion_marking_right_below_complete_reasons_is_text() -> None:
    header = HEADER.replace("SUBJECT: HARBOR TALKS CONTINUE\n\n", "")
    header += "Classified By: Ambassador Ann Example. Reasons: 1.4\n(b) and (d).\n"
    cable = cableconv.read((header + "     (C) The memorandum of the mayor is long and old.\n").encode())
    assert shown(cable.blocks[-1]) == "(C) The memorandum of the mayor is long and old."
    assert cable.header.classified_by.value is not None
    assert cable.header.classified_by.value.reasons == ("1.4(b)", "1.4(d)")


def codes(text: str) -> list[str]:
    return [finding.code for finding in cableconv.read((HEADER + text).encode()).findings]


def test_a_text_without_its_end_is_a_finding() -> None:
    text = "1. (C) The letter of the mayor:\n\nBegin text:\n\nThe harbor is open.\n\n"
    assert "CC557" in codes(text + "2. (C) He left.\n")
    assert "CC557" not in codes(text + "End text.\n\n2. (C) He left.\n")
    assert "CC557" not in codes("1. (C) Comment: The harbor is open.\n")
