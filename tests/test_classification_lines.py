"""The classification line: captions before and behind the post, sections, and what tells the post."""

from __future__ import annotations

import pytest

import cableconv
from cableconv.model_header import Header

FM = "FM AMEMBASSY TESTVILLE\n"
MESSAGE = "E.O. 12958: N/A\nTAGS: EFIS, TV\nSUBJECT: FISHERIES\n\n"
BODY = "1. The minister spoke about the harbor.\n\n2. He went away.\nSMITH\n"


def header(line: str, sender: str = FM, below: str = "") -> Header:
    text = f"R 161530Z JAN 08\n{sender}TO AMEMBASSY OTHERVILLE\n{line}\n\n{MESSAGE}{BODY}{below}"
    cable = cableconv.read(text.encode())
    assert [block.kind for block in cable.blocks if block.kind == "paragraph"] == ["paragraph"] * 2
    return cable.header


def told(found: Header) -> tuple[str | None, str | None, str | None]:
    return found.classification.value, found.post.value, found.serial.value


@pytest.mark.parametrize(
    ("printed", "captions", "handling"),
    [
        ("EYES ONLY", ("EYES ONLY",), None),
        ("SENSITIVE EXCLUSIVELY EYES ONLY", ("SENSITIVE", "EXCLUSIVELY EYES ONLY"), None),
        ("E Y E S  O N L Y", ("EYES ONLY",), None),
        ("//NOFORN//", None, ("NOFORN",)),
        ("(NOFORN)", None, ("NOFORN",)),
        ("NOFORN ORCON", None, ("NOFORN", "ORCON")),
        ("NOFORN/EXDIS", ("EXDIS",), ("NOFORN", "EXDIS")),
        ("NODIS, CHEROKEE", ("NODIS", "CHEROKEE"), ("NODIS",)),
        ("-LIMDIS-", ("LIMDIS",), ("LIMDIS",)),
        ("E X D I S", ("EXDIS",), ("EXDIS",)),
        ("SPECAT", ("SPECAT",), None),
        ("ROGER CHANNEL", ("ROGER CHANNEL",), None),
        ("NOFORN SENSITIVE", ("SENSITIVE",), ("NOFORN",)),
        ("REL TO USA, GBR", ("REL TO USA, GBR",), None),
        ("CODEL NULL", ("CODEL NULL",), None),
        ("VISAS DONKEY", ("VISAS DONKEY",), None),
        ("CORRECTED COPY", ("CORRECTED COPY",), None),
    ],
)
@pytest.mark.parametrize("sender", [FM, "FM AMEMBASSY\n", ""])
def test_listed_captions_before_the_post(
    printed: str, captions: tuple[str, ...] | None, handling: tuple[str, ...] | None, sender: str
) -> None:
    found = header(f"S E C R E T {printed} TESTVILLE 004453", sender)
    assert told(found) == ("SECRET", "TESTVILLE", "4453")
    assert found.reference_number.value == "08TESTVILLE4453"
    assert (found.captions.value, found.handling.value) == (captions, handling)


@pytest.mark.parametrize(
    "printed",
    [
        "HARVAN/DOUBLE PLUS",
        "QUARTZ-3",
        "PTO1",
        "EYES ONLY FOR THE AMBASSADOR",
        "NO DISTRIBUTION OUTSIDE DEPARTMENT",
        "CODEL NULL AND BARLOW",
    ],
)
@pytest.mark.parametrize(
    ("sender", "below"),
    [
        (FM, ""),
        ("FM AMEMBASSY TESTVILLE 0017\n", ""),
        ("XMT AMEMBASSY TESTVILLE\n", ""),
        ("", "\nTESTVILLE 00004453  002 OF 002\n"),
    ],
)
def test_unlisted_captions_where_another_line_tells_the_post(printed: str, sender: str, below: str) -> None:
    found = header(f"CONFIDENTIAL {printed} TESTVILLE 4453", sender, below)
    assert told(found) == ("CONFIDENTIAL", "TESTVILLE", "4453")
    assert " ".join(found.captions.value or ()) == printed


