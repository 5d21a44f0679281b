"""The public functions as a program calls them: what they refuse, what may be done with their values."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

import cableconv
from cableconv import Edition, InputError, Options, UsageError
from cableconv.fields import fragments
from cableconv.shard import Plan, convert_one
from cableconv.sources.item import Item
from tests.test_cli import CABLE, ROOT

DATA = CABLE.encode()
DIPLOMATIC = Options("cable.txt", edition=Edition.DIPLOMATIC)


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert set(cableconv.__all__) <= set(dir(cableconv))
    for name in cableconv.__all__:
        assert getattr(cableconv, name).__doc__
    with pytest.raises(AttributeError):
        cableconv.convrt  # noqa: B018


@pytest.mark.parametrize(
    "options",
    [
        Options(edition="critical"),  # type: ignore[arg-type]
        Options(cut="all"),
        Options(publisher="M\udcfcller"),
        Options(licence="\ud800"),
        Options(encoding="rot13"),
        Options(encoding=""),
        Options(encoding="utf\0"),
    ],
)
@pytest.mark.parametrize("function", [cableconv.convert, cableconv.read_all, cableconv.trace])
def test_options_that_there_are_not_are_refused(
    function: Callable[[bytes, Options], object], options: Options
) -> None:
    with pytest.raises(UsageError, match=r"CC0(01|40)"):
        function(DATA, options)


def test_an_edition_may_be_named() -> None:
    named = Options("cable.txt", edition="diplomatic")  # type: ignore[arg-type]
    for to in ("tei", "json"):
        assert cableconv.convert(DATA, named, to) == cableconv.convert(DATA, DIPLOMATIC, to)
    reading = cableconv.convert(DATA)
    with pytest.raises(UsageError, match="CC011"):
        cableconv.convert(reading, named)


@pytest.mark.parametrize(
    "plan", [Plan(edition="critical"), Plan(cut="all"), Plan(to="html"), Plan(encoding="x")]
)
def test_a_plan_that_cannot_be_is_the_outcome(plan: Plan) -> None:
    assert convert_one(Item("cable.txt", data=DATA), plan).code in ("CC001", "CC010", "CC040")


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "\x1b[31m.txt", "\udcff.txt", "\ud800", "\uffff", "a\u202eb", "<&>"]
)
def test_any_name_can_be_written_and_read(name: str) -> None:
    for to in ("tei", "json"):
        for edition in Edition:
            cables = cableconv.read_all(DATA, Options(name, edition=edition))
            document = cableconv.write(cables, to)
            assert cableconv.read_all(document) == cables
            assert cableconv.verify(document, DATA)
            assert cables[0].source.name.isprintable()


def test_only_the_cables_of_one_file_are_a_corpus() -> None:
    one = cableconv.read(DATA)
    several = cableconv.read_all(DATA + b"\n\n" + DATA.replace(b"0042", b"0043"))
    assert len(several) == 2
    for to in ("tei", "json"):
        assert cableconv.read_all(cableconv.write(several, to)) == several
        for wrong in ([], [one, one], [*several, one], [one, *several]):
            with pytest.raises(UsageError, match="CC040"):
                cableconv.write(wrong, to)


def test_restore_without_documents_is_refused() -> None:
    for documents in ([], [DATA], [b""], [cableconv.convert(DATA)]):
        with pytest.raises(InputError, match=r"CC70\d"):
            cableconv.restore(*documents)


def test_values_can_be_pickled_and_copied() -> None:
    values = (
        DIPLOMATIC,
        cableconv.read(DATA),
        cableconv.read(DATA, DIPLOMATIC),
        cableconv.trace(DATA),
        cableconv.parse_header(CABLE),
    )
    for value in values:
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(value, protocol)) == value
        assert copy.deepcopy(value) == value
    for kind in (InputError, UsageError, cableconv.InternalError):
        error = pickle.loads(pickle.dumps(kind("CC001", "what", "remedy", 3, 4)))
        assert type(error) is kind
        assert (error.code, error.message, error.remedy, error.line, error.column) == (
            "CC001",
            "what",
            "remedy",
            3,
            4,
        )


def test_threads_and_spawned_processes_give_the_same_bytes() -> None:
    wanted = [cableconv.convert(DATA, DIPLOMATIC), cableconv.convert(DATA, DIPLOMATIC, "json")]
    with ThreadPoolExecutor(4) as threads:
        tasks = [threads.submit(cableconv.convert, DATA, DIPLOMATIC, to) for to in ("tei", "json") * 8]
        assert [task.result() for task in tasks] == wanted * 8
    with ProcessPoolExecutor(1, get_context("spawn")) as processes:
        found = [processes.submit(cableconv.convert, DATA, DIPLOMATIC, to) for to in ("tei", "json")]
        assert [task.result() for task in found] == wanted
        refused = processes.submit(cableconv.restore, b"x").exception()
    assert isinstance(refused, InputError)
    assert refused.code == "CC704"


@pytest.mark.parametrize(
    "text",
    [
        "1. (U) It ended. A Heading ------ ------ " + "The talks went on in the spring of the year. " * 8,
        "------ ------ " + "The talks went on in the spring of the year. " * 8 + "------ ------",
        ".\u2028f\u2028-----\u2028\u2028-----\u2028ECT: " + "The harbor grew by some 300-400 units. " * 8,
        ":\n1.D\r2.T",
    ],
)
def test_rules_and_numbers_right_behind_one_another_are_no_fault(text: str) -> None:
    for to in ("tei", "json"):
        assert cableconv.restore(cableconv.convert(text.encode(), DIPLOMATIC, to)) == text.encode()


ODD = (
    "", " ", "\n", "\r", "\x00", "\x1b[31m", "\ud800", "\ufeff", "\u202e", "((((" * 500, "- " * 5000,
    "1" * 5000, "\u0663\u0664 TESTVILLE \u0663", "08 TESTVILLE \u0661\u0662",
    "REF: \u00b2\u00b3 TESTVILLE \u00b2", "REF: A) B) C)",
    "TAGS: ,,,", "TO \n\n", "CLASSIFIED BY:", "CLASSIFIED BY: . REASON:", "\f\v\x1c\x85\u2028",
)  # fmt: skip


@pytest.mark.parametrize(
    "parse",
    [
        cableconv.parse_header,
        cableconv.parse_addressees,
        cableconv.parse_classified_by,
        cableconv.parse_references,
        cableconv.parse_tags,
    ],
)
def test_fragments_of_any_text_are_parsed(parse: Callable[[str], object]) -> None:
    for text in ODD:
        assert parse(text) == parse(text)


@pytest.mark.parametrize("given", [None, 5, b"TAGS: PREL"])
@pytest.mark.parametrize("name", ["header", "addressees", "classified_by", "references", "tags"])
def test_what_is_no_text_is_no_fragment(name: str, given: object) -> None:
    with pytest.raises(cableconv.UsageError, match="CC040"):
        getattr(cableconv, f"parse_{name}")(given)


@pytest.mark.parametrize("given", ["R 050838Z DEC 08", None, 5])
def test_what_is_no_bytes_is_not_read(given: object) -> None:
    for name in ("read", "read_all", "convert"):
        with pytest.raises(cableconv.UsageError, match="CC040"):
            getattr(cableconv, name)(given)


def test_a_format_in_the_place_of_the_options_is_told() -> None:
    with pytest.raises(UsageError, match="CC040 options is Options, not str") as told:
        cableconv.convert(b"1. (U) Text.", "json")  # type: ignore[arg-type]
    assert 'to="json"' in str(told.value)


def test_the_readme_shows_what_fragments_give() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r'^    (parse_\w+\(.*?\)\S*)  # ("[^"]*")$', readme, re.MULTILINE)
    assert len(shown) >= 3
    for expression, value in shown:
        assert eval(expression, dict(vars(fragments))) == ast.literal_eval(value), expression
