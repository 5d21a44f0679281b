"""What the cable's own header says of itself, which its page markers repeat: serials and post names.

Law of this file: it reads header lines and labels nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cableconv.grammar import pages as grammar
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.lexicon.classification_post import named_by, split_post
from cableconv.model import Kind, Span, Spans
from cableconv.pages.section_lines import is_later

STEMS = (
    "DE ", "UNCLAS", "CONFID", "SECRET", "TOP SEC", "LIMITED", "FOR OFF",
    "U N C", "C O N", "S E C", "T O P", "L I M", "F O R",
)  # fmt: skip
LONGEST_STRAY = 80  # characters of a header line that a section repeats
_LINE = Kind.LINE  # looked up once, not every span
_RESTARTS = frozenset({Kind.PAGE_LINE, Kind.REPEAT})
_UNWRAPPED = 400  # columns of a line whose ends are lost
_LONG = 200  # of one that begins with the first line of a telegram
_HEADER_COLUMNS = 8_000  # of such a line that its header may fill
LEAST = 5  # letters of a post's name that no other name ends with by chance
_ADDRESSEES = 60  # lines of addressees
_ADDRESSED = lazy(
    r"(?:WASHDC|COLLECTIVE|PRIORITY|ROUTINE|IMMEDIATE|\d{4})\Z|(?:AMEMBASSY|AMCONSUL) [A-Z .'-]+\Z"
)
_STATED = lazy(r"(?:19|20)?\d\d(?P<post>[A-Z][A-Z ]{2,28}?) ?(?P<serial>\d{1,7})(?:_[a-e])?")  # by a page
_STUMP = 3  # letters of a post's name that tell it from others


class Identity:
    """What the cable's own header says of itself: serials (as integers) and post names."""

    __slots__ = ("counts_on", "names_post", "posts", "serials", "title")

    def __init__(
        self,
        serials: frozenset[int],
        posts: frozenset[str],
        *,
        names_post: bool,
        counts_on: bool = False,
        title: str = "",
    ) -> None:
        self.serials = serials
        self.posts = posts
        self.names_post = names_post  # does the header? Page markers may have told it
        self.counts_on = counts_on  # do numbers in brackets, "[page 673]", follow one another?
        self.title = title  # the headline of the site's page, in capitals: most often the subject

    def agrees(self, serial: str) -> bool:
        """Does a marker's serial agree with a serial of the header (its last four digits)?"""
        number = int(serial)
        return any(number == known or number % 10_000 == known for known in self.serials)

    def names(self, printed: str) -> bool:
        """Is this the cable's post: its name, what a marker has cut from it, or the name with a letter
        wrong? Text of the cable may stand before it. True where no header names a post."""
        normal = tables.posts()
        post = bare(printed)
        for name in self.posts if self.names_post else ():
            own = bare(name)
            cut = len(post) >= _STUMP and (own.startswith(post) or post.startswith(own))
            if cut or post.endswith(own) or _alike(post, own):
                return True
            if printed in normal and normal[printed] == normal.get(name):
                return True
        return not self.names_post

    def forms(self) -> Iterator[str]:
        """The names of the post in full, and as page markers cut them."""
        ordered = sorted(self.posts, key=lambda post: (-len(post), post))  # sets have no order of their own
        return (form for post in ordered for form in (post, post[:10].strip()))


def identity_of(spans: Spans) -> Identity:
    serials: set[int] = set()
    posts: set[str] = set()
    first: list[tuple[int, str]] = []
    later: list[tuple[int, str]] = []
    identity = grammar.IDENTITY
    lines = [span.text for span in spans if span.kind is _LINE or _restarts(span)]
    for text in [text for text in lines if identity[text[:2]] or len(text) > _LONG]:
        unwrapped = _is_unwrapped(text)  # a host may have lost the line ends of the header
        if not unwrapped and not text.lstrip().startswith(STEMS):
            continue
        head = text[:_HEADER_COLUMNS]
        station = grammar.STATION_INSIDE.search(head) if unwrapped else grammar.STATION_LINE.match(head)
        if station:
            serials.add(int(station["serial"]))
        classified = (
            grammar.CLASSIFIED_INSIDE.search(head) if unwrapped else grammar.CLASSIFIED_SERIAL.match(head)
        )
        if classified:
            said = (int(classified["serial"]), " ".join(classified["post"].split()).upper())
            others = not unwrapped and (is_later(text) or grammar.PAGE_MARKER.fullmatch(text) is not None)
            (later if others else first).append(said)
    if not first and (glued := behind_an_address(lines)):
        first.append((int(glued[1]["serial"]), " ".join(glued[1]["post"].split()).upper()))
    for serial, post in first or later:  # a later section or page may be another cable's
        serials.add(serial)
        posts.add(post)
    if not serials and (told := _told_by_page(spans)):
        serials.add(int(told["serial"]))
        posts.add(told["post"])
    if posts:
        senders = {name for text in lines if text.startswith("FM ") for name in named_by(text)}
        posts = {split_post(post, senders)[1] for post in posts}
    named = frozenset(posts) or _posts_of_markers(spans)
    title = next((" ".join(span.text.upper().split()) for span in spans if span.kind is Kind.TITLE), "")
    counts_on = _count_on(lines)
    return Identity(frozenset(serials), named, names_post=bool(posts), counts_on=counts_on, title=title)


