"""The words of an officer's title, and of the name beside it.

Law of this file: a word is a title's by the list of titles, its shape or one wrong letter; it reads no post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cableconv.grammar.form import lazy
from cableconv.lexicon import tables

SUFFIX = lazy(r"(?:JR|SR|II|III|IV)\.?", re.IGNORECASE)
# Of surnames: "Van der Test", "de los Mock".
_PARTICLES = frozenset("de van von la las los der el al den del della di da du dos bin".split())  # noqa: SIM905
_LINKS = frozenset({"TO", "FOR", "OF", "AND"})
_OFFICERS = lazy(r"(?:POL|ECON|ECO|CON|EMB|LAB|REF|PA|ADM|SCI|POL/ECON)OFF", re.IGNORECASE)
# Words of titles that are surnames as well, and titles that stand right before a name.
_SURNAMES = frozenset("PUBLIC CHIEF MAJOR HEAD JUSTICE LEADER MIN DAS VICE SENIOR MINISTER".split())  # noqa: SIM905
NO_END = frozenset({"PUBLIC", "JUSTICE", "SENIOR", "VICE"})  # with which no title ends
_BORNE = frozenset(
    """AMBASSADOR AMB DCM ADCM A/DCM CHARGE CHARG\u00c9 CDA D'AFFAIRES AFFAIRES A.I AI GENERAL CONGEN OFFICER
    COUNSELLOR SECRETARY DIRECTOR ATTACHE A/S DAS PDAS COORDINATOR ADVISOR ADVISER REPRESENTATIVE CONSUL
    MISSION MR MRS MS DR""".split()  # noqa: SIM905
)
# Bureaus and offices by their symbols: 1 FAM (organization of the Department of State).
_BUREAUS = frozenset(
    """A AC AF ARA AVC CA CT DRL DS EAP EB ECA EEB EUR G H HA HR IIP INL INM INR IO ISN L M NEA NP OES PA PM
    PRM R RP S SA SCA VC VCI WHA""".split()  # noqa: SIM905
)
_RANKS = _BORNE - {"A.I", "AI", "AFFAIRES", "GENERAL", "MISSION"} | frozenset(
    "CHIEF HEAD LEADER NEGOTIATOR MANAGER ANALYST SPECIALIST ENVOY RSO PAO".split()  # noqa: SIM905
)
# Parts of the world for which assistant secretaries answer.
_REGIONS = frozenset("AFRICA ASIA EURASIA EUROPE AMERICAS HEMISPHERE PACIFIC BALKANS CAUCASUS".split())  # noqa: SIM905
_GIVEN = lazy(r"[A-Z][a-z]{1,15}")
_MOST_PARTS = 4  # of a name; of more words the first are a title's that no list has
_LONG = 7  # letters of a title that one wrong letter leaves recognizable


def is_rank(word: str) -> bool:
    """Is this the last word of a title, not of a place or an office?"""
    return word.upper().strip(".,") in _RANKS


def has_title(part: str) -> bool:
    return any(is_title_word(word, mixed=not part.isupper()) for word in part.split())


def title_and_name(part: str) -> tuple[str, str]:
    words = _whole_words(part.split())
    mixed = not part.isupper()
    at = len(words)
    while at and may_be_name(words[at - 1]) and not is_title_word(words[at - 1], mixed):
        at -= 1
    if at == 0:
        return "", part
    name = words[at:]
    if at and len(name) > 2 and "THE" in (words[at - 1].upper(), name[0]):
        at = len(words) - 2 - (len(name[-2].rstrip(".")) == 1)  # "Ambassador to the African Union Ann Roe"
        name = words[at:]
    office = len(name) > 1 and (name[0] in _BUREAUS or _is_office(name[0], name[1:]))
    placed = max((n for n, word in enumerate(name[:-1], 1) if word.upper() in _places()), default=0)
    place = office or placed
    given = len(name) > 2 and (len(name[1].rstrip(".")) == 1 or name[0].lower() in _PARTICLES)  # "Ann Q. Roe"
    place = place or not given  # "for Salt and Fisheries Ann Roe": no title ends so
    if len(name) > 2 and words[at - 1].upper() in _LINKS and place:
        at += placed or 1  # "AMBASSADOR TO SUDAN ANN EXAMPLE", "A/S FOR NEA JANE ROE"
    elif _parts_of(name) > _MOST_PARTS and not SUFFIX.fullmatch(name[-1]):
        at = _last_parts(words, 3)
    return " ".join(words[:at]).strip(" ,:/"), " ".join(words[at:])


def _parts_of(name: list[str]) -> int:
    """How many parts a name has, "Van der Test" counted as one."""
    return sum(word.lower() not in _PARTICLES for word in name)


def _last_parts(words: list[str], count: int) -> int:
    """Where the last parts of a name begin, so many of them, with the particles of the first."""
    at = len(words)
    while at and count:
        at -= 1
        count -= words[at].lower() not in _PARTICLES
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return at


def title_and_odd_surname(part: str) -> tuple[str, str]:
    """Title and name where the surname is also the word of a title: "Ambassador John Q. Public"."""
    words = part.split()
    if not words or words[-1].upper() not in _SURNAMES:
        return "", ""
    at = len(words) - 1
    while at and may_be_name(words[at - 1]) and not is_title_word(words[at - 1], not part.isupper()):
        at -= 1
    before = words[at - 1].upper().strip(",.:") if at else ""
    no_end = words[-1].upper() in NO_END
    borne = (
        before in _BORNE
        or (no_end and before in tables.titles())
        or _OFFICERS.fullmatch(before)
        or before.endswith(("COUNS", "COUNSELOR"))
    )
    initial = len(words[-2]) == 2 and words[-2][1] == "." if len(words) > 1 else False
    alone = at == len(words) - 1
    if (alone and not (no_end and before in _BORNE)) or not (borne or (initial and not before)):
        return "", ""
    return " ".join(words[:at]).strip(" ,:"), " ".join(words[at:])


def is_bureau(part: str) -> bool:
    """The symbol of an office in the Department, "EUR/NCE", that is no title."""
    symbols = part.split("/")
    listed = symbols[0] in _BUREAUS and not set(symbols) & tables.titles()
    return listed and all(symbol.isalpha() and symbol.isupper() for symbol in symbols) and len(part) > 2


def _is_office(word: str, name: list[str]) -> bool:
    """A bureau's letters before a name that is not printed in capitals."""
    return len(word) < 6 and word.isupper() and word.isalpha() and not all(map(str.isupper, name))


