"""Boilerplate: invented pages of every known layout, and prose that must stay.

A case in tests/cases/boilerplate is a page, a line ---8<---, and what is expected:
layout, title, meta (name=value) and cut (the numbers of the lines that go, blank ones apart;
a number with + is a line that is cut in part). The text after "keeps" must stay.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

import cableconv
from cableconv.boilerplate import layout_files
from cableconv.boilerplate import stage as boilerplate
from cableconv.grammar import site
from cableconv.model import Kind, Spans
from cableconv.scan import scan

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "boilerplate").glob("*.txt"))
SAMPLE = HERE.parent / "seeds" / "000_e8292a26f4d70e19.txt"
GONE = (Kind.BOILERPLATE, Kind.TITLE)


def _cut_lines(spans: Spans) -> list[str]:
    """Numbers of the lines that are cut; with + when a part of the line stays."""
    gone: dict[int, bool] = {}
    kept: set[int] = set()
    line = 1
    for span in spans:
        if span.kind in GONE:
            gone[line] = True
        elif span.kind is Kind.LINE:
            kept.add(line)
        line += span.text.count("\n")
    return [f"{number}+" if number in kept else str(number) for number in gone]


def _expected(text: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for line in text.strip().splitlines():
        name, _, value = line.partition(":")
        fields.setdefault(name.strip(), []).append(value.strip())
    return fields


def _ranges(text: str) -> list[str]:
    numbers: list[str] = []
    for part in text.split():
        first, dash, last = part.partition("-")
        numbers += [str(n) for n in range(int(first), int(last) + 1)] if dash else [part]
    return numbers


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    page, _, rest = path.read_text("utf-8").partition("---8<---\n")
    expected = _expected(rest)
    found = boilerplate.examine(scan(page))
    blank = {str(n) for n, line in enumerate(page.split("\n"), 1) if not line.strip()}
    assert _cut_lines(found.spans) == [n for n in _ranges(expected["cut"][0]) if n not in blank]
    if "layout" in expected:
        assert found.layout == expected["layout"][0]
    if "title" in expected:
        assert [span.value for span in found.spans if span.kind is Kind.TITLE] == expected["title"]
    stated = {f"{name}={value}" for name, value, _ in found.metadata}
    assert set(expected.get("meta", [])) <= stated
    assert "".join(span.text for span in found.spans) == page
    assert boilerplate.mark(found.spans) == found.spans


ENDS = sorted((HERE / "cases" / "boilerplate_ends").glob("*.txt"))


@pytest.mark.parametrize("path", ENDS, ids=lambda path: path.stem)
def test_what_stands_below_the_end_of_a_cable(path: Path) -> None:
    """Below a signature or the end of transmission: teasers go, names and other short lines stay."""
    page, _, rest = path.read_text("utf-8").partition("---8<---\n")
    assert _cut_lines(boilerplate.mark(scan(page))) == _ranges(_expected(rest)["cut"][0])


def test_aggressive_takes_a_short_line_below_the_end_of_transmission_for_a_headline() -> None:
    page = (HERE / "cases/boilerplate_ends/s1_short_line_below_the_trailer.txt").read_text("utf-8")
    marked = boilerplate.mark(scan(page.partition("---8<---\n")[0]), "aggressive")
    assert _cut_lines(marked) == ["1", "12", "14"]


CUT_SHORT = (
    "Customs: Minister Denies It\nThe minister said on Monday that he knew nothing of the shipment...\n\n"
    "Ports: Workers Return\nAfter a week of strikes the workers of the port went back to their posts...\n"
)


@pytest.mark.parametrize(
    ("end", "cut"),
    [
        ("2. (U) The paper carried these headlines:\n\n" + CUT_SHORT, 0),
        ("2. (U) The paper carried two headlines.\n\n" + CUT_SHORT + "\nASHGROVE\n", 0),
        ("ASHGROVE\nBT\n#4453\nNNNN\n\nAnnex: list of guests\n\nIda Quorn, Customs\n\n(c) Scoop Media\n", 1),
        ("ASHGROVE\n\n" + CUT_SHORT, 4),
    ],
    ids=["below a colon", "above the signature", "an annex", "below the signature"],
)
def test_aggressive_takes_no_text_of_the_cable_for_headlines(end: str, cut: int) -> None:
    page = f"Cablegate: Trade\n\nUNCLAS TESTVILLE 004453\n\n1. (U) The minister spoke of trade.\n\n{end}"
    assert len(_cut_lines(boilerplate.mark(scan(page), "aggressive"))) == 1 + cut


QUOTED = sorted((HERE / "cases" / "boilerplate_quoted").glob("*.txt"))


@pytest.mark.parametrize("cut", ["balanced", "aggressive"])
@pytest.mark.parametrize("path", QUOTED, ids=lambda path: path.stem)
def test_a_cable_that_quotes_the_site_of_its_own_page(path: Path, cut: str) -> None:
    """What the cable quotes of the very site that printed it stays; the site's own text goes."""
    page, _, rest = path.read_text("utf-8").partition("---8<---\n")
    marked = boilerplate.mark(scan(page), cut)
    assert _cut_lines(marked) == _ranges(_expected(rest)["cut"][0])
    assert boilerplate.mark(marked, cut) == marked


