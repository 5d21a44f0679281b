"""Post and captions of a classification line: where the name of the post begins among its words.

Law of this file: functions of one line and of the names that other lines give the post; what no caption
is known for stays part of the post, unless those lines tell the post.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from cableconv.grammar import captions as forms
from cableconv.grammar import header_text
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import count
from cableconv.lexicon import tables

_SENDER = lazy(
    r"\s*(?:(?:FM|FROM|XMT)(?:\s*:)?\s+|FM(?=AMEMBASSY|AMCONSUL|USMISSION))"
    r"(?:[RQU][A-Z]{3,7}\s?/\s?)?(?:THE\s+)?(?P<name>[A-Z][A-Z .'/-]*?)"
    r"(?:\s+(?:IMMEDIATE|PRIORITY|ROUTINE|FLASH))?(?:\s+\d{1,6})?\s*",
    re.IGNORECASE,
)
_KIND = (
    r"(?:AMEMBASSY|AMEMBASY|AMEMB|AMCONSUL|AMCONGEN|AMERICAN[ ]EMBASSY|AMERICAN[ ]CONSULATE(?:[ ]GENERAL)?"
    r"|EMBASSY|USMISSION|USDEL|USINT|USLO)"
)
SENT_FROM = lazy(rf"(?<![A-Z])(?:FROM|FM)\s+(?={_KIND}\s)")  # "SECRET FROM AMEMBASSY TESTVILLE 123"
_KINDS = lazy(rf"(?:{_KIND}\s+)+(?=[A-Z])")
_LAST_KIND = lazy(rf"(?:.*(?<![A-Z]))?{_KIND}\s+(?=[A-Z])", re.DOTALL)
_OFFICES = {"WHITE HOUSE": "WH", "SITUATION ROOM": "WH", "SECSTATE": "STATE", "SECRETARY OF STATE": "STATE"}
_SENT = frozenset({"FROM", "FM"})  # "SECRET FROM TESTVILLE 123"
_KIND_ALONE = lazy(rf"(?:(?<![A-Z]){_KIND}\s*)+\Z")
_PARTS = frozenset(  # first words of names of posts, and of missions, which are no captions
    """USUN USNATO USEU USEC USOECD USOSCE UNVIE USVIENNA USBERLIN AIT US AMERICAN MISSION CONSULATE CG NEW
    OLD     EAST WEST NORTH SOUTH PORT SAN SANTA SAO ST SAINT FORT LA LE LAS LOS EL AL DE THE""".split()  # noqa: SIM905
)
_APART = " ,;/().-"
_NUMBER_SIGN = lazy(r"(?:\s+N[O0]\.?|\s+NUMBER|\s*-)\s*\Z", re.IGNORECASE)  # "TESTVILLE NO. 123"
_SHORT = 4  # letters of a mission's name, "OECD PARIS", "MTN GENEVA"
_STUMP = 10  # letters that a page marker prints of a post's name
_POSTLESS = lazy(  # "CONFIDENTIAL NODIS 4453"
    rf"(?P<lead>{forms.CAPTIONS}*+)\s+(?!(?:19|20)\d\d\s*\Z)(?P<serial>\d{{3,6}})\s*",
    re.VERBOSE | re.IGNORECASE,
)
_SPACED = lazy(r"[A-Z](?:\s{1,3}[A-Z]){3,}")
_WIDE = lazy(r"\s{2,}")
_NO_CAPTION = lazy(r"\b(?:IN|AT|OF|ON|FROM|TO|IS|WAS|BY|WITH|ABOUT|SINCE)\s*\Z|[.?!;:]\s", re.IGNORECASE)


_HANDLING = frozenset(
    (
        "NOFORN",
        "NF",
        "FOUO",
        "EFTO",
        "SBU",
        "SENSITIVE",
        "ORCON",
        "NO FOREIGN DISSEM",
        "NO FOREIGN DISSEMINATION",
        "FOR OFFICIAL USE ONLY",
    )
)


class Rest(NamedTuple):
    """What follows the word of a classification line; "" and 0 for what is not there."""

    captions: str = ""  # as printed, with what stands between them
    post: str = ""
    serial: str = ""
    number: int = 0  # of the section
    total: int = 0
    behind: str = ""  # captions and numbers of series behind the serial


def named_by(line: str) -> frozenset[str]:
    """The names that an FM or XMT line gives a post: its own, and what its telegrams call the office."""
    found = _SENDER.fullmatch(line)
    if found is None:
        return frozenset()
    name = " ".join(found["name"].upper().split())
    called = {short for office, short in _OFFICES.items() if office in name}
    return frozenset({_KINDS.sub("", name, count=1), *called} - {""})


def split_post(printed: str, named: Collection[str] = ()) -> tuple[str, str]:
    """Captions and post of the words before the serial. named: what other lines call the post."""
    printed = _NUMBER_SIGN.sub("", printed)
    text = _closed(" ".join(printed.upper().split()) if not _SPACED.fullmatch(printed) else printed.upper())
    text = SENT_FROM.sub("", text).rstrip("/ ,")
    if is_named(text, named) or text in tables.posts():
        return "", text
    words = text.split()
    for start in range(1, len(words)):
        rest = " ".join(words[start:])
        before = " ".join(words[: start - (words[start - 1] in _SENT)])
        if words[start - 1] not in _PARTS and is_named(rest, named) and not _NO_CAPTION.search(before):
            return _KIND_ALONE.sub("", before), rest
    if (kind := _LAST_KIND.match(text)) and text[kind.end() :]:
        return _KIND_ALONE.sub("", text[: kind.end()].rstrip()), text[kind.end() :]
    leading = forms.LEADING.match(text)
    if leading and text[leading.end() :][:1].isalpha():
        return text[: leading.end()].rstrip(), text[leading.end() :]
    return _unlisted(words) or ("", text)


def _unlisted(words: list[str]) -> tuple[str, str] | None:
    """A word that is no caption known here, and the post behind it, of which the name is known."""
    known = tables.posts()
    for start in range(1, len(words)):
        post, before = " ".join(words[start:]), words[:start]
        if known.get(post) == post and len(before[0]) > _SHORT and not _PARTS.intersection(before):
            return " ".join(before), post
    return None


def _closed(text: str) -> str:
    """A name whose letters stand apart, closed up: "N E W  T E S T B U R G"."""
    if not _SPACED.fullmatch(text.strip()):
        return text
    return " ".join("".join(word.split()) for word in _WIDE.split(text.strip()))


def _letters(name: str) -> str:
    return re.sub("[^A-Z]", "", name)


def is_named(name: str, named: Collection[str]) -> bool:
    """Is this a name that other lines give the post, or what a page marker has left of its name?"""
    own = _letters(name)
    for other in named:
        letters = _letters(other)
        if own == letters or (len(other) >= _STUMP - 1 and name[:_STUMP].rstrip() == other):
            return True
    return False


def may_hold_caption(post: str) -> bool:
    """May the first word of a post that no table and no other line names be a caption of no list?"""
    words = post.split()
    return len(words) > 1 and words[0] not in _PARTS and len(words[0]) > _SHORT and post not in tables.posts()


def rest_of(text: str, at: int, named: Collection[str] = ()) -> Rest | None:
    """What follows the word of a classification line, which ends here; None where it is none.

    named: what other lines of the cable call the post, before which any words may stand."""
    found = header_text.CLASSIFICATION_REST.fullmatch(text, at)
    if found is None or (named and found["serial"] is None):
        own = _own(named).fullmatch(text, at) if named else None
        lead = own["lead"].strip(_APART) if own else ""
        told = own is not None and not _NO_CAPTION.search(own["lead"])
        if own is not None and told and (not own["odd"] or is_listed(lead)):
            return _read(own, lead, " ".join(own["post"].upper().split()))
        bare = _POSTLESS.fullmatch(text, at) if named else None
        if bare is not None:
            return Rest(bare["lead"].strip(_APART), "", bare["serial"].lstrip("0"))
    if found is None:
        return None
    captions, post = split_post(found["post"], named) if found["post"] else ("", "")
    return _read(found, " ".join(filter(None, (_lead(found), captions))), post)


def _lead(found: re.Match[str]) -> str:
    return " ".join(filter(None, (found["handling"], found["before"], found["more"]))).strip()


def _read(found: re.Match[str], captions: str, post: str) -> Rest:
    number, total = _section(found)
    behind, odd = found["rest"] or "", found.groupdict().get("odd") or ""
    if any(map(str.isdigit, odd)):  # a time, "DTG 161530Z JAN 08"
        behind = behind.removesuffix(odd)
    return Rest(captions, post, serial_of(found), number, total, behind)


def serial_of(found: re.Match[str]) -> str:
    """The serial without leading zeros and without the comma of "4,453"; "" where there is none."""
    return (found["serial"] or "").replace(",", "").upper().replace("O", "0").lstrip("0")


def _section(found: re.Match[str]) -> tuple[int, int]:
    """Number and total of the section, before the post or behind the serial; 0 and 0 without one."""
    parts = found.groupdict()
    for behind in ("", "_after"):
        if parts.get(f"total{behind}"):
            total = count(parts[f"total{behind}"])
            printed = parts[f"number{behind}"]
            return (count(printed) if printed else total if parts[f"final{behind}"] else 1), total
    return (int(parts["section_after"]) if parts.get("section_after") else 0), 0


def _own(named: Iterable[str]) -> re.Pattern[str]:
    return _own_of(tuple(sorted(named, key=lambda name: (-len(name), name))))


@cache
def _own_of(named: tuple[str, ...]) -> re.Pattern[str]:
    """Any words, one of these names of a post, a serial, and what may stand behind it."""
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in named)
    lead = rf"(?P<lead>[^a-z]{{0,80}}?)(?:{forms.SECTION}[\s/,-]*(?P<more>{forms.CAPTIONS}*+)[\s/,-]*)?"
    post = (
        rf"(?<![A-Z])(?:(?:FROM|FM)\s+)?(?:{_KIND}\s+)?(?P<post>{names}){forms.NUMBER_SIGN}\s*{forms.SERIAL}"
    )
    behind = rf"{forms.AFTER}(?P<rest>{forms.BEHIND}*+(?P<odd>[\s/,(]+[A-Z(][^a-z]{{0,60}})?)\s*[.]?\s*"
    return lazy(f"{lead}{post}{behind}", re.VERBOSE)


def is_listed(captions: str) -> bool:
    """Are these captions all of the list, or none at all?"""
    return not captions or forms.LEADING.fullmatch(f"{captions} ") is not None


def caption_words(printed: str, *, classified: bool) -> tuple[str, ...]:
    """The captions that stand on a classification line, each by itself: those that are listed, and what
    stands between them. classified: above UNCLASSIFIED, where SENSITIVE is no handling."""
    words: list[str] = []
    at = 0
    if not printed.strip(_APART):
        return ()
    for found in [*forms.LISTED.pattern().finditer(printed), None]:
        between = printed[at : found.start() if found else len(printed)].strip(_APART)
        if between:
            words.append(" ".join(between.split()))
        if found:
            words.append(" ".join(found[0].upper().split()))
            at = found.end()
    closed = (_closed_caption(word) for word in words)
    return tuple(word for word in closed if word not in _HANDLING or (classified and word == "SENSITIVE"))


def _closed_caption(word: str) -> str:
    """A caption whose letters stand apart, closed up."""
    if not _SPACED.fullmatch(word):
        return word
    letters = word.replace(" ", "")
    return {"EYESONLY": "EYES ONLY", "CORRECTEDCOPY": "CORRECTED COPY"}.get(letters, letters)
