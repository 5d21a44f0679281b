"""Adverts that a site prints inside its cables, learned from a corpus; what cables repeat stays."""

from __future__ import annotations

from random import Random

import pytest

from cableconv import Options, convert
from cableconv.learn import learn_sources, merge
from cableconv.profile import Profile, dumps, loads

ADVERT = "Story goes on below this message"
POSTS = ("TESTVILLE", "OTHERVILLE", "SAMPLETON")
NOUNS = "harbor minister council quay trade market bridge school road grain".split()  # noqa: SIM905
PASSAGE = [
    "This telegram reports on the weekly meeting of the",
    "Group of Friends of the Port",
    "and its members.",
]


def _halves(rng: Random) -> tuple[str, str]:
    one, two, three = rng.sample(NOUNS, 3)
    return (
        f"(U) The owners of the {one} met twice this week, and both times the {two} of the",
        f"town asked them to wait for the {three}, of which nobody has heard since the spring.",
    )


def _page(index: int, inside: list[str], share: float = 1.0) -> str:
    """A cable; in a share of the files these lines stand apart between the halves of its second sentence."""
    rng = Random(index)
    post = POSTS[index % 3]
    lines = [f"R {10 + index % 18}0838Z DEC 08", f"UNCLAS {post} {index:06d}", "", "SUBJECT: THE PORT", ""]
    for number in range(1, 5):
        above, below = _halves(rng)
        lines += [
            f"{number}. {above}",
            *(["", *inside, ""] if number == 2 and rng.random() < share else []),
            below,
            "",
        ]
        if number == 1:
            lines += [*PASSAGE, "", "Next Steps for the Port", ""]
    return "\n".join([*lines, "ASHGROVE", ""])


def _learned(inside: list[str], share: float = 1.0, files: int = 60) -> Profile:
    return learn_sources(_page(index, inside, share).encode() for index in range(files)).profile


def _printed(page: str, known: Profile, cut: str = "balanced") -> str:
    return convert(page.encode(), Options(profile=known, cut=cut), "text").decode()


def test_an_advert_between_the_halves_of_sentences_is_cut_and_the_sentence_whole() -> None:
    known = _learned([ADVERT])
    (seen,) = [seen for (edge, _), seen in known.site_lines.items() if edge == "inside"]
    assert seen.cut and seen.documents == 60
    printed = _printed(_page(99, [ADVERT]), known)
    assert ADVERT not in printed
    assert printed.count("of the town asked them to wait") == 4
    assert all(line in printed for line in ("Group of Friends of the Port", "Next Steps for the Port"))
    assert ADVERT in _printed(_page(99, [ADVERT]), known, "safe")


@pytest.mark.parametrize(
    ("inside", "share", "files"),
    [
        ([ADVERT], 0.15, 120),
        ([ADVERT], 1.0, 15),
        (["Do you like this paper? Take our weekly letter."], 1.0, 60),
    ],
    ids=["of few files", "of a small corpus", "a sentence"],
)
def test_what_is_not_sure_is_listed_for_a_person(inside: list[str], share: float, files: int) -> None:
    known = _learned(inside, share, files)
    found = {key: seen for key, seen in known.site_lines.items() if key[0] == "inside"}
    assert [seen.cut for seen in found.values()] == [False]
    page = _page(99, inside)
    assert inside[0] in _printed(page, known)
    approved = Profile(site_lines={key: seen._replace(cut=True) for key, seen in found.items()})
    assert inside[0] not in _printed(page, loads(dumps(approved)))


@pytest.mark.parametrize(
    "inside",
    [
        [],
        ["UNCLASSIFIED"],
        ["TESTVILLE 00000012  002 OF 002"],
        ["The Embassy has no comment on this"],
        ["-- an item of a list"],
        ["Comment"],
    ],
    ids=["nothing", "a banner", "a page line", "words of an office", "an item", "a heading"],
)
def test_what_telegrams_print_between_their_lines_is_not_listed(inside: list[str]) -> None:
    assert not [key for key in _learned(inside).site_lines if key[0] == "inside"]


@pytest.mark.parametrize(
    "quoted",
    [
        f"2. (U) The page of the Gazette has this line:\n\n{ADVERT}\n\nNobody knows why.\n",
        f"2. (U) We read on that page\n{ADVERT}\nand nothing else.\n",
        f"2. (U) He said no more.\n\n{ADVERT}\n{'-' * len(ADVERT)}\n\nThe story is long.\n",
    ],
    ids=["below a colon", "in the sentence", "a heading"],
)
def test_an_advert_that_the_cable_quotes_stays(quoted: str) -> None:
    known = _learned([ADVERT])
    page = (
        f"UNCLAS TESTVILLE 000012\n\nSUBJECT: PORT\n\n1. (U) The Gazette has a page.\n\n{quoted}\nASHGROVE\n"
    )
    assert ADVERT in _printed(page, known)


def test_adverts_of_one_post_alone_are_not_listed_where_there_are_several() -> None:
    pages = [_page(index, [ADVERT] if index % 3 == 0 else []) for index in range(120)]
    known = learn_sources(page.encode() for page in pages).profile
    assert not [key for key in known.site_lines if key[0] == "inside"]


SECOND = "Keep reading with our app"


def _between(index: int, first: str, second: str) -> str:
    """A page with the first line between the halves of a sentence, or with the second between paragraphs."""
    page = _page(index, [first] if index % 2 else [])
    return page if index % 2 else page.replace("\n3. ", f"\n{second}\n\n3. ")


def test_another_advert_that_stands_between_paragraphs_goes_beside_a_sure_one() -> None:
    known = learn_sources(_between(index, ADVERT, SECOND).encode() for index in range(120)).profile
    found = {line: seen.cut for (edge, line), seen in known.site_lines.items() if edge == "inside"}
    assert found == {ADVERT.lower(): True, SECOND.lower(): True}
    printed = _printed(_between(0, ADVERT, SECOND), known)
    assert SECOND not in printed and "Next Steps for the Port" in printed


def test_an_advert_between_paragraphs_alone_is_left_to_a_person() -> None:
    pages = [_page(index, []).replace("\n3. ", f"\n{SECOND}\n\n3. ") for index in range(60)]
    known = learn_sources(page.encode() for page in pages).profile
    assert known.site_lines["inside", SECOND.lower()].cut is False


@pytest.mark.parametrize(
    "heading", ["Outlook for the Spring", "Next Steps", "A Budget Without Friends", "What the Readers Want"]
)
def test_a_heading_that_recurs_beside_a_sure_advert_is_not_listed(heading: str) -> None:
    known = learn_sources(_between(index, ADVERT, heading).encode() for index in range(60)).profile
    assert [line for edge, line in known.site_lines if edge == "inside"] == [ADVERT.lower()]


def test_profiles_of_parts_add_up() -> None:
    one, two = _learned([ADVERT], files=60), _learned([ADVERT], files=45)
    key = ("inside", ADVERT.lower())
    assert merge(one, two).site_lines[key] == merge(two, one).site_lines[key]
    assert merge(one, two).site_lines[key].documents == 105
