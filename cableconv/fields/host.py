"""What the page states of its cable, read into the header fields that the cable itself leaves absent.

Laws of this file: a field that the cable states, or that follows from what it states, stays as it
is; what comes from the page, or from the table in which the text stood, is derived, names the statement
it comes from and has that line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from cableconv.fields.references import dated
from cableconv.fields.tags import tags
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.grammar.numbers import month_of
from cableconv.lexicon import tables
from cableconv.lexicon.reference_numbers import Year, post_letters
from cableconv.lexicon.stumps import HEADING, IN_DOUBT, bare, in_doubt, letters_completed, may_be_cut
from cableconv.model_header import Field, Header, Status, Tag
from cableconv.model_source import Host, Statement

_ISO = lazy(r"\b((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)\b")
_DAY_FIRST = lazy(r"\b(\d{1,2}) ([A-Za-z]{3})[a-z]{0,6},? ((?:19|20)\d\d)\b")
_MONTH_FIRST = lazy(r"\b([A-Za-z]{3})[a-z]{0,6} (\d{1,2}),? ((?:19|20)\d\d)\b")
_YEAR_FIRST = lazy(r"\b((?:19|20)\d\d) ([A-Za-z]{3})[a-z]{0,6} (\d{1,2})\b")
_CLOCK = lazy(r"(?<![\d:])(\d{1,2}):(\d\d)(?::\d\d)?(?: ?([AaPp])\.?[Mm]\.?)?(?![\d:])")
_ZULU = lazy(r"(?<!\d)(\d\d)(\d\d)()Z\b")
_REFERENCE = lazy(r"(\d\d)([A-Z]+)0*([1-9]\d*)")
_ARCHIVED = lazy(r"(?:19|20)\d\d[A-Z]{6}\d{5,6}(?:_[A-E])?")  # in the numbers of the National Archives
_WORD = 4  # letters of a word that tell a name from others
_OFFICE = lazy(
    r"(?:U\.?S\.? |AMERICAN )?"
    r"(?:EMBASSY|CONSULATE(?: GENERAL)?|MISSION|INTERESTS SECTION|AMEMBASSY|AMCONSUL|AMCONGEN|USMISSION) "
)
_NAME = lazy(r"[A-Z][A-Z .,'-]+")  # in capitals, and no number or symbol of an office, "EUR/WE"
_LISTED = lazy(r"[^|,;\s]+")
_SEATS = {"WASHINGTON": "STATE", "SECRETARY OF STATE": "STATE"}
_NAMES = {
    "reference_id": "reference number",
    "created": "date of creation",
    "published": "date of publication",
    "classification": "classification",
    "origin": "origin",
    "serial": "serial",
    "tags": "tags",
}
_HANDLING = {"NOFORN": "NOFORN", "FOR OFFICIAL USE ONLY": "FOUO", "FOUO": "FOUO"}
_OF_PAGE, _OF_TABLE = " that the page states", " that the table states"
T = TypeVar("T")


def filled(header: Header, host: Host | None) -> Header:
    """The header with what the page states where the cable says nothing."""
    if host is None or not host.statements:
        return header
    said: dict[str, Statement] = {}
    for statement in host.statements:
        said.setdefault(statement.name, statement)
    more = header._replace(
        date_time_group=_or(header.date_time_group, moment, said, "created", "published"),
        tags=_or(header.tags, _tags, said, "tags"),
    )
    return _referred(_classified(_opened(_numbered(more, said), said), said))


def of_page(field: Field[Any]) -> bool:
    """Does this value come from the page around the cable and not from the cable?"""
    return field.basis.endswith((_OF_PAGE, _OF_TABLE))


def _or(
    field: Field[T], read: Callable[[str], T | None], said: dict[str, Statement], *names: str
) -> Field[T]:
    """The field, or where it is absent the first of the statements that can be read."""
    if field.value is not None:
        return field
    for name in names:
        if name in said and (value := read(said[name].value)):
            return _from(value, said[name])
    return field


def _from(value: T, statement: Statement) -> Field[T]:
    lines, whose = ((statement.line,), _OF_PAGE) if statement.line else ((), _OF_TABLE)
    return Field(value, Status.DERIVED, lines, f"{_NAMES[statement.name]}{whose}")


def _numbered(header: Header, said: dict[str, Statement]) -> Header:
    """Reference number, post and serial, as far as they do not contradict those of the cable."""
    statement = said.get("reference_id")
    found = _REFERENCE.fullmatch(reference_number(statement.value)) if statement else None
    if statement is None or found is None:
        return _posted(header, said)
    letters, serial = found[2], found[3]
    if header.serial.value and header.serial.value != serial:
        return header
    station = header.station_serial.value
    if station and int(station) % 10_000 != int(serial) % 10_000:
        return header
    if _is_anothers(header.post, letters):
        return header
    if _is_cut(header.post, letters):  # a page marker's ten letters of the name
        header = header._replace(post=Field(), reference_number=Field())
    post = header.post if header.post.value else _posted_by(letters, statement, said, _named(header))
    number = header.reference_number
    if number.value is None and not may_be_cut(post):
        number = _number(found, post, statement)
    return header._replace(
        reference_number=number,
        post=post,
        serial=header.serial if header.serial.value else _from(serial, statement),
    )


def _number(printed: re.Match[str], post: Field[str], statement: Statement) -> Field[str]:
    """The number that a page states, with the whole name of the post where the page's is cut."""
    year, letters, serial = printed.groups()
    number = _from(f"{year}{letters}{serial}", statement)
    whole = bare(post.value or "")
    if whole == letters or not _begins(letters, whole):
        return number
    lines = tuple(sorted({*post.lines, *number.lines}))
    return Field(f"{year}{whole}{serial}", Status.DERIVED, lines, f"post, and {number.basis}")


