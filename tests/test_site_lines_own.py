"""What recurs in a corpus and is the cables' own is never cut; what nobody can tell is left to a person."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import pytest

from cableconv.boilerplate import stage as boilerplate
from cableconv.learn import learn_sources
from cableconv.model import Kind
from cableconv.profile import Profile
from cableconv.scan import scan

WORDS = "harbor minister council talks spring trade market bridge school road grain".split()  # noqa: SIM905
SIGNERS = {"TESTVILLE": "QUORNBY", "OTHERVILLE": "ASHGROVE", "SAMPLETON": "PELLING"}
TOP = ["Mirror of Records", "Home Archive Contact us", "Bookmark this entry"]
BOTTOM = ["Page built in 12 ms", "Terms | Privacy | Imprint", "Hosted by friends of the harbor"]
ANNEXES = {
    "a biographic note": ["Biographic note:", "Name: Quorn", "Party: Harbor", "Born: 1950"],
    "a distribution": ["Distribution", "Harbor Board", "Trade Council"],
    "a point of contact": ["POC: Ida Sample, Political Section", "Tel: 555 0142"],
    "attachments": ["Attachments:", "- List of guests", "- Map of the harbor"],
    "a quoted menu": ["The page ended in:", "World Headlines", "Terms | Privacy | Imprint"],
}


class Page(NamedTuple):
    """A text and the numbers of the site's lines in it."""

    text: str
    site: frozenset[int]


def _header(post: str, index: int) -> list[str]:
    return [f"R {10 + index % 18}0838Z DEC 08", f"UNCLAS {post} {index:06d}", "", "E.O. 12958: N/A", ""]


def _lost_header(post: str, index: int) -> list[str]:
    return ["STATE FOR EAP/CM - SAMPLE", "", "E.O. 12958: N/A", ""]


def _corpus(
    annex: list[str],
    *,
    signed: bool,
    trailer: bool = False,
    top: list[str] = TOP,
    bottom: list[str] = BOTTOM,
    header: Callable[[str, int], list[str]] = _header,
    of: range = range(60),
) -> list[Page]:
    pages = []
    for index in of:
        rng = Random(index)
        post = rng.choice(sorted(SIGNERS))
        cable = header(post, index)
        for number in range(1, rng.randint(4, 8)):
            prose = " ".join(rng.choice(WORDS) for _ in range(30)).capitalize()
            cable += [f"{number}. (U) {prose[:50]}", f"{prose[50:105]}.", ""]
        cable += [*annex, ""] + [SIGNERS[post], ""] * signed + ["BT", f"#{index:04d}", "NNNN", ""] * trailer
        lines = [*top, "", *cable, *bottom]
        site = {*range(len(top)), *range(len(lines) - len(bottom), len(lines))}
        pages.append(Page("\n".join([*lines, ""]), frozenset(site)))
    return pages


def _learned(pages: list[Page]) -> Profile:
    return learn_sources(page.text.encode() for page in pages).profile


def _judged(pages: list[Page], known: Profile) -> tuple[list[str], list[str]]:
    """The lines of cables that went, and those of the site that stayed."""
    lost, leaked = [], []
    for text, site in pages:
        gone: set[int] = set()
        at = 0
        for span in boilerplate.mark(scan(text), "balanced", known.site_lines):
            if span.kind in (Kind.BOILERPLATE, Kind.TITLE):
                gone.add(at)
            at += span.text.endswith("\n")
        lines = text.split("\n")
        lost += [lines[at] for at in sorted(gone - site)]
        leaked += [lines[at] for at in sorted(site - gone)]
    return lost, leaked


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
@pytest.mark.parametrize("annex", ANNEXES)
def test_an_annex_of_every_cable_stays_and_the_site_goes(annex: str, signed: bool) -> None:
    pages = _corpus(ANNEXES[annex], signed=signed)
    assert _judged(pages, _learned(pages)) == ([], [])


@pytest.mark.parametrize("annex", ANNEXES)
def test_an_annex_of_every_cable_of_a_corpus_without_a_site_stays(annex: str) -> None:
    pages = _corpus(ANNEXES[annex], signed=False, top=[], bottom=[])
    known = _learned(pages)
    assert _judged(pages, known) == ([], [])
    assert not any(seen.cut for seen in known.site_lines.values())


def test_lines_of_every_cable_of_a_corpus_without_a_site_are_listed_for_a_person() -> None:
    pages = _corpus(["Harbor Board", "Trade Council"], signed=False, top=[], bottom=[])
    known = _learned(pages)
    assert known.site_lines and not any(seen.cut for seen in known.site_lines.values())
    assert _judged(pages, known) == ([], [])


