"""Page markers, running headers and section restarts.

Sources: 5 FAH-2 H-320 (format lines), 5 FAH-1 H-246 (page layout), and the forms that
copies on public pages show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.captions import CAPTION
from cableconv.grammar.dispatch import Dispatch
from cableconv.grammar.form import Form
from cableconv.grammar.header import DTG, TRANSMISSION_ID
from cableconv.grammar.labelled import MRN_LINE
from cableconv.grammar.numbers import BEFORE_SERIAL, COUNT

_COPIES = "observed in published copies of telegrams"


def _spaced(words: str) -> str:
    """The pattern of words whose letters are spaced out: "L I M I T E D  O F F I C I A L  U S E"."""
    return "[ ]{1,3}".join("[ ]".join(word) for word in words.split())


CLASSIFICATION = rf"""
    (?: TOP[ ]SECRET | SECRET | CONFIDENTIAL
      | (?: LIMITED[ ]OFFICIAL[ ]USE | {_spaced("LIMITED OFFICIAL USE")} | UNCLASSIFIED | UNCLAS
          | U[ ]N[ ]C[ ]L[ ]A[ ]S(?:[ ]S[ ]I[ ]F[ ]I[ ]E[ ]D)? )
        (?: [ ]{{1,3}} (?: EFTO | E[ ]F[ ]T[ ]O ) \b )?
      | SENSITIVE[ ]BUT[ ]UNCLASSIFIED | FOR[ ]OFFICIAL[ ]USE[ ]ONLY | {_spaced("FOR OFFICIAL USE ONLY")}
      | T[ ]O[ ]P[ ]+S[ ]E[ ]C[ ]R[ ]E[ ]T | S[ ]E[ ]C[ ]R[ ]E[ ]T
      | C[ ]O[ ]N[ ]F[ ]I[ ]D[ ]E[ ]N[ ]T[ ]I[ ]A[ ]L
    )
