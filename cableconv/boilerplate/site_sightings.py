"""What one file shows of the lines near its edges: how far they stand, below what, and like what they read.

Law of this file: only what stands above the first sure line of a cable, or below its signature or
the paragraph of its last sure line, is seen, and nothing that telegrams themselves end in. A line
is compared folded, numbers and dates as #.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cableconv.boilerplate.layouts import fold
from cableconv.boilerplate.site_edges import (
    REACH,
    Edges,
    announces,
    closings,
    edges,
    is_announced,
    is_name,
    is_prose,
    labelled,
    tail,
)
from cableconv.grammar.form import lazy

TOP, BOTTOM, INSIDE = "top", "bottom", "inside"
COUNTER = "#"  # a number alone on a line
SEVERAL = None
LONGEST = 160  # characters of a line that is counted
_WRITTEN = 40  # letters of a line of prose that a heading has below it
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = lazy(
    rf"""(?: \b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?[ ] )?
    (?: [#](?:st|nd|rd|th)? [ ] (?:of[ ])? {_MONTH}\b \.? (?:,?[ ][#])?
      | \b{_MONTH}\b \.? [ ] [#](?:st|nd|rd|th)? (?:,?[ ][#])? )""",
    re.VERBOSE,
)
_HOUR = lazy(r"#:#(?::#)? ?[ap]\.?m\b\.?")
_BANNER = r"""(?: unclas(?:sified)? | confidential | secret | top[ ]secret | limited[ ]official[ ]use |
    sensitive | (?:sensitive[ ]but[ ])?unclassified | for[ ]official[ ]use[ ]only | sbu | fouo | noforn |
    u[ ]n[ ]c[ ]l[ ]a[ ]s(?:[ ]s[ ]i[ ]f[ ]i[ ]e[ ]d)? | c[ ]o[ ]n[ ]f[ ]i[ ]d[ ]e[ ]n[ ]t[ ]i[ ]a[ ]l |
    s[ ]e[ ]c[ ]r[ ]e[ ]t )"""
FORMULA = lazy(  # what telegrams end in, and what stands above or below them on a print
    rf"""minimize[ ]considered | sgov\.gov | classified[ ]web | \b end[ ](?:text|comment|summary|note|cable) |
    ^\W*(?:sipdis|bt|n{{3,}})\W*$ | ^\(?[#]+\W*$ |
    ^\W*(?:(?:best|kind|warm)[ ])?regards\W*$ | ^\W*(?:un)?quote\W*$ |
    ^\W*(?:begin|end)(?:[ ]of)?[ ](?:document|message|telegram|transmission|section|unclassified)\b |
    ^[\W#]*{_BANNER}(?:[ /]+{_BANNER})*[\W#]*$ |
    ^\W*(?:ambassador|charge(?:[ ]d'affaires)?|consul[ ]general|acting|dcm|minister)\W*$ |
    \b(?:protect|handle)[ ]accordingly\b | not[ ]for[ ](?:internet|public)[ ]distribution |
    \bdowngraded[ ]at\b | \bautomatic(?:ally)?[ ]declassif""",
    re.IGNORECASE | re.VERBOSE,
)


class Recurrence(NamedTuple):
    """How often a line stands how far from its edge; cut: false when a person has struck it out."""

    documents: int
    nearest: int
    farthest: int
    cut: bool = True

    def __or__(self, other: "Recurrence") -> "Recurrence":
        return Recurrence(
            self.documents + other.documents,
            min(self.nearest, other.nearest),
            max(self.farthest, other.farthest),
            self.cut and other.cut,
        )


Key = tuple[str, str]  # edge, folded line
SiteLines = Mapping[Key, Recurrence]


class Sighting(NamedTuple):
    """A line near an edge: how often and where, and what speaks for and against its being a site's."""

    recurrence: Recurrence
    posts: frozenset[str]  # two at most
    signed: int  # documents in which it stands below the signature, or above a sure header
    prose: int  # documents in which it reads as prose
    named: int  # documents in which it is a name in capitals that may sign the cable
    announced: int  # documents in which it, or a line above, announces others, or a cable closes below it
    leads: int  # documents in which what stands directly below it reads as prose
    joined: int  # documents with blank lines in which none parts it from those below it, to the last
    closed: int  # documents in which it stands below a numbered paragraph or the signature
    first: int  # lines between the signature and it, at least and
    last: int  # at most
    shortest: int  # lines between the end of the cable, signed or not, and it, at least and
    longest: int  # at most
    begins: (
        str | None
    )  # the first line of the files in which it stands; SEVERAL: they begin in different ones
    ends: str | None  # and the last

    def __or__(self, other: "Sighting") -> "Sighting":
        posts = self.posts if len(self.posts) > 1 else self.posts | other.posts
        if self.signed and other.signed:
            first, last = min(self.first, other.first), max(self.last, other.last)
        else:
            first, last = (self.first, self.last) if self.signed else (other.first, other.last)
        return Sighting(
            self.recurrence | other.recurrence,
            posts,
            self.signed + other.signed,
            self.prose + other.prose,
            self.named + other.named,
            self.announced + other.announced,
            self.leads + other.leads,
            self.joined + other.joined,
            self.closed + other.closed,
            first,
            last,
            min(self.shortest, other.shortest),
            max(self.longest, other.longest),
            self.begins if self.begins == other.begins else SEVERAL,
            self.ends if self.ends == other.ends else SEVERAL,
        )


class Shown(NamedTuple):
    """What one file shows: where its cable is, its first and last line ("" none outside the cable)."""

    edges: Edges
    first: str
    last: str
    lines: dict[Key, Sighting]


def form(line: str) -> str:
    """A line as it is compared: folded, numbers and dates as #; "" of one that is too long."""
    if len(line) > LONGEST:
        return ""
    return _HOUR.sub("#:#", _DATE.sub("#", fold(line)))


def shown(lines: Sequence[str], post: str) -> Shown:
    """What a file's lines show, blank ones too, without those known to be a site's; post of its cable."""
    filled, apart = without_blanks(lines)
    found = edges(filled, apart)
    bottom = max(found.bottom, found.signature + 1)
    first = form(filled[0]) if found.top else ""
    last = form(filled[-1]) if bottom < len(filled) else ""
    low = max(bottom, len(filled) - REACH)
    if found.numbered and found.signature < 0 and bottom == len(filled):
        low = tail(filled, apart, bottom)
    closing = closings(filled, apart, low)
    once: dict[Key, Sighting] = {}
    for edge, at in _outside(found, bottom, low, len(filled)):
        line = form(filled[at])
        if not line or (edge == BOTTOM and at in closing):
            continue
        counts = line == COUNTER and edge == BOTTOM and heads_foot(apart, at)
        if FORMULA.search(line) and not counts:
            continue
        seen = _sighting(filled, apart, edge, at, found, max(closing, default=-1))
        seen = seen._replace(
            posts=frozenset((post,) if post else ()), begins=first or SEVERAL, ends=last or SEVERAL
        )
        once.setdefault((edge, line), seen)
        if (label := labelled(filled[at])) and not seen.prose:
            once.setdefault((edge, label), seen)
    return Shown(found, first, last, once)


def _outside(found: Edges, bottom: int, low: int, end: int) -> Iterator[tuple[str, int]]:
    """The lines near the edges, those of the bottom from the last one up; the name that signs the cable is
    seen as well, for a site's may have its shape."""
    yield from ((TOP, at) for at in range(min(found.top, REACH)))
    yield from ((BOTTOM, at) for at in range(end - 1, low - 1, -1))
    if 0 <= found.signature == bottom - 1 and bottom == low:
        yield BOTTOM, found.signature


def _sighting(
    lines: Sequence[str], apart: Sequence[bool], edge: str, at: int, found: Edges, closing: int
) -> Sighting:
    """What speaks for and against the line at this place; closing: the last line of what closes the cable."""
    if edge == TOP:
        capitals = lines[at].isupper()
        return Sighting(
            Recurrence(1, at, at), frozenset(), found.certain, 0, capitals and not found.certain, 0, 0,
            0, found.certain, 0, 0, 0, 0, "", "",
        )  # fmt: skip
    signs = at == found.signature
    signed = found.signature >= 0 and not signs
    place = at - found.signature if signed else 0
    after = at - max(found.bottom - 1, found.signature if signed else -1)
    glued = not signs and at < found.bottom  # below the last sentence of the last paragraph
    distance = len(lines) - 1 - at
    return Sighting(
        Recurrence(1, distance, distance),
        frozenset(),
        signed,
        is_prose(lines, apart, at),
        not signed and is_name(lines[at]),
        at < closing or is_announced(lines, apart, at) or announces(lines, apart, at),
        at + 1 < len(lines) and len(lines[at + 1]) >= _WRITTEN and is_prose(lines, apart, at + 1),
        at + 1 < len(lines) and not any(apart[at + 1 :]) and any(apart) and not glued,
        signed or (found.numbered and not glued),
        place,
        place,
        max(after, 1),
        max(after, 1),
        "",
        "",
    )


def heads_foot(apart: Sequence[bool], at: int) -> bool:
    """Does this line stand below a blank line and head the block, of more lines, with which the file ends?"""
    return apart[at] and at + 1 < len(apart) and not any(apart[at + 1 :])


def without_blanks(lines: Sequence[str]) -> tuple[list[str], list[bool]]:
    """The lines that are not blank, and for each whether a blank line stands above it."""
    filled = [at for at, line in enumerate(lines) if line and not line.isspace()]
    return [lines[at] for at in filled], [at > 0 and not lines[at - 1].strip() for at in filled]


def merged(several: Iterable[SiteLines]) -> dict[Key, Recurrence]:
    """The lines of several corpora together; a line that was struck out once stays so."""
    found: dict[Key, Recurrence] = {}
    for lines in several:
        for key, seen in lines.items():
            found[key] = found[key] | seen if key in found else seen
    return dict(sorted(found.items()))
