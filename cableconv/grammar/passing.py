"""Passing instructions, attention lines and handling notices.

Sources: 5 FAH-1 H-232 (passing), 5 FAH-2 H-240 (handling), and published copies. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_COPIES = "observed in published copies of telegrams"

PASSING = Form(
    "passing or attention line",
    "5 FAH-1 H-232.15",
    "DEPT FOR EAP/CM",
    r"""
    \s* (?: (?: (?: DEPT | DEPARTMENT | STATE | SECSTATE | USTR | NSC | TREASURY | TREAS
    | COMMERCE | USDOC | USDA | AGRICULTURE | DOD | SECDEF | OSD | JCS
        | JUSTICE | DOJ | FBI | DHS | ENERGY | DOE | USAID | AID | EPA | FAA | DOT | HHS | CDC
        | NSF | NASA | LABOR | DOL | LOC | USPTO
        | EXIM | EXIMBANK | OPIC | TDA | FED | FRB | CIA | DIA | DEA | WHITE[ ]HOUSE
        | (?: US )? (?: PACOM | CENTCOM | EUCOM | AFRICOM | SOUTHCOM | NORTHCOM ) | USEU | USUN
        | USNATO | USOECD | GENEVA | INTERIOR | ONDCP | FDA | SEC | CUSTOMS | POSTS?
        | ALL[ ]POSTS | VIENNA | PARIS | LONDON | ROME | BRUSSELS
        | EMBASSIES | EMBASSY | MISSION | SECTION | CONSULATES? | THE[ ]HAGUE | PLEASE | PLS )
        (?: [ /,&] [ ]? [A-Z][\w.'/&-]* ){0,4}? [ ,]+ (?: PLEASE [ ] | PLS [ ] | ALSO [ ]
        | (?: AND | TO ) [ ] )?
        (?: PASS(?: ES)? (?: [ ]+ TO )? | FOR | ALSO[ ]FOR | RELAY (?: [ ]+ TO )? )
        [:]? [ ]+ ["(]? [A-Z0-9] .* )
      | (?: PASS | PLEASE[ ]PASS | PLS[ ]PASS ) (?: [ ]+ TO )? [ ]+ [A-Z]{2} .*
      | (?: DEPT | DEPARTMENT | STATE ) [ ]+ (?: [A-Z]{1,5} / [A-Z/]+ ) .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=("Treasury is closed", "The State Department", "NSCX FOR A"),
)
PASSING_CAPITALS = Form(
    "passing line in capitals",
    "5 FAH-1 H-232.15",
    "OTHERVILLE FOR POLOFF SMITH",
    r"""
      \s* (?: [A-Z][A-Z/.,&' -]{1,40}? | [DEHLPST] ) [ ] (?: (?: PLEASE | PLS | ALSO ) [ ] )?+
      (?: PASS (?: [ ] TO )? | FOR ) [ ] [A-Z0-9/(][^a-z]*
      | \s* FOR [ ] [A-Z][^a-z]{2,60} (?: [ ] FROM [ ] [^a-z]+ )? \s*
      | \s* FROM [ ] (?: THE [ ] )? (?: AMBASSADOR | CHARGE | CDA | DCM | CONSUL | SECRETARY
        | PRINCIPAL[ ]OFFICER )
        \b [^a-z.]{0,50} \s*
    """,
    counter=(
        "Posts for",
        "THE CASE FOR reform",
        "A FOR EFFORT",
        "FROM AMBIGUITY TO CLARITY",
        "FROM AMBASSADOR SMITH I HEARD.",
    ),
)
ATTENTION = Form(
    "attention line",
    "5 FAH-1 H-232.15",
    "ATTN: EUR/SE AND INR",
    r"""
    \s* (?: (?: FOR [ ] )? (?: ATTN | Attn | ATTENTION | Attention ) [ ]? [:-] [ ]{0,2}
      | (?: FOR [ ] )? ATTN [ ] | FOR [ ] ATTENTION [ ] ) (?! NOT \b )
    (?: [A-Z] [^a-z.!?]*+
      | [A-Z(][\w./'&)-]*+ (?: ,? [ ] (?: -{1,2} [ ] )? (?: [A-Z(][\w./'&)-]*+ | and | of | for ) )*+ )
    (?<! [A-Za-z]{2} [.] ) \s*
    """,
    counter=(
        "Attention: the harbor is closed",
        "ATTENTION: THE HARBOR IS CLOSED.",
        "ATTENTION: NOT FOR PUBLICATION",
        "ATTENTION TURNS TO TRADE",
        "ATTNS: EUR",
    ),
)
PASSING_MIXED = Form(
    "passing line, mixed case, names after a dash",
    _COPIES,
    "Library/Copyright Office - AName",
    r"""
      \s* [A-Z][\w.'/&]* (?: [ ] [\w.'/&]+ ){0,8} [ ] -{1,2} [ ] [A-Z][\w.']* (?: (?: , [ ]?
      | [ ] (?: and [ ] )? ) [A-Z][\w.']* ){0,12} [ ]* ,? \s*
    """,
    counter=("Rates - the highest in years - fell", "A short line"),
)
NOTICE = Form(
    "handling notice",
    "5 FAH-2 H-240",
    "SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY",
    r"""
    \s* [("*]* (?: SENSITIVE [ ] BUT [ ] UNCLASSIFIED \b .*
      | (?: PLEASE [ ] )? (?: PROTECT | HANDLE ) [ ] ACCORDINGLY .*
      | NOT [ ] FOR [ ] (?: INTERNET | PUBLIC(?:ATION)? | RELEASE | DISTRIBUTION ) \b .*
      | (?: THIS [ ] (?: CABLE | MESSAGE | TELEGRAM | REPORT | DOCUMENT )
      | ENTIRE [ ] (?: TEXT | CABLE | MESSAGE ) ) [ ] (?: IS | CONTAINS | HAS [ ] BEEN
      | MAY [ ] CONTAIN ) [ ]
        .{0,60}? (?: SENSITIVE | UNCLASSIFIED | CLASSIFIED | PROPRIETARY | OFFICIAL [ ] USE
        | INTERNET | NOT [ ] FOR ) .*
      | NOFORN [ ] - .* | NO [ ] DISTRIBUTION [ ] OUTSIDE .* | CONTAINS [ ] (?: BUSINESS
      | PROPRIETARY | SENSITIVE ) .*
      | FOR [ ] OFFICIAL [ ] USE [ ] ONLY \s* [-.)*]* \s* | SBU [ ]+ - .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=("This cable is about trade", "Sensitive negotiations", "Not for nothing"),
)

FORMS = (
    PASSING,
    PASSING_CAPITALS,
    ATTENTION,
    PASSING_MIXED,
    NOTICE,
)
