"""Feet of unknown sites right below paragraphs and names, mottos by turns, counters; cables stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from cableconv import Options, convert, read_all
from cableconv.boilerplate import stage
from cableconv.boilerplate.site_lines import SiteLines, Tally
from cableconv.model import Kind
from cableconv.profile import Profile
from cableconv.scan import scan

POSTS = ("TESTVILLE", "OTHERVILLE", "SAMPLETON")
NAMES = ("ASHGROVE", "QUORNBY", "PELLING")
NOUNS = "harbor minister council quay trade market bridge school road grain".split()  # noqa: SIM905
PASTE = ("paste id {n}", "report abuse - make new paste")
LINKS = ("[prev] [next] [up]", "maintained by hand since 2009")


def _page(index: int, foot: Sequence[str], signed: float = 0.5, top: str = "pastebox / raw") -> str:
    """A cable with this foot right below its last line: a name in a share of the files."""
    rng = Random(index)
    post = POSTS[index % 3]
    lines = [top, f"R {10 + index % 18}0838Z DEC 08", f"UNCLAS {post} {index:06d}", "", "SUBJECT: THE PORT"]
    for number in range(1, 4):
        one, two, three = rng.sample(NOUNS, 3)
        lines += [
            "",
            f"{number}. (U) The owners of the {one} met twice this week, and the {two} of",
            f"the town asked them to wait for the {three}.",
        ]
    if rng.random() < signed:
        lines += ["", NAMES[index % 3]]
    return "\n".join([*lines, *(line.format(n=rng.randint(1000, 99999)) for line in foot), ""])


def _learned(pages: Sequence[str]) -> SiteLines:
    tally = Tally()
    for index, page in enumerate(pages):
        tally.add(page.split("\n"), POSTS[index % 3])
    return tally.site_lines(len(POSTS))


def _left(page: str, known: SiteLines, cut: str = "balanced") -> list[str]:
    """The lines of the page that stay."""
    spans = stage.mark(scan(page), cut, known)
    site = (Kind.BOILERPLATE, Kind.TITLE, Kind.BLANK)
    return [span.text.rstrip("\n") for span in spans if span.kind not in site]


@pytest.mark.parametrize("foot", [PASTE, LINKS], ids=["paste", "links"])
@pytest.mark.parametrize("signed", [1.0, 0.5])
def test_a_foot_right_below_the_last_line_goes(foot: tuple[str, ...], signed: float) -> None:
    pages = [_page(index, foot, signed) for index in range(90)]
    known = _learned(pages)
    for index, page in enumerate(pages):
        assert _left(page, known) == [line for line in _page(index, (), signed).split("\n")[1:] if line]


def test_the_sentence_above_is_whole() -> None:
    known = _learned([_page(index, PASTE) for index in range(90)])
    page = _page(7, PASTE, 0)
    printed = convert(page.encode(), Options(profile=Profile(site_lines=known)), "text").decode()
    assert printed.rstrip().split("\n")[-1].endswith(".") and "paste" not in printed
    assert "paste id" in _left(page, known, "safe")[-2]


def test_a_foot_below_the_name_that_signs_all_cables_goes() -> None:
    pages = [_page(index, PASTE, 1.0).replace(NAMES[index % 3], "ASHGROVE") for index in range(60)]
    known = _learned(pages)
    assert known["bottom", "paste id #"].cut
    assert all(_left(page, known)[-1] == "ASHGROVE" for page in pages)


@pytest.mark.parametrize(
    "end",
    [
        ["The page of the thief ends in these words:", *PASTE],
        ["On the screen was", *PASTE],
        ["The boy knew no more.", PASTE[0]],
        ["The boy knew no more.", PASTE[1], PASTE[0]],
        [*PASTE, "This was all that the boy knew."],
        ["The boy knew no more.", "paste id 12 and", "report abuse - make new paste"],
    ],
    ids=[
        "below a colon",
        "in the sentence",
        "its first line",
        "in another order",
        "above text",
        "other words",
    ],
)
def test_what_a_cable_quotes_of_the_foot_at_its_end_stays(end: list[str]) -> None:
    known = _learned([_page(index, PASTE) for index in range(90)])
    page = _page(7, [line.replace("{n}", "4711") for line in end], 0)
    assert _left(page, known) == [line for line in page.split("\n")[1:] if line]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_listed_line_that_stays_where_it_was_seen_is_told(newline: str) -> None:
    known = Profile(site_lines=_learned([_page(index, PASTE) for index in range(90)]))
    page = _page(7, ["On the screen was", PASTE[0].format(n=4711), PASTE[1]], 0).replace("\n", newline)
    (cable,) = read_all(page.encode(), Options(profile=known))
    lines = len(page.split(newline)) - 1
    assert [found.lines for found in cable.findings if found.code == "CC115"] == [(lines - 1, lines)]
    (cable,) = read_all(_page(7, PASTE, 0).encode(), Options(profile=known))
    assert "CC115" not in {found.code for found in cable.findings}


def test_words_that_all_cables_end_in_are_not_cut() -> None:
    ends = ("Embassy will report what it hears.", "Post thanks the Department.")
    pages = [_page(index, [ends[index % 2]], 0) for index in range(90)]
    known = _learned(pages)
    assert all(ends[index % 2] in _left(page, known) for index, page in enumerate(pages))


MOTTOS = ("Thank you for your visit here.", "The friends of the quay keep this up.")
BELOW = ("Opening hours: Mon-Fri 9-17", "visit no. {n}")


def test_a_foot_whose_first_line_is_one_of_two_is_learned() -> None:
    pages = [_page(index, ["", MOTTOS[index % 5 > 2], *BELOW]) for index in range(120)]
    known = _learned(pages)
    assert all(known["bottom", motto.lower().rstrip(".")].cut for motto in MOTTOS)
    assert all(_left(page, known)[-1][-1] in ".YEG" for page in pages)


@pytest.mark.parametrize(
    "closing",
    [
        ("Embassy will follow this up.", "Post has no more to say of this."),
        ("Counselor for Political Affairs", "Deputy Chief of Mission"),
        ("We will see what becomes of it.", "There is no more to be said."),
    ],
    ids=["words of an office", "titles", "sentences"],
)
def test_what_cables_close_with_by_turns_above_a_foot_is_not_cut(closing: tuple[str, str]) -> None:
    pages = [_page(index, [closing[index % 5 > 2], "", *BELOW], 0) for index in range(120)]
    known = _learned(pages)
    assert all(closing[index % 5 > 2] in _left(page, known) for index, page in enumerate(pages))


EDITS = ("", "{n}", "raw  edit  history", "rev {n}")


def test_a_number_that_heads_the_foot_goes() -> None:
    pages = [_page(index, EDITS, top="raw") for index in range(90)]
    known = _learned(pages)
    assert known["bottom", "#"].cut
    assert all(_left(page, known)[-1][-1] in ".YEG" for page in pages)


def test_a_number_that_stands_elsewhere_stays() -> None:
    known = _learned([_page(index, EDITS, top="raw") for index in range(90)])
    page = _page(7, ["", "12", "", *EDITS[2:]], 0, top="raw")
    assert _left(page, known)[-1] == "12"


def test_a_number_that_some_cables_end_in_is_not_listed() -> None:
    pages = [_page(index, EDITS if index % 3 else ("", *EDITS[2:]), top="raw") for index in range(90)]
    assert ("bottom", "#") not in _learned(pages)
