"""The statement of the classification authority: who classified the cable, and for what reasons.

Sources: E.O. 12958 and its successors (sections 1.4 to 1.6), and the forms that published copies show.
Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

CLASSIFIED_BY = Form(
    "classification authority",
    "E.O. 12958 section 1.6",
    "Classified By: Ambassador Ann Example. Reason: 1.4 (b)",
    r"""
    \s* (?: \( [A-Z/ ]{1,10} \) \s* (?= \N{PILCROW SIGN}? \d{1,2} \s? [.)] ) )?
    (?P<label> \N{PILCROW SIGN}? \d{1,2} \s? [.)] \s* )? (?P<portion> \( [A-Z/ ]{1,10} \) \s* )?
    (?: This \s+ (?: message | cable ) \s+ (?: was | is )? \s* )?
    (?: Reasons? \s? : \s? 1\.[4-6] [ ()a-h,and]{0,24} [.;] \s+ )?
    (?: CLASS(?: IFIED | FIED | IFED | IFIFED | IFIEID ) \s+ BY
        (?: \s* [:;.] | \s+ (?= (?-i: ["'(A-Z] ) ) )
      | DERIVED \s+ FROM \s* : ) \s* (?P<value> .* )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=(
        "Classified byway",
        "1. (C) Classified information",
        "Classified documents by",
        "Derived from this",
    ),
    needs=("class", "derived"),
)


REASONS_DONE = Form(
    "reasons, complete",
    "E.O. 12958 section 1.4",
    "Reasons 1.4 (b) and (d).",
    r".*? 1 \s? \. \s? [2-6] [\s.,(]* [A-H] \b [^A-Za-z]* (?: (?: and | & | [A-H] ) \b [^A-Za-z]* )*+ \Z",
    flags=re.IGNORECASE | re.DOTALL,
    counter=("Reasons", "1.4 (b) for"),
)


REASONS_AND_TEXT = Form(
    "reasons, complete, and where the text behind them begins",
    "E.O. 12958 section 1.4; copies that have lost their line ends",
    "Ambassador Ann Example, reasons 1.4 (b/d). Summary",
    r"""
    .*? 1 \s? \. \s? [4-6] [\s,]* \(? [A-H] \b \)? (?: [\s,/&;]* (?: (?: and \s )? \(? [A-H] \b \)? ) )*+
    (?: \s? [.] \s{1,8} (?! (?: reasons? | e[.]?o[.]? | decl\w* | derived | and ) \b ) (?= \S )
      | \s{1,8} (?= (?-i: \( (?: (?: U | SBU | S | TS | LOU ) (?: //? [A-Z, ]{1,20} )? | C //? [A-Z, ]{1,20} )
        \) \s{1,4} [A-Z"] ) ) )
    """,
    flags=re.IGNORECASE | re.DOTALL,
    counter=(
        "Ann Example. Summary",
        "Reasons 1.4 (b) and (d).",
        "1.4 (b). Derived from: a paper",
        "1.4 (b) (s) and (d)",
        "1.4 (b) (C) The",
    ),
)


ORDER_OF_REASONS = Form(
    "executive order whose reasons follow, in the statement of the authority",
    "E.O. 12958 section 1.4",
    "E.O. 12958 1.4 (b) and (d).",
    r"""
    \s* (?: E \.? \s? [O0] \.? | EXECUTIVE \s+ ORDER ) \s{0,2} 1 \d{4} [,:]? \s+
    (?: (?: FOR \s+ (?: THE \s+ )? )? REASONS? \s* [:;]? \s* )?+
    (?: SEC (?: TIONS? | S? \. )?+ \s+ )? 1 \s? \. \s? [2-6] [\s,]* \(? [A-H] \b
    """,
    flags=re.IGNORECASE,
    counter=("E.O. 12958: DECL: 1.6 X1", "E.O. 12958: 1.6 X1", "E.O. 12958 1.4 billion"),
)


REASONS_ALONE = Form(
    "reasons whose authority is lost",
    "E.O. 12958 section 1.4",
    "REASON: 1.4 (b), (d)",
    r"""
      \s* (?: REASONS? (?: \s* [:;] )? \s* )?+ (?: SECTIONS? \s+ )?+ 1 \s? \. \s? [4-6] [\s.,(]* [A-H] \b
      (?: [^A-Za-z]* (?: and | & | [A-H] ) \b )*+ [\s).,]* \Z
      | \s* (?: AND | & ) \s* \( [A-H] \) \s* \.? \s* \Z
      | \s* \( [A-H] \) (?: (?: \s* [,;] \s* (?: and \s+ )? | \s+ (?: and | & ) \s+ ) \( [A-H] \) )+
        \s* \.? \s* \Z
    """,
    flags=re.IGNORECASE,
    begins=(
        (r"\s", ""),
        ("Rr", "Ee"),
        ("Ss\N{LATIN SMALL LETTER LONG S}", "Ee"),
        ("1", r"\s."),
        ("Aa", "Nn"),
        ("&", r"\s("),
        ("(", "A-Ha-h"),
    ),
    counter=(
        "(b) and the rest",
        "(a), (b) and tea",
        "Reason: he was ill",
        "Reasons 1.4 (b) and a new law",
        "Reason 1",
        "and (d) the rest",
    ),
)

FORMS = (
    CLASSIFIED_BY,
    REASONS_DONE,
    REASONS_AND_TEXT,
    ORDER_OF_REASONS,
    REASONS_ALONE,
)
