"""Values of header elements that copies print in unusual ways, read from fragments and whole headers."""

from __future__ import annotations

import pytest

import cableconv
from cableconv import Options, read

CABLE = """\
{de}
{security}
P 021530Z MAR 05
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY 0099
{level} TESTVILLE 000777

E.O. 12958: N/A
TAGS: PREL
SUBJECT: {subject}
TAGS: PGOV, XX

1. (C) Text of it.
"""
USUAL = {
    "de": "DE RUEHTV #0777 0611530",
    "security": "ZNY CCCCC ZZH",
    "level": "CONFIDENTIAL",
    "subject": "(C) A TALK",
}


def cable(**other: str) -> cableconv.Cable:
    return read(CABLE.format(**{**USUAL, **other}).encode(), Options())


def test_a_second_tags_line_adds_to_the_first() -> None:
    assert [tag.text for tag in cable().header.tags.value or ()] == ["PREL", "PGOV", "XX"]


@pytest.mark.parametrize(
    ("subject", "lines"),
    [("(S) A TALK", [(10,)]), ("(C) A TALK", []), ("(U) A TALK", []), ("A TALK (S)", [])],
)
def test_the_mark_of_the_subject_is_not_above_the_classification(
    subject: str, lines: list[tuple[int, ...]]
) -> None:
    found = cable(subject=subject).findings
    assert [finding.lines for finding in found if finding.code == "CC406"] == lines


def test_transmission_lines_in_small_letters() -> None:
    header = cable(de="de ruehtv #0777 0611530", security="zny ccccc zzh").header
    assert (header.routing_indicator.value, header.station_serial.value) == ("RUEHTV", "0777")
    assert header.security.value == cable().header.security.value
    assert header.operating_signals.value == ("ZZH",)


@pytest.mark.parametrize("line", ["de ruehtv is its indicator", "zny is for others", "de facto 1234"])
def test_words_in_small_letters_are_no_transmission_line(line: str) -> None:
    header = cable(de=line, security=line).header
    assert header.routing_indicator.value is None
    assert header.security.value is None


def test_addresses_without_routing_indicators_that_run_together() -> None:
    listed = cableconv.parse_addressees(
        "TO AMCONSUL L'ISLE D'OMBRE USEU BRUSSELS CDR USPACOM HONOLULU HI USMISSION USUN NEW YORK DOJ WASHDC "
        "AMEMBASSY ST. ALDRIC ECOWAS COLLECTIVE DEA HQS WASHDC MILLENNIUM CHALLENGE CORPORATION WASHDC"
    )
    assert [one.name for one in listed] == [
        "AMCONSUL L'ISLE D'OMBRE",
        "USEU BRUSSELS",
        "CDR USPACOM HONOLULU HI",
        "USMISSION USUN NEW YORK",
        "DOJ WASHDC",
        "AMEMBASSY ST. ALDRIC",
        "ECOWAS COLLECTIVE",
        "DEA HQS WASHDC",
        "MILLENNIUM CHALLENGE CORPORATION WASHDC",
    ]


def test_a_damaged_precedence_before_a_short_number() -> None:
    (one,) = cableconv.parse_addressees("TO RUEHZM/GULF COOPERATION COUNCIL COLLECTIVE PIORITY 9")
    assert one == ("GULF COOPERATION COUNCIL COLLECTIVE", "RUEHZM", "PRIORITY", "9")


@pytest.mark.parametrize(
    ("statement", "name", "title", "post", "reasons"),
    [
        (
            "CLASSIFIED BY: JOHN Q. PUBLIC, AMBASSADOR, PARIS. REASONS 1.4 (B-D)",
            "JOHN Q. PUBLIC", "AMBASSADOR", "PARIS", ("1.4(b)", "1.4(c)", "1.4(d)"),
        ),
        (
            "Classified By: Political Counselor [NAME REDACTED], Reasons 1.4 (b, d)",
            "", "Political Counselor", "", ("1.4(b)", "1.4(d)"),
        ),
        (
            "Classified By: Jane Doe, Counselor, Political Section. Reason: 1.4 (b)",
            "Jane Doe", "Counselor, Political Section", "", ("1.4(b)",),
        ),
    ],
)  # fmt: skip
def test_authority(statement: str, name: str, title: str, post: str, reasons: tuple[str, ...]) -> None:
    found = cableconv.parse_classified_by(statement)
    assert (found.name, found.title, found.post, found.reasons) == (name, title, post, reasons)


