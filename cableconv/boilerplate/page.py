"""The lines of a page, the site's patterns found in them, and the marks made so far.

A page is cut into segments, each the page of one cable; boilerplate_top, _host, _bottom and
_inside read a segment each in their own way and leave their marks here.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial

from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.named import LIBRARY, naming
from cableconv.boilerplate.shapes import ADDRESS, LONG, SENTENCE_END, is_prose
from cableconv.grammar import markers, site
from cableconv.model import Kind, Reason, Span, Spans, text_of
from cableconv.pages.stamps import stamped

_LINE = Kind.LINE  # looked up once, not every span
_TOP = frozenset({"gate", "top"})
_BELOW = frozenset({"bottom", "bottom_weak"})
LABELS = 3  # different labels of a site's table that show its layout


class Page:
    """The lines, the site's patterns found in them, and the marks made so far."""

    def __init__(self, spans: Spans, layouts: data.Layouts, cut: str) -> None:
        self.spans = spans
        self.texts: list[str] = list(map(text_of, spans))
        self.layouts = layouts
        self.cut = cut
        self.line = [span.kind is _LINE for span in spans]
        self.folded: dict[int, str] = {}
        self.hits: dict[int, data.Pattern] = {}
        self.marks: dict[int, tuple[Kind, str, Reason]] = {}
        self.pieces: dict[int, list[tuple[int, int, Kind, str, Reason]]] = {}
        self.metadata: list[tuple[str, str, int]] = []
        self.doubtful: set[int] = set()  # lines of a site that nothing shows to be the page's own
        self.named: frozenset[int] = frozenset()  # lines that name the cable as a library does
        self.pages = 0
        self.split_title = False  # a headline over a blank line, as PDF prints have it
        self._find()

    @cached_property
    def after(self) -> list[int]:
        """For each line the next one that is not blank (len when none)."""
        after, following = [0] * len(self.spans), len(self.spans)
        for index in range(len(self.spans) - 1, -1, -1):
            after[index] = following
            if self.line[index]:
                following = index
        return after

    @cached_property
    def headlines(self) -> frozenset[int]:
        """Lines that stand alone between a headline and the site's own next line: the rest of the headline,
        whatever it begins with, "SITREP NO." / "6: TESTVILLE"."""
        titles = (self.after[at] for at, hit in self.hits.items() if hit.role == "title")
        rest = {at for at in titles if at < len(self.spans) and at not in self.hits}
        return frozenset(at for at in rest if self._is_of_top(self.after[at]))

    def _is_of_top(self, index: int) -> bool:
        hit = self.hits.get(index)
        return hit is not None and hit.role in _TOP

    @cached_property
    def stamps(self) -> frozenset[int]:
        """The lines that stamps of a review are, alone or wrapped."""
        return stamped(self.texts)

    def fold(self, index: int) -> str:
        if index not in self.folded:
            text = self.texts[index]
            self.folded[index] = data.fold(text) if len(text) < LONG else ""
        return self.folded[index]

    def _find(self) -> None:
        begins, line = self.layouts.begins, self.line
        last = -1  # the last line of the pattern found before
        for index in [at for at, text in enumerate(self.texts) if begins[text[:3]] and line[at]]:
            if index <= last or len(self.texts[index]) >= LONG:
                continue
            found = data.find(self.layouts, self.fold(index), partial(self._following, index))
            lines = [index]
            if found:
                for _ in range(found.lines - 1):
                    lines.append(self.after[lines[-1]])
                prose = self.holds_cable(index) or self._goes_on_as_prose(index, found.pattern)
                prose = prose or self._closes_extent(index)
                if not prose and not self._runs_through(lines[0], lines[-1], found.pattern):
                    self.hits.update((line, found.pattern) for line in lines)
            else:
                self.folded.pop(index, None)
            last = lines[-1]
        if LIBRARY in self.layouts.sites:
            named = {at: hit for at, hit in naming(self.texts) if self.line[at] and not self.holds_cable(at)}
            self.named = frozenset(at for at, hit in named.items() if hit.role == "bottom")
            self.hits.update((at, hit) for at, hit in named.items() if at not in self.hits)

    def _following(self, index: int, steps: int) -> str | None:
        for _ in range(steps):
            index = self.after[index]
            if index >= len(self.spans):
                return None
        return self.fold(index)

    def _runs_through(self, first: int, last: int, pattern: data.Pattern) -> bool:
        """Does a sentence of the cable run through these lines (adjacent, no blank line)?"""
        if pattern.role == "insert" and pattern.layout.startswith("S"):
            return False
        before = (
            self.texts[first - 1].strip()
            if first and self.line[first - 1] and first - 1 not in self.hits
            else ""
        )
        behind = self.texts[last + 1].strip() if last + 1 < len(self.spans) and self.line[last + 1] else ""
        opened = bool(before) and not before.endswith((*SENTENCE_END, ":", "|"))
        if before.endswith((":", ",")) and len(before) > 25 and not self._bare(before):
            return not self._closes_page(last, pattern)
        text = self.texts[first].lstrip()
        if opened and is_prose(before) and text[:1].islower() and not text.startswith(ADDRESS):
            return True  # "... has not set a" / "date.": the end of a sentence
        return opened and behind[:1].islower() and not behind.startswith(ADDRESS)

    def _closes_page(self, last: int, pattern: data.Pattern) -> bool:
        """Is this the menu of the site that heads the page, with nothing but its own last lines below?"""
        site_of = self.layouts.sites
        if pattern.role != "bottom" or "|" not in pattern.head:
            return False
        below = self.after[last]
        while (
            below < len(self.spans) and (low := self.fold(below)) in self.layouts.bottoms and "|" not in low
        ):
            below = self.after[below]
        owner = site_of[pattern.layout]
        headed = any(hit.role == "top" and site_of[hit.layout] == owner for hit in self.hits.values())
        return headed and below >= len(self.spans)

    def _goes_on_as_prose(self, index: int, pattern: data.Pattern) -> bool:
        """A few words of the site as the beginning of a sentence of the cable: "WikiLeaks is a danger, he
        said". What stands for the wildcard tells: small words, or a next line that begins with one."""
        words = len(pattern.head.split())
        if pattern.tail is None or words > 3 or pattern.head.endswith(":") or "/" in pattern.head:
            return False
        rest = self.texts[index].split()[words:]
        if pattern.role == "title" and rest and site.REFERENCE_ID.fullmatch(rest[0].rstrip(",:")):
            return False  # "Viewing cable 08TESTVILLE142, Talks on the line": a headline in small letters
        small = sum(word.strip(".,;:!?'\")").isalpha() and word.islower() for word in rest)
        if pattern.role in _BELOW and rest and rest[0].isalpha() and rest[0].islower():
            return True
        if len(rest) > 2 and 2 * small >= len(rest):
            return True
        return len(rest) > 1 and index + 1 < len(self.spans) and self.texts[index + 1].lstrip()[:1].islower()

    def _closes_extent(self, index: int) -> bool:
        """Is this the rest of a marker, "... sector. END" / "COMMENT.", blank lines between them or not?"""
        above = next((at for at in range(index - 1, max(-1, index - 4), -1) if self.line[at]), index)
        if not markers.SPLIT_MARKER.search(self.texts[above].rstrip()):
            return False
        return markers.MARKER_REST.match(self.texts[index].lstrip()) is not None

    def holds_cable(self, index: int) -> bool:
        """A long line may begin with the site's words and go on with the cable."""
        text = self.texts[index]
        return len(text) > 90 and bool(site.HEADER_TOKEN.search(text) or site.NUMBER_INSIDE.search(text))

    @staticmethod
    def _bare(text: str) -> bool:
        return text.count(" ") < 3

    def put(self, index: int, rule: str, evidence: str, confidence: float) -> None:
        if self.line[index] and index not in self.marks:
            self.marks[index] = (Kind.BOILERPLATE, "", Reason(rule, evidence, confidence))

    def evidence(self, index: int) -> str:
        pattern = self.hits[index]
        return f'{pattern.layout}: "{pattern.head.rstrip()}{"" if pattern.tail is None else "..."}"'

    def field_of(self, index: int, beside: data.Pattern | None) -> str:
        """What this line states of the cable, "" for nothing. beside: a line of the site whose text it stands
        in; where that site prints the label, too, it says what stands behind it."""
        hit = self.hits.get(index)
        if hit is None or beside is None:
            return hit.field if hit else ""
        return data.alike(self.layouts, hit, beside.layout).field

    def printed_by(self, index: int) -> frozenset[str]:
        """The sites that print this line."""
        hit = self.hits.get(index)
        if hit is None:
            return frozenset()
        return self.layouts.owners.get(hit.head, frozenset((self.layouts.sites[hit.layout],)))

    def is_advert(self, index: int) -> bool:
        """Is this an advert, or a line that the site prints beside one?"""
        hit = self.hits.get(index)
        return hit is not None and (hit.role == "insert" or hit.head in self.layouts.beside)

    def _labelled(self) -> Counter[str]:
        """Layouts whose labels stand above the cable, several of them: a table without a line of weight."""
        labels = {hit.head: hit for index, hit in self.hits.items() if hit.field and index in self.marks}
        counted = Counter(hit.layout for hit in labels.values())
        return Counter({layout: number for layout, number in counted.items() if number >= LABELS})

    def layout(self) -> str:
        """The layout with the most of its own lines among those cut; the special one first."""
        own = Counter(
            pattern.layout
            for index, pattern in self.hits.items()
            if pattern.role in data.STRONG and (index in self.marks or index in self.pieces)
        )
        for _, pieces in self.pieces.items():
            own.update(piece[4].evidence.split(":")[0] for piece in pieces)
        own.pop("structure", None)
        if not own:
            own = self._labelled()
        if not own:
            return ""
        bases = self.layouts.bases
        special = [layout for layout in own if bases.get(layout)]
        best = max(special or own, key=lambda layout: (own[layout], layout))
        if self.pages > 1 and best.startswith("W"):
            return "W5"
        if best == "W2" and own["W2"] == 1 and any(pattern.role == "page" for pattern in self.hits.values()):
            best = "W1"
        return "D4" if self.split_title and best in ("W1", "W2") else best

    def result(self) -> Spans:
        if not self.marks and not self.pieces:
            return self.spans
        out = list(self.spans)
        for index, (kind, value, reason) in self.marks.items():
            out[index] = Span(kind, self.texts[index], value, reason)
        done, at = [], 0
        for index in sorted(self.pieces.keys() - self.marks.keys()):
            pieces = sorted(self.pieces[index], key=lambda piece: piece[:2])
            done += out[at:index] + _split(self.texts[index], pieces)
            at = index + 1
        return tuple(done + out[at:])


