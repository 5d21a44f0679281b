"""What stands below the text of a telegram: who drafted and cleared it, how long it is classified, who signs.

Sources: 5 FAH-1 H-232 (drafting lines) and H-246 (signature), the executive orders on classification.
Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

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
    "5 FAH-1 H-246",
    "SMITH-JONES",
    r"""\s* (?! MINIMIZE \b ) (?: Ma?c )?+ [A-Z][A-Z'\u2019-]{1,24}
    (?: [ ] (?: [A-Z]\.? | (?: Ma?c )?+ [A-Z][A-Z'\u2019-]{1,24} ) ){0,2}
    (?: [ ] \( ACTING \) )? (?: \# {1,3} )? \s*""",
    counter=("THE END OF IT ALL NOW", "SMITH, JOHN SAID SO.", "12 SMITH", "MINIMIZE CONSIDERED", "Mackerel"),
    begins=((r"\s", ""), ("A-Z", "A-Z'\N{RIGHT SINGLE QUOTATION MARK}-"), ("M", "ac")),
)

PAGE_FOOT = Form(
    "line of a web page's foot, which no cable prints below its signature",
    "observed on public pages",
    "About | Contact | Privacy",
    r"""
      (?: (?: Share | Tweet | Print | E-?mail | Follow | Subscribe | Related | Back[ ]to | Leave[ ]a
            | Add[ ]a | Post[ ]a | Comments? | Next | Previous | Home | Search | About | Contact | Privacy
            | Terms[ ]of | Permalink ) \b [^\r\n]{0,25}
        | [^\r\n\N{COPYRIGHT SIGN}]{0,60} \N{COPYRIGHT SIGN} [^\r\n]{1,160} )
    """,
    counter=(
        "SHARE OF THE PORT",
        "The privacy of the home",
        "Salt | Brine",
        "Comments on the bill were few, he said",
    ),
)

FORMS = (
    DRAFTING,
    GROUP_MARKING,
    DECLASSIFICATION,
    MINIMIZE,
    SIGNATURE,
    PAGE_FOOT,
)
