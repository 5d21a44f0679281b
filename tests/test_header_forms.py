"""Header lines as archives print them: what each says, read from a whole cable."""

from __future__ import annotations

import pytest

import cableconv
from cableconv.model import PageBreak
from cableconv.model_header import Header

TRANSMISSION = """\
VZCZCXRO0123
PP RUEHC
DE RUEHTV #0042/01 0151200
ZNR UUUUU ZZH
P 151200Z JAN 08
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 1234
BT
"""
CLASSIFICATION = "UNCLAS TESTVILLE 000042\n"
MESSAGE = "E.O. 12958: N/A\nTAGS: ETRD, TV\nSUBJECT: HARBOR TALKS\n"
BODY = "\n1. (U) The harbor authority of Testville met its neighbors.\nSMITH\n"


def header(transmission: str = TRANSMISSION, text: str = CLASSIFICATION + "\n" + MESSAGE) -> Header:
    cable = cableconv.read((transmission + text + BODY).encode())
    paragraphs = [block for block in cable.blocks if block.kind == "paragraph"]
    assert len(paragraphs) == 1  # nothing of the header is taken for the body, or the other way round
    return cable.header


def values(found: Header) -> dict[str, object]:
    """The values of a header's fields, without their lines."""
    return {name: getattr(found, name).value for name in Header._fields}


@pytest.mark.parametrize(
    ("line", "classification", "handling"),
    [
        ("TOP SECRET TESTVILLE 000042", "TOP SECRET", None),
        ("T O P  S E C R E T TESTVILLE 000042", "TOP SECRET", None),
        ("T O P S E C R E T SECTION 01 OF 02 TESTVILLE 000042", "TOP SECRET", None),
        ("S E C R E T NOFORN SECTION 01 OF 02 TESTVILLE 000042", "SECRET", ("NOFORN",)),
        ("CONFIDENTIAL//NOFORN TESTVILLE 000042", "CONFIDENTIAL", ("NOFORN",)),
        ("LIMITED OFFICIAL USE TESTVILLE 00042", "LIMITED OFFICIAL USE", None),
        ("UNCLAS EFTO TESTVILLE 000042", "UNCLASSIFIED", ("EFTO",)),
        ("UNCLAS SECTIO01OF03 TESTVILLE 000042", "UNCLASSIFIED", None),
        ("UNCLAS FINAL SECTION OF 03 TESTVILLE 000042", "UNCLASSIFIED", None),
        ("L I M I T E D OFFICIAL USE TESTVILLE 00042", "LIMITED OFFICIAL USE", None),
        ("LOU TESTVILLE 00042", "LIMITED OFFICIAL USE", None),
        ("SECRETTESTVILLE 000042", "SECRET", None),
        ("UNCLASTESTVILLE000042", "UNCLASSIFIED", None),
        ("C O N F I D E N T I A LTESTVILLE 000042", "CONFIDENTIAL", None),
        ("CONFIDENTIALSECTION 01 OF 02 TESTVILLE 000042", "CONFIDENTIAL", None),
        ("CONFIDE NTIAL TESTVILLE 000042", "CONFIDENTIAL", None),
        ("CONFIDENTAIL TESTVILLE 000042", "CONFIDENTIAL", None),
        ("UNCLASSIFED TESTVILLE 000042", "UNCLASSIFIED", None),
        ("TOP SECERT TESTVILLE 000042", "TOP SECRET", None),
        ("SENSITIVE BUT UNCLASSIFIED TESTVILLE 000042", "UNCLASSIFIED", ("SBU",)),
        ("SBU TESTVILLE 000042", "UNCLASSIFIED", ("SBU",)),
        ("UNCLAS E F T O TESTVILLE 000042", "UNCLASSIFIED", ("EFTO",)),
        ("C O N F I D E N T I A L N O F O R N TESTVILLE 000042", "CONFIDENTIAL", ("NOFORN",)),
    ],
)
def test_classification_line(line: str, classification: str, handling: tuple[str, ...] | None) -> None:
    found = header(text=f"{line}\n\nSIPDIS\n\n{MESSAGE}")
    assert (found.classification.value, found.handling.value) == (classification, handling)
    assert (found.post.value, found.serial.value, found.captions.value) == ("TESTVILLE", "42", ("SIPDIS",))


@pytest.mark.parametrize(
    "line",
    [
        "UNCLAS TESTVILLE 42",
        "U N C L A S TESTVILLE 42",
        "CONFIDENTIAL SECTION 01 OF 02 TESTVILLE 42",
        "UNCLAS PARIS 7",
    ],
)
def test_a_serial_of_two_digits(line: str) -> None:
    found = header(text=f"{line}\n\n{MESSAGE}")
    assert f"{found.post.value} {found.serial.value}" == " ".join(line.split()[-2:])