def _split(text: str, pieces: list[tuple[int, int, Kind, str, Reason]]) -> list[Span]:
    """The line with its pieces cut out. What is left and only white goes with the piece before it."""
    out: list[Span] = []
    at, filled = 0, len(text.rstrip())
    for start, end, kind, value, reason in pieces:
        if start < at:
            continue
        if start > at:
            rest = text[at:start]
            out.append(Span(Kind.BLANK if rest.isspace() else Kind.LINE, rest))
        if end >= filled:
            end = len(text)
        out.append(Span(kind, text[start:end], value, reason))
        at = end
    if at < len(text):
        out.append(Span(Kind.LINE, text[at:]))
    return out


class Segment:
    """The page of one cable: its lines, and where the site's text above ends and below begins."""

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.page = page
        self.start = start
        self.end = end
        line = page.line
        self.lines = [index for index in range(start, end) if line[index]]
        self.top_end = start - 1  # last line of the site's text above the cable
        self.bottom = end  # first line of the site's text below it
        self.sites: frozenset[str] = frozenset()  # that the text above shows to be the page's
        self.quoted = range(0)  # lines below the cable's last sure one, down to a foot that it quotes

    def text(self, index: int) -> str:
        return self.page.texts[index]

    @cached_property
    def rank(self) -> dict[int, int]:
        """For each line that is not blank its place among them."""
        return {index: place for place, index in enumerate(self.lines)}

    @cached_property
    def filled(self) -> tuple[list[str], list[bool]]:
        """The lines that are not blank, and for each whether a blank line stands above it."""
        line = self.page.line
        return [self.text(at) for at in self.lines], [at == 0 or not line[at - 1] for at in self.lines]

    @cached_property
    def is_double_spaced(self) -> bool:
        """Does a blank line stand above each line of this page?"""
        return all(self.filled[1][1:])

    @cached_property
    def layouts_above(self) -> frozenset[str]:
        """The layouts whose lines stand above the cable; asked when these are marked."""
        hits = self.page.hits
        return frozenset(hit.layout for at, hit in hits.items() if self.start <= at <= self.top_end)

    def is_of_another_layout(self, index: int) -> bool:
        """Is this a line below cables of another layout of the same site than the text above shows?"""
        hit, layouts = self.page.hits[index], self.page.layouts
        family = layouts.family(hit.layout)
        if hit.role != "bottom" or layouts.sites[hit.layout] == family:
            return False
        return all(layouts.family(one) != family for one in self.layouts_above)

    def is_of(self, owners: frozenset[str]) -> bool:
        """Do the texts above or below the cable show that the page is of one of these sites?"""
        hits = self.page.hits
        around = (at for at in self.lines if at in hits and not self.top_end < at < self.bottom)
        return any(hits[at].role in data.STRONG and self.page.printed_by(at) & owners for at in around)