def _named(header: Header) -> list[str]:
    """What the header calls posts, in capitals."""
    authority = header.classified_by.value
    addressed = (*(header.action_addressees.value or ()), *(header.info_addressees.value or ()))
    own = [authority.post.upper()] if authority else []
    return own + [one.name.upper() for one in addressed]


def _posted_by(
    letters: str, statement: Statement, said: dict[str, Statement], printed: list[str]
) -> Field[str]:
    """The post that a page's reference number names; the archive's have six letters of it."""
    name = letters_completed(letters, said["origin"].value.upper() if "origin" in said else "", printed)
    post = _from(name, statement)
    cut = _ARCHIVED.fullmatch(statement.value.strip().upper()) and in_doubt(name, HEADING)
    return post._replace(basis=post.basis.replace("number", f"number{IN_DOUBT}", 1)) if cut else post


def _is_anothers(post: Field[str], letters: str) -> bool:
    """Does the cable state a post that has nothing of the name in the page's number?"""
    own = bare(post.value or "")
    if post.status is not Status.STATED or letters in own or own in letters:
        return False
    words = (bare(word)[:HEADING] for word in (post.value or "").split())
    normal = tables.posts_by_letters().get(letters)
    known = normal is not None and normal == tables.posts().get(post.value or "")
    return not known and not any(word in letters for word in words if len(word) >= _WORD)


def _begins(letters: str, post: str) -> bool:
    """Are these the letters that an archive has cut from the post's name?"""
    return len(letters) == HEADING and bare(post).startswith(letters)


def _opened(header: Header, said: dict[str, Statement]) -> Header:
    """The serial that opens an edited telegram, and the numbers that follow from it and the date."""
    statement, created = said.get("serial"), said.get("created")
    if statement is None or header.serial.value:
        return header
    header = header._replace(serial=_from(statement.value.lstrip("0"), statement))
    date = (header.date_time_group.value or day(created.value if created else ""))[:10]
    if not date or not header.post.value or may_be_cut(header.post):
        return header
    post = post_letters(header.post.value)
    known = Year(int(date[:4]), date[5:7] == "01", post, int(statement.value))
    lines = tuple(sorted({*header.post.lines, *((created.line,) if created else ()), statement.line}))
    basis = f"year of the date, post and serial{_OF_PAGE}"
    number = Field(f"{date[2:4]}{post}{header.serial.value}", Status.DERIVED, lines, basis)
    stated = header.references
    read_ = dated(stated.value or (), known)
    return header._replace(
        reference_number=header.reference_number if header.reference_number.value else number,
        references=stated._replace(value=read_) if read_ else stated,
    )


def _referred(header: Header) -> Header:
    """The cable's own number and those of its references, where the year is the one thing that the page
    tells."""
    moment_ = header.date_time_group
    if moment_.value is None or not of_page(moment_) or not header.post.value or may_be_cut(header.post):
        return header
    post, serial = post_letters(header.post.value), header.serial.value or ""
    if serial and not header.reference_number.value and not header.post.basis and not header.serial.basis:
        lines = tuple(sorted({*moment_.lines, *header.post.lines, *header.serial.lines}))
        basis = f"post, serial and year of the date{_OF_TABLE if _OF_TABLE in moment_.basis else _OF_PAGE}"
        number = Field(f"{moment_.value[2:4]}{post}{serial}", Status.DERIVED, lines, basis)
        header = header._replace(reference_number=number)
    known = Year(int(moment_.value[:4]), moment_.value[5:7] == "01", post, int(serial or 0))
    stated = header.references
    read_ = dated(stated.value or (), known)
    return header._replace(references=stated._replace(value=read_)) if read_ else header


