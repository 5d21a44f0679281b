"""Which cells of a table's rows are empty: "2007              3.3" below "2006     12.5     3.1".

Law of this file: the rows with most cells say where the columns stand; a row with fewer has an empty cell
where each of its own stands in one column alone. Where the columns of a table overlap, or a row's cells stand
between them, nothing is said.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cableconv.body import table_bars
from cableconv.text.lines import Line

_ASKEW = 1  # columns by which a cell may stand beside those above
_FEWEST = 2  # cells that make a column
_LEADER = "....."  # between cells, and before an empty one as well

_Cells = tuple[tuple[int, int], ...]  # where each cell of a row begins and ends, blanks left out


def with_empty(rows: Sequence[tuple[Line, tuple[int, ...]]]) -> list[tuple[int, ...] | None]:
    """Where the cells of each row end, those that are empty among them; None of a row that has none, or of
    which it is not known. rows: the rows of a table, each with the places where its cells end."""
    texts = [line.text for line, _ in rows]
    if any("|" in text for text in texts):
        return table_bars.with_last(texts, [ends for _, ends in rows])
    nothing: list[tuple[int, ...] | None] = [None] * len(rows)
    if len({len(ends) for _, ends in rows}) == 1 and not any(text[:1].isspace() for text in texts):
        return nothing
    if any(_LEADER in text for text in texts):
        return nothing
    most = max(len(ends) for _, ends in rows) + 1
    if most <= _FEWEST:
        return nothing
    if any("\t" in text for text in texts):
        return _tabbed(texts, most) or nothing
    cells = [_cells(line.text, ends) for line, ends in rows]
    columns = _columns([row for row in cells if len(row) == most])
    if not columns:
        return nothing
    placed = [_places(row, columns) for row in cells]
    first = next(at for at, row in enumerate(cells) if len(row) == most)
    if None in placed[first:] or not _are_filled(placed, most):
        return nothing
    return [
        _ends(row, places, columns, len(line.text.rstrip())) if places and _has_empty(places, most) else None
        for (line, _), row, places in zip(rows, cells, placed, strict=True)
    ]


def _cells(text: str, ends: tuple[int, ...]) -> _Cells:
    pieces = [(start, text[start:end]) for start, end in pairwise((0, *ends, len(text)))]
    return tuple(
        (start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        for start, piece in pieces
        if not piece.isspace()
    )


def _columns(rows: Sequence[_Cells]) -> _Cells:
    """Where the columns of rows with as many cells begin and end; nothing where two overlap."""
    columns = tuple(
        (min(begin for begin, _ in column), max(end for _, end in column))
        for column in zip(*rows, strict=True)
    )
    return columns if all(one[1] < other[0] for one, other in pairwise(columns)) else ()


def _places(row: _Cells, columns: _Cells) -> tuple[int, ...] | None:
    """The column of each cell; None where one stands in none, or reaches into another."""
    places: list[int] = []
    for begin, end in row:
        inside = [
            place
            for place, column in enumerate(columns)
            if begin < column[1] + _ASKEW and end > column[0] - _ASKEW
        ]
        if len(inside) > 1:  # not those that it stands right beside
            inside = [place for place in inside if begin < columns[place][1] and end > columns[place][0]]
        if len(inside) > 1 and len(row) == len(columns) - 1:  # a head over no two of them
            inside = [place for place in inside if begin == columns[place][0] or end == columns[place][1]]
        if len(inside) != 1 or inside[0] in places:
            return None
        places += inside
    return tuple(places)


def _are_filled(placed: Iterable[tuple[int, ...] | None], most: int) -> bool:
    """Does each column have several cells?"""
    filled = Counter(place for places in placed for place in places or ())
    return all(filled[place] >= _FEWEST for place in range(most))


def _has_empty(places: tuple[int, ...], most: int) -> bool:
    return places != tuple(range(most))


def _ends(row: _Cells, places: tuple[int, ...], columns: _Cells, length: int) -> tuple[int, ...]:
    """Where each cell before the last ends: with the next that is not empty, with the column of an empty one,
    or with the line where no cell follows."""
    begins = dict(zip(places, (begin for begin, _ in row), strict=True))
    inner = tuple(begins.get(place, columns[place][0]) for place in range(1, places[-1] + 1))
    return (*inner, *[length] * (len(columns) - 1 - places[-1]))


def _tabbed(texts: Sequence[str], most: int) -> list[tuple[int, ...] | None]:
    """The same where one tab ends each cell; nothing where tabs only make room."""
    bare = [text.rstrip() for text in texts]
    filled = [tuple(at for at, cell in enumerate(text.split("\t")) if cell.strip()) for text in bare]
    if max((places[-1] for places in filled if places), default=0) != most - 1 or not _are_filled(
        filled, most
    ):
        return []
    return [
        _tab_ends(text, most) if _has_empty(places, most) else None
        for text, places in zip(bare, filled, strict=True)
    ]


def _tab_ends(text: str, most: int) -> tuple[int, ...]:
    ends = [at + 1 for at, sign in enumerate(text) if sign == "\t"]
    return (*ends, *[len(text)] * (most - 1 - len(ends)))
