"""Which block boundaries the text still shows. What nobody could tell is not demanded."""

from __future__ import annotations

import re
from itertools import pairwise

from .structure import Line, TrueBlock

MARKER_LINES = frozenset(("Begin text:", "End text."))
ENDS = re.compile(r"[.?!:;][\"')]*$")


def doubt(blocks: list[TrueBlock], lines: list[Line], width: int) -> set[int]:
    """Blocks beside a boundary of which all evidence is lost."""
    found: set[int] = set()
    usual = 1 if any(line.note == "double" for line in lines) else 0
    for at, block in enumerate(blocks):
        numbers = sorted({p.line for p in block.pieces})
        for upper, lower in pairwise(numbers):  # a page line gone, its blanks left
            between = lines[upper + 1 : lower]
            note = {line.note for line in between if line.role == "blank"}
            if note & {"page"} and ENDS.search(lines[upper].text.rstrip()) and not block.n:
                found.add(at)
            if (
                "page" in note
                and not any(line.role in ("page", "repeat") for line in between)
                and (ENDS.search(lines[upper].text.rstrip()) or block.kind != "paragraph")
            ):
                found.add(at)
    if blocks and blocks[0].kind == "heading":  # after a header line, without a blank or an underline
        first = blocks[0].pieces[0].line
        if first and lines[first - 1].role == "header" and lines[first + 1].role != "rule":
            found.add(0)
    for at in range(1, len(blocks)):
        a, b = blocks[at - 1], blocks[at]
        last, first = a.pieces[-1].line, b.pieces[0].line
        between = lines[last + 1 : first]
        ruled = any(line.role == "rule" for line in between)
        paged = any(line.role in ("page", "repeat") or line.note == "page" for line in between)
        blank = sum(line.role == "blank" for line in between) > usual and not paged
        ended = bool(ENDS.search(a.text)) or a.kind in ("heading", "row", "line", "drafting", "signature")
        text = lines[last].text.rstrip()
        short = len(text) + 1 + len(b.text.split(" ")[0]) <= width and last != first
        marked = bool(b.n or b.portion)
        if ruled or (a.kind == b.kind == "row"):
            continue
        if {a.text, b.text} & MARKER_LINES and not blank:
            fine = False  # a marker may as well stand in the paragraph beside it
        elif last == first:  # one line: only numbers part blocks
            fine = marked
        elif marked:
            fine = ended or blank or bool(b.portion)
        elif b.kind == "item":
            plain_mark = not re.match(r"o |[A-Z]\. ", b.text)
            fine = blank or ((ended or plain_mark) and (short or paged or ended))
        elif b.kind == "heading":
            follows = blocks[at + 1] if at + 1 < len(blocks) else None
            fine = ended and (blank or short) and bool(blank or (follows and (follows.n or follows.portion)))
        elif b.kind == "row":
            fine = blank or ended
        elif a.kind == "heading":
            fine = blank
        else:
            fine = (blank and (ended or b.kind != "paragraph")) or (ended and short)
        if not fine:
            found |= {at - 1, at}
    for at, block in enumerate(blocks):
        rows = sum(x.kind == "row" for x in blocks[max(0, at - 1) : at + 2])
        if block.kind == "row" and rows < 2:
            found.add(at)
    return found