def test_a_paragraph_is_no_serial() -> None:
    found = header(text=f"{CLASSIFICATION}\n{MESSAGE}REF: TESTVILLE 12\nSECRET PARA 3\n")
    assert (found.serial.value, found.classification.value) == ("42", "UNCLASSIFIED")


@pytest.mark.parametrize("series", ["TOSEC 000123", "SECTO 12", "DELTO 1234"])
def test_a_number_in_a_series_on_the_classification_line(series: str) -> None:
    found = header(text=f"CONFIDENTIAL TESTVILLE 042 {series}\n\nSIPDIS\n\n{MESSAGE}")
    assert (found.post.value, found.serial.value) == ("TESTVILLE", "42")
    assert found.captions.value == (series, "SIPDIS")


def test_a_passing_line_below_a_notice() -> None:
    notice = "SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT\nACCORDINGLY. NOT FOR INTERNET DISTRIBUTION\n"
    line = "DEPARTMENT PLEASE PASS TO USTR FOR A SAMPLE"
    found = header(text=f"{CLASSIFICATION}{notice}{line}\n{MESSAGE}")
    assert (found.notice.value, found.passing.value) == (" ".join(notice.split()), (line,))


@pytest.mark.parametrize("separator", ["BT\n", ""])
@pytest.mark.parametrize(
    "line", ["UNCLSF TESTVILLE 000042", "SECRT TO TESTVILLE 000042", "CNF TESTVILLE 00042"]
)
def test_a_classification_that_cannot_be_read_is_no_addressee(line: str, separator: str) -> None:
    text = TRANSMISSION.replace("BT\n", separator) + f"{line}\n\n{MESSAGE}{BODY}"
    cable = cableconv.read(text.encode())
    assert [one.name for one in cable.header.action_addressees.value or ()] == ["SECSTATE WASHDC"]
    assert "CC411" in {finding.code for finding in cable.findings}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("SECRETARIAT OTHERVILLE 001234", "SECRETARIAT OTHERVILLE"),
        ("CONAKRY 000777", "CONAKRY"),
        ("LOUISVILLE 0123", "LOUISVILLE"),
        ("SECRETARY OF STATE 1234", "SECRETARY OF STATE"),
    ],
)
def test_an_addressee_that_begins_like_a_classification(line: str, name: str) -> None:
    found = header(TRANSMISSION.replace("BT\n", f"{line}\nBT\n"))
    assert [one.name for one in found.action_addressees.value or ()] == ["SECSTATE WASHDC", name]
    assert found.classification.value == "UNCLASSIFIED"


@pytest.mark.parametrize(
    ("printed", "captions"),
    [
        ("SIPDIS, SENSITIVE", ("SIPDIS", "SENSITIVE")),
        ("STADIS//EXDIS", ("STADIS", "EXDIS")),
        ("SIPDIS\n\nSENSITIVE\n\nSIPDIS", ("SIPDIS", "SENSITIVE")),
        ("E F T O", ("EFTO",)),
        ("//CORRECTED COPY//", ("CORRECTED COPY",)),
        ("CORRECTED COPY (ADDED TAGS)", ("CORRECTED COPY (ADDED TAGS)",)),
        ("ROGER CHANNEL", ("ROGER CHANNEL",)),
        ("TOSEC 000012", ("TOSEC 000012",)),
        ("SIPDISEXDIS", ("SIPDIS", "EXDIS")),
        ("NODIS/PARIS DELTO 12", ("NODIS", "PARIS DELTO 12")),
        ("EXDIS//PARIS/DELTO 12", ("EXDIS", "PARIS", "DELTO 12")),
    ],
)
def test_captions(printed: str, captions: tuple[str, ...]) -> None:
    assert header(text=f"{CLASSIFICATION}\n{printed}\n\n{MESSAGE}").captions.value == captions


