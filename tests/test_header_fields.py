"""What the elements of a header say, and what in a header does not agree."""

from __future__ import annotations

from pathlib import Path

import pytest

import cableconv
from cableconv.fields import header as header_fields
from cableconv.fields.fragments import (
    parse_addressees,
    parse_classified_by,
    parse_header,
    parse_references,
    parse_tags,
)
from cableconv.findings import header as header_findings
from cableconv.model import Kind, Span
from cableconv.model_header import Precedence, Status
from tests.made_headers import marked

SAMPLE = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def test_the_sample() -> None:
    text = SAMPLE.read_text("utf-8")
    read = parse_header(text)
    assert read.routing_indicator.value == "RUEHBJ" and read.station_serial.value == "4453"
    assert read.section.value is not None and read.section.value.number == 1 and read.julian_day.value == 340
    assert read.date_time_group.value == "2008-12-05T08:38:00Z" and read.filing_time.value == "0838"
    assert read.post.value == "BEIJING" and read.post.status is Status.DERIVED
    assert read.reference_number.value == "08BEIJING4453" and read.pages.value == 3
    assert read.passing.lines == tuple(range(8, 17)) and len(read.passing.value or ()) == 9
    assert read.notice.lines == (20, 21)
    assert read.executive_order.value is not None and not read.executive_order.value.applies
    assert read.tags.value is None and read.subject.value is None and read.references.value is None


def test_classification_is_derived_from_portion_markings() -> None:
    spans = (
        Span(Kind.PORTION, "(SBU) ", "SBU"),
        Span(Kind.TEXT, "x\n"),
        Span(Kind.PORTION, "(U) ", "U"),
        Span(Kind.TEXT, "y\n"),
    )
    read = header_fields.read(spans)
    assert (read.classification.value, read.classification.status, read.classification.basis) == (
        "UNCLASSIFIED",
        Status.DERIVED,
        "portion markings",
    )
    assert (read.handling.value, read.handling.status) == (("SBU",), Status.DERIVED)
    secret = header_fields.read((Span(Kind.PORTION, "(C) ", "C"), Span(Kind.PORTION, "(S//NF) ", "S//NF")))
    assert secret.classification.value == "SECRET" and secret.handling.value == ("NOFORN",)


@pytest.mark.parametrize(
    ("text", "year", "numbers"),
    [
        ("REF: TESTVILLE 123", 2008, ["08TESTVILLE123"]),
        ("REF: A. 07 TESTVILLE 12 AND 07 TESTVILLE 14", 2008, ["07TESTVILLE12", "07TESTVILLE14"]),
        ("REF: STATE 1, 05 STATE 77, AND 06 STATE 9", 2008, ["08STATE1", "05STATE77", "06STATE9"]),
        ("REF: TESTVILLE 123 (NOTAL) AND 05 STATE 77", 2008, ["08TESTVILLE123", "05STATE77"]),
        ("REF: 05 STATE 77, 78, AND 2006 STATE 80", 2008, ["05STATE77", "05STATE78", "06STATE80"]),
        ("REF: TESTVILLE 12 AND 14 AND STATE 15", 2008, ["08TESTVILLE12", "08TESTVILLE14", "08STATE15"]),
        ("REF: A. TESTVILLE 1\n B. STATE 2 (BOTH 2007)", 2008, ["07TESTVILLE1", "07STATE2"]),
        ("REF: STATE 1 AND TESTVILLE 2 (BOTH 2007)", 2008, ["07STATE1", "07TESTVILLE2"]),
        ("REF: STATE 1, 2 AND TESTVILLE 3 (ALL 2007)", 2008, ["07STATE1", "07STATE2", "07TESTVILLE3"]),
        ("REF: A. STATE 1\n B. 05 STATE 2 (BOTH 2007)", 2008, ["07STATE1", "05STATE2"]),
        ("REF: A. STATE 1\n B. STATE 2, 3 (BOTH 2007)", 2008, ["08STATE1", "08STATE2", "08STATE3"]),
        ("REF: STATE 1, 2 AND 3 (BOTH 2007)", 2008, ["08STATE1", "08STATE2", "08STATE3"]),
        ("REF: A. STATE 1\n B. STATE 2 (BOTH NOTAL)", 2008, ["08STATE1", "08STATE2"]),
        ("REF: STATE 1 (ALL 2007)", 2008, ["08STATE1"]),
        ("REF: TESTVILLE 12 AND OTHERVILLE 15", 2008, ["08TESTVILLE12", "08OTHERVILLE15"]),
        ("REF: TESTVILLE 12, 13, AND 14", 2008, ["08TESTVILLE12", "08TESTVILLE13", "08TESTVILLE14"]),
        ("REF: (A)STATE 071143, (B) OTHERVILLE 5361", 2007, ["07STATE71143", "07OTHERVILLE5361"]),
        (
            "REFS: A) 09 POSTVILLE 12 AND 13; B) SECSTATE 74879",
            2010,
            ["09POSTVILLE12", "09POSTVILLE13", "10STATE74879"],
        ),
        ("REF: A. A) TESTVILLE 20 B. B) 2/22/08 GRAY-SMITH E-MAIL", 2008, ["08TESTVILLE20", ""]),
        ("REF: 03STATE12345, 03TESTVILLE123", 2004, ["03STATE12345", "03TESTVILLE123"]),
        ("REF: 03STATE12, 13 AND 03TESTVILLE4", 2004, ["03STATE12", "03STATE13", "03TESTVILLE4"]),
        ("REF: 03STATE12, 13 (NOTAL)", 2004, ["03STATE12", "03STATE13"]),
        ("REF: 03STATE12 AND 5 MAY E-MAIL FROM ROE", 2004, ["03STATE12", ""]),
        (
            "REF: A. 03STATE12 B. 03TESTVILLE4 AND 03TESTVILLE5",
            2004,
            ["03STATE12", "03TESTVILLE4", "03TESTVILLE5"],
        ),
        ("REF: STATE 123 (NOTAL) AND ROE-DOE E-MAIL OF MAY 1, 2003", 2004, ["04STATE123", ""]),
        ("REF: ROE/DOE TELCON, 03 TESTVILLE 123", 2004, ["", "03TESTVILLE123"]),
        ("REF: 03 STATE 1, ROE E-MAIL, 03 TESTVILLE 2", 2004, ["03STATE1", "", "03TESTVILLE2"]),
        ("REF: ROE E-MAILS OF MAY 1, 2003 AND MAY 3, 2003", 2004, [""]),
        ("REF: E-MAIL FROM ROE, DOE AND MODEL 2003", 2004, [""]),
        (
            "E-MAIL OF 05/12/03; C) STATE 209 (NOTAL); D) TESTVILLE 12",
            2004,
            ["", "04STATE209", "04TESTVILLE12"],
        ),
        ("REFTEL: TESTVILLE 466 AND PREVIOUS", 8, ["08TESTVILLE466"]),
        ("Ref: a. 05 state 201650 b. 05 testville 3726", 2008, ["05STATE201650", "05TESTVILLE3726"]),
        ("A. NEW SAMPLETON 1", 1974, ["74NEWSAMPLETON1"]),
        ("REF: SECDEF MSG DTG 301601Z SEP 08", 2008, [""]),
        ("REF: TESTVILLE 123, 124 AND 125", 2008, ["08TESTVILLE123", "08TESTVILLE124", "08TESTVILLE125"]),
        ("REF: TESTVILLE 123, 07 STATE 5", 2008, ["08TESTVILLE123", "07STATE5"]),
        ("REF: TESTVILLE'S 1235", 2008, ["08TESTVILLE1235"]),
        ("REF: 2006 TEL AVIV 123", 2008, ["06TELAVIV123"]),
        ("REF: STATE 1234 (B) STATE 1235", 2008, ["08STATE1234", "08STATE1235"]),
        ("REF: THE TALKS (B) STATE 1235", 2008, ["08STATE1235"]),
        ("REF: N/A", 2008, []),
        ("REF: DEPTEL 44", 2008, ["08STATE44"]),
        ("REF: A. EMBTEL 55 B. OUR 123 C. URTEL 8", 2008, ["", "", ""]),
        ("REF: DEPARTMENT'S A-12", 2008, ["08STATEA-12"]),
        ("REF: A. TESTVILLE A/123 B. CA-1234, MAY 3", 1967, ["67TESTVILLEA-123", "67STATECA-1234"]),
        ("82289; (C) 04 STATE 87521", 2004, ["04STATE87521"]),
        ("(NOTAL) ; C. STATE 48111", 2007, ["07STATE48111"]),
        ("REF: STATE 12-15", 2008, ["08STATE12", "08STATE13", "08STATE14", "08STATE15"]),
        (
            "REF: A. STATE 1234-36 B. TESTVILLE 8",
            2008,
            [*(f"08STATE{at}" for at in (1234, 1235, 1236)), "08TESTVILLE8"],
        ),
        ("REF: 07 TESTVILLE 123 THRU 124 (NOTAL)", 2008, ["07TESTVILLE123", "07TESTVILLE124"]),
        ("REF: A. MAY 12-15 B. MISSION MEETING 12-15 C. A/RES/55/2", 2008, ["", "", ""]),
    ],
)
def test_references(text: str, year: int, numbers: list[str]) -> None:
    assert [r.number for r in parse_references(text, year)] == numbers


