"""How far a line repeats one of the first section's header: all of it, its beginning, or nothing.

Law of this file: words behind what the first header has, or behind a whole element of a transmission
header, are no repetition.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from cableconv.grammar import header_text
from cableconv.grammar import repeated as grammar
from cableconv.grammar.form import lazy
from cableconv.grammar.pages import DISTRIBUTION_LINE
from cableconv.lexicon.damaged_labels import mended
from cableconv.pages.addressed import addressed

_LIKE = 0.6  # words of two header lines that agree, among all of theirs; letters of two words
_ONE_LINE = 80  # columns of a line that holds nothing but one element
_LONGEST_REST = 6  # lines of a subject below its first
_WHOLE = 3  # words, the label too, of a line that another may hold whole
_SHORT = 2  # letters of what a damaged line has more
_WORDS = lazy(r"[A-Z0-9]+")
_PRINTED = lazy(r"(?:[A-Za-z]\.){2,}|[A-Za-z0-9]+")
_TOKEN = lazy(r"\S+")
_NUMBER = lazy(r"\d+")
_GLUED = lazy(r"[A-Z]?[a-z]")
_INDICATED = lazy(r"\s[^/]{0,12}/")
_STOPS = lazy(r"[.,:;)\]/-]*\s*")
_OF_A_SECTION = lazy(r"\(?(?:(?:SECTION|PART)\s)?\d{1,2}\s(?:OF\s)\d{1,2}\)?\s*")

Known = tuple[str, ...]


def extent(text: str, known: Known) -> int:
    """The number of characters at the line's beginning that a section's header repeats; 0 where it is none.

    known: the lines of the first section's header, white space collapsed, in order.
    """
    bare = " ".join(text.split())
    if bare in known or DISTRIBUTION_LINE.fullmatch(bare):
        return len(text)
    if grammar.REPEATED_LINE.fullmatch(text):
        return _all_or(text, _transmitted(text, known))
    own = _same_label(mended(bare), known)
    return _all_or(text, _copied(text, own, known)) if own else 0


def _all_or(text: str, end: int) -> int:
    """The end, or that of the line where no word follows."""
    rest = text[end:]
    return len(text) if end and not any(map(str.isalnum, rest)) else end


def _transmitted(text: str, known: Known) -> int:
    """Where the elements of a transmission header at the line's beginning end."""
    end = max(_as_known(text, 0, known), _element(text, 0, known))
    while end:
        rest = grammar.ADDRESSEE_END.match(text, end)
        further = rest.end() if rest else _as_known(text, end, known)
        if not further and _INDICATED.match(text, end):
            further = _element(text, end, known)
        if not further:
            break
        end = further
    return end + len(text[end:]) - len(text[end:].lstrip()) if end else 0


def _element(text: str, at: int, known: Known) -> int:
    """Where the element of a transmission header that begins here ends, 0 where none does."""
    part = grammar.TRANSMISSION_PART.match(text, at)
    if part is None or not grammar.ADDRESSED.match(text, at):
        return part.end() if part else 0
    return addressed(text, at, part.end(), known)


def _as_known(text: str, at: int, known: Known) -> int:
    """Where the longest line of the first header that begins here ends; numbers may differ."""
    tokens = [(found.start(), found[0]) for found in _TOKEN.finditer(text, at)]
    ends = (_ends(tokens, line.split()) for line in known if " " in line)
    return max(ends, default=0)


def _ends(tokens: list[tuple[int, str]], line: list[str]) -> int:
    """Where the words of a line end among these tokens, 0 where they are others."""
    if len(tokens) < len(line) or any(
        _folded(token) != _folded(word)
        for (_, token), word in zip(tokens[: len(line) - 1], line[:-1], strict=True)
    ):
        return 0
    start, token = tokens[len(line) - 1]
    last = re.match(_NUMBER.sub(r"\\d+", re.escape(line[-1])), token)
    if last is None or (last.end() < len(token) and not _GLUED.match(token, last.end())):
        return 0
    return start + last.end()


def _folded(word: str) -> str:
    return _NUMBER.sub("0", word)


