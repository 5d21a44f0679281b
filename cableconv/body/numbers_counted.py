"""Paragraph numbers below a word that counts, "(see para", of which a crawler ate what it counted.

Law of this file: a marked number in its place is a paragraph's if no other line has that number.
"""

from collections.abc import Iterator, Sequence

from cableconv.text.labels import Label, label_of
from cableconv.text.lines import Line
from cableconv.text.sentences import counts


def counted_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Places of these numbers."""
    marked = [(at, label) for at, label in _labels(lines) if label.portion_end > label.portion_start]
    for place, (at, label) in enumerate(marked):
        if not place or _is_parted(lines[at]) or not counts(lines[at - 1].bare, marked=True):
            continue
        small = lines[at].text[label.portion_end :].lstrip()[:1].islower()
        follows = label.number == marked[place - 1][1].number + 1
        if follows and not small and not _comes_again(label.number, marked[place + 1 :]):
            yield at


def _labels(lines: Sequence[Line]) -> Iterator[tuple[int, Label]]:
    for at, line in enumerate(lines):
        label = None if line.worded or line.glued else label_of(line)
        if label is not None:
            yield at, label


def _comes_again(number: int, below: Sequence[tuple[int, Label]]) -> bool:
    """Does a paragraph below have this number, before one with a higher number?"""
    return next((label.number == number for _, label in below if label.number >= number), False)


def _is_parted(line: Line) -> bool:
    return line.first or bool(line.blanks and not line.paged)
