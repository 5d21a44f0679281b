"""Lines of a corpus's own site: those that recur at a stable distance from an edge of its files.

Law of this file: only what stands above the first sure line of a cable, or below its signature or
the paragraph of its last sure line, is counted, and nothing that telegrams themselves end in. A line
is compared folded, numbers as #.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.layouts import fold
from cableconv.site_edges import edges, is_prose

TOP, BOTTOM = "top", "bottom"
REACH = 60  # lines from an edge in which the site's own are looked for
MOST = 60_000  # lines that are counted at one time; beyond it the rarest are dropped
FEWEST = 10  # documents in which a line must stand
SHARE = 0.05  # of the documents
SPREAD = 12  # lines by which its distance from the edge may differ
OFTEN = 0.3  # of the documents have a line whose distance from the signature may stand for it
_BESIDE = 3  # lines by which that distance may differ
_OUTSIDE = 0.25  # of the share of signed documents, below whose signatures a line stands
_NEARLY_ALL = 0.9  # of the documents
_LONGEST = 160  # characters of a line that is counted
_FORMULA = lazy(
    r"""minimize[ ]considered | sgov\.gov | classified[ ]web | \b end[ ](?:text|comment|summary|note|cable) |
    ^\W*(?:sipdis|bt|n{3,})\W*$ | ^\(?[#]+\W*$""",
    re.IGNORECASE | re.VERBOSE,
)


class Recurrence(NamedTuple):
    """How often a line stands how far from its edge; cut: false when a person has struck it out."""

    documents: int
    nearest: int
    farthest: int
    cut: bool = True

    def __or__(self, other: Recurrence) -> Recurrence:
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
    signed: int  # documents in which it stands below the signature
    prose: int  # documents in which it reads as prose
    first: int  # lines between the signature and it, at least and
    last: int  # at most

    def __or__(self, other: Sighting) -> Sighting:
        posts = self.posts if len(self.posts) > 1 else self.posts | other.posts
        if self.signed and other.signed:
            first, last = min(self.first, other.first), max(self.last, other.last)
        else:
            first, last = (self.first, self.last) if self.signed else (other.first, other.last)
        recurrence, signed = self.recurrence | other.recurrence, self.signed + other.signed
        return Sighting(recurrence, posts, signed, self.prose + other.prose, first, last)


class Tally:
    """Counts of lines near the edges, over any number of files, in bounded memory."""

    def __init__(self) -> None:
        self.documents = 0
        self.signed = 0  # documents with a signature
        self.seen: dict[Key, Sighting] = {}

    def add(self, lines: Sequence[str], post: str) -> None:
        """A file's lines, blank ones too, without those known to be a site's; post of its cable."""
        self.documents += 1
        filled, apart = without_blanks(lines)
        found = edges(filled, apart)
        self.signed += found.signature >= 0
        bottom = max(found.bottom, found.signature + 1)
        above = [(TOP, at, at) for at in range(min(found.top, REACH))]
        low = max(bottom, len(filled) - REACH)
        below = [(BOTTOM, at, len(filled) - 1 - at) for at in range(len(filled) - 1, low - 1, -1)]
        once: dict[Key, Sighting] = {}
        for edge, at, distance in (*above, *below):
            line = fold(filled[at]) if len(filled[at]) <= _LONGEST else ""
            if not line or _FORMULA.search(line) or site.SIGNATURE.fullmatch(filled[at]):
                continue
            signed = edge == BOTTOM and found.signature >= 0
            place = at - found.signature if signed else 0
            prose = edge == BOTTOM and is_prose(filled, apart, at)
            sighting = Sighting(
                Recurrence(1, distance, distance), frozenset((post,)), signed, prose, place, place
            )
            once.setdefault((edge, line), sighting)
        for key, one in once.items():
            before = self.seen.get(key)
            self.seen[key] = one if before is None else before | one
        if len(self.seen) > 2 * MOST:
            ranked = sorted(self.seen, key=lambda key: (-self.seen[key].recurrence.documents, key))
            self.seen = {key: self.seen[key] for key in ranked[:MOST]}

    def site_lines(self, posts: int) -> dict[Key, Recurrence]:
        """The lines that are a site's. posts: of how many posts the corpus has cables; where there
        are several, a line of one post alone is that post's own."""
        least = max(FEWEST, SHARE * self.documents)
        found = {
            key: seen
            for key, seen in sorted(self.seen.items())
            if seen.recurrence.documents >= least
            and (len(seen.posts) > 1 or posts < 2)
            and self._is_stable(seen)
            and (key[0] == TOP or self._is_outside(seen))
        }
        found = _without_closing_prose(found)
        for edge in (TOP, BOTTOM):
            own = [key for key in found if key[0] == edge]
            if len(own) == 1 and not self._may_stand_alone(edge, found[own[0]], posts):
                del found[own[0]]
        return {key: seen.recurrence for key, seen in found.items()}

    def _is_stable(self, seen: Sighting) -> bool:
        """Is it as far from the edge, or from the signature, wherever it stands?"""
        documents, nearest, farthest, _ = seen.recurrence
        often = documents >= OFTEN * self.documents and seen.signed >= 0.5 * documents
        return farthest - nearest <= SPREAD or (often and seen.last - seen.first <= _BESIDE)

    def _is_outside(self, seen: Sighting) -> bool:
        """Does it stand below signatures as well, where the corpus has them?"""
        share = self.signed / max(1, self.documents)
        return seen.signed >= _OUTSIDE * share * seen.recurrence.documents

    def _may_stand_alone(self, edge: str, seen: Sighting, posts: int) -> bool:
        """May a line that is the only one at its edge be a site's: the first or last of nearly all
        files, and below their signatures?"""
        documents, _, farthest, _ = seen.recurrence
        nearly_all = documents >= max(2 * FEWEST, _NEARLY_ALL * self.documents) and farthest == 0
        outside = posts > 1 if edge == TOP else seen.signed >= FEWEST and not seen.prose
        return nearly_all and outside


def without_blanks(lines: Sequence[str]) -> tuple[list[str], list[bool]]:
    """The lines that are not blank, and for each whether a blank line stands above it."""
    filled = [at for at, line in enumerate(lines) if line and not line.isspace()]
    return [lines[at] for at in filled], [at > 0 and not lines[at - 1].strip() for at in filled]


def _without_closing_prose(found: dict[Key, Sighting]) -> dict[Key, Sighting]:
    """Without lines below the cable that read as prose, unless they stand mostly below signatures or
    below a line of the site that does not: what closes a cable is prose too."""
    sure = [
        seen.recurrence
        for (edge, _), seen in found.items()
        if edge == BOTTOM and (not seen.prose or 2 * seen.signed > seen.recurrence.documents)
    ]
    highest = max((line.nearest for line in sure), default=-1)
    return {
        key: seen
        for key, seen in found.items()
        if key[0] == TOP or seen.recurrence in sure or seen.recurrence.farthest < highest
    }


def merged(several: Iterable[SiteLines]) -> dict[Key, Recurrence]:
    """The lines of several corpora together; a line that was struck out once stays so."""
    found: dict[Key, Recurrence] = {}
    for lines in several:
        for key, seen in lines.items():
            found[key] = found[key] | seen if key in found else seen
    return dict(sorted(found.items()))


class Cut(NamedTuple):
    """Lines before top_end and from bottom on are the site's; which line shows it ("" none)."""

    top_end: int
    top: str
    bottom: int
    below: str


def find(lines: Sequence[str], apart: Sequence[bool], known: SiteLines, cut: str) -> Cut:
    """What is to be cut of a file's lines that are not blank; apart: above which a blank line stands."""
    found = edges(lines, apart)
    above = [at for at in range(min(found.top, REACH)) if _is_known(known, TOP, lines[at])]
    low = max(found.bottom, len(lines) - REACH)
    below = [at for at in range(low, len(lines)) if _is_known(known, BOTTOM, lines[at])]
    top_end = above[-1] + 1 if above else 0
    if above and found.certain and cut != "safe" and found.top <= top_end + 4:
        top_end = found.top
    return Cut(
        top_end,
        lines[above[-1]] if above else "",
        below[0] if below else len(lines),
        lines[below[0]] if below else "",
    )


def _is_known(known: SiteLines, edge: str, line: str) -> bool:
    seen = known.get((edge, fold(line))) if len(line) <= _LONGEST else None
    return seen is not None and seen.cut
