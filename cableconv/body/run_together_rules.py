"""Rules in a line whose line ends a host has lost: underlines of headings, dashes that stand for words.

Law of this file: pieces joined are the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.body.run_together_lists import item_starts
from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.model import Kind, Reason, Span
from cableconv.text.inline import beginning, heading_value
from cableconv.text.sentences import LINKS, is_abbreviated, is_titled

TITLE_WORDS = 8  # of a heading inside a line, at most
_TITLE_COLUMNS = 160  # that a heading inside a line may fill
_ABBREVIATED = (
    "U.S.",
    "U.N.",
    "U.K.",
    "Gen.",
    "GEN.",
    "Amb.",
    "AMB.",
    "Dr.",
    "DR.",
    "Mr.",
    "MR.",
    "vs.",
    "VS.",
)
_MARK_COLUMNS = 7  # of an item's mark with the blanks behind it
_NAME = 20  # dashes that stand for a name, at most
_GLUED_RULE = lazy(r"(?<!\S)(?:-{4,}|={5,}|_{5,}|\*{5,}|~{5,}|-(?: -){3,}(?!-))(?: [-=_*~]+)*\s+")
_LEAST = 5  # signs of a rule that shows by itself that it is one
_NUMBERED = lazy(r"(?:\([A-Z/]{1,8}\)\s?)?\N{PILCROW SIGN}?\d{1,3}\s?[.)]")
_SENTENCE_END = lazy(r"[.?!\")]['\u2019]?\s+|;\s+(?=[A-Z\"'])")


def split_at_rules(text: str) -> Iterator[Span]:
    """Cut "... ends. A Heading ------- Text" into text, heading and underline."""
    at = 0
    if grammar.HEADING_RULE.fullmatch(text):
        yield Span(Kind.LINE, text)  # a rule as wide as its table
        return
    rules = [rule for rule in _GLUED_RULE.finditer(text) if not _stands_for_words(text, rule)]
    for number, rule in enumerate(rules):
        if number + 1 < len(rules) and _is_over(text, rule, rules[number + 1]):
            if text[at : rule.start()]:
                yield Span(Kind.LINE, text[at : rule.start()])
            yield Span(Kind.RULE, rule[0], "", Reason("CC501", "rule above a heading inside a line", 0.8))
            at = rule.end()
            continue
        if _is_over_next_page(text[at : rule.start()], rule):
            yield Span(Kind.LINE, text[at : rule.start()])
            yield Span(Kind.RULE, rule[0], "", Reason("CC501", "rule above a heading on the next page", 0.8))
            at = rule.end()
            continue
        heading = _heading_start(text, at, rule.start(), len(rule[0].rstrip()))
        if (
            heading is None
            or not _shows(text, heading, rule)
            or _stands_for_name(text, text[heading : rule.start()], rule)
        ):
            continue
        if _is_item(text, at, heading, rule):
            heading = rule.start()  # no heading of its own
        if heading > at:
            yield Span(Kind.LINE, text[at:heading])
        if heading < rule.start():  # else two underlines, one right behind the other
            title = text[heading : rule.start()]
            yield beginning(Span(Kind.HEADING, title, heading_value(title)))
        yield Span(Kind.RULE, rule[0], "", Reason("CC501", "underline inside a line", 0.8))
        at = rule.end()
    if at < len(text):
        yield Span(Kind.LINE, text[at:])


def _shows(text: str, heading: int, rule: re.Match[str]) -> bool:
    """Do so few dashes, or dashes apart, underline a heading: one as long as they are, or above a paragraph's
    number, at which the line is cut?"""
    dashes = rule[0].rstrip()
    if len(dashes) >= _LEAST and not dashes.startswith("- -"):
        return True
    title = text[heading : rule.start()].strip()
    if not title[:1].isalpha() or title.endswith((".", ",", ";")):
        return False
    as_long = 0 <= len(title) - len(dashes) < 2
    spaced = dashes.startswith("- -")
    numbered = rule.end() == len(text) or _NUMBERED.match(text, rule.end()) is not None
    return as_long or (spaced and numbered)


def _stands_for_words(text: str, rule: re.Match[str]) -> bool:
    """Do these dashes stand for a name that was taken out: "None of this, ------------ said, would matter"?
    The sentence goes on behind them, or is open before them."""
    before, after = text[: rule.start()].rstrip(), text[rule.end() :]
    opened = LINKS.search(before) is not None or (is_abbreviated(before) and before[-2:].islower())
    return (
        bool(before) and rule[0][0] == "-" and (opened or after[:1].islower() or after.startswith((",", ";")))
    )


def _stands_for_name(text: str, title: str, rule: re.Match[str]) -> bool:
    """Do a few dashes stand between two sentences for the name that the second begins with? title: what
    stands before them, which they are not as long as."""
    dashes = rule[0].rstrip()
    short = rule[0][0] == "-" and " " not in dashes and len(dashes) <= _NAME
    ended = title.rstrip()[-1:] == "." and len(title.rstrip()) != len(dashes)
    return short and ended and text[rule.end() :][:1].isalpha()


def _heading_start(text: str, at: int, end: int, length: int) -> int | None:
    """Where, behind text[:at], the heading begins that a rule of this length at this place underlines."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, max(at, end - _TITLE_COLUMNS), end)]
    start = at if end - at < _TITLE_COLUMNS else None
    places = [place for place in ends if place < end]
    as_long = len(text[:end].rstrip()) - length
    places = _without_marks(text, at, end, places)
    if as_long == at or as_long in places or _is_below_item(text[at:end], as_long - at):
        return as_long
    while len(places) > 1 and _stands_in_title(text[places[-2] : places[-1]], text[places[-1] : end]):
        places.pop()
    return places[-1] if places else start


