"""What does not agree in a cable is found, named with its lines, and only there."""

from __future__ import annotations

import pytest

import cableconv

CABLE = """\
VZCZCXRO0123
PP RUEHC
DE RUEHOT #0042/01 0151200
ZNY CCCCC ZZH
P 151200Z JAN 08
FM AMEMBASSY OTTAWA
TO RUEHC/SECSTATE WASHDC PRIORITY 1234
BT
CONFIDENTIAL SECTION 01 OF 03 OTTAWA 000042

E.O. 12958: DECL: 01/15/2018
TAGS: ETRD, CA
SUBJECT: HARBOR TALKS

Classified By: Ambassador Ann Example. Reason: 1.4 (b).

1. (C) The harbor authority met its neighbors.

OTTAWA 00000042  002 OF 003

2. (C) They agreed to meet again.

OTTAWA 00000042  003 OF 003

3. (C) They left.
SMITH
BT
#0042
"""


def codes(text: str) -> list[str]:
    return [finding.code for finding in cableconv.read(text.encode()).findings]


def test_a_cable_in_order_has_no_findings() -> None:
    assert codes(CABLE) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "lines"),
    [
        ("0151200", "0161200", "CC401", (3, 5)),
        ("0151200", "0151300", "CC402", (3, 5)),
        ("#0042\n", "#0043\n", "CC403", (28,)),
        ("OTTAWA 000042", "OTTAWA 000043", "CC403", (3, 9)),
        ("SECTION 01 OF 03", "SECTION 04 OF 03", "CC404", (3, 9)),
        ("ZNY CCCCC", "ZNY SSSSS", "CC405", (4, 9)),
        ("2. (C)", "2. (S)", "CC406", (21,)),
        ("12958", "13526", "CC407", (5, 11)),
        ("12958", "12598", "CC407", (11,)),
        ("DECL: 01/15/2018", "N/A", "CC408", (9, 11)),
        ("01/15/2018", "01/15/2007", "CC408", (5, 11)),
        ("01/15/2018", "01/16/2033", "CC408", (5, 11)),
        ("PP RUEHC", "OO RUEHC", "CC409", (2, 5)),
        ("ZZH", "ZZH ZFD", "CC410", (4,)),
        ("ZZH", "ZZH ZEL", "CC410", (4,)),
        ("#0042/01 ", "#0042 ", "CC412", (3, 9)),
        ("RUEHOT", "RUEHBJ", "CC413", (3, 9)),
        ("FM AMEMBASSY OTTAWA", "FM AMEMBASSY DUBLIN", "CC413", (6, 9)),
        ("OTTAWA 00000042  003", "DUBLIN 00000042  003", "CC413", (9, 23)),
        ("WASHDC PRIORITY", "WASHDC FLASH", "CC414", (5, 7)),
        ("Reason: 1.4", "Reason: 1.5", "CC415", (5, 15)),
        ("0151200", "0152530", "CC416", (3,)),
        ("0151200", "015120", "CC416", (3,)),
        ("0151200", "4151200", "CC416", (3,)),
        ("P 151200Z", "P 152530Z", "CC416", (5,)),
        ("P 151200Z", "P 1512OOZ", "CC416", (5,)),
        ("0151200", "O15I200", "CC416", (3,)),
        ("JAN 08", "JANN 08", "CC416", (5,)),
        ("01/15/2018", "02/30/2018", "CC416", (11,)),
        ("ETRD, CA", "ETRD, P#OV", "CC416", (12,)),
        ("DECL: 01/15/2018", "GS", "CC416", (11,)),
        (" DECL: 01/15/2018", "", "CC416", (11,)),
        ("WASHDC PRIORITY 1234\n", "WASHDC PRIORITY 1234\nINFO /\n", "CC416", (8,)),
        ("WASHDC PRIORITY 1234\n", "WASHDC PRIORITY 1234\nINFO RUEHAA/\n", "CC416", (8,)),
        ("002 OF 003", "002 OF 004", "CC253", (19, 23)),
        ("002 OF 003", "001 OF 003", "CC251", (19, 23)),
        ("003 OF 003", "002 OF 003", "CC251", (19, 23)),
        (
            "3. (C) They left.",
            "S E C R E T SECTION 02 OF 03 OTTAWA 000042\n\n3. (C) They left.",
            "CC254",
            (9, 25),
        ),
        (
            "3. (C) They left.",
            "C O N F I D E N T I A L SECTION 02 OF 03 OTTAWA 000044\n\n3. (C) They left.",
            "CC403",
            (9, 25),
        ),
        (
            "3. (C) They left.",
            "C O N F I D E N T I A L SECTION 02 OF 03 DUBLIN 000099\n\n3. (C) They left.",
            "CC413",
            (9, 25),
        ),
        ("SECTION 01 OF 03", "SECTION 02 OF 03", "CC255", (3, 9)),
        ("003 OF 003", "002 OF 003", "CC252", (23,)),
        ("3. (C)", "5. (C)", "CC551", (21, 25)),
        ("3. (C)", "2. (C)", "CC552", (21, 25)),
        ("They left.", "They left. End Comment.", "CC553", (25,)),
        ("They left.\n", "They left the\n\n", "CC554", (25,)),
        ("They left.\n", "Place: The mint\n\n4. (C) They left.\n", "CC554", (25,)),
        ("They left.\n", "They left [name removed] the\n\n", "CC554", (25,)),
        ("They left.\n", "They left the islands and\n\n", "CC554", (25,)),
        ("They left.\n", 'They read "The Long Lunch"\n\n', "CC554", (25,)),
    ],
)
def test_one_change_one_finding(old: str, new: str, code: str, lines: tuple[int, ...]) -> None:
    assert old in CABLE
    found = cableconv.read(CABLE.replace(old, new, 1).encode()).findings
    assert (code, lines) in [(finding.code, finding.lines) for finding in found]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("FOLLOWING IS TRANSCRIPT:\n\nTHE PORT IS SHUT.\n\nEND TRANSCRIPT.", []),
        ("THE TEXT OF THE NOTE FOLLOWS.\n\nTHE PORT IS SHUT.\n\nEND TEXT.", []),
        ("FOLLOWING IS TRANSCRIPT:\n\nTHE PORT IS SHUT.\n\nEND LETTER.", ["CC553"]),
        ("THEY SENT THE TEXT.\n\nTHE PORT IS SHUT.\n\nEND TEXT.", ["CC553"]),
    ],
)
def test_a_text_that_is_announced_has_its_opening(said: str, found: list[str]) -> None:
    text = f"UNCLAS TESTVILLE 0042\n\nSUBJECT: THE PORT\n\n1. {said}\n\n2. WE SHALL REPORT.\nSMITH\n"
    assert [finding.code for finding in cableconv.read(text.encode()).findings] == found


