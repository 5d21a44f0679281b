"""Invented sites: what each prints above and below a cable."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

NOUNS = (
    "harbor", "mole", "stone", "minister", "loan", "survey", "ship", "light", "quay", "paper", "firm", "bank",
    "plan", "vote", "port", "gate", "crew", "ferry", "coal",
)  # fmt: skip
_NAMES = ("Wanda", "Jonas", "Ida", "Amos", "Zilpha", "Bertil", "Orla", "Cato")
_SAYS = ("I do not believe a word of it", "Thanks for this", "first", "Where is the rest", "Old news by now")
MONTHS = ("January", "March", "May", "August", "September", "November")


class Page(NamedTuple):
    """What a site prints around one cable; an empty line is a blank one."""

    top: tuple[str, ...]
    bottom: tuple[str, ...]


def title(rng: Random) -> str:
    """A headline, another one on each page."""
    one, two, three = rng.sample(NOUNS, 3)
    return rng.choice((
        f"{one.capitalize()} and {two}: the {three} of {rng.randint(1990, 2011)}",
        f"How the {one} lost its {two}",
        f"{one.capitalize()} {two} without a {three}",
        f"The {one} that nobody asked for",
    ))  # fmt: skip


def _date(rng: Random) -> str:
    return f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2009, 2014)}"


def _comments(rng: Random, least: int = 0) -> list[str]:
    lines = []
    for _ in range(rng.randint(least, 7)):
        lines += [f"{rng.choice(_NAMES)} wrote on {_date(rng)}", f"{rng.choice(_SAYS)} {rng.choice(NOUNS)}"]
    return lines


def _fixed(top: str, bottom: str) -> Callable[[Random], Page]:
    """A site that prints the same lines on each page, parted by " / "; # is a number, ~ a date."""

    def page(rng: Random) -> Page:
        sides = []
        for side in (top, bottom):
            lines = [
                line.replace("#", str(rng.randint(1, 900))).replace("~", _date(rng))
                for line in side.split(" / ")
            ]
            sides.append(tuple(line for line in lines if side))
        return Page(sides[0], sides[1])

    return page


def _related(rng: Random) -> Page:
    titles = [title(rng) for _ in range(rng.randint(2, 5))]
    return Page(
        (f"Cable {rng.randint(1, 500)} of 500",),
        ("You might also like", *titles, "The Quay Reader, Testville"),
    )


def _comments_above(rng: Random) -> Page:
    said = _comments(rng)
    return Page(("The Quay Reader",), ("What readers say", *said, "Say something", "The form is closed"))


def _comments_last(rng: Random) -> Page:
    return Page(("The Mole Courier", "Letters and cables"), ("Readers' corner", *_comments(rng, 1)))


def _neighbours(rng: Random) -> Page:
    return Page(
        ("Papers of the Quay",),
        (f"Previous: {title(rng)}", f"Next: {title(rng)}", "Papers of the Quay, second edition"),
    )


def _words(rng: Random) -> Page:
    return Page(
        ("Quay index",),
        ("Words in this paper", ", ".join(rng.sample(NOUNS, rng.randint(2, 5))), "Whole index"),
    )


def _teasers(rng: Random) -> Page:
    told = [
        f"{title(rng)} - a report by {rng.choice(_NAMES)} on the {rng.choice(NOUNS)} and what became of it."
        for _ in range(rng.randint(2, 4))
    ]
    day = rng.choice(("Monday", "Tuesday", "Friday"))
    return Page(
        ("Morning Tide", f"{day} edition"),
        ("More from this shelf", *told, "All shelves", "Morning Tide, Quay 4"),
    )


def _forum(rng: Random) -> Page:
    said = []
    for _ in range(rng.randint(0, 5)):
        said += [f"{rng.choice(_NAMES).lower()}{rng.randint(1, 9)}", f"Joined: {_date(rng)}"]
        said.append(f"I read that the {rng.choice(NOUNS)} was sold to the {rng.choice(NOUNS)}.")
    top = ("Harbor Talk", f"Thread {rng.randint(1, 9000)}: {title(rng)}", "keeper wrote:")
    return Page(top, ("_" * 17, "Truth is a harbor.", *said, "You cannot post new topics in this forum"))