@pytest.mark.parametrize(
    ("item", "kinds"),
    [
        ("NYT, MARCH 3, 2003", ["press"]),
        ("WASHINGTON POST ARTICLE OF MAY 5", ["press"]),
        ("CONVERSATION BETWEEN SMITH AND DOE ON MARCH 12", ["other"]),
        ("SMITH-DOE TELEPHONE CONVERSATION OF MARCH 12", ["telcon"]),
        ("STATE 1 THROUGH 3", ["cable"] * 3),
    ],
)
def test_kinds_of_references(item: str, kinds: list[str]) -> None:
    assert [one.kind for one in cableconv.parse_references(f"REF: {item}")] == kinds


@pytest.mark.parametrize(
    ("level", "read_"),
    [
        ("C O N F I D E N T I A ", "CONFIDENTIAL"),
        ("C O N F I D N T I A L", "CONFIDENTIAL"),
        ("S E C R T", "SECRET"),
        ("U N C L A", "UNCLASSIFIED"),
    ],
)
def test_a_spaced_classification_that_has_lost_a_letter(level: str, read_: str) -> None:
    header = cable(level=level).header
    assert (header.classification.value, header.serial.value) == (read_, "777")


@pytest.mark.parametrize("level", ["S E C O N D", "C O N F E R E N C E ROOM"])
def test_other_spaced_words_are_no_classification(level: str) -> None:
    assert cable(level=level).header.classification.basis == "portion markings"


@pytest.mark.parametrize(
    ("lines", "unread"),
    [("DEPARTMENT OF STATE\nAIRGRAM\n", []), ("DEPARTMENT OF STATE\nORIGINAL TO BE FILED\n", [(1, 2)])],
)
def test_the_words_above_an_airgram_are_read(lines: str, unread: list[tuple[int, ...]]) -> None:
    found = read(f"{lines}A-456\nTO : Department of State\nSUBJECT : Parties\n\n1. The parties.\n".encode())
    assert [one.lines[:2] for one in found.findings if one.code == "CC411"][:1] == unread


PAGE = """\
Main About Donate
TESTLAND: BUDGET 2005
1975 March 2, 15:30 (Sunday)
1975TESTVI00777_b
LIMITED OFFICIAL USE
UNCLASSIFIED
-- Not Assigned --

3211
GS
TEXT ON MICROFILM,TEXT ONLINE
-- Not Assigned --
TE - Telegram (cable)
ORIGIN EA - Bureau of East Asian and Pacific Affairs
Content
Show Headers
"""


@pytest.mark.parametrize(
    ("text", "is_cable"),
    [
        (
            "1. SUMMARY: THE BUDGET OF TESTLAND WAS PASSED BY THE ASSEMBLY MARCH 1 (REF A). END SUMMARY. "
            "2. MEMBERS FROM 12 OF 15 PROVINCES SPOKE. 3. THE TALLY: GOVERNMENT 61, OPPOSITION 40. DOE\n",
            True,
        ),
        ("THE BUDGET WAS PASSED BY THE ASSEMBLY. MEMBERS SPOKE. THE TALLY WAS 61 TO 40.\n", False),
    ],
)
def test_a_page_whose_cable_has_no_header(text: str, is_cable: bool) -> None:
    """The page says which cable it is, and numbered paragraphs follow."""
    from cableconv.conversion import has_cable

    assert has_cable(read((PAGE + text).encode())) == is_cable


