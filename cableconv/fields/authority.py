"""The statement of the classification authority into name, title, post and reasons.

Law of this file: nothing is guessed; a part that cannot be read stays empty, the statement as
printed is always kept.
"""

from __future__ import annotations

import re

from cableconv.fields.titles import (
    NO_END,
    SUFFIX,
    has_title,
    is_bureau,
    is_rank,
    is_title_word,
    may_be_name,
    title_and_name,
    title_and_odd_surname,
)
from cableconv.grammar import authority as authority_forms
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.model_header import ClassifiedBy

_REASONS_FIRST = lazy(r"\s*Reasons?\s?:\s?1\.[4-6][ ()a-h,and]{0,24}[.;]\s+", re.IGNORECASE)
_DERIVED = lazy(r"\s*Derived\s+from\s*:", re.IGNORECASE)  # another document, not a person
_PRELUDE = lazy(
    r"(?:\N{PILCROW SIGN}?\d{1,2}\s?[.)]\s*)?(?:\((?:U|C|S|SBU)\)\s*)?"
    r"(?:(?:CONFIDENTIAL|SECRET|UNCLASSIFIED)\s*-+\s*ENTIRE TEXT\.\s*)?"
    r"(?:This (?:message|cable)(?: was| is)?\s*)?class?(?:ified|fied|ifed|ifified)\s+by\s*[:;.]?\s*",
    re.IGNORECASE,
)
_REASON = (
    lazy(  # where the reasons begin, misprints of such copies included: "FR RES0NS 1,4", "for re ason 1.4"
        r"""
      (?: \b (?: f [ ]? [o0]? [ ]? r | based \s [o0]n | based \s upon | due \s to | in \s accordance \s with
        | per | under | pursuant \s to ) \s )*+
      (?: \b the \s (?: following \s )? )?+
      (?: (?<! [A-Za-z] ) E\.? \s? O\.? \s? \d{5} \b | (?<= [fF][oO][rR] \s ) 1[0-9]{4} (?= \s 1\. )
      | \b r \s? e \s? a \s? s? \s? [o0]? \s? n? \s? s? \s? (?: \(s\) )? \b (?= \W )
      | \b r (?: e | a ) s [o0] ns? \b | \b reaons \b | \b para (?: graph )? \s+ (?= 1\. )
      | \b s \s? e \s? c \s? tion \s+ (?= 1 \s? [.,] ) | \b 1 \s? [.,] \s? [2-6] \s* [\s(.,] )
    """,
        re.IGNORECASE | re.VERBOSE,
    )
)
_SECTION = lazy(r"1\s?[.,]\s?([2-6])")
_LETTER = lazy(r"(?<![A-Za-z.])([a-h])(?![A-Za-z]|\.[O0])", re.IGNORECASE)
_LETTERS = lazy(r"(?<![A-Za-z])([a-h])\s?-\s?([a-h])(?![A-Za-z])", re.IGNORECASE)  # "(b-d)"
_TAKEN_OUT = lazy(r"(?P<title>[^\[\]]*)\[[A-Za-z ]{0,40}(?:REDACTED|REMOVED|DELETED)\]", re.IGNORECASE)
_FULL_STOP = ("jr.", "sr.", "a.i.")  # endings whose full stop belongs to them
_OFFICE = lazy(r"(?:REO|PRT|ROC|EPRT|AIT|USINT|USLO|USUN|USEU|USNATO|USOSCE|UNVIE)\b(?!/)", re.IGNORECASE)
_LONGEST_NAME = 5
_TURNED = 2  # parts of a name whose surname stands first
_HONORIFIC = lazy(r"(?:DR|MR|MRS|MS|PROF)\.?\s+(?=[A-Z][\w.'-]*\s+[A-Z])", re.IGNORECASE)
_WITH_SUFFIX = lazy(r"(?P<name>.+?)(?P<suffix>,? (?:JR|SR|II|III|IV)\.?)", re.IGNORECASE)
_BRACKETED = lazy(r"(?P<name>[^()]{4,60}?)\s*\((?P<title>[^()]{2,60})\)?")  # "Ann Roe (Acting DCM)"
_POST = lazy(
    r"(?:(?:U\.?S\.?|AMERICAN|AM)\s+)?(?:EMBASSY|CONSULATE|MISSION"
    r"|DEPARTMENT OF STATE|DEPT\.? OF STATE|STATE DEPARTMENT|AMEMBASSY|AMCONSUL)\b.*",
    re.IGNORECASE,
)
_AGENCY = lazy(
    r"(?:U\.?S\.?\s+)?(?:STATE|DOS|DEPARTMENT OF STATE|DEPT\.? OF STATE|STATE DEP(?:ARTMEN)?T\.?)",
    re.IGNORECASE,
)
_SEAT = lazy(
    r"(?:(?:U\.?S\.?|AMERICAN|AM)\s+)?(?:EMBASSY|CONSULATE(?: GENERAL)?|AMEMBASSY|AMCONSUL)", re.IGNORECASE
)


