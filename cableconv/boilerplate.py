"""Boilerplate: the text of the publishing site around and inside a cable.

Known sites are data (layouts.py); where the cable begins and ends is found first, from its
own structure. Laws of this file: it labels BOILERPLATE and TITLE and splits lines for them,
nothing else. A cut of cable text is lost history: a site's words in running prose, before
the last sure line of the cable, or without the site's exact shape, stay.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from cableconv import layouts as data
from cableconv.grammar import site
from cableconv.model import Kind, Reason, Span, Spans

Metadata = tuple[tuple[str, str, int], ...]

_TAIL_SIGNS = ("\u2022", ">>", "\u00bb", "\u2026", "...", "| ")
_LONG = 2000  # characters: a longer line is no line of a site, but may hold some of its text
_HEAD = 4000  # characters of a one-line body in which the site's own text may come first
_SENTENCE_END = (".", "!", "?", '"', "'", ")", "\u201d", "\u2019", ";", "-", "=", "#")


class Marking(NamedTuple):
    """What one pass finds: the spans, the layout's id ("" when unknown), the host's statements."""

    spans: Spans
    layout: str
    metadata: Metadata


def mark(spans: Spans, cut: str = "balanced") -> Spans:
    """Label the site's text. cut: safe (certain anchors only), balanced or aggressive.

    Spans that hold boilerplate or a title already come back as they are.
    """
    return examine(spans, cut).spans


def recognise(spans: Spans) -> str:
    """The id of the site layout ("S1"), or "" when none is recognised."""
    return examine(spans).layout


def host_metadata(spans: Spans) -> Metadata:
    """What the page states of the cable outside it: (name, value, line number)."""
    return examine(spans).metadata


def examine(spans: Spans, cut: str = "balanced") -> Marking:
    """Spans, layout and metadata in one pass; reads line spans only."""
    text = "".join([span.text for span in spans])
    names = data.hinted(text)
    if not names and not _tail_signs(spans):
        return Marking(spans, "D5" if text.count("\u00b61.") > 1 else "", ())
    if any(span.kind in (Kind.BOILERPLATE, Kind.TITLE) for span in spans):
        return Marking(spans, "", ())
    page = _Page(spans, data.load(names), cut)
    for start, end in page.segments():
        _Segment(page, start, end).read()
    return Marking(
        page.result(), page.layout(), tuple(sorted(dict.fromkeys(page.metadata), key=lambda entry: entry[2]))
    )


def _tail_signs(spans: Spans) -> bool:
    tail = [span.text for span in spans[-12:]]
    return any(sign in text for text in tail for sign in _TAIL_SIGNS)


class _Page:
    """The lines, the site's patterns found in them, and the marks made so far."""

    def __init__(self, spans: Spans, layouts: data.Layouts, cut: str) -> None:
        self.spans = spans
        self.layouts = layouts
        self.cut = cut
        self.line = [span.kind is Kind.LINE for span in spans]
        self.folded: dict[int, str] = {}
        self.after = self._after()
        self.hits: dict[int, data.Pattern] = {}
        self.marks: dict[int, tuple[Kind, str, Reason]] = {}
        self.pieces: dict[int, list[tuple[int, int, Kind, str, Reason]]] = {}
        self.metadata: list[tuple[str, str, int]] = []
        self.pages = 0
        self.split_title = False  # a headline over a blank line, as PDF prints have it
        self._find()

    def _after(self) -> list[int]:
        """For each line the next one that is not blank (len when none)."""
        after, following = [0] * len(self.spans), len(self.spans)
        for index in range(len(self.spans) - 1, -1, -1):
            after[index] = following
            if self.line[index]:
                following = index
        return after

    def fold(self, index: int) -> str:
        if index not in self.folded:
            text = self.spans[index].text
            self.folded[index] = data.fold(text) if len(text) < _LONG else ""
        return self.folded[index]

    def _find(self) -> None:
        index = 0
        while index < len(self.spans):
            if not self.line[index] or len(self.spans[index].text) >= _LONG:
                index += 1
                continue
            found = data.find(self.layouts, self.fold(index), partial(self._following, index))
            lines = [index]
            if found:
                for _ in range(found.lines - 1):
                    lines.append(self.after[lines[-1]])
                if not self._holds_cable(index) and not self._runs_through(
                    lines[0], lines[-1], found.pattern
                ):
                    self.hits.update((line, found.pattern) for line in lines)
            else:
                self.folded.pop(index, None)
            index = lines[-1] + 1

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
            self.spans[first - 1].text.strip()
            if first and self.line[first - 1] and first - 1 not in self.hits
            else ""
        )
        behind = (
            self.spans[last + 1].text.strip() if last + 1 < len(self.spans) and self.line[last + 1] else ""
        )
        opened = bool(before) and not before.endswith((*_SENTENCE_END, ":", "|"))
        if before.endswith((":", ",")) and len(before) > 25 and not self._bare(before):
            return True
        return opened and behind[:1].islower()

    def _holds_cable(self, index: int) -> bool:
        """A long line may begin with the site's words and go on with the cable."""
        text = self.spans[index].text
        return len(text) > 90 and bool(site.HEADER_TOKEN.search(text) or site.NUMBER_INSIDE.search(text))

    @staticmethod
    def _bare(text: str) -> bool:
        return text.count(" ") < 3

    def segments(self) -> list[tuple[int, int]]:
        """The stretches of lines that hold one page (and one cable) each."""
        starts = [0]
        body, opened, run, prose, gated = False, False, -1, 0, True
        for index, span in enumerate(self.spans):
            if not self.line[index]:
                continue
            hit = self.hits.get(index)
            if hit is not None:
                if hit.role in ("page", "title", "gate"):
                    run, opened = (run, True) if opened else (index, True)
                gated, prose = gated or hit.role == "gate", 0
            elif site.NUMBERED.match(span.text) and not _is_footnote(span.text):
                body, opened = True, False
            elif site.HEADER_LINE.match(span.text):
                if body and opened and run > starts[-1]:
                    starts.append(run)
                    body = False
                opened, gated = False, True
            else:
                prose = prose + 1 if _is_prose(span.text) else 0
                if gated and prose > 2:
                    body, opened = True, False
        self.pages = len(starts)
        return list(zip(starts, [*starts[1:], len(self.spans)], strict=True))

    def put(self, index: int, rule: str, evidence: str, confidence: float) -> None:
        if self.line[index] and index not in self.marks:
            self.marks[index] = (Kind.BOILERPLATE, "", Reason(rule, evidence, confidence))

    def evidence(self, index: int) -> str:
        pattern = self.hits[index]
        return f'{pattern.layout}: "{pattern.head}{"" if pattern.tail is None else "..."}"'

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
        out: list[Span] = []
        for index, span in enumerate(self.spans):
            if index in self.marks:
                kind, value, reason = self.marks[index]
                out.append(Span(kind, span.text, value, reason))
            elif index in self.pieces:
                out += _split(span.text, sorted(self.pieces[index], key=lambda piece: piece[:2]))
            else:
                out.append(span)
        return tuple(out)


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


