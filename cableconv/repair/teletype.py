"""Hyphens in column 1 that hold the blanks of a line: "-   A.  First point", "-       of two lines".

Cables of the 1970s to 1991 begin lines that stand further right, and blank lines, with a hyphen in column 1.
Laws of this file: the lines beside one another decide, once for a whole cable; a list whose items begin with
hyphens has its further lines without, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.repair.correction import Correction
from cableconv.scan import split_lines
from cableconv.text.labels import follows
from cableconv.text.sentences import is_terminal

RULE = "CC358"
_HELD = lazy(r"-[ ]+(?=[^\s-]|--?[ ]|-{4})(?=.*[A-Za-z0-9]|-{4}[- ]*+$)")
_ALONE = lazy(r"-[ \t]*(?=[\r\n]|\Z)")
_MARK = lazy(r"(?P<open>\(?)(?P<letter>[A-Za-z]|[0-9]{1,2})(?P<close>[.)])(?=[ ])|(?P<dash>--|\*|o)(?=[ ])")
_BEGINS = lazy(r"[ ]{0,3}(?:\(?[A-Za-z0-9]{1,2}[.)]|--|\([A-Z/]{1,9}\)|[A-Z][A-Z ./]{2,30}:)(?=\s)")
_FIELD = lazy(
    r"(?:SUBJ(?:ECT)?|REF(?:S|TELS?|\(S\))?|TAGS|E\.? ?O\.? ?[0-9]{5})[ ]?:|SUBJ(?:ECT)? - ", re.IGNORECASE
)
_CABLE = lazy(r"(?:[ZOPRY] ){1,2}[0-9]{6}Z[ ]")  # a date-time group: the lines below are another cable's
_UNDERLINE = lazy(r"-{4,}[- ]*")
_ITEM = lazy(r"--?[ ]+(?=\S)")
_SOME = 2  # blanks behind a hyphen that need less evidence: most lists have one
_NARROWEST = 50  # columns that a text is wrapped to
_DEEPER = 2  # columns by which the lines of one item stand further right than its mark
_WIDE = 3  # blanks below a field of the header that no dash of a sentence has behind it
_SURE = 4  # blanks that few lists have
_SEVERAL = 2  # signs that one list without stops cannot give by chance
_FIELD_LINES = 5  # of the header's field above a hyphen
_NAMES = 3  # letters one after the other that initials of names are not


class _Row(NamedTuple):
    """A line without its end, its offset in the text, and the blanks behind its hyphen, 0 for none."""

    at: int
    text: str
    gap: int

    @property
    def words(self) -> str:
        return self.text[self.gap + 1 :]


def may_have(text: str) -> bool:
    """Does any line begin with a hyphen and blanks, or stand a hyphen alone?"""
    return any(begin in text for begin in ("\n- ", "\r- ", "\n-\n", "\n-\r", "\r-\r"))


def corrections(text: str) -> Iterator[Correction]:
    """The hyphens of a text that hold blanks, with the blanks behind them: nothing is printed there."""
    proved = ""  # the date-time group of a cable in which hyphens stand for blank lines
    for rows in _cables(text):
        alone = [at for at, row in enumerate(rows) if _is_alone(row)]
        moment = " ".join(rows[0].text.split()) if rows and _CABLE.match(rows[0].text) else ""
        if _is_below_a_field(rows, alone) or (moment and moment == proved):
            spaced, proved = [at for at in alone if _stands_for_one(rows, at)], moment
        else:
            spaced = _are_blank_lines(rows, alone)
        fields = list(_below_fields(rows))
        held = _held(rows, usual=bool(fields) and len(spaced) >= _SEVERAL)
        if held:
            spaced = spaced or alone
        for at in sorted({*held, *fields, *_narrow(rows)}):
            row = rows[at]
            yield Correction(row.at, row.at + row.gap + 1, "", RULE, "hyphen that holds blanks", 0.95)
        for at in spaced:
            yield Correction(rows[at].at, rows[at].at + 1, "", RULE, "hyphen for a blank line", 0.95)


def _cables(text: str) -> Iterator[list[_Row]]:
    """The lines of a text, those of each cable by themselves."""
    rows: list[_Row] = []
    at = 0
    for line in split_lines(text):
        if _CABLE.match(line) and rows:
            yield rows
            rows = []
        bare = line.rstrip()
        found = _HELD.match(bare)
        rows.append(_Row(at, bare, found.end() - 1 if found else 0))
        at += len(line)
    yield rows


def _held(rows: Sequence[_Row], *, usual: bool) -> list[int]:
    """The lines whose hyphens hold blanks. usual: the header and the blank lines have such hyphens, too."""
    held = [at for at, row in enumerate(rows) if row.gap >= _SOME]
    if not held or any(_hangs(rows[at], rows[at + 1]) for at in held if at + 1 < len(rows)):
        return []  # a list of hyphens, whose further lines stand below their words
    if _is_layout(rows, held):
        return held
    return [at for at in held if rows[at].gap >= _WIDE] if usual else []


def _is_layout(rows: Sequence[_Row], held: Sequence[int]) -> bool:
    """Do the marks of a list stand behind these hyphens, or do sentences run on there?"""
    if _are_marked([rows[at] for at in held]) or any(_is_beside(rows, at) for at in held if at):
        return True
    beside = [(rows[a], rows[b]) for a, b in pairwise(held) if b == a + 1]  # with nothing between
    if any(abs(below.gap - row.gap) >= _DEEPER for row, below in beside):
        return True
    width = _width(rows[at] for at in held)
    open_ends = [below for row, below in beside if _goes_on(row, below, width)]
    if any(_is_open(rows[at], rows[at + 1], width) for at in held if at + 1 < len(rows)):
        return False
    sure = any(below.gap >= _SURE or below.words[0].islower() for below in open_ends)
    return sure or len(open_ends) >= _SEVERAL


def _is_beside(rows: Sequence[_Row], at: int) -> bool:
    """Is the line the rule under words as far right, or does it go on below the words of an item?"""
    above, row = rows[at - 1], rows[at]
    if above.gap == row.gap and _UNDERLINE.fullmatch(row.words):
        return not _UNDERLINE.fullmatch(above.words) and abs(len(row.text) - len(above.text)) < _SEVERAL
    item = _ITEM.match(above.text) if above.text[:2] == "--" else None
    open_end = not is_terminal(above.text) and row.words[0] != "-"
    return item is not None and open_end and len(above.text) >= _NARROWEST and item.end() == row.gap + 1


def _width(rows: Iterable[_Row]) -> int:
    """The columns that lines were wrapped to."""
    return max(_NARROWEST, *[len(row.text) for row in rows], 0)


def _hangs(row: _Row, below: _Row) -> bool:
    """Does the line below stand under the words behind a hyphen, without one?"""
    indent = len(below.text) - len(below.text.lstrip())
    return bool(below.text) and abs(indent - row.gap - 1) <= 1


def _are_marked(held: Iterable[_Row]) -> bool:
    """Do these lines begin a list's items behind their hyphens: two from the first on, or three of any?"""
    last: re.Match[str] | None = None
    gap = count = 0
    for row in held:
        found = _MARK.match(row.words)
        if found is None:
            continue
        if last is not None and row.gap == gap and _is_next(last, found):
            count += 1
        else:
            count = 2 if found["dash"] or found["letter"] in "Aa1" else 1
        if count >= _NAMES:
            return True
        last, gap = found, row.gap
    return False


