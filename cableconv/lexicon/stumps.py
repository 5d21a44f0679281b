"""Names of posts that a page line or an archive's number has cut: which post it is, or that it is in doubt.

Law of this file: a stump is completed by what the cable or the page says, or by the one post of the
table that begins with it; one that is not completed is never part of a reference number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cableconv.lexicon import tables
from cableconv.model import Finding
from cableconv.model_header import Field

MARKER = 10  # letters, blanks included, that a page marker prints of a name
HEADING = 6  # that "PAGE 02 TESTVI 04453" and the numbers of the National Archives print
IN_DOUBT = " (may be cut)"  # is in the basis of such a post


def completed(stump: str, width: int, named: Iterable[str] = ()) -> tuple[str, str]:
    """The whole name that a printed one is, and what told it: "" where nothing had to.

    width: the letters that the place has for a name; named: what other lines call the post.
    """
    whole = sorted(name for name in named if name != stump and name.startswith(stump))
    if whole and HEADING <= len(stump) <= MARKER:
        return whole[0], "FM line"
    normal = tables.posts()
    if stump in normal and (width == MARKER or normal[stump] == stump):
        name = normal[stump]
        return (name, "table of posts") if name.startswith(stump) and name != stump else (stump, "")
    begun = {name for name in normal.values() if len(stump) == width and name.startswith(stump)}
    return (begun.pop(), "table of posts") if len(begun) == 1 else (stump, "")


def in_doubt(name: str, width: int) -> bool:
    """Does this name fill the place that was for it, and no table says that it is whole?"""
    return len(name) == width and tables.posts().get(name) != name


def may_be_cut(post: Field[str]) -> bool:
    """Is this the post of a stump that nothing completed?"""
    return IN_DOUBT in post.basis


def letters_completed(letters: str, origin: str = "", printed: Iterable[str] = ()) -> str:
    """The post of an archive's number: the six letters that it has are the beginning of its name.

    origin: what the page calls the sender, in capitals; printed: what the cable prints of posts, in capitals,
    which tells where the blanks of a name are. The letters where nothing completes them.
    """
    known = [*_ends(origin), *tables.posts_by_letters().values()]
    spaced = (name for text in printed for name in _ends(text))
    exact = next((name for name in (*known, *spaced) if bare(name) == letters), None)
    if exact or len(letters) != HEADING:
        return exact or letters
    begun = {name for name in known if bare(name).startswith(letters)}
    return begun.pop() if len(begun) == 1 else letters


def _ends(text: str) -> Iterator[str]:
    """What the text is without its first words, and all of it."""
    words = text.split()
    return (" ".join(words[at:]) for at in range(len(words)))


def findings(post: Field[Any]) -> Iterator[Finding]:
    """A post of which nothing tells the whole name."""
    if may_be_cut(post):
        message = f'"{post.value}" may be the beginning of a name; no reference number is made of it'
        yield Finding("CC420", "info", post.lines, message)


def bare(name: str) -> str:
    """The letters of a name."""
    return re.sub("[^A-Z]", "", name.upper())
