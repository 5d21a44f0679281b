"""The classification that a line begins with: letter-spaced, glued to the post, misspelt, or whole.

Law of this file: functions of one line; a word that is glued or misspelt is read only on a line of
capitals that goes on with post and serial.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cableconv.grammar import header_text as forms
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.lexicon.classification_post import SENT_FROM, split_post
from cableconv.lexicon.damaged_labels import one_letter_wrong

CLASSIFICATIONS = (
    ("TOPSECRET", "TOP SECRET"),
    ("SECRET", "SECRET"),
    ("CONFIDENTIAL", "CONFIDENTIAL"),
    ("LIMITEDOFFICIALUSE", "LIMITED OFFICIAL USE"),
    ("LIMOFFUSE", "LIMITED OFFICIAL USE"),
    ("LOU", "LIMITED OFFICIAL USE"),
    ("SBU", "UNCLASSIFIED"),
    ("UNCLASSIFIED", "UNCLASSIFIED"),
    ("UNCLAS", "UNCLASSIFIED"),
)
#: Abbreviations, read where a known post, or a serial in its full length, follows, or the cable's own post.
ABBREVIATED = {
    "CONF": "CONFIDENTIAL",
    "CONFID": "CONFIDENTIAL",
    "CONFD": "CONFIDENTIAL",
    "CONFDL": "CONFIDENTIAL",
    "UNCL": "UNCLASSIFIED",
    "UNCLASS": "UNCLASSIFIED",
    "UNCLASSED": "UNCLASSIFIED",
    "SECR": "SECRET",
    "TS": "TOP SECRET",
    "TOPSEC": "TOP SECRET",
    "LIMOFF": "LIMITED OFFICIAL USE",
    "LTD OFF USE": "LIMITED OFFICIAL USE",
    "LTD OFFICIAL USE": "LIMITED OFFICIAL USE",
    "LIM OFF USE": "LIMITED OFFICIAL USE",
}
_NOT_POSTS = frozenset(
    "IN ON AND TO FOR BY FROM WITH AT IS WAS SINCE ABOUT ABOVE BELOW REF REPORT SECTION SECTIO PART".split()  # noqa: SIM905
)
_LONGEST = 250  # columns of a classification line, blanks at its end included
_SHORT = frozenset({"LOU", "SBU"})
_SHORTEST = 3  # digits of a serial that stands for itself
_FULL = 5  # digits of a serial that no year and no sum has
_B = r"[\s.-]{0,2}"  # between the letters of a spaced word
_STEM = lazy(
    rf"\s*(?:T{_B}[O0]{_B}P|S{_B}E{_B}C|C{_B}[O0]{_B}N|L{_B}I{_B}M|L{_B}O{_B}U|SBU\b|U{_B}N{_B}C)",
    re.IGNORECASE,
)
_SENSITIVE = lazy(r"\s*SENSITIVE\s+BUT\s+(?=U)")
_BRACKETED = lazy(r"\s*[(\[]\s?(?P<word>[A-Z][A-Z .]{2,40}?)\s?[)\]](?=\s*[A-Z/]|\s*\Z)")
_ABBREVIATION = lazy(rf"\s*(?P<word>{'|'.join(sorted(ABBREVIATED, key=len, reverse=True))})(?![A-Z])[.]?")
_PRINTED = lazy(r"\s*(?P<word>[A-Z015]{6,12})(?![A-Z0-9])")
_LOOK_ALIKE = str.maketrans("L1O05", "IIOOS")  # letters and digits that a copy takes for one another
_ONE_WORD = frozenset({"UNCLAS", "UNCLASSIFIED", "CONFIDENTIAL", "SECRET"})
_WORD = lazy(r"\s*(?:TOP\s|LIMITED\s(?:OFFICIAL\s)?)?([A-Z]+)")
_LETTERS = lazy(r"\s*((?:[A-Z] ){4,}[A-Z])(?= {1,3}[A-Z]{2})")
_LONGER_END = r"(?:ARY|ARIAT|ARIES|ION|IVE|ITY|LY|S|S{0,2}I?FI?E?D)(?![A-Z])"  # "SECRETARY"
_LONGER = lazy(_LONGER_END)
_LONG_WORD = lazy(rf"\s*(?:SECRET|CONFIDENTIAL)(?:{_LONGER_END})")


def classification_word(text: str) -> tuple[str, int] | None:
    """The classification that a line begins with, and where its word ends."""
    if "l" in text and not text.isupper() and (capitals := text.replace("l", "I")).isupper():
        text = capitals  # "CONFIDENTlAL TESTVILLE 004453"
    opened = _BRACKETED.match(text)
    if opened:  # "(SECRET) TESTVILLE 4453"
        inside = _whole_word(opened["word"])
        return (inside[0], opened.end()) if inside and inside[1] == len(opened["word"]) else None
    whole = _whole_word(text) if len(text) > _LONGEST else _whole_word_again(text)
    return whole or (_abbreviation(text) if text.isupper() else None)


@lru_cache(maxsize=64)
def _whole_word_again(text: str) -> tuple[str, int] | None:
    """The same of a line that several stages ask of."""
    return _whole_word(text)


def abbreviated(text: str) -> tuple[str, int] | None:
    """The classification, abbreviated or with look-alike letters, that a line begins with, and its end."""
    found = _ABBREVIATION.match(text)
    if found:
        return ABBREVIATED[found["word"].replace(".", "")], found.end()
    printed = _PRINTED.match(text)
    normal = _alike().get(printed["word"].translate(_LOOK_ALIKE)) if printed else None
    return (normal, printed.end()) if printed and normal else None


@cache
def _alike() -> dict[str, str]:
    """The classifications of one word by what their letters look like."""
    return {word.translate(_LOOK_ALIKE): normal for word, normal in CLASSIFICATIONS if word in _ONE_WORD}


def _abbreviation(text: str) -> tuple[str, int] | None:
    found = abbreviated(text)
    return found if found and _names_a_cable(text, found[1]) else None


def _whole_word(text: str) -> tuple[str, int] | None:
    sensitive = _SENSITIVE.match(text)
    start = sensitive.end() if sensitive else 0
    if not _STEM.match(text, start):
        return None
    letters: list[str] = []
    ends: list[int] = []
    for at, character in enumerate(text[start : start + 60], start):
        if character.isalpha() or character == "0":
            letters.append("O" if character == "0" else character.upper())
            ends.append(at + 1)
        elif character in "-." and _between_letters(text, at):
            continue  # "S-E-C-R-E-T"
        elif not character.isspace() or (letters and _parts_columns(text, at)):
            break
    word = "".join(letters)
    found = None
    for spelled, normal in CLASSIFICATIONS:
        if not word.startswith(spelled):
            continue
        end = ends[len(spelled) - 1]
        spaced = _is_spaced(text[start:end].strip(), spelled, normal)
        glued = text[end : end + 1].isalpha()
        if spaced and not glued:
            return normal, end
        certain = spaced or not glued  # one thing is wrong with the word, not two
        if certain and spelled not in _SHORT and text.isupper() and not _LONGER.match(text, end):
            found = found or ((normal, end) if _names_a_cable(text, end) else None)
    return (_misspelt(text, start) or found or _letter_lost(text, start)) if text.isupper() else None


def _between_letters(text: str, at: int) -> bool:
    """Is this sign between two letters that stand by themselves?"""
    return text[at + 1 : at + 2].isalpha() and not text[max(0, at - 2) : at - 1].isalpha()


def _parts_columns(text: str, at: int) -> bool:
    """Do three blanks stand here, and no letter by itself on both sides, as in "O F F I C I A L   U S E"?"""
    after = text[at:].lstrip()
    spaced = after[:1].isalpha() and not text[max(0, at - 2) : at - 1].isalpha() and after[1:2] == " "
    return text[at : at + 3].isspace() and not spaced


def _is_spaced(printed: str, spelled: str, normal: str) -> bool:
    """Are the word's letters all apart, or all together, or this word by word?"""
    words = re.split(r"[-.\s]+", printed.upper().replace("0", "O"))
    return (
        len(words) > len(spelled) - 3
        or len(words) == 1
        or len(words) == len(normal.split())
        or all(len(word) == 1 or word in normal.split() for word in words)
    )


