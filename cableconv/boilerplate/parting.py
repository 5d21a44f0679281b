"""Where one page of a site ends in a file and the next begins.

Law of this file: it finds places, it marks nothing. What a cable quotes of a site begins no page.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from cableconv.boilerplate import as_first
from cableconv.boilerplate.page import LABELS, Page
from cableconv.boilerplate.page_names import states_again
from cableconv.boilerplate.printed_again import header_again
from cableconv.boilerplate.quoted_pages import is_announced, is_line_of_cable, is_quoted, repeats_header
from cableconv.boilerplate.shapes import (
    is_footnote,
    is_letter_row,
    is_prose,
    is_tag_row,
    without_values,
)
from cableconv.grammar import pages, site

_OPENING = frozenset({"page", "title", "gate"})  # roles of a line that may begin another page
_SHORT = 2  # lines below a header, of a text above a site's bottom
_TEXT = 8  # lines below a header that are text of a cable, though no number and no prose shows it
_ON_ONE_LINE = 400  # columns of a line that holds a header and a text
_MENU = 3  # different weak lines of a site, one below the other, that only it prints
_HEADLINE = 2  # lines of one
_FAR = 12  # lines above the first strong one in which they stand
_HEADS = (pages.PAGE_HEADING, pages.BANNER, pages.DISTRIBUTION_LINE)
_HEADING = frozenset({"page", "gate", "top"})  # strong lines of the top, of which none is another page's
_PARTING = frozenset({*_OPENING, "bottom"})


def segments(page: Page) -> list[tuple[int, int]]:
    """The stretches of lines that hold one page (and one cable) each."""
    walk = _Walk(page, _tables(page))
    last = max((*walk.tables, *(at for at, hit in page.hits.items() if hit.role in _PARTING)), default=-1)
    for index, text in enumerate(page.texts):
        if index > last and not (walk.opened or walk.closed):
            break  # no further page can begin
        if not page.line[index] or index in page.headlines:
            continue
        if index in page.hits or index in walk.tables:
            walk.read_site(index)
            continue
        may = site.CABLE[text[:2]]
        number = site.NUMBERED.match(text) if may else None
        if number and not is_footnote(text):
            walk.read_number(index, number["number"])
        elif may and site.HEADER_LINE.match(text):
            walk.read_header(index, text)
        else:
            walk.read_text(text)
    page.pages = len(walk.starts)
    return list(zip(walk.starts, [*walk.starts[1:], len(page.spans)], strict=True))


class _Walk:
    """What has been read of a file, line by line: where its pages start, and what of the last one is open."""

    __slots__ = (
        "before", "body", "closed", "gated", "opened", "page", "prose", "run", "starts", "tables", "unread",
    )  # fmt: skip

    def __init__(self, page: Page, tables: frozenset[int]) -> None:
        self.page, self.tables = page, tables
        self.starts = [0]
        self.body = False  # has the page a cable with a text?
        self.closed = False  # does the site's bottom stand below it?
        self.gated = True  # may text without numbers be a cable's?
        self.opened, self.run = False, -1  # lines that may begin another page, and the first of them
        self.before = -1  # the last of them
        self.prose = 0  # lines of running text, one below the other
        self.unread = -1  # lines below the last line of a header; -1 where no header has begun

    def read_site(self, index: int) -> None:
        """A line that a site prints."""
        table = index in self.tables
        role = self.page.hits[index].role if index in self.page.hits else ""
        if table or role in _OPENING:
            self.body = self.body or self.unread > (0 if table else _TEXT)
            if not (self.opened and not _parted(self.page, self.before, index)):
                self.run = index
            self.before, self.opened = index, True
        self.gated, self.prose = self.gated or role == "gate", 0
        self.body = self.body or (role == "bottom" and self.unread > _SHORT)
        self.closed = self.body and (self.closed or role == "bottom")

    def read_number(self, index: int, number: str) -> None:
        """A line that a paragraph number begins."""
        if self._may_part() and number == "1" and _is_page(self.page, self.run):
            begin = _below_bottom(self.page, self.run, index)  # the header of its cable is lost
            self.starts.append(as_first.page_begin(self.page, begin, self.starts[-1]))
        self.body, self.opened, self.closed = True, False, False

    def read_header(self, index: int, text: str) -> None:
        """A line of a telegram's header."""
        page, start = self.page, self.starts[-1]
        if self.body and self.opened and header_again(page, index, start, len(page.texts)):
            return
        if self._may_part() and not is_quoted(page, self.run, self.before, index, start):
            begin = _page_begin(page, self.run, index, start)
            self.starts.append(as_first.page_begin(page, begin, start))
            self.body = False
        elif self.body and self.closed and _begins_cable(text) and not self._is_repeated(index):
            self.starts.append(_headed(page, index))  # below the bottom of a page; the next has no top
            self.body = False
        self.opened, self.gated, self.closed, self.unread = False, True, False, 0
        self.body = self.body or len(text) > _ON_ONE_LINE
        self.body = self.body or ("SUBJ" in text and site.TEXT_BEHIND_SUBJECT.search(text) is not None)

    def read_text(self, text: str) -> None:
        """Any other line."""
        if self.opened or not self.body:
            self.prose = self.prose + 1 if is_prose(text) else 0
            self.unread += self.unread >= 0
            if self.gated and self.prose > 2:
                self.body, self.opened = True, False

    def _may_part(self) -> bool:
        return self.body and self.opened and self.run > self.starts[-1]

    def _is_repeated(self, index: int) -> bool:
        return self.opened and repeats_header(self.page, index, self.starts[-1])


