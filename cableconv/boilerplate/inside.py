"""Site text inside a cable: inserts between and in its lines, headers that the site repeats.

Law of this file: a phrase in quotation marks is the cable's, whoever printed it first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise, takewhile

from cableconv.boilerplate import foot
from cableconv.boilerplate import layouts as data
from cableconv.boilerplate.page import Segment
from cableconv.boilerplate.shapes import LONG, SENTENCE_END, is_prose, runs_small, shown
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.model import Kind, Reason
from cableconv.scan import lowered, places_of

_LONG_SENTENCE = 6  # words of one that nobody but its site prints
_OPENING = 6  # lines at the head of a page, in which a cable's header begins
_ONE_LINE = 300  # characters of a line that holds a text whose line ends are lost
_HEAD = 4000  # characters of a one-line body in which the site's own text may come first
_INLINE_TOP, _INLINE_INSERT, _INLINE_BOTTOM = 1, 2, 3
_ADVERTISERS = frozenset({"S1"})  # sites that put adverts into their cables
_NONE = data.Pattern("", "", "", None)
_SHEETS = frozenset({"page # of #", "# of #"})
_QUOTES = ('"', "'", "\u201c", "\u201d", "\u2018", "\u2019")
_FIRST_ITEMS = frozenset({"1)", "a)", "A)", "a.", "(1)", "(a)", "(i)", "i.", "i)"})
_INSIDE = (",", ";", ":", ")", ". ", ".\n", "--", "- ")  # what follows a phrase inside a sentence
_HEADING_WORDS = 9  # of a heading, fewer
_BEGIN = lazy(r"\bbegin\s", re.IGNORECASE)  # "Begin text:" opens what stands below it
_OTHER_TEXT = lazy(  # a rule, a paragraph's number, a sentence more
    r"[-=_*]{5}|\b\d{1,2}\.\s*\([A-Z]|[.!?]['\"\u2019\u201d)]?(?:\s+\S+){4}"
)
_RUNNING = 5  # lines of running text in a row that no header has
_UNDERLINE = lazy(r"\s*[-=_*~]{3}[-=_*~ ]*\s*")
_VERSE = 48  # characters that a line of verse has fewer than
_PARAGRAPH = lazy(
    r"(?!begin[ ]text|[a-z][ .)])[A-Z][\w'\u2019.-]*(?:,?[ ]+[\w'\u2019.,-]+){3}", re.IGNORECASE
)
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


def inserts(part: Segment) -> None:
    page, hits = part.page, part.page.hits
    anchors = {index for index, hit in hits.items() if hit.role == "insert"}
    if not anchors:
        return
    body = [index for index in part.lines if part.top_end < index < part.bottom]
    announced = _announced(part, body)
    shown: dict[frozenset[str], bool] = {}  # is the page of one of these sites?
    for place, index in enumerate(body):
        if index not in anchors:
            continue
        owners = page.printed_by(index)
        if owners not in shown:
            together = page.cut != "safe" and _stand_together(part, body, owners)
            shown[owners] = together or _is_of(part, owners) or _heads_page(part, body, owners)
        if not shown[owners] or index in announced or _is_underlined(part, index):
            page.doubtful.add(index)
            continue
        if _goes_on(part, index):
            continue  # the phrase alone is cut, not what a host has joined to it
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


def _is_underlined(part: Segment, index: int) -> bool:
    """Does a line of dashes stand directly below this one, as below a heading of the cable?"""
    below = index + 1
    return below < part.end and part.page.line[below] and _UNDERLINE.fullmatch(part.text(below)) is not None


def _goes_on(part: Segment, index: int) -> bool:
    """Does other text stand behind the whole of a phrase that may stand inside a line, or behind the
    beginning of one, of which the layout does not say how it goes on?"""
    inline, hit = part.page.layouts.inline, part.page.hits[index]
    text = part.text(index).strip()
    if hit.tail is not None and _OTHER_TEXT.search(text, len(hit.head)):
        return True
    found = _pattern(inline).match(text) if inline else None
    return (
        found is not None
        and found.lastgroup == "inline_insert"
        and any(map(str.isalnum, text[found.end() :]))
    )


def _heads_page(part: Segment, body: list[int], owners: frozenset[str]) -> bool:
    """Does a line of these sites that stands inside cables head this page: above the cable's first line?"""
    for place, index in enumerate(body[:_OPENING]):
        if site.HEADER_LINE.match(part.text(index)):
            return False
        if part.page.printed_by(index) & owners:
            return any(site.HEADER_LINE.match(part.text(at)) for at in body[place + 1 : place + _OPENING])
    return False