@pytest.mark.parametrize("path", QUOTED, ids=lambda path: path.stem)
def test_safe_cuts_no_more_of_a_cable_that_quotes_its_site(path: Path) -> None:
    page, _, rest = path.read_text("utf-8").partition("---8<---\n")
    assert set(_cut_lines(boilerplate.mark(scan(page), "safe"))) <= set(_ranges(_expected(rest)["cut"][0]))


@pytest.mark.parametrize("name", ["w2_column", "w4_key_and_library", "d1_labels", "d3_reference"])
def test_safe_takes_what_can_only_be_the_site_above_a_header(name: str) -> None:
    """Lists and keys between two known lines, where the cable begins with a line of its header."""
    page, _, rest = (
        (HERE / "cases" / "boilerplate" / f"{name}.txt").read_text("utf-8").partition("---8<---\n")
    )
    cut = _cut_lines(boilerplate.mark(scan(page), "safe"))
    assert cut == [n for n in _ranges(_expected(rest)["cut"][0]) if page.split("\n")[int(n) - 1].strip()]
    bare = page.replace("UNCLAS TESTVILLE", "From Testville").replace("DE RUEH", "From RUEH")
    assert len(_cut_lines(boilerplate.mark(scan(bare), "safe"))) <= len(cut)


KEPT = sorted((HERE / "cases" / "boilerplate_kept").glob("*.txt"))
SCOOP_TOP = "Cablegate: Minister Speaks of Trade\n\n"
SCOOP_BOTTOM = (
    "\n(c) Scoop Media\n\nWorld Headlines\n\nUN: Chief Speaks In Sampleton\n"
    "The chief spoke on Monday at length... More>>\n"
)
LEAK_TOP = (
    "Browse latest releases\nBrowse by origin\nViewing cable 08TESTVILLE42, TRADE\n"
    "Reference ID Created Classification Origin\n"
    "08TESTVILLE42 2008-01-15 12:00 UNCLASSIFIED Embassy Testville\n"
)
LEAK_BOTTOM = "\nWikiLeaks shop\nCourage is contagious\nBack to top\n"


@pytest.mark.parametrize("cut", ["safe", "balanced"])
@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_cable_that_quotes_a_site_is_kept_whole(path: Path, cut: str) -> None:
    """Alone, and in a page of another site than the one it quotes."""
    cable = path.read_text("utf-8")
    assert not _cut_lines(boilerplate.mark(scan(cable), cut))
    top, bottom = (SCOOP_TOP, SCOOP_BOTTOM) if "WikiLeaks" in cable else (LEAK_TOP, LEAK_BOTTOM)
    marked = boilerplate.mark(scan(top + cable + bottom), cut)
    kept = "".join(span.text for span in marked if span.kind is Kind.LINE)
    assert kept.replace("\n", "").startswith(cable.replace("\n", ""))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_known_bottom_goes_whatever_the_cable_quotes(path: Path) -> None:
    cable = path.read_text("utf-8")
    top, bottom = (SCOOP_TOP, SCOOP_BOTTOM) if "WikiLeaks" in cable else (LEAK_TOP, LEAK_BOTTOM)
    marked = boilerplate.mark(scan(top + cable + bottom))
    assert "".join(span.text for span in marked if span.kind is Kind.LINE) == cable.replace("\n\n", "\n")


