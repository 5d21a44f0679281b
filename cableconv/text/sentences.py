"""What the words at a line's end, or its capitals, say of the sentence: it ends, goes on, counts, is a title.

Law of this file: one line's words, without its place on the page; English, as cables are.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import AtEnd, lazy

EDGES = "\"'().,:;"
SMALL = frozenset(  # prepositions that titles print small
    {"with", "from", "over", "into", "than", "without", "about", "after", "against", "between", "under"}
)
_CLOSERS = "\"')]}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK} "
_INTRODUCES = frozenset(
    "ARE WERE IS WAS FOLLOW FOLLOWS FOLLOWED READ READS INCLUDE INCLUDES INCLUDED".split()  # noqa: SIM905
)
_STOPS = (".", "?", "!", ":", ";")
TITLES = (
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Gen",
    "Lt",
    "Col",
    "Maj",
    "Capt",
    "Sgt",
    "Adm",
    "Gov",
    "Sen",
    "Rep",
    "Amb",
)
_ABBREVIATIONS = (
    *(f" {title}." for title in TITLES),
    *(f" {title.upper()}." for title in TITLES),
    *(" Rev.", " Hon.", " St.", " No."),
    *(lead + word for lead in " (" for word in ("vs.", "VS.", "e.g.", "E.G.", "i.e.", "I.E.", "cf.", "CF.")),
)
INITIALS = ("U.S.", "U.N.", "U.K.")  # "the U.S." / "Ambassador": a sentence seldom ends here
_MARKED = ("SUMMARY", "COMMENT", "NOTE", "TEXT", "QUOTE", "QTE")
_ENDED = lazy(
    r"\bEND\s+(?:OF\s+)?(?:(?:EXECUTIVE|EMBASSY|POST|BIO|(?:SUMMARY|INTRODUCTION)\s+AND)\s+)?[A-Z]+\Z"
    r"|[.?!][\"')]*\s+UN-?(?:QUOTE|QTE)\Z",
    re.IGNORECASE,
)
COUNTING = AtEnd(  # "Law no." / "5 of 1995": a number goes on with what it counts
    7,
    r"\b(?:nos?|arts?|paras?|secs?|figs?|fn|pp?|ch|vol|approx|ca|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.\Z",
    re.IGNORECASE,
)
COUNTED = AtEnd(  # "see Annex" / "2. (U) is"; "on December" / "12. The next": the number is that of the word
    9,
    r"\b(?:annex|appendix|article|chapter|(?P<none>no)|number|para|paragraph|part|section|tab|table|title"
    r"|(?P<month>january|february|march|april|may|june|july|august|september|october|november|december))\Z",
    re.IGNORECASE,
)
_DAY = lazy(r"\d{1,2}(?:, | [a-z]|[;.]\Z)")  # below "July": "18, the Minister"
_SERIES = AtEnd(6, r"\d,? (?:and|or)\Z")  # "Nos. 3, 4, and" / "5. None": the last number of several
IN_WORD = AtEnd(  # nothing ends at a hyphen of its word
    3, "[^\\W_].?[-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{NOT SIGN}\N{MINUS SIGN}]\\Z"
)
LINKS = AtEnd(
    4,
    r"(?:,|\b(?:a|an|and|as|at|but|by|for|from|in|is|nor|of|on|or|than|that|the|to|with"
    r"|AN|AND|AS|AT|BUT|BY|FOR|FROM|IN|IS|NOR|OF|ON|OR|THAN|THAT|THE|TO|WITH|And|But|For|From|Of|The|With))\Z",
)


def is_terminal(bare: str) -> bool:
    """Does this line end like a sentence? Closing quotes and brackets are looked through.

    A title or another abbreviation that is never last in a sentence ("Mr.") ends none.
    """
    ending = bare.rstrip(_CLOSERS)
    if ending[-1:] in _STOPS or not bare:
        return not ending.endswith(_ABBREVIATIONS)
    return ending.upper().endswith(_MARKED) and _ENDED.search(ending) is not None


def is_titled(text: str) -> bool:
    """Do at least half of the longer words after the first begin with a capital?"""
    longer = [word for word in text.split()[1:] if len(word.strip(EDGES)) > 3 and word not in SMALL]
    return 2 * sum(word.lstrip(EDGES)[:1].isupper() for word in longer) >= len(longer)


def counts(bare: str, *, marked: bool) -> bool:
    """Does the line end with a word that counts what follows: "Annex", or, where the number below is not
    marked, "No." or "December"?"""
    counted = COUNTED.search(bare)
    if counted is not None:
        return not (
            marked and (counted["month"] or counted["none"])
        )  # neither goes on with a portion marking
    return not marked and (COUNTING.search(bare) is not None or _SERIES.search(bare) is not None)


def is_day(above: str, below: str) -> bool:
    """Does a date stand over the two lines: "on July" / "18, the Minister"?"""
    counted = COUNTED.search(above)
    return counted is not None and counted["month"] is not None and _DAY.match(below) is not None


def is_introduction(bare: str) -> bool:
    """Is this a sentence that introduces what stands below it, "THE DATA ARE:", and no title of it?"""
    return bare[-1] == ":" and bare[:-1].rpartition(" ")[2].upper() in _INTRODUCES


def is_abbreviated(bare: str) -> bool:
    """Does the line end in an abbreviation that is never last in a sentence?"""
    return bare.endswith(_ABBREVIATIONS)
