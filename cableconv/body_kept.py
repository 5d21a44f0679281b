"""Lines kept as they stand: addresses, verse, drafting lines, signatures.

Law of this file: only lines whose next word would have fitted are kept apart; a doubt joins them.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from cableconv.body_roles import BULLETS
from cableconv.grammar import body as grammar
from cableconv.grammar.form import lazy
from cableconv.labels import item_letter
from cableconv.lines import COUNTING, EVEN, LINKS, Habits, Line, fits, is_terminal

_FEWEST = 3  # lines of a list without marks
_SENTENCE = lazy(r"[a-z)\"'][.?!][\"']?\s+[A-Z]")
_ROOM = 8  # columns that a line kept apart leaves free, beyond the next word


def kept_lines(
    lines: Sequence[Line],
    habits: Habits,
    cells: Collection[int],
    rules: Collection[int],
    listed: Collection[int],
) -> set[int]:
    """Runs of short lines whose next word would have fitted: verse, addresses, names, schedules."""
    kept = {  # who drafted, cleared or approved the cable, on a line of its own
        at
        for at, line in enumerate(lines)
        if line.bare[0] in "DACdac(" and grammar.DRAFTING.fullmatch(line.text)
    }
    room = habits.width - _ROOM
    run: list[int] = []
    for at, line in enumerate(lines):
        joined = (
            at > 0
            and fits(lines[at - 1], line, room)
            and not (line.blanks or line.paged or line.first or line.glued)
            and at not in cells
            and at not in rules
            and at - 1 not in rules
            and not grammar.LABEL.match(line.text)
            and not (at in listed or _is_item(line))
        )
        if joined:
            run.append(at)
            continue
        kept |= _as_kept(run, lines, habits, rules)
        run = [at]
    return kept | _as_kept(run, lines, habits, rules) | _entries(lines, {*cells, *rules, *listed})


def _entries(lines: Sequence[Line], taken: Container[int]) -> set[int]:
    """Lines of a list without marks, however wide: each begins with a capital or a number, none
    holds the end of a sentence, and a colon introduces them."""
    kept: set[int] = set()
    group: list[int] = []
    for at in range(1, len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        ends = line is None or line.blanks or line.first or line.paged or at in taken
        if ends or (line and grammar.LABEL.match(line.text)):
            kept.update(group if len(group) >= _FEWEST else ())
            group = []
        if line is None or at in taken or not _is_entry(line):
            group = []
        elif group or lines[at - 1].bare.endswith(":"):
            group.append(at)
    return kept


def _is_entry(line: Line) -> bool:
    bare = line.bare
    capital = bare[0].isdigit() or (bare[0].isupper() and not bare.isupper())
    if grammar.LABEL.match(line.text):
        return False
    return capital and bare[-1] not in ".,:?!" and _SENTENCE.search(bare) is None and not _is_item(line)


def _as_kept(run: list[int], lines: Sequence[Line], habits: Habits, rules: Container[int]) -> set[int]:
    """The lines of the run, if they are kept."""
    if len(run) < 2:
        return set()
    run, introduced = _trimmed(run, lines, habits, rules)
    if not run or grammar.LABEL.match(lines[run[0]].text):
        return set()
    names = introduced and not any(is_terminal(lines[at].bare) or lines[at].bare[0].islower() for at in run)
    if len(run) < (2 if names else 3):
        return set()
    if habits.slack > EVEN and max(len(lines[at].bare) for at in run) > 0.75 * habits.width:
        return set()
    return {at for at in run if not (lines[at].bare[0].isdigit() and COUNTING.search(lines[at - 1].bare))}


def _trimmed(
    run: list[int], lines: Sequence[Line], habits: Habits, rules: Container[int]
) -> tuple[list[int], bool]:
    """The run without what belongs to the paragraphs above and below; is it introduced?

    A heading with its rule introduces it, or a colon.
    """
    if not run:
        return run, False
    first = run[0]
    introduced = first - 1 in rules or (first > 0 and lines[first - 1].bare.endswith(":"))
    if len(run) > 2 and lines[first].bare.endswith(":"):
        introduced, run = True, run[1:]
    elif not introduced and not (lines[first].blanks or lines[first].first):
        if habits.slack > EVEN:
            return [], False
        wide = len(run) > 2 and first > 0 and _begins_wide(lines, first, habits)
        run = [first - 1, *run] if wide else run[1:]  # run[0] is the end of the paragraph above
    if run and _goes_on(run[-1], lines, habits):
        run = run[:-1]  # the first line of the paragraph below
    return run, introduced


def _goes_on(at: int, lines: Sequence[Line], habits: Habits) -> bool:
    """Does the line fill its width, and stand in one block with the line below?"""
    if at + 1 == len(lines):
        return False
    below = lines[at + 1]
    if below.blanks or below.paged or below.first:
        return False
    if fits(lines[at], below, habits.width) and not below.bare[0].islower():
        return False
    return not (grammar.LABEL.match(below.text) or _is_item(below))


def _is_item(line: Line) -> bool:
    """Does the line begin with a bullet, or with a letter that a list begins with?"""
    if line.bare[0] in BULLETS and grammar.ITEM_MARK.match(line.text):
        return True
    return bool(item_letter(line, ""))


def _begins_wide(lines: Sequence[Line], at: int, habits: Habits) -> bool:
    """Is the line above the first of its block, as long as the text is wide, and no sentence?"""
    above = lines[at - 1]
    return (
        bool(above.blanks or above.first or (at > 1 and lines[at - 2].bare.endswith(":")))
        and not is_terminal(above.bare)
        and LINKS.search(above.bare) is None
        and lines[at].bare[0].isupper()
        and not grammar.LABEL.match(above.text)
    )


def signatures_of(lines: Sequence[Line], rules: set[int], cells: dict[int, tuple[int, ...]]) -> set[int]:
    """Last lines of cables that are a name in capitals, apart from the sentence above."""
    found: set[int] = set()
    for at in range(1, len(lines)):
        last = at + 1 == len(lines) or lines[at + 1].first
        if not last or at in rules or (at - 1 in rules and not lines[at].blanks):
            continue
        line = lines[at]
        before = lines[at - 1].bare
        ended = is_terminal(before) or before.endswith(")")
        apart = line.blanks or line.paged or at - 1 in cells or ended
        named = grammar.SIGNATURE.fullmatch(line.text) and not grammar.QUOTE_MARKER.fullmatch(line.bare)
        if apart and not (line.first or line.glued) and named:
            found.add(at)
    return found
