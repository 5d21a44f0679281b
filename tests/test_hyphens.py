"""Line-end hyphens: every class, the regime, hostile lines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv import convert
from cableconv.grammar import addresses
from cableconv.grammar import hyphens as grammar
from cableconv.hyphens import line_end as hyphens
from cableconv.hyphens.breaks import read_break
from cableconv.hyphens.evidence import OwnWords, count_words, weigh_room, with_parts
from cableconv.hyphens.line_end import Evidence, decide, gather, joins_without_space, without_hyphen
from cableconv.hyphens.regime import SOFT_PER_HARD, soft_for_hard
from cableconv.learn import learn_documents
from cableconv.model import Kind
from cableconv.profile import Profile

CASES = Path(__file__).parent / "cases" / "hyphens"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert found
    return found


@pytest.mark.parametrize(("before", "after", "kind", "rule", "why"), rows("decide.tsv"))
def test_decide(before: str, after: str, kind: str, rule: str, why: str) -> None:
    decision = decide(before, after, Evidence)
    assert (decision.kind, decision.rule) == (kind, rule), (why, decision)
    assert 0 <= decision.confidence <= 1
    assert decision.evidence
    assert rule in hyphens.RULES


@pytest.mark.parametrize(("before", "after", "joined", "why"), rows("addresses.tsv"))
def test_addresses(before: str, after: str, joined: str, why: str) -> None:
    decision = joins_without_space(before, after)
    assert ("yes" if decision and decision.rule == "CC332" else "no") == joined, why
    if decision:
        assert decision.kind is Kind.HYPHEN_KEPT


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("see http://harbor.example/office/", "report for the mayor", Kind.HYPHEN_KEPT),
        ("see http://harbor.example/", "report for the mayor", Kind.WRAP),
        ("see http://harbor.example/office/", "contains them", Kind.WRAP),
        ("write to jane.doe@trade.gov.", "uk and to him", Kind.HYPHEN_KEPT),
        ("see www.trade.gov.", "in March it moved", Kind.WRAP),
        ("WRITE TO JANE.DOE@TRADE.GOV.", "UK OFFICERS SAID", Kind.WRAP),
        ("SEE WWW.HARBOR.EXAMPLE/OFFICE/", "REPORT FOR THE MAYOR", Kind.WRAP),
    ],
)
def test_a_doubtful_end_of_an_address_says_so(before: str, after: str, kind: Kind) -> None:
    found = without_hyphen(before, after)
    assert found is not None
    assert found.kind is kind
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see http://harbor.example/office/", "and write to him"),
        ("see http://harbor.example/office/", "The mayor said"),
        ("see http://harbor.example/office.", "The mayor said"),
        ("the ratio of price /", "performance was good"),
        ("so he said.", "uk and more"),
    ],
)
def test_other_line_ends_behind_a_sign_are_ordinary(before: str, after: str) -> None:
    assert without_hyphen(before, after) is None


def test_a_compound_of_three_is_spelled_as_a_whole() -> None:
    lines = [*typeset(), "they say today that today is late", "the larger day-to-", "day plan"]
    found = decide(lines[-2], lines[-1], lambda: gather(lines))
    assert found.kind is Kind.HYPHEN_KEPT
    assert "today" not in found.evidence
    lines[-3:] = ["the well-informed men were well-informed", "the men were well-in-", "formed of it"]
    assert decide(lines[-2], lines[-1], lambda: gather(lines)).kind is Kind.HYPHEN_DROPPED


@pytest.mark.parametrize(("left", "right"), [("BUILD-", "UP"), ("re-", "election"), ("sub-", "continent")])
def test_a_word_that_is_written_either_way_keeps_its_hyphen_where_a_corpus_breaks_none(
    left: str, right: str
) -> None:
    closed = f"the {left[:-1]}{right} there"
    lines = [*hard_only(), f"the plan was that of {left}", f"{right} for a year."]
    found = decide(*lines[-2:], lambda: gather(lines, corpus(*[closed] * 6)))
    assert found.kind is Kind.HYPHEN_KEPT


def typeset() -> list[str]:
    words = (
        "govern-/ment infor-/mation minis-/ter presi-/dent situa-/tion develop-/ment agree-/ment impor-/tant"
    )
    halves = [word.split("/") for word in words.split()]
    lines = ["The report was sent to them with the " + halves[0][0]]
    for (_, right), (left, _) in zip(halves, [*halves[1:], halves[0]], strict=True):
        lines.append(f"{right} of the place was there with them and the {left}")
    return [*lines, "ment is there."]


def hard_only() -> list[str]:
    return [
        "The embassy said that it was there for it",
        "international representatives of the long-term plan.",
    ] * 12


def test_regime_decides_what_words_leave_open() -> None:
    assert (
        decide("they co-", "operate", lambda: gather([*typeset(), "x co-", "operate"])).kind
        is Kind.HYPHEN_DROPPED
    )
    assert (
        decide("they co-", "operate", lambda: gather([*hard_only(), "x co-", "operate"])).kind
        is Kind.HYPHEN_KEPT
    )


def test_a_word_listed_with_its_hyphen_in_another_form_tells_nothing_of_the_wrapper() -> None:
    pair = ("it was pre-", "empted by")  # the lists have "pre-empt"; "empted" is no word
    kept = decide(*pair, lambda: gather([*hard_only(), *pair]))
    assert kept.kind is Kind.HYPHEN_KEPT
    assert decide(*pair, lambda: gather([*typeset(), *pair])).kind is Kind.HYPHEN_DROPPED
    other = ("it was pre-", "dicted by")
    assert decide(*other, lambda: gather([*hard_only(), *other])).kind is Kind.HYPHEN_DROPPED


def test_own_spelling_decides() -> None:
    lines = ["the zorgblat was there, a zorgblat of them", "they had a zorg-", "blat there"]
    found = decide(lines[1], lines[2], lambda: gather(lines))
    assert (found.kind, found.rule) == (Kind.HYPHEN_DROPPED, "CC327")
    lines[0] = "the zorg-blat was there, a zorg-blat of them"
    assert decide(lines[1], lines[2], lambda: gather(lines)).kind is Kind.HYPHEN_KEPT


WORDS = st.lists(
    st.sampled_from(["zorg", "blat", "zorg-", "zorg-blat", "(Blat's", "zorg\u2019s", "-", "\t", ""])
)


@given(
    st.lists(WORDS.map(" ".join), max_size=6),
    st.sampled_from(["zorg", "blat", "zorg-blat", "-blat", "-", ""]),
)
def test_a_word_asked_for_by_itself_is_counted_like_all(lines: list[str], word: str) -> None:
    counts = with_parts(count_words(lines))
    assert OwnWords(lines, {}).get(word, 0) == counts.get(word, 0)
    assert dict(OwnWords(lines, {})) == counts


def test_own_spelling_overrules_a_capital() -> None:
    lines = ["the FonMin was there; FonMin said so", "and the Fon-", "Min left"]
    assert decide(lines[1], lines[2], lambda: gather(lines)).kind is Kind.HYPHEN_DROPPED
    assert decide(lines[1], lines[2], lambda: gather(lines[1:])).kind is Kind.HYPHEN_KEPT


def test_a_name_with_its_hyphen_elsewhere_keeps_it_in_a_text_that_breaks_words() -> None:
    lines = [*typeset(), "They asked Mr. Zhem-gorad there.", "It was said that Mr. Zhem-", "gorad came."]
    kept = decide(*lines[-2:], lambda: gather(lines))
    assert (kept.kind, kept.rule) == (Kind.HYPHEN_KEPT, "CC327"), kept
    closed = [line.replace("Zhem-gorad", "Zhemgorad") for line in lines]
    assert decide(*closed[-2:], lambda: gather(closed)).kind is Kind.HYPHEN_DROPPED
    artefact = [*typeset(), "The govern-ment came.", "It was said that the govern-", "ment came."]
    assert decide(*artefact[-2:], lambda: gather(artefact)).kind is Kind.HYPHEN_DROPPED


def test_a_capital_after_the_hyphen_is_no_word_break_of_a_word_without_it() -> None:
    lines = [*typeset(), "The border of Vietnam is open.", "They flew to Viet-", "Nam today."]
    kept = decide(*lines[-2:], lambda: gather(lines))
    assert (kept.kind, kept.rule) == (Kind.HYPHEN_KEPT, "CC325"), kept


def test_the_post_in_the_header_is_own_spelling() -> None:
    text = (
        "R 091432Z MAR 09\nFM AMEMBASSY {post}\nTO SECSTATE\nBT\nUNCLAS\n\n"
        "1. (U) The mission says, as in 99 ZORG-\n"
        "VILLE 123 and in other telegrams, that the fees went up.\n"
    )
    named = convert(text.format(post="ZORGVILLE").encode(), to="text").decode()
    assert "as in 99 ZORGVILLE 123" in named
    unnamed = convert(text.format(post="TESTVILLE").encode(), to="text").decode()
    assert "as in 99 ZORG-VILLE 123" in unnamed


def test_plural_of_the_own_spelling_counts() -> None:
    lines = ["a zorg-blat was there, the zorg-blat", "they had zorg-", "blats there"]
    found = decide(lines[1], lines[2], lambda: gather(lines))
    assert (found.kind, found.rule) == (Kind.HYPHEN_KEPT, "CC327")


def test_a_word_broken_at_two_places_has_no_hyphen() -> None:
    lines = ["they met zorgi-", "blatis there, and zor-", "giblatis left"]
    found = decide(lines[0], lines[1], lambda: gather(lines))
    assert (found.kind, found.rule) == (Kind.HYPHEN_DROPPED, "CC327")
    assert decide(lines[0], lines[1], lambda: gather(lines[:2])).rule != "CC327"


FILLED = ["the embassy said that it was there with the ministers", "representatives of the government"] * 8


@pytest.mark.parametrize(
    ("line", "room"),
    [
        ("the embassy said that it was there, but not the co-", "line filled"),
        ("the embassy said that it was there, but the co-", "line not filled"),
        ("the embassy was there, but the co-", ""),  # the whole word fits: no wrapper's line end
    ],
)
def test_room_left_on_the_line(line: str, room: str) -> None:
    lines = [*FILLED, line, "operate said"]
    found = decide(line, "operate said", lambda: gather(lines))
    assert ("line not filled" in found.evidence) is (room == "line not filled"), found
    width = gather(lines).width
    weight = weigh_room(line, read_break(line, "operate said"), width)
    assert (weight > 0) is (room == "line filled")
    assert (weight == 0) is (room == "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the ratio of price/", "performance was good"),
        ("in the years 1998/", "1999 and later"),
        ("the price was high", "\N{EM DASH}very high"),
        ("in 1998", "\N{EN DASH}2004 and later"),
    ],
)
def test_a_slash_or_dash_beside_a_word_has_no_blank_on_the_other_side(before: str, after: str) -> None:
    found = joins_without_space(before, after)
    assert found is not None
    assert (found.kind, found.rule) == (Kind.HYPHEN_KEPT, "CC333")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the ratio of price /", "performance was good"),
        ("they looked at testville.example/", "The page was gone"),
        ("the first point 1/", "performance was good"),
        ("the price was high", "\N{EM DASH} very high"),
        ("it fell by", "\N{EN DASH}5 percent"),
    ],
)
def test_a_slash_or_dash_between_blanks_or_in_another_place_joins_nothing(before: str, after: str) -> None:
    assert joins_without_space(before, after) is None


def test_uneven_lines_say_nothing_of_room() -> None:
    lines = ["a plan", "of the government was there for all of them, and the co-", "operate said", "x"] * 4
    assert gather(lines).width == 0


def test_profile_decides() -> None:
    profile = learn_documents(["the zorgblat was there"] * 3)
    lines = ["they had a zorg-", "blat there"]
    found = decide(lines[0], lines[1], lambda: gather(lines, profile))
    assert (found.kind, found.rule) == (Kind.HYPHEN_DROPPED, "CC328")


def corpus(*texts: str) -> Profile:
    """A corpus whose wrapper never broke a word, and that has these texts besides."""
    return learn_documents(["\n".join([*hard_only(), ""] * 20), *texts])


@pytest.mark.parametrize(
    ("left", "right"), [("Velma-", "rovich"), ("agro-", "forestry"), ("micro-", "finance")]
)
def test_a_closed_form_of_the_corpus_counts_before_its_wrapping(left: str, right: str) -> None:
    lines = [*hard_only(), f"the plan was that of {left}", f"{right} for a year."]
    word = left[:-1] + right
    found = decide(*lines[-2:], lambda: gather(lines, corpus(*[f"the {word} there"] * 40)))
    assert (found.kind, found.rule) == (Kind.HYPHEN_DROPPED, "CC328")
    both = corpus(*[f"the {word} there"] * 40, *[f"the {left}{right} there"] * 40)
    assert decide(*lines[-2:], lambda: gather(lines, both)).kind is Kind.HYPHEN_KEPT
    once = corpus(f"the {word} there")
    assert decide(*lines[-2:], lambda: gather(lines, once)).kind is Kind.HYPHEN_KEPT, "once is chance"


def test_a_closed_form_of_the_document_counts_before_the_wrapping_of_the_corpus() -> None:
    lines = ["the agroforestry was there", "the plan was that of agro-", "forestry for a year."]
    found = decide(*lines[-2:], lambda: gather(lines, corpus()))
    assert (found.kind, found.rule) == (Kind.HYPHEN_DROPPED, "CC327")
    kept = decide(*lines[-2:], lambda: gather(lines[1:], corpus()))
    assert kept.kind is Kind.HYPHEN_KEPT


def test_evidence_counts_the_corpus_and_says_what_speaks_against_it() -> None:
    lines = ["the offtake was there", "the plan was that of an off-", "take for a year."]
    found = decide(*lines[-2:], lambda: gather(lines, corpus()))
    assert found.kind is Kind.HYPHEN_KEPT
    untaken = corpus().line_ends().untaken
    assert f"{untaken} possible word breaks not taken in the corpus" in found.evidence
    assert 'against "offtake" elsewhere in the document' in found.evidence
    assert " 0 possible word breaks" not in found.evidence


def test_no_evidence_is_gathered_without_hyphens() -> None:
    assert gather(["no hyphen", "at any -- line end"]) == Evidence()


@pytest.mark.parametrize("form", (*grammar.FORMS, *addresses.FORMS), ids=lambda form: form.name)
def test_forms(form) -> None:  # type: ignore[no-untyped-def]
    assert form.match(form.example)
    for counter in form.counter:
        assert not form.fullmatch(counter)


@given(st.text(), st.text())
def test_any_text(before: str, after: str) -> None:
    decide(before + "-", after, lambda: gather([before + "-", after]))
    joins_without_space(before, after)


@pytest.mark.parametrize("piece", ["a", "-", "a-", "a@", "http://", "www.", " ", "a.", "/", "'", "1-"])
def test_hostile_lines_take_linear_time(piece: str) -> None:
    line = piece * (200_000 // len(piece))
    start = time.process_time()
    decide(line + "-", line, lambda: gather([line + "-", line]))
    joins_without_space(line, line)
    assert time.process_time() - start < 2


DENSE = [
    "THE EU-FUNDED AND NATO-LED COURSE FOR NON-ALIGNED STATES IN THE",
    "WELL-KNOWN AND SO-CALLED STATE-OF-THE-ART CO-CHAIR ANTI-GOVERNMENT",
    "PRO-WEST SELF-MADE LONG-TERM COST-SHARING TEN-YEAR ILL-ADVISED PLAN",
]


def test_a_text_full_of_hyphens_has_more_of_them_at_its_line_ends() -> None:
    line = "They met the pilots of timor-"
    dense = decide(line, "leste", lambda: gather([*DENSE, line, "leste there"]))
    sparse = decide(
        line, "leste", lambda: gather([*(text.replace("-", " ") for text in DENSE), line, "leste there"])
    )
    assert dense.kind is Kind.HYPHEN_KEPT
    assert sparse.kind is Kind.HYPHEN_DROPPED
    assert "text that breaks words" not in sparse.evidence, "nothing in it is known to be broken"


def test_a_text_full_of_hyphens_may_break_words() -> None:
    line = "THEY MET THE PILOTS OF THE GOVERN-"
    assert decide(line, "MENT", lambda: gather([*DENSE, line, "MENT THERE"])).kind is Kind.HYPHEN_DROPPED


@pytest.mark.parametrize("name", ["VARGA-/LUND", "POINTE-/NOIRE"])
def test_a_name_of_a_text_in_capitals_keeps_its_hyphen_where_nothing_breaks_words(name: str) -> None:
    left, right = name.split("/")
    line = f"THE COUNCIL MET TWICE AND AGREED WITH MR. {left}"
    kept = decide(line, right, lambda: gather([line, f"{right} ON THE MAIN POINTS."]))
    assert kept.kind is Kind.HYPHEN_KEPT
    broken = ["THE PILOTS OF THE GOVERN-", "MENT AND THE MINIS-", "TERS OF THE PORT ARE HERE."]
    dropped = decide(line, right, lambda: gather([*broken, line, f"{right} ON THE MAIN POINTS."]))
    assert dropped.kind is Kind.HYPHEN_DROPPED
    assert dropped.confidence <= 0.75
    assert "name of two parts" in dropped.evidence


@pytest.mark.parametrize("name", ["BEN-/TOVIM", "TEL-/OBRAN"])
def test_a_particle_of_names_keeps_its_hyphen_in_capitals_that_break_words(name: str) -> None:
    left, right = name.split("/")
    line = f"THE COUNCIL MET TWICE AND AGREED WITH MR. {left}"
    broken = ["THE PILOTS OF THE GOVERN-", "MENT AND THE MINIS-", "TERS OF THE PORT ARE HERE."]
    kept = decide(line, right, lambda: gather([*broken, line, f"{right} ON THE MAIN POINTS."]))
    assert kept.kind is Kind.HYPHEN_KEPT


@pytest.mark.parametrize("word", ["GOVERN-/MENT", "TESTVILLE-/ING", "KALASHNI-/KOV"])
def test_other_words_of_a_text_in_capitals_are_joined(word: str) -> None:
    left, right = word.split("/")
    line = f"THE COUNCIL MET TWICE AND SPOKE OF THE {left}"
    decision = decide(line, right, lambda: gather([line, f"{right} IN THE MAIN HALL."]))
    assert decision.kind is Kind.HYPHEN_DROPPED


@pytest.mark.parametrize(("hyphens", "length"), [(0, 0), (0, 10**9), (10**9, 10**9), (3, 2000)])
def test_hyphens_of_a_text_move_the_odds_within_bounds(hyphens: int, length: int) -> None:
    assert 1 <= soft_for_hard(hyphens, length) <= SOFT_PER_HARD
    assert soft_for_hard(hyphens + 50, length) <= soft_for_hard(hyphens, length)