CLOSINGS = {
    "a distribution": ["Distribution:", "Amb, DCM, Pol, Econ", "Harbor working group"],
    "a distribution apart from its head": ["Distribution:", "", "Amb, DCM, Pol, Econ"],
    "clearances": ["Drafted by: Quorn", "Cleared by: DCM:Pelling"],
    "a biographic note": ["Biographic note", "Name: Quorn", "Languages: French"],
    "an underlined heading": ["Comment", "-------", "", "The strike will go on."],
    "an annex": ["Annex: Text of the letter", "", "Dear Minister,"],
}


@pytest.mark.parametrize("bottom", [BOTTOM, []], ids=["a site", "no site"])
@pytest.mark.parametrize("closing", CLOSINGS)
def test_what_all_cables_have_below_their_signature_stays(closing: str, bottom: list[str]) -> None:
    below = [*CLOSINGS[closing], "", *bottom]
    pages = [
        Page(text, frozenset(at for at in site if at < len(TOP) or at > max(site) - len(bottom)))
        for text, site in _corpus([], signed=True, bottom=below)
    ]
    assert _judged(pages, _learned(pages)) == ([], [])


def test_lines_that_a_person_approves_are_cut() -> None:
    pages = _corpus([], signed=False, top=[], bottom=["Harbor Lights", "Otherville Branch"])
    known = _learned(pages)
    assert _judged(pages, known)[1]  # nothing shows that they are a site's
    approved = {key: seen._replace(cut=True) for key, seen in known.site_lines.items()}
    assert _judged(pages, Profile(site_lines=approved)) == ([], [])


CLOSING_ALL = (
    "Embassy Point of Contact: Econ Section, tel. 555-0101",
    "The Embassy appreciates Washington's continued support.",
    "We will follow this up in the new year.",
    "Post will report on the mole.",
    "POL/ECON section can be asked for more",
)


@pytest.mark.parametrize("bottom", [BOTTOM, []], ids=["a site", "no bottom"])
@pytest.mark.parametrize("closing", CLOSING_ALL)
def test_what_all_unsigned_cables_close_with_is_listed_and_stays(closing: str, bottom: list[str]) -> None:
    """In words of an office, or as a sentence: the site's own lines go, this one is left to a person."""
    pages = [
        Page(text, frozenset(at for at in site if at < len(TOP) or at > max(site) - len(bottom)))
        for text, site in _corpus([], signed=False, bottom=[closing, "", *bottom])
    ]
    known = _learned(pages)
    assert _judged(pages, known)[0] == []
    listed = [seen for (edge, line), seen in known.site_lines.items() if line[:12] == closing.lower()[:12]]
    assert [seen.cut for seen in listed] == [False]


@pytest.mark.parametrize(
    "bottom",
    [
        ["Scanned by volunteers of the Gorse Hill Library"],
        ["Scanned by volunteers", "of the Gorse Hill Library", "Box 12, folder 7"],
        ["Received by the list harbor-l", "Message 12 of 90"],
        ["The originals are kept in the reading room.", "Ask the keeper"],
    ],
    ids=["one line", "three lines", "a count", "a sentence"],
)
def test_a_site_that_keeps_papers_is_shown_below_unsigned_cables(bottom: list[str]) -> None:
    pages = _corpus([], signed=False, top=[], bottom=bottom)
    assert _judged(pages, _learned(pages)) == ([], [])


def test_a_foot_of_which_each_file_has_one_of_some_lines_is_shown_below_unsigned_cables() -> None:
    pages: list[Page] = []
    for place, (text, site) in enumerate(
        _corpus([], signed=False, top=[], bottom=["MOTTO", "Last changed in May"])
    ):
        motto = ("Thank you for reading the Ostrel Archive", "The Ostrel Archive thanks its friends")[
            place % 2
        ]
        pages.append(Page(text.replace("MOTTO", motto), site))
    assert _judged(pages, _learned(pages)) == ([], [])


ONE_POST = {
    "an office": ["Ida Quorn", "Economic Section", "Harbor Street 12"],
    "a post": ["Ida Quorn", "Testville", "Harbor Street 12"],
    "two lines": ["Ida Quorn", "Harbor Street 12"],
    "sentences": [
        "More will follow.",
        "We will see the minister again.",
        "He has no plans to travel this year.",
    ],
    "blank lines between": ["Ida Quorn", "", "Harbor Street 12", "", "Second floor"],
    "below a colon": ["Copies of this go to:", "Ida Quorn", "Amos Pelling", "Cato Reef"],
}


