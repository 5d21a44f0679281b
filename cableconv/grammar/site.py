"""Shapes of lines around a cable: what begins a cable, what surely belongs to it, what a
site prints (teasers, menus, values of its reference table).

Sources: 5 FAH-2 H-320 (format lines), and what published pages show. Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.dispatch import Dispatch
from cableconv.grammar.form import Form

_PAGES = "observed on public pages"
_LINES = "5 FAH-2 H-320, format lines"

_CLASSIFIED = r"""(?: UNCLAS(?:SIFIED)? | CONFIDENTIAL | SECRET | TOP[ ]SECRET | LIMITED[ ]OFFICIAL[ ]USE
  | U[ ]N[ ]C[ ]L[ ]A[ ]S(?:[ ]S[ ]I[ ]F[ ]I[ ]E[ ]D)? | S[ ]E[ ]C[ ]R[ ]E[ ]T
  | C[ ]O[ ]N[ ]F[ ]I[ ]D[ ]E[ ]N[ ]T[ ]I[ ]A[ ]L )"""

_HEADER = rf"""
    (?: VZCZ[A-Z]{{1,6}}\d
      | (?: ZZ|OO|PP|RR|YY ) (?: [ ]+ R[A-Z]{{3,7}} )+ \b
      | DE [ ]+ [A-Z]{{4,8}} [ ]* [#$]? [ ]? \d{{3,4}} \b
      | ZN[RY] [ ]+ [A-Z]{{5}} \b
      | (?: [ZOPRY] [ ]+ ){{1,2}} \d{{6}}Z [ ]+ [A-Za-z]{{3}} \b
      | FM [ ]+ (?: R[A-Z]{{3,7}}/ )? (?: AMEMB|AMCON|US|SECSTATE|AIT|AMINST|DEPT ) [A-Z]*
      | {_CLASSIFIED} \b [^\r\n]{{0,60}}? \b [A-Z]{{3,}} [ ]+ \d{{3,8}} \b
      | PAGE [ ]+ 01 \b | ACTION [ ]+ [A-Z]{{1,5}}-\d\d | ORIGIN [ ]+ [A-Z]{{1,5}}-\d\d | INFO [ ]+ LOG-\d\d
      | [A-Z][A-Z ]{{2,16}} [ ]+ \d{{4,6}} [ ]+ \d\d [ ] OF [ ] \d\d [ ]+ \d{{6}}Z
    )
"""

HEADER_LINE = Form(
    "first line of a cable, or another sure line of its header",
    _LINES,
    "DE RUEHXX #4453/01 3400838",
    rf"\s* (?: {_HEADER} | E\.?[ ]?[O0]\.? [ ]? 1[0-3]\d{{3}} \b | \d{{6}}Z [ ]+ [A-Za-z]{{3}} [ ]+ \d\d )",
    counter=("The secret talks", "FM radio is popular", "Action on the matter", "PP slides were shown"),
    begins=((r"\s", ""), ("A-Z", "A-Z .0"), (r"\d", r"\d")),
)
SOFT_HEADER_LINE = Form(
    "a line that begins a cable whose header is lost",
    "5 FAH-1 H-210",
    "SUBJECT: TEST CABLE",
    r"\s* (?: TAGS? | SUBJ(?:ECT)? | REF(?:S|TEL)?(?:\(S\))? ) [ ]? : ",
    counter=("Subjects were told",),
    flags=re.IGNORECASE,
    begins=((r"\s", ""), ("TtRrSs\N{LATIN SMALL LETTER LONG S}", "AaUuEe")),
    needs=(":",),
)
HEADER_TOKEN = Form(
    "header inside a long line",
    _LINES,
    "DE RUEHXX #4453/01 3400838",
    rf"\b {_HEADER} | \b E\.O\.[ ]1[0-3]\d{{3}}",
    counter=("the FM band",),
)
NUMBERED = Form(
    "paragraph number",
    "5 FAH-1 H-246.2",
    "2. (SBU) Text",
    r"""\s{0,6} (?: \( [A-Z][A-Z/ ,]{0,12} \) [ ]? )?+ \N{PILCROW SIGN}? (?! 00? [ .:)] )
        (?P<number> \d{1,3} ) [ ]? [.:)] (?=[\s(])""",
    counter=("1.5 percent", "2008 was", "00. Editorial"),
    begins=((r"\s", ""), ("(", "A-Z"), ("\N{PILCROW SIGN}", r"\d"), (r"\d", r"\d .:)")),
)
_PORTION = r"\( (?: U|SBU|C|S|LOU|FOUO ) [/A-Z]{0,12} \)"
NUMBER_INSIDE = Form(
    "paragraph number with a portion mark inside a line",
    "5 FAH-1 H-246.2",
    "end. 2. (SBU) Text",
    rf"(?<![^\s]) \N{{PILCROW SIGN}}? \d{{1,3}} \. [ ]? {_PORTION}",
    counter=("in 2008 (U)",),
)
TEXT_BEHIND_SUBJECT = Form(
    "subject and paragraph 1 behind it, on one line",
    _LINES,
    "SUBJECT: TALKS 1. (C) Text",
    rf"SUBJ(?:ECT)? \s? : .{{3,300}}? (?<= \s ) \N{{PILCROW SIGN}}? 1 \s? [.)] \s? {_PORTION}",
    counter=("SUBJECT: TALKS OF 1. MAY", "SUBJECT: ANNEX 1. (THE HARBOR)", "SUBJECT: TALKS 2. (C) Text"),
)
LATER_SECTION = Form(
    "beginning of a later section, which prints its header again",
    _LINES,
    "UNCLAS SECTION 02 OF 03 TESTVILLE 004453",
    r"\b SECTION [ ]+ (?! 0?1 \b ) \d{1,2} [ ]+ OF [ ]+ \d{1,2} \b",
    counter=("UNCLAS SECTION 01 OF 03 TESTVILLE 004453",),
)
SURE_LINE = Form(
    "page marker, trailer or portion mark, which only a cable has",
    _LINES,
    "TESTVILLE 00004453 002 OF 003",
    r"""\s* (?: [A-Z][A-Z .'/-]{1,39}? \s+ \d{5,8} \s+ \d{2,3} (?:\.\d)? \s+ OF \s+ \d{2,3} \s* \Z
      | BT \s* \Z | \#\d{4} \s* \Z | N{4,} \s* \Z | PAGE [ ]+ \d\d \b
      | \( (?: U|SBU|C|S|TS|LOU|FOUO ) (?: /{1,2} [A-Z ,]{1,20} )?+ \) [ ]? \S )""",
    counter=("BTW", "World Headlines", "(c) Scoop Media"),
    begins=((r"\s", ""), ("A-Z", "A-Z .'/-"), ("#", r"\d"), ("(", "A-Z")),
)
TEASER = Form(
    "teaser that ends in a link to more",
    _PAGES,
    "Something happened on Monday... More>>",
    r"""(?: \.{2,} | \N{HORIZONTAL ELLIPSIS} ) [ ]* [\[(]? (?: read[ ] )? more [ ]? (?: >{1,2} |
        [\u00bb\u203a] ) [\])]? \s* \Z""",
    counter=("He wanted more...", "more > less"),
    flags=re.IGNORECASE,
)
TRAILING_DOTS = Form(
    "text cut short",
    _PAGES,
    "Something happened...",
    r"(?: \.{3} | \N{HORIZONTAL ELLIPSIS} ) \s* \Z",
    counter=("The end.",),
)
HEADLINE = Form(
    "headline of a teaser",
    _PAGES,
    "UN: Something Happened In Testville",
    r"""\s* (?! \( ) [A-Z][\w'\u2019&.-]{0,24} (?: [ ] [\w'\u2019&.-]{1,24} ){0,5}+ : [ ]
        [\"'\u2018\u201c]? [A-Z0-9] [^\r\n]{3,150} (?<![.;,]) \s* \Z""",
    counter=("12. (U) The end.", "the list: One"),
)
MENU = Form(
    "menu row or bullet",
    _PAGES,
    "World | Politics | Search",
    r"""\s* (?: [\u2022\u00b7\u25aa] \s* \S [^\r\n]{0,60} | (?: [^|\r\n]{1,40} \| ){1,30}+
        [^|\r\n]{1,40} ) \s* \Z""",
    counter=("Plain text",),
    needs=("|", "\u2022", "\u00b7", "\u25aa"),
)
SIGNATURE = Form(
    "surname of the signer",
    "5 FAH-1 H-230",
    "SMITH-JONES",
    r"\s* [A-Z][A-Z'-]{2,20} (?: [ ] [A-Z'-]{2,20} )? [#]{0,2} \s* \Z",
    counter=("Smith", "PMC and others"),
)
SIGNED_END = Form(
    "surname of the signer, or the end of transmission, behind the last sentence in one line",
    "5 FAH-1 H-230",
    "will report in May. VAN DOREN",
    r"""[.!?)"'] \s+ (?: [A-Z][A-Z'-]{2,20} (?: [ ] [A-Z'-]{2,20} )? [#]{0,2}
      | (?: [A-Z'-]{3,20} [ ]{1,4} ){0,2}
        (?: (?: BT [ ]{1,4} )? (?: [#]\d{4} [ ]{0,4} )? N{4,} | BT (?: [ ]{1,4} [#]\d{4} )? ) ) \s* \Z""",
    counter=("will report in May. Then", "will meet the NATO", "will report in May. See #1234"),
)
CABLE_ONLY = Form(
    "item, row of a table in columns, or line on minimize: no site prints these below a cable",
    _LINES,
    "-- Ms. Sample, Director",
    r"""\s* (?: -- \s* [A-Z"(] | MINIMIZE [ ] CONSIDERED \b
      | (?: \S (?: \S | [ ]\S )*+ [ ]{2,} ){2} \S )""",
    counter=(
        "--------",
        "- Pacific news",
        "World | Politics",
        "World  Politics",
        "A long line of the site's text",
    ),
)
REFERENCE_ID = Form(
    "reference number of a cable",
    _PAGES,
    "08TESTVILLE4453",
    r"(?: \d\d | 19\d\d | 20\d\d ) [A-Z] [A-Z ]{2,28} \d{1,7} (?: _[a-e] )?",
    counter=("TESTVILLE 4453",),
)
TIMESTAMP = Form(
    "date, with or without time",
    _PAGES,
    "2008-12-05 08:38",
    r"""(?: \d\d:\d\d (?: :\d\d )? (?= \s | \Z )
      | \d{4}-\d\d-\d\d (?: [ T]\d\d:\d\d(?::\d\d)? )?
      | \d{4}/\d\d/\d\d (?: [ ]\d\d:\d\d )?
      | (?: (?: Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6} ,? [ ] )? (?: \d{4} [ ] )? (?: \d{1,2} [ ] )?
        (?: Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} [ ] \d{1,4} (?: ,? [ ] \d{4} )?
        (?: ,? [ ] \d{1,2}:\d\d (?: [ ]? [AaPp]\.?[Mm]\.? )? )? (?: [ ] \( [A-Z][a-z]{2,9} \) )? )""",
    counter=("December",),
)
CLASS_VALUE = Form(
    "classification as a value",
    _PAGES,
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    r"""(?: UNCLAS (?:SIFIED)? | CONFIDENTIAL | TOP[ ]SECRET | SECRET | LIMITED[ ]OFFICIAL[ ]USE ) \b
        (?: //? (?: FOR[ ]OFFICIAL[ ]USE[ ]ONLY | NOFORN ) )?""",
    counter=("secretary",),
    flags=re.IGNORECASE,
)
ORIGIN_VALUE = Form(
    "origin as a value",
    _PAGES,
    "Embassy Testville",
    r"""(?: Embassy | Consulate (?:[ ]General)? | Mission | American[ ](?:Embassy|Consulate|Institute)
      | U\.?S\.?[ ]?(?:Embassy|Mission|Delegation|Office|Interests[ ]Section) | USMission | USEU
      | Secretary[ ]of[ ]State | REO | Iran[ ]RPO | UN[ ] | USUN | Office | Branch )
      [ ]? [A-Z][\w.'\u2019 -]{0,32}""",
    counter=("embassies said",),
)
GLUED_LABEL = Form(
    "label glued to its value",
    _PAGES,
    "OriginEmbassy Testville",
    r"""\s* (?P<label> Origin | Created | Released | Classification | Identifier | Reference[ ]?ID |
        Tags | Subject | Title | (?: ID | Reference ) (?=\d\d[A-Z]) )
        (?P<value> (?: [A-Z0-9] ) [^\r\n]{2,200} )""",
    counter=("Original text", "Created by", "Subject: test", "Reference12", "References 06TESTVILLE12"),
    begins=((r"\s", ""), ("O", "r"), ("C", "rl"), ("R", "e"), ("I", "dD"), ("T", "ai"), ("S", "u")),
)
LIBRARY_VALUE = Form(
    "unlabelled value of a library page",
    _PAGES,
    "-- Not Assigned --",
    r"\s* (?: --[ ].{2,30}[ ]-- | [\d,]{1,9} | TEXT[ ]ON(?:LINE|[ ]MICROFILM) (?: ,TEXT[ ]ONLINE )?"
    r" | \d\d\d\d[A-Z ]{3,28}\d+_[a-e] ) \s* \Z",
    counter=("- text",),
)
HISTORIAN_TITLE = Form(
    "headline of an edited document",
    "Foreign Relations of the United States",
    "12. Telegram From the Embassy in Testland to the Department of State1",
    r"""\s* (?: \d{1,4} \. [ ] )? (?P<title> (?: Circular[ ] )? (?: Telegram | Airgram | Message |
        Backchannel[ ]Message ) [ ] (?: \d{1,6} [ ] )? (?: From | to ) [ ] [^\r\n]{5,160}? ) \d{0,2} \s*
        \Z""",
    counter=("Telegram from Paris arrived.", "12. (C) Telegram"),
)
DATELINE = Form(
    "dateline of an edited document",
    "Foreign Relations of the United States",
    "Testville, December 5, 1975, 0838Z.",
    r"""\s* (?P<place> [A-Z][\w.'\u2019 -]{1,30} ) , [ ] (?P<time> [A-Z][a-z]{2,8} [ ] \d{1,2} ,
        [ ] (?:19|20)\d\d (?: , [ ] \d{4}Z )? ) (?: , [ ] [^,]{3,20} )?+ [.]? \s*""",
    counter=("Testville, December 5.", "On December 5, 1975, 0838Z."),
)
RUN_IN = Form(
    "opening of an edited telegram: its serial, and subject or references after it",
    "Foreign Relations of the United States",
    "1402. Subject: Talks on the Fisheries Line. Ref: State 40211.",
    r"""\s* (?P<serial> \d{1,6} ) [.] \s+
        (?: (?P<label> (?: Subj(?:ect)? | Ref(?:s|tels?|erences?|\(s\))? ) \s? : ) .* | \S .* )""",
    flags=re.IGNORECASE | re.DOTALL,
    counter=("1402.5 tons", "Subject: Talks"),
)
FOOTNOTE = Form(
    "footnote of an edition",
    "Foreign Relations of the United States",
    "- Source: National Archives, RG 59. Secret. \u21a9",
    r"\u21a9 \ufe0e?+ [\d\s]{0,9} \Z | \A \s* \u21a9 \s* Source:",
    counter=("- Source: none",),
)
#: What surely belongs to a cable or begins one.
CABLE = Dispatch(NUMBERED, SURE_LINE, HEADER_LINE)
TELLING = Dispatch(NUMBERED, SURE_LINE, HEADER_LINE, SOFT_HEADER_LINE)
OPENING = Dispatch(NUMBERED, HEADER_LINE, SOFT_HEADER_LINE)

FORMS = (
    HEADER_LINE,
    SOFT_HEADER_LINE,
    HEADER_TOKEN,
    NUMBERED,
    NUMBER_INSIDE,
    TEXT_BEHIND_SUBJECT,
    LATER_SECTION,
    SURE_LINE,
    TEASER,
    TRAILING_DOTS,
    HEADLINE,
    MENU,
    SIGNATURE,
    CABLE_ONLY,
    REFERENCE_ID,
    TIMESTAMP,
    CLASS_VALUE,
    ORIGIN_VALUE,
    GLUED_LABEL,
    LIBRARY_VALUE,
    HISTORIAN_TITLE,
    DATELINE,
    RUN_IN,
    FOOTNOTE,
)
