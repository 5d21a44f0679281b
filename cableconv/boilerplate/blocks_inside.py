"""Blocks inside a cable of what its site prints below its texts as well: an offer, its headline and its link.

Law of this file: one line of a site is never enough. A block is several different ones with nothing between
them, a long sentence among them, apart from the text and announced by nothing.
"""

from __future__ import annotations

from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import SENTENCE_END
from cableconv.grammar.form import lazy

_SEVERAL, _FEW = 3, 2  # different lines of a block, and of one right beside an advert that goes
_SENTENCE = 7  # words of a sentence that nobody but its site prints
_UNDERLINE = lazy(r"\s*[-=_*~]{3}[-=_*~ ]*\s*")


def mark_blocks(part: Segment) -> None:
    """Mark the blocks, once the adverts inside the cable are marked."""
    if part.page.cut == "safe":
        return
    body = [index for index in part.lines if part.top_end < index < part.bottom]
    run: list[int] = []
    for place, index in enumerate(body):
        if _is_of_foot(part, index):
            run.append(index)
            continue
        if run:
            above = body[place - len(run) - 1] if place > len(run) else -1
            _mark(part, run, above, index)
        run = []


def _is_of_foot(part: Segment, index: int) -> bool:
    hit = part.page.hits.get(index)
    if hit is None or hit.role != "bottom" or index in part.page.marks:
        return False
    return index not in part.quoted and not part.is_of_another_layout(index)


def _mark(part: Segment, run: list[int], above: int, below: int) -> None:
    page = part.page
    beside = [at for at in (above, below) if at in page.marks and at in page.hits]
    owners = part.sites.union(*(page.printed_by(at) for at in beside))
    heads = [page.hits[at].head for at in run]
    if len(set(heads)) != len(heads) or len(heads) < (_FEW if beside else _SEVERAL):
        return
    if not all(page.printed_by(at) & owners for at in run):
        return
    if not any(len(part.text(at).split()) >= _SENTENCE for at in run) or not _stands_apart(
        part, run, above, below
    ):
        return
    for at in run:
        page.put(at, "CC103", f"site text inside the cable, {page.evidence(at)}", 0.93)


def _stands_apart(part: Segment, run: list[int], above: int, below: int) -> bool:
    """Does no sentence of the cable run into the block, or on from it, no colon announce it, no rule make its
    last line a heading?"""
    line = part.page.line
    before = part.text(above).rstrip() if above >= 0 and above not in part.page.marks else ""
    if before.endswith(":") or (line[run[0] - 1] and before and not before.endswith(SENTENCE_END)):
        return False
    after = part.text(below)
    adjacent = below == run[-1] + 1
    return not (adjacent and (after.lstrip()[:1].islower() or _UNDERLINE.fullmatch(after)))