def _survives(line: str) -> bool:
    """The line filter of a web crawl: mostly capitals, or a single token, is dropped."""
    bare = line.rstrip("\n")
    return not bare.strip() or not (sum(map(str.isupper, bare)) / len(bare) > 0.5 or len(bare.split()) == 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("variant", ["filtered", "no blanks", "trailing blanks", "indented"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_as_crawled(path: Path, variant: str, newline: str) -> None:
    """Each page as a crawl or another scraper leaves it: nothing of the cable lost, nothing leaked."""
    page, _, rest = path.read_text("utf-8").partition("---8<---\n")
    gone = set(_ranges(_expected(rest)["cut"][0]))
    lines = [(line, str(n) in gone) for n, line in enumerate(page.split("\n"), 1) if f"{n}+" not in gone]
    if variant == "filtered":
        lines = [(line, host) for line, host in lines if _survives(line)]
    elif variant == "no blanks":
        lines = [(line, host) for line, host in lines if line.strip()]
    ending = {"trailing blanks": "  ", "indented": ""}.get(variant, "") + newline
    start = "    " if variant == "indented" else ""
    found = boilerplate.mark(scan("".join(start + line + ending for line, _ in lines)))
    cut = {n for n in _cut_lines(found) if not n.endswith("+")}
    lost = [line for n, (line, host) in enumerate(lines, 1) if not host and str(n) in cut and line.strip()]
    leaked = [line for n, (line, host) in enumerate(lines, 1) if host and str(n) not in cut and line.strip()]
    assert not lost
    assert not leaked


def test_sample() -> None:
    text = SAMPLE.read_text("utf-8")
    spans = boilerplate.mark(scan(text))
    lines = text.split("\n")
    assert [span.value for span in spans if span.kind is Kind.TITLE] == [
        "U/S Jeffery and Scio Agree to Future"
    ]
    assert _cut_lines(spans) == ["1"] + [str(n) for n in range(201, 230) if lines[n - 1].strip()]
    assert boilerplate.examine(scan(text)).layout == "S1"


@pytest.mark.parametrize("form", site.FORMS, ids=lambda form: form.name)
def test_forms(form: object) -> None:
    assert isinstance(form, site.Form)
    assert form.search(form.example)
    assert not [line for line in form.counter if form.match(line)]


def test_layout_files_load_and_are_hinted() -> None:
    assert {key for name in layout_files.available() for key in layout_files.load((name,)).names} >= {
        *("S1", "S2", "S3", "W1", "W2", "W3", "W4", "W5", "D1", "D2", "D3", "D4", "D5", "N1", "F1")
    }
    called = {name for hints in layout_files.HINTS.values() for names in hints.values() for name in names}
    assert called <= set(layout_files.available())
    assert all(piece in hint for piece, hints in layout_files.HINTS.items() for hint in hints)


BODY = [
    "DE RUEHXX #4453/01 3400838",
    "P 050838Z DEC 08",
    "",
    "E.O. 12958: N/A",
    "",
    "1. (SBU) The minister met the ambassador in Testville",
    "on Monday and spoke of trade, of which there is little.",
    "",
    "A Heading About Trade",
    "",
    "2. (SBU) He said that the paper had printed the story",
    "under a title that nobody liked, and went on for an",
    "",
    "TESTVILLE 00004453 002 OF 002",
    "",
    "hour about it.",
    "",
]
TRAPS = [
    [
        "3. (U) A local site, under the title",
        "World Headlines",
        "and above the notice",
        "© Scoop Media",
        "gave a list.",
    ],
    [
        "3. (U) The page says only: Advertisement",
        "and below it Subscribe to Scoop or something like",
        "that.",
    ],
    [
        "3. (U) The article is signed (c) Scoop Media, and says",
        "that readers want more... More>> was the word.",
    ],
    [
        "3. (U) Viewing cable traffic of the last week, we see",
        "Browse latest releases",
        "as the only menu that works.",
    ],
    ["3. (U) The site asks:", "Are you sure?", "", "World Headlines", "", "4. (U) That was all."],
    [
        "3. (U) Newspapers:",
        "- Daily Test: Minister Speaks of Trade...",
        "- Sample Post: No Comment...",
        "",
        "SMITH",
    ],
    [
        "3. (U) Press list:",
        "",
        "© Scoop Media",
        "",
        "World Headlines",
        "",
        "4. (U) End of list.",
        "",
        "SMITH",
        "BT",
        "#4453",
    ],
    [
        "3. (U) The text of the site is as follows. Begin text:",
        "",
        "Articles",
        "",
        "Search",
        "",
        "End text.",
        "",
        "4. (U) End.",
    ],
    ["3. (U) The last word was home", "", "SMITH"],
    ["3. (U) Share of trade | 4 percent", "Share of aid | 5 percent"],
    ["3. (U) He asked: who reads Reference ID Created Released?", "Nobody."],
    ["BT", "#4453", "NNNN"],
]
TOPS = [
    [],
    ["Cablegate: Minister Speaks of Trade", ""],
    ["INDEPENDENT NEWS", "Cablegate: Minister Speaks of Trade", "Published: Fri 5 Dec 2008 08:38 AM"],
    [
        "Scoop has an Ethical Paywall",
        "Licence needed for work use Learn More",
        "",
        "Search",
        "",
        "Cablegate: Trade",
        "",
    ],
    [
        "Currently released so far... 12,345 / 251,287",
        "Articles",
        "Browse latest releases",
        "2011/08/30",
        "Browse by origin",
        "Embassy Testville",
        "Viewing cable 08TESTVILLE4453, TRADE",
        "Reference ID Created Released Classification Origin",
        "08TESTVILLE4453 2008-12-05 08:38 2011-08-30 01:44 UNCLASSIFIED Embassy Testville",
    ],
]
BOTTOMS = [
    [],
    [
        "© Scoop Media",
        "",
        "World Headlines",
        "",
        "UN: Something Happened",
        "",
        "It happened on Monday...More>>",
        "",
        "  • PMC",
    ],
    ["View as: DESKTOP | MOBILE © Scoop Media"],
    ["(c) Scoop Media"],
    ["WORLD HEADLINES", "UN: Something Happened", "It happened... More>>", "WMO: Rain", "It rained on..."],
]
NO_TOP = [bottom for bottom in BOTTOMS if bottom != ["(c) Scoop Media"]]
LEAK_BOTTOMS = [
    [],
    ["WikiLeaks shop", "Browse by origin", "Donate"],
    ["Back to top", "A project of the Sunshine Press"],
]


def _bottoms(top: list[str]) -> list[list[str]]:
    """What pages with this top print below the cable."""
    return LEAK_BOTTOMS if "Currently" in "".join(top) else BOTTOMS if top else NO_TOP


INSERTS = [
    [],
    ["Advertisement - scroll to continue reading"],
    [
        "",
        "Are you getting our free newsletter?",
        "",
        "Subscribe to Scoop\u2019s 'The Catch Up' our free weekly newsletter sent to your inbox every Monday"
        " with stories from across our network.",
        "",
    ],
]


@pytest.mark.parametrize("cut", ["safe", "balanced", "aggressive"])
def test_no_cable_line_is_ever_lost(cut: str) -> None:
    draw = random.Random(4453)
    for _ in range(400):
        top = draw.choice(TOPS)
        bottom = draw.choice(_bottoms(top))
        scoop = _bottoms(top) is not LEAK_BOTTOMS and (top or bottom in BOTTOMS[1:3])
        insert = draw.choice(INSERTS if scoop else INSERTS[:1])
        at = draw.randrange(5, len(BODY))
        trap = draw.choice(TRAPS)
        cable = [*BODY[:at], *BODY[at:], "", *trap, ""]
        page = [*top, *BODY[:at], *insert, *BODY[at:], "", *trap, "", *bottom]
        text = "\n".join(page) + draw.choice(["", "\n"])
        found = boilerplate.mark(scan(text), cut)
        assert "".join(span.text for span in found) == text
        kept = [span.text.strip() for span in found if span.kind is Kind.LINE]
        wanted = [line.strip() for line in cable if line.strip()]
        lost = [line for line in wanted if line not in kept]
        assert not lost, (lost, text)
        if cut != "safe":
            assert [line for line in kept if line not in wanted] == [], text


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap[0][:30])
def test_traps_alone_are_kept(trap: list[str]) -> None:
    spans = scan("\n".join([*BODY, *trap]))
    assert not [span for span in boilerplate.mark(spans) if span.kind in GONE]


def test_insert_in_mid_line_is_cut_exactly() -> None:
    text = "1. (U) areas of mutual interest for Advertisement - scroll to continue reading future work.\n"
    adverts = (
        SCOOP_TOP + text + "\nAre you getting our free newsletter?\n",
        "Scoop has an Ethical Paywall\n\n" + SCOOP_TOP + text,
    )
    for page in adverts:
        spans = boilerplate.mark(scan(page))
        assert "".join(span.text for span in spans if span.kind is Kind.LINE) == (
            "1. (U) areas of mutual interest for future work.\n"
        )
        assert text in "".join(s.text for s in boilerplate.mark(scan(page), "safe") if s.kind is Kind.LINE)
    assert boilerplate.mark(scan(text)) == scan(text)  # no site: the cable speaks of the words


ALONE = "2. (U) Readers of the paper see Advertisement - scroll to continue reading\nin mid article.\n"
NEWSLETTER = "\nAre you getting our free newsletter?\n\n"


@pytest.mark.parametrize("cut", ["safe", "balanced", "aggressive"])
@pytest.mark.parametrize(
    "page",
    [
        SCOOP_TOP + "1. (U) He left.\n\n" + ALONE + SCOOP_BOTTOM,
        SCOOP_TOP + "1. (U) He left.\n" + NEWSLETTER + ALONE.replace("see", "see the notice"),
        SCOOP_TOP + "1. (U) He left.\n" + NEWSLETTER + ALONE.replace("see ", "see the notice\n"),
        SCOOP_TOP + "1. (U) He left.\n" + NEWSLETTER + ALONE.replace("Ad", "<Ad").replace("ing\n", "ing>\n"),
    ],
    ids=["no other advert", "named", "named above", "brackets"],
)
def test_an_advert_phrase_that_nothing_shows_to_be_the_site_s_stays(page: str, cut: str) -> None:
    marking = boilerplate.examine(scan(page), cut)
    gone = [span.text for span in marking.spans if span.kind in GONE]
    assert not any("scroll to continue reading" in text for text in gone), gone


@pytest.mark.parametrize("cut", ["safe", "balanced", "aggressive"])
@pytest.mark.parametrize("top", ["", SCOOP_TOP], ids=["no site", "its own page"])
@pytest.mark.parametrize(
    "sentence",
    [
        "2. (U) Are you getting our free newsletter?, says the gazette.\nWe doubt it.",
        "2. (U) Are you getting our free newsletter? is what it asks.",
        "2. (U) The page asks: Are you getting our free newsletter?\nNobody answered it.",
        "2. (U) The page had two lines in its middle:\n\nAdvertisement - scroll to continue reading\n"
        "Are you getting our free newsletter?\n\nThe rest is of no interest.",
    ],
)
def test_an_advert_that_is_a_part_of_the_cable_s_sentence_stays(sentence: str, top: str, cut: str) -> None:
    cable = f"UNCLAS TESTVILLE 000123\n\n1. (U) The gazette has a page.\n\n{sentence}\n\nASHGROVE\n"
    marking = boilerplate.examine(scan(top + cable), cut)
    assert "".join(span.text for span in marking.spans if span.kind is Kind.LINE).replace(
        "\n", ""
    ) == cable.replace("\n", "")
    assert marking.doubtful


MESSAGE_TEXT = "1. (U) The form has two parts.\n\nMessage Text\n\n2. (U) This part takes the text.\n"
ARCHIVED_TOP = "Message Text\n\nPAGE 01 TESTVI 00123\nFM AMEMBASSY TESTVILLE\n\n"
ARCHIVED_BOTTOM = "\nASHGROVE\n\n<< END OF DOCUMENT >>\n"


@pytest.mark.parametrize("cut", ["safe", "balanced"])
@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("UNCLAS TESTVILLE 000123\n\n" + MESSAGE_TEXT + "\nASHGROVE\n", 1),
        (SCOOP_TOP + "UNCLAS TESTVILLE 000123\n\n" + MESSAGE_TEXT + "\nASHGROVE\n" + SCOOP_BOTTOM, 1),
        (ARCHIVED_TOP + MESSAGE_TEXT + "\nASHGROVE\n", 1),
        ("FM AMEMBASSY TESTVILLE\n\n" + MESSAGE_TEXT + ARCHIVED_BOTTOM, 1),
        (ARCHIVED_TOP + "1. (U) The form is lost.\n" + ARCHIVED_BOTTOM, 0),
        (ARCHIVED_TOP + "1. (U) The form is lost.\n\n" + ARCHIVED_TOP + "1. (U) We found it.\n", 0),
    ],
    ids=["no site", "another site", "heads the page", "own bottom", "its page", "above the next page"],
)
def test_a_heading_of_the_archives_goes_above_their_texts_alone(page: str, kept: int, cut: str) -> None:
    spans = boilerplate.mark(scan(page), cut)
    assert [span.text for span in spans if span.kind is Kind.LINE].count("Message Text\n") == kept