def test_references_that_name_no_post() -> None:
    text = "R 021530Z MAR 05\nFM %s\nTO OTHERVILLE\nUNCLAS %s 000777\nSUBJECT: A VISIT\nREF: A. DEPTEL 44 "
    text += "B. EMBTEL 55 C. OUR 123 D. URTEL 8 E. A-12\n\n1. (U) Text.\n"
    post = parse_header(text % ("AMEMBASSY TESTVILLE", "TESTVILLE")).references.value or ()
    sent = ["05STATE44", "05TESTVILLE55", "05TESTVILLE123", "", "05TESTVILLEA-12"]
    assert [one.number for one in post] == sent
    department = parse_header(text % ("SECSTATE WASHDC", "STATE")).references.value or ()
    assert [one.number for one in department] == ["05STATE44", "", "05STATE123", "", "05STATEA-12"]


def test_reference_kinds() -> None:
    items = parse_references(
        "REF: A. SMITH-DOE EMAIL OF 1/2/08 B. MEMO OF MAY 5 C. SMITH TELCON D. AFP OF MAY 6 E. A TALK", 2008
    )
    assert [r.kind for r in items] == ["e-mail", "memorandum", "telcon", "press", "other"]


def test_january_reference_to_the_year_before() -> None:
    text = "R 050838Z JAN 08\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n\nUNCLAS TESTVILLE 000012\n\nREF: A. TESTVILLE 4500  B. TESTVILLE 3  C. STATE 171000\n\n1. Text.\n"  # noqa: E501
    assert [r.number for r in parse_header(text).references.value or ()] == [
        "07TESTVILLE4500",
        "08TESTVILLE3",
        "07STATE171000",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAGS: PREL PGOV TV", "PREL PGOV TV"),
        ("tags prel, pgov; KNNP/NATO", "PREL PGOV KNNP NATO"),
        ("TAGS: OVIP (DOE, JANE), PREL", "OVIP DOE,JANE PREL"),
        ("TAGS: OVIP DOE JANE PREL PGOV", "OVIP DOE,JANE PREL PGOV"),
        ("TAGS: OVIP, PFOR, PINT", "OVIP PFOR PINT"),
        ("TAGE: PRELPGOVTV", "PREL PGOV TV"),
        ("TAGS: PREL, SIPDIS", "PREL"),
        ("TAGS: (U) PREL, TV", "PREL TV"),
        (
            "TAGS: PINR DOE, JANE Q., OVIP ROE, JOHN, DOE, ANN, PREL",
            "PINR DOE,JANE Q. OVIP ROE,JOHN DOE,ANN PREL",
        ),
        ("TAGS: PREL, ZANU, HAMAS, TV", "PREL ZANU HAMAS TV"),
        ("TAGS: OSCE, DOE, JOHN", "OSCE DOE,JOHN"),
        ("TAGS: PFOR, CH, ROE, JANE, OECD", "PFOR CH ROE,JANE OECD"),
        ("TAGS: PFOR, ROE, PETER", "PFOR ROE,PETER"),
        ("TAGS: PFOR, IEA, IAEA, QQQ, EAGR, QQQ PETE", "PFOR IEA IAEA QQQ EAGR PETE"),
        ("TAGS: ENRG, DOE, NNSA, TV", "ENRG DOE NNSA TV"),
        ("TAGS: ENRG, DOE, PREL", "ENRG DOE PREL"),
        ("TAGS: PINR, QUENSEL, ALVAR", "PINR QUENSEL,ALVAR"),
        ("TAGS: PINR, QUENSEL, ALVAR (FOREIGN MINISTER), TV", "PINR QUENSEL,ALVAR TV"),
        ("TAGS: PREL, SMYTHE-BARLOW, JANE, TV", "PREL SMYTHE-BARLOW,JANE TV"),
        ("TAGS: PREL, QUENSEL, ALVAR A, TV", "PREL QUENSEL,ALVAR A TV"),
        ("TAGS: NULL, ISAAC", "NULL,ISAAC"),
        ("TAGS: PREL, O'TEST, TIM", "PREL O'TEST,TIM"),
        ("TAGS: PREL, SWAPO, UNITA, TV", "PREL SWAPO UNITA TV"),
        ("TAGS: PFOR, SREF, ETRD", "PFOR SREF ETRD"),
        ("TAGS: PREL, GLIMFEN, TV", "PREL GLIMFEN TV"),
        ("TAGS: PRELPGOVTV, MERCOSUR", "PREL PGOV TV MERCOSUR"),
        ("TAGS: PGOV-PREL-TV", "PGOV PREL TV"),
        ("TAGS: EAID.EFIN.TV, KDEM", "EAID EFIN TV KDEM"),
        ("TAGS: UNHCR-1, D-TV, PREL-SAMPLE", "UNHCR-1 D-TV PREL-SAMPLE"),
        ("TAGS: PHUM, OPRC, IT, ITPHUM, ITPHUM, HUMAN RIGHTS", "PHUM OPRC IT HUMAN RIGHTS"),
        ("TAGS: PREL PGOV VT VE VEPREL", "PREL PGOV VT VE"),
        ("TAGS: TVPRELPGOV, QQPREL", "TV PREL PGOV QQPREL"),
        ("TAGS: N/A", ""),
        ("TAGS: NONE.", ""),
        ("TAGS ASEAN; PTER; PGOV; GM", "ASEAN PTER PGOV GM"),
    ],
)
def test_tags(text: str, expected: str) -> None:
    assert " ".join(tag.text.replace(", ", ",") for tag in parse_tags(text)) == expected


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("TAGS: MASS PTER YM COUNTER TERRORISM", ["COUNTER TERRORISM"]),
        ("TAGS: ECON JO ECONOMY AND FINANCE HUMAN RIGHTS", ["ECONOMY AND FINANCE", "HUMAN RIGHTS"]),
        ("TAGS PGOV, PREL, TV, HARBOR SAFETY", ["HARBOR SAFETY"]),
        ("TAGS PREL, TV, LABOR", ["LABOR"]),
        ("TAGS PREL TV SOCI HUMAN SCUL RIGHTS", []),
        ("TAGS PREL, HUMAN, RIGHTS, TV", []),
        ("TAGS: OVIP HUMAN RIGHTS PREL", []),
        ("TAGS PGOV, PREL, SOCI, SWAPO PREL", []),
    ],
)
def test_terms_in_words(text: str, terms: list[str]) -> None:
    assert [tag.text for tag in parse_tags(text) if tag.kind == "unknown"] == terms


