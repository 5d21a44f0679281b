"""What the header of a cable says: its fields, each stated, derived or absent.

Law of this file: values only, frozen; a field keeps where its value comes from.
"""

# Annotations are evaluated here: a named tuple would compile each that is a string, in every process.

from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar


class Status(StrEnum):
    """Where the value of a header field comes from."""

    STATED = "stated"
    DERIVED = "derived"
    ABSENT = "absent"


T = TypeVar("T")


class Field(NamedTuple, Generic[T]):
    """A header field: value (None when absent), status, source lines, what it is derived from."""

    value: T | None = None
    status: Status = Status.ABSENT
    lines: tuple[int, ...] = ()
    basis: str = ""  # for derived fields: "julian day and filing time of line 3"


class Section(NamedTuple):
    """Section number of a multi-section telegram, and the number of sections if known."""

    number: int
    total: int | None = None


class Precedence(NamedTuple):
    """FLASH, IMMEDIATE, NIACT IMMEDIATE, PRIORITY or ROUTINE, for action and info addressees."""

    action: str
    info: str = ""


class Security(NamedTuple):
    """Format line 4: prosign ZNR or ZNY, the letters ("UUUUU"), transmission release code."""

    prosign: str
    letters: str
    release: str = ""


class Addressee(NamedTuple):
    """An originator or addressee: PLAD "SECSTATE WASHDC", RI "RUEHC", precedence, MCN."""

    name: str
    routing_indicator: str = ""
    precedence: str = ""
    continuity_number: str = ""


class ExecutiveOrder(NamedTuple):
    """The E.O. line: number, "N/A" or declassification date, event, exemption codes."""

    number: str
    value: str = ""  # as printed after the colon, white space collapsed
    applies: bool = True  # False for N/A
    declassify_on: str = ""  # ISO date
    exemptions: tuple[str, ...] = ()  # "X1", "25X5", "1.6 X1", "OADR", "GDS", "XGDS-3"


class Tag(NamedTuple):
    """One TAGS entry: kind subject, program, geographic, organization, person or unknown."""

    text: str
    kind: str


class Reference(NamedTuple):
    """One item of the reference line: its letter, kind, reference number "08STATE123", text."""

    text: str
    kind: str  # cable, e-mail, memorandum, telcon, press, other
    number: str = ""
    label: str = ""


class ClassifiedBy(NamedTuple):
    """Classification authority: the statement as printed, and its parts where they were read."""

    text: str
    name: str = ""
    title: str = ""
    post: str = ""
    reasons: tuple[str, ...] = ()  # "1.4(b)"


class Header(NamedTuple):
    """Every header field, each stated, derived or absent."""

    title: Field[str] = Field()  # the site's headline
    subject: Field[str] = Field()
    subject_portion: Field[str] = Field()
    reference_number: Field[str] = Field()  # "08BEIJING4453"
    post: Field[str] = Field()
    serial: Field[str] = Field()  # the cable's full serial, no leading zeros
    pages: Field[int] = Field()  # total that the page markers state
    transmission_identifier: Field[str] = Field()
    relay: Field[tuple[str, ...]] = Field()  # ("PP", "RUEHC", ...)
    routing_indicator: Field[str] = Field()
    station_serial: Field[str] = Field()  # four digits, as printed
    section: Field[Section] = Field()
    julian_day: Field[int] = Field()
    filing_time: Field[str] = Field()  # "0838"
    security: Field[Security] = Field()
    operating_signals: Field[tuple[str, ...]] = Field()
    precedence: Field[Precedence] = Field()
    date_time_group: Field[str] = Field()  # "2008-12-05T08:38:00Z"; "1968-03-05" of an airgram
    originator: Field[Addressee] = Field()
    action_addressees: Field[tuple[Addressee, ...]] = Field()
    info_addressees: Field[tuple[Addressee, ...]] = Field()
    excluded_addressees: Field[tuple[Addressee, ...]] = Field()
    group_count: Field[str] = Field()
    distribution: Field[tuple[str, ...]] = Field()  # lines as printed
    passing: Field[tuple[str, ...]] = Field()  # passing and attention lines
    classification: Field[str] = Field()  # UNCLASSIFIED, LIMITED OFFICIAL USE, ...
    handling: Field[tuple[str, ...]] = Field()  # SBU, NOFORN, ...
    captions: Field[tuple[str, ...]] = Field()
    notice: Field[str] = Field()
    executive_order: Field[ExecutiveOrder] = Field()
    tags: Field[tuple[Tag, ...]] = Field()
    references: Field[tuple[Reference, ...]] = Field()
    classified_by: Field[ClassifiedBy] = Field()
    signature: Field[str] = Field()
