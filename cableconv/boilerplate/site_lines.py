"""Lines of a corpus's own site: those that recur at a stable distance from an edge of its files, or inside.

Counted over any number of files, in bounded memory (site_sightings says what one file shows, site_judged
which lines are a site's).
"""

from collections import Counter
from collections.abc import Sequence

from cableconv.boilerplate.site_groups import Counts
from cableconv.boilerplate.site_inside import Inside, seen_inside, site_lines_inside
from cableconv.boilerplate.site_judged import FEWEST, site_lines
from cableconv.boilerplate.site_sightings import (
    BOTTOM,
    INSIDE,
    TOP,
    Key,
    Recurrence,
    Sighting,
    SiteLines,
    merged,
    shown,
    without_blanks,
)

__all__ = ["BOTTOM", "EDGES", "FEWEST", "INSIDE", "TOP", "Key", "Recurrence", "SiteLines", "Tally", "merged"]
EDGES = frozenset({TOP, BOTTOM, INSIDE})  # of a profile's lines
MOST = 60_000  # lines that are counted at one time; beyond it the rarest are dropped
MOST_INSIDE = 30_000  # the same of lines inside cables


class Tally:
    """Counts of lines near the edges, over any number of files, in bounded memory."""

    def __init__(self) -> None:
        self.documents = 0
        self.ended = {TOP: 0, BOTTOM: 0}  # documents whose cable surely begins, or ends, at that edge
        self.seen: dict[Key, Sighting] = {}
        self.inside: dict[str, Inside] = {}  # lines that stand apart in the text of cables
        self.signed: Counter[Key] = Counter()  # of these, documents by the first and last line of their file

    def add(self, lines: Sequence[str], post: str) -> None:
        """A file's lines, blank ones too, without those known to be a site's; post of its cable."""
        file = shown(lines, post)
        self.documents += 1
        self.ended[TOP] += file.edges.certain
        self.ended[BOTTOM] += file.edges.signature >= 0
        if file.edges.signature >= 0:
            self.signed.update(((TOP, file.first), (BOTTOM, file.last)))
        for key, one in file.lines.items():
            before = self.seen.get(key)
            self.seen[key] = one if before is None else before | one
        for line, inner in seen_inside(*without_blanks(lines), file.edges, post).items():
            known = self.inside.get(line)
            self.inside[line] = inner if known is None else known | inner
        if len(self.inside) > 2 * MOST_INSIDE:
            often = sorted(self.inside, key=lambda line: (-self.inside[line].recurrence.documents, line))
            self.inside = {line: self.inside[line] for line in often[:MOST_INSIDE]}
        if len(self.seen) > 2 * MOST:
            ranked = sorted(self.seen, key=lambda key: (-self.seen[key].recurrence.documents, key))
            self.seen = {key: self.seen[key] for key in ranked[:MOST]}
            self.signed = Counter({key: self.signed[key] for key in self.seen if key in self.signed})

    def site_lines(self, posts: int) -> dict[Key, Recurrence]:
        """The lines that are a site's, and those that only a person can tell: they are not cut. posts: of
        how many posts the corpus has cables."""
        edges = site_lines(Counts(self.documents, self.ended, self.seen, self.signed, posts))
        return merged((edges, site_lines_inside(self.documents, posts, self.inside)))