def _whole_words(words: list[str]) -> list[str]:
    """The words, titles that a line end broke put together, "AFFAIR S", and a name behind a stroke apart:
    "DCM/Ann"."""
    titles = tables.titles()
    whole: list[str] = []
    for word in words:
        title, stroke, name = word.rpartition("/")
        if stroke and title.upper() in _BORNE and _GIVEN.fullmatch(name) and name.upper() not in titles:
            whole += (f"{title}/", name)
            continue
        if whole and len(word) < 3 and "." not in word and (whole[-1] + word).upper() in titles:
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def may_be_name(word: str) -> bool:
    return word[0].isupper() or word == "0." or word.lower() in _PARTICLES


def is_title_word(word: str, mixed: bool) -> bool:
    """Is this a word of a title? mixed: the statement is not all capitals, so that "USDEL" is an office."""
    bare = word.upper().strip(".,;:()\\").replace("\\", "")
    titles = tables.titles()
    if bare in titles or bare in _LINKS or "/" in bare or _OFFICERS.fullmatch(bare):
        return True
    if bare.endswith(("COUNS", "COUNSELOR", "COUNSELLOR")):
        return True
    if mixed and word.isupper() and 1 < len(word) < 6 and word.isalpha() and not SUFFIX.fullmatch(word):
        return True
    if "-" in bare:
        return any(piece in titles for piece in bare.split("-"))
    return len(bare) >= _LONG and _is_misspelt(bare.replace("0", "O"))


def _is_misspelt(word: str) -> bool:
    """Is this a title with two letters in each other's place, with one letter changed or, of a long one, with
    one too many or too few?"""
    for title in _titles_like().get((len(word), word[0]), ()):
        changed = [at for at, (a, b) in enumerate(zip(title, word, strict=True)) if a != b]
        if len(changed) < 2 or (len(changed) == 2 and sorted(title) == sorted(word)):
            return True
    if len(word) <= _LONG:
        return False
    shorter = _titles_like().get((len(word) - 1, word[0]), ())
    longer = _titles_like().get((len(word) + 1, word[0]), ())
    return any(title in _lacking_one(word) for title in shorter) or any(
        word in _lacking_one(title) for title in longer
    )


def _lacking_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@cache
def _titles_like() -> Mapping[tuple[int, str], tuple[str, ...]]:
    """The words of titles by their length and first letter."""
    found: dict[tuple[int, str], list[str]] = {}
    for title in sorted(tables.titles()):
        found.setdefault((len(title), title[0]), []).append(title)
    return {key: tuple(titles) for key, titles in found.items()}


@cache
def _places() -> frozenset[str]:
    """Words of the names of countries, in capitals."""
    countries = {word for _, name in tables.geographic_tags().values() for word in name.upper().split()}
    return frozenset(countries | _REGIONS)
