"""A foot of several blocks that an unsigned cable quotes at its end, above the page's own or above nothing.

Law of this file: it asks, it cuts nothing. A site prints the mark below its texts once, and the first line of
a foot once; so of two feet the upper one is quoted. Where the cable announces a foot, one that pages like
this one do not print is quoted, and what stands above the line with which theirs begins.
"""

from cableconv.boilerplate import foot
from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.below import CLOSING, Below
from cableconv.boilerplate.named import LIBRARY
from cableconv.boilerplate.quoted import breaks_off, families, is_announced

_COPYRIGHT = "copyright "
_FOOT = frozenset({"bottom", "bottom_weak"})


def own_foot(below: Below) -> int:
    """The first line of the page's own foot, where the cable quotes one above, or the end of the page, where
    that has none; 0 where the cable quotes no foot."""
    lines = below.all_known
    if not lines or below.ends_cable(below.above[lines[0]]):
        return 0
    again = _printed_again(below) or _of_the_archive(below) or _mark_below(below) or _alone_in_feet(below)
    if again:
        return again
    first = next((at for at in lines if _is_announced(below, at)), None)
    if first is None:
        return 0
    return _opening_below(below, first) or _of_this_page(below, first)


def _is_announced(below: Below, index: int) -> bool:
    """Does the text directly above, or above the block of this line, end in a colon, or in a sentence that
    says that something follows? A line of the site that stands right below a colon is no text."""
    part, above = below.part, below.above[index]
    if above > part.top_end + 1 and above == index - 1 and part.text(above - 1).rstrip().endswith(":"):
        line = data.find(part.page.layouts, part.page.fold(above), lambda _: None)
        above -= line is not None
    text = part.text(above) if above > part.top_end else ""
    if below.announcing(index) is not None:
        return True
    return foot.announces(text) and not foot.is_address_lost(text.strip())


def _printed_again(below: Below) -> int:
    """The last line of the site that is its mark, or its foot's first line, where it stands above as well."""
    own = [at for at in below.all_known if at in below.own]
    first = next((at for at in own if below.part.page.hits[at].role == "bottom"), None)
    if first is None:
        return 0
    head = below.head(first)
    mark = next((one for one in CLOSING if head.endswith(one)), head)
    again = [at for at in own if mark in below.head(at) and not below.head(at).startswith(_COPYRIGHT)]
    return _with_choice(below, again[-1]) if mark and len(again) > 1 else 0


def _of_the_archive(below: Below) -> int:
    """Where the lines of a site begin that prints none above cables, below those of one that does."""
    page = below.part.page
    if below.part.sites:
        return 0
    bare = (at for at in below.anchors() if not page.printed_by(at) & page.layouts.above)
    begin = next((at for at in bare if page.hits[at].role == "bottom"), 0)
    return begin if any(at < begin for at in below.all_known) else 0


def _mark_below(below: Below) -> int:
    """The mark that stands directly below the site's texts, below other strong lines of the site."""
    own = [at for at in below.own if below.part.page.hits[at].role == "bottom"]
    marks = [at for at in own if below.head(at) in CLOSING]
    begin = _with_choice(below, max(marks)) if marks else 0
    return begin if begin > min(own, default=begin) else 0


def _opening_below(below: Below, first: int) -> int:
    """The mark of the site, or a line with which feet of this page's layout alone begin, below other lines of
    the site that the cable announces."""
    marks = [at for at in below.own if below.head(at) in CLOSING]
    opens = [at for at in (*marks, *_special(below)) if at > first]
    begin = _with_choice(below, max(opens)) if opens else 0
    return begin if begin > first else 0


def _alone_in_feet(below: Below) -> int:
    """The line that is all the foot of this page's layout, below two other lines of the site at least."""
    special = _special(below)
    above = {below.head(at) for at in below.own if special and at < special[0]} - CLOSING
    return special[0] if len(above) > 1 else 0


def _special(below: Below) -> list[int]:
    """Lines below the cable of a variant of a layout, which the text above shows."""
    hits, bases = below.part.page.hits, below.part.page.layouts.bases
    variants = {layout for layout in below.part.layouts_above if bases[layout]}
    return [at for at in sorted(below.own) if hits[at].role == "bottom" and hits[at].layout in variants]


def _with_choice(below: Below, mark: int) -> int:
    """The choice of pages ("DESKTOP | MOBILE"), one, directly above the mark, else the mark. A blank line may
    part them (in a saved page each is a block) where the text above shows a layout that has the choice."""
    place = below.place[mark]
    if "|" in below.head(mark) or not place:
        return mark
    at = below.lines[place - 1]
    if at not in below.own or "|" not in below.head(at):
        return mark
    quoted = at not in _special(below) or _is_announced(below, at) or breaks_off(below, below.above[at])
    return mark if at < mark - 1 and quoted else at


def _of_this_page(below: Below, first: int) -> int:
    """Where lines begin that pages like this one print, below those that they do not."""
    hits, sites, family = below.part.page.hits, families(below), below.part.page.layouts.family
    if not sites or hits[first].role != "bottom":
        return 0
    if family(hits[first].layout) in sites:
        return _of_the_library(below, first) if hits[first].layout == LIBRARY else 0
    own = (at for at in below.own if hits[at].role in _FOOT and family(hits[at].layout) in sites)
    return min((at for at in own if at > first), default=below.part.end)


def _of_the_library(below: Below, first: int) -> int:
    """The block of the line that names the cable, below one that the cable announces; without such a line
    the end, where nothing else stands below."""
    glued = below.above[first] == first - 1  # no list was lost between
    if below.foot < below.part.end:
        begin = below.block[below.foot]
        return begin if glued and begin > first else 0
    alone = not any(at > first and below.is_strange(at) for at in below.lines)
    return below.part.end if alone and (glued or is_announced(below, first)) else 0
