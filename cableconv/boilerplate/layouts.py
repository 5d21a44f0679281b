"""The lines that publishing sites print around a cable, and looking them up.

Laws of this file: it knows patterns of whole lines, not cables; matching a line takes a
dictionary look-up, whatever the number of patterns.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cableconv.grammar.form import lazy

STRONG = frozenset({"title", "gate", "top", "bottom", "insert", "page"})

_STRAIGHT = str.maketrans(
    {
        "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u00a9": "(c)", "\u2026": "...", "\u00bb": ">>",
    }
)  # fmt: skip
NUMBER = lazy(r"\d+(?:[.,]\d+)*")
_BULLETS = "\u2022\u00b7\u25aa\u25e6\u2023*\u27a4 "
KEY = 4  # characters of a prefix pattern that index it
_BEGIN = 3  # characters of a line that tell most lines of a cable from those of a site
_LETTERS = lazy(r"[A-Za-z]+(?: [A-Za-z]*)?")


class Pattern(NamedTuple):
    """A line that a site prints: layout id, role, folded text before and after the wildcard."""

    layout: str
    role: str
    head: str
    tail: str | None  # None: no wildcard
    field: str = ""


class Hit(NamedTuple):
    """A pattern found: how many lines it takes (a site's sentence may be wrapped)."""

    pattern: Pattern
    lines: int = 1


class Beginnings(dict[str, bool]):
    """May a line that begins with these three characters be one that a site prints?

    Most lines of a cable need no folding: their first characters are no pattern's.
    """

    _MOST = 20_000  # answers that are kept

    def __init__(self, heads: Iterable[str]) -> None:
        super().__init__()
        self._heads = frozenset([head[:_BEGIN] for head in heads])

    def __missing__(self, begin: str) -> bool:
        may = self._may(begin)
        if len(self) < self._MOST:
            self[begin] = may
        return may

    def _may(self, begin: str) -> bool:
        """True unless folding keeps these characters, and no pattern begins with them."""
        if begin[:1].isdecimal():
            return any(head.startswith("#") for head in self._heads)
        if not begin.isascii() or not _LETTERS.fullmatch(begin):
            return True
        low = begin.lower()
        return low in self._heads or low.rstrip() in self._heads


class Layouts(NamedTuple):
    """Loaded layouts, indexed for look-up by line."""

    names: dict[str, str]
    bases: dict[str, str]
    exact: dict[str, Pattern]
    prefixes: dict[str, tuple[Pattern, ...]]
    openings: dict[str, tuple[Pattern, ...]]  # first two words of long exact patterns
    inline: tuple[tuple[str, str], ...]  # (phrase, role)
    begins: Beginnings
    sites: dict[str, str]  # layout: the layout that stands for all of its site
    owners: dict[str, frozenset[str]]  # head of a pattern: the sites that print it
    bottoms: frozenset[str]  # heads of strong lines below a cable, whatever else prints them
    below: frozenset[str]  # heads of all lines below a cable
    labels: frozenset[str]  # labels of what a host states ("created"), without their colon
    above: frozenset[str]  # sites that print lines above a cable
    beside: frozenset[str]  # heads of lines that go beside an advert, whatever else prints them
    pages: frozenset[str]  # heads of lines that speak of the page: links to others, their count

    def family(self, layout: str) -> str:
        """The layout itself, of a variant the one that it is a variant of."""
        return self.bases[layout] or layout


_NONE = frozenset[str]()
EMPTY = Layouts({}, {}, {}, {}, {}, (), Beginnings(()), {}, {}, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE)


def straight(text: str) -> str:
    """Typographic quotes, dashes, ellipsis and the copyright sign as ASCII; case folded."""
    return text.casefold() if text.isascii() else text.translate(_STRAIGHT).casefold()


def fold(line: str) -> str:
    """A line as patterns see it: straight, white space collapsed, no bullet, numbers as #."""
    folded = " ".join(straight(line).split()).lstrip(_BULLETS).rstrip(" .:|")
    return NUMBER.sub("#", folded)


def find(layouts: Layouts, line: str, following: Callable[[int], str | None]) -> Hit | None:
    """The pattern that a folded line is, or that it begins and the following lines complete.

    following(1) is the next folded line that is not blank, None at the end.
    """
    pattern = layouts.exact.get(line)
    if pattern:
        return Hit(pattern)
    for candidate in layouts.openings.get(" ".join(line.split(None, 2)[:2]), ()):
        taken = _wrapped(candidate.head, line, following)
        if taken:
            return Hit(candidate, taken)
    for candidate in layouts.prefixes.get(line[:KEY], ()):
        if line.startswith(candidate.head) and line.endswith(candidate.tail or ""):
            return Hit(candidate)
    return None


def alike(layouts: Layouts, pattern: Pattern, layout: str) -> Pattern:
    """The pattern of this layout that matches the same lines, else the one that is given."""
    listed = layouts.prefixes.get(pattern.head[:KEY], ()) if pattern.tail is not None else ()
    same = (one for one in listed if (one.head, one.tail) == (pattern.head, pattern.tail))
    return next((one for one in same if one.layout == layout), pattern)


def _wrapped(whole: str, line: str, following: Callable[[int], str | None]) -> int:
    """Number of lines over which the site's sentence is wrapped; 0 when it is another sentence."""
    taken, rest = 1, whole
    while rest.startswith(line) and line:
        rest = rest[len(line) :].lstrip(" .:|")
        if not rest:
            return taken
        after = following(taken)
        if after is None:
            return 0
        line = after
        taken += 1
    return 0