@pytest.mark.parametrize(
    ("line", "precedence", "signals"),
    [
        ("O P 151200Z JAN 08 ZDK", ("IMMEDIATE", "PRIORITY"), ("ZZH", "ZDK")),
        ("R 151200Z JAN 08 ZDK CTG RUEHAA 1234", ("ROUTINE", ""), ("ZZH", "ZDK")),
        ("O 151200Z JAN 08 ZDK CTG RUEHAA 1234 ZUI RUEWMCE1234", ("IMMEDIATE", ""), ("ZZH", "ZDK", "ZUI")),
        ("Z 151200Z JAN 2008", ("FLASH", ""), ("ZZH",)),
        ("p 151200z Jan 08", ("PRIORITY", ""), ("ZZH",)),
        ("Z 151200Z JAN 08 ZFF-4", ("FLASH", ""), ("ZZH", "ZFF4")),
        ("Z 151200Z JAN 08 ZFF 4 ZDK", ("FLASH", ""), ("ZZH", "ZFF4", "ZDK")),
        ("O 151200Z JAN 08 ZFF - 1", ("IMMEDIATE", ""), ("ZZH", "ZFF1")),
        ("O 151200Z JAN 08\nZFF4", ("IMMEDIATE", ""), ("ZZH", "ZFF4")),
        ("O 151200Z JAN 08 QX-7 CITE", ("IMMEDIATE", ""), ("ZZH",)),
        ("O 151200 JAN 08", ("IMMEDIATE", ""), ("ZZH",)),
        ("FLASH\n151200Z JAN 08", ("FLASH", ""), ("ZZH",)),
        ("P/R 151200Z JAN 08", ("PRIORITY", "ROUTINE"), ("ZZH",)),
        ("PRIORITY/ROUTINE 151200Z JAN 08", ("PRIORITY", "ROUTINE"), ("ZZH",)),
        ("IMMEDIATE PRIORITY 151200Z JAN 08", ("IMMEDIATE", "PRIORITY"), ("ZZH",)),
        ("NIACT IMMEDIATE 151200Z JAN 08", ("NIACT IMMEDIATE", ""), ("ZZH",)),
        ("O NIACT 151200Z JAN 08", ("NIACT IMMEDIATE", ""), ("ZZH",)),
        ("R151200Z JAN 08", ("ROUTINE", ""), ("ZZH",)),
        ("PR151200Z JAN 08", ("PRIORITY", "ROUTINE"), ("ZZH",)),
        ("O151200Z JAN 08", ("IMMEDIATE", ""), ("ZZH",)),
        ("P: 151200Z JAN '08.", ("PRIORITY", ""), ("ZZH",)),
        ("(P) 15/1200Z JAN/08", ("PRIORITY", ""), ("ZZH",)),
        ("DTG P 151200Z JAN 08", ("PRIORITY", ""), ("ZZH",)),
    ],
)
def test_date_time_group(line: str, precedence: tuple[str, str], signals: tuple[str, ...]) -> None:
    found = header(TRANSMISSION.replace("P 151200Z JAN 08", line))
    assert found.date_time_group.value == "2008-01-15T12:00:00Z"
    assert found.precedence.value is not None
    assert (found.precedence.value.action, found.precedence.value.info) == precedence
    assert found.operating_signals.value == signals


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("P 151200Z JAN", "has no year"),
        ("P 15120Z JAN 08", "is no date and time"),
        ("P 151200Z JAM 08", "is no date and time"),
        ("P 151200Z JAN 08 QX-7", '"QX-7" behind the date-time group'),
    ],
)
def test_a_date_time_group_that_cannot_be_read_whole(line: str, message: str) -> None:
    cable = cableconv.read((TRANSMISSION.replace("P 151200Z JAN 08", line) + MESSAGE + BODY).encode())
    assert cable.header.precedence.value is not None
    assert cable.header.precedence.value.action == "PRIORITY"
    assert any(each.code == "CC416" and message in each.message for each in cable.findings)


@pytest.mark.parametrize("signals", ["ZFF-4", "ZFF4", "", "ZFF/4", "CITE 12"])
@pytest.mark.parametrize("sender", ["THE WHITE HOUSE", "SITUATION ROOM"])
def test_a_message_of_an_office_without_an_indicator(signals: str, sender: str) -> None:
    text = (
        f"TOP SECRET SENSITIVE EYES ONLY\nVIA BACKCHANNEL\nFLASH\nZ 151200Z JAN 72 {signals}\nFM {sender}\n"
        f"TO AMBASSADOR SMITH TESTVILLE\nWH20042\n{BODY}"
    )
    found = cableconv.read(text.encode()).header
    assert (found.classification.value, found.date_time_group.value) == ("TOP SECRET", "1972-01-15T12:00:00Z")
    assert (found.reference_number.value, found.captions.value) == (
        "72WH20042",
        ("SENSITIVE", "EYES ONLY", "VIA BACKCHANNEL"),
    )
    assert [one.name for one in found.action_addressees.value or ()] == ["AMBASSADOR SMITH TESTVILLE"]


def test_operating_signals_below_the_addressees_are_no_addressee() -> None:
    found = header(TRANSMISSION.replace("BT\n", "ZEM ZFF-4\nBT\n"))
    assert [one.name for one in found.action_addressees.value or ()] == ["SECSTATE WASHDC"]
    assert found.operating_signals.value == ("ZZH", "ZEM", "ZFF4")


def _glued(text: str) -> list[str]:
    """The text with one line end taken out, for each of its line ends but those around a blank line."""
    lines = text.splitlines(keepends=True)
    return [
        "".join([*lines[:at], lines[at].rstrip("\n"), *lines[at + 1 :]])
        for at in range(len(lines) - 1)
        if lines[at].strip() and lines[at + 1].strip()
    ]


