"""An independent check of the truth: rebuild each block from the raw bytes of the file.

It shares no code with the printer: it decodes the file, cuts out the pieces that the truth
points to and joins them by its own few rules. Every line that is not blank must be claimed.
"""

from __future__ import annotations

import re

from .canon import canon
from .structure import Sample

NEWLINE = re.compile(r"\r\n|\n|\r")
DIRECT = frozenset(
    ("soft", "soft-capitals", "compound", "prefix", "capital", "range", "digit", "address", "three-part")
)


def rebuild(lines: list[str], pieces: list[tuple[int, int, int, str]]) -> str:
    """The clean text of a block from pieces of lines."""
    text = ""
    for at, (line, first, last, _) in enumerate(pieces):
        part = lines[line][first:last]
        if at:
            before = pieces[at - 1][3]
            if before.startswith("soft"):
                text = text.rstrip()[:-1] + part.lstrip()
            elif before in DIRECT:
                text = text.rstrip() + part.lstrip()
            else:
                text += " " + part
        else:
            text = part
    return canon(text)


def faults(sample: Sample) -> list[str]:
    """What is wrong with the truth of a sample; nothing when it can be rebuilt."""
    truth = sample.truth
    lines = NEWLINE.split(sample.data.decode(truth.encoding))
    found = []
    claimed = set(truth.boilerplate) | set(truth.other)
    for at, block in enumerate(truth.blocks):
        pieces = [(p.line, p.first, p.last, p.seam) for p in block.pieces]
        claimed |= {p[0] for p in pieces}
        if block.certain and rebuild(lines, pieces) != canon(block.text):
            found.append(f"block {at}: {rebuild(lines, pieces)!r} is not {canon(block.text)!r}")
        if block.n and not re.search(rf"\b{block.n}\b", block.text[:14]):
            found.append(f"block {at}: number {block.n} not printed")
    for number, line in enumerate(lines):
        if line.strip() and number not in claimed:
            found.append(f"line {number + 1} is nobody's: {line!r}")
    for page in truth.pages:
        if not any(re.search(rf"\b0*{page.page}\b", line) for line in lines):
            found.append(f"page {page.page} is not printed")
    if set(truth.boilerplate) & {p.line for block in truth.blocks for p in block.pieces}:
        found.append("a line is both body and boilerplate")
    return found