def test_the_union_is_an_organization() -> None:
    assert [tag.kind for tag in parse_tags("TAGS: EU, GM")] == ["organization", "geographic"]


@pytest.mark.parametrize(
    ("text", "name", "title", "reasons"),
    [
        ("Classified By: Ambassador Ann Example. Reason: 1.4 (b) and (d)", "Ann Example", "Ambassador", "bd"),
        (
            "CLASSIFIED BY: Ann Example, Assistant Secretary, VCI; REASON: 1.4(B), (D)",
            "Ann Example",
            "Assistant Secretary",
            "bd",
        ),
        (
            "1. (U) CLASSIFIED BY ANN B. EXAMPLE, JR., AMBASSADOR.  REASON:  1.4 (B), (C) AND (D).",
            "ANN B. EXAMPLE, JR.",
            "AMBASSADOR",
            "bcd",
        ),
        (
            "Classified By: Charge d'Affaires, a.i. Ann Example for reasons 1.4 (b/d).",
            "Ann Example",
            "Charge d'Affaires, a.i.",
            "bd",
        ),
        (
            "Classified By: Classified by Pol/Econ Couns Ann Example for 1.4 (b&d).",
            "Ann Example",
            "Pol/Econ Couns",
            "bd",
        ),
        ("CLASSIFIED BY POLOFF ANN EXAMPLE, 1.4 (D).", "ANN EXAMPLE", "POLOFF", "d"),
        ("Classified By: A/S for NEA Ann Example, reasons 1.4 b and d", "Ann Example", "A/S for NEA", "bd"),
        ("Derived from: DSCG 05-1 B,D. Declassify on: 20330112", "", "", ""),
        ("Classified By: Ambassador John Q. Public for reasons 1.4 (b)", "John Q. Public", "Ambassador", "b"),
        ("Classified By: Ambassador Anne Major for reasons 1.4(b)", "Anne Major", "Ambassador", "b"),
        ("CLASSIFIED BY DCM ROBERT CHIEF FOR REASONS 1.4(D)", "ROBERT CHIEF", "DCM", "d"),
        ("Classified By: PolCouns Ann Das, reasons 1.4(d)", "Ann Das", "PolCouns", "d"),
        ("Classified By: John Q. Public, Consul, reasons 1.4(d)", "John Q. Public", "Consul", "d"),
        (
            "Classified By: Political Section Chief, Ann Roe, reasons 1.4(d)",
            "Ann Roe",
            "Political Section Chief",
            "d",
        ),
        (
            "Classified By: Acting Testland Desk Chief Ann Roe, 1.4(d)",
            "Ann Roe",
            "Acting Testland Desk Chief",
            "d",
        ),
        (
            "Classified By: Ann Roe, Political Section Chief, 1.4(d)",
            "Ann Roe",
            "Political Section Chief",
            "d",
        ),
        (
            "Classified By: DCM Ann Example-Test, E.O. 12958, reasons 1.4 b, c, and d",
            "Ann Example-Test",
            "DCM",
            "bcd",
        ),
        (
            "Classified By: Ambassador Ann von der Public, Jr.; 1.4 (b)",
            "Ann von der Public, Jr.",
            "Ambassador",
            "b",
        ),
        (
            "Classified By: Pol/Econ Chief Ann Public; for reasons 1.4 (b)",
            "Ann Public",
            "Pol/Econ Chief",
            "b",
        ),
        ("CLASSIFIED BY AMBASSADOR PUBLIC REASONS 1.4(B)", "PUBLIC", "AMBASSADOR", "b"),
        ("CLASSIFIED BY: DR. ANN PUBLIC, DIRECTOR, 1.4 (D)", "ANN PUBLIC", "DIRECTOR", "d"),
        ("Classified By: Ms. Ann Roe, Chief, 1.4 (d)", "Ann Roe", "Chief", "d"),
        ("Classified By: Political Section Chief, reasons 1.4 (b)", "", "Political Section Chief", "b"),
        ("Classified By: Embassy Public Affairs Officer, 1.4 (b)", "", "Embassy Public Affairs Officer", "b"),
        (
            "Classified By: Minister Counselor for Public Affairs Ann Roe, 1.4(b)",
            "Ann Roe",
            "Minister Counselor for Public Affairs",
            "b",
        ),
    ],
)
def test_classified_by(text: str, name: str, title: str, reasons: str) -> None:
    read = parse_classified_by(text)
    assert (read.name, read.title, read.reasons) == (
        name,
        title,
        tuple(f"1.4({letter})" for letter in reasons),
    )