@pytest.mark.parametrize(
    "text",
    _glued(TRANSMISSION.replace("BT\n", "INFO RUEHAA/AMEMBASSY OTHERVILLE 0009\nBT\n") + CLASSIFICATION),
)
def test_lines_of_the_transmission_header_that_lost_the_line_end_between_them(text: str) -> None:
    found = header(text, f"\n{MESSAGE}")
    whole = header(TRANSMISSION.replace("BT\n", "INFO RUEHAA/AMEMBASSY OTHERVILLE 0009\nBT\n"))
    assert values(found) == values(whole)


@pytest.mark.parametrize("text", _glued(f"{CLASSIFICATION}SIPDIS\n{MESSAGE}"))
def test_lines_of_the_message_header_that_lost_the_line_end_between_them(text: str) -> None:
    assert values(header(text=text)) == values(header(text=f"{CLASSIFICATION}SIPDIS\n{MESSAGE}"))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("INFO AMCONSUL SAMPLETON 0001 CIA WASHINGTON DC", ["AMCONSUL SAMPLETON", "CIA WASHINGTON DC"]),
        ("INFO AMCONSUL SAMPLETON 0001CIA WASHINGTON DC", ["AMCONSUL SAMPLETON", "CIA WASHINGTON DC"]),
        ("INFO CIA WASHINGTON DCAMCONSUL SAMPLETON", ["CIA WASHINGTON DC", "AMCONSUL SAMPLETON"]),
        (
            "INFO RUEHXX/CIA WASHINGTON DCRUEHYY/AMCONSUL SAMPLETON",
            ["CIA WASHINGTON DC", "AMCONSUL SAMPLETON"],
        ),
        ("INFO CIA WASHINGTON DC", ["CIA WASHINGTON DC"]),
        ("INFO CTF 60 SAMPLETON", ["CTF 60 SAMPLETON"]),
        ("INFO SAMPLETON REGIONAL COLLECTIVE PRIORITY", ["SAMPLETON REGIONAL COLLECTIVE"]),
    ],
)
def test_addressees_run_together(line: str, names: list[str]) -> None:
    found = header(TRANSMISSION.replace("BT\n", f"{line}\nBT\n"))
    assert [one.name for one in found.info_addressees.value or ()] == names


@pytest.mark.parametrize(
    "double", ["S  E C R E T TESTVILLE 000042", "S E C R E T  TESTVILLE  000042", "U N  C L A S TESTVILLE 42"]
)
def test_blanks_doubled_in_a_classification_line(double: str) -> None:
    found = header(TRANSMISSION.replace("P 151200Z", "P  R 151200Z"), f"{double}\n\n{MESSAGE}")
    assert (found.serial.value, found.date_time_group.value) == ("42", "2008-01-15T12:00:00Z")


@pytest.mark.parametrize(
    "line",
    [
        "TO RUEHC/SECSTATE WASHDC PRIORITY",
        "INFO RUEHXX/AMEMBASSY QUITO PRIORITY",
        "INFO RUEHXX/USMISSION USNATO PRIORITY",
        "RUEHXX/AMEMBASSY SAN SALVADOR",
        "INFO CIA WASHDC",
    ],
)
def test_addresses_in_which_no_other_line_begins(line: str) -> None:
    found = header(TRANSMISSION.replace("BT\n", f"{line}\nBT\n"))
    listed = (*(found.action_addressees.value or ()), *(found.info_addressees.value or ()))
    assert len(listed) == 2


@pytest.mark.parametrize("lines", ["P 151200Z\nJAN 08", "P 151200Z JAN\n08", "P\n151200Z JAN 08"])
def test_a_date_time_group_over_several_lines(lines: str) -> None:
    found = header(TRANSMISSION.replace("P 151200Z JAN 08", lines))
    assert found.date_time_group.value == "2008-01-15T12:00:00Z"
    assert found.precedence.value is not None
    assert found.precedence.value.action == "PRIORITY"
    assert len(found.date_time_group.lines) == lines.count("\n") + 1


@pytest.mark.parametrize(
    ("line", "damaged", "read"),
    [
        ("#0042/01 0151200", "#OO42/0l 0I5I200", ("0042", 15, "1200")),
        ("P 151200Z JAN 08", "P 15I2OOZ JAN O8", ("0042", 15, "1200")),
        ("TO RUEHC/SECSTATE WASHDC PRIORITY", "T0 RUEHC/SECSTATE WASHDC PRI0RITY", ("0042", 15, "1200")),
    ],
)
def test_letters_in_place_of_digits(line: str, damaged: str, read: tuple[str, int, str]) -> None:
    found = header(TRANSMISSION.replace(line, damaged))
    assert (found.station_serial.value, found.julian_day.value, found.filing_time.value) == read
    assert found.date_time_group.value == "2008-01-15T12:00:00Z"
    assert [one.precedence for one in found.action_addressees.value or ()] == ["PRIORITY"]


