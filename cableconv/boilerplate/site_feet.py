"""What shows the foot of a site below the unsigned cables of one post.

Law of this file: it asks of lines that nearly all files have just as far from their end. A post may close all
of its cables alike, in a line or two, or in words of its office. So a foot is shown by the site's name, that
stands above the cables as well, or by its block: three lines at least, the last of the files, without a
sentence, an office, or the name of the post.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from cableconv.boilerplate.site_edges import is_menu_word, shows_site
from cableconv.boilerplate.site_sightings import TOP, Key, Recurrence, Sighting
from cableconv.boilerplate.site_words import speaks_as_cable
from cableconv.grammar.form import lazy

_NAME = 10  # letters of a name that no other words hold by chance
_LINES = 3  # of a block
_FEWEST_FILES = 100  # that end in it
_ALL = 0.97  # of them
_NO_WORD = lazy(r"[^\w#]+")


def names(listed: Mapping[Key, Recurrence]) -> tuple[str, ...]:
    """What stands above the cables and may be a site's name: no menu, no words of an office."""
    above = (_words(line) for (edge, line), seen in listed.items() if edge == TOP and seen.cut)
    return tuple(
        name
        for name in above
        if sum(map(str.isalpha, name)) >= _NAME
        and not (is_menu_word(name) or shows_site(name) or speaks_as_cable(name))
    )


def holds_name(line: str, seen: Sighting, above: Iterable[str]) -> bool:
    """Does a folded line, just as far from the end of all its files, hold one of these names? One in which
    the post is named is the post's."""
    text = f" {_words(line)} "
    placed = seen.recurrence.nearest == seen.recurrence.farthest
    return placed and any(f" {name} " in text and not _names_post(name, seen) for name in above)


def block(shown: Sequence[tuple[str, Sighting]]) -> list[Sighting]:
    """The lines with which the files end as in one block, from the last one up; none where they are too few
    or one of them may be the cables'."""
    at = {seen.recurrence.nearest: (line, seen) for line, seen in shown if _is_placed(seen)}
    found: list[Sighting] = []
    while len(found) in at:
        line, seen = at[len(found)]
        if speaks_as_cable(line) or _names_post(line, seen):
            return []
        if 2 * seen.prose > seen.recurrence.documents:
            break
        found.append(seen)
    return found if len(found) >= _LINES else []


def _is_placed(seen: Sighting) -> bool:
    """In enough files, just as far from their end, no blank line between it and the last one?"""
    documents, nearest, farthest, _ = seen.recurrence
    joined = nearest == 0 or seen.joined >= _ALL * documents
    return documents >= _FEWEST_FILES and nearest == farthest and joined


def _names_post(line: str, seen: Sighting) -> bool:
    return any(re.search(rf"\b{re.escape(post.casefold())}\b", line) for post in seen.posts)


def _words(line: str) -> str:
    return _NO_WORD.sub(" ", line).strip()
