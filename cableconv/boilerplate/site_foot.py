"""Which of the lines that a profile lists, and a file has below its cable, are the site's foot there.

Law of this file: it drops lines, and adds none but those of a foot right below a paragraph. An unsigned cable
may quote one: as an item, as a heading, below a colon, above more of its own text. What a page of the site is
seen to print where it is seen to print it is no quotation.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cableconv.boilerplate import foot
from cableconv.boilerplate.shapes import is_sentence
from cableconv.boilerplate.site_edges import REACH, TAIL, labelled
from cableconv.boilerplate.site_sightings import BOTTOM, Recurrence, SiteLines, form
from cableconv.text.sentences import is_terminal

_NEARLY_ALL = 0.9  # of the files that have the site's most frequent line


class _Listed(NamedTuple):
    """By which key the profile lists a line, and whether it is as far from the end as it was seen."""

    key: str
    just: bool


def unquoted(
    lines: Sequence[str], apart: Sequence[bool], below: Sequence[int], known: SiteLines, above: int
) -> list[int]:
    """Those of the lines below that the site has printed. above: how many listed ones stand on top."""
    found = {at: listed for at in below if (listed := _listed(lines, at, known)) is not None}
    kept = [at for at in found if not _is_part(lines, at, known)]
    several = sum(edge == BOTTOM and seen.cut for (edge, _), seen in known.items()) > 1
    if several and above + len({found[at].key for at in kept}) < 2:
        return []  # alone a line proves nothing
    last = max((at for at in kept if found[at].just), default=-1)
    low = min(below, default=len(lines))
    own = [at for at in range(low, len(lines)) if _is_of_cable(lines, at) and not _is_known(lines, at, known)]
    text = max(own, default=-1)  # the last line that reads as the cable's
    kept = [at for at in kept if at > text or (found[at].just and text < last)]
    if _is_whole({found[at].key for at in kept if found[at].just}, known):
        return [at for at in kept if found[at].just or not _is_announced(lines, apart, at, known)]
    return [at for at in kept if not _is_announced(lines, apart, at, known)]


def glued(lines: Sequence[str], apart: Sequence[bool], first: int, known: SiteLines, above: int) -> int:
    """Where the site's foot begins that stands right below the last sentence of the cable, in its paragraph;
    first where it does not. Each of its lines is as far from the end as it was seen, and it is whole, or of
    several lines that are that far in all files. first: the line below the paragraph, from which on all is
    the site's; above: how many listed ones stand on top."""
    begin = first
    while begin > max(1, first - TAIL) and _is_just(lines, begin - 1, known):
        begin -= 1
        if apart[begin]:
            break
    over = lines[begin - 1].strip()
    if begin == first or apart[begin] or not is_terminal(over) or over.endswith(":"):
        return first
    keys = {
        found.key for at in range(begin, len(lines)) if (found := _listed(lines, at, known)) and found.just
    }
    seen = [known[BOTTOM, key] for key in keys]
    alike = len(keys) > 1 and all(one.nearest == one.farthest for one in seen)
    whole = _is_whole(keys, known) and above + len(keys) > 1
    return begin if alike or whole else first


def kept(lines: Sequence[str], bottom: int, known: SiteLines) -> tuple[int, ...]:
    """The lines above bottom, where the site's begin, that the profile cuts and that are as far from the end
    as they were seen."""
    return tuple(at for at in range(max(0, len(lines) - REACH), bottom) if _is_just(lines, at, known))


def _is_just(lines: Sequence[str], at: int, known: SiteLines) -> bool:
    """Is this a line that is cut, as far from the end as it was seen?"""
    listed = _listed(lines, at, known)
    return listed is not None and listed.just and known[BOTTOM, listed.key].cut


def _listed(lines: Sequence[str], at: int, known: SiteLines) -> _Listed | None:
    distance = len(lines) - 1 - at
    for key in (form(lines[at]), labelled(lines[at])):
        seen = known.get((BOTTOM, key))
        if seen is not None:
            return _Listed(key, seen.nearest <= distance <= seen.farthest)
    return None


def _is_known(lines: Sequence[str], at: int, known: SiteLines) -> bool:
    return _listed(lines, at, known) is not None


def _is_part(lines: Sequence[str], at: int, known: SiteLines) -> bool:
    """Is this line an item of a list, where the site's has no mark, or a heading of the cable?"""
    item = foot.is_item(lines[at]) and (BOTTOM, form(lines[at])) not in known
    ruled = at + 1 < len(lines) and foot.is_underline(lines[at + 1]) and not _is_known(lines, at + 1, known)
    return item or ruled


def _is_of_cable(lines: Sequence[str], at: int) -> bool:
    return foot.is_item(lines[at]) or foot.shows_cable(lines, at) or is_sentence(lines[at].strip())


def _is_announced(lines: Sequence[str], apart: Sequence[bool], at: int, known: SiteLines) -> bool:
    """Does a colon of the cable announce the block of this line, in a text that blank lines part?"""
    by = foot.announcing(lines, apart, at, lambda place: _is_known(lines, place, known))
    return any(apart) and by is not None


def _is_whole(keys: set[str], known: SiteLines) -> bool:
    """Are these all lines that the site prints below nearly all of its cables?"""
    listed = {key: seen for (edge, key), seen in known.items() if edge == BOTTOM and seen.cut}
    most = max((seen.documents for seen in listed.values()), default=0)
    return all(key in keys for key, seen in listed.items() if _is_common(seen, most))


def _is_common(seen: Recurrence, most: int) -> bool:
    return seen.documents >= _NEARLY_ALL * most