def test_three_precedences() -> None:
    found = header(TRANSMISSION.replace("P 151200Z", "O P R 151200Z")).precedence.value
    assert found is not None
    assert (found.action, found.info) == ("IMMEDIATE", "ROUTINE")


def test_a_page_heading_between_to_and_its_addressee() -> None:
    broken = TRANSMISSION.replace("TO RUEHC", "TO\nPAGE 02 STATE 012345\nRUEHC")
    (found,) = header(broken).action_addressees.value or ()
    assert (found.name, found.routing_indicator) == ("SECSTATE WASHDC", "RUEHC")


@pytest.mark.parametrize(
    ("line", "number", "value", "date"),
    [
        ("E.O. 1 2958: N/A", "12958", "N/A", ""),
        ("E.O. 12958: AS AMENDED: N/A", "12958", "N/A", ""),
        ("E.O. 12958: DECL: January 15, 2018", "12958", "DECL: January 15, 2018", "2018-01-15"),
        (
            "E.O. 12958: DECL: UPON THE\nCLOSURE OF THE POST",
            "12958",
            "DECL: UPON THE CLOSURE OF THE POST",
            "",
        ),
        (
            "E.O. 12958: DECL: AFTER THE KOREAN\nUNIFICATION",
            "12958",
            "DECL: AFTER THE KOREAN UNIFICATION",
            "",
        ),
        ("E.0. 12958: DECL: 13/45/2018", "12958", "DECL: 13/45/2018", ""),
    ],
)
def test_executive_order(line: str, number: str, value: str, date: str) -> None:
    text = MESSAGE.replace("E.O. 12958: N/A", line)
    found = header(text=CLASSIFICATION + "\n" + text).executive_order.value
    assert found is not None
    assert (found.number, found.value, found.declassify_on) == (number, value, date)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("REFS: A: STATE 1 B: STATE 2", [("A", "08STATE1"), ("B", "08STATE2")]),
        ("REF: 08TESTVILLE123", [("", "08TESTVILLE123")]),
        ("REF A: STATE 1\nREF B: STATE 2", [("A", "08STATE1"), ("B", "08STATE2")]),
        ("REF: 07 NEW EXAMPLE 444, 445", [("", "07NEWEXAMPLE444"), ("", "07NEWEXAMPLE445")]),
        ("REF: A. TESTVILLE 1 AND PREVIOUS B. IIR 6 123 4567 08", [("A", "08TESTVILLE1"), ("B", "")]),
    ],
)
def test_references(line: str, numbers: list[tuple[str, str]]) -> None:
    found = header(text=f"{CLASSIFICATION}\n{MESSAGE}{line}\n").references.value or ()
    assert [(reference.label, reference.number) for reference in found] == numbers


@pytest.mark.parametrize(
    ("line", "name", "reasons"),
    [
        ("Reason: 1.4 (b). Classified by: John Smith, Consul", "John Smith", ("1.4(b)",)),
        ("Classified By: PolCouns J. Smith, reasons 1.4(b)and(d)", "J. Smith", ("1.4(b)", "1.4(d)")),
    ],
)
def test_classified_by(line: str, name: str, reasons: tuple[str, ...]) -> None:
    found = header(text=f"{CLASSIFICATION}\n{MESSAGE}\n{line}\n").classified_by.value
    assert found is not None
    assert found.name == name
    assert set(reasons) <= set(found.reasons)


