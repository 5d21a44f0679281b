"""Lines kept as they stand: closings of letters, lists of short lines, lines set off.

Law of this file: only lines whose next word would have fitted are kept apart; a doubt joins them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from itertools import pairwise

from cableconv.body.roles import BULLETS
from cableconv.body.unmarked import begins_anything, entries_below, is_item, is_marker
from cableconv.grammar import body as grammar
from cableconv.grammar import entries, letters, markers
from cableconv.grammar.form import lazy
from cableconv.text.lines import EVEN, Habits, Line, fits, indent
from cableconv.text.sentences import COUNTING, IN_WORD, LINKS, is_day, is_terminal, is_titled

_CLOSING = 40  # columns that the closing of a letter is shorter than
_FEWEST = 3  # lines of a list without marks
_DEEP, _PAIR, _HALF = 8, 2, 0.5  # columns, lines and part of the width of lines set off to the right
_FIRM = lazy(
    r"(?:\b(?:Co|CO|Ltd|LTD|Inc|INC|Corp|CORP|S\.A|N\.V|ret)\.\)?|;)\Z"
)  # ends no sentence in a list
_IN_CAPITALS = lazy(r"(?:[A-Z]{4}|\d{4})\.\s+[A-Z]{2,}\s")  # "LEFT AT 0600. IT ARRIVED"
_QUOTES = frozenset('"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}')
_UNQUOTED = lazy(r"[.]? (?:UN-?QUOTE|UNQTE|END (?:QUOTE|TEXT))[.]?\Z", re.IGNORECASE)  # "JANE DOE. UNQUOTE."
_HANGING = 8  # lines of an item that a narrow wrapper broke
_ROOM = 8  # columns that a line kept apart leaves free, beyond the next word


def kept_lines(
    lines: Sequence[Line],
    habits: Habits,
    cells: Collection[int],
    rules: Collection[int],
    listed: Collection[int],
) -> set[int]:
    """Runs of short lines whose next word would have fitted: verse, addresses, names, schedules."""
    kept: set[int] = set()
    for at in [at for at, line in enumerate(lines) if line.bare[-1] == "," and line.length < _CLOSING]:
        kept |= _closing(at, lines, habits)
    kept |= _dated(lines, habits)
    for run in _short_runs(lines, habits.width - _ROOM, {*cells, *rules, *listed}, rules):
        kept |= _as_kept(run, lines, habits, rules)
    taken = {*cells, *rules, *listed}
    return kept | entries_below(lines, taken) | _set_off(lines, habits, taken)


def _set_off(lines: Sequence[Line], habits: Habits, taken: Container[int]) -> set[int]:
    """Short lines far to the right, at one column, right below the line of a paragraph that began them:
    the rest of a list that runs in with its first entry."""
    kept: set[int] = set()
    deep = [at for at, line in enumerate(lines) if line.text[0].isspace() and indent(line) >= _DEEP]
    for first in deep:
        left = indent(lines[first])
        if first in kept or first == 0 or indent(lines[first - 1]) > left - _DEEP:
            continue
        end = first
        while end < len(lines) and end not in taken and _is_set_off(lines[end], left, habits):
            end += 1
        if end - first >= _PAIR:
            kept.update(range(first, end))
    return kept


def _is_set_off(line: Line, left: int, habits: Habits) -> bool:
    if line.blanks or line.paged or line.first or line.glued or indent(line) != left:
        return False
    named = line.bare[0].isdigit() or line.bare[0].isupper()
    return (
        named
        and len(line.bare) < _HALF * habits.width
        and not (is_terminal(line.bare) or LINKS.search(line.bare))
    )


def _closing(at: int, lines: Sequence[Line], habits: Habits) -> set[int]:
    """The closing of a letter and the names right below it: "Sincerely," / "Ann Example"."""
    if not letters.CLOSING.fullmatch(lines[at].bare):
        return set()
    end = at + 1
    while end < len(lines) and end <= at + _FEWEST and not lines[end].first:
        if lines[end].blanks and not lines[end].paged and not (end == at + 1 and _signs_letter(end, lines)):
            break
        name = lines[end]
        ended = is_terminal(_UNQUOTED.sub("", name.bare))
        if name.length > habits.width // 2 or ended or not name.bare[0].isupper():
            break
        end += 1
    return set(range(at, end)) if end > at + 1 or lines[at].paged else set()


def _dated(lines: Sequence[Line], habits: Habits) -> set[int]:
    """The last lines of a note, who sent it and when: "Embassy of Testland," / "Port X, March 3, 1998."."""
    found: set[int] = set()
    for at, line in enumerate(lines[1:], 1):
        if not line.bare.rstrip(".")[-4:].isdigit() or line.blanks or line.paged or line.first:
            continue
        above = lines[at - 1]
        sent = above.bare[-1] == "," and (above.blanks or above.first) and above.bare[0].isupper()
        if sent and fits(above, line, habits.width - _ROOM // 2) and letters.DATELINE.fullmatch(line.bare):
            found.update((at - 1, at))
    return found


def _signs_letter(at: int, lines: Sequence[Line]) -> bool:
    """Do a name and, right below it, an office close the letter, or a name above the end of its text?"""
    name = lines[at].bare
    titled = name.count(" ") in (1, 2, 3) and is_titled(name) and name[-1].isalpha()
    if not titled or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    if name.isupper() and (max(len(name), len(below.bare)) > _CLOSING or not lines[at - 1].blanks):
        return False
    office = not below.first and (below.paged or not below.blanks) and is_titled(below.bare)
    office = office and (not below.paged or len(below.bare) <= _CLOSING)
    return (office and below.bare[0].isupper() and not is_terminal(below.bare)) or _ends_text(below)


def _ends_text(line: Line) -> bool:
    return is_marker(line) and markers.MARKER_END.match(line.bare.lstrip('"(')) is not None


def _short_runs(
    lines: Sequence[Line], room: int, taken: Container[int], rules: Container[int]
) -> Iterator[list[int]]:
    """Runs of two lines or more whose next word would have fitted, none of which begins anything."""
    run: list[int] = []
    for at, (above, line) in enumerate(pairwise(lines), 1):
        if above.length + 1 + line.word > room or line.blanks or line.paged or line.first or line.glued:
            continue
        if at in taken or at - 1 in rules or begins_anything(line):
            continue
        if line.bare[0].islower() and IN_WORD.search(above.bare):
            continue  # "harbor-" / "master": a wrapper's
        if line.bare[0].isdigit() and is_day(above.bare, line.bare):
            continue
        if line.bare[0].islower() and _hangs(at, lines):
            continue
        if not run or run[-1] != at - 1:
            if run:
                yield run
            run = [at - 1]
        run.append(at)
    if run:
        yield run


def _hangs(at: int, lines: Sequence[Line]) -> bool:
    """Does this line hang below the words of an item that a narrow wrapper broke, at its column?"""
    for above in reversed(lines[max(0, at - _HANGING) : at + 1]):
        mark = grammar.ITEM_MARK.match(above.text) if above.bare[0] in BULLETS else None
        if mark:
            return indent(lines[at]) >= mark.end() > 1
        if above.blanks or above.paged or above.first or not above.text[0].isspace():
            break
    return False


def _as_kept(run: list[int], lines: Sequence[Line], habits: Habits, rules: Container[int]) -> set[int]:
    """The lines of the run, if they are kept."""
    if len(run) < 2:
        return set()
    run, introduced = _trimmed(_without_insets(run, lines, habits), lines, habits, rules)
    if not run or lines[run[0]].label:
        told = habits.slack <= EVEN and len(run) > _FEWEST and _are_named(run, lines)
        return set(run[1:]) if told else set()
    names = introduced and not any(is_terminal(lines[at].bare) or lines[at].bare[0].islower() for at in run)
    if len(run) < (2 if names else 3) or _is_quoted_prose([lines[at].bare for at in run]):
        return set()
    if habits.slack > EVEN and max(len(lines[at].bare) for at in run) > 0.75 * habits.width:
        return set()
    if not introduced and any(_IN_CAPITALS.search(lines[at].bare) for at in run):
        return set()
    return {at for at in run if not (lines[at].bare[0].isdigit() and COUNTING.search(lines[at - 1].bare))}


def _are_named(run: Sequence[int], lines: Sequence[Line]) -> bool:
    """Do all lines below the first begin with a capital or a number, and none of all end a sentence or begin
    more of one?"""
    bare = [lines[at].bare for at in run]
    begins = all(text[0].isupper() or text[0].isdigit() for text in bare[1:])
    return begins and not any(is_terminal(text) or LINKS.search(text) for text in bare)


def _without_insets(run: list[int], lines: Sequence[Line], habits: Habits) -> list[int]:
    """The run up to an inset paragraph, which was wrapped to a width of its own."""
    inset = next((place for place, at in enumerate(run) if lines[at].at in habits.insets), len(run))
    return run[:inset]


def _is_quoted_prose(bare: list[str]) -> bool:
    """Do quotation marks hold a sentence that runs on in small letters over all of these lines?"""
    if bare[0][0] not in _QUOTES or bare[-1].rstrip(".,;")[-1:] not in _QUOTES:
        return False
    return all(below[0].islower() and above[-1].isalpha() for above, below in pairwise(bare))


def _trimmed(
    run: list[int], lines: Sequence[Line], habits: Habits, rules: Container[int]
) -> tuple[list[int], bool]:
    """The run without what belongs to the paragraphs above and below; is it introduced?

    A heading with its rule introduces it, or a colon.
    """
    if run and is_marker(lines[run[0]]):
        run = run[1:]  # "Begin text:" introduces, and is none of the lines
    if not run:
        return run, False
    first = run[0]
    introduced = first - 1 in rules or (first > 0 and lines[first - 1].bare.endswith(":"))
    introduced = introduced or (first > 0 and is_marker(lines[first - 1]))
    if len(run) > 2 and lines[first].bare.endswith(":"):
        introduced, run = True, run[1:]
    elif not introduced and lines[first].paged and _runs_over_page(first, lines, habits):
        run = run[1:]
    elif not introduced and not (lines[first].blanks or lines[first].first):
        if habits.slack > EVEN:
            return [], False
        wide = len(run) > 2 and first > 0 and _begins_wide(lines, first, habits)
        fields = len(run) > _FEWEST and all(entries.TURN.match(lines[at].bare) for at in run)
        if not (fields or _begins_below(run, lines)):  # "Finance: Theo Example", each of them
            run = [first - 1, *run] if wide else run[1:]  # run[0] is the end of the paragraph above
    if len(run) > 2 and lines[run[0]].bare[-1] == ":" and _runs_on(run[0], lines):
        introduced, run = True, run[1:]  # "about the" / "Minister:"
    if run and _goes_on(run[-1], lines, habits):
        run = run[:-1]  # the first line of the paragraph below
    return run, introduced


def _begins_below(run: Sequence[int], lines: Sequence[Line]) -> bool:
    """Do these lines, no field and no sentence's end among them but for the last, stand right below the end
    of a sentence?"""
    above, first = lines[run[0] - 1], lines[run[0]]
    named = first.bare[0].isupper() or first.bare[0].isdigit()
    if not named or above.bare[-1] == ":" or not is_terminal(above.bare):
        return False
    over = run[-1] if len(run) > _FEWEST else -1  # of a poem
    return not any(
        (is_terminal(lines[at].bare) and at != over and not _FIRM.search(lines[at].bare))
        or LINKS.search(lines[at].bare.rstrip(","))
        or entries.TURN.match(lines[at].bare)
        for at in run
    )


def _runs_on(at: int, lines: Sequence[Line]) -> bool:
    """Is the line the end of a sentence that the line above begins?"""
    return at > 0 and not lines[at].blanks and LINKS.search(lines[at - 1].bare) is not None


def _runs_over_page(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Does the sentence of a full line go on with this line on the next page?"""
    above = lines[at - 1]
    open_end = not fits(above, lines[at], habits.width) or LINKS.search(above.bare) is not None
    return open_end and not is_terminal(above.bare)


def _goes_on(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Does the line fill its width, or end with a word that ends no sentence, and stand in one block with the
    line below?"""
    if at + 1 == len(lines):
        return False
    below = lines[at + 1]
    if below.blanks or below.paged or below.first:
        return False
    open_end = below.bare[0].islower() or LINKS.search(lines[at].bare) is not None
    if fits(lines[at], below, habits.width) and not open_end:
        return False
    return not (below.label or is_item(below))


def _begins_wide(lines: Sequence[Line], at: int, habits: Habits) -> bool:
    """Is the line above the first of its block, as long as the text is wide, and no sentence?"""
    above = lines[at - 1]
    return (
        bool(above.blanks or above.first or (at > 1 and lines[at - 2].bare.endswith(":")))
        and not is_terminal(above.bare)
        and LINKS.search(above.bare) is None
        and lines[at].bare[0].isupper()
        and not above.label
    )