def test_three_adverts_in_a_row_need_no_other_line_of_their_site() -> None:
    block = INSERTS[2][3] + "\n\nAre you getting our free newsletter?\n"
    text = f"1. (U) The minister spoke of trade.\n\n{block}\n2. (U) He said little else.\n"
    assert "newsletter" not in "".join(s.text for s in boilerplate.mark(scan(text)) if s.kind is Kind.LINE)
    assert boilerplate.mark(scan(text), "safe") == scan(text)


UNNUMBERED = [
    "The minister met the ambassador in Testville on Monday and spoke",
    "of trade, of which there is little, and of the weather, which is",
    "what it is in that season, and nothing more was heard of it then.",
    "",
    "He said that the paper had printed the story under a title that",
    "nobody liked, and went on for an hour about it.",
]


PAGES = [(top, bottom) for top in TOPS for bottom in _bottoms(top)]


@pytest.mark.parametrize(
    ("top", "bottom"), PAGES, ids=["/".join("".join(part)[:20] for part in page) for page in PAGES]
)
@pytest.mark.parametrize("blanks", [True, False])
def test_cable_without_header_and_numbers_is_kept(top: list[str], bottom: list[str], blanks: bool) -> None:
    page = [*top, "", *UNNUMBERED, "", *bottom]
    text = "\n".join(line for line in page if line or blanks)
    found = boilerplate.mark(scan(text))
    kept = [span.text.rstrip("\n") for span in found if span.kind is Kind.LINE]
    assert kept == [line for line in UNNUMBERED if line]


