"""What the lines of a body make together: rows, lists, verse, turns of speakers, headings over lines.

Law of this file: each kind of structure is looked for once in all the lines, those first that others must
not take; nothing is decided here of a line by itself.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from cableconv.body import tabular
from cableconv.body.addresses import address_lines, online_lines
from cableconv.body.alike import alike_lines
from cableconv.body.begins import ALONE, stands_alone
from cableconv.body.closing import feet_of, is_signed, rest_of_a_note, signatures_of, signs_off
from cableconv.body.completed import completed, titles_above
from cableconv.body.crossing import crossed
from cableconv.body.entries import entries_of
from cableconv.body.formatted import sets_of
from cableconv.body.forms import Forms, forms_of
from cableconv.body.groups import name_groups
from cableconv.body.inset_quotations import Inset, inset_quotations
from cableconv.body.kept import kept_lines
from cableconv.body.list_ends import below_lists
from cableconv.body.list_runs import list_runs
from cableconv.body.lone import lone_lines
from cableconv.body.marked_runs import marked_runs
from cableconv.body.marks import is_numbered
from cableconv.body.opened import opened_lines
from cableconv.body.parts import lettered_headings, numbered_parts
from cableconv.body.quoted import quoted_lines
from cableconv.body.reopened import quotations
from cableconv.body.resolutions import clauses
from cableconv.body.rests import rests_of
from cableconv.body.roles import Role
from cableconv.body.rounds import round_bullets
from cableconv.body.ruled import lone_marks, ruled_headings, rules_of
from cableconv.body.sentence_lists import inside_sentences
from cableconv.body.sequences import Numbers, numbers_in_order
from cableconv.body.turns import answers, schedules, turns
from cableconv.body.unmarked import office_lines
from cableconv.body.verse import Verse, verse_of
from cableconv.body.wrapped_titles import wrapped_titles
from cableconv.grammar import markers
from cableconv.text.labels import Numbering
from cableconv.text.lines import UNWRAPPED, Habits, Line, begins_with_letter
from cableconv.text.sentences import is_terminal

_TITLE = 40  # columns of a title in capitals right below the end of a sentence


class Known(NamedTuple):
    """What lines are known as before they are read one by one."""

    rules: Set[int]
    headings: Mapping[int, Role]
    titled: Set[int]  # headings and rules
    cells: Mapping[int, tuple[int, ...]]
    tight: Set[int]  # rows right above or below another
    signatures: Set[int]
    closing: Set[int]  # ends of texts which began on a line of their own
    inside: Set[int]  # places of the lines of these texts
    numbers: Numbers
    kept: Set[int]  # kept lines and rows
    verse: Verse
    spoken: Set[int]  # turns of speakers, and fields
    told: Set[int]  # kept or spoken
    asked: Set[int]  # questions and answers
    offices: Set[int]  # names with their offices
    listed: Set[int]  # items of lists
    quoted: Set[int]  # with which an inset quotation goes on below a page
    inset: Inset  # quotations in prose
    below: Set[int]  # paragraphs right below lists, and short blocks below one another
    special: Set[int]  # all that is not just the next line of a paragraph
    plain: Sequence[bool]


class _Shapes(NamedTuple):
    """Structures that no other takes lines from."""

    cells: Mapping[int, tuple[int, ...]]
    rules: Set[int]
    headings: Mapping[int, Role]
    listed: Set[int]
    marked: Set[int]  # with the mark of a quotation, ">"
    feet: Set[int]  # of notes
    signatures: Set[int]
    taken: Set[int]  # cells, rules, items and signatures
    inset: Inset  # quotations in prose

    @property
    def titled(self) -> Set[int]:
        """The lines of these, and headings."""
        return {*self.taken, *self.headings}


class _Begun(NamedTuple):
    """Lines with which blocks of their own kind begin."""

    opened: Set[int]
    asked: Set[int]
    spoken: Set[int]
    alone: Set[int]  # markers, "End summary."


def known_of(lines: Sequence[Line], habits: Habits, numbering: Numbering) -> Known:
    """What the lines are known as before they are read one by one."""
    shapes = _shapes(lines, habits, numbering)
    begun = _Begun(
        opened_lines(lines, habits, shapes.taken),
        answers(lines, habits),
        turns(lines, habits),
        {at for at, line in enumerate(lines) if line.length < ALONE and stands_alone(line)},
    )
    kept, verse, offices = _kept(lines, habits, shapes, begun)
    tight = tabular.tight(lines, shapes.cells)
    closing, inside = _begun_texts(lines, begun.alone)
    numbers = numbers_in_order(lines, habits, tight, bracketed=numbering.bracketed, quoted=inside)
    quoted = quotations(lines)
    below = _below(lines, habits, shapes, begun, kept) | quoted.again
    headings, rows = shapes.headings, {*kept, *shapes.cells}
    special = {*shapes.titled, *shapes.inset.first, *below, *begun.spoken, *begun.asked, *begun.alone, *kept}
    special.update(_before_labels(lines, habits))
    return Known(
        shapes.rules, headings, headings.keys() | shapes.rules, shapes.cells, tight, shapes.signatures,
        closing, inside, numbers, rows, verse, begun.spoken, rows | begun.spoken, begun.asked, offices,
        shapes.listed - begun.asked, quoted.on, shapes.inset, below, special, _plain(lines, habits),
    )  # fmt: skip


def _shapes(lines: Sequence[Line], habits: Habits, numbering: Numbering) -> _Shapes:
    cells = tabular.rows(lines)
    rules = rules_of(lines, habits)
    feet = feet_of(lines)
    signatures = signatures_of(lines, habits, rules, cells, feet)
    headings = ruled_headings(lines, rules, {*cells, *signatures}, habits)
    parts = lettered_headings(lines, habits) | numbered_parts(lines, habits)
    headings |= dict.fromkeys(parts - headings.keys(), Role.HEADING)
    listed = list_runs(lines, habits.width) | marked_runs(lines, habits, bracketed=numbering.bracketed)
    listed |= round_bullets(lines, habits) | lone_marks(lines)
    marked = quoted_lines(lines, habits)
    within = inside_sentences(lines, habits)
    listed -= marked | within
    taken = {*cells, *rules, *listed, *signatures}
    inset = inset_quotations(lines)
    inset = inset._replace(others=inset.others | within) if within else inset
    headings |= wrapped_titles(lines, habits, {*taken, *headings, *inset.first, *inset.others})
    return _Shapes(cells, rules, headings, listed, marked, feet, signatures, taken, inset)


def _kept(
    lines: Sequence[Line], habits: Habits, shapes: _Shapes, begun: _Begun
) -> tuple[Set[int], Verse, Set[int]]:
    """The lines kept as they stand; those of them that are verse or as surely kept; names with offices."""
    cells, rules, headings, listed, marked, feet, signatures, taken, inset = shapes
    joined = crossed(lines, habits, headings, {*taken})
    signed = {at for at, line in enumerate(lines) if signs_off(line) or is_signed(line)} | feet
    kept = kept_lines(joined, habits, cells, rules, {*listed, *signatures, *headings, *begun.opened}) | signed
    kept |= address_lines(joined, habits, taken)
    kept |= _beside_kept(lines, begun.spoken, kept)
    others = {*listed, *begun.asked, *begun.spoken, *begun.alone, *begun.opened}
    verse = verse_of(joined, habits, {*cells, *rules, *headings, *signatures, *signed}, others, kept)
    kept = kept - verse.filled | verse.kept
    forms = forms_of(lines, habits, taken)
    sets = sets_of(lines)
    forms = Forms(forms.kept | sets.kept, forms.rests | sets.rests)
    kept |= forms.kept
    verse.kept.update(forms.kept | signed)
    verse.turned.update(forms.rests | rest_of_a_note(lines, feet))
    grouped = name_groups(lines, habits, {*cells, *rules, *headings, *signatures})
    grouped |= alike_lines(lines, habits, shapes.titled) | marked | (schedules(lines) - taken)
    kept |= grouped
    verse.kept.update(grouped)
    offices = office_lines(joined, taken, {at for at in rules if at - 1 in headings})
    online = online_lines(joined, habits, kept, taken)
    kept |= online.kept | offices
    kept |= completed(lines, habits, kept, shapes.titled)
    entries = entries_of(lines, habits, {*shapes.titled, *signed, *verse.sung})
    rests = rests_of(lines, habits, kept - {*headings, *rules, *cells} - entries.kept)
    rests |= online.rests | entries.rests
    kept |= entries.kept
    verse.kept.update(rests | entries.kept)
    verse.turned.update(rests)
    prose = inset.first | inset.others | begun.alone
    verse.kept -= prose
    return kept - prose, verse, offices - prose


def _below(lines: Sequence[Line], habits: Habits, shapes: _Shapes, begun: _Begun, kept: Set[int]) -> Set[int]:
    """Paragraphs right below lists, and short blocks below one another."""
    below = below_lists(lines, habits, shapes.listed) if shapes.listed else frozenset()
    below |= begun.opened | lone_lines(lines, habits, {*kept, *shapes.titled})
    return below | titles_above(lines, kept) | clauses(lines)


def _beside_kept(lines: Sequence[Line], spoken: Set[int], kept: Set[int]) -> set[int]:
    """The other fields, "NATIONALITY: TESTLAND", of a form some of whose lines are kept."""
    found: set[int] = set()
    run: list[int] = []
    for at in sorted(spoken):
        if run and (at != run[-1] + 1 or lines[at].blanks or lines[at].first):
            run = []
        run.append(at)
        if at in kept or (run[0] in found | kept and lines[at].length < ALONE):
            found.update(run)
    return found


def _begun_texts(lines: Sequence[Line], alone: Set[int]) -> tuple[set[int], set[int]]:
    """Places of "End text." alone on a line where "Begin text:" stood alone on one before it, and of the
    lines between the two."""
    closing: set[int] = set()
    inside: set[int] = set()
    opened: int | None = None
    for at in sorted(alone):
        if markers.TEXT_MARKER.fullmatch(lines[at].bare):
            ends = markers.MARKER_END.match(lines[at].bare) is not None
            if opened is not None and ends:
                closing.add(at)
                inside.update(range(opened + 1, at))
            opened = None if ends else at
    return closing, inside


def _plain(lines: Sequence[Line], habits: Habits) -> list[bool]:
    """Which lines are the ordinary ones of a paragraph, told without trying anything else: each goes
    on where the line above is one of a paragraph or item."""
    if habits.solid:
        return [False] * len(lines)
    early = habits.width - habits.slack
    wide = min(UNWRAPPED, max(habits.width, habits.longest))
    return [
        False,
        *(
            not (line.blanks or line.paged or line.first)
            and (line.worded or (line.bare[0].isalpha() and not begins_with_letter(line.bare)))
            and above.length <= wide
            and not (above.length + 1 + line.word <= early and line.bare[0].isupper())
            and not line.text[0].isspace()
            and (line.length > _TITLE or not line.bare.isupper())
            for above, line in pairwise(lines)
        ),
    ]


def _before_labels(lines: Sequence[Line], habits: Habits) -> Iterator[int]:
    """Short lines without a sentence's end right above a paragraph number or portion marking."""
    for at, after in enumerate(lines[1:]):
        if after.worded or after.bare[0] not in "0123456789(\N{PILCROW SIGN}":
            continue
        line = lines[at]
        if line.length >= 0.8 * habits.width or is_terminal(line.bare):
            continue
        if is_numbered(after):
            yield at
