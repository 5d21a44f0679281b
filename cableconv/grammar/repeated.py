"""Lines of the header that a section repeats, and how far each of them goes.

Sources: 5 FAH-2 H-320 (format lines), 5 FAH-1 H-200 (drafting). Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form
from cableconv.grammar.header import RI
from cableconv.grammar.numbers import BEFORE_SERIAL

_COPIES = "observed in published copies of telegrams"

REPEATED_LINE = Form(
    "a line of a section's repeated header",
    "5 FAH-2 H-320, format lines 1 to 16",
    "VZCZCXXX0002",
    rf"""
    \s* (?: VZCZ[A-Z]+ \d+ | [ZOPR]{{2}} (?: [ ]+ R[A-Z]{{3,7}} )+
      | DE [ ]+ [A-Z]{{4,8}} [ ]* {BEFORE_SERIAL} \d{{4}} .*
      | ZN[RY] [ ] .* | (?: [ZOPR] [ ]+ ){{1,2}} \d{{6}}Z [ ]+ [A-Z][A-Za-z]{{2}} [ ]+ \d{{2,4}} .*
      | (?: FM | TO | INFO | XMT ) [ ] .* | R[A-Z]{{3,7}} / .* | BT | \# \d{{4}} | N{{3,}}
      | R[A-Z]{{3,7}} (?: [ ]+ R[A-Z]{{3,7}} )*+ | SIPDIS | SENSITIVE | NOFORN | (?: STATE [ ] )? GRNC
    ) \s*
    """,
    counter=("This is text", "TOWARDS the end", "DE RUEHXX 4453 OF THE YEAR"),
)
_SIGNALS = r"""(?: \s+ (?: Z[A-Z]{2} \d? | CTG | RU[A-Z]{2,6} (?: \d{4} )? | \#? \d{3,7}
      | \( [^()a-z]{1,60} \) ) (?! [A-Za-z0-9] ) )*"""
_NAME = rf"(?! \d{{3,6}} (?! \d ) | {RI} [ ]? / ) [^a-z\s]+ (?! \S )"
TRANSMISSION_PART = Form(
    "an element of a section's repeated header, to its end",
    "5 FAH-2 H-320, format lines 1 to 16",
    "TO RUEHC/SECSTATE WASHDC PRIORITY 0001",
    rf"""
    \s* (?: DE [ ]+ [A-Z]{{4,8}} [ ]* {BEFORE_SERIAL} \d{{4}} (?: [ ]? / [ ]? \d{{1,2}} (?! \d ) )?
        (?: \s+ \d{{3}} \s? \d{{4}} Z? (?! \d ) )?
      | ZN[RY] (?: [ ]+ [A-Z]{{5}} (?! [A-Z] ) )? (?: [ ]* / [A-Z]{{5}} )? {_SIGNALS}
      | (?: [ZOPR] [ ]+ ){{1,2}} \d{{6}}Z [ ]+ [A-Z][A-Za-z]{{2}} [ ]+ (?: \d{{4}} | \d{{2}} ) (?! \d )
        {_SIGNALS}
      | (?: (?: FM | TO | INFO | XMT ) [ ]+ (?: {RI} [ ]? / [ ]? )? | {RI} [ ]? / [ ]? )
        {_NAME} (?: \s+ {_NAME} ){{0,13}} (?: \s+ \d{{3,6}} (?! \d ) )?
      | (?: VZCZ[A-Z]+ \d+ | [ZOPR]{{2}} (?: [ ]+ R[A-Z]{{3,7}} )+ | BT | \# \d{{4}} | N{{3,}}
        | R[A-Z]{{3,7}} (?: [ ]+ R[A-Z]{{3,7}} )*+ | SIPDIS | SENSITIVE | NOFORN | (?: STATE [ ] )? GRNC )
        (?! \S ) )
    """,
    counter=("TO the shops", "FM radio", "RUEHC/ is its indicator"),
)
ADDRESSEE_END = Form(
    "precedence and continuity number behind an addressee",
    "5 FAH-2 H-320, format lines 7 and 8",
    " PRIORITY 0001",
    r"\s+ (?: (?: NIACT [ ] )? (?: FLASH | IMMEDIATE | PRIORITY | ROUTINE ) (?! \S ) | \d{3,6} (?! \d ) )"
    r"(?: \s+ \d{3,6} (?! \d ) )?",
    counter=(" PRIORITIES", " Priority", "12"),
)
ADDRESSED = Form(
    "what stands before the name of an originator or addressee",
    "5 FAH-2 H-320, format lines 6 to 9",
    "INFO RUEHAA/",
    rf"\s* (?: (?P<label> FM | TO | INFO | XMT ) (?: \s+ | \Z ) (?: (?P<indicator> {RI} ) [ ]? / [ ]? )?"
    rf" | (?P<alone> {RI} ) [ ]? / [ ]? )",
    counter=("TOWARDS", "RUEHAA RUEHBB", "BT"),
)

LABELLED_LINE = Form(
    "line of the message header with its label",
    "5 FAH-1 H-200, drafting of telegrams",
    "SUBJECT: A VISIT",
    r"""
    \s* (?: E [.]{0,2} \s? [O0]? [.]? \s? 1\d{4} | TAGS? | SUBJ(?:ECT)? | REF(?:S|TELS?|\(S\))?
      | (?: 1[.] [ ] )? (?: \([A-Z]{1,3}\) [ ] )? CLASSIFIED [ ] BY ) \b
    """,
    flags=re.IGNORECASE,
    counter=("Subjective reasons", "The tags"),
)
REPEATED_ALONE = Form(
    "header line that no text of a cable is like",
    "5 FAH-2 H-320, format lines 4, 5 and 12",
    "P 050838Z DEC 08",
    r"""
    (?: ZN[RY] [ ] [A-Z]{5} (?: [ ] Z[A-Z]{2} )*
      | (?: [ZOPR] [ ] ){1,2} \d{6}Z [ ] [A-Z]{3} [ ] \d{2,4} (?: [ ] Z[A-Z]{2} \d? )*
      | E\.?[ ]?[O0]\.? [ ]? 1[0-3]\d{3} [ ]? : .{2,40} | Classified [ ] [Bb]y [ ]? : .{5,80} )
    """,
    counter=("P 050838Z DEC 08 was its time", "E.O. 12958 is quoted"),
)

SUBJECT_ALONE = Form(
    "subject or references, which a text of a cable may quote",
    "5 FAH-1 H-200, drafting of telegrams",
    "SUBJECT: A VISIT",
    r"(?: SUBJ(?:ECT)? | REF(?:S|TELS?|\(S\))? | Subj(?:ect)? | Ref(?:s|tels?)? ) [ ]? : .{4,200}",
    counter=("SUBJECTS: TWO", "Reform: none of it"),
)
DATED = Form(
    "line of the executive order with a day",
    "5 FAH-1 H-200, drafting of telegrams",
    "E.O. 12958: DECL: 01/02/2018",
    r"\s* E [.,]? \s? [O0] [.,]? \s? 1\d{4} .* \d [/-] \d",
    flags=re.IGNORECASE,
    counter=("E.O. 12958: N/A", "TAGS: PREL"),
)
TEXT_INSIDE = Form(
    "beginning of running text behind a header element on its line",
    _COPIES,
    "SUBJECT: A VISIT 1. (U) TEXT",
    r"(?<= \s ) (?: \( [A-Z/]{1,8} \) \s? )? \d{1,2} [.)] \s | (?<= [a-z0-9.] [.] ) \s",
    counter=("SUBJECT: A VISIT", "E.O. 12958: DECL: 01/02/2018", "REF: A. TESTVILLE 12"),
)

FORMS = (
    REPEATED_LINE,
    TRANSMISSION_PART,
    ADDRESSEE_END,
    ADDRESSED,
    LABELLED_LINE,
    REPEATED_ALONE,
    SUBJECT_ALONE,
    DATED,
    TEXT_INSIDE,
)