class _Segment:
    """One page: its top, its bottom, and what stands inside the cable."""

    def __init__(self, page: _Page, start: int, end: int) -> None:
        self.page = page
        self.start = start
        self.end = end
        self.lines = [index for index in range(start, end) if page.line[index]]
        self.top_end = start - 1  # last line of the site's text above the cable
        self.bottom = end  # first line of the site's text below it

    def text(self, index: int) -> str:
        return self.page.spans[index].text

    def read(self) -> None:
        self._historian()
        self._top()
        sure = self._last_sure()
        self._bottom(sure)
        self._inserts()
        self._inside(sure)
        self._printed_twice()

    # The top of the page.

    def _first_header(self) -> int:
        """The first line that begins the cable: unclaimed, and of a cable's shape."""
        hits = self.page.hits
        for place, index in enumerate(self.lines):
            if index in hits:
                continue
            text = self.text(index)
            if site.HEADER_LINE.match(text):
                return index
            if site.NUMBERED.match(text) and not _is_footnote(text):
                return index
            if site.SOFT_HEADER_LINE.match(text) and not self._host_label(place, text):
                return index
        return self.end

    def _host_label(self, place: int, text: str) -> bool:
        """A "Tags:" line in the site's case, close below a line of the site's table."""
        if text.lstrip()[:5].isupper():
            return False
        near = self.lines[max(0, place - 6) : place]
        return any(
            index in self.page.hits and self.page.hits[index].layout in ("D2", "D3", "W1") for index in near
        )

    def _top(self) -> None:
        page, hits = self.page, self.page.hits
        first = self._first_header()
        last = self._gate_end(first)
        if last < self.start:
            first = self._prose(first)
        above = [index for index in self.lines if index < first and index in hits]
        strong = [index for index in above if hits[index].role in _ABOVE]
        glued = self._glued(first)
        if len(glued) > 1:
            last = max(last, glued[-1])
        if not strong and last < self.start:
            return
        if strong:
            last = max(last, strong[-1])
        for index in self.lines:  # weak lines and values that follow at once
            if last < index < first and not self._edition(last):
                value = self._host_value(index)
                menu = page.cut != "safe" and site.MENU.fullmatch(self.text(index))
                if not (index in hits or value or menu):
                    break
                last = index
        self.top_end = last
        self._mark_top(last, set(glued))

    def _edition(self, index: int) -> bool:
        """A line of N1 or F1, under which the document itself stands at once."""
        hit = self.page.hits.get(index)
        return hit is not None and hit.layout in ("N1", "F1")

    def _prose(self, first: int) -> int:
        """The first of two unknown lines of running text, at which a top without a table ends."""
        before = -1
        for index in self.lines:
            if index >= first:
                break
            if index not in self.page.hits and _is_prose(self.text(index)):
                if before >= 0:
                    return before
                before = index
            else:
                before = -1
        return first

    def _gate_end(self, first: int) -> int:
        """The last line of the site's table of reference, created, classification, origin."""
        page = self.page
        gates = [
            index
            for index in self.lines
            if index in page.hits and page.hits[index].role in ("gate", "field") and index < first
        ]
        if not gates:
            return self.start - 1
        last = gates[-1]
        for index in self.lines:
            if index <= last:
                continue
            if index >= first or not self._host_value(index):
                break
            last = index
        return last

    def _host_value(self, index: int) -> bool:
        """A line made of values of the site's table only."""
        text = self.text(index).strip()
        if len(text) > 160:
            return False
        if site.LIBRARY_VALUE.match(text) or index in self.page.hits:
            return True
        if ":" not in text and (" for " in text or " pass " in text):
            return False
        if text in _CELL_PARTS or self._place_name(index, text):
            return True
        rest = _without_values(text)
        return not rest or bool(
            site.SOFT_HEADER_LINE.match(text) and not text[:4].isupper() and "tag" in text[:4].lower()
        )

    def _place_name(self, index: int, text: str) -> bool:
        """The second line of a wrapped cell: "Embassy" / "Testville"."""
        before = self.text(index - 1).split() if index > self.start else []
        return bool(before) and before[-1] in _CELL_ENDS and text.istitle() and len(text.split()) < 4

    def _glued(self, first: int) -> list[int]:
        found = []
        for index in self.lines:
            if index >= first:
                break
            label = site.GLUED_LABEL.fullmatch(self.text(index).rstrip())
            if label:
                found.append(index)
        return found if len(found) > 1 else []

    def _mark_top(self, last: int, glued: set[int]) -> None:
        page = self.page
        title = self._title(last)
        for index in self.lines:
            if index > last:
                break
            if index in page.marks:
                continue
            hit = page.hits.get(index)
            if title and index == title[0]:
                page.marks[index] = (Kind.TITLE, title[1], Reason("CC104", title[2], 0.97))
            elif hit:
                page.put(index, "CC101", f"site text above the cable, {page.evidence(index)}", 0.97)
            elif index in glued or self._host_value(index):
                page.put(index, "CC105", "value of the site's table above the cable", 0.95)
            elif page.cut != "safe" or site.MENU.fullmatch(self.text(index)):
                page.put(index, "CC106", "line between site texts above the cable", 0.85)
        self._read_metadata(last, glued, title)

    def _title(self, last: int) -> tuple[int, str, str] | None:
        """(line, headline, evidence) of the site's headline of this cable."""
        page = self.page
        top = [index for index in self.lines if index <= last and index not in page.marks]
        for index in top:
            hit = page.hits.get(index)
            if hit and (hit.role == "title" or hit.field == "title"):
                return index, self._headline(index, last), f"headline of the site, {page.evidence(index)}"
        for place, index in enumerate(top[:-1]):
            text, after = self.text(index).strip(), self.text(top[place + 1]).strip()
            dated = site.TIMESTAMP.fullmatch(after) or after.lower().startswith("published:")
            plain = (
                index not in page.hits
                and not site.MENU.fullmatch(text)
                and not site.LIBRARY_VALUE.match(text)
            )
            if dated and plain and len(text) > 8 and _without_values(text):
                return index, " ".join(text.split()), "headline of the site, above its date"
            glued = site.GLUED_LABEL.fullmatch(self.text(index).rstrip())
            if glued and glued["label"] in ("Subject", "Title"):
                return index, glued["value"].strip(), "headline of the site, after its label"
        return None

    def _headline(self, index: int, last: int) -> str:
        text = " ".join(self.text(index).split())
        after = self.page.after[index]
        if text.lower().startswith("viewing cable"):
            rest = text[len("viewing cable") :].lstrip(" :")
            reference, comma, title = rest.partition(",")
            self.page.metadata.append(("reference_id", reference.strip(), index + 1))
            text = title.strip() if comma else ""
            if after <= last and after not in self.page.hits and not self._host_value(after):
                text = f"{text} {' '.join(self.text(after).split())}".strip()
                self.page.split_title |= after > index + 1
            return text
        text = text.partition(":")[2].strip()
        for suffix in (" | Scoop News", " - Scoop News", " | Scoop", " | Scoop World"):
            text = text.removesuffix(suffix)
        return text

    def _read_metadata(self, last: int, glued: set[int], title: tuple[int, str, str] | None) -> None:
        page = self.page
        if title:
            page.metadata.append(("title", title[1], title[0] + 1))
        seen: set[str] = set()
        gate = max(
            (index for index in self.lines if index < last and self._is_gate(index)), default=self.start
        )
        for index in self.lines:
            if index > last:
                break
            text, hit = self.text(index).strip(), page.hits.get(index)
            if hit and hit.field and hit.field != "title":
                page.metadata.append((hit.field, text.partition(":")[2].strip(), index + 1))
            elif index in glued and (label := site.GLUED_LABEL.fullmatch(text)):
                name = (
                    label["label"]
                    .lower()
                    .replace(" ", "_")
                    .replace("identifier", "reference_id")
                    .replace("referenceid", "reference_id")
                )
                page.metadata.append((name, label["value"].strip(), index + 1))
            elif not hit and index > gate and len(text) <= 160 and not _without_values(text):
                self._read_values(index, text, seen)

    def _is_gate(self, index: int) -> bool:
        hit = self.page.hits.get(index)
        return hit is not None and (hit.role in ("gate", "title") or hit.head == "reference id")

    def _read_values(self, index: int, text: str, seen: set[str]) -> None:
        """Values without labels, known by their shape."""
        for name, form in _VALUES:
            found = form.search(text)
            if found:
                name = "released" if name == "created" and "created" in seen else name
                name = "published" if name == "created" and self._scoop() else name
                if name not in seen:
                    self.page.metadata.append((name, found[0].strip(), index + 1))
                    seen.add(name)
                if name == "created":
                    again = form.search(text, found.end())
                    if again:
                        self.page.metadata.append(("released", again[0].strip(), index + 1))
                        seen.add("released")
                text = text.replace(found[0], " ", 1)

    def _scoop(self) -> bool:
        return any(
            index in self.page.hits and self.page.hits[index].layout[0] == "S" for index in self.lines[:40]
        )

    # The end of the cable, and the bottom of the page.

    def _last_sure(self) -> int:
        """The last line that only the cable can have printed."""
        sure, expected = self.top_end, 1
        for index in self.lines:
            if index <= self.top_end or index in self.page.hits:
                continue
            text = self.text(index)
            number = site.NUMBERED.match(text)
            if number:
                value = int(number["number"])
                portion = text[number.end() :].lstrip()[:1] == "("
                near = expected <= value <= expected + 5
                counts = value == expected or (portion and near) or (expected == 1 and value < 4)
                if counts and not _is_footnote(text):
                    sure, expected = index, value + 1
            elif site.SURE_LINE.match(text) or site.HEADER_LINE.match(text):
                sure = index
        return sure

    def _bottom(self, sure: int) -> None:
        page, hits = self.page, self.page.hits
        tail = [index for index in self.lines if index > sure and index not in page.marks]
        found = [
            index for index in tail if index in hits and hits[index].role not in ("insert", "insert_weak")
        ]
        strong = [index for index in found if hits[index].role in data.STRONG]
        teasers = [index for index in tail if _is_teaser(self.text(index))]
        weak = {hits[index].head for index in found}
        if strong:
            begin, rule, certainty = strong[0], "CC102", 0.97
            lone = len(weak) == 1 and not teasers
            if lone and self._cable_goes_on(begin, tail):
                return
            if lone and "|" not in self.text(begin) and not self._closed_before(begin):
                return  # a menu ("DESKTOP | MOBILE") is never the end of a sentence
        elif page.cut != "safe" and found and self._closed_before(found[0]) and (len(weak) > 1 or teasers):
            begin, rule, certainty = found[0], "CC102", 0.9
        elif page.cut != "safe" and teasers:
            begin, rule, certainty = teasers[0], "CC107", 0.85
        elif page.cut == "aggressive" and (cut := self._cut_short(tail)) is not None:
            begin, rule, certainty = cut, "CC107", 0.6
        else:
            return
        begin = self._widen(min([begin, *teasers[:1]]) if page.cut != "safe" else begin, tail)
        self.bottom = begin
        for index in tail:
            if index >= begin:
                hit = hits.get(index)
                if hit and hit.field:
                    page.metadata.append((hit.field, self.text(index).partition(":")[2].strip(), index + 1))
                shown = page.evidence(index) if hit else f"after {_shown(self.text(begin))}"
                page.put(
                    index,
                    rule,
                    f"site text below the cable, {shown}",
                    certainty if hit else round(certainty - 0.04, 2),
                )

    def _closed_before(self, index: int) -> bool:
        """Does the cable's text before this line end: a blank line, a sentence's end, a signature?"""
        if index == 0 or not self.page.line[index - 1]:
            return True
        before = self.text(index - 1).rstrip()
        return (
            before.endswith(_SENTENCE_END)
            or bool(site.SIGNATURE.fullmatch(before))
            or index - 1 in self.page.marks
        )

    def _cable_goes_on(self, begin: int, tail: list[int]) -> bool:
        """After a single anchor: wrapped prose, or a signature, that no site prints?"""
        rest = [index for index in tail if index > begin and index not in self.page.hits]
        if rest and site.SIGNATURE.fullmatch(self.text(rest[-1])):
            return True
        for index in rest:
            text, after = self.text(index).rstrip(), index + 1
            if not 35 < len(text) < 80 or text.endswith(".") or after >= self.end or after in self.page.hits:
                continue
            if self.page.line[after] and self.text(after)[:1].islower():
                return True
        return False

    def _widen(self, begin: int, tail: list[int]) -> int:
        """Take in the site's lines that stand directly above the first one found."""
        place = tail.index(begin)
        while place and self.page.cut != "safe":
            before = tail[place - 1]
            text = self.text(before)
            teaser = _is_teaser(self.text(begin))
            known = before in self.page.hits and self.page.hits[before].role not in ("insert", "insert_weak")
            if not (known or _is_teaser(text) or (teaser and site.HEADLINE.fullmatch(text))):
                break
            if not known and not self._closed_before(before):
                break
            place, begin = place - 1, before
        return begin

    def _cut_short(self, tail: list[int]) -> int | None:
        """Headline and a text that ends in dots, twice at least."""
        pairs = [
            one
            for one, two in pairwise(tail)
            if site.HEADLINE.fullmatch(self.text(one)) and site.TRAILING_DOTS.search(self.text(two))
        ]
        return pairs[0] if len(pairs) > 1 else None

    # Inside the cable.

    def _inserts(self) -> None:
        page, hits = self.page, self.page.hits
        body = [index for index in self.lines if self.top_end < index < self.bottom]
        anchors = {index for index in body if index in hits and hits[index].role == "insert"}
        for place, index in enumerate(body):
            if index not in anchors:
                continue
            page.put(index, "CC103", f"site text inside the cable, {page.evidence(index)}", 0.97)
            for step in (-1, 1):
                near = place + step
                while 0 <= near < len(body) and body[near] in hits and hits[body[near]].role == "insert_weak":
                    page.put(
                        body[near],
                        "CC103",
                        f"site text beside other site text, {page.evidence(body[near])}",
                        0.9,
                    )
                    near += step

    def _inside(self, sure: int) -> None:
        """Site text inside a line that also holds text of the cable."""
        inline = self.page.layouts.inline
        if not inline:
            return
        sides = {"inline_top": _INLINE_TOP, "inline_insert": _INLINE_INSERT, "inline_bottom": _INLINE_BOTTOM}
        pattern = _phrases(inline)
        last = next((index for index in reversed(self.lines) if index not in self.page.marks), -1)
        first = next((index for index in self.lines if index not in self.page.marks), -1)
        for index in self.lines:
            if index in self.page.marks or len(self.text(index)) < 20:
                continue
            text = self.text(index)
            if not _may_hold(text):
                continue
            numbered = _last_number(text) if len(text) < _LONG or index >= sure else 0
            for found in pattern.finditer(text):
                side = sides[found.lastgroup or ""]
                if (
                    text[max(0, found.start() - 1) : found.start()] in _QUOTES
                    or text[found.end() : found.end() + 1] in _QUOTES
                ):
                    continue
                if side == _INLINE_BOTTOM and not (
                    index >= sure and index == last and found.start() >= numbered
                ):
                    continue
                piece = self._piece(text, found, side, index == first)
                if piece:
                    self.page.pieces.setdefault(index, []).append(piece)
                    if side == _INLINE_BOTTOM:
                        break

    def _piece(
        self, text: str, found: re.Match[str], side: int, at_start: bool
    ) -> tuple[int, int, Kind, str, Reason] | None:
        shown = f"{self._owner(found)}: {_shown(found[0])} inside a line"
        end = found.end()
        while end < len(text) and text[end] == " ":
            end += 1
        if side == _INLINE_INSERT:
            return found.start(), end, Kind.BOILERPLATE, "", Reason("CC108", shown, 0.95)
        if side == _INLINE_TOP:
            if not at_start or len(text) < 200 or found.end() > _HEAD:
                return None
            head = site.HEADER_TOKEN.search(text, 0, _HEAD)
            numbered = site.NUMBER_INSIDE.search(text, 0, _HEAD)
            limit = min([m.start() for m in (head, numbered) if m], default=_HEAD)
            if found.end() > limit:
                return None
            return 0, end, Kind.BOILERPLATE, "", Reason("CC108", shown, 0.93)
        before = text[max(0, found.start() - 40) : found.start()].rstrip()
        closed = before.endswith(_SENTENCE_END) or before[-4:].isupper()
        if not closed or (end < len(text.rstrip()) and len(text) < 300):
            return None
        return found.start(), len(text), Kind.BOILERPLATE, "", Reason("CC108", shown, 0.93)

    def _owner(self, found: re.Match[str]) -> str:
        low = data.straight(found[0])
        return (
            "D1"
            if "header" in low or "wikileaks" in low or "pdf" in low or "library" in low
            else (
                "S2" if "view as" in low or "independent" in low else "S1" if "scoop media" in low else "S3"
            )
        )

    def _printed_twice(self) -> None:
        """The header that the site prints above the body and again within it (layout D2)."""
        page = self.page
        if not any(pattern.layout == "D2" and index <= self.top_end for index, pattern in page.hits.items()):
            return
        region: list[int] = []
        for index in self.lines:
            if index > self.top_end:
                if site.NUMBERED.match(self.text(index)) or len(region) > 400:
                    break
                region.append(index)
        seen: dict[str, int] = {}
        keys = [" ".join(self.text(index).split()) for index in region]
        place = 0
        while place < len(keys):
            first = seen.get(keys[place])
            run = 0
            if first is not None:
                while (
                    place + run < len(keys) and first + run < place and keys[first + run] == keys[place + run]
                ):
                    run += 1
            if run > 2 or (run == 2 and site.HEADER_LINE.match(keys[place])):
                for index in region[place : place + run]:
                    page.put(index, "CC109", "header that the site prints twice", 0.93)
            for key in range(place, place + max(run, 1)):
                seen.setdefault(keys[key], key)
            place += max(run, 1)

    def _historian(self) -> None:
        """Headline, source note and footnotes of the edited documents (layout F1)."""
        page = self.page
        if "F1" not in page.layouts.names:
            return
        notes = [index for index in self.lines if _is_footnote(self.text(index))]
        if notes:
            begin = next(
                (index for index in self.lines if self.text(index).lstrip("-\u2022 ").startswith("Source: ")),
                notes[0],
            )
            begin = min(begin, notes[0])
            for index in self.lines:
                if begin <= index <= notes[-1]:
                    page.put(index, "CC110", "footnote of the edition", 0.95)
                    page.hits.pop(index, None)
        if not notes and not any(p.layout == "F1" and p.role in data.STRONG for p in page.hits.values()):
            return
        for index in self.lines[:40]:
            found = site.HISTORIAN_TITLE.fullmatch(self.text(index))
            if found and index not in page.marks:
                title = found["title"].strip()
                page.marks[index] = (Kind.TITLE, title, Reason("CC104", "headline of the edition", 0.95))
                page.metadata.append(("title", title, index + 1))
                page.hits[index] = data.Pattern("F1", "title", data.fold(title), None)
                break