def test_two_pages_without_header_and_numbers() -> None:
    one = [*TOPS[4], *UNNUMBERED]
    found = boilerplate.mark(scan("\n".join([*one, "", *TOPS[4], *BODY, "SMITH"])))
    kept = [span.text.rstrip("\n") for span in found if span.kind is Kind.LINE]
    assert kept == [line for line in [*UNNUMBERED, *BODY, "SMITH"] if line]


def test_quoted_insert_stays() -> None:
    text = '1. (U) He read "Advertisement - scroll to continue reading" aloud.\n'
    assert boilerplate.mark(scan(text)) == scan(text)


def test_time_is_linear() -> None:
    text = "© Scoop Media\nSubscribe to Scoop\u2019s 'The\nUN: A Headline\n1. Advertisement\nmore... More>>\n"
    took = []
    for size in (1_000, 8_000):
        spans = scan(text * size)
        start = time.process_time()
        boilerplate.mark(spans)
        took.append(time.process_time() - start)
    assert took[1] < 24 * took[0] + 0.5
    inserts = scan(SCOOP_TOP + "1. (U) " + "port Advertisement - scroll to continue reading " * 20_000)
    start = time.process_time()
    assert len(boilerplate.mark(inserts)) > 20_000
    assert time.process_time() - start < 3
    hostile = scan(
        "© Scoop Media " + "Show Headers " * 5_000 + "\n" + "\u21a9 " * 50_000 + "x\n" + "A " * 50_000
    )
    start = time.process_time()
    boilerplate.mark(hostile)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("cut", ["safe", "balanced", "aggressive"])