def _is_next(last: re.Match[str], found: re.Match[str]) -> bool:
    if last["dash"] or found["dash"]:
        return bool(last["dash"] == found["dash"])
    alike = last["open"] == found["open"] and last["close"] == found["close"]
    return alike and follows(last["letter"], found["letter"])


def _goes_on(row: _Row, below: _Row, width: int) -> bool:
    """Does the sentence of a full line go on in the one below, as far right as it?"""
    return row.gap == below.gap and _is_open(row, below, width, held=True)


def _is_open(row: _Row, below: _Row, width: int, *, held: bool = False) -> bool:
    """Is a line full that ends no sentence, above one with a hyphen (held) or above one flush left?"""
    words = below.words if held else below.text
    if bool(below.gap) is not held or not words[:1].isalnum() or is_terminal(row.text):
        return False
    return len(row.text) + 1 + len(words.split()[0]) > width


def _narrow(rows: Sequence[_Row]) -> Iterator[int]:
    """The lines of blocks with one blank behind every hyphen, whose items have further lines with hyphens."""
    for alike, group in groupby(enumerate(rows), lambda each: each[1].gap == 1 or _is_alone(each[1])):
        block = [(at, row) for at, row in group if row.gap] if alike else []
        width = _width(row for _, row in block)
        on = any(b[0] == a[0] + 1 and _goes_on(a[1], b[1], width) for a, b in pairwise(block))
        if on and _are_marked([row for _, row in block]):
            yield from [at for at, _ in block]


def _is_alone(row: _Row) -> bool:
    return _ALONE.fullmatch(row.text) is not None


def _below_fields(rows: Sequence[_Row]) -> Iterator[int]:
    """The lines right below a field of the header whose hyphens have more blanks behind them than a dash."""
    inside = False
    for at, row in enumerate(rows):
        inside = _FIELD.match(row.text) is not None or (inside and row.gap >= _WIDE)
        if inside and row.gap >= _WIDE:
            yield at


def _is_below_a_field(rows: Sequence[_Row], alone: Sequence[int]) -> bool:
    """Does the first hyphen alone stand right below a field of the header, or the few lines of one, where no
    list can stand? Below a colon one may begin."""
    if not alone or alone[0] + 1 >= len(rows) or not rows[alone[0] + 1].text:
        return False
    above = list(takewhile(lambda row: row.text, reversed(rows[max(0, alone[0] - _FIELD_LINES) : alone[0]])))
    return any(_FIELD.match(row.text) for row in above) and not above[0].text.endswith(":")


def _stands_for_one(rows: Sequence[_Row], at: int) -> bool:
    """Has a hyphen alone on its line no blank line beside it?"""
    return at > 0 and rows[at - 1].text != "" and at + 1 < len(rows) and rows[at + 1].text != ""


def _are_blank_lines(rows: Sequence[_Row], alone: Sequence[int]) -> list[int]:
    """Of the hyphens alone on their lines those that stand for blank lines: above a number, a mark or a
    field."""
    sure = [
        at
        for at in alone
        if 0 < at < len(rows) - 1
        and (_BEGINS.match(rows[at + 1].text + " ") or rows[at + 1].gap)
        and (is_terminal(rows[at - 1].text) or _FIELD.match(rows[at + 1].text))
    ]
    return [*alone] if len(sure) >= _SEVERAL else sure
