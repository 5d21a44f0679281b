"""JSON read back is the cable that was written; anything else is refused with its place."""

from __future__ import annotations

import json

import pytest

from cableconv.errors import InputError, InternalError
from cableconv.json import document as json_document
from cableconv.model import Edition, Kind, Span
from cableconv.model_header import Header
from cableconv.model_source import Source

from .json_sample import sample

EDITIONS = pytest.mark.parametrize("edition", list(Edition))


@EDITIONS
def test_read_gives_what_was_written(edition: Edition) -> None:
    cable = sample(edition)
    written = json_document.write(cable)
    assert json_document.read(written) == cable
    assert json_document.write(json_document.read(written)) == written


@EDITIONS
def test_a_reindented_document_reads_the_same(edition: Edition) -> None:
    written = json_document.write(sample(edition))
    for indent in (None, 4):
        again = json.dumps(json.loads(written), indent=indent, ensure_ascii=True).encode()
        assert json_document.read(again) == sample(edition)


def test_the_header_has_every_field() -> None:
    written = json.loads(json_document.write(sample()))
    assert list(written["header"]) == list(Header._fields)
    assert written["header"]["title"] == {"status": "absent"}


def test_lines_hold_what_strings_cannot() -> None:
    lines = json.loads(json_document.write(sample()))["lines"]
    assert len(lines) == 10
    assert lines[3][2] == [
        "text",
        ["The min", {"byte": "FF"}, {"surrogate": "D800"}, "ister\x00 spoke for "],
    ]


def test_no_byte_in_utf_16() -> None:
    cable = sample()
    wide = cable._replace(source=Source("a", 1, "0" * 64, "utf-16-le"))
    written = json_document.write(wide)
    assert b'{"surrogate": "DCFF"}' in written
    assert b'"byte"' not in written
    assert json_document.read(written) == wide


def test_an_empty_source() -> None:
    cable = sample()._replace(spans=(), blocks=())
    assert json_document.read(json_document.write(cable)) == cable


def test_a_surrogate_elsewhere_is_our_fault() -> None:
    with pytest.raises(InternalError, match="lone surrogate"):
        json_document.write(sample()._replace(publisher="a\ud800"))


