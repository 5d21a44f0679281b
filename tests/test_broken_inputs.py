"""Inputs that once broke a promise, each as the smallest text that did."""

from __future__ import annotations

import pytest

import cableconv

TEXTS = {
    "a DE line in place of an addressee": (
        b"DE RUEHXX #0611 3501000\nFM AMEMBASSY TESTVILLE\nTO DE RUEHTV #0042/01 0151200\n"
    ),
    "the same, before a blank line and the body": (
        b"DE RUEHXX #0611 3501000\nFM AMEMBASSY X\nTO RUEHC/SECSTATE\n"
        b"INFO DE RUEHTV #0042/01 0151200\n\n1. (U) x.\n"
    ),
    "an undecodable byte beside a line-end hyphen": (
        b"P 151200Z JAN 08\n\n1. (SBU) The caf\xc3\xa9 govern-\n\xffment met \xc3\xa9 its peers again.\n"
    ),
    "two page markers that disagree with the header": (
        b"DE RUEHTV #0042/01 0151200\nP 151200Z JAN 08\n\n1. (SBU) One.\n\nOTHERVILLE 00001033 002 OF 002\n\n"
        b"2. (U) Two.\n\nTESTVILLE 00000042  002 OF 002\n\n3. (U) x.\n"
    ),
    "two page markers on one line": (
        b"DE RUEHXX #4453/01 3400838\nTESTVILLE 00004453 002 OF 003TESTVILLE 00004453 002 OF 003\n"
    ),
    "a comma": b",\n",
    "a section without a number": b"DE RUEHXX #4453/00 3400838\n\n1. (U) One.\n",
    "sections without a total": b"DE RUEHXX #4453/0\nUNCLAS SECTION 00 OF 00 TESTVILLE 4453\n\n1. (U) x.\n",
    "a day that no year has": b"DE RUEHXX #4453/01 9990838\nP 050838Z DEC 08\n\n1. (U) One.\n",
    "no day at all": b"DE RUEHXX #4453/01 0000838\n\n1. (U) One.\nTESTVILLE 00004453  000 OF 000\n\ntwo.\n",
}


@pytest.mark.parametrize("to", ["tei", "json"])
@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS.keys())
def test_text_converts_and_comes_back(data: bytes, to: str) -> None:
    options = cableconv.Options(name="x.txt", edition=cableconv.Edition.DIPLOMATIC)
    written = cableconv.convert(data, options, to)
    assert cableconv.restore(written) == data
    for other in ("tei", "json"):
        assert cableconv.restore(cableconv.convert(written, to=other)) == data


@pytest.mark.parametrize("lines", ["\N{SUPERSCRIPT TWO}", "9" * 5000, "1-30000000"])
def test_line_numbers_of_a_damaged_document_are_refused(lines: str) -> None:
    options = cableconv.Options(name="x.txt", edition=cableconv.Edition.DIPLOMATIC)
    written = cableconv.convert(b"P 151200Z JAN 08\n\n1. (U) One.\n", options, "tei").decode()
    damaged = written.replace(
        '<f name="lines"><string>1</string>', f'<f name="lines"><string>{lines}</string>', 1
    )
    assert damaged != written
    with pytest.raises(cableconv.InputError):
        cableconv.read(damaged.encode())


def test_a_document_that_no_longer_fits_the_schema_is_the_users_fault() -> None:
    written = cableconv.convert(
        b"P 151200Z JAN 08\n\n1. (U) One.\n", cableconv.Options(name="x.txt"), "tei"
    ).decode()
    damaged = written.replace('<idno type="sha256">', '<idno type="sha256">xyz', 1)
    with pytest.raises(cableconv.InputError, match="CC706"):
        cableconv.convert(damaged.encode(), to="json")


def test_json_with_a_byte_order_mark_is_read() -> None:
    written = cableconv.convert(b"P 151200Z JAN 08\n\n1. (U) One.\n", to="json")
    assert cableconv.read(b"\xef\xbb\xbf" + written) == cableconv.read(written)


def test_a_long_run_of_tabs_takes_no_quadratic_time() -> None:
    # 50,000 tabs took fifteen seconds when this was quadratic; the whole suite would notice
    assert cableconv.convert(b"1. (SBU) " + b"\t" * 50_000 + b"\n", to="text").startswith(b"1. (SBU)")