@pytest.mark.parametrize(
    ("printed", "name", "number"),
    [
        ("TO SECSTATE WASHDC PRIORITY 123", "SECSTATE WASHDC", "123"),
        ("TO RUEHC/SECSTATE WASHDC NIACT IMMEDIATE 7", "SECSTATE WASHDC", "7"),
        ("INFO AMEMBASSY TESTVILLE 88", "AMEMBASSY TESTVILLE", "88"),
        ("INFO CTF 60", "CTF 60", ""),
        ("INFO AMEMBASSY TESTVILLE", "AMEMBASSY TESTVILLE", ""),
    ],
)
def test_a_continuity_number_may_be_short(printed: str, name: str, number: str) -> None:
    (one,) = cableconv.parse_addressees(printed)
    assert (one.name, one.continuity_number) == (name, number)


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("1. CONFIDENTIAL - ENTIRE TEXT. CLASSIFIED BY DCM\nANN EXAMPLE - 1.5 B,D.", "ANN EXAMPLE", "DCM"),
        ("CLASSIFIED BY CONSUL FOR SUDAN ANN EXAMPLE.\nREASON 1.5(D).", "ANN EXAMPLE", "CONSUL FOR SUDAN"),
        ("Classified By: USDEL Member Ann X. Example, reasons 1.4 (b,d)", "Ann X. Example", "USDEL Member"),
        ("Classified By: Unit Chief Ann Exampoff for reasons 1.4 (b)", "Ann Exampoff", "Unit Chief"),
        ("Classified By: Ambassador Bob Example, III.\nReasons: 1.4 (b)", "Bob Example, III", "Ambassador"),
        ("Classified By: DCM Ann Example f\nor reasons 1.4 (b)", "Ann Example", "DCM"),
        ("Classified By: Counselor for Economic Affair\ns Ann Example; reason 1.4 (b)", "Ann Example",
         "Counselor for Economic Affairs"),
        ("Classified By: Counsel0r Ann Example for reasons 1.4 (b)", "Ann Example", "Counsel0r"),
        ("Classified By: Ann Jordan Example, Consul. Reason: 1.4 (b)", "Ann Jordan Example", "Consul"),
    ],
)  # fmt: skip
def test_names_and_titles_of_authorities(printed: str, name: str, title: str) -> None:
    read = cableconv.parse_classified_by(printed)
    assert (read.name, read.title) == (name, title)


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("REF: A. TESTVILLE 12 B. OTHERTON 7 F. 2007 STATE 2135", "08TESTVILLE12 08OTHERTON7 07STATE2135"),
        ("REF: A) 08 RIO DE JAN 138; B) RIO DE JAN 0044 AND PREVIOUS", "08RIODEJANEIRO138 08RIODEJANEIRO44"),
        ("REF: A. COMMITTEE ASSISTANCE NOTICE 24 JULY 2009 B. STATE 31", "08STATE31"),
        ("REF: STATE 106206 NOV 2", "08STATE106206"),
    ],
)
def test_reference_numbers_of_a_line(printed: str, numbers: str) -> None:
    read = cableconv.parse_references(printed, 2008)
    assert [reference.number for reference in read if reference.number] == numbers.split()


def test_a_page_heading_between_to_and_the_first_addressee() -> None:
    read = cableconv.parse_addressees(
        "TO PAGE 02        STATE   015113  182333Z\nALL POSTS COLLECTIVE PRIORITY"
    )
    assert [(one.name, one.precedence) for one in read] == [("ALL POSTS COLLECTIVE", "PRIORITY")]


def test_tags_in_small_letters_go_on() -> None:
    header = cableconv.parse_header(
        "E.o. 12958: decl: 01/07/2014\nTags: ovip (sample, ann b.), prel,\netra, tv\nSubject: harbor\n"
    )
    assert [tag.text for tag in header.tags.value or ()] == (["OVIP", "SAMPLE, ANN B.", "PREL", "ETRA", "TV"])


@pytest.mark.parametrize(
    "words",
    [
        "LOU",
        "L I M I T E D OFFICIAL USE",
        "C O N F I D E N T I A L N O F O R N",
        "CONFIDENTAIL",
        "SBU",
        "SECRET//NOFORN",
    ],
)
def test_a_section_begins_again_below_the_same_classification(words: str) -> None:
    first = f"{words} SECTION 01 OF 02 TESTVILLE 000042\n\n{MESSAGE}\n1. (U) The talks of the port and\n\n"
    second = first.replace("01 OF", "02 OF").partition("\n1.")[0] + "\nfleet went on.\n\n2. (U) They left.\n"
    cable = cableconv.read((TRANSMISSION + first + second).encode())
    assert [block.kind for block in cable.blocks].count("paragraph") == 2
    assert cable.header.section.value is not None and cable.header.section.value.number == 1


def test_a_line_of_capitals_that_speaks_of_a_section_is_text() -> None:
    line = "CONFIDENTIAL SECTION 02 OF 03 DEALS WITH TRADE"
    cable = cableconv.read(
        (TRANSMISSION + CLASSIFICATION + MESSAGE + f"\n1. (U) THE PAPER SAID:\n{line}\n").encode()
    )
    assert line in "".join(piece for block in cable.blocks for piece in map(str, block.content))


EDITED = """\
29. Telegram From the Embassy in Testland to the Department of State1

Testville, June 3, 1967, 1425Z.

{opening}

1. (U) He left.
"""


