"""What the lines that a profile lists cut of a file, from each edge to the one that is farthest from it.

Law of this file: never beyond the first or last sure line of the cable or its signature, and a line
only about as far from its edge as it was seen.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from cableconv.boilerplate import site_foot
from cableconv.boilerplate.site_edges import REACH, announcing, edges, is_name, labelled
from cableconv.boilerplate.site_inside import inside_of
from cableconv.boilerplate.site_sightings import BOTTOM, COUNTER, TOP, SiteLines, form, heads_foot
from cableconv.grammar import site

_AWAY = 3  # lines beyond the distances that were seen, at which a line is still the site's


class Cut(NamedTuple):
    """Lines before top_end and from bottom on are the site's, and some inside; which line shows it."""

    top_end: int
    top: str
    bottom: int
    below: str
    inside: tuple[int, ...] = ()
    between: str = ""
    kept: tuple[
        int, ...
    ] = ()  # lines as far from the end as they were seen, which nothing shows to be its own


def find(lines: Sequence[str], apart: Sequence[bool], known: SiteLines, cut: str) -> Cut:
    """What is to be cut of a file's lines that are not blank; apart: above which a blank line stands."""
    end = len(lines)
    found = edges(lines, apart, _numbered(lines, known))
    above = _known(lines, {at: at for at in range(min(found.top, REACH))}, TOP, known, apart)
    signed = found.signature
    if signed >= 0 and (BOTTOM, form(lines[signed])) in known:
        signed = -1  # a name of the site
    low = max(found.bottom, signed + 1, end - REACH)
    below = _known(lines, {at: end - 1 - at for at in range(low, end)}, BOTTOM, known, apart)
    below = [at for at in below if not _is_quoted(at, lines, apart, below, known)]
    if found.signature < 0:
        below = site_foot.unquoted(lines, apart, below, known, len({form(lines[at]) for at in above}))
    if below and found.signature < 0:  # a name in capitals that is no line of the site may sign the cable
        names = (at for at in range(below[0], end) if is_name(lines[at]))
        last = max((at for at in names if (BOTTOM, form(lines[at])) not in known), default=-1)
        below = [at for at in below if at > last]
    if found.numbered and found.signature < 0 and cut != "safe":
        below = _with_glued(lines, apart, below, found.bottom, known, len(above))
    top_end = above[-1] + 1 if above else 0
    if above and found.certain and cut != "safe" and found.top <= top_end + 4:
        top_end = found.top
    bottom = below[0] if below else len(lines)
    within = range(max(top_end, found.top), bottom) if cut != "safe" else range(0)
    inside, between = inside_of(lines, apart, within, known)
    return Cut(
        top_end,
        lines[above[-1]] if above else "",
        bottom,
        lines[below[0]] if below else "",
        tuple(inside),
        between,
        site_foot.kept(lines, bottom, known),
    )


def _with_glued(
    lines: Sequence[str],
    apart: Sequence[bool],
    below: list[int],
    bottom: int,
    known: SiteLines,
    above: int,
) -> list[int]:
    """The lines below, with those of the foot in the last paragraph, which ends before bottom, where
    nothing of the cable stands below."""
    if bottom != (below[0] if below else len(lines)):
        return below
    return [*range(site_foot.glued(lines, apart, bottom, known, above), bottom), *below]


def _is_quoted(
    at: int, lines: Sequence[str], apart: Sequence[bool], below: Collection[int], known: SiteLines
) -> bool:
    """Does a line with a colon that is not the site's announce this one? In a text without blank lines it
    announces the lines directly below it alone."""
    by = announcing(lines, apart, at)
    if by < 0 or (BOTTOM, form(lines[by])) in known:
        return False
    return any(apart) or all(between in below for between in range(by + 1, at))


def _numbered(lines: Sequence[str], known: SiteLines) -> frozenset[int]:
    """Lines of a list that the site counts below the cable, exactly as far from the end as they were seen."""
    end = len(lines)
    found = set[int]()
    for at in range(max(0, end - REACH), end):
        if site.NUMBERED.match(lines[at]):
            seen = known.get((BOTTOM, form(lines[at])))
            if seen is not None and seen.cut and seen.nearest <= end - 1 - at <= seen.farthest:
                found.add(at)
    return frozenset(found)


def _known(
    lines: Sequence[str],
    distances: Mapping[int, int],
    edge: str,
    known: SiteLines,
    apart: Sequence[bool],
) -> list[int]:
    """Which lines are the site's: about as far from the edge as they were seen. Of a line that stands
    there twice the one that is just as far, with those beside it that differ from it in a number alone: any
    other one is quoted."""
    near: dict[str, list[int]] = {}
    just: dict[str, list[int]] = {}
    for at, distance in distances.items():
        line = form(lines[at])
        seen = known.get((edge, line)) or known.get((edge, labelled(lines[at])))
        if seen is None or not seen.cut or distance > 2 * seen.farthest - seen.nearest + _AWAY:
            continue
        if line == COUNTER and not heads_foot(apart, at):
            continue  # a page's number
        near.setdefault(line, []).append(at)
        if seen.nearest <= distance <= seen.farthest:
            just.setdefault(line, []).append(at)
    return sorted(
        at for line, places in near.items() for at in _of_site(just.get(line, []), places, lines, apart)
    )


def _of_site(
    just: Sequence[int], places: Sequence[int], lines: Sequence[str], apart: Sequence[bool]
) -> Sequence[int]:
    """Of the places of one line those that are the site's; just: those as far from the edge as was seen."""
    if not just:
        return places
    found, near = set(just), set(places)
    for step in (-1, 1):
        for at in just:
            beside = at + step
            while beside in near and not apart[max(at, beside)] and lines[beside] != lines[at]:
                found.add(beside)
                at, beside = beside, beside + step
    return sorted(found)
