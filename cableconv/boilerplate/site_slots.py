"""Lines of a site's foot of which each file has one of some: a motto, or another; a number that counts.

Law of this file: a slot is as far from the end in all files, in one block with the lines below it, and full:
nearly all files of the site have one of its lines. What names an office or may sign a cable fills none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from cableconv.boilerplate.site_sightings import BOTTOM, COUNTER, Key, Sighting
from cableconv.boilerplate.site_words import speaks_as_cable

_FULL = 0.97  # of the files of the site
_FEWEST_SIGNED = 10  # documents with a signature below which a number alone stands


class Slot(NamedTuple):
    """Documents in which one of its lines stands, and of these those in which it is below a signature."""

    documents: int
    signed: int


def slots(recurring: Mapping[Key, Sighting], seen: Mapping[Key, Sighting]) -> dict[Key, Slot]:
    """The full slots by their lines, two at least. recurring: lines that stand in enough files; seen: all."""
    at: dict[tuple[int, str], list[Key]] = defaultdict(list)
    for key, one in recurring.items():
        fits = key[0] == BOTTOM and one.ends and _is_placed(one) and not speaks_as_cable(key[1])
        if fits and 2 * one.named <= one.recurrence.documents:
            at[one.recurrence.nearest, one.ends or ""].append(key)
    found: dict[Key, Slot] = {}
    for (_, ends), keys in at.items():
        files = seen.get((BOTTOM, ends))
        documents = sum(recurring[key].recurrence.documents for key in keys)
        if len(keys) > 1 and files is not None and documents >= _FULL * files.recurrence.documents:
            slot = Slot(documents, sum(recurring[key].signed for key in keys))
            found |= dict.fromkeys(keys, slot)
    return found


def is_counter(key: Key, one: Sighting, seen: Mapping[Key, Sighting]) -> bool:
    """May a number alone be the site's: in nearly all of its files, in one place, below signatures too?"""
    files = seen.get((BOTTOM, one.ends)) if one.ends else None
    if key != (BOTTOM, COUNTER) or files is None or not _is_placed(one):
        return False
    full = one.recurrence.documents >= _FULL * files.recurrence.documents
    return full and one.signed >= _FEWEST_SIGNED


def _is_placed(one: Sighting) -> bool:
    """Is a line just as far from the end wherever it stands, in one block with those below it?"""
    documents, nearest, farthest, _ = one.recurrence
    return nearest == farthest > 0 and one.joined >= _FULL * documents
