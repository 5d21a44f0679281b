"""Headings: lines above an underline, and short lines alone before a paragraph.

Law of this file: a line that runs on from the one above, or into the one below, is prose.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from cableconv.body.apart import ends_name, is_apart, is_counted, is_lead
from cableconv.body.list_runs import closes_dash, comes_from_inside
from cableconv.body.marks import closes_split_marker, is_office, is_portioned
from cableconv.body.roles import BULLETS, RUNNING, Reading, Role
from cableconv.body.ruled import is_rule
from cableconv.body.titles import (
    NARROW,
    WIDE,
    is_cut_off,
    is_framed,
    is_prose,
    is_shaped_like_heading,
    is_title,
    is_title_or_word,
    is_unit,
    skips,
    starts_block,
    without_portion,
)
from cableconv.grammar import body as grammar
from cableconv.grammar import entries, letters, markers
from cableconv.grammar.form import lazy
from cableconv.text.labels import Numbering, opens_list
from cableconv.text.lines import EVEN, Habits, Line, ends_early, fits, indent, leaves_room
from cableconv.text.sentences import IN_WORD, LINKS, counts, is_terminal, is_titled

_SENTENCE_ENDS = lazy(r"[A-Z]{5}[.?!]\s+[A-Z]{2}.*\s\S")  # with words of the next one behind it
_MANY = 5  # words: fewer name those whose list follows
_MARKER = 60  # columns of the longest marker alone on its line
_ROOM = 12  # columns that a title leaves free above the full line of its paragraph


def is_heading(
    at: int,
    lines: Sequence[Line],
    before: Reading | None,
    numbering: Numbering,
    habits: Habits,
    kept: Container[int],
    titled: Container[int],
) -> bool:
    """A short line alone before a paragraph, without a sentence's end.

    kept: places of rows and kept lines; titled: of underlined headings and of rules.
    """
    line = lines[at]
    if at + 1 == len(lines) or line.glued or len(line.bare) > 90 or markers.MARKER_END.match(line.bare):
        return False
    if is_cut_off(line, habits) or (before is not None and _belongs_above(line, before, habits)):
        return False
    following = lines[at + 1]
    runs_on = following.paged or not following.blanks
    if following.bare[0] == "(" and runs_on and comes_from_inside(following, line):
        return False  # "FOR (A) SHIPS; (B) TRADE; AND" / "(C) AN ANNUAL REVIEW"
    if _is_end(following.bare):
        return False  # "SMITH" / "UNQUOTE"
    if following.paged and following.worded and following.bare[0].islower() and not line.bare.islower():
        return False  # a page begins in the middle of a sentence
    if following.glued:
        return False  # "Why they had waited until [Page 12] October": a page begins in the middle of the line
    tight = not (following.blanks or following.paged or following.first)
    numbered = starts_block(following, numbering) or skips(following, line, numbering, habits.width)
    if tight and following.bare[0].isdigit() and counts(line.bare, marked=is_portioned(following)):
        return False  # "tabled on March" / "3. The talks"
    capitals = line.bare.isupper() and following.bare.isupper()
    if tight and not numbered and capitals and _SENTENCE_ENDS.search(line.bare):
        return False  # "I REFER TO OUR TALK. THE A. SMITH" / "FOUNDATION ..."
    if tight and not numbered and LINKS.search(line.bare):
        return False  # "ON THIS TENTH DAY OF" / "DECEMBER, 1994."
    if tight and numbered and is_lead(line, before, following, habits):
        return True
    if not is_apart(line, before, habits, tight=tight, numbered=numbered):
        over = before is None or not line.paged or habits.lossy or is_terminal(before.line.bare)
        over = over or (before is not None and fits(before.line, line, habits.width))
        over = over and (tight or line.paged or line.blanks > 0)  # else the last line of a paragraph
        return over and not _may_end_sentence(line, before, habits) and _heads_offices(at, lines, habits)
    if markers.MARKER_HEADING.fullmatch(line.bare):
        return not tight or numbered or (line.blanks > 0 and _stands_over_full(line, following, habits))
    framed = is_framed(following.bare)
    opens = line.bare[-1] == ":" and _is_item(following) and not framed  # "HE MADE TWO POINTS:"
    opens = opens and not is_portioned(following)
    if markers.MARKER_END.search(line.bare):
        return False  # the end of a paragraph: "... was closed.  (End summary.)"
    if opens or not is_shaped_like_heading(line.bare) or letters.SALUTATION.fullmatch(line.bare):
        return False
    if _stands_over_title(at, lines, before, numbering, habits, titled):
        return True
    return _heads(at, lines, numbering, habits, kept, titled, tight=tight, numbered=numbered)


def _may_end_sentence(line: Line, before: Reading | None, habits: Habits) -> bool:
    """May the sentence of the full line above go on here, where capitals tell no title: "WHICH ARE THE" /
    "FOLLOWING:"?"""
    if (
        before is None
        or line.blanks
        or line.first
        or not (line.bare.isupper() and before.line.bare.isupper())
    ):
        return False
    return not (is_terminal(before.line.bare) or fits(before.line, line, habits.width))


def _belongs_above(line: Line, before: Reading, habits: Habits) -> bool:
    """Does the line go on with the one above: the next field, the rest of a word, of a name or of a marker, a
    number that is counted?"""
    above = before.line
    if before.role is Role.ITEM and not line.blanks and _is_set_in_below(line, above):
        return True
    full = before.role in RUNNING and not fits(above, line, habits.width - _ROOM)
    if line.paged and full and line.bare[-1] == "!" and line.bare.isupper():
        return True  # a sentence; few titles end so
    in_word = before.role in RUNNING and not habits.lossy and IN_WORD.search(above.bare)  # "PER-" / "SONS:"
    if in_word or _is_next_entry(line, before) or ends_name(line, above):
        return True
    return closes_split_marker(line, above) or is_counted(line, above)


def _is_set_in_below(line: Line, above: Line) -> bool:
    """Does the line stand at the column of the item's words: "  * Did they go?" / "    Nobody did!"?"""
    mark = grammar.ITEM_MARK.match(above.text) or grammar.LETTER_MARK.match(above.text)
    if mark is None or line.first or line.paged:
        return False
    column = mark.end() + len(above.text[mark.end() :]) - len(above.text[mark.end() :].lstrip())
    return indent(line) == column