def _headed(page: Page, index: int) -> int:
    """Where the words stand with which an archive heads a cable, or the heading of its first page, below the
    bottom of the one before."""
    above = next((at for at in range(index - 1, max(-1, index - _FAR), -1) if at in page.hits), index)
    if above in page.hits and page.hits[above].role == "insert":
        return above
    begin = index
    for at in range(index - 1, above, -1):
        if page.line[at] and not any(form.fullmatch(page.texts[at]) for form in _HEADS):
            break
        begin = at if page.line[at] else begin
    return begin


def _tables(page: Page) -> frozenset[int]:
    """The first lines of tables of what a host states: some labels, with or without their values."""
    found = _glued_tables(page)
    labels, run, below = page.layouts.labels, dict[str, int](), -1
    for index in sorted(page.hits):
        label = page.hits[index].head.rstrip(" :")
        if label not in labels or page.layouts.above.isdisjoint(page.printed_by(index)):
            continue  # the archive's attributes stand below its cables
        if not all(_is_cell(page, at) for at in range(below, index)):
            run.clear()
        run.setdefault(label, index)
        below = index + 1
        if len(run) == LABELS:
            found.append(min(run.values()))
    return frozenset(found)


def _glued_tables(page: Page) -> list[int]:
    """The first lines of tables whose labels are glued to their values, "OriginEmbassy Testville"."""
    found: list[int] = []
    run = dict[str, int]()
    for index, text in enumerate(page.texts) if "D3" in page.layouts.sites else ():
        label = site.GLUED_LABEL.fullmatch(text.rstrip()) if page.line[index] else None
        if label is None:
            run.clear()
            continue
        run.setdefault(label["label"], index)
        if len(run) == LABELS:
            found.append(min(run.values()))
    return found


def _is_cell(page: Page, index: int) -> bool:
    """May this line stand between two labels of a table?"""
    return not page.line[index] or index in page.hits or not without_values(page.texts[index].strip())


def _page_begin(page: Page, run: int, header: int, start: int) -> int:
    """The first of the site's lines that stand above the one that begins a page for certain: from a
    strong one on that the page prints nowhere else above its header."""
    own = {hit.head for at, hit in page.hits.items() if run <= at < header}
    begin, strong, strange, values = run, False, 0, 0
    for at in range(run - 1, start, -1):
        if not page.line[at]:
            continue
        hit = page.hits.get(at)
        if is_line_of_cable(page, at):
            break
        if hit is None and _is_value(page.texts[at].strip()):
            values += 1
            continue
        strange, values = strange + (values == 1), 0  # a cable may end in one word of classification
        if hit is None and is_tag_row(page.texts[at]):
            if strong and is_letter_row(page.texts[at]):
                begin = at
            continue
        if hit is None or hit.role not in ("top", "top_weak", "page"):
            strange += 1  # lines in a row that no site is known to print
            if strange > 1:
                break
            continue
        if hit.head in own:
            break
        if hit.role == "top_weak" and strange:
            continue  # "date." may end a paragraph of the cable above
        strange, strong = 0, strong or hit.role != "top_weak"
        begin = at if strong else begin
    if begin in page.hits and is_announced(page, begin, start):
        weak = takewhile(lambda at: page.hits[at].role == "top_weak", [at for at in page.hits if at >= begin])
        begin = max(weak, default=begin - 1) + 1
        begin = begin if page.line[begin] else page.after[begin]
    return _below_bottom(page, _menu_above(page, begin, start), header)


