"""Headings: lines above an underline, and short lines alone before a paragraph.

Law of this file: a line that runs on from the one above, or into the one below, is prose.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from cableconv.body_marks import is_office
from cableconv.body_roles import BULLETS, Reading, Role
from cableconv.body_ruled import is_rule
from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar import pages as page_forms
from cableconv.grammar.form import lazy
from cableconv.labels import Numbering, closes_dash, comes_from_inside, opens_list
from cableconv.lines import EVEN, Habits, Line, ends_early, fits, indent
from cableconv.sentences import EDGES, LINKS, SMALL, is_terminal, is_titled

_SENTENCES = lazy(r"[a-z]{4}\.[\"')\]]?\s+[A-Z]")
_WIDE = 0.8  # of the width: a longer line without a blank line about it is prose
_NARROW = 0.75  # of the width: a title is narrower
_ABOVE = (Role.HEADING, Role.RULE, Role.KEPT, Role.KEPT_MORE)  # what a heading may stand right below
_MANY = 5  # words: fewer name those whose list follows
_FIRMS = (" Inc.", " Ltd.", " Co.", " Corp.", " Bros.", " INC.", " LTD.", " CO.", " CORP.", " BROS.")
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
    if _is_cut_off(line, habits) or (before is not None and _is_next_entry(line, before)):
        return False
    following = lines[at + 1]
    runs_on = following.paged or not following.blanks
    if following.bare[0] == "(" and runs_on and comes_from_inside(following, line):
        return False  # "FOR (A) SHIPS; (B) TRADE; AND" / "(C) AN ANNUAL REVIEW"
    if following.glued:
        return False  # "Why they had waited until [Page 12] October": a page begins in the middle of the line
    tight = not (following.blanks or following.paged or following.first)
    numbered = starts_block(following, numbering)
    if not _apart(line, before, habits, tight=tight, numbered=numbered):
        return False
    if markers.MARKER_HEADING.fullmatch(line.bare):
        return not tight or numbered or (line.blanks > 0 and _stands_over_full(line, following, habits))
    framed = _is_framed(following.bare)
    opens = line.bare[-1] == ":" and _is_item(following) and not framed  # "HE MADE TWO POINTS:"
    opens = opens and not _is_marked(following)
    if opens or not is_shaped_like_heading(line.bare) or grammar.SALUTATION.fullmatch(line.bare):
        return False
    if _stands_over_title(at, lines, before, numbering, habits, titled):
        return True
    if (at + 1 in titled or framed) and not tight:
        return line.blanks > 0 and is_titled(line.bare) and line.length < _WIDE * habits.width
    if at + 1 in kept:
        listed = line.bare[-1] != ":" or following.bare[-1] == ":"
        lower = at + 2 in kept or (
            at + 2 in titled and is_rule(lines[at + 2])
        )  # "Country   Quota" is underlined
        if is_office(line.bare) and is_office(following.bare):
            return False  # the first name of a list
        return at not in kept and (listed or _heads_offices(at, lines, habits)) and (lower or not tight)
    if numbered or (line.blanks and following.blanks and grammar.UNIT.fullmatch(line.bare)):
        return True
    if opens_bullets(at + 1, lines):
        apart = not tight and line.blanks > 0 and is_title(line, habits.width)
        return apart or (_is_unit(line.bare) and (not tight or line.bare.isupper()))
    if _is_unit(line.bare) and not (_is_prose(line, habits) or _is_prose(following, habits)):
        if at + 2 < len(lines) and is_shaped_like_heading(following.bare):
            over = is_heading(at + 1, lines, Reading(line, Role.BEGINS), numbering, habits, kept, titled)
            if over or _is_unit(following.bare):
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
        and line.length < _NARROW * habits.width
        and is_titled(line.bare)
        and len(line.bare.split()) < _MANY
    )


def _is_framed(bare: str) -> bool:
    """ "*** Next Steps ***" or "-- Next Steps --"."""
    return bare[0] == "*" == bare[-1] or (bare[:2] == "--" == bare[-2:] and len(bare) > 4)


def _is_marked(line: Line) -> bool:
    """Does a paragraph number with its portion marking begin the line?"""
    label = grammar.LABEL.match(line.text)
    return label is not None and label["portion"] is not None


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
    if not (closed and _is_title(line, habits) and fits(line, following, habits.width)):
        return False
    if at + 1 in titled:
        return at + 2 in titled and not is_rule(following)
    if grammar.TURN.match(line.bare) and grammar.TURN.match(following.bare):
        return False  # two fields of a form
    alike = line.bare.isupper() == following.bare.isupper() and _is_title(following, habits)
    even = line.first or bool(line.blanks) == bool(following.blanks)
    below = lines[at + 2] if at + 2 < len(lines) else None
    return alike and even and below is not None and starts_block(below, numbering)


def _is_title(line: Line, habits: Habits) -> bool:
    """Is the line in title case, with a portion marking or without, or one long word?"""
    title = _without_portion(line)
    word = title.bare.isalpha() and (title.bare.isupper() or title.bare.istitle()) and len(title.bare) > 4
    return word or is_title(title, habits.width)


def _without_portion(line: Line) -> Line:
    portion = grammar.PORTION_FIRST.match(line.bare) if line.bare[0] == "(" else None
    return line._replace(bare=line.bare[portion.end() :].lstrip()) if portion else line


def _is_next_entry(line: Line, before: Reading) -> bool:
    """Is "Founded: 1994" right below "Name: Example Works Ltd.", which began by itself, or one name with its
    office below another?"""
    if is_office(line.bare) and is_office(before.line.bare) and ":" not in before.line.bare:
        return not line.bare.isupper()
    parted = line.first or (line.blanks and not line.paged)
    if ":" not in line.bare[:-1] or parted or before.role not in (Role.BEGINS, Role.KEPT):
        return False
    fields = [grammar.TURN.match(bare) for bare in (line.bare, before.line.bare)]
    return all(field is not None and " " not in field["who"] for field in fields)


def _is_cut_off(line: Line, habits: Habits) -> bool:
    """Is the line as long as the text is wide, and does it end with a word that no heading ends with? A
    crawler ate what followed."""
    if line.length <= _WIDE * habits.width or line.bare.isupper():
        return False
    small = [word for word in line.bare.split() if word.islower() and len(word) > 3 and word not in SMALL]
    return LINKS.search(line.bare) is not None or len(small) > 1


def _stands_over_prose(line: Line, following: Line, habits: Habits, *, tight: bool) -> bool:
    """Does the line stand above the first line of a paragraph without a number?"""
    if not following.bare[0].isupper() or len(line.bare) > 75:
        return False
    if tight:  # capitals above the small letters of a sentence, or a title above a line as wide as the text
        if not line.bare.isupper():
            return line.blanks > 0 and _stands_over_full(line, following, habits)
        return not following.bare.isupper() and ends_early(line, following, habits, 0)
    return (
        (fits(line, following, habits.width) or not following.paged)
        and not habits.stray_blanks
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
    several = " " in line.bare and is_titled(line.bare) and line.length < _NARROW * habits.width
    title = several or (line.bare.istitle() and line.bare.isalpha())
    full = following.length > _WIDE * habits.width or following.bare[-1] == ":"
    full = full and any(map(str.islower, following.bare.split()))
    return title and full and habits.slack <= EVEN and ends_early(line, following, habits, _ROOM)


def opens_bullets(at: int, lines: Sequence[Line]) -> bool:
    """Do the items of a list with bullets begin here?"""
    line = lines[at]
    marked = line.bare[0] in BULLETS and grammar.ITEM_MARK.match(line.text) is not None
    return marked and not (at and closes_dash(line, lines[at - 1]))


def is_dashed_title(
    at: int, lines: Sequence[Line], before: Reading | None, numbering: Numbering, width: int
) -> bool:
    """Is "-- The Old Guard", alone between two paragraphs, a heading and no list of one item?"""
    line = lines[at]
    if line.bare[:2] != "--" or at + 1 == len(lines):
        return False
    following = lines[at + 1]
    title = line._replace(bare=line.bare.strip("- "))
    plain = title.bare[:1].isupper() and is_titled(title.bare)
    closed = line.bare[-2:] == "--" and plain and line.length < _NARROW * width
    over = before is not None and (before.role in _ABOVE or is_terminal(before.line.bare))
    if closed and (before is None or line.first or (line.blanks and following.blanks) or over):
        return starts_block(following, numbering) or bool(following.blanks)
    if before is None:
        return False
    parted = (line.blanks or is_terminal(before.line.bare)) and not (line.first or following.first)
    if not parted or before.role is Role.ITEM or before.line.bare.endswith(":"):
        return False
    named = is_title(title, width) or (line.bare[-2:] == "--" and title.bare.istitle())
    return bool(title.bare) and named and starts_block(following, numbering)


def _apart(line: Line, before: Reading | None, habits: Habits, *, tight: bool, numbered: bool) -> bool:
    """Does something part the line from the text above? tight: nothing parts it from the text below;
    numbered: a paragraph with its number follows."""
    if before is None or line.first or before.role in (Role.RULE, Role.ROW):
        return True
    entry = before.role is Role.KEPT and (line.paged or not line.blanks)
    entry = entry and any(form.match(line.bare) for form in (grammar.TURN, grammar.HOUR, grammar.ONLINE))
    kept = before.role in (Role.KEPT, Role.KEPT_MORE) and not entry
    if kept and line.paged and is_office(line.bare) and is_office(before.line.bare):
        return False
    if line.blanks and (not line.paged or kept):
        return True
    if before.role in (Role.HEADING, Role.HEADING_MORE):
        return numbered and tight and _is_title(line, habits) and fits(before.line, line, habits.width)
    if before.role is Role.KEPT and (line.paged or not line.blanks):
        below = numbered and _stands_below_list(line, before.line, tight=tight)
        if below or not (tight or line.paged) or entry:
            return below  # else the last line of a list, a form or an address
    if numbered and before.role is Role.KEPT and markers.MARKER_HEADING.fullmatch(line.bare):
        return True
    ended_early = (tight and is_titled(line.bare)) or fits(before.line, line, habits.width - 3)
    if line.length > _WIDE * habits.width and not is_titled(line.bare):
        return False
    text = before.line.bare
    note = before.role is Role.BEGINS and text[0] == "(" and text[-1] == ")"  # "(* January to June)"
    lost = habits.lossy and before.role is not Role.LABELLED and line.bare[-1] != "."
    cut = habits.solid and tight and numbered and not LINKS.search(text)  # a paragraph that lost its end
    ended = is_terminal(text) or note or lost or cut
    if ended and (tight or numbered) and is_title(_without_portion(line), habits.width):
        return True  # no line inside a paragraph is this short
    solid = habits.solid and (is_titled(line.bare) or fits(before.line, line, habits.width))
    return (line.paged or solid or ended_early) and is_terminal(before.line.bare)


def is_heading_below_list(
    at: int, lines: Sequence[Line], before: Reading | None, numbering: Numbering, habits: Habits
) -> bool:
    """Is a title between the last line of a list, an address or a form and a paragraph number none of the
    list's own lines?"""
    line = lines[at]
    if before is None or line.first or line.glued or not _ends_list(before):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or line.length > _NARROW * habits.width or not starts_block(following, numbering):
        return False
    portion = grammar.PORTION_FIRST.match(line.bare)
    title = line.bare[portion.end() :].lstrip() if portion else line.bare
    above = [other.bare for other in lines[max(0, at - 2) : at]]
    hours = all(map(grammar.HOUR.match, above)) and not grammar.HOUR.match(title)  # a schedule
    online = grammar.ONLINE.fullmatch(above[-1]) is not None  # the last line of an address
    if hours and len(above) > 1:
        return is_titled(title) and title[:1].isupper() and not is_terminal(title.rstrip(":?"))
    offices = all(map(is_office, above))
    if offices and is_office(title):
        return False  # one more of them
    capitals = title.isupper() and title.count(" ") > 1 and not any(map(str.isupper, above))
    sure = portion is not None or online or capitals
    if not _is_plain_title(title.replace(",", "") if sure else title):
        return False
    return sure or offices or ":" in above[-1]


