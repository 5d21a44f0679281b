"""Which line begins a numbered paragraph, a list item, or a paragraph without a number.

Law of this file: without evidence a line goes on with the block before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.body.below_pages import OPENING, begins_page, is_addressed, is_over, only_titled
from cableconv.body.list_runs import (
    closes_bracket,
    closes_dash,
    comes_from_inside,
    hangs_dash,
    is_initial,
    opens_range,
)
from cableconv.body.marks import closes_split_marker
from cableconv.body.roles import BEFORE_ITEMS, BULLETS, RUNNING, Reading, Role
from cableconv.body.titles import counts_again
from cableconv.grammar import body as grammar
from cableconv.grammar import closing, letters, markers
from cableconv.grammar.form import AtEnd, lazy
from cableconv.text.initials import goes_on_in_name
from cableconv.text.labels import (
    Label,
    Numbering,
    follows,
    goes_on_lettered,
    item_letter,
    label_of,
    next_label,
    opens_list,
)
from cableconv.text.lines import UNWRAPPED, Habits, Line, ends_early, fits, is_deeper, leaves_room
from cableconv.text.sentences import (
    COUNTING,
    IN_WORD,
    INITIALS,
    LINKS,
    counts,
    is_abbreviated,
    is_day,
    is_terminal,
)

_CLOSED = frozenset(
    {Role.HEADING, Role.HEADING_MORE, Role.RULE, Role.ROW, Role.KEPT, Role.KEPT_MORE}
)  # no line goes on
_MAY_BE_OVER = frozenset({Role.ITEM, Role.GOES_ON})
_NAME_OPEN = AtEnd(5, r"\b[A-Z]\. [A-Z]\.\Z")  # "J. B." / "Marlowe"
_MARKER_BEGINS = frozenset('BEQUbequ"([')
_SPEAKER = lazy(r"(?:Q|A|Question|Answer|QUESTION|ANSWER) ?[:.] ?\S")  # questions and answers in turn
_STUMP = 0.6  # of the width: a line inside a paragraph is longer
_LAST_BUT_ONE = AtEnd(  # "...; and" / "-- the last": so ends the last item but one of a list
    6, ";[\"'\N{RIGHT DOUBLE QUOTATION MARK}]? (?:and|or|AND|OR)\\Z"
)
_SAID = 8  # lines of a paragraph that are looked through
ALONE = 40  # columns below which a marker alone on its line stays
_ROOM_AFTER_STOP = 6  # columns that a sentence leaves free at the end of a paragraph, at least
_ROOM_IN_SOLID = 3  # and in a text without blank lines, if its wrapper leaves some free
_ROOM = 12  # columns that a line without a sentence's end leaves free when it ends by itself


def label_at(line: Line, before: Reading | None, numbering: Numbering, habits: Habits) -> Label | None:
    first = line.bare[0]
    if not (first.isdigit() or first in "(\N{PILCROW SIGN}"):
        return None
    if before is not None and not ((line.blanks and not line.paged) or line.first):
        label = line.label
        marked = label and bool(
            label["portion"] or label["before"] or label["label"][0] == "\N{PILCROW SIGN}"
        )
        if label and counts(before.line.bare, marked=bool(marked)):
            return None
        if closes_bracket(line, before.line):
            return None
        small = line.text[label.end() :].lstrip()[:1].islower() if label and not marked else False
        if small and before.role in RUNNING and not is_terminal(before.line.bare):
            return None  # "He added that" / "9. was his number"
    if before is None or line.first or before.role in _CLOSED:
        free = True
    else:
        ended = is_terminal(before.line.bare) or before.line.length < _STUMP * habits.width
        free = line.blanks > 0 or ended or ends_early(before.line, line, habits, _ROOM)
    short = before is not None and fits(before.line, line, habits.width)
    blank = before is None or line.first or (line.blanks > 0 and not _parted_by_page(line, before))
    headed = before is not None and before.role is Role.HEADING
    if headed and line.label and counts_again(line, numbering):
        return label_of(line)
    return next_label(line, numbering, free=free, blank=blank or headed, short=short)


def _parted_by_page(line: Line, before: Reading) -> bool:
    """Do the blank lines above belong to a page break in the middle of a sentence?"""
    return line.paged and before.role in RUNNING and not is_terminal(before.line.bare)


def stands_alone(line: Line) -> bool:
    """ "Begin text:", "End text." and "UNQUOTE" alone on a line are a line of their own."""
    if line.length >= ALONE or line.bare[0] not in _MARKER_BEGINS:
        return False
    opens = "BEGIN" in line.bare[:6].upper()  # an end without a blank line goes on with its paragraph
    if (line.blanks or line.first or opens) and markers.EXTENT_MARKER.fullmatch(line.bare):
        return True
    return any(
        form.fullmatch(line.bare) for form in (markers.TEXT_MARKER, markers.QUOTE_MARKER, markers.TEARLINE)
    )


def closes_sentence(at: int, lines: Sequence[Line]) -> bool:
    """Does "UNQUOTE." alone end a sentence above, "HE SAID QUOTE NO", over a page or a blank line?"""
    line = lines[at]
    if not at or line.first or not markers.QUOTE_MARKER.fullmatch(line.bare):
        return False
    if is_terminal(lines[at - 1].bare):
        return False
    begin = at - 1
    while begin and at - begin < _SAID and not (lines[begin].blanks or lines[begin].first):
        begin -= 1
    words = [*markers.QUOTE_WORD.pattern().finditer(" ".join([each.bare for each in lines[begin:at]]))]
    return bool(words) and not words[-1]["end"] and words[-1].start() > 0


def begins_item(line: Line, before: Reading | None, numbering: Numbering, habits: Habits) -> bool:
    if line.glued:
        return False  # a page marker in mid line parts no items
    if line.bare[0] not in BULLETS and not item_letter(line, numbering.letter):
        return False
    if line.bare[0] in BULLETS and not grammar.ITEM_MARK.match(line.text):
        return False
    above, width = before.line if before else line, habits.width
    if before and (
        is_initial(line, above, width) or hangs_dash(line, above, width) or closes_bracket(line, above)
    ):
        return False
    if before and opens_range(line, above, width):
        return False
    if before and line.bare[0].isdigit() and not line.blanks and counts(before.line.bare, marked=False):
        return False  # "is shown in Fig." / "5. shows"
    if (
        line.bare[0] == "("
        and grammar.PORTION_FIRST.match(line.text)
        and not goes_on_lettered(line, numbering)
    ):
        return False
    if before is None or line.first or before.role in BEFORE_ITEMS:
        return True
    ended = is_terminal(before.line.bare) or _last_but_one(before) or before.line.bare.endswith(" --")
    lettered = line.bare[0] not in BULLETS
    inside = comes_from_inside if lettered else closes_dash
    if not line.blanks and inside(line, before.line):
        return False
    if line.paged and lettered and not (numbering.letter or opens_list(line)):
        return False  # "(b)" after a page is a letter inside the sentence
    if line.blanks and (ended or not line.paged or follows(numbering.letter, item_letter(line, ""), 2)):
        return True
    if lettered and not numbering.letter:
        # a letter after a full line stands in a list inside the paragraph: "two: (a) ...; (b) ..."
        introduced = before.line.bare[-1] == ":" and is_deeper(line, before.line)
        room = introduced or leaves_room(before.line, line, habits)
        return (ended or only_titled(before, short=False)) and opens_list(line) and room
    if ended:
        return True
    deeper = len(line.text) - len(line.text.lstrip()) > len(before.line.text) - len(before.line.text.lstrip())
    dotted = line.bare[1:2] == "." and line.bare[0].isalpha()
    if lettered and not (opens_list(line) or follows(numbering.letter, item_letter(line, ""), 2)):
        return False  # "by telephone at" / "(55) 711-9011"
    room = leaves_room(before.line, line, habits)
    hanging = not lettered and line.bare.partition(" ")[2][:1].islower()  # "* as" / "  -- first -- he said"
    return (deeper and (room or not hanging)) or (not dotted and room)


def _last_but_one(before: Reading) -> bool:
    """Does an item end as the last but one of a list does: "...; and"?"""
    return before.role in (Role.ITEM, Role.GOES_ON) and _LAST_BUT_ONE.search(before.line.bare) is not None


def begins_paragraph(line: Line, before: Reading | None, habits: Habits, *, numbered: bool) -> bool:
    if before is None or line.first or before.role in _CLOSED or before.role is Role.SIGNATURE:
        return True
    if line.glued or closes_bracket(line, before.line):
        return False
    if (line.paged or not line.blanks) and markers.MARKER_END.match(line.bare):
        return stands_alone(line) and ends_early(before.line, line, habits, _ROOM)
    text = before.line.bare
    if closes_split_marker(line, before.line):
        return False
    if line.bare[0].isdigit() and is_day(text, line.bare):
        return False
    whole = line.blanks and not line.paged
    if line.bare[0].isupper() and text.isupper() and not habits.lossy and IN_WORD.search(text):
        return False  # "CON-" / "CEDED": nothing ends at the hyphen of its word
    if line.bare[0] == "(" and not whole and not is_terminal(text) and comes_from_inside(line, before.line):
        return False  # "(B) TRADE; AND" / "(C) AN ANNUAL REVIEW"
    lower = line.bare[0].islower()
    if stands_alone(before.line) and not lower:
        return True
    if text[-1] in ":,!" and before.role is Role.BEGINS and not lower and letters.SALUTATION.fullmatch(text):
        return True  # "Dear Minister Example," stands alone
    if line.paged and not habits.lossy and is_addressed(before, line, habits):
        return True
    if "BEGIN" in line.bare[:6].upper() and stands_alone(line) and is_terminal(text) and not line.paged:
        return True
    if line.bare[0] == "M" and is_terminal(text) and closing.MINIMIZE.fullmatch(line.bare):
        return True
    portion = grammar.PORTION_FIRST.match(line.text)
    if portion and (line.blanks or is_terminal(text) or not numbered):
        small = line.text[portion.end() :].lstrip()[:1].islower()
        return bool(line.blanks) or not small  # "of paragraph 30." / "(SBU) above"
    if not line.blanks and (text.endswith(INITIALS) or (line.bare[0].isdigit() and COUNTING.search(text))):
        return False
    if text[-1] == "." and not whole and goes_on_in_name(text, line.bare):
        return False
    short = fits(before.line, line, habits.width)
    if short and _SPEAKER.match(line.bare) and _SPEAKER.match(text):
        return True
    if line.paged and before.role in _MAY_BE_OVER and is_over(before, line, habits):
        return True  # a short item, above an advert
    if line.advert and is_terminal(text) and not lower:
        return True  # a site puts them between paragraphs
    small = any(map(str.islower, line.bare))  # "... HOLDS" / "11."
    if line.paged and small and not lower and only_titled(before, short=short) and not LINKS.search(text):
        return True  # "8. VIEWS OF THE PARTIES", above the text of its paragraph
    if line.paged:
        lower = lower and not (line.bare[1:3] == ". " and line.bare[3:4].isupper())  # "f. Arbitrary Arrest"
        return is_terminal(text) and not lower and begins_page(line, before.line, habits, numbered, short)
    if line.blanks:
        if is_terminal(text):
            return not (lower and habits.stray_blanks and not short)
        if lower:
            return False
        return short or not habits.stray_blanks
    return not lower and _ended(before, line, habits)


def _ended(before: Reading, line: Line, habits: Habits) -> bool:
    """Did the line above end by itself, with no blank line to say so?"""
    hangs = before.role in (Role.ITEM, Role.LABELLED)  # the lines below a mark may stand further right
    closed = is_terminal(before.line.bare) or fits(before.line, line, habits.width)
    if (
        is_deeper(line, before.line)
        and closed
        and not hangs
        and (habits.indented or (before.role is Role.GOES_ON and is_terminal(before.line.bare)))
    ):
        return True
    if _only_begins(before):
        return False
    if before.line.length > UNWRAPPED or habits.unwrapped:
        return not _goes_on_wide(before.line.bare, line)
    if is_terminal(before.line.bare):
        if habits.solid and ends_early(before.line, line, habits, _ROOM_IN_SOLID if habits.slack else 1):
            return True
        return ends_early(before.line, line, habits, _ROOM_AFTER_STOP)
    if not line.bare[0].isupper() and line.bare[0] not in OPENING:
        return False
    if is_abbreviated(before.line.bare) or LINKS.search(before.line.bare) or IN_WORD.search(before.line.bare):
        return False
    return ends_early(before.line, line, habits, max(_ROOM, habits.width // 4))


def _goes_on_wide(above: str, line: Line) -> bool:
    """Was a text wrapped wider than others are: does the line above end with a person's initials, a word that
    no sentence ends with, or, with no sentence's end, above a number that is no paragraph's?"""
    if _NAME_OPEN.search(above) or LINKS.search(above) or is_abbreviated(above):
        return True
    return line.bare[0].isdigit() and not is_terminal(above) and not line.label


def _only_begins(before: Reading) -> bool:
    """Does the line hold a number, a portion marking or a marker, and nothing else?"""
    if not before.label:
        return False
    rest = before.line.text[before.label.portion_end :].strip()
    return not rest or markers.MARKER_RUN_IN.fullmatch(rest) is not None
