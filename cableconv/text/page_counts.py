"""What a page line counts besides its page: the pages of the cable, and the section whose page it is.

Law of this file: functions of the line as printed; what it does not print is None.
"""

import re
from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import COUNT, count
from cableconv.model import PageBreak

_TOTAL = lazy(  # "TESTVILLE 00004453 002 OF 003", "PAGE 02 OF 04  TESTVILLE 1234", "002 OF 003"
    r"(?:\d{5,8}\s+|\bPAGE\s+|\A\s*)\d{1,3}(?:\.\d)?\s+(?:[O0]?F|O)\s+(?P<total>\d{1,3})(?!\d)(?!\s+\d{6}Z)",
    re.IGNORECASE,
)
_SECTION = lazy(  # "PAGE 02 TESTVI 04453 01 OF 03 050838Z"
    r"(?<!\d)(?P<section>\d{2})\s+OF\s+(?P<total>\d{2})\s+\d{6}Z"
)
_SECTION_WORD = lazy(
    rf"""
    (?: \b FINAL \s+ )? \b SECT?I?O?N? \s* (?: (?P<section> {COUNT} ) \s* )?
    (?: [O0]?F | O ) \s* (?P<total> {COUNT} ) (?! \w )
    """,
    re.VERBOSE,
)
_MOST = 1000  # pages of a telegram are fewer


class Counts(NamedTuple):
    """Pages in all, and the number of the section; None for what the line does not say."""

    total: int | None = None
    section: int | None = None


def counts_of(text: str) -> Counts:
    """The counts that a page line prints."""
    capitals = text.upper()
    if "OF" not in capitals and "0F" not in capitals and " O " not in capitals:
        return Counts()
    if found := _TOTAL.search(text):
        total = int(found["total"])
        if 0 < total < _MOST:
            return Counts(total, _section(capitals))
    section = _SECTION_WORD.search(capitals) if "PAGE" not in capitals else None
    if section:  # the classification line of a section, which begins a page where no marker does
        return Counts(count(section["total"]), count(section["section"] or section["total"]) or None)
    return Counts(None, _section(capitals))


def section_counted(text: str) -> tuple[int, int] | None:
    """The section that a page's heading counts, and of how many; None where it counts none."""
    found = _SECTION.search(text.upper()) if "Z" in text.upper() else None
    return (count(found["section"]), count(found["total"])) if found else None


def _section(text: str) -> int | None:
    found = _SECTION.search(text) or _SECTION_WORD.search(text)
    if found is None:
        return None
    number = found["section"] or found["total"]  # "FINAL SECTION OF 03"
    return count(number) or None


def page_break(page: int | None, text: str) -> PageBreak:
    """The break at a page line."""
    counts = counts_of(text)
    return PageBreak(page, False, counts.total, counts.section)