def classified_by(text: str, own: str = "") -> ClassifiedBy:
    """The statement of the classification authority; parts that cannot be read stay empty.

    own: the name of the cable's post, which no table need have."""
    if _DERIVED.match(text):
        return ClassifiedBy(text)
    if authority_forms.REASONS_ALONE.fullmatch(text):
        return ClassifiedBy(text, reasons=_reasons(text))
    first = _REASONS_FIRST.match(text)
    rest = text[first.end() :] if first else text
    while found := _PRELUDE.match(rest):
        rest = rest[found.end() :]
    rest = re.sub(r"^\((?:U|C|S)\)\s*", "", rest)
    if again := _PRELUDE.match(rest):
        rest = rest[again.end() :]
    cut = _REASON.search(rest)
    head, tail = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    said = _trimmed(head if cut else re.split(r"(?<=[a-z]{3})\. ", head)[0])
    small = said.islower()  # a text without capitals is read as one of capitals
    name, title, post = _person(said.upper() if small else said, own.upper())
    if small:
        name, title, post = name.lower(), title.lower(), post.lower()
    return ClassifiedBy(text, name, title, post, _reasons(tail) or _reasons(first[0] if first else ""))


def _trimmed(head: str) -> str:
    """The statement without the marks at its end, the full stop of "Jr." kept."""
    bare = head.strip(" ,;:-(")
    while bare.endswith(".") and not bare.lower().endswith(_FULL_STOP):
        bare = bare[:-1].rstrip(" ,;:-(")
    return bare


def _reasons(tail: str) -> tuple[str, ...]:
    found = _SECTION.search(tail)
    if not found:
        return ()
    reasons: list[str] = []
    for part in re.split(r"(?=1\s?[.,]\s?[2-6])", tail[found.start() :]):
        number = _SECTION.match(part)
        if not number:
            continue
        listed = re.split(
            r"[A-Za-z]{4,}|\.\s+[A-Z][a-z]", re.sub(r"\ba\s+nd\b", "and", part[number.end() :])
        )[0]
        listed = _LETTERS.sub(_all_letters, listed.lstrip("."))
        reasons.extend(f"1.{number[1]}({letter.lower()})" for letter in _LETTER.findall(listed))
    return tuple(dict.fromkeys(reasons))


def _all_letters(found: re.Match[str]) -> str:
    """The letters of a range, "b-d"."""
    return " ".join(chr(at) for at in range(ord(found[1].lower()), ord(found[2].lower()) + 1))


def _person(head: str, own: str) -> tuple[str, str, str]:
    """Name, title and post of "title name, post" and "name, title, post"."""
    if (named := _BRACKETED.fullmatch(head)) and has_title(named["title"]):
        head = f"{named['name']}, {named['title']}"
    parts = _placed(_seated(_parts(head)))
    if not parts:
        return "", "", ""
    post = ""
    if len(parts) > 1 and _POST.fullmatch(parts[-1]):
        post = parts.pop()
        if len(parts) > 1 and _POST.fullmatch(parts[-1]):
            post = f"{parts.pop()}, {post}"
    if taken := _TAKEN_OUT.fullmatch(parts[0]):  # the name is not there
        return "", taken["title"].strip(), post or ", ".join(parts[1:])
    if addressed := _HONORIFIC.match(parts[0]):  # no title of an office
        parts[0] = parts[0][addressed.end() :]
    if _is_name_alone(parts[0]) and (len(parts) == 1 or has_title(parts[1])):
        return _named_first(parts, post)
    if len(parts) == _TURNED and not post and _is_turned(*parts):
        return ", ".join(parts), "", ""
    suffix = _WITH_SUFFIX.fullmatch(parts[0])
    if suffix:
        name, title, post = _person_of([suffix["name"], *parts[1:]], post, own)
        return f"{name}{suffix['suffix']}" if name else "", title, post
    return _person_of(parts, post, own)


def _seated(parts: list[str]) -> list[str]:
    """The parts, "Embassy Testville Political Section Chief" as a title and the post behind it."""
    seated: list[str] = []
    for part in parts:
        words = part.split()
        if seated and _POST.fullmatch(part) and is_rank(words[-1]):
            at = len(words)
            while at and words[at - 1].upper() in tables.titles():
                at -= 1
            if at > 1:
                seated += (" ".join(words[at:]), " ".join(words[:at]))
                continue
        seated.append(part)
    return seated


