"""The publishing site in the document: its layout, what it states, where it disagrees, and alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.site_text import made
from cableconv import Options, convert, read
from cableconv.conversion import read_all
from cableconv.model_source import Host, Statement
from tests.test_cli import fails, run

CABLE = """\
DE RUEHTV #4453/01 3400838
P 050838Z DEC 08
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY
BT
CONFIDENTIAL TESTVILLE 004453

SUBJECT: HARBOR TALKS

1. (C) The harbor was quiet.
SMITH
"""
PAGE = """\
Viewing cable {reference}, HARBOR TALKS

Reference ID Created Released Classification Origin
{reference} {day} 08:38 2011-08-30 01:44 {level} Embassy Testville

"""


def _page(reference: str = "08TESTVILLE4453", day: str = "2008-12-05", level: str = "CONFIDENTIAL") -> bytes:
    return (PAGE.format(reference=reference, day=day, level=level) + CABLE).encode()


def test_what_the_page_states_is_in_the_header_of_both_formats() -> None:
    cable = read(_page())
    host = cable.source.host
    assert host is not None and host.layout == "W1"
    assert Statement("reference_id", "08TESTVILLE4453", 1) in host.statements
    assert Statement("created", "2008-12-05 08:38", 4) in host.statements
    assert Statement("classification", "CONFIDENTIAL", 4) in host.statements
    assert Statement("origin", "Embassy Testville", 4) in host.statements
    for to in ("tei", "json"):
        assert read(convert(_page(), to=to)).source.host == host


ARCHIVED = """Message Text

R 181510Z JUN 74
FM AMEMBASSY OTHERVILLE
TO SECSTATE WASHDC 4417

C O N F I D E N T I A L{serial}

SUBJECT: TRADE

1. He said little about it.
HALVORSEN

NNN

{stamp}

Message Attributes

Automatic Decaptioning: X
Capture Date: 01 JAN 1994
{number}Reference: 74 STATE 130011
Review Event:
Subject: TRADE
"""


@pytest.mark.parametrize(
    "stamp", ["", "Declassified/Released US Department of State EO Systematic Review 05 JUL 2006"]
)
@pytest.mark.parametrize("serial", ["", " OTHERVILLE 2334"])
@pytest.mark.parametrize("number", ["", "Document Number: 1974OTHERV02334\n"])
def test_what_an_archive_calls_reference_is_no_number_of_its_cable(
    serial: str, number: str, stamp: str
) -> None:
    """The attribute is the list of references; another site's label of the same word states the number."""
    cable = read(ARCHIVED.format(serial=serial, number=number, stamp=stamp).encode())
    host = cable.source.host
    assert host is not None and host.layout == "N1"
    stated = [one.value for one in host.statements if one.name == "reference_id"]
    assert stated == (["1974OTHERV02334"] if number else [])
    assert cable.header.serial.value == ("2334" if serial or number else None)
    assert cable.header.signature.value == "HALVORSEN"
    assert not [one for one in cable.findings if one.code in ("CC112", "CC115", "CC116")]


@pytest.mark.parametrize("host", [Host("", (Statement("origin", "Embassy", 3),)), Host("S1"), Host("D5")])
@pytest.mark.parametrize("to", ["tei", "json"])
def test_any_host_reads_back(host: Host, to: str) -> None:
    from cableconv.conversion_write import write

    cable = read(_page())
    cable = cable._replace(source=cable.source._replace(host=host))
    assert read(write(cable, to)) == cable


def test_an_agreeing_page_has_no_finding() -> None:
    assert not [finding for finding in read(_page()).findings if finding.code in ("CC112", "CC113")]


@pytest.mark.parametrize(("stated", "differs"), [("08USUN4453", False), ("08GENEVA4453", True)])
def test_a_page_may_number_a_post_by_its_alias(stated: str, differs: bool) -> None:
    page = _page(reference=stated).replace(b"TESTVILLE", b"USUN NEW YORK")
    told = [finding for finding in read(page).findings if "reference id" in finding.message]
    assert bool(told) is differs


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reference": "08TESTVILLE4454"}, "08TESTVILLE4454 as reference id, the cable 08TESTVILLE4453"),
        ({"day": "2008-12-06"}, "2008-12-06 08:38 as created, the cable 2008-12-05"),
        ({"level": "SECRET"}, "SECRET as classification, the cable CONFIDENTIAL"),
    ],
)
def test_disagreement_is_a_finding(wrong: dict[str, str], said: str) -> None:
    found = [finding.message for finding in read(_page(**wrong)).findings if finding.code == "CC112"]
    assert found and all(said in message for message in found)