"""

CAVEAT = """(?: NOFORN | N[ ]O[ ]F[ ]O[ ]R[ ]N | EFTO | E[ ]F[ ]T[ ]O | SENSITIVE | NODIS | EXDIS
      | LIMDIS | STADIS )"""

PAGE_MARKER = Form(
    "page marker",
    _COPIES,
    "TESTVILLE 00004453 002 OF 003",
    r"""
    \s* (?P<post> [A-Z][A-Z .'/-]{1,39}? ) (?: \s+ | (?= \d{8} \s ) ) (?P<serial> \d{5,8} ) \s+
    (?P<page> \d{2,3} ) (?: \. \d )? \s+ (?: [O0]?F | O ) \s+ (?P<total> \d{2,3} ) \s*
    """,
    flags=re.IGNORECASE,
    counter=(
        "He won 12 of 15 seats",
        "section 002 of 003",
        "TESTVILLE won 002 OF 003",
        "TESTVILLE4453 002 OF 003",
    ),
)

PAGE_HEADING = Form(
    "page heading",
    _COPIES,
    "PAGE 02        TESTVI  04453  01 OF 03  050838Z",
    rf"""
    \s* (?: {CLASSIFICATION} \s+ ){{0,2}}+ PAGE \s+ (?P<page> \d{{2,3}} )
    (?: (?: \s+ OF \s+ (?P<total> \d{{2,3}} ) )?+
        \s+ (?! OF \s ) (?P<post> [A-Z][A-Z .'/-]{{1,30}}? ) \s+ (?P<serial> \d{{3,8}} )
        (?: \s+ (?P<section> \d{{2}} ) \s+ OF \s+ (?P<sections> \d{{2}} ) )?+
        (?: \s+ TOSEC \s+ \d+ )?+
        (?: \s+ (?: DTG: \s* )?+ \d{{6}}Z (?: \s+ [A-Z]{{3}} \s+ \d{{2,4}} )?+ )?+
        (?: \s+ PSN: \s* [A-Z0-9]{{4,8}} )?+
    )?+
    (?: \s+ {CLASSIFICATION} )?+ \s*
    """,
    counter=(
        "Page two of the paper says",
        "PAGE 2 of the report was blank",
        "PAGE 02 WAS MISSING FROM THE FILE",
        "PAGE 02 OF 04",
        "PAGE 02 OF THE REPORT OF 1985",
    ),
)

HEADING_INSIDE = Form(
    "page heading inside a line whose ends a host has lost",
    _COPIES,
    "LIMITED OFFICIAL USE PAGE 02 TESTVI 04453 01 OF 03 050838Z",
    rf"""
    (?<! \S ) (?P<banner> (?: {CLASSIFICATION} \s{{1,4}} ){{0,2}} ) PAGE \s{{1,4}} (?P<page> \d{{2,3}} )
    (?: \s{{1,4}} OF \s{{1,4}} \d{{2,3}} )? \s{{1,9}} (?! OF \s )
    (?P<post> [A-Z][A-Z.'/-]{{1,20}} (?: [ ] [A-Z][A-Z.'/-]{{0,20}} ){{0,3}} )
    \s{{1,9}} (?P<serial> \d{{4,8}} )
    (?: \s{{1,9}} (?P<section> \d{{2}} ) \s{{1,4}} OF \s{{1,4}} (?P<sections> \d{{2}} ) )?
    (?P<sent> \s{{1,9}} TOSEC \s{{1,4}} \d+ | \s{{1,9}} (?: DTG: \s{{0,4}} )? \d{{6}}Z
        (?: \s{{1,4}} [A-Z]{{3}} \s{{1,4}} [06-9]\d (?! \S ) )? )? (?! \S )  # no day: "... MAY 18 THE TRIAL"
    """,
    counter=("PAGE 02 OF TESTVI 04453", "PAGE 02 STATE 0123456789", "PAGE 2 STATE 012345"),
)

HEADING_MORE = Form(
    "second line of the page heading in copies of the White House",
    _COPIES,
    "EOB123         AN004567                     TOR: 071/1602Z CSN: HCE123",
    r"""
    \s* (?: [A-Z]{2,4}\d{3,4} \s+ )? AN\d{6} \s+ TOR: \s* \d{3}/\d{4}Z (?: \s+ CSN: \s* [A-Z]{2,4}\d{3} )? \s*
    """,
    counter=("AN004567 IS HIS NUMBER", "TOR: 071/1602Z"),
)

RELAYED_PAGE = Form(
    "page heading of a relay station",
    _COPIES,
    "PAGE 2 RUEHXX 4453 L I M I T E D  O F F I C I A L  U S E",
    rf"""
    \s* PAGE \s+ (?P<page> {COUNT} ) \s+ (?P<post> R[A-Z]{{4,7}} ) \s+ [#]? \s? (?P<serial> \d{{2,5}} ) [A-Z]?
    (?: \s+ {CLASSIFICATION} (?: \s+ (?: {CAVEAT} | [A-Z]{{2,4}}DIS | SPECAT | TOSEC ) )? )?+ \s*
    """,
    counter=(
        "PAGE 2 REPORTS 12 DEAD",
        "PAGE TWO READS 4 LINES",
        "Page 2 RUEHXX 4453",
        "PAGE 2 RUEHXX 4453 C O N F I D E N T I A L SAMPLE",
        "PAGE 2 RUEHXX 4453 L I M I T E D SAMPLES",
    ),
)

DISTRIBUTION_PAGE = Form(
    "page heading without the word PAGE",
    _COPIES,
    "TESTVI 04453  01 OF 03  050838Z",
    r"""
    \s* (?P<post> [A-Z][A-Z .'/-]{1,30}? ) \s+ (?P<serial> \d{4,6} )
    \s+ (?P<section> \d{2} ) \s+ OF \s+ (?P<sections> \d{2} ) \s+ \d{6}Z \s*
    """,
    counter=("WE COUNTED 04453 01 OF 03",),
)

DISTRIBUTION_TOP = Form(
    "top line of a distribution header, of a telegram in one section",
    _COPIES,
    "TESTVI 04453  050838Z",
    r"\s* [A-Z][A-Z .'/-]{1,30}? \s+ (?P<serial> \d{4,6} ) \s+ \d{6}Z \s*",
    counter=("STATE 04453 OF 050838Z", "TESTVI 04453  01 OF 03  050838Z"),
)

BANNER = Form(
    "running classification banner",
    _COPIES,
    "LIMITED OFFICIAL USE",
    rf"\s* {CLASSIFICATION} (?: \s+ {CLASSIFICATION} )? \s*",
    counter=("SECRET TALKS BEGIN", "The talks were CONFIDENTIAL", "UNCLAS TESTVILLE 004453"),
)

BANNER_INSIDE = Form(
    "classification word anywhere in a page line",
    _COPIES,
    "UNCLASSIFIED",
    rf"(?<! [A-Z] ) {CLASSIFICATION} (?! [A-Z] )",
    counter=("SECRETARIAT", "Confidential"),
)

PRINT_BANNER = Form(
    "classification banner with the number of the print, at the top of a printed page",
    _COPIES,
    "UNCLASSIFIED     PTQ1234",
    rf"\s* {CLASSIFICATION} \s{{2,}} [A-Z]{{3}}\d{{4}} \s*",
    counter=("UNCLAS TESTVILLE 004453", "SECRET TALKS BEGIN", "UNCLASSIFIED PTQ1234 is a number"),
)


COUNTED_PAGE = Form(
    "number of a printed page and of all, alone on a line",
    "observed on released documents of the Department of State and on prints of web pages",
    "Page 2 of 5",
    r"\s* (?: - \s? )? Page \s (?P<page> \d{1,3} ) \s of \s (?P<total> \d{1,3} ) (?: \s? - )? \s*",
    flags=re.IGNORECASE,
    counter=("Page 2 of 5 was blank", "page 2 of the report", "2 of 5"),
)

INLINE_PAGE = Form(
    "page number of the printed edition, inline",
    "Foreign Relations of the United States, page numbers in brackets",
    "[Page 673]",
    r"\[ [ ]? Page [ ]+ (?P<page> [0-9]{1,4} ) [ ]? \]",
    counter=("[page missing]", "(Page 673)"),
)

INLINE_PAGE_SMALL = Form(
    "page number of a printed edition in small letters, where such numbers count on",
    "editions of documents with page numbers in brackets",
    "[page 673]",
    r"\[ [ ]? page [ ]+ (?P<page> [0-9]{1,4} ) [ ]? \]",
    counter=("[page 12 of the annex]", "[pages 12-14]", "(page 673)", "[Page 673]"),
)

PRINTED_STATE = Form(
    "what an archive prints at the top or the bottom of its pages of a telegram's present state",
    "printouts of telegrams released by the Department of State",
    "Current Class: UNCLASSIFIED   Page: 2",
    r"""
    \s* CURRENT \s (?: CLASS(?: IFICATION )? \s? : \s* (?: UNCLASSIFIED | CONFIDENTIAL | (?: TOP \s )? SECRET
        | LIMITED \s OFFICIAL \s USE | SBU | SENSITIVE \s BUT \s UNCLASSIFIED | N/A )
      | HANDLING \s? : \s* (?: N/A | NONE | NOT \s ASSIGNED | [A-Z]{4,10} (?: [,/ ]{1,2} [A-Z]{4,10} )? ) )
    (?: \s+ PAGE \s? : \s? \d{1,3} (?: \s? OF \s? \d{1,3} )? )? \s*
    """,
    flags=re.IGNORECASE,
    counter=(
        "Current class: the third",
        "Current Classification: the report was secret",
        "Current handling: by hand of the minister",
        "Current Class: SECRET papers",
    ),
    begins=((r"\s", ""), ("Cc", "Uu")),
)

SECTION_LINE = Form(
    "classification line of a section",
    "5 FAH-2 H-320, format line 12",
    "UNCLAS SECTION 02 OF 03 TESTVILLE 004453",
    rf"""
    \s* {CLASSIFICATION} (?: [ /]+ {CAVEAT} )*+
    \s+ (?: SECT?I?O?N? \s* (?P<number> {COUNT} ) \s* (?: [O0]?F | O ) \s* (?P<total> {COUNT} )
          | (?P<final> FINAL ) \s+ SECTION \s+ OF \s+ (?P<final_total> {COUNT} ) )
    \s+ (?P<post> [A-Z][A-Z .'/-]{{1,39}}? ) \s+ (?P<serial> \d{{3,8}} ) \b .*
    """,
    counter=("UNCLAS TESTVILLE 004453", "SECTION 02 OF 03 deals with trade"),
)

STATION_LINE = Form(
    "DE line, for the serial that page markers repeat",
    "5 FAH-2 H-320, format line 3",
    "DE RUEHXX #4453/01 3400838",
    rf"\s* DE \s+ [A-Z]{{4,8}} \s* {BEFORE_SERIAL} (?P<serial> \d{{4}} )"
    r" (?: / (?P<section> \d{2} ) )? \b",
    counter=("DE RIGUEUR",),
    begins=((r"\s", ""), ("D", "E")),
)

CLASSIFIED_SERIAL = Form(
    "classification line, for the post and serial that page markers repeat",
    "5 FAH-2 H-320, format line 12",
    "UNCLAS TESTVILLE 004453",
    rf"""
    \s* {CLASSIFICATION} (?: [\s/,(-]+ {CAPTION} [/),]{{0,2}} )*+
    (?: \s+ (?: FINAL \s+ )?+ SECT?I?O?N? \s* (?: {COUNT} \s* )?+ (?: [O0]?F | O ) \s* {COUNT} )?+
    \s+ (?P<post> [A-Z][A-Z .'/-]{{1,39}}? ) \s+ (?P<serial> \d{{3,8}} ) \b
    """,
    counter=("UNCLAS AND SIMPLE",),
    begins=((r"\s", ""), ("T", "O "), ("S", "E "), ("C", "O "), ("U", "N "), ("L", "I "), ("F", "O ")),
)

STATION_INSIDE = Form(
    "DE line inside a line whose ends a host has lost",
    "5 FAH-2 H-320, format line 3",
    "DE RUEHXX #4453 3400838",
    r"(?<!\S) DE \s{1,4} [A-Z]{4,8} \s{0,4} [#$] (?P<serial> \d{4} ) \b",
    counter=("DE RIGUEUR",),
)

CLASSIFIED_INSIDE = Form(
    "classification line inside a line whose ends a host has lost",
    "5 FAH-2 H-320, format line 12",
    "UNCLAS SECTION 01 OF 02 TESTVILLE 004453",
    rf"""
    (?<!\S) {CLASSIFICATION} (?: [ ]{{1,4}} (?: NOFORN | EFTO | SENSITIVE ) ){{0,2}}
    (?: \s{{1,4}} (?: FINAL \s{{1,4}} )? SECT?I?O?N? \s{{0,4}} (?: \d{{1,2}} \s{{0,4}} )? O?F \s{{0,4}}
    \d{{1,2}} )?
    \s{{1,4}} (?P<post> [A-Z][A-Z.'/-]{{1,20}} (?: [ ] [A-Z][A-Z.'/-]{{1,20}} ){{0,3}} ) \s{{1,4}}
    (?P<serial> \d{{3,8}} ) \b
    """,
    counter=("UNCLAS AND SIMPLE",),
)

GLUED_CLASSIFICATION = Form(
    "classification line that a site has glued to the last addressee above it",
    "pages that print the header and the text of a cable in two blocks",
    "RUEHTV/AMEMBASSY TESTVILLEUNCLAS SECTION 01 OF 02 OTHERVILLE 004453",
    rf"""
    (?P<address> \s* [A-Z] [^\r\n:]{{2,160}}? [A-Z0-9.)/] )
    (?P<line> {CLASSIFICATION} (?: [ ]{{0,2}} /{{0,2}} [ ]{{0,2}} {CAVEAT} ){{0,2}}
      (?: \s{{1,4}} (?: FINAL \s{{1,4}} )? SECT?I?O?N? \s{{0,4}} (?: \d{{1,2}} \s{{0,4}} )?
        O?F \s{{0,4}} \d{{1,2}} )?
      \s{{1,4}} [A-Z][A-Z.'/-]{{1,20}} (?: [ ] [A-Z][A-Z.'/-]{{1,20}} ){{0,3}} \s{{1,4}} \d{{3,8}} \s* )
    """,
    counter=(
        "RUEHTV/AMEMBASSY TESTVILLE UNCLAS OTHERVILLE 004453",
        "UNCLAS OTHERVILLE 004453",
        "RUEHTV/AMEMBASSY TESTVILLEUNCLAS",
        "A TOP SECRET PAPER 1234",
    ),
)

NUMBER_ONE = Form(
    "first numbered paragraph, where the header ends at the latest",
    "5 FAH-1 H-246.2",
    "1. (SBU) The minister said",
    r"\s{0,6} \N{PILCROW SIGN}? (?: \( [A-Z/ ]{1,12} \) \s? )? 1 \s? [.:)] \s{0,3} [^\s\d]",
    counter=("12. The next day", "1,000 tons", "1.4 (b) and (d)", "1.5 percent"),
    begins=((r"\s", ""), ("1", r"\s.:)"), ("\N{PILCROW SIGN}", "1("), ("(", "A-Z/ ")),
)

DISTRIBUTION_LINE = Form(
    "line of the Department distribution header",
    "5 FAH-2 H-320",
    "INFO  LOG-00   AID-00   CIAE-00  DODE-00        /001W",
    r"""
    (?: (?: ACTION | INFO | ORIGIN ) \s+ )?+ [A-Z]{1,5}-\d{2} (?: \s+ [A-Z]{1,5}-\d{2} )*+
    (?: \s+ (?: /\d{2,3} \s? [A-Z]? | \( \s? [A-Z]{3} \s? \) \s? [A-Z] ) )?+
    | -{6,} \s* [0-9A-F]{5,7} Z? (?: \s+ [0-9A-F]{5,7} Z? )? (?: \s+ /\d+ (?: -\d+ )? )? | /\d{3} \s? [A-Z]
    """,
    counter=("ACTION is needed", "INFO MEMO", "------ 12 345", "------ 201246Z WAS THE TIME"),
)

#: Lines that may open a telegram.
OPENING = Dispatch(TRANSMISSION_ID, DTG, STATION_LINE, CLASSIFIED_SERIAL, MRN_LINE)
#: Lines that say which cable this is.
IDENTITY = Dispatch(STATION_LINE, CLASSIFIED_SERIAL)
FIRST_PARAGRAPH = Dispatch(NUMBER_ONE)

FORMS = (
    PAGE_MARKER,
    PAGE_HEADING,
    HEADING_INSIDE,
    HEADING_MORE,
    RELAYED_PAGE,
    DISTRIBUTION_PAGE,
    DISTRIBUTION_TOP,
    BANNER,
    BANNER_INSIDE,
    PRINT_BANNER,
    COUNTED_PAGE,
    INLINE_PAGE,
    INLINE_PAGE_SMALL,
    PRINTED_STATE,
    SECTION_LINE,
    STATION_LINE,
    CLASSIFIED_SERIAL,
    STATION_INSIDE,
    CLASSIFIED_INSIDE,
    GLUED_CLASSIFICATION,
    NUMBER_ONE,
    DISTRIBUTION_LINE,
)
