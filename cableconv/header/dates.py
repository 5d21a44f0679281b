"""Days and years in the text of a header, two digits of a year among them.

Law of this file: no clock is asked; what cannot be read gives an empty text, never an exception.
"""

from __future__ import annotations

import re
from datetime import date

from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import digits, month_of

# Date-time groups with a zone letter came after the war, and no cable is of the future.
_FIRST_SENT = 40
# The orders that name days are of 1972 and later, and name days up to fifty years after their cables.
_FIRST_DECLASSIFIED = 66
_NUMERIC_DATE = lazy(r"(?<!\d)(\d{1,4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{2,4})(?!\d)")
DAMAGED_DATE = lazy(  # with letters in the place of digits
    r"(?<![A-Za-z\d])(?=[OIl/]*\d)[\dOIl]{1,2}/[\dOIl]{1,2}/(?:\d[\dOIl]{3}|[\dOIl]{2})(?![A-Za-z\d])"
)
_COMPACT_DATE = lazy(r"(?<![\d.,-])((?:19|20)\d\d)([01]\d)([0-3]\d)(?![\d,-])")  # "DECL: 20341130"
_WORD_DATE = lazy(r"(?<!\d)(\d{1,2})?\s?([A-Z]{3,9})\.? (\d{1,2},? )?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)


def full_year(printed: str) -> int:
    """The year in which a message was sent: two digits 40 to 99 are 19xx, 00 to 39 are 20xx."""
    return _in_century(printed, _FIRST_SENT)


def _in_century(printed: str, first: int) -> int:
    """The year; two digits from the first one on are 19xx."""
    year = int(printed)
    return year if year > 99 else year + (1900 if year >= first else 2000)


def day_of(value: str, *, sent: bool = False) -> str:
    """The first day that a text prints, "" where it prints none. sent: it is that of a message."""
    value = DAMAGED_DATE.sub(lambda found: digits(found[0]), value)
    found = _NUMERIC_DATE.search(value)
    try:
        if found:
            first, second, third = found.groups()
            if len(first) == 4:
                return date(int(first), int(second), int(third)).isoformat()
            month, day = int(first), int(second)
            if month > 12 and day <= 12:
                month, day = day, month
            whole = len(first) < 3 and len(third) != 3  # a year that has lost a digit is none
            return (
                date(_in_century(third, _FIRST_SENT if sent else _FIRST_DECLASSIFIED), month, day).isoformat()
                if whole
                else ""
            )
        if compact := _COMPACT_DATE.search(value):
            return date(*map(int, compact.groups())).isoformat()
        for spelled in _WORD_DATE.finditer(value):
            month = month_of(spelled[2])
            if month and (spelled[1] or spelled[3]):
                day = int(spelled[1] or spelled[3].strip(" ,"))
                return date(int(spelled[4]), month, day).isoformat()
    except ValueError:
        return ""
    return ""