@pytest.mark.parametrize(
    ("line", "number", "total"),
    [
        ("TESTVILLE 4453 SECTION 1 OF 2", 1, 2),
        ("TESTVILLE 004453 02 OF 03", 2, 3),
        ("TESTVILLE 004453 (SECTION ONE OF TWO)", 1, 2),
        ("TESTVILLE 004453 FINAL SECTION OF 03", 3, 3),
        ("TESTVILLE 004453/02", 2, 0),
        ("NODIS SECTION 1 OF 2 TESTVILLE 4453", 1, 2),
        ("SECTION 1 OF 2 NODIS TESTVILLE 4453", 1, 2),
        ("CODEL NULL SECTION 1 OF 2 TESTVILLE 4453", 1, 2),
        ("HARVAN SECTION 01/02 TESTVILLE 4453", 1, 2),
        ("(SECTION 1 OF 2) TESTVILLE 4453", 1, 2),
        ("PART 1 OF 2 TESTVILLE 4453", 1, 2),
        ("TESTVILLE 4453 SECTION 02", 2, 0),
        ("TESTVILLE 4453/1 OF 2", 1, 2),
        ("SECTION 01 OF\n02 TESTVILLE 004453", 1, 2),
        ("NODIS SECTION ONE OF\nTWO TESTVILLE 004453", 1, 2),
        ("SECTION 1 OF 2 AMEMBASSY TESTVILLE 4453 NOFORN", 1, 2),
    ],
)
def test_sections(line: str, number: int, total: int) -> None:
    found = header(f"C O N F I D E N T I A L {line}")
    assert told(found) == ("CONFIDENTIAL", "TESTVILLE", "4453")
    assert found.section.value == (number, total or None)


@pytest.mark.parametrize(
    ("behind", "captions"),
    [
        (" CORRECTED COPY", ("CORRECTED COPY",)),
        (" (CORRECTED COPY)", ("CORRECTED COPY",)),
        (" C O R R E C T E D  C O P Y", ("CORRECTED COPY",)),
        (" EYES ONLY", ("EYES ONLY",)),
        ("//NODIS//", ("NODIS",)),
        (" TOSEC 120034", ("TOSEC 120034",)),
    ],
)
def test_captions_behind_the_serial(behind: str, captions: tuple[str, ...]) -> None:
    found = header(f"CONFIDENTIAL TESTVILLE 4453{behind}")
    assert told(found) == ("CONFIDENTIAL", "TESTVILLE", "4453")
    assert found.captions.value == captions


