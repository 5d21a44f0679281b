"""Sites of plain words are learned, whoever signs the cables; what cables have in common stays."""

from __future__ import annotations

import pytest

from benchmarks.unknown.__main__ import measure
from benchmarks.unknown.cables import MANNERS
from benchmarks.unknown.sites import KINDS

SHOWN = [kind for kind in KINDS if kind != "none"]
# of these an expectation below says what stays; of all manners no line of a cable goes
STAY = ("one post, unsigned", "no numbers, unsigned", "no numbers, short, unsigned")


@pytest.mark.parametrize("kind", SHOWN)
@pytest.mark.parametrize("manner", ["most signed", "unsigned"])
def test_a_site_of_plain_words_goes(kind: str, manner: str) -> None:
    found = measure([kind], manner, 80)
    assert found.share < 0.01, found.leaked.most_common(5)
    assert not found.lost


@pytest.mark.parametrize("kind", ["no top", "mail", "teasers"])
def test_a_site_goes_below_signatures_without_a_top_and_with_prose_of_its_own(kind: str) -> None:
    found = measure([kind], "signed", 80)
    assert found.share < 0.01, found.leaked.most_common(5)
    assert not found.lost


@pytest.mark.parametrize("manner", [manner for manner in MANNERS if manner not in STAY])
def test_a_site_goes_however_its_cables_end(manner: str) -> None:
    found = measure(["links"], manner, 120, 4)
    assert found.share < 0.01, found.leaked.most_common(5)
    assert not found.lost


@pytest.mark.parametrize("kind", ["none", "related", "comments last", "forum"])
@pytest.mark.parametrize("manner", MANNERS)
def test_no_line_of_a_cable_goes(kind: str, manner: str) -> None:
    assert not measure([kind], manner, 100, 5).lost


@pytest.mark.parametrize("kinds", [("project", "comments"), ("counts", "no top"), ("one line", "none")])
@pytest.mark.parametrize("manner", ["most signed", "trailers", "nine in ten close alike, unsigned"])
def test_two_sites_in_one_corpus_go_and_no_line_of_a_cable(kinds: tuple[str, str], manner: str) -> None:
    found = measure(kinds, manner, 160, 6)
    assert not found.lost
    if "unsigned" not in manner and "none" not in kinds:
        assert found.share < 0.01, found.leaked.most_common(5)


def test_lines_that_end_some_files_below_signatures_show_no_site() -> None:
    found = measure(["none"], "trailers", 500, 20101)
    assert not found.lost
    assert found.known["bottom", "copy no. #"].cut is False


@pytest.mark.parametrize("kind", ["menu", "share", "download", "german", "gaps", "torn", "letters", "index"])
def test_below_unsigned_cables_of_one_post_goes_a_foot_of_three_lines_and_what_holds_the_site_s_name(
    kind: str,
) -> None:
    found = measure([kind], "one post, unsigned", 200)
    assert found.share < 0.01, found.leaked.most_common(5)
    assert not found.lost


def test_what_all_cables_of_one_post_close_with_is_left_to_a_person() -> None:
    """Three lines in few files, two lines in many."""
    consent = measure(["consent"], "one post, unsigned", 200).known
    assert consent["bottom", "fine with me"].cut is False
    known = measure(["menu"], "one post, unsigned", 80).known
    assert known["bottom", "write to us"].cut is False
    assert not any(seen.cut for (_, line), seen in known.items() if "testville" in line)


def test_below_cables_of_one_post_goes_what_one_block_holds_with_a_line_of_the_site() -> None:
    known = measure(["links"], "one post, unsigned", 80).known
    assert known["bottom", "previous cable"].cut and known["bottom", "print this page"].cut
    assert not any(seen.cut for (_, line), seen in known.items() if "testville" in line)


def test_the_whole_command_says_the_same() -> None:
    alone, whole = (measure(["index"], "unsigned", 60, alone=alone) for alone in (True, False))
    assert whole.known == alone.known
    assert not whole.lost and not whole.leaked
