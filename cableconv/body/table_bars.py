"""Cells between bars: "| 2002 |      | 5.6 |".

Laws of this file: a bar is the table's and no cell's; what stands between two bars is a cell, also where
nothing does. Behind a bar that ends a row there is an empty cell, unless the bar is the frame's: then one
begins the row, too, or the first row ends with one. Where nothing stands in the first cell, "||", bars stay;
in a row all of whose bars are double, "|| PORT || 12 ||", each two are one bar.
"""

from collections.abc import Iterator, Sequence

from cableconv.model import Kind, Reason, Span
from cableconv.text.inline import BEGINS

_BAR = "|"
_DOUBLE = 2 * _BAR
_RULED = Reason("CC502", "bar between the cells of a row", 0.95)


def ends(text: str) -> list[int]:
    """Where the cells of a row end, its last one not among them: behind each bar that has text before it."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if _is_doubled(text):
        last -= len(_DOUBLE)
        found = (at for at in range(first + 1, last) if text.startswith(_DOUBLE, at))
        return [at + len(_DOUBLE) for at in found]
    return [at + 1 for at, sign in enumerate(text) if sign == _BAR and first < at < last - 1]


def with_last(texts: Sequence[str], rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...] | None]:
    """The ends of rows whose last cell is empty, "2003 | 7.1 |"; None of others."""
    bare = [text.strip() for text in texts]
    framed = bare[0].endswith(_BAR)
    return [
        (*row, len(text.rstrip())) if row and part(text, row) and _is_open(edge) and not framed else None
        for text, edge, row in zip(texts, bare, rows, strict=True)
    ]


def _is_open(edge: str) -> bool:
    return edge.endswith(_BAR) and not edge.startswith(_BAR)


def _is_doubled(text: str) -> bool:
    """Does a row begin with two bars, and has it no single ones?"""
    return text.lstrip().startswith(_DOUBLE) and _BAR not in text.replace(_DOUBLE, "")


def part(text: str, ends: Sequence[int]) -> bool:
    """Do bars part the cells of this row?"""
    bare = text.strip()
    if bare.startswith(_DOUBLE) and not _is_doubled(text):
        return False
    return all(text[end - 1] == _BAR for end in ends) if ends else bare[0] == bare[-1] == _BAR


def cells(text: str, ends: Sequence[int]) -> Iterator[Span]:
    """The spans of a row: its cells, and the bars between."""
    edge, size = len(text) - len(text.lstrip()), len(text.rstrip())
    width = len(_DOUBLE) if _is_doubled(text) else 1
    made: list[tuple[Kind, int, int]] = []
    empty: dict[int, int] = {}  # place of a cell in made -> empty ones behind it without a character
    last = -1  # place of the last cell
    start = 0
    if text[edge] == _BAR:
        start = edge + width
        made.append((Kind.RULE, 0, start))
    for end in (*(end for end in ends if start < end < size), size):
        bar = end - width if text[end - 1] == _BAR else end
        if bar > start:
            last = len(made)
            made.append((Kind.CELL, start, bar))
        elif last >= 0:
            empty[last] = empty.get(last, 0) + 1
        if bar < end:
            made.append((Kind.RULE, bar, end))
        start = end
    if size in ends and last >= 0:
        empty[last] = empty.get(last, 0) + 1
    first = next((at for at, (kind, _, _) in enumerate(made) if kind is Kind.CELL), -1)
    made[-1] = (made[-1][0], made[-1][1], len(text))
    for at, (kind, begin, end) in enumerate(made):
        value = (BEGINS if at == first else "") + (str(empty[at]) if at in empty else "")
        yield Span(kind, text[begin:end], value, _RULED if kind is Kind.RULE else None)
