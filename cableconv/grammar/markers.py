"""Markers of the body: where a summary, a comment, a note or a quoted text begins and ends.

Sources: 5 FAH-1 H-246 (text layout), and the forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_LAYOUT = "5 FAH-1 H-246"
_COPIES = "observed in published copies of telegrams"

_TEXTS = r"""(?: (?: (?: MESSAGE | LETTER | ARTICLE | NOTE | EMAIL | E-MAIL | SPEECH ) \s )?+ TEXT
    | TALKING \s POINTS | NON-?PAPER | QUOTE | STATEMENT | EXCERPTS? | TRANSCRIPT
    | (?: INFORMAL \s )?+ TRANSLATION | MESSAGE | LETTER | ARTICLE )"""
_TEXT_OF = r"(?: TEXT \s OF (?: \s [\w'-]{1,20} ){1,7}? (?= \s? [.:] ) )"
_TEXT_WORDS = (
    "text", "talking", "paper", "quote", "statement", "excerpt", "transcript", "translation", "message",
    "letter", "article",
)  # fmt: skip
MARKER_HEADING = Form(
    "summary or comment marker as a heading",
    _LAYOUT,
    "Summary and Comment:",
    r"""
    \s* (?: (?P<portion> \( [A-Z/]{1,8} \) ) \s* )?+ (?: BEGIN \s+ )?+
    (?P<what> SUMMARY | COMMENT | NOTE | TEXT | ACTION \s REQUEST | INTRODUCTION )
    (?: \s* (?: ,? \s* CONTINUED
              | (?: AND | & | / ) \s* (?: COMMENT | ACTION (?: \s+ REQUEST )? | INTRODUCTION ) ) )?+
    \s* [.:-]* \s*
    """,
    flags=re.IGNORECASE,
    counter=("Summary of the talks", "The comment"),
    needs=("summary", "comment", "note", "text", "action", "introduction"),
)

MARKER_RUN_IN = Form(
    "summary or comment marker at the beginning of a paragraph",
    _LAYOUT,
    "SUMMARY: The Minister said",
    rf"""
    [(\["]? (?: (?P<open> BEGIN ) \s+ (?: OF \s+ )?+
        (?P<what_open> SUMMARY | COMMENT | NOTE | {_TEXT_OF} | {_TEXTS} )
      | (?P<what> SUMMARY | COMMENT | NOTE | TEXT ) )
    (?: \s+ (?: AND | & ) \s+ (?: COMMENT | ACTION \s+ REQUEST | ACTION ) )?+ (?: , \s CONTINUED )?+ \s?
    (?: [:.] | --? (?= \s ) | (?(open) (?: \] | (?= \s* \Z ) ) | (?!) ) ) \s*
    """,
    flags=re.IGNORECASE,
    counter=("Summary of the talks", "Comments: none", "Notes: none", "Text messages"),
    needs=("summary", "comment", "note", "text", "begin"),
)

MARKER_END = Form(
    "end of a summary, comment, note or text",
    _LAYOUT,
    "End Summary.",
    rf"""
    (?P<end> \b END \s+ (?: OF \s+ )?+ (?P<what> SUMMARY | COMMENT | NOTE | {_TEXT_OF} | {_TEXTS} )
      (?: \s+ (?: AND | & ) \s+ (?: COMMENT | ACTION \s+ REQUEST ) )?+ )
    (?P<close> \s? [.:)\]]{{1,3}} | (?= \s* \Z ) )
    """,
    flags=re.IGNORECASE,
    counter=("at the end Summary courts", "in the end, comment was free", "the end of text messages"),
    needs=("summary", "comment", "note", *_TEXT_WORDS),
)

MARKER_INSIDE = Form(
    "comment, note or text that begins inside a line",
    _LAYOUT,
    "(Note: the Minister was late.",
    rf"""
    (?: (?<= [(\[] ) (?: BEGIN \s+ )?+ (?P<bracketed> SUMMARY | COMMENT | NOTE )
      | (?: (?<= [("\[] ) | (?<= [.?!:"')\]] \s ) | (?<= [.?!:"')\]] \s\s ) ) BEGIN \s+ (?: OF \s+ )?+
        (?P<opened> SUMMARY | COMMENT | NOTE | {_TEXTS} )
      | (?: (?<= [.?!"')\]] \s ) | (?<= [.?!"')\]] \s\s ) )
        (?-i: (?P<plain> Comment | COMMENT | Note | NOTE ) ) (?= \s? : ) )
    \s? (?: [:.] | (?(opened) \) | (?!) ) ) \s*
    """,
    flags=re.IGNORECASE,
    counter=("He made a note: x", "the comment: yes", "in summary. Then", "no comment. Then"),
)

SPLIT_MARKER = Form(
    "first word of a marker at the end of a line",
    _LAYOUT,
    ". End",
    r"""(?: ^ | (?<= [.?!:"')(\[] \s ) | (?<= [.?!:"')(\[] \s\s ) | (?<= [(\[] ) )
        (?P<word> END | BEGIN ) (?: \s+ OF )?+ \s* \Z""",
    flags=re.IGNORECASE,
    counter=("at the end", "the end of it", "will begin"),
    needs=("end", "begin"),
)

MARKER_REST = Form(
    "the rest of a marker whose first word ends the line above",
    _LAYOUT,
    "Note.) Then",
    rf"(?P<what> SUMMARY | COMMENT | NOTE | {_TEXTS} ) \s? [.:)\]]",
    flags=re.IGNORECASE,
    counter=("Notes. Then", "Summary of the talks"),
)

TEXT_MARKER = Form(
    "beginning or end of a quoted text, alone on its line",
    _LAYOUT,
    "Begin text:",
    rf"""["(\[]? (?: BEGIN | END ) \s+ (?: OF \s+ )?+ (?: {_TEXT_OF} | {_TEXTS} ) \s? [.:]? [")\]]?""",
    flags=re.IGNORECASE,
    counter=("End text of the message", "Begin with the text"),
    needs=_TEXT_WORDS,
)

EXTENT_MARKER = Form(
    "beginning or end of a summary, comment or note, alone on its line",
    _LAYOUT,
    "BEGIN COMMENT.",
    r"""
    [(\[]? (?: BEGIN | END ) \s+ (?: OF \s+ )?+ (?: SUMMARY | COMMENT | NOTE )
    (?: \s+ (?: AND | & ) \s+ (?: COMMENT | ACTION (?: \s+ REQUEST )?+ ) )?+ \s? [.:]? [)\]]?
    """,
    flags=re.IGNORECASE,
    counter=("Begin comments", "Summary"),
)

QUOTE_MARKER = Form(
    "beginning or end of a quotation, alone on its line",
    _COPIES,
    "UNQUOTE",
    r"""["(]? (?P<end> UN- | UN | END \s+ )?+ (?: QUOTE | QTE ) D? \s? [.:]? [")]?""",
    flags=re.IGNORECASE,
    counter=("Quote of the day", "Quotes", "Quota"),
)

FORMS = (
    MARKER_HEADING,
    MARKER_RUN_IN,
    MARKER_END,
    MARKER_INSIDE,
    SPLIT_MARKER,
    MARKER_REST,
    TEXT_MARKER,
    EXTENT_MARKER,
    QUOTE_MARKER,
)
