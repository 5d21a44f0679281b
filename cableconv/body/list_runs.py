"""Runs of list items: the lines whose bullets or letters follow one another, told from a mark that happens to
begin a line inside a sentence.

Law of this file: a letter after its predecessor, or a bullet beside its like, begins an item; what the line
above holds open does not.
"""

from collections.abc import Sequence
from itertools import pairwise

from cableconv.grammar import body as grammar
from cableconv.grammar.form import AtEnd, lazy
from cableconv.text.initials import begins_with_initial
from cableconv.text.labels import ROMAN, follows
from cableconv.text.lines import Line, begins_with_letter, fits, indent
from cableconv.text.sentences import is_terminal

_CLOSES = lazy(r"[-+]?\d[\d.,-]*\)")
_RUN_REACH = 8  # lines from one item of a list to the next
_LOWER, _UPPER = AtEnd(5, r"(?<![^\s(])([0-9]{1,4})\Z"), lazy(r"[-\N{EN DASH}] ([0-9]{1,4})(?![^\s,.;)])")
_LISTED = 9  # items of another list that may stand between two items


def list_runs(lines: Sequence[Line], width: int) -> set[int]:
    """Places of lines that begin items of a list by what follows or precedes them.

    A bullet before a capital that stands at the beginning of several lines, and letters in
    their order, begin items even where the line above lost its end.
    """
    runs: set[int] = set()
    bullets: dict[str, list[int]] = {}
    styles: dict[str, list[tuple[int, str]]] = {}
    for at, line in [(at, line) for at, line in enumerate(lines) if not line.worded]:
        if line.bare[0].isalpha() and not begins_with_letter(line.bare):
            continue
        bullet = grammar.ITEM_MARK.match(line.text)
        if bullet:
            if at and any(inside(line, lines[at - 1]) for inside in _INSIDE):
                continue
            if at and hangs_dash(line, lines[at - 1], width) and not _is_beside_item(lines, at):
                continue
            after = line.text[bullet.end() : bullet.end() + 1]
            capital = after.isupper() and not line.bare.isupper()  # in a text of capitals it says nothing
            if capital or after in "\"'(" or _beside_its_like(lines, at, bullet["mark"], width):
                bullets.setdefault(bullet["mark"], []).append(at)
            continue
        found = grammar.LETTER_MARK.match(line.text)
        if found:
            mark = found["in"] or found["out"] or found["dot"]
            style = ("in" if found["in"] else "out" if found["out"] else "dot") + str(mark.isdigit())
            listed = styles.setdefault(style, [])
            if grammar.PORTION_FIRST.match(line.text) and not (listed and follows(listed[-1][1], mark)):
                continue  # "(C)" is a letter after "(B)" only
            listed.append((at, mark))
    for places in bullets.values():
        runs.update(at for pair in pairwise(places) if pair[1] - pair[0] <= _RUN_REACH for at in pair)
    for letters in styles.values():
        runs |= _letters_in_order(letters, lines, width)
    return runs


def closes_dash(line: Line, above: Line) -> bool:
    """Is "-- THAT NO ONE" below "CAUTIONED -- SOMEWHAT PRIVATELY" the second dash of a sentence?"""
    if line.bare[:3] != "-- " or line.first or (line.blanks and not line.paged):
        return False
    if above.bare.count(" -- ") % 2 == 0 or is_terminal(above.bare):
        return False
    if above.worded and not line.paged and indent(line) > indent(above) + 1:
        return False  # the sentence goes on where its lines stand
    if line.paged:
        return above.bare[:3] == "-- " and indent(line) > indent(above)  # at the column of the item's words
    item = above.bare[:3] == "-- "  # "-- MP Osei -- speaks no English" / "-- Contacts differ"
    return not (item and line.bare[3].isupper() and any(map(str.islower, above.bare)))


def closes_bracket(line: Line, above: Line) -> bool:
    """Does a number that begins the line end what a bracket of the line above has begun: "(duty officer:" /
    "-4500)", "(D., Prov." / "2) voted"?"""
    if (line.blanks and not line.paged) or line.first or not _is_bracket_open(above):
        return False
    return _CLOSES.match(line.bare) is not None


