"""Captions that stand on the classification line, before the post or behind the serial.

Sources: 5 FAH-2 H-240 and H-250 (handling, captions), Federal Register (dissemination controls), and the
forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form
from cableconv.grammar.numbers import COUNT

_FAH = "5 FAH-2 H-240, H-250"

#: Series in which telegrams to and from a delegation or a traveller are numbered.
SERIES_WORD = """(?: TOSEC | SECTO | PARTO | TOPAR | DELTO | TODEL | CEDTO | TOCED | DEPTO | TODEP | HAKTO
      | TOHAK | VIPTO | TOVIP | NATUS | TOPOL | POLTO | USMTO | TOUSM )"""
_ALL = r"""NOFORN | N[ ]O[ ]F[ ]O[ ]R[ ]N | NO[ ]FOREIGN[ ]DISSEM(?:INATION)? | EFTO
      | E[ ]F[ ]T[ ]O | SENSITIVE | FOR[ ]OFFICIAL[ ]USE[ ]ONLY | FOUO | SBU
      | NODIS | N[ ]O[ ]D[ ]I[ ]S | EXDIS | E[ ]X[ ]D[ ]I[ ]S | LIMDIS | L[ ]I[ ]M[ ]D[ ]I[ ]S | STADIS
      | SIPDIS | ORCON | RELIDO
      | REL[ ]TO[ ] (?! TO\b ) [A-Z]{3,4} (?: (?: ,[ ]? | [ ]AND[ ] ) [A-Z]{3,4} (?! [A-Z] ) )*
      | (?: EXCLUSIVE(?:LY)?[ ] | STRICTLY[ ] )? EYES[ ]ONLY | E[ ]Y[ ]E[ ]S[ ]{1,2}O[ ]N[ ]L[ ]Y | EXCLUSIVE
      | (?: ROGER | DISSENT | DS | MED | BACK | HAND )[ ]CHANNEL | CHEROKEE | SPECAT | NOCONTRACT | PROPIN
      | WNINTEL | AIDAC | TERREP | FODAG | NOTAL | CLOSE[ ]HOLD
      | OFFICIAL[ -]INFORMAL | (?: LIMITED | NO | EXCLUSIVE )[ ]DISTRIBUTION
      | CORRECTED (?: [ ](?: COPY | REPEAT ) )? | C[ ]O[ ]R[ ]R[ ]E[ ]C[ ]T[ ]E[ ]D
        (?: [ ]{1,3}C[ ]?O[ ]?P[ ]?Y )?
      | (?: SECOND | 2ND )[ ]COPY"""
#: One caption of the line.
CAPTION = rf"(?: {_ALL} )(?! [A-Z] )"
#: Captions with what stands between them, "//NOFORN//", "(EXDIS)", "NODIS/CHEROKEE,".
CAPTIONS = rf"(?: [\s/,;(.-]{{0,5}} {CAPTION} [/),;]{{0,2}} )"
_SECTION = r"(?: S[ECTION0]{3,6} | SEC | PART )"
#: The number of a section and of how many: "SECTION 01 OF 02", "SECTIO01OF03", "(SECTION ONE OF TWO)".
SECTION = rf"""
    [(]? (?: (?P<final> FINAL ) \s+ )? {_SECTION}
        \s* (?: (?P<number> {COUNT} ) \s* )? (?: [O0]?F | / ) \s* (?P<total> {COUNT} ) (?! \d ) [)]? """
#: The section behind the serial: "000123 SECTION 01 OF 02", "000123 02 OF 03", "000123/02".
AFTER = rf"""
    (?: [\s,(/-]{{0,4}} (?: (?P<final_after> FINAL ) \s+ )? (?: {_SECTION} \s* )?
        (?: (?P<number_after> {COUNT} ) \s* )? (?: [O0]F ) \s* (?P<total_after> {COUNT} ) (?! \d ) [)]?
      | (?: \s? / \s? | [\s,(-]{{1,4}} (?: SECTION? | PART ) \s+ )
        (?P<section_after> \d\d? ) (?! [\d/] ) [)]? )?+"""
#: The serial, "4,453", "4453-A" or "O04453" too.
SERIAL = r"""(?P<serial> \d{1,3},\d{3} | \d{1,8} (?! O ) | (?<! [A-Z] ) (?= O*\d ) [O0-9]{3,8} ) (?! \d )
    (?: -? [A-Z] (?! [A-Z0-9] ) )?"""
#: What may part post and serial, "TESTVILLE NO. 123".
NUMBER_SIGN = r"(?: \s{1,3} N[O0] [.]? | \s* [#-] | \s{1,3} NUMBER )?+"
#: What may stand behind post and serial: captions, numbers of a series, an airgram's number.
BEHIND = rf"""
    (?: (?: [\s/,;(-]{{1,5}} (?: {SERIES_WORD} | {CAPTION} | (?: CODEL | STAFFDEL ) (?: [ ] [A-Z][A-Z'.-]+ )?
      | C?A \s? - \s? \d{{1,5}} ) (?: \s+ \d+ )? ) [/),;.]{{0,2}} )"""

LISTED = Form(
    "caption of the classification line",
    _FAH,
    "EYES ONLY",
    rf"""(?<! [A-Z] )
    (?: {CAPTION} | {SERIES_WORD} \s+ \d{{1,6}} | (?: CODEL | STAFFDEL ) [ ] [A-Z][A-Z'.-]+ )""",
    flags=re.IGNORECASE,
    counter=("EYESONLY", "CHANNEL", "CODEL"),
)
LEADING = Form(
    "captions before the post",
    _FAH,
    "EYES ONLY ",
    rf"""
    (?: {CAPTIONS} | [\s/,(-]{{0,4}} (?: CODEL | STAFFDEL ) [ ]{{1,2}} [A-Z][A-Z'.-]+ (?! [A-Z] )
      | \s* VISAS (?: [ ] (?! (?: NEW | PORT | SAN | SANTA | ST )\b ) [A-Z]+ )? )+
    [\s/,;.)-]+
    """,
    flags=re.IGNORECASE,
    counter=("TESTVILLE ", "EYES TESTVILLE "),
)

FORMS = (LISTED, LEADING)