@pytest.mark.parametrize(
    ("text", "name", "title", "reasons"),
    [
        (
            "Classified By: Abassador Ann Example, Jr. for reaons 1.4 (b and (d).",
            "Ann Example, Jr.",
            "Abassador",
            "bd",
        ),
        ("Classified By: AMBASSSADOR ANN EXAMPLE. \nREASONS 1.4 (B).", "ANN EXAMPLE", "AMBASSSADOR", "b"),
        ("Classified By: Ambassado Ann Example.  Resons 1.4 (B) and (D", "Ann Example", "Ambassado", "bd"),
        (
            "Classified By: Acting P/E Counseor Ann Example, reasons 1.4 (b)",
            "Ann Example",
            "Acting P/E Counseor",
            "b",
        ),
        ("CLASSIFIED BY AMBASSAD0R EXAMPLE.  REAS0N: \n1.4(B,D).", "EXAMPLE", "AMBASSAD0R", "bd"),
        ("CLASSIFIED BY DCM ANN EXAMPLE BASED 0N 1.4 (B)", "ANN EXAMPLE", "DCM", "b"),
        ("Classified By: DCM ANN EXAMPLE BASED ON E.O.12958 REASONS 1.4 (b)", "ANN EXAMPLE", "DCM", "b"),
        ("Classified By: DCM ANN EXAMPLE DUE TO 1,4 (C) AND (D).", "ANN EXAMPLE", "DCM", "cd"),
        (
            "Classified By: CONSUL ANN EXAMPLE II FR REASONS 1.4 (b) AND (d \n).",
            "ANN EXAMPLE II",
            "CONSUL",
            "bd",
        ),
        ("Classified By: CHARGE ANN EXAMPLE F0R RASONS 1.4 (B)", "ANN EXAMPLE", "CHARGE", "b"),
        ("Classified By: CDA Ann Example under Se \nction 1.4 b/d", "Ann Example", "CDA", "bd"),
        ("Classified By: Consul Ann Example for for reasons 1.4 b", "Ann Example", "Consul", "b"),
        ("Classified By: ECON COUNSELOR ANN EXAMPLE FOR 12958 1.4 B", "ANN EXAMPLE", "ECON COUNSELOR", "b"),
        ("Classified By: Acting DCM/Ann Example for reasons 1.4 (b)", "Ann Example", "Acting DCM", "b"),
        (
            "Classified By: SCA/DAS for Central Asia Ann Example",
            "Ann Example",
            "SCA/DAS for Central Asia",
            "",
        ),
        ("Classified By: Charge' Ann Example for Reasons 1.4 (B)", "Ann Example", "Charge'", "b"),
        ("Classified By: DCM Ann Minster, reasons 1.4 (b)", "Ann Minster", "DCM", "b"),
        ("Classified By: DCM Ann Chapman, reasons 1.4 (b)", "Ann Chapman", "DCM", "b"),
        ("Classified By: Consul Fred Basedow, reasons 1.4 (b)", "Fred Basedow", "Consul", "b"),
    ],
)
def test_misprints_in_the_statement(text: str, name: str, title: str, reasons: str) -> None:
    read = parse_classified_by(text)
    letters = tuple(f"1.4({letter})" for letter in reasons)
    assert (read.name, read.title, read.reasons) == (name, title, letters)


@pytest.mark.parametrize(
    ("text", "title", "post"),
    [
        ("Classified By: Ann Roe, Deputy Director, EUR/NCE, reasons 1.4(d)", "Deputy Director", "EUR/NCE"),
        ("Classified By: Ann Roe, Acting Director, INR, reasons 1.4(d)", "Acting Director", "INR"),
        ("Classified By: Ambassador Ann Roe, Embassy Testville, 1.4(d)", "Ambassador", "Embassy Testville"),
        ("CLASSIFIED BY ANN ROE, A/DCM, REASONS 1.4(D)", "A/DCM", ""),
        ("CLASSIFIED BY ANN ROE, POL/ECON, REASONS 1.4(D)", "POL/ECON", ""),
        ("Classified By: Ann Roe, EUR Director, reasons 1.4(d)", "EUR Director", ""),
    ],
)
def test_title_and_post_of_the_authority(text: str, title: str, post: str) -> None:
    read = parse_classified_by(text)
    assert (read.title, read.post, read.name.upper()) == (title, post, "ANN ROE")