def _is_bracket_open(line: Line) -> bool:
    return line.bare.rfind("(") > line.bare.rfind(")")


def _is_beside_item(lines: Sequence[Line], at: int) -> bool:
    """Does an item whose dash stands at the same column, before a capital as here, end right above? A dash of
    a sentence stands at the column of the item's words."""
    line = lines[at]
    capital = line.bare[3:4].isupper() and not line.bare.isupper()
    for above in reversed(lines[max(0, at - _RUN_REACH) : at]):
        if not capital or indent(above) != indent(line):
            return False
        if above.bare[:3] == "-- ":
            return above.bare[3:4].isupper()
        if above.blanks or above.paged or above.first:
            return False
    return False


def hangs_dash(line: Line, above: Line, width: int) -> bool:
    """Is "-- at least in public" a dash of the sentence that fills the line above, at the column of the words
    of an item?"""
    if line.bare[:3] != "-- " or line.blanks or line.first or line.paged:
        return False
    mark = above.bare.partition(" ")[0]
    within = mark == "--" or (mark == "-" and (opens_dash(line, above) or line.bare[3:4].islower()))
    column = indent(above) + (len(mark) + 1) * within
    on = not is_terminal(above.bare) and above.bare[-1] != ","
    return on and indent(line) == column > 0 and not fits(above, line, width)


def opens_range(line: Line, above: Line, width: int) -> bool:
    """Is "- 6 percent" the rest of a range whose lower number, "some 5", fills the line above?"""
    if line.blanks or line.first or line.paged or above.bare[:2] == line.bare[:2]:
        return False
    lower, upper = _LOWER.search(above.bare), _UPPER.match(line.bare)
    if lower is None or upper is None or fits(above, line, width):
        return False
    return int(lower[1]) < int(upper[1])


def opens_dash(line: Line, above: Line) -> bool:
    """Is "-- AS HE PUT IT -- NOBODY" below a line that ends no sentence the first of two dashes?"""
    if line.bare[:3] != "-- " or line.blanks or line.first or line.paged:
        return False
    return " -- " in line.bare[3:] and above.bare[-1] not in ".?!:;,"


def _beside_its_like(lines: Sequence[Line], at: int, mark: str, width: int) -> bool:
    """Does the line above, or the one below, begin with the same bullet and leave room for more?"""

    def pair(upper: int) -> bool:
        above, below = lines[upper], lines[upper + 1]
        if not (above.bare.startswith(mark) and below.bare.startswith(mark)):
            return False
        start = " ".join(below.bare.split(None, 2)[:2])
        return not (below.first or below.paged or below.blanks) and above.length + 1 + len(start) <= width

    return (at > 0 and pair(at - 1)) or (at + 1 < len(lines) and pair(at))


def _letters_in_order(letters: list[tuple[int, str]], lines: Sequence[Line], width: int) -> set[int]:
    """Places of letters of one style that follow one another; another list may stand between two."""
    runs: set[int] = set()
    letters = [
        (at, letter)
        for at, letter in letters
        if not at
        or lines[at].blanks
        or not (comes_from_inside(lines[at], lines[at - 1]) or is_initial(lines[at], lines[at - 1], width))
    ]
    for place, (at, letter) in enumerate(letters):
        if letter.isdigit() and lines[at].bare[0] != "(":  # "2.", "2)" may be a paragraph's
            continue
        after = _next_letter(letters, place)
        if after is None or goes_on_inside(lines[at : letters[after][0]], letter):
            continue
        third = _next_letter(letters, after) is not None
        initial = lines[at].bare[1] == "." and letter.isupper()  # "A. Sample" may be a person
        apart = at == 0 or lines[at].blanks or lines[at].first or _closed(lines[at - 1], lines[at], width)
        within = _small_after_mark(lines[at]) and _in_sentence(lines, at)  # "we asked" / "(a) to be"
        pair = not initial and _after_sentences(lines, at, letters[after][0])
        sure = (apart and not (initial and _in_sentence(lines, at))) or (third and not within) or pair
        opens = letter.lower() in ("a", "i", "1") and sure
        if opens or at in runs:
            runs.update((at, letters[after][0]))
    return runs