@pytest.mark.parametrize("closing", ONE_POST.values(), ids=ONE_POST)
def test_what_one_post_closes_all_its_unsigned_cables_with_stays(closing: list[str]) -> None:
    """A site is shown above them, and none below."""
    pages = [
        Page(
            text.replace("OTHERVILLE", "TESTVILLE").replace("SAMPLETON", "TESTVILLE"),
            frozenset(range(len(TOP))),
        )
        for text, _ in _corpus([], signed=False, bottom=closing, of=range(150))
    ]
    assert _judged(pages, _learned(pages))[0] == []


def test_words_of_an_office_show_no_site_below_unsigned_cables() -> None:
    pages = _corpus([], signed=False, top=[], bottom=["Copies are in the archive of the Economic Section"])
    lost, _ = _judged([Page(page.text, frozenset()) for page in pages], _learned(pages))
    assert lost == []


def test_below_the_end_of_transmission_all_that_recurs_is_a_site_s() -> None:
    pages = _corpus(
        ANNEXES["a distribution"], signed=False, trailer=True, bottom=["Harbor Archive", "Branch"]
    )
    assert _judged(pages, _learned(pages)) == ([], [])


def test_a_site_s_name_in_capitals_below_a_signature_goes() -> None:
    bottom = ["HARBOR ARCHIVE", "Otherville Branch", "Leaf 12"]
    pages = _corpus([], signed=True, bottom=bottom)
    assert _judged(pages, _learned(pages)) == ([], [])


PLAIN = ["Back to the shelf", "Last changed by W. Reef"]
READS_ON = ["QUORNBY", "Ida Quornby will see the minister and the council", "in the spring of 2009."]


def _tight(pages: list[Page], instead: list[str] | None = None) -> list[Page]:
    """No blank line between the last paragraph and the signature."""
    tight = []
    for text, site in pages:
        lines = text.split("\n")
        at = next(number for number, line in enumerate(lines) if line in SIGNERS.values())
        below = [lines[at]] if instead is None else instead
        lines[at - 2 : at + 1] = below  # and the blank line that stands for no annex
        moved = {number + (len(below) - 3) * (number > at) for number in site}
        tight.append(Page("\n".join(lines), frozenset(moved)))
    return tight


def test_plain_lines_below_signatures_without_a_blank_line_above_them_go() -> None:
    pages = _tight(_corpus([], signed=True, bottom=PLAIN))
    assert _judged(pages, _learned(pages)) == ([], [])


def test_a_name_in_the_last_paragraph_that_reads_on_signs_nothing() -> None:
    pages = _tight(_corpus([], signed=True), READS_ON)
    assert _judged(pages, _learned(pages)) == ([], [])
    unshown = _tight(_corpus([], signed=True, top=[], bottom=[]), READS_ON)
    assert _judged(unshown, _learned(unshown)) == ([], [])


def test_a_passing_instruction_above_a_lost_header_stays() -> None:
    pages = _corpus([], signed=True, header=_lost_header)
    assert _judged(pages, _learned(pages)) == ([], [])
    mixed = _corpus([], signed=True)[:30] + pages[30:]
    assert _judged(mixed, _learned(mixed)) == ([], [])


def test_tags_in_the_site_s_own_hand_are_no_line_of_the_cable() -> None:
    top, bottom = ["Archive of the Coast", "Tags: harbor, trade"], ["Tags: harbor", "A gift of readers"]
    pages = _corpus([], signed=True, top=top, bottom=bottom)
    assert _judged(pages, _learned(pages)) == ([], [])


CLOSERS = [
    ["Visit Embassy Testville's classified web site at", "http://www.example.gov/testville"],
    [
        "Point of contact for this message is the economic section.",
        "Please contact Ida Quorn at (555) 010-0100.",
    ],
    ["This message was coordinated with the consulate.", "", "Embassy Testville"],
    [],
]
BOTTOMS = {
    "a menu": ["Terms | Privacy | Imprint"],
    "a gift": [
        "Share this page",
        "You can help us to keep this archive free by a gift.",
        "Ida Quorn, Exampleton",
    ],
}