@pytest.mark.parametrize(
    ("text", "name", "precedence", "number"),
    [
        ("TO RUEHC/SECSTATE WASHDC PRIORI", "SECSTATE WASHDC", "PRIORITY", ""),
        ("TO SECSTATE WASHDC IMMEDI 1234", "SECSTATE WASHDC", "IMMEDIATE", "1234"),
        ("TO SECSTATE WASHDC ROUTIN", "SECSTATE WASHDC", "ROUTINE", ""),
        ("INFO AMCONSUL OTHERVILLE POUCH", "AMCONSUL OTHERVILLE", "", ""),
        ("INFO AMEMBASSY OTHERVILLE 1234 UNN", "AMEMBASSY OTHERVILLE", "", "1234"),
        ("INFO AMEMBASSY PRIORTOWN", "AMEMBASSY PRIORTOWN", "", ""),
        ("INFO POUCH ROOM WASHDC", "POUCH ROOM WASHDC", "", ""),
    ],
)
def test_what_stands_behind_an_addressee(text: str, name: str, precedence: str, number: str) -> None:
    (read,) = parse_addressees(text)
    assert (read.name, read.precedence, read.continuity_number) == (name, precedence, number)


def test_addressees() -> None:
    read = parse_addressees(
        "TO RUEHC/SECSTATE WASHDC PIORITY 1234\nRUEHAA/AMEMBASSY OTHERVILLE NIACT IMMEDIATE\n"
    )
    assert [(a.name, a.routing_indicator, a.precedence, a.continuity_number) for a in read] == [
        ("SECSTATE WASHDC", "RUEHC", "PRIORITY", "1234"),
        ("AMEMBASSY OTHERVILLE", "RUEHAA", "NIACT IMMEDIATE", ""),
    ]


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("INFO USUN 22", "USUN", "22"),
        ("INFO USMISSION USNATO 7", "USMISSION USNATO", "7"),
        ("INFO PARIS 22", "PARIS", "22"),
        ("INFO CTF 60", "CTF 60", ""),
        ("AMEMBASSY OTHER-\nVILLE 12", "AMEMBASSY OTHERVILLE", "12"),
        ("AMEMBASSY PORT-AU-\nPRINCE", "AMEMBASSY PORT-AU-PRINCE", ""),
    ],
)
def test_names_and_numbers_of_addressees(text: str, name: str, number: str) -> None:
    (read,) = parse_addressees(text)
    assert (read.name, read.continuity_number) == (name, number)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("XGDS-2, 3", ("XGDS-2", "XGDS-3")),
        ("XGDS (3)", ("XGDS-3",)),
        ("DECL: X1, 6", ("X1", "X6")),
        ("DECL: 25X1 AND 6", ("25X1", "25X6")),
        ("DECL: 50X1-HUM", ("50X1-HUM",)),  # E.O. 13526 section 3.3(h), 32 CFR 2001.26
        ("DECL: 75X1 AND 50X2-WMD", ("75X1", "50X2-WMD")),
        ("DECL: X1, 3/4/2015", ("X1",)),
        ("XGDS-3 12/31/2000", ("XGDS-3",)),
        ("XDS-4 12/1/99 (DOE, J.) OR-P", ("XDS-4",)),
    ],
)
def test_several_exemptions(value: str, codes: tuple[str, ...]) -> None:
    order = parse_header(f"E.O. 12958: {value}\nTAGS: PREL\nSUBJECT: A VISIT\n").executive_order.value
    assert order is not None and order.exemptions == codes


def test_addressees_over_two_lines() -> None:
    read = parse_addressees("TO RUEHC/SECSTATE WASHDC\nPRIORITY 1234\nINFO RUEHAA/AMEMBASSY\nOTHERVILLE\n")
    assert [(a.name, a.precedence, a.continuity_number) for a in read] == [
        ("SECSTATE WASHDC", "PRIORITY", "1234"),
        ("AMEMBASSY OTHERVILLE", "", ""),
    ]


def test_a_blank_after_the_slash_parts_no_addressee() -> None:
    read = parse_addressees("TO RUEHC / SECSTATE WASHDC//INR// PRIORITY\nINFO RUEHXX/ AMEMBASSY OTHERVILLE")
    assert [(a.routing_indicator, a.name) for a in read] == [
        ("RUEHC", "SECSTATE WASHDC//INR//"),
        ("RUEHXX", "AMEMBASSY OTHERVILLE"),
    ]


def test_addressees_that_run_together() -> None:
    read = parse_addressees(
        "INFO AMEMBASSY OTHERVILLE 0433 RUEHYY/AMCONSUL NORTHPORT PRIORITY SECDEF WASHDC CDR FORT SAMPLE\n"
    )
    assert [(a.name, a.routing_indicator, a.precedence, a.continuity_number) for a in read] == [
        ("AMEMBASSY OTHERVILLE", "", "", "0433"),
        ("AMCONSUL NORTHPORT", "RUEHYY", "PRIORITY", ""),
        ("SECDEF WASHDC", "", "", ""),
        ("CDR FORT SAMPLE", "", "", ""),
    ]


def codes(text: str) -> set[str]:
    spans = marked(text)
    return {finding.code for finding in header_findings.findings(spans, header_fields.read(spans))}


FULL = "PP RUEHC\nDE RUEHXX #0123 3400838\nZNR UUUUU ZZH\nP 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO RUEHC/SECSTATE WASHDC\nBT\nUNCLAS TESTVILLE 000123\n\nE.O. 12958: N/A\nSUBJECT: X\n\n1. Text.\nBT\n#0123\nNNNN\n"  # noqa: E501


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("3400838", "3410838", "CC401"),
        ("3400838", "3400839", "CC402"),
        ("#0123\n", "#0124\n", "CC403"),
        ("#0123 ", "#0777 ", "CC403"),
        ("ZNR UUUUU", "ZNY SSSSS", "CC405"),
        ("12958", "11652", "CC407"),
        ("12958: N/A", "12958: DECL: 01/01/2001", "CC408"),
        ("PP R", "RR R", "CC409"),
        ("ZZH", "ZZH ZFD", "CC410"),
    ],
)
def test_findings(old: str, new: str, code: str) -> None:
    assert codes(FULL) == set()
    assert code in codes(FULL.replace(old, new))


