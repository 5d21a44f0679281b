"""Files of several cables: parted, kept together as a corpus, put together again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cableconv
from cableconv import Edition, InputError, Options
from tests.batch_corpus import at_once
from tests.test_cli import fails, said

CASES = Path(__file__).parent / "cases" / "several"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
DIPLOMATIC = Options(name="two.txt", edition=Edition.DIPLOMATIC)


def case(name: str) -> tuple[bytes, list[int]]:
    """A file, and the lines in which a cable begins: a mark, not part of the file, says so."""
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    starts: list[int] = []
    kept: list[str] = []
    for line in lines:
        if line.startswith("---8<---"):
            starts.append(len(kept) + 1)
        else:
            kept.append(line)
    return "".join(kept).encode(), starts or [1]


def begins(cables: tuple[cableconv.Cable, ...]) -> list[int]:
    return [cable.source.part.line if cable.source.part else 1 for cable in cables]


@pytest.mark.parametrize("name", NAMES)
def test_where_cables_begin(name: str) -> None:
    data, starts = case(name)
    assert begins(cableconv.read_all(data)) == starts


def test_the_archive_s_attributes_between_two_telegrams_go() -> None:
    data, _ = case("archive-telegrams-that-name-references")
    for cable in cableconv.read_all(data):
        printed = cableconv.write(cable, "text").decode()
        assert "Attributes" not in printed
        assert "Document Number" not in printed
        assert not [finding for finding in cable.findings if finding.code in ("CC115", "CC116")]


@pytest.mark.parametrize(
    "name",
    [
        "archive-telegrams-with-stamps-and-no-attributes",
        "headlines-over-a-blank-line",
        "pages-that-begin-as-the-first-one",
        "pages-with-counts-above-their-labels",
    ],
)
def test_the_top_of_the_next_page_stays_in_no_cable(name: str) -> None:
    data, _ = case(name)
    for cable in cableconv.read_all(data):
        printed = [line for line in cableconv.write(cable, "text").decode().splitlines() if line]
        text = [line for line in printed if line.startswith(("1. ", "2. ", "FENNWICK"))]
        assert printed[-len(text) :] == text
        assert not [finding for finding in cable.findings if finding.code in ("CC115", "CC116")]


TWO, LINES = case("two-telegrams")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("to", ["tei", "json"])
def test_a_corpus_and_its_parts_restore_the_file(encoding: str, newline: str, to: str) -> None:
    text = TWO.decode().replace("harbor", "h\N{LATIN SMALL LETTER A WITH DIAERESIS}rbor")
    data = text.replace("\n", newline).encode(encoding)
    corpus = cableconv.convert(data, DIPLOMATIC, to)
    assert cableconv.restore(corpus) == data
    assert cableconv.verify(corpus, data)
    parts = [cableconv.write(cable, to) for cable in cableconv.read_all(data, DIPLOMATIC)]
    assert len(parts) == len(LINES)
    assert cableconv.restore(*reversed(parts)) == data
    assert all(cableconv.verify(part, data) for part in parts)
    other = "json" if to == "tei" else "tei"
    assert cableconv.restore(cableconv.convert(corpus, to=other)) == data
    assert cableconv.read_all(corpus) == cableconv.read_all(data, DIPLOMATIC)


def test_a_missing_part_is_named() -> None:
    parts = [cableconv.write(cable) for cable in cableconv.read_all(TWO, DIPLOMATIC)]
    with pytest.raises(InputError, match="CC708 of the 2 cables of the file these are missing: 1"):
        cableconv.restore(parts[1])
    with pytest.raises(InputError, match="CC707"):
        cableconv.restore(parts[0], parts[0])
    single = cableconv.convert(b"P 151200Z JAN 08\n\n1. (U) One.\n", DIPLOMATIC)
    with pytest.raises(InputError, match="CC707"):
        cableconv.restore(parts[0], single)


def test_a_part_of_another_file_does_not_fit() -> None:
    parts = [cableconv.write(cable) for cable in cableconv.read_all(TWO, DIPLOMATIC)]
    other = [cableconv.write(cable) for cable in cableconv.read_all(TWO + b"\n", DIPLOMATIC)]
    with pytest.raises(InputError, match="CC707"):
        cableconv.restore(parts[0], other[1])
    assert not cableconv.verify(parts[0], TWO + b"\n")


def test_read_wants_one_cable() -> None:
    with pytest.raises(InputError, match=r"CC029 there are 2 cables .* in lines 1, \d+"):
        cableconv.read(TWO)


def test_each_cable_has_its_own_header_and_identifiers() -> None:
    first, second = cableconv.read_all(TWO)
    assert first.header.reference_number.value == "08TESTVILLE42"
    assert second.header.reference_number.value == "08OTHERVILLE17"
    twice = cableconv.convert(TWO[: TWO.index(b"VZCZCXRO0124")] * 2)
    assert twice.count(b"<TEI ") == 2
    names = [piece.split(b'"')[0] for piece in twice.split(b'xml:id="')[1:]]
    assert len(set(names)) == len(names)


# The command line


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "two.txt"
    path.write_bytes(TWO)
    return path


def test_corpus_is_the_default(file: Path) -> None:
    assert b"<teiCorpus" in at_once(file).stdout
    corpus = json.loads(at_once(file, "--to", "json").stdout)
    assert corpus["format"] == "cableconv-corpus"
    assert [document["source"]["part"]["cable"] for document in corpus["documents"]] == [1, 2]


def test_split_into_a_folder_and_back(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cables"
    folder.mkdir()
    arguments = ("--several", "split", "--edition", "diplomatic")
    assert at_once(file, *arguments, "-o", folder).returncode == 0
    parts = sorted(folder.iterdir())
    assert [path.name for path in parts] == ["two-1.xml", "two-2.xml"]
    assert at_once("restore", *parts).stdout == TWO
    assert at_once("restore", *parts, "--verify", file).returncode == 0
    fails(at_once("restore", parts[0]), 3, "CC708")
    assert at_once(file, *arguments, "-o", tmp_path / "cable-{}.json").returncode == 0
    assert json.loads((tmp_path / "cable-2.json").read_bytes())["source"]["part"]["cable"] == 2


def test_split_writes_all_or_none(file: Path, tmp_path: Path) -> None:
    (tmp_path / "cable-2.xml").write_bytes(b"mine")
    result = at_once(file, "--several", "split", "--no-overwrite", "-o", tmp_path / "cable-{}.xml")
    fails(result, 3, "cable-2.xml:1:1: CC034")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cable-2.xml", "two.txt"]
    assert (tmp_path / "cable-2.xml").read_bytes() == b"mine"


def test_split_needs_a_place_for_each(file: Path, tmp_path: Path) -> None:
    fails(at_once(file, "--several", "split"), 2, "CC044")
    fails(at_once(file, "--several", "split", "-o", tmp_path / "out.xml"), 2, "CC044")


def test_refuse_says_where_the_cables_begin(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    fails(
        at_once(file, "--several", "refuse", "-o", out),
        3,
        f"CC029 there are 2 cables in this file, which begin in lines 1, {LINES[1]}",
    )
    assert not out.exists()
    one = tmp_path / "one.txt"
    one.write_bytes(b"P 151200Z JAN 08\n\n1. (U) One.\n")
    assert at_once(one, "--several", "refuse", "-o", out).returncode == 0


def test_spans_and_explain_give_the_line_of_the_file(file: Path) -> None:
    shown = at_once("spans", file).stdout.decode()
    line = TWO.split(b"\n").index(b"FM AMEMBASSY OTHERVILLE") + 1
    assert f"{line}:1\tfrom\t'FM AMEMBASSY OTHERVILLE'" in shown


def test_messages_give_the_line_of_the_file(file: Path) -> None:
    file.write_bytes(TWO.replace(b"#0017/01 0161200", b"#0017/01 0991200"))
    message = said(at_once(file, "-o", file.with_suffix(".xml")))
    line = TWO.split(b"\n").index(b"DE RUEHOV #0017/01 0161200") + 1
    assert f"two.txt:{line}:1: CC401" in message


def test_a_restart_repeats_the_header_of_its_own_cable() -> None:
    first, second = (
        f"DE RUEHTV #{serial:04}/01 0151200\nP 151200Z JAN 08\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC\nBT\n"
        f"UNCLAS SECTION 01 OF 02 {post} {serial:06}\n\n{header}\n"
        f"1. The harbor authority met its neighbors for a second\n\n"
        f"UNCLAS FINAL SECTION OF 02 {post} {serial:06}\n\n{header}\n"
        f"round of talks.\nBT\n#{serial:04}\nNNNN\n\n"
        for post, serial, header in (
            (
                "TESTVILLE",
                42,
                "SIPDIS\nSUBJECT: A BRIDGE OVER THE WIDE RIVER OPENS WITH A BAND\nAND SPEECHES\n",
            ),
            ("OTHERVILLE", 17, "SUBJECT: HARBOR TALKS OF THE\nNEIGHBORS\n"),
        )
    )
    cables = cableconv.read_all((first + second).encode())
    assert [cable.header.subject.value for cable in cables] == [
        "A BRIDGE OVER THE WIDE RIVER OPENS WITH A BAND AND SPEECHES",
        "HARBOR TALKS OF THE NEIGHBORS",
    ]
    for cable in cables:
        (paragraph,) = [block for block in cable.blocks if block.kind == "paragraph"]
        assert [piece for piece in paragraph.content if isinstance(piece, str)] == [
            "The harbor authority met its neighbors for a second ",
            "round of talks.",
        ]


def test_header_lines_that_both_cables_bear_are_kept() -> None:
    header = "FM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\nUNCLAS TESTVILLE {}\nSIPDIS\nE.O. 12958: N/A\n"
    one = header + "TAGS: PREL\nSUBJECT: A DAM\n\n1. (U) The dam is open.\nEXAMPLE\n\n"
    data = (one.format("000412") + one.format("000501")).encode()
    cables = cableconv.read_all(data)
    assert len(cables) == 2
    for cable in cables:
        assert (cable.header.captions.value, cable.header.subject.value) == (("SIPDIS",), "A DAM")
        assert cable.header.originator.value.name == "AMEMBASSY TESTVILLE"


def test_the_classification_above_a_later_labelled_telegram_is_its_own() -> None:
    data = case("labelled")[0].replace(b"1. (U) ", b"1. ")
    first, second = (cable.header for cable in cableconv.read_all(data))
    assert second.classification == first.classification
    assert second.classification.value == "UNCLASSIFIED"
    assert second.reference_number.value == "12TESTVILLE346"


def test_what_both_headers_say_is_no_repetition() -> None:
    """E.O. and security lines of a later cable that read as those of the first; a relay of two lines."""
    data, _ = case("relay-on-two-lines")
    cables = cableconv.read_all(data)
    for cable in cables:
        assert cable.header.security.value.letters == "UUUUU"
        assert cable.header.executive_order.value.number == "12958"
    assert [cable.header.signature.value for cable in cables] == ["SMITH", "JONES"]
    assert cables[1].header.relay.value == ("PP", "RUEHAA", "RUEHBB", "RUEHCC", "RUEHDD", "RUEHEE")


def test_a_restart_is_known_by_the_header_below_the_site_text_of_a_later_page() -> None:
    """Between the header of the first section and the page's beginning stand many lines of the site."""
    tags = "\n".join(["PREL PGOV ECON ETRD EFIN PHUM"] * 420)
    page = (
        "Viewing cable 93TESTVILLE42, A BRIDGE OPENS\n\nBrowse by origin\n\nBrowse by tag\n\n{}\n\n"
        "Reference ID Created Released Classification Origin\n"
        "93TESTVILLE42 1993-01-15 12:00 2011-02-03 21:00 UNCLASSIFIED Embassy Testville\n\n"
        "P 151200Z JAN 93\nFM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n\n"
        "UNCLAS SECTION 01 OF 02 TESTVILLE 000042\n\nE. O. 12356: N/A\nSUBJECT: A BRIDGE OPENS\n\n"
        "1. (U) The bridge over the river opened with speeches of the\n\n"
        "UNCLAS SECTION 02 OF 02 TESTVILLE 000042\n\nE. O. 12356: N/A\nSUBJECT: A BRIDGE OPENS\n\n"
        "guests and of the mayor.\n"
    )
    (cable,) = cableconv.read_all(page.format(tags).encode())
    (paragraph,) = [block for block in cable.blocks if block.kind == "paragraph"]
    text = "".join(piece for piece in paragraph.content if isinstance(piece, str))
    assert text == "The bridge over the river opened with speeches of the guests and of the mayor."


