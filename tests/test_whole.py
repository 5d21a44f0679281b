"""Whole invented cables, as archives and sites print them: what each line is, what the header says.

A case in tests/cases/whole is a comment, the fields that the header must have, a line "---", and the
cable with a letter before each line: H header, B body, G signature, D drafting line, X end of transmission,
P page line (with the number of the page that begins), R header repeated for a section, S site text, T its
headline. Of the fields in STRICT those that a case does not name must be absent. "undecidable" names a
copy in which nobody could tell.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cableconv import Edition, Options, read
from cableconv.model import HEADER, LINE_ENDS, Kind, Spans
from cableconv.model_header import Addressee, Header

CASES = sorted((Path(__file__).parent / "cases" / "whole").glob("*.txt"))
LETTERS = {
    Kind.BLANK: "",
    Kind.BOILERPLATE: "S",
    Kind.TITLE: "T",
    Kind.PAGE_LINE: "P",
    Kind.REPEAT: "R",
    Kind.SIGNATURE: "G",
    Kind.DRAFTING: "D",
    Kind.TRAILER: "X",
    **dict.fromkeys(HEADER, "H"),
    **dict.fromkeys(LINE_ENDS, ""),
}
STRICT = frozenset(
    {
        "post", "serial", "dtg", "precedence", "from", "to", "info", "excluded", "classification", "order",
        "tags", "subject", "portion", "references", "authority", "captions", "passing", "notice",
    }
)  # fmt: skip


def _address(one: Addressee) -> str:
    indicator = f"{one.routing_indicator}/" if one.routing_indicator else ""
    return " ".join(filter(None, (indicator + one.name, one.precedence, one.continuity_number)))


def _shown(header: Header) -> dict[str, str]:
    """The header's values, each on one line."""
    section, precedence = header.section.value, header.precedence.value
    order, authority = header.executive_order.value, header.classified_by.value
    origin = header.originator.value
    shown = {
        "title": header.title.value or "",
        "subject": header.subject.value or "",
        "portion": header.subject_portion.value or "",
        "number": header.reference_number.value or "",
        "post": header.post.value or "",
        "serial": header.serial.value or "",
        "section": f"{section.number} of {section.total}" if section else "",
        "dtg": (header.date_time_group.value or "")[:16],
        "precedence": " ".join((precedence.action, precedence.info)).strip() if precedence else "",
        "signals": " ".join(header.operating_signals.value or ()),
        "from": _address(origin) if origin else "",
        "to": "; ".join(map(_address, header.action_addressees.value or ())),
        "info": "; ".join(map(_address, header.info_addressees.value or ())),
        "excluded": "; ".join(map(_address, header.excluded_addressees.value or ())),
        "classification": header.classification.value or "",
        "handling": ", ".join(header.handling.value or ()),
        "captions": ", ".join(header.captions.value or ()),
        "passing": " | ".join(header.passing.value or ()),
        "notice": header.notice.value or "",
        "order": " ".join((order.number, order.declassify_on, *order.exemptions)) if order else "",
        "tags": ", ".join(f"{tag.text} {tag.kind}" for tag in header.tags.value or ()),
        "references": "; ".join(
            " ".join(filter(None, (one.label, one.number or f"{one.kind} ({one.text})")))
            for one in header.references.value or ()
        ),
        "authority": "; ".join((authority.name, authority.title, authority.post, " ".join(authority.reasons)))
        if authority
        else "",
    }
    return {name: " ".join(value.split()) for name, value in shown.items() if value}


def _letters(spans: Spans) -> list[str]:
    """The letters of each line: those of its pieces, layout beside text left out."""
    lines: list[list[str]] = [[]]
    for kind, text, value, _, _ in spans:
        letter = LETTERS.get(kind, "B") + (value if kind is Kind.PAGE_LINE else "")
        if letter and text.strip() and letter not in lines[-1]:
            lines[-1].append(letter)
        if text[-1] in "\r\n":
            lines.append([])
    return ["+".join(line) for line in lines]


def _case(path: Path) -> tuple[dict[str, str], list[str], list[str]]:
    """Fields, letters and lines of a case."""
    head, _, body = path.read_text("utf-8").partition("---\n")
    fields = dict(re.findall(r"(?m)^(\w+): (.*)$", head))
    rows = [row.partition("|") for row in body.split("\n")]
    assert all(bar or not letter for letter, bar, _ in rows), "every line of a cable has its letter"
    return fields, [letter for letter, _, _ in rows], [text for _, _, text in rows]


def test_there_are_cases() -> None:
    assert len(CASES) > 5


@pytest.mark.parametrize("copy", ["as printed", "CR LF", "blanks at line ends", "double-spaced"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, copy: str) -> None:
    fields, letters, lines = _case(path)
    if fields.pop("undecidable", "") == copy:
        return
    if copy == "blanks at line ends":
        lines = [f"{line} " for line in lines]
    if copy == "double-spaced":
        lines = [text for line in lines for text in (line, "")]
        letters = [text for letter in letters for text in (letter, "")]
    text = ("\r\n" if copy == "CR LF" else "\n").join(lines)
    cable = read(text.encode("utf-8"), Options(edition=Edition.DIPLOMATIC))
    found = _shown(cable.header)
    assert {name: found.get(name, "") for name in {*fields, *(STRICT & found.keys())}} == fields
    assert list(zip(_letters(cable.spans), lines, strict=True)) == list(zip(letters, lines, strict=True))