def test_any_mix_of_lines_stays_a_partition(cut: str) -> None:
    draw = random.Random(12)
    pool = [line for path in CASES for line in path.read_text("utf-8").split("\n")]
    for _ in range(300):
        text = draw.choice(["\n", "\r\n", "\r"]).join(draw.choices(pool, k=draw.randrange(1, 60)))
        first = boilerplate.mark(scan(text), cut)
        assert "".join(span.text for span in first) == text
        assert all(span.text for span in first)
        assert all(span.reason for span in first if span.kind in GONE)
        assert boilerplate.mark(first, cut) == first


def test_lines_that_a_cable_itself_prints_twice_stay_on_a_page_that_prints_headers_twice() -> None:
    rows = (
        "(U) The table shows the exports of the port by year, in\nmillions of dollars:\n\nYear    Exports\n"
    )
    text = (
        "Identifier Created Classification Origin\n08TESTVILLE4453 2008-12-05 08:38 UNCLAS Embassy\n"
        "Cable title: EXPORTS\nTags: PREL\n\nUNCLAS TESTVILLE 004453\n\nE.O. 12958: N/A\nSUBJECT: EXPORTS\n\n"
        f"{rows}2007      894.0\n\n(U) The minister spoke of trade at length.\n\n{rows}2008      903.5\n"
    )
    cable = cableconv.read(text.encode())
    assert sum("exports of the port" in str(block.content) for block in cable.blocks) == 2