def test_a_notice_above_them_hides_no_lines_of_a_later_header() -> None:
    """The E.O. line of the second cable reads as that of the first, and stands below a notice in words."""
    header = (
        "FM AMEMBASSY TESTVILLE\nTO SECSTATE WASHDC\n\nUNCLAS TESTVILLE {}\n\n"
        "This message is sensitive but unclassified. Please protect accordingly.\n\n"
        "E.O. 12958: N/A\nTAGS: PREL\nSUBJECT: A DAM\n\n1. (U) The dam is open.\n\nEXAMPLE\n\n"
    )
    cables = cableconv.read_all((header.format("000412") + header.format("000501")).encode())
    assert [cable.header.executive_order.value.number for cable in cables] == ["12958", "12958"]


def test_a_restart_takes_no_text_where_the_first_classification_line_is_glued() -> None:
    """No line tells where the header ends, and no paragraph has a number: the text above stays."""
    data = (
        "VZCZCXRO0042\nDE RUEHTV #0042/01 0280748\nP 280748Z JAN 02\nFM AMEMBASSY TESTVILLE\n"
        "TO RUEHC/SECSTATE WASHDC 3090\nINFO RUCNDT/USMISSION OTHERVILLE S E C R E T SECTION 01 OF 02 "
        "TESTVILLE 000042\n\nSUBJECT: A DAM\n\n(S) The dam is open, and the river runs through\n\n"
        "S E C R E T SECTION 02 OF 02 TESTVILLE 000042\n\nSUBJECT: A DAM\n\nit once more.\n"
    )
    (cable,) = cableconv.read_all(data.encode())
    assert cable.header.precedence.value is not None
    (paragraph,) = [block for block in cable.blocks if block.kind == "paragraph"]
    text = "".join(piece for piece in paragraph.content if isinstance(piece, str))
    assert text == "The dam is open, and the river runs through it once more."


