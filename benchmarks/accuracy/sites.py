"""What publishing sites put around and into a cable, and the crawler's line filter.

Layout names are those of the field notes: S1-S3, W1-W5, D1-D5, N1.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from .structure import Document, Line, Piece
from .texts import DATA

FURNITURE = json.loads((DATA / "sites.json").read_text(encoding="utf-8"))
TEASERS: list[list[str]] = FURNITURE["teasers"]
UNDERSTANDING: list[str] = FURNITURE["understanding"]
MIDDLE: list[list[str]] = FURNITURE["middle"]
KEY = ("-----BEGIN PGP PUBLIC KEY BLOCK-----", "Version: GnuPG v1.4.9 (GNU/Linux)", "")


def lines_of(texts: list[str] | tuple[str, ...], role: str = "site") -> list[Line]:
    """Lines of the site; empty ones are blank."""
    return [Line(role if text.strip() else "blank", [Piece(text)]) for text in texts]


def _identifier(document: Document) -> str:
    meta = document.meta
    return f"{meta['when']:%y}{meta['post'].replace(' ', '')}{meta['serial']}"


def _title(document: Document) -> str:
    return str(document.meta["printed_subject"].title()[:58].rsplit(" ", 1)[0])


def _scoop_bottom(rng: Random) -> list[str]:
    found = ["", "© Scoop Media", "", "World Headlines", "", ""]
    for head, text in rng.sample(TEASERS, rng.randint(3, 5)):
        found += [head, *([""] if rng.random() < 0.7 else []), text, ""]
    return [*found, "  • Pacific.Scoop", "  • Cafe Pacific", "  • PMC"]


def _s1(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    return [f"Cablegate: {_title(document)}", *[""] * rng.randint(1, 2)], _scoop_bottom(rng)


def _s2(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    when = document.meta["when"]
    top = [
        "INDEPENDENT NEWS",
        f"Cablegate: {_title(document)}",
        f"Published: {when:%a} {when.day} {when:%b %Y %I:%M %p}",
    ]
    return top, ["View as: DESKTOP | MOBILE © Scoop Media"]


def _s3(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    licence = rng.choice(
        ("Licence needed for work use Learn More", "Work smarter with a Pro licence Learn More")
    )
    top = ["Scoop has an Ethical Paywall", licence, "Search", "", f"Cablegate: {_title(document)}", ""]
    return top, _scoop_bottom(rng)


def _viewing(document: Document, rng: Random) -> list[str]:
    when, identifier = document.meta["when"], _identifier(document)
    level = {"UNCLAS": "UNCLASSIFIED"}.get(document.meta["level"], document.meta["level"])
    origin = document.meta["plad"].replace("AMEMBASSY", "Embassy").title()
    return [
        f"Viewing cable {identifier}, {document.meta['printed_subject']}",
        "",
        *FURNITURE["viewing"],
        "",
        *UNDERSTANDING,
        "",
        "Reference ID Created Released Classification Origin",
        f"{identifier} {when:%Y-%m-%d %H:%M} 2011-08-30 01:44 {level} {origin}",
        "",
    ]


def _w1(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    top = [
        f"Currently released so far... {rng.randint(800, 20000)} / 251,287",
        "",
        "Articles",
        "",
        "Browse latest releases",
        "2010/12/05",
        "2010/12/04",
        "2010/12/03",
        "",
        "Browse by creation date",
        "85 86 87 88 89",
        "00 01 02 03 04 05 06 07 08 09 10",
        "",
        "Browse by origin",
        "A B C D E F",
        "Embassy Testville",
        "Embassy Otherville",
        "Consulate Sampleton",
        "",
    ]
    return top + _viewing(document, rng), []


def _w2(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    tags = [
        "PREL",
        "PGOV",
        "ECON",
        "ETRD",
        "PHUM",
        "EAID",
        "SNAR",
        "MARR",
        "KDEM",
        "KIPR",
        "UN",
        "EAIR",
        "AORC",
        "ASEC",
        "CVIS",
        "EFIN",
        "EINV",
        "ELAB",
    ]
    top = [
        f"Currently released so far... {rng.randint(20000, 251287)} / 251,287",
        "Browse by origin",
        "A B C D F G H I J K L M N O P Q R S T U V W Y Z",
        "Browse by tag",
        *[" ".join(rng.choices(tags, k=40)) for _ in range(8)],
        "Browse by classification",
        "CONFIDENTIAL//NOFORN",
        "SECRET//NOFORN",
        "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
        "Community resources",
        "courage is contagious",
        "",
    ]
    return top + _viewing(document, rng), []


def _w3(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    top = [
        "WikiLeaks logo",
        "Text search the cables at cablegatesearch.wikileaks.org",
        "Articles",
        "Browse by tag",
        " ".join(rng.choices(("PREL", "PGOV", "ECON", "ETRD"), k=30)),
        "",
    ]
    return top + _viewing(document, rng), []


def _w4(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    block = ["".join(rng.choices(letters, k=64)) for _ in range(45)]
    top = [
        "Key fingerprint 9EF0 C41A FBA5 64AA 650A 0259 9C6D CD17 283E 454C",
        "",
        *KEY,
        *block,
        "=" + "".join(rng.choices(letters, k=4)),
        "-----END PGP PUBLIC KEY BLOCK-----",
        "",
    ]
    return top + _w3(document, rng)[0], []


def _d1(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    when = document.meta["when"]
    top = [
        "Main About Donate Submit",
        document.meta["printed_subject"],
        f"{when.year} {when:%B} {when.day}, {when:%H:%M} ({when:%A})",
        f"{_identifier(document)}_a",
        document.meta["level"].title(),
        "-- Not Assigned --",
        "TEXT ONLINE",
        "-- Not Assigned --",
        str(rng.randint(2000, 19000)),
        "-- N/A or Blank --",
        "",
        "Content",
        "Show Headers",
    ]
    return top, []


def _d2(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    when = document.meta["when"]
    top = [
        "Identifier Created Classification Origin",
        f"{_identifier(document)} {when:%Y-%m-%d %H:%M} {document.meta['level']} "
        f"{document.meta['plad'].title()}",
        "",
        "Cable title:",
        f"{document.meta['printed_subject']}",
        "",
        f"Tags: {' '.join(document.meta['tags'])}",
        "",
    ]
    return top, []


def _d3(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    when = document.meta["when"]
    top = [
        "UNCLASSIFIED 75792 CONFIDENTIAL 101748 SECRET 15652",
        f"ID{_identifier(document)}",
        f"OriginEmbassy {document.meta['post'].title()}",
        f"Created{when:%b} {when.day}, {when.year}",
        f"Classification{document.meta['level'].title()}",
        "",
    ]
    return top, []


def _d4(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    title, when = document.meta["printed_subject"], document.meta["when"]
    head, tail = title[: len(title) // 2], title[len(title) // 2 :]
    top = [
        f"Viewing cable {_identifier(document)}, {head}",
        "",
        tail,
        "Reference ID Created Released",
        "Classification Origin",
        f"{_identifier(document)} {when:%Y-%m-%d}",
        f"{when:%H:%M} {document.meta['level']}",
        "",
    ]
    return top, []


def _d5(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    return [], []


def _n1(document: Document, rng: Random) -> tuple[list[str], list[str]]:
    stamp = "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005"
    return [stamp, "", "Message Text", "", document.meta["level"], ""], [
        "",
        document.meta["level"],
        "",
        stamp,
    ]


SITES: dict[str, Callable[[Document, Random], tuple[list[str], list[str]]]] = {
    "S1": _s1,
    "S2": _s2,
    "S3": _s3,
    "W1": _w1,
    "W2": _w2,
    "W3": _w3,
    "W4": _w4,
    "D1": _d1,
    "D2": _d2,
    "D3": _d3,
    "D4": _d4,
    "D5": _d5,
    "N1": _n1,
}


def surround(document: Document, lines: list[Line], layout: str, rng: Random) -> list[Line]:
    """The lines with the site's own before, after and, for S3, between two paragraphs."""
    if layout not in SITES:
        return lines
    top, bottom = SITES[layout](document, rng)
    if layout == "S3":
        gaps = [
            i
            for i in range(2, len(lines))
            if lines[i - 1].role == "blank"
            and not lines[i - 1].note
            and lines[i].role == "body"
            and lines[i - 2].role == "body"
            and document.blocks[lines[i].pieces[0].owner].n
            and lines[i].pieces[0].start == 0
        ]
        if gaps:
            at = rng.choice(gaps)
            document.flags.add("site:middle")
            middle = [text for part in rng.sample(MIDDLE, rng.choice((1, 2))) for text in (*part, "")]
            lines = [*lines[:at], *lines_of(middle), *lines[at:]]
    head = lines_of(top)
    for line in head:
        if line.text.startswith("Cablegate:"):
            line.role = "title"
    return [*head, *lines, *lines_of(bottom)]


def survives(line: Line) -> bool:
    """The web corpus's line filter: mostly capitals, or one single token, is dropped."""
    text = line.text
    tokens = text.split()
    if not tokens:
        return True
    return len(tokens) != 1 and sum(map(str.isupper, text)) / len(text) <= 0.5


__all__ = ["SITES", "lines_of", "surround", "survives"]