def test_edges_of_an_unknown_site_are_kept_with_a_finding() -> None:
    text = "Log in to the gazette\nHome | Letters | Weather | Tides\n" + CABLE + "\nAll rights reserved\n"
    cable = read(text.encode())
    assert [finding.lines for finding in cable.findings if finding.code == "CC113"] == [(1, 2, 15)]
    assert b"All rights reserved" in convert(text.encode(), to="text")


def _found(text: str, code: str) -> list[tuple[int, ...]]:
    return [finding.lines for finding in read(text.encode()).findings if finding.code == code]


def test_text_below_the_signature_has_a_finding() -> None:
    end = len(CABLE.splitlines())
    annex = "\nAnnex: the list of guests\nJohn Example, owner of the Courier\n"
    assert _found(CABLE + annex, "CC116") == [(end + 2, end + 3)]
    garden = "\nPosted by Jane | 12 comments\nRelated entries\nLeave a reply\nPowered by GardenPress\n"
    assert _found(CABLE + garden, "CC113") == [tuple(range(end + 2, end + 6))]
    signed = CABLE.replace("SMITH", "\nSMITH")
    assert _found(signed + "Back to index\nNext cable\n", "CC116") == [(end + 2, end + 3)]
    assert not _found(CABLE + "\nBT\n#4453\nNNNN\n", "CC116")
    listed = signed.replace("SMITH", "GUESTS")
    assert not _found(listed + "Ida Example, owner\nJohn Example\nAmos Example\nOrla Example\n", "CC116")
    assert not _found(listed + "They came late and went\nearly that night.\n", "CC116")
    assert not _found(CABLE + "\nUNCLASSIFIED\n", "CC116")
    assert not _found(CABLE, "CC116")
    letter = (
        "\n2. (C) BEGIN TEXT OF LETTER:\n\nDEAR MINISTER:\n\nTHANK YOU.\n\nJOHN ROE\n\nEND TEXT.\n\nSMITH\n"
    )
    assert not _found(CABLE.removesuffix("SMITH\n") + letter, "CC116")


def test_a_known_line_that_stays_has_a_finding() -> None:
    quoted = "\n(c) Scoop Media\n\nstood below the text of the article.\n"
    assert _found(CABLE.replace("SMITH\n", "") + quoted, "CC115")
    assert not _found(CABLE + "\n(c) Scoop Media\n", "CC115")
    assert not _found(CABLE, "CC115")


def test_a_plain_cable_has_neither() -> None:
    cable = read(CABLE.encode())
    assert cable.source.host is None
    assert not {"CC113", "CC115", "CC116"} & {finding.code for finding in cable.findings}


