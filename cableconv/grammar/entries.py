"""What begins an entry of a chronology, a schedule, a conversation, a form or a press review.

Sources: the forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_COPIES = "observed in published copies of telegrams"

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

_MONTH = """(?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)?
    | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? )"""
DAY = Form(
    "day of a chronology",
    _COPIES,
    "March 17-19: The first talks",
    rf"""
    (?: (?P<month> {_MONTH} ) \.? \s (?P<day> \d{{1,2}} )
      | (?P<first> \d{{1,2}} ) \s (?P<of> {_MONTH} ) \b )
    (?: \s? (?: - | and | to ) \s? (?: {_MONTH} \s )? \d{{1,2}} (?! \d ) )?+
    (?: ,? \s (?: 19 | 20 ) \d{{2}} )?+
    \s? (?: : | \s -{{1,2}} ) \s+ (?-i: (?= [A-Z"'(] | \d{{2}} :? \d{{2}} \s ) )
    """,
    flags=re.IGNORECASE,
    counter=(
        "March 17 The first",
        "march 17: and",
        "May 12:30: Lunch",
        "On March 3: Talks",
        "March 1975: Talks",
    ),
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

FORMS = (
    YEAR,
    DAY,
    HOUR,
    TURN,
    UNFILLED,
    PRESS,
    ANSWER,
)
