"""The lines below the last sure one of a cable: which are a site's, which only a cable has printed.

Law of this file: what is neither is left open. A line is a site's only by a pattern or a shape of
its own, a cable's by running as prose or by signing it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from cableconv import layouts as data
from cableconv.boilerplate_page import Segment
from cableconv.boilerplate_shapes import ADDRESS, SENTENCE_END, is_sentence, is_teaser
from cableconv.grammar import site
from cableconv.grammar.form import lazy

_TRANSMISSION_ENDS = lazy(r"\s*(?:BT\s*)?(?:#\d{4}\s*)?N{4,}\s*")  # 5 FAH-2 H-320, format line 16
_INSERTS = ("insert", "insert_weak")
_ANCHORS = frozenset({"bottom", "page", "top"})  # roles that can show by themselves where a site begins


class Below:
    """A segment's lines below its last sure one, and what each of them is."""

    def __init__(self, part: Segment, sure: int) -> None:
        page = part.page
        self.part = part
        self.sure = sure
        self.lines = [index for index in part.lines if index > sure and index not in page.marks]
        self.place = {index: place for place, index in enumerate(self.lines)}
        known = [i for i in self.lines if i in page.hits and page.hits[i].role not in _INSERTS]
        own = [i for i in known if part.sites & page.printed_by(i)]
        strong = any(page.hits[index].role in data.STRONG for index in own)
        self.own = frozenset(own)
        self.known = own if strong else known  # where its own site's lines stand, another's are quoted
        self.is_known = frozenset(self.known)
        self.teasers = [index for index in self.lines if is_teaser(part.text(index))]
        self.above, self.block = self._surroundings()

    def _surroundings(self) -> tuple[dict[int, int], dict[int, int]]:
        """For each line the nearest one above it that no site is known to print, and the first of the
        site's lines that stand above it without a blank line."""
        above: dict[int, int] = {}
        block: dict[int, int] = {}
        unknown = self.sure
        for index in self.lines:
            above[index] = unknown
            block[index] = block[index - 1] if index - 1 in self.is_known else index
            if index not in self.is_known:
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
        return last

    def reads_as_cable(self, index: int) -> bool:
        """An unknown line that runs as prose: a sentence, the rest of one, or one that is wrapped."""
        part, text = self.part, self.part.text(index).strip()
        if (
            index in self.is_known
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
    def _told(self) -> frozenset[int]:
        """Sentences below headlines, two of them at least, under two different lines of the page's own site
        that it prints nowhere else: teasers of a page that links them in no words."""
        heads = [self.head(index) for index in self.own]
        pairs = [
            two
            for one, two in pairwise(self.lines)
            if site.HEADLINE.fullmatch(self.part.text(one)) and is_sentence(self.part.text(two).strip())
        ]
        begin = pairs[0] if len(pairs) > 1 else -1
        over = {self.head(index) for index in self.own if index < begin}
        once = len(heads) == len(set(heads))
        return frozenset(pairs if once and len(over) > 1 else ())

    def _is_insert(self, index: int) -> bool:
        hit = self.part.page.hits.get(index)
        return hit is not None and hit.role in _INSERTS

    def is_repeated(self, index: int) -> bool:
        """Does the site print this line once more, with nothing of its own between the two? It prints its
        mark once: the first one is quoted."""
        after = min((at for at in (*self.known, *self.teasers) if at > index), default=-1)
        return after in self.is_known and self.head(after) == self.head(index) != ""

    def head(self, index: int) -> str:
        """The pattern that the whole line is; "" for a part of a sentence of the site."""
        head = self.part.page.hits[index].head
        return head if self.part.page.fold(index).startswith(head) else ""

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
        return bool(place) and bool(site.HEADLINE.fullmatch(self.part.text(self.lines[place - 1])))

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
            or index - 1 in self.part.page.marks
        )

    def is_detached(self, index: int) -> bool:
        """Does no line of the cable run into this block of the site's, nor announce it by a colon?"""
        return self.is_closed(self.block[index]) and not self.is_introduced(index)

    def is_introduced(self, index: int) -> bool:
        """Does the cable's text above this line end in a colon?"""
        above = self.above[index]
        return above > self.part.top_end and self.part.text(above).rstrip()[-1:] == ":"

    def ends_transmission(self, index: int) -> bool:
        return index >= 0 and bool(_TRANSMISSION_ENDS.fullmatch(self.part.text(index)))

    def ends_cable(self, index: int) -> bool:
        """A signature below a closed line, or the end of transmission."""
        if self.ends_transmission(index):
            return True
        signed = index in self.place and site.SIGNATURE.fullmatch(self.part.text(index))
        return bool(signed) and self.is_closed(index)
