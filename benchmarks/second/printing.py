"""A cable printed, wrapped, paged, scraped and filtered; every line knows whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .cables import Cable, compose

Breaks = Callable[[str], list[int]]  # places in a word where it may be broken
SITE, LAYOUT, HEADER = -1, -2, -3  # owners of lines that are no block's
TEASERS = (
    "World Headlines", "", "UN News: Council Calls For Restraint",
    "Members of the council called on all parties to return to the table ... More>>", "",
    "Pacific.Scoop", "Cafe Pacific",
)  # fmt: skip
ADVERTS = ("Advertisement - scroll to continue reading", "", "Are you getting our free newsletter?",
           "Subscribe to Scoop\N{RIGHT SINGLE QUOTATION MARK}s \N{LEFT SINGLE QUOTATION MARK}The Catch Up"
           "\N{RIGHT SINGLE QUOTATION MARK} our free weekly newsletter", "")  # fmt: skip
NOTE = "If you are new to these pages, please read an introduction on the structure of a cable."


@dataclass(frozen=True, slots=True)
class Line:
    """owner: index of the block, or one of the owners above; page: the one that a marker begins."""

    text: str
    owner: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """data: the file; cable: what was printed; lines: what is left; flags: what was done."""

    data: bytes
    cable: Cable
    lines: tuple[Line, ...]
    lost: frozenset[int]  # blocks of which a line was lost
    filtered: bool
    flags: tuple[str, ...]


def sample(seed: int, index: int, breaks: Breaks | None = None) -> Sample:
    """One scrape. breaks: for text that is typeset."""
    choose = Random(f"second/{seed}/{index}")
    cable = compose(choose)
    width = choose.choice((55, 55, 60, 62, 65, 68, 69, 72))
    spacing = choose.choice(("usual",) * 7 + ("double", "none", "none"))
    typeset = breaks is not None and choose.random() < 0.2
    body = _body(choose, cable, width, spacing, breaks if typeset else None)
    pages = choose.choice(("", "P1", "P1", "P2", "P3", "P5"))
    if pages:
        body = _paged(choose, cable, body, pages)
    header = _header_lines(choose, cable, width)
    end = [Line(text, HEADER) for text in (cable.signature, *cable.trailers) if text]
    lines = [*header, Line("", LAYOUT), *body, *([Line("", LAYOUT), *end] if end else [])]
    if spacing == "none":
        lines = [line for line in lines if line.text or line.page]
    if spacing == "double":
        lines = [piece for line in lines for piece in (line, Line("", LAYOUT))]
    site = choose.choice(("", "", "", "S1", "S2", "S3", "W1", "W3", "D2"))
    lines = _on_site(choose, cable, lines, site)
    filtered = choose.random() < 0.2
    lost: set[int] = set()
    if filtered:
        lost = {line.owner for line in lines if line.owner >= 0 and not _survives(line.text)}
        lines = [line for line in lines if _survives(line.text)]
    newline = choose.choice(("\n", "\n", "\r\n"))
    data = "".join(line.text + newline for line in lines).encode()
    flags = (
        f"w{width}",
        spacing,
        pages or "no pages",
        site or "no site",
        cable.rule,
        str(cable.moment.year // 10),
    )
    more = ("typeset",) * typeset + ("filtered",) * filtered
    return Sample(data, cable, tuple(lines), frozenset(lost), filtered, (*flags, *more))


def wrapped(text: str, width: int, hang: int, breaks: Breaks | None) -> list[str]:
    """Lines of at most width columns. Words break at their own hyphens, and where breaks says so."""
    lead = re.match(r"\s*\S*\s+", text)
    current = lead[0] if lead else ""
    words = text[len(current) :].split()
    bare = True  # no word on this line yet, the label aside
    lines: list[str] = []
    while words:
        word = words[0]
        gap = "" if bare else " "
        if len(current) + len(gap) + len(word) <= width:
            current, bare = current + gap + words.pop(0), False
            continue
        head, words[0] = _cut(word, width - len(current) - len(gap), breaks)
        if not head and bare:  # longer than a line
            current, bare = current + words.pop(0), False
            continue
        lines.append((current + gap + head).rstrip())
        current, bare = " " * hang, True
    return [*lines, current]


def _cut(word: str, room: int, breaks: Breaks | None) -> tuple[str, str]:
    """The part of a word that still fits, hyphen included, and the rest; "" where nothing does."""
    own = [found.end() for found in re.finditer(r"(?<=\w)-(?=\w)", word) if found.end() <= room]
    if own and not re.search(r"://|@|www|--", word):
        return word[: own[-1]], word[own[-1] :]
    bare = word.rstrip(",.;:")
    if breaks and bare.isalpha() and bare.islower() and len(bare) > 5:
        soft = [at for at in breaks(bare) if 2 <= at < room and len(bare) - at > 2]
        if soft:
            return word[: soft[-1]] + "-", word[soft[-1] :]
    return "", word


def _body(choose: Random, cable: Cable, width: int, spacing: str, breaks: Breaks | None) -> list[Line]:
    lines: list[Line] = []
    tight = choose.random() < 0.5  # items without blank lines
    sign = choose.choice("-=")
    for owner, block in enumerate(cable.blocks):
        gap = [Line("", LAYOUT)]
        if owner and block.kind in ("item", "row") and cable.blocks[owner - 1].kind == block.kind:
            gap = [] if tight or block.kind == "row" else gap
        if not owner or spacing == "none":
            gap = []
        rule = (
            [Line(sign * len(block.text), LAYOUT)]
            if block.kind == "heading" and cable.rule in ("under", "over")
            else []
        )
        if block.columns or block.kind == "heading":
            pieces = [block.columns or block.text]
        else:
            pieces = wrapped(block.text, width, block.hang, breaks)
        over = rule if cable.rule == "over" else []
        lines += [*gap, *over, *(Line(text, owner) for text in pieces), *rule]
    return lines


def _paged(choose: Random, cable: Cable, body: list[Line], form: str) -> list[Line]:
    per = choose.randint(18, 45)
    total = max(2, len(body) // per + 1)
    stamp = cable.moment.strftime("%d%H%M")
    lines: list[Line] = []
    page = 1
    for at, line in enumerate(body):
        lines.append(line)
        if (at + 1) % per or page == total or at + 1 == len(body):
            continue
        page += 1
        marker = {
            "P1": f"{cable.post[:10].strip()} {cable.serial:08} {page:03} OF {total:03}",
            "P2": f"{cable.post[:10].strip()} {cable.serial:08}  {page:03}.2 OF {total:03}",
            "P3": f"PAGE {page:02}        {cable.post[:6]}  {cable.serial:05}  01 OF 02  {stamp}Z",
            "P5": f"PAGE {page:02}        {cable.post[:6]}  {cable.serial:05}  {stamp}Z",
        }[form]
        above, below = choose.choice(((0, 0), (1, 1), (1, 2), (2, 1)))
        banner = [Line(cable.classification, LAYOUT), Line("", LAYOUT)] if form == "P5" else []
        lines += (
            [Line("", LAYOUT)] * above + banner + [Line(marker, LAYOUT, page)] + [Line("", LAYOUT)] * below
        )
    return lines


def _header_lines(choose: Random, cable: Cable, width: int) -> list[Line]:
    lines: list[Line] = []
    for text in cable.header:
        long = text.startswith(("SUBJECT", "REF", "Classified"))
        pieces = wrapped(text, width, 0, None) if long and len(text) > width else [text]
        lines += [Line(piece, HEADER if piece else LAYOUT) for piece in pieces]
    return lines


def _on_site(choose: Random, cable: Cable, lines: list[Line], site: str) -> list[Line]:
    title = str(cable.values.get("subject", "Harbor talks")).title()
    number = f"{cable.moment:%y}{cable.post.replace(' ', '')}{cable.serial}"
    row = f"{number} {cable.moment:%Y-%m-%d %H:%M} 2011-08-30 01:44 {cable.classification} Embassy"
    table = ["Reference ID Created Released Classification Origin", row, ""]
    top: list[str] = {
        "S1": [f"Cablegate: {title}", ""],
        "S2": ["INDEPENDENT NEWS", f"Cablegate: {title}", f"Published: {cable.moment:%a %d %b %Y %I:%M %p}"],
        "S3": ["Scoop has an Ethical Paywall", "Licence needed for work use Learn More", "Search", "",
               f"Cablegate: {title}", ""],
        "W1": ["Currently released so far... 1532 / 251,287", "Articles", "Browse latest releases",
               "2010/12/05", "Browse by creation date", "Browse by origin", "A B C D",
               f"Viewing cable {number}, {title.upper()}",
               NOTE, *table],
        "W3": ["Text search the cables at cablegatesearch.example", "Articles", "Browse by TAG",
               f"Viewing cable {number}, {title.upper()}", NOTE, *table],
        "D2": ["Identifier Created Classification Origin",
               f"{number} {cable.moment:%Y-%m-%d %H:%M} UNCLAS Embassy",
               f"Cable title: {title.upper()}", "Tags: PREL ECON", ""],
    }.get(site, [])  # fmt: skip
    bottom = {
        "S1": ["", "\N{COPYRIGHT SIGN} Scoop Media", "", *TEASERS],
        "S2": ["View as: DESKTOP | MOBILE \N{COPYRIGHT SIGN} Scoop Media"],
        "S3": ["", "\N{COPYRIGHT SIGN} Scoop Media", "", ADVERTS[0]],
    }.get(site, [])
    if site == "S2":
        lines = [line for line in lines if line.text]
    places = [at for at in range(1, len(lines)) if not lines[at].text and lines[at - 1].owner >= 0]
    if site == "S3" and places:
        at = choose.choice(places) + 1
        lines = [*lines[:at], *(Line(text, SITE) for text in ADVERTS), *lines[at:]]
    return [*(Line(text, SITE) for text in top), *lines, *(Line(text, SITE) for text in bottom)]


def _survives(text: str) -> bool:
    """Does a web corpus's line filter leave this line: few capitals, more than one word?"""
    return not text.strip() or (sum(map(str.isupper, text)) <= len(text) / 2 and len(text.split()) > 1)