def _placed(parts: list[str]) -> list[str]:
    """The parts, "Consulate General, Testville" as one, and without the agency, "State", beside a post."""
    placed: list[str] = []
    for part in parts:
        if len(placed) > 1 and _SEAT.fullmatch(placed[-1]) and _is_name_of_place(part):
            placed[-1] += f", {part}"
        else:
            placed.append(part)
    seated = any(_POST.fullmatch(part) and not _AGENCY.fullmatch(part) for part in placed[1:])
    return [part for at, part in enumerate(placed) if not (at and seated and _AGENCY.fullmatch(part))]


def _is_name_of_place(part: str) -> bool:
    """Words with capitals, none of them of a title, and no agency's name."""
    named = all(word.isalpha() and word[0].isupper() for word in part.split())
    return named and not (has_title(part) or _AGENCY.fullmatch(part) or _POST.fullmatch(part))


def _person_of(parts: list[str], post: str, own: str) -> tuple[str, str, str]:
    """Name, title and post of the parts of a statement whose post may have been told apart."""
    title, name = title_and_name(parts[0])
    if not name:
        title, name = title_and_odd_surname(parts[0])
    if name and not title:
        placed = len(parts) > 2 and _is_seat(parts[-1])
        placed = placed or (len(parts) > 1 and parts[-1].upper().rstrip(".") == own)
        if not post and len(parts) > 1 and (is_bureau(parts[-1]) or placed):
            post = parts.pop()
        elif len(parts) > 2 and not has_title(parts[-1]) and _is_place(parts[-1], beside=bool(post)):
            post = ", ".join(filter(None, (parts.pop(), post)))
        return name, ", ".join(parts[1:]), post
    if not name:
        for at, part in enumerate(parts[1:], 1):
            more, name = title_and_name(part)
            if name:
                return name, ", ".join(filter(None, (*parts[:at], more))), post
        return "", ", ".join(parts), post
    if not post and len(parts) > 1 and is_rank(parts[-1].split()[-1]):
        return name, ", ".join((title, *parts[1:])), ""  # "A/S Ann Roe, Chief Negotiator"
    return name, title, post or ", ".join(parts[1:])


def _is_seat(part: str) -> bool:
    """Is this the name of a post that is listed, or the agency's?"""
    return part.upper().rstrip(".") in tables.posts() or _AGENCY.fullmatch(part) is not None


def _named_first(parts: list[str], post: str) -> tuple[str, str, str]:
    """Name, title and post of "name, title, place" with a name whose last word is one of titles, too."""
    rest = parts[1:]
    places: list[str] = []
    while len(rest) > 1 and not has_title(rest[-1]):
        places.insert(0, rest.pop())
    return parts[0], ", ".join(rest), ", ".join(filter(None, (*places, post)))


def _is_name_alone(part: str) -> bool:
    """Two to four words of a name, "JANE Q. PUBLIC", of which only the last is a word of titles as well."""
    words = part.split()
    mixed = not part.isupper()
    return (
        1 < len(words) < _LONGEST_NAME
        and words[-1].upper() in NO_END
        and all(may_be_name(word) and not is_title_word(word, mixed) for word in words[:-1])
    )


def _is_turned(surname: str, given: str) -> bool:
    """Are these the parts of "SPECIMEN, JANE Q.", neither a word of titles nor a place?"""
    words = [surname, *given.split()]
    named = all(map(may_be_name, words)) and not (has_title(surname) or has_title(given))
    placed = {surname.upper(), given.upper()} & tables.posts().keys() or is_bureau(given)
    return named and not placed and " " not in surname and len(words) <= _TURNED + 1


def _is_place(part: str, *, beside: bool) -> bool:
    """An office of a place, "REO OTHERVILLE", or beside a post the name of its place, one word."""
    return _OFFICE.match(part) is not None or (beside and part.isalpha())


def _parts(head: str) -> list[str]:
    """Split at commas, keeping ", Jr." and ", III" with the name."""
    parts: list[str] = []
    office, dash, rest = head.partition(" - ")
    pieces = re.split(r"\s*[,;]\s*|:\s*", head)
    if dash and "," not in office and not _POST.match(office):  # "AF/C - ANN EXAMPLE"
        pieces = [office, *re.split(r"\s*[,;]\s*|:\s*", rest)]
    for part in pieces:
        bare = part.strip()
        if not bare:
            continue
        if parts and SUFFIX.fullmatch(bare):
            parts[-1] += f", {bare}"
        else:
            parts.append(bare)
    return parts
