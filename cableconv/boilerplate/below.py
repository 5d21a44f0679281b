"""The lines below the last sure one of a cable: which are a site's, which only a cable has printed.

Law of this file: what is neither is left open. A line is a site's only by a pattern or a shape of
its own, a cable's by running as prose or by signing it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from cableconv.boilerplate import foot
from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import (
    ADDRESS,
    ends_text,
    is_cut_short,
    is_prose,
    is_sentence,
    is_teaser,
)
from cableconv.boilerplate.site_edges import is_menu_word
from cableconv.grammar import site
from cableconv.grammar.form import lazy

TRANSMISSION_ENDS = lazy(r"\s*(?:BT\s*)?(?:#\d{4}\s*)?N{4,}\s*")  # 5 FAH-2 H-320, format line 16
_INSERTS = ("insert", "insert_weak")
_ABOVE_ONLY = ("title", "gate")  # roles of lines that no site prints below a cable
TOPS = frozenset({"top", "top_weak", "field"})  # roles of lines that most sites print above cables only
CLOSING = frozenset({"(c) scoop media"})  # marks that stand directly below a site's texts
_ENTRY = 40  # characters of a line that no sentence runs through
_GOES_ON = (",", ":", "-", " and", " of", " the")
_ANCHORS = frozenset({"bottom", "page", "top"})  # roles that can show by themselves where a site begins


class Below:
    """A segment's lines below its last sure one, and what each of them is. begin: the first line of the
    page's own foot, above which the cable quotes one."""

    def __init__(self, part: Segment, sure: int, begin: int = 0) -> None:
        page = part.page
        self.part = part
        self.sure = sure
        self.lines = [index for index in part.lines if index > sure and index not in page.marks]
        self.place = {index: place for place, index in enumerate(self.lines)}
        no_bottom = (*_INSERTS, *_ABOVE_ONLY)
        known = [i for i in self.lines if i in page.hits and page.hits[i].role not in no_bottom]
        own = [i for i in known if part.sites & page.printed_by(i) and not part.is_of_another_layout(i)]
        self.teasers = [index for index in self.lines if is_teaser(part.text(index))]
        strong = any(page.hits[index].role in data.STRONG for index in own)
        shown = strong or len({page.hits[index].head for index in own}) > 1 or bool(own and self.teasers)
        self.all_known = known
        self.begin = begin
        self.teasers = [index for index in self.teasers if index >= begin]
        self.own = frozenset(index for index in own if index >= begin)
        known = own if shown else known  # where its own site's lines stand, another's are quoted
        self.known = [index for index in known if index >= begin]
        self.is_known = frozenset(self.known)
        self.above, self.block = self._surroundings()

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

    def is_field(self, index: int) -> bool:
        """Is this a label of the site's table above the cable, with its value? Cables have such lines, too:
        "Enclosure: list of participants", "Date: July 20"."""
        text = self.part.text(index).lstrip()
        return self.part.page.hits[index].role in TOPS and ":" in text and not text.startswith(ADDRESS)

    def heads(self, begin: int) -> set[str]:
        """The different lines of a site from begin on."""
        return {self.part.page.hits[index].head for index in self.known if index >= begin}

    @cached_property
    def last_of_cable(self) -> int:
        """The last line that a sentence of the cable or its signature prints."""
        quoted = max((index for index in self.lines if index < self.begin), default=self.sure)
        last = next((index for index in reversed(self.lines) if self.reads_as_cable(index)), self.sure)
        last = max(last, quoted)
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
        above = [at for at in self.lines if at < mark and self.is_strange(at)]
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
            or self.is_insert(index)
            or is_teaser(text)
            or site.MENU.fullmatch(text)
            or text.startswith(ADDRESS)
        ):
            return False
        if text[:1].islower() and text.count(" ") > 1:
            return True
        if is_sentence(text):
            return not ((self.teasers or index in self.told) and self._below_headline(index))
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

    def _may_be_cables(self, index: int) -> bool:
        text = self.part.text(index)
        return self._is_of_cable(index) or any(form.match(text) for form in site.CABLE[text[:2]])

    @cached_property
    def told(self) -> frozenset[int]:
        """Sentences, whole or cut short, below headlines, two of them at least, under two different lines
        of the page's own site that it prints nowhere else: teasers of a page that links them in no words.
        Where dots cut all of them short, the mark that stands below the site's texts is enough."""
        heads = [self.head(index) for index in self.own]
        first = min(self.own, default=self.part.end)  # a reference above an authority is no headline
        pairs = [
            two
            for one, two in pairwise(self.lines)
            if one > first and site.HEADLINE.fullmatch(self.part.text(one)) and self._is_told(two)
        ]
        begin = pairs[0] if len(pairs) > 1 else -1
        over = {self.head(index) for index in self.own if index < begin}
        once = len(heads) == len(set(heads))
        dots = not CLOSING.isdisjoint(over) and all(is_cut_short(self.part.text(at)) for at in pairs)
        return frozenset(pairs if once and (len(over) > 1 or dots) else ())

    def _is_told(self, index: int) -> bool:
        """Is this a sentence, or the beginning of one: "Ministers will meet next week to look at ...", also
        where no dots say so and nothing goes on right below it?"""
        part, text, below = self.part, self.part.text(index).strip(), index + 1
        if is_cut_short(text) or is_sentence(text):
            return True
        alone = below >= part.end or not part.page.line[below] or below in self.is_known
        return is_prose(text) and (alone or site.HEADLINE.fullmatch(part.text(below)) is not None)

    def is_insert(self, index: int) -> bool:
        hit = self.part.page.hits.get(index)
        return hit is not None and hit.role in _INSERTS

    def is_strange(self, index: int) -> bool:
        """A line that is neither known nor of a shape that a site's lines have."""
        text = self.part.text(index)
        known = index in self.is_known or self.is_insert(index) or index in self.part.page.stamps
        known = known or index > self.foot
        return not (known or is_teaser(text) or site.MENU.fullmatch(text) or is_menu_word(text))

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
        lines = (at for at in reversed(self.lines) if self.is_strange(at) and self._is_of_cable(at))
        return next(lines, self.sure)

    def head(self, index: int) -> str:
        """The pattern that the whole line is; "" for a part of a sentence of the site."""
        head = self.part.page.hits[index].head
        return head if self.part.page.fold(index).startswith(head) else ""

    @cached_property
    def lone_tops(self) -> frozenset[int]:
        page, heads, lone = self.part.page, set[str](), set[int]()
        for at in reversed(self.known):
            hit = page.hits[at]
            if hit.role in TOPS and hit.head not in page.layouts.below:
                heads.add(hit.head)
                if len(heads) > 1:
                    break
                lone.add(at)
        return frozenset(lone)

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
        while index and self.part.page.line[index - 1] and self.is_insert(index - 1):
            index -= 1
        if index == 0 or index == self.begin or not self.part.page.line[index - 1]:
            return True
        before = self.part.text(index - 1).rstrip()
        return (
            ends_text(before)
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
        if self.begin:
            return False  # what a colon announces stands above
        text = self.part.text(above) if above > self.part.top_end else ""
        next_to = not any(above < at < self.block[index] for at in self.all_known)
        if text.rstrip()[-1:] == ":" or (next_to and foot.announces(text)):
            return True
        by = self.announcing(index)
        return by is not None and by > self.part.top_end

    def announcing(self, index: int) -> int | None:
        """The line of the cable that ends in a colon and announces the block of this one."""
        part = self.part
        if self.begin:
            return None
        by = foot.announcing(*part.filled, part.rank[index], lambda at: part.lines[at] in part.page.hits)
        return None if by is None else part.lines[by]

    def ends_transmission(self, index: int) -> bool:
        return index >= 0 and bool(TRANSMISSION_ENDS.fullmatch(self.part.text(index)))

    def ends_cable(self, index: int) -> bool:
        """A signature below a closed line, or the end of transmission."""
        if self.ends_transmission(index):
            return True
        return self._is_signature(index) and not self.is_introduced(index)