@pytest.mark.parametrize(
    ("line", "classification"),
    [
        ("CONFIDENTIAL AMEMBASSY TESTVILLE 4453", "CONFIDENTIAL"),
        ("C O N F I D E N T I A L T E S T V I L L E 4453", "CONFIDENTIAL"),
        ("C-O-N-F-I-D-E-N-T-I-A-L TESTVILLE 4453", "CONFIDENTIAL"),
        ("L I M I T E D   O F F I C I A L   U S E TESTVILLE 4453", "LIMITED OFFICIAL USE"),
        ("L I M I T E D   O F F I C I A L   U S E SECTION 01 OF 02 TESTVILLE 4453", "LIMITED OFFICIAL USE"),
        ("T O P   S E C R E T   TESTVILLE 4453", "TOP SECRET"),
        ("S.E.C.R.E.T TESTVILLE 4453", "SECRET"),
        ("UNCLAS TESTVILLE4453", "UNCLASSIFIED"),
        ("UNCLAS TESTVILLE NO. 4453", "UNCLASSIFIED"),
        ("UNCLAS TESTVILLE NO 4453", "UNCLASSIFIED"),
        ("UNCLAS TESTVILLE #4453", "UNCLASSIFIED"),
        ("UNCLAS TESTVILLE-4453", "UNCLASSIFIED"),
        ("UNCLAS TESTVILLE 4453.", "UNCLASSIFIED"),
        ("SECRET: TESTVILLE 4453", "SECRET"),
        ("SECRET TESTVILLE\n4453", "SECRET"),
        ("S E C R E T HARVAN\nTESTVILLE 4453", "SECRET"),
        ("CONFIDENTIAL\nTESTVILLE 4453", "CONFIDENTIAL"),
        ("Confidential Testville 4453", "CONFIDENTIAL"),
        ("secret eyes only testville 4453", "SECRET"),
        ("SECRET EYES ONLY TESTVILLE 4453 FOR THE SECRETARY", "SECRET"),
        ("SECRET TESTVILLE 4453 DTG 161530Z JAN 08", "SECRET"),
        ("SECRET NODIS 4453", "SECRET"),
        ("LIMOFFUSE TESTVILLE 4453", "LIMITED OFFICIAL USE"),
        ("(SECRET) TESTVILLE 4453", "SECRET"),
        ("UNCLAS TESTVILLE O04453", "UNCLASSIFIED"),
        ("UNCLAS TESTVILLE 0O4453", "UNCLASSIFIED"),
        ("UNC1AS TESTVILLE 4453", "UNCLASSIFIED"),
        ("CONFIDENTIAI TESTVILLE 004453", "CONFIDENTIAL"),
        ("5ECRET TESTVILLE 4453", "SECRET"),
        ("UNCLAS. TESTVILLE 004453", "UNCLASSIFIED"),
        ("UNCLAS/TESTVILLE/004453", "UNCLASSIFIED"),
        ("(S E C R E T) TESTVILLE 004453", "SECRET"),
        ("SECRET TESTVILLE 4,453", "SECRET"),
        ("SECRET TESTVILLE 4453-A", "SECRET"),
        ("SECRET TESTVILLE 4453A", "SECRET"),
        ("SECRET TESTVILLE 004453/1", "SECRET"),
        ("SECRET FROM AMEMBASSY TESTVILLE 4453", "SECRET"),
        ("SECRET FROM TESTVILLE 4453", "SECRET"),
        ("CONF TESTVILLE 4453", "CONFIDENTIAL"),
        ("CONFID. TESTVILLE 4453", "CONFIDENTIAL"),
        ("UNCL TESTVILLE 4453", "UNCLASSIFIED"),
        ("TS TESTVILLE 4453", "TOP SECRET"),
        ("LIM OFF USE TESTVILLE 4453", "LIMITED OFFICIAL USE"),
        ("UNCLAS TESTVILLE 00004453 Glimfen", "UNCLASSIFIED"),
        ("UNCLAS TESTVILLE 004453 The copy is faint.", "UNCLASSIFIED"),
    ],
)
def test_other_ways_to_print_it(line: str, classification: str) -> None:
    found = header(line)
    assert told(found) == (classification, "TESTVILLE", "4453")
    assert found.captions.value in (
        None,
        ("NODIS",),
        ("EYES ONLY",),
        ("HARVAN",),
        ("EYES ONLY", "FOR THE SECRETARY"),
    )


def test_the_number_of_a_section_without_a_total_is_written() -> None:
    text = f"R 161530Z JAN 08\n{FM}TO AMEMBASSY OTHERVILLE\nUNCLAS TESTVILLE 004453/02\n\n{MESSAGE}{BODY}"
    for to in ("json", "tei"):
        again = cableconv.read(cableconv.convert(text.encode(), to=to))
        assert again.header.section.value == (2, None)


@pytest.mark.parametrize(
    ("line", "post", "captions", "doubt"),
    [
        ("SECRET GLIMFEN LONDON 4453", "LONDON", ("GLIMFEN",), '"GLIMFEN"'),
        (
            "SECRET NODIS GLIMFEN QUARBEL NEW DELHI 4453",
            "NEW DELHI",
            ("NODIS", "GLIMFEN QUARBEL"),
            '"GLIMFEN QUARBEL"',
        ),
        ("SECRET GLIMFEN TESTVILLE 4453", "GLIMFEN TESTVILLE", None, '"GLIMFEN TESTVILLE"'),
        ("SECRET NODIS TESTVILLE 4453", "TESTVILLE", ("NODIS",), ""),
        ("SECRET MTN GENEVA 4453", "MTN GENEVA", None, ""),
        ("SECRET NEW TESTVILLE 4453", "NEW TESTVILLE", None, ""),
        ("SECRET USUN NEW YORK 4453", "USUN NEW YORK", None, ""),
        ("SECRET ADDIS ABABA 4453", "ADDIS ABABA", None, ""),
    ],
)
def test_a_word_of_no_list_where_nothing_else_names_the_post(
    line: str, post: str, captions: tuple[str, ...] | None, doubt: str
) -> None:
    cable = cableconv.read(f"{line}\n\n{MESSAGE}{BODY}".encode())
    assert (cable.header.post.value, cable.header.captions.value) == (post, captions)
    told = [finding.message for finding in cable.findings if finding.code == "CC418"]
    assert len(told) == bool(doubt)
    assert all(doubt in message for message in told)