def _is_plain_title(title: str) -> bool:
    """Capitals at the beginnings of its words, no number, and no mark inside it or after it but a colon."""
    if not title[:1].isupper() or any(mark in title[:-1] for mark in ":,") or not is_titled(title):
        return False
    return title[-1] not in ".,;!-" and not any(map(str.isdigit, title))


def _ends_list(before: Reading) -> bool:
    """Is the line above kept, or the field of a form?"""
    field = before.role is Role.BEGINS and ":" in before.line.bare[:-1]
    return before.role in _ABOVE[2:] or (field and grammar.TURN.match(before.line.bare) is not None)


def _stands_below_list(line: Line, above: Line, *, tight: bool) -> bool:
    """Is this a title right below a line of a form or an address, which is none of its lines?"""
    if above.bare[-1] == ":" or (":" in above.bare and ":" in line.bare[:-1]):
        return False  # the first line of the list, or the next field of the form
    other = ":" in above.bare
    ended = tight and (
        (above.bare[-1].isdigit() and line.bare.count(" ") > 1) or indent(line) < indent(above)
    )
    plain = not any(map(str.isdigit, line.bare)) and line.bare[0].isupper()
    return plain and (other or ended) and is_titled(line.bare) and not is_terminal(line.bare[:-1])


def _is_unit(bare: str) -> bool:
    """Is the line in capitals, or does it count an article, chapter or annex?"""
    return (bare.isupper() and 4 < len(bare) <= 75) or grammar.UNIT.fullmatch(bare) is not None