def test_a_sentence_that_goes_on_below_a_lone_phrase_of_a_site_stays() -> None:
    text = (
        "UNCLAS TESTVILLE 000412\n\n1. (U) The minister said that the press had put\n\n(c) Scoop Media\n\n"
        "on all of its pages. He did not know why.\n"
    )
    kept = "".join(span.text for span in boilerplate.mark(scan(text)) if span.kind is Kind.LINE)
    assert "on all of its pages. He did not know why." in kept


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("extends\tS9", "extends 'S9', of which there is no file"),
        ("color\tred", "line 4: unknown key 'color'"),
        ("top", "line 4: needs a key, a tab and a value"),
        ("top\ta*", "characters before its one wildcard"),
        ("name\tanother", "key 'name' is given twice"),
    ],
)
def test_a_damaged_layout_file_is_refused(
    line: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "z9.tsv").write_text(f"id\tZ9\nname\ta site\nsource\ta page\n{line}\n")
    monkeypatch.setattr(layout_files, "_FOLDER", str(tmp_path))
    layout_files.load.cache_clear()
    with pytest.raises(cableconv.InputError, match=message) as refused:
        layout_files.load(("z9",))
    assert refused.value.code == "CC114"


ADVERT = "Advertisement - scroll to continue reading"


@pytest.mark.parametrize("cut", ["safe", "balanced"])
@pytest.mark.parametrize(
    ("page", "stays"),
    [
        (f"1. (U) The page carried, in this order,\n\n{ADVERT}\n\nand the article itself.\n", True),
        (f"1. (U) The leaflet reads:\n\n{ADVERT}\n\n2. (U) Nobody did.\n", True),
        (f"{LEAK_TOP}1. (U) We read\n{ADVERT}\non each page.\n", True),
        (f"{LEAK_TOP}1. (U) The words {ADVERT} stood on each page.\n", True),
        (f"1. (U) We read of the\n{ADVERT}\nharbor.\n", True),
        (f"{SCOOP_TOP}1. (U) We read of the\n{ADVERT}\nharbor.\n", False),
        (
            f"{SCOOP_TOP}1. (U) We met\nhim and read of this:\n\n{ADVERT}\n\nThe harbor is closed to us.\n",
            True,
        ),
        (
            f"{SCOOP_TOP}1. (U) We met\nhim and read of this:\n\n{ADVERT}\n\n2. (U) The harbor is closed.\n",
            True,
        ),
        (
            f"{SCOOP_TOP}1. (U) We met\nhim and read of this:\n\n{ADVERT}\n\n-- the harbor\n-- the port\n",
            True,
        ),
        (
            f"{SCOOP_TOP}1. (U) We met\nhim.\n\n{ADVERT}\n\n2. (U) We read of this:\n\n{ADVERT}\n\n"
            "-- the harbor\n-- the port\n",
            False,
        ),
        (
            f"{SCOOP_TOP}1. (U) We met\nhim.\n\n{ADVERT}\n\n2. (U) We read of this:\n\n{ADVERT}\n\n"
            "a. The harbor is closed.\n",
            False,
        ),
        (
            f"{SCOOP_TOP}1. (U) We met\nhim.\n\n{ADVERT}\n\n2. (U) He left. Begin text:\n\n{ADVERT}\n\n"
            "The harbor is closed to us.\n",
            False,
        ),
        (f"{SCOOP_TOP}1. (U) We met\nhim.\n\nThe Harbor:\n\n{ADVERT}\n\n2. (U) It is closed.\n", False),
        (f"{SCOOP_TOP}1. (U) Of the harbor,\n\n{ADVERT}\n\nnothing was said.\n{SCOOP_BOTTOM}", False),
        (f"1. (U) Of the harbor,\n\n{ADVERT}\n\nnothing was said.\n{SCOOP_BOTTOM}", False),
    ],
)
def test_an_advert_that_the_cable_announces_or_of_another_site_stays(
    page: str, stays: bool, cut: str
) -> None:
    marked = boilerplate.mark(scan(page), cut)
    assert (ADVERT in "".join(span.text for span in marked if span.kind is Kind.LINE)) is stays


def test_a_newsletter_in_a_sentence_of_the_cable_stays() -> None:
    text = (
        "1. (U) The leaflet reads in full.\n\nSubscribe to Scoop's 'The Catch Up' while it is free, says "
        "Mr. Sample\n\n2. (U) Nobody did.\n"
    )
    assert boilerplate.mark(scan(text)) == scan(text)


