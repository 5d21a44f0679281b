"""Laws of the TEI writer and reader, on random partitions and cables."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from cableconv import validate
from cableconv.blocks.build import assemble, canonical, group
from cableconv.blocks.printed import clean
from cableconv.model import BlockKind, Cable, Mark, PageBreak, Spans
from cableconv.tei import document as tei
from tests.strategies import cables, partitions, rewrap

often = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
sometimes = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
seldom = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def indented(data: bytes) -> bytes:
    root = etree.fromstring(data)
    etree.indent(root)
    return etree.tostring(root)


@often
@given(cables(header=False))
def test_text_reads_back_and_is_valid(cable: Cable) -> None:
    data = tei.write(cable)
    validate.validate_tei(data)
    assert tei.read(data) == cable


@sometimes
@given(cables())
def test_whole_cable_reads_back_and_is_valid(cable: Cable) -> None:
    data = tei.write(cable)
    validate.validate_tei(data)
    assert tei.read(data) == cable


@often
@given(cables())
def test_reformatting_changes_nothing(cable: Cable) -> None:
    data = tei.write(cable)
    assert tei.read(indented(data)) == cable
    assert tei.read(rewrap(data.decode()).encode()) == cable
    assert tei.read(indented(rewrap(data.decode()).encode())) == cable


@seldom
@given(cables())
@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")
def test_xmllint_changes_nothing(cable: Cable) -> None:
    done = subprocess.run(
        ["xmllint", "--format", "-"], input=tei.write(cable), capture_output=True, check=True
    )
    assert tei.read(done.stdout) == cable


@often
@given(partitions)
def test_groups_are_the_partition(spans: Spans) -> None:
    assert tuple(span for each in group(spans) for span in each.spans) == spans


@often
@given(partitions)
def test_blocks_hold_clean_text(spans: Spans) -> None:
    for block in assemble(spans):
        printed = [
            item if isinstance(item, str) else item.text
            for item in block.content
            if not isinstance(item, PageBreak)
        ]
        assert all(clean(text) == text.strip(" ") for text in printed)
        if block.kind is not BlockKind.ROW:
            assert "".join(printed) == clean("".join(printed))
        if block.kind is not BlockKind.PAGE_BREAK:
            assert "".join(printed)
        for first, second in zip(block.content, block.content[1:], strict=False):
            assert not (isinstance(first, str) and isinstance(second, str))
        assert all(item.text or item.kind == "cell" for item in block.content if isinstance(item, Mark))


@often
@given(partitions)
def test_canonical_spans_print_the_same(spans: Spans) -> None:
    cut = tuple(
        span._replace(text=text)
        for span in spans
        for text in (
            [span.text]
            if span.value or len(span.text) < 3 or span.corrected is not None
            else [span.text[:1], span.text[1:]]
        )
    )
    assert canonical(canonical(cut)) == canonical(cut)
    assert assemble(canonical(cut)) == assemble(cut)
