"""What shows that the cable quotes a line of a site, and that the site's own text begins elsewhere.

Each question takes the lines below the cable and the number of one of them.
"""

from cableconv.boilerplate.below import CLOSING, TOPS, Below
from cableconv.boilerplate.named import LIBRARY
from cableconv.boilerplate.shapes import ends_text, is_prose
from cableconv.grammar import site

_OFTEN = 4  # known lines on one that is not, in a site's text
_COPYRIGHT = "copyright "
_POINT = "- "
_STOPS = (".", "?", "!", '."', ".\u201d")


def is_quoted(below: Below, begin: int) -> bool:
    """Does anything show that the cable quotes this strong line?"""
    asked = (ends_sentence, is_repeated, is_menu_of_top, is_lone_top, is_announced, goes_on)
    return any(question(below, begin) for question in asked)


def ends_sentence(below: Below, index: int) -> bool:
    """Are these the last words, with their stop, of the sentence that the line right above breaks off?"""
    part, above = below.part, index - 1
    if not (part.text(index).rstrip().endswith(_STOPS) and part.page.line[above]) or above in part.page.hits:
        return False
    text = part.text(above).rstrip() if above > part.top_end else ""
    return " " in text and text[-1:].islower()


def goes_on(below: Below, begin: int) -> bool:
    """Does text that no site's line is like stand between this line and the next teaser, else the last
    line of the site, or the end? One line of it among many known ones does not tell, unless cables
    alone print such a line."""
    last = _first_told(below, begin)
    if last is None:
        strong = any(at >= begin for at in below.anchors())
        last = below.known[-1] if strong and len(below.heads(begin)) > 1 else below.part.end
    strange = [at for at in below.lines if begin < at < last and below.is_strange(at)]
    known = sum(begin <= at < last for at in below.known)
    return below.ends_in_cable(begin) or _OFTEN * len(strange) > known


def _first_told(below: Below, begin: int) -> int | None:
    """The first headline or line of the teasers below this line."""
    first = min((at for at in (*below.teasers, *below.told) if at > begin), default=None)
    if first is None:
        return None
    for at in below.lines[: below.place[first]]:
        text = below.part.text(at).strip().removeprefix(_POINT)  # of a page's list
        if at > begin and site.HEADLINE.fullmatch(text):
            return at
    return first


def is_announced(below: Below, begin: int) -> bool:
    """Does a colon of the cable announce this line, and the site print its own text apart from it, or the
    same line once more? Where a list has been lost, a line printed below cables only is the site's."""
    if below.announcing(begin) is None or _leads_to_foot(below, begin):
        return False
    apart = any(below.block[at] > begin for at in below.anchors())
    block = [at for at in below.known if at >= begin and below.block[at] == below.block[begin]]
    again = any(_is_printed_again(below, at) for at in block)
    return apart or again or not _ends_pages(below, begin)


def _leads_to_foot(below: Below, begin: int) -> bool:
    """Do lines of the library alone stand from here to the one that names the cable, each once?"""
    if not begin < below.foot < below.part.end:
        return False
    way = [at for at in below.lines if begin <= at < below.foot]
    heads = [below.head(at) for at in below.known]
    hits = below.part.page.hits
    own = all(at in below.own and hits[at].layout == LIBRARY for at in way)
    return own and all(heads.count(below.head(at)) == 1 for at in way)


def _is_printed_again(below: Below, begin: int) -> bool:
    """Does the site print this line, or this mark, once more below, alone or beside another one? Its own
    mark may stand below the texts as "(c)" and below the page as "Copyright (c)"."""
    head = below.head(begin).removeprefix(_COPYRIGHT)
    later = (below.head(at) for at in below.known if at > begin)
    return bool(head) and any(head in one and one != _COPYRIGHT + head for one in later)


def _ends_pages(below: Below, begin: int) -> bool:
    """Is this a line that pages like this one print below cables only?"""
    hit = below.part.page.hits[begin]
    return hit.role == "bottom" and below.part.page.layouts.family(hit.layout) in families(below)


def families(below: Below) -> set[str]:
    """The layouts, of variants those that they are variants of, whose lines stand above the cable."""
    return set(map(below.part.page.layouts.family, below.part.layouts_above))


def is_repeated(below: Below, index: int) -> bool:
    """Does the site print this line once more, with nothing of its own between the two? It prints its
    mark once: the first one is quoted. Below a line that breaks off a later one tells, and the mark
    below a line of the top."""
    after = min((at for at in (*below.known, *below.teasers) if at > index), default=-1)
    if after in below.is_known and below.head(after) == below.head(index) != "":
        return True
    top = below.part.page.hits[index].role in TOPS and after in below.is_known
    again = (top and below.head(after) in CLOSING) or _is_printed_again(below, index)
    return again and breaks_off(below, below.above[index])


def breaks_off(below: Below, index: int) -> bool:
    """Does a line of running text stop in mid sentence?"""
    text = below.part.text(index).rstrip() if index > below.part.top_end else ""
    return is_prose(text) and not ends_text(text)


def is_lone_top(below: Below, index: int) -> bool:
    """Is this a line that the site prints above cables only, and no other such line stands below it?"""
    return index in below.lone_tops


def is_menu_of_top(below: Below, begin: int) -> bool:
    """Does the site print all that is known of its lines from begin on above the cable already?"""
    hits, start, end = below.part.page.hits, below.part.start, below.part.top_end
    heads = {hit.head for at, hit in hits.items() if start <= at <= end}
    return below.heads(begin) <= heads and not any(at > begin for at in below.teasers)


def is_backed(below: Below, begin: int) -> bool:
    """Does another line of its site stand in the file, below this one or as an advert in the text? Alone
    a line proves nothing, unless it is two lines of the site in one."""
    page, head, bottoms = below.part.page, below.head(begin), below.part.page.layouts.bottoms
    sites = page.printed_by(begin)
    others = (at for at in below.known if at > begin)
    inserts = (at for at in below.part.lines if at < begin and below.is_insert(at))
    if any(page.hits[at].head != head and page.printed_by(at) & sites for at in (*others, *inserts)):
        return True
    halves = (head.partition(one) for one in bottoms if one != head and head.startswith(one))
    return any(rest.strip() in bottoms for _, _, rest in halves)
