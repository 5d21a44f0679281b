"""Which of the lines that recur near the edges of a corpus's files are its site's.

Law of this file: two kinds of evidence, and each line needs one. Either signatures and headers show that it
stands outside of cables and most files of its site have it; or nearly all files of a site that is shown
otherwise have it, whatever their post. What cables close with has neither: it is of one post, or of some
cables. The rest is for a person to decide.
"""

from collections.abc import Mapping

from cableconv.boilerplate.site_edges import is_form, is_menu_word, labelled, shows_site
from cableconv.boilerplate.site_groups import (
    ALL,
    FEWEST_FILES,
    MOST,
    NEARLY_ALL,
    Counts,
    Group,
    groups,
    is_nearer,
    leads_on,
    of_all_files,
)
from cableconv.boilerplate.site_sightings import BOTTOM, COUNTER, SEVERAL, TOP, Key, Recurrence, Sighting
from cableconv.boilerplate.site_slots import is_counter, slots
from cableconv.boilerplate.site_words import speaks_as_cable, speaks_of_keepers, speaks_of_site
from cableconv.grammar.form import lazy

FEWEST = 10  # documents in which a line must stand
SHARE = 0.05  # of the documents
SPREAD = 12  # lines by which its distance from the edge may differ
OFTEN = 0.3  # of the documents have a line whose distance from the signature may stand for it
_BESIDE = 3  # lines by which that distance may differ
_NAME = lazy(r"[a-z][a-z'-]{2,20}")  # in small letters, as lines are folded
_OUTSIDE = (
    0.25  # of the share of documents with a signature (a sure header), below (above) which a line stands
)


def site_lines(counts: Counts) -> dict[Key, Recurrence]:
    """The lines that are a site's, and those that only a person can tell: they are not cut. Where the corpus
    has several posts, a line of one post alone is that post's own."""
    least = max(FEWEST, SHARE * counts.documents)
    recurring = {
        key: seen
        for key, seen in sorted(counts.seen.items())
        if seen.recurrence.documents >= least
        and (len(seen.posts) > 1 or counts.posts < 2)
        and _is_stable(counts, key[0], seen)
        and (key[1] != COUNTER or is_counter(key, seen, counts.seen))
    }
    counts = counts._replace(slots=slots(recurring, counts.seen))
    listed = _outside_of_cables(counts, recurring)
    for edge in (TOP, BOTTOM, TOP):  # each edge vouches for the other
        listed |= of_all_files(counts, recurring, listed, edge)
    listed = _without_name(listed)
    return dict(sorted((key, line) for key, line in listed.items() if not _has_its_label(key, listed)))


def _without_name(listed: dict[Key, Recurrence]) -> dict[Key, Recurrence]:
    """The lines; the uppermost below the cables is not cut where it may be the name that signs them all: a
    corpus of one ambassador has his in every file, as far from its end."""
    below = [(line.farthest, key) for key, line in listed.items() if key[0] == BOTTOM and line.cut]
    farthest = max([distance for distance, _ in below], default=0)
    names = [
        key
        for distance, key in below
        if distance == farthest
        and _NAME.fullmatch(key[1])
        and not (is_menu_word(key[1]) or shows_site(key[1]) or speaks_of_site(key[1]))
    ]
    return {**listed, **{key: listed[key]._replace(cut=False) for key in names}}


def _has_its_label(key: Key, listed: Mapping[Key, Recurrence]) -> bool:
    return not is_form(key[1]) and (key[0], labelled(key[1])) in listed


# By signatures and headers


def _outside_of_cables(counts: Counts, recurring: Mapping[Key, Sighting]) -> dict[Key, Recurrence]:
    """The lines that signatures and headers tell, or where there are none, those as near to an edge as one
    that looks like a site's."""
    found = {
        key: seen
        for key, seen in recurring.items()
        if (key[0] == TOP or 2 * seen.named <= seen.recurrence.documents)
        and _is_outside(counts, key[0], seen)
    }
    if counts.ended[BOTTOM] >= FEWEST:
        found = _without_closing_prose(counts, found)
    listed: dict[Key, Recurrence] = {}
    for edge in (TOP, BOTTOM):
        here = {key: seen for key, seen in found.items() if key[0] == edge}
        own = [key for key in here if not is_form(key[1])]
        told = counts.ended[edge] >= FEWEST
        kept = [key for key in own if not told and edge == BOTTOM and _keeps_papers(counts, key, here[key])]
        alone = not own or (
            len(here) < 2
            and not kept
            and not any(_may_stand_alone(counts, edge, here[key], listed) for key in own)
        )
        if alone and told:
            continue
        shown = (
            []
            if alone
            else [seen for key, seen in here.items() if told or key in kept or _is_shown(key[1], seen)]
        )
        sites = groups(counts, listed)  # by the other edge: no line shows its own site
        for key, seen in here.items():
            cut = any(seen is one or is_nearer(seen, one) for one in shown)
            listed[key] = seen.recurrence._replace(cut=cut)
        listed |= _rare(counts, edge, here, listed, sites)
    return listed


def _rare(
    counts: Counts,
    edge: str,
    found: Mapping[Key, Sighting],
    listed: Mapping[Key, Recurrence],
    sites: list[Group],
) -> dict[Key, Recurrence]:
    """The lines that most files of their site lack, and that stand nearer to the cable than those that most
    have: what closes some cables, or an annex of theirs, recurs too. They are not cut."""
    most = [
        seen
        for key, seen in found.items()
        if listed[key].cut
        and (share := _share(counts, edge, key, seen, sites)) >= MOST
        and (edge == TOP or share >= NEARLY_ALL or not leads_on(key[1], seen, found.values()))
    ]
    rare: dict[Key, Recurrence] = {}
    for key, seen in found.items():
        if not any(one is seen or _is_beyond(counts, seen, one) for one in most):
            rare[key] = listed[key]._replace(cut=False)
    return rare


