"""Line ends behind a hyphen of which a host made a blank: "govern- ment", "mid- September".

Laws of this file: only lines longer than any wrapper's are looked at; a hyphen before a blank that no
broken or hyphenated word explains is a dash that a typist set so, and stays ("the plan- which"); where two
words may stand with a hyphen, it takes others of the page that must ("the food- population problem").
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from cableconv.grammar.form import lazy
from cableconv.grammar.hyphens import ARTICLES, FREE_PREFIXES, PREFIXES, SMALL_WORDS, SUFFIXES, UNITS
from cableconv.hyphens.breaks import WINDOW, Break, first_piece, halves, last_piece, read_break, whole_token
from cableconv.model import Kind, Reason, Span, Spans, text_of

UNWRAPPED = 120  # columns of a line whose ends a host has lost: no wrapper and no printer fills as many
_NO_SERIES = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|THE|AND|FOR|ALL|WAS|HAD|GOV|USG|USD"
_MEASURES = frozenset("kg km mm cm mw kw gw kv mhz".split())  # noqa: SIM905
LOST_END = lazy(
    r"(?<=[^\W_])- (?=[^\W\d_])|(?<=[A-Z][.])- (?=[A-Za-z])"
    r"|(?:(?<=\b[A-Z])|(?<=\b[A-Z]{2})|(?<=\b[A-Z]{4})|(?<=[(][A-Z]{3}))- (?=\d{1,3}[A-Z]?(?!\w|,\d))"
    rf"|(?<=\b(?!{_NO_SERIES})[A-Z]{{3}})- (?=\d{{1,2}}(?![\w-]|[.,]\d))"  # "TDA- 3"
    r"|(?:(?<=-\d)|(?<=-\d\d)|(?<=-\d{3})|(?<=-\d{4}))- (?=\d{2,5}(?!\w|,\d))"  # "00-41-77- 3577"
    r"|(?<=(?<!\w)\d{3})- (?=\d{4}(?!\w|[.,]\d))"  # "555- 0123"
    r"|(?<=(?<!\w)(?:19|20)\d\d)- (?=(?:19|20)\d\d(?!\w|[.,]\d))"  # "2006- 2008"
    r"|(?<=\w)[=&_@] (?=\w)"  # of an address of the network
    r"|(?<=\d)- (?=\d{1,4}-\d{2})|(?<=[A-Z]{2})- (?=(?:II|III|IV)\b)"
    r"|(?<=\b[Mm][Ii][Dd])- (?=\d\d)|(?:(?<=\b[Pp][Rr][Ee])|(?<=\b[Pp][Oo][Ss][Tt]))- (?=(?:19|20)\d\d\b)"
)
_LONG = 120  # columns of a piece of such a line
_SIGNS = ("- ", "= ", "& ", "_ ", "@ ")
_SEVERAL = 2  # lost line ends after which a page is believed to have more
_PRODUCTIVE = 3  # band of parts with which many compounds begin
_COMMON = 14  # band of words such as "she" and "said", with which no compound ends
_NATIONS = ("ian", "ean", "ish", "ese", "iot", "rican")  # ends of their names
_RARE = 8  # band of letters that a text in capitals has for a word, unlike "FY"
_JOINED = frozenset({Kind.HYPHEN_DROPPED, Kind.HYPHEN_KEPT})
_ADDRESS = "CC332"  # an address that is broken where no hyphen stands
_SPELLED = frozenset({"CC327", "CC328"})  # rules by which a text spells the word so elsewhere

#: As rejoin.Decider: decides what the hyphen between a text and the next is.
Decide = Callable[[str, str, str], tuple[Kind, Reason] | None]


class Reading(Enum):
    """What stands before and behind a hyphen and a blank."""

    WORD = "one word, broken or with a hyphen of its own"
    OPEN = "two words that may be a compound"
    DASH = "two words with a dash between"


class _Found(NamedTuple):
    start: int
    end: int
    kind: Kind
    reason: Reason
    reading: Reading


def may_have(spans: Spans) -> bool:
    """Is one of the lines longer than any wrapper's, with a blank behind a hyphen?"""
    lines = "".join(map(text_of, spans)).split("\n")
    return any(_may_end(line) for line in lines if len(line) >= UNWRAPPED)