@pytest.mark.parametrize(
    ("opening", "subject", "references", "text"),
    [
        ("1402. Subject: Talks on the Line. Ref: State 40211.", "Talks on the Line", ("67STATE40211",), ""),
        ("1402. Subj: Talks. Summary: We met.", "Talks", (), "Summary: We met."),
        (
            "1402. Subj: Call on Gen. Roe and U.S. Talks. We met.",
            "Call on Gen. Roe and U.S. Talks",
            (),
            "We met.",
        ),
        ("1402. Ref: Deptel 7. For the Ambassador.", None, ("67STATE7",), "For the Ambassador."),
        (
            "1402. Refs: A. Embtel 7; B. State 8 (Notal). We met.",
            None,
            ("67TESTVILLE7", "67STATE8"),
            "We met.",
        ),
        ("1402. Refs: Embtels 7, 8.", None, ("67TESTVILLE7", "67TESTVILLE8"), ""),
        ("1402. Ref: State 7. Subject: The Line. We met.", "The Line", ("67STATE7",), "We met."),
        ("1402. Fisheries talks. We met.", None, (), "1402. Fisheries talks. We met."),
        ("1402. Subject: Talks on\nthe Line. We met.", "Talks on the Line", (), "We met."),
        ("1402. Subject: Talks on\nthe Line. Ref:\nState 7.", "Talks on the Line", ("67STATE7",), ""),
    ],
)
def test_the_opening_line_of_an_edited_telegram(
    opening: str, subject: str | None, references: tuple[str, ...], text: str
) -> None:
    cable = cableconv.read(EDITED.format(opening=opening).encode())
    found = cable.header
    assert (found.reference_number.value, found.subject.value) == ("67TESTVILLE1402", subject)
    assert tuple(one.number for one in found.references.value or ()) == references
    body = [
        "".join(
            item if isinstance(item, str) else item.text
            for item in block.content
            if not isinstance(item, PageBreak)
        )
        for block in cable.blocks
        if block.kind == "paragraph"
    ]
    assert body[-1] == "1. (U) He left."
    assert [each for each in body[:-1] if not each.startswith("Testville,")] == [text] * bool(text)


@pytest.mark.parametrize(
    ("line", "subject", "portion"),
    [
        ("(U) SUBJECT: HARBOR TALKS", "HARBOR TALKS", "U"),
        ("(C/NF) SUBJ: HARBOR TALKS", "HARBOR TALKS", "C/NF"),
        ("(SBU) SUBJECT: HARBOR\nTALKS", "HARBOR TALKS", "SBU"),
        ("SUBJECT (C): HARBOR TALKS", "HARBOR TALKS", "C"),
        ("SUBJECT(U): HARBOR TALKS", "HARBOR TALKS", "U"),
        ("(U) SUBJECT: (C) HARBOR TALKS", "HARBOR TALKS", "C"),
        ("SUBJECT: (C) HARBOR TALKS", "HARBOR TALKS", "C"),
        ("SUBJECT: HARBOR TALKS (C)", "HARBOR TALKS (C)", None),
    ],
)
def test_a_portion_marking_beside_the_label_of_a_subject(
    line: str, subject: str, portion: str | None
) -> None:
    message = f"(U) E.O. 12958: N/A\n(U) TAGS: ETRD, TV\n{line}\n\n(U) REF: STATE 98123\n"
    found = header(text=f"{CLASSIFICATION}\n{message}")
    assert (found.subject.value, found.subject_portion.value) == (subject, portion)
    assert [tag.text for tag in found.tags.value or ()] == ["ETRD", "TV"]
    assert [one.number for one in found.references.value or ()] == ["07STATE98123"]
    assert found.executive_order.value is not None


def test_a_marked_paragraph_that_speaks_of_a_subject_is_text() -> None:
    text = TRANSMISSION + CLASSIFICATION + MESSAGE + "\n(U) We met.\n\n(U) SUBJECT: none was named.\nSMITH\n"
    cable = cableconv.read(text.encode())
    assert cable.header.subject.value == "HARBOR TALKS"
    assert (
        "".join(str(block.content) for block in cable.blocks if block.kind == "paragraph").count("none") == 1
    )


@pytest.mark.parametrize(
    "line",
    [
        "E.O. NO. 12958: N/A",
        "E.O. #12958: N/A",
        "EO-12958: N/A",
        "E:O. 12958: N/A",
        "EXEC ORDER 12958: N/A",
        "EXECUTIVE ORDER: 12958: N/A",
        "E.O. I2958: N/A",
        "E.O. 1295B: N/A",
        "E.O. 12 958: N/A",
        "E.O. 12958 (AS AMENDED): N/A",
    ],
)
def test_other_ways_to_print_the_order(line: str) -> None:
    found = header(text=f"{CLASSIFICATION}\n{MESSAGE.replace('E.O. 12958: N/A', line)}").executive_order.value
    assert found is not None
    assert (found.number, found.applies) == ("12958", False)


@pytest.mark.parametrize("line", ["O11530Z JAN 08", "011530Z JAN 08", "0 151530Z OF JAN"])
def test_a_date_time_group_whose_first_digit_is_no_precedence(line: str) -> None:
    cable = cableconv.read((TRANSMISSION.replace("P 151200Z JAN 08", line) + MESSAGE + BODY).encode())
    moment = cable.header.date_time_group.value
    assert moment == (None if "OF" in line else "2008-01-01T15:30:00Z")
    assert cable.header.precedence.value is None


