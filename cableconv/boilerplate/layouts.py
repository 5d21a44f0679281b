"""Site layouts: what publishing sites print around a cable, as data.

One table a layout in data/layouts, a key and a value a line; docs/layouts.md describes the keys. A
file is read only when one of its hints (HINTS, below) stands in the text, so that a plain cable
costs some substring searches and nothing else.

Laws of this file: it knows patterns of whole lines, not cables; matching a line takes a
dictionary look-up, whatever the number of patterns.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from cableconv.errors import InputError
from cableconv.grammar.form import lazy
from cableconv.resources import DATA
from cableconv.scan import lowered

_FOLDER = os.path.join(DATA, "layouts")
ROLES = (  # of a line that a site prints in two places the first is its role
    "page",
    "title",
    "gate",
    "top",
    "top_weak",
    "bottom",
    "bottom_weak",
    "insert",
    "insert_weak",
)
_SINGLE = ("id", "name", "source", "extends", "site")
_INLINE = ("inline_top", "inline_bottom", "inline_insert")
_BELOW = ("bottom", "bottom_weak")
_ABOVE = ("page", "title", "gate", "top", "top_weak")
_FIELD = "field "  # begins the key of lines whose value the host states: "field created"
_KEYS = frozenset({*_SINGLE, *_INLINE, *ROLES})
STRONG = frozenset({"title", "gate", "top", "bottom", "insert", "page"})

# Substrings of the case-folded text, and the layouts that they call for. Each pattern of
# role gate, top, bottom, insert or page holds a hint, or stands beside one that does.
# Hints that share a piece stand under it: a text without the piece costs one search for all.
_RETURN = "\N{LEFTWARDS ARROW WITH HOOK}"  # the one hint beyond ASCII
HINTS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "scoop": {"scoop": ("s1", "s2", "s3")},
        " head": {"world headlines": ("s1",), "show headers": ("d1",)},
        ">": {"more>>": ("s1",)},
        "|": {"desktop | mobile": ("s1", "s2")},
        "news": {"independent news": ("s1", "s2"), "our free newsletter": ("s1", "s3")},
        "scroll to continue reading": {"scroll to continue reading": ("s1", "s3")},
        "ethical paywall": {"ethical paywall": ("s1", "s3")},
        " licence ": {" licence ": ("s1", "s3")},
        "cable": {
            "cablegate:": ("s1", "s2", "s3"),
            "viewing cable": ("w1", "w2", "d4"),
            "understanding cables": ("w1", "w2", "d4"),
            "search the cables": ("w1", "w3"),
            "cable title:": ("d2",),
        },
        "currently released": {"currently released": ("w1", "w2")},
        "browse ": {"browse ": ("w1", "w2")},
        "new to these pages": {"new to these pages": ("w1", "w2", "d4")},
        "reference id": {"reference id": ("w1", "w2", "d3", "d4")},
        "wikileaks": {"wikileaks": ("w1", "w2", "w3", "w4", "d1")},
        "print": {"key fingerprint": ("w1", "w3", "w4", "d1"), "print-friendly pdf": ("d1",)},
        "pgp public key": {"pgp public key": ("w1", "w3", "w4", "d1")},
        "not assigned --": {"not assigned --": ("d1",)},
        "text online": {"text online": ("d1",)},
        "dunno:": {"dunno:": ("c1",)},
        "identifier": {"identifier": ("d2", "d3")},
        "origin": {
            "\norigin": ("d3",),
            "originembassy": ("d3",),
            "originconsulate": ("d3",),
            "originmission": ("d3",),
            "originus": ("d3",),
            "originsecretary": ("d3",),
        },
        "partial extract of the original": {"partial extract of the original": ("x1",)},
        "message ": {"message text": ("n1",), "message attributes": ("n1",)},
        "systematic review": {"systematic review": ("n1",)},
        _RETURN: {_RETURN: ("f1",)},
        "office of the historian": {"office of the historian": ("f1",)},
        "telegram from the ": {"telegram from the ": ("f1",)},
        "foreign relations of the united": {"foreign relations of the united": ("f1",)},
        " to the department of state": {" to the department of state": ("f1",)},
        " to the embassy in ": {" to the embassy in ": ("f1",)},
    }
)

_STRAIGHT = str.maketrans(
    {
        "\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u00a9": "(c)", "\u2026": "...", "\u00bb": ">>",
    }
)  # fmt: skip
_NUMBER = lazy(r"\d+(?:[.,]\d+)*")
_BULLETS = "\u2022\u00b7\u25aa\u25e6\u2023*\u27a4 "
_KEY = 4  # characters of a prefix pattern that index it
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


_NONE = frozenset[str]()
EMPTY = Layouts({}, {}, {}, {}, {}, (), Beginnings(()), {}, {}, _NONE, _NONE, _NONE, _NONE)


def straight(text: str) -> str:
    """Typographic quotes, dashes, ellipsis and the copyright sign as ASCII; case folded."""
    return text.casefold() if text.isascii() else text.translate(_STRAIGHT).casefold()


def fold(line: str) -> str:
    """A line as patterns see it: straight, white space collapsed, no bullet, numbers as #."""
    folded = " ".join(straight(line).split()).lstrip(_BULLETS).rstrip(" .:|")
    return _NUMBER.sub("#", folded)


