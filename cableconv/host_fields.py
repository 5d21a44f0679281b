"""What the page states of its cable, read into the header fields that the cable itself leaves absent.

Laws of this file: a field that the cable states, or that follows from what it states, stays as it
is; what comes from the page, or from the table in which the text stood, is derived, names the statement
it comes from and has that line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from cableconv import tables
from cableconv.grammar import site
from cableconv.grammar.form import lazy
from cableconv.header_references import references
from cableconv.header_tags import tags
from cableconv.model_header import Field, Header, Reference, Status, Tag
from cableconv.model_source import Host, Statement
from cableconv.reference_numbers import Year

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = lazy(r"\b((?:19|20)\d\d)[-/](\d\d)[-/](\d\d)\b")
_DAY_FIRST = lazy(r"\b(\d{1,2}) ([A-Za-z]{3})[a-z]{0,6},? ((?:19|20)\d\d)\b")
_MONTH_FIRST = lazy(r"\b([A-Za-z]{3})[a-z]{0,6} (\d{1,2}),? ((?:19|20)\d\d)\b")
_YEAR_FIRST = lazy(r"\b((?:19|20)\d\d) ([A-Za-z]{3})[a-z]{0,6} (\d{1,2})\b")
_CLOCK = lazy(r"(?<![\d:])(\d{1,2}):(\d\d)(?::\d\d)?(?: ?([AaPp])\.?[Mm]\.?)?(?![\d:])")
_ZULU = lazy(r"(?<!\d)(\d\d)(\d\d)()Z\b")
_REFERENCE = lazy(r"(\d\d)([A-Z]+)0*([1-9]\d*)")
_STUMP = 6  # letters of a post's name in the numbers of the National Archives
_OFFICE = lazy(
    r"(?:U\.?S\.? |AMERICAN )?"
    r"(?:EMBASSY|CONSULATE(?: GENERAL)?|MISSION|INTERESTS SECTION|AMEMBASSY|AMCONSUL) "
)
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
    name = _post(letters, said)
    if _is_cut(header.post, letters):  # a page marker's ten letters of the name
        header = header._replace(post=Field(), reference_number=Field())
    return header._replace(
        reference_number=_or(header.reference_number, reference_number, said, "reference_id"),
        post=header.post if header.post.value else _from(name, statement),
        serial=header.serial if header.serial.value else _from(serial, statement),
    )


def _opened(header: Header, said: dict[str, Statement]) -> Header:
    """The serial that opens an edited telegram, and the numbers that follow from it and the date."""
    statement, created = said.get("serial"), said.get("created")
    if statement is None or header.serial.value:
        return header
    header = header._replace(serial=_from(statement.value.lstrip("0"), statement))
    date = (header.date_time_group.value or day(created.value if created else ""))[:10]
    if not date or not header.post.value:
        return header
    post = re.sub("[^A-Z]", "", header.post.value)
    known = Year(int(date[:4]), date[5:7] == "01", post, int(statement.value))
    lines = tuple(sorted({*header.post.lines, *((created.line,) if created else ()), statement.line}))
    basis = f"year of the date, post and serial{_OF_PAGE}"
    number = Field(f"{date[2:4]}{post}{header.serial.value}", Status.DERIVED, lines, basis)
    stated = header.references
    read_ = _dated(stated.value or (), known)
    return header._replace(
        reference_number=header.reference_number if header.reference_number.value else number,
        references=stated._replace(value=read_) if read_ else stated,
    )


def _referred(header: Header) -> Header:
    """The cable's own number and those of its references, where the year is the one thing that the page
    tells."""
    moment_ = header.date_time_group
    if moment_.value is None or not of_page(moment_) or not header.post.value:
        return header
    post, serial = re.sub("[^A-Z]", "", header.post.value), header.serial.value or ""
    if serial and not header.reference_number.value and not header.post.basis and not header.serial.basis:
        lines = tuple(sorted({*moment_.lines, *header.post.lines, *header.serial.lines}))
        basis = f"post, serial and year of the date{_OF_TABLE if _OF_TABLE in moment_.basis else _OF_PAGE}"
        number = Field(f"{moment_.value[2:4]}{post}{serial}", Status.DERIVED, lines, basis)
        header = header._replace(reference_number=number)
    known = Year(int(moment_.value[:4]), moment_.value[5:7] == "01", post, int(serial or 0))
    stated = header.references
    read_ = _dated(stated.value or (), known)
    return header._replace(references=stated._replace(value=read_)) if read_ else header


def _dated(listed: tuple[Reference, ...], known: Year) -> tuple[Reference, ...]:
    """References to cables with their numbers, where year and post of the edited telegram tell them; a
    serial alone is of the post before it."""
    dated: list[Reference] = []
    for one in listed:
        more = dated[-1].number.rstrip("0123456789")[2:] if dated and one.text.isdigit() else ""
        read_ = references(f"{more} {one.text}".strip(), known) if one.kind == "cable" else ()
        number = read_[0].number if len(read_) == 1 else ""
        dated.append(one if one.number else one._replace(number=number))
    return tuple(dated)


def _posted(header: Header, said: dict[str, Statement]) -> Header:
    """The post alone, where the page has an origin and no reference number."""
    origin = said.get("origin")
    if origin is None or header.post.value:
        return header
    name = _OFFICE.sub("", origin.value.upper()).strip(" .")
    return header._replace(post=_from(_SEATS.get(name, name), origin)) if name else header


def _is_cut(post: Field[str], letters: str) -> bool:
    """Is this derived name the beginning of the one that the page's reference number holds?"""
    bare = re.sub("[^A-Z]", "", post.value or "")
    return post.status is Status.DERIVED and bare != letters and letters.startswith(bare)


def _post(letters: str, said: dict[str, Statement]) -> str:
    """The post of a reference number with its blanks: by the page's origin, else by the table."""
    origin = said["origin"].value.upper() if "origin" in said else ""
    words = origin.split()
    for at in range(len(words)):
        if "".join(re.sub("[^A-Z]", "", word) for word in words[at:]) == letters:
            return " ".join(words[at:])
    names = tables.posts_by_letters()
    longer = [name for bare, name in names.items() if bare.startswith(letters)]
    if letters not in names and len(letters) == _STUMP and len(longer) == 1:
        return longer[0]
    return names.get(letters, letters)


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
    cut = len(one[2]) == _STUMP and two[2].startswith(one[2])
    return (one[1], one[3]) == (two[1], two[3]) and (cut or one[2] == two[2])


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
    number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0
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
