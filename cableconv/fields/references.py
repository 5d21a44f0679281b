"""The reference line into its items: kind, reference number, letter.

Law of this file: never require a post to be in a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cableconv.fields.reference_parts import as_one, parted
from cableconv.grammar import references as reference_forms
from cableconv.grammar.form import lazy
from cableconv.lexicon import tables
from cableconv.lexicon.reference_numbers import Year, airgram, in_range, number, post_name
from cableconv.model_header import Reference

_KINDS = (
    ("e-mail", lazy(r"\bE-?\s?MAILS?\b|@", re.IGNORECASE)),
    ("memorandum", lazy(r"\bMEMO(?:RANDUM|RANDA|S)?\b|\bMEMCONS?\b", re.IGNORECASE)),
    (
        "telcon",
        lazy(r"\bTEL(?:E)?CONS?\b|\bTELEPHONE\b|\bPHONE\b|\bPHONE?CONS?\b", re.IGNORECASE),
    ),
    (
        "press",
        lazy(
            r"\b(?:REUTERS?|AFP|FBIS|OSC|NYT|IHT|WSJ|UPI|DPA|INTERFAX|WASHINGTON POST|TIMES"
            r"|NEWSPAPER|ARTICLE|PRESS|XINHUA|TASS|BBC)\b",
            re.IGNORECASE,
        ),
    ),
)
_OTHERS = ("e-mail", "memorandum", "telcon")
_STOP = frozenset(
    """EMAIL EMAILS E-MAIL MEMO TELCON DATED DTG FAX OSC IIR SUBJ SUBJECT PARA PARAS PAGE REPORT LETTER
    NOTE ON IN JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT
    NOV DEC JANUARY FEBRUARY MARCH APRIL JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER UNSCR
    SECTION THRU THROUGH CIRCULAR NO NUMBER
    MSG MESSAGE FROM TD TDX TD-314 ARTICLE CFR USC FAM FAH NIE RESOLUTION EUP DIPNOTE DIPLOMATIC NEA-
    POINTS DAILY SEPTEL AND""".split()  # noqa: SIM905
)
_LEADING = lazy(r"(?:.*\b(?:AND|SEE|ALSO|OR|BOTH|TELS?|VIA|CF)\s)+", re.IGNORECASE)
_LINK = lazy(r"(?:.*\s)?(?:AND|SEE|ALSO|OR|BOTH|VIA|CF)", re.IGNORECASE)  # the number behind one is a year
_MORE = lazy(
    r"\s*(?:[,;]|AND|&|[,;]\s*AND|/)\s*(\d{1,7})(?![\d:.-]\d|\d|\s*(?!AND\b)[A-Za-z]{3,}\s+\d)", re.IGNORECASE
)
_AFTER = lazy(r"(?<=[\d)])\.(?: [A-Z][a-z]+ [a-z][^\d]*)?\Z")  # "State 123. For the Ambassador."
_SEMICOLON = lazy(r";(?!\s*\d{3,7}\s*(?:\(NOTAL\)\s*)?(?:[;,.]|AND\b|\Z))")  # no further serial of a post
_YEAR_BEHIND = lazy(  # "USUN 1234 (84)", "USUN 1234 OF 1984", "USUN 1234 (DTG 041432Z MAR 84)"
    r"\s?\((?P<year>(?:19|20)?\d{2})\)|\s{1,2}OF\s{1,2}(?P<of>(?:19|20)\d{2})(?![\d/-])"
    r"|[\s,]{0,2}\(?(?:DTG:?\s)?\d{6}Z\s[A-Z]{3}\s(?P<sent>(?:19|20)?\d{2})\b\)?",
    re.IGNORECASE,
)
_YEAR_OF_ALL = lazy(r"\(\s*(?:BOTH|(?P<all>ALL))\s+(?P<year>(?:19|20)\d{2})\s*\)[\s.]*\Z", re.IGNORECASE)
_BOTH = 2
_AND = lazy(r"\A[\s,;.]*(?:AND\s+)?", re.IGNORECASE)  # before an item whose letter stands behind it
_GLUED = lazy(r"(?P<post>[A-Z]{2,25})(?P<serial>\d{4,7})(?:\s*\((?:NOTAL|EXDIS|NODIS)\))?")
_INITIALS = lazy(r"(?:[A-Z]\.)+")  # "P.L. 480", "E.O. 12958"
_TELEGRAM = frozenset({"TEL", "TELS", "TELEGRAM", "TELEGRAMS", "CABLE", "CABLES"})
_SHORT = frozenset({"MY", "UR"})  # words of two letters that stand for a post
_LABEL_ONLY = lazy(
    r"\N{PILCROW SIGN}?\s*\(?([A-Z])(?:\)|\.(?!\w\.)|\.?\))\s*(?:\(?\1\)?[).]?\s+)?", re.IGNORECASE
)
_PORTIONS = frozenset("UCS")  # markings that look like letters of the list
_CANDIDATE = lazy(
    r"(?:(?<=[\s;,])|^)\N{PILCROW SIGN}?"
    r"(?:\(([A-Za-z])\)|([A-Za-z])\)|([A-Za-z])(?:\.|:(?=\s)|\s\.\s)(?=\s|[A-Z0-9(]{2})"
    r"|([A-Z])\s-(?=\s))\s*"  # "A - TESTVILLE 123"
)


def references(text: str, known: Year | None) -> tuple[Reference, ...]:
    """The items of a reference line, its label still in front or not."""
    found = reference_forms.REFERENCE.match(text)
    body = found["value"] if found else text
    if reference_forms.NOTHING_REFERRED.fullmatch(body):
        return ()
    listed = [_read(label, item, known) for label, item in _items(body.strip())]
    if said := _YEAR_OF_ALL.search(body):
        cables = [[one for one in read_ if one.kind == "cable"] for read_ in listed]
        count, each = sum(map(len, cables)), len(listed) == 1 or max(map(len, cables), default=0) == 1
        if each and count > 1 and (count == _BOTH or said["all"]):  # else some of them, and which is not said
            dated = (known or Year(0))._replace(year=int(said["year"]), january=False)
            listed = [_read(label, item, dated) for label, item in _items(body.strip())]
    return tuple(one for read_ in listed for one in read_)


def dated(listed: tuple[Reference, ...], known: Year) -> tuple[Reference, ...]:
    """References to cables with their numbers, where year and post of the edited telegram tell them; a
    serial alone is of the post before it."""
    dated: list[Reference] = []
    for one in listed:
        more = dated[-1].number.rstrip("0123456789")[2:] if dated and one.text.isdigit() else ""
        read_ = references(f"{more} {one.text}".strip(), known) if one.kind == "cable" else ()
        number = read_[0].number if len(read_) == 1 else ""
        dated.append(one if one.number else one._replace(number=number))
    return tuple(dated)


def _items(text: str) -> list[tuple[str, str]]:
    """Letter and text of each item: by its letters in order, else at semicolons."""
    cuts: list[tuple[int, int, str]] = []
    expected = "A"
    for found in _CANDIDATE.finditer(text):
        if found[4] and cuts and "-" not in text[cuts[0][0] : cuts[0][1]]:
            continue  # a dash behind an item of a list with stops or brackets
        letter = (found[1] or found[2] or found[3] or found[4]).upper()
        if cuts and letter == cuts[-1][2] and not text[cuts[-1][1] : found.start()].strip():
            cuts[-1] = (cuts[-1][0], found.end(), letter)  # "A. (A) POST 12"
        elif cuts and found[1] in _PORTIONS and not text[cuts[-1][1] : found.start()].strip():
            cuts[-1] = (cuts[-1][0], found.end(), cuts[-1][2])  # "(A) (C) POST 12"
        elif (
            letter == expected
            or (cuts and expected < letter <= chr(ord(expected) + 2))
            or (cuts and letter > expected and _begins_with_number(text, found.end()))
            or (not cuts and _may_come_first(letter, text[: found.start()]))
        ):
            cuts.append((found.start(), found.end(), letter))
            expected = chr(ord(letter) + 1)
        elif cuts and letter == cuts[-1][2] and text[found.end() : found.end() + 4].isupper():
            cuts.append((found.start(), found.end(), letter))
    if cuts and _stand_behind(text, cuts):
        begins = (0, *(end for _, end, _ in cuts))
        pairs = zip(begins, cuts, strict=False)
        return [(letter, _AND.sub("", text[begin:start])) for begin, (start, _, letter) in pairs]
    if cuts:
        items: list[tuple[str, str]] = []
        front = text[: cuts[0][0]].strip(" ,;")
        if front and not _is_rest(front):
            items.extend(("", part) for part in _SEMICOLON.split(front) if part.strip())
        for number, (_, end, letter) in enumerate(cuts):
            stop = cuts[number + 1][0] if number + 1 < len(cuts) else len(text)
            items.append((letter, text[end:stop]))
        return items
    return [("", part) for part in _SEMICOLON.split(text) if part.strip()]


def _stand_behind(text: str, cuts: Sequence[tuple[int, int, str]]) -> bool:
    """Do the letters stand behind their items: "TESTVILLE 123 (A), STATE 456 (B)"?"""
    ends = (0, *(end for _, end, _ in cuts))
    before = (text[end:start].strip(" ,;.\n") for end, (start, _, _) in zip(ends, cuts, strict=False))
    bracketed = all(text[start] == "(" for start, _, _ in cuts)
    return bracketed and not text[ends[-1] :].strip(" ,;.\n") and all(before)


def _begins_with_number(text: str, at: int) -> bool:
    """Does a reference number stand here, so that the letter before it may leave some out?"""
    found = reference_forms.CABLE_NUMBER.match(text, at)
    return found is not None and not _STOP.intersection(found["post"].upper().split())


def _may_come_first(letter: str, before: str) -> bool:
    """May the list begin with this letter: at its beginning, or below what is left of an item?"""
    if letter != "A" and before.rstrip()[-1:] in (";", ",") and _KINDS[0][1].search(before):
        return True  # "E-MAIL OF 05/12/03; C) STATE 209"
    return not before or _is_rest(before.strip(" ,;")) or (letter == "B" and _is_cable(before))


def _is_rest(text: str) -> bool:
    """The serial of an item that a crawl has dropped, or what stood behind it."""
    return text.isdigit() or text == "(NOTAL)"


def _is_cable(text: str) -> bool:
    """A reference number and nothing else: the first item of a list, its letter left out."""
    return reference_forms.CABLE_NUMBER.fullmatch(text.strip(" ,;")) is not None


def _read(label: str, item: str, known: Year | None) -> list[Reference]:
    bare = _AFTER.sub("", item.strip().strip(";,").strip())
    if bare.endswith((" AND", " REF")):  # "STATE 12, REF B: STATE 13"
        bare = bare[:-4].rstrip(" ,;")
    if not bare:
        return []
    kind = next((kind for kind, form in _KINDS if form.search(bare)), "")
    other = kind in _OTHERS
    if len(parts := parted(bare, known.post if known else "", mixed=other)) > 1:
        return [one for part in parts for one in _read(label, part, known)]
    if other:
        return [Reference(bare, kind, "", label)]
    if series := as_one(bare):
        return [Reference(text, "cable", number, label) for text, number in series]
    glued = _GLUED.fullmatch(bare)
    posts = tables.posts_by_letters()
    if glued and (glued["post"] in posts or glued["post"] in ("WH", known.post if known else "")):
        return [Reference(bare, "cable", number(glued["post"], int(glued["serial"]), None, known), label)]
    dated = (_STOP - {"THRU", "THROUGH"}).intersection(bare.upper().split())
    if several := () if dated else in_range(bare, known):
        return [Reference(bare, "cable", one, label) for one in several]
    if sent := airgram(bare, known):
        return [Reference(bare, kind or "other", sent, label)]
    cables = _cables(bare, known)
    if not cables:
        return [Reference(bare, kind or "other", "", label)]
    if len(cables) == 1:
        return [Reference(bare, "cable", cables[0][1], label)]
    return [Reference(text, "cable", number, label) for text, number in cables]


def _cables(text: str, known: Year | None) -> list[tuple[str, str]]:
    """Printed text and reference number of each cable in an item."""
    found_all: list[tuple[str, str]] = []
    at = 0
    while found := reference_forms.CABLE_NUMBER.search(text, at):
        at = found.end()
        post = found["post"]
        dated = reference_forms.CABLE_NUMBER.match(text, found.start("serial"))
        if dated and dated["year"] and _LINK.fullmatch(post):  # "AND 07 STATE 9"
            found, at, post = dated, dated.end(), dated["post"]
        led = None if post.upper() in tables.posts() else _LEADING.match(post)
        start = found.start("year") if found["year"] else found.start("post")
        year = found["year"]
        if led:
            post = post[led.end() :]
            start = found.start("post") + led.end()
        words = post.upper().replace("'S", "").split()
        whole = _whole_name(words)
        words = _named(words) if whole is None else words
        if words in (["BOTH"], ["ALL"]):  # "(BOTH 2007)"
            continue
        if words == ["TOSEC"] and found_all and "STATE" in found_all[-1][1]:
            continue  # "STATE 012345 TOSEC 000001" is one telegram
        if _INITIALS.fullmatch(post) or not words or (len(post) < 3 and post.upper() not in _SHORT):
            continue
        if whole is None and _STOP.intersection(word.strip(".'") for word in words):
            continue
        words = whole or words
        name = post_name(words, known)
        if not re.search("[A-Z]", "".join(words)) or not int(found["serial"]):
            continue
        serials = [found["serial"]]
        if year is None and (behind := _YEAR_BEHIND.match(text, at)):
            year, at = behind["year"] or behind["of"] or behind["sent"], behind.end()
        texts = [text[start:at]]
        while more := _MORE.match(text, at):
            serials.append(more[1])
            texts.append(more[1])
            at = more.end()
        for printed, serial in zip(texts, serials, strict=True):
            found_all.append((printed, number(name, int(serial), year, known)))
    return found_all


def _named(words: list[str]) -> list[str]:
    """The words of a post without those that say what is cited, "OF OTHERVILLE", "OTHERVILLE TEL"."""
    if len(words) > 1 and words[0] == "OF":
        words = words[1:]
    return words[:-1] if len(words) > 1 and words[-1] in _TELEGRAM else words


def _whole_name(words: list[str]) -> list[str] | None:
    """The words of a post's name of which ten letters are printed, "RIO DE JAN"; None for others."""
    printed = " ".join(words)
    name = tables.posts().get(printed, "")
    return name.split() if len(name) > len(printed) and name.startswith(printed) else None