def test_portion_above_the_banner() -> None:
    spans = (
        Span(Kind.CLASSIFICATION, "UNCLAS TESTVILLE 000123\n"),
        Span(Kind.PORTION, "(C) ", "C"),
        Span(Kind.TEXT, "x\n"),
    )
    assert [f.code for f in header_findings.findings(spans, header_fields.read(spans))] == ["CC406"]


def test_values_hold_clean_text() -> None:
    read = parse_header("SUBJECT: A\x00 NO\udc80TE\tOF\ufeff IT\n\n1. Text.\n")
    assert read.subject.value == "A NO\N{REPLACEMENT CHARACTER}TE OF IT"


def test_every_field_is_a_field() -> None:
    assert all(field.status is Status.ABSENT for field in parse_header(""))


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        ("TESTVILLE 00000777  002 OF 003", 3),
        ("TESTVILLE 00000777  002 O 003", 3),
        ("TESTVILLE 00000777  002 OF 003\\", 3),
        ("UNCLASSIFIED\nPage 2 of 5", 5),
        ("he won 2 of 5 seats, see page 2 of 5", None),
    ],
)
def test_the_total_of_pages_is_stated(lines: str, total: int | None) -> None:
    header = "R 021530Z MAR 05\nUNCLAS TESTVILLE 000777\n\nSUBJECT: PAGES"
    text = f"{header}\n\n1. (U) The talks\n\n{lines}\n\nwent on.\n"
    assert cableconv.read(text.encode()).header.pages.value == total


def test_a_labelled_header_alone() -> None:
    header = parse_header(
        "MRN: 13 TESTVILLE 9 Date/DTG: Feb 01, 2013 / 010203Z FEB 13 From: AMCONSUL TESTVILLE "
        "Action: WASHDC, SECSTATE PRIORITY Info: OTHERVILLE, AMEMBASSY ROUTINE E.O.: 13526 TAGS: PREL\n"
        "Subject: A VISIT\n"
    )
    assert header.reference_number.value == "13TESTVILLE9"
    assert header.date_time_group.value == "2013-02-01T02:03:00Z"
    assert [one.name for one in header.action_addressees.value or ()] == ["SECSTATE WASHDC"]
    assert [one.name for one in header.info_addressees.value or ()] == ["AMEMBASSY OTHERVILLE"]
    assert (header.precedence.value, header.precedence.status) == (
        Precedence("PRIORITY", "ROUTINE"),
        Status.DERIVED,
    )
    assert header.subject.value == "A VISIT"


def test_addressees_of_a_labelled_header_alone() -> None:
    listed = parse_addressees(
        "Action: WASHDC, SECSTATE ROUTINE\nInfo: OTHERVILLE, AMEMBASSY PRIORITY; MOCKBURG,\nAMCONSUL ROUTINE"
    )
    assert [(one.name, one.precedence) for one in listed] == [
        ("SECSTATE WASHDC", "ROUTINE"),
        ("AMEMBASSY OTHERVILLE", "PRIORITY"),
        ("AMCONSUL MOCKBURG", "ROUTINE"),
    ]
    for comma in (", ", ","):
        listed = parse_addressees(f"INFO AMEMBASSY OTHERVILLE{comma}AMEMBASSY MOCKBURG")
        assert [one.name for one in listed] == ["AMEMBASSY OTHERVILLE", "AMEMBASSY MOCKBURG"]


_TOP = "R 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO RUEHC/SECSTATE WASHDC 0001\nBT\n"
_TWO_SECTIONS = (
    "UNCLAS SECTION 01 OF 02 TESTVILLE 001938\n\nSUBJECT: RICE\n\n1. (U) Rice rose and the shops were\n"
    "DE RUEHTV #1938/02 3400839\nR 050839Z DEC 08\nFM AMEMBASSY TESTVILLE\nTO RUEHC/SECSTATE WASHDC 0002\n"
    "INFO RUEHOV/AMEMBASSY OTHERVILLE\nBT\nUNCLAS SECTION 02 OF 02 TESTVILLE 001938\n\nfull of bread.\n"
)


def test_a_later_section_tells_what_the_first_header_has_lost() -> None:
    header = cableconv.read(_TWO_SECTIONS.encode()).header
    assert header.originator.status is header.date_time_group.status is Status.DERIVED
    assert header.originator.basis == "header of a later section"
    assert header.action_addressees.lines == (9,)
    assert header.classification.status is Status.STATED
    assert header.section.value == (1, 2)
    assert header.reference_number.value == "08TESTVILLE1938"


def test_a_later_section_changes_nothing_that_the_first_header_states() -> None:
    header = cableconv.read((_TOP + _TWO_SECTIONS).encode()).header
    assert header.date_time_group.value == "2008-12-05T08:38:00Z"
    assert header.date_time_group.status is header.originator.status is Status.STATED
    assert [one.continuity_number for one in header.action_addressees.value or ()] == ["0001"]


@pytest.mark.parametrize(
    ("statement", "title", "post"),
    [
        (
            "ANN PUBLIC, CONSUL GENERAL, TESTVILLE, DEPARTMENT OF STATE",
            "CONSUL GENERAL",
            "TESTVILLE, DEPARTMENT OF STATE",
        ),
        (
            "ANN ROE, CONSUL GENERAL, TESTVILLE, DEPARTMENT OF STATE",
            "CONSUL GENERAL",
            "TESTVILLE, DEPARTMENT OF STATE",
        ),
        ("DR. ANN PUBLIC, DIRECTOR, REO OTHERVILLE", "DIRECTOR", "REO OTHERVILLE"),
        ("ANN ROE, CHIEF, POLITICAL SECTION", "CHIEF, POLITICAL SECTION", ""),
        ("ANN ROE, DIRECTOR, SAMPLE RISK", "DIRECTOR, SAMPLE RISK", ""),
    ],
)
def test_the_place_behind_a_title(statement: str, title: str, post: str) -> None:
    read = parse_classified_by(f"CLASSIFIED BY: {statement}. REASON: 1.4 (B)")
    assert (read.title, read.post) == (title, post)


