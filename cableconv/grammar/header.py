"""Lines of the transmission header (format lines 1 to 16) and of the Department's distribution header.

Sources: 5 FAH-2 H-320 (ACP 127 format lines), 5 FAH-2 H-230 (addresses, precedence), and the
forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form
from cableconv.grammar.numbers import DIGIT

_LINES = "5 FAH-2 H-320, ACP 127 format lines"
_COPIES = "observed in published copies of telegrams"

RI = r"[RQU][A-Z]{3,7}"
ORGANIZATION = r"""
    (?: AMEMBASSY | AMEMBASY | AMEMB | AMCONSUL | AMCONGEN | AMEMBASSYS | AMEMBASSIES
    | USMISSION | USDEL | USINT | USLO | USNATO
      | USEU | USUN | USOECD | USOSCE | UNVIE | AIT | SECSTATE | SECDEF | SECTREAS | TREASURY
      | TREAS | CIA | DIA | NSC
      | NSA | (?: THE[ ] )? WHITE[ ]HOUSE | WHITEHOUSE | SITUATION[ ]ROOM | JOINT[ ]STAFF | JCS | CJCS
      | OSD | DEPT | DEPARTMENT | DOD | DOJ | DOE | CDR
      | CDRUS[A-Z]* | COM[A-Z]{3,} | CINC[A-Z]+ | CG | USDOC | USAID | AID | USIA | USICA
      | USIS | USDAO | USLO | FBI
      | HQ | DIRNSA | DEA | NRC | NASA | EPA | USTR | USDA | ALL | EUROPEAN
      | [A-Z]+[ ]COLLECTIVE | RUE[A-Z]{2,5}
      | USAFE | HUD | INS | FAA | DHS | ATF | POLAD | VATICAN | SECRETARY | AMCONSULS
      | USCINC[A-Z]* | USVIENNA | STATE )
