"""The end of transmission: BT, the trailers below it, the name that signs above.

Source: 5 FAH-2 H-320 (ACP 127 format lines 13 to 16), and the forms that published copies show.
Examples are invented.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form

_COPIES = "observed in published copies of telegrams"
_LINES = "5 FAH-2 H-320, ACP 127 format lines"
TRAILER = Form(
    "end of transmission",
    _LINES,
    "#4453 NNNN",
    r"""
      \s* (?: BT )? \s* (?: \#\#? \s? \d{3,5} )? \s* (?: N{3,} | \#{2,} )? \s*
      | \s* <+ \s? END [ ] OF [ ] DOCUMENT \s? >+ \s*
    """,
    counter=("NN", "#44", "BT Group", "END OF DOCUMENT"),
)


ARCHIVE_FOOT = Form(
    "foot of the Department's archive: the number of the cable and its classification",
    _COPIES,
    "2002TESTVI01748 - Classification: SECRET",
    r"""
      \s* (?: 19 | 20 ) \d{2} [A-Z]{4,12} \d{5,6} [ ] - [ ] (?: Classification: [ ] )?
      (?: UNCLASSIFIED | CONFIDENTIAL | (?: TOP [ ] )? SECRET | LIMITED [ ] OFFICIAL [ ] USE ) \s*
    """,
    counter=("2002TESTVI01748", "2002 TESTVILLE 01748 - SECRET", "2002TESTVI01748 - Classification: NONE"),
)


CABLE_ENDS = Form(
    "end of the cable between rules",
    _COPIES,
    "=====CABLE ENDS=====",
    r"""
      \s* (?P<rule> [=*#-] ) (?P=rule){2,} \s?
      (?: (?: CABLE | MESSAGE | TELEGRAM ) \s ENDS? | END \s (?: OF \s )? (?: CABLE | MESSAGE | TELEGRAM ) )
      \s? [=*#-]{3,} \s*
    """,
    flags=re.IGNORECASE,
    counter=("CABLE ENDS", "=== CABLE", "== CABLE ENDS ==", "---- END TEXT ----"),
)


TRAILER_GLUED = Form(
    "end of transmission glued to the last line",
    _COPIES,
    "SMITH NNNN",
    r"""
      (?P<text> .*? \S ) (?: (?P<banner> \s+ (?: UNCLASSIFIED | UNCLAS | CONFIDENTIAL | (?: TOP [ ] )? SECRET
        | LIMITED [ ] OFFICIAL [ ] USE ) ) (?= \s+ (?: N{3,} | << | BT ) ) )?
      (?P<trailer> \s* (?: \#\#+ (?: \s+ BT )? (?: \s+ \# \d{4} )? (?: \s* N{4,} )? | \s N{4,}
      | (?<= [A-Z] ) \s NNN | \s \# \d{4} (?: \s* N{4,} )?
      | \s BT \s+ (?: \# \d{4} (?: \s* N{4,} )? | N{4,} ) | \s <+ \s? END [ ] OF [ ] DOCUMENT \s? >+ ) \s* )
    """,
    flags=re.DOTALL,
    counter=("SMITH", "see #4453 for this", "HE LEFT. NNN"),
)


_SIGNED = r"""(?: (?: AL | DA | DE | DEL | DEN | DI | DU | EL | LA | LE | ST | TEN | TER | VAN | VON ) \s )?
    (?: (?: DE | DEN | DER | LA ) \s )?
    (?! (?: UNCLAS | CONFIDENTIAL | SECRET | TOP | LIMITED ) \b | UNCLASS ) [A-Z][A-Z'-]{2,24}"""


SIGNED_ALONE = Form(
    "name that signs, between the break and the end of transmission",
    _COPIES,
    "VAN SMITH",
    rf"\s* {_SIGNED} \s*",
    counter=("SMITH SAYS SO", "UNCLASSIFIED", "BT", "Smith", "#4453"),
)


SIGNED_BANNER = Form(
    "name that signs, with the classification of the page behind it",
    _COPIES,
    "SMITH UNCLASSIFIED",
    rf"""
      (?P<text> \s* (?! [A-Z]+ LY \s ) {_SIGNED} )
      (?P<banner> \s+ (?: UNCLASSIFIED | CONFIDENTIAL | SECRET | LIMITED [ ] OFFICIAL [ ] USE ) \s* )
    """,
    counter=("TOP SECRET", "STRICTLY CONFIDENTIAL", "SMITH", "UNCLAS SECRET", "SMITH SECRETARY"),
)


SIGNED_BANNER_GLUED = Form(
    "name that signs, with the classification of the page behind it, at the end of a line without ends",
    _COPIES,
    "He left. SMITH CONFIDENTIAL",
    rf"""
      (?P<text> .*? [.!?)"'] \s{{1,3}} (?! [A-Z]+ LY \s ) {_SIGNED} )
      (?P<banner> \s+ (?: UNCLASSIFIED | CONFIDENTIAL | SECRET | LIMITED [ ] OFFICIAL [ ] USE ) \s* )
    """,
    flags=re.DOTALL,
    counter=("He left. TOP SECRET", "HE LEFT. STRICTLY CONFIDENTIAL", "SMITH CONFIDENTIAL", "He left. SMITH"),
)


BREAK_GLUED = Form(
    "break behind the last sentence and the name that signs",
    _COPIES,
    "He left. SMITH BT",
    rf"""
      (?P<text> (?: .*? (?: [.!?]["')]? | \) ) | (?= \s*+ [A-Z] ) ) (?: \s* (?<! \S ) {_SIGNED} )? )
      (?P<banner> \s+ (?: UNCLASSIFIED | UNCLAS | CONFIDENTIAL | (?: TOP [ ] )? SECRET
        | LIMITED [ ] OFFICIAL [ ] USE ) )?
      (?P<trailer> \s+ BT \s* )
    """,
    flags=re.DOTALL,
    counter=("SMITH", "shares of BT", "He bought BT.", "BT", "THEY BOUGHT SHARES OF BT", "He left BT"),
)

FORMS = (
    TRAILER,
    ARCHIVE_FOOT,
    CABLE_ENDS,
    TRAILER_GLUED,
    SIGNED_ALONE,
    SIGNED_BANNER,
    SIGNED_BANNER_GLUED,
    BREAK_GLUED,
)
