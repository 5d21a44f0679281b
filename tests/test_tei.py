"""The TEI of a cable by example, and what its reader refuses."""

from __future__ import annotations

import re

import pytest
from lxml import etree

import cableconv
from cableconv import validate
from cableconv.blocks.build import assemble
from cableconv.errors import InputError
from cableconv.json import document as json_document
from cableconv.model import Cable, Edition, Kind, PageBreak, Span, Spans
from cableconv.model_header import Field, Header, Status
from cableconv.model_source import Source
from cableconv.tei import document as tei

SPANS: Spans = (
    Span(Kind.TITLE, "Cablegate: A Headline\n"),
    Span(Kind.BLANK, "\n"),
    Span(Kind.DTG, "P 050838Z DEC 08"),
    Span(Kind.END, "\n"),
    Span(Kind.BLANK, "\n"),
    Span(Kind.LABEL, "1. ", "1"),
    Span(Kind.PORTION, "(SBU) ", "SBU"),
    Span(Kind.TEXT, "Areas of interest for"),
    Span(Kind.WRAP, "\n"),
    Span(Kind.BLANK, "\n"),
    Span(Kind.PAGE_LINE, "TESTVILLE 00004453 002 OF 003\n", "2/3"),
    Span(Kind.BLANK, "\n"),
    Span(Kind.TEXT, "future  govern"),
    Span(Kind.HYPHEN_DROPPED, "-\n"),
    Span(Kind.TEXT, "ment and so-"),
    Span(Kind.HYPHEN_KEPT, "\n"),
    Span(Kind.TEXT, "called "),
    Span(Kind.MARKER, "End Summary.", "summary-end"),
    Span(Kind.END, "\r\n"),
    Span(Kind.HEADING, "A Heading"),
    Span(Kind.END, "\n"),
    Span(Kind.RULE, "---------\n"),
    Span(Kind.ITEM_MARK, "-- "),
    Span(Kind.TEXT, "an item"),
    Span(Kind.END, "\n"),
    Span(Kind.CELL, "Wheat"),
    Span(Kind.CELL, "   12"),
    Span(Kind.END, "\n"),
    Span(Kind.SIGNATURE, "SAMPLE"),
    Span(Kind.END, "\n"),
    Span(Kind.TRAILER, "NNNN"),
    Span(Kind.END, "\n"),
    Span(Kind.BOILERPLATE, "(c) A Site\n"),
)


NO_HEADER = Header()


def cable(spans: Spans, edition: Edition, header: Header = NO_HEADER) -> Cable:
    return Cable(
        source=Source("a.txt", 1, "ab" * 32, "utf-8"),
        edition=edition,
        generator="cableconv 0.1.0",
        header=header,
        blocks=assemble(spans),
        spans=spans if edition is Edition.DIPLOMATIC else (),
    )


def text_of(spans: Spans, edition: Edition) -> str:
    """The text element as it is written, without the line breaks between elements."""
    data = tei.write(cable(spans, edition))
    validate.validate_tei(data)
    text = data[data.index(b"<text>") :].decode().replace("\n", "").removesuffix("</TEI>")
    return text.replace("cabababababab-", "")


def test_reading_edition() -> None:
    assert text_of(SPANS, Edition.READING) == (
        '<text><front><div type="header"><ab type="date-time-group">P 050838Z DEC 08</ab></div></front>'
        '<body><div><p ana="#extent-summary" n="1"><label>1. </label>'
        '<seg type="portion-marking" ana="#portion-SBU">(SBU) </seg>'
        'Areas of interest for <pb n="2" type="of-3"/>future government and so-called '
        '<seg type="marker" subtype="summary-end">End Summary.</seg></p></div>'
        "<div><head>A Heading</head><list><item><label>-- </label>an item</item></list>"
        "<table><row><cell>Wheat</cell><cell>12</cell></row></table>"
        "<closer><signed>SAMPLE</signed></closer><trailer>NNNN</trailer></div></body></text>"
    )


def test_diplomatic_edition() -> None:
    assert text_of(SPANS, Edition.DIPLOMATIC) == (
        '<text><front><div type="boilerplate">'
        '<ab type="title"><lb n="1"/>Cablegate: A Headline</ab><lb n="2"/></div>'
        '<div type="header"><ab type="date-time-group"><lb n="3"/>P 050838Z DEC 08</ab>'
        '<lb n="4"/></div></front>'
        '<body><div><p ana="#extent-summary" n="1"><lb n="5"/><label>1. </label>'
        '<seg type="portion-marking" ana="#portion-SBU">(SBU) </seg>'
        'Areas of interest for <lb n="6"/><pb n="2" type="of-3"/><fw type="header" n="2/3"><lb n="7"/>'
        'TESTVILLE 00004453 002 OF 003</fw><lb n="8"/><lb n="9"/>future <space unit="chars" quantity="2"/>'
        'govern<lb n="10" rend="hyphen" break="no"/>ment and so-<lb n="11" break="no"/>called '
        '<seg type="marker" subtype="summary-end">End Summary.</seg></p></div>'
        '<div><head><lb n="12" type="crlf"/>A Heading</head>'
        '<metamark function="heading-rule"><lb n="13"/>---------</metamark>'
        '<list><item><lb n="14"/><label>-- </label>an item</item></list>'
        '<table><row><cell><lb n="15"/>Wheat</cell>'
        '<cell><space unit="chars" quantity="3"/>12</cell></row></table>'
        '<closer><signed><lb n="16"/>SAMPLE</signed></closer><trailer><lb n="17"/>NNNN</trailer></div>'
        '</body><back><div type="boilerplate"><ab type="boilerplate"><lb n="18"/>(c) A Site</ab>'
        '<lb n="19"/></div></back></text>'
    )