def test_a_telegram_repeated_in_the_header_has_its_opening() -> None:
    text = (
        "R 121530Z MAR 75\nFM SECSTATE WASHDC\nTO AMEMBASSY TESTVILLE\nUNCLAS STATE 012345\n\n{}\n"
        "UNCLAS OTHERVILLE 4840\nSUBJ: PORT STRIKE\n\n1. THE PORT IS CLOSED.\nUNQUOTE\nSMITH\n"
    )
    codes = [finding.code for finding in cableconv.read(text.format("QUOTE").encode()).findings]
    assert codes == []
    codes = [finding.code for finding in cableconv.read(text.format("WE REPEAT THIS").encode()).findings]
    assert codes == ["CC553"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("DECL: 01/15/2018", "DECL: 01/15/2033"),
        ("Reason: 1.4 (b)", "Reasons: 1.4 (b) and (d)"),
        ("FM AMEMBASSY OTTAWA", "FM RUEHOT/AMEMBASSY OTTAWA"),
        ("WASHDC PRIORITY", "WASHDC ROUTINE"),
        ("JAN 08", "January 2008"),
        ("TO RUEHC/", "TO\nRUEHC/"),
        ("01/15/2018", "X1, X6"),
        ("BT\n", "INFO HQ USEUCOM VAIHINGEN GE//J5//\nBT\n"),
        ("They left.", "Date: May 2\n         Place: The mint\n\n4. (C) They left."),
        ("They left.", "He won 12 of 15 seats in section 2 of 3."),
        ("3. (C)", "3. (U)"),
        ("They agreed to meet again.", "They left for a house [name removed]"),
        ("They agreed to meet again.", "They left; see http://www.harbors.example/left"),
        ("They agreed to meet again.", "They left; write to jan.sample@harbors.example"),
        ("They agreed to meet again.", "They left a note; and"),
        ("They agreed to meet again.", "They left. QUOTE GO UNQUOTE"),
        ("They left.", "They left.2"),
        ("They left.", '"The Long Lunch"'),
        ("They left.", "PLACE OF BIRTH: Ottawa, Canada\n\n4. (C) They left."),
        ("They left.", "They asked the board\n\n(a) to meet there; and\n\n(b) to vote."),
        ("\n3. (C)", "\nCONFIDENTIAL SECTION 02 OF 03 OTTAWA 000042\n\n3. (C)"),
        ("OTTAWA 00000042  002 OF 003\n", "OTTAWA 00000042  002 OF 003\nOTTAWA 00000042  002 OF 003\n"),
        ("Ann Example. Reason: 1.4 (b).", "Ann Example for reasons\n1.4 (b) and (d)."),
        (
            "They left.",
            "They left a text.\n\nBegin text:\n\n1. One.\n\n2. Two.\n\n7. Seven.\n\nEnd text.\n\n4. (C) End.",
        ),
    ],
)
def test_what_agrees_is_not_found(old: str, new: str) -> None:
    assert old in CABLE
    assert codes(CABLE.replace(old, new)) == []


