"""Headings with a rule below, and perhaps one above: which lines an underline belongs to.

Law of this file: a rule under the end of a paragraph, or alone between two, underlines nothing.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from cableconv.body.marks import is_marked, is_office
from cableconv.body.roles import Role
from cableconv.grammar import body as grammar
from cableconv.grammar import entries, letters, markers
from cableconv.text.lines import Habits, Line, fits
from cableconv.text.sentences import LINKS, is_terminal, is_titled

_GROUP = 45  # signs of an underline that a teletype printed without a blank
_NEAR = 0.8  # of the lower line's length: the upper one of a heading that was broken
_LIMIT = 160  # characters of a heading, all its lines together
RULED = frozenset("-=_*~|+")  # what underlines, and rules between rows, begin with


def is_rule(line: Line) -> bool:
    """Is the line an underline, or what parts the rows of a table?"""
    barred = line.bare[0] in "|+" or "|" in line.bare or "+" in line.bare
    form = grammar.BARRED_RULE if barred else grammar.HEADING_RULE
    return line.bare[0] in RULED and form.fullmatch(line.text) is not None


def _drawn(rule: Line) -> int:
    """Columns of an underline as it was typed: a teletype put a blank behind 45 of its signs."""
    first, blank, rest = rule.bare.partition(" ")
    return rule.length - rest.count(" ") - 1 if blank and len(first) == _GROUP else rule.length


def rules_of(lines: Sequence[Line], habits: Habits) -> set[int]:
    """Places of the underlines and of what parts the rows of tables."""
    rules = {at for at, line in enumerate(lines) if line.bare[0] in RULED and is_rule(line)}
    dashes = {at for at in rules if lines[at].bare == "--"} if rules else set()
    return rules - {at for at in dashes if _is_wrapped_dash(at, lines, habits)} - lone_marks(lines)


def lone_marks(lines: Sequence[Line]) -> set[int]:
    """Places of dashes alone on a line that mark an item: apart from another one above, and right above the
    words of their own or a page away."""
    found: set[int] = set()
    for at in [at for at, line in enumerate(lines[1:-1], 1) if line.bare == "--"]:
        line, above, below = lines[at], lines[at - 1], lines[at + 1]
        tight = below.paged or not (below.blanks or below.first)
        parted = line.paged or below.paged or line.blanks
        listed = above.bare.startswith("-- ") or at - 2 in found
        if parted and tight and listed and below.bare[0].isalpha() and not line.first:
            found.add(at)
    return found


def _is_wrapped_dash(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is the dash alone on a line a word of a sentence, for which the full line above had no room, or which
    a page parts from the rest?"""
    line, above = lines[at], lines[at - 1] if at else lines[at]
    if at == 0 or line.first or not any(map(str.isalnum, above.bare)):
        return False
    below = lines[at + 1] if at + 1 < len(lines) else None
    tight = below is not None and not (below.blanks or below.first)
    opened = not is_terminal(above.bare)
    if line.paged:
        return tight and opened
    if line.blanks:
        return False
    small = below is not None and (tight or below.paged) and below.bare[0].islower()
    return (opened and small) or not fits(above, line, habits.width - habits.slack)


def ruled_headings(
    lines: Sequence[Line], rules: set[int], taken: Set[int], habits: Habits
) -> dict[int, Role]:
    """Lines above an underline: one, or a few that no blank line parts. taken: rows and signatures."""
    roles: dict[int, Role] = {}
    overlines = _overlines(lines, rules, taken)
    for rule in sorted(rules - overlines):
        above = rule - 1
        if above < 0 or above in rules or above in taken or lines[rule].first:
            continue
        if lines[rule].blanks > 1 and not lines[rule].paged:
            continue
        if lines[above].bare[-1] == "." and _stands_apart(lines[rule], lines[above]):
            continue  # "* * *" between two pieces of text
        enclosed = next((over for over in (rule - 2, rule - 3) if over in overlines), rule)
        start = _start(lines, rule, enclosed, rules, taken, habits)
        if letters.ONLINE.fullmatch(lines[above].bare) or markers.MARKER_END.search(lines[above].bare):
            continue  # the last line of an address, or "End text."
        if is_office(lines[above].bare) and is_office(lines[above - 1].bare) and not lines[above].blanks:
            continue  # the last name of a list
        text = " ".join(line.bare for line in lines[start : above + 1])
        inside = not (lines[above].blanks or lines[above].first or lines[above].paged)
        if lines[rule].blanks and not lines[rule].paged and inside and not is_titled(text):
            continue  # its own heading is lost, and this the end of a paragraph
        if len(text) > _LIMIT or (grammar.LABEL.match(text) and len(text) > 72):
            continue
        if enclosed == rule and _looks_like_prose(lines, start, above, habits):
            continue
        roles[start] = Role.HEADING
        roles.update((place, Role.HEADING_MORE) for place in range(start + 1, above + 1))
    return roles


