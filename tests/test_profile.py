"""Profiles: written, read, added up."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from types import MappingProxyType

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.learn import learn_document, learn_documents
from cableconv.profile import LineEnds, Profile, ProfileError, bounded, dumps, loads, merge

SCHEMA = Path(__file__).parents[1] / "schemas" / "1.0" / "cableconv.profile.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
COUNT = st.integers(0, 10**6)
NAME = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
ENDS = st.builds(
    LineEnds,
    COUNT,
    COUNT,
    COUNT,
    COUNT,
    st.dictionaries(st.integers(0, 200), COUNT, max_size=3).map(MappingProxyType),
)
PROFILES = st.builds(
    Profile,
    st.dictionaries(NAME, COUNT, max_size=4).map(MappingProxyType),
    st.dictionaries(st.tuples(NAME, NAME), ENDS, max_size=3).map(MappingProxyType),
)
TEXTS = [
    "The long-term plan was there, a long-\nterm plan.\n",
    "The govern-\r\nment said so.",
    "",
    "One line",
]


@given(PROFILES)
def test_read_back(profile: Profile) -> None:
    assert loads(dumps(profile)) == profile


@given(PROFILES, PROFILES, PROFILES)
def test_merge_in_any_order(a: Profile, b: Profile, c: Profile) -> None:
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


def test_parts_add_up() -> None:
    whole = learn_documents(TEXTS)
    assert merge(learn_documents(TEXTS[:2]), learn_documents(TEXTS[2:])) == whole
    assert dumps(learn_documents(reversed(TEXTS))) == dumps(whole)
    assert whole.vocabulary["long-term"] == 1
    assert whole.line_ends().documents == 4


def test_forms_beyond_the_bound_are_dropped_and_never_counted_too_high(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [
        f"the plan of word{'abcdefghij'[number % 10] * (number % 7 + 1)} x-ray{number}"
        for number in range(60)
    ]
    whole = learn_documents(texts)
    monkeypatch.setattr("cableconv.learn.PRUNE_AT", 40)
    pruned = learn_documents(texts)
    assert len(pruned.vocabulary) < len(whole.vocabulary)
    assert all(count <= whole.vocabulary[form] for form, count in pruned.vocabulary.items())
    assert dumps(pruned) == dumps(learn_documents(texts))
    parts = learn_documents(texts[:30]), learn_documents(texts[30:])
    assert dumps(merge(*parts)) == dumps(merge(*reversed(parts)))
    assert pruned.line_ends().documents == 60


def test_post_and_year_where_there_is_enough() -> None:
    few, many = LineEnds(1, 0, 3, 5), LineEnds(9, 0, 3, 500)
    profile = Profile(
        regimes={("TESTVILLE", "2008"): few, ("TESTVILLE", "2007"): many, ("OTHERVILLE", "2008"): many}
    )
    assert profile.line_ends("OTHERVILLE", 2008) == many
    assert profile.line_ends("TESTVILLE", 2008).untaken == 505
    assert profile.line_ends("SAMPLETON", 2008).untaken == 505
    assert profile.line_ends().untaken == 1005


def test_a_post_that_left_scores_of_words_whole_is_no_other_posts_wrapper() -> None:
    own, others = LineEnds(12, 0, 9, 108), LineEnds(12, 81, 2, 5)
    profile = Profile(regimes={("TESTVILLE", "2008"): own, ("OTHERVILLE", "2008"): others})
    assert profile.line_ends("TESTVILLE", 2008) == own
    assert profile.line_ends("OTHERVILLE", 2008) == others


def test_learned_key() -> None:
    assert list(learn_document("x", post="TESTVILLE", year=2008).regimes) == [("TESTVILLE", "2008")]


def test_bound_keeps_hyphenated_forms() -> None:
    assert bounded({"a": 9, "b-c": 1, "d": 9, "e": 1}, 2) == {"a": 9, "b-c": 1}


HEAD = 'format = "cableconv-profile"\nversion = 1\n'


@pytest.mark.parametrize("text", ["no toml [", ""])
def test_what_is_no_profile_is_refused(text: str) -> None:
    with pytest.raises(ProfileError, match="CC340"):
        loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        'line-ends = [{post = "TESTVILLE", year = "2008", documents = 3, widths = {"72" = 3}}]',
        '[[site-line]]\nedge = "top"\nline = "menu"\ncut = false',
        '[vocabulary]\n"long-term" = 4',
    ],
)
def test_reader_and_schema_take_the_same(text: str) -> None:
    loads(HEAD + text)
    VALIDATOR.validate(tomllib.loads(HEAD + text))


@given(PROFILES)
def test_what_is_written_is_valid(profile: Profile) -> None:
    VALIDATOR.validate(tomllib.loads(dumps(profile)))


@pytest.mark.parametrize(
    "text",
    [
        'format = "other"\nversion = 1',
        'format = "cableconv-profile"\nversion = 2',
        'format = "cableconv-profile"\nversion = true',
        'format = "cableconv-profile"',
        HEAD + "more = 1",
        HEAD + "vocabulary = 3",
        HEAD + '[vocabulary]\na = "x"',
        HEAD + "[vocabulary]\na = -1",
        HEAD + "[vocabulary]\na = true",
        HEAD + "[line-ends]\n",
        HEAD + "line-ends = [3]",
        HEAD + "[[line-ends]]\npost = 3",
        HEAD + "[[line-ends]]\nplace = 3",
        HEAD + "[[line-ends]]\nsoft = 1.5",
        HEAD + '[[line-ends]]\nwidths = {"x" = 3}',
        HEAD + '[[line-ends]]\nwidths = {"1234567890" = 3}',
        HEAD + '[[line-ends]]\nwidths = {"72" = "3"}',
        HEAD + "site-line = 1",
        HEAD + '[[site-line]]\nedge = "left"\nline = "x"',
        HEAD + '[[site-line]]\nedge = "top"',
        HEAD + '[[site-line]]\nedge = "top"\nline = "x"\ncut = 1',
        HEAD + '[[site-line]]\nedge = "top"\nline = "x"\nnearest = -1',
        HEAD + '[[site-line]]\nedge = "top"\nline = "x"\nwhere = 1',
    ],
)
def test_reader_and_schema_refuse_the_same(text: str) -> None:
    with pytest.raises(ProfileError, match="CC340"):
        loads(text)
    assert not VALIDATOR.is_valid(tomllib.loads(text))


@given(st.dictionaries(st.text("ab-", max_size=3), st.integers(0, 4)), st.integers(0, 30))
def test_the_bound_keeps_hyphenated_then_frequent_forms(forms: dict[str, int], most: int) -> None:
    ranked = sorted(forms, key=lambda form: ("-" not in form, -forms[form], form))[:most]
    kept = bounded(forms, most)
    assert list(kept) == sorted(ranked)
    assert kept == {form: forms[form] for form in ranked}


def test_numbers_and_addresses_are_not_learned() -> None:
    lines = "Pilot's ref 000123 and 2008-09 at a@b.example or F-16, T-shirt, café, long-term " + "x" * 60
    assert set(learn_document(lines + " end\n").vocabulary) == {
        "pilot", "ref", "and", "at", "or", "t-shirt", "café", "long-term", "end",
    }  # fmt: skip