def _is_value(text: str) -> bool:
    """Is this made of the values of a site's table?"""
    return not without_values(text) or site.LIBRARY_VALUE.fullmatch(text) is not None


def _menu_above(page: Page, begin: int, start: int) -> int:
    """Where the site's menu stands above the headline and the values that no list knows: different weak lines
    one below the other, apart from the cable above."""
    above = [at for at in range(begin - 1, max(start, begin - _FAR), -1) if page.line[at]]
    last = next((at for at in above if at in page.hits), begin)
    menu = list(
        takewhile(lambda at: at in page.hits and page.hits[at].role == "top_weak", range(last, start, -1))
    )
    heads = {page.hits[at].head for at in menu}
    again = tuple(page.hits[at].head for at in menu[-2:][::-1]) == _first_heads(page)
    if not _MENU <= len(heads) == len(menu):
        return begin
    foot = menu[-1] - 1 in page.hits and page.hits[menu[-1] - 1].role == "bottom"
    if page.line[menu[-1] - 1] and not (again or foot):
        return begin
    if is_announced(page, menu[-1], start):
        return begin
    if begin in page.hits and not page.printed_by(begin) & page.printed_by(last):
        return begin
    between = [at for at in above if at > last]
    strange = [at for at in between if not _is_value(page.texts[at].strip())]
    return (
        begin if len(strange) > _HEADLINE or any(is_line_of_cable(page, at) for at in between) else menu[-1]
    )


def _below_bottom(page: Page, begin: int, header: int) -> int:
    """Of lines in which the bottom of one page and the top of the next stand together: where the site
    begins as it does in its first page, else the first line that it does not print below cables."""
    known = [at for at in range(begin, header) if at in page.hits]
    hits, below, top = page.hits, page.layouts.below, _first_heads(page)
    first = next((one for one, two in pairwise(known) if _begins_as(page, (one, two), top)), begin)
    over = [at for at in known if at < first and hits[at].role in _HEADING and hits[at].head not in below]
    if first > begin and (not over or _parted(page, over[-1], first)):
        return first
    foot = list(takewhile(lambda at: hits[at].head in below, known))
    if not foot or not _is_page(page, foot[0]) or foot == known:
        return begin
    return _menu_above(page, known[len(foot)], begin)  # the site prints the words of its menu below, too


def _begins_as(page: Page, lines: tuple[int, int], top: tuple[str, str]) -> bool:
    """Are these two lines of the site, or the one of weight, the first ones of another page?"""
    one, two = (page.hits[at] for at in lines)
    return (one.head, two.head) == top or (one.role in _HEADING and one.head == top[0])


def _first_heads(page: Page) -> tuple[str, str]:
    """The first two of the site's lines in the file; none where anything stands above them."""
    one = next((at for at, line in enumerate(page.line) if line), -1)
    two = min((at for at in page.hits if at > one), default=-1)
    return (page.hits[one].head, page.hits[two].head) if one in page.hits and two > one else ("", "")


def _parted(page: Page, one: int, two: int) -> bool:
    """Of two lines of which either may begin a page: does a line of a cable stand between them, or the
    site's bottom below a first headline, or are they two sites'? Then the first one is quoted."""
    if not page.printed_by(one) & page.printed_by(two):
        return True
    if page.hits[one].role == "title":
        known = (page.hits.get(at) for at in range(one, two))
        if any(hit is not None and hit.role == "bottom" for hit in known):
            return True
        if states_again(page, one, two):
            return False
    return any(is_line_of_cable(page, at) for at in range(one + 1, two))


def _is_page(page: Page, index: int) -> bool:
    return index in page.hits and page.hits[index].role == "page"


def _begins_cable(text: str) -> bool:
    """Of a sure line of the header: does it begin a cable, and no later section of one?"""
    return not (text.lstrip().startswith("E") or site.LATER_SECTION.search(text))
