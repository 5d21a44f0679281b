"""Small numbers as telegrams print them: in digits, and in words (SECTION ONE OF TWO)."""

from __future__ import annotations

NUMBERS = {
    "ONE": 1,
    "TWO": 2,
    "THREE": 3,
    "FOUR": 4,
    "FIVE": 5,
    "SIX": 6,
    "SEVEN": 7,
    "EIGHT": 8,
    "NINE": 9,
    "TEN": 10,
}
DIGIT = r"[\dOIl]"  # a digit, or the letter that a copy has in its place
_LETTERS = str.maketrans("OoIiLl", "001111")
COUNT = rf"(?: \d{{1,2}} | {' | '.join(NUMBERS)} )"


def count(printed: str) -> int:
    """The number that COUNT has matched."""
    return NUMBERS.get(printed.upper()) or int(printed)


MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def month_of(printed: str) -> int:
    """The number of a month by the first three letters of its name; 0 for no month."""
    name = printed[:3].upper()
    return MONTHS.index(name) + 1 if name in MONTHS else 0


def digits(printed: str) -> str:
    """The digits of a number in which letters may stand for 0 and 1."""
    return printed.translate(_LETTERS)


# What stands before a station serial: "DE RUEHXX #4453/01 3400838"; copies of the 1960s have no sign there.
BEFORE_SERIAL = r"(?: [\#$] | (?= \d{4} (?: [ ]? / [ ]? \d{1,2} )? [ ] \d{3} [ ]? \d{4} (?! \d ) ) )"
