"""The paragraph right below the last item of a list, with no blank line to part the two.

Law of this file: what ends the last item is told from the items above it: their lines hang and this one does
not, or none of them has a stop and this one leaves the next word room; or by the marker below it.
"""

from collections.abc import Collection, Iterator, Sequence

from cableconv.body.marks import is_marked
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.text.lines import EVEN, Habits, Line, ends_early, indent, is_parted
from cableconv.text.sentences import LINKS, is_terminal

_REACH = 12  # lines from one item to the next
_FEWEST = 2  # items above the last one whose ends tell a habit
_HANGING = 2  # columns by which the lines below a mark hang
_SENTENCE = lazy(  # words that begin sentences, and have capitals nowhere else: "The list", "He said"
    r"(?:The|He|She|It|They|We|In|On|At|This|These|That|There|As|If|When|While|Although|But|Both) [a-z]"
)
_OPENING = "\"'(\N{LEFT DOUBLE QUOTATION MARK}"
_MARKERS = ("comment", "summary")  # a note may be the item's own
_HEAD = 40  # characters in which such a marker stands
_STOPS = ".,;:!?-"


def below_lists(lines: Sequence[Line], habits: Habits, listed: Collection[int]) -> set[int]:
    """Places of the lines that begin a paragraph right below a list. listed: places of items."""
    found: set[int] = set()
    for run in _runs(lines, listed):
        rest = _rest(run[-1], lines, listed)
        places = (
            _below_hanging(run, rest, lines, listed),
            _below_open(run, rest, lines, habits),
            _below_marked(run, rest, lines),
        )
        found.update(at for at in places if at)
    return found


def _runs(lines: Sequence[Line], listed: Collection[int]) -> Iterator[list[int]]:
    """Items at one column, one below the other, with no paragraph's number between."""
    run: list[int] = []
    for at in sorted(listed):
        if run and not _is_next(run[-1], at, lines):
            yield run
            run = []
        run.append(at)
    if len(run) > 1:
        yield run


def _is_next(last: int, at: int, lines: Sequence[Line]) -> bool:
    near = at - last <= _REACH and indent(lines[at]) == indent(lines[last])
    return near and not any(is_marked(line) or line.first for line in lines[last + 1 : at])


def _rest(last: int, lines: Sequence[Line], listed: Collection[int]) -> range:
    """The lines right below the item, as far as nothing parts them."""
    at = last + 1
    while at < len(lines) and at not in listed and not _is_parted(lines[at]):
        at += 1
    return range(last + 1, at)


def _is_parted(line: Line) -> bool:
    return is_parted(line) or is_marked(line)


def _below_hanging(run: Sequence[int], rest: range, lines: Sequence[Line], listed: Collection[int]) -> int:
    """The place of the line that stands as far left as the marks where all others hang; 0 without any."""
    left = indent(lines[run[0]])
    at = next((at for at in rest if indent(lines[at]) < left + _HANGING), 0)
    others = [lines[other] for one in run[:-1] for other in _rest(one, lines, listed)]
    others += lines[run[-1] + 1 : at]
    hang = len(others) > 0 and all(indent(other) >= left + _HANGING for other in others)
    return at if at and hang and _may_begin(lines[at]) else 0


def _below_open(run: Sequence[int], rest: range, lines: Sequence[Line], habits: Habits) -> int:
    """The place of the line below the last item of a list none of whose items has a stop, where that one
    ends early or the words are those that begin a sentence; 0 without any."""
    if habits.slack > EVEN or len(run) <= _FEWEST:
        return 0
    if any(lines[after - 1].bare[-1] in _STOPS for after in run[1:]):
        return 0
    for at in rest:
        above = lines[at - 1]
        if above.bare[-1] in _STOPS or LINKS.search(above.bare) or not _may_begin(lines[at]):
            continue
        if ends_early(above, lines[at], habits, 1) or _SENTENCE.match(lines[at].bare):
            return at
    return 0


def _below_marked(run: Sequence[int], rest: range, lines: Sequence[Line]) -> int:
    """The place of the line that begins with "Comment:" below the end of a sentence, full or not, if no item
    has a comment of its own; 0 without any."""
    for at in rest:
        if is_terminal(lines[at - 1].bare) and _is_comment(lines[at]):
            return at if not any(map(_is_comment, lines[run[0] : run[-1]])) else 0
    return 0


def _is_comment(line: Line) -> bool:
    """Does the line begin with "Comment:" or "Summary:"?"""
    if not any(word in line.bare[:_HEAD].lower() for word in _MARKERS):
        return False
    marker = markers.MARKER_RUN_IN.match(line.bare)
    return marker is not None and (marker["what"] or marker["what_open"]).lower() in _MARKERS


def _may_begin(line: Line) -> bool:
    return line.bare.lstrip(_OPENING)[:1].isupper()
