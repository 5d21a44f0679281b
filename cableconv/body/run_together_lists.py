"""Lists in a paragraph whose line ends a host has lost: where their items begin.

Law of this file: a mark begins an item behind a colon or a stop, and never alone; a letter or a number
in its order. "He (a) came, (b) saw" is a sentence, "-- so he said --" as well.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cableconv.grammar.body import LABEL
from cableconv.grammar.form import lazy
from cableconv.model import Kind, Span, Spans
from cableconv.text.inline import pieces_of_paragraph
from cableconv.text.labels import follows
from cableconv.text.sentences import COUNTED, LINKS, is_abbreviated, is_terminal
from cableconv.text.signs import is_hinted

_MARK = lazy(
    r"(?:[.:;?!][\"')]?|; (?:and|or)|, (?:and|or)|\((?:U|C|S|SBU|LOU)(?:/{1,2}NF)?\))\s{1,4}"
    r"(?P<mark>(?P<bullet>--?|\*|\N{BULLET}|\N{MIDDLE DOT})(?=\s|[A-Z\"])"
    r"|\((?P<in>[a-zA-Z]|\d{1,2}|[ivx]{1,4})\)|(?P<out>[a-zA-Z]|\d{1,2}|[ivx]{1,4})\)|(?P<dot>[a-zA-Z]|[IVX]{2,4}|[ivx]{2,4})\.)\s{0,4}(?=\S)"
)
_ROUND = lazy(
    r"(?<=[\w.:;?!)%\"'])\s{1,4}(?P<mark>[o>])\s{1,4}(?=[\w\"'($])(?!clock\b|\d)"
)  # no words by themselves
_LABELLED = lazy(  # "-- Born: 1944 -- Education: LLB", which no stop ends
    r"(?<=[\w.:;?!)%\"'])\s{1,4}(?P<mark>--?|\*|\N{BULLET}|\N{MIDDLE DOT})\s{1,4}"
    r"(?=[A-Z][\w'/&-]{0,20}(?: [\w'/&-]{1,20}){0,3}:\s)"
)
_OPEN_MARK = lazy(
    r"(?<=[\w.:;?!)%\"'])\s{1,4}(?P<mark>--?|\*|\N{BULLET}|\N{MIDDLE DOT})\s{1,4}(?=[A-Z\d\"'$(])"
)
_PORTION = r"\((?:U|C|S|SBU|LOU)(?:/{1,2}[A-Z]{2,8})?\)"
_LED = lazy(
    rf"\s{{0,8}}(?:\N{{PILCROW SIGN}}?\d{{1,3}}\s?\.\s{{0,4}}(?:{_PORTION}\s{{0,4}})?"
    rf"|\d{{1,3}}\)\s{{0,4}}{_PORTION}\s{{0,4}}|{_PORTION}\s{{0,4}}\d{{1,3}}\s?\.\s{{0,4}})"
    r"(?<=\s)(?:(?P<mark>[AaIi]\.\s+(?=[A-Z\"'(])"
    r"|(?:[aAiI1]\)|\([aAiI1]\)|--?|\*|\N{BULLET}|\N{MIDDLE DOT})\s+(?=[\w\"'(]))"
    r"|(?P<bar>\|)(?=[^|\r\n]+\|))"
)
_SECOND = {
    "A.": "B.", "a.": "b.", "I.": "II.", "i.": "ii.", "a)": "b)", "A)": "B)", "i)": "ii)",
    "I)": "II)", "1)": "2)", "(a)": "(b)", "(A)": "(B)", "(i)": "(ii)", "(I)": "(II)", "(1)": "(2)",
}  # fmt: skip
_THIRD = {
    "B.": "C.", "b.": "c.", "II.": "III.", "ii.": "iii.", "b)": "c)", "B)": "C)", "ii)": "iii)",
    "II)": "III)", "2)": "3)", "(b)": "(c)", "(B)": "(C)", "(ii)": "(iii)", "(II)": "(III)", "(2)": "(3)",
}  # fmt: skip
_NEXT = {**_SECOND, **_THIRD}
_BULLETS = frozenset(("-", "--", "*", "\N{BULLET}", "\N{MIDDLE DOT}"))
_ROOM, _MUCH = 4, 12  # columns that an item without a stop leaves free beside the next mark and its word
_SIGNS = (" -", " *", ") ", ". ", " o ", " > ", "\N{BULLET}", "\N{MIDDLE DOT}")
_LINE = Kind.LINE  # looked up once, not every span
_REACH = 12  # lines down to the second item
_SEVERAL = 3  # marks that are a list whatever stands below
_WRAPPED = 150  # columns; longer lines were never wrapped
_OPENS = frozenset((":", ".", "?", "!"))
_FIRST = frozenset(("a", "A", "i", "I", "1"))
_SHORTEST = 6  # characters of an item with its mark


def split_at_items(piece: Span) -> Iterator[Span]:
    """Cut a paragraph before the items of a list in it."""
    starts = item_starts(piece.text) if piece.kind is _LINE else []
    if not starts:
        yield piece
        return
    if starts[0]:
        yield piece._replace(text=piece.text[: starts[0]])
    for start, end in pairwise([*starts, len(piece.text)]):
        text = piece.text[start:end]
        yield from pieces_of_paragraph(text, None, begins=False, item=True, signed=is_hinted(text))


class _Found(NamedTuple):
    """A mark that may begin an item."""

    start: int
    end: int
    sign: str  # the bullet, or the letter or number
    style: str
    opens: bool  # a colon or a sentence's end stands before it
    doubtful: bool  # an abbreviation does, "at 6 p.m. (b) He": it may go on with a list and begins none


def item_starts(text: str) -> list[int]:
    """Where items begin in a paragraph, in order; none where no list is."""
    if not any(sign in text for sign in _SIGNS):
        return []
    found = (*_open_marks(text), *_labelled_marks(text), *_marks(text), *_round_marks(text))
    known = {mark.start: mark for mark in found}
    marks = [known[start] for start in sorted(known)]
    starts: set[int] = set()
    for style in {mark.style for mark in marks}:
        run = [mark for mark in marks if mark.style == style]
        starts.update(_bullets(run) if style == "bullet" + run[0].sign else _letters(run))
    return sorted(starts)


def _marks(text: str) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    while mark := _MARK.search(text, at):
        at = mark.start("mark")
        before = text[:at].rstrip()
        abbreviated = mark["bullet"] is None and _ends_in_initial(before)
        numeral = abbreviated and COUNTED.search(before[:-2].rstrip()) is not None  # "Title I."
        goes_on = mark["dot"] is None or mark["dot"].islower() or before[-3:-2] == "." or numeral
        named = mark["bullet"] is None and (
            is_abbreviated(f" {before}"[-8:]) or (abbreviated and not goes_on)
        )
        small = mark["in"] is not None and text[mark.end() :][:1].islower() and not before.endswith(";")
        if not (named or small):
            name = mark.lastgroup if mark["bullet"] is None else None
            shape = next((key for key in ("in", "out", "dot") if mark[key] is not None), "bullet")
            sign = mark[shape] if name else mark["bullet"]
            style = shape + (sign if shape == "bullet" else str(sign.isdigit()) + str(sign.isupper()))
            opens = before[-1:] in _OPENS or before[-2:-1] in _OPENS or mark[0][0] == "("
            found.append(_Found(at, mark.end(), sign, style, opens, abbreviated))
    return found


def _labelled_marks(text: str) -> list[_Found]:
    """Dashes and bullets before labels, below a colon; none where one stands alone."""
    found = list(_LABELLED.finditer(text)) if ": " in text else []
    marks: list[_Found] = []
    for mark in found:
        opens = text[: mark.start("mark")].rstrip()[-1:] == ":"
        if marks or opens:
            sign = mark["mark"]
            marks.append(_Found(mark.start("mark"), mark.end(), sign, "bullet" + sign, opens, doubtful=False))
    return marks if len(marks) > 1 else []


def _open_marks(text: str) -> list[_Found]:
    """Dashes and bullets from one right behind a colon on, each before a capital or a figure: items without
    stops."""
    found = list(_OPEN_MARK.finditer(text)) if ": -" in text or ": *" in text else []
    for number, mark in enumerate(found):
        run = [each for each in found[number:] if each["mark"] == mark["mark"]]
        if text[: mark.start()].endswith(":") and len(run) >= _SEVERAL:
            return [
                _Found(
                    each.start("mark"),
                    each.end(),
                    each["mark"],
                    "bullet" + each["mark"],
                    not at,
                    doubtful=False,
                )
                for at, each in enumerate(run)
            ]
    return []


def is_open_list(text: str) -> bool:
    """Does the text end in a list of labels whose items no stop ends, "-- Born: 1944 -- Education: LLB"?"""
    marks = _labelled_marks(text) if " -" in text or " *" in text else []
    return any(not is_terminal(text[: mark.start].rstrip(" :")) for mark in marks[1:])


def _round_marks(text: str) -> Iterator[_Found]:
    """The bullets "o" and ">", which stand behind an item that no stop ends, too."""
    if " o " not in text and " > " not in text:
        return
    for mark in _ROUND.finditer(text):
        before = text[: mark.start("mark")].rstrip()
        opens = before[-1:] in _OPENS or before[-2:-1] in _OPENS
        yield _Found(
            mark.start("mark"), mark.end(), mark["mark"], "bullet" + mark["mark"], opens, doubtful=False
        )


def split_leading(spans: Spans) -> Spans:
    """Cut lines that begin a paragraph and the first item of a list, "3. (C) A. First", where the second
    item begins one of the next lines, or a table with bars, "4. | Name | Seats |"."""
    cuts: dict[int, int] = {}
    for at, span in enumerate(spans):
        if span.kind is _LINE and (led := _led(span.text)) and _goes_on(spans, at, led):
            cuts[at] = led.start(led.lastgroup or 0)
    if not cuts:
        return spans
    result: list[Span] = []
    for at, span in enumerate(spans):
        if at in cuts:
            result.append(span._replace(text=span.text[: cuts[at]]))
            result.append(span._replace(text=span.text[cuts[at] :]))
        else:
            result.append(span)
    return tuple(result)


def _led(text: str) -> re.Match[str] | None:
    """A paragraph's number and the mark of a first item at the beginning of a line."""
    if text[:1].isalpha():
        return None
    bare = text.lstrip()
    begins = bare[:1].isdigit() or bare[:1] in ("\N{PILCROW SIGN}", "(")
    return _LED.match(text) if begins and len(text) < _WRAPPED else None


