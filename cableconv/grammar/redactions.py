"""Codes of releases under the Freedom of Information Act, which stand for words that were taken out.

Sources: 5 U.S.C. 552(b)(1)-(9), the exemptions; E.O. 13526, section 1.4(a)-(h), and E.O. 12958, section
1.5, the reasons for a classification; how they are printed: observed on released documents.
"""

from __future__ import annotations

from cableconv.grammar.form import Form, lazy

_RELEASED = "observed on released documents of the Department of State"

_ANY = r"""(?: \(? B [1-9] (?: \( [A-F] \) )?+ \)?+ | \( [bB] \) \s? \( [1-9] \) (?: \( [A-F] \) )?+
    | 1\.[45] \s? \( [A-Ha-h] \) )"""

CODE = Form(
    "exemption or reason of a release",
    "5 U.S.C. 552(b); E.O. 13526, section 1.4",
    "1.4(D)",
    r"""
    (?<! [\w/.-] ) (?:
      (?: \(? B (?P<exemption> [1-9] ) | \( [bB] \) \s? \( (?P<bracketed> [1-9] ) \) ) (?! \w )
        (?: \( (?P<part> [A-F] ) \) )?
      | (?P<reason> 1\.[45] ) \s? \( (?P<letter> [A-Ha-h] ) \)
    )
    """,
    counter=("B-52", "1.4 percent", "B12", "B1B"),
)

CODES_ALONE = Form(
    "codes alone on a line, where words were taken out",
    _RELEASED,
    "B1, 1.4(D)",
    rf"\s* (?: {_ANY} (?: \s? [,;/&]? \s{{0,9}} {_ANY} )*+ | \[? REDACTED \]? ) \s*",
    counter=("B1 visas", "1.4 (b) and (d)", "REDACTED VERSION", "B52", "A1"),
)

CODES_INSIDE = Form(
    "codes inside a line, where words may have been taken out",
    _RELEASED,
    "1.4(B) 1.4(D)",
    rf"(?<! [\w/.(-] ) {_ANY} (?! \w ) (?: \s? [,;/&]? \s{{0,9}} {_ANY} (?! \w ) )*+",
    counter=("B52", "B1B", "the 1.4 percent"),
)

WORD = lazy(r"\s*REDACTED\s*")
GAP = lazy(r"(?<=\S)[ ]{3,400}(?=\S)")  # what words that were taken out leave
GAP_BEFORE = lazy(r"(?:\S[ ]{3,400}|[^\s.?!:][ ]{2})\Z")
EMPTY_ABOVE = lazy(r"\[(?:[ ]{3,400}|\s?\.{3,9}\s?|\s?REDACTED\s?)\][ ]{0,3}\Z")
EMPTY_BELOW = lazy(r"[ ]{0,3}\[(?:[ ]{3,400}|\s?\.{3,9}\s?|\s?REDACTED\s?)\]")
CITING = lazy(r"(?i:reasons?|under|orders?|sections?|for|and|of|13526|12958)[ :]{1,3}\Z")

FORMS = (CODE, CODES_ALONE, CODES_INSIDE)
