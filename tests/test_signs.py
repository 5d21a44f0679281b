"""Signs inside a line: the search through a whole text leaves none out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cableconv.text import signs

PIECES = (
    "End", "END", "end", "\u017fummary", "summary", "Summary", "of ", "comment", "Comment", "COMMENT", "Note",
    "note", "Begin", "BEGIN", "beg\u0131n", "text", "TEXT", " ", "  ", ". ", ".", ":", " :", "(", ")", "[",
    "]", "deleted", "text missing", "XXXXX", "xxxxxx", "REF", "Ref ", "ref", "tel", "s", "A", "(b)", "08 ",
    "99  ", "TESTVILLE", " 123", "\N{RIGHT DOUBLE QUOTATION MARK}", "\u0130", "and ",
)  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), max_size=5)


@given(LINES)
def test_no_line_with_a_sign_is_left_out(lines: list[str]) -> None:
    texts = [f"{line}\n" for line in lines]
    found = signs.places(texts)
    assert {
        at for at, text in enumerate(texts) if signs.is_hinted(text) and list(signs.signs(text))
    } <= found.signed
    begins = re.compile(r"begin\s", re.IGNORECASE)
    assert found.ending == {
        at for at, text in enumerate(texts) if "end" in text.lower() or begins.search(text)
    }


@pytest.mark.parametrize(
    "line",
    [
        "End Summary.",
        "(Note: late)",
        "(text missing)",
        "[deleted]",
        "XXXXXX",
        "reftel",
        "REF A",
        "in 99 TESTVILLE 123",
    ],
)
def test_a_sign_is_found(line: str) -> None:
    assert signs.places(["The minister agreed.\n", f"It says {line}\n"]).signed == {1}
    assert list(signs.signs(line))


def test_prose_holds_none() -> None:
    assert not signs.places(
        ["The minister noted the agenda; he sent a reform (of 2008) and agreed.\n"]
    ).signed