def _may_end(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


def mark(spans: Spans, decide: Decide) -> Iterator[Span]:
    """The spans, cut where a line end behind a hyphen was lost."""
    places = list(_of_long_lines(spans))
    whole = "".join(map(text_of, spans)) if places else ""
    found = {at: list(_ends(spans[at].text, decide, whole)) for at in places}
    readings = Counter(end.reading for ends in found.values() for end in ends)
    taken = {Reading.WORD}
    if readings[Reading.WORD] >= _SEVERAL and not readings[Reading.DASH]:
        taken.add(Reading.OPEN)
    for at, span in enumerate(spans):
        ends = [end for end in found.get(at, ()) if end.reading in taken]
        if ends:
            yield from _cut(span, ends)
        else:
            yield span


def wrapped(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a text as they were before hosts lost their ends, as far as hyphens tell: lines that
    were not lost as they are."""
    for line in lines:
        start = 0
        if len(line) > _LONG and "- " in line:
            for found in LOST_END.finditer(line):
                yield line[start : found.start() + 1]
                start = found.end()
        yield line[start:]


def _of_long_lines(spans: Spans) -> Iterator[int]:
    """Places of running text with such hyphens on source lines that are longer than any wrapper's."""
    start = length = 0
    for at, span in enumerate(spans, 1):
        length += len(span.text)
        if span.text[-1] in "\r\n" or at == len(spans):
            if length >= UNWRAPPED:
                line = range(start, at)
                yield from (at for at in line if spans[at].kind is Kind.TEXT and _may_end(spans[at].text))
            start, length = at, 0


def _ends(text: str, decide: Decide, whole: str) -> Iterator[_Found]:
    for found in LOST_END.finditer(text):
        start, end = found.span()
        before, after = text[max(0, start + 1 - WINDOW) : start + 1], text[end : end + WINDOW]
        decided = decide(before, after, "")
        if decided is not None and decided[0] in _JOINED:
            read = reading(before, after, *decided)
            if read is Reading.OPEN and _is_printed(before, after, whole):
                read = Reading.WORD
            yield _Found(start, end, *decided, read)


def _is_printed(before: str, after: str, whole: str) -> bool:
    """Does the text have this name, "Marlowe- Quarm", with its hyphen elsewhere?"""
    found = read_break(before, after)
    left, right = last_piece(found.left), first_piece(found.right)
    return left[:1].isupper() and right[:1].isupper() and f" {left}-{right}" in whole


def _cut(span: Span, ends: Iterable[_Found]) -> Iterator[Span]:
    kind, text, value, reason, _ = span
    start = 0
    for found in ends:
        cut = found.start + (found.kind is Kind.HYPHEN_KEPT)
        yield Span(kind, text[start:cut], value, reason)
        yield Span(found.kind, text[cut : found.end], "", found.reason)
        value, start = "", found.end
    yield Span(kind, text[start:], value, reason)


def reading(before: str, after: str, kind: Kind, reason: Reason) -> Reading:
    """What the hyphen at the end of the text before is, of which kind and reason say what it would be at
    the end of a line."""
    from cableconv.hyphens.words import derived
    from cableconv.lexicon.words import frequency, is_closed, productivity

    if reason.rule == _ADDRESS:
        return Reading.WORD
    found = read_break(before, after)
    left, right = halves(found)
    ends = productivity(f"-{right}") > 0 or right in SUFFIXES
    parted = right in SMALL_WORDS or (frequency(right) >= _COMMON and not ends)
    parted = parted and not (
        found.right[:2].isupper() and len(right) > 1 and not found.capitals
    )  # "anti- US"
    if kind is Kind.HYPHEN_DROPPED:
        if max(frequency(left + right), derived(left, right)) > 0:
            return Reading.WORD
        if found.left.islower() and not is_closed(left):
            return Reading.WORD
        return (
            Reading.DASH if parted else Reading.OPEN if is_closed(left) and is_closed(right) else Reading.WORD
        )
    if _is_listed(found) or (found.left[-1:].isdigit() and right in _MEASURES):
        return Reading.WORD
    if parted:
        return Reading.WORD if _joins_three(found) else Reading.DASH
    if not right:  # "FY- 88", "G- 77"
        return Reading.OPEN if found.capitals and frequency(left) > _RARE else Reading.WORD
    return Reading.WORD if reason.rule in _SPELLED or _is_compound(found, ends=ends) else Reading.OPEN


def _joins_three(found: Break) -> bool:
    """Is this a compound of three, "status-of-forces", broken beside its small word?"""
    left, right = halves(found)
    behind = "-" in found.right.strip("-") and right in SMALL_WORDS
    return behind or ("-" in found.left.strip("-") and (left in SMALL_WORDS or right in SMALL_WORDS))


def _is_listed(found: Break) -> bool:
    """Do the lists have it with its hyphen, or is it a name of two syllables?"""
    from cableconv.hyphens.words import is_given_name, is_name_of_syllables
    from cableconv.lexicon.words import is_closed, is_hyphenated

    given = is_given_name(found) and not is_closed(found.previous.lower())
    return (
        is_hyphenated("-".join(halves(found)))
        or is_hyphenated(whole_token(found))
        or (given or is_name_of_syllables(found))
    )


def _is_compound(found: Break, *, ends: bool) -> bool:
    """Is it a compound by one of its parts? ends: words with hyphens end as it does."""
    from cableconv.lexicon.words import frequency, productivity

    left, right = halves(found)
    name, known = found.right[0].isupper(), frequency(left)
    short = not found.capitals and found.left[-2:].isupper()  # "US-drafted"
    if name and (left in ARTICLES or (found.left[0].isupper() and right.endswith(_NATIONS))):
        return True
    begins = (left in PREFIXES or productivity(f"{left}-") >= _PRODUCTIVE) and left not in UNITS
    prefix = left in PREFIXES and (known < _COMMON or (known == _COMMON and left in FREE_PREFIXES))
    if begins and prefix:  # seldom a word by itself, behind which a dash would stand
        return True
    three = "-" in found.left.strip("-") or "-" in found.right.strip("-")
    made = (begins or short) and right.endswith(("ed", "ing"))
    return (found.capitals or not name) and (three or ends or made)