@pytest.mark.parametrize(
    ("statement", "name", "title"),
    [
        ("DAS FOR EUR JANE DOEMAN. REASON: 1.4 (B)", "JANE DOEMAN", "DAS FOR EUR"),
        ("Econ Chief Jane Doeman under E.O. 12958 reasons 1.4 (b)", "Jane Doeman", "Econ Chief"),
        ("Ambassador Jane Doeman pursuant to E.O. 12958 1.4 (b)", "Jane Doeman", "Ambassador"),
        ("A/S for NEA Jane Doeman for reasons 1.4 (b)", "Jane Doeman", "A/S for NEA"),
        ("Ambassador Jane P. Doeman for reasons 1.4 (b)", "Jane P. Doeman", "Ambassador"),
        ("DCM Jane P. Van der Doeman for reasons 1.4 (b)", "Jane P. Van der Doeman", "DCM"),
        (
            "Political Counselor Jane P. de la Doe-Roe, reason 1.4 (b)",
            "Jane P. de la Doe-Roe",
            "Political Counselor",
        ),
        ("ECON CHIEF JANE P. VAN DEN DOEMAN FOR REASONS 1.4 (B)", "JANE P. VAN DEN DOEMAN", "ECON CHIEF"),
        ("Jane P. Van der Doeman, DCM, for reasons 1.4 (b)", "Jane P. Van der Doeman", "DCM"),
        (
            "Deputy Assistant Secretary for Salt and Fisheries Jane Doeman-Roe for reasons 1.4 (b)",
            "Jane Doeman-Roe",
            "Deputy Assistant Secretary for Salt and Fisheries",
        ),
        ("Ambassador to Testland Jane Doeman for reasons 1.4 (b)", "Jane Doeman", "Ambassador to Testland"),
        ("DCM for Jane P. Doeman, reason 1.4 (b)", "Jane P. Doeman", "DCM for"),
        (
            "Harbor And Fish Liaison Jane P. De Doeman for reasons 1.4 (b)",
            "Jane P. De Doeman",
            "Harbor And Fish Liaison",
        ),
    ],
)
def test_the_name_beside_a_bureau_or_an_order(statement: str, name: str, title: str) -> None:
    read = parse_classified_by(f"Classified By: {statement}.")
    assert (read.name, read.title, read.reasons) == (name, title, ("1.4(b)",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REF: TESTVILLE 1234; 1235; 1236", "08TESTVILLE1234 08TESTVILLE1235 08TESTVILLE1236"),
        ("REF: TESTVILLE 1201 OF 2006", "06TESTVILLE1201"),
        ("REF: A. TESTVILLE 12 OF 1999, B. STATE 5 OF MAY 3", "99TESTVILLE12 08STATE5"),
        ("REF: A. TESTVILLE 12; 1311 B. STATE 5", "08TESTVILLE12 08TESTVILLE1311 08STATE5"),
        ("REF: STATE 123; MEMO OF 12 MAY; PARIS 5", "08STATE123 memorandum 08PARIS5"),
        ("REF: STATE 12 (NOTAL); 2008 TESTVILLE 5", "08STATE12 08TESTVILLE5"),
        ("REF: SAMPLETON 1234 (84)", "84SAMPLETON1234"),
        ("REF: A. SAMPLETON 12 (DTG 041432Z MAR 07) B. STATE 5", "07SAMPLETON12 08STATE5"),
        ("REF: SAMPLETON 12, 041432Z MAR 2007 (NOTAL)", "07SAMPLETON12"),
        ("REF: SAMPLETON 12 041432Z MAR", "08SAMPLETON12"),
        ("REF: A. SAMPLETON 12 (SEPT 5) B. SEPT 7 TELCON", "08SAMPLETON12 telcon"),
        ("REF: A. SAMPLETON 12X4 B. STATE 5A", "other 08STATE5"),
        ("REF: A. SAMPLETON 1~4 B. STATE 5(NOTAL)", "other 08STATE5"),
        ("REF: PHONECON WITH DESK OFFICER", "telcon"),
        ("REFTELS A) TESTVILLE 12, B) TESTVILLE 13", "08TESTVILLE12 08TESTVILLE13"),
        ("REF: FBIS TESTVILLE 123456Z DEC 08", "press"),
        ("REF: STATE98123", "08STATE98123"),
        ("REF: WH20317", "08WH20317"),
        ("REF: UNSC1325", "other"),
        ("REF: YOUR 4567", "cable"),
        ("REF: MY 1234", "cable"),
        (
            "Ref: A: STATE 12\n     B: Otherville 812\n     C: DOE/ROE EMAIL",
            "08STATE12 08OTHERVILLE812 e-mail",
        ),
        ("REF: A: '07 TESTVILLE 77\nB: DOE EMAIL", "07TESTVILLE77 e-mail"),
        ("REF: TESTVILLE 12: A TRIP", "08TESTVILLE12"),
    ],
)
def test_references_in_other_forms(text: str, expected: str) -> None:
    assert " ".join(one.number or one.kind for one in parse_references(text, 2008)) == expected


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("REF: TESTVILLE 123 (A), STATE 456 (B), 07 STATE 9 (C)", "A 08TESTVILLE123 B 08STATE456 C 07STATE9"),
        ("REF: TESTVILLE 123 (NOTAL) (A)\n     STATE 456 (B)", "A 08TESTVILLE123 B 08STATE456"),
        ("REF: TESTVILLE 1 AND 2 (A) AND OTHERTON 3 (B).", "A 08TESTVILLE1 A 08TESTVILLE2 B 08OTHERTON3"),
        ("REF: STATE 12 (A) TESTVILLE 5 (B) OTHERTON 9", " 08STATE12 A 08TESTVILLE5 B 08OTHERTON9"),
        ("REF: (A) STATE 12, (B) TESTVILLE 5, (C)", "A 08STATE12 B 08TESTVILLE5"),
        ("REF: (A) (C) STATE 12 (B) (S) TESTVILLE 5", "A 08STATE12 B 08TESTVILLE5"),
        ("REF: TESTVILLE 12 (C)", " 08TESTVILLE12"),
        ("REF A: STATE 12 (NOTAL), REF B: Otherton 13", "A 08STATE12 B 08OTHERTON13"),
        ("REF: A - STATE 12 B - TESTVILLE 5 C - MEMO OF MARCH 3", "A 08STATE12 B 08TESTVILLE5 C "),
        ("REF: (A) STATE 12 - A - B, (B) TESTVILLE 5", "A 08STATE12 B 08TESTVILLE5"),
        ("REF: TESTVILLE 123 - A SURVEY", " 08TESTVILLE123"),
    ],
)
def test_letters_behind_the_references(text: str, items: str) -> None:
    assert " ".join(f"{one.label} {one.number}" for one in parse_references(text, 2008)) == items


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "TO SECSTATE WASHDC 1234 INFO AMEMBASSY LONDON 12 AMEMBASSY PARIS 13",
            ["SECSTATE WASHDC", "AMEMBASSY LONDON", "AMEMBASSY PARIS"],
        ),
        ("ACTION: AMEMBASSY TESTVILLE INFO: AMEMBASSY PARIS", ["AMEMBASSY TESTVILLE", "AMEMBASSY PARIS"]),
        ("INFO RUCNDT/USMISSION USUN NEW\nYORK 0221", ["USMISSION USUN NEW YORK"]),
        ("TO AMEMBASSY SAN\nSALVADOR PRIORITY", ["AMEMBASSY SAN SALVADOR"]),
        ("TO AMEMBASSY LONDON\nPARIS", ["AMEMBASSY LONDON", "PARIS"]),
        ("TO RUEHBB/FAA NATIONAL HQ WASHINGTON DC PRIORITY 0012", ["FAA NATIONAL HQ WASHINGTON DC"]),
        ("TO RUEHBB/NATO HQ BRUSSELS", ["NATO HQ BRUSSELS"]),
        ("TO AMEMBASSY TESTVILLE HQ USEUCOM", ["AMEMBASSY TESTVILLE", "HQ USEUCOM"]),
        (
            "TO AMEMBASSY TESTVILLE\nINFORMATION OFFICE OTHERVILLE",
            ["AMEMBASSY TESTVILLE", "INFORMATION OFFICE OTHERVILLE"],
        ),
    ],
)
def test_addressees_run_together_or_wrapped(text: str, names: list[str]) -> None:
    assert [one.name for one in parse_addressees(text)] == names