def hinted(text: str) -> tuple[str, ...]:
    """Names of the layouts whose hints stand in the text, in the order of their files."""
    low = lowered(text if text.isascii() else text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    names = {
        name
        for piece, hints in HINTS.items()
        if piece in low or (piece == _RETURN and _RETURN in text)
        for hint, named in hints.items()
        if hint == piece or hint in low
        for name in named
    }
    return tuple(sorted(names))


@lru_cache(maxsize=64)
def load(names: tuple[str, ...]) -> Layouts:
    """Read and index layouts. Raises InputError for a file that does not hold to the format."""
    if not names:
        return EMPTY
    patterns: list[Pattern] = []
    inline: list[tuple[str, str]] = []
    titles: dict[str, str] = {}
    bases: dict[str, str] = {}
    sites: dict[str, str] = {}
    for name in names:
        raw = _read(name)
        layout, base = raw["id"][0], raw.get("extends", [""])[0]
        titles[layout], bases[layout] = raw["name"][0], base
        sites[layout] = raw.get("site", [base or layout])[0]
        patterns += _patterns(layout, raw)
        for side in _INLINE:
            inline += [(phrase, side) for phrase in raw.get(side, ())]
    return _index(titles, bases, sites, patterns, inline)


def available() -> tuple[str, ...]:
    """Names of all layout files."""
    return tuple(sorted(name[:-4] for name in os.listdir(_FOLDER) if name.endswith(".tsv")))


def _read(name: str) -> dict[str, list[str]]:
    """The values of each key of a layout file, in their order."""
    raw: dict[str, list[str]] = {}
    with open(os.path.join(_FOLDER, f"{name}.tsv"), encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            key, tab, value = line.rstrip("\n").partition("\t")
            if not (tab and value):
                raise _refused(name, f"line {number}: needs a key, a tab and a value")
            if key not in _KEYS and not key.startswith(_FIELD):
                raise _refused(name, f"line {number}: unknown key {key!r}")
            raw.setdefault(key, []).append(value)
    if twice := [key for key in _SINGLE if len(raw.get(key, ())) > 1]:
        raise _refused(name, f"key {twice[0]!r} is given twice")
    if missing := [key for key in ("id", "name", "source") if key not in raw]:
        raise _refused(name, f"key {missing[0]!r} is missing")
    for key, says in (("extends", "extends"), ("site", "is of the site of")):
        for base in raw.get(key, ()):
            if base.lower() not in available():
                raise _refused(name, f"{says} {base!r}, of which there is no file")
    return raw


def _refused(layout: str, message: str) -> InputError:
    return InputError("CC114", f"layout {layout}: {message}", "mend the file; docs/layouts.md has the format")


def _patterns(layout: str, raw: dict[str, list[str]]) -> Iterable[Pattern]:
    for role in ROLES:
        for line in raw.get(role, ()):
            yield _pattern(layout, role, line)
    for key in raw:
        if key.startswith(_FIELD):
            for line in raw[key]:
                yield _pattern(layout, "field", line, key.removeprefix(_FIELD))


def _pattern(layout: str, role: str, line: str, field: str = "") -> Pattern:
    head, star, tail = line.partition("*")
    if not star:
        return Pattern(layout, role, fold(line), None, field)
    folded = _NUMBER.sub("#", " ".join(straight(head).split()))
    if head.endswith(" ") and folded[-1:].isalnum():
        folded += " "  # the wildcard begins at a word
    if len(folded) < _KEY or "*" in tail:
        raise _refused(layout, f"{line!r} needs {_KEY} characters before its one wildcard")
    return Pattern(layout, role, folded, fold(tail), field)


def _index(
    names: dict[str, str],
    bases: dict[str, str],
    sites: dict[str, str],
    patterns: list[Pattern],
    inline: list[tuple[str, str]],
) -> Layouts:
    owners: dict[str, frozenset[str]] = {}
    exact: dict[str, Pattern] = {}
    prefixes: dict[str, list[Pattern]] = {}
    openings: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        owners[pattern.head] = owners.get(pattern.head, frozenset()) | {sites[pattern.layout]}
        if pattern.tail is not None:
            prefixes.setdefault(pattern.head[:_KEY], []).append(pattern)
            continue
        exact.setdefault(pattern.head, pattern)
        words = pattern.head.split()
        if len(words) > 3:
            openings.setdefault(" ".join(words[:2]), []).append(pattern)
    return Layouts(
        names,
        bases,
        exact,
        {key: tuple(values) for key, values in prefixes.items()},
        {key: tuple(values) for key, values in openings.items()},
        tuple(dict.fromkeys(inline)),
        Beginnings(pattern.head for pattern in patterns),
        sites,
        owners,
        frozenset(pattern.head for pattern in patterns if pattern.role == "bottom"),
        frozenset(pattern.head for pattern in patterns if pattern.role in _BELOW),
        frozenset(pattern.head.rstrip(" :") for pattern in patterns if pattern.field),
        frozenset(sites[pattern.layout] for pattern in patterns if pattern.role in _ABOVE),
    )


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
    for candidate in layouts.prefixes.get(line[:_KEY], ()):
        if line.startswith(candidate.head) and line.endswith(candidate.tail or ""):
            return Hit(candidate)
    return None


def alike(layouts: Layouts, pattern: Pattern, layout: str) -> Pattern:
    """The pattern of this layout that matches the same lines, else the one that is given."""
    listed = layouts.prefixes.get(pattern.head[:_KEY], ()) if pattern.tail is not None else ()
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
