"""Was a blank line put after every line of a text?

Law of this file: one question, answered from sentences that run on over a line end. A scraper
that spaces every line parts these as well; between paragraphs blank lines say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from cableconv.grammar.form import AtEnd, lazy
from cableconv.model import Kind, Spans, kind_of
from cableconv.text.sentences import is_terminal

_MANY = 0.35  # blank lines among all lines; in double-spaced text they are half or more
_SENTENCES = 3  # line ends inside sentences, from which a habit can be told
_FEW = 2  # such line ends of a short telegram in capitals
_ALMOST_ALL = 0.8
_MARKS = frozenset((".", ")", " "))  # what follows the letter of an item
_NUMBER = lazy(r"(?:\([A-Z/]{1,8}\) ?)?\N{PILCROW SIGN}?\d{1,3} ?[.)] ")
_LINK = AtEnd(  # words that no sentence ends with
    7,
    r"\b(?:A|AN|THE|AND|OR|NOR|BUT|IF|AS|AT|BY|FOR|FROM|IN|INTO|OF|ON|TO|WITH|WITHIN|BETWEEN|THAN|THAT|WHO|WHICH"
    r"|BEFORE|AFTER|WHILE|BECAUSE|IS|ARE|WAS|WERE|BE|HAS|HAVE|HAD|WILL|WOULD|ITS|THEIR|HIS|HER|OUR|EVERY)\Z",
)
_LINES = 12  # lines from which their gaps tell a habit
_FEW_CLOSE = 0.05  # adjacent lines among all, which a page marker or a site's text may leave
_WRAPPED, _UNWRAPPED = 45, 100  # columns of a line that a wrapper has ended


def is_double_spaced(spans: Spans) -> bool:
    """Do blank lines stand between nearly all lines of one sentence? spans: one a line."""
    kinds = list(map(kind_of, spans))
    while kinds and kinds[-1] is Kind.BLANK:
        kinds.pop()  # what stands below the text says nothing of it
    if kinds.count(Kind.BLANK) < _MANY * len(kinds):
        return False
    inside = parted = said = 0
    for before, text, blanks in _line_ends(spans):
        linked = _runs_on(before, text.strip())
        if linked or (text.lstrip()[:1].islower() and before[-1:].isalpha()):
            inside += 1
            said += linked
            parted += blanks > 0
    if inside < _SENTENCES:  # a telegram in capitals has no small letters to tell it
        return (said == inside == parted == _FEW) or _is_apart(spans) or _is_wide_between_numbers(spans)
    return parted >= _ALMOST_ALL * inside


def _line_ends(spans: Spans) -> Iterator[tuple[str, str, int]]:
    """Every line of print: the line of print before it ("" where that is another kind of line or
    none), its text, and how many blank lines part them."""
    before, blanks = "", 0
    for kind, text, _, _, _ in spans:
        if kind is Kind.BLANK:
            blanks += 1
            continue
        if kind is Kind.LINE:
            yield before, text, blanks
            before = text.strip()
        else:
            before = ""
        blanks = 0


def _runs_on(before: str, below: str) -> bool:
    """Does a sentence in capitals go on from the line above, whose last word none ends with?"""
    if not (before.isupper() and below[0].isalpha() and below[1:2] not in _MARKS):
        return False
    return (before[-1] == "," and len(before) > _WRAPPED) or _LINK.search(before) is not None


def _is_wide_between_numbers(spans: Spans) -> bool:
    """Do two blank lines or more stand above every paragraph's number, and one below every line that fills
    its width and ends no sentence?"""
    numbers = open_ends = 0
    for before, text, blanks in _line_ends(spans):
        if _NUMBER.match(text.strip()):
            if before and blanks < _FEW:
                return False
            numbers += bool(before)
        elif _WRAPPED < len(before) < _UNWRAPPED and not (is_terminal(before) or "   " in before):
            if blanks != 1:
                return False
            open_ends += 1
    return open_ends >= _FEW and numbers > 0


def _is_apart(spans: Spans) -> bool:
    """Are no two lines of print adjacent, though they are wrapped, and some further apart than others?"""
    lines = [(len(text), blanks) for _, text, blanks in _line_ends(spans)]
    gaps = [blanks for _, blanks in lines]
    full = sum(_WRAPPED < length < _UNWRAPPED for length, _ in lines)
    between = [one for one in gaps[1:] if one]
    close = len(gaps) - 1 - len(between)
    return (
        len(gaps) > _LINES
        and close <= _FEW_CLOSE * len(gaps)
        and full > len(gaps) / 3
        and min(between, default=0) == 1
        and max(between, default=0) > 2
    )
