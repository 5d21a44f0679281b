"""Numbers of paragraphs in a line whose line ends a host has lost: where paragraphs begin.

Law of this file: pieces joined are the line; a number counts in its place in the sequence.
"""

from __future__ import annotations

import re
from itertools import chain

from cableconv.body.run_together_lists import is_open_list
from cableconv.body.run_together_rules import TITLE_WORDS
from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.text.sentences import COUNTED, counts

_MARKING = r"\((?:U|C|S|SBU|LOU|TS)(?:/{1,2}[A-Z]{2,8})?\)\s?"
_NUMBER = lazy(
    r"(?:(?<=[-=_*~.?!:;\"')\]\N{RIGHT DOUBLE QUOTATION MARK}])|(?<=End [Ss]ummary)|(?<=END SUMMARY)"
    r"|(?<=End [Cc]omment)|(?<=END COMMENT)|(?=\s{1,8}\N{PILCROW SIGN}))(\s{1,8})"
    rf"(?=(?:{_MARKING}(?!\N{{PILCROW SIGN}}?\d{{1,3}}\s?\.\s{{0,4}}{_MARKING}))?"
    r"\N{PILCROW SIGN}?(\d{1,3})\s?\.\s{0,4}"
    r"(?:\(\s?[A-Z]|[A-Z\"'\[\N{FULL BLOCK}]|\(b\)\(|(?P<figure>(?<=\s)\d[\d,.]*\s[A-Za-z])))"
)
_BRACKETED = lazy(  # the same where paragraphs are numbered "1)"
    r"(?<=[-=_*~.?!:;\"')\]\N{RIGHT DOUBLE QUOTATION MARK}])(\s{1,8})"
    rf"(?=(?:{_MARKING}(?!\N{{PILCROW SIGN}}?\d{{1,3}}\)\s{{0,4}}{_MARKING}))?"
    r"\N{PILCROW SIGN}?(\d{1,3})\)\s{1,4}(?:[A-Z\"'(\[]|(?P<figure>\d[\d,.]*\s[A-Za-z])))"
)
_FIRST_BRACKETED = lazy(r"(?<!\S)\N{PILCROW SIGN}?1\)\s{1,4}[A-Z\"'(]")
_FIRST_DOTTED = lazy(r"(?<!\S)\N{PILCROW SIGN}?1\s?\.\s{0,4}[A-Z\"'(]")
_FAR = 8000  # columns from paragraph 1 to paragraph 2, at most
_AFTER_SENTENCE = lazy(r"(?<=[.?!:;)\"'])\s+")
_SHORT = 3  # letters of words that a title may have small
_TITLE = 60  # columns of a heading
_WORD = 12  # columns of a word that a number belongs to: "approx."
_OPEN_NUMBER = lazy(  # behind an item that no stop ends
    r"(?<=[A-Za-z0-9%,])(\s{1,8})(?=\N{PILCROW SIGN}?(\d{1,3})\s?\.\s{0,4}"
    rf"(?:(?P<marking>{_MARKING})|\s)[A-Z\"'(])"
)
_MARKED_NUMBER = lazy(rf"(?:\N{{PILCROW SIGN}}?\d{{1,3}}\s?\.\s{{0,4}})?{_MARKING}")
_MONTH = lazy(r"(?i)\b(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?\Z")
PORTION_AFTER = lazy(
    r"(?<=[.?!\"')])(\s{1,8})(?=\N{PILCROW SIGN}?(\d{1,3})\.\s{1,3}"
    r"\(\s?(?:U|SBU|C|S|LOU|TS)(?:\s?/{1,2}\s?[A-Z]{2,8})?\s?\) )"
)


def is_bracketed(text: str) -> bool:
    """Are the paragraphs of the line numbered "1)", "2)"?"""
    first = _FIRST_BRACKETED.search(text) if "1)" in text and "2)" in text else None
    if first is None or _FIRST_DOTTED.search(text, 0, first.start()):
        return False  # a list inside a paragraph
    return any(number[2] == "2" for number in _BRACKETED.finditer(text, first.end(), first.end() + _FAR))