@pytest.mark.parametrize(
    ("text", "captions", "passing"),
    [
        ("SIPDIS", ("SIPDIS",), None),
        ("NOFORN\nSIPDIS\n", ("NOFORN", "SIPDIS"), None),
        ("LIMDIS", ("LIMDIS",), None),
        ("STATE FOR EUR/NB", None, ("STATE FOR EUR/NB",)),
        ("SIPDIS\n\nSTATE FOR EUR/NB\n", ("SIPDIS",), ("STATE FOR EUR/NB",)),
        ("The minister spoke.\nSIPDIS\n", None, None),
        ("RUSSIA/GEORGIA IS NO NAME here", None, None),
    ],
)
def test_lines_of_a_header_alone(
    text: str, captions: tuple[str, ...] | None, passing: tuple[str, ...] | None
) -> None:
    found = parse_header(text)
    assert (found.captions.value, found.passing.value) == (captions, passing)


@pytest.mark.parametrize(
    ("printed", "year"),
    [("MAR 64", "1964"), ("MAR 40", "1940"), ("MAR 66", "1966"), ("MAR 12", "2012"), ("MAR 2064", "2064")],
)
def test_no_message_is_of_the_future(printed: str, year: str) -> None:
    header = parse_header(f"P 111433Z {printed}\nFM AMCONSUL OTHERVILLE\n")
    assert (header.date_time_group.value or "")[:4] == year


def test_references_of_the_early_sixties() -> None:
    header = parse_header(
        "P 111433Z MAR 64\nFM AMCONSUL OTHERVILLE\nUNCLAS OTHERVILLE 4597\nREF: TESTVILLE 123\n"
    )
    assert [one.number for one in header.references.value or ()] == ["64TESTVILLE123"]


@pytest.mark.parametrize(
    ("order", "day"),
    [("DECL: 12/31/34", "2034-12-31"), ("DECL: 12/31/59", "2059-12-31"), ("GDS 3/5/86", "1986-03-05")],
)
def test_days_of_declassification_lie_ahead(order: str, day: str) -> None:
    value = parse_header(f"E.O. 12958: {order}").executive_order.value
    assert value is not None and value.declassify_on == day


def test_addressees_by_pouch() -> None:
    found = parse_header(
        "P 111433Z MAR 76\nFM AMCONSUL OTHERVILLE\nTO SECSTATE WASHDC\nINFO AMEMBASSY TESTVILLE BY POUCH\n"
        "AMCONSUL DERBY POUCH\n"
    ).info_addressees.value
    assert [one.name for one in found or ()] == ["AMEMBASSY TESTVILLE", "AMCONSUL DERBY"]


def test_an_address_alone() -> None:
    found = parse_header("RUEHAA/AMEMBASSY OTHERVILLE 0001").action_addressees.value
    assert [(one.name, one.continuity_number) for one in found or ()] == [("AMEMBASSY OTHERVILLE", "0001")]


def test_a_header_of_1967() -> None:
    found = parse_header(
        "NNNNVV ESA029TVA431\nOO RUEHC\nDE RUEHTV 2231A 0721430\nZNY CCCCC\nO 131430Z MAR 67\n"
        "FM AMEMBASSY TESTVILLE\nTO RUEHC/SECSTATE WASHDC\nBT\nUNCLAS TESTVILLE 2231\n"
    )
    assert found.transmission_identifier.value == "NNNNVV ESA029TVA431"
    assert (found.station_serial.value, found.julian_day.value) == ("2231", 72)


@pytest.mark.parametrize(
    ("text", "serial"),
    [("#4453", "4453"), ("BT\n#4453\nNNNN\n", "4453"), ("#445", None), ("#4453 is it", None)],
)
def test_the_end_of_transmission_alone_has_the_stations_serial(text: str, serial: str | None) -> None:
    found = parse_header(text).station_serial
    assert (found.value, found.basis) == (serial, "end of transmission" if serial else "")


@pytest.mark.parametrize(
    "notice", ["SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY", "NOT FOR INTERNET DISTRIBUTION"]
)
def test_a_notice_alone(notice: str) -> None:
    header = parse_header(notice)
    assert (header.notice.value, header.passing.value) == (notice, None)
    assert parse_header("Sensitive negotiations go on.").notice.value is None
