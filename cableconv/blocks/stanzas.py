"""Groups of kept lines: where a blank line parts a stanza, or an address, from the one before.

Law of this file: a blank line parts lines only where others of the same run stand closer together, so that
a text with a blank line after every line has no groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cableconv.model import Block, BlockKind


def parted(blocks: Sequence[Block], gaps: Mapping[int, int | None]) -> list[Block]:
    """The blocks, the first line of each group but a run's own first marked as apart.

    gaps: index of a line right after another one, the blank lines between them; None where more than blank
    lines stands there.
    """
    result = list(blocks)
    for run in _runs(gaps):
        known = [gap for index in run if (gap := gaps[index]) is not None]
        closest = min(known, default=0)
        for index in run:
            gap = gaps[index]
            if gap is not None and gap > closest and result[index].kind is BlockKind.LINE:
                result[index] = result[index]._replace(apart=True)
    return result


def _runs(gaps: Mapping[int, int | None]) -> Iterator[list[int]]:
    """Indexes that follow one another."""
    run: list[int] = []
    for index in sorted(gaps):
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
