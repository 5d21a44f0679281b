"""The text of a telegram: paragraph numbers, portion markings, headings, lists, citations.

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
    (?P<mark> -{2,4} (?! - ) | - | \* | \+ (?! / | \s? \(? \d )
            | \# (?= \s+ [A-Za-z"'($] ) | \[ (?: \d{1,2} | [xX ] ) \] (?= \s ) | o(?=\s) | > (?=\s)
            | \N{BULLET} | \N{MIDDLE DOT} | \N{EN DASH} | \N{EM DASH} )
    (?P<space> \s* ) (?= [^\s*-] )
    """,
    counter=(
        "----------",
        "------------ said that",
        "word -- word",
        "+44 20 555 0142",
        "+ 44 (0)20",
        "+/- 3 percent",
        "# 44",
        "#4453",
        "[Page 12] the talks",
        "[12]",
    ),
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

FORMS = (
    LABEL,
    PORTION_FIRST,
    HEADING_RULE,
    BARRED_RULE,
    ITEM_MARK,
    CAPITAL_ROUND,
    LETTER_MARK,
    DECIMAL,
    UNIT,
    REDACTION,
    CITATION,
)
