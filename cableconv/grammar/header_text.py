"""Elements of the message header: classification, E.O., TAGS, SUBJECT, authority; how its body begins.

Sources: 5 FAH-1 H-200 (telegrams), 5 FAH-2 H-240/H-250 (handling, captions), 5 FAH-3 (TAGS), and
the forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.captions import AFTER, BEHIND, CAPTIONS, SECTION, SERIAL, SERIES_WORD
from cableconv.grammar.form import Form
from cableconv.grammar.numbers import COUNT

_FAH = "5 FAH-1 H-200, drafting of telegrams"
_COPIES = "observed in published copies of telegrams"
_CLASSIFICATION = r"""
        (?: TOP[ ]SECRET | SENSITIVE[ ]BUT[ ]UNCLASSIFIED | T[ ]O[ ]P[ ]{1,3}S[ ]E[ ]C[ ]R[ ]E[ ]T
      | U[ ]N[ ]C[ ]L[ ]A[ ]S | C[ ]O[ ]N[ ]F[ ]I[ ]D[ ]E[ ]N[ ]T[ ]I[ ]A[ ]L
      | S[ ]E[ ]C[ ]R[ ]E[ ]T | UNCLAS(?:SIFIED)? | CONFIDENTIAL | SECRET
      | LIMITED[ ]{1,2}OFFICIAL[ ]{1,2}USE
      | L[ ]I[ ]M[ ]I[ ]T[ ]E[ ]D[ ]{1,3}O[ ]F[ ]F[ ]I[ ]C[ ]I[ ]A[ ]L[ ]{1,3}U[ ]S[ ]E )
        (?: [ ]? /{0,2} [ ]? (?: NOFORN | EFTO ) (?: // )? )? [ ]{1,3}
        (?: (?: FINAL [ ]{1,3} )? SECTI?O?N? [ ]{1,3} (?: \d\d? [ ]{1,3} )? OF [ ]{1,3} \d\d? [ ]{1,3}
          [A-Z][A-Z' ]{2,25} [ ]{1,3} \d{1,8} | [A-Z][A-Z' ]{2,25} [ ]{1,3} \d{3,8} ) (?! \S )
"""

_AGENCY = r"""(?: DEPT | DEPARTMENT | STATE | State | USTR | NSC | TREASURY | Treasury | USDOC | USDA
        | COMMERCE | Commerce | DOJ | FBI | USAID )"""

CLASSIFICATION_REST = Form(
    "what follows the word of the classification line",
    "5 FAH-2 H-220",
    " SECTION 01 OF 02 TESTVILLE 000123",
    rf"""
    (?P<handling> {CAPTIONS}*+ ) [\s/,:;.-]*
    (?: (?P<before> (?: (?! S[ECTION0]{{3,6}} | PART\b ) [A-Z][A-Z.'/-]* [\s,/]{{1,3}} ){{0,4}}? )
        {SECTION} (?: \s* [/,-] )? (?P<more> {CAPTIONS}*+ ) [\s/,-]* )?+
    (?: (?! C?A \s? - )
        (?P<post> [A-Z] (?: \s{{1,3}} [A-Z] ){{3,25}} (?! [A-Z] )
          | [A-Z][A-Z.'/-]* (?: \s{{1,3}} (?! O{{1,3}} \d ) [A-Z][A-Z.'/-]* ){{0,4}} )
        (?: \s* [#] )? \s* {SERIAL} {AFTER} )?+
    (?P<rest> {BEHIND}*+ ) \s* (?: (?<= \d ) [.] \s* )?
    """,
    flags=re.IGNORECASE,
    counter=(" IS A WORD", "ARY OF STATE"),
)
WORDLESS = Form(
    "classification line that has lost its word",
    _COPIES,
    "SECTION 01 OF 02 TESTVILLE 000123",
    rf"""
    \s* (?: SECTION \s+ (?P<number> {COUNT} ) \s+ OF \s+ (?P<total> {COUNT} ) \s+ )?
    (?P<post> [A-Z][A-Z.'-]+ (?: [ ]{{1,3}} [A-Z.'-]+ ){{0,3}} ) \s+ (?P<serial> \d{{3,7}} ) \s*
    """,
    counter=("TESTVILLE 12", "Testville 000123", "SECTION 2 OF 1998"),
)
SERIES = Form(
    "number in a series of telegrams to and from a delegation",
    "5 FAH-2 H-440",
    "PARIS DELTO 12",
    rf"(?: [A-Z]{{2,14}} [ /] )?? {SERIES_WORD} \s+ \d{{1,6}}",
    counter=("DELTO", "12 DELTO", "TOSEC NUMBERS 12"),
)
EXECUTIVE_ORDER = Form(
    "E.O. line",
    _FAH,
    "E.O. 12958: DECL: 01/02/2018",
    r"""
    \s* (?: [EF] (?: [.,:]? \s? [O0Q] [.,]? | [.]{2} ) \s{0,3} [:-]?
    | EXEC (?: UTIVE | [.] )? \s+ ORDER \s? :? ) \s{0,3} (?: (?: NO [.]? | NUMBER | [#] ) \s{0,2} )?
    (?P<number> 1 [ ]? [0-9OIl]{3} [0-9OIlB]? | 1 [0-9] [ ] [0-9]{3} | I [0-9]{4} ) (?! \d ) [A-Z]?
    (?: \s* [,:] )? (?: \s+ [(]? AS \s+ AMENDED [)]? )? \s* [:;.,-]? \s* (?P<value> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=("E.O. in the office said", "EO is open"),
    begins=((r"\s", ""), ("EeFf", r".,:\sOoQq0"), ("Ee", "Xx")),
)
EXECUTIVE_ORDER_MORE = Form(
    "E.O. line, continued",
    _COPIES,
    "DECL: 01/02/2018",
    r"""
      \s* (?: DECL \b | N/A \b | GDS | XGDS | ADS \b | RDS | OADR | X[1-8] \b
      | \d{1,2}/\d{1,2}/\d{2,4} | (?: 25 | 50 | 75 )X\d | REASONS? \b ) .*
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=("Declared", "DECLINE"),
)
TAGS = Form(
    "TAGS line",
    "5 FAH-3",
    "TAGS: PREL, TV",
    r"""
    \s* (?: (?: TAGE?S? | T[ ]A[ ]G[ ]S | TAS | TABS | AGS | TGS | TAG[ ]S | TAGTS | TAAGS
    | TASG ) \s* [:;,] \s*
      | TAGS? (?: \s+ | \s* [.-] \s* ) (?! (?: AND | ARE | AT | BY | FOR | IN | OF | ON | OR | TO ) \s )
        (?= (?-i: \(?[A-Z]{2,4} ) (?: [ ,;/] | \s{0,9}\Z )
        | (?-i: [A-Z]{5,6} [,;] [ ]? [A-Z]{2,5} ) (?: [,;/] | \s{0,9}\Z ) ) )
    (?P<value> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=(
        "Tags are used here",
        "TAGGING: x",
        "tagged: yes",
        "TAGS. Prices rose",
        "TAGS PRICES, THEY ROSE",
    ),
    begins=((r"\s", ""), ("Tt", "AaGg "), ("Aa", "Gg")),
)
TAGS_MORE = Form(
    "TAGS line, continued",
    "5 FAH-3",
    "ECON, PGOV, TV",
    r"""
      \s* (?: \( [A-Z .,'-]{3,40} \)
      | [A-Z][A-Z0]{1,4} ) (?: \s? [ ,;/] \s{0,3} (?: \( [A-Z .,'-]{3,40} \)
      | [A-Z][A-Z0]{1,4} ) )*+ (?: \s* [,;/]? | (?<= [A-Z] [A-Z] ) [.] ) \s*
    """,
    counter=("SUMMARY", "ECON officer said", "THE GOVERNMENT OF TESTLAND", "ON JULY 2."),
)
SUBJECT = Form(
    "SUBJECT line",
    _FAH,
    "SUBJECT: A VISIT",
    r"""
      \s* (?: SUBJ(?:ECT|ETC|CET|EC|CT|ET)?S? | SUBECT | UBJECT | SUJBECT | SUBEJCT | SJBECT
      | SUBBJECT | S[ ]U[ ]B[ ]J[ ]E[ ]C[ ]T )
      (?: \s{0,3} \( (?P<mark> (?: U | SBU | C | S | TS | LOU | FOUO ) (?: //?[A-Z, ]{1,20} )? ) \)
        (?= \s? : ) )?
      (?: \s* [:;] | \s+ [-] (?= \s )
      | (?<= (?-i: [TJ] ) ) [.-] (?= \s{1,4} (?-i: [A-Z(] ) ) ) \s* (?P<value> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=(
        "Subject matter experts",
        "Subject to approval: no",
        "SUBJECTIVE: x",
        "subject. The talks ended",
        "SUBJECT-MATTER EXPERTS",
    ),
    begins=((r"\s", ""), ("Ss\N{LATIN SMALL LETTER LONG S}", "UuJj "), ("Uu", "Bb")),
)
SUBJECT_BARE = Form(
    "SUBJECT line without colon",
    _COPIES,
    "SUBJECT  A VISIT",
    r"\s* (?: SUBJECT | SUBJ ) \s+ (?P<value> [\"'(]? [A-Z0-9] .{4,} )",
    flags=re.DOTALL,
    counter=("SUBJECT to", "Subject A VISIT"),
)
_PORTION = r"\( \s? (?: U | SBU | C | S | LOU | TS ) (?: \s? //? \s? [A-Z][A-Z, /]{0,40} )?+ \s? \)"
PARAGRAPH = Form(
    "numbered paragraph",
    "5 FAH-1 H-246.2",
    "1. (SBU) Text",
    rf"""
      \s{{0,8}} \\? \N{{PILCROW SIGN}}? (?: {_PORTION} \s* )? \d{{1,3}} \s? [.):]
      (?: \s* [(\"'A-Z\N{{LEFT DOUBLE QUOTATION MARK}}] | \s+ \S | \s*\Z )
      | \s{{0,8}} {_PORTION} \s \S
    """,
    counter=("05 TESTVILLE 123", "1973 WAS A YEAR"),
)
MARKER = Form(
    "marker that opens the body",
    "5 FAH-1 H-246",
    "Summary:",
    r"""
      \s*+ [-=*_ ]*+ (?: BEGIN [ ] )? (?: EXECUTIVE[ ]SUMMARY | SUMMARY | S[ ]U[ ]M[ ]M[ ]A[ ]R[ ]Y
      | COMMENT | INTRODUCTION | BACKGROUND | ACTION[ ]REQUEST | THIS[ ]IS[ ]AN[ ]ACTION[ ]REQUEST
      | BEGIN[ ]TEXT ) \b (?: \s* \Z | \s* [-:.=*_(] | \s+ (?: AND | & ) \s | \s+ CONTINUED )
    """,
    flags=re.IGNORECASE,
    counter=("Summary executions rose", "COMMENTARY"),
    needs=("summary", "s u m", "comment", "introduction", "background", "action", "begin"),
)
SUBJECT_TAIL = Form(
    "what a subject may ask for at its end, on a line of its own",
    _COPIES,
    "REQUEST FOR GUIDANCE",
    r"""
    \s*+ (?: [-;:,(]{1,2} \s*+ )?+ (?: ACTION [ ] (?: REQUEST (?: ED )? | REQUIRED | MESSAGE | CABLE )
      | (?: GUIDANCE | INSTRUCTIONS? | INFORMATION ) [ ] REQUEST (?: ED )?
      | REQUEST [ ] FOR [ ] (?: (?: THE [ ] )? (?: DEPT | DEPARTMENT | WASHINGTON | URGENT | FURTHER ) [ ] )?
        (?: GUIDANCE | ACTION | INSTRUCTIONS? | ASSISTANCE | APPROVAL | CLEARANCE | INFORMATION | FUNDING
          | ADVISORY [ ] OPINION ) ) [)]? (?: \s \( C- [A-Z0-9]{2,4} - \d{3,6} \) )?+ \s*+
    """,
    flags=re.IGNORECASE,
    counter=("ACTION", "ACTION REQUEST: PLEASE SEE", "REQUEST FOR GUIDANCE ON THE TALKS"),
    needs=("request", "action"),
)
UNDERLINE = Form(
    "underline", _COPIES, "-------- ---", r"\s* [-=_*~] [-=_*~ ]{2,} \s*", counter=("-- text", "--")
)
SPLIT = Form(
    "beginning of a header element inside a line",
    _COPIES,
    "E.O. 12958: N/A TAGS: PREL",
    rf"""
    (?= [A-Z\d(\N{{PILCROW SIGN}}] ) (?:
    (?<! \S ) (?: (?P<sent> VZCZ[A-Z]{{1,7}}\d{{2,7}} (?! \S )
        | (?: ZZ | OO | PP | RR ) [ ] (?= R[HU][A-Z]{{3,6}} \b )
        | DE [ ] R[HU][A-Z]{{2,6}} [ ] [#$]\d{{4}} | ZN[RY] [ ] [UECST]{{5}} \b
        | (?: [ZOPR] [ ]{{1,3}} ){{1,3}} \d{{6}}Z [ ]{{1,3}} [A-Z][A-Za-z]{{2}} [ ]{{1,3}} \d{{2}}
        | (?: (?<= SECRET [ ] ) | (?<= TIAL [ ] ) | (?<= UNCLAS [ ] ) | (?<= SIFIED [ ] ) | (?<= [ ] USE [ ] )
          | (?<= E[ ]T [ ] ) | (?<= A[ ]L [ ] ) ) \d{{6}}Z [ ]{{1,3}} [A-Z]{{3}} [ ]{{1,3}} \d{{2}}
        | (?: (?<= \d [ ] ) | (?<= WASHDC [ ] ) | (?<= PRIORITY [ ] ) | (?<= MEDIATE [ ] )
          | (?<= ROUTINE [ ] ) | (?<= FLASH [ ] ) ) INFO [ ] (?= [A-Z]{{2}} ) (?! R[HU][A-Z]{{3,6}}/ )
        | (?P<informed> INFO [ ] (?= (?: USIA | USICA | JCS | CIA | DIA | NSC | DEPT[ ]OF | HQ | WHITE[ ]HOUSE
          | USEU | USUN | USNATO | USOECD | DOJ | DEA | CDR | MILLENNIUM[ ]CHALLENGE
          | [A-Z]{{2,}} (?: [ ] [A-Z]+ ){{0,3}} [ ] COLLECTIVE ) [ ] ) )
        | FM [ ]{{1,3}} (?: AM | US | SEC | R[HU][A-Z]{{3,6}}/ )
        | (?: TO | INFO | XMT ) [ ]{{1,3}} (?: (?: R[HU][A-Z]{{3,6}} | ZEN ) / | AMEMBASSY | AMCONSUL
        | SECSTATE | USMISSION | USDEL | USDOC | SECDEF | CIA [ ] W
        | (?<! PASS [ ] TO [ ] ) CDR [ ]? US[A-Z]{{4,}} [ ] )
        | R[HU][A-Z]{{3,6}} / [A-Z]{{2}} | BT [ ] (?= UNCLAS | C[ ]O | S[ ]E | U[ ]N | CONF | SECR | LIMITED )
        | BT \s* \Z
        | (?: (?: STATE [ ] )? GRNC | GR [ ] \d{{1,5}} )
          (?= [ ] (?: BT \b | UNCLAS | C[ ]O | S[ ]E | U[ ]N | CONF | SECR | LIMITED ) | \s* \Z ) )
      | SIPDIS (?! \S )
      | (?: (?<= \d[ ] ) | (?<= SIPDIS[ ] ) | (?<= SENSITIVE[ ] ) )
        (?: NODIS | EXDIS | LIMDIS | STADIS | SENSITIVE | NOFORN | AIDAC
        | OFFICIAL[ ]INFORMAL | ROGER[ ]CHANNEL | DISSENT[ ]CHANNEL ) (?! \S )
      | (?P<passing> (?<! PASS[ ] ) (?<! PASS[ ]TO[ ] ) (?<! pass[ ] ) (?<! pass[ ]to[ ] ) {_AGENCY} [ ]
        (?: PLEASE[ ]PASS | PASS | (?: (?: ALSO | also ) [ ] )? (?: FOR | for ) ) [ ] (?= [A-Z] | \d{{3,}} )
        | (?<! PLEASE[ ] ) (?<! PLS[ ] ) (?<! ALSO[ ] ) (?<! AND[ ] ) (?: PLEASE[ ] )? PASS [ ] (?: TO[ ] )?
          {_AGENCY} [ ] FOR [ ] (?= [A-Z] | \d{{3,}} )
        | (?: (?<= (?: DIS | ORN | IVE | DAC ) [ ] ) | (?<= \d{{4}} [ ] ) ) FOR [ ]
          (?= [A-Z][A-Z ]{{2,40}} [ ] FROM [ ] [A-Z] )
        | (?: (?<= DIS[ ] ) | (?<= FORN[ ] ) | (?<= SENSITIVE[ ] ) ) PLEASE [ ] PASS [ ] (?: TO[ ] )?
          (?: {_AGENCY} | FAA | NASA | EPA | HHS | CDC | DHS | DEA | INS | OPIC | EXIM ) \b
        | (?: (?<= (?: DIS | ORN | IVE ) [ ] ) | (?<= \d[ ] ) ) (?: ATTN [ ]? (?= [:A-Z-] )
          | FROM [ ] (?: THE [ ] )? (?: AMBASSADOR | CHARGE | CDA | DCM | CONSUL ) \b
            (?= [A-Z ]* [ ] E\.? [ ]? [O0] ) )
        | (?<= [A-Z]{{3}} [ ] ) (?: Dept | Department | State | Treasury | Commerce ) [ ]
          (?: [Pp]lease [ ] )? (?: [Pp]ass (?: [ ] [Tt]o )? | [Ff]or ) [ ] (?= [A-Z]{{2}} )
        | (?P<posted> [A-Z]{{4,}} ) [ ] FOR [ ] (?= [A-Z] ) )
      | (?P<notice> (?P<whole>
          SENSITIVE [ ] BUT [ ] UNCLASSIFIED (?= [ ]? [.,;(-] | [ ] (?: PLEASE | NOT ) \b )
        | Sensitive [ ] [Bb]ut [ ] [Uu]nclassified (?= [ ]? [.,;(-] | [ ] (?: [Pp]lease | [Nn]ot ) \b )
        | This [ ] (?: cable | message ) [ ] (?: is | contains ) [ ] (?: sensitive | Sensitive | SBU )
        | THIS [ ] (?: CABLE | MESSAGE ) [ ] (?: IS | CONTAINS ) [ ] (?: SENSITIVE | SBU ) )
        | (?: PLEASE [ ] )? (?: PROTECT | HANDLE ) [ ] ACCORDINGLY \b
        | NOT [ ] FOR [ ] (?: INTERNET | PUBLICATION | PUBLIC [ ] RELEASE ) \b )
      | E\.? [ ]? [O0]\.? [ ]? 1[0-3][0-9]{{3}} \s? : | TAGS? \s? :
      | (?P<order> E\.? [O0]\.? [ ] 1[0-3][0-9]{{3}} [ ]{{1,2}}
        (?= (?: N/A | DECL | X?GDS | ADS | RDS | OADR | X[1-8] ) (?! \w ) ) )
      | TAGS \s? ; [ ]{{1,3}} (?= [A-Z]{{2,4}} [ ,;] )
      | (?: (?<= N/A[ ] ) | (?<= \d[ ] ) ) TAGS [ ] (?= [A-Z]{{4}} [ ,] )
      | TAGS [ ]{{1,3}} (?= [A-Z]{{4}} , [ ]? [A-Z]{{2,4}} (?: [ ,] | \Z ) )
      | (?<= \d[ ] ) AGS: | SUBJ(?:ECT)? \s? :
      | REF(?:S|TELS?|\(S\))? \s? : | REF [ ] \(?A[).] | Tags: | Subj(?:ect)?: | Refs?: | Ref\(s\):
      | Reftel:
      | (?: \(U\) [ ] )? (?: CLASSIFIED [ ] BY | Classified [ ] By | Classified [ ] by ) \s? :
      | \(U\) [ ] Classified [ ] [Bb]y [ ] (?= [A-Z] )
      | (?: CLASSIFIED [ ] BY | Classified [ ] [Bb]y ) [ ]
        (?= [A-Z] [^:]{{4,90}} (?: [ ]
          (?: (?: FOR | [Ff]or ) [ ] (?: REASON | [Rr]eason ) | R(?:EASON|eason)[Ss]? [ ]? : )
          | , [ ] (?: REASONS? | [Rr]easons? ) [ ] 1\.[45] ) )
      | (?<! TOP[ ] ) (?<! T[ ]O[ ]P[ ] ) (?<! T[ ]O[ ]P[ ]{{2}} ) (?<! T[ ]O[ ]P[ ]{{3}} )
        (?<! SENSITIVE[ ]BUT[ ] ) {_CLASSIFICATION}
      | \N{{PILCROW SIGN}}? 1 \s? \. [ ]* \( [ ]? [A-Z/]{{1,12}} (?: [ -] [A-Z, -]{{3,25}} )? [ .]? \)
      | (?P<marked> {_PORTION} [ ]? ) \N{{PILCROW SIGN}}? 1 \s? [.)] [ ]* (?! {_PORTION} ) (?= [A-Z"(\d] )
      | \N{{PILCROW SIGN}}? 1 \. [ ]+ (?= [A-Z] | "[A-Z] ) (?! [A-Z]{{3,}} [ ] \d )
      | (?P<spaced> (?<! \S ) 1 [ ] \. [ ]+ (?= "? [A-Z] ) )
      | \N{{PILCROW SIGN}}? 1 \. [ ]+ (?= \( (?! Notal | NOTAL )
        (?: [A-Z][a-z]{{3,}} | [A-Z]{{3,}} [ ] [A-Z]{{3}} ) )
      | \N{{PILCROW SIGN}} 1 \. [ ]+ (?= \d )
      | (?<= [.)][ ] ) (?P<figure> 1 ) \. [ ]+ (?= \d[\d,.]* [ ] [A-Za-z] )
      | (?P<tight> 1 \. (?= "? [A-Z] (?: [a-z] | [A-Z]+ [ .:] ) ) ) (?! [A-Z]{{3,}} [ ] \d )
      | (?P<bracketed> \N{{PILCROW SIGN}}? 1 \) ) [ ]+ (?= [A-Z"(] ) )
    | (?<= [A-Z] ) REF: [ ] (?= \(?A[).] [ ]? [A-Z0-9] )
    | (?<= [A-Z0-9] ) (?P<glued> DE [ ] R[HU][A-Z]{{2,6}} [ ] [#$]\d{{4}} | ZN[RY] [ ] [UECST]{{5}} \b
      | (?<= \d ) (?: ZZ | OO | PP | RR ) [ ] R[HU][A-Z]{{3,6}} \b
      | (?: (?<= Z[A-Z]{{2}} ) | (?<= [UECST]{{5}} ) | (?<= RU[A-Z]{{4}} ) )
        (?: [ZOPR] [ ]{{1,3}} ){{1,3}} \d{{6}}Z [ ]{{1,3}} [A-Z]{{3}} [ ]{{1,3}} \d{{2}}
      | FM [ ]{{1,3}} (?: AMEMBASSY | AMCONSUL | USMISSION | SECSTATE | US(?:UN|NATO|EU|INT)
        | R[HU][A-Z]{{3,6}}/ )
      | (?: INFO | XMT | (?<= \d ) TO | (?<= WASHDC ) TO ) [ ]{{1,3}}
        (?: R[HU][A-Z]{{3,6}}/ | AMEMBASSY | AMCONSUL | SECSTATE | USMISSION | USDEL | SECDEF
        | CIA [ ] W | NSC [ ] | [A-Z]{{2,}} (?: [ ] [A-Z]+ ){{0,4}} [ ] COLLECTIVE )
      | (?<= \d ) R[HU][A-Z]{{3,6}} / [A-Z]{{2}}
      | (?<= [A-Z] ) RUEH[A-Z]{{1,4}} / [A-Z]{{2}}
      | (?: (?<= \d ) | (?<= [A-Z]{{4}} ) ) BT
        (?= \s* \Z | [ ]? (?: UNCLAS | C[ ]O | S[ ]E | U[ ]N | CONF | SECR | LIMITED ) ) )
    | (?<= [A-Za-z0-9)./] ) (?: CLASSIFIED[ ]BY: | Classified[ ]By:
      | REFS?: [ ] (?= \(?A[).] | (?: \d\d [ ] )? [A-Z]{{3,}} [ ] \d ) )
    | (?<= [A-Z0-9)./] )
      (?: TAGS: | SUBJ(?:ECT)?: | Subj(?:ect)?: | E\.[O0]\. [ ]? 1[0-3][0-9]{{3}} \s? : )
    | (?: (?<= \d ) | (?<= BT ) | (?<= WASHDC ) )
      {_CLASSIFICATION}
    | (?<= \d{{4}} [ ] ) (?: DEPT | DEPARTMENT | STATE | USTR | NSC | TREASURY | Treasury ) [ ]
      (?: FOR | for | PASS | PLEASE | ALSO ) [ ] (?= [A-Z] )
    | (?<= \d ) (?: SIPDIS | NODIS | EXDIS | LIMDIS | STADIS | SENSITIVE | NOFORN ) (?! \S ) )
    """,
    counter=("SUBJECTIVE:", "the E.O. was", "in 1.4 (b)"),
)
PORTION = Form(
    "portion marking of a subject",
    "E.O. 12958 section 1.6",
    "(C) A VISIT",
    r"""
      \s* \( \s? (?P<value> (?: U | SBU | C | S | TS | LOU
      | FOUO ) (?: \s?//?\s? [A-Z, ]{1,20} )? ) \s? \) \s*
    """,
    flags=re.IGNORECASE,
    counter=("(A) X", "U"),
)

FORMS = (
    CLASSIFICATION_REST,
    WORDLESS,
    SERIES,
    EXECUTIVE_ORDER,
    EXECUTIVE_ORDER_MORE,
    TAGS,
    TAGS_MORE,
    SUBJECT,
    SUBJECT_BARE,
    PARAGRAPH,
    MARKER,
    SUBJECT_TAIL,
    UNDERLINE,
    SPLIT,
    PORTION,
)