def _goes_on(spans: Spans, at: int, led: re.Match[str]) -> bool:
    """Does one of the next lines begin with the second mark, before another number does?"""
    if led["bar"]:  # a table with bars
        return at + 1 < len(spans) and spans[at + 1].text.lstrip()[:1] == "|"
    mark = led["mark"].rstrip()
    following = _SECOND.get(mark, mark)  # the same bullet
    if _are_open(spans, at, mark):
        return True
    seen, ended = 0, is_terminal(spans[at].text.strip())
    for span in spans[at + 1 : at + 4 * _REACH]:
        ended = ended or span.kind is Kind.BLANK
        if span.kind is not _LINE:
            continue
        seen += 1
        bare = span.text.strip()
        if bare.startswith(following) and bare[len(following) : len(following) + 1].isspace():
            return ended
        if seen == _REACH or ((bare[:1].isdigit() or bare[:1] == "(") and LABEL.match(span.text)):
            return False
        ended = is_terminal(bare)
    return False


def _are_open(spans: Spans, at: int, mark: str) -> bool:
    """Do the second and the third mark, or the second of two alone, begin lines below though no item ends
    with a stop: each below a line that leaves it and its word room?"""
    above, width, seen = spans[at].text.rstrip(), 0, 1
    initial = mark in ("A.", "I.")  # two lines of them may be persons
    for span in spans[at + 1 : at + _REACH]:
        head, _, rest = span.text.strip().partition(" ")
        if span.kind is not _LINE or (head[:1].isdigit() and LABEL.match(span.text)):
            return seen > 1 and not initial
        if head == (mark if mark in _BULLETS else _NEXT.get(mark)):
            width = width or _width_of(spans)
            if not _leaves_room(above, head, rest, width):
                return False
            seen, mark = seen + 1, head
            if seen == _SEVERAL:
                return True
        elif is_terminal(rest) or LABEL.match(span.text):
            return False
        above = span.text.rstrip()
    return False