def _after_sentences(lines: Sequence[Line], first: int, second: int) -> bool:
    """Do both items begin a sentence, each below a line that ends one?"""
    return all(
        at > 0 and is_terminal(lines[at - 1].bare) and lines[at].bare.partition(" ")[2][:1].isupper()
        for at in (first, second)
    )


def goes_on_inside(lines: Sequence[Line], letter: str) -> bool:
    """Does the letter after this one stand inside a line: "(a) the law, (b) the courts"? Not with this letter
    before it, "they spoke of (a) visas and (b) rights", which is a list of its own."""
    small = letter.lower()
    if letter.isdigit():
        following = str(int(letter) + 1)
    elif small in ROMAN[:-1] and len(small) + (small == "i") > 1:
        following = ROMAN[ROMAN.index(small) + 1]
    else:
        following = chr(ord(small[0]) + 1)
    mark = f" ({following.upper() if letter.isupper() else following}) "
    texts = [_behind_marks(lines[0]), *(line.text for line in lines[1:])]
    for at, text in enumerate(texts):
        if mark in text:
            before = " ".join([*texts[:at], text.partition(mark)[0]])
            return f" ({letter}) " not in f" {before} "
    return False


def _behind_marks(line: Line) -> str:
    """The text of an item behind its letter and its portion marking: "B. (C) The port"."""
    found = grammar.LETTER_MARK.match(line.text)
    rest = line.text[found.end() :] if found else line.text
    portion = grammar.PORTION_FIRST.match(rest)
    return rest[portion.end() :] if portion else rest


def comes_from_inside(line: Line, above: Line) -> bool:
    """Does the letter before this one stand inside the line above: "for (a) trade;" / "(b) aid"?"""
    found = grammar.LETTER_MARK.match(line.text)
    letter = (found["in"] or found["out"] or "") if found else ""
    if not letter or letter.lower() in ("a", "1"):
        return False
    if found and found["out"] and _is_bracket_open(above):
        return True  # "(No. 114 of Feb." / "28) on property"
    roman = letter.lower() if len(letter) > 1 else ""
    if roman in ROMAN[1:]:
        before = ROMAN[ROMAN.index(roman) - 1]
        before = before.upper() if letter.isupper() else before
    else:
        before = str(int(letter) - 1) if letter.isdigit() else chr(ord(letter[0]) - 1)
    mark = f" ({before}) " if found and found["in"] else f" {before}) "
    return mark in above.bare and above.bare[-1] != "."


def is_initial(line: Line, above: Line, width: int) -> bool:
    """Is the letter an initial, of a name that begins at the end of the full line above?"""
    tight = line.bare[1:2] == "." and not (line.first or (line.blanks and not line.paged))
    room = width - (above.bare[-1] == ".")  # some wrappers put two blanks behind a stop
    return tight and not fits(above, line, room) and begins_with_initial(above.bare, line.bare)


_INSIDE = (closes_dash, opens_dash, closes_bracket)  # a sentence: no bullet begins an item


def _next_letter(letters: Sequence[tuple[int, str]], place: int) -> int | None:
    """The place, in letters, of the one that follows, not many lines below."""
    at, letter = letters[place]
    for after in range(place + 1, min(place + _LISTED, len(letters))):
        next_at, following = letters[after]
        if next_at - at > 3 * _RUN_REACH:
            return None
        if follows(letter, following):
            return after
    return None


def _closed(above: Line, line: Line, width: int) -> bool:
    """Does the line above end before its width, or with a colon before a capital?"""
    return fits(above, line, width) or (above.bare.endswith(":") and not _small_after_mark(line))


def _small_after_mark(line: Line) -> bool:
    """Does the text after the letter or number of an item begin in small letters?"""
    return line.bare.partition(" ")[2][:1].islower()


def _in_sentence(lines: Sequence[Line], at: int) -> bool:
    """Does the line above run on into this one?"""
    line = lines[at]
    if at == 0 or line.blanks or line.first or line.paged or is_terminal(lines[at - 1].bare):
        return False
    if lines[at - 1].bare.endswith(" --"):
        return False  # "he sought the following --"
    return not (line.glued and grammar.LABEL.fullmatch(lines[at - 1].bare))