def test_words_behind_the_classification_that_cannot_be_read_are_told() -> None:
    text = f"R 161530Z JAN 08\n{FM}TO AMEMBASSY OTHERVILLE\nUNCLAS TESTVILLE 4453 Glimfen\n\n{MESSAGE}{BODY}"
    found = cableconv.read(text.encode()).findings
    assert [each.message for each in found if each.code == "CC416"] == [
        '"TESTVILLE 4453 Glimfen" behind the classification is no post and serial that could be read'
    ]


@pytest.mark.parametrize(
    ("sender", "line", "post"),
    [
        ("FM USMISSION USUN NEW YORK\n", "UNCLAS USUN NEW YORK 004453", "USUN NEW YORK"),
        ("FM USMISSION NEW YORK\n", "UNCLAS USUN NEW YORK 004453", "USUN NEW YORK"),
        ("FM AMEMBASSY PORT-AU-TEST\n", "UNCLAS PORT AU TEST 004453", "PORT AU TEST"),
        ("FM AMCONSUL ST. TESTBURG\n", "UNCLAS ST TESTBURG 004453", "ST TESTBURG"),
        ("FM AMCONSUL TESTBURG\n", "UNCLAS NEW TESTBURG 004453", "NEW TESTBURG"),
        ("FM SECSTATE WASHDC\n", "UNCLAS STATE 004453", "STATE"),
        ("FM SECSTATE WASHDC\n", "S E C R E T EYES ONLY STATE 004453", "STATE"),
        ("FM USDEL MBFR SAMPLETON\n", "UNCLAS MBFR SAMPLETON 004453", "MBFR SAMPLETON"),
        ("FM AMEMBASSY GRAND TESTVILLE\n", "UNCLAS GRAND TESTVILLE 004453", "GRAND TESTVILLE"),
        ("", "UNCLAS GRAND TESTVILLE 004453", "GRAND TESTVILLE"),
        ("", "UNCLAS CAIRO004453", "CAIRO"),
        ("", "UNCLAS SAO PAULO 4453", "SAO PAULO"),
        ("FM THE WHITE HOUSE\n", "SECRET EYES ONLY WH4453", "WH"),
        ("FM SITUATION ROOM\n", "SECRET EXCLUSIVELY EYES ONLY WH4453", "WH"),
    ],
)
def test_words_that_are_the_post(sender: str, line: str, post: str) -> None:
    found = header(line, sender)
    assert (found.post.value, found.serial.value) == (post, "4453")


def test_a_page_marker_of_a_line_with_captions_is_the_cables_own() -> None:
    text = (
        f"R 161530Z JAN 08\n{FM}TO AMEMBASSY OTHERVILLE\nS E C R E T EYES ONLY TESTVILLE 004453\n\n{MESSAGE}"
        "1. The minister spoke about\n\nTESTVILLE 00004453  002 OF 002\n\nthe harbor.\n\n2. He left.\nSMITH\n"
    )
    cable = cableconv.read(text.encode())
    assert cable.header.pages.value == 2
    assert "TESTVILLE" not in cableconv.write(cable, "text").decode().partition("1. ")[2]


@pytest.mark.parametrize(
    ("origin", "line", "found"),
    [
        ("USDEL SECRETARY IN TESTVILLE", "SECTO 8022", False),
        ("USDEL SECRETARY AIRCRAFT", "SECTO 8022", False),
        ("AMEMBASSY TESTVILLE", "PARTO 12", False),
        ("USDEL SECRETARY IN TESTVILLE", "OTHERBURG 8022", True),
        ("AMEMBASSY TESTVILLE", "SECTOVILLE 12", True),
    ],
)
def test_a_series_of_a_delegation_is_no_post(origin: str, line: str, found: bool) -> None:
    head = f"R 161530Z JAN 78\nFM {origin}\nTO AMEMBASSY OTHERVILLE\nC O N F I D E N T I A L {line}\n\n"
    text = f"{head}{MESSAGE}{BODY}"
    cable = cableconv.read(text.encode())
    assert cable.header.post.value == line.split()[0]
    assert ("CC413" in {finding.code for finding in cable.findings}) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [("UNCLAS OTHERBURG 004453", True), ("UNCLAS TESTVILLE 004453", False), ("UNCLAS TESTVIL 04453", False)],
)
def test_an_originator_that_the_classification_line_contradicts(line: str, found: bool) -> None:
    text = f"R 161530Z JAN 08\n{FM}TO AMEMBASSY OTHERVILLE\n{line}\n\n{MESSAGE}{BODY}"
    codes = {finding.code for finding in cableconv.read(text.encode()).findings}
    assert ("CC413" in codes) is found