def test_labels_alone_show_a_layout() -> None:
    page = (
        "Identifier: 08TESTVILLE42\nCreated: 2008-01-15 12:00:00\nClassification: UNCLASSIFIED\n"
        "Origin: Embassy Testville\nCable title: TRADE\nCable text:\n"
    )
    cable = "DE RUEHXX #0042 0151200\nR 151200Z JAN 08\n\nE.O. 12958: N/A\n\n1. (U) The port is open.\n"
    assert boilerplate.examine(scan(page + cable)).layout == "D2"
    assert boilerplate.examine(scan(cable + "\n2. (U) Cable title: none\n")).layout == ""


EDITION = (
    "Office of the Historian\nForeign Relations of the United States, 1969-1976, Volume E-99\n\n"
    "12. Telegram 445 From the Embassy in Testland to the Department of State\n\n"
    "Testville, May 4, 1975, 1215Z.\n\n1. The strike goes on.\n\nFennwick\n\n"
    "Source: National Archives, RG 59, 1975. Confidential. \u21a9\n\n"
)


@pytest.mark.parametrize("cut", ["safe", "balanced"])
@pytest.mark.parametrize("below", ["Persons\nReferences\n", ""])
def test_lines_of_the_edition_below_its_footnotes_go(below: str, cut: str) -> None:
    text = cableconv.convert((EDITION + below).encode(), cableconv.Options(cut=cut), "text").decode()
    assert text.endswith("\n\nFennwick\n")


def test_what_stands_below_footnotes_is_no_part_of_the_line_above_them() -> None:
    text = cableconv.convert((EDITION + "A note\n").encode(), cableconv.Options(cut="safe"), "text")
    assert text.decode().endswith("\n\nFennwick\n\nA note\n")


PRINTED = (
    "Foreign Relations of the United States, 1961-1963, Volume XXX, Testland\n\n"
    "112. Telegram From the Embassy in Testville to the Department of State\n\n"
    "Testville, May 3, 1962, 6 p.m.\n\n"
)
TOLD = "1412. Deptel 988. Saw Prime Minister Marrow this morning.\n\n"
PLAN = "Marrow fears opposition of fishermen, who number some 3,000.\n\n"


@pytest.mark.parametrize("apart", ["\n\n", "\n"])
@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (["{1}", TOLD, "{2}", PLAN, "{3}", "Fennwick\n"], "/{n}/"),
        ([TOLD, PLAN, "Fennwick\n\n", "{1}", "{2}", "{3}"], "{n}"),
        ([TOLD, PLAN, "Fennwick\n\n", "{1}", "{2}", "{3}"], "/{n}/"),
    ],
)
def test_notes_whose_number_has_no_stop_go(text: list[str], notes: str, apart: str) -> None:
    said = (
        "Source: National Records, 611.99/5-362. Secret.",
        "In telegram 988 the Department\nasked.",
        "Not printed.",
    )
    marks = {str(n): notes.format(n=n) + words + "\n\n" for n, words in enumerate(said, 1)}
    page = PRINTED + "".join(marks[part[1]] if part[0] == "{" else part for part in text)
    for end, number in (("Secret.", 2), ("asked.", 3)):
        page = page.replace(f"{end}\n\n{notes.format(n=number)}", f"{end}{apart}{notes.format(n=number)}")
    without = PRINTED + "".join(part for part in text if part[0] != "{")
    for cut in ("safe", "balanced"):
        options = cableconv.Options(cut=cut)
        kept = cableconv.convert(page.encode(), options, "text")
        assert kept == cableconv.convert(without.encode(), options, "text")


@pytest.mark.parametrize(
    "page",
    [
        PRINTED + "/1/ The plan was dead.\n\n/2/ The loan was not taken.\n\n3. They left.\n",
        PRINTED
        + TOLD
        + "/2/ The loan was not taken.\n\n/1/Source: a paper of the harbor.\n\n/1/ No.\n\n/2/ Yes.\n",
        PRINTED + "1Source: National Records.\n\n2The loan was not taken.\n\n3. (C) They left.\n",
        PRINTED + "/1/Source: National Records.\n\n/3/ The loan was not taken.\n\n" + PLAN,
        PRINTED + "/1/Source: National Records.\n1412. The loan was not taken.\n\n" + PLAN,
        TOLD + "/1/Source: the paper.\n\n/2/ The loan was not taken.\n\n" + PLAN,
    ],
)
def test_points_of_the_cable_are_no_notes(page: str) -> None:
    text = cableconv.convert(page.encode(), cableconv.Options(), "text").decode()
    assert "he loan was not taken." in text
