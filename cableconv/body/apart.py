"""What parts a heading from the text above: an end there, room that its first word would have had, or a mark
of the copy such as a page, a rule or a row.

Law of this file: it looks up; what stands below is told by `headings`.
"""

from __future__ import annotations

from cableconv.body.below import stands_below_list
from cableconv.body.marks import is_office, is_portioned
from cableconv.body.roles import RUNNING, Reading, Role
from cableconv.body.titles import WIDE, is_title, is_title_or_word, without_portion
from cableconv.grammar import entries, letters, markers
from cableconv.grammar.form import AtEnd, lazy
from cableconv.text.lines import Habits, Line, ends_early, fits, indent
from cableconv.text.sentences import IN_WORD, INITIALS, LINKS, counts, is_abbreviated, is_terminal, is_titled

_ROOM = 12  # columns that a line leaves free when it ends by itself
_ARTICLE_ENDS = (" the", " a", " an")
_ARTICLE_BEGINS = ("The ", "An ")
_ALONE = 3  # columns that the line above a heading of one word leaves free
_SEVERAL = 2  # words, less one, of a title that is no place's name
_TAKES_NAME = AtEnd(4, r"\b(?:a|an|the|of)\Z")  # a name in several words may follow
_IN_NO_NAME = lazy(r" (?:after|against|ahead|at|before|by|from|in|into|on|over|to|under|with) ")


def is_apart(line: Line, before: Reading | None, habits: Habits, *, tight: bool, numbered: bool) -> bool:
    """Does something part the line from the text above? tight: nothing parts it from the text below;
    numbered: a paragraph with its number follows."""
    if before is None or line.first or before.role in (Role.RULE, Role.ROW):
        return True
    entry = before.role is Role.KEPT and (line.paged or not line.blanks)
    entry = entry and any(form.match(line.bare) for form in (entries.TURN, entries.HOUR, letters.ONLINE))
    if (before.role is Role.ITEM and _is_rest(line, before.line, habits)) or (
        before.role is Role.GOES_ON and _hangs(line, before.line, habits)
    ):
        return False
    kept = before.role in (Role.KEPT, Role.KEPT_MORE) and not entry
    if kept and line.paged and is_office(line.bare) and is_office(before.line.bare):
        return False
    if (line.blanks and (not line.paged or kept)) or _is_behind_article(line, before.line):
        return True
    if before.role in (Role.HEADING, Role.HEADING_MORE):
        return numbered and tight and is_title_or_word(line, habits) and fits(before.line, line, habits.width)
    if before.role is Role.KEPT and (line.paged or not line.blanks):
        below = numbered and stands_below_list(line, before.line, tight=tight)
        if below or not (tight or line.paged) or entry:
            return below  # else the last line of a list, a form or an address
    if numbered and before.role is Role.KEPT and markers.MARKER_HEADING.fullmatch(line.bare):
        return True
    if (
        line.paged
        and line.blanks
        and numbered
        and not tight
        and _is_below_early_end(line, before.line, habits)
    ):
        return True
    ended_early = (tight and is_titled(line.bare)) or fits(before.line, line, habits.width - 3)
    if line.length > WIDE * habits.width and not is_titled(line.bare):
        return False
    text = before.line.bare
    note = before.role is Role.BEGINS and text[0] == "(" and text[-1] == ")"  # "(* January to June)"
    runs_on = _may_run_on(line, before.line, habits)
    lost = habits.lossy and before.role is not Role.LABELLED and line.bare[-1] != "." and not runs_on
    cut = habits.solid and tight and numbered and not runs_on  # a paragraph that lost its end
    capitals = cut and line.bare.isupper() and not text.isupper()
    word = is_title_or_word(line, habits) and fits(before.line, line, habits.width - _ALONE)
    if capitals and (word or is_title(line, habits.width) or markers.MARKER_HEADING.fullmatch(line.bare)):
        return True
    cut = cut and (not LINKS.search(text) or _is_below_cut(line, before.line, habits))
    ended = (is_terminal(text) and not runs_on) or note or lost or cut
    if ended and (tight or numbered) and is_title(without_portion(line), habits.width):
        return True  # no line inside a paragraph is this short
    if _is_in_capitals_below(line, before.line) and is_title_or_word(line, habits):
        return True
    solid = habits.solid and (is_titled(line.bare) or fits(before.line, line, habits.width))
    return (line.paged or solid or ended_early) and is_terminal(before.line.bare) and not runs_on