def _is_end(bare: str) -> bool:
    """Is this the end of a summary, comment or text, alone on its line?"""
    if bare[:1] not in 'EeUu"([' or len(bare) > _MARKER:
        return False
    quote = markers.QUOTE_MARKER.fullmatch(bare)
    return bool(quote and quote["end"]) or markers.MARKER_END.fullmatch(bare.lstrip('"([')) is not None


def _heads(
    at: int,
    lines: Sequence[Line],
    numbering: Numbering,
    habits: Habits,
    kept: Container[int],
    titled: Container[int],
    *,
    tight: bool,
    numbered: bool,
) -> bool:
    """Does a heading stand above what follows? tight: nothing parts the two; numbered: a paragraph with its
    number follows."""
    line, following = lines[at], lines[at + 1]
    if (at + 1 in titled or is_framed(following.bare)) and not tight:
        return line.blanks > 0 and is_titled(line.bare) and line.length < WIDE * habits.width
    if at + 1 in kept:
        listed = line.bare[-1] != ":" or following.bare[-1] == ":"
        underlined = at + 2 in titled and is_rule(lines[at + 2])  # "Country   Quota"
        lower = at + 2 in kept or underlined
        if is_office(line.bare) and is_office(following.bare):
            return False  # the first name of a list
        return at not in kept and (listed or _heads_offices(at, lines, habits)) and (lower or not tight)
    if numbered or (line.blanks and following.blanks and grammar.UNIT.fullmatch(line.bare)):
        return True
    if opens_bullets(at + 1, lines):
        apart = not tight and line.blanks > 0 and is_title(without_portion(line), habits.width)
        capitals = line.bare.isupper() and leaves_room(line, following, habits)
        return apart or (is_unit(line.bare) and (not tight or capitals))
    open_ended = tight and LINKS.search(line.bare) is not None  # "THE TEXT IS AVAILABLE AT" / "HTTP://..."
    if is_unit(line.bare) and not (open_ended or is_prose(line, habits) or is_prose(following, habits)):
        if at + 2 < len(lines) and is_shaped_like_heading(following.bare):
            over = is_heading(at + 1, lines, Reading(line, Role.BEGINS), numbering, habits, kept, titled)
            if over or is_unit(following.bare):
                return over
        if following.bare[0].isupper() and is_terminal(following.bare):
            return True
    return _stands_over_prose(line, following, habits, tight=tight)