_INLINE_TOP, _INLINE_INSERT, _INLINE_BOTTOM = 1, 2, 3
_ABOVE = frozenset({"title", "gate", "top", "page"})
_QUOTES = ('"', "'", "\u201c", "\u201d", "\u2018", "\u2019")
_CELL_ENDS = ("Embassy", "Consulate", "General", "Mission")
_CELL_PARTS = (
    *_CELL_ENDS, "OFFICIAL USE ONLY", "FOR OFFICIAL USE ONLY", "USE ONLY", "ONLY", "UNCLASSIFIED//FOR",
    "UNCLASSIFIED//FOR OFFICIAL", "UNCLASSIFIED//FOR OFFICIAL USE", "OFFICIAL USE", "NOFORN",
)  # fmt: skip
_MARKS = (
    "scoop",
    "advertisement",
    "newsletter",
    "headers",
    "licence",
    "wikileaks",
    "print-friendly",
    "independent news",
    "view as",
)
_VALUES = (
    ("reference_id", site.REFERENCE_ID),
    ("created", site.TIMESTAMP),
    ("classification", site.CLASS_VALUE),
    ("origin", site.ORIGIN_VALUE),
)


def _may_hold(text: str) -> bool:
    low = text.lower()
    return any(sign in low for sign in _MARKS)


