"""Damaged characters: what the wrong encoding, a web page and a 7-bit line made of a text.

Laws of this file: patterns and tables only; what they find may be damaged, and is decided with
the evidence of the whole document.
"""

from __future__ import annotations

import re

from cableconv.grammar.form import Form, lazy

WINDOWS = {  # characters that Windows-1252 has in place of the controls 80 to 9F
    code: bytes((code,)).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
# Bytes 80 to BF as they look: in ISO 8859-1, in Windows-1252, and where no character was found.
FOLLOWING = "\x80-\xbf\udc80-\udcbf" + "".join(WINDOWS.values())
FOLLOWERS = frozenset((*map(chr, (*range(0x80, 0xC0), *range(0xDC80, 0xDCC0))), *WINDOWS.values()))

_SEQUENCE = rf"[\xc2-\xdf][{FOLLOWING}]|[\xe0-\xef][{FOLLOWING}]{{2}}|[\xf0-\xf4][{FOLLOWING}]{{3}}"
SEQUENCE = lazy(_SEQUENCE)  # one character's bytes

MOJIBAKE = Form(
    "UTF-8 read as Windows-1252 or ISO 8859-1",
    "RFC 3629, section 4: first bytes C2-DF, E0-EF and F0-F4, one to three bytes 80-BF after them; "
    "WHATWG Encoding, index windows-1252",
    "\xe2\u20ac\u2122",
    rf"(?:{_SEQUENCE})++",
    counter=("\xc3O", "\xe9", "\xe2\u20ac ", "\u2122\u20ac\xe2"),
)
CONTROL = Form(
    "Windows-1252 read as ISO 8859-1",
    "WHATWG Encoding: the label iso-8859-1 means windows-1252, as texts so labelled have its characters",
    "\x92",
    r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]++",
    counter=("\x81", "\x85", "\u2019"),
)
CHARACTER_REFERENCE = Form(
    "character references, escaped once or more",
    "HTML 4.01, section 5.3, and its list of entities; XML 1.0, section 4.1",
    "&amp;#39;",
    r"(?: & (?: amp; | \#38; | \#x26; )* (?: \# [0-9]{1,7} | \# [xX] [0-9A-Fa-f]{1,6}"
    r" | [A-Za-z] [A-Za-z0-9]{1,7} ) ; )++",
    counter=("&", "R&D", "&copy=1", "&;", "&#;", "&#x;"),
)
NUMBER = lazy("#([0-9]+)|#[xX]([0-9A-Fa-f]+)")
APOSTROPHE = Form(
    "a letter or digit where an apostrophe was",
    "telegrams relayed in seven bits; the word before it is in small letters, and the end of a "
    "possessive or a contraction follows",
    "the governmentQs",
    r"(?<= [a-z] ) [Q8] (?: s | t | re | ve | ll | d | m ) (?! [\w'] )",
    counter=("Qs and As", "Q", "8th"),
)
TRAILING = Form(
    "a backslash at the end of a line",
    "texts that passed through a program in whose language it continues a line",
    "\\",
    r"\\ (?= [ \t]*+ (?: [\r\n] | \Z ) )",
    counter=("\\n", "\\ and"),
)
BREAK_TAGS = Form(
    "tags of a web page's line breaks at the end of a line",
    "texts that were copied from the source of a page",
    "<br>",
    r"(?: < br [ ]? /? > [ \t]*+ )++ (?= [\r\n] | \Z )",
    counter=("<br>and", "<b>"),
    flags=re.IGNORECASE,
)
STATION_NUMBER = Form(
    "station serial number of format line 3",
    "ACP 127, format line 3; a teleprinter with the other figures prints $ for #",
    "DE RUEHXX $4453 3400838",
    r"^ [ \t]*+ DE [ ] [A-Z]{4,8} [ ] (?P<sign> [\#$] ) (?P<serial> \d{4} ) \b",
    counter=("DE RUEHXX 4453 3400838", "DE FACTO"),
    flags=re.MULTILINE,
)

LOST_BREAK = Form(
    "word with one hyphen inside",
    "pages that print a cable on one line, the hyphens of its line ends with it",
    "rela-tions",
    r"(?<! [\w'@/.-] ) (?P<left> [A-Za-z][a-z]{1,20} ) - (?P<right> [a-z]{2,20} ) (?! [\w@/-] )",
    counter=("government-to-government", "e-mail", "A-A", "press-office@testland.example", "Al-Ali"),
)

FORMS: tuple[Form, ...] = (
    MOJIBAKE,
    CONTROL,
    CHARACTER_REFERENCE,
    APOSTROPHE,
    TRAILING,
    BREAK_TAGS,
    STATION_NUMBER,
    LOST_BREAK,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What stands before the end of a contraction. "s" is also the end of a possessive.
CONTRACTED = {
    "s": _words("it he she that there what who here where let how everyone nobody somebody"),
    "t": _words(
        "don doesn didn isn wasn aren weren hasn haven hadn couldn wouldn shouldn won can mustn needn"
    ),
    "re": _words("they we you who"),
    "ve": _words("they we you who could would should might must"),
    "ll": _words("they we you he she it that who there"),
    "d": _words("they we you he she it who that there"),
    "m": frozenset[str](),
}

# Entities that stand for a mark or letter of running text. Others of HTML are formulas' signs, or
# look like words with an ampersand before them (&not;).
ENTITY_CODES = (
    *(0x22, 0x26, 0x3C, 0x3E),
    *(code for code in range(0xA0, 0x100) if code not in (0xA6, 0xAC, 0xAF, 0xB8)),
    *(0x152, 0x153, 0x160, 0x161, 0x178),
    *range(0x2002, 0x2010),
    *range(0x2013, 0x2027),
    *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122),
)
