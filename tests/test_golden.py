"""Golden files: what each fixture becomes, byte for byte.

`python -m pytest -q tests/test_golden.py --update-golden` writes them anew and shows the
difference. A file in fixtures/ that belongs to no cable fails.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

import cableconv

FOLDER = Path(__file__).parents[1] / "fixtures"
SOURCES = sorted(FOLDER.glob("*.txt"))
SUFFIXES = (".xml", ".diplomatic.xml", ".json", ".spans")
OTHERS = (".txt", ".expect.json")


def spans(data: bytes, name: str) -> bytes:
    """The partition, a span a line: line, column, kind, text, value, corrected reading."""
    lines: list[str] = []
    line = column = 1
    for document in cableconv.trace(data, cableconv.Options(name=name)):
        for span in document.spans:
            value = f" {span.value!a}" if span.value else ""
            corrected = "" if span.corrected is None else f" -> {span.corrected!a}"
            lines.append(f"{line}:{column} {span.kind} {span.text!a}{value}{corrected}\n")
            column += len(span.text)
            if span.text[-1] in "\r\n":
                line, column = line + 1, 1
    return "".join(lines).encode()


def made(source: Path, suffix: str) -> bytes:
    data = source.read_bytes()
    if suffix == ".spans":
        return spans(data, source.name)
    edition = cableconv.Edition.DIPLOMATIC if suffix.startswith(".diplomatic") else cableconv.Edition.READING
    options = cableconv.Options(name=source.name, edition=edition)
    return cableconv.convert(data, options, "json" if suffix == ".json" else "tei")


def difference(old: bytes, new: bytes, name: str) -> str:
    before, after = (data.decode().splitlines(keepends=True) for data in (old, new))
    return "".join(difflib.unified_diff(before, after, f"{name} (golden)", f"{name} (now)", n=1))


def test_there_are_cables() -> None:
    assert len(SOURCES) >= 16


def test_no_file_is_stray_or_missing() -> None:
    wanted = {source.stem + suffix for source in SOURCES for suffix in (*SUFFIXES, *OTHERS)} | {
        "README.md",
        "bad",
    }
    assert {path.name for path in FOLDER.iterdir()} == wanted


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_golden(
    source: Path, suffix: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    golden = source.with_suffix(suffix)
    new = made(source, suffix)
    old = golden.read_bytes() if golden.exists() else b""
    changed = difference(old, new, golden.name)
    if request.config.getoption("--update-golden"):
        if old != new:
            golden.write_bytes(new)
            with capsys.disabled():
                print(changed)
        return
    assert old == new, changed