def split_at_numbers(text: str, last: int, *, marked: bool, bracketed: bool) -> tuple[list[str], int]:
    """The pieces of the line and its last number. marked: only numbers with a portion marking count;
    bracketed: those that a bracket closes."""
    found = grammar.LABEL.match(text)
    last = int(found["number"]) if found and int(found["number"]) == last + 1 else last
    pieces: list[str] = []
    at = 0
    numbers = PORTION_AFTER if marked else _BRACKETED if bracketed else _NUMBER
    for number in _in_order(numbers, text):
        if "marking" in number.re.groupindex and not (
            _is_open(text, at, number, last) if last else _stands_below_a_heading(text, number)
        ):
            continue
        if marked and int(number[2]) != last + 1:
            continue
        if int(number[2]) == last + 1 or (last == 0 and int(number[2]) < 4):
            if not marked and number.groupdict().get("figure") and not _follows(numbers, text, number):
                continue
            if not marked and _is_a_day(numbers, text, number):
                continue
            last = int(number[2])
            pieces.append(text[at : number.end()])
            at = number.end()
    pieces.append(text[at:])
    return [piece for piece in pieces if piece], last


def _in_order(numbers: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The numbers of the text, those behind items without stops among them, in order."""
    found = list(numbers.finditer(text))
    if numbers is not _NUMBER:
        return found
    return sorted([*found, *_OPEN_NUMBER.finditer(text)], key=lambda number: number.start())


def _is_open(text: str, at: int, number: re.Match[str], last: int) -> bool:
    """Does a paragraph begin with this next number, which no stop stands before: with a portion marking, as
    the paragraph above, below a list whose items have no stops, or where the next numbers tell it? None such
    may follow behind a stop."""
    before = text[at : number.start()]
    if int(number[2]) != last + 1 or COUNTED.search(before) or _MONTH.search(before[-6:]):
        return False
    for each in _NUMBER.finditer(text, number.end(), number.end() + _FAR):
        if int(each[2]) == last + 1:
            return False
        if int(each[2]) == last + 2:
            break
    marked = number["marking"] and _MARKED_NUMBER.match(text, at)
    return bool(marked) or is_open_list(before) or _is_counted_on(text, number) or _ends_with_title(before)


def _ends_with_title(before: str) -> bool:
    """Do words with capitals stand behind the last sentence in small letters, "left. Next Steps"?"""
    words = _AFTER_SENTENCE.split(before)[-1].split()
    titled = all(word[:1].isupper() for word in words if len(word) > _SHORT)
    return 0 < len(words) <= TITLE_WORDS and titled and len(words[0]) > _SHORT and not before.isupper()


def _stands_below_a_heading(text: str, number: re.Match[str]) -> bool:
    """Is this the 1 of paragraph 1, behind a few words with which the text begins, "SUMMARY 1. TEXT"?"""
    before = text[: number.start()]
    return int(number[2]) == 1 and len(before) < _TITLE and _is_counted_on(text, number)


def _is_counted_on(text: str, number: re.Match[str]) -> bool:
    """Do the next numbers follow, up to one behind a stop, and none of their values twice on the way: "TITLE
    2. TEXT. ANOTHER 3. TEXT. 4. MORE"?"""
    value, begin = int(number[2]), number.end()
    both = (form.finditer(text, begin, begin + _FAR) for form in (_NUMBER, _OPEN_NUMBER))
    for each in sorted(chain.from_iterable(both), key=lambda found: found.start()):
        if int(each[2]) == value:
            return False
        if int(each[2]) == value + 1:
            if "marking" not in each.re.groupindex:
                return True
            value += 1
    return False


def _follows(numbers: re.Pattern[str], text: str, number: re.Match[str]) -> bool:
    """Is this, before a figure, a paragraph's number: with the pilcrow sign, or the next one below it?"""
    following = str(int(number[2]) + 1)
    pilcrow = text[number.end()] == "\N{PILCROW SIGN}"
    return pilcrow or any(
        each[2] == following for each in numbers.finditer(text, number.end(), number.end() + _FAR)
    )


def _is_a_day(numbers: re.Pattern[str], text: str, number: re.Match[str]) -> bool:
    """Is this the day of a date, "on Jun. 8. The", or a number of a word, "Gazette No. 8. It": behind such a
    word, or without the portion marking of the numbers around it, where the number itself comes before the
    next one?"""
    if _MARKED_NUMBER.match(text, number.end()) is not None:
        return False
    before = text[max(0, number.start() - _WORD) : number.start()]
    told = _MONTH.search(before) is not None or counts(before, marked=False)
    for each in numbers.finditer(text, number.end(), number.end() + _FAR):
        if int(each[2]) == int(number[2]) + 1:
            break
        if each[2] == number[2] and (told or _MARKED_NUMBER.match(text, each.end()) is not None):
            return True
    return False