@pytest.mark.parametrize(
    ("line", "captions", "passing"),
    [
        (
            "SENSITIVE DEPT FOR EUR/NCE, NEA; USTR FOR JONES",
            ("SENSITIVE",),
            "DEPT FOR EUR/NCE, NEA; USTR FOR JONES",
        ),
        ("NOFORN STATE PASS USAID", ("NOFORN",), "STATE PASS USAID"),
        ("SIPDIS SENSITIVE DEPT FOR EUR", ("SIPDIS", "SENSITIVE"), "DEPT FOR EUR"),
        ("EXDIS LONDON FOR DCM", ("EXDIS",), "LONDON FOR DCM"),
        ("NODIS FOR THE AMBASSADOR", ("NODIS FOR THE AMBASSADOR",), None),
    ],
)
def test_captions_before_a_passing_line(line: str, captions: tuple[str, ...], passing: str | None) -> None:
    found = header(text=f"{CLASSIFICATION}{line}\n\n{MESSAGE}")
    assert found.captions.value == captions
    assert found.passing.value == ((passing,) if passing else None)


def test_a_subject_that_goes_on_with_the_word_of_a_caption() -> None:
    message = MESSAGE.replace("\nSUBJECT: ", "\nSUBJECT: A ROOM IN THE\nSENSITIVE SECTION FOR SHIPS: ")
    found = header(text=f"{CLASSIFICATION}{message}")
    assert (found.subject.value or "").startswith("A ROOM IN THE SENSITIVE SECTION FOR SHIPS: ")
    assert (found.captions.value, found.passing.value) == (None, None)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("FM AMEMBASSY TESTVILLE", "FMAMEMBASSY TESTVILLE"),
        ("FM AMEMBASSY TESTVILLE", "FM: AMEMBASSY TESTVILLE"),
        ("FM AMEMBASSY TESTVILLE", "FROM AMEMBASSY TESTVILLE"),
        ("FM AMEMBASSY TESTVILLE", "FROM: AMEMBASSY TESTVILLE"),
        ("TO RUEHC/SECSTATE WASHDC PRIORITY 1234", "TORUEHC/SECSTATE WASHDC PRIORITY 1234"),
        ("TO RUEHC/SECSTATE WASHDC PRIORITY 1234", "TO RUEHC SECSTATE WASHDC PRIORITY 1234"),
        ("DE RUEHTV #0042/01 0151200", "DERUEHTV #0042/01 0151200"),
        ("ZNR UUUUU ZZH", "ZNRUUUUU ZZH"),
        ("BT", "B T"),
    ],
)
def test_lines_glued_or_with_other_signs(line: str, printed: str) -> None:
    found = header(TRANSMISSION.replace(f"{line}\n", f"{printed}\n"))
    assert values(found) == values(header())


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("INFO: LONDON, PARIS, USUN 22", ["LONDON", "PARIS", "USUN"]),
        (
            "INFO AMEMBASSY NEW\nOTHERVILLE 0001\nAMEMBASSY LA\nPAZ",
            ["AMEMBASSY NEW OTHERVILLE", "AMEMBASSY LA PAZ"],
        ),
        ("INFO RUEHC/SECSTATE WASHDC1234", ["SECSTATE WASHDC"]),
        ("INFO AMEMBASSY OTHERVILLE\nACCT ST-EVDA", ["AMEMBASSY OTHERVILLE"]),
        ("INFO CTF70 AFLOAT\nAMEMBASSY OTHERVILLE", ["CTF70 AFLOAT", "AMEMBASSY OTHERVILLE"]),
    ],
)
def test_addressees_that_copies_broke_or_glued(lines: str, names: list[str]) -> None:
    found = header(TRANSMISSION.replace("BT\n", f"{lines}\nBT\n"))
    assert [one.name for one in found.info_addressees.value or ()] == names
    assert found.group_count.value == ("ACCT ST-EVDA" if "ACCT" in lines else None)


def test_a_post_that_is_broken_in_the_lines_that_name_it() -> None:
    transmission = TRANSMISSION.replace("AMEMBASSY TESTVILLE", "AMEMBASSY NEW\nTESTVILLE")
    found = header(transmission, f"UNCLAS NEW\nTESTVILLE 000042\n\n{MESSAGE}")
    assert found.originator.value is not None
    assert found.originator.value.name == "AMEMBASSY NEW TESTVILLE"
    assert (found.post.value, found.serial.value) == ("NEW TESTVILLE", "42")
    assert found.reference_number.value == "08NEWTESTVILLE42"


def test_captions_of_which_a_crawl_has_dropped_the_lines_above() -> None:
    text = f"SIPDIS\nSENSITIVE\n\n{MESSAGE}{BODY}"
    cable = cableconv.read(text.encode())
    assert (cable.header.captions.value, cable.header.handling.value) == (("SIPDIS", "SENSITIVE"), ("SBU",))
    assert "CC411" not in {finding.code for finding in cable.findings}
