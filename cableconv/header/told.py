"""Is a line below the subject that looks like a passing line a heading, or a sentence of the text?

Law of this file: a passing line names who passes and who receives; other words between are a sentence.
"""

from __future__ import annotations

from cableconv.grammar import passing as forms
from cableconv.grammar.form import lazy
from cableconv.header.continuation import Line
from cableconv.lexicon import tables
from cableconv.lexicon.words import is_closed
from cableconv.model import Kind

_CALLED = lazy(r"(?P<who>\S.*?) (?:(?:PLEASE|PLS|ALSO) )?(?:PASS(?: TO)?|FOR) (?P<whom>\S+)")
_OFFICERS = frozenset(
    "AMBASSADOR AMB DCM CHARGE CDA CONSUL CONGEN POL ECON POLAD PAO RAO DAO DATT LEGATT".split()  # noqa: SIM905
)
_STOPS = lazy(r"(?P<word>[A-Za-z]{4,})[.?!]\s{1,3}[A-Z]")
_INSTRUCTED = lazy(
    r"(?P<who>\S+)(?P<between>(?: [^\s/]+){0,4}?),? (?:PASS(?:ES)?(?: TO)?|FOR|RELAY(?: TO)?) (?P<whom>\S+)"
)
_ASKED = frozenset({"PLEASE", "PLS", "ALSO", "AND", "TO", "THE", "ALL", "OTHER"})
_AGENCIES = frozenset(
    """HOUSE AGRICULTURE COMMERCE TREASURY STATE JUSTICE ENERGY LABOR INTERIOR CUSTOMS DEFENSE TRANSPORTATION
    MISSION EMBASSY SECTION POST POSTS DEPARTMENT OFFICE BUREAU DIVISION BANK HEALTH""".split()  # noqa: SIM905
)
_OWN = frozenset("YOUR HIS ITS THEIR OUR MY FURTHER SOME MANY MOST SUCH THAT THIS THESE THOSE WHICH".split())  # noqa: SIM905
_WHO = frozenset({"WE", "HE", "SHE", "IT", "THEY", "I"})
_OPENERS = _OWN - {"FURTHER"} | frozenset(
    "FIRST SECOND PAST LAST NEXT TIME MOMENT YEARS MONTHS WEEKS DAYS NOW EXAMPLE INSTANCE REASONS".split()  # noqa: SIM905
)
_VERBS = frozenset(
    """IS WAS ARE WERE HAS HAVE HAD WILL WOULD SHOULD MAY MIGHT CAN COULD DOES DID BEEN BEING""".split()  # noqa: SIM905
)


def is_told(line: Line) -> bool:
    """Is this line, below the subject and the last of the header, a heading, "PROSPECTS FOR EXPORTS", or a
    sentence, "POST REQUESTS COUNTRY CLEARANCE FOR TWO OFFICERS."?"""
    if line.certain or (line.current is Kind.PASSING and not line.gap):
        return False
    if Kind.SUBJECT not in line.seen:  # a crawl may have dropped it
        return bool(line.gap) and not line.alone and line.bare.isupper() and _runs_on(line.bare)
    if forms.PASSING.fullmatch(line.bare):
        return _is_sentence(line.bare)
    if line.bare.startswith(("FOR ", "FROM ")):
        return _opens_a_sentence(line.bare)
    return line.bare.isupper() and _is_title_with_for(line.bare)


def _is_sentence(bare: str) -> bool:
    """Does the line run on as prose: two sentences, a verb, a plain word before "for", "your" behind it?"""
    upper = bare.upper()
    if any(_is_plain(stop["word"]) for stop in _STOPS.finditer(upper)):
        return True
    if _VERBS.intersection(upper.replace(",", " ").split()):
        return True
    found = _INSTRUCTED.match(upper)
    if found is None:
        return False
    whom = bare[found.start("whom") : found.end("whom")].strip("\"'(,.:;")
    if whom.upper() in _OWN or (not bare.isupper() and whom[:1].islower()):
        return True
    between = [word.strip(",.&") for word in found["between"].split()]
    return any(_is_plain(word) for word in between)


def _runs_on(bare: str) -> bool:
    """Is "HE SAID THE BANK HAD ASKED FOR A LOAN" above more of its paragraph a sentence: an article or "its"
    behind "for", an article or a verb in mid line before it?"""
    found = _CALLED.match(bare)
    if found is None:
        return False
    before = found["who"].replace(",", " ").split()[1:]
    return found["whom"] in _OWN | {"A", "AN"} or "THE" in before or bool(_VERBS.intersection(before))


def _opens_a_sentence(bare: str) -> bool:
    """Does "FOR THE FIRST TIME", "FOR SOME MONTHS", or a verb or pronoun, show that nobody is addressed?"""
    words = bare.replace(",", " ").split()
    return bool(_OPENERS.intersection(words[1:4]) or _VERBS.intersection(words) or _WHO.intersection(words))


def _is_plain(word: str) -> bool:
    """A word of the language that names no office, post or officer and asks for nothing."""
    named = word in _ASKED or word in _AGENCIES or word in _OFFICERS or word in tables.posts()
    return len(word) > 3 and word.isalpha() and not named and is_closed(word.lower())


def _is_title_with_for(bare: str) -> bool:
    """Does a line in capitals that says "FOR" name neither a post nor an officer?"""
    found = _CALLED.match(bare)
    if found is None or found["who"].rstrip(",") in tables.posts():
        return False
    named = found["whom"].strip(",.:")
    return not (named in _OFFICERS or named.endswith("OFF") or "/" in named)