def _is_item(line: Line) -> bool:
    return line.bare[0] in BULLETS or opens_list(line)


def _is_prose(line: Line, habits: Habits) -> bool:
    """Is this a line of a paragraph in capitals, as long as the text is wide?"""
    return line.bare.isupper() and line.length > _NARROW * habits.width


def is_shaped_like_heading(bare: str) -> bool:
    """Could these words, with a portion marking or without, be a heading?"""
    portion = grammar.PORTION_FIRST.match(bare)
    text = bare[portion.end() :].strip() if portion else bare
    if text[:1] == "*" and text[-1:] == "*":
        text = text.strip("* ")  # "*** NEXT STEPS ***"
    if not text or text[0].islower() or text[0].isdigit() or text[0] in "-*(":
        return False
    if text[-5:].upper() in ("QUOTE", "UNQTE") and is_terminal(text):
        return False  # "We are sad.  UNQUOTE"
    if _SENTENCES.search(text) and is_terminal(text):
        return False
    if " OF " in text and page_forms.PAGE_MARKER.fullmatch(text):
        return False  # that of another cable
    ending = text.rstrip("\"'\N{RIGHT DOUBLE QUOTATION MARK}")[-1:]
    if ending == ":":  # "The Minister made these points:" opens a list
        return len(text.split()) <= (3 if text.isupper() else 6) and is_titled(text)
    if ending == "." and text.endswith(_FIRMS):
        words = text.split()
        named = all(word[:1].isupper() for word in words if len(word) > 3 and word not in SMALL)
        return named and len(words) <= (_MANY if text.isupper() else 2 * _MANY)
    return ending not in (".", ",", ";", "-") or text.endswith("...")


def is_title(line: Line, width: int) -> bool:
    """Is the line alone enough to be seen as a heading: short, in title case, without an end?"""
    bare = line.bare.strip("*- ")  # "*** Next Steps ***"
    words = [word.strip(EDGES) for word in bare.split()]
    titled = len(words) > 1 and all(
        word[:1].isupper() for word in words if len(word) > 3 and word not in SMALL
    )
    plain = bare[:1].isupper() and not any(map(str.isdigit, bare))  # "Room 212, Old Mint"
    return (
        titled
        and plain
        and line.length < _NARROW * width
        and not is_terminal(_unabbreviated(line.bare).rstrip("?"))
    )


def _unabbreviated(bare: str) -> str:
    """The words without the stop of a firm's abbreviation at their end."""
    return bare[:-1] if bare.endswith(_FIRMS) else bare


def starts_block(line: Line, numbering: Numbering) -> bool:
    """Is this line the beginning of the next paragraph, by its number or portion marking?"""
    label = grammar.LABEL.match(line.text)
    if label and (label["stop"] != ")" or label["portion"] or numbering.bracketed):
        return int(label["number"]) in (numbering.last + 1, 1) or label["portion"] is not None
    return grammar.PORTION_FIRST.match(line.text) is not None


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