def _optional(rng: Random) -> Page:
    lines = ["Kept at the sea library", f"Shelf mark {rng.randint(100, 999)}.{rng.randint(1, 9)}"]
    if rng.random() < 0.4:
        lines.insert(1, "This paper was corrected by a reader.")
    if rng.random() < 0.5:
        lines.append("Scan of the original is missing")
    return Page(("Sea library",), (*lines, "Ask the librarian"))


def _torn(rng: Random) -> Page:
    whole = _fixed("Dock journal / Issue #", "Dock journal is printed by hand / Order a copy / Quay 12")(rng)
    return whole if rng.random() > 0.01 else Page(whole.top, ())


KINDS: Mapping[str, Callable[[Random], Page]] = {
    "none": _fixed("", ""),
    "menu": _fixed("Mole papers / All papers", "Start page / The papers / The people / Write to us"),
    "links": _fixed("Harbour Papers / Document browser", "Previous cable / Next cable / Print this page"),
    "index": _fixed(
        "TESTVILLE CABLE ARCHIVE / Home > Cables > 2007", "Back to index / Last modified ~ by W. Reef"
    ),
    "source": _fixed("Harbour Papers", "Source: Harbour Papers / Document # of 900"),
    "project": _fixed(
        "Harbour Papers", "A project of the Quay Foundation, Testville. / Contact: papers@quay.example"
    ),
    "prose": _fixed(
        "The free harbor library",
        "This library is kept by the friends of the harbor. / It is free of charge and has no owner.",
    ),
    "about": _fixed(
        "Coast watch",
        "About us / We are a small group of readers who put papers on line that would / otherwise be lost. "
        "We take no money from any government, and we / answer letters on Mondays.",
    ),
    "share": _fixed("The Tide / # readers today", "Pass it on / By letter / By pigeon (#) / Seen # times"),
    "consent": _fixed(
        "Old quay",
        "We keep a small file on your machine so that we know you again. / Fine with me / Rather not",
    ),
    "related": _related,
    "counts": _fixed("Paper # of 5,120", "Read # times since ~ / Rated # of 5 by # readers / Version of ~"),
    "comments": _comments_above,
    "comments last": _comments_last,
    "neighbours": _neighbours,
    "words": _words,
    "one line": _fixed("The harbor shelf", "Back to the shelf"),
    "capitals": _fixed("HARBOR ARCHIVE", "HARBOR ARCHIVE / TESTVILLE BRANCH / SHELF #"),
    "no top": _fixed("", "Quay Foundation, Harbor Street 12, Testville / Reading room open on Mondays"),
    "german": _fixed("Hafenarchiv", "Zur\u00fcck zur \u00dcbersicht / Stand: ~ / Hafenarchiv Muster e.V."),
    "gaps": _fixed("Sea letters", "Cite as: Sea letters, no. # /  / Found a mistake? / Tell the keeper"),
    "teasers": _teasers,
    "forum": _forum,
    "optional": _optional,
    "torn": _torn,
    "french": _fixed(
        "Archives du port", "Retour \u00e0 la liste / Mis en ligne le # / Les archives sont libres."
    ),
    "mail": _fixed(
        "", "Received by the list harbor-l / To leave the list write to the keeper / Message # of #"
    ),
    "reader": _fixed("Reader view / # min. read", "Open the original / Saved by # readers / Mark as read"),
    "download": _fixed("Paper store", "Download as text (# kB) / Download as print / Checksum: #"),
    "society": _fixed(
        "The Mole Society",
        "The Mole Society has kept papers of the harbor since 1961. Members of it read and copy them in the "
        "reading room. / The papers are in the care of the harbor board; the society has no rights in them.",
    ),
    "gift": _fixed(
        "Free papers",
        "If this paper was of use to you, think of a gift. / # friends gave last month / Thank you",
    ),
    "letters": _fixed("LETTERS FROM THE QUAY / Letter #", "LETTERS FROM THE QUAY / PRINTED IN TESTVILLE"),
    "mirror": _fixed("Mirror #", "Text: public domain / Design: W. Reef / Mirror # of 12, refreshed ~"),
}
