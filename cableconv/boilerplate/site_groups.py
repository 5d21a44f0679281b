"""Lines that nearly all files of a site have, and the sites that a corpus holds.

Law of this file: a site is shown by a line that is its own for certain, above or below the cables; then what
nearly all of its files have below the end of their cables, or above them, is its own too, whatever their
post. What cables close with, or head a part of theirs with, is of one post, or of some of them, or cable
text of their own follows it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cableconv.boilerplate.site_edges import HEADING, REACH, is_form, shows_site
from cableconv.boilerplate.site_feet import block, holds_name, names
from cableconv.boilerplate.site_sightings import BOTTOM, SEVERAL, TOP, Key, Recurrence, Sighting
from cableconv.boilerplate.site_slots import Slot
from cableconv.boilerplate.site_words import speaks_as_cable, speaks_of_site
from cableconv.grammar.form import lazy

NEARLY_ALL = 0.9  # of the documents
MOST = 0.5
ALL = 0.97  # of the files of a site: a line fails in some that are cut short
FEWEST_FILES = 20  # of a site
_FEWEST_SIGNED = 10  # documents with a signature that show what stands outside of cables
# what stands above a cable whose header is lost, or at the head of a printed form
_OF_HEADERS = lazy(
    r"""\b(?:department|embassy|amembassy|consulate|mission|secstate|secretary|telegram|airgram|despatch|
    foreign[ ]service|info|precedence|priority|routine|immediate|pass|eyes[ ]only|captions?)\b |
    ^\W*(?:to|from|fm|date|for|action|origin|ref(?:tel|s)?|no|control|rec'?d|drafted|approved|cleared|
      classif\w+|handling|e\.?o\.?|tags?|subj(?:ect)?|sent|received|channel)\b""",
    re.VERBOSE,
)


class Counts(NamedTuple):
    """What was seen of a corpus; posts: of how many it has cables."""

    documents: int
    ended: Mapping[str, int]  # documents whose cable surely begins, or ends, at that edge
    seen: Mapping[Key, Sighting]
    signed: Counter[Key]  # of these, documents that end in this line, or begin with it
    posts: int
    slots: Mapping[Key, Slot] = MappingProxyType({})  # lines of which each file has one of some


_ALL_FILES = ("", "")


class Group(NamedTuple):
    """Files that begin with one line of a site, or end in one; all files of the corpus."""

    edge: str  # "" all
    line: str
    documents: int

    def has(self, seen: Sighting) -> bool:
        """Does this line stand in its files alone?"""
        return (self.edge, self.line) in _sites(seen)


def groups(counts: Counts, listed: Mapping[Key, Recurrence]) -> list[Group]:
    """The sites that are shown: files that begin or end in one line, or all, if nearly all of them have one
    that is cut."""
    most: dict[Key, int] = {}
    for key, line in listed.items():
        if line.cut and not is_form(key[1]):
            for site in _sites(counts.seen[key]):
                most[site] = max(most.get(site, 0), line.documents)
    files = {site: counts.seen[site].recurrence.documents for site in most if site in counts.seen}
    files[_ALL_FILES] = counts.documents
    return [
        Group(*site, files[site]) for site in most if site in files and most[site] >= NEARLY_ALL * files[site]
    ]


def _sites(seen: Sighting) -> list[Key]:
    """The files in which this line stands alone: those that begin, or end, in one line; all of them."""
    begins = [(TOP, seen.begins)] if seen.begins is not SEVERAL else []
    ends = [(BOTTOM, seen.ends)] if seen.ends is not SEVERAL else []
    return [*begins, *ends, _ALL_FILES]


def of_all_files(
    counts: Counts, recurring: Mapping[Key, Sighting], listed: Mapping[Key, Recurrence], edge: str
) -> dict[Key, Recurrence]:
    """The lines at this edge that nearly all files of a site have, whatever their post, and those
    beyond them."""
    told = counts.ended[edge] >= _FEWEST_SIGNED or edge == TOP
    several = counts.posts > 1 or edge == TOP
    if told and not several:
        return {}
    found: dict[Key, Recurrence] = {}
    for group in groups(counts, listed):
        here = {key: seen for key, seen in recurring.items() if key[0] == edge and group.has(seen)}
        fewest = max(ALL * group.documents, FEWEST_FILES)
        everywhere = {
            key: seen
            for key, seen in here.items()
            if seen.recurrence.documents >= fewest
            or (key in counts.slots and counts.slots[key].documents >= fewest)
        }
        shown = _everywhere(everywhere, listed, edge)
        if edge == TOP:
            shown = _above_headers(here, shown, MOST * group.documents)
        sure = [seen for _, seen in shown] if told else _of_no_cable(shown, several, listed)
        for key, seen in here.items():
            if any(seen is one or is_nearer(seen, one) for one in sure):
                found[key] = seen.recurrence
            elif any(seen is one for _, one in shown):
                found.setdefault(key, seen.recurrence._replace(cut=False))
    return found


def _everywhere(
    everywhere: Mapping[Key, Sighting], listed: Mapping[Key, Recurrence], edge: str
) -> list[tuple[str, Sighting]]:
    """Of the lines that so many files have those that head or close no cable by what stands around them."""
    return [
        (key[1], seen)
        for key, seen in everywhere.items()
        if (_heads_no_cable(key[1], seen, listed) if edge == TOP else _closes_no_cable(key[1], seen))
        and not leads_on(key[1], seen, everywhere.values())
    ]


def _above_headers(
    here: Mapping[Key, Sighting], shown: list[tuple[str, Sighting]], least: float
) -> list[tuple[str, Sighting]]:
    """Those of the lines that stand above all that heads cables in so many files."""
    of_headers = (
        seen.recurrence.nearest
        for (_, line), seen in here.items()
        if _OF_HEADERS.search(line) and seen.recurrence.documents > least
    )
    nearest = min(of_headers, default=REACH)
    return [(line, seen) for line, seen in shown if seen.recurrence.nearest < nearest]


def _of_no_cable(
    shown: list[tuple[str, Sighting]], several: bool, listed: Mapping[Key, Recurrence]
) -> list[Sighting]:
    """Where no signature shows it: those of the lines with which not all cables may close. Words of cables
    are theirs, and so is a sentence that speaks of no site, or any words where all are of one post, unless
    one block holds them and the site's, or is a foot. several: there are more posts."""
    above = names(listed)
    feet = [] if several else block(shown)
    sure: list[Sighting] = []
    for line, seen in sorted(shown, key=lambda one: one[1].recurrence.nearest):
        if speaks_as_cable(line):
            continue
        own = speaks_of_site(line) or shows_site(line) or holds_name(line, seen, above)
        own = own or any(seen is one for one in feet)
        prose = 2 * seen.prose > seen.recurrence.documents
        joined = seen.joined >= ALL * seen.recurrence.documents and any(is_nearer(one, seen) for one in sure)
        if own or (several and not prose) or (joined and (several or not prose)):
            sure.append(seen)
    return sure


