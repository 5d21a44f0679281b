"""Lines kept as they stand: addresses, verse, drafting lines, signatures.

Law of this file: only lines whose next word would have fitted are kept apart; a doubt joins them.
"""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.body_roles import BULLETS
from cableconv.grammar import body as grammar
from cableconv.labels import item_letter
from cableconv.lines import Habits, Line, fits, is_terminal


def kept_lines(
    lines: Sequence[Line], habits: Habits, cells: dict[int, tuple[int, ...]], rules: set[int]
) -> set[int]:
    """Runs of three or more short lines whose next word would have fitted: verse, addresses."""
    kept = {at for at, line in enumerate(lines) if _is_drafting(line)}
    run: list[int] = []
    for at, line in enumerate(lines):
        joined = (
            bool(run)
            and not line.blanks
            and not line.paged
            and not line.first
            and not line.glued
            and at not in cells
            and at not in rules
            and at - 1 not in rules
            and fits(lines[at - 1], line, habits.width - 8)
            and not grammar.LABEL.match(line.text)
            and line.bare[0] not in BULLETS
            and not item_letter(line, "")
        )
        if joined:
            run.append(at)
            continue
        kept |= _as_kept(run, lines, habits, introduced=bool(run) and run[0] - 1 in rules)
        run = [at]
    return kept | _as_kept(run, lines, habits, introduced=bool(run) and run[0] - 1 in rules)


def _is_drafting(line: Line) -> bool:
    """Who drafted, cleared or approved the cable, on a line of its own."""
    return line.bare[0] in "DACdac(" and grammar.DRAFTING.fullmatch(line.text) is not None


def _as_kept(run: list[int], lines: Sequence[Line], habits: Habits, *, introduced: bool) -> set[int]:
    """The run, if its lines are kept. introduced: a heading with its rule, or a colon, stands above."""
    if not run:
        return set()
    if lines[run[0]].bare.endswith(":") and len(run) > 2:
        return _as_kept(run[1:], lines, habits, introduced=True)
    introduced = introduced or (run[0] > 0 and lines[run[0] - 1].bare.endswith(":"))
    names = introduced and not any(is_terminal(lines[at].bare) or lines[at].bare[0].islower() for at in run)
    if len(run) < (2 if names else 3) or max(len(lines[at].bare) for at in run) > 0.75 * habits.width:
        return set()
    apart = introduced or lines[run[0]].blanks or lines[run[0]].first
    if grammar.LABEL.match(lines[run[0]].text) or not apart:
        return set()
    return set(run)


def signatures_of(lines: Sequence[Line], rules: set[int], cells: dict[int, tuple[int, ...]]) -> set[int]:
    """Last lines of cables that are a name in capitals, apart from the sentence above."""
    found: set[int] = set()
    for at in range(1, len(lines)):
        last = at + 1 == len(lines) or lines[at + 1].first
        if not last or at in rules or (at - 1 in rules and not lines[at].blanks):
            continue
        line = lines[at]
        before = lines[at - 1].bare
        apart = line.blanks or line.paged or at - 1 in cells or is_terminal(before) or before.endswith(")")
        if apart and not (line.first or line.glued) and grammar.SIGNATURE.fullmatch(line.text):
            found.add(at)
    return found
