"""Invented cables with what cables close with: signatures, formulae of a post, caveats, annexes, trailers."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from textwrap import wrap
from typing import NamedTuple

from .sites import NOUNS

POSTS: Mapping[str, tuple[str, ...]] = {
    "TESTVILLE": ("QUORNBY", "FENNWICK"),
    "OTHERVILLE": ("ASHGROVE",),
    "SAMPLETON": ("PELLING", "REEF"),
    "EXAMPLETON": ("MARROW",),
    "PORT QUAY": ("VAN DER MOLE",),
}
OF_POSTS: Mapping[str, tuple[str, ...]] = {  # what a post closes its cables with, above the signature
    "TESTVILLE": ("Visit Testville's classified website:", "http://www.state.sgov.gov/p/xx/testville/"),
    "OTHERVILLE": ("Point of contact for this message is Ida Quorn, tel. 555-0100.",),
    "SAMPLETON": ("Embassy Sampleton's reports can be found on the page of the", "bureau under Reporting."),
    "EXAMPLETON": ("AMEMBASSY EXAMPLETON WILL CONTINUE TO REPORT ON THE MOLE.",),
    "PORT QUAY": ("MINIMIZE CONSIDERED",),
}
SHARED: tuple[tuple[str, ...], ...] = (  # what cables of all posts close with
    ("Minimize considered.",),
    ("Department please pass to all harbor posts.",),
    ("The delegation did not have the opportunity to clear", "this cable before it left."),
    ("Distribution:", "Amb, DCM, Pol, Econ"),
    ("Drafted by: POL:IQuorn", "Cleared by: DCM:APelling"),
    ("Biographic note:", "Name: Quorn", "Party: Harbor"),
    ("POC: Ida Sample, Political Section", "Tel: 555 0142"),
    ("Attachments:", "- List of guests", "- Map of the harbor"),
    ("Please protect accordingly.",),
    ("Best regards,",),
)
FOOTERS: tuple[tuple[str, ...], ...] = (  # below the signature
    ("CONFIDENTIAL",), ("NNNN",), ("BT", "#{serial}", "NNNN"), ("UNCLASSIFIED",), ("<< END OF DOCUMENT >>",),
    ("Sent by the night desk",), ("- - -", "Copy no. {serial}"),
)  # fmt: skip


FORM = ("INCOMING TELEGRAM", "Department of State", "ACTION COPY")


class Manner(NamedTuple):
    """How the cables of a corpus are: shares of 0 to 1."""

    signed: float = 1.0
    tight: float = 0.5  # no blank line above the signature
    header: str = "full"  # or "subject": what stands above SUBJECT is lost
    numbered: bool = True
    footers: float = 0.0
    formulae: float = 0.4  # of posts, where the post has one
    shared: float = 0.2
    posts: int = 5
    blanks: bool = True  # False: a crawler has dropped all blank lines
    last: tuple[str, ...] = ()  # a heading of each cable's last part, which has no number
    paragraphs: int = 7  # at most
    rank: bool = False  # below the signature
    summary: bool = False  # below the subject
    every: tuple[str, ...] = ()  # what every cable closes with


MANNERS: Mapping[str, Manner] = {
    "signed": Manner(),
    "most signed": Manner(signed=0.6),
    "no blank line above signatures": Manner(signed=0.6, tight=1.0),
    "unsigned": Manner(signed=0.0),
    "unsigned, formulae in all": Manner(signed=0.0, formulae=1.0, shared=0.4),
    "trailers": Manner(signed=0.7, footers=0.6),
    "unsigned, trailers in all": Manner(signed=0.0, footers=1.0),
    "from the subject on": Manner(signed=0.6, header="subject"),
    "no numbers": Manner(signed=0.8, numbered=False),
    "one post": Manner(signed=0.8, posts=1, formulae=0.8),
    "one post, unsigned": Manner(signed=0.0, posts=1, formulae=1.0),
    "no blank lines": Manner(signed=0.7, blanks=False),
    "no numbers, unsigned": Manner(signed=0.0, numbered=False, summary=True),
    "no numbers, short, unsigned": Manner(signed=0.0, numbered=False, summary=True, paragraphs=2),
    "a comment last": Manner(signed=0.5, last=("Comment",)),
    "a comment last, unsigned": Manner(signed=0.0, last=("Comment:",)),
    "an outlook last, unsigned": Manner(signed=0.0, last=("Outlook for the harbor", "")),
    "an outlook last": Manner(signed=0.9, last=("Outlook for the harbor",)),
    "a printed form": Manner(signed=0.6, header="form"),
    "a printed form, unsigned": Manner(signed=0.0, header="form", footers=1.0),
    "nine in ten close alike, unsigned": Manner(signed=0.0, every=("Embassy will report what it hears.",)),
    "signed on two lines": Manner(signed=1.0, every=(), rank=True),
}


def _sentence(rng: Random) -> str:
    one, two, three = rng.sample(NOUNS, 3)
    verb = rng.choice(("asked for", "wants", "will see", "has lost", "may sell"))
    return f"The {one} {verb} the {two} and the {three} in {rng.choice(('May', 'June', 'the spring'))}."


def _paragraph(rng: Random, number: str) -> list[str]:
    return wrap(number + " ".join(_sentence(rng) for _ in range(rng.randint(2, 5))), 62)


def cable(index: int, rng: Random, manner: Manner) -> tuple[list[str], str]:
    """The lines of one cable, blank ones too, and the post that its header states."""
    post = rng.choice(sorted(POSTS)[-manner.posts :]) if manner.posts > 1 else "TESTVILLE"
    day, serial = rng.randint(10, 28), f"{index % 10000:04d}"
    lines = [
        f"DE RUEHTV #{serial} {rng.randint(100, 365)}0900",
        f"R {day}0900Z APR 07",
        f"FM AMEMBASSY {post}",
        "TO RUEHC/SECSTATE WASHDC 1234",
        f"C O N F I D E N T I A L {post} 00{serial}",
        "",
        "E.O. 12958: DECL: 04/11/2017",
        f"TAGS: {rng.choice(('PGOV', 'ECON', 'PREL'))}, ZZ",
        "",
    ] * (manner.header == "full")
    if manner.header == "form":
        lines += [*FORM, f"Control: {rng.randint(1000, 9000)}", "Rec'd: May 3, 1962",
                  f"FROM: {post.title()}", "TO: Secretary of State", f"NO: {serial}, May 3, 6 p.m.",
                  "SENT DEPARTMENT", ""]  # fmt: skip
    else:
        lines += [f"SUBJECT: {rng.choice(NOUNS).upper()} AND {rng.choice(NOUNS).upper()} OF {post}", ""]
    lines += ["Summary", ""] * manner.summary
    for number in range(1, rng.randint(min(3, manner.paragraphs - 1), manner.paragraphs)):
        lines += [*_paragraph(rng, f"{number}. (C) " if manner.numbered else ""), ""]
    if manner.last:
        lines += [*manner.last, *_paragraph(rng, ""), ""]
    if rng.random() < manner.formulae:
        lines += [*OF_POSTS[post], ""]
    if rng.random() < manner.shared:
        lines += [*rng.choice(SHARED), ""]
    if manner.every and rng.random() < 0.9:
        lines += [*manner.every, ""]
    if rng.random() < manner.signed:
        if rng.random() < manner.tight:
            lines.pop()
        lines += [rng.choice(POSTS[post]), *["Charge d'Affaires"] * manner.rank, ""]
    if rng.random() < manner.footers:
        lines += [*(line.replace("{serial}", serial) for line in rng.choice(FOOTERS)), ""]
    return lines, post if manner.header == "full" else ""
