"""Markers of the body: where a summary, a comment, a note or a quoted text begins and ends.

Sources: 5 FAH-1 H-246 (text layout), and the forms that published copies show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_LAYOUT = "5 FAH-1 H-246"
_COPIES = "observed in published copies of telegrams"

# What may stand before the word of a marker, and after it: "Executive Summary", "Embassy Comment", "Bio
# Note", "Introduction and Summary"; "Summary and Introduction", "Summary/Comment".
_OFFICE = r"""(?: EMBASSY | POST | MISSION | CONSULATE | AMBASSADOR | CHARGE | DCM )
    (?: ['\N{RIGHT SINGLE QUOTATION MARK}]S )?+"""
_AND = r"(?: ,? \s+ (?: AND | & ) \s+ | \s? / \s? )"
_LED = rf"""(?: (?: EXECUTIVE | BRIEF | OVERVIEW {_AND} | INTRODUCTION {_AND} ) \s*+ (?= SUMMARY )
    | {_OFFICE} \s+ (?= COMMENT | NOTE )
    | (?: BIO (?: GRAPHIC )?+ | DRAFTER'S | EDITOR'S ) \s+ (?= NOTE ) )?+"""
_WITH = rf"""(?: (?: {_AND} | , \s )
    (?: COMMENT | ACTION (?: \s+ REQUEST (?: ED )?+ )?+ | INTRODUCTION | BACKGROUND | ANALYSIS | OVERVIEW
      | CONCLUSIONS? | RECOMMENDATIONS? | KEY \s POINTS | SUMMARY | NOTE ) (?! \w ) ){{0,2}}+"""
_TEXTS = r"""(?: (?: (?: MESSAGE | LETTER | ARTICLE | NOTE | EMAIL | E-MAIL | SPEECH | FULL | COMPLETE
      | VERBATIM | OFFICIAL | UNOFFICIAL | INFORMAL | ENGLISH | DRAFT | TRANSLATED | PARTIAL ) \s )?+ TEXT
    | (?: TALKING \s )? POINTS | NON-?PAPER | QUOTE | STATEMENT | EXCERPTS? | TRANSCRIPT
    | (?: (?: INFORMAL | UNOFFICIAL | OFFICIAL | EMBASSY | COURTESY | FREE | ROUGH | ENGLISH ) \s )?+
      TRANSLATION
    | AIDE-?MEMOIRE | NOTE \s VERBALE | PRESS \s RELEASE | MESSAGE | LETTER | ARTICLE )"""
_TEXT_OF = r"(?: TEXT \s OF (?: \s [\w'-]{1,20} ){1,7}? (?= \s? [.:] ) )"
_TEXT_WORDS = (
    "text", "points", "paper", "quote", "statement", "excerpt", "transcript", "translation", "message",
    "letter", "article", "memoire", "verbale", "release",
)  # fmt: skip
MARKER_HEADING = Form(
    "summary or comment marker as a heading",
    _LAYOUT,
    "Summary and Comment:",
    rf"""
    \s* (?: (?P<portion> \( [A-Z/]{{1,8}} \) ) \s* )?+ (?: BEGIN \s+ )?+
    {_LED} (?P<what> SUMMARY | COMMENT | NOTE | TEXT | ACTION \s REQUEST | INTRODUCTION )
    {_WITH} (?: \s* ,? \s* CONTINUED )?+
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
        {_LED} (?P<what_open> SUMMARY | COMMENT | NOTE | {_TEXT_OF} | {_TEXTS} )
      | {_LED} (?P<what> SUMMARY | COMMENT | NOTE | TEXT ) )
    {_WITH} (?: , \s CONTINUED )?+ \s?
    (?: [:.] | --? (?= \s ) | (?(open) (?: \] | (?= \s* \Z ) ) | (?!) ) ) \s*
    """,
    flags=re.IGNORECASE,
    counter=(
        "Summary of the talks",
        "Comments: none",
        "Notes: none",
        "Text messages",
        "Press comment: none",
        "Executive order: none",
        "Summary/Transcript: none",
    ),
    needs=("summary", "comment", "note", "text", "begin"),
)

MARKER_END = Form(
    "end of a summary, comment, note or text",
    _LAYOUT,
    "End Summary.",
    rf"""
    (?P<end> \b END \s+ (?: OF \s+ )?+
      {_LED} (?P<what> SUMMARY | COMMENT | NOTE | {_TEXT_OF} | {_TEXTS} ) {_WITH} )
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
    (?: (?<= [(\[] ) (?: BEGIN \s+ )?+ {_LED} (?P<bracketed> SUMMARY | COMMENT | NOTE )
      | (?: (?<= [("\[] ) | (?<= [.?!:"')\]] \s ) | (?<= [.?!:"')\]] \s\s ) ) BEGIN \s+ (?: OF \s+ )?+
        {_LED} (?P<opened> SUMMARY | COMMENT | NOTE | {_TEXTS} )
      | (?: (?<= [.?!"')\]] \s ) | (?<= [.?!"')\]] \s\s ) )
        (?: {_OFFICE} \s+ (?P<office> COMMENT | NOTE )
          | {_LED} (?-i: (?P<plain> Comment | COMMENT | Note | NOTE ) ) )
        (?= \s? : ) )
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
    rf"{_LED} (?P<what> SUMMARY | COMMENT | NOTE | {_TEXTS} ) {_WITH} \s? [.:)\]]",
    flags=re.IGNORECASE,
    counter=("Notes. Then", "Summary of the talks"),
    needs=("summary", "comment", "note", *_TEXT_WORDS),
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
    rf"""
    [(\[]? (?: BEGIN | END ) \s+ (?: OF \s+ )?+ {_LED} (?: SUMMARY | COMMENT | NOTE ) {_WITH} \s? [.:]? [)\]]?
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

HEADER_QUOTE = Form(
    "line of a header that opens the telegram which is repeated",
    _COPIES,
    "TO YOU QUOTE",
    r"""
    \s* ["(]? (?: QUOTE | QTE | Quote ) (?: \s? [.:] [^\r\n]{0,200} | [")] )? \s*
    | [^\r\n]{0,200} \s (?: QUOTE | QTE ) \s? [.:]? \s*
    """,
    counter=("UNQUOTE", "QUOTE OF THE DAY", "END QUOTED", "the quote"),
)

TEARLINE = Form(
    "line at which a text is parted for others, alone on its line",
    _COPIES,
    "(END TEARLINE)",
    r"""\(? (?: (?: BEGIN | END ) \s+ (?: OF \s+ )?+ | (?<= \( ) ) TEAR [ -]? LINE \s? [.:]? \)?""",
    flags=re.IGNORECASE,
    counter=("TEARLINE", "the tearline", "Begin tearlines"),
    needs=("tear",),
)

QUOTE_WORD = Form(
    "word that begins or ends a quotation",
    _COPIES,
    "UNQUOTE",
    r"""
    (?<! [\w'-] ) (?: (?P<end> UNQUOTE | UN-QUOTE | UNQTE | Unquote | END \s QUOTE )
      | QUOTE | QTE | Quote (?= \s? [.:] ) ) (?! [\w'-] ) (?: \s? (?: [.:] (?! \w ) | -- (?= \s ) ) )?+
    """,
    counter=("a quote", "unquoted", "Quote of the day", "QUOTES"),
    needs=("QUOTE", "Quote", "Unquote", "QTE"),
)

ENCLOSURE = Form(
    "what an airgram encloses, below its signature",
    "airgrams of 1966 to 1974 as published",
    "Enclosure: White Paper",
    r"""
    \s* (?: ENCLOSURES? | ATTACHMENTS? | ENCLS?[.] ) (?: [(]S[)] )? (?: \s? \d )?
    (?: \s? : [^\r\n]{0,120} )? \s*
    """,
    flags=re.IGNORECASE,
    counter=("Enclosures are sent by pouch", "Enclosed is a paper", "ATTACHMENT TO THE LAW"),
)
DOWNGRADING = Form(
    "words of the group of automatic downgrading, below the signature",
    "Executive Order 10964 of 1961",
    "Downgraded at 12-year intervals; not automatically declassified",
    r"""
      \s* (?: DOWNGRADED \s AT \s \d{1,2} [ -] YEARS? \s INTERVALS?
      | DECLASSIFIED \s AFTER \s \d{1,2} \s YEARS?
      | (?: NOT | NO ) \s AUTOMATIC(?:ALLY)? \s (?: DECLASSIFI | DOWNGRAD )
      | EXCLUDED \s FROM \s AUTOMATIC \s DOWNGRADING ) [^\r\n]{0,90}
    """,
    flags=re.IGNORECASE,
    counter=("Downgraded talks", "Not automatic", "DECLASSIFIED PAPERS SHOW"),
)
OFFICE_NOTE = Form(
    "note of the Department's telegraph office, below the signature",
    "telegrams of 1973 to 1979 as published",
    "NOTE BY OC/T: NOT PASSED TESTVILLE.",
    r"""
      \s* \*? NOTE
      (?: [ ] BY [ ] (?: OCT? | [A-Z]{1,5} (?: / [A-Z0-9-]{1,6} )+ ) \s? : | : \s* NOT [ ] PASSED \b )
      [^\r\n]{1,100}
    """,
    counter=(
        "NOTE BY THE MINISTER: NOT PASSED",
        "NOTE BY OC/T",
        "Note by OC/T: not passed",
        "NOTE: THE BILL WAS NOT PASSED",
    ),
)
WEB_SITE = Form(
    "invitation to the post's own site, below the signature",
    "telegrams of 2000 to 2010 as published",
    "Visit Embassy Testville's Classified Website: http://www.example.test/testville",
    r"""
    \s* (?: PLEASE [ ] )? (?: VISIT | SEE | (?: ACCESS | READ | VIEW ) [ ] ) \b [^\r\n.!?]{0,80}
    \b (?: WEB \s? (?: SITE | PAGE ) | HOME \s? PAGE | PORTAL ) S? \b [^\r\n]{0,120}
    """,
    flags=re.IGNORECASE,
    counter=("The website was down", "Visits to the site", "VISITORS SAW THE WEBSITE"),
    needs=("web", "home", "portal"),
)

FORMS = (
    ENCLOSURE,
    DOWNGRADING,
    OFFICE_NOTE,
    WEB_SITE,
    MARKER_HEADING,
    MARKER_RUN_IN,
    MARKER_END,
    MARKER_INSIDE,
    SPLIT_MARKER,
    MARKER_REST,
    TEXT_MARKER,
    EXTENT_MARKER,
    QUOTE_MARKER,
    HEADER_QUOTE,
    TEARLINE,
    QUOTE_WORD,
)
