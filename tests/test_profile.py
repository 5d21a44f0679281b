"""Profiles: written, read, added up."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.learn import learn_document, learn_documents
from cableconv.profile import LineEnds, Profile, ProfileError, bounded, dumps, loads, merge

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


def test_post_and_year_where_there_is_enough() -> None:
    few, many = LineEnds(1, 0, 3, 5), LineEnds(9, 0, 3, 500)
    profile = Profile(
        regimes={("TESTVILLE", "2008"): few, ("TESTVILLE", "2007"): many, ("OTHERVILLE", "2008"): many}
    )
    assert profile.line_ends("OTHERVILLE", 2008) == many
    assert profile.line_ends("TESTVILLE", 2008).untaken == 505
    assert profile.line_ends("SAMPLETON", 2008).untaken == 505
    assert profile.line_ends().untaken == 1005


def test_learned_key() -> None:
    assert list(learn_document("x", post="TESTVILLE", year=2008).regimes) == [("TESTVILLE", "2008")]


def test_bound_keeps_hyphenated_forms() -> None:
    assert bounded({"a": 9, "b-c": 1, "d": 9, "e": 1}, 2) == {"a": 9, "b-c": 1}


@pytest.mark.parametrize(
    "text",
    [
        "no toml [",
        "",
        'format = "cableconv-profile"\nversion = 2',
        'format = "cableconv-profile"\nversion = 1\nvocabulary = 3',
        'format = "cableconv-profile"\nversion = 1\n[vocabulary]\na = "x"',
        'format = "cableconv-profile"\nversion = 1\n[[line-ends]]\npost = 3',
        'format = "cableconv-profile"\nversion = 1\n[[line-ends]]\nwidths = {"x" = 3}',
        'format = "cableconv-profile"\nversion = 1\n[line-ends]\n',
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(ProfileError, match="CC340"):
        loads(text)
