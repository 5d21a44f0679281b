"""Lists without marks below a colon, however wide their lines, and names with their offices.

Law of this file: each line begins an entry, and none holds the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence

from cableconv.body.marks import is_office
from cableconv.body.roles import BULLETS
from cableconv.grammar import body as grammar
from cableconv.grammar import markers
from cableconv.grammar.form import lazy
from cableconv.text.labels import item_letter
from cableconv.text.lines import Line
from cableconv.text.sentences import LINKS, is_abbreviated

_FEWEST = 3  # lines of such a list
_SENTENCE = lazy(r"(?:[a-z)\"']|[a-z] \d{1,4})(?P<stop>[.?!])[\"']?\s+[A-Z]")


def entries_below(lines: Sequence[Line], taken: Container[int]) -> set[int]:
    """Lines of a list without marks, however wide: each begins with a capital or a number, none
    holds the end of a sentence, and a colon introduces them."""
    kept: set[int] = set()
    for first in [at for at, line in enumerate(lines, 1) if line.bare[-1] == ":"]:
        entries = _entries_from(first, lines, taken)
        if len(entries) >= _FEWEST:
            kept.update(entries)
    return kept


def office_lines(lines: Sequence[Line], taken: Container[int], rules: Collection[int]) -> set[int]:
    """Names with their offices, two or more, below a colon or an underlined heading.

    rules: places of the rules that underline a heading."""
    kept: set[int] = set()
    firsts = [at for at, line in enumerate(lines, 1) if line.bare[-1] == ":" or at - 1 in rules]
    firsts += [at for at, line in enumerate(lines) if at and line.paged and is_office(lines[at - 1].bare)]
    for first in sorted(firsts):
        entries = _entries_from(first, lines, taken)
        alone = first - 1 in rules or first - 1 in kept or _below_offices(first, lines)
        if len(entries) > (not alone) and all(is_office(lines[at].bare) for at in entries):
            kept.update(entries)
    return kept


def _below_offices(at: int, lines: Sequence[Line]) -> bool:
    """Do two names with their offices stand on the page before?"""
    above = lines[max(0, at - 2) : at] if at < len(lines) and lines[at].paged else []
    return len(above) > 1 and all(is_office(line.bare) for line in above)


def _entries_from(first: int, lines: Sequence[Line], taken: Container[int]) -> range:
    """The entries that begin there, if nothing but the end of their block follows them."""
    at = first
    while at < len(lines) and at not in taken and _is_entry(lines[at]):
        at += 1
        if at < len(lines) and (lines[at].blanks or lines[at].first or lines[at].paged):
            break
    line = lines[at] if at < len(lines) else None
    ended = line is None or line.blanks or line.first or line.paged or at in taken
    return range(first, at if ended or (line and line.label) else first)


def _is_entry(line: Line) -> bool:
    bare = line.bare
    capital = bare[0].isdigit() or (bare[0].isupper() and not bare.isupper())
    if not capital or bare[-1] in ".,:?!" or begins_anything(line) or LINKS.search(bare):
        return False
    return all(is_abbreviated(f" {bare[: found.end('stop')]}") for found in _SENTENCE.finditer(bare))


def begins_anything(line: Line) -> bool:
    marked = not line.worded and (line.label is not None or is_item(line))
    return marked or is_marker(line)


def is_marker(line: Line) -> bool:
    """Is the line "Begin text:" or "End text.", and nothing else?"""
    return line.bare[0] in 'BbEe"(' and markers.TEXT_MARKER.fullmatch(line.bare) is not None


def is_item(line: Line) -> bool:
    """Does the line begin with a bullet, or with a letter that a list begins with?"""
    if line.worded:
        return False
    if line.bare[0] in BULLETS and grammar.ITEM_MARK.match(line.text):
        return True
    return bool(item_letter(line, ""))