def _is_beyond(counts: Counts, seen: Sighting, other: Sighting) -> bool:
    """Does a line stand nearer to the edge than the other one of its site?"""
    beside = (
        other.recurrence.documents >= NEARLY_ALL * counts.documents
        or (seen.begins is not SEVERAL and seen.begins == other.begins)
        or (seen.ends is not SEVERAL and seen.ends == other.ends)
    )
    return beside and is_nearer(seen, other)


def _share(counts: Counts, edge: str, key: Key, seen: Sighting, shown: list[Group]) -> float:
    """The largest share of a site's files that have this line; it does not show its own site."""
    all_files = counts.documents
    documents = counts.slots[key].documents if key in counts.slots else seen.recurrence.documents
    end = counts.seen.get((BOTTOM, seen.ends)) if seen.ends else None
    if counts.ended[edge] < FEWEST:
        return documents / (end.recurrence.documents if end else all_files)
    if key == (TOP, seen.begins):
        return 1
    sites = [group.documents for group in shown if group.has(seen) and key != (group.edge, group.line)]
    if end is not None and seen.ends and key != (BOTTOM, seen.ends):
        files = end.recurrence.documents
        sites += [files] if files >= OFTEN * all_files or shows_site(seen.ends) else []
    return documents / min(sites, default=all_files)


def _without_closing_prose(counts: Counts, found: dict[Key, Sighting]) -> dict[Key, Sighting]:
    """Without lines below the cable that read as prose, unless they stand mostly below signatures, in all
    files that end alike, or below a line of the site that does not: what closes a cable is prose too."""
    sure = [
        seen.recurrence
        for (edge, line), seen in found.items()
        if edge == BOTTOM
        and (
            not seen.prose
            or 2 * seen.signed > seen.recurrence.documents
            or _is_of_all_signed(counts, (edge, line), seen)
        )
    ]
    highest = max((line.nearest for line in sure), default=-1)
    return {
        key: seen
        for key, seen in found.items()
        if key[0] == TOP or seen.recurrence in sure or seen.recurrence.farthest < highest
    }


def _is_of_all_signed(counts: Counts, key: Key, seen: Sighting) -> bool:
    """Does it stand in nearly all files that end in one line, below all their signatures of which there
    are some?"""
    last = counts.seen.get((BOTTOM, seen.ends)) if seen.ends else None
    signed = counts.signed[BOTTOM, seen.ends] if seen.ends else 0
    if last is None or signed < FEWEST:
        return False
    files = NEARLY_ALL * last.recurrence.documents
    documents, below = counts.slots.get(key, (seen.recurrence.documents, seen.signed))
    return documents >= files and below >= NEARLY_ALL * signed


def _is_shown(line: str, seen: Sighting) -> bool:
    """Does a line look like a site's? Where no header or signature shows what is the cables' own, a line that
    recurs may be; then only what looks so shows how far the site's reach."""
    looks = shows_site(line) and not speaks_as_cable(line)
    return looks and 2 * seen.announced < seen.recurrence.documents


def _keeps_papers(counts: Counts, key: Key, seen: Sighting) -> bool:
    """Do nearly all files have this line, or one of some in its place, just as far from their end, and does
    it speak of the keeping of papers, in a corpus of one post of a library's or an archive's? Then it shows
    the site below cables that no signature ends."""
    documents, nearest, farthest, _ = seen.recurrence
    files = counts.slots[key].documents if key in counts.slots else documents
    everywhere = files >= max(ALL * counts.documents, FEWEST_FILES) and nearest == farthest
    speaks = speaks_of_site if len(seen.posts) > 1 else speaks_of_keepers
    return everywhere and 2 * seen.announced < documents and speaks(key[1])


def _is_stable(counts: Counts, edge: str, seen: Sighting) -> bool:
    """Is it as far from the edge, or from the end of the cable, wherever it stands?"""
    documents, nearest, farthest, _ = seen.recurrence
    if farthest - nearest <= SPREAD:
        return True
    often = edge == BOTTOM and documents >= OFTEN * counts.documents
    if often and seen.signed >= 0.5 * documents:
        return seen.last - seen.first <= _BESIDE
    return often and seen.longest - seen.shortest <= SPREAD


def _is_outside(counts: Counts, edge: str, seen: Sighting) -> bool:
    """Does it stand below signatures, or above sure headers, as well, where the corpus has them?"""
    share = counts.ended[edge] / max(1, counts.documents)
    return counts.ended[edge] < FEWEST or seen.signed >= _OUTSIDE * share * seen.recurrence.documents


def _may_stand_alone(counts: Counts, edge: str, seen: Sighting, listed: Mapping[Key, Recurrence]) -> bool:
    """May a line that is the only one at its edge be a site's: the first or last of nearly all files, or
    the first below nearly all cables of a site with a top (listed), and below their signatures?"""
    documents, _, farthest, _ = seen.recurrence
    nearly_all = documents >= max(2 * FEWEST, NEARLY_ALL * counts.documents)
    if edge == TOP:
        outside = seen.signed >= NEARLY_ALL * documents
        return farthest == 0 and (
            documents >= OFTEN * counts.documents if outside else nearly_all and counts.posts > 1
        )
    beside = seen.last - seen.first <= _BESIDE and seen.signed >= NEARLY_ALL * counts.ended[edge]
    placed = farthest == 0 or (beside and (counts.posts != 1 or any(line.cut for line in listed.values())))
    return nearly_all and placed and seen.signed >= FEWEST and not seen.prose
