"""The reference number that a printed reference stands for: its post, its year, its range.

Law of this file: a word that stands for a post (DEPTEL, EMBTEL, OURTEL) gives a number only where the
cable itself says which post that is; a year that is left out is the year of the cable, in January
the year before where the serial says so.
"""

import re
from typing import NamedTuple

from cableconv.grammar import references as forms
from cableconv.lexicon import tables

_DEPARTMENT = frozenset(
    "SECSTATE SECSTATEWASHDC DEPTEL DEPTELS DEPT DEPARTMENT DEPARTMENTTEL STATETEL".split()  # noqa: SIM905
)
_OWN = frozenset("OUR OURS OURTEL OURTELS MYTEL MYTELS MY".split())  # noqa: SIM905
_EMBASSY = frozenset("EMBTEL EMBTELS EMB EMBASSY EMBASSYTEL".split())  # noqa: SIM905
_OTHERS = frozenset(
    """YOUR YOURS YOURTEL YOURTELS URTEL URTELS UR REFTEL REFTELS SEPTEL SEPTELS CONTEL CONTELS CONGENTEL
    CIRTEL CIRTELS TEL TELS TELEGRAM TELEGRAMS CABLE CABLES MISTEL""".split()  # noqa: SIM905
)  # telegrams of a post that the word does not name
_RELATIVE = _OWN | frozenset({"YOUR", "YOURS", "UR"})
_PREFIXES = ("AMEMBASSY", "AMCONSUL", "EMBASSY", "USMISSION", "USEMBASSY", "AMERICANEMBASSY")
_REPEATED = frozenset(
    {"RPT", "RPTD", "RPTED", "REPEATED"}
)  # "RPTD OTHERVILLE 12": the number is another post's
_FULL = 3  # digits that no day and few counts have
_LONGEST_RANGE = 20  # cables; more are no range of references
_STATE_A_MONTH = 16_000  # serials above this one are not reached by the Department in a January


class Year(NamedTuple):
    """What fills in what a reference leaves out: the year, the cable's own post and serial."""

    year: int
    january: bool = False
    post: str = ""
    serial: int = 0


def post_name(words: list[str], known: Year | None) -> str:
    """The post in its normal form, letters alone; "" where the words do not name one."""
    if len(words) > 1 and words[0] in _RELATIVE:
        words = words[1:]  # "OUR TESTVILLE 123"
    if len(words) > 1 and words[0].rstrip(".") in _REPEATED:
        return ""
    name = re.sub(r"[^A-Z]", "", "".join(words))
    if name in _DEPARTMENT:
        return "STATE"
    if name in _OTHERS:
        return ""
    if name in _OWN or name in _EMBASSY:
        own = known.post if known else ""
        return "" if own == "STATE" and name in _EMBASSY else own
    return post_letters(name)


def post_letters(name: str) -> str:
    """The letters of a post's name as its telegrams are numbered: "USUNNEWYORK" of "USUN", "GENEVA" of
    "US MISSION GENEVA"; of a name that no table has its own."""
    letters = re.sub(r"[^A-Z]", "", name.upper())
    aliases = tables.numbered_posts()
    for prefix in () if letters in aliases else _PREFIXES:
        if letters.startswith(prefix) and len(letters) > len(prefix) + 2:
            letters = letters[len(prefix) :]
            break
    return aliases.get(letters, letters)


def number(post: str, serial: int, year: str | None, known: Year | None) -> str:
    """The reference number, "" where its post or its year is not known."""
    if not post or not serial:
        return ""
    if year:
        return f"{year[-2:]}{post}{serial}"
    if known is None:  # a cable all the same, its number unknown
        return ""
    value = known.year
    own = known.serial if post == known.post else _STATE_A_MONTH if post == "STATE" else 0
    if known.january and own and serial > own:
        value -= 1
    return f"{value % 100:02d}{post}{serial}"


def in_range(text: str, known: Year | None) -> list[str]:
    """The numbers of the cables of "STATE 12-15", in order; none where this is no such range."""
    found = forms.CABLE_RANGE.fullmatch(text)
    if found is None:
        return []
    begins, printed = found["first"] or found["from"], found["last"]
    first, shortened = int(begins), len(printed) < len(begins)  # "STATE 1234-36"
    last = int(begins[: -len(printed)] + printed) if shortened else int(printed)
    post = post_name(found["post"].upper().replace("'S", "").split(), known)
    named = post in ("STATE", known.post if known else "") or found["post"].upper() in tables.posts()
    if not named and len(begins) < _FULL:  # "MISSION MEETING 12-15"
        return []
    if not 0 < last - first < _LONGEST_RANGE:
        return []
    return [number(post, serial, found["year"], known) for serial in range(first, last + 1)]


def airgram(text: str, known: Year | None) -> str:
    """The number of an airgram, "67PARISA-123"; "" where the text names none."""
    found = forms.AIRGRAM.fullmatch(text)
    if found is None and text[:1].isupper():  # "Testville A-401", not "Annex A-4"
        found = forms.AIRGRAM.fullmatch(text.upper())
        post = (found["post"] or "") if found else ""
        if post not in tables.posts() and (known is None or post.replace(" ", "") != known.post):
            return ""
    if found is None:
        return ""
    words = (found["post"] or "").upper().replace("'S", "").replace(",", "").split()
    circular = found["series"].upper() == "CA"  # circular airgrams are the Department's
    post = post_name(words, known) if words else "STATE" if circular else known.post if known else ""
    dated = re.search(r"\b19(\d\d)\b", text[found.end("serial") :])
    year = found["year"] or (dated[1] if dated else "") or (f"{known.year % 100:02d}" if known else "")
    return f"{year[-2:]}{post}{found['series'].upper()}-{int(found['serial'])}" if post and year else ""