def _misspelt(text: str, start: int) -> tuple[str, int] | None:
    """A classification with one letter left out, doubled or changed with the next."""
    found = _WORD.match(text, start)
    normal = _damaged().get(" ".join(found[0].split())) if found else None
    return (normal, found.end()) if found and normal and _names_a_cable(text, found.end()) else None


def _letter_lost(text: str, start: int) -> tuple[str, int] | None:
    """A spaced classification that has lost a letter, "C O N F I D E N T I A  TESTVILLE 000123"."""
    found = _LETTERS.match(text, start)
    normal = _damaged().get(found[1].replace(" ", "")) if found else None
    return (normal, found.end()) if found and normal and _names_a_cable(text, found.end()) else None


@cache
def _damaged() -> dict[str, str]:
    """Misspelt classifications with what each stands for."""
    whole = {"UNCLAS": "UNCLASSIFIED", **{normal: normal for _, normal in CLASSIFICATIONS}}
    table: dict[str, str] = {}
    for word, normal in whole.items():
        *before, last = word.rsplit(" ", 1)
        for form in one_letter_wrong(last):
            table.setdefault(" ".join((*before, form)), normal)
    return {word: normal for word, normal in table.items() if word not in whole}


def _names_a_cable(text: str, at: int) -> bool:
    """Do post and serial follow: a post that is known, or a serial in its full length?"""
    rest = forms.CLASSIFICATION_REST.fullmatch(text, at)
    if rest is None or rest["serial"] is None:
        return False
    full = len(rest["serial"]) >= _FULL and "," not in rest["serial"]
    return full or split_post(rest["post"])[1] in tables.posts()