def pages_of(cable: cableconv.Cable) -> list[str]:
    """Its blocks, a page break as "|2|" where it stands."""
    return ["".join(map(piece_of, block.content)) for block in cable.blocks if block.kind != "header"]


def piece_of(piece: object) -> str:
    return piece if isinstance(piece, str) else f"|{page}|" if (page := getattr(piece, "page", "")) else ""


RESTARTED = """UNCLAS SECTION 01 OF 03 TESTVILLE 007469
SUBJECT: ARCHIVES

1. (U) Papers from before 1970 cannot be

UNCLAS SECTION 02 OF 03 TESTVILLE 007469

trusted, and 12 of 15 boxes

UNCLAS SECTION 03 OF 03 TESTVILLE 007469

are gone.

"""
MARKED = """UNCLAS OTHERVILLE 004497
SUBJECT: ROUTE TALKS

1. (U) Route talks

OTHERVILLE 00004497  002 OF 003

failed after 12 of

OTHERVILLE 00004497  003 OF 003

15 days.

"""
HEADED = """TESTVI 04812  01 OF 02  151200Z

UNCLAS TESTVILLE 4812
SUBJECT: PAPERS

1. (U) The papers

TESTVI 04812  02 OF 02  151210Z

are here.

"""


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 2), (2, 0), (2, 2), (0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_how_one_cable_shows_its_pages_says_nothing_of_another(order: tuple[int, ...]) -> None:
    texts = [(RESTARTED, MARKED, HEADED)[number] for number in order]
    texts = [text.replace("812", f"81{place}") for place, text in enumerate(texts)]
    cables = cableconv.read_all("".join(texts).encode())
    alone = [pages_of(cableconv.read(text.encode())) for text in texts]
    assert [pages_of(cable) for cable in cables] == alone
    assert all("|2|" in "".join(blocks) for blocks in alone)
    if RESTARTED in texts:
        text = "Papers from before 1970 cannot be |2|trusted, and 12 of 15 boxes |3|are gone."
        assert text in alone[texts.index(RESTARTED)]


@pytest.mark.parametrize("below", ["", "\n", "\n\n\n", "\n" * 9])
def test_blank_lines_below_a_cable_change_nothing_in_it(below: str) -> None:
    header = (
        "UNCLAS TESTVILLE 000142\nSIPDIS\nE.O. 12958: N/A\nTAGS: ECON, TV\nSUBJECT: A DAM\nREF: STATE 12\n\n"
    )
    rows = "A line of a table   12   15\n" * 3
    text = "1. (U) The minister of\n\nwater and 12 of\n\n15 members of\n\nthe board met.\n\n2. (U) They left."
    alone = cableconv.read((header + rows + text + "\n").encode()).blocks
    assert cableconv.read((header + rows + text + "\n" + below).encode()).blocks == alone


@pytest.mark.parametrize(
    "name",
    [
        "pages-of-a-library",
        "pages-of-a-library-on-one-line",
        "pages-with-glued-labels",
        "archive-telegrams-without-numbers",
    ],
)
@pytest.mark.parametrize("kept", ["blank lines", "no blank lines"])
def test_of_the_pages_of_a_site_nothing_stays_in_the_cable_above(name: str, kept: str) -> None:
    """The signature or the end of transmission is the last line of each cable."""
    data = case(name)[0]
    data = data if kept == "blank lines" else b"\n".join(line for line in data.split(b"\n") if line) + b"\n"
    cables = cableconv.read_all(data)
    assert len(cables) > 1
    assert len({cable.header.title.value for cable in cables}) == 1
    for cable in cables:
        assert cable.header.signature.value == "SMITH"
        assert cable.blocks[-1].kind in ("signature", "trailer")