def test_explain_names_the_layout(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(_page())
    shown = run("explain", page).stdout.decode()
    assert ":1:1: the page has the layout W1\n" in shown
    assert "CC101" in shown and "CC105" in shown


SITES = ("S1", "S2", "S3", "W1", "W2", "W3", "W4", "D1", "D2", "D3", "D4")


def _bare(layout: str) -> str:
    for index in range(2000):
        found = made(index, 5)
        lines = [line for line, site in found.lines if site]
        if found.layout == layout and lines:
            return "\n".join([*lines, ""])
    raise AssertionError(layout)


@pytest.mark.parametrize("layout", SITES)
def test_a_page_without_a_cable_is_refused(layout: str, tmp_path: Path) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "page.xml"
    page.write_text(_bare(layout), "utf-8")
    fails(run(page, "-o", out), 3, "CC026 no cable")
    assert not out.exists()


ATTRIBUTES = (
    "Message Attributes\n\nAutomatic Decaptioning: X\nCapture Date: 01 JAN 1994\nFrom: TESTVILLE\nTo: STATE\n"
    "Subject: BRIDGE\nTAGS: PGOV\nType: TE\n"
)


def test_a_list_of_labels_is_no_cable(tmp_path: Path) -> None:
    """With a telegram's text below it, it is one: a crawl may have left TAGS alone of its header."""
    page, out = tmp_path / "page.txt", tmp_path / "page.xml"
    page.write_text(ATTRIBUTES, "utf-8")
    fails(run(page, "-o", out), 3, "CC026 no cable")
    assert not out.exists()
    page.write_text("TAGS: PGOV\n\nThe bridge was opened on Monday by the mayor.\n", "utf-8")
    assert run(page, "-o", out).returncode == 0


def test_several_pages_in_a_file_have_a_host_each() -> None:
    second = CABLE.replace("004453", "004460").replace("#4453", "#4460").replace("HARBOR", "FERRY")
    pages = (
        _page()
        + PAGE.format(reference="08TESTVILLE4460", day="2008-12-05", level="CONFIDENTIAL").encode()
        + second.encode()
    )
    found = read_all(pages, Options())
    assert [cable.source.host is not None for cable in found] == [True] * len(found)


SCOOP = """\
INDEPENDENT NEWS
Cablegate: Harbor Talks
Published: {day} 03:30 PM

CONFIDENTIAL TESTVILLE 004453
SIPDIS
E.O. 12958: N/A
TAGS: PGOV XX
SUBJECT: Harbor Talks
REF: A. STATE 123 B. TESTVILLE {serial} C. MEMO OF MAY 5
1. (C) The harbor was quiet.
2. (C) It will stay so.
DOE
View as: DESKTOP | MOBILE \N{COPYRIGHT SIGN} Scoop Media
"""


@pytest.mark.parametrize(
    ("day", "serial", "number"),
    [("Wed 5 Mar 2008", "4700", "08TESTVILLE4700"), ("Sat 5 Jan 2008", "4700", "07TESTVILLE4700")],
)
def test_the_year_of_the_page_is_that_of_the_cable_and_its_references(
    day: str, serial: str, number: str
) -> None:
    """The cable's own date-time group is lost; in January a serial above its own is of the year before."""
    header = read(SCOOP.format(day=day, serial=serial).encode()).header
    assert header.reference_number.value == "08TESTVILLE4453"
    assert header.reference_number.basis == "post, serial and year of the date that the page states"
    assert [one.number for one in header.references.value or ()] == ["08STATE123", number, ""]


@pytest.mark.parametrize(
    ("authority", "post"),
    [
        ("DCM Jane Roe, Port Sample", "PORT SAMPLE"),
        ("DCM Jane Roe, New Port Sample", "PORT SAMPLE"),  # the number has no NEW
        ("DCM Jane Roe, Port Samples", "PORTSAMPLE"),
        ("DCM Jane Roe", "PORTSAMPLE"),
    ],
)
def test_the_cable_tells_the_blanks_of_the_post_in_a_number(authority: str, post: str) -> None:
    page = f"""\
Viewing cable 08PORTSAMPLE53, HARBOR TALKS

Reference ID Created Released Classification Origin
08PORTSAMPLE53 2008-12-05 08:38 2011-08-30 01:44 CONFIDENTIAL

E.O. 12958: DECL: 12/05/2018
TAGS: PREL
SUBJECT: HARBOR TALKS

Classified By: {authority}. Reason: 1.4 (b).

1. (C) The harbor was quiet.
"""
    header = read(page.encode()).header
    assert (header.post.value, header.reference_number.value) == (post, "08PORTSAMPLE53")


RAW = """\
Main About Donate Search
HARBOR TALKS
2008 December 5, 08:38 (Friday)
08TESTVILLE4453_a
CONFIDENTIAL
CONFIDENTIAL
-- Not Assigned --
Content
Show Headers
CONFIDENTIAL TESTVILLE 004453

SUBJECT: HARBOR TALKS
REF: STATE 12

1. (C) The harbor was quiet.
SMITH

Raw content
{below}Metadata
"""
AGAIN = """\
DE RUEHTV #4453 3400838
P 050838Z DEC 08
FM AMEMBASSY TESTVILLE
TO RUEHC/SECSTATE WASHDC PRIORITY
CONFIDENTIAL TESTVILLE 004453
"""


@pytest.mark.parametrize("one_line", [False, True])
def test_a_header_that_the_page_prints_again_tells_what_the_first_lacks(*, one_line: bool) -> None:
    again = AGAIN.replace("\n", " ").rstrip() + "\n" if one_line else AGAIN
    (cable,) = read_all(RAW.format(below=again).encode())
    header = cable.header
    assert (header.routing_indicator.value, header.station_serial.value) == ("RUEHTV", "4453")
    assert (header.date_time_group.value, header.signature.value) == ("2008-12-05T08:38:00Z", "SMITH")
    assert "page prints again" in header.routing_indicator.basis
    assert [one.number for one in header.references.value or ()] == ["08STATE12"]
    assert "".join(str(item) for item in cable.blocks[-1].content) == "SMITH"


@pytest.mark.parametrize(
    "below",
    [
        AGAIN.replace("4453", "9977"),  # another cable's
        AGAIN + "\nSUBJECT: HARBOR TALKS\n\n1. (C) The harbor was quiet.\nSMITH\n",  # a copy with its text
    ],
)
def test_a_header_of_another_cable_or_with_a_text_is_not_the_page_s(below: str) -> None:
    cables = read_all(RAW.format(below=below).encode())
    kept = [cable.header.date_time_group.value for cable in cables]
    assert "2008-12-05T08:38:00Z" in kept
    assert all("page prints again" not in cable.header.routing_indicator.basis for cable in cables)


REFERRED = """C O N F I D E N T I A L TESTVILLE 004453

E.O. 12958: DECL: 12/05/2018
TAGS: PREL
SUBJECT: A MATTER

REF: {refs}

1. (C) Text of the cable.
"""


def _told(name: str, value: str, refs: str = "A. TESTVILLE 4401\n     B. STATE 12345") -> list[str]:
    text = f"DE RUEHTV #4453 3400838\nP 050838Z DEC 08\nFM AMEMBASSY TESTVILLE\n{REFERRED.format(refs=refs)}"
    found = read(text.encode(), Options(host=(Statement(name, value, 0),)))
    return [one.message for one in found.findings if one.code == "CC112"]


@pytest.mark.parametrize(
    ("value", "refs"),
    [
        ("07STATE5", "A. TESTVILLE 4401\n     B. STATE 12345"),
        ("08TESTVILLE4401", "A. TESTVILLE 4401\n     B. STATE 12345"),
        ("08TESTVILLE4401|08STATE12345|08OTHERVILLE7", "A. TESTVILLE 4401\n     B. STATE 12345"),
        ("08TESTVILLE4401|07STATE12345", "A. TESTVILLE 4401\n     B. STATE 12345"),
        ("08STATE7", "SMITH E-MAIL OF 12/1/2008"),
    ],
)
def test_other_references_than_the_table_states_are_told(value: str, refs: str) -> None:
    (message,) = _told("references", value, refs)
    assert message.startswith(f"the table states {value} as references, the cable ")


@pytest.mark.parametrize(
    ("value", "refs"),
    [
        ("08TESTVILLE4401|08STATE12345", "A. TESTVILLE 4401\n     B. STATE 12345"),
        (
            "2008STATE012345, 2008TESTVI04401",
            "A. TESTVILLE 4401\n     B. STATE 12345",
        ),  # cut, in another order
        ("08TESTVILLE4453|08STATE12345", "STATE 12345"),  # the host counts the cable itself
        ("08STATE12345|SMITH MEMO", "A. STATE 12345\n     B. TESTVILLE 4401"),  # one that cannot be read
        ("08STATE12345", "A. STATE 12345\n     B. SMITH E-MAIL OF 12/1/2008"),
        ("REFTEL", "STATE 12345"),
    ],
)
def test_the_same_references_are_not_told(value: str, refs: str) -> None:
    assert not _told("references", value, refs)


@pytest.mark.parametrize("value", ["Nowhere", "AMEMBASSY NOWHERE", "NOWHERE", "Embassy Nowhere", "Paris"])
def test_another_origin_is_told(value: str) -> None:
    assert _told("origin", value) == [f"the table states {value} as origin, the cable TESTVILLE"]


@pytest.mark.parametrize(
    "value",
    [
        "Testville", "AMEMBASSY TESTVILLE", "US Mission Testville", "Testville, Sampleland", "Testville RPO",
        "France", "Western Testville", "EUR/WE", "Office 12", "",
    ],
)  # fmt: skip
def test_an_origin_that_may_be_the_same_is_not_told(value: str) -> None:
    assert not _told("origin", value)