def is_classification(text: str, *, alone: bool) -> bool:
    """Is this a classification line? alone: also a bare word without post and serial."""
    word = classification_word(text)
    if word is None or len(text) > _LONGEST:
        return False
    rest = forms.CLASSIFICATION_REST.fullmatch(text, word[1])
    if rest is None:
        return False
    if rest["post"] is None:
        return bool(
            (alone or rest["total"])
            and text.isupper()
            and not _SENSITIVE.match(text)
            and text.strip() != "SBU"
        )
    post = SENT_FROM.sub("", rest["post"].upper()).split()
    if _NOT_POSTS.intersection(post):
        return False
    if "," in rest["serial"] and split_post(rest["post"])[1] not in tables.posts():
        return False  # "SECRET DOCUMENTS 12,000"
    if len(rest["serial"]) < _SHORTEST:  # early in a year; "SECRET PARA 3" is none
        spaced = " " in text[: word[1]].strip() and word[0] != "TOP SECRET"
        named = split_post(rest["post"])[1]
        series = forms.SERIES.fullmatch(f"{named} {rest['serial']}") is not None  # "PARTO 12"
        return text.isupper() and bool(rest["total"] or spaced or series or named in tables.posts())
    year_like = len(rest["serial"]) == 4 and rest["serial"][:2] in ("19", "20")
    if year_like and not rest["total"] and ("OF" in post or word[0] == "LIMITED OFFICIAL USE"):
        return False
    return text.isupper() or len(rest["serial"]) >= _FULL


def may_be_classification(text: str) -> bool:
    """Does a line begin like a classification and end like a cable's serial, whatever is between?"""
    name, _, digits = text.rstrip().rpartition(" ")
    if not (digits.isdigit() and len(digits) >= _FULL) or name.strip() in tables.posts():
        return False
    return _STEM.match(text) is not None and not _LONG_WORD.match(text)