def _begins_at(first: str) -> Callable[[str, int], list[str]]:
    """A header of which the lines above the one that begins so are lost."""

    def header(post: str, index: int) -> list[str]:
        whole = [
            f"R {10 + index % 18}0838Z DEC 08",
            f"FM AMEMBASSY {post}",
            "TO RUEHC/SECSTATE WASHDC 1234",
            "INFO RUEHAA/AMEMBASSY OTHERVILLE 0001",
            "BT",
            *_header(post, index)[1:],
        ]
        return whole[next(at for at, line in enumerate(whole) if line.startswith(first)) :]

    return header


def _closed(bottom: list[str], first: str, some_signed: bool) -> list[Page]:
    """All posts close their cables in the same words; below a signature the site's text begins at once."""
    header = _begins_at(first)
    pages = []
    for index in range(160):
        rng = Random(index)
        closer = rng.choice(CLOSERS)
        text, site = _corpus(closer, signed=False, bottom=bottom, header=header, of=range(index, index + 1))[
            0
        ]
        if some_signed and index % 2:
            lines = text.split("\n")
            at = min(at for at in site if at >= len(TOP))
            text = "\n".join([*lines[:at], "ASHGROVE", *lines[at:]])
            site = frozenset(number + (number >= at) for number in site)
        pages.append(Page(text, site))
    return pages


@pytest.mark.parametrize("some_signed", [True, False], ids=["half signed", "unsigned"])
@pytest.mark.parametrize("first", ["R ", "TO ", "INFO ", "BT"])
@pytest.mark.parametrize("bottom", BOTTOMS)
def test_what_all_posts_close_their_cables_with_stays(bottom: str, first: str, some_signed: bool) -> None:
    pages = _closed(BOTTOMS[bottom], first, some_signed)
    known = _learned(pages)
    assert _judged(pages, known) == ([], [])
    cut = {line for (_, line), seen in known.site_lines.items() if seen.cut}
    assert not cut & {"ashgrove", "embassy testville", "http://www.example.gov/testville", "bt"}
    assert len(cut) == len(TOP) + len(BOTTOMS[bottom])


def test_a_signature_below_a_line_that_a_person_approved_stays() -> None:
    pages = _closed(BOTTOMS["a menu"], "R ", some_signed=True)
    known = _learned(pages)
    one = next(iter(known.site_lines.values()))._replace(documents=9, nearest=0, farthest=9, cut=True)
    approved = {**known.site_lines, ("bottom", "embassy testville"): one}
    assert "ASHGROVE" not in _judged(pages, Profile(site_lines=approved))[0]


ANOTHER = ["The Example Archive", "Read 12 times"]
GIFT = ["Share this page", "Like it", "You can help us by a gift.", "Contact: Ida Quorn, Exampleton"]


def _two_sites(closing: list[str], top: list[str], bottom: list[str]) -> list[Page]:
    """A site with signed cables, and one whose cables are unsigned, some of which end in the closing."""
    signed = _corpus([], signed=True)
    unsigned = [
        _corpus(closing * (index % 3 == 0), signed=False, top=top, bottom=bottom, of=range(index, index + 1))[
            0
        ]
        for index in range(60, 120)
    ]
    return [page for both in zip(signed, unsigned, strict=True) for page in both]


@pytest.mark.parametrize("closing", [*CLOSERS, *ANNEXES.values()], ids=lambda lines: "".join(lines[:1])[:20])
def test_a_site_of_unsigned_cables_among_others_goes(closing: list[str]) -> None:
    pages = _two_sites(closing, ANOTHER, GIFT)
    assert _judged(pages, _learned(pages)) == ([], [])


@pytest.mark.parametrize("closing", [*CLOSERS, *ANNEXES.values()], ids=lambda lines: "".join(lines[:1])[:20])
def test_unsigned_cables_of_no_site_among_those_of_one_stay(closing: list[str]) -> None:
    pages = _two_sites([*closing, "Subscribe to our newsletter | Privacy | Imprint"], [], [])
    assert _judged(pages, _learned(pages))[0] == []


def _varied(bottoms: Callable[[int], list[str]], annexes: list[list[str]], *, signed: bool) -> list[Page]:
    """A corpus in which each cable has one annex of these, and each page its own bottom."""
    return [
        page
        for index in range(120)
        for page in _corpus(
            annexes[index % len(annexes)],
            signed=signed,
            bottom=bottoms(index),
            of=range(index, index + 1),
        )
    ]