def _posted(header: Header, said: dict[str, Statement]) -> Header:
    """The post alone, where the page has an origin and no reference number."""
    origin = said.get("origin")
    if origin is None or header.post.value:
        return header
    name = _OFFICE.sub("", origin.value.upper()).strip(" .")
    return header._replace(post=_from(_SEATS.get(name, name), origin)) if name else header


def _is_cut(post: Field[str], letters: str) -> bool:
    """Is this derived name the beginning of the one that the page's reference number holds?"""
    own = bare(post.value or "")
    return post.status is Status.DERIVED and own != letters and letters.startswith(own)


def _classified(header: Header, said: dict[str, Statement]) -> Header:
    statement = said.get("classification")
    if statement is None or header.classification.value is not None:
        return header
    level, handling = classification(statement.value)
    if not level:
        return header
    more = _from(handling, statement) if handling and not header.handling.value else header.handling
    return header._replace(classification=_from(level, statement), handling=more)


def reference_number(text: str) -> str:
    """A reference number as pages print it ("2008TESTVILLE04453_a") in its normal form."""
    bare = re.sub(r"[^A-Z0-9]", "", re.sub(r"_[a-e]$", "", text.strip()).upper())
    return re.sub(r"(?<=[A-Z])0+", "", re.sub(r"^(?:19|20)(?=\d\d[A-Z])", "", bare))


def same_number(stated: str, own: str) -> bool:
    """Do two reference numbers name one cable? Archives cut the post's name to six letters."""
    one, two = _REFERENCE.fullmatch(stated), _REFERENCE.fullmatch(own)
    if one is None or two is None:
        return False
    same = _begins(one[2], two[2]) or post_letters(one[2]) == post_letters(two[2])
    return (one[1], one[3]) == (two[1], two[3]) and same


def numbers(text: str) -> tuple[frozenset[str], bool]:
    """The reference numbers that a list "08TESTVILLE1|08STATE2" holds; does it hold nothing else?"""
    pieces = _LISTED.findall(text)
    found = frozenset(filter(_REFERENCE.fullmatch, map(reference_number, pieces)))
    return found, len(found) == len({*pieces})


def other_post(stated: str, own: str) -> str:
    """The post that "Embassy Testville" or "Testville" names, where it has no word in common with that of the
    cable; "" for that of the cable, and for what is none: an office, a country."""
    whole = stated.upper().strip(" .")
    name = _OFFICE.sub("", whole).strip(" .")
    name = _SEATS.get(name, name)
    if not _NAME.fullmatch(name) or (name == whole and name in _areas()):
        return ""
    one, two = post_letters(name), post_letters(own)
    if tables.posts().get(name, name) == tables.posts().get(own, own) or one in two or two in one:
        return ""
    words = {word for word in re.split(r"[^A-Z]+", name) if len(word) >= _WORD}
    return "" if any(word in two for word in words) else name


@cache
def _areas() -> frozenset[str]:
    """Names of countries and regions, in capitals."""
    return frozenset(name.upper() for _, name in tables.geographic_tags().values())


def classification(text: str) -> tuple[str, tuple[str, ...]]:
    """Classification and handling in a page's value "CONFIDENTIAL//NOFORN"; "" when unknown."""
    level, _, rest = " ".join(text.upper().split()).partition("/")
    found = site.CLASS_VALUE.fullmatch(level.strip())
    normal = re.sub(r"^UNCLAS$", "UNCLASSIFIED", level.strip()) if found else ""
    return normal, tuple(name for said, name in _HANDLING.items() if said in rest)


def day(text: str) -> str:
    """The ISO date in a page's date, "" where none can be read."""
    if found := _ISO.search(text):
        return "-".join(found.groups())
    if found := _YEAR_FIRST.search(text):
        year, month, date = found.groups()
    elif found := _DAY_FIRST.search(text):
        date, month, year = found.groups()
    elif found := _MONTH_FIRST.search(text):
        month, date, year = found.groups()
    else:
        return ""
    number = month_of(month)
    return f"{year}-{number:02d}-{int(date):02d}" if number else ""


def moment(text: str) -> str:
    """Date and time of a page as a date-time group's value, "" where either is missing."""
    date, clock = day(text), _CLOCK.search(text) or _ZULU.search(text)
    if not date or not clock:
        return ""
    hour, half = int(clock[1]), (clock[3] or "").upper()
    if half:
        hour = hour % 12 + (12 if half == "P" else 0)
    return f"{date}T{hour:02d}:{clock[2]}:00Z" if hour < 24 and int(clock[2]) < 60 else ""


def _tags(text: str) -> tuple[Tag, ...]:
    return tags(text)
