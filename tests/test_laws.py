"""The five laws, on texts that look like cables and on bytes that look like nothing."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

import cableconv
from cableconv import pipeline
from cableconv.errors import InternalError
from cableconv.model import BlockKind, Kind, Span
from cableconv.plain import clean_text
from cableconv.recognise import recognise
from cableconv.scan import scan
from tests.soup import soups


def as_bytes(text: str) -> bytes:
    """UTF-8, with lone surrogates as the damaged bytes that some programs write for them."""
    return text.encode("utf-8", "surrogatepass")


EXAMPLES = settings(max_examples=150, deadline=None)


@EXAMPLES
@example(text="UNCLAS SECTION 01 OF 03 TESTVILLE 004453[Page 12]\n")
@example(
    text="Classified By: Ambassador Ann Example. Reason: 1.4 (b)\nVZCZCXXX0001TESTVILLE 00004453 002 OF 003\n"
    "UNCLAS SECTION 02 OF 03 TESTVILLE 0044531. (SBU) SUMMARY: The minister said on December\n"
)
@given(text=soups())
def test_every_stage_keeps_the_partition_and_run_twice_changes_nothing(text: str) -> None:
    spans = scan(text)
    assert "".join(span.text for span in spans) == text
    for stage in pipeline.stages("balanced"):
        spans = stage.mark(spans)
        assert "".join(span.text for span in spans) == text
        assert all(span.text for span in spans)
        assert stage.mark(spans) == spans, stage.name


@EXAMPLES
@given(soups())
def test_a_newline_stands_last_in_its_span(text: str) -> None:
    for span in [span for part in pipeline.run(text) for span in part]:
        assert not any(character in "\r\n" for character in span.text.rstrip("\r\n"))
        assert span.text.count("\n") <= 1


@pytest.mark.parametrize("to", ["tei", "json"])
@pytest.mark.parametrize("edition", list(cableconv.Edition))
@EXAMPLES
@given(text=soups(25))
def test_what_is_written_reads_back_equal(to: str, edition: cableconv.Edition, text: str) -> None:
    data = as_bytes(text)
    cables = cableconv.read_all(data, cableconv.Options(name="soup.txt", edition=edition))
    assert cableconv.read_all(cableconv.write(cables, to)) == cables


@pytest.mark.parametrize("to", ["tei", "json"])
@EXAMPLES
@given(data=st.one_of(st.binary(max_size=400), soups(20).map(as_bytes)))
def test_the_diplomatic_edition_restores_any_bytes(to: str, data: bytes) -> None:
    options = cableconv.Options(name="soup.bin", edition=cableconv.Edition.DIPLOMATIC)
    if recognise(data) in ("tei", "json"):
        return
    assert cableconv.restore(cableconv.convert(data, options, to)) == data


@EXAMPLES
@given(soups(25))
def test_both_editions_have_the_same_blocks(text: str) -> None:
    data = as_bytes(text)
    reading = cableconv.read_all(data, cableconv.Options(edition=cableconv.Edition.READING))
    diplomatic = cableconv.read_all(data, cableconv.Options(edition=cableconv.Edition.DIPLOMATIC))
    assert [cable.blocks for cable in reading] == [cable.blocks for cable in diplomatic]
    assert [cable.header for cable in reading] == [cable.header for cable in diplomatic]


def test_a_stage_that_drops_a_character_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    lossy = pipeline.Stage("lossy", lambda spans: spans[1:], frozenset())
    monkeypatch.setattr(pipeline, "stages", lambda *given: (lossy,))
    with pytest.raises(InternalError, match="CC711 the lossy stage broke the partition"):
        pipeline.run("one\ntwo\n")


def test_a_stage_that_gives_a_foreign_kind_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = pipeline.Stage(
        "greedy", lambda spans: tuple(Span(Kind.BOILERPLATE, span.text) for span in spans), frozenset()
    )
    monkeypatch.setattr(pipeline, "stages", lambda *given: (greedy,))
    with pytest.raises(InternalError, match="CC712 the greedy stage gave 'boilerplate'"):
        pipeline.run("one\ntwo\n")


FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.txt"))


def wrapped(line: str, width: int) -> list[str]:
    """The line broken at spaces, never before what begins like a number, an item or a heading."""
    lines: list[str] = []
    for word in line.split(" "):
        plain = word[:1].islower() and word[1:2].isalpha()
        if lines and len(lines[-1]) + 1 + len(word) > width and plain:
            lines.append(word)
        elif lines:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def blocks_of(data: bytes) -> list[tuple[str, str, str]]:
    """Kind, header element and clean text of each block, page breaks left out."""
    return [
        (block.kind.value, block.element, clean_text(block))
        for block in cableconv.read(data).blocks
        if block.kind is not BlockKind.PAGE_BREAK
    ]


@pytest.mark.parametrize("width", [0, 64, 72])
@pytest.mark.parametrize("source", FIXTURES, ids=lambda path: path.stem)
def test_the_reading_text_converts_to_the_same_blocks(source: Path, width: int) -> None:
    data = source.read_bytes()
    text = cableconv.convert(data, to="text").decode()
    if width:
        text = "".join(
            f"{piece}\n"
            for line in text.split("\n")[:-1]
            for piece in (wrapped(line, width) if len(line) > 100 else [line])
        )
    assert blocks_of(text.encode()) == blocks_of(data)