def _same_label(bare: str, known: Known) -> str:
    """The line of the first header of which this is a copy with a letter or a sign changed; else none."""
    if not grammar.LABELLED_LINE.match(bare):
        return ""
    words = _words(bare)
    like = [(_share(words, other), line) for line, other in _labelled(known)]
    share, line = max(like, default=(0.0, ""))
    return line if share >= _LIKE and not _differs(bare, line, known) else ""


def _differs(bare: str, own: str, known: Known) -> bool:
    """Does a line in capitals say other things than the first header's: other tags, more of a subject,
    another day? Such a line is no copy with damage, and stays whole."""
    if len(bare) > _ONE_LINE or not bare.isupper() or grammar.TEXT_INSIDE.search(bare):
        return False
    tags = header_text.TAGS.match(bare)
    if tags and not header_text.TAGS_MORE.fullmatch(tags["value"]):
        return False  # words behind the tags
    printed = [_plain(found[0]) for found in _PRINTED.finditer(bare)]
    below = known[known.index(own) + 1 :][:_LONGEST_REST]
    if _foreign(printed, own, below) < len(printed):
        return True
    dates, first = (_NUMBER.findall(text) for text in (bare, own))
    return len(dates) == len(first) > 2 and dates != first and grammar.DATED.match(bare) is not None


def _share(words: set[str], other: set[str]) -> float:
    """How much of two lines is the same; all, where one has every word of the other and more."""
    whole = len(other) >= _WHOLE and other <= words
    return 1.0 if whole else len(words & other) / len(words | other)


@lru_cache(maxsize=8)
def _labelled(known: Known) -> tuple[tuple[str, set[str]], ...]:
    """Each line that has a label, with its words."""
    whole = [(line, mended(line)) for line in known]
    return tuple((line, _words(read)) for line, read in whole if grammar.LABELLED_LINE.match(read))


def _words(line: str) -> set[str]:
    return set(_WORDS.findall(line.upper().replace(".", "")))


def _copied(text: str, own: str, known: Known) -> int:
    """Where a damaged copy of a header line, or of it and the lines below that belong to it, ends."""
    printed = [(found.end(), _plain(found[0])) for found in _PRINTED.finditer(text)]
    left = Counter(_plain(found[0]) for found in _PRINTED.finditer(own))
    end = same = 0
    for at, (_, word) in enumerate(printed):
        if same > 1 and at > end + 1:
            break  # two words in a row that are others
        if left[word]:
            left[word] -= 1
            same, end = same + 1, at + 1
    below = known[known.index(own) + 1 :][:_LONGEST_REST]
    foreign = _foreign([word for _, word in printed[:end]], own, below)
    if foreign < end:
        return printed[foreign - 1][0] if foreign > 1 else 0
    while end < len(printed) and (word := _alike(printed[end][1], left)):
        left[word] -= 1
        end += 1
    for word in (_plain(found[0]) for line in below for found in _PRINTED.finditer(line)):
        if end == len(printed) or printed[end][1] != word:
            break
        end += 1
    if not end:
        return 0
    stop = _STOPS.match(text, printed[end - 1][0])
    at = stop.end() if stop else printed[end - 1][0]
    return len(text) if _OF_A_SECTION.fullmatch(text, at) else at


def _foreign(words: list[str], own: str, below: Known) -> int:
    """The place of the first word that is neither one of the line, nor a damaged copy or a piece of one."""
    left = Counter(_plain(found[0]) for found in _PRINTED.finditer(own))
    letters = "".join(_plain(found[0]) for line in (own, *below) for found in _PRINTED.finditer(line))
    left.subtract(words)
    for at, word in enumerate(words):
        if left[word] < 0 and word not in letters and len(word) > _SHORT:
            other = _alike(word, left)
            if not other:
                return at
            left[other] -= 1
    return len(words)


def _plain(word: str) -> str:
    return word.upper().replace(".", "")


def _alike(word: str, left: Counter[str]) -> str:
    """The word that is left of a line and of which this is a damaged copy."""
    for other, count in left.items():
        if count > 0 and abs(len(word) - len(other)) < 2:
            numbers = word.isdigit() and other.isdigit()
            if numbers or SequenceMatcher(None, word, other).ratio() >= _LIKE:
                return other
    return ""