def _without_values(text: str) -> str:
    """What is left of a line when the values of a reference table are taken out, in their order."""
    for _, form in _VALUES:
        for _ in range(2):
            found = form.search(text)
            if not found:
                break
            text = text[: found.start()] + text[found.end() :]
    return text.strip(" |\t,;-")


def _is_teaser(text: str) -> bool:
    return bool(
        text.rstrip()[-2:] in (">>", ">", "\u00bb", "\u203a", "d>", "e>", "e\u00bb", "e >")
        or ">>" in text[-12:]
        or "\u00bb" in text[-6:]
    ) and bool(site.TEASER.search(text, max(0, len(text) - 60)))


def _is_footnote(text: str) -> bool:
    return "\u21a9" in text[-12:] and bool(
        site.FOOTNOTE.search(text, len(text) - 12 if len(text) > 12 else 0)
    )


def _is_prose(text: str) -> bool:
    """A line of running text: long, mostly small letters, no menu."""
    if len(text) < 40 or text.count(" ") < 5:
        return False
    small = sum(map(str.islower, text[:80]))
    return small > 24 and "|" not in text and not _is_teaser(text)


def _last_number(text: str) -> int:
    """Where the last paragraph number with a portion mark stands in a line (0 when none)."""
    at = 0
    for found in site.NUMBER_INSIDE.pattern().finditer(text):
        at = found.start()
    return at


def _shown(text: str) -> str:
    return f'"{" ".join(text.split())[:60]}"'


def _phrases(inline: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """One pattern of all phrases that may stand inside a line; blanks and quotes are free."""
    groups = []
    for side in ("inline_top", "inline_insert", "inline_bottom"):
        phrases = sorted((phrase for phrase, where in inline if where == side), key=len, reverse=True)
        if phrases:
            groups.append(f"(?P<{side}>" + "|".join(_loose(phrase) for phrase in phrases) + ")")
    return re.compile("|".join(groups), re.IGNORECASE)


def _loose(phrase: str) -> str:
    escaped = r"[ ]{1,3}".join(re.escape(word) for word in phrase.split())
    return re.sub("[\u2018\u2019']", "['\u2018\u2019]", escaped)
