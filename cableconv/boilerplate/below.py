"""The lines below the last sure one of a cable: which are a site's, which only a cable has printed.

Law of this file: what is neither is left open. A line is a site's only by a pattern or a shape of
its own, a cable's by running as prose or by signing it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise

from cableconv.boilerplate import foot
from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.named import LIBRARY
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import (
    ADDRESS,
    SENTENCE_END,
    is_prose,
    is_sentence,
    is_teaser,
    runs_small,
)
from cableconv.boilerplate.site_edges import is_menu_word
from cableconv.grammar import site
from cableconv.grammar.form import lazy

TRANSMISSION_ENDS = lazy(r"\s*(?:BT\s*)?(?:#\d{4}\s*)?N{4,}\s*")  # 5 FAH-2 H-320, format line 16
_INSERTS = ("insert", "insert_weak")
_ABOVE_ONLY = ("title", "gate")  # roles of lines that no site prints below a cable
_TOPS = frozenset({"top", "top_weak", "field"})  # roles of lines that most sites print above cables only
_FEW = 3  # words of which no sentence is told
_OFTEN = 4  # known lines on one that is not, in a site's text
CLOSING = frozenset({"(c) scoop media"})  # marks that stand directly below a site's texts
_COPYRIGHT = "copyright "
_POINT = "- "
_ENTRY = 40  # characters of a line that no sentence runs through
_GOES_ON = (",", ":", "-", " and", " of", " the")
_ANCHORS = frozenset({"bottom", "page", "top"})  # roles that can show by themselves where a site begins


class Below:
    """A segment's lines below its last sure one, and what each of them is."""

    def __init__(self, part: Segment, sure: int) -> None:
        page = part.page
        self.part = part
        self.sure = sure
        self.lines = [index for index in part.lines if index > sure and index not in page.marks]
        self.place = {index: place for place, index in enumerate(self.lines)}
        no_bottom = (*_INSERTS, *_ABOVE_ONLY)
        known = [i for i in self.lines if i in page.hits and page.hits[i].role not in no_bottom]
        own = [i for i in known if part.sites & page.printed_by(i)]
        self.teasers = [index for index in self.lines if is_teaser(part.text(index))]
        strong = any(page.hits[index].role in data.STRONG for index in own)
        shown = strong or len({page.hits[index].head for index in own}) > 1 or bool(own and self.teasers)
        self.own = frozenset(own)
        self.known = own if shown else known  # where its own site's lines stand, another's are quoted
        self.is_known = frozenset(self.known)
        self.above, self.block = self._surroundings()

    def is_backed(self, begin: int) -> bool:
        """Does another line of its site stand in the file, below this one or as an advert in the text? Alone
        a line proves nothing, unless it is two lines of the site in one."""
        page, head, bottoms = self.part.page, self.head(begin), self.part.page.layouts.bottoms
        sites = page.printed_by(begin)
        others = (at for at in self.known if at > begin)
        inserts = (at for at in self.part.lines if at < begin and self._is_insert(at))
        if any(page.hits[at].head != head and page.printed_by(at) & sites for at in (*others, *inserts)):
            return True
        halves = (head.partition(one) for one in bottoms if one != head and head.startswith(one))
        return any(rest.strip() in bottoms for _, _, rest in halves)

    @property
    def quotations(self) -> tuple[Callable[[int], bool], ...]:
        """What shows that the cable quotes a strong line: questions of its number."""
        return self.is_repeated, self.is_menu_of_top, self.is_lone_top, self.is_announced, self.goes_on

    @cached_property
    def top(self) -> frozenset[str]:
        """The lines, folded, that the site prints above the cable."""
        part = self.part
        return frozenset(part.page.fold(at) for at in part.lines if at <= part.top_end)

    def _surroundings(self) -> tuple[dict[int, int], dict[int, int]]:
        """For each line the nearest one above it that no site is known to print and that is no stamp, and the
        first of the site's lines that stand above it without a blank line."""
        above: dict[int, int] = {}
        block: dict[int, int] = {}
        unknown = self.sure
        for index in self.lines:
            above[index] = unknown
            block[index] = block[index - 1] if index - 1 in self.is_known else index
            if index not in self.is_known and index not in self.part.page.stamps:
                unknown = index
        return above, block

    def anchors(self) -> list[int]:
        hits = self.part.page.hits
        return [index for index in self.known if hits[index].role in _ANCHORS]

    def heads(self, begin: int) -> set[str]:
        """The different lines of a site from begin on."""
        return {self.part.page.hits[index].head for index in self.known if index >= begin}

    @cached_property
    def last_of_cable(self) -> int:
        """The last line that a sentence of the cable or its signature prints."""
        last = next((index for index in reversed(self.lines) if self.reads_as_cable(index)), self.sure)
        rest = [index for index in self.lines if index > last and index not in self.is_known]
        if rest and site.SIGNATURE.fullmatch(self.part.text(rest[-1])):
            return rest[-1]
        return max(last, self._above_mark, self._signed)

    @cached_property
    def _above_mark(self) -> int:
        """The last unknown line above the mark that stands directly below the site's texts: of the cable,
        however like a headline the line over a sentence is. Below a signature only sentences are."""
        marks = [at for at in self.own if self.head(at) in CLOSING]
        mark = max((at for at in marks if not any(over < at for over in self.teasers)), default=self.sure)
        above = [at for at in self.lines if at < mark and self._is_strange(at)]
        signed = any(map(self._is_signature, above))
        texts = [at for at in above if not signed or is_sentence(self.part.text(at).strip())]
        return texts[-1] if texts else self.sure

    @cached_property
    def _signed(self) -> int:
        """The last signature that stands directly above a line of the page's own site."""
        over = (self.above[at] for at in reversed(self.anchors()) if at in self.own or not self.own)
        return next((at for at in over if self._is_signature(at)), self.sure)

    def _is_signature(self, index: int) -> bool:
        text = self.part.text(index)
        signed = index > self.sure and site.SIGNATURE.fullmatch(text) and not is_menu_word(text)
        return bool(signed) and self.is_closed(index)

    def reads_as_cable(self, index: int) -> bool:
        """An unknown line that runs as prose: a sentence, the rest of one, or one that is wrapped."""
        part, text = self.part, self.part.text(index).strip()
        if (
            index in self.is_known
            or index > self.foot
            or self._is_insert(index)
            or is_teaser(text)
            or site.MENU.fullmatch(text)
            or text.startswith(ADDRESS)
        ):
            return False
        if text[:1].islower() and text.count(" ") > 1:
            return True
        if is_sentence(text):
            return not ((self.teasers or index in self._told) and self._below_headline(index))
        return 35 < len(text) < 80 and self._wrapped(index, part.page.line)

    @cached_property
    def foot(self) -> int:
        """The line that names the cable as the page's own library does, where nothing below it is of a
        cable's shape: all that stands below it is the library's, sentences too."""
        page = self.part.page
        names = (at for at in self.own if at in page.named and not self._is_introduced_alone(at))
        first = min(names, default=self.part.end)
        below = (at for at in self.lines if at > first and at not in self.is_known)
        return self.part.end if any(self._may_be_cables(at) for at in below) else first

    def _is_introduced_alone(self, index: int) -> bool:
        """Does a colon of the cable announce this line, with no other of the site's between them?"""
        return self.is_introduced(index) and not any(self.above[index] < at < index for at in self.known)

    def _leads_to_foot(self, begin: int) -> bool:
        """Do lines of the library alone stand from here to the one that names the cable, each once?"""
        if not begin < self.foot < self.part.end:
            return False
        way = [at for at in self.lines if begin <= at < self.foot]
        heads = [self.head(at) for at in self.known]
        hits = self.part.page.hits
        own = all(at in self.own and hits[at].layout == LIBRARY for at in way)
        return own and all(heads.count(self.head(at)) == 1 for at in way)

    def _may_be_cables(self, index: int) -> bool:
        text = self.part.text(index)
        return self._is_of_cable(index) or any(form.match(text) for form in site.CABLE[text[:2]])

    @cached_property
    def _told(self) -> frozenset[int]:
        """Sentences, whole or cut short, below headlines, two of them at least, under two different lines
        of the page's own site that it prints nowhere else: teasers of a page that links them in no words."""
        heads = [self.head(index) for index in self.own]
        pairs = [
            two
            for one, two in pairwise(self.lines)
            if site.HEADLINE.fullmatch(self.part.text(one)) and _is_told(self.part.text(two).strip())
        ]
        begin = pairs[0] if len(pairs) > 1 else -1
        over = {self.head(index) for index in self.own if index < begin}
        once = len(heads) == len(set(heads))
        return frozenset(pairs if once and len(over) > 1 else ())

    def _is_insert(self, index: int) -> bool:
        hit = self.part.page.hits.get(index)
        return hit is not None and hit.role in _INSERTS

    def _is_strange(self, index: int) -> bool:
        """A line that is neither known nor of a shape that a site's lines have."""
        text = self.part.text(index)
        known = index in self.is_known or self._is_insert(index) or index in self.part.page.stamps
        known = known or index > self.foot
        return not (known or is_teaser(text) or site.MENU.fullmatch(text) or is_menu_word(text))

    def goes_on(self, begin: int) -> bool:
        """Does text that no site's line is like stand between this line and the next teaser, else the last
        line of the site, or the end? One line of it among many known ones does not tell, unless cables
        alone print such a line."""
        last = self._first_told(begin)
        if last is None:
            strong = any(at >= begin for at in self.anchors())
            last = self.known[-1] if strong and len(self.heads(begin)) > 1 else self.part.end
        strange = [at for at in self.lines if begin < at < last and self._is_strange(at)]
        known = sum(begin <= at < last for at in self.known)
        return self.ends_in_cable(begin) or _OFTEN * len(strange) > known

    def _is_of_cable(self, index: int) -> bool:
        """Is an unknown line of a shape that cables alone print, or a signature that stands apart?"""
        line = self.part.page.line
        apart = not line[index - 1] and (index + 1 >= len(line) or not line[index + 1])
        shown = foot.shows_cable(self.part.filled[0], self.part.rank[index])
        return shown or (apart and self._is_signature(index))

    def ends_in_cable(self, begin: int) -> bool:
        """Does a line that cables alone print stand anywhere below this one?"""
        return self._last_only > begin

    @cached_property
    def _last_only(self) -> int:
        lines = (at for at in reversed(self.lines) if self._is_strange(at) and self._is_of_cable(at))
        return next(lines, self.sure)

    def _first_told(self, begin: int) -> int | None:
        """The first headline or line of the teasers below this line."""
        first = min((at for at in (*self.teasers, *self._told) if at > begin), default=None)
        if first is None:
            return None
        for at in self.lines[: self.place[first]]:
            text = self.part.text(at).strip().removeprefix(_POINT)  # of a page's list
            if at > begin and site.HEADLINE.fullmatch(text):
                return at
        return first

    def is_announced(self, begin: int) -> bool:
        """Does a colon of the cable announce this line, and the site print its own text apart from it, or the
        same line once more? Where a list has been lost, a line printed below cables only is the site's."""
        if self._announcing(begin) is None or self._leads_to_foot(begin):
            return False
        apart = any(self.block[at] > begin for at in self.anchors())
        return apart or self._is_printed_again(begin) or not self._ends_pages(begin)

    def _is_printed_again(self, begin: int) -> bool:
        """Does the site print this line, or this mark, once more below, alone or beside another one? Its own
        mark may stand below the texts as "(c)" and below the page as "Copyright (c)"."""
        head = self.head(begin).removeprefix(_COPYRIGHT)
        later = (self.head(at) for at in self.known if at > begin)
        return bool(head) and any(head in one and one != _COPYRIGHT + head for one in later)

    def _ends_pages(self, begin: int) -> bool:
        """Is this a line that pages like this one print below cables only?"""
        part, bases = self.part, self.part.page.layouts.bases
        above = (hit.layout for at, hit in part.page.hits.items() if part.start <= at <= part.top_end)
        layout, role = part.page.hits[begin].layout, part.page.hits[begin].role
        return role == "bottom" and (bases[layout] or layout) in {bases[one] or one for one in above}

    def is_repeated(self, index: int) -> bool:
        """Does the site print this line once more, with nothing of its own between the two? It prints its
        mark once: the first one is quoted. Below a line that breaks off a later one tells, and the mark
        below a line of the top."""
        after = min((at for at in (*self.known, *self.teasers) if at > index), default=-1)
        if after in self.is_known and self.head(after) == self.head(index) != "":
            return True
        top = self.part.page.hits[index].role in _TOPS and after in self.is_known
        again = (top and self.head(after) in CLOSING) or self._is_printed_again(index)
        return again and self._breaks_off(self.above[index])

    def _breaks_off(self, index: int) -> bool:
        """Does a line of running text stop in mid sentence?"""
        text = self.part.text(index).rstrip() if index > self.part.top_end else ""
        return is_prose(text) and not text.endswith(SENTENCE_END)

    def head(self, index: int) -> str:
        """The pattern that the whole line is; "" for a part of a sentence of the site."""
        head = self.part.page.hits[index].head
        return head if self.part.page.fold(index).startswith(head) else ""

    def is_lone_top(self, index: int) -> bool:
        """Is this a line that the site prints above cables only, and no other such line stands below it?"""
        return index in self._lone_tops

    @cached_property
    def _lone_tops(self) -> frozenset[int]:
        page, heads, lone = self.part.page, set[str](), set[int]()
        for at in reversed(self.known):
            hit = page.hits[at]
            if hit.role in _TOPS and hit.head not in page.layouts.below:
                heads.add(hit.head)
                if len(heads) > 1:
                    break
                lone.add(at)
        return frozenset(lone)

    def is_menu_of_top(self, begin: int) -> bool:
        """Does the site print all that is known of its lines from begin on above the cable already?"""
        hits, start, end = self.part.page.hits, self.part.start, self.part.top_end
        heads = {hit.head for at, hit in hits.items() if start <= at <= end}
        return self.heads(begin) <= heads and not any(at > begin for at in self.teasers)

    def _wrapped(self, index: int, line: list[bool]) -> bool:
        """Does the next line, adjacent and unknown, begin with a small letter?"""
        after = index + 1
        goes_on = after < self.part.end and line[after] and after not in self.part.page.hits
        return goes_on and self.part.text(after)[:1].islower()

    def _below_headline(self, index: int) -> bool:
        place = self.place[index]
        above = self.lines[place - 1] if place else index
        known = not place or above in self.is_known
        return not known and bool(site.HEADLINE.fullmatch(self.part.text(above)))

    def is_closed(self, index: int) -> bool:
        """Does the cable's text before this line end: a blank line, a sentence's end, a signature?"""
        while index and self.part.page.line[index - 1] and self._is_insert(index - 1):
            index -= 1
        if index == 0 or not self.part.page.line[index - 1]:
            return True
        before = self.part.text(index - 1).rstrip()
        return (
            before.endswith(SENTENCE_END)
            or bool(site.SIGNATURE.fullmatch(before))
            or (site.CABLE_ONLY.match(before) is not None and not foot.is_item(before))  # a row in columns
            or index - 1 in self.part.page.marks
            or index - 1 in self.part.page.stamps
        )

    def is_detached(self, index: int) -> bool:
        """Does no line of the cable run into this block of the site's, nor announce it by a colon?"""
        return self.is_closed(self.block[index]) and not self.is_introduced(index)

    def is_below_entry(self, index: int) -> bool:
        """Does this block of the page's own site stand directly below an entry of a list of the cable, a mark
        before it or not, that ends in a name or a number and that no colon announces together with it?"""
        above = self.block[index] - 1
        if index not in self.own or above <= self.part.top_end or not self.part.page.line[above]:
            return False
        text = self.part.text(above).rstrip()
        whole = len(text) < _ENTRY and text.split()[-1][:1].isupper() and not is_prose(text)
        return (whole or foot.is_item(text)) and not text.endswith(_GOES_ON) and not self.is_introduced(index)

    def is_introduced(self, index: int) -> bool:
        """Does the cable's text above this line, or the block that it stands in, end in a colon?"""
        above = self.above[index]
        if above > self.part.top_end and self.part.text(above).rstrip()[-1:] == ":":
            return True
        by = self._announcing(index)
        return by is not None and by > self.part.top_end

    def _announcing(self, index: int) -> int | None:
        """The line of the cable that ends in a colon and announces the block of this one."""
        part = self.part
        by = foot.announcing(*part.filled, part.rank[index], lambda at: part.lines[at] in part.page.hits)
        return None if by is None else part.lines[by]

    def ends_transmission(self, index: int) -> bool:
        return index >= 0 and bool(TRANSMISSION_ENDS.fullmatch(self.part.text(index)))

    def ends_cable(self, index: int) -> bool:
        """A signature below a closed line, or the end of transmission."""
        if self.ends_transmission(index):
            return True
        return self._is_signature(index) and not self.is_introduced(index)


def _is_told(text: str) -> bool:
    """Is this a sentence, or the beginning of one: "Ministers will meet next week to look at ..."?"""
    words = text.split()
    cut_short = len(words) > _FEW and site.TRAILING_DOTS.search(text) is not None and runs_small(words)
    return cut_short or is_sentence(text)
