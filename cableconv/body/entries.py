"""Lists below a colon whose entries go over several lines: persons with offices, offices with persons,
articles of a law.

Law of this file: a line that had room above it begins an entry, one that had none goes on unless it has the
shape of an entry; and all entries have the one shape, or the list ends above the first that has not.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.body.marks import is_numbered
from cableconv.grammar import letters
from cableconv.grammar.form import lazy
from cableconv.text.lines import EVEN, Habits, Line, fits, indent
from cableconv.text.sentences import IN_WORD, LINKS, is_abbreviated, is_terminal

_LONGEST = 60  # lines of such a list
_FEWEST = 2  # entries
_HANGING = 2  # columns by which the lines below the first of an entry stand further right
_TITLE = r"(?:(?:Mrs?|Ms|Miss|Dr|Prof|Amb|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Gov|Sen|Rep|Rev|Hon|H\.E|Sir|Lord)\.? )"
_NAME = r"[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|al-[\w-]+|bin|bint|da|de|del|den|der|di|la|van|von)){1,4}"
_PERSON = lazy(rf"{_TITLE}?(?P<name>{_NAME}),? \(?\w")
_TITLED = lazy(rf"{_TITLE}[A-Z]")
_ARTICLE = lazy(
    r"(?:Article|Section|Chapter|Clause|Paragraph|Rule|Part|Point|Art\.|Sec\.) (?P<number>\d{1,3})[.:]? \S"
)
_OFFICE = lazy(  # words of offices and houses, which no person is called
    r"\b(?:Affairs|Agency|Bank|Board|Bureau|Central|Chairman|Chamber|Chief|Commission|Committee|Council|Department"
    r"|Deputy|Desk|Director|Division|Foreign|General|Governor|Ministry|Minister|National|Office|Officer|Party"
    r"|President|Secretary|State|Union|United|University)\b"
)
_FIELD = lazy(r"(?P<label>[A-Z][^:.;!?]{1,90}): \S")
_TOLD = lazy(r"\b(?:are|asked|had|has|have|he|is|it|said|she|that|they|was|we|were|which|who|will|would)\b")
_SENTENCE = lazy(r"[a-z]{3}[.?!] [A-Z]")
_SENTENCE_IN_CAPITALS = lazy(  # a verb, or a stop that is no rank's
    r"\b(?:ARE|ASKED|HAD|HAS|HAVE|HE|I|IS|IT|SAID|SHE|THAT|THEY|WAS|WE|WERE|WHICH|WHO|WILL|WOULD)\b"
    r"|\b(?!(?:BRIG|CAPT|COMD|MESSRS|PROF|SUPT)\b)[A-Z]{4,}[.?!] [A-Z]"
)


class Entries(NamedTuple):
    """Places of the lines of such lists, and of these, the ones that go on with the line above."""

    kept: set[int]
    rests: set[int]


Shape = Callable[[str], bool]


def entries_of(lines: Sequence[Line], habits: Habits, taken: Collection[int]) -> Entries:
    """The lists with entries of several lines. taken: places of rows, rules, items, headings, signatures."""
    found = Entries(set(), set())
    for first in [at for at, line in enumerate(lines, 1) if line.bare[-1] == ":" and at < len(lines)]:
        block = _block(first, lines, taken)
        if len(block) <= _FEWEST or not lines[first].bare[0].isupper():
            continue
        for shape in (_is_titled, _is_person, _is_article, _is_field):
            if not shape(" ".join(lines[at].bare for at in block[:3])):
                continue
            starts, stop = _starts(block, lines, habits, shape)
            if len(starts) >= _FEWEST and stop - first > len(starts) and _count(shape, starts, lines):
                found.kept.update(range(first, stop))
                found.rests.update(set(range(first, stop)) - set(starts))
                break
    for at in [at for at, line in enumerate(lines) if not line.worded and is_numbered(line)]:
        starts, stop = _behind_number(at, lines, habits, taken)
        if starts:
            found.kept.update(range(starts[0], stop))
            found.rests.update(set(range(starts[0], stop)) - set(starts))
    return found


def _behind_number(
    at: int, lines: Sequence[Line], habits: Habits, taken: Collection[int]
) -> tuple[list[int], int]:
    """The other entries of a list of persons whose first stands behind the number of its paragraph, and where
    the last ends; none without two others."""
    number = lines[at].label
    rest = lines[at].text[number.end() :].strip() if number else ""
    shape = next((shape for shape in (_is_titled, _is_person) if rest and shape(rest)), None)
    if shape is None or at + 1 == len(lines):
        return [], 0
    block = _block(at + 1, lines, taken)
    if len(block) < _FEWEST or lines[at + 1].blanks or lines[at + 1].paged or lines[at + 1].first:
        return [], 0
    some = [lines[at]._replace(bare=rest), *(lines[place] for place in block)]
    starts, stop = _starts(range(len(some)), some, habits, shape)
    others = [at + place for place in starts[1:]]
    return (others, at + stop) if len(others) >= _FEWEST and stop == len(some) else ([], 0)


def _block(first: int, lines: Sequence[Line], taken: Collection[int]) -> range:
    """The lines from this one on that nothing parts."""
    at = first
    while at < len(lines) and at - first < _LONGEST and at not in taken and not is_numbered(lines[at]):
        if at > first and (lines[at].blanks or lines[at].paged or lines[at].first or lines[at].glued):
            break
        at += 1
    return range(first, at)


def _starts(block: range, lines: Sequence[Line], habits: Habits, shape: Shape) -> tuple[list[int], int]:
    """The lines that begin entries of the shape, and where the last of these ends."""
    starts: list[int] = []
    for entry in _entries(block, lines, habits, shape):
        some = [lines[at].bare for at in entry]
        if _lists_names(entry, lines, habits):
            return [], entry.start
        if not shape(_joined(some)) or _is_prose(_joined(some), shape):
            return starts, entry.start
        starts.append(entry.start)
    return starts, block.stop


def _lists_names(entry: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Do several names stand below their office, each on a line of its own: "ADVISERS:" / "  A. DOE, NAVY" /
    "  B. ROE"?"""
    names = [lines[at] for at in entry[1:]]
    if len(names) < _FEWEST or lines[entry.start].bare[-1] != ":":
        return False
    return all(
        fits(above, line, habits.width) and line.bare[0].isupper() and indent(above) == indent(line)
        for above, line in pairwise(names)
    )