def _is_behind_article(line: Line, above: Line) -> bool:
    """Can no sentence go on here, from an article to another: "with the" / "The Midwife"? Its end is lost."""
    return above.bare.endswith(_ARTICLE_ENDS) and line.bare.startswith(_ARTICLE_BEGINS)


def _is_in_capitals_below(line: Line, above: Line) -> bool:
    """Do capitals stand right below the end of a sentence in small letters?"""
    return line.bare.isupper() and not line.paged and is_terminal(above.bare) and not above.bare.isupper()


def _may_run_on(line: Line, above: Line, habits: Habits) -> bool:
    """May a sentence in capitals, which tell no title, go on here from a full line? The filter that eats last
    lines of paragraphs eats those in capitals first."""
    if not (line.bare.isupper() and above.bare.isupper()):
        return False
    if is_terminal(above.bare) and not above.bare.endswith(INITIALS):
        return False
    return not fits(above, line, habits.width) and not markers.MARKER_HEADING.fullmatch(line.bare)


def _is_below_early_end(line: Line, above: Line, habits: Habits) -> bool:
    """Is this a title on a new page, for whose beginning the line above had much room, as the last of a list
    or of a cut paragraph has?"""
    title = line._replace(bare=line.bare.removesuffix("..."))
    early = ends_early(above, line, habits, _ROOM) and not habits.lossy
    open_end = LINKS.search(above.bare) or IN_WORD.search(above.bare) or is_abbreviated(above.bare)
    return early and not open_end and is_title(title, habits.width)


def _is_below_cut(line: Line, above: Line, habits: Habits) -> bool:
    """Is this a title below a full line whose sentence lost its end, and not a name that the sentence may
    end with: "the" / "Ministry of Trade", "to" / "Port Sample"?"""
    if above.length <= WIDE * habits.width or not is_title(line, habits.width):
        return False
    if ":" in line.bare or _IN_NO_NAME.search(line.bare):
        return True
    return line.bare.count(" ") >= _SEVERAL and not _TAKES_NAME.search(above.bare)


def is_lead(line: Line, before: Reading | None, following: Line, habits: Habits) -> bool:
    """Are these few words with a colon, "Next steps:", right above a marked number a heading, and nothing
    that a paragraph ends with?"""
    if line.bare[-1] != ":" or not line.bare[0].isupper() or line.bare.count(" ") > _SEVERAL:
        return False
    if before is None or before.role not in RUNNING or line.glued or not is_portioned(following):
        return False
    above = before.line.bare
    return is_terminal(above) or (habits.lossy and not LINKS.search(above) and not _TAKES_NAME.search(above))


def ends_name(line: Line, above: Line) -> bool:
    """Is this one word, "Navy?", right below "the ships of the U.S."?"""
    tight = not (line.blanks or line.paged or line.first)
    return tight and " " not in line.bare and above.bare.endswith(INITIALS)


def is_counted(line: Line, above: Line) -> bool:
    """Does the number that begins the line go on with the word above: "deletion of para" / "4. The text"?"""
    tight = line.bare[0].isdigit() and not (line.blanks or line.first)
    return tight and counts(above.bare, marked=is_portioned(line))


def _hangs(line: Line, above: Line, habits: Habits) -> bool:
    """Does the line go on at the column of the full line above, further right than the text?"""
    if line.blanks or line.paged or is_terminal(above.bare) or fits(above, line, habits.width):
        return False
    return indent(line) == indent(above) > 1


def _is_rest(line: Line, item: Line, habits: Habits) -> bool:
    """Does the full line of an item go on in the one right below: "AT THE HIGHEST" / "APPROPRIATE LEVEL"?"""
    if line.blanks or line.paged or fits(item, line, habits.width) or is_terminal(item.bare):
        return False
    return line.bare.isupper() <= item.bare.isupper() and not markers.MARKER_HEADING.fullmatch(line.bare)
