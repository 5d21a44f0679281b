"""Every form of the grammar: its example matches, its counters do not, and it is linear."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cableconv.grammar
from cableconv.grammar.dispatch import Dispatch
from cableconv.grammar.form import AtEnd, Form

MODULES = [
    importlib.import_module(f"cableconv.grammar.{found.name}")
    for found in pkgutil.iter_modules(cableconv.grammar.__path__)
]
FORMS: list[tuple[str, Form]] = [
    (module.__name__.rpartition(".")[2], form) for module in MODULES for form in getattr(module, "FORMS", ())
]
CODE = "".join(path.read_text(encoding="utf-8") for path in Path(cableconv.__file__).parent.rglob("*.py"))
SEARCHING = r"(?:search\b|pattern\(\)\.(?:search|finditer|sub|split))"
# A search begins at every place of a line, so only forms that are searched for must stand it.
SEARCHED = {
    id(value)
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Form) and re.search(rf"\b{name}\.{SEARCHING}", CODE)
}
EACH = pytest.mark.parametrize(
    "form", [form for _, form in FORMS], ids=[f"{where}.{form.name}" for where, form in FORMS]
)
UNITS = ("-", " ", "\n", "\t", "A ", "(SBU) ",
         "1. (SBU) ", "7", "((", "))", "a-", "- ", "RUEHXX ", "A", "a", ". ",
         "12345 002 OF 003 ", "TAGS: AB, ", "(C) ", "Begin ", "End ", "/", "\xa0", "\u0130")  # fmt: skip
LONG = 50_000


def test_there_are_forms() -> None:
    assert FORMS


def test_names_are_unique_in_a_module() -> None:
    names = [(where, form.name) for where, form in FORMS]
    assert len(set(names)) == len(names)


@EACH
def test_example_matches_and_counters_do_not(form: Form) -> None:
    assert form.source and form.example
    found = form.fullmatch(form.example) or form.match(form.example) or form.search(form.example)
    assert found and found.group()
    whole = bool(form.fullmatch(form.example))
    for counter in form.counter:
        assert not (form.fullmatch if whole else form.match)(counter), counter


BEGINNERS = [form for _, form in FORMS if form.begins]
CHARACTERS = [chr(code) for code in range(128)]
CHARACTERS += list("\x85\xa0\xb6\xe9\xc9\u0130\u0131\u017f\u0661\u2028\u2022\u2013\u2014\u201c\u212a\ufeff")


@pytest.mark.parametrize("form", BEGINNERS, ids=[form.name for form in BEGINNERS])
def test_a_form_begins_with_what_it_declares_alone(form: Form) -> None:
    """A look-up by the first two characters leaves no form out that could match."""
    regex = pytest.importorskip("regex", reason="regex tells whether the beginning of a text could match")
    pattern = regex.compile(form.text, form.flags)
    begins = [*CHARACTERS, *(first + second for first in CHARACTERS for second in CHARACTERS)]
    possible = {begin for begin in begins if pattern.match(begin, partial=True)}
    assert possible
    assert not {begin for begin in possible if not form.may_begin(begin)}
    assert any(not form.may_begin(begin) for begin in begins), "declares nothing"


NEEDY = [form for _, form in FORMS if form.needs]


@pytest.mark.parametrize("form", NEEDY, ids=[form.name for form in NEEDY])
def test_every_match_holds_what_its_form_needs(form: Form) -> None:
    """A text is not looked through for a form when it holds nothing of what that needs."""
    matching = st.from_regex(form.pattern(), fullmatch=True)

    @settings(max_examples=50, deadline=None, derandomize=True)
    @given(matching)
    def holds(text: str) -> None:
        assert form.may_stand_in(text)

    holds()
    assert form.may_stand_in(form.example)
    assert not form.may_stand_in("a Zq"), "needs nothing"


ROOT = Path(cableconv.__file__).parent
ENDS = [
    (path.relative_to(ROOT).with_suffix(""), name)
    for path in sorted(ROOT.rglob("*.py"))
    for name in re.findall(r"^(\w+) = AtEnd\(", path.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize(("path", "name"), ENDS, ids=[f"{path}.{name}" for path, name in ENDS])
def test_what_a_text_ends_with_is_no_longer_than_declared(path: Path, name: str) -> None:
    """To look at the last characters alone finds what a search of all of the text finds."""
    end: AtEnd = getattr(importlib.import_module(".".join(("cableconv", *path.parts))), name)
    pattern = re.compile(end.text, end.flags)
    matching = st.from_regex(pattern).map(str.rstrip)

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(st.sampled_from(("", "x", "of ", "TESTVILLE. ", "((")), matching)
    def agrees(before: str, text: str) -> None:
        whole, found = pattern.search(before + text), end.search(before + text)
        assert (whole and whole.span()) == (found and found.span())

    agrees()
    assert end.search("a Zq") is None


def test_a_dispatch_table_gives_the_forms_of_a_beginning() -> None:
    number = Form("number", "test", "1.", r"\s*\d+\.", begins=((r"\s", ""), (r"\d", r"\d.")))
    word = Form("word", "test", "Ab", r"[A-Z][a-z-]", begins=(("A-Z", "a-z-"),))
    free = Form("free", "test", "x", r".")
    table = Dispatch(number, word, free)
    assert table["12"] == table["1."] == table["1"] == table[" x"] == (number, free)
    assert table["Ab"] == table["A-"] == (word, free)
    assert table["AB"] == table["ab"] == table["1a"] == (free,)


def seconds(form: Form, text: str) -> float:
    start = time.process_time()
    form.match(text)
    form.fullmatch(text)
    if id(form) in SEARCHED:
        form.search(text)
    return time.process_time() - start


@EACH
def test_linear_on_hostile_lines(form: Form) -> None:
    """Four times the line, about four times the time, and not sixteen; times too small to measure are left
    alone."""
    starts = ("", form.example[: len(form.example) // 2], form.example)
    for start in starts:
        for unit in UNITS:
            short = seconds(form, start + unit * (LONG // 10 // len(unit)))
            assert short < 0.1, (start, unit)  # as 10 s for the long one: do not wait for it
            text = start + unit * (LONG // len(unit))
            once = seconds(form, text)
            assert once < 1, (start, unit)
            if once > 0.05:  # milliseconds are linear or harmless
                fourfold = min(seconds(form, 4 * text) for _ in range(2))
                assert fourfold < 9 * once, (start, unit)