@pytest.mark.parametrize(
    "line",
    [
        "SECRET TALKS IN TESTVILLE 1976",
        "SECRET PARA 3",
        "Confidential talks took place in Testville 1976",
        "CONFIDENTIAL SOURCES SAY: TESTVILLE 12 WILL FALL",
        "SECRET TALKS OF TESTVILLE 4453 WERE HELD",
        "SECRET 4453 TONS",
        "SECRET DOCUMENTS 12,000",
        "SEC   RET 4453",
        "U N   C L A S S E S   12",
        "TS ELIOT 1922",
        "SECRET. THE 12 MEN",
        "5ECRET TALKS 12",
        "CONF ROOM 12",
        "(SECRET) talks of 1976",
    ],
)
def test_text_that_is_no_classification_line(line: str) -> None:
    found = header(f"UNCLAS TESTVILLE 000042\n\n{line}")
    assert told(found) == ("UNCLASSIFIED", "TESTVILLE", "42")


@pytest.mark.parametrize(
    "line", ["SECRET 1976", "SECRET TALKS TESTVILLE 12 MEN", "Secret talks of Testville 1976"]
)
def test_lines_that_end_in_a_number_but_no_serial(line: str) -> None:
    text = f"R 161530Z JAN 08\n{FM}TO AMEMBASSY OTHERVILLE\n{line}\n\n{MESSAGE}{BODY}"
    assert cableconv.read(text.encode()).header.serial.value is None


@pytest.mark.parametrize("series", ["PARTO 12", "SECTO 8", "TOSEC 60155"])
@pytest.mark.parametrize("word", ["CONFIDENTIAL", "SECRET", "UNCLAS"])
def test_a_short_number_of_a_series(word: str, series: str) -> None:
    name, serial = series.split()
    for found in (
        header(f"{word} {series}", "FM USDEL SECRETARY\n"),
        cableconv.parse_header(f"{word} {series}"),
    ):
        assert (found.post.value, found.serial.value) == (name, serial)
        assert found.classification.value == {"UNCLAS": "UNCLASSIFIED"}.get(word, word)


@pytest.mark.parametrize("line", ["SECRET PARA 3", "CONFIDENTIAL PARTO", "PARTO 12"])
def test_no_classification_line_of_a_series(line: str) -> None:
    assert cableconv.parse_header(line).classification.value is None


def test_the_short_form_of_a_handling_behind_strokes() -> None:
    found = header("CONFIDENTIAL//NF TESTVILLE 004453")
    assert (told(found), found.captions.value) == (("CONFIDENTIAL", "TESTVILLE", "4453"), None)
    assert found.handling.value == ("NOFORN",)


@pytest.mark.parametrize("caption", ["DEA SENSITIVE", "LAW ENFORCEMENT SENSITIVE"])
def test_captions_of_law_enforcement(caption: str) -> None:
    assert header(f"CONFIDENTIAL TESTVILLE 004453\n\nSIPDIS\n{caption}").captions.value == ("SIPDIS", caption)


@pytest.mark.parametrize(
    ("line", "read_"),
    [
        ("CONFIDENTlAL TESTVILLE 004453", ("CONFIDENTIAL", "TESTVILLE", "4453")),
        ("UNCLASSlFlED TESTVILLE 004453", ("UNCLASSIFIED", "TESTVILLE", "4453")),
    ],
)
def test_a_small_letter_in_place_of_a_capital(line: str, read_: tuple[str, str, str]) -> None:
    assert told(header(line)) == read_


def test_text_with_that_letter_stays_text() -> None:
    line = "UNCLAS TESTVILLE 000042"
    text = f"R 161530Z JAN 08\n{FM}TO USMISSION GENEVA\n{line}\n\n{MESSAGE}1. He saw\nSECRET TlLLS 12.\n"
    cable = cableconv.read(text.encode())
    assert told(cable.header) == ("UNCLASSIFIED", "TESTVILLE", "42")
    assert "SECRET TlLLS 12." in "".join(map(str, cable.blocks[-1].content))
