"""The text of a telegram: paragraph numbers, portion markings, headings, lists, signatures.

Sources: 5 FAH-1 H-246 (text layout), 32 CFR 2001 and the ISOO marking booklet (portion
markings), and the forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_LAYOUT = "5 FAH-1 H-246"
_COPIES = "observed in published copies of telegrams"

_LEVELS = r"""(?: TS | S | C | U | SBU | LOU | FOUO | CUI | R ) \b | SENSITIVE | UNCLASSIFIED | CONFIDENTIAL
    | (?: TOP[ ] )? SECRET | LIMITED[ ]OFFICIAL[ ]USE"""
_ENTIRE = r"(?i: ENTIRE \s TEXT )"  # of the years before portions were marked one by one
PORTION = rf"""
    \( \s? (?: (?: {_LEVELS} )
       (?: \s? //? \s? [A-Z][A-Z, /-]{{0,40}} )?+ (?: \s? -{{0,2}} \s? {_ENTIRE} )?+ (?: (?<= TEXT ) \. )?
       | (?: [cs] | Confidential | (?: Top[ ] )? Secret | Limited[ ][Oo]fficial[ ][Uu]se )
         \s? -{{1,2}} \s? {_ENTIRE} \.?
       | {_ENTIRE} \s? -{{0,2}} \s? (?: {_LEVELS} ) ) \s? \)
"""
_ALL_OF_IT = rf"""
    (?: TS | S | C | LOU | TOP[ ]SECRET | SECRET | CONFIDENTIAL | LIMITED[ ]OFFICIAL[ ]USE )
    (?: /{{1,2}} [A-Z]{{2,8}} )? \s? -{{1,2}} \s? {_ENTIRE} \.? (?= \s | \Z )
"""

_FOLDED_PORTION = (
    r"\( (?: [Ss]bu | [Ll]ou | [Ff]ouo | [usc] ) (?: /{1,2} [Nn]f (?: [Oo]?rn )? )?+ \)"  # by a site
)

LABEL = Form(
    "paragraph number",
    _LAYOUT,
    "2. (SBU) The Minister said",
    rf"""
    (?P<indent> \s{{0,12}} )
    (?: (?P<before> {PORTION} ) \s* )?+
    (?P<label> (?P<pilcrow> \N{{PILCROW SIGN}} )? (?P<number> \d{{1,3}} )
      (?: \s? (?P<stop> [.:)] ) | (?(pilcrow) (?= \s {{1,3}} ["'A-Z(] ) | (?!) ) ) )
    (?: (?P<space> \s* ) (?P<portion> {PORTION} | {_FOLDED_PORTION} | {_ALL_OF_IT} ) (?! [,;] )
      | (?= \s | \Z | ["'A-Z(] ) )
    """,
    counter=(
        "2008. The year",
        "3.5 percent",
        "\N{PILCROW SIGN}4 of the law",
        "10:30 in the morning",
        "5 percent of it",
        "U.S. exports",
    ),
    begins=((r"\s", ""), ("(", r"\sA-Za-z"), ("\N{PILCROW SIGN}", r"\d"), (r"\d", r"\d\s.:)")),
)

BARE_LABEL = Form(
    "paragraph number in a copy that has lost all stops",
    "observed in copies of telegrams that were read from images",
    "2 C THE MINISTER SAID",
    r"""
    (?P<indent> \s{0,12} ) (?P<before> (?!) )? (?P<label> (?P<pilcrow> (?!) )? (?P<number> \d{1,2} )
    (?P<stop> ) ) (?P<space> \s{1,3} ) (?: (?P<portion> C | S | U | LOU | SBU ) (?= \s+ [A-Z] ) )?
    (?= \s* [A-Z]{2} | \s* [AI] \s )
    """,
    counter=("2008 THE YEAR", "2. THE MINISTER", "12 of them"),
    begins=((r"\s", ""), (r"\d", r"\d\s")),
)

PORTION_FIRST = Form(
    "portion marking at the beginning of a line",
    "32 CFR 2001.23",
    "(C/NF) The Minister said",
    rf"\s{{0,8}} (?P<portion> {PORTION} ) (?! [,;] )",
    counter=(
        "(c), the second",
        "(C.) third",
        "(ENTIRE TEXT FOLLOWS)",
        "(See paragraph 2)",
        "(A) first",
        "(UN) agencies",
    ),
    begins=((r"\s", ""), ("(", r"\sTSCULFREcse")),
)

HEADING_RULE = Form(
    "underline of a heading",
    _COPIES,
    "--------------------------------------------- ---",
    r"""
    \s*
    (?: -{2,} | ={2,} | _{3,} | \*{3,} | ~{3,} | (?: -[ ]){3,} -? | (?: \*[ ]){2,} \*? | (?: _[ ]){3,} _? )
    (?: \s+ [-=_*~]+ )*+ \s*
    """,
    counter=("-- the first point", "- - quite", "*** note"),
    begins=((r"\s", ""), ("-=_*~", "-=_*~ ")),
)

BARRED_RULE = Form(
    "rule between the rows of a table with bars",
    _COPIES,
    "|---------|:----:|",
    r"""
    \s* (?: [|+] (?= [^-=\r\n]* [-=]{2} ) | [-=:]{2,}+ [ ]? [|+] (?= [ ]? [-=:]{2} ) ) [-=:+|\ ]+ \s*
    """,
    counter=(
        "| -- the first | point",
        "+1 234",
        "|x|",
        "| - | - |",
        "-- | the first",
        "--+",
        "----------- ---",
    ),
)

ITEM_MARK = Form(
    "bullet of a list item",
    _COPIES,
    "-- the first point",
    r"""
    \s*
    (?P<mark> -{2,4} (?! - ) | - | \* | \+ (?! \s? \(? \d ) | o(?=\s) | > (?=\s)
            | \N{BULLET} | \N{MIDDLE DOT} | \N{EN DASH} | \N{EM DASH} )
    (?P<space> \s* ) (?= [^\s*-] )
    """,
    counter=("----------", "------------ said that", "word -- word", "+44 20 555 0142", "+ 44 (0)20"),
)

CAPITAL_ROUND = Form(
    "round bullet of a list in a text of capitals",
    _COPIES,
    "O THE HARBOR WILL OPEN",
    r"""\s* (?P<mark> O ) (?P<space> \s+ ) (?= [A-Z("'] ) (?! (?: AND | OR | LEVELS? | VISAS? ) \b )""",
    counter=("O. HENRY", "O'BRIEN SAID", "O AND M FUNDS", "OUR VIEW"),
)

LETTER_MARK = Form(
    "letter or roman number of a list item",
    _LAYOUT,
    "(a) the first point",
    r"""
    \s* (?P<mark> \( (?P<in> [a-zA-Z] | [ivx]{1,5} | [IVX]{1,5} | \d{1,2} ) \)
                | (?P<out> [a-zA-Z] | [ivx]{1,5} | \d{1,2} ) \)
                | (?P<dot> [a-zA-Z] | [ivx]{2,5} | [IVX]{2,5} | \d{1,2} ) \. )
    (?P<space> \s+ ) (?= \S )
    """,
    counter=("U.S. exports", "(SBU) text", "(see above) text", "etc. and so on"),
)

DECIMAL = Form(
    "number of a part of a paragraph",
    _COPIES,
    "1.2 Each Party",
    r"""(?P<part> \d{1,2} ) \. (?P<number> \d{1,2} ) \.? \s+ (?= [A-Z"'(] | \d{1,3} [ ] (?i: of ) \b )""",
    counter=("1.2 percent", "10.30 in the morning", "1.2 12 percent"),
)

YEAR = Form(
    "year of a chronology",
    _COPIES,
    "1968: The first coup",
    r"""
    (?P<year> (?: 1[5-9] | 20 ) \d{2} ) (?: \s? - \s? \d{2,4} )?+ \s? (?: : | \s -{1,2} ) \s+ (?= [A-Z"'(] )
    """,
    counter=("1968 The coup", "1968: and", "12:30: Lunch", "1968, a coup", "3000: Tons"),
    begins=(("1", "5-9"), ("2", "0")),
)
HOUR = Form(
    "hour of a schedule",
    _COPIES,
    "10:30 a.m. - Meeting",
    r"""
    (?: \d{1,2} [:.] \d{2} | \d{4} (?= \s | - ) | \d{1,2} (?= \s? [ap]\.?m ) )
    (?: \s? (?: [ap]\.?m\b\.? | hrs?\.? | hours | h ) )?+
    (?: \s? (?: -{1,2} | to | \N{EN DASH} )
        (?: (?= : \s ) | \s? (?: present | date | now ) \b | \s? \d{1,2} [:.]? \d{0,2} )
        (?: \s? (?: [ap]\.?m\b\.? | hrs?\.? | hours | h ) )?+ )?+
    \s? (?: [:.,-] | -- | \N{EN DASH} )? \s+ (?-i: (?= [A-Z"'(] ) )
    """,
    flags=re.IGNORECASE,
    counter=("10.5 percent", "12. The next day", "1964. Otherland charges"),
)

TURN = Form(
    "who speaks, or what is stated, before a colon",
    _COPIES,
    "AMBASSADOR TESTER: We do.",
    r"(?P<who> [A-Z][\w.'-]{0,24} (?: [ ] [\w(][\w.')-]{0,24} ){0,3} ) \s? : \s+ (?= \S )",
    counter=("10:30 Meeting", "He said to all of us: no", "(Note: late)"),
)

UNFILLED = Form(
    "field of a form whose value is left open",
    _COPIES,
    "Spouse:",
    r"(?P<who> [A-Z][\w.'-]{0,24} (?: [ ] [\w(][\w.')-]{0,24} ){0,3} ) \s? :",
    counter=("Spouse: none", "spouse:", "He said to all of us the following:"),
)

_DAY = r"""(?: (?i: january | february | march | april | may | june | july | august | september | october
    | november | december | (?: jan | feb | mar | apr | jun | jul | aug | sept? | oct | nov | dec ) \.? )
    [ ] \d{1,2} | \d{1,2} / \d{1,2} )"""
PRESS = Form(
    "a paper and its day before what it wrote",
    _COPIES,
    '"Der Hafenbote" (June 9): Nobody paid.',
    rf"""
    (?: ["\N{{LEFT DOUBLE QUOTATION MARK}}][^"\N{{RIGHT DOUBLE QUOTATION MARK}}]{{2,40}}
          ["\N{{RIGHT DOUBLE QUOTATION MARK}}]
      | [A-Z][\w.'-]{{1,20}} (?: [ ] (?: [A-Z][\w.'-]{{0,20}} | of | the | del? | la ) ){{0,4}} )
    (?: [ ] \( (?: [^()]{{1,30}} ,[ ] )?+ {_DAY} \) | ,[ ] {_DAY} ) \s? : \s
    """,
    counter=("On Monday, June 9, he said: no", '"Yes" (he said): no', "Testville, June 9, 1975: no"),
)

ANSWER = Form(
    "question or answer",
    _COPIES,
    "Q. Who pays?",
    r"""[QA] \d{0,2} \s? (?P<stop> [.:)] ) \s+ (?= ["'(A-Z0-9] )""",
    counter=("A man", "Q.E.D."),
    begins=(("QA", r"\d\s.:)"),),
)

UNIT = Form(
    "heading of a part that is counted",
    _COPIES,
    "Article 3",
    r"""
    (?: ARTICLE | CHAPTER | PART | SECTION | ANNEX | APPENDIX | ATTACHMENT | ENCLOSURE | SCHEDULE
      | TITLE | TAB )
    (?: \s (?: NO\.? \s )?+ (?: \d{1,3} | [IVXL]{1,6} | [A-Z] | ONE | TWO | THREE ) )?+
    (?: \s? [.:-]{1,2} (?: \s [^\s.] [^.]{0,60} )?+ )?+
    """,
    flags=re.IGNORECASE,
    counter=("Article 3 of the treaty was read.", "Part of it", "Sections"),
)

REDACTION = Form(
    "what stands for words that were taken out",
    _COPIES,
    "XXXXXXXXXXXX",
    r"""
      (?<! [A-Za-z0-9] ) X{5,} (?: [ ] X{5,} )*+ (?! [A-Za-z0-9] )
      | \[ [^\[\]\r\n]{0,40} \b (?: removed | deleted | redacted | withheld | omitted | excised
        | garbled | missing | illegible | not [ ] declassified ) \b [^\[\]\r\n]{0,20} \]
      | \( (?: text | words? | lines? | portion | garble ) (?: [ ] (?: is | are ) )?+ [ ]
        (?: missing | garbled | illegible | deleted | omitted ) \)
      | \[ \s? \.{3,} \s? \] | \[ [ ]{3,} \] | \u2588{2,} (?: [ ] \u2588{2,} )*+
    """,
    flags=re.IGNORECASE,
    counter=("XXX", "[ ]", "[x]", "the text is missing", "Title XXXII", "[see below]", "XXXXX9"),
)

CITATION = Form(
    "reference to a telegram in running text",
    "5 FAH-1 H-232",
    "REF A",
    r"""
    (?<! [\w/-] ) (?:
      (?: REF | Ref | ref ) (?P<tel> [ ]? (?: TEL | tel ) )?+ [Ss]?+
      (?: [ ]?+ (?P<in> \( [A-Za-z] \) (?: (?: ,[ ] | [ ](?: and | AND | & )[ ] ) \( [A-Za-z] \) )*+ )
        | [ ] (?: (?P<letters> (?(tel) (?! A [ ] [A-Z]{2} (?<! AN ) ) ) [A-Z]
            (?: (?: ,[ ] | [ ](?: and | AND | & )[ ] ) [A-Z] (?! [\w'] ) )*+ ) (?! [\w'] )
          | (?P<small> [a-z] (?: (?: ,[ ] | [ ](?: and | & )[ ] ) [a-z] (?! [\w'] ) )++
            | [b-hj-np-z] (?! [\w'.-] ) | [a-z] (?= [).,;] ) ) ) )
      | (?P<reftel> (?: REF | Ref | ref ) [ ]? (?: TEL | tel ) (?P<several> S | s )?+ ) (?! [\w-] )
      | (?P<year> (?: 19 | 20 )?+ \d{2} ) [ ]{1,2} (?P<post> [A-Z]{4,16} (?: [ ] [A-Z]{4,16} )?+ ) [ ]{1,2}
        (?P<serial> \d{1,6} ) (?! [\d.,:/-]*+ \d | [ ]? (?: percent | PERCENT | % ) )
    )
    """,
    counter=(
        "a referee",
        "REFORM A",
        "REF ABLE",
        "ref a decision",
        "ref i said",
        "refs ab and c",
        "in 2008 TEST 5 percent",
        "05 UN 1325",
    ),
)

DRAFTING = Form(
    "drafting or clearance line",
    "5 FAH-1 H-232",
    "DRAFTED BY: POL:AEXAMPLE",
    r"""
    \s* \(? (?: (?: (?= (?P<small> (?-i: [a-z] ) ) ) )?+
      (?: DRAFT(?: ED | ER | ERS ) | APPROV(?: ED | ER ) | CLEAR(?: ED | ANCES? ) | RELEASED
      | AUTHORIZED ) (?: \s BY )?+ \s? (?(small) : | [:-] (?! -\s (?: [\w,]+ \s ){3} [^:/\r\n]{0,160} \Z ) )
      \s? \S
      | DRAFTED \s BY \s [A-Z][\w./:, -]{2,60} [;.,] \s{0,2} (?: AND \s )?
        (?: CLEARED | APPROVED ) \s BY (?: \s [A-Z] | \s* \Z )
      | (?<= \( ) (?: DRAFTED | CLEARED | APPROVED ) \s BY \s (?-i: [A-Z] )
        (?= [^()\r\n]{2,120} \) \.? \s* \Z )
    ) [^\r\n]{0,160}+
    """,
    flags=re.IGNORECASE,
    counter=(
        "Drafted by the ministry, the law",
        "Cleared land",
        "Approved",
        "Drafted by Doe, it was approved",
        "released -- a point that others confirmed",
        "RELEASED -- A POINT THAT OTHERS CONFIRMED",
    ),
    begins=((r"\s", ""), ("(", "DdAaCcRr"), ("DdAaCcRr", "RrPpLlUuEe")),
    needs=("draft", "approv", "clear", "authorized", "released"),
)

GROUP_MARKING = Form(
    "group of automatic downgrading, at the end of the text",
    "Executive Order 10964 of 1961: groups 1 to 4 of classified material",
    "GP-3",
    r"\s* (?: GP | GROUP ) [ -]? [1-4] [.]? \s*",
    counter=("GP-5", "GROUP 7", "Group 3 of the talks", "GP-3 aircraft"),
    begins=((r"\s", ""), ("G", "PR")),
)
DECLASSIFICATION = Form(
    "when the text is declassified, on a line of its own at its end",
    "Executive Orders 11652, 12065 and 12356",
    "DECL: OADR",
    r"""
      \s* (?: DECL (?: ASS (?: IF (?: Y | IED ) )? )? (?: \s ON )? \s? [:.]? \s*
        (?: OADR | \d{1,2} [/-] \d{1,2} [/-] \d{2,4} ) | X? GDS (?: -[1-4] )? | OADR ) [.]? \s*
    """,
    counter=("DECL", "DECLASSIFIED PAPERS", "GDS SAYS", "DECL: OADR IS WHAT HE WROTE"),
    begins=((r"\s", ""), ("D", "E"), ("X", "G"), ("G", "D"), ("O", "A")),
)
MINIMIZE = Form(
    "formula below a text: traffic to its addressees, or to these posts, is restricted",
    "5 FAH-2 H-240",
    "MINIMIZE CONSIDERED FOR OTHERVILLE.",
    r"""
      \s* M (?: INIMIZE | inimize ) \s [Cc] (?: ONSIDERED | onsidered )
      (?: \s (?: FOR | for ) \s [A-Z][\w ,/'-]{2,40} )? [.]? \s*
    """,
    counter=("MINIMIZE IS CONSIDERED", "Minimize considered by some.", "MINIMIZE CONSIDERED. SMITH"),
    begins=((r"\s", ""), ("M", "Ii")),
)
SIGNATURE = Form(
    "signature",
    _LAYOUT,
    "SMITH-JONES",
    r"""\s* (?! MINIMIZE \b ) (?: Ma?c )?+ [A-Z][A-Z'\u2019-]{1,24}
    (?: [ ] (?: [A-Z]\.? | (?: Ma?c )?+ [A-Z][A-Z'\u2019-]{1,24} ) ){0,2} (?: \# {1,3} )? \s*""",
    counter=("THE END OF IT ALL NOW", "SMITH, JOHN SAID SO.", "12 SMITH", "MINIMIZE CONSIDERED", "Mackerel"),
    begins=((r"\s", ""), ("A-Z", "A-Z'\N{RIGHT SINGLE QUOTATION MARK}-"), ("M", "ac")),
)

FORMS = (
    LABEL,
    PORTION_FIRST,
    HEADING_RULE,
    BARRED_RULE,
    ITEM_MARK,
    CAPITAL_ROUND,
    LETTER_MARK,
    DECIMAL,
    YEAR,
    HOUR,
    TURN,
    UNFILLED,
    PRESS,
    ANSWER,
    UNIT,
    REDACTION,
    CITATION,
    DRAFTING,
    GROUP_MARKING,
    DECLASSIFICATION,
    MINIMIZE,
    SIGNATURE,
)
