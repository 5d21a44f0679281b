"""Lines of a corpus's own site: those that recur at a stable distance from an edge of its files.

Law of this file: only what stands above the first or below the last sure line of a cable is
counted, and nothing that telegrams themselves end in. A line is compared folded, numbers as #.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.layouts import fold

TOP, BOTTOM = "top", "bottom"
REACH = 60  # lines from an edge in which the site's own are looked for
MOST = 60_000  # lines that are counted at one time; beyond it the rarest are dropped
FEWEST = 10  # documents in which a line must stand
SHARE = 0.05  # of the documents
SPREAD = 12  # lines by which its distance from the edge may differ
_LONGEST = 160  # characters of a line that is counted
_FORMULA = lazy(
    r"""minimize[ ]considered | sgov\.gov | classified[ ]web | \b end[ ](?:text|comment|summary|note|cable) |
    ^\W*(?:sipdis|bt|n{3,})\W*$ | ^\(?[#]""",
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


class Edges(NamedTuple):
    """Lines above the cable, and the first line below its last sure one, among a file's lines."""

    top: int
    bottom: int
    certain: bool  # the cable begins with a line of its transmission header


def edges(lines: Sequence[str]) -> Edges:
    """Where the lines (none blank) can only be the cable's: from top to before bottom."""
    first, sure, expected = -1, -1, 1
    for index, text in [(index, text) for index, text in enumerate(lines) if site.TELLING[text[:2]]]:
        header = site.HEADER_LINE.match(text)
        number = site.NUMBERED.match(text)
        counts = number is not None and expected <= int(number["number"]) <= expected + 5
        if number is not None and counts:
            expected = int(number["number"]) + 1
        if header or counts or site.SURE_LINE.match(text) or site.SOFT_HEADER_LINE.match(text):
            first, sure = (index if first < 0 else first), index
    certain = first >= 0 and bool(site.HEADER_TOKEN.match(lines[first].lstrip()))
    return Edges(max(first, 0), sure + 1, certain and not lines[first].lstrip().startswith("E"))


class Tally:
    """Counts of lines near the edges, over any number of files, in bounded memory."""

    def __init__(self) -> None:
        self.documents = 0
        self.seen: dict[Key, tuple[Recurrence, frozenset[str]]] = {}

    def add(self, lines: Sequence[str], post: str) -> None:
        """A file's lines that are not blank and not yet known to be a site's; post of its cable."""
        self.documents += 1
        found = edges(lines)
        above = [(TOP, at, at) for at in range(min(found.top, REACH))]
        low = max(found.bottom, len(lines) - REACH)
        below = [(BOTTOM, at, len(lines) - 1 - at) for at in range(len(lines) - 1, low - 1, -1)]
        once: dict[Key, Recurrence] = {}
        for edge, at, distance in (*above, *below):
            line = fold(lines[at]) if len(lines[at]) <= _LONGEST else ""
            if line and not _FORMULA.search(line) and not site.SIGNATURE.fullmatch(lines[at]):
                once.setdefault((edge, line), Recurrence(1, distance, distance))
        for key, one in once.items():
            before, posts = self.seen.get(key, (None, frozenset()))
            self.seen[key] = (
                one if before is None else before | one,
                (posts | {post}) if len(posts) < 2 else posts,
            )
        if len(self.seen) > 2 * MOST:
            ranked = sorted(self.seen, key=lambda key: (-self.seen[key][0].documents, key))
            self.seen = {key: self.seen[key] for key in ranked[:MOST]}

    def site_lines(self, posts: int) -> dict[Key, Recurrence]:
        """The lines that are a site's. posts: of how many posts the corpus has cables; where there
        are several, a line of one post alone is that post's own."""
        least = max(FEWEST, SHARE * self.documents)
        found = {
            key: seen
            for key, (seen, of) in sorted(self.seen.items())
            if seen.documents >= least
            and seen.farthest - seen.nearest <= SPREAD
            and (len(of) > 1 or posts < 2)
        }
        alone = {edge for edge in (TOP, BOTTOM) if sum(key[0] == edge for key in found) < 2}
        return {key: seen for key, seen in found.items() if key[0] not in alone}


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


def find(lines: Sequence[str], known: SiteLines, cut: str) -> Cut:
    """What is to be cut of a file's lines that are not blank."""
    found = edges(lines)
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