NOT_JSON = {
    "not UTF-8": b'{"a": "\xff"}',
    "no JSON": b"{",
    "deep": b"[" * 100_000,
    "long number": b"[" + b"9" * 5000 + b"]",
    "constant": b'{"$schema": NaN}',
    "a list": b"[]",
    "a string": b'"x"',
    "empty": b"",
    "byte-order mark": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("data", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_refuses_what_is_no_document(data: bytes) -> None:
    with pytest.raises(InputError):
        json_document.read(data)


RAW = {
    "key twice": (b'"edition": "diplomatic",', b'"edition": "diplomatic", "edition": "diplomatic",', "once"),
    "inner key twice": (b'"kind": "heading",', b'"kind": "heading", "kind": "heading",', "$.blocks[1]"),
    "lone surrogate": (b'"Harbor Fees"', b'"Harbor \\ud800"', "$.blocks[1].content[0]"),
    "huge number": (b'"size": 200', b'"size": 1e999', "$.source.size"),
    "infinity": (b'"confidence": 0.5', b'"confidence": Infinity', "found Infinity"),
    "line missing": (
        b'    [["text", "an \xc3\xa9vening."], ["line-end", "\\n"]],\n',
        b"",
        "the source lines make",
    ),
    "block changed": (b'"Harbor Fees"]}', b'"Harbour Fees"]}', "$.blocks[1]"),
}


@pytest.mark.parametrize(("old", "new", "said"), RAW.values(), ids=RAW.keys())
def test_refuses_with_the_place(old: bytes, new: bytes, said: str) -> None:
    written = json_document.write(sample())
    assert old in written
    with pytest.raises(InputError) as caught:
        json_document.read(written.replace(old, new, 1))
    assert said in caught.value.message


KEYS = {
    "\N{LATIN SMALL LETTER O WITH STROKE}re": ".\N{LATIN SMALL LETTER O WITH STROKE}re",
    "\N{WINKING FACE}": "['\N{WINKING FACE}']",
    "a b": "['a b']",
    "$x": ".$x",
    "tab\t": "['tab\\t']",
    'quote"': "['quote\"']",
    "\x1b[31m": "['\\x1b[31m']",
    "\N{RIGHT-TO-LEFT OVERRIDE}a": "['\\u202ea']",
    "k" * 200: f"['{'k' * 60}'...]",
}


@pytest.mark.parametrize(("key", "shown"), KEYS.items())
@pytest.mark.parametrize("escaped", [True, False])
def test_a_key_that_is_none_is_told_readably_where_it_stands(key: str, shown: str, escaped: bool) -> None:
    before = '"edition": "diplomatic",'
    line = f"  {json.dumps(key, ensure_ascii=escaped)}: 5,\n"
    written = json_document.write(sample()).decode().replace(before, line.strip(" ") + before, 1)
    with pytest.raises(InputError) as caught:
        json_document.read(written.encode())
    assert caught.value.message == f"${shown}: expected no such key, found 5"
    row = written.split("\n")[caught.value.line - 1]
    assert row[caught.value.column - 1 :] == "5,"


PLACES = {
    "key twice": ('"edition": "diplomatic",', '"edition": "diplomatic",\n  "edition": @"diplomatic",'),
    "inner key twice": ('"kind": "heading",', '"kind": "heading", "kind": @"heading",'),
    "a number without end": (
        '"edition": "diplomatic",',
        f'"edition": "{"7" * 5000}",\n  "number": @{"1" * 5000},',
    ),
}


@pytest.mark.parametrize(("old", "new"), PLACES.values(), ids=PLACES.keys())
def test_what_no_reader_of_json_places_is_told_where_it_stands(old: str, new: str) -> None:
    written = json_document.write(sample()).decode()
    assert written.count(old) == 1
    before = written[: written.index(old)] + new[: new.index("@")]
    with pytest.raises(InputError) as caught:
        json_document.read(written.replace(old, new.replace("@", "")).encode())
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (caught.value.line, caught.value.column) == place


def test_a_byte_that_is_not_utf_8_is_told_where_it_stands() -> None:
    data = json_document.write(sample()).replace(b"Harbor Fees", b"Harbor \xff")
    with pytest.raises(InputError) as caught:
        json_document.read(data)
    row = data.split(b"\n")[caught.value.line - 1]
    assert len(row.partition(b"\xff")[0].decode()) + 1 == caught.value.column


def test_what_a_document_says_of_its_schema_is_told_at_its_place() -> None:
    written = json_document.write(sample()).replace(b"schema:1.0-draft:", b"schema:9.9:", 1)
    with pytest.raises(InputError) as caught:
        json_document.read(written)
    assert (caught.value.line, caught.value.column) == (2, 14)
    assert caught.value.message.startswith(
        "$.$schema: expected one of urn:cableconv:schema:1.0-draft:document"
    )


def test_nothing_of_a_document_reaches_the_terminal_raw() -> None:
    written = json_document.write(sample()).replace(b'"0000000', b'"\\u001b[31m', 1)
    with pytest.raises(InputError) as caught:
        json_document.read(written)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["\udcff", "a\udc80b", "\ud800", "\x00\x0b\x0c\x1c\x85\u2028\ufeff", "\U0001f6f6"]
)
def test_any_character_in_a_line(text: str) -> None:
    from cableconv.blocks.build import assemble

    spans = (Span(Kind.TEXT, text), Span(Kind.END, "\r"))
    cable = sample()._replace(spans=spans, blocks=assemble(spans))
    assert json_document.read(json_document.write(cable)) == cable