@pytest.mark.parametrize(
    ("line", "number", "value"),
    [
        ("B.O. 12958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
        ("E.D. 12958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
        ("E.C. 12958: N/A", "12958", "N/A"),
        ("O.E. 12958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
        (".O. 12958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
        ("K.O. 11652: GDS", "11652", "GDS"),
        ("12958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
        ("E.O. 12,958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
        ("E.O. l2958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
        ('"E.O. 12958: DECL: 03/02/2015', "12958", "DECL: 03/02/2015"),
        ("E.O. 12958: DECL: 03/02/2015", "12958", "DECL: 03/02/2015"),
    ],
)
def test_damaged_lines_of_the_executive_order(line: str, number: str, value: str) -> None:
    text = CABLE.format(**USUAL).replace("E.O. 12958: N/A", line)
    found = read(text.encode())
    order = found.header.executive_order.value
    assert order is not None
    assert (order.number, order.value) == (number, value)
    assert found.header.references.value is None
    told = [each.lines for each in found.findings if each.code == "CC416"]
    assert told == ([] if line.startswith("E.O. 12958") else [(8,)])


@pytest.mark.parametrize(
    "line", ["MR. 12958: N/A", "B. 12958 TONS OF RICE", "12958 TONS: N/A", "E.O. 129588: DECL: 03/02/2015"]
)
def test_lines_that_name_no_executive_order(line: str) -> None:
    found = read(CABLE.format(**USUAL).replace("E.O. 12958: N/A", line).encode())
    assert (found.header.executive_order.value, found.header.references.value) == (None, None)
    assert "CC411" in {each.code for each in found.findings}


@pytest.mark.parametrize("printed", ["03/02/215", "03/02//2015", "03/32/2015"])
def test_a_day_of_declassification_that_is_none_is_told(printed: str) -> None:
    text = CABLE.format(**USUAL).replace("E.O. 12958: N/A", f"E.O. 12958: DECL: {printed}")
    found = read(text.encode())
    assert found.header.executive_order.value is not None
    assert found.header.executive_order.value.declassify_on == ""
    assert [each.message for each in found.findings if each.code == "CC416"] == [
        f"{printed} in the E.O. line is no date"
    ]


@pytest.mark.parametrize(("printed", "day"), [("20341130", "2034-11-30"), ("20341330", ""), ("204130", "")])
def test_a_day_of_declassification_without_marks_between(printed: str, day: str) -> None:
    text = CABLE.format(**USUAL).replace("E.O. 12958: N/A", f"E.O. 12958: DECL: {printed}")
    order = read(text.encode()).header.executive_order.value
    assert order is not None and order.declassify_on == day


@pytest.mark.parametrize(
    ("item", "numbers"),
    [
        ("P.L. 480", [""]),
        ("H.R. 1234", [""]),
        ("E.O. 12958", [""]),
        ("ST. TESTBURG 123", ["05STTESTBURG123"]),
        ("PARA 3 OF OTHERVILLE 12", ["05OTHERVILLE12"]),
        ("PORT OF SPAIN 12", ["05PORTOFSPAIN12"]),
        ("OTHERVILLE TEL 123", ["05OTHERVILLE123"]),
        ("OTHERVILLE'S TELEGRAM 123", ["05OTHERVILLE123"]),
        ("U.S. EMBASSY OTHERVILLE 123", ["05OTHERVILLE123"]),
        ("DEPTEL 123 TO TESTVILLE, RPTD OTHERVILLE 12", ["05STATE123", ""]),
        ("USMISSION GENEVA 123", ["05GENEVA123"]),
        ("USMISSION USUN NEW YORK 123", ["05USUNNEWYORK123"]),
        ("STATE 123 TOSEC 12", ["05STATE123"]),
        ("OTHERVILLE 123, STATE 12", ["05OTHERVILLE123", "05STATE12"]),
    ],
)
def test_numbers_of_references(item: str, numbers: list[str]) -> None:
    text = CABLE.format(**USUAL).replace("TAGS: PGOV, XX\n", f"REF: {item}\n")
    assert [each.number for each in read(text.encode()).header.references.value or ()] == numbers


@pytest.mark.parametrize(
    ("statement", "name", "title", "post"),
    [
        ("Jane Public", "Jane Public", "", ""),
        ("SPECIMEN, JANE Q", "SPECIMEN, JANE Q", "", ""),
        ("Specimen, Jane", "Specimen, Jane", "", ""),
        ("Jane Specimen, Director", "Jane Specimen", "Director", ""),
        ("DCM SPECIMEN, LONDON", "SPECIMEN", "DCM", "LONDON"),
        ("Specimen, DCM", "Specimen", "DCM", ""),
        ("Jane Roe, Ambassador, Embassy Testville, State", "Jane Roe", "Ambassador", "Embassy Testville"),
        ("JANE ROE, AMBASSADOR, EMBASSY TESTVILLE, STATE", "JANE ROE", "AMBASSADOR", "EMBASSY TESTVILLE"),
        ("Ambassador Jane Roe, Embassy Testville, State", "Jane Roe", "Ambassador", "Embassy Testville"),
        ("Jane Roe, DCM, State, U.S. Embassy Testville", "Jane Roe", "DCM", "U.S. Embassy Testville"),
        (
            "Jane Roe, Acting Principal Officer, U.S. Consulate General, Testville, State",
            "Jane Roe", "Acting Principal Officer", "U.S. Consulate General, Testville",
        ),
        (
            "Jane Roe, Charge d'Affaires, a.i., State, Embassy Testville",
            "Jane Roe", "Charge d'Affaires, a.i.", "Embassy Testville",
        ),
        ("Jane Roe, DCM, Embassy Testville, Dept. of State", "Jane Roe", "DCM", "Embassy Testville"),
        ("Jane Roe, Director, State", "Jane Roe", "Director", "State"),
        ("Jane Roe, Director, Department of State", "Jane Roe", "Director", "Department of State"),
        ("Ambassador Jane Roe, State", "Jane Roe", "Ambassador", "State"),
        ("Jane Roe, Embassy, Acting DCM", "Jane Roe", "Embassy, Acting DCM", ""),
        ("Jane Roe, Ambassador, DOS", "Jane Roe", "Ambassador", "DOS"),
        ("Jane Roe, DCM, EXEC, State Dept", "Jane Roe", "DCM, EXEC", "State Dept"),
        (
            "Jane Roe, Embassy Testville Political Section Chief",
            "Jane Roe", "Political Section Chief", "Embassy Testville",
        ),
        ("Jane Roe, Embassy Harbor Office", "Jane Roe", "", "Embassy Harbor Office"),
        ("A/S Jane Roe, Chief Negotiator", "Jane Roe", "A/S, Chief Negotiator", ""),
        ("A/S Jane Roe, US Mission to the OSCE", "Jane Roe", "A/S", "US Mission to the OSCE"),
        ("Jane Roe (Acting DCM)", "Jane Roe", "Acting DCM", ""),
        (
            "Acting Ambassador to the African Union Jane Q. Roe",
            "Jane Q. Roe", "Acting Ambassador to the African Union", "",
        ),
        ("MINISTER FOR THE ECONOMY JANE ROE", "JANE ROE", "MINISTER FOR THE ECONOMY", ""),
        ("Ambassador to the OSCE Jane Roe", "Jane Roe", "Ambassador to the OSCE", ""),
        ("dcm jane roe, embassy testville", "jane roe", "dcm", "embassy testville"),
    ],
)  # fmt: skip
def test_names_of_the_authority(statement: str, name: str, title: str, post: str) -> None:
    found = cableconv.parse_classified_by(f"Classified By: {statement}. Reason: 1.4 (b)")
    assert (found.name, found.title, found.post) == (name, title, post)


def test_a_message_that_says_by_whom_it_was_classified() -> None:
    line = "This message was classified by Ambassador Jane Specimen for reasons 1.4 (b) and (d)."
    text = CABLE.format(**USUAL).replace("\n1. (C)", f"\n{line}\n\n1. (C)")
    found = read(text.encode())
    assert found.header.classified_by.value is not None
    assert found.header.classified_by.value.name == "Jane Specimen"
    plain = text.replace("was classified by", "was read by")
    assert read(plain.encode()).header.classified_by.value is None


def test_signs_between_tags_and_a_caption_of_no_list() -> None:
    text = (
        CABLE.format(**USUAL)
        .replace("TAGS: PREL", "TAGS: PREL - XX")
        .replace("\n\nE.O.", "\nLIMDIS GREENBACK\n\nE.O.")
    )
    found = read(text.encode()).header
    assert [tag.text for tag in found.tags.value or ()] == ["PREL", "XX", "PGOV"]
    assert (found.captions.value, found.handling.value) == (("LIMDIS GREENBACK",), ("LIMDIS",))


@pytest.mark.parametrize(
    ("post", "letters"),
    [
        ("USUN", "USUNNEWYORK"),
        ("USUN NEW YORK", "USUNNEWYORK"),
        ("SECSTATE", "STATE"),
        ("US MISSION GENEVA", "GENEVA"),
        ("UNVIE", "UNVIEVIENNA"),
        ("SAINT PETERSBURG", "STPETERSBURG"),
        ("USEU", "USEUBRUSSELS"),
        ("MEXICO CITY", "MEXICO"),
        ("SAIGON", "SAIGON"),  # its telegrams are not Ho Chi Minh City's
        ("AIT TAIPEI", "AITTAIPEI"),
        ("USAGE", "USAGE"),
        ("NEW TESTVILLE", "NEWTESTVILLE"),
    ],
)
def test_a_cable_and_a_reference_to_it_have_one_number(post: str, letters: str) -> None:
    text = (
        f"R 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\nUNCLAS {post} 004453\n\n"
        f"E.O. 12958: N/A\nTAGS: PREL\nSUBJECT: RICE\nREF: A. {post} 4453 B. 07 {post} 12\n\n1. It rains.\n"
    )
    header = read(text.encode()).header
    assert header.reference_number.value == f"08{letters}4453"
    assert [one.number for one in header.references.value or ()] == [f"08{letters}4453", f"07{letters}12"]


@pytest.mark.parametrize(
    ("statement", "title", "post"),
    [
        ("Jane Doeman, DCM, Testville", "DCM", "Testville"),
        ("JANE DOEMAN, CONSUL GENERAL, CG, TESTVILLE", "CONSUL GENERAL, CG", "TESTVILLE"),
        ("Jane Doeman, DCM, Otherton", "DCM, Otherton", ""),  # no post that is known here
        ("Jane Doeman, Testville", "", "Testville"),
        ("Jane Doeman, Otherton", "Otherton", ""),
    ],
)
def test_the_cable_s_own_post_in_the_authority(statement: str, title: str, post: str) -> None:
    text = (
        "R 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\nSECRET TESTVILLE 004453\n\n"
        f"SUBJECT: RICE\n\nClassified By: {statement}. Reason: 1.4 (b).\n\n1. (S) It rains.\n"
    )
    authority = read(text.encode()).header.classified_by.value
    assert authority is not None
    assert (authority.name.upper(), authority.title, authority.post) == ("JANE DOEMAN", title, post)