def _entries(block: range, lines: Sequence[Line], habits: Habits, shape: Shape) -> Iterator[range]:
    left = indent(lines[block.start])
    hanging = any(indent(lines[at]) >= left + _HANGING for at in block)
    start = block.start
    for at in block[1:]:
        if hanging:
            begins = indent(lines[at]) < left + _HANGING
        else:
            whole = shape(_joined([line.bare for line in lines[start:at]]))
            begins = _begins(lines[at - 1], lines[at], habits, shape if whole else _none)
        if begins:
            yield range(start, at)
            start = at
    yield range(start, block.stop)


def _begins(above: Line, line: Line, habits: Habits, shape: Shape) -> bool:
    """Does an entry begin here, and none go on?"""
    if IN_WORD.search(above.bare) or line.bare[0].islower() or is_abbreviated(above.bare):
        return False
    if letters.GREETING.fullmatch(line.bare):
        return True  # below the head of a mail
    if habits.slack > EVEN or fits(above, line, habits.width - habits.slack - 1):
        return True
    linked = above.bare[-1] != "," and LINKS.search(above.bare) is not None
    return shape(line.bare) and not linked


def _joined(some: Sequence[str]) -> str:
    text = some[0]
    for line in some[1:]:
        text = text + line if IN_WORD.search(text) else f"{text} {line}"
    return text


def _is_prose(entry: str, shape: Shape) -> bool:
    """Is this a sentence, where the shape is not that of an article?"""
    if shape is _is_article:
        return False
    sentence = _SENTENCE_IN_CAPITALS if entry.isupper() else _SENTENCE
    return sentence.search(entry) is not None or (is_terminal(entry) and entry[-1] not in ";)")


def _count(shape: Shape, starts: Sequence[int], lines: Sequence[Line]) -> bool:
    """Do the numbers of articles follow one another?"""
    if shape is not _is_article:
        return True
    found = [_ARTICLE.match(lines[at].bare) for at in starts]
    numbers = [int(one["number"]) for one in found if one]
    return numbers == list(range(numbers[0], numbers[0] + len(starts)))


def _none(text: str) -> bool:
    """No line begins an entry where the one above is not over."""
    return not text


def _is_titled(text: str) -> bool:
    return _TITLED.match(text) is not None


def _is_person(text: str) -> bool:
    found = _PERSON.match(text)
    return found is not None and _OFFICE.search(found["name"]) is None and "," in text[: found.end()]


def _is_article(text: str) -> bool:
    return _ARTICLE.match(text) is not None


def _is_field(text: str) -> bool:
    found = _FIELD.match(text)
    return found is not None and _TOLD.search(found["label"]) is None
