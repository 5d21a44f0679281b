"""The JSON Schema accepts what is written and refuses what the reader refuses."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cableconv.errors import InputError
from cableconv.json import document as json_document
from cableconv.json import members
from cableconv.json.blocks import ELEMENTS, EXTENTS
from cableconv.model import Edition, Kind
from cableconv.model_header import Header

from .json_sample import sample

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads((Path(__file__).parents[1] / "schemas/1.0/cableconv.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
WRITTEN = {edition: json.loads(json_document.write(sample(edition))) for edition in Edition}


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("edition", list(Edition))
def test_what_is_written_is_valid(edition: Edition) -> None:
    VALIDATOR.validate(WRITTEN[edition])


def test_schema_and_model_name_the_same() -> None:
    defs = SCHEMA["$defs"]
    assert list(defs["header"]["properties"]) == list(Header._fields)
    assert defs["span"]["prefixItems"][0]["enum"] == [kind.value for kind in Kind]
    assert defs["extents"]["items"]["enum"] == list(EXTENTS)
    assert defs["block"]["oneOf"][0]["properties"]["element"]["enum"] == list(ELEMENTS)
    assert SCHEMA["$id"] == members.SCHEMA


def objects(schema: Any) -> Any:
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_every_object_is_closed_and_documented() -> None:
    found = list(objects(SCHEMA))
    assert found
    for schema in found:
        assert schema["additionalProperties"] is False
        assert schema["description"]


Change = Callable[[Any], object]
HEAD = "header"
FAULTS: dict[str, Change] = {
    "unknown key": lambda d: d.update(more=1),
    "key missing": lambda d: d.pop("generator"),
    "other version": lambda d: d.update(version="2.0"),
    "other format": lambda d: d.update(format="x"),
    "other schema": lambda d: d.update({"$schema": "x"}),
    "no edition": lambda d: d.update(edition="critical"),
    "reading with lines": lambda d: d.update(edition="reading"),
    "diplomatic without lines": lambda d: d.pop("lines"),
    "empty default": lambda d: d.update(licence=""),
    "empty findings": lambda d: d.update(findings=[]),
    "options as string": lambda d: d.update(options="cut=safe"),
    "source key": lambda d: d["source"].update(path="/"),
    "size as string": lambda d: d["source"].update(size="200"),
    "negative size": lambda d: d["source"].update(size=-1),
    "huge size": lambda d: d["source"].update(size=2**53),
    "size as truth": lambda d: d["source"].update(size=True),
    "hash in capitals": lambda d: d["source"].update(sha256="A" * 64),
    "confidence above one": lambda d: d["source"].update(confidence=1.5),
    "truncated": lambda d: d["source"].update(truncated=4),
    "header field missing": lambda d: d[HEAD].pop("subject"),
    "header field more": lambda d: d[HEAD].update(colour={"status": "absent"}),
    "absent with value": lambda d: d[HEAD]["title"].update(value="x"),
    "stated without value": lambda d: d[HEAD]["title"].update(status="stated", lines=[1]),
    "stated without lines": lambda d: d[HEAD]["subject"].pop("lines"),
    "stated with basis": lambda d: d[HEAD]["subject"].update(basis="x"),
    "derived without basis": lambda d: d[HEAD]["post"].pop("basis"),
    "status unknown": lambda d: d[HEAD]["post"].update(status="guessed"),
    "value of another type": lambda d: d[HEAD]["subject"].update(value=["x"]),
    "null value": lambda d: d[HEAD]["subject"].update(value=None),
    "line zero": lambda d: d[HEAD]["subject"].update(lines=[0]),
    "line twice": lambda d: d[HEAD]["subject"].update(lines=[1, 1]),
    "no precedence": lambda d: d[HEAD]["precedence"]["value"].update(action="URGENT"),
    "info empty": lambda d: d[HEAD]["precedence"]["value"].update(info=""),
    "no instant": lambda d: d[HEAD]["date_time_group"].update(value="2008-13-05T08:38:00Z"),
    "a day that there is not": lambda d: d[HEAD]["date_time_group"].update(value="2002-02-30T14:59:00Z"),
    "29 February of no leap year": lambda d: d[HEAD]["date_time_group"].update(value="1900-02-29T14:59:00Z"),
    "the year 0": lambda d: d[HEAD]["date_time_group"].update(value="0000-01-01T14:59:00Z"),
    "31 April": lambda d: d[HEAD]["executive_order"]["value"].update(declassify_on="2018-04-31"),
    "no day": lambda d: d[HEAD]["julian_day"].update(value=367),
    "tag kind": lambda d: d[HEAD]["tags"]["value"][0].update(kind="colour"),
    "tag key": lambda d: d[HEAD]["tags"]["value"][0].update(name="x"),
    "reference kind": lambda d: d[HEAD]["references"]["value"][0].update(kind="fax"),
    "no date": lambda d: d[HEAD]["executive_order"]["value"].update(declassify_on="12/05/2018"),
    "applies missing": lambda d: d[HEAD]["executive_order"]["value"].pop("applies"),
    "prosign": lambda d: d[HEAD]["security"]["value"].update(prosign="ZNX"),
    "block kind": lambda d: d["blocks"][1].update(kind="verse"),
    "block key": lambda d: d["blocks"][1].update(level=1),
    "apart outside lines": lambda d: d["blocks"][1].update(apart=True),
    "content missing": lambda d: d["blocks"][1].pop("content"),
    "element outside header": lambda d: d["blocks"][1].update(element="tags"),
    "header without element": lambda d: d["blocks"][0].pop("element"),
    "element unknown": lambda d: d["blocks"][0].update(element="text"),
    "extent unknown": lambda d: d["blocks"][1].update(extents=["annex"]),
    "extent twice": lambda d: d["blocks"][1].update(extents=["note", "note"]),
    "extents empty": lambda d: d["blocks"][1].update(extents=[]),
    "empty string": lambda d: d["blocks"][1].update(content=[""]),
    "two blanks": lambda d: d["blocks"][1].update(content=["a  b"]),
    "a newline": lambda d: d["blocks"][1].update(content=["a\nb"]),
    "a control character": lambda d: d["blocks"][1].update(content=["a\x07b"]),
    "a no-break space": lambda d: d["blocks"][1].update(content=["a\N{NO-BREAK SPACE}b"]),
    "number in content": lambda d: d["blocks"][1].update(content=[1]),
    "null in content": lambda d: d["blocks"][1].update(content=[None]),
    "mark kind": lambda d: d["blocks"][2]["content"][0].update(kind="text"),
    "mark key": lambda d: d["blocks"][2]["content"][0].update(n="2"),
    "mark value empty": lambda d: d["blocks"][2]["content"][0].update(value=""),
    "mark without text": lambda d: d["blocks"][2]["content"][0].pop("text"),
    "page as string": lambda d: d["blocks"][2]["content"][3].update(page="2"),
    "page negative": lambda d: d["blocks"][2]["content"][3].update(page=-2),
    "in_word false": lambda d: d["blocks"][2]["content"][3].update(in_word=False),
    "string in a row": lambda d: d["blocks"][4].update(content=["Wheat"]),
    "cell outside a row": lambda d: d["blocks"][1].update(content=[{"kind": "cell", "text": "x"}]),
    "page break with text": lambda d: d["blocks"][5].update(content=["x"]),
    "page break empty": lambda d: d["blocks"][5].update(content=[]),
    "rule code": lambda d: d["changes"][0].update(rule="XX1"),
    "change kind": lambda d: d["changes"][0].update(kind="cut"),
    "change key missing": lambda d: d["changes"][0].pop("lines"),
    "change confidence": lambda d: d["changes"][0].update(confidence=-0.1),
    "severity": lambda d: d["findings"][0].update(severity="fatal"),
    "span kind": lambda d: d["lines"][0][0].__setitem__(0, "cut"),
    "span too short": lambda d: d["lines"][0][0].pop(),
    "span too long": lambda d: d["lines"][5][0].extend(["", "", ""]),
    "span text empty": lambda d: d["lines"][0][0].__setitem__(1, ""),
    "span text number": lambda d: d["lines"][0][0].__setitem__(1, 3),
    "span value empty": lambda d: d["lines"][0][0].append(""),
    "corrected number": lambda d: d["lines"][6][2].__setitem__(3, 3),
    "corrected null": lambda d: d["lines"][6][2].__setitem__(3, None),
    "corrected unclean": lambda d: d["lines"][6][2].__setitem__(3, "two  blanks"),
    "corrected with a control character": lambda d: d["lines"][6][2].__setitem__(3, "a\x07"),
    "corrected layout": lambda d: d["lines"][4][0].append("x"),
    "corrected line end": lambda d: d["lines"][0][1].extend(["", "x"]),
    "line empty": lambda d: d["lines"].append([]),
    "lines no array": lambda d: d.update(lines={}),
    "pieces without need": lambda d: d["lines"][0][0].__setitem__(1, ["P 050838Z DEC 08"]),
    "pieces empty": lambda d: d["lines"][0][0].__setitem__(1, []),
    "piece unknown": lambda d: d["lines"][3][2][1].__setitem__(1, {"octet": "FF"}),
    "piece in small letters": lambda d: d["lines"][3][2][1].__setitem__(1, {"byte": "ff"}),
    "piece below 80": lambda d: d["lines"][3][2][1].__setitem__(1, {"byte": "7F"}),
    "piece no surrogate": lambda d: d["lines"][3][2][1].__setitem__(2, {"surrogate": "E000"}),
    "piece empty": lambda d: d["lines"][3][2][1].__setitem__(0, ""),
}


@pytest.mark.parametrize("change", FAULTS.values(), ids=FAULTS.keys())
def test_schema_and_reader_refuse_the_same(change: Change) -> None:
    document = copy.deepcopy(WRITTEN[Edition.DIPLOMATIC])
    change(document)
    with pytest.raises(InputError) as caught:
        json_document.read(json.dumps(document).encode())
    assert "source lines make" not in caught.value.message, "refused only for the blocks"
    assert not VALIDATOR.is_valid(document)


EDGES = [f"{year:04}-{month:02}-{day:02}" for year in (1, 400, 1900, 1999, 2000, 2004, 2100, 9999)
         for month in range(14) for day in (0, 1, 28, 29, 30, 31, 32)]  # fmt: skip


def exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (lambda d, value: d[HEAD]["date_time_group"].update(value=value), "{}T23:59:00Z"),
        (lambda d, value: d[HEAD]["executive_order"]["value"].update(declassify_on=value), "{}"),
    ],
)
def test_a_day_is_taken_when_and_only_when_the_calendar_has_it(
    change: Callable[[Any, str], None], value: str
) -> None:
    document = copy.deepcopy(WRITTEN[Edition.READING])
    taken = set()
    for day in EDGES:
        change(document, value.format(day))
        try:
            json_document.read(json.dumps(document).encode())
            taken.add(day)
        except InputError as error:
            assert "day that there is" in error.message
    assert taken == set(filter(exists, EDGES))