def test_a_signal_on_two_lines_is_said_once() -> None:
    text = CABLE.replace("ZZH", "ZZH ZDK").replace("JAN 08", "JAN 08 ZDK")
    found = cableconv.read(text.encode()).findings
    assert [(finding.code, finding.lines) for finding in found] == [("CC410", (4, 5))]


def test_a_statement_that_is_paragraph_one_counts_as_one() -> None:
    statement = CABLE.replace("Classified By", "1. (C) Classified By")
    found = cableconv.read(statement.encode()).findings
    assert [(finding.code, finding.lines) for finding in found] == [("CC552", (15, 17))]


def test_a_partial_extract_is_said_once() -> None:
    note = "This record is a partial extract of the original cable. The full text is not available.\n\n"
    text = note + CABLE[CABLE.index("CONFIDENTIAL") :].replace("BT\n#0042\n", "")
    found = codes(text)
    assert found.count("CC555") == 1
    assert "CC411" not in found


def test_a_marking_for_the_entire_text_stands_above_the_banner_too() -> None:
    text = CABLE.replace("1. (C) The harbor authority met its neighbors.", "1. (S - ENTIRE TEXT)")
    found = cableconv.read(text.encode()).findings
    assert [finding.code for finding in found] == ["CC406"]


def test_a_paragraph_that_only_begins_a_quotation_has_lost_no_word() -> None:
    text = CABLE.replace(
        "3. (C) They left.", "3. (C) BEGIN QUOTE\n\nWe are tired.\n\nEND QUOTE\n\n4. (C) They left."
    )
    assert cableconv.read(text.encode()).findings == ()
    unpaired = text.replace("BEGIN QUOTE", "The board")
    assert [finding.code for finding in cableconv.read(unpaired.encode()).findings] == ["CC554", "CC553"]


_RESTART = (
    "FM AMEMBASSY TESTVILLE\nTO RUEHC/SECSTATE WASHDC 0001\nINFO RUEHOV/AMEMBASSY OTHERVILLE 0002\n"
    "UNCLAS SECTION 01 OF 02 TESTVILLE 001938\n\nSUBJECT: RICE\n\n1. Rice rose and the shops were\n"
    "FM AMEMBASSY TESTVILLE\nTO RUEHC/SECSTATE WASHDC PRIORITY 0003\nINFO RUEHOV/AMEMBASSY OTHERVILLE 0004\n"
    "UNCLAS SECTION 02 OF 02 TESTVILLE 001938\nfull.\n\n2. The end.\n"
)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("INFO RUEHOV/AMEMBASSY OTHERVILLE 0004", []),
        ("INFO AMEMBASSY OTHERVILLE", []),
        ("INFO RUEHOV/AMEMBASSY OTHER", []),
        ("TO RUEHC/SECSTATE WASHDC 0004\nBT\nSTATE GRNC", []),
        ("INFO RUEHGL/AMEMBASSY GLIMFEN 0005", [("CC417", (11,))]),
        ("INFO RUEHOV/AMEMBASSY OTHERVILLE\nRUEHGL/AMEMBASSY GLIMFEN", [("CC417", (12,))]),
    ],
)
def test_an_addressee_of_a_later_section_alone_is_told(line: str, told: list[object]) -> None:
    text = _RESTART.replace("INFO RUEHOV/AMEMBASSY OTHERVILLE 0004", line)
    found = cableconv.read(text.encode()).findings
    assert [(each.code, each.lines) for each in found if each.code == "CC417"] == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SUBJECT: RICE PRICES IN THE NORTH", []),
        ("SUBJECT: RICE PR1CES IN THE NORTH", []),
        ("SUBJECT: RICE PRICES IN THE SOUTH AND WOOL", [("CC419", (13,))]),
        ("TAGS: ECON", [("CC419", (13,))]),
        ("REF: OTHERVILLE 12", [("CC419", (13,))]),
        ("E.O. 12958: N/A", [("CC419", (13,))]),
        ("Subject: the shops were", []),
    ],
)
def test_a_later_sections_header_that_says_something_else_is_told(line: str, told: list[object]) -> None:
    text = _RESTART.replace("SUBJECT: RICE", "SUBJECT: RICE PRICES IN THE NORTH")
    cable = cableconv.read(text.replace("001938\nfull.", f"001938\n{line}\n\nfull.").encode())
    assert [(each.code, each.lines) for each in cable.findings if each.code == "CC419"] == told
    printed = cableconv.write(cable, "text").decode()
    assert (line in printed) is (bool(told) or line.startswith("Subject") or "PRICES IN THE NORTH" in line)
