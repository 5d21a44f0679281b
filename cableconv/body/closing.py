"""What closes a cable: who drafted and cleared it, the group, the formula, the signature.

Law of this file: such a line closes where nothing but its like follows; anywhere else it is text.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from cableconv.body.marks import is_marked, is_numbered, is_office
from cableconv.body.roles import Reading, Role
from cableconv.grammar import closing, entries, letters, markers
from cableconv.grammar.form import AtEnd, lazy
from cableconv.lexicon.words import is_closed
from cableconv.pages.lone import banner_of
from cableconv.text.lines import Habits, Line, ends_early, indent
from cableconv.text.sentences import LINKS, is_terminal

_UNQUOTED = AtEnd(40, r"(?:^|[.?!:)\"'] {1,3}|[.?!] {1,3}[A-Z'-]{3,25} )(?:UN-?QUOTE|UNQTE|END ?QUOTE)\.?\Z")
_NAME = lazy(r"(?:Mac|Mc|O')?[A-Z][a-z]{2,15}(?:-[A-Z][a-z]{2,15})?")
_INITIALS = lazy(r"(?:[A-Z]\. ?){1,2}")
_GROUP_GLUED = lazy(r"[.?!] +GP-?[1-4]\Z")  # "He left.  GP-3"
_FOREIGN = 12  # lines below a signature that no cable prints
_LITTLE = 1  # lines below a name that is a word
_PAIR = 2
_SET_IN = 3  # columns by which an address is set in
_ROOM = 12  # columns that a line leaves free when it ends by itself
_ENCLOSED = 8  # lines of a list of enclosures
_LISTED = 90  # columns of one of them
_RESTS = frozenset({Role.KEPT, Role.GOES_ON, Role.BEGINS})  # what the rest of a drafting line is read as


_SIGNS_OFF = frozenset("ACDGORXacdr(")  # what the lines begin with below which a signature stands


def signs_off(line: Line) -> bool:
    """Does a signature stand below such a line: the last of those who drafted and cleared, the group, or when
    the text is declassified?"""
    if line.bare[0] not in _SIGNS_OFF:
        return False
    if line.bare[0] in "DGOX" and closing.DECLASSIFICATION.fullmatch(line.bare):
        return True
    return _is_group(line) or _is_drafting(line)


def is_signed(line: Line) -> bool:
    """Is this who signed a text that the cable quotes: "For the Government: (signed) A. Sample"?"""
    bare = line.bare
    marked = "igned)" in bare or "/s/" in bare or "IGNED)" in bare
    return marked and letters.SIGNED.fullmatch(bare) is not None


def _is_drafting(line: Line) -> bool:
    return line.bare[0] in "DACRdacr(" and closing.DRAFTING.fullmatch(line.text) is not None


_ANNEX = lazy(
    r"(?:ADDENDUM|ANNEX|APPENDIX|ATTACHMENT)(?:\s(?:[A-Z]|\d{1,2}|[IVX]{1,4}))?(?:\s?[:.-]{1,2}(?:\s[^.]{1,60})?)?"
)


_MARKERS = (
    markers.QUOTE_MARKER,
    markers.TEXT_MARKER,
    markers.TEARLINE,
    markers.EXTENT_MARKER,
    markers.MARKER_HEADING,
)


def with_drafting(readings: list[Reading]) -> list[Reading]:
    """The readings, the lines that say who drafted and cleared the cable read as such where nothing but
    the signature and their like follows."""
    result = list(readings)
    closing = True
    more: list[int] = []  # rests of a line, below the one that they belong to
    for at in range(len(result) - 1, -1, -1):
        line, role, _, _ = result[at]
        if not closing:
            closing = line.first
            continue
        goes_on = at > 0 and not (line.blanks or line.first) and _is_open(result[at - 1].line.bare)
        if role is Role.KEPT_MORE or (goes_on and role in _RESTS and not _is_drafting(line)):
            more.append(at)
            continue
        if role is Role.KEPT and _is_drafting(line):
            result[at] = Reading(line, Role.DRAFTING)
            for rest in more:
                result[rest] = Reading(result[rest].line, Role.DRAFTING_MORE)
        elif more or not (role is Role.SIGNATURE or _is_group(line) or _is_formula(line.bare)):
            closing = False
        more = []
        closing = closing or line.first
    return result


def _is_open(bare: str) -> bool:
    """Do more names stand in the next line of those who drafted and cleared?"""
    return bare[-1] in ",;:/" or bare[-3:].upper() == " BY" or (bare[-1] == "-" and bare[-2:-1].isalpha())


def _is_formula(bare: str) -> bool:
    """ "Minimize considered.", which closes telegrams."""
    return bare[0] == "M" and closing.MINIMIZE.fullmatch(bare) is not None


def _is_group(line: Line) -> bool:
    return (
        line.bare[0] == "G" and len(line.bare) < 9 and closing.GROUP_MARKING.fullmatch(line.bare) is not None
    )


def feet_of(lines: Sequence[Line]) -> set[int]:
    """Places of the lines below a signature that say what is enclosed, how the text is downgraded, to whom
    it was not passed and where the post's site is."""
    begin, listed = len(lines), 0
    for at in range(len(lines) - 1, 0, -1):
        line = lines[at]
        if line.first:
            break
        if markers.ENCLOSURE.fullmatch(line.bare):
            begin, listed = at, 0
        elif not listed and (
            _is_group(line) or _is_drafting(line) or markers.DOWNGRADING.fullmatch(line.bare)
        ):
            begin = at
        elif markers.OFFICE_NOTE.fullmatch(line.bare) or markers.WEB_SITE.fullmatch(line.bare):
            begin, listed = at, 0
        elif at + 1 == len(lines) and _ends_a_note(at, lines):
            continue
        elif listed < _ENCLOSED and line.length < _LISTED and not is_terminal(line.bare):
            listed += 1
        else:
            break
    signed = begin < len(lines) and closing.SIGNATURE.fullmatch(lines[begin - 1].text) is not None
    worded = any(_is_foot(line) for line in lines[begin:])
    apart = worded and (lines[begin].blanks or markers.OFFICE_NOTE.fullmatch(lines[begin].bare))
    return set(range(begin, len(lines))) if signed and apart else set()