def _stands_apart(rule: Line, above: Line) -> bool:
    """Is the rule parted from the line above: by a blank line, or by a page and another length?"""
    if rule.paged:
        return abs(_drawn(rule) - above.length) > 1
    return rule.blanks > 0


def _start(
    lines: Sequence[Line],
    rule: int,
    enclosed: int,
    rules: set[int],
    taken: Set[int],
    habits: Habits,
) -> int:
    """The first line of the heading above a rule. enclosed: the place of the rule above it, or this one."""
    above = rule - 1
    start = min(above, enclosed + 1)
    while (
        enclosed == rule
        and start > 0
        and not lines[start].first
        and _in_one_heading(lines, start, above, lines[rule])
        and above - start < 2
        and start - 1 not in rules
        and start - 1 not in taken
        and not (is_terminal(lines[start - 1].bare) and lines[start - 1].bare[-1] != ";")
        and not _is_item_above(lines[start - 1], lines[above], lines[rule])
        and (
            not fits(lines[start - 1], lines[start], habits.width)
            or (start == above and _is_upper_part(lines, above, lines[rule]))
            or (start == above and lines[above].blanks)
            or (lines[start - 1].blanks and abs(lines[start - 1].length - _drawn(lines[rule])) <= 1)
        )
    ):
        start -= 1
    if enclosed == rule and start >= above - 1:
        start = min(start, _top_of_three(lines, above, lines[rule]))
    if enclosed == rule and start == above and _has_shorter_part(lines, above, lines[rule]):
        start -= 1
    return start


def _is_item_above(upper: Line, lower: Line, rule: Line) -> bool:
    """Is the upper line an item, "- the ports", above a line as long as the rule below it?"""
    return lower.length == _drawn(rule) and grammar.ITEM_MARK.match(upper.text) is not None


def _overlines(lines: Sequence[Line], rules: set[int], taken: Set[int]) -> set[int]:
    """Rules above a heading that another rule closes, and nothing of a heading above them."""
    found: set[int] = set()
    for rule in sorted(rules):
        closing = next((rule + step for step in (2, 3) if rule + step in rules), None)
        between = range(rule + 1, closing or rule)
        if closing is None or any(place in taken or place in rules for place in between):
            continue
        if len(between) > 1 and lines[between[0]].label:
            continue  # a paragraph of one line stands between two underlined headings
        if rule == 0 or rule - 1 in found:
            found.add(rule)
            continue
        if lines[rule].bare[0] != lines[closing].bare[0] or _underlines(lines, rule):
            continue
        above = lines[rule - 1]
        free = lines[rule].blanks or lines[rule].first or lines[rule].paged or is_terminal(above.bare)
        alone = not any(lines[place].blanks and not lines[place].paged for place in (*between, closing))
        drawn = closing == rule + 2 and abs(_drawn(lines[rule]) - lines[rule + 1].length) <= 1
        framed = lines[rule].length == lines[closing].length and abs(_drawn(lines[rule]) - above.length) > 1
        free = free or (drawn and (framed or entries.HOUR.match(above.bare) is not None))
        free = free or (
            (rule - 1 in rules or rule - 1 in taken) and lines[rule].length == lines[closing].length
        )
        ended = is_terminal(lines[closing - 1].bare.rstrip("?")) and not drawn
        if free and (alone or is_terminal(above.bare)) and not ended:
            found.add(rule)
    return found