def test_page_break_inside_a_word_has_one_wrapper() -> None:
    spans = (
        Span(Kind.TEXT, "govern"),
        Span(Kind.HYPHEN_DROPPED, "-\n"),
        Span(Kind.PAGE_LINE, "TESTVILLE 0001 002 OF 003\n", "2"),
        Span(Kind.TEXT, "ment"),
    )
    assert text_of(spans, Edition.READING).count('govern<pb n="2" break="no"/>ment') == 1
    assert (
        'govern<surplus reason="layout">-<lb n="2" break="no"/><pb n="2"/><fw type="header" n="2">'
        'TESTVILLE 0001 002 OF 003</fw><lb n="3" break="no"/></surplus>ment'
    ) in text_of(spans, Edition.DIPLOMATIC)
    assert tei.read(tei.write(cable(spans, Edition.DIPLOMATIC))).spans == spans


@pytest.mark.parametrize("edition", list(Edition))
def test_elements_of_an_editor_are_transparent(edition: Edition) -> None:
    made = cable(SPANS, edition)
    changed = (
        tei.write(made)
        .decode()
        .replace("interest for", "<hi>inter<persName>est</persName></hi> for")
        .replace(
            "A Heading", "A <!-- remark --><placeName>Heading</placeName><?pi?><note>an editor's note</note>"
        )
        .replace("<TEI ", "<!-- a comment --><?a-pi?><TEI ")
    )
    assert tei.read(changed.encode()) == made


@pytest.mark.parametrize("edition", list(Edition))
def test_long_text_is_chunked(edition: Edition) -> None:
    spans = (Span(Kind.TEXT, "word " * 700_000 + "end"), Span(Kind.END, "\n"))
    made = cable(spans, edition)
    data = tei.write(made)
    assert data.count(b"<milestone") == 3
    validate.validate_tei(data)
    assert tei.read(data) == made


def test_undecodable_bytes_print_a_replacement() -> None:
    spans = (Span(Kind.TEXT, "caf\udce9 \ufffd\x0c"), Span(Kind.END, "\n"))
    written = text_of(spans, Edition.DIPLOMATIC)
    expected = 'caf\ufffd <g ref="#byte-E9"/><space unit="chars" quantity="1"/>\ufffd<g ref="#U-000C"/>'
    assert expected in written
    assert tei.read(tei.write(cable(spans, Edition.DIPLOMATIC))).spans == spans


def test_empty_source() -> None:
    for edition in Edition:
        made = cable((), edition)
        validate.validate_tei(tei.write(made))
        assert tei.read(tei.write(made)) == made


def test_prolog_is_short() -> None:
    data = tei.write(cable(SPANS, Edition.READING))
    assert data.index(b"<TEI") - data.index(b"?>") < 512


def test_impossible_dates_stand_as_text() -> None:
    header = Header(date_time_group=Field("2008-13-45T08:38:00Z", Status.STATED, (3,)))
    made = cable(SPANS, Edition.READING, header)
    validate.validate_tei(tei.write(made))
    assert tei.read(tei.write(made)) == made


def test_page_breaks_of_one_page() -> None:
    spans = (
        Span(Kind.PAGE_LINE, "TESTVILLE 0001 002 OF 003\n", "2"),
        Span(Kind.BLANK, "\n"),
        Span(Kind.PAGE_LINE, "UNCLAS\n"),
        Span(Kind.PAGE_LINE, "PAGE 02\n", "2"),
        Span(Kind.PAGE_LINE, "PAGE 03\n", "3"),
    )
    assert [block.content for block in assemble(spans)] == [(PageBreak(2),), (PageBreak(3),)]


