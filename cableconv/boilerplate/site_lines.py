"""Lines of a corpus's own site: those that recur at a stable distance from an edge of its files.

Law of this file: only what stands above the first sure line of a cable, or below its signature or
the paragraph of its last sure line, is counted, and nothing that telegrams themselves end in. A line
is compared folded, numbers as #.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cableconv.boilerplate.layouts import fold
from cableconv.boilerplate.site_edges import (
    REACH,
    closings,
    edges,
    is_announced,
    is_form,
    is_name,
    is_prose,
    labelled,
    shows_site,
)
from cableconv.grammar import site
from cableconv.grammar.form import lazy

TOP, BOTTOM = "top", "bottom"
SEVERAL = None
MOST = 60_000  # lines that are counted at one time; beyond it the rarest are dropped
FEWEST = 10  # documents in which a line must stand
SHARE = 0.05  # of the documents
SPREAD = 12  # lines by which its distance from the edge may differ
OFTEN = 0.3  # of the documents have a line whose distance from the signature may stand for it
_BESIDE = 3  # lines by which that distance may differ
_OUTSIDE = (
    0.25  # of the share of documents with a signature (a sure header), below (above) which a line stands
)
_NEARLY_ALL = 0.9  # of the documents
LONGEST = 160  # characters of a line that is counted
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
    announced: int  # documents in which a line above it in its block ends in a colon
    first: int  # lines between the signature and it, at least and
    last: int  # at most
    ends: str | None  # the last line of the files in which it stands; SEVERAL: they end in different ones

    def __or__(self, other: "Sighting") -> "Sighting":
        posts = self.posts if len(self.posts) > 1 else self.posts | other.posts
        if self.signed and other.signed:
            first, last = min(self.first, other.first), max(self.last, other.last)
        else:
            first, last = (self.first, self.last) if self.signed else (other.first, other.last)
        recurrence, signed = self.recurrence | other.recurrence, self.signed + other.signed
        prose, named = self.prose + other.prose, self.named + other.named
        announced = self.announced + other.announced
        ends = self.ends if self.ends == other.ends else SEVERAL
        return Sighting(recurrence, posts, signed, prose, named, announced, first, last, ends)


class Tally:
    """Counts of lines near the edges, over any number of files, in bounded memory."""

    def __init__(self) -> None:
        self.documents = 0
        self.ended = {TOP: 0, BOTTOM: 0}  # documents whose cable surely begins, or ends, at that edge
        self.seen: dict[Key, Sighting] = {}
        self.signed: Counter[str] = Counter()  # of these, documents by the last line of their file

    def add(self, lines: Sequence[str], post: str) -> None:
        """A file's lines, blank ones too, without those known to be a site's; post of its cable."""
        self.documents += 1
        filled, apart = without_blanks(lines)
        found = edges(filled, apart)
        self.ended[TOP] += found.certain
        self.ended[BOTTOM] += found.signature >= 0
        bottom = max(found.bottom, found.signature + 1)
        above = [(TOP, at, at) for at in range(min(found.top, REACH))]
        low = max(bottom, len(filled) - REACH)
        below = [(BOTTOM, at, len(filled) - 1 - at) for at in range(len(filled) - 1, low - 1, -1)]
        last = fold(filled[-1]) if filled and len(filled[-1]) <= LONGEST else ""
        if found.signature >= 0:
            self.signed[last] += 1
        closing = closings(filled, apart, low)
        once: dict[Key, Sighting] = {}
        for edge, at, distance in (*above, *below):
            line = fold(filled[at]) if len(filled[at]) <= LONGEST else ""
            low_down = edge == BOTTOM
            of_cable = (at <= found.signature and _is_name(filled[at])) or (low_down and at in closing)
            if not line or of_cable or _FORMULA.search(line):
                continue
            signed = found.signature >= 0 if low_down else found.certain
            place = at - found.signature if low_down and signed else 0
            prose = low_down and is_prose(filled, apart, at)
            named = low_down and not signed and is_name(filled[at])
            announced = low_down and is_announced(filled, apart, at)
            seen = Recurrence(1, distance, distance)
            by = frozenset((post,) if post else ())
            sighting = Sighting(seen, by, signed, prose, named, announced, place, place, last)
            once.setdefault((edge, line), sighting)
            if (form := labelled(filled[at])) and not prose:
                once.setdefault((edge, form), sighting)
        for key, one in once.items():
            before = self.seen.get(key)
            self.seen[key] = one if before is None else before | one
        if len(self.seen) > 2 * MOST:
            ranked = sorted(self.seen, key=lambda key: (-self.seen[key].recurrence.documents, key))
            self.seen = {key: self.seen[key] for key in ranked[:MOST]}
            self.signed = Counter({last: self.signed[last] for edge, last in self.seen if edge == BOTTOM})

    def site_lines(self, posts: int) -> dict[Key, Recurrence]:
        """The lines that are a site's, and those that only a person can tell: they are not cut. posts: of
        how many posts the corpus has cables; where there are several, a line of one post alone is that
        post's own."""
        least = max(FEWEST, SHARE * self.documents)
        found = {
            key: seen
            for key, seen in sorted(self.seen.items())
            if seen.recurrence.documents >= least
            and 2 * seen.named <= seen.recurrence.documents
            and (len(seen.posts) > 1 or posts < 2)
            and self._is_stable(key[0], seen)
            and self._is_outside(key[0], seen)
        }
        if self.ended[BOTTOM] >= FEWEST:
            found = self._without_closing_prose(found)
        shown = {edge: self._shown(edge, found) for edge in (TOP, BOTTOM)}
        for edge in (TOP, BOTTOM):
            own = [key for key in found if key[0] == edge and not is_form(key[1])]
            if len(own) > 1 or any(self._may_stand_alone(edge, found[key], posts) for key in own):
                continue
            shown[edge] = -1
            if self.ended[edge] >= FEWEST:
                found = {key: seen for key, seen in found.items() if key[0] != edge}
        listed = {
            key: seen.recurrence._replace(
                cut=seen.recurrence.nearest <= shown[key[0]] and self._is_of_most(key[0], seen)
            )
            for key, seen in found.items()
            if is_form(key[1]) or (key[0], labelled(key[1])) not in found
        }
        return dict(sorted({**self._of_unsigned_sites(listed, least), **listed}.items()))

    def _without_closing_prose(self, found: dict[Key, Sighting]) -> dict[Key, Sighting]:
        """Without lines below the cable that read as prose, unless they stand mostly below signatures, in all
        files that end alike, or below a line of the site that does not: what closes a cable is prose too."""
        sure = [
            seen.recurrence
            for (edge, _), seen in found.items()
            if edge == BOTTOM
            and (
                not seen.prose or 2 * seen.signed > seen.recurrence.documents or self._is_of_all_signed(seen)
            )
        ]
        highest = max((line.nearest for line in sure), default=-1)
        return {
            key: seen
            for key, seen in found.items()
            if key[0] == TOP or seen.recurrence in sure or seen.recurrence.farthest < highest
        }

    def _is_of_all_signed(self, seen: Sighting) -> bool:
        """Does it stand in nearly all files that end in one line, below all their signatures of which there
        are some?"""
        last = self.seen.get((BOTTOM, seen.ends)) if seen.ends else None
        signed = self.signed[seen.ends] if seen.ends else 0
        if last is None or signed < FEWEST:
            return False
        files = _NEARLY_ALL * last.recurrence.documents
        return seen.recurrence.documents >= files and seen.signed >= _NEARLY_ALL * signed

    def _of_unsigned_sites(self, listed: Mapping[Key, Recurrence], least: float) -> dict[Key, Recurrence]:
        """Lines below the cables of a site all of whose cables are unsigned, in a corpus that has signatures.
        Such a site is told by its last line, and by a listed line above its cables, of these very files."""
        if self.ended[BOTTOM] < FEWEST:
            return {}
        files: dict[str, int] = {}
        for key, seen in listed.items():
            ends = self.seen[key].ends
            if key[0] == TOP and seen.cut and ends is not SEVERAL and not self.signed[ends]:
                files[ends] = max(files.get(ends, 0), seen.documents)
        found: dict[Key, Recurrence] = {}
        for last, documents in files.items():
            fewest = max(least, _NEARLY_ALL * documents)
            own = {key: s for key, s in self.seen.items() if _is_of_all(key, s, last, fewest)}
            reach = _reach(BOTTOM, own) if (BOTTOM, last) in own else -1
            found.update({key: s.recurrence for key, s in own.items() if s.recurrence.nearest <= reach})
        return found

    def _shown(self, edge: str, found: dict[Key, Sighting]) -> int:
        """How far from the edge the site's lines surely reach. Where no header or signature shows what is
        the cables' own, a line that recurs may be; then only what looks like a site's shows it."""
        if self.ended[edge] >= FEWEST:
            return REACH
        return _reach(edge, found)

    def _is_of_most(self, edge: str, seen: Sighting) -> bool:
        """Where no header or signature shows what is the cables' own: does it stand in half of the files that
        end as those do in which it stands? An annex of some cables recurs, too."""
        last = self.seen.get((BOTTOM, seen.ends)) if seen.ends else None
        files = last.recurrence.documents if last is not None else self.documents
        return self.ended[edge] >= FEWEST or 2 * seen.recurrence.documents >= files

    def _is_stable(self, edge: str, seen: Sighting) -> bool:
        """Is it as far from the edge, or from the signature, wherever it stands?"""
        documents, nearest, farthest, _ = seen.recurrence
        often = edge == BOTTOM and documents >= OFTEN * self.documents and seen.signed >= 0.5 * documents
        return farthest - nearest <= SPREAD or (often and seen.last - seen.first <= _BESIDE)

    def _is_outside(self, edge: str, seen: Sighting) -> bool:
        """Does it stand below signatures, or above sure headers, as well, where the corpus has them?"""
        share = self.ended[edge] / max(1, self.documents)
        return self.ended[edge] < FEWEST or seen.signed >= _OUTSIDE * share * seen.recurrence.documents

    def _may_stand_alone(self, edge: str, seen: Sighting, posts: int) -> bool:
        """May a line that is the only one at its edge be a site's: the first or last of nearly all
        files, and below their signatures?"""
        documents, _, farthest, _ = seen.recurrence
        nearly_all = documents >= max(2 * FEWEST, _NEARLY_ALL * self.documents) and farthest == 0
        outside = posts > 1 if edge == TOP else seen.signed >= FEWEST and not seen.prose
        return nearly_all and outside


def _is_name(line: str) -> bool:
    return site.SIGNATURE.fullmatch(line) is not None


def _is_of_all(key: Key, seen: Sighting, last: str, fewest: float) -> bool:
    """Does this line stand below the cables of nearly all files that end in this last line, and no others?"""
    documents, nearest, farthest, _ = seen.recurrence
    stable = documents >= fewest and farthest - nearest <= SPREAD and 2 * seen.named <= documents
    return key[0] == BOTTOM and seen.ends == last and len(seen.posts) > 1 and stable


def _reach(edge: str, found: Mapping[Key, Sighting]) -> int:
    """How far from the edge the farthest line stands that looks like a site's; -1 none."""
    shown = (
        seen.recurrence.nearest
        for (side, line), seen in found.items()
        if side == edge and 2 * seen.announced < seen.recurrence.documents and shows_site(line)
    )
    return max(shown, default=-1)


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