def _stand_together(part: Segment, body: list[int], owners: frozenset[str]) -> bool:
    """Do two different adverts of these sites stand one below the other, one of them a long sentence?"""
    hits = part.page.hits
    for one, two in pairwise(body):
        heads = {hits[at].head for at in (one, two) if part.page.printed_by(at) & owners}
        if len(heads) > 1 and any(len(head.split()) > _LONG_SENTENCE for head in heads):
            return True
    return False


def of_print(part: Segment) -> None:
    """The page's address that a browser prints beside the number of each sheet (layout D4)."""
    hits = part.page.hits
    if "W1" not in part.sites:
        return
    body = [index for index in part.lines if part.top_end < index < part.bottom]
    sheets = {at for at in body if at in hits and hits[at].head in _SHEETS}
    for one, two in pairwise(body) if sheets else ():
        address = one if two in sheets else two
        if (one in sheets) != (two in sheets) and hits.get(address, _NONE).layout == "D4":
            part.page.put(address, "CC103", f"address of the page, {part.page.evidence(address)}", 0.95)


def _announced(part: Segment, body: list[int]) -> set[int]:
    """The adverts that a colon of the cable announces: directly below it, or where nothing else that it could
    announce stands below them, or where each line of the page stands apart; an advert of one line also where
    the site puts none but such into this text, and no list follows it."""
    text = part.text
    loose = not any(two == one + 1 for one, two in pairwise(body))
    announced: set[int] = set()
    runs = _runs_of_adverts(part, body)
    alone = all(above < 0 or _ends_in_colon(part, above) for above, *_ in runs)
    for above, run, index in runs:
        ends = index >= part.end and above >= 0 and _breaks_off(part, above)  # its colon is lost
        if ends or _is_in_announced_block(part, run):
            announced.update(run)
        elif above >= 0 and _ends_in_colon(part, above):
            direct = takewhile(lambda pair: pair[0] + 1 == pair[1], pairwise((above, *run)))
            heading = _is_heading(text(above))
            headed = index < part.end and (heading or _begins_list(text(index)))
            is_all = (
                (loose and not headed)
                or (alone and len(run) == 1 and not headed)
                or not _is_object(part, above, index)
            )
            announced.update(run if is_all else [at for _, at in direct])
    return announced


def _runs_of_adverts(part: Segment, body: list[int]) -> list[tuple[int, list[int], int]]:
    """Adverts with nothing else between them, the line above them (-1: none) and the line below."""
    found: list[tuple[int, list[int], int]] = []
    run: list[int] = []
    above = -1
    for index in [*body, part.end]:
        if index < part.end and part.page.hits.get(index, _NONE).role.startswith("insert"):
            run.append(index)
            continue
        if run:
            found.append((above, run, index))
        run, above = [], index
    return found


def _is_in_announced_block(part: Segment, run: list[int]) -> bool:
    """Do these adverts stand among other lines in a block that a colon announces, or below a line that breaks
    off, of which a crawl has lost the end? The site parts its own from the text."""
    line, hits, beside = part.page.line, part.page.hits, (run[0] - 1, run[-1] + 1)
    near = [at for at in beside if part.start <= at < part.end and line[at]]
    if not any(at in hits or (foot.is_short(part.text(at)) and not _ends_in_colon(part, at)) for at in near):
        return False
    if foot.announcing(*part.filled, part.rank[run[0]], lambda at: part.lines[at] in hits) is not None:
        return True
    first = run[0]
    while first > part.start and line[first - 1]:
        first -= 1
    above = part.lines[part.rank[first] - 1] if part.rank[first] else first
    return _breaks_off(part, above)


def _breaks_off(part: Segment, index: int) -> bool:
    """Does a line of running text stop in mid sentence?"""
    text = part.text(index).rstrip()
    return is_prose(text) and not text.endswith((*SENTENCE_END, ":"))