@pytest.mark.parametrize(
    ("line", "total", "section"),
    [
        ("TESTVILLE 00004453  002.2 OF 003", 3, None),
        ("Testville 00004453 002 of 003", 3, None),
        ("PAGE 02        TESTVI  04453  01 OF 03  050838Z", None, 1),
        ("PAGE 02 OF 04  TESTVILLE 1234   DTG: 121530Z MAR 85 PSN: 012345", 4, None),
        ("PAGE 02 OF 04    TESTVI 00777 021530Z MAR 05", 4, None),
        ("TESTVI  01234  02 OF 03  061253Z", None, 2),
        ("UNCLAS SECTION 02 OF 03 TESTVILLE 004453", 3, 2),
        ("S E C R E T FINAL SECTION OF 03 TESTVILLE 7890", 3, 3),
        ("S E C R E T SECTION TWO OF TWO TESTVILLE 7890", 2, 2),
        ("- Page 2 of 5 -", 5, None),
        ("[Page 673]", None, None),
        ("PAGE 2 RUMJIR 7890 S E C R E T", None, None),
        ("PAGE 02 STATE 012345 TOSEC 000001", None, None),
    ],
)
def test_a_page_break_has_the_counts_of_its_line(line: str, total: int | None, section: int | None) -> None:
    spans = (
        Span(Kind.TEXT, "govern"),
        Span(Kind.HYPHEN_DROPPED, "-\n"),
        Span(Kind.PAGE_LINE, f"{line}\n", "2"),
        Span(Kind.TEXT, "ment"),
        Span(Kind.END, "\n"),
    )
    for edition in Edition:
        made = cable(spans, edition)
        assert made.blocks[0].content == ("govern", PageBreak(2, True, total, section), "ment")
        validate.validate_tei(tei.write(made))
        assert tei.read(tei.write(made)) == json_document.read(json_document.write(made)) == made


@pytest.mark.parametrize("wrong", ['type="3"', 'type="of-three"', 'type="of-3" subtype="of-3"', 'n="two"'])
def test_a_page_break_with_other_counts_is_refused(wrong: str) -> None:
    text = tei.write(cable(SPANS, Edition.READING)).decode()
    assert '<pb n="2" type="of-3"/>' in text
    with pytest.raises(InputError, match="CC62"):
        tei.read(text.replace('<pb n="2" type="of-3"/>', f"<pb {wrong}/>").encode())


GOOD = tei.write(cable(SPANS, Edition.DIPLOMATIC)).decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</TEI>", ""),
        ("<TEI ", "<!DOCTYPE TEI><TEI "),
        ("<TEI ", '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI '),
        ("http://www.tei-c.org/ns/1.0", "http://example.org/"),
        ('<lb n="7"/>', ""),
        ('<lb n="7"/>', '<lb n="seven"/>'),
        ('type="crlf"', 'type="strange"'),
        ('<edition n="diplomatic">', '<edition n="critical">'),
        ('quantity="3"', 'quantity="-3"'),
        ('type="date-time-group"', 'type="nonsense"'),
        ('ana="#cabababababab-portion-SBU"', 'ana="#nowhere"'),
    ],
)
def test_damaged_documents_are_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=r"CC(6[12]|71)\d"):
        tei.read(GOOD.replace(old, new, 1).encode())


def test_runs_of_lines_that_no_source_of_this_size_has_are_refused() -> None:
    """Each of these runs takes thirty bytes, and would take a megabyte as numbers."""
    data = (
        "1. (U) The harbor authority met its\nneighbors for a round of talks that it had\n"
        "asked for in the spring of the year.\n"
    )
    document = cableconv.convert(data.encode(), cableconv.Options(edition=Edition.DIPLOMATIC)).decode()
    change = next(line for line in document.splitlines(keepends=True) if 'type="change"' in line)
    many = re.sub("<string>[^<]*</string>", "<string>1-99999</string>", change, count=1)
    assert many != change
    assert cableconv.read(document.replace(change, many).encode()).changes[0].lines[-1] == 99_999
    with pytest.raises(InputError, match="CC620"):
        cableconv.read(document.replace(change, many * 500).encode())


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"<a/>", b"\xff\xfe<", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'],
)
def test_foreign_documents_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        tei.read(data)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(InputError):
        tei.read(GOOD.replace("<TEI ", bomb + '<TEI n="&b;" ', 1).encode())


def test_indentation_of_another_tool() -> None:
    root = etree.fromstring(GOOD.encode())
    etree.indent(root, space="\t")
    assert tei.read(etree.tostring(root)).spans == SPANS


RELEASED = (
    b"UNCLASSIFIED U.S. Department of State Case No. F-2011-00001 Doc No. C05000001 Date: 01/02/2013\n"
    b"CONFIDENTIAL TESTVILLE 004453\n\n1. (C) The minister told us that the governor of\n"
    b"1.4(B)\n1.4(D)\nthe lakes had left with [     ] (b)(5), which he had sold.\n"
)


@pytest.mark.parametrize("edition", list(Edition))
def test_codes_of_a_release_say_why_words_were_taken_out(edition: Edition) -> None:
    made = cableconv.read(RELEASED, cableconv.Options(edition=edition))
    written = tei.write(made)
    found = etree.fromstring(written).iterfind(".//{*}seg[@type='redaction']")
    codes = [(each.get("n"), " ".join("".join(each.itertext()).split())) for each in found]
    assert codes == [("1.4(B)", "1.4(B)"), ("1.4(D)", "1.4(D)"), (None, "[ ]"), ("B5", "(b)(5)")]
    assert tei.read(written) == json_document.read(json_document.write(made)) == made
    validate.validate_tei(written)