def _is_unwrapped(text: str) -> bool:
    """Has this line lost its line ends: very long, or long and beginning as a telegram does?"""
    return len(text) > _UNWRAPPED or (len(text) > _LONG and bool(grammar.OPENING[text[:2]]))


def _told_by_page(spans: Spans) -> re.Match[str] | None:
    """The number of the cable that the site's table above it states, where it states one."""
    told = {
        (found["post"], int(found["serial"])): found
        for kind, text, _, reason, _ in spans
        if kind is Kind.BOILERPLATE
        and reason is not None
        and reason.rule == "CC105"
        and (found := _STATED.match(text.strip()))
    }
    return next(iter(told.values())) if len(told) == 1 else None


def _restarts(span: Span) -> bool:
    """Has this line of a header been told before to begin a later section, or to stand there once more?"""
    return span.kind in _RESTARTS and span.text.startswith(STEMS)


def behind_an_address(lines: Sequence[str]) -> tuple[int, re.Match[str]] | None:
    """The classification line that a site has glued to the last addressee above it, below an FM line, and the
    place of its line."""
    sent = next((at for at, text in enumerate(lines) if text.startswith("FM ")), len(lines))
    for at, text in enumerate(lines[sent + 1 : sent + _ADDRESSEES], sent + 1):
        found = grammar.CLASSIFIED_INSIDE.search(text) if text.isupper() else None
        if found and found.start() and not text[found.end() :].strip():
            return (at, found) if _ADDRESSED.search(text[: found.start()].rstrip()) else None
    return None


def _count_on(lines: list[str]) -> bool:
    """Is there a number "[page 673]" and the next one below it, as no citation has them?"""
    small = grammar.INLINE_PAGE_SMALL
    if "[page" not in "".join(lines):
        return False
    marked = [text for text in lines if "[page" in text or "[Page" in text]
    numbers = [int(found["page"]) for text in marked for found in small.pattern().finditer(text.lower())]
    return any(after == before + 1 for before, after in pairwise(numbers))


def _posts_of_markers(spans: Spans) -> frozenset[str]:
    """Posts that page markers name, where no header does; of two the one that the other ends with."""
    page_line = Kind.PAGE_LINE
    own = [span.text for span in spans if span.kind is _LINE or span.kind is page_line]
    whole = "".join(own)
    lines = whole.splitlines() if " OF " in whole else []
    markers = [
        grammar.PAGE_MARKER.fullmatch(text) for text in lines if " OF " in text and len(text) < LONGEST_STRAY
    ]
    names = {" ".join(marker["post"].split()) for marker in markers if marker}
    names = {name for name in names if name.isupper() and not any(_ends_with(name, o) for o in names)}
    return frozenset(names if len(markers) > 1 else ())


def _ends_with(name: str, post: str) -> bool:
    """Is the post's name the end of this one, which text of the cable stands before or is glued to?"""
    return name.endswith(f" {post}") or (len(post) > LEAST and name != post and name.endswith(post))


def bare(post: str) -> str:
    """The letters of a post's name."""
    return re.sub("[^A-Z]", "", post.upper())


def _alike(one: str, other: str) -> bool:
    """Do two names differ in one letter at most?"""
    while one[:1] == other[:1] and one and other:
        one, other = one[1:], other[1:]
    while one[-1:] == other[-1:] and one and other:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) < 2