def _without_marks(text: str, at: int, end: int, places: list[int]) -> list[int]:
    """The places, and in place of one right behind the mark of an item, "; c. The text", that of the mark."""
    marks = [at + start for start in item_starts(text[at:end])] if places else []
    return [next((mark for mark in marks if 0 < place - mark < _MARK_COLUMNS), place) for place in places]


def _is_below_item(text: str, heading: int) -> bool:
    """Does a heading of titled words begin here, behind the last item of a list, which has no stop?"""
    begins = heading > 0 and text[heading - 1].isspace() and text[heading].isupper()
    return begins and is_titled(text[heading:].strip()) and bool(item_starts(text[:heading]))


def _is_item(text: str, at: int, heading: int, rule: re.Match[str]) -> bool:
    """Is the mark of a list's item in what may be the heading, and the rule not as long as that?"""
    as_long = len(text[heading : rule.start()].rstrip()) == len(rule[0].rstrip())
    return not as_long and any(start >= heading - at for start in item_starts(text[at : rule.start()]))


def _stands_in_title(first: str, rest: str) -> bool:
    """Do these words with an abbreviation at their end begin the heading that the rest ends: "Talks with the
    U.S. " / "Navy"? Not those of a sentence: "and 6 from the U.S. " / "ECONOMIC OVERVIEW"."""
    title = first + rest
    alike = first.isupper() or not rest.isupper()
    begins = not first[0].islower() and not (first[0].isdigit() and not first[:4].isdigit())
    titled = begins and alike and len(title.split()) <= TITLE_WORDS and is_titled(title)
    return titled and first.rstrip().endswith(_ABBREVIATED)


def _is_over_next_page(before: str, rule: re.Match[str]) -> bool:
    """Does this rule, behind the last sentence of a page that is one line, stand above a heading of the next?
    What it underlines is as long as it is."""
    sentence = before.rstrip()
    ended = rule[0][-1] in "\r\n" and _SENTENCE_END.search(f"{sentence[-3:]} ") is not None
    last = max((found.end() for found in _SENTENCE_END.finditer(sentence)), default=0)
    return ended and abs(len(sentence) - last - len(rule[0].rstrip())) > 1


def _is_over(text: str, rule: re.Match[str], following: re.Match[str]) -> bool:
    """Does this rule, behind a sentence, stand above the heading that the following one underlines?"""
    before, heading = text[: rule.start()].rstrip(), text[rule.end() : following.start()]
    opens = not before or before[-1] in ".?!;\"')"  # else a heading stands before it
    framed = (
        len(rule[0].rstrip()) == len(heading.rstrip()) == len(following[0].rstrip())
    )  # "I. Trade", "U.S. AID"
    ended = not framed and _SENTENCE_END.search(heading.rstrip()) is not None
    return opens and 0 < len(heading) < _TITLE_COLUMNS and not ended