def _leaves_room(above: str, mark: str, rest: str, width: int) -> bool:
    """Would the mark below and the word behind it have fitted, and much more where that is a small word?"""
    free = width - len(above) - len(mark) - len(rest.partition(" ")[0]) - 1
    opens = rest[:1].isupper() or rest[:1].isdigit()
    return free >= (_ROOM if opens else _MUCH) and LINKS.search(above.rstrip(",")) is None


def _width_of(spans: Spans) -> int:
    """The columns of the longest line that was wrapped."""
    lengths = [len(span.text.rstrip()) for span in spans if span.kind is _LINE]
    return max([length for length in lengths if length < _WRAPPED], default=0)


def _ends_in_initial(before: str) -> bool:
    """Does the text end in a letter with a stop, as the "J." of "J. A. Sample" does?"""
    return before[-1:] == "." and before[-2:-1].isalpha() and not before[-3:-2].isalnum()


def _bullets(run: Sequence[_Found]) -> list[int]:
    while run and not run[0].opens:
        run = run[1:]
    return [mark.start for mark in run] if len(run) > 1 else []


def _letters(run: Sequence[_Found]) -> list[int]:
    starts: list[int] = []
    sequence: list[_Found] = []
    for mark in run:
        if (
            sequence
            and follows(sequence[-1].sign, mark.sign)
            and mark.start - sequence[-1].start >= _SHORTEST
        ):
            sequence.append(mark)
        elif mark.sign in _FIRST and mark.opens and not mark.doubtful:
            starts += [each.start for each in sequence] if len(sequence) > 1 else []
            sequence = [mark]
    return starts + ([each.start for each in sequence] if len(sequence) > 1 else [])