def _in_one_heading(lines: Sequence[Line], start: int, lower: int, rule: Line) -> bool:
    """Does nothing part the line from the one above, or a page a heading of two lines?"""
    if lines[start].paged:
        return start == lower and _is_upper_part(lines, lower, rule)
    return not lines[start].blanks or (
        start == lower and _is_comma_above(lines[start - 1], lines[start], rule)
    )


def _is_comma_above(upper: Line, line: Line, rule: Line) -> bool:
    """Does a copy with blank lines between all lines part a heading of two behind its comma: "Asset Bubbles,"
    above a title as long as the rule?"""
    titled = is_titled(f"{upper.bare} {line.bare}") and line.bare[0].isupper() and not upper.label
    alike = upper.bare.isupper() == line.bare.isupper() and line.length == _drawn(rule)
    return bool(
        rule.blanks and upper.bare[-1] == "," and upper.blanks and alike and titled and len(upper.bare) < 60
    )


def _is_upper_part(lines: Sequence[Line], lower: int, rule: Line) -> bool:
    """Is the line above the first of a heading of two: as long as the rule, which the lower one is not?"""
    upper, line = lines[lower - 1], lines[lower]
    over = lines[lower - 2] if lower > 1 else None
    apart = upper.blanks or upper.first or upper.paged or (over and (is_terminal(over.bare) or is_rule(over)))
    apart = apart or (over is not None and line.bare.isupper() > over.bare.isupper())
    alike = line.bare.isupper() == upper.bare.isupper() and is_titled(upper.bare)
    return bool(apart and alike and upper.length == _drawn(rule) and line.length < upper.length)


def _has_shorter_part(lines: Sequence[Line], lower: int, rule: Line) -> bool:
    """Is the line right above, which a blank line parts from the text, the first of a heading of two: not
    much shorter than the lower one, which is as long as the rule?"""
    if not lower:
        return False
    upper, line = lines[lower - 1], lines[lower]
    if line.blanks or line.paged or line.first or not (upper.blanks or upper.first) or is_marked(upper):
        return False
    near = _NEAR * line.length < upper.length < line.length == _drawn(rule)
    alike = upper.bare.isupper() == line.bare.isupper() and is_titled(f"{upper.bare} {line.bare}")
    return near and alike and not is_terminal(upper.bare) and upper.bare[-1] not in ",-"


def _top_of_three(lines: Sequence[Line], last: int, rule: Line) -> int:
    """The first of the three lines of a heading, the longest of which is as long as the rule; the last where
    there are no such three."""
    first = last - 2
    if first < 0:
        return last
    block = lines[first : last + 1]
    over = None if lines[first].first or not first else lines[first - 1]
    apart = over is None or lines[first].blanks or is_terminal(over.bare) or is_rule(over)
    whole = not any(line.blanks or line.paged or line.first or is_marked(line) for line in block[1:])
    ended = any(is_terminal(line.bare) for line in block)
    drawn = _drawn(rule)
    ruled = max(line.length for line in block) == drawn > block[-1].length
    alike = len({line.bare.isupper() for line in block}) == 1
    alike = alike and is_titled(" ".join([line.bare for line in block]))
    return first if apart and whole and ruled and alike and not ended else last


def _underlines(lines: Sequence[Line], rule: int) -> bool:
    """Does this rule, with a blank line below it, stand right under a line apart that is as long?"""
    above, below = lines[rule - 1], lines[rule + 1]
    alike = abs(above.length - _drawn(lines[rule])) <= 1
    return alike and bool((above.blanks or above.first) and below.blanks and not lines[rule].blanks)


def _looks_like_prose(lines: Sequence[Line], start: int, end: int, habits: Habits) -> bool:
    """A rule under a paragraph's end underlines nothing: the line goes on from the one above."""
    line = lines[start]
    goes_on = start > 0 and not (line.blanks or line.first or line.paged or is_rule(lines[start - 1]))
    text = " ".join(each.bare for each in lines[start : end + 1])
    if end > start and "; " in text and not is_titled(text):
        return True
    if line.bare[0].islower() and LINKS.search(text):
        return True  # "both letters were faxed to the"
    open_end = goes_on and not is_terminal(lines[start - 1].bare) and end > start
    full = open_end and not (is_marked(lines[start - 1]) and fits(lines[start - 1], line, habits.width))
    return full or (goes_on and line.bare[0].islower())
