"""Does a block begin below a page marker or an advert, where no blank line can say it?

Law of this file: the page may stand inside a sentence; the line above must show that it is over.
"""

from __future__ import annotations

from cableconv.body.roles import Reading, Role
from cableconv.body.titles import is_title
from cableconv.grammar import letters
from cableconv.grammar.form import lazy
from cableconv.text.lines import UNWRAPPED, Habits, Line, ends_early, fits, indent, is_deeper
from cableconv.text.sentences import IN_WORD, LINKS, is_abbreviated, is_titled

QUOTES = '"\N{LEFT DOUBLE QUOTATION MARK}'
OPENING = QUOTES + "'("
_QUOTED = lazy(r'["\N{LEFT DOUBLE QUOTATION MARK}][^"]+["\N{RIGHT DOUBLE QUOTATION MARK}]')
_ROOM = 12  # columns that a line without a sentence's end leaves free when it ends by itself
_EARLY_STRICT = 2  # and in a text whose lines are all filled
_FAR_BELOW = 0.5  # of the width: a line that no sentence fills
_CALLED = lazy(r"(?:Mr|Mrs|Ms|Dr)?\.? ?[A-Z][A-Za-z'-]{1,14},")  # "Hugo," alone above a mail
_EARLY_END = 10  # columns that the last line of a paragraph leaves free, where nothing else tells


def is_addressed(before: Reading, line: Line, habits: Habits) -> bool:
    """Does a page begin above or below the salutation of a letter: "May 15, 1979" / "Excellency,", "Hugo," /
    "The decree ..."?"""
    if before.role is not Role.BEGINS or before.line.length > _FAR_BELOW * habits.width:
        return False
    if letters.SALUTATION.fullmatch(line.bare):
        return True
    return _CALLED.fullmatch(before.line.bare) is not None and line.bare[0].isupper()


def is_over(before: Reading, line: Line, habits: Habits) -> bool:
    """Is an item over that leaves much room above a page or an advert? Below its first line half the width,
    where the two lines would not have made one."""
    above = before.line
    early = not habits.lossy and ends_early(above, line, habits, _ROOM)
    if not (early and line.bare[0].isupper()) or LINKS.search(above.bare):
        return False
    if before.role is Role.ITEM:
        return True
    if above.bare.isupper() or not line.blanks or is_abbreviated(above.bare) or IN_WORD.search(above.bare):
        return False
    return above.length < habits.width / 2 and above.length + line.length >= habits.width


def only_titled(before: Reading, *, short: bool) -> bool:
    """Does a numbered line hold a title and nothing else: in capitals, "3. (U) TRADE TALKS", or in quotation
    marks, '4. "No Way Back"', in a line that had room for more (short)?"""
    title = before.line.text[before.label.portion_end :].strip() if before.label else ""
    quoted = short and title[:1] in QUOTES and _QUOTED.fullmatch(title) is not None and is_titled(title)
    return quoted or (title.isupper() and title[-1].isalnum())


def begins_page(line: Line, before: Line, habits: Habits, numbered: bool, short: bool) -> bool:
    """Does a paragraph begin on a page, below a sentence's end? In a numbered text one without a number is
    rare: the line above must end early. short: the line's first word would have fitted there."""
    if before.length > UNWRAPPED:
        return True  # its end is a paragraph's
    strict = habits.slack == 0 and not habits.lossy  # a wrapper that fills every line leaves no doubt
    room = habits.width - (_EARLY_STRICT if strict else _EARLY_END) * numbered
    opens = line.bare[0] in OPENING and indent(line) == indent(before) > 0  # inset texts
    if line.bare[0] in QUOTES and is_deeper(line, before) and not indent(before):
        return True  # an inset quotation
    if before.bare[-1] == ":" and (is_deeper(line, before) or (line.bare[0] in OPENING and short)):
        return True  # an inset text, or a quotation, below the words that introduce it
    return fits(before, line, room) or is_title(line, habits.width) or (opens and short)
