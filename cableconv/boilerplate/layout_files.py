"""Site layouts as data: which files a text calls for, and reading them.

One table a layout in data/layouts, a key and a value a line; docs/layouts.md describes the keys. Law of this
file: a table is read only when one of its hints (HINTS, below) stands in the text, so that a plain cable
costs some substring searches and nothing else.
"""

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from cableconv.boilerplate.layouts import EMPTY, KEY, NUMBER, Beginnings, Layouts, Pattern, fold, straight
from cableconv.errors import InputError
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
_OF_PAGES = "bottom_page"  # key of weak lines below a cable that speak of the page itself
_ABOVE = ("page", "title", "gate", "top", "top_weak")
_FIELD = "field "  # begins the key of lines whose value the host states: "field created"
_KEYS = frozenset({*_SINGLE, *_INLINE, *ROLES, _OF_PAGES})

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
    pages: set[str] = set()
    for name in names:
        raw = _read(name)
        pages.update(map(fold, raw.get(_OF_PAGES, ())))
        layout, base = raw["id"][0], raw.get("extends", [""])[0]
        titles[layout], bases[layout] = raw["name"][0], base
        sites[layout] = raw.get("site", [base or layout])[0]
        patterns += _patterns(layout, raw)
        for side in _INLINE:
            inline += [(phrase, side) for phrase in raw.get(side, ())]
    return _index(titles, bases, sites, patterns, inline, frozenset(pages))


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
    for line in raw.get(_OF_PAGES, ()):
        yield _pattern(layout, "bottom_weak", line)
    for key in raw:
        if key.startswith(_FIELD):
            for line in raw[key]:
                yield _pattern(layout, "field", line, key.removeprefix(_FIELD))


def _pattern(layout: str, role: str, line: str, field: str = "") -> Pattern:
    head, star, tail = line.partition("*")
    if not star:
        return Pattern(layout, role, fold(line), None, field)
    folded = NUMBER.sub("#", " ".join(straight(head).split()))
    if head.endswith(" ") and folded[-1:].isalnum():
        folded += " "  # the wildcard begins at a word
    if len(folded) < KEY or "*" in tail:
        raise _refused(layout, f"{line!r} needs {KEY} characters before its one wildcard")
    return Pattern(layout, role, folded, fold(tail), field)


def _index(
    names: dict[str, str],
    bases: dict[str, str],
    sites: dict[str, str],
    patterns: list[Pattern],
    inline: list[tuple[str, str]],
    pages: frozenset[str],
) -> Layouts:
    owners: dict[str, frozenset[str]] = {}
    exact: dict[str, Pattern] = {}
    prefixes: dict[str, list[Pattern]] = {}
    openings: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        owners[pattern.head] = owners.get(pattern.head, frozenset()) | {sites[pattern.layout]}
        if pattern.tail is not None:
            prefixes.setdefault(pattern.head[:KEY], []).append(pattern)
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
        frozenset(pattern.head for pattern in patterns if pattern.role == "insert_weak"),
        pages,
    )
