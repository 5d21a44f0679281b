"""What the line above a paragraph number is: a whole item of a list, the title of one, words that a number
may go on with.

Law of this file: two lines of a text, without the order of its numbers.
"""

import re
from collections.abc import Sequence

from cableconv.body.roles import BULLETS
from cableconv.grammar import body as grammar
from cableconv.grammar.form import AtEnd
from cableconv.text.lines import Habits, Line, indent
from cableconv.text.sentences import is_terminal

TAKES = AtEnd(  # "until" / "9. The next": a number may go on with such a word
    7,
    r"(?:\d|,|\b(?:a|an|and|as|at|but|by|for|from|in|is|nor|of|on|or|than|that|the|to|with|about|until|since|only"
    r"|over|under|was|were|are|has|had|some|another|all|those|these|its|their))\Z",
    re.IGNORECASE,
)
_TITLE = 0.6  # of the width: longer lines are no titles
_SHORT = 3  # digits of a number that another may go on with


def is_whole_item(at: int, lines: Sequence[Line]) -> bool:
    """Is this line an item right below another, where such items of one line need no stop: "- The port"?"""
    if at < 1 or lines[at].blanks or lines[at].paged or lines[at].first:
        return False
    some = lines[at - 1 : at + 1]
    marked = all(map(_has_mark, some)) and indent(some[0]) == indent(some[1])
    if not marked or any(is_terminal(line.bare) for line in some):
        return False
    return ends_alike(some) or not any(TAKES.search(line.bare) for line in some)


def _has_mark(line: Line) -> bool:
    """Does a bullet, or a letter or number in brackets, begin the line?"""
    if line.worded:
        return False
    if line.bare[0] == "(":
        return grammar.LETTER_MARK.match(line.text) is not None
    return line.bare[0] in BULLETS and grammar.ITEM_MARK.match(line.text) is not None


def ends_alike(items: Sequence[Line]) -> bool:
    """Do they end with numbers of one length: "passport no. 0042" / "passport no. 0043"?"""
    ends = [line.bare.rpartition(" ")[2] for line in items]
    return all(len(end) == len(ends[0]) > _SHORT and end.isdigit() for end in ends)


def is_title_of_list(line: Line, habits: Habits) -> bool:
    """Is the line the title of an item, "A. Pilots", below which a list may begin?"""
    if line.worded or line.length > _TITLE * habits.width or is_terminal(line.bare):
        return False
    found = grammar.LETTER_MARK.match(line.text)
    if found is None:
        return grammar.ITEM_MARK.match(line.text) is not None
    return found["in"] is not None or not (found["dot"] or found["out"]).isdigit()