"""
# An office of the addressee, "//OSD:ISA//", in which a colon may stand.
_OFFICE = r"(?: : [A-Z0-9/,& .-]* // [^a-z?!:;]* )?"
# An operating signal, "ZFF4", with its number written in other ways, too.
_SIGNAL = r"Z[A-Z]{2} (?: [ ]? [/-] [ ]? \d{1,2} | [ ]? \d{1,2} )? (?! [A-Z0-9] )"
_WORDS = r"(?: FLASH | IMMEDIATE | PRIORITY | ROUTINE )"
# A word behind a date-time group that is no signal known here, and no label of the next line.
_ODD = r"""(?! (?: FM | TO | INFO | XMT | BT | IS | WAS | HAS | UNCLAS | CONFIDENTIAL | SECRET | TOP )\b )
    [A-Z0-9(#][A-Z0-9()#/:-]* (?! \S )"""
_MONTH = r"(?: JAN | FEB | MAR | APR | MAY | JUN | JUL | AUG | SEP | [O0]CT | N[O0]V | DEC )[A-Z]{0,6}"

TRANSMISSION_ID = Form(
    "transmission identifier",
    _LINES,
    "VZCZCXXX0001",
    r"""
    \s* (?: V?ZCZ[A-Z]{1,7} \s? \d{2,7} [A-Z]?
      | N{0,4} VV [ ] [A-Z]{2,4} \d{3} (?: [A-Z]{2,4} \d{2,4} )? ) \s*
    """,
    counter=("VZCZC is the start of a message", "NNNN", "VV ALPHA 12"),
    begins=((r"\s", ""), ("V", "ZV"), ("Z", "C"), ("N", "NV")),
)
RELAY = Form(
    "relay precedence and routing indicators",
    _LINES,
    "RR RUEHAA RUEHBB",
    rf"\s* (?P<precedence> ZZ | OO | PP | RR | YY ) (?: [ ]+ {RI} )++ \s*",
    counter=("RR is short for routine", "OO LA LA"),
    begins=((r"\s", ""), ("ZOPRY", "ZOPRY")),
)
RELAY_MORE = Form(
    "routing indicators, continued",
    _LINES,
    "RUEHCC RUEHDD",
    rf"\s* {RI} (?: [ ]+ {RI} )*+ \s*",
    counter=("RUSSIA IS", "RETURN TO BASE"),
)
STATION = Form(
    "DE line",
    _LINES,
    "DE RUEHXX #4453/01 3400838",
    rf"""
    \s* DE (?: \s+ | (?= RU[A-Z]{{3,5}} \s* \# ) )
    (?P<ri> {RI} ) \s* [\#$]? \s* (?P<serial> {DIGIT}{{3,5}} ) (?: (?<= \d ) [A-Z] (?= \s+ \d ) )?
    (?: \s* / \s* (?P<section> {DIGIT}{{1,2}} ) )?
    (?: \s+ (?P<day> {DIGIT}{{3}} ) \s? (?P<time> {DIGIT}{{3,4}} ) Z?
        (?P<signals> (?: \s+ {_SIGNAL} )*+ ) )? \s*
    """,
    counter=("DE RIGUEUR", "DE FACTO 1234", "DE RUEHXX #4453/01 3400838 ZOO KEEPER"),
    begins=((r"\s", ""), ("D", "E")),
)
SECURITY = Form(
    "security prosign",
    _LINES,
    "ZNR UUUUU ZZH",
    r"""
    \s* (?P<prosign> ZN[RY] ) \s* (?P<letters> (?P<level> [UECST] ) (?P=level){2} [A-Z]{2} )
    (?: \s* /? (?P<release> /[A-Z]{5} ) )?
    (?P<signals> (?: \s+ """
    + _SIGNAL
    + r""" )*+ ) (?P<rest> .* ) \s*
    """,
    counter=("ZNR MEANS CLEAR",),
    flags=re.DOTALL,
    begins=((r"\s", ""), ("Z", "N")),
)
SIGNALS = Form(
    "operating signals alone",
    "ACP 131",
    "ZZK ZFD",
    rf"\s* {_SIGNAL} (?: [ ]+ {_SIGNAL} )*+ \s*",
    counter=("ZOO", "ZAP IT")[1:],
)
DTG = Form(
    "date-time group",
    _LINES,
    "P 050838Z DEC 08",
    rf"""
    \s* (?: DTG \s? :? \s* )?
    (?: [(]? (?P<action> FLASH [ ] OVERRIDE | NIACT [ ] IMMEDIATE | {_WORDS}
        | [ZOPRY0] (?: [ ] NIACT )? ) [)]?
      (?: (?: \s{{1,3}} [ZOPRY0] (?= \s ) )? [\s/,-]{{0,3}} (?P<info> {_WORDS} | [ZOPRY0] ) )?
      (?: [\s:-]+ | (?<= [ZOPRY] ) (?= \d{{6}} ) ) )?
    (?P<day> [0-3O]{DIGIT} ) [\s/]? (?P<time> {DIGIT}{{4}} | (?(action) {DIGIT}{{5}} | (?!) )
      | (?(action) {DIGIT}{{3}} | (?!) ) ) \s? (?(action) Z? | Z ) (?: \s? (?P<zulu> \d )? )
    \s* (?P<month> {_MONTH} | (?(action) [A-Z]{{3}} (?! [A-Z] ) | (?!) ) )
    (?: [ .,/'-]* (?P<year> {DIGIT}{{4}} | {DIGIT}{{2}} ) )?
    (?P<signals> (?: \s+ {_SIGNAL}
        (?: \s+ (?-i: CTG | RU[A-Z]{{2,6}} \d{{0,5}} (?! \S ) | \#? \d{{3,7}} (?! \S ) ) )*+ )*+ )
    (?(action) (?: \s+ (?-i: (?P<odd> {_ODD} (?: [ ]+ {_ODD} ){{0,4}} ) ) )?+ ) \s* [.]? \s*
    """,
    flags=re.IGNORECASE,
    counter=(
        "P 050838Z DEC 08 FM AMEMBASSY TESTVILLE",
        "R 050838Z DEC 08 was the last telegram",
        "R 050838Z DEC 08 IS THE LAST.",
        "The 050838Z DEC 08 report says",
        "AT 050838Z DEC 08 THEY LEFT",
    ),
    begins=(
        (r"\s", ""),
        ("ZzOoPpRrYy0", r"\s\dZzOoPpRrYy/,:)FfIi" + "\u0130\u0131-"),
        ("Nn", "Ii\u0130\u0131"),
        ("Dd", "Tt"),
        ("(", "ZzOoPpRrYy0FfIiNn\u0130\u0131"),
        ("0-3Oo", "\\dOoIiLl\u0130\u0131"),
        ("Ff", "Ll"),
        ("Ii\u0130\u0131", "Mm"),
    ),
)
DTG_PART = Form(
    "part of a date-time group that is split over lines",
    _COPIES,
    "P 050838Z",
    rf"""
    \s* (?: [ZOPRY0] (?: \s{{1,3}} [ZOPRY0] ){{0,2}}
    | (?: [ZOPRY0] (?: \s{{1,3}} [ZOPRY0] ){{0,2}} \s+ )? [0-3O]\d \d{{4}} \s? Z (?: \s+ {_MONTH} )? ) \s*
    """,
    counter=("R & D", "P 050838Z DEC 08", "050838"),
    begins=((r"\s", ""), ("ZOPRY0", ""), ("0-3O", r"\d")),
)
FROM = Form(
    "FM line",
    _LINES,
    "FM AMEMBASSY TESTVILLE",
    rf"""
    \s* (?: FM (?: \s* : )? (?: \s+ | (?= (?: AMEMBASSY | AMCONSUL | USMISSION ) [ ] ) )
        (?: {RI} [ ]?/ [ ]? )? {ORGANIZATION}
      | FROM (?: \s* : )? \s+ (?: AMEMBASSY | AMCONSUL | USMISSION | SECSTATE ) ) \b [^a-z]* \s*
    """,
    counter=(
        "FM LAVROV ARRIVED",
        "FM radio",
        "FM STATE radio is heard",
        "FMS USDEL",
        "FROM STATE TO STATE",
        "FROM AMEMBASSY OFFICERS came",
    ),
    begins=((r"\s", ""), ("F", "MR")),
)
FROM_ANY = Form(
    "FM line after a date-time group",
    _LINES,
    "FM TESTVILLE",
    r"\s* FM \s+ [A-Z] [^a-z:;!?]{1,70} \s*",
    counter=("FM radio", "FM SAID: no"),
)
TO = Form(
    "TO or INFO line",
    _LINES,
    "TO RUEHC/SECSTATE WASHDC PRIORITY 1234",
    rf"""
      \s* (?P<kind> TO | INFO | T0 | INF0 ) (?: \s* : )? (?: \s+ | (?= R[HU]E[A-Z]{{1,5}}/ ) ) (?: {RI} \s?/
      | {ORGANIZATION} \b (?! [-] ) ) [^a-z?!:;]* {_OFFICE} \s*
    """,
    counter=("TO THE AMBASSADOR'S SURPRISE", "INFO LOG-00 AID-00", "To Secstate it was clear", "INFO ALL: x"),
    begins=((r"\s", ""), ("T", "O0"), ("I", "N")),
)
TO_ANY = Form(
    "TO or INFO line inside the transmission header",
    _LINES,
    "TO ALL POSTS",
    r"\s* (?P<kind> TO | INFO ) (?: (?: \s* : )? \s+ (?: / | [A-Z][^a-z:;!?]{1,75} ) )? \s*",
    counter=("To all", "TO BE: or not"),
    begins=((r"\s", ""), ("T", "O"), ("I", "N")),
)
ADDRESSEE = Form(
    "addressee line",
    _LINES,
    "RUEHAA/AMEMBASSY OTHERVILLE 0001",
    rf"\s* (?: {RI} \s? / \s? [A-Z] | {ORGANIZATION} \b ) [^a-z?!:;]*+ {_OFFICE}",
    counter=("Amembassy officers said", "THE EMBASSY"),
    begins=((r"\s", ""), ("A-Z", "A-Z ")),
)
ADDRESSEE_ANY = Form(
    "addressee line after TO or INFO",
    _LINES,
    "OTHERVILLE IMMEDIATE",
    r"\s* [A-Z][A-Z0-9 /.,'()&-]{2,75} \s*",
    counter=("Amembassy officers said", "1. TEXT"),
)
ADDRESSEE_REST = Form(
    "end of a wrapped addressee: precedence and continuity number",
    _LINES,
    "PRIORITY 0001",
    r"""
      \s* (?: (?: NIACT [ ] )? (?: FLASH | IMMEDIATE | PRIORITY | ROUTINE | PIORITY ) (?: \s+ \d{1,6} )?
      | \d{4,6} | [A-Z]{2} // [^a-z]* ) \s*
    """,
    counter=("PRIORITY TASKS", "OTHERVILLE IMMEDIATE", "12", "HQ USEUCOM//J2//"),
)
ADDRESSEE_OPEN = Form(
    "addressee that cannot end here",
    _LINES,
    "RUEHAA/AMEMBASSY",
    rf"""
      \s* (?: (?: TO | INFO | FM ) \s+ )? (?: {RI} \s? / \s? )?
      (?: AMEMBASSY | AMCONSUL | AMCONGEN | USMISSION | SECSTATE ) (?: [ ] [A-Z][A-Z -]*+ (?<= [A-Z]- ) )?
      | \s* (?: (?: TO | INFO | FM ) \s+ )? {RI} \s? / [^a-z]*
        (?: [^/] / | [,-] | \s (?: OF | THE | AND | FOR ) ) \s*
    """,
    counter=("RUEHAA/AMEMBASSY OTHERVILLE", "AMEMBASSY AND", "RUEHAA/HQ USEUCOM//J2//"),
)
EXCLUDED = Form(
    "XMT line",
    _LINES,
    "XMT AMEMBASSY EXCLUDED",
    r"\s* (?: ZEN/ | XMT ) \s? [:]? [ /] [^a-z]* \s*",
    counter=("XMTR failed",),
    begins=((r"\s", ""), ("Z", "E"), ("X", "M")),
)
GROUP_COUNT = Form(
    "group count",
    _LINES,
    "STATE GRNC",
    r"\s* (?: (?: [A-Z]{3,12} [ ] )? GRNC | GR [ ]? \d+ | ACCT [ ] [A-Z]{2} - [A-Z]{3,5} ) \s*",
    counter=("GROUP 12", "GREAT", "ACCT NO. 12"),
)
SEPARATOR = Form(
    "break sign",
    _LINES,
    "BT",
    r"\s* B [ ]? T \s*",
    counter=("BT Group", "BTX", "B-T"),
    begins=((r"\s", ""), ("B", "T ")),
)
OFFICES = Form(
    "office counts",
    _COPIES,
    "INFO  LOG-00   AID-00   CIAE-00",
    r"""
      \s* (?: \d{2} \s+ )?+ (?: (?: ACTION | INFO
      | ORIGIN ) \s+ )?+ (?: \d{2} \s+ )?+ [A-Z/]{1,5} - \d{2} (?! \d ) (?: \s+ [A-Z/]{1,5} - \d{2}
      | \s+ /? \d{3}W | \s+ /\d{2,3} \s? [A-Z] | \s+ \( \s? [A-Z]{3} \s? \) \s? [A-Z] )*+ \s*
      | \s* (?: ACTION | ORIGIN ) \s+ [A-Z/]{1,5} \s \d{2} \s*
      | \s* (?: INFO \s+ )? (?! (?: JAN | FEB | MAR | APR | MAY | JUNE? | JULY? | AUG | SEPT? | OCT | NOV
        | DEC ) \s ) [A-Z/]{1,5} \s \d{2} (?: \s? , \s? [A-Z/]{1,5} \s \d{2} )+
        \s? ,? (?: \s? / \s? \d{2,3} \s? [A-Z] )? \s*
    """,
    counter=(
        "B-52 bombers",
        "INFO AMEMBASSY PARIS",
        "COVID-19 SPREADS",
        "INFO USUN 22",
        "ACTION AT 12 NOON",
        "MAY 12, JUNE 13",
    ),
    begins=((r"\s", ""), (r"\d", r"\d"), ("A-Z/", r"\sA-Z/-")),
    needs=("-", "ACTION", "ORIGIN", ","),
)
DISTRIBUTION = Form(
    "line of the Department's distribution header",
    _COPIES,
    "DRAFTED BY L:ANAME:XX",
    r"""
    \s* (?: (?: ACTION | ORIGIN ) \s+ [A-Z/]{1,6} - \d{2} .* | DRAFTED \s+ BY \b .* | APPROVED \s+ BY \b .*
      | DESIRED \s+ DISTRIBUTION .* | DISTRIBUTION \s+ STATEMENT .* | CLEARED \s+ BY \b .*
      | -{6,} \s* (?: [0-9A-F]+ \s* )* (?: \d{6}Z? .* )? )
    """,
    flags=re.DOTALL,
    counter=("Drafted by hand", "ACTION IS NEEDED", "ORIGINAL COPY"),
    begins=((r"\s", ""), ("A", "CP"), ("O", "R"), ("D", "REI"), ("C", "L"), ("-", "-")),
)
DISTRIBUTION_END = Form(
    "end of the distribution header",
    _COPIES,
    "------------------62F208  050839Z /29",
    r"""
      \s* -{6,} \s* (?! \d{1,3} \s? [.)] ) (?: (?= [A-F]* \d ) [0-9A-F]+ \b | [A-F]{5,7} (?= \s+ \d{6}Z ) )
      (?: \s+ [0-9A-F]+ \b )*+ (?: \s+ \d{6}Z? )? .*
    """,
    flags=re.DOTALL,
    counter=(
        "----------------",
        "--- text",
        "---------------- 1) (U) Text",
        "--------- 12. COMMENT",
        "------- A PLAN",
        "------ DECADE",
    ),
)

FORMS = (
    TRANSMISSION_ID,
    RELAY,
    RELAY_MORE,
    STATION,
    SECURITY,
    SIGNALS,
    DTG,
    DTG_PART,
    FROM,
    FROM_ANY,
    TO,
    TO_ANY,
    ADDRESSEE,
    ADDRESSEE_ANY,
    ADDRESSEE_REST,
    ADDRESSEE_OPEN,
    EXCLUDED,
    GROUP_COUNT,
    SEPARATOR,
    OFFICES,
    DISTRIBUTION,
    DISTRIBUTION_END,
)
