"""Words that are no element known here, in a line that holds a header and has lost its line ends: in front of
it, or behind an element that ends before them.

Law of this file: such words are cut off where elements are sure; that they were not read is told elsewhere.
"""

from collections.abc import Sequence
from itertools import pairwise

from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.header.opening import strong
from cableconv.model import Kind

_LOST_ENDS = 300  # columns of a line that has lost its line ends
_LEAD = 120  # columns of words in front of a header
_NEAR = 5  # places where elements begin, the first behind them
_ENDED = lazy(
    r"(?:[TSCLU(][^:\r\n]{5,90}? \d{4,8}|(?:[ZOPRY] ){1,2}\d{6}Z [A-Z]{3} (?:\d{4}|\d\d))(?=\s+[^\s\d])"
)
_WITH_AN_END = frozenset({Kind.CLASSIFICATION, Kind.DTG})


def lead(text: str, end: int, cuts: Sequence[int]) -> bool:
    """Do a few words up to this end lead a text on one line, with elements of two sorts close behind them?
    cuts: where elements begin."""
    if len(text) < _LOST_ENDS or end > _LEAD or forms.PARAGRAPH.match(text):
        return False
    begins = [at for at in cuts if at >= end][:_NEAR]
    return len({strong(text[at:after]) for at, after in pairwise(begins)} - {None}) > 1


def behind_its_end(piece: str) -> list[str]:
    """The piece of a line, cut behind the serial of a classification line, or a date-time group, where words
    that are no element follow: "UNCLAS TESTVILLE 000123" and "Please pass to OTHERVILLE"."""
    ended = _ENDED.match(piece)
    begun = strong(ended[0]) if ended else None
    if ended is None or begun not in _WITH_AN_END or strong(piece) is begun:
        return [piece]
    return [ended[0], piece[ended.end() :]]