def _heads_offices(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Does "Norland Participants:" stand above names with their offices?"""
    line = lines[at]
    below = lines[at + 1 : at + 3]
    named = len(below) > 1 and all(is_office(other.bare) for other in below)
    return (
        named
        and line.bare[-1] == ":"
        and not line.bare[0].islower()  # "Those present" / "were:"
        and line.length < NARROW * habits.width
        and is_titled(line.bare)
        and len(line.bare.split()) < _MANY
    )


def _stands_over_title(
    at: int,
    lines: Sequence[Line],
    before: Reading | None,
    numbering: Numbering,
    habits: Habits,
    titled: Container[int],
) -> bool:
    """Is this one of two headings, one above the other: the lower one underlined right below, or above a
    paragraph number, as this one is printed?"""
    line, following = lines[at], lines[at + 1]
    closed = before is None or line.blanks > 0 or is_terminal(before.line.bare)
    if not (closed and is_title_or_word(line, habits) and fits(line, following, habits.width)):
        return False
    if at + 1 in titled:
        return at + 2 in titled and not is_rule(following)
    if entries.TURN.match(line.bare) and entries.TURN.match(following.bare):
        return False  # two fields of a form
    alike = line.bare.isupper() == following.bare.isupper() and is_title_or_word(following, habits)
    even = line.first or bool(line.blanks) == bool(following.blanks)
    below = lines[at + 2] if at + 2 < len(lines) else None
    return alike and even and below is not None and starts_block(below, numbering)


def _is_next_entry(line: Line, before: Reading) -> bool:
    """Is "Founded: 1994" right below "Name: Example Works Ltd.", which began by itself, or one name with its
    office below another?"""
    if is_office(line.bare) and is_office(before.line.bare) and ":" not in before.line.bare:
        return not line.bare.isupper()
    parted = line.first or (line.blanks and not line.paged)
    if ":" not in line.bare[:-1] or parted or before.role not in (Role.BEGINS, Role.KEPT):
        return False
    fields = [entries.TURN.match(bare) for bare in (line.bare, before.line.bare)]
    return all(field is not None and " " not in field["who"] for field in fields)


def _stands_over_prose(line: Line, following: Line, habits: Habits, *, tight: bool) -> bool:
    """Does the line stand above the first line of a paragraph without a number?"""
    if not following.bare[0].isupper() or len(line.bare) > 75:
        return False
    if tight:  # capitals above the small letters of a sentence, or a title above a line as wide as the text
        if not line.bare.isupper():
            short = is_titled(line.bare) and _titles(line, following)
            return line.blanks > 0 and (short or _stands_over_full(line, following, habits))
        return not following.bare.isupper() and ends_early(line, following, habits, 0)
    return (
        (fits(line, following, habits.width - habits.slack) or not following.paged)
        and (not habits.stray_blanks or _stands_over_full(line, following, habits))
        and (
            len(following.bare) > 0.6 * habits.width
            or following.bare.endswith(":")
            or _titles(line, following)
        )
    )


def _titles(line: Line, following: Line) -> bool:
    """Is this a title with a colon above a short sentence?"""
    return line.blanks > 0 and line.bare[-1] == ":" and is_terminal(following.bare) and " " in following.bare


def _stands_over_full(line: Line, following: Line, habits: Habits) -> bool:
    """Is this a title, of one word too, above a line of a paragraph and not of a list of names?"""
    several = " " in line.bare and is_titled(line.bare) and line.length < NARROW * habits.width
    word = line.bare.rstrip(":")
    title = several or (word.istitle() and word.isalpha())
    full = following.length > WIDE * habits.width or following.bare[-1] == ":"
    full = full and any(map(str.islower, following.bare.split()))
    return title and full and habits.slack <= EVEN and ends_early(line, following, habits, _ROOM)


def opens_bullets(at: int, lines: Sequence[Line]) -> bool:
    """Do the items of a list with bullets begin here?"""
    line = lines[at]
    marked = line.bare[0] in BULLETS and grammar.ITEM_MARK.match(line.text) is not None
    return marked and not (at and closes_dash(line, lines[at - 1]))


def _is_item(line: Line) -> bool:
    return line.bare[0] in BULLETS or opens_list(line)


def heading_goes_on(
    line: Line, before: Reading, following: Line | None, numbering: Numbering, habits: Habits
) -> bool:
    return (
        not line.blanks
        and not line.paged
        and following is not None
        and bool(following.blanks or following.paged)
        and starts_block(following, numbering)
        and not fits(before.line, line, habits.width)
        and not is_terminal(line.bare)
    )