def rest_of_a_note(lines: Sequence[Line], feet: Set[int]) -> set[int]:
    """The last of these lines below a signature, where it is the rest of a note."""
    last = len(lines) - 1
    return {last} if last in feet and last - 1 in feet and _ends_a_note(last, lines) else set()


def _ends_a_note(at: int, lines: Sequence[Line]) -> bool:
    return not lines[at].blanks and markers.OFFICE_NOTE.fullmatch(lines[at - 1].bare) is not None


def _is_foot(line: Line) -> bool:
    forms = (markers.ENCLOSURE, markers.DOWNGRADING, markers.OFFICE_NOTE, markers.WEB_SITE)
    return any(form.fullmatch(line.bare) for form in forms)


def signatures_of(
    lines: Sequence[Line],
    habits: Habits,
    rules: set[int],
    cells: dict[int, tuple[int, ...]],
    feet: set[int],
) -> set[int]:
    """Last lines of cables, or of their texts above an annex or these feet, that are a name in capitals,
    apart from the sentence above."""
    found: set[int] = set()
    for at in range(1, len(lines)):
        last = _ends(at, lines, rules) or (at + 1 in feet and at not in feet) or _stands_twice(at, lines)
        if not last and lines[at + 1].blanks:
            last = _opens_annex(at + 1, lines) or _is_name_above_foreign(at, lines, habits)
        if not last or at in rules or (at - 1 in rules and not lines[at].blanks):
            continue
        line = lines[at]
        before = lines[at - 1].bare
        ended = is_terminal(before) or before.endswith(")") or signs_off(lines[at - 1])
        ended = ended or (
            before[-5:].upper().endswith(("TE", "TE.")) and _UNQUOTED.search(before.upper()) is not None
        )
        ended = ended or ("GP" in before[-5:] and _GROUP_GLUED.search(before) is not None)
        ended = ended or letters.ONLINE.fullmatch(before) is not None  # the last line of an address
        ended = ended or (" " not in line.bare and letters.CLOSING.fullmatch(before) is not None)
        ended = ended or (not before.isupper() and entries.HOUR.match(before) is not None)  # or of a schedule
        ended = ended or (not before.isupper() and is_office(before))  # or of participants
        ended = ended or (not before.isupper() and _is_whole_item(lines[at - 1]))
        ended = ended or (not before.isupper() and entries.TURN.match(before) is not None)  # or of a form
        set_in = indent(line) < indent(lines[at - 1])  # is the line above, an inset address?
        left = set_in and (not before.isupper() or _leaves_inset(at, lines))
        apart = line.blanks or line.paged or at - 1 in cells or ended or left
        apart = apart or _is_below_a_whole_line(lines[at - 1], line, habits)
        named = closing.SIGNATURE.fullmatch(line.text) and not any(
            form.fullmatch(line.bare) for form in (*_MARKERS, _ANNEX)
        )
        named = named or _is_name_below(at, lines)
        if apart and not (line.first or line.glued) and named and banner_of(line.bare) is None:
            found.add(at)
    return found | {at + 1 for at in found if _stands_twice(at, lines)}