def _ends_in_colon(part: Segment, index: int) -> bool:
    return part.text(index).rstrip()[-1:] == ":"


def _is_object(part: Segment, above: int, index: int) -> bool:
    """Can this be what the line above, which ends in a colon, announces: the rest of its sentence, a list, a
    table, a quotation, or the text below a heading, but no paragraph at its own margin?"""
    if index >= part.end:
        return False
    text, over = part.text(index), part.text(above)
    before = site.NUMBERED.match(over)
    if _is_heading(over) or _begins_list(text) or _margin(text) > _margin(over) or _BEGIN.search(over):
        return True
    if number := site.NUMBERED.match(text):
        return before is not None and int(number["number"]) != int(before["number"]) + 1
    is_verse = text.rstrip().endswith(",") and len(text.rstrip()) < _VERSE
    return is_verse or not _PARAGRAPH.match(text.lstrip())


def _is_heading(over: str) -> bool:
    """Is a line that ends in a colon a heading, and no sentence that announces something?"""
    words = over.split()
    return site.NUMBERED.match(over) is None and len(words) < _HEADING_WORDS and not runs_small(words)


def _begins_list(text: str) -> bool:
    """Does the first item of a list with numbers or letters stand here: "1) The Board", "a. a loan"?"""
    return text.lstrip()[:2] in _FIRST_ITEMS or text.lstrip()[:3] in _FIRST_ITEMS


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_of(part: Segment, owners: frozenset[str]) -> bool:
    """Do the texts above or below the cable show that the page is of one of these sites?"""
    hits = part.page.hits
    around = (at for at in part.lines if at in hits and not part.top_end < at < part.bottom)
    return any(hits[at].role in data.STRONG and part.page.printed_by(at) & owners for at in around)


def phrases(part: Segment, sure: int) -> None:
    """Site text inside a line that also holds text of the cable."""
    inline = part.page.layouts.inline
    held = _may_hold(part) if inline else []
    if not held:
        return
    sides = {"inline_top": _INLINE_TOP, "inline_insert": _INLINE_INSERT, "inline_bottom": _INLINE_BOTTOM}
    pattern = _pattern(inline)
    last = next((index for index in reversed(part.lines) if index not in part.page.marks), -1)
    first = next((index for index in part.lines if index not in part.page.marks), -1)
    foreign = not _is_of(part, _ADVERTISERS)
    for index in held:
        text = part.text(index)
        if index in part.page.marks or index in part.page.doubtful or len(text) < 20:
            continue
        numbered = _last_number(text) if len(text) < LONG or index >= sure else 0
        for found in pattern.finditer(text):
            side = sides[found.lastgroup or ""]
            if text[max(0, found.start() - 1) : found.start()] in _QUOTES:
                continue
            if text[found.end() : found.end() + 1] in _QUOTES:
                continue
            if side != _INLINE_TOP and foot.is_mark(text[: found.start()]):
                part.page.doubtful.add(index)  # an item of the cable's list
                continue
            if side == _INLINE_BOTTOM and not (index >= sure and index == last and found.start() >= numbered):
                continue
            if side == _INLINE_BOTTOM and not _is_told(part, found):
                part.page.doubtful.add(index)
                continue
            if side == _INLINE_INSERT and (foreign or _is_part(part, index, found)):
                part.page.doubtful.add(index)
                continue
            piece = _piece(part, text, found, side, index == first)
            if piece:
                part.page.pieces.setdefault(index, []).append(piece)
                if side == _INLINE_BOTTOM:
                    break


def _is_told(part: Segment, found: re.Match[str]) -> bool:
    """Does another line of the page, or what has been cut of this one, show the site of this phrase? In a
    text that stands on one line it is told by its end alone."""
    owner = part.page.layouts.sites.get(_owner(part, found), "")
    shown = (at for at in part.lines if part.page.hits.get(at, _NONE).role in data.STRONG)
    return len(found.string) >= _ONE_LINE or any(owner in part.page.printed_by(at) for at in shown)


