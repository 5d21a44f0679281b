"""The reference line: its label, its items and the numbers of cables that it names.

Sources: 5 FAH-1 H-200 (telegrams), and the forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_FAH = "5 FAH-1 H-200, drafting of telegrams"
_COPIES = "observed in published copies of telegrams"

REFERENCE = Form(
    "REF line",
    _FAH,
    "REF: A. TESTVILLE 123",
    r"""
    \s* (?: REF(?: S | \(S\) | TELS? | TEL\(S\) | ERENCES? | ERENCE\(S\) | [ ]TELS?
    | EREN )? \s* [:;]
    | (?-i: R[EF] ) \s? : (?= \s* (?: \(?A[).] \s | (?: \d{2} \s )? [A-Z][A-Z ]{2,24} \s \d{2,7} \b ) )
    | REF [ ] (?= [A-Z] \s? : )
        | REF(?: S | TELS? | ERENCES )? (?: \s+ | \s* [.-] \s* ) (?= \(?[A1][).] \s? \S )
        | REFS? (?: \s+ | \s* [.-] \s* ) (?= (?: \d{2} \s )? [A-Z][A-Z ]{2,24} \s \d{2,7} \b ) )
        \s* (?P<value> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=(
        "Ref the earlier talks, we agree",
        "REFORM: NOW",
        "Reference to this is made",
        "REF. the talks of May",
        "RE: your letter of May",
    ),
)
REFERENCE_ITEM = Form(
    "item of the reference list",
    _FAH,
    "B. 07 STATE 45678",
    r"""\s* \N{PILCROW SIGN}? (?: \( (?P<a> [A-Z] ) \) | (?P<b> [A-Z] )
        (?: [).] | : (?= \s ) | [ ] - (?= [ ] ) ) | (?P<c> [a-z] ) [).] ) \s* \S""",
    counter=("BE. x", "1. Text", "B:12", "B-12 FLIGHTS", "B -12"),
)
REFERENCES_ALONE = Form(
    "reference numbers and nothing else, of which a crawl has dropped the line with the label",
    _COPIES,
    "60314 D. NORTHPORT 23965",
    r"""
    (?! [^\r\n]* \b (?: IN | OF | FOR | SINCE | FROM | UNTIL ) \s \d (?! \d? / \d{1,2} / \d ) ) \s*
    (?: \d{2,7} [;,]? \s+ )? (?: \( NOTAL \) (?: \s? [;,] )? \s+ )?
    (?: (?: (?: \(?[A-Z] | \([a-z] )[).] \s+ | AND \s+ )?
      (?: IIR (?: \s \d{1,4} ){3,4} (?! \d )
        | (?: [A-Z][A-Z.'/-]{1,30} \s )? E-?MAILS? (?: \s OF )? \s \d{1,2} / \d{1,2} / \d{2,4} (?! \d )
        | (?: (?: 19 | 20 )? \d{2} \s )?
          [A-Z][A-Z.'-]{2,20} (?: [ ] [A-Z][A-Z.'-]{1,20} ){0,3} \s \d{2,7} (?! \d ) )
      (?: \s? \( (?: NOTAL | EXDIS | NODIS | LIMDIS | STADIS ) \) )? (?: \s AND \s PREVIOUS \b )?
      [ ,;.]* )+ (?: \(?[B-Z][).] )? \s*
    """,
    counter=(
        "TALKS OF MAY 1968 FAILED",
        "STATE 45678 SAID SO",
        "STATE 45678 AND PREVIOUS TALKS",
        "In STATE 45678",
        "12 OF 15",
        "E-MAIL OF 05/12/03 SAID SO",
    ),
)
NUMBERED_REFERENCE = Form(
    "item of the reference list with a number in place of its letter",
    _COPIES,
    "2) TESTVILLE 123",
    r"\s* \(? \d{1,2} \) \s* [A-Z0-9]",
    counter=("1. (S) Text", "(C) Text", "12 TESTVILLE 3"),
)
CABLE_NUMBER = Form(
    "reference number as printed",
    "5 FAH-1 H-232",
    "07 STATE 45678",
    r"""
    (?<! [\w/] ) (?: (?P<year> (?: 19
    | 20 )? \d{2} ) \s{0,2} )? (?P<post> [A-Z][A-Z.'/-]{0,24}+ (?: \s [A-Z][A-Z.'/-]{0,24}+ ){0,3} ) \s{1,3}
    (?P<serial> \d{3,7}
    | \d{1,2} (?! \s (?: JAN | FEB | MAR | APR | MAY | JUN | JUL | AUG | SEP | OCT | NOV | DEC ) ) )
    (?! [\d/:-]\d | \d | Z \b | [A-Z~\#?|$*] \d )
    """,
    flags=re.IGNORECASE,
    counter=("1234", "THE", "TESTVILLE 123456Z", "TESTVILLE 12X4", "ASSISTANCE NOTICE 24 JULY 2009"),
)
CABLE_RANGE = Form(
    "range of reference numbers",
    _COPIES,
    "07 STATE 45678-80",
    r"""
    (?: (?P<year> (?: 19 | 20 )? \d{2} ) \s{1,2} )?
    (?P<post> [A-Z][A-Z.']{2,24} (?: [ ] [A-Z][A-Z.']{1,24} ){0,3} )
    \s{1,3} (?: (?P<first> \d{2,7} ) \s? - \s? | (?P<from> \d{1,7} ) \s THR(?:U|OUGH) \s )
    (?P<last> \d{1,7} )
    (?: \s? \( NOTAL \) )?
    """,
    counter=("STATE 12", "MAY 12-15, 2005", "Meeting 12-15", "IIR 6 123 4567-08"),
)
AIRGRAM = Form(
    "number of an airgram",
    "observed in published copies of telegrams of 1966 to 1974",
    "PARIS A-123",
    r"""
    (?: (?P<year> (?: 19 )? \d{2} ) \s{1,2} )? (?: (?P<post> [A-Z][A-Z.' ]{2,30}? ) ,? \s{1,3} )??
    (?: AIRGRAM \s (?: NO \.? \s? )? )? (?P<series> C?A ) \s? [-/] \s? (?P<serial> \d{1,5} )
    (?: \s? , \s .{3,30} )?
    """,
    counter=("A/RES/55/2", "A/S SMITH", "UN A/56/123", "COVID A123"),
)
REFERENCE_SIGN = Form(
    "what a reference to something other than a cable names",
    _FAH,
    "(C) SMITHSON-DOE E-MAIL OF MAY 5",
    r"""
    @ | \b (?: E-?\s?MAILS? | MEMO | MEMO(?:RANDUM|RANDA|S) | MEMCONS? | TELE?CONS? | TELEPHONE
    | LETTERS? | FAX | FBIS | NOTAL | REFTELS? | SEPTELS? | CABLES? | TELEGRAMS? | DATED
    | PREVIOUS ) \b
    """,
    flags=re.IGNORECASE,
    counter=("(C) 1. The Minister, back on May 22, ", "(S) Consultations with members of the Senate and"),
)
NOTHING_REFERRED = Form(
    "reference line that names nothing",
    _COPIES,
    "NONE",
    r"\s* (?: NONE | NIL | N \s? [/.]? \s? A ) \s* [.]? \s*",
    flags=re.IGNORECASE,
    counter=("NONE OF THESE", "NASSAU 12"),
)

FORMS = (
    REFERENCE,
    REFERENCE_ITEM,
    REFERENCES_ALONE,
    NUMBERED_REFERENCE,
    CABLE_NUMBER,
    CABLE_RANGE,
    AIRGRAM,
    REFERENCE_SIGN,
    NOTHING_REFERRED,
)