def _closes_no_cable(line: str, seen: Sighting) -> bool:
    """Does a line stand below the end of cables, no heading of theirs, and nothing of theirs below it?"""
    documents, nearest, farthest, _ = seen.recurrence
    ended = (
        seen.closed >= MOST * documents or farthest - nearest <= 1 or speaks_of_site(line) or shows_site(line)
    )
    below = ended and seen.announced <= (1 - ALL) * documents
    return below and HEADING.fullmatch(line.upper()) is None


def leads_on(line: str, seen: Sighting, others: Iterable[Sighting]) -> bool:
    """Does prose that is another one in each file stand directly below this line? So it does below a heading,
    and a site's last words are the same."""
    if 2 * seen.leads <= seen.recurrence.documents or shows_site(line):
        return False
    _, nearest, farthest, _ = seen.recurrence
    return not any(
        one.recurrence.nearest == nearest - 1 and one.recurrence.farthest == farthest - 1 for one in others
    )


def _heads_no_cable(line: str, seen: Sighting, listed: Mapping[Key, Recurrence]) -> bool:
    """Is a line above cables whose header is lost unlike what heads them, capitals and a header's words? The
    site's name below the cables is its name above them."""
    below = listed.get((BOTTOM, line))
    if below is not None and below.cut:
        return True
    return 2 * seen.named <= seen.recurrence.documents and not _OF_HEADERS.search(line)


def is_nearer(seen: Sighting, other: Sighting) -> bool:
    """Does a line stand nearer to the edge than the other one, in all files?"""
    near, far = seen.recurrence, other.recurrence
    return near.nearest < far.nearest and near.farthest <= far.farthest