def _stands_twice(at: int, lines: Sequence[Line]) -> bool:
    """Is this line the last but one, and the last the same once more?"""
    return at + 2 == len(lines) and not lines[at + 1].first and lines[at + 1].bare == lines[at].bare


def _leaves_inset(at: int, lines: Sequence[Line]) -> bool:
    """Does this line stand at the margin right below two lines that are set in at one column, as the first
    lines of paragraphs are not?"""
    above = {indent(line) for line in lines[max(0, at - _PAIR) : at]}
    return at >= _PAIR and len(above) == 1 and min(above) >= _SET_IN and not indent(lines[at])


def _ends(at: int, lines: Sequence[Line], rules: set[int]) -> bool:
    """Is this the last line of a text, but for what separates it from the next: a rule, not as long as it is,
    below which nothing stands?"""
    after = at + 1
    while after < len(lines) and after in rules and not lines[after].first:
        after += 1
    if after < len(lines) and not lines[after].first:
        return False
    return after == at + 1 or bool(lines[at + 1].blanks) or lines[at + 1].length != lines[at].length


def _is_below_a_whole_line(above: Line, line: Line, habits: Habits) -> bool:
    """Does a name at the margin stand right below a line of a list that ended long before the text's width?
    In a text of capitals the line must be an item, a field, an hour or a place, and the name no word."""
    early = ends_early(above, line, habits, _ROOM) or indent(above) >= _SET_IN
    if line.blanks or line.paged or indent(line) or not early:
        return False
    if not above.bare.isupper():  # one word may be a heading
        return " " in above.bare or not is_closed(line.bare.lower())
    told = _is_whole_item(above) or is_office(above.bare)  # "PORT HOLLIS, TESTLAND"
    told = told or any(form.match(above.bare) for form in (entries.HOUR, entries.TURN))
    sure = told and indent(above) >= _SET_IN and ends_early(above, line, habits, _ROOM)
    return sure or (told and not any(is_closed(word.lower()) for word in line.bare.split() if len(word) > 1))


def _is_name_above_foreign(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Is this line above a blank one a name in capitals below a sentence in small letters, and what is below
    it no text of the cable: a few lines without a number or the end of a sentence? Right below the sentence
    a name that is a word, too, "BROWN", is no heading where blank lines part these from the text, and little
    stands below. Apart from it, signs one word that no list has above the foot of a page."""
    line, before = lines[at], lines[at - 1].bare
    if not (line.bare.isupper() and is_terminal(before) and not before.isupper()):
        return False
    below = lines[at + 1 :]
    foreign = len(below) <= _FOREIGN and not any(other.label for other in below)
    foreign = foreign and not any(is_terminal(other.bare) for other in below)
    if line.blanks:
        unknown = " " not in line.bare and not is_closed(line.bare.lower())
        footed = len(below) <= _FOREIGN and any(closing.PAGE_FOOT.fullmatch(other.bare) for other in below)
        return unknown and footed and not line.paged and any(map(is_numbered, lines[:at]))
    worded = any(is_closed(word.lower()) for word in line.bare.split() if len(word) > 1)
    return foreign and not (worded and (habits.solid or " " in line.bare or len(below) > _LITTLE))


def _is_name_below(at: int, lines: Sequence[Line]) -> bool:
    """Is this the last line of a numbered text, below the end of a sentence, and one word with a capital that
    no list of words has: "Marlowe", or a blank line below it "J. MARLOWE", "MARLOWE."?"""
    line, above = lines[at], lines[at - 1]
    initials = _INITIALS.match(line.bare)
    name = line.bare[initials.end() :] if initials else line.bare
    stopped = name[-1:] == "." and " " not in name
    name = name[:-1] if stopped and name.isupper() else name
    told = initials or stopped
    named = _NAME.fullmatch(name) or (told and name.isupper() and closing.SIGNATURE.fullmatch(name))
    close = not line.blanks and (initials or stopped or above.bare.isupper() or not is_terminal(above.bare))
    if at + 1 < len(lines) or close or line.paged or not named:
        return False
    bracketed = above.bare[0] == "(" and above.bare[-1] == ")"
    ended = is_terminal(above.bare) or bracketed or signs_off(above) or _UNQUOTED.search(above.bare.upper())
    return bool(ended) and not is_closed(name.lower()) and any(map(is_numbered, lines[:at]))


def _is_whole_item(line: Line) -> bool:
    """Is this the only line of an item, at the end of which no phrase goes on?"""
    return is_marked(line) and not is_numbered(line) and LINKS.search(line.bare) is None


def _opens_annex(at: int, lines: Sequence[Line]) -> bool:
    """Does an annex begin here, below a blank line: its heading, apart?"""
    line = lines[at]
    return not line.paged and line.bare[0] in "Aa" and _ANNEX.fullmatch(line.bare) is not None