def test_an_annex_that_one_in_ten_unsigned_cables_has_stays() -> None:
    comment = ["Comment", "-------", "", "The strike will go on. Nobody gains by it."]
    letter = ["Sincerely,", "Ida Quorn", "President, Harbor Board"]
    annexes = [comment, letter, *ANNEXES.values(), [], [], []]
    pages = _varied(lambda index: ["Terms | Privacy | Imprint", "Harbor Archive"], annexes, signed=False)
    known = _learned(pages)
    assert _judged(pages, known) == ([], [])
    assert known.site_lines["bottom", "sincerely,"].cut is False


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
def test_a_list_that_the_site_counts_is_no_paragraph_of_an_unnumbered_cable(signed: bool) -> None:
    bottom = ["Most read", "1. Storm over the bay", "2. Ten tips for the garden", "\u00a9 Harbor Archive"]
    pages = _corpus([], signed=signed, bottom=bottom)
    for index in range(0, len(pages), 7):
        numbers = (f"{number}. (U) " for number in range(1, 9))
        text = pages[index].text
        for number in numbers:
            text = text.replace(number, "")
        pages[index] = Page(text, pages[index].site)
    known = _learned(pages)
    assert _judged(pages, known) == ([], [])
    quoting = (
        "UNCLAS TESTVILLE 000012\n\nThe page listed:\n\n1. Storm over the bay\n\nNothing else was on it.\n"
    )
    assert _judged([Page(quoting, frozenset())], known) == ([], [])


def test_a_line_that_the_site_prints_several_times_with_other_numbers_goes() -> None:
    def bottom(index: int) -> list[str]:
        related = [f"Related: cable no. {index + 7 * number}" for number in range(1 + index % 4)]
        return [*related, "Report a problem", "Terms | Privacy | Imprint"]

    pages = _varied(bottom, [[]], signed=True)
    known = _learned(pages)
    assert _judged(pages, known) == ([], [])
    lines = pages[3].text.split("\n")
    begin = min(number for number in pages[3].site if number >= len(TOP))
    quoting = "\n".join([*lines[:begin], "Related: cable no. 12", "", *lines[begin:]])
    moved = frozenset(number + 2 * (number >= begin) for number in pages[3].site)
    assert _judged([Page(quoting, moved)], known) == ([], [])


def test_sentences_of_the_site_below_all_cables_go_where_some_are_signed() -> None:
    bottom = [
        "This copy was made for private study by the library.",
        "If you find a fault, write to us.",
        "Served by node 12",
    ]
    pages = [
        page
        for index in range(120)
        for page in _corpus([], signed=index % 3 == 0, bottom=bottom, of=range(index, index + 1))
    ]
    assert _judged(pages, _learned(pages)) == ([], [])


def _worded(pages: list[Page]) -> list[Page]:
    """Each page with words of its own where "WORDS" stands."""
    own = [Random(f"words/{index}").sample(WORDS, 3) for index in range(len(pages))]
    return [
        Page(page.text.replace("WORDS", ", ".join(of)), page.site)
        for page, of in zip(pages, own, strict=True)
    ]


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
@pytest.mark.parametrize("line", ["Tags: WORDS", "Filed under: WORDS", "Keywords: WORDS"])
def test_a_labelled_line_that_is_another_one_on_each_page_goes_with_the_site_s(
    line: str, signed: bool
) -> None:
    pages = _worded(_corpus([], signed=signed, bottom=[line, *BOTTOM]))
    known = _learned(pages)
    assert _judged(pages, known) == ([], [])
    assert ("bottom", line.replace("WORDS", "*").lower()) in known.site_lines


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
@pytest.mark.parametrize(
    "line",
    ["TAGS: WORDS", "Contact: WORDS", "Related: the council sold the WORDS.", "He filed it under: WORDS"],
)
def test_a_labelled_line_of_the_cable_stays(line: str, signed: bool) -> None:
    pages = _worded(_corpus([line], signed=signed))
    assert _judged(pages, _learned(pages)) == ([], [])


def test_a_labelled_line_alone_below_the_cables_stays() -> None:
    pages = _worded(_corpus(["Tags: WORDS"], signed=True, top=[], bottom=[]))
    assert _judged(pages, _learned(pages))[0] == []


def test_the_name_that_signs_all_cables_of_a_corpus_is_not_cut() -> None:
    """A corpus of one ambassador has his name in every file, as far from its end as a line of the site."""
    pages = _corpus(["MERRIWEATHER"], signed=False, bottom=["Gamma Telegram House"], of=range(120))
    lost, _ = _judged(pages, _learned(pages))
    assert "MERRIWEATHER" not in lost
