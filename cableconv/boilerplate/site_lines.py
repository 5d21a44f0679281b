"""Lines of a corpus's own site: those that recur at a stable distance from an edge of its files.

Counted over any number of files, in bounded memory (site_sightings says what one file shows, site_judged
which lines are a site's).
"""

from collections import Counter
from collections.abc import Sequence

from cableconv.boilerplate.site_groups import Counts
from cableconv.boilerplate.site_judged import FEWEST, site_lines
from cableconv.boilerplate.site_sightings import (
    BOTTOM,
    TOP,
    Key,
    Recurrence,
    Sighting,
    SiteLines,
    merged,
    shown,
)

__all__ = ["BOTTOM", "FEWEST", "TOP", "Key", "Recurrence", "SiteLines", "Tally", "merged"]
MOST = 60_000  # lines that are counted at one time; beyond it the rarest are dropped


class Tally:
    """Counts of lines near the edges, over any number of files, in bounded memory."""

    def __init__(self) -> None:
        self.documents = 0
        self.ended = {TOP: 0, BOTTOM: 0}  # documents whose cable surely begins, or ends, at that edge
        self.seen: dict[Key, Sighting] = {}
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
        if len(self.seen) > 2 * MOST:
            ranked = sorted(self.seen, key=lambda key: (-self.seen[key].recurrence.documents, key))
            self.seen = {key: self.seen[key] for key in ranked[:MOST]}
            self.signed = Counter({key: self.signed[key] for key in self.seen if key in self.signed})

    def site_lines(self, posts: int) -> dict[Key, Recurrence]:
        """The lines that are a site's, and those that only a person can tell: they are not cut. posts: of
        how many posts the corpus has cables."""
        return site_lines(Counts(self.documents, self.ended, self.seen, self.signed, posts))