def _piece(
    part: Segment, text: str, found: re.Match[str], side: int, at_start: bool
) -> tuple[int, int, Kind, str, Reason] | None:
    because = f"{_owner(part, found)}: {shown(found[0])} inside a line"
    end = found.end()
    while end < len(text) and text[end] == " ":
        end += 1
    if side == _INLINE_INSERT:
        return found.start(), end, Kind.BOILERPLATE, "", Reason("CC108", because, 0.95)
    if side == _INLINE_TOP:
        if not at_start or len(text) < 200 or found.end() > _HEAD:
            return None
        head = site.HEADER_TOKEN.search(text, 0, _HEAD)
        numbered = site.NUMBER_INSIDE.search(text, 0, _HEAD)
        limit = min([m.start() for m in (head, numbered) if m], default=_HEAD)
        if found.end() > limit:
            return None
        return 0, end, Kind.BOILERPLATE, "", Reason("CC108", because, 0.93)
    before = text[max(0, found.start() - 40) : found.start()].rstrip()
    closed = before.endswith(SENTENCE_END) or before[-4:].isupper()
    if not closed or (end < len(text.rstrip()) and len(text) < _ONE_LINE):
        return None
    return found.start(), len(text), Kind.BOILERPLATE, "", Reason("CC108", because, 0.93)


def _owner(part: Segment, found: re.Match[str]) -> str:
    low = data.straight(found[0])
    return (
        "D1"
        if "header" in low or "wikileaks" in low or "pdf" in low or "library" in low
        else ("S2" if "view as" in low or "independent" in low else "S1" if "scoop media" in low else "S3")
    )


def printed_twice(part: Segment) -> None:
    """The header that the site prints above the body and again within it (layout D2)."""
    page = part.page
    if not any(pattern.layout == "D2" and index <= part.top_end for index, pattern in page.hits.items()):
        return
    region: list[int] = []
    prose = 0
    for index in part.lines:
        if index > part.top_end:
            text = part.text(index)
            prose = prose + 1 if is_prose(text) else 0
            ends = site.NUMBERED.match(text) or site.LATER_SECTION.search(text) or prose > _RUNNING
            if ends or len(region) > 400:
                break
            region.append(index)
    seen: dict[str, int] = {}
    keys = [" ".join(part.text(index).split()) for index in region]
    place = 0
    while place < len(keys):
        first = seen.get(keys[place])
        run = 0
        if first is not None:
            while place + run < len(keys) and first + run < place and keys[first + run] == keys[place + run]:
                run += 1
        if run > 1 and any(site.HEADER_LINE.match(key) for key in keys[place : place + run]):
            for index in region[place : place + run]:
                page.put(index, "CC109", "header that the site prints twice", 0.93)
        for key in range(place, place + max(run, 1)):
            seen.setdefault(keys[key], key)
        place += max(run, 1)


def _is_part(part: Segment, index: int, found: re.Match[str]) -> bool:
    """Is the phrase a part of the cable's sentence? Where a colon announces it, a comma follows it, or the
    text without it would begin a sentence with a small letter."""
    text = part.text(index)
    after = text[found.end() : found.end() + 40].lstrip()
    if not after and index + 1 < part.end and part.page.line[index + 1]:
        after = part.text(index + 1)[:40].lstrip()
    before = text[max(0, found.start() - 40) : found.start()].rstrip()
    if not before and index > part.start and part.page.line[index - 1] and index - 1 not in part.page.marks:
        before = part.text(index - 1).rstrip()
    if before.endswith(":") or after.startswith(_INSIDE):
        return True
    return after[:1].islower() and (not before or before.endswith((".", "!", "?", ")")))


def _may_hold(part: Segment) -> list[int]:
    """The lines that hold a mark of the phrases which may stand inside a line."""
    texts = part.page.texts[part.start : part.end]
    low = lowered("".join(texts))
    found = {at for mark in _MARKS for at in places_of(low, mark)}
    if not found:
        return []
    starts = list(accumulate([len(text) for text in texts], initial=0))
    held = {bisect_right(starts, at) - 1 + part.start for at in found}
    return sorted(held.intersection(part.lines))


def _last_number(text: str) -> int:
    """Where the last paragraph number with a portion mark stands in a line (0 when none)."""
    at = 0
    for found in site.NUMBER_INSIDE.pattern().finditer(text):
        at = found.start()
    return at


@lru_cache(maxsize=64)
def _pattern(inline: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
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
