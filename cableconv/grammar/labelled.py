"""The header with a label on every line, of systems since about 2008, and what they print below the text.

Sources: forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_COPIES = "observed in published copies of telegrams since about 2008"

OPENER = Form(
    "line that only a labelled header has: reference number, date and date-time group, action addressee",
    _COPIES,
    "MRN: 12 TESTVILLE 345",
    r"""
    \s* (?: MRN \s* [:;.]? \s* (?: (?: 19 | 20 )? \d\d \s+ [A-Z][A-Z .'-]{2,40} \s \d{1,7} \b .* | \Z )
      | MRN \s* : .*
      | DATE \s? [/lI|] \s? DTG \s* [:;.]? .*
      | ACTION [ ]? : \s* [A-Z][A-Z .'-]{2,40} , \s (?: SECSTATE | AMEMBASSY | AMCONSUL | USMISSION ) \b .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    begins=((r"\s", ""), ("Mm", "Rr"), ("Dd", "Aa"), ("Aa", "Cc")),
    counter=("MRNA: a study", "Date: May 12, 2012", "Action: the Embassy will write", "MR. DOE"),
    needs=("mrn", "dtg", "action:", "action :"),
)
MRN_LINE = Form(
    "line of the reference number that opens a labelled telegram",
    _COPIES,
    "MRN: 12 TESTVILLE 345",
    r"\s* MRN \s* : \s* (?: 19 | 20 )? \d\d \s+ [A-Z][A-Z .'/-]{1,40}? \s+ 0* (?P<serial> \d{1,7} ) \s*",
    flags=re.IGNORECASE,
    begins=((r"\s", ""), ("Mm", "Rr")),
    counter=("MRN: 12 TESTVILLE 345 was the first", "MRN 12 TESTVILLE 345", "MRN:"),
)
LABEL = Form(
    "label of a labelled header",
    _COPIES,
    "Captions: SENSITIVE, SIPDIS",
    r"""
    \s* (?P<label> MRN | DATE \s? [/lI|] \s? DTG | FROM | ACTION | INFO | XMT | E\.? \s? [O0]\.? | TAGS
      | CAPTIONS? | REF(?:ERENCES?)? | PASS \s? LINE | SUBJECT | CLASSIFIED \s BY | REASON
      | DECL(?:ASSIFY)? \s ON | DERIVED \s FROM )
    \s? [:;] \s* (?P<value> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=("From the harbor", "Action is needed", "ACTIONS: none", "Pass Lines"),
)
CUT = Form(
    "label of a labelled header inside a line",
    _COPIES,
    " Captions: SENSITIVE",
    r"""
    (?: (?<= \s ) | (?<= [a-z0-9)] ) (?= [A-Z] ) ) (?: (?P<mrn> MRN ) | (?P<date> Date [/lI|] DTG )
      | (?P<from> From ) | (?P<action> Action ) | (?P<info> Info ) | (?P<order> E\.O\. ) | (?P<tags> TAGS )
      | (?P<captions> Captions ) | (?P<reference> Reference ) | (?P<passing> Pass [ ] Line )
      | (?P<subject> Subject ) ) \s? : (?= \s | \Z )
    """,
    counter=("From the harbor", "MRN 12", "captions: none"),
)
SENT = Form(
    "date and date-time group",
    _COPIES,
    "May 12, 2012 / 121345Z MAY 12",
    r"""
    (?: [A-Z][a-z]{2,8} \.? \s \d{1,2} , \s \d{4} | \d{1,2} \s [A-Z][a-z]{2,8} \.? \s \d{4}
      | \d{1,4} [/-] \d{1,2} [/-] \d{1,4} ) \s* [/|,;lI]? \s* (?P<sent> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=("121345Z MAY 12", "May 12"),
)
NUMBER = Form(
    "reference number of a labelled header",
    _COPIES,
    "12 TESTVILLE 345",
    r"""
    \s* (?: 19 | 20 )? (?P<year> \d\d ) \s* (?P<post> [A-Z][A-Z .'/-]{1,40}? )
    \s* 0* (?P<serial> \d{1,7} ) \b .*
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=("TESTVILLE 345", "12 345"),
)
PLACE_FIRST = Form(
    "addressee with its place in front",
    _COPIES,
    "WASHDC, SECSTATE",
    r"""
    (?<! [A-Z0-9.'/-] ) (?! (?: AMEMBASSY | AMCONSUL | AMCONGEN | SECSTATE | USMISSION | USDEL | USINT ) \b )
    (?P<place> [A-Z][A-Z0-9.'/-]{0,30} (?: [ ] [A-Z0-9.'/-]{1,30} ){0,5} ) , [ ]
    (?P<organization> AMEMBASSY | AMCONSUL | AMCONGEN | SECSTATE
      | USMISSION | USDEL | USINT | US [ ] INTERESTS [ ] SECTION | US [ ] DELEGATION | AMERICAN [ ] EMBASSY
      | [A-Z]+ [ ] COLLECTIVE | NATIONAL [ ] SECURITY [ ] COUNCIL | USAID | USEU | USUN | USNATO )
    (?= \s* (?: ROUTINE | PRIORITY | IMMEDIATE | NIACT | FLASH | [;,] | \Z ) )
    """,
    counter=(
        "PARIS, LONDON",
        "SECSTATE WASHDC",
        "TALKS, USUN SAID",
        "PARIS, AMEMBASSY LONDON",
        "AMEMBASSY PARIS, USUN",
    ),
)
CLOSING = Form(
    "label below the text",
    _COPIES,
    "Cleared By: POL:Sample, John",
    r"""
    \s* (?: (?P<signature> SIGNATURE ) | (?P<drafting> (?: DRAFTED | CLEARED | APPROVED | RELEASED ) \s? BY )
      | (?P<info> INFO ) | (?P<excluded> XMT )
      | (?P<system> ATTACHMENTS? | DISSEMINATION \s? RULE | ACTION \s POST | OFFICE \s SYMBOL ) )
    \s* : \s* (?P<value> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    begins=(
        (r"\s", ""),
        ("Ss\N{LATIN SMALL LETTER LONG S}", "Ii\u0130\u0131"),
        ("Dd", "RrIi\u0130\u0131"),
        ("Cc", "Ll"),
        ("Aa", "PpTtCc"),
        ("Rr", "Ee"),
        ("Ii\u0130\u0131", "Nn"),
        ("Xx", "Mm"),
        ("Oo", "Ff"),
    ),
    counter=("Drafted by hand: the map", "Info is scarce", "Signatures: 1,200", "Approved: the budget"),
)

FORMS = (OPENER, MRN_LINE, LABEL, CUT, SENT, NUMBER, PLACE_FIRST, CLOSING)
